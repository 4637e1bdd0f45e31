//! `brief promises`: each condition beside what is described, and what is left without the word of those who promised.

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

fn with_pilot(facts: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!(
        "format: 1\npilot: p\ntitle: A pilot\nstatus: proposed\nservice: {{offer: [psychological-therapy]}}\n\
         location: {{venues: [jobcentre], client_chooses: {{value: true, by: ' work and Health  Unit (says a paper)', \
         basis: claimed}}}}\n{facts}"
    );
    fs::write(folder.path().join("p.yaml"), text).expect("written");
    folder
}

fn conditions(folder: &Path, more: &[&str]) -> (Value, Vec<Value>) {
    let call = [&["promises", "p.yaml", "--of", "dwp-assurances", "--format", "json"], more].concat();
    let (text, status) = brief(folder, &call);
    assert_eq!(status, 0, "{text}");
    let answer: Value = serde_json::from_str(&text).expect("JSON");
    let set = answer["pilots"][0]["rulesets"][0].clone();
    let all = set["conditions"].as_array().expect("conditions").clone();
    (set, all)
}

fn of<'a>(all: &'a [Value], rule: &str) -> &'a Value {
    all.iter().find(|one| one["rule"] == rule).expect("the condition")
}

#[test]
fn what_rests_on_the_promisers_word_alone_is_open_without_it() {
    let folder = with_pilot(
        "voluntariness: {sanction_for_refusal: [{value: false, by: DWP, basis: claimed}, \
         {value: false, by: A researcher, basis: observed}]}\n",
    );
    let (set, all) = conditions(folder.path(), &[]);
    // Whoever is named in another spelling, or by way of somebody who reports it, is the same.
    assert_eq!(set["promisers"], serde_json::json!(["DWP", " work and Health  Unit (says a paper)"]));
    let place = of(&all, "DWP-03");
    assert_eq!((&place["verdict"], &place["without_promisers"]), (&"met".into(), &"unstated".into()));
    assert_eq!(place["basis"], "claimed");
    assert_eq!(place["described"][0]["statements"][0]["by_promiser"], true);
    let sanction = of(&all, "DWP-02");
    assert_eq!((&sanction["verdict"], &sanction["without_promisers"]), (&"met".into(), &"met".into()));
    let said = sanction["described"][0]["statements"].as_array().expect("statements");
    assert_eq!(said.iter().map(|one| one["by_promiser"].as_bool()).collect::<Vec<_>>(), [Some(true), Some(false)]);
}

#[test]
fn without_the_promisers_is_as_check_has_it_without_each_of_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(root.join("pilots")).expect("pilots") {
        let file = entry.expect("an entry").path();
        let file = file.to_str().expect("a name");
        let (text, _) = brief(root, &["promises", file, "--of", "dwp-assurances", "--format", "json"]);
        let answer: Value = serde_json::from_str(&text).expect("JSON");
        let set = &answer["pilots"][0]["rulesets"][0];
        let promisers: Vec<&str> =
            set["promisers"].as_array().expect("speakers").iter().filter_map(Value::as_str).collect();
        let mut call = vec!["check", file, "--rules", "dwp-assurances", "--format", "json"];
        promisers.iter().for_each(|speaker| call.extend(["--without", speaker]));
        let checked: Value = serde_json::from_str(&brief(root, &call).0).expect("JSON");
        let results = checked["pilots"][0]["results"].as_array().expect("results");
        for one in set["conditions"].as_array().expect("conditions") {
            let result = results.iter().find(|result| result["rule"] == one["rule"]).expect("the result");
            assert_eq!(one["without_promisers"], result["verdict"], "{file} {}", one["rule"]);
        }
    }
}

#[test]
fn every_form_tells_the_same() {
    let folder = with_pilot("");
    let call = |format: &str| {
        let (text, status) = brief(
            folder.path(),
            &["promises", "p.yaml", "--of", "dwp-assurances", "--only", "DWP-03", "--format", format],
        );
        assert_eq!(status, 0);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let human = call("human");
    assert!(human.contains("without the promisers’ word: unstated"), "{human}");
    assert!(human.contains("(says a paper), who promised (claimed; p.yaml:6:"), "{human}");
    assert!(human.contains("Of 1 condition, 1 met on every word; 0 of these without the promisers’ word."), "{human}");
    let markdown = call("markdown");
    assert!(markdown.contains("| met (claimed) | unstated |"), "{markdown}");
    let csv = call("csv");
    assert!(csv.contains(",met,claimed,"), "{csv}");
    assert!(csv.ends_with(",unstated,yes"), "{csv}");
}

#[test]
fn promises_must_be_named_and_may_be_in_a_file() {
    let folder = with_pilot("");
    assert_eq!(brief(folder.path(), &["promises", "p.yaml"]).1, 2);
    assert_eq!(brief(folder.path(), &["promises", "p.yaml", "--of", "nobody"]).1, 2);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/dwp-assurances.yaml");
    fs::copy(root, folder.path().join("mine.yaml")).expect("copied");
    let one = brief(folder.path(), &["promises", "p.yaml", "--of", "mine.yaml", "--format", "csv"]);
    assert_eq!(one, brief(folder.path(), &["promises", "p.yaml", "--of", "dwp-assurances", "--format", "csv"]));
}
