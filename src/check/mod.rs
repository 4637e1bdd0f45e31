//! One document held against the rules: from its text to its results.

mod by_word;

use crate::citations::Register;
use crate::diagnostic::Diagnostic;
use crate::evaluate::{Decision, Exceeded, Facts, Hearing, Verdict};
use crate::pilot::{self, Pilot};
use crate::report::{Bar, PilotReport, RuleResult, Summary};
use crate::rules::{Collection, Dimension, ReadyRule, ReadySet};
use crate::schema::{self, Kind, Read};
use crate::source::{Document, LineIndex};
use crate::vocabulary::Vocabulary;
use crate::words;
use by_word::Words;

/// How pilots are checked in a run.
#[derive(Debug)]
pub struct Checker<'c> {
    /// The rule sets.
    pub collection: &'c Collection,
    /// Which of their rules.
    pub selection: Selection,
    /// Which statements are listened to.
    pub hearing: Hearing,
    /// What counts in the exit status.
    pub bar: Bar,
    /// The day on which waivers are held against their last day.
    pub today: jiff::civil::Date,
    /// How much is wanted of each result.
    pub detail: Detail,
    /// The documents that are known, so that a citation can say which letter it is from.
    pub register: &'c Register,
}

/// A rule of so many facts never takes too many steps to give its reasons.
const SMALL: usize = 16;

/// How much is wanted of each result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// The verdict.
    Verdicts,
    /// The verdict with its reason.
    Reasons,
    /// Also, whose word it rests on, and the verdict when each speaker in turn is not believed.
    ByWord,
}

/// What came of one document.
#[derive(Debug)]
pub struct Outcome<R> {
    /// What is wrong with it, or worth knowing whatever becomes of the pilot.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is of another kind and was passed over.
    pub passed_over: bool,
    /// The pilot, if it holds one that could be checked.
    pub pilot: Option<Checked<R>>,
}

/// A pilot that was checked.
#[derive(Debug)]
pub struct Checked<R> {
    /// Its id.
    pub id: String,
    /// An error at the place of the id, to be told where another pilot has the same.
    pub at: Diagnostic,
    /// How many results have which verdict.
    pub summary: Summary,
    /// The number of results that count in the exit status.
    pub findings: usize,
    /// The number of results at the bar that a waiver takes out of it.
    pub waived: usize,
    /// Who speaks in it; only where some speakers are set aside.
    pub speakers: Vec<String>,
    /// What is worth knowing.
    pub notices: Vec<Diagnostic>,
    /// What was made of its report.
    pub shown: R,
}

