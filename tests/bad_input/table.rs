//! The table of cases: Markdown files whose blocks of YAML have each mistake underlined, with what is told of it.
//!
//! A line of carets, with a message behind them, speaks of the line above it and is no part of the input. A block of
//! `yaml pilot`, `yaml ruleset` or `yaml rule` goes without the keys that are not its point: they are put in before it.
//! Every case is run through the command, beside a sound pilot that must still be reported, with its rule set; and all
//! of a table together once more, in the human form. With a configuration that is wrong nothing is checked.

use std::fmt::Write;
use watching_brief::model::vocabulary::Vocabulary;

use serde_json::Value;
use watching_brief::model::diagnostic::{Diagnostic, Excerpt};
use watching_brief::pilot;
use watching_brief::rules::Collection;
use watching_brief::schema::{self, Kind, Read, Schemas};
use watching_brief::source::Documents;
use watching_brief::text::{LineIndex, Place};

use crate::support::{Folder, GOOD, RULES, Ran};

const HEAD: [(&str, &str); 4] = [("format", "1"), ("pilot", "p"), ("title", "T"), ("status", "running")];

const SET_HEAD: [(&str, &str); 5] =
    [("format", "1"), ("ruleset", "r"), ("title", "T"), ("issued_by", "[Us]"), ("summary", "S")];

const RULE: [(&str, &str); 8] = [
    ("title", "T"),
    ("about", "referral"),
    ("force", "must"),
    ("by", "us"),
    ("cite", "{document: d, paragraph: 1, phrase: a phrase}"),
    ("require", "{referral.routes: stated}"),
    ("reason", "R"),
    ("remedy", "M"),
];

/// A Markdown file with what the cases in it came to instead of what it says of them.
pub fn rendered(kind: Kind, name: &str, text: &str) -> String {
    let folder = Folder::new(name);
    folder.write("good.yaml", GOOD).write("rules.yaml", RULES);
    let (mut out, mut lines) = (String::new(), text.lines());
    let (mut title, mut cases) = ("", 0);
    while let Some(line) = lines.next() {
        if line.starts_with("Reported: ") {
            continue;
        }
        out.push_str(line);
        out.push('\n');
        title = line.strip_prefix("## ").unwrap_or(title);
        if let Some(info) = line.strip_prefix("```yaml") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let given: Vec<&str> = block.into_iter().filter(|line| !is_caret(line)).collect();
            cases += 1;
            let case = Case { kind, title, file: format!("case-{cases}.yaml"), head: head(info.trim(), &given), given };
            case.run(&folder, &mut out);
        }
    }
    assert!(cases > 30, "{cases} cases");
    if kind != Kind::Configuration {
        human(&folder, kind, cases);
    }
    // A case that reports a pilot says so in a paragraph of its own.
    while out.contains("\n\n\n") {
        out = out.replace("\n\n\n", "\n\n");
    }
    out
}

/// The inputs of a Markdown file, with the keys that they go without.
pub fn inputs(text: &str) -> Vec<String> {
    let (mut inputs, mut lines) = (Vec::new(), text.lines());
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```yaml") {
            let block = lines.by_ref().take_while(|line| *line != "```");
            let given: Vec<&str> = block.filter(|line| !is_caret(line)).collect();
            inputs.push(head(info.trim(), &given) + &given.iter().map(|line| format!("{line}\n")).collect::<String>());
        }
    }
    inputs
}

fn is_caret(line: &str) -> bool {
    let rest = line.trim_start_matches(' ');
    rest.starts_with('^') && rest.trim_start_matches('^').starts_with(' ')
}

/// One block of YAML.
struct Case<'c> {
    kind: Kind,
    title: &'c str,
    file: String,
    /// The keys that are put in before it.
    head: String,
    given: Vec<&'c str>,
}

