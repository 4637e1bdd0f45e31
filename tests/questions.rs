//! `brief questions`, and `brief check --by-word`.

use std::fs;
use std::path::Path;

use crate::support;
use serde_json::Value;
use tempfile::TempDir;

fn brief(folder: &Path, words: &[&str]) -> (String, i32) {
    let mut command = support::command(support::BRIEF);
    let done = command.args(words).current_dir(folder).output().expect("brief runs");
    (String::from_utf8(done.stdout).expect("text"), done.status.code().expect("a status"))
}

fn json(folder: &TempDir, words: &[&str]) -> Value {
    serde_json::from_str(&brief(folder.path(), words).0).expect("JSON")
}

fn with_pilot(facts: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("format: 1\npilot: p\ntitle: A pilot & its aims, 100%\nstatus: proposed\n{facts}");
    fs::write(folder.path().join("p.yaml"), text).expect("written");
    folder
}

#[test]
fn questions_are_by_fact_and_those_on_which_most_musts_turn_come_first() {
    let folder = with_pilot("service: {offer: [psychological-therapy], client_groups: [jobcentre-claimants]}\n");
    let report = json(&folder, &["questions", "p.yaml", "--format", "json"]);
    let questions = report["pilots"][0]["questions"].as_array().expect("questions");
    let musts: Vec<u64> = questions.iter().map(|one| one["musts"].as_u64().expect("a number")).collect();
    assert!(musts.windows(2).all(|pair| pair[0] >= pair[1]), "{musts:?}");
    assert!(musts[0] > 1);
    let mut facts: Vec<&str> = questions.iter().map(|one| one["fact"].as_str().expect("a fact")).collect();
    let count = facts.len();
    facts.sort_unstable();
    facts.dedup();
    assert_eq!(facts.len(), count, "a fact is asked for twice");
    // What check says of each rule is the measure: a question for each fact that an open rule turns on, and no other.
    let checked = json(&folder, &["check", "p.yaml", "--format", "json"]);
    let results = checked["pilots"][0]["results"].as_array().expect("results");
    let mut expected: Vec<&str> = results
        .iter()
        .flat_map(|result| result["turns_on"].as_array().expect("facts"))
        .map(|turn| turn["fact"].as_str().expect("a fact"))
        .collect();
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(facts, expected);
    for question in questions {
        for rule in question["rules"].as_array().expect("rules") {
            let result = results.iter().find(|result| result["rule"] == rule["rule"]).expect("the result");
            let turns = result["turns_on"].as_array().expect("facts");
            assert!(turns.iter().any(|turn| turn["fact"] == question["fact"]));
        }
    }
}

/// The fewest answers that could decide an open rule, as three shipped rules show; that nothing smaller will do is held
/// against a brute-force reading, with the other tests of the evaluator.
#[test]
fn a_smallest_set_of_answers_decides_and_no_smaller_one_does() {
    let folder = with_pilot("service: {offer: [psychological-therapy], client_groups: [jobcentre-claimants]}\n");
    let report = json(
        &folder,
        &["questions", "p.yaml", "--format", "json", "--only", "PB-07", "--only", "PB-09", "--only", "COT-01"],
    );
    let open = report["pilots"][0]["open"].as_array().expect("rules");
    let decided_by = |rule: &str| {
        let found = open.iter().find(|one| one["rule"] == rule).expect("the rule");
        found["decided_by"]
            .as_array()
            .expect("facts")
            .iter()
            .map(|fact| fact.as_str().expect("a fact").to_owned())
            .collect::<Vec<_>>()
    };
    // Comfortable, or free to choose another place: one answer is enough to meet it, and only two to breach it.
    assert_eq!(decided_by("PB-07"), ["location.clients_comfortable"]);
    assert_eq!(decided_by("PB-09"), ["purpose.therapist_role_includes_return_to_work"]);
    // The aim stated and published: it is breached by one answer.
    assert_eq!(decided_by("COT-01"), ["purpose.aim_published"]);
}