/// What becomes of a waiver in a run.
#[derive(Debug)]
pub(crate) enum Waived {
    /// It takes its rule's finding out of the exit status.
    Hides,
    /// It is over since this day.
    Expired(jiff::civil::Date),
    /// Its rule has no finding, but this verdict.
    Unused(&'static str),
    /// There is no such rule; with the nearest.
    Unknown(String),
}

impl<R> Outcome<R> {
    fn nothing() -> Self {
        Self { diagnostics: Vec::new(), passed_over: false, pilot: None }
    }
}

impl Checker<'_> {
    /// Checks one document of a file. `walked` says that the file was met in a folder and not named: there, documents of
    /// another kind are passed over. `show` makes of the report what is to be shown.
    pub fn document<R>(
        &self,
        file: &str,
        document: &Document,
        walked: bool,
        show: impl FnOnce(&PilotReport<'_>) -> R,
    ) -> Outcome<R> {
        let lines = LineIndex::new(&document.text, document.first_line);
        let wrong =
            |problems| Outcome { diagnostics: Diagnostic::errors(file, &lines, problems), ..Outcome::nothing() };
        let (tree, problems) = match schema::read(Kind::Pilot, &document.text, walked) {
            Read::Nothing => return Outcome::nothing(),
            Read::Another => return Outcome { passed_over: true, ..Outcome::nothing() },
            Read::Wrong(problems) => return wrong(problems),
            Read::Tree(tree, problems) => (tree, problems),
        };
        match pilot::pilot(&tree) {
            Ok(pilot) if problems.is_empty() => self.pilot(file, document.index, &pilot, &lines, show),
            Ok(_) => wrong(problems),
            Err(more) => wrong(schema::gathered(problems, more)),
        }
    }

    fn pilot<R>(
        &self,
        file: &str,
        document: usize,
        pilot: &Pilot<'_>,
        lines: &LineIndex<'_>,
        show: impl FnOnce(&PilotReport<'_>) -> R,
    ) -> Outcome<R> {
        let facts = Facts::new(Vocabulary::shipped(), &pilot.facts, &self.hearing);
        let mut diagnostics = Vec::new();
        let mut results = Vec::with_capacity(self.selection.count);
        let by_word = self.detail >= Detail::ByWord;
        let deaf = if by_word { by_word::deaf(pilot, &self.hearing) } else { Vec::new() };
        let words = by_word.then(|| Words::new(pilot, &deaf));
        for (set, rule) in self.selection.rules(self.collection) {
            match self.decide(rule, &facts) {
                Ok(decision) => {
                    let mut result = self.result(set, rule, decision, pilot);
                    if let Some(words) = &words {
                        result.by_word = words.of(rule, &result.decision, &facts);
                        result.sides = by_word::sides(pilot, rule, &result.decision, &facts, &self.hearing);
                    }
                    results.push(result);
                }
                Err(exceeded) => {
                    let message =
                        format!("{} is {exceeded} for the pilot `{}`: there is no verdict", rule.rule.id, pilot.id);
                    diagnostics.push(Diagnostic::placed(set.set.file_of(&rule.rule), rule.rule.place, message));
                }
            }
        }
        let mut summary = Summary::default();
        for result in &results {
            summary.count(result.decision.verdict);
        }
        let report =
            PilotReport { file, document, pilot, lines, facts: &facts, register: self.register, results, summary };
        let findings = report.results.iter().filter(|result| result.is_finding()).count();
        let waived = report.results.iter().filter(|result| result.at_bar).count() - findings;
        let checked = Checked {
            id: pilot.id.clone().into_owned(),
            at: Diagnostic::error(file, lines, pilot.id_span, String::new()),
            summary,
            findings,
            waived,
            speakers: if self.hearing.without.is_empty() { Vec::new() } else { speakers(pilot) },
            notices: self.waiver_notices(&report),
            shown: show(&report),
        };
        Outcome { diagnostics, pilot: Some(checked), ..Outcome::nothing() }
    }

    fn decide(&self, rule: &ReadyRule, facts: &Facts<'_>) -> Result<Decision, Exceeded> {
        // Where reasons could be too much to find, they are looked for even if nobody wants them: the exit status must not
        // depend on what is shown.
        if self.detail >= Detail::Reasons || rule.prepared.facts().len() > SMALL {
            return rule.prepared.decide(facts);
        }
        let verdict = rule.prepared.verdict(facts)?;
        Ok(Decision { verdict, because: Vec::new(), turns_on: Vec::new(), basis: None })
    }

    fn result<'p>(
        &self,
        set: &'p ReadySet,
        rule: &'p ReadyRule,
        decision: Decision,
        pilot: &'p Pilot<'p>,
    ) -> RuleResult<'p> {
        let waiver = pilot.waivers.iter().find(|waiver| waiver.rule == rule.rule.id);
        RuleResult {
            set,
            rule: &rule.rule,
            at_bar: self.bar.counts(decision.verdict, rule.rule.force),
            decision,
            by_word: Vec::new(),
            sides: Vec::new(),
            waived: waiver.map(|waiver| crate::report::Waived { waiver, active: self.today <= waiver.until }),
        }
    }

