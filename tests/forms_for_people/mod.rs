//! What commands show as documents: Markdown and HTML say what a terminal shows, and nothing of the input acts in them.

mod hostile;

use std::collections::BTreeSet;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};

use crate::support::commands::commands;
use crate::support::html::{self, Document};
use crate::support::{self, Folder, Ran};

/// Runs a call on what is shipped.
fn shipped(call: &[&str], format: &str) -> Ran {
    let mut command = support::command(support::BRIEF);
    command.args(call).args(["--format", format]).current_dir(env!("CARGO_MANIFEST_DIR"));
    Ran::of(&mut command, &[])
}

const PILOTS: [&str; 2] = ["pilots/working-well-phase-2.yaml", "pilots/example-unacceptable.yaml"];

/// Calls of all commands that show pages, on what is shipped.
fn calls() -> Vec<Vec<&'static str>> {
    let with_pilots = |words: &[&'static str]| [words, &PILOTS].concat();
    vec![
        vec!["compare", "dwp-assurances", "professional-bodies"],
        vec!["reconcile", "dwp-assurances", "professional-bodies"],
        vec!["reconcile", "PB-06", "DWP-03", "--out-of-scope"],
        vec!["diff", "pilots/example-acceptable.yaml", PILOTS[1], "--only", "voluntariness"],
        vec!["agree", "pilots/example-acceptable.yaml", PILOTS[1]],
        with_pilots(&["promises", "--of", "dwp-assurances"]),
        with_pilots(&["questions", "--only", "professional-bodies"]),
        vec!["repair", PILOTS[1], "--rules", "dwp-assurances"],
        with_pilots(&["waivers"]),
        with_pilots(&["config"]),
        vec!["explain", "PB-02"],
        vec!["explain", "mwf-letters-2016"],
        vec!["explain", "unknown-fact"],
        vec!["search", "sanction"],
        vec!["facts"],
        vec!["rules"],
        vec!["rules", "audit", "--only", "professional-bodies"],
        vec!["rules", "test", "rules/dwp-assurances.yaml", "--coverage"],
        with_pilots(&["sources", "verify", "rules", "--all"]),
        vec!["sources", "coverage", "rules"],
        vec!["vocabulary", "list"],
        vec!["vocabulary", "diff", "health-and-work", "health-and-work"],
    ]
}

/// The words that a reader of Markdown finds, whatever marks stand between them.
fn words_of_markdown(text: &str) -> Vec<String> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    let mut out = String::new();
    for node in parse_document(&arena, text, &options).descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(text) => out.push_str(text),
            NodeValue::Code(code) => out.push_str(&code.literal),
            NodeValue::CodeBlock(block) => out.extend([" ", &block.literal, " "]),
            // Between the lines of a cell.
            NodeValue::HtmlInline(br) if br == "<br>" => out.push(' '),
            NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => panic!("HTML in Markdown: {text}"),
            NodeValue::LineBreak | NodeValue::SoftBreak => out.push(' '),
            value if value.block() => out.push(' '),
            _ => {}
        }
    }
    words(&out)
}

