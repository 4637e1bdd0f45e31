//! Texts that a form may stumble over, and pilots and rule sets that are full of them.

use std::fmt::Write as _;

use watching_brief::model::Status;
use watching_brief::model::vocabulary::{Fact, FactType, Vocabulary};
use watching_brief::pilot::{self, Heading, Paragraph, StatedFact, StatedValue, Statement};
use watching_brief::rules::Collection;
use watching_brief::source::Documents;
use watching_brief::text::words::harmless_char;

use super::bytes::Bytes;

/// Pieces of texts: what ends, begins or turns something in one form or another.
const PIECES: [&str; 62] = [
    "the provider",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u{0}",
    "\u{7}",
    "\u{1b}[31m",
    "\u{1b}]8;;x\u{1b}\\",
    "\u{7f}",
    "\u{85}",
    "\u{9b}",
    "\u{a0}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{61c}",
    "\u{feff}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{fffd}",
    "e\u{301}\u{308}\u{323}",
    "\u{1f469}\u{200d}\u{1f4bb}",
    "漢字",
    "עברית",
    "<script>",
    "</testcase>",
    "]]>",
    "<!--",
    "&amp;",
    "&#0;",
    "\"",
    "'",
    "\\",
    "\\n",
    "`",
    "```",
    "|",
    "*",
    "_",
    "~~",
    "[x](y)",
    "![x](y)",
    "# ",
    "- ",
    "1. ",
    "@nobody",
    "https://example.org/?a=b&c",
    "::error::",
    "%0A",
    "ok 1",
    "# TODO",
    "=1+1",
    ",",
    ": ",
    "...",
];

/// The beginnings of long words and of much text.
const LONG: [&str; 4] = ["x", "a b ", "\u{301}", "漢"];

/// Files by names that are hard to show.
const FILES: [&str; 9] = [
    "pilots/a.yaml",
    "-",
    "a b/é:%#?,.yaml",
    "\u{1b}]8;;x\u{7}\n.yaml",
    "./..//x.yaml",
    "/srv/\u{202e}x.yaml",
    "x`|*<y>&.yaml",
    "::error::.yaml",
    "",
];

/// The name of a file.
pub fn file(bytes: &mut Bytes<'_>) -> String {
    bytes.one(&FILES).to_owned()
}

/// A text of a few pieces, and never of white space alone.
pub fn text(bytes: &mut Bytes<'_>) -> String {
    let mut text = String::new();
    for _ in 0..bytes.below(6) {
        match bytes.byte() {
            any @ 0..240 => text.push_str(PIECES[usize::from(any) % PIECES.len()]),
            any @ 240..248 => text.push_str(&LONG[usize::from(any) % LONG.len()].repeat(16 * bytes.below(64))),
            _ => text.extend(char::from_u32(u32::from_be_bytes([0, bytes.byte() % 17, bytes.byte(), bytes.byte()]))),
        }
    }
    if text.trim_matches(white).is_empty() { text + "x" } else { text }
}

/// White space, as patterns in a schema have it.
fn white(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// The same, of at most twelve words.
fn phrase(bytes: &mut Bytes<'_>) -> String {
    text(bytes).split(white).filter(|word| !word.is_empty()).take(12).collect::<Vec<_>>().join(" ")
}

/// A text in quotation marks, so that any reader of YAML has it to the letter.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if c.is_control() || matches!(c, '"' | '\\') || harmless_char(c).is_some() {
            write!(quoted, "\\U{:08x}", c as u32).expect("text");
        } else {
            quoted.push(c);
        }
    }
    quoted + "\""
}

/// A pilot file.
pub fn pilot(bytes: &mut Bytes<'_>, rules: &[&str]) -> String {
    made(bytes, rules, statement)
}

/// A pilot file in which some statements are hedged, and some say that nobody answered.
pub fn spoken_pilot(bytes: &mut Bytes<'_>, rules: &[&str]) -> String {
    made(bytes, rules, |bytes, fact| {
        let statement = statement(bytes, fact);
        let asked = |bytes: &mut Bytes<'_>| bytes.one(&[None, Some("2024-11-20"), Some("2026-01-31")]);
        match bytes.below(8) {
            0 => Statement { hedged: true, ..statement },
            1 => {
                let by = statement.by.or(Some("DWP".into()));
                let asked = asked(bytes).map(Into::into);
                Statement { said: StatedValue::Unanswered, asked, by, ..statement }
            }
            _ => statement,
        }
    })
}

