//! Pilots written at random in every style that YAML has, and changes of them.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// Choices, one after the other; the first of each where they are used up.
#[derive(Debug)]
pub struct Tape<'t>(pub &'t [u8]);

impl Tape<'_> {
    pub fn below(&mut self, count: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % count
    }

    pub fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    pub fn once_in(&mut self, count: usize) -> bool {
        self.below(count) == count - 1
    }
}

/// A fact: its section, its name, plain values, and what else can be said of it.
type Sample = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const FACTS: &[Sample] = &[
    ("voluntariness", "sanction_for_refusal", &["true", "false"], &["unanswered: true, asked: 2024-11-20"]),
    ("voluntariness", "can_withdraw_any_time", &["false", "true"], &["value: true, hedged: true"]),
    (
        "referral",
        "work_coach_role",
        &["informs", "mandates", "\"none\""],
        &["one_of: [informs, suggests]", "none_of: [mandates]"],
    ),
    (
        "referral",
        "routes",
        &["[self, gp]", "[]", "[work-coach]"],
        &["includes: [self], excludes: [gp]", "excludes: [work-coach]"],
    ),
    ("governance", "accountable_lead", &["the manager", "'it''s #1: \"A\"'", "none"], &["value: \"two\\nlines\""]),
    ("governance", "starts_on", &["2024-04-01", "\"2025-01-31\""], &["from: 2024-04-01, until: 2025-03-31"]),
    ("service", "waiting_weeks", &["6", "2.50"], &["at_least: 2, at_most: 7", "one_of: [1, 2.5]"]),
];

/// Where a statement comes from, in a file.
const FROM: &[&str] = &[
    "by: the provider, basis: claimed",
    "by: a claimant, basis: observed, document: riverside-forum, paragraph: 10, phrase: my payment stopped",
    "basis: specified",
    "by: DWP, basis: specified, document: riverside-letter, paragraph: 4-6, note: \"read, with care\"",
    "by: DWP, basis: claimed, date: May 2024, url: \"https://example.org/#a\"",
];

const PROVENANCE: &[&str] = &[
    "",
    "provenance: {by: the provider, basis: claimed, document: riverside-leaflet}",
    "provenance: {basis: observed}",
    "provenance: {basis: specified, note: from the file, paragraph: 7}",
    "provenance: {by: The Provider, basis: claimed, date: May 2016, phrase: one day of training, url: u}",
];

/// Writes one text.
#[derive(Debug)]
pub struct Writer<'t> {
    tape: Tape<'t>,
    text: String,
    /// How many comments were written, each of which has a number.
    pub comments: usize,
    indent: usize,
}

impl<'t> Writer<'t> {
    /// A file of one pilot or two.
    pub fn file(tape: &'t [u8]) -> (String, usize) {
        let mut writer = Self { tape: Tape(tape), text: String::new(), comments: 0, indent: 0 };
        let (line_break, mark) = (writer.tape.of(&["\n", "\n", "\r\n", "\r"]), writer.tape.once_in(4));
        writer.document("first");
        if writer.tape.once_in(3) {
            writer.text.push_str("---\n");
            writer.document("second");
        }
        if writer.tape.once_in(4) {
            // The last line may have no break.
            let end = writer.text.trim_end_matches('\n').len();
            writer.text.truncate(end);
        }
        let text = writer.text.replace('\n', line_break);
        (if mark { format!("\u{feff}{text}") } else { text }, writer.comments)
    }

