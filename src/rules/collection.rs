//! The rule sets of a run, ready to be held against pilots.

use std::sync::{Arc, OnceLock};

use super::embedded::{self, Embedded};
use super::{Rule, RuleSet};
use crate::evaluate::{ConditionParts, Exceeded, PartsBuilder, Prepared, RuleTree};
use crate::model::diagnostic::Diagnostic;
use crate::model::limits::Limit;
use crate::model::vocabulary::Vocabulary;
use crate::model::{Condition, DiagnosticCode};
use crate::schema::Schemas;
use crate::threads;

/// A rule that is ready to be decided.
#[derive(Debug)]
pub struct ReadyRule {
    /// The rule.
    pub rule: Arc<Rule>,
    /// Its diagrams, within the scope of its set and of those that it was imported through.
    pub prepared: Prepared,
    /// Whether there is such a scope.
    scoped: bool,
    /// The same with these scopes taken as true, made when it is asked for.
    alone: OnceLock<Result<Prepared, Exceeded>>,
}

impl ReadyRule {
    fn new(set: &RuleSet, rule: Arc<Rule>, tree: RuleTree, with: &SetParts<'_>) -> Result<Self, Exceeded> {
        let (scopes, require) = (set.scopes(&rule), Some(&rule.require));
        let prepared = Prepared::of_set(with.vocabulary, &scopes, require, set.limits, tree, &with.parts)?;
        Ok(Self::from_prepared(set, rule, prepared))
    }

    /// A rule of an embedded set.
    fn embedded(set: &RuleSet, rule: Arc<Rule>, tree: RuleTree, with: &SetParts<'_>) -> Self {
        let prepared = Prepared::later(with.vocabulary, &set.scopes(&rule), Some(&rule.require), tree, &with.parts);
        Self::from_prepared(set, rule, prepared)
    }

    fn from_prepared(set: &RuleSet, rule: Arc<Rule>, prepared: Prepared) -> Self {
        let scoped = set.outer_scopes(&rule).next().is_some();
        Self { rule, prepared, scoped, alone: OnceLock::new() }
    }

    /// The rule with the scope of its set taken as true, as its own tests have it.
    ///
    /// # Errors
    /// [`Exceeded`] where preparing it so would take too many steps.
    pub fn alone(&self) -> Result<&Prepared, Exceeded> {
        if !self.scoped {
            return Ok(&self.prepared);
        }
        let limits = *self.prepared.limits();
        let vocabulary = self.prepared.vocabulary();
        let scopes: Vec<&Condition> = self.rule.applies_when.iter().collect();
        let own = || Prepared::within(vocabulary, &scopes, Some(&self.rule.require), limits);
        self.alone.get_or_init(own).as_ref().map_err(|exceeded| *exceeded)
    }
}

/// A rule set whose rules are ready to be decided.
#[derive(Debug)]
pub struct ReadySet {
    schemas: Arc<Schemas>,
    /// The set, without its rules.
    pub set: RuleSet,
    /// Its rules, in order.
    pub rules: Vec<ReadyRule>,
    /// The scope of the set; none where it always applies.
    pub scope: Option<Prepared>,
    /// The parts of its rules.
    pub parts: Arc<ConditionParts>,
}

/// The parts of the rules of a set, and the vocabulary of their facts.
struct SetParts<'c> {
    vocabulary: &'c Arc<Vocabulary>,
    parts: Arc<ConditionParts>,
}

impl<'c> SetParts<'c> {
    /// Takes the rules of a set apart; gives the tree of each.
    fn of(vocabulary: &'c Arc<Vocabulary>, set: &RuleSet) -> (Self, Vec<RuleTree>) {
        let mut making = PartsBuilder::new(vocabulary);
        let rules = set.rules.iter();
        let trees = rules.map(|rule| RuleTree::new(&mut making, &set.scopes(rule), Some(&rule.require))).collect();
        (Self { vocabulary, parts: Arc::new(making.finish()) }, trees)
    }
}

