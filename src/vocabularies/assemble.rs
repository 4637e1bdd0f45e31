//! Putting vocabularies together: those that are extended first, in order, and each adds to what is there.

use super::VocabularyDocument;
use super::document::{DeclaredFact, DeclaredName};
use crate::model::diagnostic::Diagnostic;
use crate::model::vocabulary::{Fact, FactId, MAX_FACTS, MAX_VALUES, Vocabulary, VocabularyPart};
use crate::model::{DiagnosticCode, Dimension};
use crate::text::Place;

/// The vocabulary of some documents, the last of which extends those before it. They add facts, values and dimensions, and
/// change none.
///
/// # Errors
/// What is declared twice, with both places; values for a fact that is not there; more than a vocabulary may have.
pub fn assemble(documents: &[&VocabularyDocument]) -> Result<Vocabulary, Vec<Diagnostic>> {
    let mut making = Making::default();
    for document in documents {
        making.add(document);
    }
    if making.wrong.is_empty() { Ok(making.made()) } else { Err(making.wrong) }
}

/// Where something is declared.
#[derive(Debug, Clone)]
struct Origin {
    file: String,
    place: Place,
}

#[derive(Default)]
struct Making {
    facts: Vec<Fact>,
    /// Where each fact is declared, and each of its values.
    origins: Vec<(Origin, Vec<Origin>)>,
    /// The titles of sections, where they have one.
    sections: Vec<(String, Option<String>)>,
    section_origins: Vec<(String, Origin)>,
    dimensions: Vec<(Dimension, String)>,
    dimension_origins: Vec<Origin>,
    parts: Vec<VocabularyPart>,
    wrong: Vec<Diagnostic>,
}

impl Making {
    fn add(&mut self, document: &VocabularyDocument) {
        let origin = |place: Place| Origin { file: document.file.clone(), place };
        for section in &document.sections {
            if let Some((_, first)) = self.section_origins.iter().find(|(name, _)| *name == section.name) {
                let told = twice(document, section.place, "section", &section.name, first);
                self.wrong.push(told);
            } else {
                self.section_origins.push((section.name.clone(), origin(section.place)));
                self.section(&section.name, Some(&section.title));
            }
        }
        for DeclaredName { name, title, place } in &document.dimensions {
            let dimension = Dimension::named(name);
            if let Some(at) = self.dimensions.iter().position(|(known, _)| *known == dimension) {
                let first = self.dimension_origins.get(at).cloned().unwrap_or_else(|| origin(*place));
                self.wrong.push(twice(document, *place, "dimension", name, &first));
            } else {
                self.dimensions.push((dimension, title.clone()));
                self.dimension_origins.push(origin(*place));
            }
        }
        for fact in &document.facts {
            self.fact(document, fact);
        }
        self.parts.push(VocabularyPart {
            id: document.id.clone(),
            title: document.title.clone(),
            sha256: document.sha256.clone(),
            facts: self.facts.len(),
        });
    }

