//! A check of a project's pilots, and its report.

use std::io;

use super::folder_filter::LeftOut;
use super::inputs::Inputs;
use super::open::Project;
use super::pilots::{self, Fresh, Memory, OnProgress, Repeated, Show, Showing};
use super::report_forms::{PartSink, PilotParts, ReportForms};
use super::value_source::ValueSource;
use crate::check::Checker;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::render::{DisplayOptions, Format};
use crate::report::{Detail, PilotReport, Run, RunEnding};
use crate::text::{names, words};

impl Project {
    /// Checks the pilots of some inputs, and writes the report of that in every form, part by part. Files of which `memory`
    /// knows what comes of them are not read.
    ///
    /// # Errors
    /// What `sink` fails with.
    pub fn check(
        &self,
        inputs: Inputs<'_>,
        forms: &ReportForms,
        sink: PartSink<'_>,
        memory: &mut dyn Memory<PilotParts>,
        progress: OnProgress<'_>,
    ) -> io::Result<RunEnding> {
        self.check_inputs(inputs, self.checks_all(), forms, sink, memory, progress)
    }

    /// The same; `are_all` says that the inputs are all pilots of the project, and not some that a call names.
    pub(super) fn check_inputs(
        &self,
        inputs: Inputs<'_>,
        are_all: bool,
        forms: &ReportForms,
        sink: PartSink<'_>,
        memory: &mut dyn Memory<PilotParts>,
        progress: OnProgress<'_>,
    ) -> io::Result<RunEnding> {
        let checker = Checker { detail: forms.detail(), ..self.checker() };
        let mut run = self.begin();
        let opening = checker.opening();
        let left_out = inputs.left_out.clone();
        let mut writer = forms.writer(sink);
        writer.begin(&opening)?;
        if self.is_sound() {
            let show = |report: &PilotReport<'_>| forms.pilot(report);
            let showing = Showing { show: &show, later: Option::is_none };
            let take = &mut |parts: PilotParts, again: Repeated<'_>| match parts {
                Some(parts) => writer.pilot(parts),
                None => again.report(|report| writer.write(report)).unwrap_or(Ok(())),
            };
            pilots::each_new(inputs, &checker, &mut run, showing, take, memory, progress)?;
        }
        let ending = self.end_check(run, &checker, are_all, &left_out);
        writer.end(&opening, &ending)?;
        Ok(ending)
    }

    /// Checks the pilots of the project: `show` makes of each what is wanted, and `take` takes that, in order. `detail` is how
    /// much is wanted of each result; no verdict depends on it.
    pub fn check_pilots<R: Send>(&self, detail: Detail, show: Show<'_, R>, take: &mut dyn FnMut(R)) -> RunEnding {
        let (checker, inputs, mut run) = (Checker { detail, ..self.checker() }, self.inputs(), self.begin());
        let left_out = inputs.left_out.clone();
        self.gather(inputs, &checker, &mut run, show, take, &mut |_| ());
        self.end_check(run, &checker, self.checks_all(), &left_out)
    }

    /// Whether a check is of all pilots of the project, and not of some that a call names.
    fn checks_all(&self) -> bool {
        self.settings().paths.from != ValueSource::Call
    }

    /// Ends a run of a check, with what is worth knowing once its pilots are checked.
    pub(super) fn end_check(
        &self,
        mut run: Run,
        checker: &Checker<'_>,
        are_all: bool,
        left_out: &LeftOut,
    ) -> RunEnding {
        run.add_diagnostics(checker.idle_waiver_notices(&run));
        // A call that names pilots need not name all that waivers are for.
        if self.is_sound() && are_all {
            run.add_diagnostics(checker.astray_waiver_notices(&run));
        }
        if self.is_sound() {
            run.add_diagnostics(self.settings().idle_patterns(left_out));
        }
        if self.is_sound() && are_all {
            run.add_diagnostics(self.gone_pilots(&run));
        }
        let mut ending = self.end(run);
        if self.settings().strict.value {
            ending.be_strict();
        }
        ending
    }

    /// The pilots of the baseline that are gone, where all pilots of the project were read: their findings would hide those
    /// of a later pilot of the same id.
    fn gone_pilots(&self, run: &Run) -> Vec<Diagnostic> {
        let (Some(baseline), Some(path)) = (&self.baseline, &self.settings().baseline.value) else { return Vec::new() };
        if run.has_errors() {
            return Vec::new();
        }
        let told = |pilot: &str| {
            let pilot = words::excerpt(pilot);
            let message = format!(
                "it has findings of the pilot `{pilot}`, which is not there any more; `brief baseline --shrink` takes them out"
            );
            Diagnostic::file(DiagnosticCode::FixedFinding, &names::as_text(path), message).as_notice()
        };
        baseline.pilots_not_among(&run.pilots()).map(told).collect()
    }

    /// The whole report of all pilots of the project in one form, with how the run ended.
    #[must_use]
    pub fn report(&self, format: &'static Format, look: DisplayOptions) -> (String, RunEnding) {
        let check =
            |forms: &ReportForms, sink: PartSink<'_>| self.check(self.inputs(), forms, sink, &mut Fresh, &mut |_| ());
        whole_report(format, look, check)
    }
}

/// A report in one form, whole, with how the run ended that `check` makes of it.
pub(super) fn whole_report(
    format: &'static Format,
    look: DisplayOptions,
    check: impl FnOnce(&ReportForms, PartSink<'_>) -> io::Result<RunEnding>,
) -> (String, RunEnding) {
    let mut forms = ReportForms::new(false);
    forms.add(format, look);
    let mut text = String::new();
    let sink = &mut |_: usize, part: &str| {
        text.push_str(part);
        Ok(())
    };
    // A text takes everything.
    let ending = check(&forms, sink).unwrap_or_default();
    (text, ending)
}
