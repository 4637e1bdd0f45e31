//! What `brief config` shows: each value that is in force, with where it comes from.

use super::page::{Block, Definition, Language, Page, Span};
use crate::answers::{ConfigAnswer, SettingAnswer, SettingSource};
use crate::model::Basis;
use crate::model::limits::Limit;

/// What is shown of the values that are in force.
#[must_use]
pub fn page(answer: &ConfigAnswer) -> Page {
    let head = match &answer.file {
        Some(file) => format!("Configuration: {file}"),
        None => "No configuration file.".to_owned(),
    };
    let head = Block::Preformatted(Language::Plain, head, false);
    let lines = Lines { file: answer.file.as_deref().unwrap_or_default(), all: Vec::new() };
    Page::titled_in_documents("Configuration", vec![head, Block::Definitions(lines.of(answer))])
}

struct Lines<'a> {
    file: &'a str,
    all: Vec<Definition>,
}

impl Lines<'_> {
    fn of(mut self, answer: &ConfigAnswer) -> Vec<Definition> {
        let all = &answer.settings;
        self.list("pilots", &all.pilots, "");
        self.list("exclude", &all.exclude, "nothing");
        if !all.ignore_files.value {
            self.put("ignore", &all.ignore_files, "no .gitignore is heeded");
        }
        self.list("vocabulary", &all.vocabulary, "the embedded one");
        self.list("rules", &all.rules, "all embedded rule sets");
        self.list("only", &all.only, "all rules");
        if all.force.is_empty() {
            self.line("force", "as the rules have it", Span::plain("usual"));
        }
        for change in &all.force {
            let text = format!("{} is a {}: {}", change.rule, change.force.name(), change.reason);
            self.line("force", &text, self.place(change.line, change.column));
        }
        self.put("fail_on", &all.fail_on, all.fail_on.value.name());
        self.put("min_force", &all.min_force, all.min_force.value.name());
        self.put("strict", &all.strict, &all.strict.value.to_string());
        self.put("basis", &all.basis, all.basis.value.map_or("all statements count", Basis::name));
        if all.hedged.value {
            self.put("hedged", &all.hedged, "what is said with words such as \"may\" counts");
        }
        self.list("without", &all.without, "nobody");
        self.list("documents", &all.documents, "the embedded one");
        self.put("format", &all.format, &all.format.value);
        if all.outputs.value.is_empty() {
            self.put("outputs", &all.outputs, "none");
        }
        for output in &all.outputs.value {
            self.put("outputs", &all.outputs, &format!("{} to {}", output.format, output.file));
        }
        self.put("baseline", &all.baseline, all.baseline.value.as_deref().unwrap_or("none"));
        self.put("lock", &all.lock, &all.lock.value);
        self.put("locked", &all.locked, &all.locked.value.to_string());
        // As the limits are told elsewhere, and not by the alphabet.
        for about in Limit::ALL {
            if let Some(limit) = all.limits.get(about.name) {
                self.put("limits", limit, &format!("{} {}", about.name, limit.value));
            }
        }
        if !all.waive.value {
            self.put("waivers", &all.waive, "none counts");
        } else if all.waivers.is_empty() {
            self.line("waivers", "those of the pilots", Span::plain("usual"));
        }
        for waiver in &all.waivers {
            let (pilots, until) = (waiver.pilots.join(", "), &waiver.until);
            let text = format!("{} of {pilots} until {until}, by {}: {}", waiver.rule, waiver.by, waiver.reason);
            self.line("waivers", &text, self.place(waiver.line, waiver.column));
        }
        self.put("today", &all.today, &all.today.value);
        self.all
    }

    /// A line of a list, or of what holds where nothing is in it.
    fn list(&mut self, name: &str, setting: &SettingAnswer<Vec<String>>, none: &str) {
        let listed = setting.value.join(", ");
        self.put(name, setting, if setting.value.is_empty() { none } else { &listed });
    }

    fn put<T>(&mut self, name: &str, setting: &SettingAnswer<T>, text: &str) {
        let from = match (setting.from, setting.line, setting.column) {
            (SettingSource::Configuration, Some(line), Some(column)) => self.place(line, column),
            (SettingSource::Call, ..) => Span::plain("the call"),
            _ => Span::plain("usual"),
        };
        self.line(name, text, from);
    }

    fn place(&self, line: u32, column: u32) -> Span {
        Span::place(self.file, format!(":{line}:{column}"))
    }

    fn line(&mut self, name: &str, text: &str, from: Span) {
        let text = [Span::plain(format!("{text}  (")), from, Span::plain(")")].into();
        self.all.push(Definition { name: name.to_owned(), text });
    }
}
