//! What `brief reconcile` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use super::shared::{ComparedRulesAnswer, RuleAnswer, WitnessAnswer};
use crate::reason::RuleInSet;
use crate::reason::reconcile::{Outcome, Reconciled};
use crate::rules::ReadySet;

/// One pilot that satisfies several rule sets, or what stands in the way of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief reconcile answers")]
pub struct ReconcileAnswer {
    /// The format, 1.
    pub format: u32,
    /// Whether pilots to which some sets do not apply are looked at, too.
    pub out_of_scope: bool,
    /// The rules.
    pub sets: ComparedRulesAnswer,
    /// A smallest pilot that satisfies all rules of force must; null where there is none.
    pub pilot: Option<WitnessAnswer>,
    /// Minimal sets of rules that cannot stand together.
    pub cannot_stand_together: Vec<Vec<RuleAnswer>>,
    /// Minimal sets of rules without which the rest can.
    pub would_give_way: Vec<Vec<RuleAnswer>>,
    /// Minimal sets of rule sets, by their ids, that never apply together.
    pub sets_never_applying_together: Vec<Vec<String>>,
    /// Minimal sets of rule sets, by their ids, without which the rest can.
    pub sets_to_leave_out: Vec<Vec<String>>,
    /// Whether these are all there are.
    pub complete: bool,
}

impl ReconcileAnswer {
    /// The answer of reconciling.
    #[must_use]
    pub fn new(reconciled: &Reconciled<'_>) -> Self {
        let mut answer = Self {
            format: FORMAT,
            out_of_scope: reconciled.out_of_scope,
            sets: ComparedRulesAnswer::new(&reconciled.side),
            pilot: None,
            cannot_stand_together: Vec::new(),
            would_give_way: Vec::new(),
            sets_never_applying_together: Vec::new(),
            sets_to_leave_out: Vec::new(),
            complete: true,
        };
        match &reconciled.outcome {
            Outcome::Pilot(pilot) => answer.pilot = Some(WitnessAnswer::new(pilot, &reconciled.side.sets())),
            Outcome::Blocked(deadlock) => {
                answer.cannot_stand_together = of_rules(&deadlock.clashes);
                answer.would_give_way = of_rules(&deadlock.ways_out);
                answer.complete = deadlock.complete;
            }
            Outcome::Apart(deadlock) => {
                answer.sets_never_applying_together = of_sets(&deadlock.clashes);
                answer.sets_to_leave_out = of_sets(&deadlock.ways_out);
                answer.complete = deadlock.complete;
            }
        }
        answer
    }
}

fn of_rules(lists: &[Vec<RuleInSet<'_>>]) -> Vec<Vec<RuleAnswer>> {
    lists.iter().map(|list| RuleAnswer::all(list)).collect()
}

fn of_sets(lists: &[Vec<&ReadySet>]) -> Vec<Vec<String>> {
    lists.iter().map(|list| list.iter().map(|set| set.set.id.clone()).collect()).collect()
}
