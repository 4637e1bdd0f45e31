//! The tests that are missing.
//!
//! Each is found by the search that proves that there are pilots of its kind. Then facts that it does not need are left
//! out. Of its sets either the members are said that kill the most mutants, or only what must be in and what must be out,
//! whichever kills more, or else is shorter.

use super::coverage::{self, AtomStanding, Showing};
use super::study::Study;
use crate::evaluate::{Exceeded, Facts, StatementFilter};
use crate::model::Verdict;
use crate::pilot::{StatedFact, StatedValue, Statement};

/// A test that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is given, in the order of the vocabulary.
    pub given: Vec<StatedFact<'static>>,
    /// The verdict that comes of it.
    pub verdict: Verdict,
}

/// What a test is written for.
#[derive(Clone, Copy)]
enum Aim {
    /// To show the atom at this part in a way.
    Atom(usize, Showing),
    /// To kill the mutant of this number.
    Mutant(usize),
}

impl Study<'_> {
    /// The tests with which all atoms are shown, and all mutants are killed, as far as either can be. They are taken up as
    /// if the rule had them.
    ///
    /// # Errors
    /// [`Exceeded`] where that would take too many steps.
    pub fn suggest(&mut self) -> Result<Vec<Suggestion>, Exceeded> {
        let mut suggestions = Vec::new();
        for atom in 0..self.atoms().len() {
            let AtomStanding::Lacks(showings) = self.standing(atom)? else { continue };
            let Some(part) = self.atoms().get(atom).map(|atom| atom.part) else { continue };
            for showing in showings {
                let goal = coverage::goal(&self.apart, part, showing);
                if let Some(pilot) = self.apart.find(self.vocabulary, &goal, &mut self.budget)? {
                    suggestions.push(self.take_up(pilot, Aim::Atom(part, showing))?);
                }
            }
        }
        for mutant in 0..self.mutants().len() {
            if self.mutants().get(mutant).is_none_or(|mutant| mutant.killed) {
                continue;
            }
            if let Some(pilot) = self.told_apart(mutant)? {
                suggestions.push(self.take_up(pilot, Aim::Mutant(mutant))?);
            }
        }
        Ok(suggestions)
    }

    fn take_up(&mut self, pilot: Vec<StatedFact<'static>>, aim: Aim) -> Result<Suggestion, Exceeded> {
        let verdict = self.verdict_of(&pilot)?;
        let fewer = self.without_the_needless(pilot, aim, verdict)?;
        let plainer = self.with_earlier_members(fewer, aim, verdict)?;
        let looser = self.known_in_part(plainer.clone(), aim, verdict)?;
        let more = self.with_more_members(plainer, aim, verdict)?;
        let gains = [self.gain(&more, verdict)?, self.gain(&looser, verdict)?];
        let better = gains[1] > gains[0] || gains[1] == gains[0] && names(&looser) < names(&more);
        let given = if better { looser } else { more };
        let verdict = self.add(&given)?;
        Ok(Suggestion { given, verdict })
    }

    fn verdict_of(&mut self, given: &[StatedFact<'_>]) -> Result<Verdict, Exceeded> {
        let hearing = StatementFilter::default();
        self.verdict(self.apart.roots(), &Facts::new(self.vocabulary, given, &hearing))
    }

    /// Whether a test does what it is written for, with this verdict.
    fn serves(&mut self, given: &[StatedFact<'_>], aim: Aim, verdict: Verdict) -> Result<bool, Exceeded> {
        let hearing = StatementFilter::default();
        let facts = Facts::new(self.vocabulary, given, &hearing);
        if self.verdict(self.apart.roots(), &facts)? != verdict {
            return Ok(false);
        }
        match aim {
            Aim::Atom(part, showing) => Ok(self.showings(part, &facts)?.contains(&showing)),
            Aim::Mutant(mutant) => {
                let roots = self.mutants().get(mutant).map_or(self.apart.roots(), |mutant| mutant.roots);
                Ok(self.verdict(roots, &facts)? != verdict)
            }
        }
    }

    fn without_the_needless(
        &mut self,
        mut given: Vec<StatedFact<'static>>,
        aim: Aim,
        verdict: Verdict,
    ) -> Result<Vec<StatedFact<'static>>, Exceeded> {
        for fact in given.iter().map(|stated| stated.fact).collect::<Vec<_>>() {
            let fewer: Vec<_> = given.iter().filter(|stated| stated.fact != fact).cloned().collect();
            if self.serves(&fewer, aim, verdict)? {
                given = fewer;
            }
        }
        Ok(given)
    }

    /// The same, with the values that the vocabulary names first.
    fn with_earlier_members(
        &mut self,
        mut given: Vec<StatedFact<'static>>,
        aim: Aim,
        verdict: Verdict,
    ) -> Result<Vec<StatedFact<'static>>, Exceeded> {
        for at in 0..given.len() {
            for member in members(&given, at).unwrap_or_default() {
                let now = members(&given, at).unwrap_or_default();
                for earlier in (0..member).filter(|earlier| !now.contains(earlier)) {
                    let others = now.iter().copied().filter(|one| *one != member);
                    let plainer = with_members(&given, at, others.chain([earlier]).collect());
                    if self.serves(&plainer, aim, verdict)? {
                        given = plainer;
                        break;
                    }
                }
            }
        }
        Ok(given)
    }

    /// The same, with the members added with which more mutants are killed.
    fn with_more_members(
        &mut self,
        mut given: Vec<StatedFact<'static>>,
        aim: Aim,
        verdict: Verdict,
    ) -> Result<Vec<StatedFact<'static>>, Exceeded> {
        let mut gain = self.gain(&given, verdict)?;
        for at in 0..given.len() {
            let values = given.get(at).map_or(0, |stated| self.vocabulary.fact(stated.fact).values.len());
            for member in (0u8..).take(values) {
                let Some(now) = members(&given, at).filter(|now| !now.contains(&member)) else { continue };
                let more = with_members(&given, at, now.into_iter().chain([member]).collect());
                if self.serves(&more, aim, verdict)? {
                    let now = self.gain(&more, verdict)?;
                    if now > gain {
                        (given, gain) = (more, now);
                    }
                }
            }
        }
        Ok(given)
    }

    /// The same, with no more said of each set than is needed.
    fn known_in_part(
        &mut self,
        mut given: Vec<StatedFact<'static>>,
        aim: Aim,
        verdict: Verdict,
    ) -> Result<Vec<StatedFact<'static>>, Exceeded> {
        for at in 0..given.len() {
            let Some(now) = members(&given, at) else { continue };
            let values = given.get(at).map_or(0, |stated| self.vocabulary.fact(stated.fact).values.len());
            let mut said: Vec<(u8, bool)> = (0u8..).take(values).map(|value| (value, now.contains(&value))).collect();
            for value in (0u8..).take(values) {
                let fewer: Vec<(u8, bool)> = said.iter().copied().filter(|(one, _)| *one != value).collect();
                if !fewer.is_empty() && self.serves(&with_part(&given, at, &fewer), aim, verdict)? {
                    said = fewer;
                }
            }
            // A set that must be known whole stays as it is.
            if said.len() < values {
                given = with_part(&given, at, &said);
            }
        }
        Ok(given)
    }

    /// How many mutants a test kills that none has killed before.
    fn gain(&mut self, given: &[StatedFact<'_>], verdict: Verdict) -> Result<usize, Exceeded> {
        let hearing = StatementFilter::default();
        let facts = Facts::new(self.vocabulary, given, &hearing);
        let alive: Vec<_> = self.mutants().iter().filter(|mutant| !mutant.killed).map(|mutant| mutant.roots).collect();
        let mut gain = 0;
        for roots in alive {
            gain += usize::from(self.verdict(roots, &facts)? != verdict);
        }
        Ok(gain)
    }
}

