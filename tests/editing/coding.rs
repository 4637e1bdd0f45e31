//! A text coded: what is chosen by its words is found again as `brief sources verify` finds it, or it is refused.

use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use watching_brief::citations::{AsideParagraph, NotedWords};
use watching_brief::files::MemoryFiles;
use watching_brief::pilot::Paragraph;
use watching_brief::project::coding::{EntryWishes, TextKind, passages, phrase, register_entry};
use watching_brief::project::{Project, ProjectOptions};

use super::{change, project};
use crate::support::{Folder, tools};
use crate::testkit::cases::try_until;

const PILOT: &str = "format: 1\npilot: harbour\ntitle: Harbour\nstatus: proposed\n";

const PASTED: &str = "\
The Harbour Service

Talking therapies come to the jobcentre.\u{a0}Nobody will be
sanctioned for saying \u{201c}no\u{201d}.

- Sessions are weekly.
- People wait six weeks, or seven.

People wait six weeks.
";

fn value(answer: impl serde::Serialize) -> Value {
    serde_json::to_value(answer).expect("JSON")
}

/// What an entry keeps is read again as it was given, and nothing that could not be read.
#[test]
fn words_that_no_question_asks_for_are_written_into_the_register() {
    let words = |paragraph: Paragraph<'static>, phrase: &str, note: Option<&str>| NotedWords {
        paragraph,
        phrase: phrase.to_owned(),
        note: note.map(str::to_owned),
    };
    let kept = vec![
        words(Paragraph::Number(2), "\"quoted\": {x}", Some("a: note # with\nmarks")),
        words(Paragraph::Range(1, 2), "two - words", None),
    ];
    let wishes = |noted: &[NotedWords]| EntryWishes { noted: noted.to_vec(), ..EntryWishes::default() };
    let twice = [kept.clone(), kept.clone()].concat();
    let entry = register_entry("a", "One.\nTwo.\n", wishes(&twice), None).expect("an entry");
    let files = MemoryFiles::new();
    files.set(Path::new("d.yaml"), entry.register.as_bytes());
    let options = ProjectOptions { documents: vec!["d.yaml".into()], ..ProjectOptions::new(date(2026, 1, 1)) };
    let project = Project::open(Arc::new(files), &[], options).expect("a project");
    let read = &project.register().document("a").expect("the document").noted;
    assert_eq!(read.iter().map(|noted| noted.words.clone()).collect::<Vec<_>>(), kept);
    assert_eq!(value(project.locate("p.yaml", PILOT, "a", "One.\nTwo.\n"))["not_coded"], json!([]));
    let refused = |noted: NotedWords| {
        register_entry("a", "One.\nTwo.\n", wishes(&[noted]), None).expect_err("refused").remove(0).message
    };
    assert!(refused(words(Paragraph::Number(3), "x", None)).contains("no paragraph 3"));
    assert!(refused(words(Paragraph::Label("2.1".into()), "x", None)).contains("2.1"));
    assert!(refused(words(Paragraph::Number(1), &"x ".repeat(13), None)).contains("13 words"));
    assert!(refused(words(Paragraph::Number(1), " ", None)).contains("0 words"));
}

