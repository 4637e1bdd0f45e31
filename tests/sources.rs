//! `brief sources`: citations held against texts, and paragraphs with those who cite them.

use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::support::{self, tools};

fn brief(folder: &Path, words: &[&str]) -> (String, i32) {
    let mut command = support::command(support::BRIEF);
    let done = command.args(words).current_dir(folder).output().expect("brief runs");
    (String::from_utf8(done.stdout).expect("text"), done.status.code().expect("a status"))
}

fn rule(id: &str, cite: &str) -> String {
    format!(
        "  - id: {id}\n    title: A condition\n    about: referral\n    force: must\n    by: somebody\n    cite: {cite}\n    \
         require: {{referral.diagnosis_required: false}}\n    reason: a reason\n    remedy: a remedy\n"
    )
}

/// A folder with two texts of our own, a register of them, and a rule set.
fn folder(rules: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("texts")).expect("made");
    let words = "The first line of the letter.\nNobody is \u{2018}sent\u{2019} there \u{2013} ever.\nThe caf\u{e9} opens at ten.\nGoodbye for now.\nGoodbye for now.\n";
    fs::write(at("texts/letter.txt"), words).expect("written");
    fs::write(at("texts/other.txt"), "One paragraph.\n").expect("written");
    let mut text = "format: 1\nruleset: own\ntitle: Own\nissued_by: [us]\nsummary: own\nrules:\n".to_owned();
    for (id, cite) in rules {
        text.push_str(&rule(id, cite));
    }
    fs::write(at("rules.yaml"), text).expect("written");
    let hash = |name: &str| format!("{:x}", Sha256::digest(fs::read(at(name)).expect("a text")));
    let register = format!(
        "format: 1\ndocuments:\n  - document: letter\n    title: A letter\n    about: a letter\n    paragraphs: 5\n    counted: one a line\n    \
         sha256: {}\n    parts: [{{part: the end, paragraphs: 4-5}}]\n    set_aside:\n      - {{paragraphs: 1, reason: a greeting}}\n      \
         - {{paragraphs: 4-5, reason: a goodbye}}\n",
        hash("texts/letter.txt")
    );
    fs::write(at("register.yaml"), register).expect("written");
    folder
}

const CALL: [&str; 6] = ["texts", "--rules", "rules.yaml", "--documents", "register.yaml", "--format"];

fn verify(folder: &TempDir) -> (Value, i32) {
    let (printed, status) = brief(folder.path(), &[&["sources", "verify"], CALL.as_slice(), &["json"]].concat());
    (serde_json::from_str(&printed).expect("JSON"), status)
}

#[test]
fn each_citation_is_found_moved_ambiguous_orphaned_or_missing() {
    let folder = folder(&[
        ("A-1", "{document: letter, paragraph: 2, phrase: \"NOBODY is 'sent'  there - ever\"}"),
        ("A-2", "{document: letter, paragraph: 1, phrase: opens at ten}"),
        ("A-3", "{document: letter, paragraph: 1, phrase: goodbye for now}"),
        ("A-4", "{document: letter, paragraph: 3, phrase: the cafe closed at ten}"),
        ("A-5", "{document: lost, paragraph: 3, phrase: anything}"),
        ("A-6", "{document: other, paragraph: 1, phrase: one paragraph}"),
    ]);
    let (report, status) = verify(&folder);
    assert_eq!(status, 1);
    let citations = report["citations"].as_array().expect("citations");
    let states: Vec<&str> = citations.iter().map(|one| one["state"].as_str().expect("a state")).collect();
    assert_eq!(states, ["found", "moved", "ambiguous", "orphaned", "missing", "found"]);
    let written = fs::read_to_string(folder.path().join("rules.yaml")).expect("the rules");
    for citation in citations {
        // The place is that of the phrase in the rule file.
        let line = written
            .lines()
            .nth(usize::try_from(citation["line"].as_u64().expect("a line")).expect("small") - 1)
            .expect("a line");
        let column = usize::try_from(citation["column"].as_u64().expect("a column")).expect("small");
        let phrase = citation["phrase"].as_str().expect("a phrase");
        let there: String = line.chars().skip(column - 1).collect();
        assert!(there.trim_start_matches('"').starts_with(phrase), "{there}");
    }
    // A passage can be jumped to: file, line and column of the text, and the code points of the phrase.
    assert_eq!(citations[0]["passages"][0]["file"], "texts/letter.txt");
    assert_eq!(citations[0]["passages"][0]["line"], 2);
    assert_eq!(citations[0]["passages"][0]["range"], serde_json::json!([0, 29]));
    assert_eq!(citations[1]["passages"][0]["line"], 3);
    assert_eq!(citations[1]["passages"][0]["column"], 10);
    assert_eq!(citations[2]["passages"].as_array().map(Vec::len), Some(2));
    assert_eq!(citations[3]["nearest"]["words"], "the caf\u{e9} opens at ten.");
    let similarity = citations[3]["nearest"]["similarity"].as_u64().expect("a similarity");
    assert!((60..95).contains(&similarity), "{similarity}");
    let state = |id: &str| {
        let all = report["documents"].as_array().expect("documents");
        all.iter().find(|one| one["document"] == id).map(|one| one["state"].as_str().expect("a state").to_owned())
    };
    assert_eq!(state("letter").as_deref(), Some("unchanged"));
    assert_eq!(state("lost").as_deref(), Some("missing"));
    assert_eq!(state("other").as_deref(), Some("unregistered"));
}

