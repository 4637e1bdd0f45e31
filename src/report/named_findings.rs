//! The findings that the end of a run names, pilot by pilot.

/// The most pilots of which the end of a run names the findings; further ones are counted.
const MOST: usize = 20;

/// What the end of a run names, so that nobody has to look for it in all that came before.
#[derive(Debug, Default)]
pub struct NamedFindings {
    /// The file of the first pilot that was checked.
    pub first_file: Option<String>,
    /// The first pilots with findings, in the order of the run.
    pub pilots: Vec<PilotFindings>,
    /// How many more pilots have findings.
    pub more: usize,
}

/// The findings of one pilot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PilotFindings {
    /// The pilot's id.
    pub pilot: String,
    /// The file, as it was named.
    pub file: String,
    /// The rules, gravest first.
    pub rules: Vec<String>,
    /// Whether any of them is breached.
    pub is_breached: bool,
}

impl NamedFindings {
    /// Takes up a pilot that was checked.
    pub(super) fn take(&mut self, of_pilot: PilotFindings) {
        if self.first_file.is_none() {
            self.first_file = Some(of_pilot.file.clone());
        }
        if of_pilot.rules.is_empty() {
            return;
        }
        if self.pilots.len() < MOST { self.pilots.push(of_pilot) } else { self.more += 1 }
    }
}
