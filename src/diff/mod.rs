//! Two versions of a pilot, compared: which verdicts moved, and which changed facts moved them.

mod smallest;

use crate::check::Checker;
use crate::evaluate::Facts;
use crate::model::VerdictAndScope;
use crate::model::vocabulary::{FactId, Vocabulary};
use crate::pilot::{StatedFact, Statement};
use crate::report::{PilotReport, ResultStanding};
use crate::rules::{ReadySet, Rule};
use crate::text::Place;

pub use smallest::{Because, smallest};

/// One version of a pilot: what it states, and what that comes to.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The file, as it was named.
    pub file: String,
    /// All that it states, what is set aside included, in the order of the vocabulary: by that it is told whether a rule
    /// applies.
    whole: Vec<StatedFact<'static>>,
    /// What it states and what is listened to, in the same order.
    facts: Vec<StatedFact<'static>>,
    /// For each statement, in the same order, where it stands.
    places: Vec<Vec<Place>>,
    /// A verdict for each rule that was decided, with how it stands to the exit status.
    results: Vec<(String, VerdictAndScope, ResultStanding)>,
}

impl Version {
    /// The version that a report is about.
    #[must_use]
    pub fn from_report(report: &PilotReport<'_>) -> Self {
        let place = |statement: &Statement<'_>| report.lines.place(statement.span.start);
        let heard = |stated: &&StatedFact<'_>| report.facts.heard(stated.fact).next().is_some();
        let stated: Vec<StatedFact<'static>> = report
            .pilot
            .facts
            .iter()
            .filter(heard)
            .map(|stated| StatedFact {
                fact: stated.fact,
                statements: report.facts.heard(stated.fact).cloned().collect(),
            })
            .map(StatedFact::into_owned)
            .collect();
        let places = stated.iter().map(|stated| report.facts.heard(stated.fact).map(place).collect());
        let result = |result: &crate::report::RuleResult<'_>| {
            (result.rule.id.clone(), result.verdict_and_scope(), result.standing())
        };
        Self {
            id: report.pilot.id.clone().into_owned(),
            title: report.pilot.title.clone().into_owned(),
            file: report.file.to_owned(),
            places: places.collect(),
            whole: report.pilot.facts.iter().cloned().map(StatedFact::into_owned).collect(),
            facts: stated,
            results: report.results.iter().map(result).collect(),
        }
    }

    /// The statements of a fact that are listened to, each with its place.
    pub fn statements(&self, fact: FactId) -> impl Iterator<Item = (&Statement<'static>, Place)> {
        let at = self.facts.binary_search_by_key(&fact, |stated| stated.fact).ok();
        let statements = at.and_then(|at| Some((self.facts.get(at)?, self.places.get(at)?)));
        statements.into_iter().flat_map(|(stated, places)| stated.statements.iter().zip(places.iter().copied()))
    }

    fn result(&self, rule: &str) -> Option<(VerdictAndScope, ResultStanding)> {
        self.results.iter().find(|(id, ..)| id == rule).map(|(_, verdict, standing)| (*verdict, *standing))
    }

    /// The number of results.
    #[must_use]
    pub fn results(&self) -> usize {
        self.results.len()
    }

    /// The number of results that count in the exit status.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.results.iter().filter(|(.., standing)| *standing == ResultStanding::Finding).count()
    }

    /// Whether the same is said of a fact and listened to.
    fn agrees(&self, other: &Self, fact: FactId) -> bool {
        said_alike(&self.facts, &other.facts, fact)
    }

    /// Whether the same is said of a fact, what is set aside included.
    fn agrees_whole(&self, other: &Self, fact: FactId) -> bool {
        said_alike(&self.whole, &other.whole, fact)
    }
}

/// Whether the same is said of a fact, by the same speakers on the same basis; the order does not count.
fn said_alike(one: &[StatedFact<'static>], other: &[StatedFact<'static>], fact: FactId) -> bool {
    let said = |facts: &[StatedFact<'static>]| {
        let stated = facts.iter().filter(|stated| stated.fact == fact).flat_map(|stated| stated.statements.clone());
        stated.map(|statement| (statement.said, statement.by, statement.basis)).collect::<Vec<_>>()
    };
    let (mine, mut theirs) = (said(one), said(other));
    mine.len() == theirs.len()
        && mine.iter().all(|one| match theirs.iter().position(|other| other == one) {
            Some(at) => {
                theirs.swap_remove(at);
                true
            }
            None => false,
        })
}

