//! The codes of errors and notices: each page of them is tried, and what it says is so.

use serde_json::Value;
use watching_brief::explain;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic_codes::{Sample, SampleCall};

use crate::support::{Folder, Ran};

/// The codes that no files and no call can show: they come of the surroundings, of a file that changes while it is read, or
/// of very much text. Tests elsewhere see each of these.
const WITHOUT_SAMPLE: [&str; 13] = [
    "more-errors",
    "too-many-steps",
    "fixed-finding",
    "not-as-pinned",
    "duplicate-document",
    "wrong-paragraphs",
    "not-utf8",
    "file-unreadable",
    "file-changed",
    "no-rule-chosen",
    "wrong-clock",
    "git-failed",
    "rules-changed",
];

fn run(folder: &Folder, call: SampleCall) -> Ran {
    for (name, text) in call.files {
        folder.write(name, text);
    }
    let args: Vec<&str> = call.call.split(' ').collect();
    folder
        .brief(&[&args[..], if args[0] == "check" { &["--format", "json", "--quiet"] } else { &["--codes"] }].concat())
}

/// The codes that a run told of.
fn codes(ran: &Ran) -> Vec<String> {
    if !ran.out.starts_with("{\"format\"") {
        let told = format!("{}\n{}", ran.out, ran.err);
        let words = told.split_whitespace().filter_map(|word| word.strip_prefix('[')?.strip_suffix(']'));
        return words.filter(|word| DiagnosticCode::named(word).is_some()).map(str::to_owned).collect();
    }
    let json = ran.json();
    let told = ["errors", "notices"].into_iter().flat_map(|list| json[list].as_array().expect("a list").clone());
    told.map(|one| one["code"].as_str().expect("a code").to_owned()).collect()
}

