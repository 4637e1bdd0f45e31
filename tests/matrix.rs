//! `brief matrix`: every form of it, and what sets share against a look at every pilot.

use crate::support::{Folder, Ran};
use crate::testkit::cases::try_all;
use crate::testkit::rules::{in_sets, load, text as set};
use crate::testkit::small::{self, any_condition, any_scope, one_set, satisfied};
use crate::testkit::world::Pilot;
use proptest::prelude::*;
use serde_json::Value;
use watching_brief::model::Force;
use watching_brief::reason::RuleInSet;
use watching_brief::reason::agreement::{SetPosition, agreement};

const A: &str = "a.yaml";
const B: &str = "b.yaml";

/// Two sets and two pilots; a title that a spreadsheet, a page or a picture must not take for more than a text.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    let first = [
        ("A-1", "must", "{evaluation.planned: true, evaluation.independent: true}"),
        ("A-2", "must", "{targets.recovery: false}"),
        ("A-3", "should", "{workforce.clinical_supervision: true}"),
    ];
    let second = [
        ("B-1", "must", "{evaluation.planned: true}"),
        ("B-2", "should", "{evaluation.independent: true}"),
        ("B-3", "must", "{targets.recovery: true}"),
    ];
    folder.write(A, set("a", "", &first).replace("title: T\nissued_by: [Us]", "title: \"=<b>&1\"\nissued_by: [Us]"));
    folder.write(B, set("b", "", &second));
    let pilot = |id: &str, more: &str| format!("format: 1\npilot: {id}\ntitle: \"=<i>&{id}\"\nstatus: running\n{more}");
    folder.write("pilots/one.yaml", pilot("one", "evaluation: {planned: true}\ntargets: {recovery: false}\n"));
    folder.write("pilots/two.yaml", pilot("two", "evaluation: {planned: false}\n"));
    folder
}

fn matrix(folder: &Folder, format: &str) -> Ran {
    let ran = folder.brief(&["matrix", "--all", "--rules", A, "--rules", B, "--format", format]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    ran
}

fn rule<'j>(json: &'j Value, id: &str) -> &'j Value {
    json["rules"].as_array().expect("a list").iter().find(|rule| rule["rule"] == id).expect("the rule")
}

#[test]
fn each_rule_has_its_verdicts_and_how_each_set_stands_to_it() {
    let json = matrix(&folder("matrix-json"), "json").json();
    assert_eq!(rule(&json, "A-1")["verdicts"], serde_json::json!({"one": "unstated", "two": "breached"}));
    assert_eq!(rule(&json, "A-2")["verdicts"], serde_json::json!({"one": "met", "two": "unstated"}));
    let stands = |id: &str, set: &str| rule(&json, id)["sets"][set].clone();
    assert_eq!(stands("A-1", "a")["stands"], "own");
    // In two rules together, one of which is a should.
    assert_eq!((&stands("A-1", "b")["stands"], &stands("A-1", "b")["force"]), (&"shares".into(), &"should".into()));
    assert_eq!(stands("A-1", "b")["rules"], serde_json::json!(["B-1", "B-2"]));
    assert_eq!(
        (&stands("B-1", "a")["force"], &stands("B-1", "a")["rules"]),
        (&"must".into(), &serde_json::json!(["A-1"]))
    );
    assert_eq!(stands("A-2", "b")["stands"], "conflicts");
    assert_eq!(stands("A-3", "b")["stands"], "silent");
    assert_eq!(json["alone"], serde_json::json!(["A-2", "A-3", "B-3"]));
    assert_eq!(json["shared_by_all"], serde_json::json!(["A-1", "B-1", "B-2"]));
}

#[test]
fn a_part_of_a_condition_is_told_from_something_else() {
    let folder = Folder::new("matrix-parts");
    let both = "{evaluation.horizon: {includes: [short-term, long-term]}}";
    folder.write(
        "p.yaml",
        set("p", "", &[("P-1", "must", "{evaluation.planned: true, targets.recovery: false}"), ("P-2", "must", both)]),
    );
    let long = "{evaluation.horizon: {includes: [long-term]}}";
    folder.write("q.yaml", set("q", "", &[("Q-1", "must", "{evaluation.planned: true}"), ("Q-2", "must", long)]));
    let either = "{any: [{evaluation.planned: true}, {evaluation.horizon: empty}]}";
    folder.write("r.yaml", set("r", "", &[("R-1", "must", either)]));
    let rules = ["matrix", "--format", "json", "--rules", "p.yaml", "--rules", "q.yaml", "--rules", "r.yaml"];
    let json = folder.brief(&rules).json();
    let stands = |id: &str| {
        let sets = &rule(&json, id)["sets"];
        ["p", "q", "r"].map(|set| sets[set]["stands"].as_str().expect("a text").to_owned())
    };
    assert_eq!(stands("P-1"), ["own", "in-part", "otherwise"]);
    assert_eq!(stands("P-2"), ["own", "in-part", "otherwise"]);
    assert_eq!(stands("Q-1"), ["shares", "own", "otherwise"]);
    assert_eq!(stands("R-1"), ["shares", "shares", "own"]);
    // A pilot shows each that is not shared.
    let shown = &rule(&json, "P-1")["sets"]["q"]["satisfies_set_only"];
    assert_eq!(shown["evaluation.planned"], true, "{shown}");
    assert_ne!(shown["targets.recovery"], false, "{shown}");
}