#[test]
fn a_document_that_was_changed_is_told_of() {
    let folder = folder(&[("A-1", "{document: letter, paragraph: 3, phrase: opens at ten}")]);
    assert_eq!(verify(&folder).1, 0);
    let path = folder.path().join("texts/letter.txt");
    let text = fs::read_to_string(&path).expect("the text");
    fs::write(path, text.replace("first", "second")).expect("written");
    let (report, status) = verify(&folder);
    assert_eq!(status, 1);
    assert_eq!(report["citations"][0]["state"], "found");
    assert_eq!(report["findings"], 1);
    let (printed, _) = brief(folder.path(), &[&["sources", "verify"], CALL.as_slice(), &["human"]].concat());
    let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        printed.contains("changed: the text of letter is not the one that the register speaks of (register.yaml:3:15)"),
        "{printed}"
    );
}

#[test]
fn a_rule_that_is_deleted_leaves_its_paragraph_unclaimed() {
    let both = [
        ("A-1", "{document: letter, paragraph: 2, phrase: nobody is}"),
        ("A-2", "{document: letter, paragraph: 3, phrase: opens at ten}"),
    ];
    let coverage = |folder: &TempDir| {
        let (printed, status) = brief(folder.path(), &[&["sources", "coverage"], CALL.as_slice(), &["json"]].concat());
        let report: Value = serde_json::from_str(&printed).expect("JSON");
        let documents = report["documents"].as_array().expect("documents");
        let letter = documents.iter().find(|one| one["document"] == "letter").expect("the letter").clone();
        (letter["paragraphs"].as_array().expect("paragraphs").clone(), status)
    };
    let states = |paragraphs: &[Value]| {
        paragraphs.iter().map(|one| one["state"].as_str().expect("a state").to_owned()).collect::<Vec<_>>()
    };
    let (paragraphs, _) = coverage(&folder(&both));
    assert_eq!(states(&paragraphs), ["set-aside", "cited", "cited", "set-aside", "set-aside"]);
    assert_eq!(paragraphs[2]["cited_by"], serde_json::json!([{"rule": "A-2", "range": [9, 21]}]));
    assert_eq!(paragraphs[0]["reason"], "a greeting");
    assert_eq!(paragraphs[4]["part"], "the end");
    let (paragraphs, status) = coverage(&folder(&both[..1]));
    assert_eq!(status, 1);
    assert_eq!(states(&paragraphs), ["set-aside", "cited", "unclaimed", "set-aside", "set-aside"]);
}

/// The shipped rules and pilots: a rule deleted from its set leaves its paragraph unclaimed, if nobody else cites it.
#[test]
fn the_shipped_sets_cover_the_documents_and_every_rule_counts() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources");
    if !sources.is_dir() {
        assert!(!tools::is_ci(), "with CI=true the documents must be there");
        println!("skipped: the documents are not here");
        return;
    }
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = sources.to_str().expect("text");
    let (printed, status) = brief(project, &["sources", "coverage", sources]);
    assert_eq!((status, printed.contains("unclaimed")), (0, false), "{printed}");
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(project.join("rules")).expect("the rules") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a text");
        fs::write(folder.path().join(path.file_name().expect("a name")), text).expect("written");
    }
    let rules = folder.path().to_str().expect("text");
    assert_eq!(brief(project, &["sources", "coverage", sources, "--rules", rules]).1, 0);
    let path = folder.path().join("cotton-questions.yaml");
    let text = fs::read_to_string(&path).expect("a text");
    let start = text.find("  - id: COT-04\n").expect("the rule");
    let end = start + 1 + text[start + 1..].find("  - id: ").expect("the next rule");
    fs::write(&path, format!("{}{}", &text[..start], &text[end..])).expect("written");
    let (printed, status) = brief(project, &["sources", "coverage", sources, "--rules", rules]);
    assert_eq!(status, 1);
    assert!(printed.contains("11: unclaimed"), "{printed}");
}

