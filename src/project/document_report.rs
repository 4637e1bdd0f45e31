//! One document of a project, or one file that holds several, as an editor or a page has it at hand.

use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::inputs::Inputs;
use super::open::Project;
use super::pilots::Show;
use crate::answers::DiagnosticAnswer;
use crate::files::MemoryFiles;
use crate::model::diagnostic::Diagnostic;
use crate::render::{DisplayOptions, Json, Renderer as _};
use crate::report::{PilotReport, Run, RunEnding};
use crate::text::names;

/// What came of the text of a file. As JSON it has the keys of the report of `brief check --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentReport {
    /// The pilots, in the order of the file.
    pub pilots: Vec<CheckedDocument>,
    /// What is wrong with the file.
    #[serde(serialize_with = "diagnostics")]
    pub errors: Vec<Diagnostic>,
    /// What is worth knowing about it.
    #[serde(serialize_with = "diagnostics")]
    pub notices: Vec<Diagnostic>,
}

/// A pilot, held against the rules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckedDocument {
    /// Its id.
    pub pilot: String,
    /// Its title.
    pub title: String,
    /// The file, as it was named.
    pub file: String,
    /// Its place among the documents of the file, from 0.
    pub document: usize,
    /// A result for each rule, in the order of rule sets and rules, as in the JSON form.
    pub results: Vec<Value>,
    /// How many results have which verdict.
    pub summary: Value,
}

impl Project {
    /// Checks the text of a file, saved or not, as if the file were named in a call. What is wrong with the project itself is
    /// not told again.
    #[must_use]
    pub fn check_document(&self, name: &str, text: &str) -> DocumentReport {
        let json = Json::new(DisplayOptions::default());
        json.begin(&self.checker().opening());
        // What the JSON form writes is what it reads.
        let show = |report: &PilotReport<'_>| serde_json::from_str::<CheckedDocument>(&json.pilot(report)).ok();
        let (pilots, ending) = self.check_text(name, text, &show);
        DocumentReport {
            pilots: pilots.into_iter().flatten().collect(),
            errors: ending.errors,
            notices: ending.notices,
        }
    }

    /// The same, with whatever `show` makes of each pilot.
    #[must_use]
    pub fn check_text<R: Send>(&self, name: &str, text: &str, show: Show<'_, R>) -> (Vec<R>, RunEnding) {
        let path = names::path(name);
        let files = MemoryFiles::new().with(&path, text).with_standard_input(text);
        let (mut run, mut shown) = (Run::default(), Vec::new());
        let take = &mut |one: R| shown.push(one);
        self.gather(Inputs::new(&files, &[path]), &self.checker(), &mut run, show, take, &mut |_| ());
        (shown, self.end(run))
    }
}

/// Errors or notices as the JSON form has them.
fn diagnostics<S: Serializer>(all: &[Diagnostic], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(all.iter().map(DiagnosticAnswer::from))
}