#[test]
fn a_pasted_text_is_numbered_as_citations_count() {
    let answer = value(passages(PASTED, TextKind::Pasted));
    let text = answer["text"].as_str().expect("a text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 5);
    assert!(lines[1].ends_with("Nobody will be sanctioned for saying \u{201c}no\u{201d}."));
    assert_eq!((&answer["changed"], &answer["paragraphs"][4]["paragraph"]), (&json!(true), &json!(5)));
    assert_eq!(answer["paragraphs"][1]["words"][6], json!({"word": "Nobody", "range": [41, 47]}));
    let again = value(passages(text, TextKind::Pasted));
    assert_eq!((&again["changed"], &again["text"]), (&json!(false), &answer["text"]));
    // What is cited already is counted line by line, empty ones included.
    let source = value(passages(PASTED, TextKind::Source));
    assert_eq!(source["paragraphs"].as_array().expect("a list").len(), PASTED.lines().count());
    assert_eq!(source["changed"], false);
}

/// From a pasted text to a statement that the command finds, and a changed text in which it does not.
#[test]
fn what_is_coded_is_found_by_the_command() {
    let text = passages(PASTED, TextKind::Pasted).text;
    let chosen = phrase(&text, 2, 6, 12).expect("a phrase");
    assert_eq!((chosen.phrase.as_str(), chosen.words), ("Nobody will be sanctioned for saying \u{201c}no", 7));
    let register =
        register_entry("harbour-proposal", &text, wishes(Some("The proposal"), None), None).expect("an entry");
    let statement = json!({"value": false, "by": "the council", "basis": "claimed", "document": "harbour-proposal", "paragraph": 2, "phrase": chosen.phrase});
    let asked = json!({"change": "state", "fact": "voluntariness.sanction_for_refusal", "statement": statement});
    let pilot = change(&project(), PILOT, 0, &[asked]).expect("a change");
    let located = value(project().locate("p.yaml", &pilot, "harbour-proposal", &text));
    assert_eq!(
        located["statements"][0],
        json!({"pilot": "harbour", "fact": "voluntariness.sanction_for_refusal", "at": 0, "paragraph": 2, "phrase": chosen.phrase,
               "state": "found", "passage": {"paragraph": 2, "range": chosen.range, "exact": "Nobody will be sanctioned for saying \u{201c}no"}})
    );
    assert_eq!((&located["not_coded"], &located["state"]), (&json!([1, 3, 4, 5]), &json!("unregistered")));

    let folder = Folder::new("coded");
    folder.write("pilots/p.yaml", &pilot).write("documents.yaml", &register.register);
    folder.write("texts/harbour-proposal.txt", &text);
    let verify = || {
        let ran = folder.brief(&[
            "sources",
            "verify",
            "texts",
            "pilots",
            "--documents",
            "documents.yaml",
            "--format",
            "json",
        ]);
        (ran.json(), ran.status)
    };
    let (report, status) = verify();
    let found = &report["citations"][0];
    assert_eq!((&found["state"], status), (&json!("found"), Some(0)), "{report}");
    assert_eq!(found["passages"][0]["range"], located["statements"][0]["passage"]["range"]);

    // The sentence goes to another paragraph, or is another: it is not found, and marked nowhere.
    let moved =
        text.replacen("Nobody will be sanctioned", "Somebody is", 1) + "Nobody will be sanctioned for saying \"no\".\n";
    for (other, state) in [(moved.as_str(), "moved"), (&text.replace("sanctioned", "punished"), "orphaned")] {
        let located = value(project().locate("p.yaml", &pilot, "harbour-proposal", other));
        let one = &located["statements"][0];
        assert_eq!((&one["state"], &one["passage"]), (&json!(state), &Value::Null));
        assert!(located["not_coded"].as_array().expect("a list").contains(&json!(2)));
        folder.write("texts/harbour-proposal.txt", other);
        let (report, status) = verify();
        assert_eq!((&report["citations"][0]["state"], status), (&json!(state), Some(1)), "{report}");
    }
}

/// Every statement of the shipped pilots that cites a text is found as the command finds it.
#[test]
fn shipped_pilots_are_located_as_the_command_verifies_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = root.join("../shared/sources");
    if !sources.is_dir() {
        assert!(!tools::is_ci(), "with CI=true the documents must be there");
        eprintln!("skipped: the documents are not here");
        return;
    }
    let folder = Folder::new("verified");
    let texts = sources.to_str().expect("UTF-8");
    let pilots = root.join("pilots");
    let call = ["sources", "verify", texts, pilots.to_str().expect("UTF-8"), "--all", "--format", "json"];
    let verified = folder.brief(&call).json();
    let project = project();
    let mut found = 0;
    for entry in fs::read_dir(&pilots).expect("the pilots").map(|entry| entry.expect("an entry").path()) {
        let (name, pilot) = (entry.to_str().expect("UTF-8"), fs::read_to_string(&entry).expect("a pilot"));
        for text in fs::read_dir(&sources).expect("the texts").map(|entry| entry.expect("an entry").path()) {
            let Some(document) = text.file_stem().and_then(|stem| stem.to_str()) else { continue };
            let read = fs::read_to_string(&text).expect("a text");
            let located = value(project.locate(name, &pilot, document, &read));
            let of = verified["citations"].as_array().expect("a list").iter();
            let of: Vec<_> = of.filter(|one| one["file"] == name && one["document"] == document).collect();
            let statements = located["statements"].as_array().expect("a list");
            assert_eq!(statements.len(), of.len(), "{name}, {document}");
            for (one, other) in statements.iter().zip(of) {
                assert_eq!((&one["fact"], &one["state"]), (&other["by"]["fact"], &other["state"]), "{name}");
                assert_eq!(one["passage"]["range"], other["passages"][0]["range"], "{name}");
                found += usize::from(one["state"] == "found");
            }
        }
    }
    assert!(found > 100, "{found}");
}

