//! What the tests of the rules have found, in words.

use super::coverage_pairs::{changes, coverage_lines, part, showing};
use super::meaning::{given, owner_of_tests, paths};
use crate::cases::{CaseFault, Finding, Trial};
use crate::model::vocabulary::Vocabulary;
use crate::text::words;

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingWords {
    /// What it is.
    pub what: String,
    /// More about it, each line behind what it is where that must be said.
    pub lines: Vec<(Option<&'static str>, String)>,
}

/// A finding in words, without its place.
#[must_use]
pub fn finding(vocabulary: &Vocabulary, finding: &Finding<'_>) -> FindingWords {
    let whose = owner_of_tests(finding.set, finding.rule);
    match &finding.found {
        CaseFault::Fails { given: facts, expected, got, rests_on } => {
            let because = match rests_on.as_slice() {
                [] => String::new(),
                on => format!(", which rests on {}", paths(vocabulary, on)),
            };
            let lines = vec![
                (Some("given"), given(vocabulary, facts)),
                (Some("expected"), (*expected).to_owned()),
                (Some("got"), format!("{got}{because}")),
            ];
            FindingWords { what: format!("a test of {whose} fails"), lines }
        }
        CaseFault::Lacks(what) => FindingWords { what: format!("{whose} has no test {what}"), lines: Vec::new() },
        CaseFault::Unshown { atom, lacks } => {
            let atom = part(vocabulary, atom);
            let missing = lacks.iter().map(|lack| (Some("missing"), showing(*lack, finding.rule.is_none())));
            let what = format!("the tests of {whose} do not show that it matters whether {atom}");
            FindingWords { what, lines: missing.collect() }
        }
        CaseFault::Survives { part: changed, instead, scope } => {
            let what = part(vocabulary, changed);
            let changes = changes(vocabulary, changed, instead, *scope).into_iter().map(|change| (None, change));
            let what = format!("all tests of {whose} still pass with this changed: {what}");
            FindingWords { what, lines: changes.collect() }
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
