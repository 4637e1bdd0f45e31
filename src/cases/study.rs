//! A rule held against its own tests: what they show of it, one test after the other.

use std::sync::Arc;

use super::coverage::{self, Atom, AtomStanding, Showing, ShownPairs};
use super::mutants::{self, Mutant};
use super::outcome::Outcome;
use crate::evaluate::{Answers, Budget, Change, Exceeded, Facts, Roots, RuleVariants, StatementFilter};
use crate::model::limits::Limits;
use crate::model::vocabulary::Vocabulary;
use crate::model::{Condition, Verdict};
use crate::pilot::StatedFact;

/// To hold a rule against all its tests may take so many times the steps that it may take to decide it once.
pub const TIMES: u32 = 16;

/// What is to be found out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// Which atoms the tests show.
    pub coverage: bool,
    /// Which mutants the tests kill.
    pub mutants: bool,
    /// Which tests are missing.
    pub suggest: bool,
}

/// A rule held against its tests.
#[derive(Debug)]
pub struct Study<'s> {
    pub(super) vocabulary: &'s Arc<Vocabulary>,
    pub(super) outcome: Outcome,
    pub(super) apart: RuleVariants,
    pub(super) budget: Budget,
    scoped: bool,
    parts: Vec<&'s Condition>,
    atoms: Vec<Atom>,
    mutants: Vec<Mutant>,
    equivalent: usize,
}

impl<'s> Study<'s> {
    /// A rule, or with no `scope` a condition alone, before it is held against any test.
    ///
    /// # Errors
    /// [`Exceeded`] where its diagrams, or those of its mutants, would take too many steps.
    pub fn new(
        vocabulary: &'s Arc<Vocabulary>,
        scope: Option<&'s Condition>,
        require: &'s Condition,
        outcome: Outcome,
        asked: Asked,
        limits: Limits,
    ) -> Result<Self, Exceeded> {
        let mut parts: Vec<&Condition> = Vec::new();
        for condition in scope.into_iter().chain([require]) {
            condition.walk(&mut |part| parts.push(part));
        }
        let changes: Vec<Change> =
            if asked.mutants { mutants::changes(vocabulary, scope, require, outcome) } else { Vec::new() };
        let apart = RuleVariants::new(vocabulary, scope, require, &changes, limits)?;
        let (mutants, equivalent) = mutants::distinct(&apart, &changes);
        let atoms =
            parts.iter().enumerate().filter(|_| asked.coverage).filter_map(|(part, condition)| match condition {
                Condition::Fact(fact, test) => {
                    Some(Atom { part, fact: *fact, test: *test, seen: ShownPairs::default() })
                }
                _ => None,
            });
        let atoms = atoms.collect();
        let scoped = scope.is_some();
        let budget = Budget::of(&limits, TIMES);
        Ok(Self { vocabulary, outcome, apart, budget, scoped, parts, atoms, mutants, equivalent })
    }

    /// The parts of the rule, in the order in which they are counted.
    #[must_use]
    pub fn parts(&self) -> &[&'s Condition] {
        &self.parts
    }

    /// The atoms, in the order written.
    #[must_use]
    pub fn atoms(&self) -> &[Atom] {
        &self.atoms
    }

    /// The mutants that differ from the rule and from each other, in the order of the parts.
    #[must_use]
    pub fn mutants(&self) -> &[Mutant] {
        &self.mutants
    }

    /// How many changes make no difference, by their diagrams alone.
    #[must_use]
    pub fn equivalent(&self) -> usize {
        self.equivalent
    }

    /// Takes up a test that comes out as it should, and gives its verdict.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn add(&mut self, given: &[StatedFact<'_>]) -> Result<Verdict, Exceeded> {
        let hearing = StatementFilter::default();
        let facts = Facts::new(self.vocabulary, given, &hearing);
        let verdict = self.verdict(self.apart.roots(), &facts)?;
        let shown = self.atoms.iter().map(|atom| atom.part).collect::<Vec<_>>();
        for (at, part) in shown.into_iter().enumerate() {
            let showings = self.showings(part, &facts)?;
            if let Some(atom) = self.atoms.get_mut(at) {
                showings.into_iter().for_each(|showing| atom.seen.add(showing));
            }
        }
        for at in 0..self.mutants.len() {
            let Some(roots) = self.mutants.get(at).filter(|mutant| !mutant.killed).map(|mutant| mutant.roots) else {
                continue;
            };
            let killed = self.verdict(roots, &facts)? != verdict;
            if let Some(mutant) = self.mutants.get_mut(at) {
                mutant.killed = killed;
            }
        }
        Ok(verdict)
    }

    pub(super) fn verdict(&mut self, roots: Roots, facts: &Facts<'_>) -> Result<Verdict, Exceeded> {
        self.apart.verdict(roots, facts, &mut self.budget).map(|verdict| self.outcome.distinguish(verdict))
    }

    /// What a pilot shows of an atom.
    pub(super) fn showings(&mut self, part: usize, facts: &Facts<'_>) -> Result<Vec<Showing>, Exceeded> {
        let mut answers = |root| self.apart.answers(root, facts, &mut self.budget);
        let [with, without] =
            [answers(self.apart.answer_with(part, true))?, answers(self.apart.answer_with(part, false))?];
        let mut showings = Vec::new();
        for (sense, held, otherwise) in [(true, with, without), (false, without, with)] {
            if held == Answers::Yes && otherwise != Answers::Yes {
                let yes = answers(self.apart.roots().answer)? == Answers::Yes;
                showings.push(Showing { sense, yes, value: answers(self.apart.part(part))? });
            }
        }
        Ok(showings)
    }

    /// Whether a part is a whole scope.
    #[must_use]
    pub fn is_scope(&self, part: usize) -> bool {
        part == 0 && (self.scoped || self.outcome == Outcome::Holds)
    }

    /// How an atom stands, by its place among the atoms.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn standing(&mut self, atom: usize) -> Result<AtomStanding, Exceeded> {
        let Some(atom) = self.atoms().get(atom).cloned() else { return Ok(AtomStanding::Never) };
        if atom.is_shown() {
            return Ok(AtomStanding::Shown);
        }
        let mut possible: Vec<Vec<Showing>> = Vec::new();
        for pair in [true, false].into_iter().flat_map(coverage::pairs) {
            let lacking: Vec<Showing> = pair.into_iter().filter(|showing| !atom.seen.has(*showing)).collect();
            let mut all = true;
            for showing in &lacking {
                let goal = coverage::goal(&self.apart, atom.part, *showing);
                all = all && self.apart.find(self.vocabulary, &goal, &mut self.budget)?.is_some();
            }
            if all {
                possible.push(lacking);
            }
        }
        // The first of those that take the fewest tests.
        Ok(possible.into_iter().min_by_key(Vec::len).map_or(AtomStanding::Never, AtomStanding::Lacks))
    }

    /// A pilot to which a mutant gives another verdict than the rule; none where it is proved that there is none.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn told_apart(&mut self, mutant: usize) -> Result<Option<Vec<StatedFact<'static>>>, Exceeded> {
        let Some(roots) = self.mutants().get(mutant).map(|mutant| mutant.roots) else { return Ok(None) };
        for goal in mutants::goals(self.apart.roots(), roots, self.outcome) {
            if let Some(pilot) = self.apart.find(self.vocabulary, &goal, &mut self.budget)? {
                return Ok(Some(pilot));
            }
        }
        Ok(None)
    }
}
