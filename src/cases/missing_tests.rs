//! The tests that a rule or a scope should have, and has not.

use super::{applies, verdict};
use crate::evaluate::{Exceeded, Prepared};
use crate::model::number::{Day, Decimal};
use crate::model::vocabulary::{Fact, FactType};
use crate::model::{Applies, Verdict};
use crate::pilot::{DateClaim, NO_TEXT, NumberClaim, StatedFact, StatedValue, Statement};
use crate::rules::{ReadyRule, ReadySet};

/// A pilot of which every fact that these diagrams ask for is stated, and wholly contested.
///
/// Its completions are just the pilots that state every fact: a contested fact may have any value that agrees with one
/// of its statements, and is stated in every completion. So they tell what some pilot can come to: a pilot that is
/// breached stays so when all that it leaves open is stated in one way or another.
fn any_pilot(diagrams: &Prepared) -> Vec<StatedFact<'static>> {
    let vocabulary = diagrams.vocabulary();
    diagrams.facts().into_iter().map(|fact| contested(vocabulary.fact(fact))).collect()
}

fn contested(fact: &Fact) -> StatedFact<'static> {
    let said = match fact.kind {
        FactType::Bool => vec![StatedValue::Bool(false), StatedValue::Bool(true)],
        FactType::Choice => (0..).take(fact.values.len()).map(StatedValue::Choice).collect(),
        FactType::Text => vec![StatedValue::Text(NO_TEXT.into()), StatedValue::Text("somebody".into())],
        // Every value that there is agrees with one of these.
        FactType::Number => {
            let range = fact.range;
            let least = range.from.map_or(Decimal::whole(0), |from| from.at);
            let (above, below) = (Some(least), Some(least));
            let within = |at_least, at_most| StatedValue::Number(NumberClaim::Within { at_least, at_most });
            let next = least.next(true);
            vec![within(above, None), within(None, below), within(next, None)]
        }
        FactType::Date => {
            let first = fact.range.from.and_then(|from| Day::of(from.at)).unwrap_or(Day::USUAL);
            let next = first.number().next(true).and_then(Day::of);
            let within = |from, until| StatedValue::Date(DateClaim::Within { from, until });
            vec![within(None, Some(first)), within(next, None)]
        }
        // Every set agrees with one of these, and of all other members they say nothing.
        FactType::Set => vec![
            StatedValue::Partly { includes: vec![0], excludes: Vec::new() },
            StatedValue::Partly { includes: Vec::new(), excludes: vec![0] },
        ],
    };
    StatedFact { fact: fact.id, statements: said.into_iter().map(Statement::plain).collect() }
}

/// The verdicts for which a rule has no test, in words: met; breached, where some pilot can breach it; and an open one,
/// where it can be open.
///
/// # Errors
/// [`Exceeded`] where telling what can be would take too many steps.
pub fn lacking_of_rule(rule: &ReadyRule) -> Result<Vec<&'static str>, Exceeded> {
    let expects = |wanted: &[Verdict]| rule.rule.tests.iter().any(|case| wanted.contains(&case.expected));
    let mut lacking = Vec::new();
    if !expects(&[Verdict::Met]) {
        lacking.push("for `met`");
    }
    if !expects(&[Verdict::Breached]) && !verdict(rule, &any_pilot(rule.alone()?))?.is_satisfied() {
        lacking.push("for `breached`");
    }
    // What is decided where nothing is stated is decided for every pilot.
    if !expects(&[Verdict::Unstated, Verdict::Contested]) && !verdict(rule, &[])?.is_decided() {
        lacking.push("for an open verdict, `unstated` or `contested`");
    }
    Ok(lacking)
}

/// The answers for which the scope of a set has no test, in words, as far as there are pilots that give them.
///
/// # Errors
/// [`Exceeded`] where telling what can be would take too many steps.
pub fn lacking_of_scope(set: &ReadySet) -> Result<Vec<&'static str>, Exceeded> {
    let Some(scope) = &set.scope else { return Ok(Vec::new()) };
    let (can, nothing) = (applies(set, &any_pilot(scope))?, applies(set, &[])?);
    let each = [
        (Applies::Yes, can != Applies::No, "where it is true"),
        (Applies::No, can != Applies::Yes, "where it is false"),
        (Applies::Open, nothing == Applies::Open, "where it is open"),
    ];
    let lacks = |(answer, possible, _): &(Applies, bool, _)| {
        *possible && !set.set.tests.iter().any(|case| case.expected == *answer)
    };
    Ok(each.into_iter().filter(lacks).map(|(_, _, what)| what).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{Facts, Prepared, StatementFilter};
    use crate::model::vocabulary::Vocabulary;
    use crate::model::{Condition, Test};

    /// What can come of a condition, as `lacking_of_rule` asks for it.
    fn can_be_breached(condition: &Condition) -> bool {
        let prepared = Prepared::new(Vocabulary::shipped(), &[], Some(condition)).expect("small");
        let hearing = StatementFilter::default();
        let any = any_pilot(&prepared);
        let verdict = prepared.verdict(&Facts::new(Vocabulary::shipped(), &any, &hearing)).expect("small");
        verdict != Verdict::Met
    }

    fn fact_condition(path: &str, test: Test) -> Condition {
        Condition::Fact(Vocabulary::shipped().find_path(path).expect("a fact").id, test)
    }

    #[test]
    fn only_what_a_pilot_can_state_can_breach() {
        // That a fact is not stated fixes nothing: it may come to be stated. Only a text can be stated to be none.
        assert!(!can_be_breached(&fact_condition("evaluation.planned", Test::Stated)));
        assert!(!can_be_breached(&fact_condition("referral.work_coach_role", Test::Stated)));
        assert!(!can_be_breached(&fact_condition("location.venues", Test::Stated)));
        assert!(can_be_breached(&fact_condition("governance.accountable_lead", Test::Stated)));
        assert!(can_be_breached(&fact_condition("location.venues", Test::NotEmpty)));
        assert!(can_be_breached(&fact_condition("location.venues", Test::AtLeast(12))));
        assert!(!can_be_breached(&fact_condition("location.venues", Test::AtLeast(0))));
        assert!(can_be_breached(&fact_condition("location.venues", Test::Includes(1))));
        assert!(can_be_breached(&fact_condition("location.venues", Test::Excludes(1))));
        assert!(!can_be_breached(&fact_condition("referral.work_coach_role", Test::OneOf(0b11111))));
        assert!(can_be_breached(&fact_condition("referral.work_coach_role", Test::OneOf(0b01111))));
        let (yes, no) =
            (fact_condition("targets.recovery", Test::OneOf(2)), fact_condition("targets.recovery", Test::OneOf(1)));
        assert!(!can_be_breached(&Condition::Any(vec![yes, no])));
    }
}
