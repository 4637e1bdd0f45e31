//! What `brief compare` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use super::shared::{ComparedRulesAnswer, RuleAnswer, WitnessAnswer};
use crate::reason::compare::{Comparison, Way};
use crate::reason::{ComparedRules, Pair, RuleInSet};

/// Two sides, compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief compare answers")]
pub struct CompareAnswer {
    /// The format, 1.
    pub format: u32,
    /// Whether only pilots to which all sets of both sides apply are looked at.
    pub applies: bool,
    /// Whether there is any pilot to look at.
    pub any_pilot: bool,
    /// The first side.
    pub first: ComparedRulesAnswer,
    /// The second side.
    pub second: ComparedRulesAnswer,
    /// Whether whoever satisfies the first satisfies the second.
    pub first_implies_second: WayAnswer,
    /// Whether whoever satisfies the second satisfies the first.
    pub second_implies_first: WayAnswer,
    /// Conditions that the same pilots satisfy.
    pub equivalent: Vec<PairAnswer>,
    /// Conditions of the first side that imply one of the second.
    pub first_implies: Vec<PairAnswer>,
    /// Conditions of the second side that imply one of the first.
    pub second_implies: Vec<PairAnswer>,
    /// Conditions of which a pilot can meet either, and none both.
    pub conflicts: Vec<PairAnswer>,
    /// Conditions of which the first is met only where the second does not apply.
    pub first_rules_out: Vec<PairAnswer>,
    /// Conditions of which the second is met only where the first does not apply.
    pub second_rules_out: Vec<PairAnswer>,
    /// Conditions that every pilot satisfies that is looked at.
    pub always_satisfied: BothSides,
    /// Conditions that no pilot meets that is looked at and to which they apply.
    pub never_met: BothSides,
}

/// Whether satisfying one side satisfies the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WayAnswer {
    /// Whether every pilot that satisfies the one satisfies the other.
    pub holds: bool,
    /// Whether any pilot satisfies the one.
    pub any_pilot: bool,
    /// The `must` rules of the other side that every such pilot satisfies.
    pub follow: Vec<RuleAnswer>,
    /// Those that some such pilot breaches.
    pub breachable: Vec<RuleAnswer>,
    /// Those that no such pilot breaches, and some leaves open.
    pub open: Vec<RuleAnswer>,
    /// A smallest pilot that shows that it does not hold.
    pub witness: Option<WitnessAnswer>,
    /// The rules that this pilot breaches or leaves open, each with its verdict.
    pub failed: Vec<RuleAnswer>,
}

/// A condition of the first side and one of the second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PairAnswer {
    /// That of the first side.
    pub first: RuleAnswer,
    /// That of the second side.
    pub second: RuleAnswer,
}

/// Conditions of each side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BothSides {
    /// Those of the first side.
    pub first: Vec<RuleAnswer>,
    /// Those of the second side.
    pub second: Vec<RuleAnswer>,
}

impl CompareAnswer {
    /// The answer of a comparison.
    #[must_use]
    pub fn new(comparison: &Comparison<'_>) -> Self {
        let [first, second] = &comparison.sides;
        let [forth, back] = &comparison.ways;
        let relations = &comparison.relations;
        Self {
            format: FORMAT,
            applies: comparison.within,
            any_pilot: comparison.any,
            first: ComparedRulesAnswer::new(first),
            second: ComparedRulesAnswer::new(second),
            first_implies_second: way(forth, first, second),
            second_implies_first: way(back, second, first),
            equivalent: pairs(&relations.same),
            first_implies: pairs(&relations.forth),
            second_implies: pairs(&relations.back),
            conflicts: pairs(&relations.conflicts),
            first_rules_out: pairs(&relations.ousts),
            second_rules_out: pairs(&relations.ousted),
            always_satisfied: both(&relations.idle),
            never_met: both(&relations.hopeless),
        }
    }
}

fn way(way: &Way<'_>, one: &ComparedRules<'_>, other: &ComparedRules<'_>) -> WayAnswer {
    let sets = [one.sets(), other.sets()].concat();
    let failed = way.failed.iter().map(|(held, verdict)| {
        let rule = RuleAnswer::new(held);
        RuleAnswer { verdict: Some(*verdict), ..rule }
    });
    WayAnswer {
        holds: way.witness.is_none(),
        any_pilot: way.possible,
        follow: RuleAnswer::all(&way.follow),
        breachable: RuleAnswer::all(&way.breachable),
        open: RuleAnswer::all(&way.open),
        witness: way.witness.as_ref().map(|witness| WitnessAnswer::new(witness, &sets)),
        failed: failed.collect(),
    }
}

fn pairs(pairs: &[Pair<'_>]) -> Vec<PairAnswer> {
    pairs.iter().map(|[a, b]| PairAnswer { first: RuleAnswer::new(a), second: RuleAnswer::new(b) }).collect()
}

fn both([of_first, of_second]: &[Vec<RuleInSet<'_>>; 2]) -> BothSides {
    BothSides { first: RuleAnswer::all(of_first), second: RuleAnswer::all(of_second) }
}
