//! `brief config`.

use std::io;
use std::path::{Path, PathBuf};

use watching_brief::model::limits::Limit;
use watching_brief::project::settings::Settings;
use watching_brief::project::value_source::{Setting, ValueSource};
use watching_brief::render::page::{Block, Definition, Language, Page, Span};
use watching_brief::text::names;

use super::cli::ConfigArgs;
use super::{output, project};

/// Prints what a check would be asked for, and where each value comes from.
pub fn run(args: &ConfigArgs) -> io::Result<u8> {
    let settings = match project::settings(&args.pilots.paths, &args.selection, &args.bar, &args.output) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    output::print(&page(&settings).human(output::look()))?;
    Ok(0)
}

fn page(settings: &Settings) -> Page {
    let file = settings.file.as_deref();
    let head = file.map_or_else(|| "No configuration file.".to_owned(), |file| format!("Configuration: {file}"));
    let mut lines = Vec::new();
    let mut line = |name: &str, value: String, from: ValueSource| {
        let from = match from {
            ValueSource::Usual => Span::plain("usual"),
            ValueSource::Call => Span::plain("the call"),
            ValueSource::Configuration(place) => Span::place(file.unwrap_or_default(), format!(":{place}")),
        };
        let text = [Span::plain(format!("{value}  (")), from, Span::plain(")")].into();
        lines.push(Definition { name: name.to_owned(), text });
    };
    let list = |names: &Setting<Vec<String>>, none: &str| {
        if names.value.is_empty() { none.to_owned() } else { names.value.join(", ") }
    };
    line("pilots", paths(&settings.paths.value), settings.paths.from);
    line("exclude", list(&settings.exclude, "nothing"), settings.exclude.from);
    if !settings.heeds_ignore_files.value {
        line("ignore", "no .gitignore is heeded".to_owned(), settings.heeds_ignore_files.from);
    }
    let vocabulary = &settings.vocabulary;
    let own = if vocabulary.value.is_empty() { "the embedded one".to_owned() } else { paths(&vocabulary.value) };
    line("vocabulary", own, vocabulary.from);
    line("rules", list(&settings.rules, "all embedded rule sets"), settings.rules.from);
    line("only", list(&settings.only, "all rules"), settings.only.from);
    if settings.force.is_empty() {
        line("force", "as the rules have it".to_owned(), ValueSource::Usual);
    }
    for change in &settings.force {
        let value = format!("{} is a {}: {}", change.rule, change.force.name(), change.reason);
        line("force", value, ValueSource::Configuration(change.place));
    }
    line("fail_on", settings.fail_on.value.name().to_owned(), settings.fail_on.from);
    line("min_force", settings.min_force.value.name().to_owned(), settings.min_force.from);
    let basis = settings.basis.value.map_or("all statements count", watching_brief::model::Basis::name);
    line("strict", settings.strict.value.to_string(), settings.strict.from);
    line("basis", basis.to_owned(), settings.basis.from);
    if settings.hedged {
        line("hedged", "what is said with words such as \"may\" counts".to_owned(), ValueSource::Call);
    }
    line("without", list(&settings.without, "nobody"), settings.without.from);
    let documents = &settings.documents;
    let registers = if documents.value.is_empty() { "the embedded one".to_owned() } else { paths(&documents.value) };
    line("documents", registers, documents.from);
    line("format", settings.format.value.name.to_owned(), settings.format.from);
    if settings.outputs.value.is_empty() {
        line("outputs", "none".to_owned(), settings.outputs.from);
    }
    for output in &settings.outputs.value {
        line("outputs", format!("{} to {}", output.format.name, path_as_text(&output.path)), settings.outputs.from);
    }
    let baseline = settings.baseline.value.as_deref().map_or_else(|| "none".to_owned(), path_as_text);
    line("baseline", baseline, settings.baseline.from);
    line("lock", path_as_text(&settings.lock.value), settings.lock.from);
    line("locked", settings.locked.value.to_string(), settings.locked.from);
    for about in Limit::ALL {
        let set = settings.limits.set.iter().find(|(limit, _)| *limit == about.limit);
        let from = set.map_or(ValueSource::Usual, |(_, from)| *from);
        line("limits", format!("{} {}", about.name, settings.limits.limits.number(about.limit)), from);
    }
    if !settings.waive.value {
        line("waivers", "none counts".to_owned(), settings.waive.from);
    } else if settings.waivers.is_empty() {
        line("waivers", "those of the pilots".to_owned(), ValueSource::Usual);
    }
    for shared in &settings.waivers {
        let (waiver, pilots) = (&shared.waiver, shared.pilots.join(", "));
        let value = format!("{} of {pilots} until {}, by {}: {}", waiver.rule, waiver.until, waiver.by, waiver.reason);
        line("waivers", value, ValueSource::Configuration(shared.place));
    }
    line("today", settings.today.value.to_string(), settings.today.from);
    let head = Block::Preformatted(Language::Plain, head, false);
    Page::titled_in_documents("Configuration", vec![head, Block::Definitions(lines)])
}

fn paths(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path_as_text(path)).collect::<Vec<_>>().join(", ")
}

fn path_as_text(path: &Path) -> String {
    names::as_text(path)
}
