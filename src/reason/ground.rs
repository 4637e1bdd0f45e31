//! Rules held against each other over all pilots: what can be found, and which rule follows from which.
//!
//! A pilot that is found settles many questions at once: whatever it satisfies does not lead to what it does not satisfy.
//! So the solver is asked only where no pilot that is known already has the answer, and then only about the rules in
//! question.

use std::sync::Arc;

use super::rules::{Field, RuleInSet, Terms, stated, vocabulary_of};
use crate::evaluate::{Exceeded, Facts, Prepared, StatementFilter};
use crate::model::limits::{Limit, Limits};
use crate::model::vocabulary::{FactId, Vocabulary};
use crate::model::{Applies, Condition, Verdict};
use crate::pilot::StatedFact;

/// What a pilot states, as it might stand in a test.
pub type Example = Vec<StatedFact<'static>>;

/// The place of a scope among those of a [`Ground`].
pub(super) type Scope = usize;

/// What something is asked of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of<'a> {
    /// A rule, by its place.
    Rule(usize),
    /// A scope.
    Scope(Scope),
    /// Diagrams of their own.
    Diagram(&'a Prepared),
}

/// Something that is wanted of a pilot.
pub(super) type Wanted<'a> = (Of<'a>, Terms);

/// Rules, with the scopes in which they are stated.
#[derive(Debug)]
pub(super) struct Ground<'c> {
    pub vocabulary: Arc<Vocabulary>,
    pub rules: Vec<RuleInSet<'c>>,
    scopes: Vec<(Vec<&'c Condition>, Prepared)>,
    scope_of: Vec<Scope>,
    /// The widest of those that the rules were read within.
    limits: Limits,
}

/// What a known pilot comes to.
#[derive(Debug)]
pub(super) struct Known {
    /// For each scope, whether it holds.
    pub within: Vec<bool>,
    /// For each rule, whether it is satisfied: met or not applicable.
    pub satisfied: Vec<bool>,
}

impl<'c> Ground<'c> {
    /// Some rules.
    ///
    /// # Errors
    /// [`Exceeded`] where a scope takes too many steps.
    pub fn new(rules: Vec<RuleInSet<'c>>) -> Result<Self, Exceeded> {
        let limits = rules.iter().map(|held| held.set.set.limits).max_by_key(|limits| limits.number(Limit::Steps));
        let limits = limits.unwrap_or_default();
        let vocabulary = Arc::clone(vocabulary_of(&rules));
        let mut ground = Self { vocabulary, rules: Vec::new(), scopes: Vec::new(), scope_of: Vec::new(), limits };
        for held in &rules {
            let outer: Vec<&Condition> = held.set.set.outer_scopes(&held.rule.rule).map(|(_, scope)| scope).collect();
            let scope = ground.scope(outer)?;
            ground.scope_of.push(scope);
        }
        ground.rules = rules;
        Ok(ground)
    }

    /// The place of a scope: that all of these hold.
    ///
    /// # Errors
    /// [`Exceeded`] where it takes too many steps.
    pub fn scope(&mut self, conditions: Vec<&'c Condition>) -> Result<Scope, Exceeded> {
        if let Some(known) = self.scopes.iter().position(|(known, _)| *known == conditions) {
            return Ok(known);
        }
        let prepared = Prepared::within(&self.vocabulary, &conditions, None, self.limits)?;
        self.scopes.push((conditions, prepared));
        Ok(self.scopes.len() - 1)
    }

    /// The scope of a rule but for its own part of it.
    pub fn scope_of(&self, rule: usize) -> Scope {
        self.scope_of.get(rule).copied().unwrap_or_default()
    }

    /// The conditions of which a scope is made.
    pub fn conditions(&self, scope: Scope) -> &[&'c Condition] {
        self.scopes.get(scope).map_or(&[], |(conditions, _)| conditions)
    }

