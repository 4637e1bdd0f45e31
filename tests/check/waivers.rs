//! Waivers: what they take out of the exit status, and what they never change.

use serde_json::json;
use watching_brief::model::vocabulary::Vocabulary;

use super::{FORCES, pilot, verdicts};
use crate::support::{Folder, Ran};

fn folder(name: &str, waivers: &str) -> Folder {
    let folder = Folder::new(name);
    let facts = "voluntariness: {sanction_for_refusal: true, sanction_for_stopping: false}\n";
    folder.write("rules.yaml", FORCES).write("a.yaml", pilot("a", &format!("{facts}waivers:\n{waivers}")));
    folder
}

fn check(folder: &Folder, args: &[&str]) -> Ran {
    folder.check(&[&["a.yaml", "--rules", "rules.yaml", "--today", "2027-03-31"], args].concat())
}

const WAIVER: &str = "  - {rule: F-MUST, reason: it is being mended, by: the board, until: 2027-03-31}\n";

#[test]
fn a_waiver_in_force_takes_the_finding_out_of_the_exit_status_and_nothing_else() {
    let folder = folder("waived", WAIVER);
    let ran = check(&folder, &[]);
    assert_eq!((ran.status, ran.errors(), ran.notices()), (Some(0), vec![], vec![]));
    let report = ran.json();
    assert_eq!(verdicts(&report)[0], "a F-MUST breached");
    assert_eq!(report["today"], "2027-03-31");
    assert_eq!(report["pilots"][0]["summary"]["breached"], 1);
    let waived = json!({"reason": "it is being mended", "by": "the board", "until": "2027-03-31", "state": "active"});
    assert_eq!(report["pilots"][0]["results"][0]["waived"], waived);
    assert_eq!(report["pilots"][0]["results"][1]["waived"], json!(null));
    // Another finding counts all the same.
    assert_eq!(check(&folder, &["--fail-on", "unstated", "--min-force", "ask"]).status, Some(1));
}

#[test]
fn its_last_day_is_the_last_on_which_it_counts() {
    let folder = folder("expired", WAIVER);
    for (day, status) in [("2027-03-30", 0), ("2027-03-31", 0), ("2027-04-01", 1), ("2030-01-01", 1)] {
        let ran = folder.check(&["a.yaml", "--rules", "rules.yaml", "--today", day]);
        assert_eq!(ran.status, Some(status), "{day}");
        let (state, notices) = if status == 0 {
            ("active", vec![])
        } else {
            ("expired", vec!["a.yaml:7:12 the waiver of F-MUST ended on 2027-03-31; it no longer counts".to_owned()])
        };
        assert_eq!(ran.json()["pilots"][0]["results"][0]["waived"]["state"], state, "{day}");
        assert_eq!(ran.notices(), notices, "{day}");
    }
}

#[test]
fn waivers_that_do_nothing_are_told() {
    let folder = folder(
        "unused",
        "  - {rule: F-SHOULD, reason: r, by: b, until: 2028-01-01}\n  - {rule: F-MST, reason: r, by: b, until: 2028-01-01}\n  - {rule: zebra, reason: r, by: b, until: 2020-01-01}\n  - {rule: F-ASK, reason: r, by: b, until: 2028-01-01}\n",
    );
    let ran = check(&folder, &[]);
    assert_eq!(
        ran.notices(),
        [
            "a.yaml:7:12 the waiver of F-SHOULD hides nothing: the rule is met",
            "a.yaml:8:12 the waiver names `F-MST`, which is no rule of the rule sets loaded; did you mean `F-MUST`?",
            "a.yaml:9:12 the waiver names `zebra`, which is no rule of the rule sets loaded",
        ]
    );
    assert_eq!((ran.status, ran.errors()), (Some(1), vec![]));
    // Of a rule that is not asked for, nothing is said.
    let only = check(&folder, &["--only", "F-ASK"]);
    assert_eq!(only.notices(), ran.notices()[1..]);
}