    fn document(&mut self, id: &str) {
        if self.tape.once_in(8) {
            return self.in_braces(id);
        }
        self.indent = self.tape.of(&[2, 2, 2, 3, 4]);
        self.comment_line(0);
        let _ = write!(self.text, "format: 1\npilot: {id}\ntitle: A pilot\nstatus: proposed");
        self.end_of_line();
        let shared = self.tape.once_in(3);
        if shared {
            self.text.push_str("x-shared: &shared {by: DWP, basis: claimed, document: riverside-letter}\nx-set: &set\n  - self\n  - gp\n");
        }
        let provenance = self.tape.of(PROVENANCE);
        if !provenance.is_empty() {
            self.text.push_str(provenance);
            self.end_of_line();
        }
        if self.tape.once_in(3) {
            self.text.push_str("owners: [the provider, DWP]\n");
        }
        let mut sections = vec!["voluntariness", "referral", "governance", "service"];
        while !sections.is_empty() {
            let section = sections.remove(self.tape.below(sections.len()));
            if !self.tape.once_in(3) {
                self.section(section, shared);
            }
        }
    }

    fn section(&mut self, section: &str, shared: bool) {
        let facts: Vec<&Sample> = FACTS.iter().filter(|(of, ..)| *of == section).collect();
        self.comment_line(0);
        match self.tape.below(6) {
            0 => {
                let inside: Vec<String> =
                    facts.iter().map(|fact| format!("{}: {}", fact.1, self.flow(fact, shared))).collect();
                let _ = write!(self.text, "{section}: {{{}}}", inside.join(", "));
                self.end_of_line();
            }
            1 => {
                let _ = write!(self.text, "{section}:{}", self.tape.of(&["", " null", " ~", " {}"]));
                self.end_of_line();
            }
            2 => {
                let (name, value) = (facts[0].1, self.plain(facts[0]));
                let _ = write!(self.text, "x-{section}: &m-{section} {{{name}: {value}}}\n{section}:\n");
                self.line(1, &format!("<<: *m-{section}"));
                if let Some(fact) = facts.get(1).filter(|_| self.tape.once_in(2)) {
                    self.fact(fact, shared);
                }
            }
            3 if section == "voluntariness" => {
                // A value that two facts share.
                let list = self.tape.once_in(2);
                self.text.push_str("voluntariness:\n");
                if list {
                    self.line(1, "sanction_for_refusal: &both");
                    for _ in 0..=self.tape.below(2) {
                        let flow = self.statement(facts[0], shared);
                        self.line(2, &format!("- {flow}"));
                    }
                } else {
                    let flow = self.statement(facts[0], shared);
                    self.line(1, &format!("sanction_for_refusal: &both {flow}"));
                }
                let alias = self.tape.of(&["*both", "[*both, {value: true, by: A, basis: claimed}]"]);
                self.line(1, &format!("can_withdraw_any_time: {}", if list { "*both" } else { alias }));
            }
            _ => {
                let anchor = if self.tape.once_in(6) { format!(" &a-{section}") } else { String::new() };
                let _ = write!(self.text, "{section}:{anchor}");
                self.end_of_line();
                for fact in facts {
                    self.fact(fact, shared);
                }
            }
        }
    }

    /// A fact on lines of its own.
    fn fact(&mut self, fact: &Sample, shared: bool) {
        self.comment_line(1);
        let name = fact.1;
        match self.tape.below(8) {
            0 => {
                let nothing = self.tape.of(&["null", ""]);
                self.line(1, &format!("{name}: {nothing}"));
            }
            1 => {
                self.line(1, &format!("{name}:"));
                for key in self.keys(fact, shared) {
                    self.comment_line(2);
                    self.line(2, &key);
                }
            }
            2 | 3 => {
                // A list, at the margin of its key or further in.
                let depth = self.tape.of(&[1, 2]);
                self.line(1, &format!("{name}:"));
                for _ in 0..=self.tape.below(3) {
                    self.comment_line(depth);
                    if self.tape.once_in(2) {
                        let flow = self.statement(fact, shared);
                        self.line(depth, &format!("- {flow}"));
                    } else {
                        let mut keys = self.keys(fact, shared).into_iter();
                        let first = keys.next().expect("a key");
                        self.line(depth, &format!("- {first}"));
                        for key in keys {
                            let margin = " ".repeat(self.indent * depth + 2);
                            self.comment_line(depth + 1);
                            let _ = write!(self.text, "{margin}{key}");
                            self.end_of_line();
                        }
                    }
                }
            }
            4 if fact.1 == "routes" => {
                self.line(1, &format!("{name}: [self,"));
                self.line(3, "gp");
                self.line(2, "]");
            }
            4 if fact.1 == "accountable_lead" => {
                let sign = self.tape.of(&["|", ">-", "|2+"]);
                self.line(1, &format!("{name}: {sign}"));
                let margin = self.indent + 2;
                let _ = write!(self.text, "{:margin$}the manager # no comment\n{:margin$}of the service\n", "", "");
            }
            _ => {
                let flow = self.flow(fact, shared);
                self.line(1, &format!("{name}: {flow}"));
            }
        }
    }

