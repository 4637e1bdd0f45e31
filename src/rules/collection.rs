//! The rule sets of a run, ready to be held against pilots.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{Condition, Loader, Met, Purpose, Rule, RuleSet, ruleset};
use crate::diagnostic::Diagnostic;
use crate::evaluate::{Exceeded, Prepared};
use crate::limits::{Limit, Limits};
use crate::source::{Document, LineIndex};
use crate::tree;
use crate::vocabulary::Vocabulary;

/// The rule sets that are part of the program: file and text, in the order in which they are checked.
const EMBEDDED: [(&str, &str); 6] = [
    ("rules/professional-bodies.yaml", include_str!("../../rules/professional-bodies.yaml")),
    ("rules/dwp-assurances.yaml", include_str!("../../rules/dwp-assurances.yaml")),
    ("rules/mental-wealth-foundation.yaml", include_str!("../../rules/mental-wealth-foundation.yaml")),
    ("rules/community-concerns.yaml", include_str!("../../rules/community-concerns.yaml")),
    ("rules/cotton-questions.yaml", include_str!("../../rules/cotton-questions.yaml")),
    ("rules/mental-health-workforce.yaml", include_str!("../../rules/mental-health-workforce.yaml")),
];

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
    fn new(set: &RuleSet, rule: Arc<Rule>) -> Result<Self, Exceeded> {
        let prepared = Self::prepare(&set.scopes(&rule), &rule, set.limits)?;
        let scoped = set.outer_scopes(&rule).next().is_some();
        Ok(Self { rule, prepared, scoped, alone: OnceLock::new() })
    }

    /// The diagrams of a rule within these scopes.
    fn prepare(scopes: &[&Condition], rule: &Rule, limits: Limits) -> Result<Prepared, Exceeded> {
        Prepared::within(Vocabulary::shipped(), scopes, Some(&rule.require), limits)
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
        let own = || Self::prepare(&self.rule.applies_when.iter().collect::<Vec<_>>(), &self.rule, limits);
        self.alone.get_or_init(own).as_ref().map_err(|exceeded| *exceeded)
    }
}

/// A rule set whose rules are ready to be decided.
#[derive(Debug)]
pub struct ReadySet {
    /// The set, without its rules.
    pub set: RuleSet,
    /// Its rules, in order.
    pub rules: Vec<ReadyRule>,
    /// The scope of the set; none where it always applies.
    pub scope: Option<Prepared>,
}

impl ReadySet {
    /// Makes the rules of a set ready. A rule that takes too many steps is told of and left out.
    ///
    /// # Errors
    /// Where the scope of the set takes too many steps: then the whole set is left out.
    fn new(mut set: RuleSet, diagnostics: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        let mut rules = Vec::with_capacity(set.rules.len());
        for rule in std::mem::take(&mut set.rules) {
            match ReadyRule::new(&set, Arc::clone(&rule)) {
                Ok(ready) => rules.push(ready),
                Err(exceeded) => {
                    let message = format!(
                        "{} is {}; it is left out. Make its condition simpler, or split it into several rules{}",
                        rule.id,
                        exceeded.within(&set.limits),
                        set.limits.advice(Limit::Steps)
                    );
                    diagnostics.push(Diagnostic::placed(set.file_of(&rule), rule.place, message));
                }
            }
        }
        let scope = set.applies_when.as_ref();
        let prepared =
            scope.map(|scope| Prepared::within(Vocabulary::shipped(), &[scope], None, set.limits)).transpose();
        match prepared {
            Ok(scope) => Ok(Self { set, rules, scope }),
            Err(exceeded) => {
                let (too_much, advice) = (exceeded.within(&set.limits), set.limits.advice(Limit::Steps));
                let message = format!("the scope of `{}` is {too_much}; the set is left out{advice}", set.id);
                Err(Diagnostic::placed(&set.file, set.place, message))
            }
        }
    }
}

/// The rule sets of a run, in order.
#[derive(Debug, Default)]
pub struct Collection {
    sets: Vec<ReadySet>,
}

