//! Numbers and days, and ranges of them.

mod day;
mod decimal;
mod range;

pub use day::Day;
pub use decimal::{Decimal, MAX_DIGITS, NotDecimal};
pub use range::{Cut, Range, Ranges};