impl ReadySet {
    /// The vocabulary of the facts that it speaks of.
    #[must_use]
    pub fn vocabulary(&self) -> &Arc<Vocabulary> {
        self.schemas.vocabulary()
    }

    /// The schemas for its vocabulary.
    #[must_use]
    pub fn schemas(&self) -> &Arc<Schemas> {
        &self.schemas
    }

    /// Makes the rules of an embedded set ready. A test makes sure that none of them takes too many steps.
    fn embedded(schemas: &Arc<Schemas>, mut set: RuleSet) -> Self {
        let (schemas, vocabulary) = (Arc::clone(schemas), schemas.vocabulary());
        let (with, trees) = SetParts::of(vocabulary, &set);
        let rules = std::mem::take(&mut set.rules).into_iter().zip(trees);
        let rules = rules.map(|(rule, tree)| ReadyRule::embedded(&set, rule, tree, &with)).collect();
        let scope = set.applies_when.as_ref();
        let scope = scope.map(|scope| {
            let tree = RuleTree::new(&mut PartsBuilder::new(vocabulary), &[scope], None);
            Prepared::later(vocabulary, &[scope], None, tree, &with.parts)
        });
        Self { schemas, set, rules, scope, parts: with.parts }
    }

    /// Makes the rules of a set ready. A rule that takes too many steps is told of and left out.
    ///
    /// # Errors
    /// Where the scope of the set takes too many steps: then the whole set is left out.
    fn new(schemas: &Arc<Schemas>, mut set: RuleSet, diagnostics: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        let (schemas, vocabulary) = (Arc::clone(schemas), schemas.vocabulary());
        let (with, trees) = SetParts::of(vocabulary, &set);
        let mut rules = Vec::with_capacity(set.rules.len());
        for (rule, tree) in std::mem::take(&mut set.rules).into_iter().zip(trees) {
            match ReadyRule::new(&set, Arc::clone(&rule), tree, &with) {
                Ok(ready) => rules.push(ready),
                Err(exceeded) => {
                    let message = format!(
                        "{} is {}; it is left out. Make its condition simpler, or split it into several rules{}",
                        rule.id,
                        exceeded.within(&set.limits),
                        set.limits.advice(Limit::Steps)
                    );
                    diagnostics.push(Diagnostic::placed(
                        DiagnosticCode::TooManySteps,
                        set.file_of(&rule),
                        rule.place,
                        message,
                    ));
                }
            }
        }
        let scope = set.applies_when.as_ref();
        let prepared = scope.map(|scope| Prepared::within(vocabulary, &[scope], None, set.limits)).transpose();
        match prepared {
            Ok(scope) => Ok(Self { schemas, set, rules, scope, parts: with.parts }),
            Err(exceeded) => {
                let (too_much, advice) = (exceeded.within(&set.limits), set.limits.advice(Limit::Steps));
                let message = format!("the scope of `{}` is {too_much}; the set is left out{advice}", set.id);
                Err(Diagnostic::placed(DiagnosticCode::TooManySteps, &set.file, set.place, message))
            }
        }
    }
}

/// The rule sets of a run, in order.
#[derive(Debug)]
pub struct Collection {
    schemas: Arc<Schemas>,
    sets: Vec<ReadySet>,
}

impl Default for Collection {
    /// A collection for the shipped vocabulary.
    fn default() -> Self {
        Self::new(Arc::clone(Schemas::shipped()))
    }
}

impl Collection {
    /// A collection of rule sets that speak of the facts of one vocabulary.
    #[must_use]
    pub fn new(schemas: Arc<Schemas>) -> Self {
        Self { schemas, sets: Vec::new() }
    }

    /// The vocabulary of the facts that they speak of.
    #[must_use]
    pub fn vocabulary(&self) -> &Arc<Vocabulary> {
        self.schemas.vocabulary()
    }

    /// The schemas for that vocabulary.
    #[must_use]
    pub fn schemas(&self) -> &Arc<Schemas> {
        &self.schemas
    }

