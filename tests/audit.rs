//! `brief rules audit`: by examples through the command, and small random rules against a look at every pilot.

use crate::support::{Folder, Ran};
use crate::testkit::cases::try_all;
use crate::testkit::rules::{in_sets, load, text as set};
use crate::testkit::small::{self, any_condition, any_scope, one_set, satisfied};
use proptest::prelude::*;
use serde_json::Value;
use watching_brief::evaluate::Replacement;
use watching_brief::model::{Condition, Force, Test, Verdict};
use watching_brief::reason::RuleInSet;
use watching_brief::reason::audit::{Oddness, audit};

/// Runs the audit of one file, in its JSON form.
fn audit_of(name: &str, text: &str, args: &[&str]) -> (Folder, Ran) {
    let folder = Folder::new(name);
    folder.write("set.yaml", text);
    let ran = folder.brief(&[&["rules", "audit", "--rules", "set.yaml", "--format", "json"], args].concat());
    (folder, ran)
}

/// The findings: what it is, of which rules, and whether it is accepted.
fn findings(ran: &Ran) -> Vec<(String, Vec<String>, bool)> {
    let one = |finding: &Value| {
        let rules = finding["rules"].as_array().expect("a list").iter();
        let rules = rules.map(|rule| rule.as_str().expect("a text").to_owned()).collect();
        (finding["finding"].as_str().expect("a text").to_owned(), rules, !finding["accepted"].is_null())
    };
    ran.json()["findings"].as_array().expect("a list").iter().map(one).collect()
}

fn found(oddity: &str, rules: &[&str], accepted: bool) -> (String, Vec<String>, bool) {
    (oddity.to_owned(), rules.iter().map(|&rule| rule.to_owned()).collect(), accepted)
}

const PLANNED: &str = "{evaluation.planned: true}";

#[test]
fn each_oddity_is_found_with_its_place() {
    let text = set(
        "odd",
        "",
        &[
            ("A-1", "must", "{any: [{evaluation.planned: true}, {evaluation.planned: false}]}"),
            ("A-2", "must", "{all: [{evaluation.planned: true}, {evaluation.planned: false}]}"),
            ("A-3", "should", PLANNED),
            ("A-4", "must", "{not: {evaluation.planned: false}}"),
            ("A-5", "must", "{evaluation.planned: true, evaluation.independent: true}"),
            (
                "A-6",
                "must",
                "{any: [{targets.recovery: true}, {all: [{targets.recovery: true}, {targets.job_outcomes: true}]}]}",
            ),
            ("A-7", "ask", "{evaluation.planned: stated}"),
            ("A-8", "must", "{governance.clinical_liability: stated}"),
        ],
    );
    let (folder, ran) = audit_of("audit-odd", &text, &[]);
    assert_eq!(ran.status, Some(1), "{ran:?}");
    let expected = [
        found("never-breached", &["A-1"], false),
        found("never-met", &["A-2"], false),
        found("implied", &["A-5", "A-3"], false),
        found("equivalent", &["A-3", "A-4"], false),
        found("idle-clause", &["A-6"], false),
    ];
    let all = findings(&ran);
    for one in &expected {
        assert!(all.contains(one), "{one:?} in {all:?}");
    }
    // Of a part that may be left out its own parts are not told.
    let idle = all.iter().filter(|(oddity, rules, _)| oddity == "idle-clause" && rules == &["A-6"]);
    assert_eq!(idle.count(), 1, "{all:?}");
    // A question that asks only whether something is stated cannot be breached; nothing else is exempt.
    assert!(!all.contains(&found("never-breached", &["A-7"], false)), "{all:?}");
    let idle =
        &ran.json()["findings"].as_array().expect("a list").iter().find(|one| one["finding"] == "idle-clause").cloned();
    let line = text.lines().position(|line| line.contains("{all: [{targets.recovery")).expect("a line") + 1;
    assert_eq!(idle.as_ref().expect("found")["line"], line);
    let human = folder.brief(&["rules", "audit", "--rules", "set.yaml"]);
    assert_eq!((human.status, human.err.as_str()), (Some(1), ""));
    assert!(human.out.contains(&format!("set.yaml:{line}: a part of A-6 changes nothing")), "{}", human.out);
    assert!(human.out.lines().all(|line| line.chars().count() <= 80), "{}", human.out);
    assert!(human.out.contains("A-1 can never be breached"), "{}", human.out);
    let markdown = folder.brief(&["rules", "audit", "--rules", "set.yaml", "--format", "markdown"]);
    assert!(markdown.out.contains("**A-3 and A-4 ask for the same**"), "{}", markdown.out);
}