    /// The keys of a statement.
    fn keys(&mut self, fact: &Sample, shared: bool) -> Vec<String> {
        let said =
            if self.tape.once_in(3) { self.tape.of(fact.3).to_owned() } else { format!("value: {}", self.plain(fact)) };
        let unanswered = said.contains("unanswered");
        let from = match self.tape.below(6) {
            _ if unanswered => "by: DWP",
            0 if shared => "<<: *shared",
            1 => "",
            _ => self.tape.of(FROM),
        };
        let mut keys: Vec<String> = split(&said);
        keys.extend(split(from));
        keys
    }

    fn statement(&mut self, fact: &Sample, shared: bool) -> String {
        let keys = self.keys(fact, shared);
        format!("{{{}}}", keys.join(", "))
    }

    fn plain(&mut self, fact: &Sample) -> String {
        self.tape.of(fact.2).to_owned()
    }

    /// A fact's value on one line.
    fn flow(&mut self, fact: &Sample, shared: bool) -> String {
        match self.tape.below(6) {
            0 if shared && fact.1 == "routes" => "*set".to_owned(),
            0 | 1 => self.statement(fact, shared),
            2 => {
                let all: Vec<String> = (0..=self.tape.below(3)).map(|_| self.statement(fact, shared)).collect();
                format!("[{}]", all.join(", "))
            }
            _ => self.plain(fact),
        }
    }

    fn in_braces(&mut self, id: &str) {
        let facts = FACTS.iter().filter(|fact| fact.0 == "referral");
        let facts: Vec<String> = facts
            .map(|fact| (fact, self.flow(fact, false)))
            .map(|(fact, flow)| format!("{}: {flow}", fact.1))
            .collect();
        let _ = writeln!(
            self.text,
            "{{format: 1, pilot: {id}, title: \"A pilot\", status: proposed,\n  referral: {{{}}}}}",
            facts.join(",\n   ")
        );
    }

    fn line(&mut self, depth: usize, text: &str) {
        let margin = " ".repeat(self.indent * depth);
        let _ = write!(self.text, "{margin}{text}");
        self.end_of_line();
    }

    fn end_of_line(&mut self) {
        if self.tape.once_in(4) {
            self.comments += 1;
            let blank = self.tape.of(&[" ", "  ", "\t"]);
            let _ = write!(self.text, "{blank}# comment {}.", self.comments);
        }
        self.text.push('\n');
    }

    fn comment_line(&mut self, depth: usize) {
        if self.tape.once_in(5) {
            self.comments += 1;
            let margin = " ".repeat(self.indent * depth);
            let _ = writeln!(self.text, "{margin}# comment {}.", self.comments);
        }
        if self.tape.once_in(12) {
            self.text.push('\n');
        }
    }
}

/// Keys that stand in braces, one by one.
fn split(keys: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for part in keys.split(", ").filter(|part| !part.is_empty()) {
        match all.last_mut() {
            Some(last)
                if !part.contains(": ") || last.matches(['[', '"']).count() % 2 != last.matches([']']).count() % 2 =>
            {
                *last = format!("{last}, {part}");
            }
            _ => all.push(part.to_owned()),
        }
    }
    all
}