#[test]
fn words_that_cannot_be_cited_are_refused_with_the_reason() {
    let text = passages(PASTED, TextKind::Pasted).text;
    let refused = |paragraph, first, last| {
        let wrong = phrase(&text, paragraph, first, last).expect_err("a refusal");
        format!("{}: {}", wrong.code, wrong.message)
    };
    assert_eq!(refused(2, 0, 12), "too-many-words: the phrase has 13 words; a citation takes at most 12");
    assert_eq!(refused(9, 0, 1), "wrong-paragraphs: the text has 5 paragraphs, and no paragraph 9");
    assert_eq!(refused(1, 0, 3), "wrong-call: paragraph 1 has 3 words, counted from 0");
    assert!(refused(1, 1, 0).contains("the other way round"));
    let twice = phrase(&text, 4, 0, 3).expect("a phrase");
    assert_eq!((twice.phrase.as_str(), twice.also_in), ("People wait six weeks", vec![5]));
}

/// What a register is to say of a text.
fn wishes(title: Option<&str>, about: Option<&str>) -> EntryWishes {
    EntryWishes { title: title.map(str::to_owned), about: about.map(str::to_owned), ..EntryWishes::default() }
}

/// A paragraph that is set aside is not asked for any more, and one that is not there cannot be.
#[test]
fn a_register_sets_paragraphs_aside() {
    let text = "One.\nTwo.\nThree.\n";
    let aside = |numbers: &[u32]| {
        let set_aside =
            numbers.iter().map(|&paragraph| AsideParagraph { paragraph, reason: "a \"greeting\"".to_owned() });
        let author = Some("the provider: \"we\"".to_owned());
        EntryWishes { author, set_aside: set_aside.collect(), ..EntryWishes::default() }
    };
    let register = register_entry("a", text, aside(&[3, 1, 3]), None).expect("an entry").register;
    let both = register_entry("b", text, aside(&[2]), Some(("d.yaml", &register))).expect("two").register;
    assert!(both.starts_with(&register), "{both}");
    let files = MemoryFiles::new();
    files.set(Path::new("d.yaml"), both.as_bytes());
    let options = ProjectOptions { documents: vec!["d.yaml".into()], ..ProjectOptions::new(date(2026, 1, 1)) };
    let project = Project::open(Arc::new(files), &[], options).expect("a project");
    assert_eq!(project.register().own()[0].author.as_deref(), Some("the provider: \"we\""));
    let left = |document: &str| value(project.locate("p.yaml", PILOT, document, text))["not_coded"].clone();
    assert_eq!((left("a"), left("b"), left("c")), (json!([2]), json!([1, 3]), json!([1, 2, 3])));
    let wrong = register_entry("a", text, aside(&[4]), None).expect_err("no such paragraph");
    assert_eq!(wrong[0].message, "the text has 3 paragraphs, and no paragraph 4 to set aside");
}

#[test]
fn an_entry_stands_at_the_end_of_the_register_that_is_there() {
    let first = register_entry("a-leaflet", "One.\n", wishes(None, None), None).expect("an entry");
    assert_eq!((first.title.as_str(), first.paragraphs), ("A leaflet", 1));
    let mine = format!("# mine\n{}", first.register);
    let both =
        register_entry("b", "One.\nTwo.\n", wishes(Some("B"), Some("a letter")), Some(("d.yaml", &mine))).expect("two");
    assert!(both.register.starts_with(&mine) && both.register.contains("document: \"b\""), "{}", both.register);
    let again =
        register_entry("b", "One.\nTwo.\n", wishes(None, None), Some(("d.yaml", &both.register))).expect("the same");
    assert_eq!(again.register, both.register);
    let other = register_entry("b", "Other.\n", wishes(None, None), Some(("d.yaml", &both.register)))
        .expect_err("another text");
    assert!(other[0].message.contains("of another text"), "{}", other[0].message);
    assert!(register_entry("b", "One.\n", wishes(None, None), Some(("d.yaml", "documents: ["))).is_err());
}