/// A verdict that moved.
#[derive(Debug)]
pub struct Moved<'c> {
    /// The rule set.
    pub set: &'c ReadySet,
    /// The rule.
    pub rule: &'c Rule,
    /// What the verdict was, and whether the rule applied.
    pub was: VerdictAndScope,
    /// What it is, and whether the rule applies.
    pub is: VerdictAndScope,
    /// How it stood to the exit status.
    pub stood: ResultStanding,
    /// How it stands to it.
    pub stands: ResultStanding,
    /// The changed facts that move it.
    pub because: Because,
}

impl Moved<'_> {
    /// Whether it counts in the exit status now, and did not before.
    #[must_use]
    pub fn is_new_finding(&self) -> bool {
        self.stands == ResultStanding::Finding && self.stood != ResultStanding::Finding
    }

    /// Whether it counted in the exit status before, and does not now.
    #[must_use]
    pub fn is_gone_finding(&self) -> bool {
        self.stood == ResultStanding::Finding && self.stands != ResultStanding::Finding
    }
}

/// Two versions of a pilot, compared.
#[derive(Debug)]
pub struct Compared<'c> {
    /// The vocabulary of their facts.
    pub vocabulary: &'c Vocabulary,
    /// The old version.
    pub old: Version,
    /// The new version.
    pub new: Version,
    /// The facts of which something else is said, in the order of the vocabulary.
    pub changed: Vec<FactId>,
    /// The verdicts that moved, in the order of rule sets and rules.
    pub moved: Vec<Moved<'c>>,
}

impl Compared<'_> {
    /// Whether the same is listened to of a fact in both versions.
    #[must_use]
    pub fn differs_only_in_what_is_set_aside(&self, fact: FactId) -> bool {
        self.old.agrees(&self.new, fact)
    }
}

/// What became of the pilots of a run.
#[derive(Debug, Default)]
pub struct Diff<'c> {
    /// The pilots of which there are both versions, in the order of the new ones.
    pub compared: Vec<Compared<'c>>,
    /// The pilots that were not there before.
    pub added: Vec<Version>,
    /// The pilots that are there no more.
    pub removed: Vec<Version>,
}

impl Diff<'_> {
    /// The number of findings that were not there before: verdicts that came to the bar, and those of added pilots.
    #[must_use]
    pub fn new_findings(&self) -> usize {
        let moved = self.compared.iter().flat_map(|one| &one.moved).filter(|moved| moved.is_new_finding()).count();
        moved + self.added.iter().map(Version::findings).sum::<usize>()
    }
}

/// Compares old versions with new ones. Versions of one pilot have one id. Where two files were `named`, and there is one
/// pilot in each, these two are compared whatever their ids.
#[must_use]
pub fn diff<'c>(old: Vec<Version>, new: Vec<Version>, named: bool, checker: &'c Checker<'c>) -> Diff<'c> {
    let mut diff = Diff::default();
    let alone = named && old.len() == 1 && new.len() == 1;
    let mut old: Vec<Option<Version>> = old.into_iter().map(Some).collect();
    for version in new {
        let is_it = |other: &&mut Option<Version>| other.as_ref().is_some_and(|other| alone || other.id == version.id);
        match old.iter_mut().find(is_it).and_then(Option::take) {
            Some(before) => diff.compared.push(compare(before, version, checker)),
            None => diff.added.push(version),
        }
    }
    diff.removed = old.into_iter().flatten().collect();
    diff
}

fn compare<'c>(old: Version, new: Version, checker: &'c Checker<'c>) -> Compared<'c> {
    let vocabulary = checker.collection.vocabulary();
    let facts = || vocabulary.facts().iter().map(|fact| fact.id);
    let mut changed: Vec<FactId> = facts().filter(|fact| !old.agrees(&new, *fact)).collect();
    // What is set aside may make a rule apply, and so may move a verdict.
    let moving: Vec<FactId> = facts().filter(|fact| !old.agrees_whole(&new, *fact)).collect();
    let (before, after) =
        (Facts::new(vocabulary, &old.whole, &checker.hearing), Facts::new(vocabulary, &new.whole, &checker.hearing));
    let mut moved = Vec::new();
    for (set, rule) in checker.selection.rules(checker.collection) {
        let Some(((was, stood), (is, stands))) = old.result(&rule.rule.id).zip(new.result(&rule.rule.id)) else {
            continue;
        };
        if was.verdict == is.verdict {
            continue;
        }
        let of_rule: Vec<FactId> = moving.iter().copied().filter(|fact| rule.prepared.speaks_of(*fact)).collect();
        let because = smallest::smallest(&rule.prepared, &before, &after, &of_rule, is.verdict);
        moved.push(Moved { set, rule: &rule.rule, was, is, stood, stands, because });
    }
    changed.extend(moved.iter().flat_map(|moved| &moved.because.facts));
    changed.sort_unstable();
    changed.dedup();
    Compared { vocabulary, old, new, changed, moved }
}