/// Nothing is covered by a text that is not there, nor by a phrase that is not in it.
#[test]
fn what_is_not_found_covers_nothing() {
    let rules = [
        ("A-1", "{document: letter, paragraph: 2, phrase: words that are not there}"),
        ("A-2", "{document: letter, paragraph: 3, phrase: opens at ten}"),
    ];
    let folder = folder(&rules);
    let call =
        |folder: &TempDir| brief(folder.path(), &[&["sources", "coverage"], CALL.as_slice(), &["human"]].concat());
    let (printed, status) = call(&folder);
    assert_eq!(status, 1);
    assert!(printed.contains("2: cited, but the phrase is not there: A-1 [not found there]"), "{printed}");
    fs::remove_file(folder.path().join("texts/letter.txt")).expect("removed");
    let (printed, status) = call(&folder);
    assert_eq!(status, 1);
    assert!(printed.contains("letter (A letter): its text is not in the folder"), "{printed}");
}

/// A statement that gives a phrase without a document is told of.
#[test]
fn a_phrase_without_a_document_is_told_of() {
    let folder = folder(&[("A-1", "{document: letter, paragraph: 2, phrase: nobody is}")]);
    let pilot = "format: 1\npilot: p\ntitle: P\nstatus: proposed\nreferral:\n  diagnosis_required: {value: true, phrase: anything at all}\n";
    fs::write(folder.path().join("p.yaml"), pilot).expect("written");
    let call = ["sources", "verify", "texts", "p.yaml", "--rules", "rules.yaml", "--documents", "register.yaml"];
    let (printed, status) = brief(folder.path(), &call);
    assert_eq!(status, 1);
    assert!(printed.contains("no-document: p referral.diagnosis_required (p.yaml:6:45)"), "{printed}");
}

#[test]
fn paragraphs_that_only_pilots_cite_are_counted_apart() {
    let folder = folder(&[("A-1", "{document: letter, paragraph: 2, phrase: nobody is}")]);
    let statement = |paragraph: u32, phrase: &str| {
        format!("{{value: true, document: letter, paragraph: {paragraph}, phrase: {phrase}}}")
    };
    let pilot = format!(
        "format: 1\npilot: p\ntitle: P\nstatus: proposed\nreferral:\n  diagnosis_required: {}\nevaluation:\n  planned: {}\n",
        statement(2, "there - ever"),
        statement(3, "opens at ten")
    );
    fs::write(folder.path().join("p.yaml"), pilot).expect("written");
    let call = |form: &str, more: &[&str]| {
        let call = ["sources", "coverage", "texts", "p.yaml", "--rules", "rules.yaml", "--documents", "register.yaml"];
        brief(folder.path(), &[&call[..], &["--format", form], more].concat())
    };
    let (printed, status) = call("json", &[]);
    assert_eq!(status, 0, "{printed}");
    let report: Value = serde_json::from_str(&printed).expect("JSON");
    let letter = &report["documents"][0];
    assert_eq!(letter["document"], "letter");
    assert_eq!(
        letter["counts"],
        serde_json::json!({
            "paragraphs": 5, "cited_by_rules": 1, "cited_by_pilots_only": 1, "noted": 0, "set_aside": 3, "unclaimed": 0, "misquoted": 0,
            "cited_and_set_aside": 0
        })
    );
    let cited: Vec<&Value> =
        letter["paragraphs"].as_array().expect("paragraphs").iter().map(|one| &one["cited_by_rules"]).collect();
    assert_eq!(cited, [false, true, false, false, false]);
    let (printed, _) = call("human", &["--all"]);
    assert!(
        printed.starts_with("letter (A letter): 5 paragraphs, 1 cited by rules, 1 by pilots alone, 3 set\n  aside\n"),
        "{printed}"
    );
    assert!(printed.contains("  2: A-1 [0-9], p referral.diagnosis_required ["), "{printed}");
    assert!(printed.contains("  3: by pilots alone: p evaluation.planned [9-21]\n"), "{printed}");
    // A rule that misquotes a paragraph does not cite it.
    let rules = folder.path().join("rules.yaml");
    let text = fs::read_to_string(&rules).expect("the rules").replace("nobody is", "everybody is");
    fs::write(rules, text).expect("written");
    let (printed, _) = call("human", &[]);
    assert!(printed.contains("0 cited by rules, 2 by pilots alone"), "{printed}");
}

