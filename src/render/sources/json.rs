//! The JSON forms of `brief sources`: format 1.

use serde_json::{Value, json};

use crate::citations::{By, Checked, Counts, Coverage, Document, Passage, Resolution, State, Verification};
use crate::render::json::{escaped, told_values};
use crate::report::RunEnding;

/// Citations and documents, as one JSON object.
#[must_use]
pub fn verification(verification: &Verification<'_>, ending: &RunEnding) -> String {
    let checked: Vec<Value> = verification.checked.iter().map(|one| citation(one, verification)).collect();
    let documents: Vec<Value> = verification.documents.iter().map(document).collect();
    object(&json!({
        "format": 1,
        "documents": documents,
        "citations": checked,
        "findings": verification.findings(),
        "errors": told_values(&ending.errors),
        "notices": told_values(&ending.notices),
    }))
}

/// Documents with their paragraphs, as one JSON object.
#[must_use]
pub fn coverage(coverage: &Coverage<'_>, ending: &RunEnding) -> String {
    let documents: Vec<Value> = coverage
        .documents
        .iter()
        .map(|(document, paragraphs)| {
            let counts = paragraphs.as_deref().map(Counts::of);
            let paragraphs: Vec<Value> = paragraphs
                .iter()
                .flatten()
                .map(|covered| {
                    let claims: Vec<Value> = covered
                        .claims
                        .iter()
                        .map(|claim| match &claim.by {
                            By::Rule(id) => json!({"rule": id, "range": claim.range}),
                            By::Fact(pilot, fact) => json!({"pilot": pilot, "fact": fact, "range": claim.range}),
                        })
                        .collect();
                    let reason = match covered.state {
                        State::SetAside(reason) | State::Both(reason) => Some(reason),
                        State::Cited | State::Misquoted | State::Unclaimed => None,
                    };
                    let part = document.part(covered.paragraph).map(|part| part.name.as_str());
                    json!({"paragraph": covered.paragraph, "part": part, "state": covered.state.name(), "cited_by_rules": covered.is_cited_by_rules(), "cited_by": claims, "reason": reason})
                })
                .collect();
            json!({
                "document": document.id,
                "title": document.title,
                "at_hand": counts.is_some(),
                "counts": counts.map(counted),
                "paragraphs": paragraphs,
            })
        })
        .collect();
    object(
        &json!({"format": 1, "documents": documents, "errors": told_values(&ending.errors), "notices": told_values(&ending.notices)}),
    )
}

fn counted(counts: Counts) -> Value {
    json!({
        "paragraphs": counts.paragraphs,
        "cited_by_rules": counts.cited_by_rules,
        "cited_by_pilots_only": counts.cited_by_pilots_only,
        "set_aside": counts.set_aside,
        "unclaimed": counts.unclaimed,
        "misquoted": counts.misquoted,
        "cited_and_set_aside": counts.cited_and_set_aside,
    })
}

fn object(value: &Value) -> String {
    format!("{}\n", escaped(value.to_string()))
}

fn by(by: &By) -> Value {
    match by {
        By::Rule(id) => json!({"rule": id}),
        By::Fact(pilot, fact) => json!({"pilot": pilot, "fact": fact}),
    }
}

fn passage(passage: &Passage) -> Value {
    json!({"file": passage.file, "line": passage.paragraph, "column": passage.start + 1, "range": [passage.start, passage.end]})
}

fn citation(checked: &Checked, verification: &Verification<'_>) -> Value {
    let cited = &checked.cited;
    let registered = verification
        .documents
        .iter()
        .find(|document| Some(&document.id) == cited.document.as_ref())
        .and_then(|document| document.registered);
    let part = registered
        .zip(cited.paragraph)
        .and_then(|(document, paragraph)| document.part(paragraph))
        .map(|part| part.name.as_str());
    let (passages, nearest) = match &checked.resolution {
        Resolution::Found(one) | Resolution::Moved(one) => (vec![passage(one)], Value::Null),
        Resolution::Ambiguous(several) => (several.iter().map(passage).collect(), Value::Null),
        Resolution::Orphaned(Some(nearest)) => (
            Vec::new(),
            json!({"passage": passage(&nearest.passage), "words": nearest.words, "similarity": nearest.similarity}),
        ),
        Resolution::Orphaned(None) | Resolution::Missing | Resolution::NoDocument | Resolution::NoPhrase => {
            (Vec::new(), Value::Null)
        }
    };
    json!({
        "by": by(&cited.by),
        "file": cited.file,
        "line": cited.place.line,
        "column": cited.place.column,
        "document": cited.document,
        "part": part,
        "paragraph": cited.paragraph,
        "phrase": cited.phrase,
        "state": checked.resolution.name(),
        "passages": passages,
        "nearest": nearest,
    })
}

fn document(document: &Document<'_>) -> Value {
    json!({
        "document": document.id,
        "title": document.registered.map(|known| known.title.as_str()),
        "state": document.state.name(),
        "citations": document.citations,
    })
}
