//! The commands, through files and exit statuses.

use crate::support::{Folder, Ran, texts};

/// A rule set of these rules: each a line of its id, its force and what it requires.
fn set(id: &str, scope: &str, rules: &[(&str, &str, &str)]) -> String {
    let scope = if scope.is_empty() { String::new() } else { format!("applies_when: {{{scope}}}\n") };
    let rules = rules.iter().map(|(id, force, require)| {
        format!(
            "  - {{id: {id}, title: About {id}, about: targets, force: {force}, by: somebody,\n\
             \x20    cite: {{document: nothing, paragraph: 1, phrase: a phrase}},\n\
             \x20    require: {{{require}}}, reason: So., remedy: Nothing.}}\n"
        )
    });
    format!(
        "format: 1\nruleset: {id}\ntitle: A set\nissued_by: [nobody]\nsummary: A set.\n{scope}rules:\n{}",
        rules.collect::<Vec<_>>().concat()
    )
}

const NO_SANCTION: (&str, &str, &str) = ("X-1", "must", "voluntariness.sanction_for_refusal: false");
const VOLUNTARY: (&str, &str, &str) = ("X-2", "must", "voluntariness.participation: voluntary");

/// A file that was written is a pilot that `check` takes as it stands, with these verdicts.
fn verdicts(folder: &Folder, file: &str, rules: &str) -> Vec<String> {
    let checked = folder.check(&["--rules", rules, file]);
    assert_ne!(checked.status, Some(2), "{checked:?}");
    let json = checked.json();
    let pilots = json["pilots"].as_array().expect("pilots");
    pilots.iter().flat_map(|pilot| texts(&pilot["results"], "verdict")).collect()
}

#[test]
fn a_new_version_that_asks_for_less_is_told_from_the_old_one() {
    let folder = Folder::new("compare-versions");
    folder.write("old.yaml", set("x", "", &[NO_SANCTION, VOLUNTARY]));
    folder.write("new.yaml", set("x", "", &[NO_SANCTION, ("X-2", "should", VOLUNTARY.2)]));
    let ran = folder.brief(&["compare", "old.yaml", "new.yaml", "--format", "json", "--witness", "found.yaml"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    let json = ran.json();
    assert_eq!(json["first_implies_second"]["holds"], true);
    assert_eq!(json["second_implies_first"]["holds"], false);
    assert_eq!(texts(&json["second_implies_first"]["failed"], "rule"), ["X-2"]);
    assert_eq!(json["second_implies_first"]["failed"][0]["by"], "somebody");
    assert_eq!(json["second_implies_first"]["witness"]["facts"], 2);
    assert_eq!(json["equivalent"].as_array().map(Vec::len), Some(2));
    assert_eq!(verdicts(&folder, "found.yaml", "old.yaml"), ["met", "breached"]);
    // The report has the pilot as it stands in the file.
    let human = folder.brief(&["compare", "old.yaml", "new.yaml"]);
    let yaml = json["second_implies_first"]["witness"]["yaml"].as_str().expect("a text");
    assert!(human.out.contains(yaml), "{}", human.out);
    assert!(human.out.contains("Stated by somebody, nothing paragraph 1: “a phrase”"), "{}", human.out);
    let markdown = folder.brief(&["compare", "old.yaml", "new.yaml", "--format", "markdown"]);
    assert!(markdown.out.contains(&format!("```yaml\n{yaml}```\n")), "{}", markdown.out);
}

#[test]
fn versions_that_only_read_differently_are_the_same() {
    let folder = Folder::new("compare-same");
    let otherwise = ("Y-1", "must", "not: {voluntariness.sanction_for_refusal: true}");
    folder.write("a.yaml", set("a", "", &[NO_SANCTION])).write("b.yaml", set("b", "", &[otherwise]));
    let ran = folder.brief(&["compare", "a.yaml", "b.yaml", "--witness", "found.yaml"]);
    assert_eq!(ran.status, Some(0), "{ran:?}");
    assert!(ran.out.contains("X-1 (must) and Y-1 (must)"), "{}", ran.out);
    assert!(ran.err.contains("there is no pilot to write, and found.yaml is left as it is"), "{}", ran.err);
    assert!(!folder.path().join("found.yaml").exists());
}

#[test]
fn what_cannot_be_breached_can_be_left_open() {
    let folder = Folder::new("compare-open");
    folder.write("a.yaml", set("a", "", &[NO_SANCTION]));
    folder.write("b.yaml", set("b", "", &[("Y-1", "must", "voluntariness.participation: stated")]));
    let ran = folder.brief(&["compare", "a.yaml", "b.yaml"]);
    assert_eq!(ran.status, Some(1));
    let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("No pilot that satisfies a.yaml breaches b.yaml"), "{}", ran.out);
    assert!(words.contains("It leaves open, of b.yaml: Y-1 (must)"), "{}", ran.out);
}

#[test]
fn a_set_without_a_must_is_satisfied_by_every_pilot() {
    let folder = Folder::new("compare-no-must");
    folder.write("a.yaml", set("a", "", &[NO_SANCTION]));
    folder.write("b.yaml", set("b", "", &[("Y-1", "should", VOLUNTARY.2)]));
    let ran = folder.brief(&["compare", "a.yaml", "b.yaml"]);
    let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("b.yaml: 1 condition, none of force must: every pilot satisfies it."), "{}", ran.out);
    assert!(words.contains("Yes: b.yaml has no condition of force must"), "{}", ran.out);
}

