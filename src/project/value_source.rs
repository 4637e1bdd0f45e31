//! Where a value that is in force comes from.

use crate::text::Place;

/// A value, with where it comes from.
#[derive(Debug, Clone)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub from: ValueSource,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueSource {
    /// Nobody said anything else.
    Usual,
    /// The call.
    Call,
    /// The configuration, at this place.
    Configuration(Place),
}
