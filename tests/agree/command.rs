//! Through the command: published examples, what is shown, and what is wrong.

use serde_json::{Value, json};

use crate::support::Folder;

/// A vocabulary with a fact of each kind that the examples need.
const VOCABULARY: &str = "\
format: 1
vocabulary: articles
title: Articles
dimensions:
  content: what an article is about
facts:
  article:
    about: {type: bool, means: that it is about a thing, ask: Is it?}
    kind: {type: choice, values: {a: A, b: B, c: C, d: D, e: E}, means: its kind, ask: Which?}
    length: {type: number, unit: words, least: 0, means: its length, ask: How long?}
";

/// A folder with a coding each for the first and the second coder: a pilot for each value of a fact.
fn coded(name: &str, fact: &str, first: &[&str], second: &[&str]) -> Folder {
    let folder = Folder::new(name);
    folder.write("vocabulary.yaml", VOCABULARY);
    for (coder, values) in [("first", first), ("second", second)] {
        for (at, value) in values.iter().enumerate() {
            let text = format!(
                "format: 1\npilot: article-{at:02}\ntitle: An article\nstatus: ended\narticle: {{{fact}: {value}}}\n"
            );
            folder.write(&format!("{coder}/{at:02}.yaml"), text);
        }
    }
    folder
}

fn answer(folder: &Folder) -> Value {
    let call = ["agree", "first", "second", "--vocabulary", "vocabulary.yaml", "--format", "json"];
    folder.brief(&call).json()
}

/// The figure of facts of a type, and that of the one fact.
fn alphas(answer: &Value, of: &str) -> (Value, Value) {
    let figures = answer["figures"].as_array().expect("a list");
    let figure = figures.iter().find(|figure| figure["of"] == of).expect("a figure");
    (figure["alpha"].clone(), answer["facts"][0]["alpha"].clone())
}

fn number(text: &str) -> Value {
    serde_json::from_str(text).expect("a number")
}

/// Examples A and B of Krippendorff (2011): yes or no, and five categories.
#[test]
fn published_examples_come_out() {
    let words = |text: &'static str| text.split(' ').collect::<Vec<_>>();
    let yes = |text: &'static str| {
        text.split(' ').map(|digit| if digit == "1" { "true" } else { "false" }).collect::<Vec<_>>()
    };
    let folder = coded("example-a", "about", &yes("0 1 0 0 0 0 0 0 1 0"), &yes("1 1 1 0 0 1 0 0 0 0"));
    let found = answer(&folder);
    assert_eq!(alphas(&found, "bool"), (number("0.095"), number("0.095")), "{found}");
    assert_eq!((&found["figures"][1]["units"], &found["figures"][1]["agreed"]), (&json!(10), &json!(6)));
    assert_eq!(found["figures"][1]["per_cent"], number("60.0"));

    let folder = coded("example-b", "kind", &words("a a b b d c c c e d d a"), &words("b a b b b c c c e d d d"));
    let found = answer(&folder);
    assert_eq!(alphas(&found, "choice"), (number("0.692"), number("0.692")), "{found}");
    // Who is missing for one coder is no unit: the same figure comes out.
    folder.write("first/20.yaml", "format: 1\npilot: article-20\ntitle: T\nstatus: ended\narticle: {kind: e}\n");
    folder.write("second/20.yaml", "format: 1\npilot: article-20\ntitle: T\nstatus: ended\n");
    assert_eq!(alphas(&answer(&folder), "choice"), (number("0.692"), number("0.692")));
}

/// Alpha is never 1 and never a number where nothing varies.
#[test]
fn without_variation_alpha_is_said_to_be_undefined() {
    let folder = coded("same", "kind", &["a", "a"], &["a", "a"]);
    let found = answer(&folder);
    let figure = &found["figures"][1];
    assert_eq!(
        (&figure["alpha"], &figure["undefined"], &figure["agreed"]),
        (&Value::Null, &json!("no-variation"), &json!(2))
    );
    let call = ["agree", "first", "second", "--vocabulary", "vocabulary.yaml"];
    let ran = folder.brief(&call);
    assert_eq!(ran.status, Some(0));
    assert!(
        ran.out.contains("choices: 2 of 2 (100.0 %) the same, alpha undefined: all values are the same"),
        "{}",
        ran.out
    );
    let folder = coded("lengths", "length", &["100", "2.50"], &["100.0", "{at_least: 2}"]);
    let found = answer(&folder);
    assert_eq!((&found["facts"][0]["undefined"], &found["facts"][0]["in_part"]), (&json!("no-variation"), &json!(1)));
    assert_eq!(found["figures"][1]["undefined"], "several-scales");
}

