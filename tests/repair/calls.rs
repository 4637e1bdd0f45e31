//! What is called for, what is refused, and the forms.

use crate::support::{Folder, GOOD, RULES};

fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("repair-call-{name}"));
    folder.write("good.yaml", GOOD).write("one.yaml", RULES);
    folder
}

const CALL: [&str; 4] = ["repair", "good.yaml", "--rules", "one.yaml"];

#[test]
fn a_breach_is_mended_and_the_file_left_alone() {
    let folder = folder("mended");
    let ran = folder.brief(&CALL);
    assert_eq!(ran.status, Some(1));
    for part in
        ["at least 1 fact has to change", "from: true (specified; good.yaml:6:25)", "to: false", "Mends T-1 (must)"]
    {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("good.yaml")).expect("the file"), GOOD);
    let stdin = crate::support::Ran::of(&mut folder.command(&["repair", "-", "--rules", "one.yaml"]), GOOD.as_bytes());
    assert_eq!(stdin.status, Some(1), "{}", stdin.err);
}

#[test]
fn nothing_to_repair_is_said_and_is_no_finding() {
    let folder = folder("nothing");
    folder.write("good.yaml", GOOD.replace("refusal: true", "refusal: false"));
    let ran = folder.brief(&CALL);
    assert_eq!((ran.status, ran.out.contains("There is nothing to repair")), (Some(0), true), "{}", ran.out);
    let diff = folder.brief(&[&CALL[..], &["--format", "diff"]].concat());
    assert_eq!((diff.status, diff.out.as_str(), diff.err.contains("nothing to repair")), (Some(0), "", true));
}

#[test]
fn what_is_kept_may_block() {
    let folder = folder("kept");
    for name in ["voluntariness.sanction_for_refusal", "voluntariness"] {
        let ran = folder.brief(&[&CALL[..], &["--keep", name]].concat());
        assert_eq!(ran.status, Some(1));
        for part in ["T-1 (must)", "voluntariness.sanction_for_refusal is to be kept", "Without any one of these"] {
            assert!(ran.out.contains(part), "{part}: {}", ran.out);
        }
    }
    let ran = folder.brief(&[&CALL[..], &["--keep", "voluntariness", "--format", "json"]].concat());
    let json = ran.json();
    assert_eq!((&json["outcome"], &json["blocked"]["facts"][0]["why"]), (&"blocked".into(), &"kept".into()));
    let diff = folder.brief(&[&CALL[..], &["--keep", "voluntariness", "--format", "diff"]].concat());
    assert_eq!((diff.status, diff.out.as_str(), diff.err.contains("block one another")), (Some(1), "", true));
}

#[test]
fn a_contested_fact_is_settled_only_where_that_is_asked_for() {
    let folder = folder("contested");
    let sides =
        "\n    - {value: true, by: a claimant, basis: observed}\n    - {value: false, by: DWP, basis: claimed}\n";
    folder.write("good.yaml", GOOD.replace(" true\n", sides));
    assert_eq!(folder.brief(&CALL).status, Some(0), "what is contested is not breached");
    let ran = folder.brief(&[&CALL[..], &["--settle"]].concat());
    assert_eq!(ran.status, Some(1));
    let out = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("a claimant saw it otherwise: what happens would have to change, and be seen again"), "{out}");
    assert!(!out.contains("DWP says otherwise"), "{out}");
    // Somebody else's word set aside, the pilot is in breach, and what was set aside stays in the file.
    let ran = folder.brief(&[&CALL[..], &["--without", "DWP", "--format", "diff"]].concat());
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(ran.out.contains("-    - {value: true, by: a claimant, basis: observed}\n"), "{}", ran.out);
    assert!(!ran.out.contains("-    - {value: false, by: DWP"), "{}", ran.out);
    // Under the strongest basis only what is seen counts.
    let ran = folder.brief(&[&CALL[..], &["--basis", "observed", "--format", "diff"]].concat());
    assert!(ran.out.contains("+    - {value: false, basis: observed}\n"), "{}", ran.out);
}

/// A rule that asks whether the horizon is stated, or is not, with others beside it.
fn horizon(folder: &Folder, require: &str, others: &str, horizon: &str) {
    let require = format!("require: {require}");
    let rules = RULES.replace("require: {voluntariness.sanction_for_refusal: false}", &require);
    folder.write("one.yaml", format!("{rules}{others}"));
    folder.write("good.yaml", format!("format: 1\npilot: good\ntitle: G\nstatus: running\nevaluation:\n{horizon}"));
}

