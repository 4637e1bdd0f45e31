//! The human forms of `brief sources`.

use std::fmt::Write as _;

use crate::citations::{
    By, Checked, Counts, Coverage, Covered, Document, Nearest, Passage, Registered, Resolution, State, TextState,
    Verification,
};
use crate::pilot::Paragraph;
use crate::render::{DisplayOptions, diagnostic, places};
use crate::report::RunEnding;
use crate::text::words;

/// What is not found, and with `all` what is; then a summary.
#[must_use]
pub fn verification(verification: &Verification<'_>, ending: &RunEnding, look: DisplayOptions) -> String {
    let mut out = String::new();
    let shown = verification.checked.iter().filter(|one| !look.quiet && (look.all || !one.resolution.is_found()));
    for checked in shown {
        out.push_str(&citation(checked, verification, look));
    }
    for document in &verification.documents {
        out.push_str(&changed(document, look));
    }
    write_diagnostics(&mut out, ending, look);
    out.push_str(&summary(verification, look));
    out
}

fn citation(checked: &Checked, verification: &Verification<'_>, look: DisplayOptions) -> String {
    let cited = &checked.cited;
    let head = format!("{}: {} ({}:{})", checked.resolution.name(), name(&cited.by), cited.file, cited.place);
    let registered = verification
        .documents
        .iter()
        .find(|document| Some(&document.id) == cited.document.as_ref())
        .and_then(|document| document.registered);
    let part = registered.zip(cited.paragraph.as_ref()).and_then(|(document, paragraph)| document.part(paragraph));
    let mut where_ = cited.document.clone().unwrap_or_else(|| "no document".to_owned());
    if let Some(paragraph) = &cited.paragraph {
        let _ = write!(where_, ", {} {paragraph}", paragraph.noun());
    }
    if let Some(part) = part {
        let _ = write!(where_, " ({})", part.name);
    }
    if let Some(phrase) = &cited.phrase {
        let _ = write!(where_, ": \"{phrase}\"");
    }
    let what = match &checked.resolution {
        Resolution::Found(passage) => at(passage),
        Resolution::NoLabel => "the register knows no such label of this document; add it under `labels:`, or write the number of the paragraph".to_owned(),
        Resolution::Moved(passage) => format!("it stands in paragraph {}: {}", passage.paragraph, at(passage)),
        Resolution::Ambiguous(passages) => {
            let places: Vec<String> = passages.iter().map(|passage| passage.paragraph.to_string()).collect();
            format!("it stands in paragraphs {}; say which", words::listed(&places, "and"))
        }
        Resolution::Orphaned(Some(nearest)) => near(nearest),
        Resolution::Orphaned(None) => "it stands nowhere, nor anything like it".to_owned(),
        Resolution::Missing => "there is no text of this document in the folder".to_owned(),
        Resolution::NoDocument => "there is no document that it could stand in; add `document:`".to_owned(),
        Resolution::NoPhrase => "there is no phrase to be looked for; add one of at most 12 words".to_owned(),
    };
    let (head, mut what) = (wrapped(&head, 0, look), wrapped(&what, 4, look));
    let head = places(head, &cited.file, &format!(":{}", cited.place), look);
    if let Resolution::Found(passage)
    | Resolution::Moved(passage)
    | Resolution::Orphaned(Some(Nearest { passage, .. })) = &checked.resolution
    {
        what = places(what, &passage.file, &place(passage), look);
    }
    format!("{head}{}{what}\n", wrapped(&where_, 4, look))
}

fn near(nearest: &Nearest) -> String {
    let Nearest { passage, words, similarity } = nearest;
    format!(
        "it stands nowhere; nearest, {similarity}% the same, is paragraph {}: \"{words}\" ({})",
        passage.paragraph,
        at(passage)
    )
}

/// A place that an editor can jump to: file, line and column.
fn at(passage: &Passage) -> String {
    format!("{}{}", passage.file, place(passage))
}

fn place(passage: &Passage) -> String {
    format!(":{}:{}", passage.paragraph, passage.start + 1)
}

fn changed(document: &Document<'_>, look: DisplayOptions) -> String {
    match (document.state, document.registered) {
        (TextState::Changed, Some(known)) => {
            let text = format!(
                "changed: the text of {} is not the one that the register speaks of ({}:{}): it has changed since (its SHA-256, or the number of its paragraphs, is another)",
                document.id, known.file, known.place
            );
            format!("{}\n", wrapped(&text, 0, look))
        }
        (TextState::Unregistered, _) => {
            format!("{}\n", wrapped(&format!("unregistered: no register speaks of {}", document.id), 0, look))
        }
        _ => String::new(),
    }
}