#[test]
fn what_is_accepted_does_not_count_and_what_is_accepted_in_vain_is_told() {
    let rules =
        [("A-1", "must", PLANNED), ("A-2", "should", PLANNED), ("A-3", "must", "{evaluation.independent: true}")];
    let accepts = |entry: &str| set("acc", &format!("accepts:\n  - {entry}\n"), &rules);
    let text = accepts("{finding: equivalent, rules: [a-2, A-1], reason: two letters}");
    let (_, ran) = audit_of("audit-accepted", &text, &[]);
    assert_eq!((ran.status, findings(&ran)), (Some(0), vec![found("equivalent", &["A-1", "A-2"], true)]), "{ran:?}");
    assert_eq!(ran.notices(), Vec::<String>::new());

    let text = accepts("{finding: never-met, rules: [A-3], reason: R}");
    let (_, ran) = audit_of("audit-in-vain", &text, &[]);
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.notices(), ["set.yaml:7:5 A-3 is not found to be never-met; take it out here"]);

    let text = accepts("{finding: implied, rules: [A-1, A-2], reason: R}");
    let (_, ran) = audit_of("audit-other", &text, &[]);
    assert_eq!(
        ran.notices(),
        ["set.yaml:7:5 A-1 and A-2 are not found to be implied; what is found is equivalent of A-1 and A-2"]
    );

    let text = accepts("{finding: never-met, rules: [A-4], reason: R}");
    let (_, ran) = audit_of("audit-unknown", &text, &[]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("`A-4` is no rule of `acc`; did you mean `A-1`?"), "{ran:?}");
}

#[test]
fn a_rule_without_a_pair_of_hostile_tests_is_found_where_its_set_has_begun_to_write_them() {
    let with = |first: &str, second: &str| {
        let all = set("stern", "", &[("A-1", "must", PLANNED), ("A-2", "ask", "{evaluation.independent: stated}")]);
        let (head, end) = all.split_once("  - id: A-2").expect("two rules");
        format!("{head}{first}  - id: A-2{end}{second}")
    };
    let test = |given: &str, verdict: &str| {
        format!("      - {{given: {given}, verdict: {verdict}, hostile: true, because: the source says so}}\n")
    };
    let (met, breached) = (test(PLANNED, "met"), test("{evaluation.planned: false}", "breached"));
    let asked = format!("    tests:\n{}", test("{evaluation.independent: false}", "met"));
    let lacks = |text: &str| {
        let (_, ran) = audit_of("audit-hostile", text, &[]);
        let json = ran.json();
        let all = json["findings"].as_array().expect("a list").iter();
        let missing: Vec<(Value, Value)> = all
            .inspect(|one| assert_eq!(one["finding"], "no-hostile-pair", "{ran:?}"))
            .map(|one| (one["rules"][0].clone(), one["missing"].clone()))
            .collect();
        (ran.status, missing, json["no_hostile_pair"].clone(), ran.notices())
    };
    let none = serde_json::json!([]);

    // A set without any is told of its rules, and nothing counts.
    let all = serde_json::json!(["A-1", "A-2"]);
    assert_eq!(lacks(&with("", "")), (Some(0), Vec::new(), all, Vec::new()));
    // A whole pair, and a question that no pilot can breach with one: nothing is found.
    let pair = format!("    tests:\n{met}{breached}");
    assert_eq!(lacks(&with(&pair, &asked)), (Some(0), Vec::new(), none.clone(), Vec::new()));
    // Half a pair, and none.
    for (half, missing) in
        [(&met, "a hostile test that is breached"), (&breached, "a hostile test that is not breached")]
    {
        let found =
            vec![("A-1".into(), serde_json::json!([missing])), ("A-2".into(), serde_json::json!(["a hostile test"]))];
        assert_eq!(lacks(&with(&format!("    tests:\n{half}"), "")), (Some(1), found, none.clone(), Vec::new()));
    }
    // Tests that are not hostile are no pair, and a reason stands in its place.
    let plain = pair.replace(", hostile: true", "");
    let found = vec![(
        Value::from("A-1"),
        serde_json::json!(["a hostile test that is breached", "a hostile test that is not breached"]),
    )];
    assert_eq!(lacks(&with(&plain, &asked)), (Some(1), found, none.clone(), Vec::new()));
    let reason = "    no_hostile: it asks for one thing only\n";
    assert_eq!(lacks(&with(reason, &asked)), (Some(0), Vec::new(), none.clone(), Vec::new()));
    // A reason beside the tests is told of.
    let notice = vec!["set.yaml:7:9 A-1 has its hostile tests; take out `no_hostile`".to_owned()];
    assert_eq!(lacks(&with(&format!("{pair}{reason}"), &asked)), (Some(0), Vec::new(), none, notice));
    // In words.
    let folder = Folder::new("audit-hostile-words");
    folder.write("set.yaml", with(&plain, &asked));
    let ran = folder.brief(&["rules", "audit", "--rules", "set.yaml"]);
    assert!(ran.out.contains("set.yaml:7: A-1 lacks hostile tests, and does not say why\n"), "{}", ran.out);
    folder.write("set.yaml", with("", ""));
    let ran = folder.brief(&["rules", "audit", "--rules", "set.yaml"]);
    assert!(ran.out.contains("Rules without a pair of hostile tests:\n"), "{}", ran.out);
    assert!(ran.out.contains("- stern: A-1 and A-2\n"), "{}", ran.out);
}

