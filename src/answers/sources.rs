//! What `brief sources` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use super::statement::ParagraphAnswer;
use crate::citations::{
    By, Checked, Claim, Counts, Coverage, Covered, Document, Passage, Registered, Resolution, State, Verification,
};
use crate::pilot::Paragraph;
use crate::report::RunEnding;

/// Whether each citation is found where it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief sources verify answers")]
pub struct VerificationAnswer {
    /// The format, 1.
    pub format: u32,
    /// The documents that are registered or cited.
    pub documents: Vec<DocumentAnswer>,
    /// The citations.
    pub citations: Vec<CitationAnswer>,
    /// How many citations of the program's own rules were left out, as the texts that they cite are not at hand.
    pub left_out: usize,
    /// How many citations are not found, and how many cited documents are changed or missing.
    pub findings: usize,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// A document that is registered or cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DocumentAnswer {
    /// Its id.
    pub document: String,
    /// Its title; null where the register does not know it.
    pub title: Option<String>,
    /// How its text stands: unchanged, changed, missing or unregistered.
    pub state: &'static str,
    /// How many citations name it.
    pub citations: usize,
}

/// Who cites: a rule, a statement of a pilot, or a register that keeps words of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ByAnswer {
    /// A rule.
    Rule {
        /// Its id.
        rule: String,
    },
    /// A statement of a pilot.
    Fact {
        /// The id of the pilot.
        pilot: String,
        /// The path of the fact.
        fact: String,
    },
    /// A register that keeps the words.
    Noted {
        /// The id of the document that they are kept of.
        noted: String,
    },
}

/// A citation with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CitationAnswer {
    /// Who cites.
    pub by: ByAnswer,
    /// The file that holds the citation.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// The document.
    pub document: Option<String>,
    /// The part of the document, such as one of several letters.
    pub part: Option<String>,
    /// The paragraph, from 1.
    pub paragraph: Option<ParagraphAnswer<'static>>,
    /// The phrase.
    pub phrase: Option<String>,
    /// What became of it: found, moved, ambiguous, orphaned, missing, no-document or no-phrase.
    pub state: &'static str,
    /// Where the phrase stands.
    pub passages: Vec<PassageAnswer>,
    /// Where it stands nowhere: the passage that is nearest to it.
    pub nearest: Option<NearestAnswer>,
}

/// A passage of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PassageAnswer {
    /// The file of the text.
    pub file: String,
    /// The line, from 1, which is the paragraph.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// The code points of the paragraph, from 0: the first, and one past the last.
    pub range: [u32; 2],
    /// What stands there, as it is written; with the next two, a TextQuoteSelector of the Web Annotation Data Model.
    pub exact: String,
    /// The characters before it in the paragraph, 32 at most.
    pub prefix: String,
    /// The characters behind it, likewise.
    pub suffix: String,
}

/// A passage that is nearly what a citation says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NearestAnswer {
    /// Where it is.
    pub passage: PassageAnswer,
    /// Its words, folded.
    pub words: String,
    /// How much of it is the same, from 0 to 100.
    pub similarity: u8,
}

/// Which paragraphs are cited, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief sources coverage answers")]
pub struct CoverageAnswer {
    /// The format, 1.
    pub format: u32,
    /// The documents of the register.
    pub documents: Vec<CoveredDocument>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// A document with its paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoveredDocument {
    /// Its id.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Whether its text is at hand.
    pub at_hand: bool,
    /// How many of its paragraphs stand how; null where its text is not at hand.
    pub counts: Option<ParagraphCounts>,
    /// Its paragraphs, from the first to the last; none where its text is not at hand.
    pub paragraphs: Vec<CoveredParagraph>,
}

/// How many paragraphs stand how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ParagraphCounts {
    /// All of them.
    pub paragraphs: usize,
    /// Those that rules cite.
    pub cited_by_rules: usize,
    /// Those that pilots cite, and no rule.
    pub cited_by_pilots_only: usize,
    /// Those that nobody cites, and of which the register keeps words.
    pub noted: usize,
    /// Those that are set aside.
    pub set_aside: usize,
    /// Those that nobody cites, and nothing says why.
    pub unclaimed: usize,
    /// Those that are cited by phrases that do not stand in them.
    pub misquoted: usize,
    /// Those that are cited, and set aside all the same.
    pub cited_and_set_aside: usize,
}

/// A paragraph with those who cite it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoveredParagraph {
    /// Its number, from 1.
    pub paragraph: u32,
    /// The part of the document that it is in.
    pub part: Option<String>,
    /// How it stands: cited, noted, set-aside, unclaimed, misquoted or cited-and-set-aside.
    pub state: &'static str,
    /// Whether a rule cites it.
    pub cited_by_rules: bool,
    /// Who cites it.
    pub cited_by: Vec<ClaimAnswer>,
    /// Why nobody needs to cite it, where the register says so.
    pub reason: Option<String>,
}