/// Three pilots that breach `F-MUST`, and waivers for several of them.
fn several(name: &str, waivers: &str) -> Folder {
    let folder = Folder::new(name);
    let facts = "voluntariness: {sanction_for_refusal: true, sanction_for_stopping: false}\n";
    for id in ["harbour", "quay-1", "quay-2"] {
        folder.write(&format!("pilots/{id}.yaml"), pilot(id, facts));
    }
    folder.write("rules.yaml", FORCES);
    folder.write("brief.yaml", format!("format: 1\nbrief:\n  rules: [rules.yaml]\n  waivers:\n{waivers}"));
    folder
}

/// The state of the waiver of the first rule for each pilot, and the exit status.
fn states(ran: &Ran) -> (Vec<Option<String>>, Option<i32>) {
    let report = ran.json();
    let pilots = report["pilots"].as_array().expect("pilots");
    let state = |pilot: &serde_json::Value| pilot["results"][0]["waived"]["state"].as_str().map(str::to_owned);
    (pilots.iter().map(state).collect(), ran.status)
}

fn some(states: &[&str]) -> Vec<Option<String>> {
    states.iter().map(|state| (!state.is_empty()).then(|| (*state).to_owned())).collect()
}

#[test]
fn a_waiver_for_several_pilots_is_for_those_whose_ids_fit() {
    let waiver = |pilots: &str| {
        format!(
            "    - {{rule: F-MUST, pilots: [{pilots}], reason: it is being mended, by: the board, until: 2027-03-31}}\n"
        )
    };
    for (pilots, expected) in [
        ("harbour", ["active", "", ""]),
        ("quay-*", ["", "active", "active"]),
        ("quay-?", ["", "active", "active"]),
        ("\"*\"", ["active", "active", "active"]),
        ("harbour, quay-2", ["active", "", "active"]),
        ("quay, q?", ["", "", ""]),
    ] {
        let folder = several("waived-several", &waiver(pilots));
        let (found, status) = states(&folder.check(&["--today", "2027-03-31"]));
        assert_eq!(found, some(&expected), "{pilots}");
        assert_eq!(status, Some(i32::from(expected.contains(&""))), "{pilots}");
        let after = states(&folder.check(&["--today", "2027-04-01"]));
        assert_eq!(
            after,
            (some(&expected.map(|state| if state.is_empty() { "" } else { "expired" })), Some(1)),
            "{pilots}"
        );
        let all = states(&folder.check(&["--today", "2027-03-31", "--no-waivers"]));
        assert_eq!(all, (some(&["", "", ""]), Some(1)), "{pilots}");
    }
}

#[test]
fn what_it_waives_stays_visible_with_who_and_why_and_where_that_is_written() {
    let folder = several(
        "waived-visible",
        "    - {rule: F-MUST, pilots: [\"*\"], reason: it is being mended, by: the board, until: 2027-03-31}\n",
    );
    let ran = folder.check(&["--today", "2027-01-01"]);
    let waived = json!({"reason": "it is being mended", "by": "the board", "until": "2027-03-31", "state": "active", "file": "brief.yaml", "line": 5});
    assert_eq!(ran.json()["pilots"][1]["results"][0]["waived"], waived);
    assert_eq!(verdicts(&ran.json())[3], "quay-1 F-MUST breached");
    let schema = jsonschema::validator_for(&watching_brief::answers::check::report_schema(Vocabulary::shipped()))
        .expect("a sound schema");
    let mut report = ran.json();
    assert!(schema.is_valid(&report));
    report["pilots"][1]["results"][0]["waived"]["line"] = 0.into();
    assert!(!schema.is_valid(&report));
    let human = folder.brief(&["check", "--today", "2027-01-01", "pilots/harbour.yaml"]);
    assert!(human.out.contains("Not counted as findings:\n  breached F-MUST (must)"), "{}", human.out);
    let long = folder.brief(&["check", "--today", "2027-01-01", "--rules-first", "pilots/harbour.yaml"]);
    assert!(long.out.contains("breached F-MUST (must) - waived"), "{}", long.out);
    assert!(
        human.out.contains("Waived by the board until 2027-03-31 (brief.yaml:5): it is being mended"),
        "{}",
        human.out
    );
    assert!(human.out.contains("1 is waived"), "{}", human.out);
    let over = folder.brief(&["check", "--today", "2028-01-01", "pilots/harbour.yaml"]);
    assert!(
        over.out.contains("No longer waived: the waiver by the board (brief.yaml:5) ended on 2027-03-31."),
        "{}",
        over.out
    );
    assert!(!over.out.contains("- waived"), "{}", over.out);
}