fn summary(verification: &Verification<'_>, look: DisplayOptions) -> String {
    let cited = verification.documents.iter().filter(|document| document.citations > 0).count();
    let mut counts: Vec<String> = Vec::new();
    for state in ["found", "moved", "ambiguous", "orphaned", "missing", "no-label", "no-document", "no-phrase"] {
        let count = verification.checked.iter().filter(|one| one.resolution.name() == state).count();
        if count > 0 {
            counts.push(format!("{count} {}", state.replace('-', " ")));
        }
    }
    let counts = if counts.is_empty() { "nothing to resolve".to_owned() } else { words::listed(&counts, "and") };
    let text = format!(
        "{} of {}: {counts}.",
        words::counted(verification.checked.len(), "citation"),
        words::counted(cited, "document")
    );
    let left_out = (verification.left_out > 0).then(|| {
        format!(
            "Left out: {} of the program's own rules, of documents whose texts are not in the folder; --all looks at them, too.",
            words::counted(verification.left_out, "citation")
        )
    });
    wrapped(&text, 0, look) + &left_out.map(|text| wrapped(&text, 0, look)).unwrap_or_default()
}

/// Each document with its paragraphs: who cites them, or why nobody needs to. Without `all`, only what is unclaimed.
#[must_use]
pub fn coverage(coverage: &Coverage<'_>, ending: &RunEnding, look: DisplayOptions) -> String {
    let mut out = String::new();
    for (document, paragraphs) in &coverage.documents {
        if let Some(paragraphs) = paragraphs {
            out.push_str(&listing(document, paragraphs, look));
        } else {
            let text = format!("{} ({}): its text is not in the folder", document.id, document.title);
            out.push_str(&wrapped(&text, 0, look));
            out.push('\n');
        }
    }
    write_diagnostics(&mut out, ending, look);
    out
}

fn listing(document: &Registered, paragraphs: &[Covered<'_>], look: DisplayOptions) -> String {
    let counts = Counts::count(paragraphs);
    let mut head = format!(
        "{} ({}): {}, {} cited by rules",
        document.id,
        document.title,
        words::counted(counts.paragraphs, "paragraph"),
        counts.cited_by_rules,
    );
    if counts.cited_by_pilots_only > 0 {
        let _ = write!(head, ", {} by pilots alone", counts.cited_by_pilots_only);
    }
    let _ = write!(head, ", {} set aside", counts.set_aside);
    for (count, words) in [
        (counts.unclaimed, "unclaimed"),
        (counts.misquoted, "misquoted"),
        (counts.cited_and_set_aside, "both cited and set aside"),
    ] {
        if count > 0 {
            let _ = write!(head, ", {count} {words}");
        }
    }
    let mut out = wrapped(&head, 0, look);
    let shown: Vec<&Covered<'_>> =
        paragraphs.iter().filter(|covered| !look.quiet && (look.all || !covered.state.is_settled())).collect();
    let mut part = None;
    for covered in &shown {
        let here = document.part(&Paragraph::Number(covered.paragraph));
        if here != part {
            if let Some(here) = here {
                out.push_str(&wrapped(&format!("[{}]", here.name), 2, look));
            }
            part = here;
        }
        out.push_str(&wrapped(&paragraph(covered), 2, look));
    }
    out.push('\n');
    out
}

fn paragraph(covered: &Covered<'_>) -> String {
    let claims = || {
        let claims: Vec<String> = covered
            .claims
            .iter()
            .map(|claim| match claim.range {
                Some((start, end)) => format!("{} [{start}-{end}]", name(&claim.by)),
                None => format!("{} [not found there]", name(&claim.by)),
            })
            .collect();
        claims.join(", ")
    };
    match covered.state {
        State::Cited if covered.is_cited_by_rules() => format!("{}: {}", covered.paragraph, claims()),
        State::Cited => format!("{}: by pilots alone: {}", covered.paragraph, claims()),
        State::SetAside(reason) => format!("{}: set aside: {reason}", covered.paragraph),
        State::Misquoted => format!("{}: cited, but the phrase is not there: {}", covered.paragraph, claims()),
        State::Unclaimed => {
            format!("{}: unclaimed: nobody cites it, and the register does not say why", covered.paragraph)
        }
        State::Both(reason) => {
            format!("{}: set aside ({reason}), but cited all the same by {}", covered.paragraph, claims())
        }
    }
}

fn name(by: &By) -> String {
    match by {
        By::Rule(id) => id.clone(),
        By::Fact(pilot, fact) => format!("{pilot} {fact}"),
    }
}

fn write_diagnostics(out: &mut String, ending: &RunEnding, look: DisplayOptions) {
    for one in ending.errors.iter().chain(&ending.notices) {
        out.push_str(&diagnostic(one, look));
    }
}

/// Text wrapped; lines after the first hang by two.
fn wrapped(text: &str, indent: usize, look: DisplayOptions) -> String {
    crate::render::wrapped(text, indent, 2, look)
}
