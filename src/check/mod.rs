//! One document held against the rules: from its text to its results.

mod owners;
mod selection;
mod waivers;
mod whose_word;

pub use selection::{Selection, UnknownName, UnknownNames};

use crate::baseline::Baseline;
use crate::citations::Register;
use crate::evaluate::{Decision, Exceeded, Facts, PilotView, StatementFilter};
use crate::model::diagnostic::Diagnostic;
use crate::model::limits::{Limit, Limits};
use crate::model::{DiagnosticCode, SharedWaiver, Verdict};
use crate::pilot::{self, Pilot};
use crate::report::{
    Bar, CheckedPilot, Detail, Finding, Outcome, PilotReport, ResultStanding, RuleResult, Run, RunOpening, Summary,
    gravest_first,
};
use crate::rules::{Collection, ReadyRule, ReadySet};
use crate::schema::{self, Kind, Read};
use crate::source::Document;
use crate::text::LineIndex;
use waivers::Waivers;
use whose_word::WordByWord;

/// How pilots are checked in a run.
#[derive(Debug)]
pub struct Checker<'c> {
    /// The rule sets.
    pub collection: &'c Collection,
    /// Which of their rules.
    pub selection: Selection,
    /// Which statements are listened to.
    pub hearing: StatementFilter,
    /// What counts in the exit status.
    pub bar: Bar,
    /// The day on which waivers are held against their last day.
    pub today: jiff::civil::Date,
    /// How much is wanted of each result.
    pub detail: Detail,
    /// The documents that are known, so that a citation can say which letter it is from.
    pub register: &'c Register,
    /// Waivers for several pilots.
    pub waivers: &'c [SharedWaiver],
    /// Whether waivers count, the pilots' own included.
    pub waive: bool,
    /// The findings of an earlier day, which do not count again.
    pub baseline: Option<&'c Baseline>,
    /// What the files of pilots are read within; a document brings it along.
    pub limits: Limits,
}

impl<'c> Checker<'c> {
    /// Pilots held against the chosen rules on a day, as they are if nothing else is asked for: every statement is
    /// listened to, what counts is a `must` that is breached, and each result comes with its reasons.
    #[must_use]
    pub fn new(
        collection: &'c Collection,
        selection: Selection,
        register: &'c Register,
        today: jiff::civil::Date,
    ) -> Self {
        let (hearing, bar, detail) = (StatementFilter::default(), Bar::default(), Detail::Reasons);
        let (waivers, waive, baseline, limits) = (&[], true, None, Limits::default());
        Self { collection, selection, hearing, bar, today, detail, register, waivers, waive, baseline, limits }
    }

