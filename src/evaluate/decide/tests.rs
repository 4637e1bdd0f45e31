//! The two ways to decide a rule held against each other.

use std::fmt::Write as _;

use super::{Decidable, PilotView, RuleDecision, RulePart, answer, because};
use crate::evaluate::{Budget, Facts, Prepared, StatementFilter};
use crate::model::vocabulary::{Fact, FactType, Vocabulary};
use crate::model::{Basis, Verdict, VerdictAndScope};
use crate::rules::Collection;
use crate::tree;

/// Numbers below a bound, the same in every run.
fn below(seed: &mut u64, bound: usize) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).expect("31 bits") % bound
}

fn statement(fact: &Fact, seed: &mut u64) -> String {
    let basis = ["claimed", "specified", "observed"][below(seed, 3)];
    let mut some = || fact.values.iter().filter(|_| below(seed, 3) == 0).map(String::as_str).collect::<Vec<_>>();
    let (first, second) = (some().join(", "), some().join(", "));
    let said = match fact.kind {
        FactType::Bool => format!("value: {}", below(seed, 2) == 0),
        FactType::Choice => format!("value: {}", fact.values[below(seed, fact.values.len())]),
        FactType::Text => format!("value: {}", ["somebody", "none"][below(seed, 2)]),
        FactType::Number => format!("value: {}", below(seed, 60)),
        FactType::Date => format!("value: 20{}-0{}-01", 20 + below(seed, 9), 1 + below(seed, 9)),
        FactType::Set => match below(seed, 3) {
            0 if !first.is_empty() => format!("includes: [{first}]"),
            1 if !second.is_empty() => format!("excludes: [{second}]"),
            _ => format!("value: [{first}]"),
        },
    };
    format!("{{{said}, by: somebody, basis: {basis}}}")
}

/// Whether there is a verdict does not depend on whether its reasons are wanted; how often there was one, and none.
fn refused_alike(rule: &Prepared, pilot: &PilotView<'_>, told: &str) -> [usize; 2] {
    let mut seen = [0; 2];
    for steps in [2, 10, 50, 150, 400, 1_000, 5_000] {
        let (budget, decision) = (Budget::new(steps), RuleDecision::new(rule, pilot));
        let decided = decision.decide(&budget).map(|decision| decision.verdict_and_scope());
        assert_eq!(decision.verdict_as_decided(&budget), decided, "within {steps} steps: {told}");
        seen[usize::from(decided.is_err())] += 1;
    }
    seen
}

/// Whether the reason for a verdict takes no more steps than are reckoned beforehand; how many it took.
fn steps_of_reason(rule: &Prepared, facts: &Facts<'_>, decided: VerdictAndScope, told: &str) -> u64 {
    let is_tangled = RuleDecision::by_diagrams(rule, facts).is_tangled();
    if !matches!(decided.verdict, Verdict::Met | Verdict::Breached) || rule.expression().is_none() || is_tangled {
        return 0;
    }
    let (part, yes) = (RulePart::of_verdict(decided.applies), decided.verdict == Verdict::Met);
    let (diagrams, mut budget) = (rule.diagrams(), Budget::default());
    let before = budget.left;
    because::smallest(diagrams, part.root(diagrams), answer(yes), facts, &mut budget).expect("few steps");
    let (took, most) = (u64::from(before - budget.left), because::most_steps(diagrams, facts));
    assert!(took <= most, "{took} steps where {most} are the most: {told}");
    took
}

#[test]
fn the_tree_and_the_diagrams_of_the_shipped_rules_agree() {
    let (mut collection, mut seed, mut compared) = (Collection::default(), 7, 0);
    let (mut decided_within, mut refused, mut steps, mut tangled) = (0, 0, 0, 0);
    collection.add_all_embedded(&mut Vec::new());
    let hearing = |least| StatementFilter { least, ..StatementFilter::default() };
    let hearings = [None, None, Some(Basis::Specified), Some(Basis::Observed)].map(hearing);
    for (round, hearing) in (0..60).zip(hearings.iter().cycle()) {
        let mut text = "format: 1\npilot: p\ntitle: t\nstatus: running\n".to_owned();
        for (section, facts) in Vocabulary::shipped().sections() {
            let _ = writeln!(text, "{section}:");
            for fact in facts {
                if below(&mut seed, 100) >= 20 + round {
                    continue;
                }
                let statements: Vec<String> =
                    (0..=below(&mut seed, 8) / 7).map(|_| statement(fact, &mut seed)).collect();
                let _ = writeln!(text, "  {}: [{}]", fact.name, statements.join(", "));
            }
        }
        let tree = tree::build(&text).expect("sound YAML");
        let pilot = crate::pilot::pilot(Vocabulary::shipped(), &tree).expect("a pilot");
        let facts = Facts::new(Vocabulary::shipped(), &pilot.facts, hearing);
        let sets = collection.sets().iter().map(|set| (set, PilotView::new(&set.parts, &facts)));
        let sets: Vec<_> = sets.collect();
        for (rule, pilot) in sets.iter().flat_map(|(set, pilot)| set.rules.iter().map(move |rule| (rule, pilot))) {
            let told = format!("{}\n{text}", rule.rule.id);
            let (both, diagrams) =
                (RuleDecision::new(&rule.prepared, pilot), RuleDecision::by_diagrams(&rule.prepared, &facts));
            let budget = Budget::default();
            let decided = diagrams.decide(&budget).expect("few steps");
            assert_eq!(both.decide(&budget).as_ref(), Ok(&decided), "{told}");
            assert_eq!(diagrams.verdict(&mut budget.clone()), Ok(decided.verdict_and_scope()), "{told}");
            assert_eq!(both.verdict(&mut budget.clone()), Ok(decided.verdict_and_scope()), "{told}");
            assert_eq!(both.verdict_as_decided(&budget), Ok(decided.verdict_and_scope()), "{told}");
            assert_eq!(rule.prepared.decide(&facts), Ok(decided.clone()), "{told}");
            compared += usize::from(rule.prepared.expression().is_some());
            // The parts are asked first where statements disagree on the members of a set, too.
            tangled += usize::from(diagrams.is_tangled());
            steps += steps_of_reason(&rule.prepared, &facts, decided.verdict_and_scope(), &told);
            let [verdicts, refusals] = refused_alike(&rule.prepared, pilot, &told);
            (decided_within, refused) = (decided_within + verdicts, refused + refusals);
        }
    }
    assert!(decided_within > 3000 && refused > 1000, "{decided_within} verdicts, {refused} refusals");
    assert!(steps > 10_000, "only {steps} steps for reasons");
    assert!(tangled > 1000, "only {tangled} of them about sets on which statements disagree");
    assert!(compared > 3000, "only {compared} decisions were compared");
}