#[test]
fn an_implication_is_accepted_in_its_own_direction() {
    let rules = [("A-1", "must", "{evaluation.planned: true, evaluation.independent: true}"), ("A-2", "must", PLANNED)];
    for (order, status) in [("[A-1, A-2]", 0), ("[A-2, A-1]", 1)] {
        let accepts = format!("accepts:\n  - {{finding: implied, rules: {order}, reason: R}}\n");
        let (_, ran) = audit_of("audit-direction", &set("dir", &accepts, &rules), &[]);
        assert_eq!(ran.status, Some(status), "{order}: {ran:?}");
        if status == 1 {
            assert!(ran.notices()[0].ends_with("it is the other way round: write [A-1, A-2]"), "{:?}", ran.notices());
        }
    }
}

#[test]
fn relations_between_sets_are_no_findings() {
    let folder = Folder::new("audit-sets");
    folder.write("a.yaml", set("a", "", &[("A-1", "must", PLANNED)]));
    folder.write("b.yaml", set("b", "", &[("B-1", "must", PLANNED), ("B-2", "must", "{targets.recovery: true}")]));
    let ran = folder.brief(&["rules", "audit", "--rules", "a.yaml", "--rules", "b.yaml", "--format", "json"]);
    assert_eq!((ran.status, findings(&ran)), (Some(0), Vec::new()));
    assert_eq!(ran.json()["alike"], serde_json::json!([["A-1", "B-1"]]));
}

#[test]
fn a_profile_lives_with_what_the_sets_that_it_imports_live_with() {
    let folder = Folder::new("audit-profile");
    let profile = "format: 1\nruleset: house\ntitle: T\nissued_by: [Us]\nsummary: S\nimport:\n  - from: cotton-questions\n    \
                   only: [COT-06, COT-11]\n  - from: professional-bodies\n    only: [PB-19]\n  - from: dwp-assurances\n    only: [DWP-03]\n";
    folder.write("house.yaml", profile);
    let ran = folder.brief(&["rules", "audit", "--rules", "house.yaml", "--format", "json"]);
    let accepted = found("equivalent", &["COT-06", "COT-11"], true);
    assert_eq!((ran.status, findings(&ran)), (Some(0), vec![accepted.clone()]), "{ran:?}");
    // Two authors that ask for the same are no finding, though they stand in one profile.
    assert_eq!(ran.json()["alike"], serde_json::json!([["PB-19", "DWP-03"]]));
    // The profile may accept in its own name, and a name that it does not import is an error.
    let own = format!("{profile}accepts:\n  - {{finding: never-met, rules: [COT-12], reason: R}}\n");
    folder.write("house.yaml", own);
    let ran = folder.brief(&["rules", "audit", "--rules", "house.yaml", "--format", "json"]);
    assert_eq!((ran.status, findings(&ran)), (Some(2), vec![accepted]));
    assert_eq!(ran.errors(), ["house.yaml:14:34 `COT-12` is no rule of `house`; did you mean `COT-11`?"]);
}

