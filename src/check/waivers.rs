//! Waivers held against results: which is in force, and which do nothing.

use super::Selection;
use crate::model::diagnostic::Diagnostic;
use crate::model::{DiagnosticCode as Code, Problem, SharedWaiver, Waiver};
use crate::pilot::Pilot;
use crate::report::{PilotReport, RuleResult, Waived};
use crate::rules::Collection;
use crate::text::words;

/// The waivers of a run, and the day on which they are held against their last day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waivers<'c> {
    pub shared: &'c [SharedWaiver],
    pub today: jiff::civil::Date,
}

impl<'c> Waivers<'c> {
    /// The waiver of a rule for a pilot. One in force comes before one that is over, and the pilot's own before one for
    /// several pilots.
    pub fn find<'p>(&self, pilot: &'p Pilot<'p>, rule: &str) -> Option<Waived<'p>>
    where
        'c: 'p,
    {
        let own = pilot.waivers.iter().filter(|waiver| waiver.rule == rule).map(|waiver| (waiver, None));
        let shared = self.shared.iter().filter(|shared| shared.waiver.rule == rule && shared.is_for(&pilot.id));
        let mut all = own.chain(shared.map(|shared| (&shared.waiver, Some(shared)))).map(|(waiver, shared)| Waived {
            waiver,
            active: self.active(waiver),
            shared,
        });
        let first = all.next()?;
        if first.active { Some(first) } else { all.find(|waived| waived.active).or(Some(first)) }
    }

    fn active(&self, waiver: &Waiver<'_>) -> bool {
        self.today <= waiver.until
    }

    /// What is worth knowing of a pilot's own waivers.
    pub fn notices(&self, report: &PilotReport<'_>, collection: &Collection) -> Vec<Diagnostic> {
        let mut notices = Vec::new();
        for waiver in &report.pilot.waivers {
            let result = report.results.iter().find(|result| result.rule.id == waiver.rule);
            let (code, message) = match result {
                // A rule that is there, but not among those chosen for this run, says nothing of its waiver.
                None if is_rule(collection, &waiver.rule) => continue,
                None => (Code::UnknownRule, unknown(collection, &waiver.rule)),
                Some(_) if !self.active(waiver) => (Code::ExpiredWaiver, expired(waiver)),
                Some(result) if hides(result) => continue,
                Some(result) => {
                    let (rule, verdict) = (words::excerpt(&waiver.rule), result.decision.verdict.name());
                    (Code::UnusedWaiver, format!("the waiver of {rule} hides nothing: the rule is {verdict}"))
                }
            };
            let mut problem = Problem::new(code, waiver.span, message);
            let plain = report.lines.text().get(waiver.span.range()) == Some(waiver.rule.as_ref());
            if let (Code::UnknownRule, true, Some(near)) = (code, plain, nearest_rule(collection, &waiver.rule)) {
                problem = problem.with_fix(format!("Write `{near}`"), waiver.span, near);
            }
            notices.push(Diagnostic::problem(report.file, report.lines, problem).as_notice());
        }
        notices
    }

    /// The waivers for several pilots that are for this one and in force, by their places, each with whether it hides
    /// anything here.
    pub fn shared_for(&self, report: &PilotReport<'_>) -> Vec<(usize, bool)> {
        let for_this = |(_, shared): &(usize, &SharedWaiver)| shared.is_for(&report.pilot.id);
        let mut uses = Vec::new();
        for (at, shared) in self.shared.iter().enumerate().filter(for_this).filter(|(_, one)| self.active(&one.waiver))
        {
            if let Some(result) = report.results.iter().find(|result| result.rule.id == shared.waiver.rule) {
                uses.push((at, hides(result)));
            }
        }
        uses
    }

    /// What is worth knowing of the waivers for several pilots, whatever the pilots: those that are over, and those of
    /// rules that there are not. A rule that is there, but not chosen for this run, says nothing of its waiver.
    pub fn shared_notices(&self, collection: &Collection, selection: &Selection) -> Vec<Diagnostic> {
        let notice = |shared: &SharedWaiver| {
            let (code, message) = if !is_rule(collection, &shared.waiver.rule) {
                (Code::UnknownRule, unknown(collection, &shared.waiver.rule))
            } else if self.active(&shared.waiver) || !selection.has(collection, &shared.waiver.rule) {
                return None;
            } else {
                (Code::ExpiredWaiver, expired(&shared.waiver))
            };
            Some(Diagnostic::placed(code, &shared.file, shared.place, message).as_notice())
        };
        self.shared.iter().filter_map(notice).collect()
    }

    /// The pilots that waivers in force are for, and that are not among those of a run that should have had them all.
    pub fn astray_notices(&self, collection: &Collection, selection: &Selection, pilots: &[&str]) -> Vec<Diagnostic> {
        let counts =
            |shared: &&SharedWaiver| self.active(&shared.waiver) && selection.has(collection, &shared.waiver.rule);
        let astray = self.shared.iter().filter(counts).flat_map(|shared| {
            let lost = shared.pilots.iter().filter(|pattern| !pilots.iter().any(|id| words::fits(pattern, id)));
            lost.map(move |pattern| {
                let near = words::nearest(pattern, pilots.iter().copied());
                let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                let (rule, pattern) = (words::excerpt(&shared.waiver.rule), words::excerpt(pattern));
                let message =
                    format!("the waiver of {rule} is for `{pattern}`, which is no pilot that was checked{hint}");
                Diagnostic::placed(Code::WaiverWithoutPilot, &shared.file, shared.place, message).as_notice()
            })
        });
        astray.collect()
    }

    /// What is worth knowing of those waivers for several pilots that hid nothing in any pilot of the run.
    pub fn idle_notices(&self, idle: impl Iterator<Item = usize>) -> Vec<Diagnostic> {
        let notice = |shared: &SharedWaiver| {
            let rule = words::excerpt(&shared.waiver.rule);
            let message = format!("the waiver of {rule} hides nothing in any pilot that was checked");
            Diagnostic::placed(Code::UnusedWaiver, &shared.file, shared.place, message).as_notice()
        };
        idle.filter_map(|at| self.shared.get(at)).map(notice).collect()
    }
}

fn hides(result: &RuleResult<'_>) -> bool {
    !result.decision.verdict.is_satisfied()
}

fn is_rule(collection: &Collection, id: &str) -> bool {
    collection.rules().any(|(_, rule)| rule.rule.id == id)
}

fn expired(waiver: &Waiver<'_>) -> String {
    format!("the waiver of {} ended on {}; it no longer counts", words::excerpt(&waiver.rule), waiver.until)
}

fn nearest_rule<'c>(collection: &'c Collection, id: &str) -> Option<&'c str> {
    words::nearest(id, collection.rules().map(|(_, rule)| rule.rule.id.as_str()))
}

fn unknown(collection: &Collection, id: &str) -> String {
    let hint = nearest_rule(collection, id).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("the waiver names `{}`, which is no rule of the rule sets loaded{hint}", words::excerpt(id))
}
