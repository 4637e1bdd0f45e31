//! What a file of pilots says, statement by statement, and what it is after a change.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use super::statement::{ParagraphAnswer, StatementAnswer};
use crate::model::diagnostic::Diagnostic;
use crate::model::vocabulary::Vocabulary;
use crate::model::{Basis, Status, name_of};
use crate::pilot::{Paragraph, Pilot};
use crate::text::{LineIndex, Place};

/// What a file of pilots says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What a file of pilots says")]
pub struct ReadAnswer {
    /// The format, 1.
    pub format: u32,
    /// The file, as it was named.
    pub file: String,
    /// Its pilots, in order; one that is wrong is left out.
    pub documents: Vec<PilotDocumentAnswer>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
}

/// A pilot of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PilotDocumentAnswer {
    /// Its place among the documents of the file, from 0.
    pub document: usize,
    /// The line on which the document begins, from 1.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// Its id.
    pub pilot: String,
    /// Its title.
    pub title: String,
    /// How far it has come: proposed, planned, running or ended.
    pub status: &'static str,
    /// Whether it is an example that describes nothing real.
    pub invented: bool,
    /// In a few sentences; null where there are none.
    pub summary: Option<String>,
    /// The vocabulary that it names; null where it names none.
    pub vocabulary: Option<String>,
    /// Who answers for it.
    pub owners: Vec<String>,
    /// Where its statements come from unless they say otherwise.
    pub provenance: ProvenanceAnswer,
    /// The rules, by their ids, that it has a waiver of.
    pub waived_rules: Vec<String>,
    /// The facts of which something is said, in the order of the vocabulary.
    pub facts: Vec<FactInFile>,
}

/// Where the statements of a file come from unless they say otherwise; each key is null where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProvenanceAnswer {
    /// Who says so.
    pub by: Option<String>,
    /// On what it rests.
    pub basis: Option<Basis>,
    /// The document.
    pub document: Option<String>,
    /// The paragraph of the document.
    pub paragraph: Option<ParagraphAnswer<'static>>,
    /// A phrase of the paragraph.
    pub phrase: Option<String>,
    /// When it was said.
    pub date: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

impl ProvenanceAnswer {
    /// The default for each key, where `of` gives what stands behind it.
    #[must_use]
    pub fn new<'t>(of: impl Fn(&str) -> Option<&'t str>) -> Self {
        let text = |key: &str| of(key).map(str::to_owned);
        let paragraph = |written: &str| match written.parse() {
            Ok(number) => Some(ParagraphAnswer::Number(number)),
            Err(_) => Paragraph::parse(written).map(|paragraph| ParagraphAnswer::new(&paragraph).into_owned()),
        };
        Self {
            by: text("by"),
            basis: of("basis").and_then(|name| crate::model::named(&Basis::ALL, name)),
            document: text("document"),
            paragraph: of("paragraph").and_then(paragraph),
            phrase: text("phrase"),
            date: text("date"),
            url: text("url"),
            note: text("note"),
        }
    }
}

/// A fact with all that is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactInFile {
    /// Its path.
    pub fact: String,
    /// The kind of its values: bool, choice, set, text, number or date.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What is said of it, in the order of the file: a change names a statement by its place here, from 0.
    pub statements: Vec<StatementInFile>,
}

/// A statement, with where its value ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatementInFile {
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementAnswer<'static>,
    /// The line on which its value ends, from 1.
    #[schemars(range(min = 1))]
    pub end_line: u32,
    /// The column behind the last character of its value, from 1, in code points.
    #[schemars(range(min = 1))]
    pub end_column: u32,
}

impl ReadAnswer {
    /// The answer for a file.
    #[must_use]
    pub fn new(file: &str, documents: Vec<PilotDocumentAnswer>, errors: &[Diagnostic]) -> Self {
        Self { format: FORMAT, file: file.to_owned(), documents, errors: diagnostics(errors) }
    }
}

impl PilotDocumentAnswer {
    /// The pilot of a document of a file.
    #[must_use]
    pub fn new(
        vocabulary: &Vocabulary,
        document: usize,
        pilot: &Pilot<'_>,
        lines: &LineIndex<'_>,
        named_vocabulary: Option<&str>,
        provenance: ProvenanceAnswer,
    ) -> Self {
        let facts = pilot.facts.iter().map(|stated| {
            let fact = vocabulary.fact(stated.fact);
            let statements = stated.statements.iter().map(|statement| {
                let (at, end) = (lines.place(statement.span.start), lines.place(statement.span.end));
                let written_at = statement.written_at.map(|span| lines.place(span.start));
                let Place { line: end_line, column: end_column } = end;
                let statement = StatementAnswer::new(statement, fact, at, written_at).into_owned();
                StatementInFile { statement, end_line, end_column }
            });
            FactInFile { fact: fact.path.clone(), kind: fact.kind.name(), statements: statements.collect() }
        });
        Self {
            document,
            line: lines.first_line(),
            pilot: pilot.id.to_string(),
            title: pilot.title.to_string(),
            status: name_of(&Status::ALL, pilot.status),
            invented: pilot.invented,
            summary: pilot.summary.as_deref().map(str::to_owned),
            vocabulary: named_vocabulary.map(str::to_owned),
            owners: pilot.owners.iter().map(ToString::to_string).collect(),
            provenance,
            waived_rules: pilot.waivers.iter().map(|waiver| waiver.rule.to_string()).collect(),
            facts: facts.collect(),
        }
    }
}

/// A file of pilots after a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "A file of pilots after a change")]
pub struct ChangeAnswer {
    /// The format, 1.
    pub format: u32,
    /// Whether it is another text than before.
    pub changed: bool,
    /// The whole text that the file would have.
    pub text: String,
}

impl ChangeAnswer {
    /// The answer for the texts before and after.
    #[must_use]
    pub fn new(before: &str, text: String) -> Self {
        Self { format: FORMAT, changed: before != text, text }
    }
}
