//! What is to be shown of one file.

use crate::cases::{Asked, CaseFault, Trial};
use crate::explain;
use crate::files::{Files, MemoryFiles};
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::{Force, Verdict};
use crate::project::reading::load_register;
use crate::project::rule_loading::load_rules;
use crate::project::vocabulary_loading::load_vocabularies;
use crate::project::{Project, config_discovery};
use crate::render::result_beside_text::ResultBesideText;
use crate::report::{PilotReport, RuleResult};
use crate::rules::Purpose;
use crate::schema::Kind;
use crate::text::{Place, names};

/// What is to be shown of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileView {
    /// What is wrong with it, or worth knowing. What is told of another file is told there.
    pub diagnostics: Vec<Diagnostic>,
    /// Its findings, as `brief check` counts them.
    pub findings: Vec<ShownFinding>,
    /// The tests of its rules that fail.
    pub failing_tests: Vec<FailingTest>,
    /// What is wrong with its project, where that keeps its pilots from being checked.
    pub unchecked: Vec<Diagnostic>,
}

/// A finding, at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownFinding {
    /// The pilot's id.
    pub pilot: String,
    /// The rule's id.
    pub rule: String,
    /// How strongly the rule is stated.
    pub force: Force,
    /// The verdict.
    pub verdict: Verdict,
    /// Where it stands, and what is to be said of it.
    pub shown: ResultBesideText,
    /// Where the rule is written, where that is a file.
    pub rule_at: Option<(String, Place)>,
}

/// A test of a rule, or of the scope of a set, that does not come out as it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailingTest {
    /// Where it stands.
    pub place: Place,
    /// What is given, what was expected, and what came of it, a line each.
    pub message: String,
}

impl FileView {
    /// Looks at the text of a file as its project has it.
    pub(super) fn new(project: Result<&Project, &[Diagnostic]>, name: &str, text: &str) -> Self {
        let mut view = Self::default();
        for kind in Kind::all_in(text) {
            match (kind, project) {
                (Kind::Pilot, Ok(project)) => view.pilots(project, name, text),
                (Kind::Pilot, Err(wrong)) => view.unchecked = wrong.to_vec(),
                (Kind::Configuration, _) => view.tell(name, configuration(name, text)),
                (Kind::RuleSet, Ok(project)) => view.rules(project, name),
                (_, Ok(project)) => view.tell(name, others(project, kind, name)),
                // Without configuration nobody knows which vocabulary holds.
                (_, Err(_)) => {}
            }
        }
        view
    }

    /// Takes up what is told of the file, each thing once. What is told of the call or of another file is told elsewhere.
    fn tell(&mut self, name: &str, told: Vec<Diagnostic>) {
        for one in told {
            if one.file.as_deref() == Some(name) && !self.diagnostics.contains(&one) {
                self.diagnostics.push(one);
            }
        }
    }

    /// What is wrong with a rule set by itself, and the tests in it that fail, whether or not the project names it.
    fn rules(&mut self, project: &Project, name: &str) {
        let (files, limits) = (project.files(), project.settings().limits.limits);
        let schemas = project.collection().schemas();
        let (rules, told) = load_rules(files, schemas, &[name.to_owned()], Purpose::Test, limits);
        let trial = Trial::run(&rules.collection, Asked::default());
        let fails = trial.findings.iter().filter(|finding| matches!(finding.found, CaseFault::Fails { .. }));
        self.failing_tests.extend(fails.map(|finding| {
            let words = explain::finding(rules.collection.vocabulary(), finding);
            let lines =
                words.lines.iter().map(|(lead, line)| lead.map_or(line.clone(), |lead| format!("{lead}: {line}")));
            let message = std::iter::once(words.what.clone()).chain(lines).collect::<Vec<_>>().join("\n");
            FailingTest { place: finding.place, message }
        }));
        self.tell(name, told);
    }

    fn pilots(&mut self, project: &Project, name: &str, text: &str) {
        if !project.is_sound() {
            let wrong = project.diagnostics().iter().filter(|told| told.severity == Severity::Error);
            self.unchecked = wrong.cloned().collect();
            return;
        }
        let files: Vec<&str> = project.rule_files().collect();
        let show = |report: &PilotReport<'_>| {
            let findings = report.results.iter().filter(|result| result.is_finding());
            findings.map(|result| finding(report, result, &files)).collect::<Vec<_>>()
        };
        let (findings, ending) = project.check_text(name, text, &show);
        self.findings = findings.into_iter().flatten().collect();
        self.tell(name, ending.errors.into_iter().chain(ending.notices).collect());
    }
}

fn finding(report: &PilotReport<'_>, result: &RuleResult<'_>, files: &[&str]) -> ShownFinding {
    let file = result.set.set.file_of(result.rule);
    ShownFinding {
        pilot: report.pilot.id.clone().into_owned(),
        rule: result.rule.id.clone(),
        force: result.rule.force,
        verdict: result.decision.verdict,
        shown: ResultBesideText::new(report, result),
        rule_at: files.contains(&file).then(|| (file.to_owned(), result.rule.place)),
    }
}

/// What is wrong with the text of a configuration file by itself.
fn configuration(name: &str, text: &str) -> Vec<Diagnostic> {
    let path = names::path(name);
    let files = MemoryFiles::new().with(&path, text);
    config_discovery::read(&files, &path).err().unwrap_or_default()
}

/// What is wrong with a register or a vocabulary by itself, whether or not the project names it.
fn others(project: &Project, kind: Kind, name: &str) -> Vec<Diagnostic> {
    let (files, limits): (&dyn Files, _) = (project.files(), project.settings().limits.limits);
    let path = names::path(name);
    match kind {
        Kind::Documents => load_register(files, &[path], limits).1,
        Kind::Vocabulary => load_vocabularies(files, &[path], limits).err().unwrap_or_default(),
        Kind::Pilot | Kind::RuleSet | Kind::Configuration => Vec::new(),
    }
}
