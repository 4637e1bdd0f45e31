//! `brief rules test --coverage`, `--mutants` and `--suggest`: what the tests of a rule show.

use std::fmt::Write as _;

use crate::support::{Folder, Ran};
use watching_brief::model::vocabulary::{FactType, Vocabulary};

/// A rule set with these lines at its end: what belongs to the set, and its rules.
fn set(end: &str) -> String {
    format!("format: 1\nruleset: made\ntitle: A set\nissued_by: [Nobody]\nsummary: A set.\n{end}")
}

/// A rule with its conditions, each in lines of its own, and its tests.
fn rule(conditions: &str, tests: &[&str]) -> String {
    let tests: String = tests.iter().map(|test| format!("      - {test}\n")).collect();
    format!(
        "  - id: A-1\n    title: A rule\n    about: evaluation\n    force: must\n    by: Nobody\n    \
         cite: {{document: nowhere, paragraph: 1, phrase: nothing}}\n{conditions}    reason: None.\n    remedy: None.\n    \
         tests:\n{tests}"
    )
}

fn test(folder: &Folder, options: &[&str]) -> (i32, String) {
    let ran = folder.brief(&[&["rules", "test", "set.yaml"], options].concat());
    assert_eq!(ran.err, "");
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    (ran.status.expect("an exit status"), ran.out)
}

/// The tests that are suggested: the lines of the output that are those of a list.
fn suggested(out: &str, margin: &str) -> String {
    let [first, under] = ["- ", "  "].map(|start| format!("{margin}{start}"));
    let lines = out.lines().skip_while(|line| !line.starts_with("The tests below"));
    let taken = lines.filter(|line| line.starts_with(&first) || line.starts_with(&under));
    taken.map(|line| format!("{line}\n")).collect()
}

const TWO: &str = "    require:\n      evaluation.planned: true\n      evaluation.independent: true\n";
const MET: &str = "{given: {evaluation.planned: true, evaluation.independent: true}, verdict: met}";
const BREACHED: &str = "{given: {evaluation.planned: false}, verdict: breached}";
const OPEN: &str = "{given: {}, verdict: unstated}";

#[test]
fn an_atom_that_the_tests_do_not_show_is_named_with_what_is_missing() {
    let folder = Folder::new("rule_coverage_unshown");
    folder.write("set.yaml", set(&format!("rules:\n{}", rule(TWO, &[MET, BREACHED, OPEN]))));
    assert_eq!(test(&folder, &[]).0, 0, "what is not asked for does not count");
    let (status, out) = test(&folder, &["--coverage"]);
    assert_eq!(status, 1);
    assert_eq!(
        out,
        "set.yaml:14: the tests of A-1 do not show that it matters whether\n  `evaluation.planned` is true\n  \
         missing   one that is not met, and would be if this held\n\
         set.yaml:15: the tests of A-1 do not show that it matters whether\n  `evaluation.independent` is true\n  \
         missing   one that is not met, and would be if this held\n\n\
         3 tests of 1 rule in 1 rule set: all pass\ncoverage: 0 of 2 atoms shown\n"
    );
}

#[test]
fn a_test_that_fails_shows_nothing() {
    let folder = Folder::new("rule_coverage_fails");
    let tests = [
        MET,
        BREACHED,
        OPEN,
        "{given: {evaluation.planned: true}, verdict: met}",
        "{given: {evaluation.independent: true}, verdict: unstated}",
    ];
    folder.write("set.yaml", set(&format!("rules:\n{}", rule(TWO, &tests))));
    let (status, out) = test(&folder, &["--coverage"]);
    assert_eq!(status, 1);
    assert!(out.ends_with("1 fails\ncoverage: 1 of 2 atoms shown\n"), "{out}");
}

