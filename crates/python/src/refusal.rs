//! What is wrong, as Python hears it.

use pyo3::prelude::*;
use watching_brief::answers::{DiagnosticAnswer, json_line};
use watching_brief::model::diagnostic::Diagnostic;

/// Diagnostics as JSON.
pub fn as_json(told: &[Diagnostic]) -> String {
    json_line(&told.iter().map(DiagnosticAnswer::from).collect::<Vec<_>>())
}

/// The exception that a call is refused with; it holds what is wrong as data.
pub fn refused(python: Python<'_>, wrong: &[Diagnostic]) -> PyErr {
    let made =
        || python.import("watching_brief._errors")?.getattr("BriefError")?.call_method1("_of", (as_json(wrong),));
    made().map_or_else(|error| error, PyErr::from_value)
}

/// A diagnostic on one line, with its place.
pub fn line(told: &Diagnostic) -> String {
    let place = told.place.map_or_else(String::new, |place| format!("{}:{}: ", place.line, place.column));
    let file = told.file.as_deref().map_or_else(String::new, |file| format!("{file}:"));
    format!("{file}{place}{}", told.message)
}
