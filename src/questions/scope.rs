//! The facts on which it turns whether a rule applies, where its verdict does not turn on them: a rule that is met, if it
//! applies, is not open, and nobody knows all the same whether it is about the pilot.

use super::Question;
use crate::evaluate::{Exceeded, OpenFact, Prepared};
use crate::model::{Applies, Condition};
use crate::report::{PilotReport, RuleResult};

/// Adds to some questions the rules that may come to apply by their answers, and the questions that are asked for these
/// alone; gives the rules of which that would take too many steps to find.
pub(super) fn add<'r>(
    report: &'r PilotReport<'r>,
    questions: &mut Vec<Question<'r>>,
) -> Vec<(&'r RuleResult<'r>, Exceeded)> {
    let mut refused = Vec::new();
    for result in report.results.iter().filter(|result| result.decision.applies == Applies::Open) {
        let turning = match turning(report, result) {
            Ok(turning) => turning,
            Err(exceeded) => {
                refused.push((result, exceeded));
                continue;
            }
        };
        let is_open = !result.decision.verdict.is_decided();
        let turns = |fact| is_open && result.decision.turns_on.iter().any(|turn| turn.fact == fact);
        for OpenFact { fact, why } in turning.into_iter().filter(|open| !turns(open.fact)) {
            match questions.iter_mut().find(|question| question.fact.id == fact) {
                Some(question) => {
                    question.why = question.why.max(why);
                    question.may_apply.push(result.rule);
                }
                None => questions.push(Question { may_apply: vec![result.rule], ..Question::new(report, fact, why) }),
            }
        }
    }
    refused
}

/// The facts on which it turns whether a rule applies.
fn turning(report: &PilotReport<'_>, result: &RuleResult<'_>) -> Result<Vec<OpenFact>, Exceeded> {
    let set = &result.set.set;
    let scope = Condition::All(set.scopes(result.rule).into_iter().cloned().collect());
    let scope = Prepared::within(report.facts.vocabulary(), &[], Some(&scope), set.limits)?;
    Ok(scope.decide(report.facts)?.turns_on)
}