    /// The sets.
    #[must_use]
    pub fn sets(&self) -> &[ReadySet] {
        &self.sets
    }

    /// All rules with their sets, in order.
    pub fn rules(&self) -> impl Iterator<Item = (&ReadySet, &ReadyRule)> {
        self.sets.iter().flat_map(|set| set.rules.iter().map(move |rule| (set, rule)))
    }

    /// A rule by its id; upper and lower case count as the same.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<(&ReadySet, &ReadyRule)> {
        self.rules().find(|(_, rule)| rule.rule.id.eq_ignore_ascii_case(id))
    }

    /// A rule by its id, to be changed; upper and lower case count as the same.
    pub fn rule_mut(&mut self, id: &str) -> Option<&mut Rule> {
        let mut rules = self.sets.iter_mut().flat_map(|set| &mut set.rules);
        rules.find(|rule| rule.rule.id.eq_ignore_ascii_case(id)).map(|rule| Arc::make_mut(&mut rule.rule))
    }

    /// The files of the embedded sets, with the ids by which they can be asked for.
    pub fn embedded() -> impl Iterator<Item = (&'static str, &'static str)> {
        embedded::SETS.iter().map(|set| (set.id(), set.file))
    }

    /// Adds an embedded set; false where there is none of that id, or none that speaks of the facts of the vocabulary.
    pub fn add_embedded(&mut self, id: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let Some(embedded) = embedded::of_id(id) else { return false };
        if !self.vocabulary().includes_shipped() {
            return false;
        }
        match embedded.read(self.vocabulary()) {
            Ok(set) => self.add_read(set, true, diagnostics),
            Err(problems) => diagnostics.extend(problems),
        }
        true
    }

    /// Reads the YAML of all embedded sets, for which no vocabulary is needed.
    pub fn read_embedded_ahead() {
        threads::map_in_order(embedded::SETS.iter().collect(), |set| set.tree().is_ok());
    }

    /// Adds all embedded sets to a collection that has none yet; they are made ready on all cores. Where its vocabulary does
    /// not extend the shipped one, there are none that speak of its facts.
    pub fn add_all_embedded(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let schemas = &self.schemas;
        if !schemas.vocabulary().includes_shipped() {
            return;
        }
        let ready = |embedded: &'static Embedded| {
            embedded.read(schemas.vocabulary()).map(|set| ReadySet::embedded(schemas, set))
        };
        for set in threads::map_in_order(embedded::SETS.iter().collect(), ready) {
            match set {
                Ok(set) => self.sets.push(set),
                Err(problems) => diagnostics.extend(problems),
            }
        }
    }

    /// Adds a set, unless another one has its id or the id of one of its rules.
    pub fn add(&mut self, set: RuleSet, diagnostics: &mut Vec<Diagnostic>) {
        self.add_read(set, false, diagnostics);
    }

    /// The same for a set that may be embedded.
    pub(super) fn add_read(&mut self, set: RuleSet, embedded: bool, diagnostics: &mut Vec<Diagnostic>) {
        let mut wrong = Vec::new();
        if let Some(first) = self.sets.iter().find(|first| first.set.id == set.id) {
            let (file, line) = (&first.set.file, first.set.place.line);
            let message =
                format!("there is a rule set `{}` already: {file}:{line}; give one of the two another id", set.id);
            let told = Diagnostic::placed(DiagnosticCode::DuplicateRuleSet, &set.file, set.place, message);
            wrong.push(told.with_related(file, first.set.place, "the first of them stands here"));
        } else {
            wrong = self.there_already(&set);
        }
        if !wrong.is_empty() {
            diagnostics.extend(wrong);
            return;
        }
        let ready = if embedded {
            Ok(ReadySet::embedded(&self.schemas, set))
        } else {
            ReadySet::new(&self.schemas, set, diagnostics)
        };
        match ready {
            Ok(ready) => self.sets.push(ready),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
}
