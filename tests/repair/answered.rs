//! What people say who do not answer for the pilot: it is never changed, but answered.

use serde_json::json;

use super::shapes::applied;
use crate::support::{Folder, GOOD, RULES};

const CALL: [&str; 4] = ["repair", "good.yaml", "--rules", "one.yaml"];

fn folder(name: &str, owners: &str, statements: &str) -> Folder {
    let folder = Folder::new(&format!("repair-answered-{name}"));
    let pilot = GOOD.replace("voluntariness:\n", &format!("{owners}voluntariness:\n")).replace(" true\n", statements);
    folder.write("good.yaml", pilot).write("one.yaml", RULES);
    folder
}

const OWNERS: &str = "owners: [the  Provider]\n";
const BOTH: &str =
    "\n    - {value: true, by: The provider, basis: claimed}\n    - {value: true, by: a claimant, basis: observed}\n";

/// The lines that a diff takes out or puts in.
fn moved(diff: &str) -> Vec<&str> {
    let header = |line: &&str| !line.starts_with("--- ") && !line.starts_with("+++ ");
    diff.lines().filter(|line| line.starts_with(['-', '+'])).filter(header).collect()
}

#[test]
fn what_others_say_stays_and_is_to_be_answered() {
    let folder = folder("stays", OWNERS, BOTH);
    let ran = folder.brief(&[&CALL[..], &["--format", "json"]].concat());
    let json = ran.json();
    let change = &json["alternatives"][0]["changes"][0];
    let stays: Vec<_> = change["from"].as_array().expect("a list").iter().map(|one| &one["stays"]).collect();
    assert_eq!(stays, [&json!(false), &json!(true)], "{json}");
    let answered = change["to_be_answered"].as_array().expect("a list");
    assert_eq!(answered.len(), 1, "{json}");
    assert_eq!((&answered[0]["by"], &answered[0]["value"]), (&json!("a claimant"), &json!(true)));
    assert_eq!((&answered[0]["basis"], &answered[0]["line"]), (&json!("observed"), &json!(9)));
    let mended = &json["alternatives"][0]["mends"][0];
    let verdicts = ["was", "until_answered", "is"].map(|key| mended[key].as_str().unwrap_or_default());
    assert_eq!(verdicts, ["breached", "contested", "met"], "{json}");

    let diff = folder.brief(&[&CALL[..], &["--format", "diff"]].concat());
    let expected = ["-    - {value: true, by: The provider, basis: claimed}", "+    - {value: false}"];
    assert_eq!(moved(&diff.out), expected, "{}", diff.out);
    assert!(diff.err.contains("what is to be answered stays in the file"), "{}", diff.err);
    // What is said of the verdicts is so: contested with the claimant's word, and met without it.
    let text = std::fs::read_to_string(folder.path().join("good.yaml")).expect("the pilot");
    let Some(new) = applied(&folder, &text, &diff.out) else { return };
    folder.write("good.yaml", new);
    let verdict = |more: &[&str]| {
        let ran = folder.check(&[&["good.yaml", "--rules", "one.yaml"], more].concat());
        ran.json()["pilots"][0]["results"][0]["verdict"].as_str().expect("a verdict").to_owned()
    };
    assert_eq!([verdict(&[]), verdict(&["--without", "a claimant"])], ["contested", "met"]);
}

#[test]
fn who_is_to_be_answered_is_shown_to_people() {
    let folder = folder("shown", OWNERS, BOTH);
    for form in ["human", "markdown", "html"] {
        let ran = folder.brief(&[&CALL[..], &["--format", form]].concat());
        // Places are kept on one line by joiners that are not seen.
        let out = ran.out.replace('\u{2060}', "").split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [
            "to be answered: a claimant says true (observed;",
            "as long as it stands the fact is contested",
            "The provider answers for the pilot and says otherwise: that would have to be taken back",
            "it was breached and would be contested until what is to be answered is settled, and then met",
            "They need not take it back, so it stays in the file",
        ] {
            assert!(out.contains(part), "{form}: {part}: {out}");
        }
        assert!(out.contains("good.yaml:9:"), "{form}: {out}");
        assert!(!out.contains("The file does not say who answers for the pilot"), "{form}: {out}");
    }
}

