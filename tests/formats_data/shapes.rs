//! What the forms look like: Markdown as GitHub reads it, and the long and the short form.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

use super::{CALL, expected, folder, in_format, results, shipped, text};
use crate::support::Ran;

/// What a reader of Markdown finds.
#[derive(Debug, Default)]
pub struct Read {
    pub headings: Vec<String>,
    /// The tables, each with its rows.
    pub tables: Vec<Vec<Vec<String>>>,
    /// The items of lists, without the lists within them.
    pub items: Vec<String>,
    /// What no text of the input may become: links, pictures, HTML, and the like.
    pub acts: Vec<String>,
    /// All words, as somebody would read them.
    pub words: String,
}

fn words<'a>(node: &'a AstNode<'a>) -> String {
    let mut out = String::new();
    match &node.data.borrow().value {
        NodeValue::Text(text) => out.push_str(text),
        NodeValue::Code(code) => out.push_str(&code.literal),
        NodeValue::List(_) => {}
        _ => node.children().for_each(|child| out.push_str(&words(child))),
    }
    out
}

/// Reads Markdown as GitHub does.
pub fn read(markdown: &str) -> Read {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    let mut read = Read::default();
    for node in parse_document(&arena, markdown, &options).descendants() {
        match &node.data.borrow().value {
            NodeValue::Heading(_) => read.headings.push(words(node)),
            NodeValue::Table(_) => {
                let rows = node.children().map(|row| row.children().map(words).collect());
                read.tables.push(rows.collect());
            }
            NodeValue::Item(_) => read.items.push(words(node)),
            NodeValue::Text(text) => {
                read.words.push_str(text);
                read.words.push('\n');
            }
            NodeValue::Document
            | NodeValue::Paragraph
            | NodeValue::List(_)
            | NodeValue::TableRow(_)
            | NodeValue::TableCell
            | NodeValue::Code(_)
            | NodeValue::Strong
            | NodeValue::SoftBreak => {}
            other => read.acts.push(format!("{other:?}")),
        }
    }
    read
}

#[test]
fn a_reader_of_markdown_finds_the_results_again() {
    let folder = folder("markdown");
    let small = (in_format(&folder, "markdown"), in_format(&folder, "json").json());
    for (ran, report) in [small, (shipped("markdown"), shipped("json").json())] {
        let found = read(&ran.out);
        assert_eq!(found.acts, <[&str; 0]>::default());
        assert_eq!(found.headings[0], "Pilots held against stated conditions");
        assert_eq!(found.headings.last().map(String::as_str), Some("Summary"));
        // A table a pilot, whose counts are those of the pilot.
        let pilots = report["pilots"].as_array().expect("pilots");
        assert_eq!(found.tables.len(), pilots.len());
        for (table, pilot) in found.tables.iter().zip(pilots) {
            assert!(found.headings.contains(&text(pilot, "title").to_owned()));
            let (head, rows) = table.split_first().expect("a head");
            for (at, name) in head.iter().enumerate().skip(2) {
                let sum: u64 = rows.iter().map(|row| row[at].parse::<u64>().expect("a count")).sum();
                let of = |name: &str| pilot["summary"][name.replace(',', "").replace(' ', "-")].as_u64();
                // What is met if it applies is counted apart here, and among what is met there.
                let apart = if name == "met" { of("met, if it applies") } else { Some(0) };
                assert_eq!(Some(sum), of(name).zip(apart).map(|(all, apart)| all - apart), "{name} of {pilot}");
            }
        }
        // A heading a breach and a contested result, with how it stands.
        let mut wanted: Vec<String> = results(&report)
            .iter()
            .filter(|(_, result)| matches!(text(result, "verdict"), "breached" | "contested"))
            .map(|(_, result)| {
                let verdict = if result["verdict"] == "breached" { "Breached" } else { "Contested" };
                let standing = match (expected(result), result["waived"]["state"] == "active") {
                    ("fail", _) => "",
                    (_, true) => ", waived",
                    _ => ", not counted",
                };
                format!("{verdict}: {} ({}){standing}", text(result, "rule"), text(result, "force"))
            })
            .collect();
        let mut read: Vec<String> = found.headings.iter().filter(|heading| heading.contains(": ")).cloned().collect();
        wanted.sort();
        read.sort();
        assert_eq!(read, wanted);
    }
    let ran = in_format(&folder, "markdown");
    let found = read(&ran.out);
    for item in [
        "Stated by the five bodies, letter-2016 paragraph 24: “denounce any coercion”.",
        "true, according to the provider; claimed in leaflet paragraph 7: “money may stop” (pilots.yaml:6:33)",
        "What would have to change: Promise in writing that nobody loses money.",
        "location.venues (contested): Where do sessions take place?",
        "Waived by the board until 2027-03-31: it is being mended",
        "No longer waived: the waiver by the minister ended on 2020-01-01. It was given for: there was no time",
        "Notice: pilots.yaml:28:12: the waiver of H-01 ended on 2020-01-01; it no longer counts",
        "3 pilots held against 3 rules of 1 rule set.",
    ] {
        assert!(found.items.iter().any(|one| one == item), "{item:?} is not in {:#?}", found.items);
    }
    assert!(
        ran.out.contains("**2 findings** (what counts: a must that is breached); 1 more is waived."),
        "{}",
        ran.out
    );
}