/// A pilot file of statements that are made in some way.
fn made(
    bytes: &mut Bytes<'_>,
    rules: &[&str],
    statement: impl Fn(&mut Bytes<'_>, &Fact) -> Statement<'static>,
) -> String {
    let vocabulary = Vocabulary::shipped();
    let first = bytes.below(vocabulary.facts().len());
    let facts = vocabulary.facts().iter().cycle().skip(first).take(bytes.below(24));
    let mut stated: Vec<StatedFact<'static>> = Vec::new();
    for fact in facts {
        let statements = (0..[0, 1, 1, 2, 3][bytes.below(5)]).map(|_| statement(bytes, fact)).collect::<Vec<_>>();
        if !statements.is_empty() {
            stated.push(StatedFact { fact: fact.id, statements });
        }
    }
    stated.sort_by_key(|stated| stated.fact);
    let title = text(bytes);
    let heading = Heading {
        id: bytes.one(&["riverside", "x", "0-0", "riverside"]),
        title: &title,
        status: bytes.one(&Status::ALL).0,
        invented: bytes.flip(),
    };
    let mut written = pilot::write(vocabulary, &heading, &stated);
    if bytes.flip() {
        writeln!(written, "summary: {}", quoted(&text(bytes))).expect("text");
    }
    let waivers = bytes.below(4);
    if waivers > 0 {
        written.push_str("waivers:\n");
    }
    for rule in rules.iter().take(waivers) {
        let (reason, by) = (quoted(&text(bytes)), quoted(&text(bytes)));
        let until = bytes.one(&["2027-03-31", "2026-11-21", "9999-12-31"]);
        writeln!(written, "- {{rule: {rule}, reason: {reason}, by: {by}, until: {until}}}").expect("text");
    }
    written
}

fn statement(bytes: &mut Bytes<'_>, fact: &Fact) -> Statement<'static> {
    let mut statement = bytes.statement(fact);
    let which = bytes.byte();
    let mut maybe = |bit: u8, make: fn(&mut Bytes<'_>) -> String| (which >> bit & 1 == 1).then(|| make(bytes).into());
    statement.by = maybe(0, text).or(statement.by);
    statement.document = maybe(1, |bytes| bytes.one(&["mwf-letters-2016", "riverside-leaflet", "x"]).to_owned());
    statement.phrase = maybe(2, phrase);
    statement.date = maybe(3, text);
    statement.url = maybe(4, text);
    statement.note = maybe(5, text);
    statement.paragraph = (which >> 6 & 1 == 1).then_some(Paragraph::Number(which.into()));
    statement
}

/// A rule set of hostile texts, read: they are no reason to refuse it.
pub fn own_rules(bytes: &mut Bytes<'_>) -> Collection {
    let (file, text) = (file(bytes), rule_set(bytes));
    let document = Documents::new(text.as_bytes()).flatten().next().expect("a document");
    let (mut rules, mut wrong) = (Collection::default(), Vec::new());
    rules.add_document(&file, &document, false, &mut wrong);
    assert!(wrong.is_empty(), "{wrong:?} in {}", document.text);
    rules
}

/// The file of a rule set of a few rules, `R-1` and so on.
fn rule_set(bytes: &mut Bytes<'_>) -> String {
    let mut text_of = |key: &str| format!("{key}: {}\n", quoted(&text(bytes)));
    let mut written = format!("format: 1\nruleset: r\n{}{}", text_of("title"), text_of("summary"));
    writeln!(written, "issued_by: [{}]\nrules:", quoted(&text(bytes))).expect("text");
    for number in 1..=1 + bytes.below(4) {
        writeln!(written, "- id: R-{number}\n  about: {}", bytes.one(&["referral", "voluntariness", "governance"]))
            .expect("text");
        writeln!(written, "  force: {}", bytes.one(&["must", "should", "ask"])).expect("text");
        for key in ["title", "by", "reason", "remedy", "reading"] {
            writeln!(written, "  {key}: {}", quoted(&text(bytes))).expect("text");
        }
        let document = bytes.one(&["mwf-letters-2016", "nowhere"]);
        let paragraph = 1 + bytes.below(255);
        writeln!(
            written,
            "  cite: {{document: {document}, paragraph: {paragraph}, phrase: {}}}",
            quoted(&phrase(bytes))
        )
        .expect("text");
        if bytes.flip() {
            writeln!(written, "  applies_when: {{any: [{}]}}", tests(bytes)).expect("text");
        }
        writeln!(written, "  require: {{{}: [{}]}}", bytes.one(&["any", "all"]), tests(bytes)).expect("text");
    }
    written
}

fn tests(bytes: &mut Bytes<'_>) -> String {
    let facts = Vocabulary::shipped().facts();
    let tests = (0..=bytes.below(3)).map(|_| {
        let fact = &facts[bytes.below(facts.len())];
        let value = fact.values.get(bytes.below(fact.values.len())).map_or("", String::as_str);
        let test = match fact.kind {
            FactType::Bool => bytes.flip().to_string(),
            FactType::Choice => bytes.one(&["[V]", "{is_not: V}", "stated"]).replace('V', value),
            FactType::Set => {
                bytes.one(&["{includes: [V]}", "{excludes: [V]}", "{only: [V]}", "empty"]).replace('V', value)
            }
            FactType::Text => "stated".to_owned(),
            FactType::Number => bytes.one(&["{at_most: 6}", "{more_than: 2.5}", "12", "stated"]).to_owned(),
            FactType::Date => bytes.one(&["{before: 2024-04-01}", "{on_or_after: 2025-01-01}"]).to_owned(),
        };
        format!("{{{}: {test}}}", fact.path)
    });
    tests.collect::<Vec<String>>().join(", ")
}