/// A citation of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClaimAnswer {
    /// Who cites.
    #[serde(flatten)]
    pub by: ByAnswer,
    /// The code points of the phrase, from 0; null where it is not found there.
    pub range: Option<[u32; 2]>,
}

impl VerificationAnswer {
    /// The answer for citations that were held against the texts.
    #[must_use]
    pub fn new(verification: &Verification<'_>, ending: &RunEnding) -> Self {
        Self {
            format: FORMAT,
            documents: verification.documents.iter().map(document).collect(),
            citations: verification.checked.iter().map(|one| citation(one, verification)).collect(),
            left_out: verification.left_out,
            findings: verification.findings(),
            errors: diagnostics(&ending.errors),
            notices: diagnostics(&ending.notices),
        }
    }
}

impl CoverageAnswer {
    /// The answer for paragraphs that were held against those who cite them.
    #[must_use]
    pub fn new(coverage: &Coverage<'_>, ending: &RunEnding) -> Self {
        let document = |(document, paragraphs): &(&Registered, Option<Vec<Covered<'_>>>)| CoveredDocument {
            document: document.id.clone(),
            title: document.title.clone(),
            at_hand: paragraphs.is_some(),
            counts: paragraphs.as_deref().map(|paragraphs| counts(Counts::count(paragraphs))),
            paragraphs: paragraphs.iter().flatten().map(|covered| paragraph(document, covered)).collect(),
        };
        Self {
            format: FORMAT,
            documents: coverage.documents.iter().map(document).collect(),
            errors: diagnostics(&ending.errors),
            notices: diagnostics(&ending.notices),
        }
    }
}

fn paragraph(document: &Registered, covered: &Covered<'_>) -> CoveredParagraph {
    let claim = |claim: &Claim| ClaimAnswer { by: by(&claim.by), range: claim.range.map(|(from, to)| [from, to]) };
    let reason = match covered.state {
        State::SetAside(reason) | State::Both(reason) => Some(reason.to_owned()),
        State::Cited | State::Noted | State::Misquoted | State::Unclaimed => None,
    };
    CoveredParagraph {
        paragraph: covered.paragraph,
        part: document.part(&Paragraph::Number(covered.paragraph)).map(|part| part.name.clone()),
        state: covered.state.name(),
        cited_by_rules: covered.is_cited_by_rules(),
        cited_by: covered.claims.iter().map(claim).collect(),
        reason,
    }
}

fn counts(counts: Counts) -> ParagraphCounts {
    ParagraphCounts {
        paragraphs: counts.paragraphs,
        cited_by_rules: counts.cited_by_rules,
        cited_by_pilots_only: counts.cited_by_pilots_only,
        noted: counts.noted,
        set_aside: counts.set_aside,
        unclaimed: counts.unclaimed,
        misquoted: counts.misquoted,
        cited_and_set_aside: counts.cited_and_set_aside,
    }
}

fn by(by: &By) -> ByAnswer {
    match by {
        By::Rule(id) => ByAnswer::Rule { rule: id.clone() },
        By::Fact(pilot, fact) => ByAnswer::Fact { pilot: pilot.clone(), fact: fact.clone() },
        By::Noted(document) => ByAnswer::Noted { noted: document.clone() },
    }
}

fn passage(passage: &Passage) -> PassageAnswer {
    PassageAnswer {
        file: passage.file.clone(),
        line: passage.paragraph,
        column: passage.start + 1,
        range: [passage.start, passage.end],
        exact: passage.exact.clone(),
        prefix: passage.prefix.clone(),
        suffix: passage.suffix.clone(),
    }
}

fn citation(checked: &Checked, verification: &Verification<'_>) -> CitationAnswer {
    let cited = &checked.cited;
    let part = verification.part(cited);
    let (passages, nearest) = match &checked.resolution {
        Resolution::Found(one) | Resolution::Moved(one) => (vec![passage(one)], None),
        Resolution::Ambiguous(several) => (several.iter().map(passage).collect(), None),
        Resolution::Orphaned(Some(nearest)) => (
            Vec::new(),
            Some(NearestAnswer {
                passage: passage(&nearest.passage),
                words: nearest.words.clone(),
                similarity: nearest.similarity,
            }),
        ),
        Resolution::Orphaned(None)
        | Resolution::NoLabel
        | Resolution::Missing
        | Resolution::NoDocument
        | Resolution::NoPhrase => (Vec::new(), None),
    };
    CitationAnswer {
        by: by(&cited.by),
        file: cited.file.clone(),
        line: cited.place.line,
        column: cited.place.column,
        document: cited.document.clone(),
        part: part.map(|part| part.name.clone()),
        paragraph: cited.paragraph.as_ref().map(|paragraph| ParagraphAnswer::new(paragraph).into_owned()),
        phrase: cited.phrase.clone(),
        state: checked.resolution.name(),
        passages,
        nearest,
    }
}

fn document(document: &Document<'_>) -> DocumentAnswer {
    DocumentAnswer {
        document: document.id.clone(),
        title: document.registered.map(|known| known.title.clone()),
        state: document.state.name(),
        citations: document.citations,
    }
}
