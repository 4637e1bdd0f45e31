//! Rules held against each other: which says the same as which, and which follows from which.

use rustsat::types::Lit;

use super::rules::{Field, Held, Terms};
use crate::evaluate::Exceeded;

/// Rules with the literals by which they are held against each other.
#[derive(Debug)]
pub(super) struct Pairs<'c> {
    pub rules: Vec<Held<'c>>,
    field: Field<'static, 'static>,
    satisfied: Vec<Lit>,
    unsatisfied: Vec<Lit>,
    /// A bit for each fact of each rule.
    facts: Vec<u128>,
}

impl<'c> Pairs<'c> {
    /// Encodes some rules.
    ///
    /// # Errors
    /// [`Exceeded`] where the diagrams of one take too many steps.
    pub fn new(rules: Vec<Held<'c>>) -> Result<Self, Exceeded> {
        let mut field = Field::any(rules.iter().copied());
        let mut literals = |terms| rules.iter().map(|rule| field.literal(*rule, terms)).collect::<Result<Vec<_>, _>>();
        let (satisfied, unsatisfied) = (literals(Terms::Satisfied)?, literals(Terms::Unsatisfied)?);
        let bits = |rule: &Held<'_>| {
            rule.rule.prepared.questions().iter().fold(0u128, |all, (fact, _)| all | 1 << fact.index())
        };
        Ok(Self { facts: rules.iter().map(bits).collect(), rules, field, satisfied, unsatisfied })
    }

    /// A literal for what a rule comes to.
    ///
    /// # Errors
    /// [`Exceeded`] where its diagrams take too many steps.
    pub fn literal(&mut self, rule: Held<'_>, terms: Terms) -> Result<Lit, Exceeded> {
        self.field.literal(rule, terms)
    }

    /// Whether all of these can hold of one pilot.
    ///
    /// # Errors
    /// [`Exceeded`] where the search takes too long.
    pub fn can(&mut self, literals: &[Lit]) -> Result<bool, Exceeded> {
        self.field.solver.solve(literals)
    }

    /// The literal under which a rule is satisfied, by its place.
    pub fn satisfied(&self, rule: usize) -> Lit {
        self.satisfied.get(rule).copied().unwrap_or(self.field.solver.no())
    }

    /// The literal under which a rule is not satisfied, by its place.
    pub fn unsatisfied(&self, rule: usize) -> Lit {
        self.unsatisfied.get(rule).copied().unwrap_or(self.field.solver.no())
    }

    /// Whether two rules ask for a fact in common.
    pub fn touch(&self, a: usize, b: usize) -> bool {
        match (self.facts.get(a), self.facts.get(b)) {
            (Some(a), Some(b)) => a & b != 0,
            _ => false,
        }
    }

    /// Whether every pilot that satisfies one rule satisfies another, given what else is so. Rules that have no fact in
    /// common are not looked at: neither says anything of the other, unless one of them holds always or never.
    ///
    /// # Errors
    /// [`Exceeded`] where the search takes too long.
    pub fn implies(&mut self, a: usize, b: usize, given: &[Lit]) -> Result<bool, Exceeded> {
        if !self.touch(a, b) {
            return Ok(false);
        }
        let mut literals = given.to_vec();
        literals.extend([self.satisfied(a), self.unsatisfied(b)]);
        Ok(!self.can(&literals)?)
    }
}