    fn diagram<'a>(&'a self, of: Of<'a>) -> Option<&'a Prepared> {
        match of {
            Of::Rule(at) => self.rules.get(at).map(|held| &held.rule.prepared),
            Of::Scope(scope) => self.scopes.get(scope).map(|(_, prepared)| prepared),
            Of::Diagram(prepared) => Some(prepared),
        }
    }

    /// A pilot of which all of this is so; none where every pilot was ruled out.
    ///
    /// # Errors
    /// [`Exceeded`] where the search takes too long.
    pub fn find(&self, wanted: &[Wanted<'_>]) -> Result<Option<Example>, Exceeded> {
        let (mut field, literals) = self.field(wanted)?;
        let found = field.solver.solve(&literals)?.then(|| stated(field.stated_values()));
        found.map(|pilot| self.confirmed(wanted, pilot)).transpose()
    }

    /// A pilot that was found, held against what was wanted by the evaluator: nothing is shown that is not so.
    fn confirmed(&self, wanted: &[Wanted<'_>], pilot: Example) -> Result<Example, Exceeded> {
        let hearing = StatementFilter::default();
        let facts = Facts::new(&self.vocabulary, &pilot, &hearing);
        for (of, terms) in wanted {
            let Some(prepared) = self.diagram(*of) else { continue };
            let verdict = || prepared.verdict(&facts);
            let satisfied = || verdict().map(Verdict::is_satisfied);
            let so = match terms {
                Terms::Satisfied => satisfied()?,
                Terms::Unsatisfied => !satisfied()?,
                Terms::Breached => verdict()? == Verdict::Breached,
                Terms::Unbreached => verdict()? != Verdict::Breached,
                Terms::Applies => prepared.applies(&facts)? == Applies::Yes,
                Terms::MayApply => prepared.applies(&facts)? != Applies::No,
                Terms::Inapplicable => prepared.applies(&facts)? == Applies::No,
            };
            if !so {
                return Err(Exceeded);
            }
        }
        Ok(pilot)
    }

    /// The same, with the fewest facts stated, and of those the fewest members of sets.
    ///
    /// # Errors
    /// [`Exceeded`] where the search takes too long.
    pub fn smallest(&self, wanted: &[Wanted<'_>]) -> Result<Option<Example>, Exceeded> {
        let (mut field, mut literals) = self.field(wanted)?;
        let facts: Vec<_> = field.said_literals().into_iter().map(|(_, said)| said).collect();
        let mut facts = field.solver.count(&facts);
        let Some(fewest) = field.solver.least(&mut facts, &literals)? else { return Ok(None) };
        literals.extend(field.solver.at_most(&mut facts, fewest)?);
        let parts = field.part_literals();
        let mut parts = field.solver.count(&parts);
        field.solver.least(&mut parts, &literals)?;
        self.confirmed(wanted, stated(field.stated_values())).map(Some)
    }

    fn field(&self, wanted: &[Wanted<'_>]) -> Result<(Field<'static, 'static>, Vec<rustsat::types::Lit>), Exceeded> {
        let diagrams = wanted.iter().filter_map(|(of, terms)| Some((self.diagram(*of)?, *terms)));
        let mut field = Field::any_of(diagrams.clone().map(|(prepared, _)| prepared));
        let literals = diagrams.map(|(prepared, terms)| field.literal_of(prepared, terms));
        let literals = literals.collect::<Result<Vec<_>, _>>()?;
        Ok((field, literals))
    }

    /// What a pilot comes to.
    ///
    /// # Errors
    /// [`Exceeded`] where a verdict takes too many steps.
    pub fn known_pilot(&self, pilot: &[StatedFact<'_>]) -> Result<Known, Exceeded> {
        let hearing = StatementFilter::default();
        let facts = Facts::new(&self.vocabulary, pilot, &hearing);
        let within = self.scopes.iter().map(|(_, scope)| Ok(scope.applies(&facts)? == Applies::Yes));
        let satisfied = self.rules.iter().map(|held| Ok(held.rule.prepared.verdict(&facts)?.is_satisfied()));
        Ok(Known { within: within.collect::<Result<_, _>>()?, satisfied: satisfied.collect::<Result<_, _>>()? })
    }

    /// Whether two rules ask for a fact in common, in their scopes or in what they require. Where they do not, neither
    /// says anything of the other.
    fn touch(&self, a: usize, b: usize) -> bool {
        let facts = |at: usize| self.rules.get(at).map(|held| held.rule.prepared.facts()).unwrap_or_default();
        let other: Vec<FactId> = facts(b);
        facts(a).iter().any(|fact| other.binary_search(fact).is_ok())
    }

    /// Of each two rules, whether the second follows from the first: every pilot to which the sets of both apply and that
    /// satisfies the first satisfies the second. A rule that every such pilot satisfies follows from nothing, and from
    /// one that none of them satisfies nothing follows.
    ///
    /// # Errors
    /// [`Exceeded`] where a search takes too long.
    pub fn follows(&self) -> Result<Vec<Vec<bool>>, Exceeded> {
        let count = self.rules.len();
        let mut open = Matrix::new(count);
        for a in 0..count {
            if let Some(pilot) = self.telling(a)? {
                self.refute(&self.known_pilot(&pilot)?, &mut open);
            }
        }
        let mut follows = vec![vec![false; count]; count];
        for (a, row) in follows.iter_mut().enumerate() {
            for (b, cell) in row.iter_mut().enumerate() {
                if a == b || !open.is(a, b) || !self.touch(a, b) {
                    continue;
                }
                let within =
                    [(Of::Scope(self.scope_of(a)), Terms::Applies), (Of::Scope(self.scope_of(b)), Terms::Applies)];
                let [satisfied, not] = [(Of::Rule(a), Terms::Satisfied), (Of::Rule(b), Terms::Unsatisfied)];
                if let Some(pilot) = self.find(&[within[0], within[1], satisfied, not])? {
                    self.refute(&self.known_pilot(&pilot)?, &mut open);
                } else {
                    let can = |one| self.find(&[within[0], within[1], one]).map(|found| found.is_some());
                    *cell = can(satisfied)? && can(not)?;
                }
            }
        }
        Ok(follows)
    }

    /// A pilot that tells a rule from many others: it meets the rule, all scopes hold if they can together, and it says
    /// little else.
    fn telling(&self, rule: usize) -> Result<Option<Example>, Exceeded> {
        let met = [(Of::Rule(rule), Terms::Satisfied), (Of::Rule(rule), Terms::Applies)];
        let own = (Of::Scope(self.scope_of(rule)), Terms::Applies);
        let mut everywhere = met.to_vec();
        everywhere.extend((0..self.scopes.len()).map(|scope| (Of::Scope(scope), Terms::Applies)));
        match self.find(&everywhere)? {
            None => self.find(&[met[0], met[1], own]),
            found => Ok(found),
        }
    }

    /// Strikes out what a pilot shows not to follow.
    fn refute(&self, known: &Known, open: &mut Matrix) {
        let within = |rule: usize| known.within.get(self.scope_of(rule)).copied().unwrap_or_default();
        let (mut held, mut not) = (Vec::new(), Vec::new());
        for (at, satisfied) in known.satisfied.iter().enumerate().filter(|(at, _)| within(*at)) {
            if *satisfied { held.push(at) } else { not.push(at) }
        }
        for a in held {
            not.iter().for_each(|b| open.strike(a, *b));
        }
    }
}

/// What is still open of each two rules.
#[derive(Debug)]
struct Matrix {
    count: usize,
    struck: Vec<bool>,
}

impl Matrix {
    fn new(count: usize) -> Self {
        Self { count, struck: vec![false; count * count] }
    }

    fn is(&self, a: usize, b: usize) -> bool {
        !self.struck.get(a * self.count + b).copied().unwrap_or_default()
    }

    fn strike(&mut self, a: usize, b: usize) {
        if let Some(cell) = self.struck.get_mut(a * self.count + b) {
            *cell = true;
        }
    }
}