#[test]
fn names_are_well_formed_and_told_apart() {
    let mut names: Vec<&str> = DiagnosticCode::ALL.iter().map(|(_, name)| *name).collect();
    for name in &names {
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{name}");
    }
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn every_page_tells_what_it_means_in_whole_sentences() {
    for (code, name) in DiagnosticCode::ALL {
        let page = code.page();
        assert!(!page.title.ends_with('.') && page.title.starts_with(char::is_uppercase), "{name}");
        for text in [page.meaning, page.remedy] {
            assert!(text.ends_with('.') && text.starts_with(|c: char| c.is_uppercase() || c == '`'), "{name}: {text}");
            assert!(!text.contains("  "), "{name}: {text}");
        }
    }
    let without = DiagnosticCode::ALL.iter().filter(|(code, _)| code.page().sample.is_none());
    let without: Vec<&str> = without.map(|(_, name)| *name).collect();
    assert_eq!(without, WITHOUT_SAMPLE);
}

#[test]
fn every_sample_gives_its_code_and_put_right_it_does_not() {
    let mut wrong = Vec::new();
    for (code, name) in DiagnosticCode::ALL {
        let Some(Sample { wrong: bad, right }) = code.page().sample else { continue };
        let ran = run(&Folder::new(&format!("diagnostics-wrong-{name}")), bad);
        if !codes(&ran).iter().any(|told| told == name) {
            wrong.push(format!("{name} is not told: {:?}\n{}\n{}", codes(&ran), ran.out, ran.err));
        }
        let ran = run(&Folder::new(&format!("diagnostics-right-{name}")), right);
        if !codes(&ran).is_empty() {
            wrong.push(format!("{name}, put right, tells {:?}\n{}\n{}", codes(&ran), ran.out, ran.err));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A text with the edits of a fix made, by the places that a report gives.
fn mended(text: &str, fix: &Value) -> String {
    let offset = |line: &Value, column: &Value| {
        let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("a small number");
        let (line, column) = (number(line), number(column));
        let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        start + text[start..].chars().take(column - 1).map(char::len_utf8).sum::<usize>()
    };
    let mut text_now = text.to_owned();
    for edit in fix["edits"].as_array().expect("edits").iter().rev() {
        let range = offset(&edit["line"], &edit["column"])..offset(&edit["end_line"], &edit["end_column"]);
        text_now.replace_range(range, edit["new_text"].as_str().expect("a text"));
    }
    text_now
}

#[test]
fn every_fix_of_a_sample_clears_its_code() {
    let (mut tried, mut wrong) = (Vec::new(), Vec::new());
    for (code, name) in DiagnosticCode::ALL {
        let Some(Sample { wrong: bad, .. }) = code.page().sample else { continue };
        if !bad.call.starts_with("check ") {
            continue;
        }
        let folder = Folder::new(&format!("diagnostics-fix-{name}"));
        let json = run(&folder, bad).json();
        let told = ["errors", "notices"].into_iter().flat_map(|list| json[list].as_array().expect("a list").clone());
        for one in told.filter(|one| one["code"] == *name) {
            for fix in one["fixes"].as_array().expect("fixes") {
                let file = one["file"].as_str().expect("a file");
                let (_, text) = bad.files.iter().find(|(name, _)| *name == file).expect("the file");
                run(&folder, bad);
                folder.write(file, mended(text, fix));
                let args: Vec<&str> = bad.call.split(' ').collect();
                let ran = folder.brief(&[&args[..], &["--format", "json", "--quiet"]].concat());
                if !codes(&ran).is_empty() {
                    wrong.push(format!("{name}: {fix}\n{}\n{:?}", mended(text, fix), codes(&ran)));
                }
                tried.push(*name);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    tried.dedup();
    assert_eq!(
        tried,
        [
            "not-yaml",
            "unusual-space",
            "section-commented-out",
            "text-split-by-comma",
            "text-cut-by-comment",
            "duplicate-key",
            "unknown-alias",
            "unknown-kind",
            "unknown-key",
            "wrong-type",
            "invalid-id",
            "invalid-value",
            "unknown-vocabulary",
            "unknown-fact",
            "misplaced-fact",
            "unknown-value",
            "duplicate-value",
            "not-true-or-false",
            "not-a-statement",
            "speaker-without-basis",
            "basis-not-inherited",
            "none-misspelt",
            "unknown-test",
            "unknown-rule",
        ]
    );
}

/// Written in place of what is there once more, a key would stand there twice.
#[test]
fn no_fix_writes_a_key_that_is_there_already() {
    let folder = Folder::new("diagnostics-twice");
    let fixes = |below: &str| {
        folder.write("p.yaml", format!("format: 1\npilot: p\ntitle: T\nstatus: running\n{below}"));
        let json = folder.check(&["p.yaml"]).json();
        let errors = json["errors"].as_array().expect("a list").iter();
        let fixes = errors.map(|one| {
            let texts = one["fixes"].as_array().expect("fixes").iter().map(|fix| fix["edits"][0]["new_text"].clone());
            (one["code"].as_str().expect("a code").to_owned(), texts.collect::<Vec<_>>())
        });
        fixes.collect::<Vec<_>>()
    };
    let (section, other) =
        ("voluntariness:\n  sanction_for_refusal: true\n", "voluntariness:\n  sanction_for_stopping: true\n");
    for (there, other, wrong, code, word) in [
        (section, other, "  sanction_for_refusl: false\n", "unknown-fact", "sanction_for_refusal"),
        (section, other, "  voluntariness.sanction_for_refusal: false\n", "misplaced-fact", "sanction_for_refusal"),
        ("summary: S\n", "", "sumary: S\n", "unknown-key", "summary"),
    ] {
        assert_eq!(fixes(&format!("{there}{wrong}")), [(code.to_owned(), Vec::new())], "{there}{wrong}");
        let expected = [(code.to_owned(), vec![Value::from(word)])];
        assert_eq!(fixes(&format!("{other}{wrong}")), expected, "{other}{wrong}");
    }
}

#[test]
fn explain_prints_the_page_of_a_code() {
    let folder = Folder::new("diagnostics-explain");
    let ran = folder.brief(&["explain", "Duplicate_Value"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    snapbox::assert_data_eq!(
        ran.out,
        snapbox::str![[r"
duplicate-value: A value that stands in the list already

What it means
  A set holds each value once. A second one is a slip, and perhaps another value
  was meant.

How to mend it
  Take it out, or write the value that was meant.

Where it happens
  `brief check pilot.yaml`
  `pilot.yaml`:
    format: 1
    pilot: riverside-outreach
    title: Talking therapies next to a jobcentre
    status: running
    referral:
      routes: [self, gp, self]

Put right
  `pilot.yaml`:
    format: 1
    pilot: riverside-outreach
    title: Talking therapies next to a jobcentre
    status: running
    referral:
      routes: [self, gp]

"]]
    );
    let ran = folder.brief(&["explain", "duplicate-valu"]);
    assert!(ran.err.contains("did you mean `duplicate-value`?"), "{ran:?}");
}

#[test]
fn codes_are_shown_to_people_who_ask_for_them() {
    let folder = Folder::new("diagnostics-codes");
    folder.write("p.yaml", "format: 1\npilot: p\ntitle: T\nstatus: running\nreferral:\n  routes: self\n");
    let plain = folder.brief(&["check", "--quiet", "p.yaml"]);
    assert!(!plain.out.contains("wrong-type"), "{plain:?}");
    let with = folder.brief(&["check", "--quiet", "--codes", "p.yaml"]);
    assert_eq!(with.out.replace(" [wrong-type]", ""), plain.out);
    assert!(with.out.contains("write [self] [wrong-type]"), "{with:?}");
}

#[test]
fn the_page_of_the_reference_is_the_one_that_is_made() {
    snapbox::assert_data_eq!(explain::reference(), snapbox::file!["../docs/reference/diagnostics.md"].raw());
}

#[test]
fn a_diagnostic_says_where_it_ends_and_what_has_to_do_with_it() {
    let folder = Folder::new("diagnostics-range");
    folder.write("é.yaml", "format: 1\npilot: p\ntitle: T\nstatus: running\nreferral: {routes: [gp, gp], réf: 1}\n");
    let json = folder.check(&["--quiet", "é.yaml"]).json();
    let errors = json["errors"].as_array().expect("errors");
    let place =
        |at: &Value| ["line", "column", "end_line", "end_column"].map(|key| at[key].as_u64().expect("a number"));
    assert_eq!((errors[0]["code"].as_str(), place(&errors[0])), (Some("duplicate-value"), [5, 25, 5, 27]));
    assert_eq!(place(&errors[0]["related"][0]), [5, 21, 5, 23]);
    assert_eq!(errors[0]["related"][0]["file"], "é.yaml");
    assert_eq!((errors[1]["code"].as_str(), place(&errors[1])), (Some("unknown-fact"), [5, 30, 5, 33]));
    // What is about the call as a whole has no place, and no fix.
    let json = folder.check(&["--quiet", "--without", "nobody", "é.yaml"]).json();
    let notice = &json["notices"][0];
    assert_eq!((&notice["code"], &notice["end_line"]), (&Value::from("unknown-speaker"), &Value::Null));
    assert_eq!((&notice["related"], &notice["fixes"]), (&serde_json::json!([]), &serde_json::json!([])));
}
