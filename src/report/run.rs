//! A run as a whole: the outcomes of all documents, taken up in order.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{LeftOutCount, NamedFindings, Outcome, PilotFindings, Summary};
use crate::model::DiagnosticCode;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::pilot::fold_speaker;
use crate::text::{Place, words};

/// Takes up the outcomes of documents, one by one in the order of paths, and keeps only what the end of the run needs:
/// ids, counts, errors and notices.
#[derive(Debug, Default)]
pub struct Run {
    first_of_id: HashMap<Box<str>, (Arc<str>, Place)>,
    /// The file of the pilot that was taken up last; a file may have many.
    last_file: Arc<str>,
    ending: RunEnding,
    /// Every speaker met, folded, with the name as first written; only where some are set aside.
    speakers: Vec<(String, String)>,
    /// The waivers for several pilots that were for a pilot of this run, each with whether it hid anything.
    shared: BTreeMap<usize, bool>,
}

/// The most errors that a run tells; what goes beyond is counted.
const MAX_ERRORS: usize = 10_000;

/// How a run ends.
#[derive(Debug, Default)]
pub struct RunEnding {
    /// The number of pilots with verdicts.
    pub pilots: usize,
    /// All their results.
    pub summary: Summary,
    /// The number of results that count in the exit status.
    pub findings: usize,
    /// The findings of the first pilots, by name.
    pub named: NamedFindings,
    /// The number of results at the bar that a waiver in force takes out of the exit status.
    pub waived: usize,
    /// The number of results at the bar that the baseline has already.
    pub known: usize,
    /// Documents of another kind that were passed over in folders.
    pub passed_over: usize,
    /// What was left out of folders, as was asked for.
    pub left_out: LeftOutCount,
    /// The number of pilots of which nothing is stated, or nothing that is listened to.
    pub silent: usize,
    /// The speakers whose word was to be set aside and of whom no statement is.
    pub unknown_speakers: Vec<String>,
    /// What was wrong, in the order of the input.
    pub errors: Vec<Diagnostic>,
    /// How many more errors there were than are told.
    pub untold: usize,
    /// What is worth knowing, likewise.
    pub notices: Vec<Diagnostic>,
}

impl RunEnding {
    /// The exit status: 2 where anything was wrong, 1 where there are findings, 0 otherwise.
    #[must_use]
    pub fn exit_status(&self) -> u8 {
        match (self.errors.is_empty(), self.findings) {
            (false, _) => 2,
            (true, 0) => 0,
            (true, _) => 1,
        }
    }
}

impl RunEnding {
    /// Takes what is worth knowing for wrong, and that nothing is known, or nothing was checked, too.
    pub fn be_strict(&mut self) {
        let (pilots, them) =
            if self.silent == 1 { ("1 pilot".to_owned(), "it") } else { (format!("{} pilots", self.silent), "them") };
        let silent = if self.pilots == 0 && self.errors.is_empty() {
            Some(Diagnostic::call(DiagnosticCode::NoPilot, "nothing was checked".to_owned()))
        } else if self.silent > 0 {
            let message = format!("of {pilots} nothing is stated: that nothing is found there says nothing of {them}");
            Some(Diagnostic::call(DiagnosticCode::NothingStated, message))
        } else {
            None
        };
        let notices = self.notices.drain(..).map(|notice| Diagnostic { severity: Severity::Error, ..notice });
        self.errors.extend(notices);
        self.errors.extend(silent);
    }
}