    fn section(&mut self, name: &str, title: Option<&String>) {
        match self.sections.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = known.take().or_else(|| title.cloned()),
            None => self.sections.push((name.to_owned(), title.cloned())),
        }
    }

    fn fact(&mut self, document: &VocabularyDocument, declared: &DeclaredFact) {
        let path = declared.path();
        let known = self.facts.iter().position(|fact| fact.path == path);
        let origin = |place: Place| Origin { file: document.file.clone(), place };
        let Some(kind) = declared.kind else {
            if let Some(at) = known {
                self.values(document, declared, at);
            } else {
                let message = format!(
                    "`{path}` is no fact of what `{}` extends, so no values can be added to it; a fact of your own \
                     needs `type`, `means` and `ask`",
                    document.id
                );
                self.tell(DiagnosticCode::UnknownFact, document, declared.place, message);
            }
            return;
        };
        if let Some(at) = known {
            let first = self.origins.get(at).map_or_else(|| origin(declared.place), |(first, _)| first.clone());
            self.wrong.push(twice(document, declared.place, "fact", &path, &first));
            return;
        }
        let Some(id) = FactId::at(self.facts.len()) else {
            let message = format!("`{path}` is one fact too many: {MAX_FACTS} are the most that a vocabulary may have");
            if self.wrong.last().is_none_or(|last| last.code != DiagnosticCode::OverLimit) {
                self.tell(DiagnosticCode::OverLimit, document, declared.place, message);
            }
            return;
        };
        self.section(&declared.section, None);
        self.origins.push((origin(declared.place), declared.values.iter().map(|one| origin(one.place)).collect()));
        self.facts.push(Fact {
            id,
            section: declared.section.clone(),
            name: declared.name.clone(),
            path,
            kind,
            values: declared.values.iter().map(|value| value.name.clone()).collect(),
            meanings: declared.values.iter().map(|value| value.title.clone()).collect(),
            unit: declared.unit.clone(),
            range: declared.range,
            means: declared.means.clone(),
            ask: declared.ask.clone(),
        });
    }

    /// Adds values to a fact that is there.
    fn values(&mut self, document: &VocabularyDocument, declared: &DeclaredFact, at: usize) {
        let (Some(fact), Some((first, origins))) = (self.facts.get_mut(at), self.origins.get_mut(at)) else { return };
        let mut wrong = Vec::new();
        let tell = |code, place, message: String| Diagnostic::placed(code, &document.file, place, message);
        let path = &fact.path;
        if !fact.kind.has_values() {
            let message = format!("`{path}` is a {}, which takes no values of a list", fact.kind.name());
            let told = tell(DiagnosticCode::InvalidValue, declared.place, message);
            wrong.push(told.with_related(&first.file, first.place, "the fact is declared here"));
            self.wrong.extend(wrong);
            return;
        }
        for value in &declared.values {
            if let Some(known) = fact.value(&value.name) {
                let first = origins.get(usize::from(known));
                let at = first.map_or_else(String::new, |first| format!(" ({}:{})", first.file, first.place));
                let message = format!("`{path}` has the value `{}` already{at}; take it out here", value.name);
                let told = tell(DiagnosticCode::DeclaredTwice, value.place, message);
                wrong.push(match first {
                    Some(first) => told.with_related(&first.file, first.place, "it is declared here first"),
                    None => told,
                });
            } else if fact.values.len() == MAX_VALUES {
                let message = format!(
                    "`{path}` would have more than {MAX_VALUES} values with `{}`; that is the most that a fact may have",
                    value.name
                );
                wrong.push(tell(DiagnosticCode::OverLimit, value.place, message));
                break;
            } else {
                fact.values.push(value.name.clone());
                fact.meanings.push(value.title.clone());
                origins.push(Origin { file: document.file.clone(), place: value.place });
            }
        }
        self.wrong.extend(wrong);
    }

    fn tell(&mut self, code: DiagnosticCode, document: &VocabularyDocument, place: Place, message: String) {
        self.wrong.push(Diagnostic::placed(code, &document.file, place, message));
    }

    /// A small vocabulary need not say what rules can be about: where it declares no dimension, its sections are those.
    fn made(mut self) -> Vocabulary {
        if self.dimensions.is_empty() {
            let of_section = |(name, title): &(String, Option<String>)| {
                let dimension = Dimension::named(&name.replace('_', "-"));
                (dimension, title.clone().unwrap_or_else(|| name.replace('_', " ")))
            };
            self.dimensions = self.sections.iter().map(of_section).collect();
        }
        Vocabulary::new(self.facts, self.sections, self.dimensions, self.parts)
    }
}

fn twice(document: &VocabularyDocument, place: Place, what: &str, name: &str, first: &Origin) -> Diagnostic {
    let message = format!(
        "there is a {what} `{name}` already ({}:{}); a vocabulary adds to those that it extends and changes nothing: take it \
         out, or give it another name",
        first.file, first.place
    );
    Diagnostic::placed(DiagnosticCode::DeclaredTwice, &document.file, place, message).with_related(
        &first.file,
        first.place,
        "it is declared here first",
    )
}
