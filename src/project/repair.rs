//! What could be changed about a pilot of a project, as edits of its file.

use super::open::Project;
use super::reading;
use crate::check::Checker;
use crate::edit;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::{Diagnostic, TextEdit};
use crate::model::vocabulary::Vocabulary;
use crate::reason::RepairOptions;
use crate::render::repair::Page;
use crate::repair::{Proposal, Refused, facts_to_keep, propose};
use crate::report::{Detail, PilotReport, Run, RunEnding};
use crate::source::{Document, Documents};
use crate::text::{LineIndex, Span, words};

/// Which pilot of a file is to be repaired, and how.
#[derive(Debug, Clone)]
pub struct RepairRequest {
    /// The pilot, where the file holds several.
    pub pilot: Option<String>,
    /// Facts, and sections of facts, that are not to change.
    pub keep: Vec<String>,
    /// Whether nothing is to be left open.
    pub settle: bool,
    /// Whether a rule that applies, or may apply, may stop applying.
    pub allow_out_of_scope: bool,
    /// The most alternatives.
    pub most: usize,
}

impl Default for RepairRequest {
    fn default() -> Self {
        Self { pilot: None, keep: Vec::new(), settle: false, allow_out_of_scope: false, most: 10 }
    }
}

/// What is proposed for a pilot.
#[derive(Debug)]
pub struct ProposedRepair<'r> {
    /// The pilot.
    pub report: &'r PilotReport<'r>,
    /// What was asked for.
    pub options: &'r RepairOptions,
    /// The proposal.
    pub proposal: &'r Proposal<'r>,
    /// For each alternative, the whole text that the file would have.
    pub texts: Vec<String>,
    /// How many rules were looked at.
    pub rules: usize,
    /// How the run ended.
    pub ending: &'r RunEnding,
}

impl ProposedRepair<'_> {
    /// For each alternative, the edit of the file that makes it: one stretch, as short as it can be.
    #[must_use]
    pub fn edits(&self) -> Vec<TextEdit> {
        alternatives(self.proposal).map(|new| edit_of(self.report.lines, new)).collect()
    }

    /// For each alternative, the unified diff of the file, of which this is the text.
    #[must_use]
    pub fn diffs(&self, text: &str) -> Vec<String> {
        self.texts.iter().map(|new| edit::unified(self.report.file, text, new)).collect()
    }

    /// What is proposed as a page, with these diffs; `only` is the one alternative that is wanted, from 1, if not all are.
    #[must_use]
    pub fn page<'p>(&'p self, diffs: &'p [String], only: Option<usize>) -> Page<'p> {
        let Self { report, options: wish, proposal, rules, .. } = *self;
        Page { report, wish, proposal, diffs, rules, only }
    }
}

/// The edit that makes another text of a document.
fn edit_of(lines: &LineIndex<'_>, new: &str) -> TextEdit {
    let old = lines.text();
    let same = |(a, b): &(char, char)| a == b;
    let bytes = |pairs: &mut dyn Iterator<Item = (char, char)>| pairs.map(|(a, _)| a.len_utf8()).sum::<usize>();
    let start = bytes(&mut old.chars().zip(new.chars()).take_while(same));
    let rest = |text| str::get(text, start..).unwrap_or_default();
    let (old_rest, new_rest) = (rest(old), rest(new));
    let end = bytes(&mut old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(same));
    let span = Span::new(start, old.len() - end);
    TextEdit {
        span,
        start: lines.place(span.start),
        end: lines.place(span.end),
        new_text: new_rest.get(..new_rest.len() - end).unwrap_or_default().to_owned(),
    }
}

/// A pilot, found in its file.
struct PilotDocument {
    id: String,
    document: Document,
}

