//! What the tests of the rules have found, in words.

use super::coverage_pairs::{changes, coverage_lines, part, showing};
use super::meaning::{given, owner_of_tests, paths};
use super::page::wrapped;
use crate::cases::{CaseFault, Finding, Trial};
use crate::model::vocabulary::Vocabulary;
use crate::text::words;

/// A finding with its place, in lines of at most `width` columns.
#[must_use]
pub fn finding(vocabulary: &Vocabulary, finding: &Finding<'_>, width: usize) -> String {
    let place = format!("{}:{}", finding.set.set.file, finding.place.line);
    let whose = owner_of_tests(finding.set, finding.rule);
    match &finding.found {
        CaseFault::Fails { given: facts, expected, got, rests_on } => {
            let mut text = wrapped("", "  ", &format!("{place}: a test of {whose} fails"), width);
            let because = match rests_on.as_slice() {
                [] => String::new(),
                on => format!(", which rests on {}", paths(vocabulary, on)),
            };
            let lines = [
                ("given", given(vocabulary, facts)),
                ("expected", (*expected).to_owned()),
                ("got", format!("{got}{because}")),
            ];
            for (label, line) in lines {
                text.push_str(&wrapped(&format!("  {label:8}  "), &" ".repeat(12), &line, width));
            }
            text
        }
        CaseFault::Lacks(what) => wrapped("", "  ", &format!("{place}: {whose} has no test {what}"), width),
        CaseFault::Unshown { atom, lacks } => {
            let atom = part(vocabulary, atom);
            let mut text = wrapped(
                "",
                "  ",
                &format!("{place}: the tests of {whose} do not show that it matters whether {atom}"),
                width,
            );
            for lack in lacks {
                let lack = showing(*lack, finding.rule.is_none());
                text.push_str(&wrapped("  missing   ", &" ".repeat(12), &lack, width));
            }
            text
        }
        CaseFault::Survives { part: changed, instead, scope } => {
            let what = part(vocabulary, changed);
            let heading = format!("{place}: all tests of {whose} still pass with this changed: {what}");
            let mut text = wrapped("", "  ", &heading, width);
            for change in changes(vocabulary, changed, instead, *scope) {
                text.push_str(&wrapped("  - ", "    ", &change, width));
            }
            text
        }
    }
}

/// The last lines: how many tests were run, what came of them, and how much they show as far as that was asked for.
#[must_use]
pub fn summary(trial: &Trial<'_>, errors: usize) -> String {
    let count = |of: fn(&CaseFault<'_>) -> bool| trial.findings.iter().filter(|finding| of(&finding.found)).count();
    let fail = count(|found| matches!(found, CaseFault::Fails { .. }));
    let lack = count(|found| matches!(found, CaseFault::Lacks(_)));
    let mut found = Vec::new();
    match fail {
        0 if lack + errors == 0 => found.push("all pass".to_owned()),
        0 => {}
        1 => found.push("1 fails".to_owned()),
        some => found.push(format!("{some} fail")),
    }
    match lack {
        0 => {}
        1 => found.push("1 is lacking".to_owned()),
        some => found.push(format!("{some} are lacking")),
    }
    if errors > 0 {
        found.push(words::counted(errors, "error"));
    }
    let [tests, rules, sets] = [(trial.tests, "test"), (trial.rules, "rule"), (trial.sets, "rule set")]
        .map(|(count, noun)| words::counted(count, noun));
    let hostile = match trial.hostile {
        0 => String::new(),
        some => format!("hostile tests among them: {}\n", words::grouped(some)),
    };
    format!("{tests} of {rules} in {sets}: {}\n{hostile}{}", found.join(", "), coverage_lines(trial))
}
