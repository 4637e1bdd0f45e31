//! Waivers: decisions to live with a finding for a time.

use std::borrow::Cow;

use crate::text::{Place, Span};

/// A decision to live with a finding for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver<'s> {
    /// The rule whose finding is waived.
    pub rule: Cow<'s, str>,
    /// Why.
    pub reason: Cow<'s, str>,
    /// Who decided.
    pub by: Cow<'s, str>,
    /// Its last day (UTC).
    pub until: jiff::civil::Date,
    /// Where it stands.
    pub span: Span,
}

/// A waiver for several pilots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedWaiver {
    /// What is waived, by whom, why and until when.
    pub waiver: Waiver<'static>,
    /// For which pilots: their ids, in which `*` stands for any letters and `?` for one.
    pub pilots: Vec<String>,
    /// The file in which it is written.
    pub file: String,
    /// Where in it.
    pub place: Place,
}

impl SharedWaiver {
    /// Whether it is for the pilot of this id.
    #[must_use]
    pub fn is_for(&self, pilot: &str) -> bool {
        self.pilots.iter().any(|pattern| crate::text::words::fits(pattern, pilot))
    }
}
