//! The clock of the machine.

use jiff::civil::Date;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;

/// No run of this program took place before this day: a clock that says so is wrong.
const FIRST: Date = jiff::civil::date(2026, 1, 1);

/// The day, by the clock of the machine (UTC).
pub fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// What is wrong with a day that is before any on which there was this program: waivers that are long over would hide
/// findings.
pub fn doubted(today: Date) -> Option<Diagnostic> {
    let message = || {
        format!(
            "the clock of this machine says {today}, which cannot be, and waivers count until a day; put the clock right, \
             or say with --today which day it is"
        )
    };
    (today < FIRST).then(message).map(|message| Diagnostic::call(DiagnosticCode::WrongClock, message))
}
