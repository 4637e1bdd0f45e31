//! How much was left out of the folders of a run.

use schemars::JsonSchema;
use serde::Serialize;

use crate::text::words;

/// How much was left out of the folders of a run, as those who set it up asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOutCount {
    /// What patterns left out.
    pub excluded: FilesAndFolders,
    /// What `.gitignore` files left out.
    pub ignored: FilesAndFolders,
}

/// So many files, and so many folders of which nobody looked how many files stand in them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FilesAndFolders {
    /// The files that would have been read.
    pub files: usize,
    /// The folders that would have been walked.
    pub folders: usize,
}

impl LeftOutCount {
    /// Whether anything was left out.
    #[must_use]
    pub fn is_any(&self) -> bool {
        *self != Self::default()
    }

    /// The count in words, as in "1 file that .gitignore names, and 1 folder that `exclude` names".
    #[must_use]
    pub fn in_words(&self) -> String {
        let of = |count: FilesAndFolders, by: &str| {
            let each = [(count.files, "file"), (count.folders, "folder")].into_iter().filter(|(number, _)| *number > 0);
            let each: Vec<String> = each.map(|(number, noun)| words::counted(number, noun)).collect();
            let verb = if count.files + count.folders == 1 { "is" } else { "are" };
            (!each.is_empty()).then(|| format!("{} that {verb} {by}", words::listed(&each, "and")))
        };
        let all = [of(self.ignored, "ignored by .gitignore"), of(self.excluded, "excluded")];
        words::listed(&all.into_iter().flatten().collect::<Vec<_>>(), "and")
    }
}
