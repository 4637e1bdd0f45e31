//! What people see on a terminal of forty columns and of eighty: names stay whole, and a matrix of one pilot or two is short.

use crate::support::{Folder, tools};
use crate::terminal::on_columns;
use crate::testkit::rules::text as set;

const RULE: &str = "A-rule-whose-id-is-longer-than-any-narrow-terminal-has-columns-in-one-line.1";
const OTHER: &str = "Another-rule-whose-id-is-longer-than-a-terminal-of-eighty-columns-which-few-people-have";
const SET: &str = "a-rule-set-whose-id-is-longer-than-any-narrow-terminal-has-columns";
const PILOT: &str = "a-pilot-whose-id-is-longer-than-any-narrow-terminal-has-columns";

/// A set of rules with long names and a pilot with one.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    let rules = [
        (RULE, "must", "{evaluation.planned: true}"),
        (OTHER, "must", "{targets.recovery: false}"),
        ("Short", "ask", "{evaluation.independent: stated}"),
    ];
    folder.write(
        "rules.yaml",
        set(SET, "", &rules).replace("title: T", "title: A title of the rule which is cut somewhere"),
    );
    folder.write("other.yaml", set("other", "", &[("O-1", "must", "{evaluation.planned: true}")]));
    let pilot = |planned: bool| {
        format!(
            "format: 1\npilot: {PILOT}\ntitle: Anything\nstatus: running\nevaluation: {{planned: {planned}}}\ntargets: {{recovery: false}}\n"
        )
    };
    folder.write("before/p.yaml", pilot(true)).write("pilots/p.yaml", pilot(false));
    folder
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_longer_than_a_line_stays_whole() {
    if tools::program("script").is_none() {
        return;
    }
    let folder = folder("ids");
    for columns in [40, 80] {
        for call in [
            "check",
            "check --all",
            "check --rules-first",
            "check --format line",
            "matrix",
            "matrix --all --rules other.yaml",
            "questions",
            "repair pilots/p.yaml",
            "rules",
            &format!("explain {RULE}"),
            "diff before pilots",
            "agree before pilots",
            "promises pilots/p.yaml --of rules.yaml",
            "rules audit --rules other.yaml",
        ] {
            let rules = if call.contains("--of") || call.starts_with("agree") { "" } else { " --rules rules.yaml" };
            let text = on_columns(columns, &folder, &format!("{call} --no-config{rules}"), &[("NO_COLOR", "1")]);
            let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let mut found = 0;
            for id in [RULE, OTHER, SET, PILOT] {
                assert_eq!(text.matches(id).count(), joined.matches(id).count(), "{id} in {call}:\n{text}");
                found += text.matches(id).count();
            }
            assert!(found > 0, "{call} on {columns}:\n{text}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_matrix_of_one_pilot_or_two_is_short() {
    if tools::program("script").is_none() {
        return;
    }
    let folder = Folder::new("matrix");
    let rules = [
        ("A-1", "must", "{evaluation.planned: true, evaluation.independent: true}"),
        ("A-2", "must", "{targets.recovery: false}"),
        ("A-3", "should", "{workforce.clinical_supervision: true}"),
        ("A-4", "ask", "{evaluation.measures: stated}"),
    ];
    let titled = |text: String| {
        text.replace("title: T", "title: Nobody would read all of a title that is as long as this one is")
    };
    folder.write("a.yaml", titled(set("a", "", &rules)));
    folder.write(
        "b.yaml",
        titled(set("b", "applies_when: {evaluation.planned: true}\n", &[("B-1", "must", "{targets.recovery: true}")])),
    );
    let pilot = |id: &str, more: &str| format!("format: 1\npilot: {id}\ntitle: Title {id}\nstatus: running\n{more}");
    folder.write("one.yaml", pilot("one", "evaluation: {planned: false}\ntargets: {recovery: false}\n"));
    folder.write("two.yaml", pilot("two", "evaluation: {planned: true}\n"));
    folder.write("three.yaml", pilot("three", ""));
    let on = |columns: usize, call: &str| {
        on_columns(
            columns,
            &folder,
            &format!("matrix --no-config --rules a.yaml --rules b.yaml {call}"),
            &[("NO_COLOR", "1")],
        )
    };
    let told = "\nTitle one (one)\n\na (Us)\nbreached  must    A-1  Nobody would";
    let left_out = "\n2 rules are unstated.\n1 rule does not apply.\n";
    for (columns, title) in [(80, "Nobody would read all of a title that is as long as…"), (40, "Nobody would…")] {
        let text = on(columns, "one.yaml");
        assert!(format!("\n{text}").starts_with(told), "{text}");
        assert!(text.contains(&format!("met       must    A-2  {title}\n")), "{text}");
        assert!(text.contains(left_out) && !text.contains("A-3") && !text.contains("B-1"), "{text}");
        let text = on(columns, "one.yaml two.yaml");
        assert!(text.contains("A-1   must     B  U") && !text.contains("A-3"), "{text}");
        let left_out = "one: 2 rules are unstated.\none: 1 rule does not apply.\ntwo: 3 rules are unstated.\n";
        assert!(text.contains(left_out) && !text.contains("alike\n---"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= columns), "{text}");
        // All of it where that is asked for, and where there are more.
        for call in ["--all one.yaml two.yaml", "one.yaml two.yaml three.yaml"] {
            let text = on(columns, call);
            assert!(text.contains("A-3   should") && text.contains("B-1   must"), "{text}");
            assert!(text.contains("What the rule sets ask for alike"), "{text}");
        }
    }
    // Where nothing is told of any rule there is no table.
    folder.write("none.yaml", pilot("none", "")).write("nor.yaml", pilot("nor", ""));
    let none = on(80, "none.yaml nor.yaml");
    assert!(none.starts_with("none: 5 rules are unstated.\n") && none.contains("\nnor: 5 rules are"), "{none}");
}