#[test]
fn what_no_pilot_decides_is_told_of_the_pilots_that_are_named() {
    let text = set("und", "", &[("A-1", "must", PLANNED), ("A-2", "must", "{targets.recovery: true}")]);
    let (folder, ran) = audit_of("audit-undecided", &text, &[]);
    assert!(ran.json()["undecided"].is_null());
    folder.write("p.yaml", "format: 1\npilot: p\ntitle: P\nstatus: running\nevaluation: {planned: false}\n");
    let ran = folder.brief(&["rules", "audit", "p.yaml", "--rules", "set.yaml", "--format", "json"]);
    assert_eq!(ran.json()["undecided"], serde_json::json!({"pilots": 1, "rules": ["A-2"]}));
    let ran = folder.brief(&["rules", "audit", "nowhere.yaml", "--rules", "set.yaml"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("nowhere.yaml"), "{ran:?}");
    let ran = folder.brief(&["rules", "audit", "--rules", "set.yaml", "--only", "A-3"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("`A-1`?"), "{ran:?}");
}

#[test]
fn what_is_stated_in_vain_or_asked_in_vain_is_told_of_the_pilots_that_are_named() {
    let asks = [
        ("A-1", "must", PLANNED),
        ("A-2", "should", "{not: {any: [{evaluation.independent: true}, {targets.recovery: true}]}}"),
        ("A-3", "ask", "{evaluation.independent: stated}"),
    ];
    let text = set("use", "applies_when: {service.called_therapy: true}\n", &asks);
    let (folder, ran) = audit_of("audit-use", &text, &[]);
    assert!(ran.json()["stated_and_not_asked"].is_null() && ran.json()["asked_and_not_stated"].is_null(), "{ran:?}");
    let pilot = |id: &str, rest: &str| format!("format: 1\npilot: {id}\ntitle: P\nstatus: running\n{rest}");
    folder.write(
        "a.yaml",
        pilot("a", "evaluation: {planned: false}\nlocation: {private_rooms: true, client_chooses: true}\n"),
    );
    folder.write("b.yaml", pilot("b", "location: {private_rooms: {value: true, by: B, basis: claimed}}\n"));
    folder.write("c.yaml", pilot("c", "invented: true\nservice: {called_therapy: true}\ntargets: {recovery: true}\n"));
    let call = ["rules", "audit", "a.yaml", "b.yaml", "c.yaml", "--rules", "set.yaml"];
    let ran = folder.brief(&[&call[..], &["--format", "json"]].concat());
    // Neither list counts: the status is that of the call without pilots.
    let alone = folder.brief(&["rules", "audit", "--rules", "set.yaml"]);
    assert_eq!(ran.status, alone.status);
    let fact = |fact: &str, key: &str, who: &[&str]| serde_json::json!({"fact": fact, key: who});
    assert_eq!(
        ran.json()["stated_and_not_asked"],
        serde_json::json!([
            fact("location.client_chooses", "pilots", &["a"]),
            fact("location.private_rooms", "pilots", &["a", "b"]),
        ])
    );
    // A scope asks, too; and what is invented states nothing.
    assert_eq!(
        ran.json()["asked_and_not_stated"],
        serde_json::json!([
            fact("service.called_therapy", "rules", &["A-1", "A-2", "A-3"]),
            fact("targets.recovery", "rules", &["A-2"]),
            fact("evaluation.independent", "rules", &["A-2", "A-3"]),
        ])
    );
    let human = folder.brief(&call);
    for expected in [
        "Facts that a pilot states and no rule asks about:\n",
        "  - location.private_rooms: a and b\n",
        "Facts that a rule asks about and none of the pilots states:\n",
        "  - targets.recovery: A-2\n",
        "pilot marked as invented.\n",
    ] {
        assert!(human.out.contains(expected), "{expected:?} in {}", human.out);
    }
    let quiet = folder.brief(&[&call[..], &["--quiet"]].concat());
    assert!(!quiet.out.contains("asks about"), "{}", quiet.out);
    let markdown = folder.brief(&[&call[..], &["--format", "markdown"]].concat());
    assert!(markdown.out.contains("- location.private\\_rooms: a and b\n"), "{}", markdown.out);
    // What is set aside is not stated.
    let without = folder.brief(&[&call[..], &["--without", "B", "--format", "json"]].concat());
    assert_eq!(without.json()["stated_and_not_asked"][1], fact("location.private_rooms", "pilots", &["a"]));
}

#[test]
fn the_shipped_sets_hold_nothing_that_is_not_accepted() {
    let folder = Folder::new("audit-shipped");
    let ran = folder.brief(&["rules", "audit", "--format", "json"]);
    assert_eq!(ran.status, Some(0), "{:?}", findings(&ran));
    assert_eq!(ran.notices(), Vec::<String>::new());
    assert!(findings(&ran).contains(&found("equivalent", &["COT-06", "COT-11"], true)));
    assert_eq!(ran.out, folder.brief(&["rules", "audit", "--format", "json"]).out);
}

/// What the audit says of rules is what a look at every pilot says.
#[test]
fn what_is_found_is_so_of_every_pilot() {
    let rules = prop::collection::vec(any_condition(), 2..=4);
    try_all(48, (any_scope(0.4), rules), |(scope, rules)| {
        let set = one_set(scope, rules.into_iter().map(|rule| (Force::Must, rule)));
        let collection = load(&[set]);
        let held = in_sets(&collection);
        let audit = audit(&held).expect("small");
        let (all, known) = (small::pilots(), small::Rules::of(&held));
        let verdicts: Vec<Vec<Verdict>> =
            (0..held.len()).map(|rule| all.iter().map(|pilot| known.verdict(rule, pilot)).collect()).collect();
        let has = |rule: usize, wanted: Verdict| verdicts[rule].contains(&wanted);
        let id = |rule: usize| held[rule].rule.rule.id.clone();
        let told = |wanted: fn(&Oddness<'_>) -> bool, rules: &[usize]| {
            let rules: Vec<String> = rules.iter().map(|rule| id(*rule)).collect();
            audit.findings.iter().any(|finding| {
                let ids: Vec<String> = finding.rules.iter().map(|held| held.rule.rule.id.clone()).collect();
                wanted(&finding.found) && rules.iter().all(|rule| ids.contains(rule))
            })
        };
        for (rule, of_rule) in verdicts.iter().enumerate() {
            prop_assert_eq!(
                told(|found| matches!(found, Oddness::NeverBreached(_)), &[rule]),
                !has(rule, Verdict::Breached)
            );
            prop_assert_eq!(told(|found| matches!(found, Oddness::NeverMet(_)), &[rule]), !has(rule, Verdict::Met));
            let looked = &audit.rules[rule];
            for (witness, wanted) in [(&looked.meets, Verdict::Met), (&looked.breaches, Verdict::Breached)] {
                if let Some(witness) = witness {
                    prop_assert_eq!(known.verdict_on(rule, witness), wanted);
                    // No pilot with fewer facts does it.
                    let fewest = all
                        .iter()
                        .zip(of_rule)
                        .filter(|(_, verdict)| **verdict == wanted)
                        .map(|(pilot, _)| pilot.given.len())
                        .min();
                    prop_assert_eq!(fewest, Some(witness.len()));
                }
            }
        }
        let implies = |a: usize, b: usize| {
            let apply = all.iter().map(|pilot| known.set_applies(a, pilot));
            let both = verdicts[a].iter().zip(&verdicts[b]).map(|(a, b)| (satisfied(*a), satisfied(*b)));
            let pairs: Vec<(bool, bool)> = both.zip(apply).filter(|(_, apply)| *apply).map(|(pair, _)| pair).collect();
            let pairs = || pairs.iter().copied();
            pairs().all(|(a, b)| !a || b) && pairs().any(|(a, _)| a) && pairs().any(|(_, b)| !b)
        };
        for a in 0..held.len() {
            for b in (0..held.len()).filter(|b| *b != a) {
                let equivalent = implies(a, b) && implies(b, a);
                prop_assert_eq!(told(|found| matches!(found, Oddness::Equivalent), &[a, b]), equivalent);
                if told(|found| matches!(found, Oddness::Implied(_)), &[a, b]) {
                    prop_assert!(implies(a, b) != implies(b, a));
                }
                // What follows is told, unless it does so by way of a third, or another says the same.
                let between = (0..held.len()).any(|c| c != a && c != b && (implies(a, c) && implies(c, b)));
                if implies(a, b) && !equivalent && !between {
                    prop_assert!(
                        told(|found| matches!(found, Oddness::Implied(_)), &[a, b]),
                        "{} and {}",
                        id(a),
                        id(b)
                    );
                }
            }
        }
        for finding in &audit.findings {
            if let (Oddness::Implied(apart), [from, rule]) = (&finding.found, finding.rules.as_slice()) {
                let place = |rule: &RuleInSet<'_>| {
                    held.iter().position(|held| std::ptr::eq(held.rule, rule.rule)).expect("it is one")
                };
                prop_assert!(
                    satisfied(known.verdict_on(place(rule), apart)) && !satisfied(known.verdict_on(place(from), apart))
                );
            }
        }
        Ok(())
    });
}

/// A condition without one of its parts, which is counted as in [`Condition::walk`]; none where it cannot be left out.
fn without(condition: &Condition, part: usize) -> Option<Condition> {
    let mut next = 1;
    let mut parts: Vec<(usize, &Condition)> = Vec::new();
    for one in condition.parts() {
        parts.push((next, one));
        one.walk(&mut |_| next += 1);
    }
    let rebuilt = |list: &[Condition]| {
        if list.len() > 1 && parts.iter().any(|(at, _)| *at == part) {
            return Some(parts.iter().filter(|(at, _)| *at != part).map(|(_, one)| (*one).clone()).collect());
        }
        inside(&parts, part)
    };
    Some(match condition {
        Condition::All(list) => Condition::All(rebuilt(list)?),
        Condition::Any(list) => Condition::Any(rebuilt(list)?),
        Condition::Not(_) => Condition::Not(Box::new(inside(&parts, part)?.pop()?)),
        Condition::If(..) => {
            let mut both = inside(&parts, part)?;
            let then = both.pop()?;
            Condition::If(Box::new(both.pop()?), Box::new(then))
        }
        Condition::Fact(..) => return None,
    })
}

/// The parts of a condition, where something is left out of one of them.
fn inside(parts: &[(usize, &Condition)], part: usize) -> Option<Vec<Condition>> {
    let (first, _) = parts.iter().rev().find(|(at, _)| *at < part)?;
    let each = parts.iter().map(|(at, one)| if at == first { without(one, part - at) } else { Some((*one).clone()) });
    each.collect()
}

/// A part that is found to change nothing changes nothing, and no other part of a list does.
#[test]
fn a_part_is_idle_if_no_pilot_has_another_verdict_without_it() {
    try_all(64, (any_scope(0.4), any_condition()), |(scope, rule)| {
        let collection = load(&[one_set(scope, [(Force::Must, rule)])]);
        let held = in_sets(&collection);
        let audit = audit(&held).expect("small");
        let (all, known, require) = (small::pilots(), small::Rules::of(&held), &held[0].rule.rule.require);
        let mut parts: Vec<&Condition> = Vec::new();
        require.walk(&mut |part| parts.push(part));
        let whole = |found: &Oddness<'_>, part: &Condition| matches!(found, Oddness::IdleClause(clause) if std::ptr::eq(clause.part, part) && matches!(clause.instead, Replacement::Yes | Replacement::No));
        let scopes: Vec<&Condition> = held[0].set.set.applies_when.iter().collect();
        let mut only_values = true;
        require.visit(&mut |_, test| only_values &= test != Test::Stated);
        scopes.iter().for_each(|scope| scope.visit(&mut |_, test| only_values &= test != Test::Stated));
        let mut outside = 0;
        for (at, part) in parts.iter().enumerate() {
            if at < outside {
                continue;
            }
            let Some(changed) = without(require, at) else { continue };
            let changed = small::world().says(scopes.iter().copied(), &changed);
            let same = all.iter().all(|pilot| small::world().verdict(pilot, &changed) == known.verdict(0, pilot));
            let found = audit.findings.iter().any(|finding| whole(&finding.found, part));
            prop_assert!(same || !found, "{part:?}");
            // Whether something is stated can also be contested, which these pilots are not.
            prop_assert!(found || !same || !only_values, "{part:?}");
            if found {
                outside = at;
                part.walk(&mut |_| outside += 1);
            }
        }
        Ok(())
    });
}
