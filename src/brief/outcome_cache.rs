//! What came of files, kept from run to run while files are watched.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::inputs::Input;
use watching_brief::project::pilots::Memory;
use watching_brief::project::report_forms::PilotParts;
use watching_brief::report::Outcome;

/// The most bytes of outcomes that are kept; what comes of further files is found again in each run.
const MOST: usize = 256 * 1024 * 1024;

/// About as many bytes does an outcome take besides its texts.
const OUTCOME: usize = 1024;

/// The outcomes of files in all forms of a run.
#[derive(Debug)]
pub struct OutcomeCache {
    files: HashMap<PathBuf, OfFile>,
    /// Files of which there is too much to keep.
    large: HashSet<PathBuf>,
    bytes: usize,
    most: usize,
    /// How many files were checked since that was last asked.
    checked: usize,
}

#[derive(Debug, Default)]
struct OfFile {
    /// Whether it was met in a folder: then other things are wrong with it than if it is named.
    walked: bool,
    outcomes: Vec<Outcome<PilotParts>>,
    bytes: usize,
}

impl Default for OutcomeCache {
    fn default() -> Self {
        Self { files: HashMap::new(), large: HashSet::new(), bytes: 0, most: MOST, checked: 0 }
    }
}

impl OutcomeCache {
    /// Forgets a file.
    pub fn forget(&mut self, path: &Path) {
        self.large.remove(path);
        if let Some(of) = self.files.remove(path) {
            self.bytes -= of.bytes;
        }
    }

    /// Forgets all files.
    pub fn clear(&mut self) {
        self.files.clear();
        self.large.clear();
        self.bytes = 0;
    }

    /// How many files were checked since this was last asked.
    pub fn checked(&mut self) -> usize {
        std::mem::take(&mut self.checked)
    }
}

impl Memory<PilotParts> for OutcomeCache {
    fn recall(&mut self, file: &Input) -> Option<Vec<Outcome<PilotParts>>> {
        if let Some(of) = self.files.get(file.path()).filter(|of| of.walked == file.walked) {
            return Some(of.outcomes.clone());
        }
        self.checked += usize::from(file.is_there());
        self.forget(file.path());
        None
    }

    fn keep(&mut self, file: &Input, outcomes: &[Outcome<PilotParts>]) {
        let path = file.path();
        if file.is_remark() || self.large.contains(path) {
            return;
        }
        let bytes: usize = outcomes.iter().map(size).sum();
        // What is to be made again in its turn is made again in each run.
        let later = outcomes.iter().flat_map(|one| &one.pilot).any(|pilot| pilot.shown.is_none());
        if later || self.bytes + bytes > self.most {
            self.forget(path);
            self.large.insert(path.to_owned());
            return;
        }
        let of = self.files.entry(path.to_owned()).or_default();
        of.walked = file.walked;
        of.outcomes.extend_from_slice(outcomes);
        of.bytes += bytes;
        self.bytes += bytes;
    }
}

/// About how many bytes an outcome takes.
fn size(outcome: &Outcome<PilotParts>) -> usize {
    let told = |all: &[Diagnostic]| -> usize {
        let excerpt = |one: &Diagnostic| one.excerpt.as_ref().map_or(0, |excerpt| excerpt.text.len());
        all.iter().map(|one| OUTCOME / 4 + one.message.len() + excerpt(one)).sum()
    };
    let pilot = outcome.pilot.as_ref().map_or(0, |pilot| {
        let shown: usize = pilot.shown.iter().flatten().map(String::len).sum();
        let speakers: usize = pilot.speakers.iter().map(String::len).sum();
        shown + speakers + told(&pilot.notices) + OUTCOME * pilot.fixed.len()
    });
    OUTCOME + told(&outcome.diagnostics) + pilot
}

#[cfg(test)]
mod tests {
    use super::*;
    use watching_brief::project::inputs::Inputs;

    use crate::project::DISK;

    fn outcome(bytes: usize) -> Outcome<PilotParts> {
        let message = "x".repeat(bytes);
        Outcome {
            diagnostics: vec![Diagnostic::call(watching_brief::model::DiagnosticCode::WrongCall, message)],
            ..Outcome::nothing()
        }
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for_and_never_a_part_of_a_file() {
        let paths = ["Cargo.toml", "README.md", "LICENSE-MIT"].map(PathBuf::from);
        let files = Inputs::new(&DISK, &paths).collect::<Vec<_>>();
        let [a, b, c] = files.as_slice() else { panic!("three files") };
        let mut kept = OutcomeCache { most: 10 * OUTCOME, ..OutcomeCache::default() };
        kept.keep(a, &[outcome(10)]);
        kept.keep(a, &[outcome(20)]);
        kept.keep(b, &[outcome(10)]);
        kept.keep(b, &[outcome(8 * OUTCOME)]);
        kept.keep(b, &[outcome(10)]);
        kept.keep(c, &[outcome(10)]);
        assert_eq!(kept.recall(a).map(|of| of.len()), Some(2));
        assert_eq!(kept.recall(b).map(|of| of.len()), None);
        assert_eq!(kept.recall(c).map(|of| of.len()), Some(1));
        assert_eq!(kept.checked(), 1);
        [a, b, c].iter().for_each(|file| kept.forget(file.path()));
        assert_eq!((kept.bytes, kept.large.len()), (0, 0));
    }

    #[test]
    fn a_file_that_is_named_is_another_than_one_that_is_met() {
        let mut kept = OutcomeCache::default();
        let named = Inputs::new(&DISK, &[PathBuf::from("a")]).next().expect("a file");
        let mut met = named.clone();
        met.walked = true;
        kept.keep(&named, &[outcome(1)]);
        assert!(kept.recall(&named).is_some());
        assert!(kept.recall(&met).is_none());
    }
}
