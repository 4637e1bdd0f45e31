//! The files that a project starts from: what every check asks for, rules of its own, and a first pilot.

use crate::model::vocabulary::Vocabulary;
use crate::template;

/// A file of a project that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartingFile {
    /// Its name within the folder of the project, with `/` between folder and file.
    pub name: &'static str,
    /// What stands in it.
    pub text: String,
}

/// The files, in the order in which a newcomer reads them.
#[must_use]
pub fn files(vocabulary: &Vocabulary) -> [StartingFile; 3] {
    let pilot = "pilots/first-pilot.yaml";
    [
        StartingFile { name: "brief.yaml", text: include_str!("brief.yaml").to_owned() },
        StartingFile { name: "rules/house-rules.yaml", text: include_str!("house-rules.yaml").to_owned() },
        StartingFile { name: pilot, text: template::pilot(vocabulary, "first-pilot", pilot) },
    ]
}