/// Pieces of texts, among them all that is folded when a phrase is looked for.
const PIECES: &[&str] = &[
    "the",
    "Therapy",
    "jobcentre",
    "\u{2018}free\u{2019}",
    "re\u{ad}ferral",
    "caf\u{e9}",
    "cafe\u{301}",
    "bene\u{fb01}ts",
    "day\u{b9}",
    "training.[3]",
    "[12]",
    "\u{2013}",
    "-",
    "(e.g.",
    "40%",
    "\u{a3}5.50",
    "so\u{2026}",
    "1.",
    "\u{1f468}\u{200d}\u{1f469}",
    "it\u{feff}s",
    "na\u{ef}ve,",
    "\"",
    "\u{200b}",
    "STRASSE",
    "\u{130}",
];

const GAPS: &[&str] =
    &[" ", " ", " ", " ", "  ", "\t", "\u{a0}", "\n", "\n", "\r\n", "\n\n", "\r", "\u{2028}", "\u{c}", "\n \n"];

#[test]
fn what_is_chosen_is_found_again_in_its_paragraph() {
    let project = project();
    let seen: Cell<[u32; 3]> = Cell::default();
    let test = |(pieces, paragraph, first, length): (Vec<(usize, usize)>, usize, usize, usize)| {
        let pasted: String = pieces.iter().map(|(piece, gap)| format!("{}{}", PIECES[*piece], GAPS[*gap])).collect();
        let answer = passages(&pasted, TextKind::Pasted);
        prop_assert_eq!(&passages(&answer.text, TextKind::Pasted).text, &answer.text);
        prop_assert_eq!(answer.paragraphs.len(), answer.text.lines().count());
        prop_assert!(answer.paragraphs.iter().all(|one| !one.text.trim().is_empty() && one.text.trim() == one.text));
        // No letter is lost, and none is new.
        let letters = |text: &str| {
            text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}' && *c != '\u{feff}').collect::<String>()
        };
        prop_assert_eq!(letters(&answer.text), letters(&pasted));
        for one in &answer.paragraphs {
            for word in &one.words {
                let [start, end] = word.range.map(|at| at as usize);
                let there: String = one.text.chars().skip(start).take(end - start).collect();
                prop_assert_eq!(&there, &word.word);
            }
        }
        let Some(of) = answer.paragraphs.get(paragraph % answer.paragraphs.len().max(1)) else { return Ok(()) };
        let (first, last) = (first % of.words.len().max(1), (first + length) % of.words.len().max(1));
        let mut counts = seen.get();
        match phrase(&answer.text, of.paragraph, first, last) {
            Err(wrong) => {
                counts[0] += 1;
                let chars: String = match (of.words.get(first), of.words.get(last)) {
                    (Some(from), Some(to)) if first <= last => of
                        .text
                        .chars()
                        .skip(from.range[0] as usize)
                        .take((to.range[1] - from.range[0]) as usize)
                        .collect(),
                    _ => String::new(),
                };
                prop_assert!(
                    first > last || of.words.is_empty() || chars.split_whitespace().count() > 12,
                    "{}: {chars:?}",
                    wrong.message
                );
            }
            Ok(chosen) => {
                counts[1] += 1;
                counts[2] += u32::from(chosen.found != chosen.range);
                let asked = json!({"change": "state", "fact": "governance.accountable_lead", "statement":
                    {"value": "x", "by": "A", "basis": "claimed", "document": "d", "paragraph": of.paragraph, "phrase": chosen.phrase}});
                let pilot =
                    change(&project, PILOT, 0, &[asked]).map_err(|wrong| TestCaseError::fail(format!("{wrong:?}")))?;
                let located = value(project.locate("p.yaml", &pilot, "d", &answer.text));
                let one = &located["statements"][0];
                prop_assert_eq!(&one["state"], "found", "{:?}", chosen);
                prop_assert_eq!(&one["passage"]["paragraph"], of.paragraph);
                prop_assert_eq!(&one["passage"]["range"], &json!(chosen.found));
                prop_assert!(chosen.found[0] <= chosen.range[0], "{:?}", chosen);
            }
        }
        seen.set(counts);
        Ok(())
    };
    let pieces = vec((0..PIECES.len(), 0..GAPS.len()), 0..40);
    let enough = || seen.get()[0] > 50 && seen.get()[1] > 400 && seen.get()[2] > 5;
    try_until(600, (pieces, 0..20usize, 0..20usize, 0..9usize), test, enough);
    assert!(enough(), "each is tried often enough: {:?}", seen.get());
}