#[test]
fn a_list_is_stated_too_by_a_member_that_was_out() {
    let folder = folder("flipped");
    let other = RULES.split_once("rules:\n").expect("rules").1.replace("T-1", "T-2").replace("must", "should");
    let short = "require: {any: [{evaluation.horizon: {includes: [short-term]}}, {evaluation.planned: true}]}";
    let other = other.replace("require: {voluntariness.sanction_for_refusal: false}", short);
    horizon(&folder, "{evaluation.horizon: stated}", &other, "  horizon: {excludes: [long-term]}\n");
    let json = folder.brief(&[&CALL[..], &["--settle", "--format", "json"]].concat()).json();
    let to = |at: usize| &json["alternatives"][at]["changes"][0]["to"];
    assert_eq!(json["alternatives"].as_array().map(Vec::len), Some(2), "{json}");
    assert_eq!(to(0), &serde_json::json!({"includes": ["long-term"]}), "{json}");
    assert_eq!(to(1), &serde_json::json!({"includes": ["short-term"], "excludes": ["long-term"]}), "{json}");
    let out = folder.brief(&[&CALL[..], &["--settle"]].concat()).out;
    assert!(!out.contains("any other list will do"), "a rule asks for one member: {out}");
}

#[test]
fn what_is_contested_blocks_though_no_rule_asks_for_the_member() {
    let folder = folder("member");
    let sides = "  horizon:\n    - {includes: [long-term], by: A, basis: claimed}\n    - {excludes: [long-term], by: B, basis: claimed}\n";
    horizon(&folder, "{not: {evaluation.horizon: stated}}", "", sides);
    let json = folder.brief(&[&CALL[..], &["--format", "json"]].concat()).json();
    let held = &json["blocked"]["facts"];
    assert_eq!(held.as_array().map(Vec::len), Some(1), "it could be settled as B has it: {json}");
    assert_eq!((&held[0]["fact"], &held[0]["why"]), (&"evaluation.horizon".into(), &"contested".into()));
}

#[test]
fn bad_calls_get_clear_errors() {
    let folder = folder("bad");
    folder.write("two.yaml", format!("{GOOD}---\n{}", GOOD.replace("pilot: good", "pilot: other")));
    folder.write("wrong.yaml", GOOD.replace("refusal: true", "refusal: perhaps"));
    folder.write("empty.yaml", "# nothing\n");
    folder.write("ruled.yaml", RULES);
    std::fs::write(folder.path().join("latin.yaml"), b"format: 1\npilot: p\ntitle: \xff\nstatus: running\n")
        .expect("written");
    let cases: &[(&[&str], &str)] = &[
        (&["good.yaml", "--keep", "voluntarines"], "did you mean `voluntariness`?"),
        (
            &["good.yaml", "--keep", "voluntariness.sanction_for_refusl"],
            "did you mean `voluntariness.sanction_for_refusal`?",
        ),
        (&["good.yaml", "--keep", "referral.routes"], "nothing is stated of it in `good`"),
        (&["good.yaml", "--keep", "referral"], "nothing is stated of it in `good`"),
        (&["good.yaml", "--keep", "voluntariness.consent"], "it states voluntariness.sanction_for_refusal"),
        (&["good.yaml", "--only", "T-2"], "did you mean `T-1`?"),
        (&["good.yml"], "did you mean `good.yaml`?"),
        (&["."], "this is a folder"),
        (&["two.yaml"], "there are 2 pilots in it: `good` and `other`; say which with --pilot ID"),
        (&["two.yaml", "--pilot", "othr"], "did you mean `other`?"),
        (&["good.yaml", "--pilot", "quite-different"], "there is `good`"),
        (&["wrong.yaml"], "wrong.yaml:6:25"),
        (&["empty.yaml"], "the file is empty"),
        (&["ruled.yaml"], "ruled.yaml"),
        (&["latin.yaml"], "latin.yaml:3:8"),
        (&["good.yaml", "--alternative", "2"], "there is no alternative 2: 1 alternative was found"),
        (&["good.yaml", "--most", "0"], "0 is not in 1..=1000"),
    ];
    for (args, part) in cases {
        let ran = folder.brief(&[&["repair"], *args, &["--rules", "one.yaml"]].concat());
        let err = ran.err.replace('│', "").split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{args:?}: {err}");
        assert!(err.contains(part), "{args:?}: {err}");
    }
    let ran = folder.brief(&["repair", "two.yaml", "--pilot", "other", "--rules", "one.yaml"]);
    assert_eq!((ran.status, ran.out.contains("(other)")), (Some(1), true));
}

