//! The call: its options, the names in it, and the machine on which it runs.

use super::{DiagnosticPage, calls, pilot};

/// A pilot that nothing is wrong with.
const PILOT: &str = pilot!("voluntariness:\n  sanction_for_refusal: false\n");

pub(super) const WRONG_CALL: DiagnosticPage = DiagnosticPage {
    title: "Options or arguments that do not go together",
    meaning: "The call asks for something that cannot be done, or that could mean two things.",
    remedy: "Change the call as the message says; `brief COMMAND --help` shows what there is.",
    sample: calls!("diff pilot.yaml", "diff pilot.yaml pilot.yaml", "pilot.yaml" PILOT),
};

pub(super) const UNKNOWN_NAME: DiagnosticPage = DiagnosticPage {
    title: "A name in the call that stands for nothing",
    meaning: "The name is none of the rules, rule sets, dimensions, facts or whatever else is asked for here.",
    remedy: "Write the name that is meant; `brief rules` and `brief facts` list what there is.",
    sample: calls!("explain work_coach_rule", "explain referral.work_coach_role"),
};

pub(super) const NO_RULE_CHOSEN: DiagnosticPage = DiagnosticPage {
    title: "No rule is chosen",
    meaning: "`--only`, or the configuration, leaves no rule over, so that there is nothing to do.",
    remedy: "Choose other rules, or none in particular.",
    sample: None,
};

pub(super) const MISTAKES_FIRST: DiagnosticPage = DiagnosticPage {
    title: "Mistakes must be put right first",
    meaning: "What is asked for would rest on something with mistakes in it, so that it is not done at all: a baseline or a lock \
              file, say, is left as it was.",
    remedy: "Put right what the other errors say, and run the command again.",
    sample: calls!(
        "baseline --output baseline.json wrong.yaml",
        "baseline --output baseline.json pilot.yaml",
        "pilot.yaml" PILOT,
        "wrong.yaml" pilot!("voluntariness:\n  sanction_for_refusal: no\n"),
    ),
};

pub(super) const WRONG_CLOCK: DiagnosticPage = DiagnosticPage {
    title: "A clock that cannot be right",
    meaning: "Waivers count until a day, and the clock of the machine says a day before this program was written.",
    remedy: "Put the clock right, or say with `--today` which day it is.",
    sample: None,
};

pub(super) const RULES_CHANGED: DiagnosticPage = DiagnosticPage {
    title: "Rules that were others in the revision",
    meaning: "`brief diff --git` holds the pilots of both sides against the rules of today. A rule file has changed since the \
              revision, or was not there then; what only that changed shows nowhere.",
    remedy: "To hold both sides against the rules of then, so that only the pilots differ, give `--rules-at REVISION`: rule sets, \
             what they import and the vocabulary are then read as they were there. Where the change of the rules is what \
             matters, check the pilots by themselves, with the rules of either time.",
    sample: None,
};

pub(super) const GIT_FAILED: DiagnosticPage = DiagnosticPage {
    title: "A revision that Git does not give",
    meaning: "`--git` and `--rules-at` take files out of a revision, and there is no Git, no repository, no such revision, or \
              no such rule file in it.",
    remedy: "Write a revision that `git rev-parse` knows. In a shallow clone, fetch the history first.",
    sample: None,
};
