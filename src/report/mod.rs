//! What is reported: what a run holds against what, each pilot with its results, and the run as a whole. Renderers draw
//! on this alone; how a verdict was reached they do not know.

mod by_fact;
mod exit_status_bar;
mod finding;
mod left_out;
mod named_findings;
mod opening;
mod outcome;
mod run;

pub use by_fact::{FactFindings, by_fact, facts_to_change, gravest_first};
pub use exit_status_bar::Bar;
pub use finding::{Finding, Fingerprints};
pub use left_out::{FilesAndFolders, LeftOutCount};
pub use named_findings::{NamedFindings, PilotFindings};
pub use opening::{Detail, RunOpening, SelectedRuleSet};
pub use outcome::{CheckedPilot, Outcome};
pub use run::{Run, RunEnding};

use crate::citations::{NotedWords, Register, Registered};
use crate::evaluate::{Decision, Facts};
use crate::model::vocabulary::Fact;
use crate::model::{Applies, SharedWaiver, Verdict, VerdictAndScope, Waiver};
use crate::pilot::{Pilot, Statement};
use crate::rules::{ReadySet, Rule};
use crate::text::{LineIndex, composed};

/// One pilot held against all rules of the run.
#[derive(Debug)]
pub struct PilotReport<'p> {
    /// The file, as it was named.
    pub file: &'p str,
    /// The place of the pilot among the documents of its file, from 0.
    pub document: usize,
    /// The pilot.
    pub pilot: &'p Pilot<'p>,
    /// The text that it was read from.
    pub lines: &'p LineIndex<'p>,
    /// Its facts, as far as they are listened to.
    pub facts: &'p Facts<'p>,
    /// The documents that are known.
    pub register: &'p Register,
    /// A result for each rule, in the order of rule sets and rules.
    pub results: Vec<RuleResult<'p>>,
    /// How many results have which verdict.
    pub summary: Summary,
}

impl<'p> PilotReport<'p> {
    /// Of a rule that applies: the facts that make it apply, each with what is said of it by the whole pilot or by what is left
    /// of it, whichever it is by that the rule applies. Of any other rule none: what keeps one from applying is its reason, and
    /// where that is open the verdict may turn on it.
    pub fn applies_because(
        &self,
        decision: &Decision,
    ) -> impl Iterator<Item = (&'p Fact, Vec<&'p Statement<'p>>)> + use<'p> {
        let facts = if decision.on_whole_pilot { self.facts.whole() } else { self.facts };
        let because = if decision.applies == Applies::Yes { decision.applies_because.clone() } else { Vec::new() };
        let vocabulary = facts.vocabulary();
        let heard: Vec<_> = because.iter().map(|fact| facts.heard(*fact).collect()).collect();
        because.into_iter().map(|fact| vocabulary.fact(fact)).zip(heard)
    }

    /// The words that registers keep of the documents that the pilot cites, although no question asks for them.
    #[must_use]
    pub fn noted(&self) -> Vec<(&'p Registered, &'p NotedWords)> {
        let cites = |document: &Registered| {
            let mut statements = self.pilot.facts.iter().flat_map(|stated| &stated.statements);
            statements.any(|one| one.document.as_deref().is_some_and(|id| composed(id) == composed(&document.id)))
        };
        let with_words = self.register.documents().iter().filter(|document| !document.noted.is_empty());
        let cited = with_words.filter(|document| cites(document));
        cited.flat_map(|document| document.noted.iter().map(move |noted| (document, &noted.words))).collect()
    }

    /// The same, without on whose word each verdict rests.
    #[must_use]
    pub fn without_words(&self) -> Self {
        let mut results = self.results.clone();
        for result in &mut results {
            result.by_word.clear();
            result.sides.clear();
        }
        Self { results, ..*self }
    }
}

/// One pilot held against one rule.
#[derive(Debug, Clone)]
pub struct RuleResult<'p> {
    /// The rule set.
    pub set: &'p ReadySet,
    /// The rule.
    pub rule: &'p Rule,
    /// The verdict with its reason; the reason is empty where only the verdict was asked for.
    pub decision: Decision,
    /// Of a decided verdict, where that was asked for: the speakers on whom its reasons rest.
    pub by_word: Vec<WordSetAside>,
    /// Of a contested verdict, where that was asked for: the speakers on the facts that are contested.
    pub sides: Vec<ContestedSide>,
    /// The waiver of this rule, if there is one for this pilot.
    pub waived: Option<Waived<'p>>,
    /// Whether the verdict is at or above the bar, waived or not.
    pub at_bar: bool,
    /// Whether the baseline has it already.
    pub known: bool,
}

