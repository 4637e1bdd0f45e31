//! Promise and practice: each condition beside what a pilot says of it, and what is left of that without the word of those
//! who promised.

use crate::evaluate::{Facts, StatementFilter};
use crate::model::VerdictAndScope;
use crate::model::vocabulary::FactId;
use crate::pilot::{Statement, fold_speaker};
use crate::report::{PilotReport, RuleResult};
use crate::rules::ReadySet;

/// What a pilot says of the conditions of one rule set.
#[derive(Debug)]
pub struct PromisesOfSet<'r> {
    /// The rule set.
    pub set: &'r ReadySet,
    /// Those of the pilot's speakers who promised, as first written, in the order of the facts of which they speak.
    pub promisers: Vec<&'r str>,
    /// The conditions, in order.
    pub conditions: Vec<PromisedCondition<'r>>,
}

/// One condition beside what is described.
#[derive(Debug)]
pub struct PromisedCondition<'r> {
    /// The result of the condition, every statement counting that is listened to.
    pub result: &'r RuleResult<'r>,
    /// The facts that the condition requires something of, in the order of the vocabulary, each with what is said of it.
    pub described: Vec<(FactId, Vec<Described<'r>>)>,
    /// The verdict without the word of those who promised; none where that is too much to decide.
    pub without_promisers: Option<VerdictAndScope>,
}

/// One statement, and whether a promiser makes it.
#[derive(Debug, Clone, Copy)]
pub struct Described<'r> {
    /// The statement.
    pub statement: &'r Statement<'r>,
    /// Whether it is by one of those who promised.
    pub by_promiser: bool,
}

/// The conditions of each rule set of a report beside what the pilot says of them.
#[must_use]
pub fn promises<'r>(report: &'r PilotReport<'r>) -> Vec<PromisesOfSet<'r>> {
    let of_sets = report.results.chunk_by(|one, next| std::ptr::eq(one.set, next.set));
    of_sets.filter_map(|results| Some(of_set(report, results.first()?.set, results))).collect()
}

fn of_set<'r>(report: &'r PilotReport<'r>, set: &'r ReadySet, results: &'r [RuleResult<'r>]) -> PromisesOfSet<'r> {
    let named = set.set.issued_by.iter().chain(set.rules.iter().map(|rule| &rule.rule.by));
    let named: Vec<String> = named.map(|name| speaker_alone(name)).collect();
    let promised = |by: &str| named.contains(&speaker_alone(by));
    let mut promisers: Vec<&str> = Vec::new();
    let mut without: StatementFilter = report.facts.hearing().clone();
    for statement in report.pilot.facts.iter().flat_map(|stated| &stated.statements) {
        let Some(by) = statement.by.as_deref().filter(|by| promised(by)) else { continue };
        let folded = fold_speaker(by);
        if !report.facts.hearing().accepts(statement) || promisers.iter().any(|known| fold_speaker(known) == folded) {
            continue;
        }
        promisers.push(by);
        without.without.push(folded);
    }
    let promised_by = |statement: &Statement<'_>| statement.by.as_deref().is_some_and(&promised);
    let left = Facts::left_of(&report.facts.shared_whole(), &report.pilot.facts, &without);
    let condition = |result: &'r RuleResult<'r>| {
        let statements = |fact: FactId| {
            // Those who speak of it without answering it stand beside what is said.
            let spoken = report.facts.unanswered(fact).filter(|statement| statement.speaks_without_answering());
            let each = report
                .facts
                .heard(fact)
                .chain(spoken)
                .map(|statement| Described { statement, by_promiser: promised_by(statement) });
            (fact, each.collect())
        };
        let ready = set.rules.iter().find(|rule| rule.rule.id == result.rule.id);
        PromisedCondition {
            result,
            described: result.rule.require.facts().into_iter().map(statements).collect(),
            without_promisers: ready.and_then(|rule| rule.prepared.verdict_and_scope(&left).ok()),
        }
    };
    PromisesOfSet { set, promisers, conditions: results.iter().map(condition).collect() }
}

/// A speaker's name, folded, without what stands behind it in brackets: who reports it is not whose word it is.
fn speaker_alone(name: &str) -> String {
    let name = name.trim_end();
    let alone = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map_or(name, |(before, _)| before);
    fold_speaker(if alone.trim().is_empty() { name } else { alone })
}

#[cfg(test)]
mod tests {
    use super::speaker_alone;

    #[test]
    fn who_reports_a_word_is_not_whose_word_it_is() {
        assert_eq!(speaker_alone("DWP (as the five bodies report)"), "dwp");
        assert_eq!(speaker_alone("  Work and  Health Unit "), "work and health unit");
        assert_eq!(speaker_alone("(nobody)"), "(nobody)");
        assert_eq!(speaker_alone("DWP (North) office"), "dwp (north) office");
    }
}
