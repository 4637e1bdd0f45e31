//! A project as Python holds it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyIterator;
use watching_brief::answers::json;
use watching_brief::files::disk::DiskFiles;
use watching_brief::files::{Files, MemoryFiles};
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::inputs::Inputs;
use watching_brief::project::{BaselineChoice, NamedText, ProjectOptions};
use watching_brief::render::DisplayOptions;
use watching_brief::report::{Detail, PilotReport};
use watching_brief::rules::Collection;
use watching_brief::schema::{Kind, Schemas};

use crate::answers;
use crate::options::Options;
use crate::pool::{on_threads, with_lock_held};
use crate::refusal::{as_json, refused};
use crate::reports::{Report, Reports, form_of_report};
use crate::rows::{PilotRow, RowMaker};
use crate::texts::KeptText;

/// Texts are checked in batches of so many, or of so many bytes; between two of them a person can break off.
const BATCH: usize = 2048;
const BATCH_BYTES: usize = 32 * 1024 * 1024;

/// What is open.
#[derive(Debug)]
pub struct Opened {
    /// The project as a check counts.
    pub project: watching_brief::project::Project,
    files: Arc<dyn Files>,
    pilots: Vec<PathBuf>,
    options: ProjectOptions,
    /// The same without waivers and a baseline, on which no other answer hangs.
    uncounted: OnceLock<Result<watching_brief::project::Project, Vec<Diagnostic>>>,
}

impl Opened {
    fn new(options: &str, pilots: Vec<PathBuf>, files: Arc<dyn Files>) -> Result<Self, Vec<Diagnostic>> {
        let options: Options = serde_json::from_str(options)
            .map_err(|error| vec![crate::options::wrong_call(format!("the options cannot be read: {error}"))])?;
        let options = options.project()?;
        let project = watching_brief::project::Project::open(Arc::clone(&files), &pilots, options.clone())?;
        Ok(Self { project, files, pilots, options, uncounted: OnceLock::new() })
    }

    /// The project as what is no check asks it.
    pub fn uncounted(&self) -> Result<&watching_brief::project::Project, Vec<Diagnostic>> {
        let open = || {
            let options =
                ProjectOptions { no_waivers: true, baseline: BaselineChoice::Nothing, ..self.options.clone() };
            watching_brief::project::Project::open(Arc::clone(&self.files), &self.pilots, options)
        };
        self.uncounted.get_or_init(open).as_ref().map_err(Clone::clone)
    }

    /// One file of the project, as a call names it.
    pub fn inputs(&self, path: &Path) -> Inputs<'_> {
        Inputs::new(&*self.files, &[path.to_owned()])
    }

    /// What is wrong with the project itself.
    fn errors(&self) -> Vec<Diagnostic> {
        let ending = self.project.end(self.project.begin());
        ending.errors
    }
}

/// A project: its pilots, the rules that they are held against, and all that is in force for them.
#[derive(Debug)]
#[pyclass(frozen, module = "watching_brief._native")]
pub struct Project {
    opened: Arc<Opened>,
}

#[pymethods]
#[allow(clippy::needless_pass_by_value, reason = "what Python hands over comes by value")]
impl Project {
    /// Opens a project over files in memory, or over those of the disk where none are given.
    #[new]
    fn new(
        python: Python<'_>,
        options: &str,
        pilots: Vec<PathBuf>,
        files: Option<Vec<(PathBuf, PyBackedBytes)>>,
    ) -> PyResult<Self> {
        let files: Arc<dyn Files> = match files {
            None => Arc::new(DiskFiles),
            Some(files) => {
                let memory = MemoryFiles::new();
                files.iter().for_each(|(path, text)| memory.set(path, text));
                Arc::new(memory)
            }
        };
        read_once(python)?;
        let opened = on_threads(python, None, || Opened::new(options, pilots, files))?;
        opened.map(|opened| Self { opened: Arc::new(opened) }).map_err(|wrong| refused(python, &wrong))
    }

    /// What is wrong with the project, or worth knowing, before any pilot is read: two lists, as JSON.
    fn diagnostics(&self) -> (String, String) {
        let ending = self.opened.project.end(self.opened.project.begin());
        (as_json(&ending.errors), as_json(&ending.notices))
    }

    /// Checks each text by itself.
    fn check_texts(&self, python: Python<'_>, texts: &Bound<'_, PyAny>, threads: Option<usize>) -> PyResult<Reports> {
        let wrong = self.opened.errors();
        if !wrong.is_empty() {
            return Err(refused(python, &wrong));
        }
        let (mut texts, mut reports) = (texts.try_iter()?, Vec::new());
        let rows = RowMaker::new(&self.opened.project);
        let show = |report: &PilotReport<'_>| rows.row(report);
        loop {
            let (kept, batch) = batch(&mut texts, reports.len())?;
            if kept.is_empty() {
                return Ok(Reports::new(Arc::clone(&self.opened), reports));
            }
            let check = || self.opened.project.check_each_text(batch, Detail::Verdicts, &show);
            let came = on_threads(python, threads, check)?;
            reports.extend(
                kept.into_iter().zip(came).map(|(text, (pilots, ending))| Report::new(Some(text), pilots, ending)),
            );
            python.check_signals()?;
        }
    }

