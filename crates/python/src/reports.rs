//! What came of texts, or of a project's pilots.

use std::sync::Arc;

use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde::Serialize;
use watching_brief::answers::json_line;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::render::{DisplayOptions, FORMATS, Format, format};
use watching_brief::report::RunEnding;
use watching_brief::text::words;

use crate::arrow::{self, Columns};
use crate::project::Opened;
use crate::refusal::as_json;
use crate::rows::PilotRow;
use crate::texts::KeptText;

/// What came of one text; or of all pilots of a project, where there is no text.
#[derive(Debug)]
pub struct Report {
    /// The text.
    pub text: Option<KeptText>,
    /// Its pilots.
    pub pilots: Vec<PilotRow>,
    /// What is wrong.
    pub errors: Vec<Diagnostic>,
    /// What is worth knowing.
    pub notices: Vec<Diagnostic>,
    exit_status: u8,
}

impl Report {
    /// What came of it.
    pub fn new(text: Option<KeptText>, pilots: Vec<PilotRow>, ending: RunEnding) -> Self {
        let exit_status = ending.exit_status();
        Self { text, pilots, errors: ending.errors, notices: ending.notices, exit_status }
    }
}

/// A pilot as Python takes it up: id, title, status, file, document, and a byte for each result.
type PilotParts<'py> = (&'py str, &'py str, &'static str, &'py str, usize, Bound<'py, PyBytes>);

/// What came of some texts, in their order.
#[derive(Debug)]
#[pyclass(frozen, module = "watching_brief._native")]
pub struct Reports {
    opened: Arc<Opened>,
    reports: Vec<Report>,
}

/// A rule of the run.
#[derive(Serialize)]
struct RuleOfRun<'r> {
    ruleset: &'r str,
    rule: &'r str,
    title: &'r str,
    force: &'static str,
    about: &'r str,
    by: &'r str,
}

impl Reports {
    /// Reports of one project.
    pub fn new(opened: Arc<Opened>, reports: Vec<Report>) -> Self {
        Self { opened, reports }
    }

    fn at(&self, at: usize) -> PyResult<&Report> {
        self.reports.get(at).ok_or_else(|| PyIndexError::new_err("there is no such report"))
    }
}

#[pymethods]
impl Reports {
    fn __len__(&self) -> usize {
        self.reports.len()
    }

    /// The name of the text; none where there is none.
    fn name(&self, at: usize) -> PyResult<Option<&str>> {
        Ok(self.at(at)?.text.as_ref().map(|text| text.name.as_str()))
    }

    fn exit_status(&self, at: usize) -> PyResult<u8> {
        Ok(self.at(at)?.exit_status)
    }

    /// What is wrong, as JSON.
    fn errors(&self, at: usize) -> PyResult<String> {
        Ok(as_json(&self.at(at)?.errors))
    }

    /// What is worth knowing, as JSON.
    fn notices(&self, at: usize) -> PyResult<String> {
        Ok(as_json(&self.at(at)?.notices))
    }

    fn pilots<'py>(&'py self, python: Python<'py>, at: usize) -> PyResult<Vec<PilotParts<'py>>> {
        let parts = self.at(at)?.pilots.iter().map(|pilot| {
            let results: Vec<u8> = pilot.results.iter().map(|result| result.byte()).collect();
            let results = PyBytes::new(python, &results);
            (&*pilot.id, &*pilot.title, pilot.status, &*pilot.file, pilot.document, results)
        });
        Ok(parts.collect())
    }

    /// The whole report of a text in one form, as the command prints it.
    fn report(&self, python: Python<'_>, at: usize, form: &str) -> PyResult<String> {
        let format = form_of_report(form)?;
        let Some(text) = &self.at(at)?.text else {
            return Err(PyValueError::new_err("the report of a project is asked of the project"));
        };
        let text = text.named(python)?;
        let project = &self.opened.project;
        Ok(python.detach(|| project.report_of_text(&text, format, DisplayOptions::PLAIN).0))
    }

    /// The rules of the run, in order, as JSON.
    fn rules(&self) -> String {
        let checker = self.opened.project.checker();
        let rules = checker.selection.rules(self.opened.project.collection()).map(|(set, ready)| RuleOfRun {
            ruleset: &set.set.id,
            rule: &ready.rule.id,
            title: &ready.rule.title,
            force: ready.rule.force.name(),
            about: ready.rule.about.name(),
            by: &ready.rule.by,
        });
        json_line(&rules.collect::<Vec<_>>())
    }

    /// The columns of a table of some of the reports; a row a pilot, or a row a result where it is to be long.
    fn columns<'py>(&self, python: Python<'py>, places: Vec<usize>, long: bool) -> PyResult<Columns<'py>> {
        let reports = places.into_iter().map(|at| self.at(at)).collect::<PyResult<Vec<_>>>()?;
        let project = &self.opened.project;
        let columns =
            python.detach(|| if long { Ok(arrow::long(project, &reports)) } else { arrow::wide(project, &reports) });
        columns.map_err(PyValueError::new_err).map(|columns| columns.into_iter().map(|one| one.parts(python)).collect())
    }
}

/// A form of a report, by its name.
///
/// # Errors
/// That there is none of this name.
pub fn form_of_report(name: &str) -> PyResult<&'static Format> {
    format(name).ok_or_else(|| {
        let forms: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        let (name, forms) = (words::excerpt(name), words::listed(&forms, "and"));
        PyValueError::new_err(format!("a report has no form `{name}`; there are {forms}"))
    })
}
