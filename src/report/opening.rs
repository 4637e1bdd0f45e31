//! What a run holds against what, as it is told before the first pilot.

use super::Bar;
use crate::citations::Register;
use crate::evaluate::StatementFilter;
use crate::model::vocabulary::Vocabulary;
use crate::rules::{ReadyRule, ReadySet};

/// What a run was asked to do.
#[derive(Debug)]
pub struct RunOpening<'c> {
    /// The sets of which rules are held against pilots, in order.
    pub sets: Vec<SelectedRuleSet<'c>>,
    /// What counts in the exit status.
    pub bar: Bar,
    /// Which statements are listened to.
    pub hearing: &'c StatementFilter,
    /// The day on which waivers are held against their last day.
    pub today: jiff::civil::Date,
    /// Whether findings are held against those of an earlier day.
    pub baseline: bool,
    /// The vocabulary in force.
    pub vocabulary: &'c Vocabulary,
    /// The documents that are known, so that a citation can say which letter it is from.
    pub register: &'c Register,
}

/// A rule set, with those of its rules that are held against pilots.
#[derive(Debug)]
pub struct SelectedRuleSet<'c> {
    /// The set.
    pub set: &'c ReadySet,
    /// The rules, in order; at least one.
    pub rules: Vec<&'c ReadyRule>,
}

impl<'c> RunOpening<'c> {
    /// All rules with their sets, in order.
    pub fn rules(&self) -> impl Iterator<Item = (&'c ReadySet, &'c ReadyRule)> + '_ {
        self.sets.iter().flat_map(|of| of.rules.iter().map(|rule| (of.set, *rule)))
    }
}

/// How much is wanted of each result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// The verdict.
    Verdicts,
    /// The verdict with its reason.
    Reasons,
    /// Also, whose word it rests on, and the verdict when each speaker in turn is not believed.
    ByWord,
}