    /// Checks the pilots of the project.
    fn check(&self, python: Python<'_>, threads: Option<usize>) -> PyResult<Reports> {
        let (rows, project) = (RowMaker::new(&self.opened.project), &self.opened.project);
        let check = || {
            let mut pilots: Vec<PilotRow> = Vec::new();
            let ending =
                project.check_pilots(Detail::Verdicts, &|report| rows.row(report), &mut |row| pilots.push(row));
            Report::new(None, pilots, ending)
        };
        let report = on_threads(python, threads, check)?;
        Ok(Reports::new(Arc::clone(&self.opened), vec![report]))
    }

    /// The whole report of the pilots of the project in one form, as the command prints it.
    fn report(&self, python: Python<'_>, form: &str, threads: Option<usize>) -> PyResult<String> {
        let (format, project) = (form_of_report(form)?, &self.opened.project);
        on_threads(python, threads, || project.report(format, DisplayOptions::PLAIN).0)
    }

    /// What is open about the pilots, as questions.
    fn questions(&self, python: Python<'_>) -> PyResult<String> {
        self.answer(python, answers::questions)
    }

    /// A letter for each pilot that leaves something to ask: an object with the ids of pilots for keys.
    fn letters(&self, python: Python<'_>, law: Option<&str>, most: Option<usize>) -> PyResult<String> {
        self.answer(python, |opened| answers::letters(opened, law, most))
    }

    /// The conditions beside what each pilot says of them.
    fn promises(&self, python: Python<'_>) -> PyResult<String> {
        self.answer(python, answers::promises)
    }

    /// What would have to change about a pilot.
    fn repair(&self, python: Python<'_>, path: PathBuf, wishes: &str) -> PyResult<String> {
        self.answer(python, |opened| answers::repair(opened, &path, wishes))
    }

    /// The rules under their rule sets.
    fn rules(&self, python: Python<'_>) -> PyResult<String> {
        self.answer(python, answers::rules)
    }

    /// The facts of the vocabulary, or of one section.
    fn facts(&self, python: Python<'_>, section: Option<&str>) -> PyResult<String> {
        self.answer(python, |opened| answers::facts(opened, section))
    }

    /// A rule, a fact, a rule set, a section, a dimension or a document.
    fn explain(&self, python: Python<'_>, name: &str) -> PyResult<String> {
        self.answer(python, |opened| answers::explain(opened, name))
    }

    /// The JSON Schema of a file or of an answer, with the vocabulary of the project.
    fn schema(&self, python: Python<'_>, name: &str) -> PyResult<String> {
        self.answer(python, |opened| answers::schema(opened, name))
    }

    /// How two rule sets stand to each other.
    fn compare(&self, python: Python<'_>, first: &str, second: &str, applies: bool) -> PyResult<String> {
        self.answer(python, |opened| opened.uncounted()?.compare(first, second, applies).map(|answer| json(&answer)))
    }

    /// Where two codings of the same pilots disagree, and how far they agree.
    fn agree(&self, python: Python<'_>, first: PathBuf, second: PathBuf) -> PyResult<String> {
        self.answer(python, |opened| {
            let (answer, _) = opened.uncounted()?.agree(&first, &second, &mut |_| ())?;
            Ok(json(&answer))
        })
    }
}

impl Project {
    /// What a call answers, as JSON.
    fn answer(
        &self,
        python: Python<'_>,
        call: impl FnOnce(&Opened) -> Result<String, Vec<Diagnostic>> + Send,
    ) -> PyResult<String> {
        let opened = &self.opened;
        on_threads(python, None, || call(opened))?.map_err(|wrong| refused(python, &wrong))
    }
}

/// Reads the vocabulary, the schemas and the rule sets that come with the program, when the first project is opened. A process
/// that another thread forks meanwhile would wait for ever for what is half read.
fn read_once(python: Python<'_>) -> PyResult<()> {
    static WAS_READ: AtomicBool = AtomicBool::new(false);
    if WAS_READ.swap(true, Ordering::Relaxed) {
        return Ok(());
    }
    with_lock_held(python, || {
        let schemas = Schemas::shipped();
        [Kind::Pilot, Kind::RuleSet].into_iter().for_each(|kind| schemas.make_ready(kind));
        Collection::new(Arc::clone(schemas)).add_all_embedded(&mut Vec::new());
    })
}

/// Takes the next batch of texts, the first of which stands at a place among all.
fn batch(texts: &mut Bound<'_, PyIterator>, first: usize) -> PyResult<(Vec<KeptText>, Vec<NamedText>)> {
    let (mut kept, mut batch, mut bytes) = (Vec::new(), Vec::new(), 0);
    while kept.len() < BATCH && bytes < BATCH_BYTES {
        let Some(given) = texts.next() else { break };
        let (keep, text) = KeptText::read(&given?, first + kept.len())?;
        bytes += text.text.len();
        kept.push(keep);
        batch.push(text);
    }
    Ok((kept, batch))
}