#[test]
fn the_other_forms_say_the_same() {
    let folder = folder("matrix-forms");
    let human = matrix(&folder, "human").out;
    assert!(human.lines().all(|line| line.chars().count() <= 80), "{human}");
    assert!(human.contains("A-1   must     U  B  T\n") && human.contains("A-2   must     #  X\n"), "{human}");
    assert!(human.contains("also b (B-1 and B-2 together)"), "{human}");
    assert!(human.contains("1  one: =<i>&one\n"), "{human}");

    // Other forms than that for a terminal are whole in any case.
    for format in ["csv", "json", "markdown", "html", "svg"] {
        let short = folder.brief(&["matrix", "--rules", A, "--rules", B, "--format", format]).out;
        assert_eq!(short, matrix(&folder, format).out, "{format}");
    }
    let csv = matrix(&folder, "csv").out;
    assert!(csv.starts_with("ruleset,rule,title,force,about,by,pilot one,pilot two,set a,set b\r\n"), "{csv}");
    assert!(csv.contains("\r\na,A-2,T,must,evaluation,us,met,unstated,states it,"), "{csv}");

    // Word joiners keep sites from making links of what stands in a file.
    let markdown = matrix(&folder, "markdown").out.replace('\u{2060}', "");
    assert!(markdown.contains("| A-1: T | must | U | B |"), "{markdown}");
    assert!(markdown.contains("### \\=\\<b\\>\\&1"), "{markdown}");
}

#[test]
fn the_picture_is_sound_and_speaks_for_itself() {
    let svg = matrix(&folder("matrix-svg"), "svg").out;
    let picture = roxmltree::Document::parse(&svg).expect("sound XML");
    let root = picture.root_element();
    assert_eq!((root.attribute("role"), root.attribute("aria-labelledby")), (Some("group"), Some("wb-title")));
    let of_role = |role: &str| picture.descendants().filter(|node| node.attribute("role") == Some(role)).count();
    // A table for each set; in each a row of heads and one for each rule, with a cell for each pilot and set.
    assert_eq!([of_role("table"), of_role("row"), of_role("rowheader"), of_role("cell")], [2, 8, 6, 24]);
    let titles: Vec<&str> = picture
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "title")))
        .filter_map(|node| node.text())
        .collect();
    for said in ["A-1, two: breached", "A-2, b: conflicts: no pilot can satisfy both (B-3)", "pilot 1: =<i>&one"] {
        assert!(titles.contains(&said), "{said} in {titles:?}");
    }
    // Nothing runs, and nothing is fetched.
    assert!(!svg.contains("<script") && !svg.contains("onload") && !svg.contains("@import"));
    let references = svg.match_indices("href=\"").map(|(at, found)| &svg[at + found.len()..]);
    assert!(references.into_iter().all(|rest| rest.starts_with("#wb-")));
    assert_eq!(svg.matches("http").count(), 1, "the name of the format alone");
    for symbol in ["wb-met", "wb-breached", "wb-contested", "wb-unstated", "wb-none"] {
        assert!(svg.contains(&format!("<g id=\"{symbol}\">")), "{symbol}");
    }
}

#[test]
fn many_pilots_are_shown_in_several_tables() {
    let folder = folder("matrix-many");
    for number in 0..60 {
        folder.write(
            &format!("pilots/p{number:02}.yaml"),
            format!("format: 1\npilot: p{number:02}\ntitle: P\nstatus: running\nevaluation: {{planned: true}}\n"),
        );
    }
    let human = matrix(&folder, "human").out;
    assert!(human.lines().all(|line| line.chars().count() <= 80), "{human}");
    assert_eq!(human.matches("Rules against pilots").count(), 3, "{human}");
    assert!(human.contains("62  two"), "{human}");
}

