//! The vocabulary of a run: the one that a call or the configuration names, with those that it extends.

use std::path::PathBuf;
use std::sync::Arc;

use super::inputs::Inputs;
use super::reading;
use super::settings::Settings;
use crate::files::Files;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::limits::Limits;
use crate::model::vocabulary::Vocabulary;
use crate::schema::{self, Kind, Read, Schemas};
use crate::source::Document;
use crate::text::{LineIndex, words};
use crate::vocabularies::{VocabularyDocument, assemble};

/// The vocabularies of some files, and the one in force: the last.
#[derive(Debug)]
pub struct LoadedVocabularies {
    /// All that the files declare, in their order, each put together with those that it extends.
    pub all: Vec<Arc<Vocabulary>>,
    /// The schemas for the one in force: the last of those, or the shipped one.
    pub schemas: Arc<Schemas>,
}

/// Loads the vocabularies that files declare; the last one is in force. Without any file it is the shipped one.
///
/// # Errors
/// Everything that is wrong with them, and that a file has none.
pub fn load_vocabularies(
    files: &dyn Files,
    paths: &[PathBuf],
    limits: Limits,
) -> Result<LoadedVocabularies, Vec<Diagnostic>> {
    if paths.is_empty() {
        return Ok(LoadedVocabularies { all: Vec::new(), schemas: Arc::clone(Schemas::shipped()) });
    }
    let (documents, mut wrong) = declared(files, paths, limits);
    if wrong.iter().any(|one| one.severity == Severity::Error) {
        return Err(wrong);
    }
    let mut all = Vec::new();
    for at in 0..documents.len() {
        match put_together(&documents, at) {
            Ok(vocabulary) => all.push(Arc::new(vocabulary)),
            // What is wrong with one is wrong with all that extend it, and told once.
            Err(more) => more.into_iter().for_each(|one| {
                if !wrong.contains(&one) {
                    wrong.push(one);
                }
            }),
        }
    }
    match all.last() {
        Some(last) if wrong.is_empty() => {
            let extended = last.parts().iter().filter(|part| part.id != last.id()).filter_map(|part| {
                let known = all.iter().find(|known| known.id() == part.id);
                let shipped =
                    || (Schemas::shipped().vocabulary().id() == part.id).then(|| Arc::clone(Schemas::shipped()));
                known.map(|known| Arc::new(Schemas::new(Arc::clone(known)))).or_else(shipped)
            });
            let schemas = Arc::new(Schemas::extending(Arc::clone(last), extended.collect()));
            Ok(LoadedVocabularies { all, schemas })
        }
        _ => Err(wrong),
    }
}

/// The documents of some files.
fn declared(files: &dyn Files, paths: &[PathBuf], limits: Limits) -> (Vec<VocabularyDocument>, Vec<Diagnostic>) {
    let (mut documents, mut wrong) = (Vec::<VocabularyDocument>::new(), Vec::new());
    for path in paths {
        for input in Inputs::new(files, std::slice::from_ref(path)) {
            let before = (documents.len(), wrong.len());
            reading::each_document(files, &input, limits, &mut wrong, |document, wrong| {
                match read(&input.name, document, input.walked) {
                    Ok(Some(read)) => match same_id(&documents, &read) {
                        Some(told) => wrong.push(told),
                        None => documents.push(read),
                    },
                    Ok(None) => {}
                    Err(more) => wrong.extend(more),
                }
            });
            if (documents.len(), wrong.len()) == before && !input.walked {
                let message = "there is no vocabulary in it; one has a key `vocabulary` at the top".to_owned();
                wrong.push(Diagnostic::file(DiagnosticCode::NoVocabulary, &input.name, message));
            }
        }
    }
    (documents, wrong)
}

