//! The shipped pilots, repaired.

use super::shapes::{applied, every_alternative};
use crate::support::Folder;

/// What the page about reasoning shows: what Canterbury would have to change for the Foundation.
#[test]
fn canterbury_would_have_to_change_what_work_coaches_do() {
    let folder = Folder::new("repair-canterbury");
    let text = std::fs::read_to_string("pilots/canterbury-psicon.yaml").expect("a pilot");
    folder.write("canterbury.yaml", text);
    let call = ["repair", "canterbury.yaml", "--rules", "mental-wealth-foundation"];
    assert_eq!(folder.brief(&call).status, Some(0), "no must is breached");
    let ran = folder.brief(&[&call[..], &["--min-force", "should", "--format", "json"]].concat());
    assert_eq!(ran.status, Some(1));
    let alternatives = &ran.json()["alternatives"];
    let to: Vec<_> =
        alternatives.as_array().expect("a list").iter().map(|one| &one["changes"][0]["to"]["value"]).collect();
    assert_eq!(to, ["none", "informs"]);
    assert_eq!(alternatives[0]["changes"].as_array().expect("a list").len(), 1);
    assert_eq!(alternatives[0]["changes"][0]["fact"], "referral.work_coach_role");
    assert_eq!(alternatives[0]["mends"][0]["rule"], "MWF-03");
    assert_eq!(alternatives[0]["mends"][0]["is"], "met");
}

/// Every diff for every shipped pilot is taken by `patch`, and what comes of it says what was wanted and nothing else.
#[test]
fn every_shipped_pilot_is_repaired_by_its_diff() {
    let mut tried = 0;
    let mut pilots: Vec<_> =
        std::fs::read_dir("pilots").expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    pilots.sort();
    for path in pilots {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a pilot");
        for more in [&["--min-force", "should"][..], &["--settle", "--most", "1"]] {
            let folder = Folder::new(&format!("repair-{name}-{}", more.len()));
            folder.write(&name, &text);
            tried += every_alternative(&folder, &name, &text, more);
        }
    }
    assert!(tried >= 30, "{tried} diffs were tried");
}

/// Two runs print the same, and what is applied needs no second repair.
#[test]
fn a_pilot_that_was_repaired_needs_no_repair() {
    let folder = Folder::new("repair-twice");
    let text = std::fs::read_to_string("pilots/example-unacceptable.yaml").expect("a pilot");
    folder.write("p.yaml", &text);
    let call = ["repair", "p.yaml", "--format", "diff", "--alternative", "2"];
    let (first, second) = (folder.brief(&call), folder.brief(&call));
    assert_eq!((first.status, &first.out), (Some(1), &second.out));
    let Some(repaired) = applied(&folder, &text, &first.out) else { return };
    folder.write("p.yaml", repaired);
    let again = folder.brief(&["repair", "p.yaml"]);
    assert_eq!(again.status, Some(0), "{}", again.out);
    assert_eq!(folder.brief(&["check", "p.yaml", "-q"]).status, Some(0));
}