const FIRST: &str = "\
format: 1
pilot: harbour
title: Harbour
status: proposed
voluntariness:
  sanction_for_refusal: {value: false, by: DWP, basis: claimed}
  can_withdraw_any_time: true
referral:
  routes: [self, gp]
  work_coach_role: {unanswered: true, by: DWP}
";

fn two(name: &str) -> Folder {
    let folder = Folder::new(name);
    let second = FIRST
        .replace(
            "{value: false, by: DWP, basis: claimed}",
            "[{value: false, by: dwp, basis: observed}, {value: true, by: A, basis: observed}]",
        )
        .replace("  can_withdraw_any_time: true\n", "")
        .replace("[self, gp]", "{value: [gp, self], by: A, basis: specified}");
    folder.write("a/p.yaml", FIRST).write("b/q.yaml", second);
    folder
}

#[test]
fn disagreements_are_told_fact_by_fact() {
    let folder = two("told");
    let ran = folder.brief(&["agree", "a", "b", "--format", "json"]);
    assert_eq!(ran.status, Some(1));
    let answer = ran.json();
    let pilot = &answer["pilots"][0];
    let told: Vec<(&Value, &Value)> =
        pilot["disagreements"].as_array().expect("a list").iter().map(|one| (&one["fact"], &one["differs"])).collect();
    assert_eq!(
        told,
        [
            (&json!("referral.routes"), &json!(["speaker"])),
            (&json!("voluntariness.sanction_for_refusal"), &json!(["value", "speaker", "basis"])),
            (&json!("voluntariness.can_withdraw_any_time"), &json!(["only-first"])),
        ]
    );
    assert_eq!((&pilot["both"], &pilot["same"]), (&json!(2), &json!(1)));
    assert_eq!(pilot["disagreements"][1]["second"][1]["by"], "A");
    let ran = folder.brief(&["agree", "a", "b"]);
    for line in [
        "1 pilot compared: they differ in 3 facts.",
        "voluntariness.can_withdraw_any_time: only the first states it",
        "the first: false, according to DWP (claimed; a/p.yaml:6:",
        "the second: nothing",
        "yes or no: 0 of 1 (0.0 %) the same, alpha 0.000",
    ] {
        assert!(ran.out.contains(line), "{line}\n{}", ran.out);
    }
    let table = folder.brief(&["agree", "a", "b", "--format", "csv"]).out;
    assert!(
        table.contains("harbour,referral.routes,speaker,\"gp and self, and nothing else\"")
            || table.contains("harbour,referral.routes,speaker,"),
        "{table}"
    );
    assert!(table.contains(",all: bool,,,,,,,,1,0,0.000\r\n"), "{table}");
}

#[test]
fn pilots_are_matched_by_their_ids_or_named_one_by_one() {
    let folder = two("matched");
    folder.write("c.yaml", FIRST.replace("pilot: harbour", "pilot: other"));
    let same = folder.brief(&["agree", "a/p.yaml", "c.yaml"]);
    assert_eq!(same.status, Some(0), "{}", same.out);
    let apart = folder.brief(&["agree", "a", "c.yaml", "--format", "json"]);
    assert_eq!(apart.status, Some(1));
    assert_eq!(
        (&apart.json()["only_first"][0]["pilot"], &apart.json()["only_second"][0]["pilot"]),
        (&json!("harbour"), &json!("other"))
    );
    assert_eq!(apart.json()["figures"], json!([]));
    assert!(folder.brief(&["agree", "a", "c.yaml"]).out.contains("Only the second has other (c.yaml)."));
    assert_eq!(folder.brief(&["agree", "a", "a"]).status, Some(0));
}

#[test]
fn what_is_wrong_is_told() {
    let folder = two("wrong");
    folder.write("broken.yaml", "format: 1\npilot: [\n");
    for (call, wanted) in [
        (&["agree", "a"][..], "SECOND"),
        (&["agree", "a", "nowhere"], "no such file or folder"),
        (&["agree", "a", "broken.yaml"], "broken.yaml"),
        (&["agree", "a", "b", "--vocabulary", "broken.yaml"], "broken.yaml"),
    ] {
        let ran = folder.brief(call);
        assert_eq!(ran.status, Some(2), "{call:?}: {}", ran.out);
        assert!(ran.err.contains(wanted), "{call:?}: {}", ran.err);
    }
}