impl Project {
    /// Proposes what could be changed in the text of a file, so that one of its pilots keeps the conditions; `show` makes of
    /// that what is wanted.
    ///
    /// # Errors
    /// Why there is no proposal.
    pub fn repair<T>(
        &self,
        name: &str,
        text: &str,
        request: &RepairRequest,
        show: impl FnOnce(&ProposedRepair<'_>) -> T,
    ) -> Result<T, Vec<Diagnostic>> {
        if let Some(refusal) = self.refusal() {
            return Err(refusal.errors);
        }
        let checker = Checker { detail: Detail::Verdicts, ..self.checker() };
        let mut run = self.begin();
        let found = pilots(name, text, &checker, &mut run);
        let ending = self.end(run);
        if !ending.errors.is_empty() {
            return Err(ending.errors.into_iter().chain(ending.notices).collect());
        }
        let document = chosen(name, found, request.pilot.as_deref()).map_err(|wrong| vec![wrong])?.document;
        let proposed = |report: &PilotReport<'_>| {
            let keep = facts_to_keep(report, &request.keep).map_err(|wrong| {
                let wrong = wrong.into_iter();
                wrong.map(|message| Diagnostic::call(DiagnosticCode::UnknownName, message)).collect::<Vec<_>>()
            })?;
            let least = self.settings().min_force.value;
            let RepairRequest { settle, allow_out_of_scope, most, .. } = *request;
            let options = RepairOptions { least, keep, settle, allow_out_of_scope, most };
            let wrong = |code, message| vec![Diagnostic::file(code, report.file, message)];
            let proposal = propose(&checker, report, &options).map_err(|refused| {
                wrong(DiagnosticCode::TooManySteps, refusal_message(&refused, report.facts.vocabulary()))
            })?;
            let (old, first) = (report.lines.text(), report.lines.first_line());
            let texts = alternatives(&proposal).map(|new| edit::in_file(text, first, old, new));
            let texts: Vec<String> = texts.collect::<Option<_>>().ok_or_else(|| {
                wrong(DiagnosticCode::FileChanged, "the file is not as it was read a moment ago".to_owned())
            })?;
            let rules = checker.opening().rules().count();
            let ending = &ending;
            Ok(show(&ProposedRepair { report, options: &options, proposal: &proposal, texts, rules, ending }))
        };
        let shown = checker.document(name, &document, false, proposed).pilot.map(|pilot| pilot.shown);
        shown.unwrap_or_else(|| {
            let message = "the pilot could not be read again".to_owned();
            Err(vec![Diagnostic::file(DiagnosticCode::FileChanged, name, message)])
        })
    }
}

/// The texts of the document in each alternative.
fn alternatives<'p>(proposal: &'p Proposal<'_>) -> impl Iterator<Item = &'p str> {
    let all = if let Proposal::Alternatives { all, .. } = proposal { all.as_slice() } else { &[] };
    all.iter().map(|alternative| alternative.text.as_str())
}

fn refusal_message(refused: &Refused, vocabulary: &Vocabulary) -> String {
    match refused {
        Refused::Exceeded => "there is no proposal: it would take too many steps to find the smallest; choose fewer rules with --only".to_owned(),
        Refused::Shape(fact) => format!(
            "there is no proposal: the text of the file round `{}` has a shape in which it cannot be rewritten; write the \
             section out, a fact a line",
            vocabulary.fact(*fact).path
        ),
        Refused::DoesNotHold => {
            "there is no proposal: one was found that does not hold when it is checked, which is a fault of this program; \
             please report it with this file"
                .to_owned()
        }
    }
}

/// The pilots of the file; what is wrong with any is told to the run.
fn pilots(name: &str, text: &str, checker: &Checker<'_>, run: &mut Run) -> Vec<PilotDocument> {
    let mut found = Vec::new();
    let mut any = false;
    for document in Documents::within(text.as_bytes(), checker.limits) {
        any = true;
        match document {
            Ok(document) => {
                let outcome = checker.document(name, &document, false, |report| report.pilot.id.clone().into_owned());
                if let Some(id) = run.take(name, outcome) {
                    found.push(PilotDocument { id, document });
                }
            }
            Err(fault) => run.add_diagnostics([reading::fault(name, &fault)]),
        }
    }
    if !any || (found.is_empty() && text.trim().is_empty()) {
        run.add_diagnostics([reading::empty(name)]);
    }
    found
}

/// The pilot that is meant.
fn chosen(name: &str, mut found: Vec<PilotDocument>, wanted: Option<&str>) -> Result<PilotDocument, Diagnostic> {
    let ids: Vec<String> = found.iter().map(|found| format!("`{}`", found.id)).collect();
    let wrong = |message| Err(Diagnostic::file(DiagnosticCode::NoPilot, name, message));
    match wanted {
        Some(wanted) => {
            if let Some(at) = found.iter().position(|found| found.id == wanted) {
                return Ok(found.swap_remove(at));
            }
            let near = words::nearest(wanted, found.iter().map(|found| found.id.as_str()));
            let hint = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there is {}", words::listed(&ids, "and")),
            };
            wrong(format!("there is no pilot `{}` in it; {hint}", words::excerpt(wanted)))
        }
        None if found.len() > 1 => {
            let (count, ids) = (found.len(), words::listed(&ids, "and"));
            let message = format!("there are {count} pilots in it: {ids}; say which with --pilot ID");
            Err(Diagnostic::file(DiagnosticCode::WrongCall, name, message))
        }
        None => found
            .pop()
            .ok_or_else(|| Diagnostic::file(DiagnosticCode::NoPilot, name, "there is no pilot in it".to_owned())),
    }
}