/// The members of a set that is stated once, as a whole.
fn members(given: &[StatedFact<'static>], at: usize) -> Option<Vec<u8>> {
    match given.get(at)?.statements.as_slice() {
        [Statement { said: StatedValue::Exactly(members), .. }] => Some(members.clone()),
        _ => None,
    }
}

/// The same with these members in that set.
fn with_members(given: &[StatedFact<'static>], at: usize, mut members: Vec<u8>) -> Vec<StatedFact<'static>> {
    members.sort_unstable();
    let mut given = given.to_vec();
    if let Some(stated) = given.get_mut(at) {
        stated.statements = vec![Statement::plain(StatedValue::Exactly(members))];
    }
    given
}

/// The same with that set known in part: values with whether they are in.
fn with_part(given: &[StatedFact<'static>], at: usize, said: &[(u8, bool)]) -> Vec<StatedFact<'static>> {
    let values = |is_in: bool| said.iter().filter(|(_, one)| *one == is_in).map(|(value, _)| *value).collect();
    let mut given = given.to_vec();
    if let Some(stated) = given.get_mut(at) {
        stated.statements =
            vec![Statement::plain(StatedValue::Partly { includes: values(true), excludes: values(false) })];
    }
    given
}

/// How many values of sets are named.
fn names(given: &[StatedFact<'_>]) -> usize {
    let statements = given.iter().flat_map(|stated| &stated.statements);
    statements
        .map(|statement| match &statement.said {
            StatedValue::Exactly(members) => members.len(),
            StatedValue::Partly { includes, excludes } => includes.len() + excludes.len(),
            _ => 0,
        })
        .sum()
}
