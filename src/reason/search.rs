//! A search for pilots over some rules, which remembers the pilots that it found.
//!
//! Most questions about two rules are answered by a pilot that was found for others. Each is held against all rules when
//! it is found, by the evaluator and not by the solver: whatever is said to be possible was seen.

use std::collections::{BTreeSet, HashMap};

use rustsat::types::Lit;

use super::fewest::fewest;
use super::rules::{Field, RuleInSet, Terms, stated, vocabulary_of};
use super::witness::Refused;
use crate::evaluate::{Exceeded, Facts, Prepared, StatementFilter};
use crate::model::vocabulary::FactId;
use crate::model::{Applies, Verdict};
use crate::pilot::StatedValue;
use crate::rules::ReadySet;

/// How a rule stands in a pilot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RuleStatus {
    /// Its verdict.
    pub verdict: Verdict,
    /// Whether its scope holds in every completion.
    pub applies: bool,
}

impl RuleStatus {
    /// Whether it is met or not applicable.
    pub fn satisfied(self) -> bool {
        self.verdict.is_satisfied()
    }
}

/// A search over some rules.
#[derive(Debug)]
pub(super) struct Search<'c> {
    field: Field<'static, 'static>,
    rules: Vec<RuleInSet<'c>>,
    made: HashMap<(usize, Terms), Lit>,
    /// What holds of every pilot that is looked at: these scopes apply.
    given: Vec<Lit>,
    given_facts: BTreeSet<FactId>,
    /// For each pilot that was found, how each rule stands in it.
    seen: Vec<Vec<RuleStatus>>,
}