/// Words that a register keeps are looked for as citations are, and their paragraph has been looked at.
#[test]
fn words_that_a_register_keeps_are_held_against_the_text() {
    let folder = folder(&[("A-1", "{document: letter, paragraph: 2, phrase: nobody is}")]);
    let path = folder.path().join("register.yaml");
    let plain = fs::read_to_string(&path).expect("a register");
    let noting = |phrase: &str, paragraph: u32| {
        let noted = format!("    noted: [{{paragraph: {paragraph}, phrase: {phrase}, note: why}}]\n    set_aside:");
        fs::write(&path, plain.replace("    set_aside:", &noted)).expect("written");
    };
    let coverage = |form: &[&str]| brief(folder.path(), &[&["sources", "coverage"], &CALL[..5], form].concat());
    assert_eq!(coverage(&[]).1, 1, "nobody has looked at paragraph 3");
    noting("opens at ten", 3);
    let (report, status) = verify(&folder);
    assert_eq!((status, &report["citations"][1]["by"]), (0, &serde_json::json!({"noted": "letter"})));
    assert_eq!((&report["citations"][1]["state"], &report["citations"][1]["line"]), (&"found".into(), &10.into()));
    let (printed, status) = coverage(&["--all"]);
    assert_eq!(status, 0, "{printed}");
    assert!(
        printed.contains("1 cited by rules, 1 noted, 3 set") && printed.contains("  3: nobody cites it: noted in the"),
        "{printed}"
    );
    let (printed, _) = coverage(&["--format", "json"]);
    let report: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(report["documents"][0]["counts"]["noted"], 1);
    assert_eq!(report["documents"][0]["paragraphs"][2]["state"], "noted");
    // In another paragraph, nowhere, and where nobody needs to look.
    for (phrase, paragraph, state, covered) in [
        ("nobody is", 3, "moved", "misquoted"),
        ("opens at noon", 3, "orphaned", "misquoted"),
        ("goodbye for now", 4, "found", "cited-and-set-aside"),
    ] {
        noting(phrase, paragraph);
        let (report, status) = verify(&folder);
        assert_eq!((report["citations"][1]["state"].as_str(), status), (Some(state), i32::from(state != "found")));
        let (printed, status) = coverage(&["--format", "json"]);
        let report: Value = serde_json::from_str(&printed).expect("JSON");
        assert_eq!(report["documents"][0]["paragraphs"][paragraph as usize - 1]["state"], covered);
        assert_eq!(status, 1);
    }
}

#[test]
fn bad_registers_get_errors_with_places() {
    let cases = [
        ("document: letter", "dokument: letter", "register.yaml", "`dokument` is not a key"),
        (
            "paragraphs: 4-5, reason",
            "paragraphs: 4-9, reason",
            "register.yaml",
            "`4-9` are not paragraphs of a document that has 5",
        ),
        ("paragraphs: 1, reason", "paragraphs: 4, reason", "register.yaml", "paragraph 4 is set aside twice"),
        ("sha256: ", "sha256: xyz", "register.yaml", "sha256"),
        (
            "    set_aside:",
            "    noted: [{paragraph: 6, phrase: x}]\n    set_aside:",
            "register.yaml",
            "the document has 5 paragraphs, and not paragraph 6",
        ),
        (
            "    set_aside:",
            "    noted: [{paragraph: \"2.1\", phrase: x}]\n    set_aside:",
            "register.yaml",
            "`2.1` is not among the `labels` of this document",
        ),
        (
            "    set_aside:",
            "    noted: [{paragraph: 2, phrase: a b c d e f g h i j k l m}]\n    set_aside:",
            "register.yaml",
            "the phrase has 13 words; a citation takes at most 12",
        ),
    ];
    for (from, to, file, message) in cases {
        let folder = folder(&[("A-1", "{document: letter, paragraph: 2, phrase: nobody is}")]);
        let path = folder.path().join("register.yaml");
        let text = fs::read_to_string(&path).expect("a text");
        fs::write(path, text.replacen(from, to, 1)).expect("written");
        let (report, status) = verify(&folder);
        assert_eq!(status, 2);
        let error = &report["errors"][0];
        assert_eq!(error["file"], file);
        assert!(error["line"].is_u64() && error["column"].is_u64());
        assert!(error["message"].as_str().expect("a message").contains(message), "{error}");
    }
}