impl Case<'_> {
    fn run(&self, folder: &Folder, out: &mut String) {
        let (title, file) = (self.title, self.file.as_str());
        let mut text = self.head.clone();
        self.given.iter().for_each(|line| text.extend([line, "\n"]));
        folder.write(file, &text);
        if self.kind == Kind::Configuration {
            return self.refused(folder, &text, out);
        }
        let ran = match self.kind {
            Kind::Pilot => folder.check(&[file, "good.yaml", "--rules", "rules.yaml"]),
            _ => folder.check(&["good.yaml", "--rules", file, "--rules", "rules.yaml"]),
        };
        assert_eq!((ran.status, ran.err.as_str()), (Some(2), ""), "{title}: {ran:?}");
        let told = self.told(&ran, &text);
        assert!(!told.is_empty(), "{title}: no error");
        self.write(&told, out);
        reported(self.kind, title, &ran, out);
    }

    fn write(&self, told: &[(usize, String)], out: &mut String) {
        let lines = self.given.iter().map(|line| format!("{line}\n")).chain([String::new()]).enumerate();
        for (at, line) in lines {
            out.push_str(&line);
            let last = at >= self.given.len();
            let here = told.iter().filter(|(of, _)| *of == at + 1 || last && *of > self.given.len());
            here.for_each(|(_, said)| out.push_str(said));
        }
        out.push_str("```\n");
    }

    /// A configuration that is wrong: the call is refused, on standard error, with every error at its place.
    fn refused(&self, folder: &Folder, text: &str, out: &mut String) {
        let ran = folder.brief(&["check", "good.yaml", "--rules", "rules.yaml", "--config", &self.file]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{}: {ran:?}", self.title);
        let underlined = underlined(self.kind, text);
        assert_eq!(ran.err.matches("error:").count(), underlined.len(), "{}: {ran:?}", self.title);
        let spoken = plain(&ran.err);
        let skip = self.head.lines().count();
        let one = |(place, message, width): &(Place, String, usize)| {
            let at = format!("{}:{place}", self.file);
            assert!(
                ran.err.contains(&at) && spoken.contains(&plain(message)),
                "{}: {at} {message}: {ran:?}",
                self.title
            );
            let line = (place.line as usize).checked_sub(skip).expect("a line of the block");
            let carets = "^".repeat((*width).max(1));
            (line, format!("{}{carets} {message}\n", " ".repeat(place.column as usize - 1)))
        };
        let told: Vec<(usize, String)> = underlined.iter().map(one).collect();
        assert!(!told.is_empty(), "{}: no error", self.title);
        self.write(&told, out);
    }

    /// The errors: the line within the block, and the carets with the message.
    fn told(&self, ran: &Ran, text: &str) -> Vec<(usize, String)> {
        let underlined = underlined(self.kind, text);
        let skip = self.head.lines().count();
        let number = |of: &Value| usize::try_from(of.as_u64().expect("a number")).expect("a number");
        let json = ran.json();
        let one = |error: &Value| {
            assert_eq!(error["file"], self.file.as_str(), "{}", self.title);
            let (line, column) = (number(&error["line"]), number(&error["column"]));
            let message = error["message"].as_str().expect("a message").replace(&self.file, "case.yaml");
            let found = underlined.iter().find(|(place, said, _)| {
                (place.line as usize, place.column as usize) == (line, column) && *said == message
            });
            let width = found.map_or(1, |(_, _, width)| *width).max(1);
            let line = line.checked_sub(skip).unwrap_or_else(|| panic!("{}: outside the block: {error}", self.title));
            (line, format!("{}{} {message}\n", " ".repeat(column - 1), "^".repeat(width)))
        };
        json["errors"].as_array().expect("a list").iter().map(one).collect()
    }
}

