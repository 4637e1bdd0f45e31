//! In which ways two vocabularies differ.

use std::fmt;

use super::{Fact, Section, Vocabulary};

/// What a number counts, in words.
fn unit(fact: &Fact) -> String {
    fact.unit.clone().unwrap_or_else(|| "none".to_owned())
}

/// One way in which a later vocabulary is not as an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VocabularyDifference {
    /// The later one has something that the earlier one lacks, such as "the fact `location.venues`".
    Added(String),
    /// The later one lacks it.
    Removed(String),
    /// Both have it, and the later one says something else of it: what, before and after.
    Changed(String, String, String),
}

impl fmt::Display for VocabularyDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added(what) => write!(f, "+ {what}"),
            Self::Removed(what) => write!(f, "- {what}"),
            Self::Changed(what, before, after) => write!(f, "~ {what}: \"{before}\" becomes \"{after}\""),
        }
    }
}

impl VocabularyDifference {
    /// The differences, in the order of the later vocabulary, and then what it lacks.
    #[must_use]
    pub fn between(before: &Vocabulary, after: &Vocabulary) -> Vec<Self> {
        let mut found = Vec::new();
        for (dimension, title) in after.dimensions() {
            let what = format!("the dimension `{}`", dimension.name());
            match before.dimensions().iter().find(|(known, _)| known == dimension) {
                None => found.push(Self::Added(what)),
                Some((_, was)) => changed(&mut found, what, was, title),
            }
        }
        for section in &after.sections {
            let Some(was) = before.sections.iter().find(|known| known.name == section.name) else { continue };
            let title = |one: &Section| one.title.clone().unwrap_or_else(|| "none".to_owned());
            changed(&mut found, format!("the title of the section `{}`", section.name), &title(was), &title(section));
        }
        for fact in after.facts() {
            match before.find(&fact.section, &fact.name) {
                None => found.push(Self::Added(format!("the fact `{}`", fact.path))),
                Some(was) => of_fact(&mut found, was, fact),
            }
        }
        let gone =
            before.dimensions().iter().filter(|(known, _)| !after.dimensions().iter().any(|(one, _)| one == known));
        found.extend(gone.map(|(dimension, _)| Self::Removed(format!("the dimension `{}`", dimension.name()))));
        let gone = before.facts().iter().filter(|fact| after.find(&fact.section, &fact.name).is_none());
        found.extend(gone.map(|fact| Self::Removed(format!("the fact `{}`", fact.path))));
        found
    }
}

fn changed(found: &mut Vec<VocabularyDifference>, what: String, before: &str, after: &str) {
    if before != after {
        found.push(VocabularyDifference::Changed(what, before.to_owned(), after.to_owned()));
    }
}

fn of_fact(found: &mut Vec<VocabularyDifference>, before: &Fact, after: &Fact) {
    let path = &after.path;
    changed(found, format!("the type of `{path}`"), before.kind.name(), after.kind.name());
    for (value, means) in after.values.iter().zip(&after.meanings) {
        let what = format!("the value `{value}` of `{path}`");
        match before.values.iter().zip(&before.meanings).find(|(known, _)| *known == value) {
            None => found.push(VocabularyDifference::Added(what)),
            Some((_, was)) => changed(found, format!("the meaning of {what}"), was, means),
        }
    }
    let gone = before.values.iter().filter(|value| after.value(value).is_none());
    found.extend(gone.map(|value| VocabularyDifference::Removed(format!("the value `{value}` of `{path}`"))));
    changed(found, format!("the unit of `{path}`"), &unit(before), &unit(after));
    changed(found, format!("the bounds of `{path}`"), &before.bounds(), &after.bounds());
    changed(found, format!("what `{path}` means"), &before.means, &after.means);
    changed(found, format!("the question of `{path}`"), &before.ask, &after.ask);
}