impl Run {
    /// Takes up diagnostics that belong to no pilot.
    pub fn add_diagnostics(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error if self.ending.errors.len() >= MAX_ERRORS => self.ending.untold += 1,
                Severity::Error => self.ending.errors.push(diagnostic),
                Severity::Notice => self.ending.notices.push(diagnostic),
            }
        }
    }

    /// Takes up what was left out of the folders of the run.
    pub fn leave_out(&mut self, count: LeftOutCount) {
        self.ending.left_out = count;
    }

    /// Takes up the outcome of a document. Gives what is to be shown of it: nothing where it holds no pilot, or where a
    /// pilot of the same id came before.
    pub fn take<R>(&mut self, file: &str, outcome: Outcome<R>) -> Option<R> {
        self.ending.passed_over += usize::from(outcome.passed_over);
        self.add_diagnostics(outcome.diagnostics);
        let pilot = outcome.pilot?;
        if let Some((first_file, first)) = self.first_of_id.get(pilot.id.as_str()) {
            let message = format!(
                "there is a pilot `{}` already: {first_file}:{}; give one of the two another id",
                pilot.id, first.line
            );
            let told = Diagnostic { message, ..pilot.at };
            let told = told.with_related(first_file, *first, "the first of them stands here");
            self.add_diagnostics([told]);
            return None;
        }
        self.ending.named.take(PilotFindings {
            pilot: pilot.id.clone(),
            file: file.to_owned(),
            rules: pilot.findings.clone(),
            is_breached: pilot.is_breached,
        });
        if let Some(place) = pilot.at.place {
            if *self.last_file != *file {
                self.last_file = Arc::from(file);
            }
            self.first_of_id.insert(pilot.id.into(), (Arc::clone(&self.last_file), place));
        }
        for speaker in pilot.speakers {
            let folded = fold_speaker(&speaker);
            if !self.speakers.iter().any(|(known, _)| *known == folded) {
                self.speakers.push((folded, speaker));
            }
        }
        self.add_diagnostics(pilot.notices);
        self.ending.pilots += 1;
        self.ending.silent += usize::from(pilot.is_silent);
        self.ending.summary.add(&pilot.summary);
        self.ending.findings += pilot.findings.len();
        self.ending.waived += pilot.waived;
        self.ending.known += pilot.known;
        for finding in pilot.fixed {
            let message = format!(
                "{} of the pilot `{}` is in the baseline and is no finding any more; `brief baseline --shrink` takes it out",
                finding.rule, finding.pilot
            );
            self.add_diagnostics([Diagnostic::file(DiagnosticCode::FixedFinding, file, message).as_notice()]);
        }
        for (at, hides) in pilot.shared {
            *self.shared.entry(at).or_default() |= hides;
        }
        Some(pilot.shown)
    }

    /// The waivers for several pilots that were for pilots of this run and hid nothing at all, by their places.
    pub fn idle_waivers(&self) -> impl Iterator<Item = usize> + '_ {
        self.shared.iter().filter(|(_, hides)| !**hides).map(|(at, _)| *at)
    }

    /// Takes up the errors of another run, what it passed over, and who spoke in it; its pilots are none of this one, and
    /// what is worth knowing of them belongs to a check.
    pub fn join(&mut self, other: Self) {
        self.add_diagnostics(other.ending.errors);
        self.ending.passed_over += other.ending.passed_over;
        self.ending.untold += other.ending.untold;
        for (folded, speaker) in other.speakers {
            if !self.speakers.iter().any(|(known, _)| *known == folded) {
                self.speakers.push((folded, speaker));
            }
        }
    }

    /// Whether anything was wrong so far.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        !self.ending.errors.is_empty()
    }

    /// The ids of the pilots, sorted.
    #[must_use]
    pub fn pilots(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.first_of_id.keys().map(|id| &**id).collect();
        ids.sort_unstable();
        ids
    }

    /// Ends the run. `without` are the speakers who were set aside: one whom nobody names is told of.
    #[must_use]
    pub fn end(mut self, without: &[String]) -> RunEnding {
        if self.ending.untold > 0 {
            let message =
                format!("{} are not told; put these right first", words::counted(self.ending.untold, "more error"));
            self.ending.errors.push(Diagnostic::call(DiagnosticCode::MoreErrors, message));
        }
        if self.ending.passed_over > 0 {
            let (count, verb) = (
                words::counted(self.ending.passed_over, "document"),
                if self.ending.passed_over == 1 { "was" } else { "were" },
            );
            let message = format!("{count} of another kind {verb} passed over");
            self.add_diagnostics([Diagnostic::call(DiagnosticCode::PassedOver, message).as_notice()]);
        }
        for speaker in without {
            let (folded, name) = (fold_speaker(speaker), words::excerpt(speaker));
            if self.speakers.iter().any(|(known, _)| *known == folded) {
                continue;
            }
            self.ending.unknown_speakers.push(speaker.clone());
            let near = words::nearest(&folded, self.speakers.iter().map(|(known, _)| known.as_str()));
            let near = near.and_then(|near| self.speakers.iter().find(|(known, _)| known == near));
            let part = || self.speakers.iter().find(|(known, _)| !folded.is_empty() && known.contains(&folded));
            let hint = near
                .or_else(part)
                .map_or_else(String::new, |(_, name)| format!("; did you mean `{}`?", words::excerpt(name)));
            let message = format!("`--without {name}` sets nothing aside: no statement is by that speaker{hint}");
            self.add_diagnostics([Diagnostic::call(DiagnosticCode::UnknownSpeaker, message).as_notice()]);
        }
        self.ending
    }
}