    fn waiver_notices(&self, report: &PilotReport<'_>) -> Vec<Diagnostic> {
        let mut notices = Vec::new();
        for waiver in &report.pilot.waivers {
            let result = report.results.iter().find(|result| result.rule.id == waiver.rule);
            let fate = match result {
                // A rule that is there, but not among those chosen for this run, says nothing of its waiver.
                None if self.collection.rules().any(|(_, rule)| rule.rule.id == waiver.rule) => continue,
                None => Waived::Unknown(self.nearest_rule(&waiver.rule)),
                Some(_) if self.today > waiver.until => Waived::Expired(waiver.until),
                Some(result) => match result.decision.verdict {
                    verdict @ (Verdict::Met | Verdict::NotApplicable) => Waived::Unused(verdict.name()),
                    _ => Waived::Hides,
                },
            };
            if let Some(message) = crate::report::waiver_notice(&waiver.rule, fate) {
                notices.push(Diagnostic::notice(report.file, report.lines, waiver.span, message));
            }
        }
        notices
    }

    fn nearest_rule(&self, id: &str) -> String {
        let near = words::nearest(id, self.collection.rules().map(|(_, rule)| rule.rule.id.as_str()));
        near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
    }
}

fn speakers(pilot: &Pilot<'_>) -> Vec<String> {
    let mut speakers: Vec<String> = Vec::new();
    for statement in pilot.facts.iter().flat_map(|stated| &stated.statements) {
        if let Some(by) = statement.by.as_deref()
            && !speakers.iter().any(|known| known == by)
        {
            speakers.push(by.to_owned());
        }
    }
    speakers
}

/// Which rules of a collection are checked.
#[derive(Debug)]
pub struct Selection {
    /// A rule for each, by its place in the collection; none where all are.
    chosen: Option<Vec<bool>>,
    count: usize,
}

impl Selection {
    /// All rules.
    #[must_use]
    pub fn all(collection: &Collection) -> Self {
        Self { chosen: None, count: collection.rules().count() }
    }

    /// No rules: only what the pilots themselves say is wanted.
    #[must_use]
    pub fn none() -> Self {
        Self { chosen: Some(Vec::new()), count: 0 }
    }

    /// The rules that any of these names stands for: the id of a rule or of a rule set, or a dimension.
    ///
    /// # Errors
    /// A name that stands for nothing, with the nearest that does.
    pub fn only(collection: &Collection, names: &[String]) -> Result<Self, String> {
        if names.is_empty() {
            return Ok(Self::all(collection));
        }
        let mut chosen = vec![false; collection.rules().count()];
        for name in names {
            let mut any = false;
            for ((set, rule), chosen) in collection.rules().zip(&mut chosen) {
                let origin = rule.rule.origin.as_ref().map_or(set.set.id.as_str(), |origin| origin.id.as_str());
                let stands = [rule.rule.id.as_str(), set.set.id.as_str(), rule.rule.about.name(), origin]
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(name));
                any |= stands;
                *chosen |= stands;
            }
            let dimension = Dimension::ALL.iter().any(|(_, known)| known.eq_ignore_ascii_case(name));
            if !any && !dimension {
                let known = collection
                    .rules()
                    .flat_map(|(set, rule)| [rule.rule.id.as_str(), set.set.id.as_str()])
                    .chain(Dimension::ALL.iter().map(|(_, name)| *name));
                let hint =
                    words::nearest(name, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                return Err(format!("`{name}` is neither a rule, nor a rule set, nor a dimension{hint}"));
            }
        }
        let count = chosen.iter().filter(|chosen| **chosen).count();
        Ok(Self { chosen: Some(chosen), count })
    }

    /// The chosen rules with their sets, in order.
    pub fn rules<'c>(&'c self, collection: &'c Collection) -> impl Iterator<Item = (&'c ReadySet, &'c ReadyRule)> {
        let chosen =
            move |at: usize| self.chosen.as_ref().is_none_or(|chosen| chosen.get(at).copied().unwrap_or_default());
        collection.rules().enumerate().filter(move |(at, _)| chosen(*at)).map(|(_, rule)| rule)
    }

    /// The sets of which rules are chosen, each with their number.
    #[must_use]
    pub fn sets<'c>(&'c self, collection: &'c Collection) -> Vec<(&'c ReadySet, usize)> {
        let mut sets: Vec<(&ReadySet, usize)> = Vec::new();
        for (set, _) in self.rules(collection) {
            match sets.last_mut() {
                Some((last, count)) if last.set.id == set.set.id => *count += 1,
                _ => sets.push((set, 1)),
            }
        }
        sets
    }
}