/// Reads the vocabulary of a document; none where it is empty, or of another kind and met in a folder.
///
/// # Errors
/// Everything that is wrong with it by itself.
fn read(file: &str, document: &Document, walked: bool) -> Result<Option<VocabularyDocument>, Vec<Diagnostic>> {
    let lines = LineIndex::new(&document.text, document.first_line);
    let (tree, problems) = match schema::read_within(Kind::Vocabulary, &document.text, document.limits, walked) {
        Read::Nothing | Read::Another => return Ok(None),
        Read::Wrong(problems) => return Err(Diagnostic::errors(file, &lines, problems)),
        Read::Tree(tree, problems) => (tree, problems),
    };
    match VocabularyDocument::read(&tree, &lines, file, &document.text) {
        Ok(read) if problems.is_empty() => Ok(Some(read)),
        Ok(_) => Err(Diagnostic::errors(file, &lines, problems)),
        Err(more) => Err(Diagnostic::errors(file, &lines, schema::gathered(problems, more))),
    }
}

/// What is told of a vocabulary whose id another one has.
fn same_id(known: &[VocabularyDocument], read: &VocabularyDocument) -> Option<Diagnostic> {
    let shipped = VocabularyDocument::shipped();
    let first = std::iter::once(shipped).chain(known).find(|known| known.id == read.id)?;
    let whose = if first.id == shipped.id {
        ", which comes with the program".to_owned()
    } else {
        format!(" ({}:{})", first.file, first.place)
    };
    let message = format!("there is a vocabulary `{}` already{whose}; give one of the two another id", read.id);
    let told = Diagnostic::placed(DiagnosticCode::DuplicateVocabulary, &read.file, read.place, message);
    Some(told.with_related(&first.file, first.place, "the first of them stands here"))
}

/// Puts a vocabulary together with those that it extends.
fn put_together(documents: &[VocabularyDocument], at: usize) -> Result<Vocabulary, Vec<Diagnostic>> {
    let Some(last) = documents.get(at) else { return Err(Vec::new()) };
    let mut order = Order { documents, placed: Vec::new(), open: Vec::new(), wrong: Vec::new() };
    order.place(last);
    if order.wrong.is_empty() { assemble(&order.placed) } else { Err(order.wrong) }
}

/// Vocabularies in the order in which each comes after those that it extends.
struct Order<'d> {
    documents: &'d [VocabularyDocument],
    placed: Vec<&'d VocabularyDocument>,
    /// Those whose extended ones are being placed.
    open: Vec<&'d str>,
    wrong: Vec<Diagnostic>,
}

impl<'d> Order<'d> {
    fn place(&mut self, document: &'d VocabularyDocument) {
        if self.placed.iter().any(|placed| placed.id == document.id) {
            return;
        }
        self.open.push(&document.id);
        for extended in &document.extends {
            let tell = |code, message| Diagnostic::placed(code, &document.file, extended.place, message);
            let shipped = VocabularyDocument::shipped();
            if self.open.contains(&extended.id.as_str()) {
                let message = if extended.id == document.id {
                    format!("`{}` cannot extend itself", document.id)
                } else {
                    format!("`{}` and `{}` extend each other, so that none comes first", document.id, extended.id)
                };
                self.wrong.push(tell(DiagnosticCode::VocabularyCycle, message));
            } else if extended.id == shipped.id {
                self.place(shipped);
            } else if let Some(other) = self.documents.iter().find(|known| known.id == extended.id) {
                self.place(other);
            } else {
                let known = self.documents.iter().map(|known| known.id.as_str()).chain([shipped.id.as_str()]);
                let near = words::nearest(&extended.id, known.filter(|known| *known != document.id));
                let hint = near.map_or_else(
                    || "; name the file that declares it with `--vocabulary FILE`, too".to_owned(),
                    |near| format!("; did you mean `{near}`?"),
                );
                let message = format!("there is no vocabulary `{}` to extend{hint}", words::excerpt(&extended.id));
                self.wrong.push(tell(DiagnosticCode::UnknownVocabulary, message));
            }
        }
        self.open.pop();
        self.placed.push(document);
    }
}

/// The schemas of the vocabulary that some settings name.
///
/// # Errors
/// What is wrong with it, and with those that it extends.
pub fn configured_schemas(files: &dyn Files, settings: &Settings) -> Result<Arc<Schemas>, Vec<Diagnostic>> {
    load_vocabularies(files, &settings.vocabulary.value, settings.limits.limits).map(|loaded| loaded.schemas)
}