#[test]
fn one_in_force_goes_before_one_that_is_over_and_the_pilots_own_before_one_for_several() {
    let shared =
        |until: &str| format!("    - {{rule: F-MUST, pilots: [harbour], reason: shared, by: b, until: {until}}}\n");
    let own = |until: &str| format!("waivers:\n  - {{rule: F-MUST, reason: own, by: b, until: {until}}}\n");
    let (over, force) = ("2026-01-01", "2028-01-01");
    for (of_all, of_pilot, reason) in [
        (vec![force], Some(force), "own"),
        (vec![force], Some(over), "shared"),
        (vec![over], Some(force), "own"),
        (vec![over], Some(over), "own"),
        (vec![over, force], None, "shared"),
    ] {
        let folder = several("waived-order", &of_all.iter().map(|until| shared(until)).collect::<String>());
        let facts = "voluntariness: {sanction_for_refusal: true}\n";
        folder.write(
            "pilots/harbour.yaml",
            pilot("harbour", &(facts.to_owned() + &of_pilot.map(own).unwrap_or_default())),
        );
        let ran = folder.check(&["pilots/harbour.yaml", "--today", "2027-03-31"]);
        let waived = &ran.json()["pilots"][0]["results"][0]["waived"];
        let active = of_all.iter().chain(&of_pilot).any(|until| *until == force);
        assert_eq!(waived["reason"], reason, "{of_all:?} {of_pilot:?}");
        assert_eq!(waived["state"], if active { "active" } else { "expired" }, "{of_all:?} {of_pilot:?}");
        assert_eq!(ran.status, Some(i32::from(!active)), "{of_all:?} {of_pilot:?}");
    }
}

#[test]
fn waivers_for_several_pilots_that_do_nothing_are_told_once() {
    let folder = several(
        "waived-idle",
        "    - {rule: F-MUST, pilots: [\"*\"], reason: r, by: b, until: 2027-03-30}
    - {rule: F-MST, pilots: [\"*\"], reason: r, by: b, until: 2028-01-01}
    - {rule: F-SHOULD, pilots: [\"quay-*\", harbor], reason: r, by: b, until: 2028-01-01}
    - {rule: F-ASK, pilots: [\"*\"], reason: r, by: b, until: 2028-01-01}
",
    );
    let ran = folder.check(&["--today", "2027-03-31"]);
    let told = [
        "brief.yaml:5:14 the waiver of F-MUST ended on 2027-03-30; it no longer counts",
        "brief.yaml:6:14 the waiver names `F-MST`, which is no rule of the rule sets loaded; did you mean `F-MUST`?",
        "brief.yaml:7:14 the waiver of F-SHOULD hides nothing in any pilot that was checked",
        "brief.yaml:7:14 the waiver of F-SHOULD is for `harbor`, which is no pilot that was checked; did you mean `harbour`?",
    ];
    assert_eq!(ran.notices(), told);
    // A call that names its pilots need not name all.
    assert_eq!(folder.check(&["pilots/", "--today", "2027-03-31"]).notices(), told[..3]);
    // Of a rule that is not asked for nothing is said.
    assert_eq!(folder.check(&["--only", "F-ASK", "--today", "2027-03-31"]).notices(), told[1..2]);
    assert_eq!(folder.check(&["--no-waivers", "--today", "2027-03-31"]).notices(), [""; 0]);
}
