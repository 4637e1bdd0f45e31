//! The codes of errors and notices, explained one by one, and all of them as a page of the reference.

use std::fmt::Write as _;

use super::page::{Explanation, Line, Part};
use crate::model::DiagnosticCode;
use crate::model::diagnostic_codes::{DiagnosticPage, Sample, SampleCall};
use crate::text::words;

/// Explains a code: what it means, how to mend it, and a sample of either.
#[must_use]
pub fn code(code: DiagnosticCode) -> Explanation {
    let DiagnosticPage { title, meaning, remedy, sample } = *code.page();
    let mut parts = vec![Part::sentence("What it means", meaning), Part::sentence("How to mend it", remedy)];
    if let Some(Sample { wrong, right }) = sample {
        parts.push(Part::new("Where it happens", sample_lines(wrong)));
        parts.push(Part::new("Put right", put_right(wrong, right)));
    }
    Explanation { title: format!("{code}: {title}"), parts }
}

fn sample_lines(call: SampleCall) -> Vec<Line> {
    let mut lines = vec![Line::sentence(0, format!("`brief {}`", call.call))];
    for (name, text) in call.files {
        lines.extend(file(name, text));
    }
    lines
}

/// What is another in the sample that is put right.
fn put_right(wrong: SampleCall, right: SampleCall) -> Vec<Line> {
    let mut lines = Vec::new();
    if wrong.call != right.call {
        lines.push(Line::sentence(0, format!("`brief {}`", right.call)));
    }
    for (name, text) in right.files.iter().filter(|file| !wrong.files.contains(file)) {
        lines.extend(file(name, text));
    }
    lines
}

fn file(name: &str, text: &str) -> Vec<Line> {
    let what = if text.is_empty() { format!("`{name}`, with nothing in it.") } else { format!("`{name}`:") };
    std::iter::once(Line::sentence(0, what)).chain(text.lines().map(Line::verbatim)).collect()
}

/// The page of the reference on all codes, in Markdown.
#[must_use]
pub fn reference() -> String {
    let mut page = String::from(HEAD);
    for (code, name) in DiagnosticCode::ALL {
        // A text takes whatever is written to it.
        let _ = writeln!(page, "| [`{name}`](#{name}) | {} |", code.page().title);
    }
    for (code, name) in DiagnosticCode::ALL {
        let DiagnosticPage { title, meaning, remedy, sample } = *code.page();
        let _ = write!(page, "\n## {name}\n\n**{title}.** {meaning}\n\n{remedy}\n");
        let Some(Sample { wrong, right }) = sample else { continue };
        let _ = write!(page, "\n`brief {}` with\n", wrong.call);
        files(wrong.files.iter(), &mut page);
        page.push_str("\nPut right:");
        if wrong.call != right.call {
            let _ = write!(page, " `brief {}`", right.call);
        }
        page.push('\n');
        files(right.files.iter().filter(|file| !wrong.files.contains(file)), &mut page);
    }
    page
}

const HEAD: &str = "\
# Errors and notices

Each error and each notice has a code, which stays the same from one version to the next: it is the `code` in [the JSON
form](json-form.md#errors-and-notices), and `--codes` shows it behind each message. `brief explain CODE` prints what this
page says of it.

This page is made from the program itself, and so are its samples tried: each gives its code, and put right it does not.

| code | what it is |
|---|---|
";

fn files<'f>(files: impl Iterator<Item = &'f (&'f str, &'f str)>, page: &mut String) {
    for (name, text) in files {
        if text.is_empty() {
            let _ = write!(page, "\n`{name}`, with nothing in it.\n");
            continue;
        }
        let _ = write!(page, "\n`{name}`\n\n```text\n");
        for line in text.lines() {
            page.extend([&words::harmless(line), "\n"]);
        }
        page.push_str("```\n");
    }
}