#[test]
fn an_enumeration_that_is_cut_says_so() {
    let folder = folder("cut");
    let rules =
        RULES.replace("voluntariness.sanction_for_refusal: false", "referral.work_coach_role: {is_not: mandates}");
    folder.write("one.yaml", rules).write(
        "good.yaml",
        GOOD.replace("voluntariness:\n  sanction_for_refusal: true", "referral:\n  work_coach_role: mandates"),
    );
    let all = folder.brief(&[&CALL[..], &["--format", "json"]].concat()).json();
    let count = all["alternatives"].as_array().expect("a list").len();
    assert!(count > 2 && all["more"] == false);
    let cut = folder.brief(&[&CALL[..], &["--most", "2", "--format", "json"]].concat()).json();
    assert_eq!((cut["alternatives"].as_array().expect("a list").len(), &cut["more"]), (2, &true.into()));
    let cut = folder.brief(&[&CALL[..], &["--most", "2"]].concat()).out;
    assert!(cut.contains("--most") && cut.contains("Alternative 1 of 2 shown"), "{cut}");
}

#[test]
fn a_null_sets_a_default_aside_only_where_there_is_one() {
    let folder = folder("null");
    let defaults = "provenance: {by: the provider, basis: claimed, document: d}\nvoluntariness:\n";
    let pilot = |statement: &str| GOOD.replace("voluntariness:\n", defaults).replace(" true\n", statement);
    folder.write("good.yaml", pilot(" {value: true, basis: specified, by: null, document: ~}\n"));
    let json = folder.check(&["good.yaml", "--rules", "one.yaml"]).json();
    let statement = &json["pilots"][0]["results"][0]["because"][0]["statements"][0];
    assert_eq!(
        (&statement["by"], &statement["document"], &statement["basis"]),
        (&().into(), &().into(), &"specified".into())
    );
    for statement in [" {value: true, by: , basis: specified}\n", " {value: true, phrase: null}\n"] {
        folder.write("good.yaml", pilot(statement));
        let errors = folder.check(&["good.yaml", "--rules", "one.yaml"]).errors();
        assert!(errors.len() == 1 && errors[0].contains("is empty; give it a value, or take it out"), "{errors:?}");
    }
}

#[test]
fn the_markdown_form_has_the_diff_of_each_alternative() {
    let folder = folder("markdown");
    let ran = folder.brief(&[&CALL[..], &["--format", "markdown"]].concat());
    let diff = folder.brief(&[&CALL[..], &["--format", "diff"]].concat()).out;
    assert!(ran.out.contains(&format!("\n```diff\n{diff}```\n")), "{}", ran.out);
    assert!(ran.out.starts_with("# G\n\nSo that no must rule is breached"), "{}", ran.out);
    // Several alternatives, each with its own diff, in order.
    let either = "any: [{voluntariness.sanction_for_refusal: false}, {voluntariness.sanction_for_stopping: false}]";
    folder.write("one.yaml", RULES.replace("voluntariness.sanction_for_refusal: false", either));
    folder.write("good.yaml", format!("{GOOD}  sanction_for_stopping: true\n"));
    let ran = folder.brief(&[&CALL[..], &["--format", "markdown"]].concat());
    for number in ["1", "2"] {
        let diff = folder.brief(&[&CALL[..], &["--format", "diff", "--alternative", number]].concat()).out;
        assert_eq!(ran.out.matches(&format!("\n```diff\n{diff}```\n")).count(), 1, "{}", ran.out);
    }
    let alone = folder.brief(&[&CALL[..], &["--alternative", "2"]].concat()).out;
    assert!(alone.contains("Alternative 2 of 2:") && !alone.contains("Alternative 1"), "{alone}");
}

#[test]
fn what_says_it_in_part_stays_and_so_does_who_did_not_answer() {
    let folder = folder("part");
    let rules = RULES.replace("voluntariness.sanction_for_refusal: false", "purpose.work_goal: client-chosen");
    let says = "purpose:\n  work_goal:\n    - {none_of: [none], by: DWP, basis: claimed}\n    \
                - {unanswered: true, by: the trust, asked: 2024-05-01}\n    - {one_of: [none, expected], by: a client, basis: observed}\n";
    folder.write("one.yaml", &rules).write("good.yaml", format!("{GOOD}{says}"));
    let diff = folder.brief(&[&CALL[..], &["--format", "diff"]].concat());
    let changed: Vec<&str> = diff
        .out
        .lines()
        .filter(|line| line.starts_with(['-', '+']) && !line.starts_with("--- ") && !line.starts_with("+++ "))
        .collect();
    assert_eq!(
        changed,
        ["-    - {one_of: [none, expected], by: a client, basis: observed}", "+    - {value: client-chosen}"],
        "{}{}",
        diff.out,
        diff.err
    );
}