impl Collection {
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
        EMBEDDED.into_iter().map(|(file, _)| (embedded_id(file), file))
    }

    /// Adds an embedded set; false where there is none of that id.
    pub fn add_embedded(&mut self, id: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let Some((file, text)) = embedded_text(id) else { return false };
        match embedded(file, text) {
            Ok(set) => self.add(set, diagnostics),
            Err(problems) => diagnostics.extend(problems),
        }
        true
    }

    /// Adds all embedded sets to a collection that has none yet; they are made ready on all cores.
    pub fn add_all_embedded(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let ready = |(file, text): &(&'static str, &'static str)| {
            let mut told = Vec::new();
            let set =
                embedded(file, text).and_then(|set| ReadySet::new(set, &mut told).map_err(|problem| vec![problem]));
            (set, told)
        };
        let sets: Vec<_> = EMBEDDED.par_iter().map(ready).collect();
        for (set, told) in sets {
            diagnostics.extend(told);
            match set {
                Ok(set) => self.sets.push(set),
                Err(problems) => diagnostics.extend(problems),
            }
        }
    }

    /// Adds the rule set of a document, with what it imports from embedded sets; a [`Loader`] takes up several sets that
    /// import from one another. `walked` says that its file was met in a folder and not named: there, documents of
    /// another kind are passed over. Gives whether one was passed over.
    pub fn add_document(
        &mut self,
        file: &str,
        document: &Document,
        walked: bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> bool {
        let mut loader = Loader::default();
        let met = if walked { Met::Walked } else { Met::Named };
        let passed_over = loader.document(file, document, met, diagnostics);
        loader.finish(Purpose::Check, self, diagnostics);
        passed_over
    }

    /// Adds a set, unless another one has its id or the id of one of its rules.
    pub fn add(&mut self, set: RuleSet, diagnostics: &mut Vec<Diagnostic>) {
        let mut wrong = Vec::new();
        if let Some(first) = self.sets.iter().find(|first| first.set.id == set.id) {
            let (file, line) = (&first.set.file, first.set.place.line);
            let message =
                format!("there is a rule set `{}` already: {file}:{line}; give one of the two another id", set.id);
            wrong.push(Diagnostic::placed(&set.file, set.place, message));
        } else {
            wrong = self.there_already(&set);
        }
        if !wrong.is_empty() {
            diagnostics.extend(wrong);
            return;
        }
        match ReadySet::new(set, diagnostics) {
            Ok(ready) => self.sets.push(ready),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
}

/// The file and the text of an embedded set.
pub(super) fn embedded_text(id: &str) -> Option<(&'static str, &'static str)> {
    EMBEDDED.into_iter().find(|(file, _)| embedded_id(file) == id)
}

/// Reads an embedded set. A test holds the embedded sets against their schema, so that no run needs to.
pub(super) fn embedded(file: &str, text: &str) -> Result<RuleSet, Vec<Diagnostic>> {
    let lines = LineIndex::new(text, 1);
    let set = tree::build(text).and_then(|tree| ruleset(&tree, &lines, file));
    set.map_err(|problems| Diagnostic::errors(file, &lines, problems))
}

/// The id of an embedded set is the name of its file; a test keeps it so.
fn embedded_id(file: &'static str) -> &'static str {
    file.trim_start_matches("rules/").trim_end_matches(".yaml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_sets_are_sound_and_all_there() {
        let mut collection = Collection::default();
        let mut diagnostics = Vec::new();
        for (file, text) in EMBEDDED {
            let document = Document { index: 0, first_line: 1, text: text.to_owned(), limits: Limits::default() };
            collection.add_document(file, &document, false, &mut diagnostics);
        }
        assert_eq!(diagnostics, []);
        let ids: Vec<&str> = collection.sets().iter().map(|set| set.set.id.as_str()).collect();
        assert_eq!(ids, Collection::embedded().map(|(id, _)| id).collect::<Vec<_>>());
        let mut files: Vec<String> = std::fs::read_dir("rules")
            .expect("the folder of the rules")
            .map(|entry| format!("rules/{}", entry.expect("an entry").file_name().to_string_lossy()))
            .filter(|file| file != "rules/documents.yaml")
            .collect();
        files.sort();
        let mut embedded = EMBEDDED.map(|(file, _)| file);
        embedded.sort_unstable();
        assert_eq!(files, embedded);
    }
}