#[test]
fn all_shows_what_needs_no_look_and_quiet_only_the_end() {
    let folder = folder("markdown-look");
    let run = |more: &[&str]| -> Ran { folder.brief(&[&CALL[..], &["--format", "markdown"], more].concat()) };
    let (plain, all, quiet) = (run(&[]), run(&["--all"]), run(&["--quiet"]));
    assert_eq!([plain.status, all.status, quiet.status], [Some(2); 3]);
    let met = "Met: H-02 (should): Sessions are not held in a jobcentre, because of location.venues (specified by this file's own author)";
    let items = |ran: &Ran| read(&ran.out).items;
    assert!(items(&all).iter().any(|item| item == met), "{:#?}", items(&all));
    assert!(!items(&plain).iter().any(|item| item == met));
    assert!(all.out.contains("### Unstated: H-03 (must), not counted") && !plain.out.contains("### Unstated"));
    assert_eq!(read(&quiet.out).headings, ["Pilots held against stated conditions", "Errors and notices", "Summary"]);
}

#[test]
fn lines_of_json_have_a_short_form_that_ends_like_the_long_one() {
    let folder = folder("ndjson-quiet");
    let long = in_format(&folder, "ndjson");
    let short = folder.brief(&[&CALL[..], &["--format", "ndjson", "--quiet"]].concat());
    let wanted: Vec<&str> = long.out.lines().filter(|line| !line.starts_with("{\"type\":\"result\"")).collect();
    assert_eq!(short.out.lines().collect::<Vec<_>>(), wanted);
    assert!(wanted.len() < long.out.lines().count());
}

/// Where nothing was checked, that is said, and no reader takes it for a pass.
#[test]
fn nothing_checked_is_no_pass() {
    let folder = folder("nothing");
    let run = |format: &str| folder.brief(&["check", "nowhere.yaml", "--rules", "rules.yaml", "--format", format]);
    for format in ["ndjson", "junit", "markdown", "csv", "table", "tap"] {
        assert_eq!(run(format).status, Some(2), "{format}");
    }
    assert!(run("tap").out.contains("not ok - error: nowhere.yaml: ") && run("tap").out.ends_with("1..1\n"));
    assert!(run("junit").out.contains("tests=\"1\" failures=\"0\" errors=\"1\""), "{}", run("junit").out);
    assert!(run("markdown").out.contains("**Nothing was checked.**"));
    assert!(run("ndjson").out.contains("\"pilots\":0,"));
    assert_eq!(run("csv").out.lines().count(), 1);
    assert_eq!(run("table").out.lines().count(), 1);
}
