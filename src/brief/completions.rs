//! `brief completions`.

use std::io;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, CommandFactory, ValueHint};
use watching_brief::citations::Register;
use watching_brief::model::DiagnosticCode;
use watching_brief::rules::Collection;

use super::cli::{Cli, CompletionsArgs};
use super::output;

pub fn run(args: &CompletionsArgs) -> io::Result<u8> {
    let mut collection = Collection::default();
    collection.add_all_embedded(&mut Vec::new());
    let mut command = named(Cli::command(), &Names::of(&collection));
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "brief", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(0)
}

/// What can be named in a call, each with a few words on it. Of rules these are the ones that come with the program:
/// others are not known before there is a call.
struct Names {
    /// Rules, rule sets and dimensions.
    rules: Vec<PossibleValue>,
    facts: Vec<PossibleValue>,
    /// Codes of errors and notices.
    codes: Vec<PossibleValue>,
    documents: Vec<PossibleValue>,
    sections: Vec<PossibleValue>,
}

impl Names {
    fn of(collection: &Collection) -> Self {
        let name = |name: &str, what: &str| PossibleValue::new(name.to_owned()).help(what.to_owned());
        let vocabulary = collection.vocabulary();
        let sets: Vec<_> = collection.sets().iter().map(|of| name(&of.set.id, &of.set.title)).collect();
        let rules = collection.rules().map(|(_, of)| name(&of.rule.id, &of.rule.title));
        let dimensions =
            vocabulary.dimensions().iter().map(|(about, _)| name(about.name(), "All rules about this dimension"));
        Self {
            rules: rules.chain(sets).chain(dimensions).collect(),
            facts: vocabulary.facts().iter().map(|fact| name(&fact.path, &fact.ask)).collect(),
            codes: DiagnosticCode::ALL.iter().map(|(code, known)| name(known, code.page().title)).collect(),
            documents: Register::embedded().documents().iter().map(|of| name(&of.id, &of.title)).collect(),
            sections: vocabulary.sections().map(|(section, _)| name(section, "All facts of this section")).collect(),
        }
    }

    /// The names that an argument takes.
    fn give(&self, command: &str, arg: Arg) -> Arg {
        let values = |values: Vec<PossibleValue>| PossibleValuesParser::new(values);
        match (command, arg.get_id().as_str()) {
            (_, "only") => arg.value_parser(values(self.rules.clone())),
            ("explain", "name") => {
                let names = [&self.rules[..], &self.facts, &self.documents, &self.codes].concat();
                arg.value_parser(values(names))
            }
            ("facts", "section") => arg.value_parser(values(self.sections.clone())),
            // These are files and folders, too.
            (_, "rules") | ("test", "paths") => arg.value_hint(ValueHint::AnyPath),
            ("verify" | "coverage", "folder") => arg.value_hint(ValueHint::DirPath),
            _ => arg,
        }
    }
}

/// The command line, with the names that can be completed.
fn named(command: Command, names: &Names) -> Command {
    let name = command.get_name().to_owned();
    command.mut_args(|arg| names.give(&name, arg)).mut_subcommands(|command| named(command, names))
}
