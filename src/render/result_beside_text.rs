//! A result as an editor shows it, beside the text that it speaks of.

use super::ends;
use super::reasons::{Reasons, plain};
use crate::model::diagnostic::RelatedPlace;
use crate::report::{PilotReport, RuleResult};
use crate::text::Place;

/// A result with the places that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultBesideText {
    /// Where the text begins that a person should look at first.
    pub start: Place,
    /// Where that ends.
    pub end: Place,
    /// The verdict and why, a sentence a line.
    pub message: String,
    /// The places of what is said, and of what is not.
    pub related: Vec<RelatedPlace>,
}

impl ResultBesideText {
    /// Of a result of a pilot; it must have its reasons.
    #[must_use]
    pub fn new(report: &PilotReport<'_>, result: &RuleResult<'_>) -> Self {
        let reasons = Reasons::new(report, result);
        let (start, end) = ends(report.lines, reasons.place());
        let related = reasons.places().into_iter().map(|(span, message)| {
            let (place, end) = ends(report.lines, span);
            RelatedPlace { file: report.file.to_owned(), place, end: Some(end), message }
        });
        Self { start, end, message: plain(&reasons.sentences(), "\n"), related: related.collect() }
    }
}
