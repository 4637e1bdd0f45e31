//! What `brief waivers` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use crate::model::Verdict;
use crate::report::RunEnding;
use crate::waivers::{Listed, State, Waives};

/// Each waiver with what it hides and when it ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief waivers answers")]
pub struct WaiversAnswer {
    /// The format, 1.
    pub format: u32,
    /// The day on which waivers are held against their last day.
    pub today: String,
    /// The waivers, in the order of their files.
    pub waivers: Vec<WaiverAnswer>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// A waiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WaiverAnswer {
    /// The rule whose finding is waived.
    pub rule: String,
    /// The pilots that it is for: their ids, in which `*` stands for any letters and `?` for one.
    pub pilots: Vec<String>,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Its last day.
    pub until: String,
    /// How it stands: in force, over, or of a rule that there is not.
    pub state: &'static str,
    /// How many days are left; null where it is not in force.
    pub days: Option<i64>,
    /// The file in which it is written.
    pub file: String,
    /// The line.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// What it comes to in each pilot.
    pub results: Vec<WaivedResult>,
}

/// A result that a waiver is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WaivedResult {
    /// The pilot.
    pub pilot: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the rule applies: yes, no or open.
    pub applies: &'static str,
    /// Whether it would count in the exit status.
    pub at_bar: bool,
    /// Whether the waiver hides it there.
    pub hides: bool,
}

impl WaiversAnswer {
    /// The answer for some waivers on a day.
    #[must_use]
    pub fn new(waivers: &[Listed], today: jiff::civil::Date, ending: &RunEnding) -> Self {
        Self {
            format: FORMAT,
            today: today.to_string(),
            waivers: waivers.iter().map(waiver).collect(),
            errors: diagnostics(&ending.errors),
            notices: diagnostics(&ending.notices),
        }
    }
}

fn waiver(waiver: &Listed) -> WaiverAnswer {
    let result = |waives: &Waives| WaivedResult {
        pilot: waives.pilot.clone(),
        verdict: waives.verdict.verdict,
        applies: waives.verdict.applies.name_in_reports(),
        at_bar: waives.at_bar,
        hides: waives.hides(),
    };
    WaiverAnswer {
        rule: waiver.rule.clone(),
        pilots: waiver.pilots.clone(),
        by: waiver.by.clone(),
        reason: waiver.reason.clone(),
        until: waiver.until.to_string(),
        state: waiver.state.name(),
        days: if let State::Active(days) = waiver.state { Some(days.into()) } else { None },
        file: waiver.file.clone(),
        line: waiver.line,
        results: waiver.results.iter().map(result).collect(),
    }
}
