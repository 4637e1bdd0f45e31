//! Lists of what there is.

use crate::model::vocabulary::{Fact, Vocabulary};
use crate::text::words;

/// All sections of facts, or the one of a name.
///
/// # Errors
/// A section that there is not, with the nearest that there is.
pub fn sections<'v>(vocabulary: &'v Vocabulary, section: Option<&str>) -> Result<Vec<(&'v str, &'v [Fact])>, String> {
    let Some(name) = section else { return Ok(vocabulary.sections().collect()) };
    let wanted = name.to_lowercase().replace('-', "_");
    if let Some(found) = vocabulary.sections().find(|(known, _)| *known == wanted) {
        return Ok(vec![found]);
    }
    let near = words::nearest(name, vocabulary.sections().map(|(name, _)| name));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    let fact = vocabulary.find_path(name);
    let hint = fact.map_or(hint, |fact| format!("; `brief explain {}` tells of that fact", fact.path));
    Err(format!("`{name}` is not a section of facts{hint}"))
}
