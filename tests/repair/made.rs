//! Small rule sets and pilots over a few facts of the shipped vocabulary, at random.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use watching_brief::model::Force;
use watching_brief::model::vocabulary::Fact;
use watching_brief::pilot::StatedFact;

use crate::testkit::made::stated;
use crate::testkit::random::plain_statements;
use crate::testkit::rules::{PlainSet, any_rule, any_set, facts};

/// Few facts of each kind: so few that all ways to change them can be tried.
const GROUPS: [&[&str]; 4] = [
    &["purpose.work_goal", "voluntariness.sanction_for_refusal", "evaluation.horizon", "governance.accountable_lead"],
    &["purpose.work_goal", "voluntariness.sanction_for_refusal", "data_sharing.health_record_read_by"],
    &["data_sharing.health_record_read_by", "evaluation.horizon"],
    &["service.waiting_weeks", "voluntariness.sanction_for_refusal", "workforce.caseload"],
];

/// Who does not answer for the pilot.
const SOMEBODY: &str = "somebody else";

/// Rules with a pilot, some of whose statements are made by somebody who does not answer for it.
#[derive(Debug, Clone)]
pub struct Case {
    pub facts: Vec<&'static Fact>,
    pub rules: PlainSet,
    pub pilot: Vec<StatedFact<'static>>,
    pub settle: bool,
    /// Whether rules may stop applying.
    pub out_of_scope: bool,
    /// Which of the facts are to be kept.
    pub keep: Vec<bool>,
}

pub fn any_case() -> impl Strategy<Value = Case> {
    select(&GROUPS[..]).prop_flat_map(|group| {
        let facts = facts(group);
        let owned: Vec<Fact> = facts.iter().map(|fact| (*fact).clone()).collect();
        let force = select(vec![Force::Must, Force::Must, Force::Should, Force::Ask]);
        let rules = any_set(Just(None), any_rule(&owned, force, 0.3, 3), 1..=4);
        let said: Vec<_> = facts.iter().map(|fact| plain_statements(fact)).collect();
        let keep = vec(prop::bool::weighted(0.15), facts.len());
        let others = vec(prop::bool::weighted(0.4), 12);
        let all = (rules, said, any::<(bool, bool)>(), keep, others);
        all.prop_map(move |(rules, said, (settle, out_of_scope), keep, others)| {
            let mut pilot = stated(facts.iter().copied().zip(said));
            let statements = pilot.iter_mut().flat_map(|stated| &mut stated.statements);
            for (statement, _) in statements.zip(others).filter(|(_, is_anothers)| *is_anothers) {
                statement.by = Some(SOMEBODY.into());
            }
            Case { facts: facts.clone(), rules, pilot, settle, out_of_scope, keep }
        })
    })
}