#[test]
fn where_nobody_is_said_to_answer_for_it_named_speakers_are_taken_out_and_that_is_told() {
    let folder = folder("nobody", "", BOTH);
    let ran = folder.brief(&CALL);
    let out = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("The file does not say who answers for the pilot"), "{out}");
    assert!(!out.contains("to be answered:"), "{out}");
    let diff = folder.brief(&[&CALL[..], &["--format", "diff"]].concat()).out;
    assert_eq!(moved(&diff).iter().filter(|line| line.starts_with('-')).count(), 3, "{diff}");
}

#[test]
fn an_answer_alone_changes_nothing_in_the_file() {
    let sides = "\n    - {value: false, by: the provider, basis: claimed}\n    - {value: true, by: a claimant, basis: observed}\n";
    let folder = folder("alone", OWNERS, sides);
    let call = [&CALL[..], &["--settle"]].concat();
    let json = folder.brief(&[&call[..], &["--format", "json"]].concat()).json();
    let one = &json["alternatives"][0];
    assert_eq!((&one["diff"], &one["changes"][0]["author_adds"]), (&json!(""), &json!(null)), "{json}");
    assert_eq!(one["changes"][0]["to_be_answered"][0]["by"], "a claimant", "{json}");
    let diff = folder.brief(&[&call[..], &["--format", "diff"]].concat());
    assert_eq!((diff.status, diff.out.as_str()), (Some(1), ""), "{}", diff.err);
    assert!(diff.err.contains("nothing in the file would change"), "{}", diff.err);
    let human = folder.brief(&call).out;
    assert!(human.contains("what else is said of it says so already"), "{human}");
}

#[test]
fn what_others_say_in_part_and_what_is_set_aside_is_not_to_be_answered() {
    let folder = folder("aside", OWNERS, BOTH);
    let json = folder.brief(&[&CALL[..], &["--without", "a claimant", "--format", "json"]].concat()).json();
    let one = &json["alternatives"][0];
    assert_eq!(one["changes"][0]["to_be_answered"], json!([]), "{json}");
    assert_eq!((&one["mends"][0]["until_answered"], &one["mends"][0]["is"]), (&json!("met"), &json!("met")));
    // It stays in the file all the same.
    assert!(!one["diff"].as_str().expect("a diff").contains("-    - {value: true, by: a claimant"), "{json}");
}

#[test]
fn of_ways_as_small_the_one_that_leaves_nobody_to_answer_comes_first() {
    let folder = folder(
        "first",
        OWNERS,
        &format!("{BOTH}  sanction_for_stopping: {{value: true, by: the provider, basis: claimed}}\n"),
    );
    let either = "{any: [{voluntariness.sanction_for_refusal: false}, {voluntariness.sanction_for_stopping: false}]}";
    folder.write("one.yaml", RULES.replace("{voluntariness.sanction_for_refusal: false}", either));
    let ways = |more: &[&str]| {
        let json = folder.brief(&[&CALL[..], &["--format", "json"], more].concat()).json();
        let all = json["alternatives"].as_array().expect("a list").iter();
        let ways = all.map(|one| {
            let change = &one["changes"][0];
            let answered = change["to_be_answered"].as_array().map_or(0, Vec::len);
            (change["fact"].as_str().unwrap_or_default().to_owned(), answered)
        });
        (ways.collect::<Vec<_>>(), json["more"].clone())
    };
    let [refusal, stopping] = ["refusal", "stopping"].map(|end| format!("voluntariness.sanction_for_{end}"));
    // In the order of the vocabulary the other would be first.
    assert_eq!(ways(&[]), (vec![(stopping.clone(), 0), (refusal, 1)], json!(false)));
    assert_eq!(ways(&["--most", "1"]), (vec![(stopping, 0)], json!(true)));
}