/// Letters and digits in a row, in small letters.
fn words(text: &str) -> Vec<String> {
    // A word joiner is there to be seen by nobody.
    let text = text.replace('\u{2060}', "").to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// All words of the one are among those of the other.
fn assert_says_all(call: &[&str], wanted: &[String], said: &str) {
    let said: BTreeSet<String> = words(said).into_iter().collect();
    let lacks: Vec<&String> = wanted.iter().filter(|word| !said.contains(*word)).collect();
    assert!(lacks.is_empty(), "{call:?}: {lacks:?} is not in the document");
}

/// The document of a call, whose tables have heads on both sides.
fn document(ran: &Ran) -> Document {
    let document = html::read(&ran.out);
    for table in ["th"].iter().flat_map(|name| document.named(name)) {
        assert!(matches!(table.attribute("scope"), "col" | "row"), "a head says what it is the head of");
        assert!(!table.text.trim().is_empty(), "a head has words");
    }
    assert_eq!(document.named("table").count(), document.named("caption").count());
    document
}

#[test]
fn every_page_is_a_sound_document_that_says_what_markdown_says() {
    for call in calls() {
        let (ran, markdown) = (shipped(&call, "html"), shipped(&call, "markdown"));
        assert_eq!(ran.status, markdown.status, "{call:?}: {}", ran.err);
        assert_ne!(ran.status, Some(2), "{call:?}: {}", ran.err);
        let document = document(&ran);
        assert_eq!(document.named("script").count(), 0, "{call:?}");
        let mut wanted = words_of_markdown(&markdown.out);
        // HTML says what a fact takes as a terminal does: true or false.
        wanted.retain(|word| word != "bool");
        assert!(wanted.len() > 3, "{call:?}: {}", markdown.out);
        assert_says_all(&call, &wanted, &document.text);
    }
}

/// What a terminal shows is in the document, too, and no reader of Markdown is left without it.
#[test]
fn documents_say_what_a_terminal_shows() {
    // Rules stand in columns there, with how many there are.
    let otherwise = |call: &[&str]| matches!(call, ["rules"]);
    for call in calls().into_iter().filter(|call| !otherwise(call)) {
        let (human, html) = (shipped(&call, "human"), shipped(&call, "html"));
        // The numbers of lists are the browser's.
        let wanted =
            words(&human.out).into_iter().filter(|word| call[0] != "questions" || word.parse::<u32>().is_err());
        assert_says_all(&call, &wanted.collect::<Vec<_>>(), &document(&html).text);
    }
}

/// Whoever can choose a form can choose one for a terminal, for a page of Markdown or of HTML, and for a program.
#[test]
fn every_command_that_has_forms_has_these_four() {
    let folder = Folder::new("forms_for_people-all");
    let mut with_forms = 0;
    for command in commands(&folder, &[]) {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let help = folder.brief(&[&words[..], &["--help"]].concat()).out;
        let Some((_, after)) = help.split_once("\n      --format <FORMAT>\n") else { continue };
        with_forms += 1;
        let option = after.split("\n      --").next().expect("what is said of it");
        let said: BTreeSet<String> = self::words(option).into_iter().collect();
        for form in ["human", "markdown", "html", "json"] {
            assert!(said.contains(form), "{words:?} lacks {form}: {option}");
        }
    }
    assert!(with_forms > 20, "{with_forms}");
}

/// Every verdict of the matrix stands in its cell, in words, under its pilot and beside its rule.
#[test]
fn a_matrix_has_a_cell_with_words_for_each_rule_and_pilot() {
    let call = ["matrix", PILOTS[0], PILOTS[1], "--only", "professional-bodies"];
    let (html, json) = (shipped(&call, "html"), shipped(&call, "json").json());
    let document = document(&html);
    let columns: Vec<&str> =
        document.named("th").filter(|th| th.attribute("scope") == "col").map(|th| th.text.as_str()).collect();
    assert_eq!(columns, ["rule", "force", "working-well-phase-2", "example-unacceptable"]);
    let rows: Vec<&str> =
        document.named("th").filter(|th| th.attribute("scope") == "row").map(|th| th.text.as_str()).collect();
    let cells: Vec<&str> =
        document.named("td").map(|cell| cell.text.trim_start_matches(|c: char| !c.is_alphabetic())).collect();
    let mut expected = Vec::new();
    let mut rules = Vec::new();
    for rule in json["rules"].as_array().expect("rules") {
        rules.push(format!("{}: {}", rule["rule"].as_str().expect("an id"), rule["title"].as_str().expect("a title")));
        expected.push(rule["force"].as_str().expect("a force").to_owned());
        for pilot in ["working-well-phase-2", "example-unacceptable"] {
            let verdict = rule["verdicts"][pilot].as_str().expect("a verdict");
            let word =
                if verdict == "met" && rule["applies"][pilot] == "open" { "met, if it applies" } else { verdict };
            expected.push(capital(&word.replace('-', " ")));
        }
    }
    assert_eq!(rows, rules);
    assert_eq!(cells, expected);
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Several pilots are parts of one document; one pilot has its own.
#[test]
fn questions_about_several_pilots_are_one_document() {
    let titles = |pilots: &[&str], level: &str| -> Vec<String> {
        let ran = shipped(&[&["questions", "--only", "referral"], pilots].concat(), "html");
        html::read(&ran.out).named(level).map(|heading| heading.text.clone()).collect()
    };
    assert_eq!(titles(&PILOTS, "h1"), ["Questions"]);
    assert_eq!(titles(&PILOTS, "h2").len(), 2);
    assert_eq!(titles(&PILOTS[..1], "h1"), titles(&PILOTS, "h2")[..1]);
    let none = Folder::new("forms_for_people-none");
    let ran = none.brief(&["questions", "--format", "html", "there-is-none.yaml"]);
    assert_eq!(ran.status, Some(2));
    assert_eq!(html::read(&ran.out).named("h1").count(), 1);
}

/// A diff and a made-up pilot are closed under a line that says what they are.
#[test]
fn long_files_are_closed_under_what_they_are() {
    let ran = shipped(&["repair", PILOTS[1], "--rules", "dwp-assurances"], "html");
    let document = html::read(&ran.out);
    assert!(document.named("details").count() > 0);
    for (details, pre) in document.named("details").zip(document.named("pre")) {
        assert_eq!(document.named("summary").next().expect("a summary").text, "What would change in the file");
        assert!(pre.text.contains("\n@@ ") && details.text.contains(&pre.text), "{}", pre.text);
    }
}

/// What every letter of Markdown would do is left to nobody: a page of waivers as it is read.
#[test]
fn waivers_have_a_page() {
    let folder = Folder::new("forms_for_people-waivers");
    folder.write("rules.yaml", crate::support::RULES).write("p.yaml", crate::support::GOOD);
    let waiver = "{rule: T-1, pilots: [good], reason: it is *being* mended, by: the board, until: 2026-12-01}";
    folder.write("brief.yaml", format!("format: 1\nbrief:\n  rules: [rules.yaml]\n  waivers:\n    - {waiver}\n"));
    let call = ["waivers", "p.yaml", "--today", "2026-11-22", "--format"];
    let expected = "## Waivers\n\n**T-1 of good** (brief.yaml:5)\n\n- in force until 2026-12-01, 9 days after 2026-11-22\n- \
                    by the board: it is \\*being\\* mended\n- hides: breached, which would count\n\n1 waiver: 1 in force on \
                    2026-11-22; 0 over.\n";
    let markdown = folder.brief(&[&call[..], &["markdown"]].concat());
    assert_eq!((markdown.status, markdown.out.replace('\u{2060}', "").as_str()), (Some(0), expected));
    let document = document(&folder.brief(&[&call[..], &["html"]].concat()));
    let entry = document.named("li").next().expect("an entry");
    assert!(entry.text.starts_with("T-1 of good (brief.yaml:5)"), "{}", entry.text);
}

/// A long page begins with what is on it.
#[test]
fn a_long_page_says_first_what_is_on_it() {
    let document = html::read(&shipped(&["facts"], "html").out);
    assert_eq!(document.named("nav").count(), 1);
    let links: Vec<&str> =
        document.named("a").map(|link| link.attribute("href")).filter(|href| *href != "#_content").collect();
    assert_eq!(links.len(), document.named("h2").count());
    for link in links {
        assert_eq!(document.by_id(link.trim_start_matches('#')).expect("a heading").name, "h2");
    }
}
