//! A pilot's file read for whoever fills it in, and changed statement by statement.

mod apply;
mod request;
mod statement;

pub use request::{ChangeRequest, PilotChange};

use super::open::Project;
use super::reading;
use crate::answers::{ChangeAnswer, PilotDocumentAnswer, ProvenanceAnswer, ReadAnswer};
use crate::edit;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::pilot::{self, Pilot};
use crate::schema::{self, Kind, Read, Schemas};
use crate::source::{Document, Documents};
use crate::text::LineIndex;
use crate::tree::{Node, Tree};

impl Project {
    /// What a file of pilots says, statement by statement. What is wrong with a document is told, and the others are read.
    #[must_use]
    pub fn read(&self, name: &str, text: &str) -> ReadAnswer {
        let schemas = self.collection().schemas();
        let (mut pilots, mut errors) = (Vec::new(), Vec::new());
        for document in documents(self, name, text, &mut errors) {
            let read = with_pilot(schemas, name, &document, |tree, pilot, lines| {
                let text = |key: &str| tree.root().get(key).and_then(Node::as_text);
                let provenance = tree.root().get("provenance");
                let usual = |key: &str| provenance.and_then(|node| node.get(key)).and_then(Node::as_written);
                let provenance = ProvenanceAnswer::new(usual);
                let named = text("vocabulary");
                PilotDocumentAnswer::new(schemas.vocabulary(), document.index, pilot, lines, named, provenance)
            });
            match read {
                Ok(pilot) => pilots.extend(pilot),
                Err(wrong) => errors.extend(wrong),
            }
        }
        ReadAnswer::new(name, pilots, &errors)
    }

    /// The text of a file with changes of one of its pilots, made one after the other; all else is as it was, byte for byte.
    ///
    /// # Errors
    /// What is wrong with the file or the changes: then nothing is changed.
    pub fn change(&self, name: &str, text: &str, request: &ChangeRequest) -> Result<ChangeAnswer, Vec<Diagnostic>> {
        let schemas = self.collection().schemas();
        let mut errors = Vec::new();
        let all = documents(self, name, text, &mut errors);
        let mut pilots = all.into_iter().filter(|document| is_wanted(schemas, name, document, request.document));
        let Some(mut document) = pilots.next() else {
            let which = request.document.map_or_else(String::new, |index| format!(" as document {index}"));
            errors.push(Diagnostic::file(DiagnosticCode::NoPilot, name, format!("there is no pilot in it{which}")));
            return Err(errors);
        };
        if request.document.is_none() && pilots.next().is_some() {
            let message = "there are several pilots in it; say which by `document`".to_owned();
            return Err(vec![Diagnostic::file(DiagnosticCode::WrongCall, name, message)]);
        }
        let old = document.text.clone();
        for change in &request.changes {
            document.text = apply::changed(schemas, name, &document, change)?;
        }
        let new = edit::in_file(text, document.first_line, &old, &document.text).ok_or_else(|| {
            let message = "the file could not be put together again".to_owned();
            vec![Diagnostic::file(DiagnosticCode::FileChanged, name, message)]
        })?;
        Ok(ChangeAnswer::new(text, new))
    }
}

/// The documents of a file; what is wrong with any is told.
pub(super) fn documents(project: &Project, name: &str, text: &str, errors: &mut Vec<Diagnostic>) -> Vec<Document> {
    let (mut found, mut any) = (Vec::new(), false);
    for document in Documents::within(text.as_bytes(), project.settings().limits.limits) {
        any = true;
        match document {
            Ok(document) => found.push(document),
            Err(fault) => errors.push(reading::fault(name, &fault)),
        }
    }
    if !any {
        errors.push(reading::empty(name));
    }
    found
}

/// Whether a document is the one that is meant: that of this place in the file, or else any that says something.
fn is_wanted(schemas: &Schemas, name: &str, document: &Document, wanted: Option<usize>) -> bool {
    let says_something = || !matches!(with_pilot(schemas, name, document, |_, _, _| ()), Ok(None));
    wanted.map_or_else(says_something, |wanted| document.index == wanted)
}

/// The pilot of a document, with its tree and its lines; nothing where the document is empty.
pub(super) fn with_pilot<T>(
    schemas: &Schemas,
    name: &str,
    document: &Document,
    show: impl FnOnce(&Tree<'_>, &Pilot<'_>, &LineIndex<'_>) -> T,
) -> Result<Option<T>, Vec<Diagnostic>> {
    let lines = LineIndex::new(&document.text, document.first_line);
    let wrong = |problems| Err(Diagnostic::errors(name, &lines, problems));
    let (tree, problems) = match schemas.read_within(Kind::Pilot, &document.text, document.limits, false) {
        Read::Nothing | Read::Another => return Ok(None),
        Read::Wrong(problems) => return wrong(problems),
        Read::Tree(tree, problems) => (tree, problems),
    };
    match pilot::pilot(schemas.vocabulary(), &tree) {
        Ok(pilot) if problems.is_empty() => Ok(Some(show(&tree, &pilot, &lines))),
        Ok(_) => wrong(problems),
        Err(more) => wrong(schema::gathered(problems, more)),
    }
}