#[test]
fn mutants_that_no_test_kills_are_told_at_their_place() {
    let folder = Folder::new("rule_coverage_mutants");
    let condition = "    applies_when:\n      location.venues: {includes: [library]}\n    require:\n      any:\n        \
                     - referral.work_coach_role: [none, informs]\n        - evaluation.planned: true\n";
    let tests = [
        "{given: {evaluation.planned: true}, verdict: met}",
        "{given: {location.venues: [library], referral.work_coach_role: mandates, evaluation.planned: false}, verdict: breached}",
        "{given: {}, verdict: unstated}",
    ];
    folder.write("set.yaml", set(&format!("rules:\n{}", rule(condition, &tests))));
    let (status, out) = test(&folder, &["--mutants"]);
    assert_eq!(status, 1);
    let told = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "set.yaml:14: all tests of A-1 still pass with this changed: `location.venues` includes `library` \
         - the whole of `applies_when` is left out",
        "- it becomes: `location.venues` has nothing but `library`",
        "set.yaml:17: all tests of A-1 still pass with this changed: `referral.work_coach_role` is `none` or `informs` \
         - it is left out - `none` is left out of it - `informs` is left out of it - `suggests` stands in the place of \
         `none` - `suggests` stands in the place of `informs` - `suggests` or `refers` is added to it",
    ] {
        assert!(told.contains(expected), "{expected:?} is not in\n{told}");
    }
    assert!(!told.contains("opposite"), "an opposite is always noticed here: {told}");
    assert!(told.contains("mutants: "), "{told}");
    assert!(!told.contains("coverage: "), "{told}");
}

/// With what is suggested pasted at the end, nothing is missing.
#[test]
fn what_is_suggested_can_be_pasted_and_shows_the_rest() {
    let conditions = [
        TWO,
        "    applies_when:\n      location.venues: {includes_any: [jobcentre, same-building-as-jobcentre]}\n      \
         referral.work_coach_role: {none_of: [none, informs]}\n    require:\n      if: {evaluation.planned: true}\n      \
         then: {service.modalities: {at_least: 2}}\n",
        "    require:\n      not: {any: [{governance.clinical_liability: stated}, {location.venues: empty}]}\n",
        "    require:\n      all:\n        - location.venues: {only: [library, gp-surgery, online]}\n        \
         - location.venues: not-empty\n        - location.venues: stated\n",
    ];
    for (at, condition) in conditions.into_iter().enumerate() {
        let folder = Folder::new(&format!("rule_coverage_pasted_{at}"));
        let whole = set(&format!("rules:\n{}", rule(condition, &[OPEN])));
        folder.write("set.yaml", &whole);
        let (status, out) = test(&folder, &["--suggest"]);
        assert_eq!(status, 1, "{out}");
        let pasted = suggested(&out, "      ");
        assert!(pasted.contains("verdict: met"), "{out}");
        folder.write("set.yaml", format!("{whole}{pasted}"));
        let (status, out) = test(&folder, &["--coverage", "--mutants"]);
        assert_eq!(status, 0, "{pasted}\n{out}");
        assert!(out.contains(": all pass\n"), "{out}");
    }
}

#[test]
fn only_what_is_asked_about_is_suggested() {
    let folder = Folder::new("rule_coverage_asked");
    folder.write("set.yaml", set(&format!("rules:\n{}", rule(TWO, &[MET, BREACHED, OPEN]))));
    let (_, out) = test(&folder, &["--coverage", "--suggest"]);
    assert!(
        out.contains("      - {given: {evaluation.independent: true, evaluation.planned: false}, verdict: breached}\n")
            || out.contains("evaluation.planned: false"),
        "{out}"
    );
    let pasted = suggested(&out, "      ");
    let expected = "      - given:\n          evaluation.planned: false\n          evaluation.independent: true\n        \
                    verdict: breached\n      - given:\n          evaluation.planned: true\n          \
                    evaluation.independent: false\n        verdict: breached\n";
    assert_eq!(pasted, expected, "{out}");
    assert!(out.contains("Look at each before you paste it"), "{out}");
    assert!(!out.contains("mutants: "), "{out}");
}