/// The human form tells of all of it too, with nothing that could upset a terminal.
fn human(folder: &Folder, kind: Kind, cases: usize) {
    let files: Vec<String> = (1..=cases).map(|case| format!("case-{case}.yaml")).collect();
    let mut args = vec!["check", "good.yaml", "--rules", "rules.yaml"];
    for file in &files {
        if kind != Kind::Pilot {
            args.push("--rules");
        }
        args.push(file);
    }
    let ran = folder.brief(&args);
    assert_eq!((ran.status, ran.err.as_str()), (Some(2), ""));
    assert!(ran.out.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", ran.out);
    for file in &files {
        assert!(ran.out.contains(file), "nothing of {file}");
    }
}

/// What is reported for all that: always the sound pilot and its rule set, and the documents beside the wrong one.
fn reported(kind: Kind, title: &str, ran: &Ran, out: &mut String) {
    let (mut own, mut rest) = (ran.pilots(), ran.rulesets());
    if kind != Kind::Pilot {
        std::mem::swap(&mut own, &mut rest);
    }
    assert_eq!(ran.pilots().last().map(String::as_str), Some("good"), "{title}");
    assert_eq!(ran.rulesets().last().map(String::as_str), Some("one"), "{title}");
    assert_eq!(rest.len(), 1, "{title}");
    let last = ran.json()["pilots"].as_array().expect("a list").last().expect("a pilot").clone();
    assert_eq!(last["results"][0]["verdict"], "breached", "{title}");
    own.pop();
    if !own.is_empty() {
        write!(out, "\nReported: {}\n", own.join(", ")).expect("text");
    }
}

/// A text without what breaks its lines.
fn plain(text: &str) -> String {
    text.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The keys that a block goes without.
fn head(info: &str, given: &[&str]) -> String {
    let first: Vec<&str> = given.iter().copied().take_while(|line| *line != "---").collect();
    let keys = |of: &[(&str, &str)], indent: &str| {
        let own = |key: &str| first.iter().any(|line| line.starts_with(&format!("{indent}{key}:")));
        let missing = of.iter().filter(|(key, _)| !own(key));
        missing.map(|(key, value)| format!("{indent}{key}: {value}\n")).collect::<String>()
    };
    let whole_rule =
        || "rules:\n- id: R-1\n".to_owned() + &RULE.map(|(key, value)| format!("  {key}: {value}\n")).concat();
    match info {
        "pilot" => keys(&HEAD, ""),
        "configuration" => "format: 1\nbrief:\n".to_owned(),
        "ruleset" if first.iter().any(|line| line.starts_with("rules:")) => keys(&SET_HEAD, ""),
        "ruleset" => keys(&SET_HEAD, "") + &whole_rule(),
        "rule" if first.iter().any(|line| line.starts_with("- id:")) => {
            SET_HEAD.map(|(key, value)| format!("{key}: {value}\n")).concat() + &whole_rule()
        }
        "rule" => {
            SET_HEAD.map(|(key, value)| format!("{key}: {value}\n")).concat()
                + "rules:\n- id: R-1\n"
                + &keys(&RULE, "  ")
        }
        _ => String::new(),
    }
}

/// What the library underlines: the place, the message, and how many characters from there.
fn underlined(kind: Kind, text: &str) -> Vec<(Place, String, usize)> {
    let mut diagnostics = Vec::new();
    for document in Documents::new(text.as_bytes()) {
        let document = document.expect("a document");
        let lines = LineIndex::new(&document.text, document.first_line);
        if kind == Kind::Configuration {
            diagnostics.extend(watching_brief::configuration::read("case.yaml", &document).err().unwrap_or_default());
            continue;
        }
        if kind != Kind::Pilot {
            Collection::default().add_document("case.yaml", &document, false, &mut diagnostics);
            continue;
        }
        let problems = match Schemas::shipped().read(kind, &document.text, false) {
            Read::Tree(tree, problems) => {
                schema::gathered(problems, pilot::pilot(Vocabulary::shipped(), &tree).err().unwrap_or_default())
            }
            Read::Wrong(problems) => problems,
            Read::Nothing | Read::Another => Vec::new(),
        };
        diagnostics.extend(Diagnostic::errors("case.yaml", &lines, problems));
    }
    let width = |excerpt: &Excerpt| excerpt.text[excerpt.span.range()].chars().count();
    let all = diagnostics.into_iter().map(|told| {
        let width = told.excerpt.as_ref().map_or(0, width);
        (told.place.expect("a place"), told.message, width)
    });
    all.collect()
}