impl<'c> Search<'c> {
    /// Over all pilots, as far as these rules and the scopes of these sets ask about them.
    pub fn new(rules: Vec<RuleInSet<'c>>, sets: &[&'c ReadySet]) -> Self {
        let of_rules = rules.iter().map(|held| &held.rule.prepared);
        let field = Field::any_of(of_rules.chain(sets.iter().filter_map(|set| set.scope.as_ref())));
        let (given, given_facts) = (Vec::new(), BTreeSet::new());
        Self { field, rules, made: HashMap::new(), given, given_facts, seen: Vec::new() }
    }

    /// From here on looks only at pilots to which these sets, whose scopes are known to the search, apply.
    ///
    /// # Errors
    /// [`Exceeded`] where a scope takes too many steps.
    pub fn look_only_where_apply(&mut self, sets: &[&'c ReadySet]) -> Result<(), Exceeded> {
        for set in sets {
            let scope = self.scope(set)?;
            self.given.push(scope);
            self.given_facts.extend(set.scope.iter().flat_map(Prepared::facts));
        }
        Ok(())
    }

    /// A literal under which a set applies.
    ///
    /// # Errors
    /// [`Exceeded`] where its scope takes too many steps.
    pub fn scope(&mut self, set: &ReadySet) -> Result<Lit, Exceeded> {
        let yes = self.field.solver.yes();
        set.scope.as_ref().map_or(Ok(yes), |scope| self.field.literal_of(scope, Terms::Applies))
    }

    /// A literal under which a rule comes to this; each is made once.
    ///
    /// # Errors
    /// [`Exceeded`] where its diagrams take too many steps.
    pub fn literal(&mut self, rule: usize, terms: Terms) -> Result<Lit, Exceeded> {
        if let Some(literal) = self.made.get(&(rule, terms)) {
            return Ok(*literal);
        }
        let Some(held) = self.rules.get(rule).copied() else { return Ok(self.field.solver.no()) };
        let literal = self.field.literal(held, terms)?;
        self.made.insert((rule, terms), literal);
        Ok(literal)
    }

    /// A literal that holds where one of these does.
    pub fn one_of(&mut self, literals: &[Lit]) -> Lit {
        self.field.solver.any(literals)
    }

    /// Whether what happens to one of two rules can have to do with the other: they speak of a fact in common, or what is
    /// given ties their facts together.
    pub fn may_touch(&self, a: usize, b: usize) -> bool {
        let facts = |rule: usize| {
            let held = self.rules.get(rule);
            held.map(|held| held.rule.prepared.facts()).unwrap_or_default()
        };
        let (of_a, of_b) = (facts(a), facts(b));
        let given = |facts: &[FactId]| facts.iter().any(|fact| self.given_facts.contains(fact));
        of_a.iter().any(|fact| of_b.contains(fact)) || given(&of_a) && given(&of_b)
    }

    /// Whether a pilot was seen of which this is so.
    pub fn saw(&self, so: impl Fn(&[RuleStatus]) -> bool) -> bool {
        self.seen.iter().any(|stands| so(stands))
    }

    /// Whether there is a pilot, among those that are looked at, in which some rules come to this. Facts of which the rules
    /// do not speak are left out of the search.
    ///
    /// # Errors
    /// [`Refused`] where the search takes too long, or finds what is not so.
    pub fn is_there(&mut self, wanted: &[(usize, Terms)]) -> Result<bool, Refused> {
        let mut assumed = self.given.clone();
        let mut facts = self.given_facts.clone();
        for (rule, terms) in wanted {
            assumed.push(self.literal(*rule, *terms)?);
            facts.extend(self.rules.get(*rule).into_iter().flat_map(|held| held.rule.prepared.facts()));
        }
        let other = self.field.said_literals().into_iter().filter(|(fact, _)| !facts.contains(fact));
        assumed.extend(other.map(|(_, said)| !said));
        if !self.field.solver.solve(&assumed)? {
            return Ok(false);
        }
        let stands = self.remember()?;
        let so = |(rule, terms): &(usize, Terms)| stands.get(*rule).is_some_and(|stand| is_so(*stand, *terms));
        if wanted.iter().all(so) { Ok(true) } else { Err(Refused::Unconfirmed) }
    }

    /// Whether these can hold together in one of the pilots that are looked at.
    ///
    /// # Errors
    /// [`Refused`] where the search takes too long.
    pub fn can_hold(&mut self, literals: &[Lit]) -> Result<bool, Refused> {
        let assumed = [self.given.as_slice(), literals].concat();
        if !self.field.solver.solve(&assumed)? {
            return Ok(false);
        }
        self.remember()?;
        Ok(true)
    }

    /// Of the literals that could not hold together a moment ago, some that cannot.
    pub fn core(&mut self) -> Vec<Lit> {
        self.field.solver.core()
    }

    /// How each rule stands in the pilot that was found last.
    pub fn last(&self) -> &[RuleStatus] {
        self.seen.last().map_or(&[], Vec::as_slice)
    }

    /// A pilot in which these hold, with the fewest stated facts, and of all such one that names the fewest members of
    /// sets.
    ///
    /// # Errors
    /// [`Refused`] where the search takes too long.
    pub fn smallest(&mut self, literals: &[Lit]) -> Result<Option<Vec<(FactId, StatedValue<'static>)>>, Refused> {
        let assumed = [self.given.as_slice(), literals].concat();
        let said: Vec<Lit> = self.field.said_literals().into_iter().map(|(_, said)| said).collect();
        let Some((_, bound)) = fewest(&mut self.field.solver, &said, &assumed)? else { return Ok(None) };
        let parts = self.field.part_literals();
        fewest(&mut self.field.solver, &parts, &[assumed, bound].concat())?;
        Ok(Some(self.field.stated_values()))
    }

    /// Holds the pilot that was found last against all rules.
    fn remember(&mut self) -> Result<&[RuleStatus], Exceeded> {
        let (said, hearing) = (stated(self.field.stated_values()), StatementFilter::default());
        let facts = Facts::new(vocabulary_of(&self.rules), &said, &hearing);
        let each = self.rules.iter().map(|held| {
            let (verdict, applies) = (held.rule.prepared.verdict(&facts)?, held.rule.prepared.applies(&facts)?);
            Ok(RuleStatus { verdict, applies: applies == Applies::Yes })
        });
        self.seen.push(each.collect::<Result<_, Exceeded>>()?);
        Ok(self.last())
    }
}

fn is_so(stand: RuleStatus, terms: Terms) -> bool {
    match terms {
        Terms::Satisfied => stand.satisfied(),
        Terms::Unsatisfied => !stand.satisfied(),
        Terms::Breached => stand.verdict == Verdict::Breached,
        Terms::Unbreached => stand.verdict != Verdict::Breached,
        Terms::Applies => stand.applies,
        Terms::MayApply => stand.verdict != Verdict::NotApplicable,
        Terms::Inapplicable => stand.verdict == Verdict::NotApplicable,
    }
}