/// A statement of a fact, as somebody asks for it.
pub fn asked(tape: &mut Tape<'_>, path: &str) -> Value {
    let name = path.split_once('.').map_or("", |(_, name)| name);
    let said = match name {
        "sanction_for_refusal" | "can_withdraw_any_time" => tape.of(&[
            json!({"value": true}),
            json!({"value": false}),
            json!({"unanswered": true, "asked": "2024-11-20"}),
        ]),
        "work_coach_role" => tape.of(&[
            json!({"value": "suggests"}),
            json!({"value": "none"}),
            json!({"one_of": ["informs", "suggests"]}),
        ]),
        "routes" => tape.of(&[
            json!({"value": ["self", "gp"]}),
            json!({"value": []}),
            json!({"includes": ["community"], "excludes": ["work-coach"]}),
        ]),
        "accountable_lead" => tape.of(&[
            json!({"value": "Dr O'Neill: \"lead\" #2, [a] {b} \\ \u{e9}\u{2028}\t\n\u{1f600}"}),
            json!({"value": "none"}),
            json!({"value": "true"}),
            json!({"value": " 12 "}),
        ]),
        "starts_on" => tape.of(&[json!({"value": "2024-02-29"}), json!({"from": "2024-04-01"})]),
        _ => tape.of(&[json!({"value": 6}), json!({"value": 1.25}), json!({"at_least": 2, "at_most": 7})]),
    };
    let from = tape.of(&[
        json!({}),
        json!({"by": "the provider", "basis": "claimed"}),
        json!({"by": "the provider", "basis": "claimed", "document": "riverside-leaflet"}),
        json!({"by": "a claimant", "basis": "observed", "document": "riverside-forum", "paragraph": 10, "phrase": "my payment: stopped", "note": "it's #1"}),
        json!({"by": "DWP", "basis": "specified", "document": "riverside-letter", "paragraph": "5.1", "date": "May 2024", "url": "https://example.org/?a=b#c"}),
        json!({"basis": "observed", "document": "riverside-leaflet", "paragraph": "4-6", "hedged": true}),
    ]);
    let (mut statement, from) = (said, from);
    let unanswered = statement.get("unanswered").is_some();
    let into = statement.as_object_mut().expect("keys");
    for (key, value) in from.as_object().expect("keys") {
        if !unanswered || !matches!(key.as_str(), "basis" | "hedged") {
            into.insert(key.clone(), value.clone());
        }
    }
    if unanswered {
        into.entry("by").or_insert_with(|| "DWP".into());
    }
    statement
}

/// A change, as somebody asks for it.
pub fn any_change(tape: &mut Tape<'_>) -> Value {
    let (section, name, ..) = FACTS[tape.below(FACTS.len())];
    let path = format!("{section}.{name}");
    let at = tape.below(2);
    match tape.below(9) {
        0..=2 => json!({"change": "state", "fact": path, "statement": asked(tape, &path)}),
        3 | 4 => json!({"change": "replace", "fact": path, "at": at, "statement": asked(tape, &path)}),
        5 => json!({"change": "withdraw", "fact": path, "at": at}),
        6 => json!({"change": "withdraw", "fact": path, "at": null}),
        _ => tape.of(&[
            json!({"change": "set", "key": "title", "value": "Riverside: a \"new\" title, #2"}),
            json!({"change": "set", "key": "pilot", "value": "another-id"}),
            json!({"change": "set", "key": "status", "value": "ended"}),
            json!({"change": "set", "key": "owners", "value": ["the provider", "A: council"]}),
            json!({"change": "set", "key": "owners", "value": null}),
            json!({"change": "set", "key": "summary", "value": "Two lines:\nand #more"}),
            json!({"change": "set", "key": "invented", "value": true}),
        ]),
    }
}