/// How a result stands to the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultStanding {
    /// It counts.
    Finding,
    /// It would, but the baseline has it already.
    Known,
    /// It would, but a waiver is in force.
    Waived,
    /// It is below the bar.
    Below,
}

impl RuleResult<'_> {
    /// The verdict, and whether the rule applies.
    #[must_use]
    pub fn verdict_and_scope(&self) -> VerdictAndScope {
        self.decision.verdict_and_scope()
    }

    /// The speaker on whose word alone the verdict rests: its reasons are this speaker's, and without them it is another one.
    /// None where it is not known on whose word it rests.
    #[must_use]
    pub fn on_one_word(&self) -> Option<&WordSetAside> {
        let [word] = self.by_word.as_slice() else { return None };
        (word.otherwise != self.verdict_and_scope()).then_some(word)
    }

    /// How it stands to the exit status.
    #[must_use]
    pub fn standing(&self) -> ResultStanding {
        match (self.at_bar, self.waived, self.known) {
            (false, ..) => ResultStanding::Below,
            (true, Some(Waived { active: true, .. }), _) => ResultStanding::Waived,
            (true, _, true) => ResultStanding::Known,
            (true, _, false) => ResultStanding::Finding,
        }
    }

    /// Whether it counts in the exit status.
    #[must_use]
    pub fn is_finding(&self) -> bool {
        self.standing() == ResultStanding::Finding
    }
}

/// A speaker on whom a verdict rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordSetAside {
    /// The speaker, as first written; none where it is the author of the file.
    pub speaker: Option<String>,
    /// The verdict when this speaker is not believed, and whether the rule applies then.
    pub otherwise: VerdictAndScope,
}

/// A speaker on a contested fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContestedSide {
    /// The speaker, as first written; none where it is the author of the file.
    pub speaker: Option<String>,
    /// The verdict when, of what is said of the contested facts, this speaker alone is believed, and whether the rule applies
    /// then.
    pub verdict: VerdictAndScope,
}

/// A waiver, held against the day of the run.
#[derive(Debug, Clone, Copy)]
pub struct Waived<'p> {
    /// The waiver.
    pub waiver: &'p Waiver<'p>,
    /// Whether it is in force: its last day is not over.
    pub active: bool,
    /// Where it is one for several pilots: that one, which is written elsewhere than in the pilot.
    pub shared: Option<&'p SharedWaiver>,
}

/// How many results have which verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    verdicts: [usize; Verdict::ALL.len()],
    met_if_it_applies: usize,
}

impl Summary {
    /// Counts one result.
    pub fn count(&mut self, result: VerdictAndScope) {
        if let Some(count) = self.verdicts.get_mut(result.verdict as usize) {
            *count += 1;
        }
        self.met_if_it_applies += usize::from(result.is_met_if_it_applies());
    }

    /// Adds another summary.
    pub fn add(&mut self, other: &Self) {
        for (count, more) in self.verdicts.iter_mut().zip(other.verdicts) {
            *count += more;
        }
        self.met_if_it_applies += other.met_if_it_applies;
    }

    /// How many results have a verdict. Those that are met if they apply are among those that are met.
    #[must_use]
    pub fn count_of(&self, verdict: Verdict) -> usize {
        self.verdicts.get(verdict as usize).copied().unwrap_or_default()
    }

    /// How many of the results that are met are met if they apply, and may turn out not to apply.
    #[must_use]
    pub fn met_if_it_applies(&self) -> usize {
        self.met_if_it_applies
    }

    /// How many results are met, and apply.
    #[must_use]
    pub fn met_and_applies(&self) -> usize {
        self.count_of(Verdict::Met).saturating_sub(self.met_if_it_applies)
    }

    /// How many results there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.verdicts.iter().sum()
    }

    /// All verdicts with their counts, in order.
    pub fn counts(&self) -> impl Iterator<Item = (Verdict, usize)> {
        Verdict::ALL.into_iter().map(|(verdict, _)| (verdict, self.count_of(verdict)))
    }
}