#[test]
fn a_scope_matters_unless_only_pilots_within_it_are_looked_at() {
    let folder = Folder::new("compare-scopes");
    let (inside, outside) = ("location.venues: {includes: [jobcentre]}", "location.venues: {excludes: [jobcentre]}");
    folder
        .write("a.yaml", set("a", inside, &[NO_SANCTION]))
        .write("b.yaml", set("b", "", &[("Y-1", "must", NO_SANCTION.2)]));
    folder.write("c.yaml", set("c", outside, &[("Z-1", "must", NO_SANCTION.2)]));
    let everywhere = folder.brief(&["compare", "a.yaml", "b.yaml"]);
    assert_eq!(everywhere.status, Some(1));
    assert!(everywhere.out.contains("a does not apply to it, which is why it satisfies it."), "{}", everywhere.out);
    assert_eq!(folder.brief(&["compare", "a.yaml", "b.yaml", "--applies"]).status, Some(0));
    let never = folder.brief(&["compare", "a.yaml", "c.yaml", "--applies"]);
    assert_eq!(never.status, Some(0));
    assert!(never.out.contains("There is no pilot to which all these rule sets apply"), "{}", never.out);
    let apart = folder.brief(&["reconcile", "a.yaml", "b.yaml", "c.yaml", "--format", "json"]);
    assert_eq!(apart.status, Some(1));
    assert_eq!(apart.json()["sets_never_applying_together"].to_string(), r#"[["a","c"]]"#);
    assert_eq!(apart.json()["sets_to_leave_out"].to_string(), r#"[["a"],["c"]]"#);
    assert_eq!(folder.brief(&["reconcile", "a.yaml", "c.yaml", "--out-of-scope"]).status, Some(0));
}

#[test]
fn a_scope_ties_together_conditions_that_have_no_fact_in_common() {
    let folder = Folder::new("compare-tied");
    let either = "any: [{voluntariness.sanction_for_refusal: true}, {voluntariness.participation: voluntary}]";
    folder.write("a.yaml", set("a", "", &[NO_SANCTION])).write("b.yaml", set("b", "", &[VOLUNTARY]));
    folder.write("c.yaml", set("c", either, &[("Z-1", "must", "targets.recovery: false")]));
    let ran = folder.brief(&["compare", "a.yaml+c.yaml", "b.yaml", "--applies", "--format", "json"]);
    let implied = &ran.json()["first_implies"];
    assert_eq!(implied.as_array().map(Vec::len), Some(1), "{ran:?}");
    assert_eq!((&implied[0]["first"]["rule"], &implied[0]["second"]["rule"]), (&"X-1".into(), &"X-2".into()));
}

#[test]
fn conditions_in_conflict_are_named_and_what_would_have_to_give_way() {
    let folder = Folder::new("reconcile-conflict");
    let mandatory = ("Y-1", "must", "voluntariness.participation: mandatory");
    let either =
        ("Y-2", "must", "any: [{voluntariness.participation: voluntary}, {voluntariness.sanction_for_refusal: true}]");
    folder.write("a.yaml", set("a", "", &[NO_SANCTION, VOLUNTARY])).write("b.yaml", set("b", "", &[mandatory, either]));
    let compared = folder.brief(&["compare", "a.yaml", "b.yaml", "--format", "json"]).json();
    let conflict = &compared["conflicts"][0];
    assert_eq!((&conflict["first"]["rule"], &conflict["second"]["rule"]), (&"X-2".into(), &"Y-1".into()));
    let ran = folder.brief(&["reconcile", "a.yaml", "b.yaml", "--format", "json", "--witness", "found.yaml"]);
    assert_eq!(ran.status, Some(1));
    let json = ran.json();
    let ids = |lists: &serde_json::Value| {
        lists.as_array().expect("a list").iter().map(|list| texts(list, "rule")).collect::<Vec<_>>()
    };
    assert_eq!(ids(&json["cannot_stand_together"]), [vec!["X-2", "Y-1"], vec!["X-1", "Y-1", "Y-2"]]);
    assert_eq!(ids(&json["would_give_way"]), [vec!["Y-1"], vec!["X-1", "X-2"], vec!["X-2", "Y-2"]]);
    assert_eq!(json["complete"], true);
    let cut = folder.brief(&["reconcile", "a.yaml", "b.yaml", "--most", "1"]);
    assert_eq!(cut.status, Some(1));
    assert!(cut.out.contains("There are more than these: the search was cut at 1 minimal set"), "{}", cut.out);
}

#[test]
fn one_pilot_satisfies_all_that_come_with_the_program() {
    let folder = Folder::new("reconcile-all");
    let all = [
        "professional-bodies",
        "dwp-assurances",
        "mental-wealth-foundation",
        "community-concerns",
        "cotton-questions",
        "mental-health-workforce",
    ];
    let call = [&["reconcile"], &all[..], &["--witness", "found.yaml"]].concat();
    let ran = folder.brief(&call);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let checked = folder.check(&["found.yaml", "--fail-on", "unstated"]);
    assert_eq!((checked.status, checked.errors()), (Some(0), Vec::new()));
    // The same again, over its own file.
    let again = folder.brief(&call);
    assert_eq!((again.status, again.out), (Some(0), ran.out));
    folder.write("mine.yaml", "format: 1\n");
    let refused = folder.brief(&["reconcile", "professional-bodies", "--witness", "mine.yaml"]);
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("there is such a file already, and it is left as it is"), "{}", refused.err);
}

#[test]
fn what_the_bodies_and_the_government_promise_alike() {
    let folder = Folder::new("compare-shipped");
    let ran = folder.brief(&["compare", "professional-bodies", "dwp-assurances", "--applies", "--format", "json"]);
    let json = ran.json();
    let shared = json["equivalent"].as_array().expect("pairs").iter().map(|pair| {
        format!(
            "{} {}",
            pair["first"]["rule"].as_str().expect("an id"),
            pair["second"]["rule"].as_str().expect("an id")
        )
    });
    assert_eq!(shared.collect::<Vec<_>>(), ["PB-01 DWP-01", "PB-17 DWP-09", "PB-19 DWP-03", "PB-20 DWP-06"]);
    assert_eq!(json["conflicts"].as_array().map(Vec::len), Some(0));
    // Single rules, dimensions and groups are sides, too.
    let group = folder.brief(&["compare", "pb-20+voluntariness", "dwp-assurances+PB-01", "--format", "json"]);
    assert_eq!(group.status, Some(1), "{group:?}");
    assert_eq!(group.json()["first"]["name"], "pb-20+voluntariness");
    assert_eq!(folder.brief(&["compare", "PB-20", "DWP-06", "--applies"]).status, Some(0));
}

#[test]
fn bad_calls_are_refused() {
    let folder = Folder::new("compare-bad-calls");
    folder
        .write("a.yaml", set("a", "", &[NO_SANCTION]))
        .write("b.yaml", set("b", "", &[("Y-1", "must", "no.such: true")]));
    folder.write("again.yaml", set("c", "", &[NO_SANCTION]));
    let refused = |call: &[&str], message: &str| {
        let Ran { status, out, err } = folder.brief(call);
        let err = err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
        assert_eq!((status, out.as_str()), (Some(2), ""), "{call:?}: {err}");
        assert!(err.contains(message), "{call:?}: {err}");
    };
    let dwp = "dwp-assurances";
    refused(&["compare", dwp, "profesional-bodies"], "did you mean `professional-bodies`?");
    refused(&["compare", dwp, "PB-99"], "did you mean `PB-");
    refused(&["reconcile", dwp, "aa.yaml"], "did you mean `a.yaml`?");
    refused(&["compare", dwp, dwp], "`dwp-assurances` is named twice");
    refused(&["compare", "a.yaml", "./a.yaml"], "`a.yaml` and `./a.yaml` are the same");
    refused(&["compare", "a.yaml", "PB-01+pb-01"], "`PB-01` and `pb-01` are the same");
    refused(&["reconcile", dwp, dwp], "`dwp-assurances` is named twice");
    refused(&["compare", dwp, "a.yaml++PB-01"], "a name is empty in `a.yaml++PB-01`");
    refused(&["compare", dwp, "b.yaml"], "b.yaml");
    refused(&["reconcile", "a.yaml", "again.yaml"], "there is a rule `X-1` already");
    refused(&["reconcile", dwp, "--most", "0"], "--most");
    refused(&["reconcile"], "SET");
}