#[test]
fn the_scope_of_a_set_is_held_against_its_own_tests() {
    let folder = Folder::new("rule_coverage_scope");
    let scope = "applies_when:\n  location.venues: {includes: [library]}\n  evaluation.planned: true\n";
    let tests = "tests:\n  - {given: {location.venues: [library], evaluation.planned: true}, applies: true}\n  \
                 - {given: {location.venues: []}, applies: false}\n  - {given: {}, applies: open}\n";
    let rules = rule(
        "    require: {evaluation.planned: true}\n",
        &["{given: {evaluation.planned: true}, verdict: met}", BREACHED, OPEN],
    );
    let whole = |more: &str| set(&format!("{scope}{tests}{more}rules:\n{rules}"));
    folder.write("set.yaml", whole(""));
    let (status, out) = test(&folder, &["--suggest"]);
    assert_eq!(status, 1);
    let told = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "set.yaml:7: the tests of the scope of made do not show that it matters whether `location.venues` includes \
         `library` missing one that is not true, and would be if this held",
        "set.yaml:8: all tests of the scope of made still pass with this changed: `evaluation.planned` is true \
         - it is left out",
    ] {
        assert!(told.contains(expected), "{expected:?} is not in\n{told}");
    }
    let pasted = suggested(&out, "  ");
    assert!(pasted.contains("applies: false"), "{out}");
    folder.write("set.yaml", whole(&pasted));
    let (status, out) = test(&folder, &["--coverage", "--mutants"]);
    assert_eq!(status, 0, "{pasted}\n{out}");
    assert!(out.contains("coverage: 3 of 3 atoms shown\n"), "{out}");
}

#[test]
fn what_no_pilots_can_show_is_left_out_and_said_so() {
    let folder = Folder::new("rule_coverage_never");
    let condition = "    require:\n      evaluation.planned: true\n      any:\n        - evaluation.planned: true\n        \
                     - evaluation.independent: true\n";
    let alone = "{given: {evaluation.planned: false, evaluation.independent: true}, verdict: breached}";
    let tests = ["{given: {evaluation.planned: true}, verdict: met}", alone, OPEN];
    folder.write("set.yaml", set(&format!("rules:\n{}", rule(condition, &tests))));
    let (status, out) = test(&folder, &["--coverage", "--mutants"]);
    assert_eq!(status, 0, "{out}");
    let told = out.split_whitespace().collect::<Vec<_>>().join(" ");
    let never = "set.yaml:17: in A-1 no tests can show whether it matters that `evaluation.independent` is true; that is \
                 proved";
    assert!(told.contains(never), "{told}");
    assert!(told.contains("coverage: 1 of 1 atom shown (2 left out: no pilots can show them)"), "{told}");
    assert!(told.contains("left out: equivalent)"), "{told}");
}

#[test]
fn the_shipped_rule_sets_are_shown_whole_whatever_the_number_of_threads() {
    let folder = Folder::new("rule_coverage_shipped");
    let run = |threads: &str| {
        let mut command = folder.command(&["rules", "test", "--coverage", "--mutants"]);
        Ran::of(command.env("RAYON_NUM_THREADS", threads), &[])
    };
    let (one, four) = (run("1"), run("4"));
    assert_eq!((one.status, &one.out), (Some(0), &four.out), "{}", one.out);
    for line in ["coverage: ", "mutants: "] {
        let line = one.out.lines().find_map(|shown| shown.strip_prefix(line)).expect("a summary");
        let mut words = line.split(' ');
        let (done, all) = (words.next(), words.nth(1));
        assert_eq!(done, all, "{line}");
        assert!(done.is_some_and(|done| done.len() >= 3), "{line}");
    }
}

/// A rule that can be decided, but with so many large mutants that they are too much.
#[test]
fn what_is_too_much_to_decide_is_an_error_at_the_rule() {
    let facts = Vocabulary::shipped().facts().iter().filter(|fact| fact.kind == FactType::Bool).take(40);
    let facts: Vec<&str> = facts.map(|fact| fact.path.as_str()).collect();
    let mut state = 1u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % below).expect("a small number")
    };
    let mut condition = "    require:\n      all:\n".to_owned();
    for _ in 0..40 {
        let one_of = [(); 3].map(|()| format!("{{{}: {}}}", facts[random(40)], random(2) == 1));
        writeln!(condition, "        - any: [{}]", one_of.join(", ")).expect("a text");
    }
    let folder = Folder::new("rule_coverage_too_much");
    folder.write("set.yaml", set(&format!("rules:\n{}", rule(&condition, &[OPEN]))));
    let (status, out) = test(&folder, &["--mutants"]);
    assert_eq!(status, 2, "{out}");
    let told = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("what the tests of A-1 show is too much to decide; make it simpler"), "{told}");
    assert!(told.contains("set.yaml:7:9"), "{told}");
    assert!(told.contains("1 test of 1 rule in 1 rule set: 2 are lacking, 1 error mutants: 0 of 0 killed"), "{told}");
}
