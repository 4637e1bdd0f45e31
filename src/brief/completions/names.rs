//! The names that can stand in a call.

use clap::{Arg, Command, ValueHint};
use watching_brief::citations::Register;
use watching_brief::model::limits::Limit;
use watching_brief::model::{DiagnosticCode, REPORT_FORMATS};
use watching_brief::rules::Collection;

/// A name that may be typed, with a few words on it.
pub(super) type Offer = (String, String);

/// What can be named in a call. Of rules these are the ones that come with the program: others are not known before there is a
/// call.
pub(super) struct Names {
    rules: Vec<Offer>,
    sets: Vec<Offer>,
    dimensions: Vec<Offer>,
    facts: Vec<Offer>,
    /// Codes of errors and notices.
    codes: Vec<Offer>,
    documents: Vec<Offer>,
    sections: Vec<Offer>,
}

/// What may be typed for a value, besides the names: nothing, a file, or a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paths {
    None,
    Files,
    Folders,
}

impl Names {
    pub fn from_collection(collection: &Collection) -> Self {
        let name = |name: &str, what: &str| (name.to_owned(), what.to_owned());
        let vocabulary = collection.vocabulary();
        Self {
            rules: collection.rules().map(|(_, of)| name(&of.rule.id, &of.rule.title)).collect(),
            sets: collection.sets().iter().map(|of| name(&of.set.id, &of.set.title)).collect(),
            dimensions: vocabulary
                .dimensions()
                .iter()
                .map(|(about, _)| name(about.name(), "All rules about this dimension"))
                .collect(),
            facts: vocabulary.facts().iter().map(|fact| name(&fact.path, &fact.ask)).collect(),
            codes: DiagnosticCode::ALL.iter().map(|(code, known)| name(known, code.page().title)).collect(),
            documents: Register::embedded().documents().iter().map(|of| name(&of.id, &of.title)).collect(),
            sections: vocabulary.sections().map(|(section, _)| name(section, "All facts of this section")).collect(),
        }
    }

    /// The values that an argument of a command takes. `root` is the command that has all others.
    pub fn values(&self, root: &Command, command: &str, arg: &Arg) -> (Vec<Offer>, Paths) {
        let help = |about: Option<&clap::builder::StyledStr>| about.map(ToString::to_string).unwrap_or_default();
        let possible = arg.get_possible_values();
        if !possible.is_empty() {
            let shown = possible.iter().filter(|value| !value.is_hide_set());
            return (shown.map(|value| (value.get_name().to_owned(), help(value.get_help()))).collect(), Paths::None);
        }
        let some = |lists: &[&[Offer]]| (lists.concat(), Paths::None);
        match (command, arg.get_id().as_str()) {
            (_, "only") => some(&[&self.rules, &self.sets, &self.dimensions]),
            ("explain", "name") => some(&[&self.rules, &self.sets, &self.facts, &self.documents, &self.codes]),
            ("facts", "section") => some(&[&self.sections]),
            ("man", "command") => {
                let commands = root.get_subcommands().filter(|one| !one.is_hide_set());
                (commands.map(|one| (one.get_name().to_owned(), help(one.get_about()))).collect(), Paths::None)
            }
            (_, "keep") => some(&[&self.sections, &self.facts]),
            (_, "limits") => {
                let limits = Limit::ALL.iter().map(|about| (format!("{}=", about.name), about.bounds.to_owned()));
                (limits.collect(), Paths::None)
            }
            (_, "outputs") => {
                let forms =
                    REPORT_FORMATS.iter().map(|form| (format!("{form}="), "The file comes behind it".to_owned()));
                (forms.collect(), Paths::None)
            }
            ("compare", "first" | "second") | ("reconcile", "sets") | ("promises", "of") | (_, "rules") => {
                (self.sets.clone(), Paths::Files)
            }
            ("test", "paths") => (Vec::new(), Paths::Files),
            ("verify" | "coverage" | "init", "folder") => (Vec::new(), Paths::Folders),
            _ => match arg.get_value_hint() {
                ValueHint::DirPath => (Vec::new(), Paths::Folders),
                ValueHint::AnyPath | ValueHint::FilePath => (Vec::new(), Paths::Files),
                _ => (Vec::new(), Paths::None),
            },
        }
    }
}
