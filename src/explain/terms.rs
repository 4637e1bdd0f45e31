//! The words of reports at which a new reader stumbles, each explained in this one place.

use super::page::{Explanation, Part};

/// A word of reports, with what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The word.
    pub name: &'static str,
    /// What it means, in full sentences.
    pub means: &'static str,
}

const fn term(name: &'static str, means: &'static str) -> Term {
    Term { name, means }
}

/// All of them, in the order of the alphabet.
pub const TERMS: [Term; 25] = [
    term(
        "bar",
        "What counts as a finding in a run, and so in the exit status. A result is at the bar if its verdict and the force of \
         its rule are at least what `--fail-on` and `--min-force` ask for; unless something else is asked for, a must that is \
         breached. Reports say what counts, and of a result below the bar that it is not counted.",
    ),
    term(
        "basis",
        "On what a statement rests: claimed (somebody with a stake, or at second hand, says so), specified (binding text), or \
         observed (seen or measured by somebody who does not answer for the pilot). A verdict has the strongest basis on which \
         its reason still holds.",
    ),
    term(
        "breached",
        "A verdict: the pilot does not do what the condition asks, whatever is still unknown or disputed.",
    ),
    term("citation", "Where a condition is stated: a document, a paragraph of it, and a phrase to find it by."),
    term(
        "completion",
        "One way to settle all that is open about a pilot. A verdict holds for every completion, so that nothing unknown can \
         overturn it.",
    ),
    term("condition", "What a rule asks of a pilot, as a test of its facts."),
    term(
        "contested",
        "A verdict, or the state of a fact: statements of one fact do not agree, and the verdict turns on which of them is \
         right.",
    ),
    term("dimension", "The side of a pilot that a rule is about, such as referral, voluntariness or data sharing."),
    term(
        "fact",
        "One thing that can be stated of a pilot, such as `referral.work_coach_role`. `brief facts` lists them.",
    ),
    term(
        "finding",
        "A result that counts in the exit status: it is at the bar, and neither a waiver nor the baseline takes it out.",
    ),
    term(
        "force",
        "How strongly a condition is stated: a must is a requirement, a prohibition or an outright wrong, a should a concern, a \
         risk or a preference, an ask a question to which the pilot owes an answer.",
    ),
    term(
        "hedged",
        "Said with words such as \"may\" or \"cannot promise\". A hedged statement is shown, and listened to only with \
         `--hedged`.",
    ),
    term("met", "A verdict: the pilot does what the condition asks, whatever is still unknown or disputed."),
    term(
        "met, if it applies",
        "A verdict: if the condition is about such a pilot at all, the pilot does what it asks; whether it is, is not known \
         yet. It is counted apart from what is met.",
    ),
    term("not applicable", "A verdict: the condition is not about such a pilot, whatever is still unknown."),
    term(
        "partly stated",
        "Only a part of a fact is known: some members of a list are said to be in or out and others are not, or several values \
         are still possible.",
    ),
    term("pilot", "A trial of a service, described in a file by statements of facts."),
    term("reason", "A smallest set of facts that fixes a verdict, whatever all other facts are."),
    term("rule", "One condition, with its force, who states it, and where."),
    term("rule set", "The conditions that one body, or one group of people, states."),
    term(
        "specified by this file's own author",
        "Stated in the pilot's file without a name: the file itself is the specification. Where somebody else says it, `by` \
         names them.",
    ),
    term("statement", "What somebody says of a fact: a value, with the speaker, the basis, and where it can be read."),
    term(
        "turns on",
        "An open verdict turns on a fact if another answer to that fact alone could make another verdict: it is what to ask.",
    ),
    term(
        "unstated",
        "A verdict, or the state of a fact: nobody has said what would decide it. It is neither a pass nor a failure.",
    ),
    term(
        "waiver",
        "A decision by somebody who is named, for a reason and until a day, that a finding does not count. The verdict stays \
         as it is.",
    ),
];

/// The term of this name: case and `-` do not count, nor whether it stands in the plural.
#[must_use]
pub fn term_named(name: &str) -> Option<&'static Term> {
    let name = name.to_lowercase().replace('-', " ");
    let one = name.strip_suffix('s').unwrap_or(&name);
    let alone = |name: &str| TERMS.iter().find(|term| term.name == name);
    alone(&name).or_else(|| alone(one)).or_else(|| (name == "at the bar").then(|| alone("bar")).flatten())
}

/// Explains a term.
#[must_use]
pub fn explain_term(term: &Term) -> Explanation {
    Explanation { title: term.name.to_owned(), parts: vec![Part::sentence("What it means", term.means)] }
}
