//! `brief rules test`: the tests inside rule files.

use std::path::PathBuf;

use crate::support;

/// A rule file in a folder of its own.
struct File {
    folder: PathBuf,
    lines: Vec<String>,
}

impl File {
    /// A rule set with these lines at its end: what belongs to the set, and its rules.
    fn new(name: &str, end: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("rules_test").join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        let text = format!("format: 1\nruleset: {name}\ntitle: A set\nissued_by: [Nobody]\nsummary: A set.\n{end}");
        std::fs::write(folder.join("set.yaml"), &text).expect("written");
        Self { folder, lines: text.lines().map(str::to_owned).collect() }
    }

    /// `set.yaml:7` for the line that begins with these words.
    fn at(&self, line: &str) -> String {
        let at = self.lines.iter().position(|known| known.trim_start().trim_start_matches("- ").starts_with(line));
        format!("set.yaml:{}:", at.unwrap_or_else(|| panic!("no line {line:?}")) + 1)
    }

    /// Runs the tests of `set.yaml`; gives the exit status and the output in one line.
    fn test(&self) -> (i32, String) {
        brief(&self.folder, &["set.yaml"])
    }
}

fn brief(folder: &std::path::Path, paths: &[&str]) -> (i32, String) {
    let output = support::command(support::BRIEF)
        .args(["rules", "test"])
        .args(paths)
        .current_dir(folder)
        .output()
        .expect("it runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    (output.status.code().expect("an exit status"), text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A rule with its condition and its tests.
fn rule(id: &str, require: &str, tests: &[&str]) -> String {
    let tests = tests.iter().map(|test| format!("      - {test}")).collect::<Vec<_>>().join("\n");
    format!(
        "  - id: {id}\n    title: A rule\n    about: evaluation\n    force: must\n    by: Nobody\n    \
         cite: {{document: nowhere, paragraph: 1, phrase: nothing}}\n    require: {require}\n    reason: None.\n    remedy: None.\n    \
         tests:\n{tests}\n"
    )
}

const PLANNED: &str = "{evaluation.planned: true}";
const MET: &str = "{given: {evaluation.planned: true}, verdict: met}";
const BREACHED: &str = "{given: {evaluation.planned: false}, verdict: breached}";
const OPEN: &str = "{given: {}, verdict: unstated}";

fn assert_says(text: &str, expected: &str) {
    assert!(text.contains(expected), "{expected:?} is not in\n{text}");
}

#[test]
fn the_shipped_rule_sets_pass_and_lack_nothing() {
    let count = |file: &str, what: &str| std::fs::read_to_string(file).expect("a rule file").matches(what).count();
    let rules_of = |file: &str| count(file, "\n  - id: ");
    let hostile_in = |file: &str| count(file, "hostile: true");
    let sets: Vec<String> = std::fs::read_dir("rules")
        .expect("the rules")
        .map(|file| file.expect("a file").path().display().to_string())
        .collect();
    let (status, text) = brief(std::path::Path::new("."), &[]);
    assert_eq!(status, 0, "{text}");
    let all: usize = sets.iter().map(|set| rules_of(set)).sum();
    let hostile: usize = sets.iter().map(|set| hostile_in(set)).sum();
    let end = |rules: usize, sets: u8, hostile: usize| {
        format!(" tests of {rules} rules in {sets} rule sets: all pass hostile tests among them: {hostile}")
    };
    assert!(hostile > 0 && text.ends_with(&end(all, 6, hostile)), "{text}");
    let (status, text) = brief(std::path::Path::new("."), &["dwp-assurances", "rules/cotton-questions.yaml"]);
    assert_eq!(status, 0, "{text}");
    let some = rules_of("rules/dwp-assurances.yaml") + rules_of("rules/cotton-questions.yaml");
    let hostile = hostile_in("rules/dwp-assurances.yaml") + hostile_in("rules/cotton-questions.yaml");
    assert!(text.ends_with(&end(some, 2, hostile)), "{text}");
    assert_eq!(brief(std::path::Path::new("."), &["rules"]).0, 0);
}

#[test]
fn a_sound_rule_passes() {
    let file = File::new("sound", &format!("rules:\n{}", rule("A-1", PLANNED, &[MET, BREACHED, OPEN])));
    assert_eq!(file.test(), (0, "3 tests of 1 rule in 1 rule set: all pass".to_owned()));
}

#[test]
fn hostile_tests_are_counted_and_run_like_all_others() {
    let hostile = |test: &str| format!("{}, hostile: true, because: the source says so}}", test.trim_end_matches('}'));
    let explained = "{given: {}, verdict: unstated, because: nothing is said}";
    let wrong = hostile("{given: {evaluation.planned: false}, verdict: met}");
    let (met, breached) = (hostile(MET), hostile(BREACHED));
    let file =
        File::new("hostile", &format!("rules:\n{}", rule("A-1", PLANNED, &[MET, met.as_str(), &breached, explained])));
    assert_eq!(file.test(), (0, "4 tests of 1 rule in 1 rule set: all pass hostile tests among them: 2".to_owned()));
    let file = File::new("hostile-wrong", &format!("rules:\n{}", rule("A-1", PLANNED, &[MET, BREACHED, OPEN, &wrong])));
    let (status, text) = file.test();
    assert_eq!(status, 1, "{text}");
    assert_says(&text, &format!("{} a test of A-1 fails", file.at(&wrong)));
    assert_says(&text, "4 tests of 1 rule in 1 rule set: 1 fails hostile tests among them: 1");
}

#[test]
fn a_wrong_expectation_is_shown_at_its_line() {
    let wrong = "{given: {evaluation.planned: false, location.venues: [library]}, verdict: met}";
    let file = File::new("wrong", &format!("rules:\n{}", rule("A-1", PLANNED, &[MET, BREACHED, OPEN, wrong])));
    let (status, text) = file.test();
    assert_eq!(status, 1, "{text}");
    let expected = format!(
        "{} a test of A-1 fails given `location.venues` is just `library`; `evaluation.planned` is false expected met \
         got breached, which rests on `evaluation.planned` 4 tests of 1 rule in 1 rule set: 1 fails",
        file.at(wrong)
    );
    assert_eq!(text, expected);
}

#[test]
fn missing_tests_are_named_at_the_rule() {
    let rules = [
        rule("NO-MET", PLANNED, &[BREACHED, OPEN]),
        rule("NO-BREACHED", PLANNED, &[MET, OPEN]),
        rule("NO-OPEN", PLANNED, &[MET, BREACHED]),
        rule(
            "CONTESTED",
            PLANNED,
            &[MET, BREACHED, "{given: {evaluation.planned: [{value: true}, {value: false}]}, verdict: contested}"],
        ),
    ];
    let file = File::new("lacking", &format!("rules:\n{}", rules.concat()));
    let (status, text) = file.test();
    assert_eq!(status, 1, "{text}");
    let expected = format!(
        "{} NO-MET has no test for `met` {} NO-BREACHED has no test for `breached` \
         {} NO-OPEN has no test for an open verdict, `unstated` or `contested` \
         9 tests of 4 rules in 1 rule set: 3 are lacking",
        file.at("id: NO-MET"),
        file.at("id: NO-BREACHED"),
        file.at("id: NO-OPEN"),
    );
    assert_eq!(text, expected);
}

#[test]
fn no_test_is_asked_for_a_verdict_that_no_pilot_can_come_to() {
    // A fact can be left unstated, but that it stays so cannot be stated: only a text can be stated to be none.
    let stated = |path: &str, value: &str, breached: &[&str]| {
        let met = format!("{{given: {{{path}: {value}}}, verdict: met}}");
        let tests = [&[met.as_str(), OPEN], breached].concat();
        rule("S-1", &format!("{{{path}: stated}}"), &tests)
    };
    for (name, rule) in [
        ("stated-bool", stated("evaluation.planned", "false", &[])),
        ("stated-choice", stated("referral.work_coach_role", "none", &[])),
        ("stated-set", stated("location.venues", "[]", &[])),
        (
            "always",
            rule(
                "T-1",
                "{any: [{evaluation.planned: true}, {evaluation.planned: false}]}",
                &["{given: {}, verdict: met}"],
            ),
        ),
    ] {
        let (status, text) = File::new(name, &format!("rules:\n{rule}")).test();
        assert_eq!(status, 0, "{text}");
    }
    for (name, rule) in [
        ("stated-text", stated("governance.clinical_liability", "the trust", &[])),
        (
            "not-empty",
            rule("N-1", "{location.venues: not-empty}", &["{given: {location.venues: [library]}, verdict: met}", OPEN]),
        ),
    ] {
        let (status, text) = File::new(name, &format!("rules:\n{rule}")).test();
        assert_eq!(status, 1, "{text}");
        assert_says(&text, "has no test for `breached`");
    }
}

#[test]
fn the_scope_of_the_set_is_tested_by_itself_and_true_for_its_rules() {
    let scope = "applies_when: {location.venues: {includes: [library]}}\n";
    let tests = "tests:\n  - {given: {location.venues: [library]}, applies: true}\n  - {given: {location.venues: []}, applies: true}\n";
    let rule = rule("A-1", PLANNED, &[MET, BREACHED, OPEN]);
    let file = File::new("scope", &format!("{scope}{tests}rules:\n{rule}"));
    let (status, text) = file.test();
    assert_eq!(status, 1, "{text}");
    let expected = format!(
        "{} a test of the scope of scope fails given `location.venues` is empty expected true got false \
         {at} the scope of scope has no test where it is false {at} the scope of scope has no test where it is open \
         5 tests of 1 rule in 1 rule set: 1 fails, 2 are lacking",
        file.at("{given: {location.venues: []}"),
        at = file.at("ruleset:"),
    );
    assert_eq!(text, expected);
    // A scope that always holds can be neither false nor open.
    let always = "applies_when: {location.venues: {at_least: 0}}\ntests:\n  - {given: {}, applies: true}\n";
    assert_eq!(File::new("always-scope", &format!("{always}rules:\n{rule}")).test().0, 0);
}

#[test]
fn a_rule_with_a_scope_of_its_own_may_be_breached_only_within_it() {
    let scoped = |scope: &str, tests: &[&str]| {
        rule("A-1", PLANNED, tests).replace("    require:", &format!("    applies_when: {scope}\n    require:"))
    };
    // The scope and the breach exclude each other.
    let (status, text) = File::new("excluded", &format!("rules:\n{}", scoped(PLANNED, &[MET]))).test();
    assert_eq!(status, 0, "{text}");
    let (status, text) = File::new(
        "within",
        &format!(
            "rules:\n{}",
            scoped("{evaluation.independent: true}", &["{given: {evaluation.planned: true}, verdict: met}"])
        ),
    )
    .test();
    assert_eq!(status, 1, "{text}");
    assert_says(&text, "A-1 has no test for `breached`");
    assert_says(&text, "A-1 has no test for an open verdict");
}

#[test]
fn a_wrong_rule_file_is_an_error_and_the_others_are_tested() {
    let good = File::new("good", &format!("rules:\n{}", rule("G-1", PLANNED, &[MET, BREACHED, OPEN])));
    let bad = rule("B-1", "{evaluation.plannd: true}", &[MET]);
    std::fs::write(
        good.folder.join("bad.yaml"),
        format!("format: 1\nruleset: bad\ntitle: B\nissued_by: [N]\nsummary: B.\nrules:\n{bad}"),
    )
    .expect("written");
    let (status, text) = brief(&good.folder, &["."]);
    assert_eq!(status, 2, "{text}");
    assert_says(&text, "bad.yaml");
    assert_says(&text, "`evaluation.plannd` is not a fact");
    assert_says(&text, "3 tests of 1 rule in 1 rule set: 1 error");
    let (status, text) = brief(&good.folder, &["set.yaml", "professional-bodie"]);
    assert_eq!(status, 2, "{text}");
    assert_says(&text, "did you mean `professional-bodies`?");
}

/// What a program is told is as its schema says, and is what people are told.
#[test]
fn what_is_wrong_with_tests_is_told_as_data() {
    let tests = [
        "{given: {evaluation.planned: true}, verdict: breached}",
        "{given: {evaluation.planned: [{value: true, by: A, basis: claimed}, {value: false, by: B, basis: claimed}]}, verdict: met}",
        OPEN,
    ];
    let file = File::new(
        "as-data",
        &format!("rules:\n{}{}", rule("R-1", PLANNED, &tests), rule("R-2", PLANNED, &[MET, OPEN])),
    );
    let print = |args: &[&str]| {
        let mut command = support::command(support::BRIEF);
        let output = command.args(args).current_dir(&file.folder).output().expect("it runs");
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        (output.status.code(), json)
    };
    let (status, told) =
        print(&["rules", "test", "set.yaml", "--mutants", "--coverage", "--suggest", "--format", "json"]);
    assert_eq!(status, Some(1));
    let validator = jsonschema::validator_for(&print(&["schema", "rules-test"]).1).expect("a schema");
    let wrong: Vec<String> = validator.iter_errors(&told).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}\n{told:#}");

    assert_eq!((&told["rulesets"], &told["rules"], &told["tests"]), (&1.into(), &2.into(), &5.into()));
    let findings = told["findings"].as_array().expect("a list");
    let kinds: Vec<(&str, &str)> = findings
        .iter()
        .map(|one| (one["rule"].as_str().expect("an id"), one["kind"].as_str().expect("a kind")))
        .collect();
    for expected in [("R-1", "fails"), ("R-2", "lacks"), ("R-1", "unshown"), ("R-1", "survives")] {
        assert!(kinds.contains(&expected), "{expected:?} is not in {kinds:?}");
    }
    let fails: Vec<&serde_json::Value> = findings.iter().filter(|one| one["kind"] == "fails").collect();
    assert_eq!(fails[0]["test"]["given"], serde_json::json!({"evaluation.planned": true}));
    assert_eq!((&fails[0]["test"]["expected"], &fails[0]["test"]["got"]), (&"breached".into(), &"met".into()));
    assert_eq!(fails[0]["test"]["rests_on"], serde_json::json!(["evaluation.planned"]));
    let both = serde_json::json!({"evaluation.planned": [{"value": true}, {"value": false}]});
    assert_eq!((&fails[1]["test"]["given"], &fails[1]["test"]["got"]), (&both, &"contested".into()));
    // The line, and all that is said in words, is what people are told.
    let (_, text) = brief(&file.folder, &["set.yaml", "--mutants", "--coverage", "--suggest"]);
    for one in findings {
        assert_says(&text, &format!("set.yaml:{}: {}", one["line"], one["what"].as_str().expect("words")));
        for line in one["more"].as_array().expect("a list") {
            assert_says(&text, line.as_str().expect("words"));
        }
    }
    let suggested = told["suggested"].as_array().expect("a list").iter().find(|one| one["rule"] == "R-1").expect("R-1");
    let met = serde_json::json!({"given": {"evaluation.planned": true}, "outcome": "met"});
    assert!(suggested["tests"].as_array().expect("a list").contains(&met), "{suggested:#}");
    assert!(told["mutants"]["all"].as_u64() > told["mutants"]["done"].as_u64(), "{told:#}");
    let (_, plain) = print(&["rules", "test", "set.yaml", "--format", "json"]);
    assert_eq!((&plain["coverage"], &plain["mutants"]), (&serde_json::Value::Null, &serde_json::Value::Null));
}