/// A rule that is met if it applies is not open; on what it turns whether it applies is asked all the same, under a filter, too.
#[test]
fn what_would_bring_a_rule_into_its_scope_is_asked() {
    let folder = with_pilot("voluntariness: {sanction_for_refusal: false}\n");
    let call = ["questions", "p.yaml", "--only", "PB-02", "--only", "DWP-02", "--format", "json"];
    let checked = json(&folder, &["check", "p.yaml", "--only", "DWP-02", "--format", "json"]);
    let result = &checked["pilots"][0]["results"][0];
    assert_eq!((&result["verdict"], &result["applies"]), (&"met".into(), &"open".into()));
    let report = json(&folder, &call);
    let questions = report["pilots"][0]["questions"].as_array().expect("questions");
    let ids = |question: &Value, key: &str| {
        let rules = question[key].as_array().expect("rules").iter();
        rules.map(|rule| rule["rule"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    let offer = questions.iter().find(|one| one["fact"] == "service.offer").expect("a question about the scope");
    assert_eq!((ids(offer, "rules"), ids(offer, "may_apply")), (vec!["PB-02".to_owned()], vec!["DWP-02".to_owned()]));
    let (printed, status) = brief(folder.path(), &["questions", "p.yaml", "--only", "DWP-02"]);
    assert_eq!(status, 0);
    assert!(
        printed.contains("No rule is open. ") && printed.contains("whether DWP-02 applies may turn on it"),
        "{printed}"
    );
    assert!(!printed.contains("0 rules"), "{printed}");
    let (letter, _) = brief(folder.path(), &["questions", "p.yaml", "--only", "DWP-02", "--letter"]);
    assert!(letter.contains("1. "), "{letter}");
}

#[test]
fn a_letter_asks_each_question_and_argues_nothing() {
    let folder = with_pilot("service: {offer: [psychological-therapy]}\nlocation: {venues: [jobcentre]}\n");
    let call = ["questions", "p.yaml", "--only", "DWP-02", "--only", "DWP-04", "--letter"];
    let (letter, status) = brief(folder.path(), &call);
    assert_eq!(status, 0);
    assert!(
        letter.starts_with("Subject: Questions about a pilot: A pilot & its aims, 100%\n\nDear Sir or Madam,\n"),
        "{letter}"
    );
    assert!(letter.contains("because someone says no, and where is it written down?\n2. What"), "{letter}");
    for word in ["sanction", "coerc", "claimed", "breach", "unlawful"] {
        assert!(!letter.to_lowercase().contains(word), "a letter argues: {word}");
    }
}

#[test]
fn nothing_open_is_nothing_to_ask() {
    let folder = with_pilot("service: {offer: [job-coaching]}\n");
    let (printed, status) = brief(folder.path(), &["questions", "p.yaml", "--only", "professional-bodies"]);
    assert_eq!(status, 0);
    assert!(printed.contains("No rule is open: there is nothing to ask."), "{printed}");
    let (printed, _) = brief(folder.path(), &["questions", "p.yaml", "--only", "professional-bodies", "--letter"]);
    assert_eq!(printed, "");
}

#[test]
fn the_table_is_read_back_by_a_reader_of_tables() {
    let folder = with_pilot("service: {offer: [psychological-therapy]}\n");
    let (printed, _) = brief(folder.path(), &["questions", "p.yaml", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(printed.as_bytes());
    let head: Vec<String> = reader.headers().expect("a head").iter().map(str::to_owned).collect();
    assert_eq!(head, ["pilot", "number", "question", "fact", "why", "musts", "rules", "may_apply"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let report = json(&folder, &["questions", "p.yaml", "--format", "json"]);
    let questions = report["pilots"][0]["questions"].as_array().expect("questions");
    assert_eq!(rows.len(), questions.len());
    for (row, question) in rows.iter().zip(questions) {
        assert_eq!(Some(&row[2]), question["ask"].as_str());
        assert_eq!(Some(&row[3]), question["fact"].as_str());
    }
}

#[test]
fn by_word_says_on_whose_word_a_verdict_rests() {
    let folder = with_pilot(
        "service: {offer: [psychological-therapy]}\nlocation: {venues: [jobcentre]}\nvoluntariness:\n  sanction_for_refusal: {value: false, by: DWP, basis: claimed}\n",
    );
    let call = ["check", "p.yaml", "--only", "DWP-02", "--by-word"];
    let report = json(&folder, &[call.as_slice(), &["--format", "json"]].concat());
    let result = &report["pilots"][0]["results"][0];
    assert_eq!(result["verdict"], "met");
    assert_eq!(result["by_word"], serde_json::json!([{"speaker": "DWP", "otherwise": "unstated", "applies": "yes"}]));
    let (printed, _) = brief(folder.path(), &[call.as_slice(), &["--all"]].concat());
    let line = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(line.contains("on the word of DWP alone; without it: unstated"), "{printed}");
}

#[test]
fn by_word_gives_each_side_of_what_is_contested() {
    let folder = with_pilot(
        "service: {offer: [psychological-therapy]}\nlocation: {venues: [jobcentre]}\nvoluntariness:\n  sanction_for_refusal:\n    - {value: false, by: DWP, basis: claimed}\n    - {value: true, by: a claimant, basis: observed}\n",
    );
    let report = json(&folder, &["check", "p.yaml", "--only", "DWP-02", "--by-word", "--format", "json"]);
    let result = &report["pilots"][0]["results"][0];
    assert_eq!(result["verdict"], "contested");
    assert_eq!(
        result["sides"],
        serde_json::json!([
            {"speaker": "DWP", "verdict": "met", "applies": "yes"},
            {"speaker": "a claimant", "verdict": "breached", "applies": "yes"},
        ])
    );
}
