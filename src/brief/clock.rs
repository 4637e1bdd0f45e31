//! The clock of the machine.

use jiff::civil::Date;

/// The day, by the clock of the machine (UTC).
pub fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
