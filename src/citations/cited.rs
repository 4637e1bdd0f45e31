//! The citations of rule sets and pilots, and the words that registers keep.

use super::{Register, Registered};
use crate::model::vocabulary::Vocabulary;
use crate::pilot::{Paragraph, Pilot, Statement};
use crate::rules::Collection;
use crate::text::{LineIndex, Place};

/// Who cites.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A rule, by its id.
    Rule(String),
    /// A statement of a pilot: the pilot's id, and the path of the fact.
    Fact(String, String),
    /// A register, which keeps words of this document.
    Noted(String),
}

/// One citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Who cites.
    pub by: By,
    /// The document; none where a statement gives a paragraph or a phrase without one.
    pub document: Option<String>,
    /// The paragraph, if one is given.
    pub paragraph: Option<Paragraph<'static>>,
    /// The phrase, if one is given.
    pub phrase: Option<String>,
    /// The file that holds the citation.
    pub file: String,
    /// Where it stands in the file.
    pub place: Place,
}

/// The citations of all rules of a collection, in order.
#[must_use]
pub fn of_rules(collection: &Collection) -> Vec<Cited> {
    let of_rule = collection.rules().map(|(set, rule)| {
        let cite = &rule.rule.cite;
        Cited {
            by: By::Rule(rule.rule.id.clone()),
            document: Some(cite.document.clone()),
            paragraph: Some(cite.paragraph.clone()),
            phrase: Some(cite.phrase.clone()),
            file: set.set.file_of(&rule.rule).to_owned(),
            place: cite.place,
        }
    });
    of_rule.collect()
}

/// The words that a register keeps of its documents, in order.
#[must_use]
pub fn of_register(register: &Register) -> Vec<Cited> {
    let of_document = |document: &Registered| {
        let cited = document.noted.iter().map(|noted| Cited {
            by: By::Noted(document.id.clone()),
            document: Some(document.id.clone()),
            paragraph: Some(noted.words.paragraph.clone()),
            phrase: Some(noted.words.phrase.clone()),
            file: document.file.clone(),
            place: noted.place,
        });
        cited.collect::<Vec<_>>()
    };
    register.documents().iter().flat_map(of_document).collect()
}

/// The citations of the statements of a pilot, in the order of the vocabulary. A statement that gives neither
/// document nor paragraph nor phrase cites nothing.
#[must_use]
pub fn of_pilot(vocabulary: &Vocabulary, pilot: &Pilot<'_>, file: &str, lines: &LineIndex<'_>) -> Vec<Cited> {
    let statements = pilot.facts.iter().flat_map(|stated| stated.statements.iter().map(move |one| (stated.fact, one)));
    let cited = statements
        .filter_map(|(fact, statement)| of_statement(&pilot.id, &vocabulary.fact(fact).path, statement, file, lines));
    cited.collect()
}

/// The citation of one statement of a pilot, of the fact of this path; none where it cites nothing.
#[must_use]
pub fn of_statement(
    pilot: &str,
    fact: &str,
    statement: &Statement<'_>,
    file: &str,
    lines: &LineIndex<'_>,
) -> Option<Cited> {
    if statement.document.is_none() && statement.paragraph.is_none() && statement.phrase.is_none() {
        return None;
    }
    Some(Cited {
        by: By::Fact(pilot.to_owned(), fact.to_owned()),
        document: statement.document.as_deref().map(str::to_owned),
        paragraph: statement.paragraph.clone().map(Paragraph::into_owned),
        phrase: statement.phrase.as_deref().map(str::to_owned),
        file: file.to_owned(),
        place: lines.place(statement.cited_at.unwrap_or(statement.span).start),
    })
}
