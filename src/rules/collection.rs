//! The rule sets of a run, ready to be held against pilots.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::{Condition, Rule, RuleSet, ruleset};
use crate::diagnostic::Diagnostic;
use crate::evaluate::{Exceeded, Prepared};
use crate::schema::{self, Kind, Read};
use crate::source::{Document, LineIndex};
use crate::tree::{self, Problem};
use crate::vocabulary::Vocabulary;
use crate::words;

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
    pub rule: Rule,
    /// Its diagrams, within the scope of its set.
    pub prepared: Prepared,
    /// Whether its set has a scope.
    scoped: bool,
    /// The same with the scope of the set taken as true, made when it is asked for.
    alone: OnceLock<Result<Prepared, Exceeded>>,
}

impl ReadyRule {
    /// The diagrams of a rule within a scope.
    fn prepare(scope: Option<&Condition>, rule: &Rule) -> Result<Prepared, Exceeded> {
        let scopes: Vec<&Condition> = scope.into_iter().chain(&rule.applies_when).collect();
        Prepared::new(Vocabulary::shipped(), &scopes, Some(&rule.require))
    }

    /// The rule with the scope of its set taken as true, as its own tests have it.
    ///
    /// # Errors
    /// [`Exceeded`] where preparing it so would take too many steps.
    pub fn alone(&self) -> Result<&Prepared, Exceeded> {
        if !self.scoped {
            return Ok(&self.prepared);
        }
        self.alone.get_or_init(|| Self::prepare(None, &self.rule)).as_ref().map_err(|exceeded| *exceeded)
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
        let scope = set.applies_when.as_ref();
        let mut rules = Vec::with_capacity(set.rules.len());
        for rule in std::mem::take(&mut set.rules) {
            match ReadyRule::prepare(scope, &rule) {
                Ok(prepared) => {
                    rules.push(ReadyRule { rule, prepared, scoped: scope.is_some(), alone: OnceLock::new() });
                }
                Err(exceeded) => {
                    let message = format!(
                        "{} is {exceeded}; it is left out. Make its condition simpler, or split it into several rules",
                        rule.id
                    );
                    diagnostics.push(Diagnostic::placed(&set.file, rule.place, message));
                }
            }
        }
        let prepared = scope.map(|scope| Prepared::new(Vocabulary::shipped(), &[scope], None)).transpose();
        match prepared {
            Ok(scope) => Ok(Self { set, rules, scope }),
            Err(exceeded) => {
                let message = format!("the scope of `{}` is {exceeded}; the set is left out", set.id);
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

    /// The files of the embedded sets, with the ids by which they can be asked for.
    pub fn embedded() -> impl Iterator<Item = (&'static str, &'static str)> {
        EMBEDDED.into_iter().map(|(file, _)| (embedded_id(file), file))
    }

    /// Adds an embedded set; false where there is none of that id.
    pub fn add_embedded(&mut self, id: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let Some((file, text)) = EMBEDDED.into_iter().find(|(file, _)| embedded_id(file) == id) else { return false };
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

    /// Adds the rule set of a document. `walked` says that its file was met in a folder and not named: there, documents
    /// of another kind are passed over. Gives whether one was passed over.
    pub fn add_document(
        &mut self,
        file: &str,
        document: &Document,
        walked: bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> bool {
        let lines = LineIndex::new(&document.text, document.first_line);
        let (tree, problems) = match schema::read(Kind::RuleSet, &document.text, walked) {
            Read::Nothing => return false,
            Read::Another => return true,
            Read::Wrong(problems) => {
                diagnostics.extend(Diagnostic::errors(file, &lines, problems));
                return false;
            }
            Read::Tree(tree, problems) => (tree, problems),
        };
        match ruleset(&tree, &lines, file) {
            Ok(set) if problems.is_empty() => self.add(set, diagnostics),
            Ok(_) => diagnostics.extend(Diagnostic::errors(file, &lines, problems)),
            Err(more) => {
                let mut problems = schema::gathered(problems, more);
                if problems.is_empty() {
                    problems.push(Problem::at(tree.root(), "this rule set could not be read".into()));
                }
                diagnostics.extend(Diagnostic::errors(file, &lines, problems));
            }
        }
        false
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
            for rule in &set.rules {
                if let Some((of, first)) = self.rule(&rule.id) {
                    let (id, file, line) = (words::shown(&rule.id), &of.set.file, first.rule.place.line);
                    let message =
                        format!("there is a rule `{id}` already: {file}:{line}; give one of the two another id");
                    wrong.push(Diagnostic::placed(&set.file, rule.place, message));
                }
            }
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

/// Reads an embedded set. A test holds the embedded sets against their schema, so that no run needs to.
fn embedded(file: &str, text: &str) -> Result<RuleSet, Vec<Diagnostic>> {
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
            let document = Document { index: 0, first_line: 1, text: text.to_owned() };
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
