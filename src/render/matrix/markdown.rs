//! The matrix as a page of Markdown.

use std::fmt::Write as _;

use super::{Matrix, SIGNS, VERDICTS, id, letter, named_in_list, sharers, sign, sorted};
use crate::reason::agreement::Shared;
use crate::render::markup::{code, escaped};
use crate::text::words;

/// A page of Markdown: tables, and keys below them.
#[must_use]
pub fn markdown(matrix: &Matrix<'_>) -> String {
    // A text takes whatever is written to it.
    let mut out = String::new();
    if !matrix.pilots.is_empty() {
        out.push_str("## Rules against pilots\n");
        for (set, conditions) in matrix.sets() {
            let issued = words::listed(&set.set.issued_by, "and");
            let _ = write!(out, "\n### {}\n\nIssued by {}.\n\n", escaped(&set.set.title), escaped(&issued));
            let numbers: String = (1..=matrix.pilots.len()).map(|number| format!(" {number} |")).collect();
            let _ = writeln!(out, "| rule | force |{numbers}\n|---|---|{}", ":-:|".repeat(matrix.pilots.len()));
            for shared in conditions {
                let cell = |pilot: &super::Column| format!(" {} |", letter(pilot.verdict(&shared.held)));
                let cells: String = matrix.pilots.iter().map(cell).collect();
                line(shared, &cells, &mut out);
            }
        }
        let letters =
            VERDICTS.map(|verdict| format!("{} {}", code(&letter(Some(verdict)).to_string()), named_in_list(verdict)));
        let _ = write!(out, "\n{}\n\n", letters.join(", "));
        for (number, pilot) in (1..).zip(&matrix.pilots) {
            let _ = writeln!(out, "{number}. {}: {}", code(&pilot.id), escaped(&pilot.title));
        }
    }
    if matrix.compares() {
        if !out.is_empty() {
            out.push('\n');
        }
        agreement(matrix, &mut out);
    }
    out
}

fn line(shared: &Shared<'_>, cells: &str, out: &mut String) {
    let rule = &shared.held.rule.rule;
    let _ = writeln!(out, "| {}: {} | {} |{cells}", escaped(&rule.id), escaped(&rule.title), rule.force.name());
}

fn agreement(matrix: &Matrix<'_>, out: &mut String) {
    out.push_str("## What the rule sets ask for alike\n");
    let heads: String = matrix.agreement.sets.iter().map(|set| format!(" {} |", escaped(&set.set.id))).collect();
    for (set, conditions) in matrix.sets() {
        let _ = write!(out, "\n### {}\n\n| rule | force |{heads}\n", escaped(&set.set.title));
        let _ = writeln!(out, "|---|---|{}", ":-:|".repeat(matrix.agreement.sets.len()));
        for shared in conditions {
            let cells: String =
                shared.standing.iter().map(|standing| format!(" {} |", escaped(&sign(standing).to_string()))).collect();
            line(shared, &cells, out);
        }
    }
    out.push('\n');
    SIGNS.iter().for_each(|(sign, means)| out.extend(["- ", &code(&sign.to_string()), " ", means, "\n"]));
    let [all, some, alone] = sorted(matrix);
    let sections = [
        ("Asked for by every rule set", all),
        ("Asked for by another rule set too", some),
        ("Asked for by no other rule set", alone),
    ];
    for (heading, conditions) in sections {
        let _ = write!(out, "\n### {heading}\n\n");
        if conditions.is_empty() {
            out.push_str("None.\n");
        }
        for shared in conditions {
            let _ = write!(out, "- {}: {}", escaped(&id(&shared.held)), escaped(&shared.held.rule.rule.title));
            let sharers = sharers(matrix, shared);
            if sharers.is_empty() {
                out.push('\n');
            } else {
                let _ = writeln!(out, "; also {}", escaped(&sharers.join("; ")));
            }
        }
    }
}