    /// What is held against what.
    #[must_use]
    pub fn opening(&self) -> RunOpening<'_> {
        RunOpening {
            vocabulary: self.collection.vocabulary(),
            sets: self.selection.sets(self.collection),
            bar: self.bar,
            hearing: &self.hearing,
            today: self.today,
            baseline: self.baseline.is_some(),
            register: self.register,
        }
    }

    /// What is worth knowing of the waivers for several pilots before any pilot is checked.
    #[must_use]
    pub fn shared_waiver_notices(&self) -> Vec<Diagnostic> {
        if self.waive { self.waivers().shared_notices(self.collection, &self.selection) } else { Vec::new() }
    }

    /// What is worth knowing of the waivers for several pilots when all pilots are checked: those that hid nothing.
    #[must_use]
    pub fn idle_waiver_notices(&self, run: &Run) -> Vec<Diagnostic> {
        self.waivers().idle_notices(run.idle_waivers())
    }

    /// What is worth knowing of them where all pilots of a project were checked: the pilots named that there are not.
    #[must_use]
    pub fn astray_waiver_notices(&self, run: &Run) -> Vec<Diagnostic> {
        if !self.waive || self.waivers.is_empty() {
            return Vec::new();
        }
        self.waivers().astray_notices(self.collection, &self.selection, &run.pilots())
    }

    fn waivers(&self) -> Waivers<'c> {
        Waivers { shared: self.waivers, today: self.today }
    }

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
        let schemas = self.collection.schemas();
        let wrong =
            |problems| Outcome { diagnostics: Diagnostic::errors(file, &lines, problems), ..Outcome::nothing() };
        let (tree, problems) = match schemas.read_within(Kind::Pilot, &document.text, document.limits, walked) {
            Read::Nothing => return Outcome::nothing(),
            Read::Another => return Outcome { passed_over: true, ..Outcome::nothing() },
            Read::Wrong(problems) => return wrong(problems),
            Read::Tree(tree, problems) => (tree, problems),
        };
        match pilot::pilot(schemas.vocabulary(), &tree) {
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
        let facts = Facts::new(self.collection.vocabulary(), &pilot.facts, &self.hearing);
        let mut diagnostics = Vec::new();
        let mut results = Vec::with_capacity(self.selection.count);
        let mut summary = Summary::default();
        let by_word = self.detail >= Detail::ByWord;
        let speakers_set_aside =
            if by_word { whose_word::speakers_set_aside(pilot, &self.hearing) } else { Vec::new() };
        let words = by_word.then(|| WordByWord::new(pilot, &facts, &speakers_set_aside));
        // The rules of a set stand together, and look at the pilot together.
        let mut of_set: Option<(&ReadySet, PilotView<'_>)> = None;
        for (set, rule) in self.selection.rules(self.collection) {
            let seen = match &of_set {
                Some((last, seen)) if std::ptr::eq(*last, set) => seen,
                _ => &of_set.insert((set, PilotView::new(&set.parts, &facts))).1,
            };
            match self.decide(rule, seen) {
                Ok(decision) => {
                    let mut result = self.result(set, rule, decision, pilot);
                    if let Some(words) = &words {
                        result.by_word = words.set_aside(rule, &result.decision, &facts);
                        result.sides = whose_word::sides(pilot, rule, &result.decision, &facts);
                    }
                    summary.count(result.verdict_and_scope());
                    results.push(result);
                }
                Err(exceeded) => {
                    let limits = rule.prepared.limits();
                    let (too_much, advice) = (exceeded.within(limits), limits.advice(Limit::Steps));
                    let message = format!(
                        "{} is {too_much} for the pilot `{}`: there is no verdict{advice}",
                        rule.rule.id, pilot.id
                    );
                    diagnostics.push(Diagnostic::placed(
                        DiagnosticCode::TooManySteps,
                        set.set.file_of(&rule.rule),
                        rule.rule.place,
                        message,
                    ));
                }
            }
        }
        let mut report =
            PilotReport { file, document, pilot, lines, facts: &facts, register: self.register, results, summary };
        let mut notices = if self.waive { self.waivers().notices(&report, self.collection) } else { Vec::new() };
        notices.extend(owners::notices(file, pilot, lines));
        let mut fixed = Vec::new();
        if let Some(baseline) = self.baseline {
            let known =
                report.results.iter().map(|one| one.at_bar && baseline.knows(&Finding::from_result(&report, one)));
            let known: Vec<bool> = known.collect();
            report.results.iter_mut().zip(known).for_each(|(result, known)| result.known = known);
            fixed = baseline.fixed(&report);
        }
        let (mut findings, mut waived, mut known) = (Vec::new(), 0, 0);
        for result in &report.results {
            match result.standing() {
                ResultStanding::Finding => findings.push(result),
                ResultStanding::Waived => waived += 1,
                ResultStanding::Known => known += 1,
                ResultStanding::Below => {}
            }
        }
        let waivers = self.waivers();
        let checked = CheckedPilot {
            id: pilot.id.clone().into_owned(),
            is_silent: pilot.facts.iter().all(|stated| facts.heard(stated.fact).next().is_none()),
            at: Diagnostic::error(DiagnosticCode::DuplicatePilot, file, lines, pilot.id_span, String::new()),
            summary,
            is_breached: findings.iter().any(|result| result.decision.verdict == Verdict::Breached),
            findings: gravest_first(findings).into_iter().map(|result| result.rule.id.clone()).collect(),
            waived,
            known,
            fixed,
            shared: if self.waive { waivers.shared_for(&report) } else { Vec::new() },
            speakers: if self.hearing.without.is_empty() { Vec::new() } else { speakers(pilot) },
            notices,
            shown: show(&report),
        };
        Outcome { diagnostics, pilot: Some(checked), ..Outcome::nothing() }
    }

    fn decide(&self, rule: &ReadyRule, pilot: &PilotView<'_>) -> Result<Decision, Exceeded> {
        if self.detail >= Detail::Reasons || self.baseline.is_some() {
            return rule.prepared.decide_for(pilot);
        }
        // Where reasons are too much to find there is no verdict even if nobody wants them: the exit status must not depend
        // on what is shown.
        rule.prepared.verdict_as_decided_for(pilot).map(Decision::without_reason)
    }

    fn result<'p>(
        &'p self,
        set: &'p ReadySet,
        rule: &'p ReadyRule,
        decision: Decision,
        pilot: &'p Pilot<'p>,
    ) -> RuleResult<'p> {
        RuleResult {
            set,
            rule: &rule.rule,
            at_bar: self.bar.counts(decision.verdict, rule.rule.force),
            decision,
            by_word: Vec::new(),
            sides: Vec::new(),
            waived: if self.waive { self.waivers().find(pilot, &rule.rule.id) } else { None },
            known: false,
        }
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