#[test]
fn without_pilots_only_the_sets_are_held_against_each_other() {
    let folder = Folder::new("matrix-none");
    let ran = folder.brief(&["matrix", "--rules", "dwp-assurances", "--rules", "professional-bodies"]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.err.contains("no pilot is named") && !ran.out.contains("Rules against pilots"), "{ran:?}");
    // What the call names must be there.
    let ran = folder.brief(&["matrix", "pilots/"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("pilots/"), "{ran:?}");
    let ran = folder.brief(&["matrix", "--rules", "dwp-assurance"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("did you mean `dwp-assurances`?"), "{ran:?}");
}

#[test]
fn a_pilot_with_an_error_is_told_and_the_others_are_shown() {
    let folder = folder("matrix-wrong");
    folder.write("pilots/wrong.yaml", "format: 1\npilot: wrong\ntitle: W\nstatus: runing\n");
    let ran = folder.brief(&["matrix", "--rules", A, "--format", "json"]);
    assert_eq!((ran.status, ran.pilots()), (Some(2), vec!["one".to_owned(), "two".to_owned()]));
    assert!(ran.errors()[0].contains("wrong.yaml:4:9"), "{:?}", ran.errors());
    // One set alone has nobody to agree with.
    assert_eq!((&ran.json()["shared_by_all"], &ran.json()["alone"]), (&serde_json::json!([]), &serde_json::json!([])));
}

/// Of the pilots, those that satisfy all of some rules.
fn satisfying<'p>(known: &small::Rules, rules: &[usize], all: &[&'p Pilot]) -> Vec<&'p Pilot> {
    let satisfies = |pilot: &Pilot| rules.iter().all(|rule| satisfied(known.verdict(*rule, pilot)));
    all.iter().copied().filter(|pilot| satisfies(pilot)).collect()
}

/// How a set stands to a condition is what a look at every pilot says.
#[test]
fn what_is_shared_is_so_of_every_pilot() {
    let forces = prop_oneof![Just(Force::Must), Just(Force::Should), Just(Force::Ask)];
    let others = prop::collection::vec((forces, any_condition()), 1..=3);
    let scopes = prop::array::uniform2(any_scope(0.3));
    try_all(48, (scopes, any_condition(), others), |([own, other], condition, others)| {
        let collection = load(&[one_set(own, [(Force::Must, condition)]), one_set(other, others)]);
        let held = in_sets(&collection);
        let (known, all) = (small::Rules::of(&held), small::pilots());
        let agreement = agreement(&held).expect("small");
        let standing = &agreement.conditions[0].standing[1];
        let set = 1..held.len();
        let both = |pilot: &&Pilot| (0..held.len()).all(|rule| known.set_applies(rule, pilot));
        let all: Vec<&Pilot> = all.iter().filter(both).collect();
        let from =
            |force: Force| set.clone().filter(|rule| held[*rule].rule.rule.force >= force).collect::<Vec<usize>>();
        let is = |pilot: &Pilot| satisfied(known.verdict(0, pilot));
        let entails = |rules: &[usize]| satisfying(&known, rules, &all).into_iter().all(is);
        let whole = satisfying(&known, &from(Force::Ask), &all);
        let (some, none) = (all.iter().any(|pilot| is(pilot)), !all.iter().all(|pilot| is(pilot)));
        let shared = none && !whole.is_empty() && entails(&from(Force::Ask));
        prop_assert_eq!(standing.stand == SetPosition::Shares, shared);
        if shared {
            let least = [Force::Must, Force::Should, Force::Ask].into_iter().find(|force| entails(&from(*force)));
            prop_assert_eq!(standing.force, least);
            let place = |rule: &RuleInSet<'_>| held.iter().position(|held| std::ptr::eq(held.rule, rule.rule));
            let by: Vec<usize> = standing.by.iter().filter_map(place).collect();
            prop_assert_eq!(by.len(), standing.by.len());
            prop_assert!(entails(&by));
            for left_out in 0..by.len() {
                let mut fewer = by.clone();
                fewer.remove(left_out);
                prop_assert!(!entails(&fewer), "{} can be left out", held[by[left_out]].rule.rule.id);
            }
        }
        let facts = |rule: usize| held[rule].rule.rule.require.facts();
        let speaks = facts(0).iter().any(|fact| set.clone().any(|rule| facts(rule).contains(fact)));
        let conflicts = !shared && speaks && some && !whole.is_empty() && !whole.iter().any(|pilot| is(pilot));
        prop_assert_eq!(standing.stand == SetPosition::Conflicts, conflicts && none);
        prop_assert_eq!(standing.stand == SetPosition::Apart, !none);
        if let Some(witness) = &standing.witness {
            prop_assert!(set.clone().all(|rule| satisfied(known.verdict_on(rule, witness))));
            prop_assert!(!satisfied(known.verdict_on(0, witness)));
        }
        Ok(())
    });
}
