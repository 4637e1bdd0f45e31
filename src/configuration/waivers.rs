//! Waivers for several pilots.

use crate::pilot::Waiver;
use crate::source::Place;

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
        self.pilots.iter().any(|pattern| crate::words::fits(pattern, pilot))
    }
}
