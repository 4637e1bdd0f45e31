//! Waivers: what they take out of the exit status, and what they never change.

use serde_json::json;

use crate::support::{Folder, Ran};
use crate::{FORCES, pilot, verdicts};

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
