//! What a page asks.

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::{Basis, FailOn, Force};
use watching_brief::questions::Law;
use watching_brief::text::words;

use crate::answer::wrong_request;

/// A request, as far as all calls have the same keys.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The name of the call.
    pub call: String,
    /// The files that there are.
    #[serde(default)]
    pub files: Vec<FileText>,
    /// Those of the files, or of their folders, that hold the pilots; the first file where nothing is said.
    pub pilots: Option<Vec<String>>,
    /// The rule sets; those of the configuration, or all embedded ones, where none is named.
    #[serde(default)]
    pub rules: Vec<String>,
    /// The day.
    #[serde(default, deserialize_with = "day")]
    pub today: Option<Date>,
    /// What is held against what, and what counts.
    #[serde(default)]
    pub options: Options,
    /// The form of the answer; `json` where nothing is said.
    #[serde(default)]
    pub form: Option<String>,
    /// What this call alone wants to know.
    #[serde(default)]
    with: Option<Value>,
}

/// A file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileText {
    /// Its name, with the folders in which it stands.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// What is held against what, and what counts, as the options of the command have it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// The rules, rule sets and dimensions that are looked at.
    pub only: Vec<String>,
    /// Statements on a weaker basis are set aside.
    #[serde(deserialize_with = "basis")]
    pub basis: Option<Basis>,
    /// Speakers whose word is set aside.
    pub without: Vec<String>,
    /// Whether hedged statements are listened to.
    pub hedged: bool,
    /// Whether a report is the short one, in the forms that have such.
    pub quiet: bool,
    /// Registers of documents.
    pub documents: Vec<String>,
    /// Files that declare the vocabulary.
    pub vocabulary: Vec<String>,
    /// The verdicts that count as findings.
    #[serde(deserialize_with = "fail_on")]
    pub fail_on: Option<FailOn>,
    /// The least force that counts.
    #[serde(deserialize_with = "force")]
    pub min_force: Option<Force>,
}

impl Request {
    /// Reads a request.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        serde_json::from_slice(bytes).map_err(|error| wrong_request(format!("the request cannot be read: {error}")))
    }

    /// What this call alone wants to know.
    ///
    /// # Errors
    /// What is wrong with that.
    pub fn with<T: DeserializeOwned>(&self) -> Result<T, Vec<Diagnostic>> {
        let with = self.with.clone().unwrap_or_else(|| Value::Object(serde_json::Map::new()));
        serde_json::from_value(with)
            .map_err(|error| wrong_request(format!("what `{}` wants to know cannot be read: {error}", self.call)))
    }

    /// The form of the answer.
    pub fn form(&self) -> &str {
        self.form.as_deref().unwrap_or("json")
    }

    /// What is wrong with a form that a call does not have.
    pub fn no_such_form(&self, forms: &[&str]) -> Vec<Diagnostic> {
        let (form, verb) = (words::excerpt(self.form()), if forms.len() == 1 { "is" } else { "are" });
        let forms = words::listed(forms, "and");
        wrong_request(format!("`{}` has no form `{form}`; there {verb} {forms}", self.call))
    }
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text: Option<String> = Deserialize::deserialize(deserializer)?;
    let read =
        |text: String| text.parse().map_err(|_| serde::de::Error::custom("`today` is a day, as in \"2026-01-01\""));
    text.map(read).transpose()
}

/// One of our names, such as that of a basis.
fn named<'de, D: Deserializer<'de>, T: Copy>(
    deserializer: D,
    all: &[(T, &'static str)],
) -> Result<Option<T>, D::Error> {
    let Some(text): Option<String> = Deserialize::deserialize(deserializer)? else { return Ok(None) };
    if let Some((value, _)) = all.iter().find(|(_, name)| *name == text) {
        return Ok(Some(*value));
    }
    let names: Vec<&str> = all.iter().map(|(_, name)| *name).collect();
    let message = format!("`{}` is none of {}", words::excerpt(&text), words::listed(&names, "and"));
    Err(serde::de::Error::custom(message))
}

fn basis<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Basis>, D::Error> {
    named(deserializer, &Basis::ALL)
}

fn fail_on<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<FailOn>, D::Error> {
    named(deserializer, &FailOn::ALL)
}

fn force<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Force>, D::Error> {
    named(deserializer, &Force::ALL)
}

/// The act under which a letter asks, by its name.
pub fn law<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Law>, D::Error> {
    named(deserializer, &Law::ALL)
}
