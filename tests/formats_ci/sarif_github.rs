//! SARIF as code scanning on GitHub takes it.

use serde_json::Value;

use super::python::{found, is_valid, results};
use super::{DAYS, WAIVER, check, folder, pilot};
use crate::support::Folder;

#[test]
fn only_what_counts_is_among_the_results() {
    let folder = folder("github-active", &pilot(WAIVER));
    let rules = |args: &[&str]| -> (Vec<String>, Option<i32>) {
        let ran = check(&folder, "sarif-github", args);
        is_valid(&ran.out);
        let sarif = ran.json();
        // All rules are told of nevertheless.
        assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(6));
        (crate::support::texts(&sarif["runs"][0]["results"], "ruleId"), ran.status)
    };
    assert_eq!(rules(&["--today", DAYS[0]]), (vec![], Some(0)));
    assert_eq!(rules(&["--today", DAYS[1]]), (vec!["H-BREACHED".to_owned()], Some(1)));
    let all = ["--today", DAYS[0], "--fail-on", "unstated", "--min-force", "ask"];
    assert_eq!(rules(&all), (["H-CONTESTED", "H-OPEN", "H-BELOW"].map(str::to_owned).to_vec(), Some(1)));
    let text = check(&folder, "sarif-github", &["--today", DAYS[1]]).out;
    if let Some(rows) = found(&folder, &text) {
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0][..3], ["error", "H-BREACHED", "pilots/a.yaml"]);
    }
}

/// More findings than GitHub takes, of which those of the requirement come last for each pilot.
#[test]
fn the_gravest_findings_stay_where_there_is_no_room_for_all() {
    let rule = |id: &str, force: &str| {
        format!(
            "  - id: {id}\n    title: T\n    about: voluntariness\n    force: {force}\n    by: b\n    cite: {{document: d, paragraph: 1, \
             phrase: p}}\n    require: {{voluntariness.sanction_for_refusal: false}}\n    reason: R\n    remedy: R\n"
        )
    };
    let mut rules = "format: 1\nruleset: r\ntitle: T\nissued_by: [us]\nsummary: S\nrules:\n".to_owned();
    rules.extend((0..250).map(|at| rule(&format!("R-{at:03}"), "should")));
    rules += &rule("R-LAST", "must");
    let pilots: Vec<String> = (0..100)
        .map(|at| {
            format!(
                "format: 1\npilot: p{at:02}\ntitle: T\nstatus: running\nvoluntariness: {{sanction_for_refusal: true}}\n"
            )
        })
        .collect();
    let folder = Folder::new("formats_ci-github-gravest");
    folder.write("rules.yaml", rules).write("pilots/all.yaml", pilots.join("---\n"));
    let ran = check(&folder, "sarif-github", &["--min-force", "should"]);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    let sarif = ran.json();
    let results = results(&sarif);
    assert_eq!(results.len(), 25_000);
    let of = |result: &Value| {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        (text(&result["properties"]["pilot"]), text(&result["ruleId"]))
    };
    let kept: Vec<(String, String)> = results.iter().map(of).collect();
    // In the order of the pilots and rules, whatever was left out.
    assert!(kept.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(kept.iter().filter(|(_, rule)| rule == "R-LAST").count(), 100);
    assert_eq!(kept[24_998..], ["R-149", "R-LAST"].map(|rule| ("p99".to_owned(), rule.to_owned())));
    assert!(ran.out.contains("100 more findings left out: at most 25000 findings of a run are taken."));
}

/// So many facts that are true or false, each said to be both by many speakers.
fn many_statements() -> (String, String) {
    let mut facts = Vec::new();
    for fact in watching_brief::model::vocabulary::Vocabulary::shipped().facts() {
        if fact.kind == watching_brief::model::vocabulary::FactType::Bool && facts.len() < 17 {
            facts.push(fact);
        }
    }
    let statements: String =
        (0..64).map(|at| format!("    - {{by: s{at}, basis: claimed, value: {}}}\n", at % 2 == 0)).collect();
    let mut pilot = "format: 1\npilot: many\ntitle: Many\nstatus: running\n".to_owned();
    for (at, fact) in facts.iter().enumerate() {
        if at == 0 || facts[at - 1].section != fact.section {
            pilot.extend([&fact.section, ":\n"]);
        }
        pilot.extend(["  ", &fact.name, ":\n", &statements]);
    }
    let require: String = facts.iter().map(|fact| format!("      {}: true\n", fact.path)).collect();
    let rules = format!(
        "format: 1\nruleset: many\ntitle: Many\nissued_by: [nobody]\nsummary: S.\nrules:\n  - id: M-1\n    title: {}\n    about: referral\n    force: must\n    by: nobody\n    cite: {{document: d, paragraph: 1, phrase: p}}\n    require:\n{require}    reason: R.\n    remedy: R.\n",
        "All of it is so ".repeat(100).trim()
    );
    (pilot, rules)
}

#[test]
fn what_github_does_not_take_is_cut_and_said() {
    let (pilot, rules) = many_statements();
    let folder = Folder::new("formats_ci-github-limits");
    folder.write("rules.yaml", rules).write("pilots/a.yaml", pilot);
    let of = |format: &str| {
        let ran = check(&folder, format, &["--fail-on", "contested"]);
        assert_eq!(ran.status, Some(1));
        is_valid(&ran.out);
        let sarif = ran.json();
        let result = results(&sarif)[0].clone();
        let title = sarif["runs"][0]["tool"]["driver"]["rules"][0]["shortDescription"]["text"].clone();
        (result, title.as_str().expect("a title").to_owned())
    };
    let places = |result: &Value| result["relatedLocations"].as_array().map(Vec::len);
    let (whole, title) = of("sarif");
    assert_eq!((places(&whole), title.chars().count()), (Some(17 * 64), 1599));
    assert!(!whole["message"]["text"].as_str().expect("a message").contains("left out"));
    let (cut, title) = of("sarif-github");
    // With the place of the result itself, it is a thousand.
    assert_eq!((places(&cut), title.chars().count()), (Some(999), 1024));
    assert!(title.ends_with('…'), "{title}");
    let message = cut["message"]["text"].as_str().expect("a message");
    assert!(message.ends_with("\n89 more places left out: at most 1000 of a result are taken."), "{message}");
    // A link leads only to a place that is there.
    let (last, beyond) = (15 * 64, 16 * 64);
    assert!(message.contains(&format!("[true]({last})")) && !message.contains(&format!("({beyond})")), "{message}");
}
