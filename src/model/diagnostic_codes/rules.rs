//! Rule sets: their rules, what they import, and what they accept.

use super::{DiagnosticPage, calls, pilot, rule, rule_set, sample};

/// A pilot that nothing is wrong with.
const PILOT: &str = pilot!("voluntariness:\n  sanction_for_refusal: false\n");

/// A rule set that nothing is wrong with.
const SET: &str = concat!(rule_set!("rules:\n"), rule!("R-1", "{voluntariness.sanction_for_refusal: false}"));

pub(super) const UNKNOWN_TEST: DiagnosticPage = DiagnosticPage {
    title: "A test that the fact does not allow",
    meaning: "Each type of fact has its own tests: a set can be asked what it includes, a choice can not.",
    remedy: "Write one of the tests that the message names.",
    sample: sample!(
        "check --rules rules.yaml pilot.yaml",
        "rules.yaml",
        concat!(rule_set!("rules:\n"), rule!("R-1", "{referral.routes: {include: [self]}}")),
        concat!(rule_set!("rules:\n"), rule!("R-1", "{referral.routes: {includes: [self]}}")),
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const DUPLICATE_RULE: DiagnosticPage = DiagnosticPage {
    title: "A rule whose id another rule has",
    meaning: "Reports and waivers know a rule by its id, so that no two rules of a run may have the same. Upper and lower case \
              count as the same.",
    remedy: "Give one of the two another id. Where a set imports a rule that is also given by itself, leave one of the two sets \
             out of the call.",
    sample: sample!(
        "check --rules rules.yaml pilot.yaml",
        "rules.yaml",
        concat!(
            rule_set!("rules:\n"),
            rule!("R-1", "{voluntariness.sanction_for_refusal: false}"),
            rule!("R-1", "{voluntariness.sanction_for_stopping: false}")
        ),
        concat!(
            rule_set!("rules:\n"),
            rule!("R-1", "{voluntariness.sanction_for_refusal: false}"),
            rule!("R-2", "{voluntariness.sanction_for_stopping: false}")
        ),
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const DUPLICATE_RULE_SET: DiagnosticPage = DiagnosticPage {
    title: "A rule set whose id another rule set has",
    meaning: "Of two rule sets with one id in a run the first is used, and the second is not.",
    remedy: "Give one of the two another id, or leave one of them out of the call.",
    sample: sample!(
        "check --rules other.yaml --rules rules.yaml pilot.yaml",
        "rules.yaml",
        SET,
        concat!(
            "format: 1\nruleset: lakeside\ntitle: What Lakeside asks for\nissued_by: [Lakeside]\nsummary: One condition.\nrules:\n",
            rule!("L-1", "{voluntariness.sanction_for_refusal: false}")
        ),
        also "other.yaml" SET,
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const UNKNOWN_RULE: DiagnosticPage = DiagnosticPage {
    title: "A name that is no rule here",
    meaning: "A waiver, an entry of `accepts`, `only`, `drop` or `force` names a rule, and none of that name is there. It has no \
              effect, and is perhaps meant for another rule.",
    remedy: "Write the id of the rule that is meant, or take the entry out. `brief rules` lists them all.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("waivers:\n  - {rule: PB-1, reason: it is being built, by: the board, until: 2097-03-31}\n"),
        pilot!("waivers:\n  - {rule: PB-01, reason: it is being built, by: the board, until: 2097-03-31}\n"),
    ),
};

pub(super) const UNKNOWN_RULE_SET: DiagnosticPage = DiagnosticPage {
    title: "A name that is no rule set",
    meaning: "What is given as a rule set is neither a file nor a folder, nor the id of a set that comes with the program.",
    remedy: "Write the path of the file, or one of the ids that `brief rules` shows.",
    sample: calls!(
        "check --rules profesional-bodies pilot.yaml",
        "check --rules professional-bodies pilot.yaml",
        "pilot.yaml" PILOT,
    ),
};

pub(super) const NO_RULE_SET: DiagnosticPage = DiagnosticPage {
    title: "No rule set in it",
    meaning: "The file or folder that is given as rules holds no rule set.",
    remedy: "Give the file that has `ruleset:` at its top, or the folder that it stands in.",
    sample: sample!(
        "check --rules rules.yaml pilot.yaml",
        "rules.yaml",
        "---\n---\n",
        SET,
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const IMPORT_NOT_FOUND: DiagnosticPage = DiagnosticPage {
    title: "An import from what is not there",
    meaning: "A rule set imports from another one, from a file or from a folder, and it is not found; or the import names \
              something that cannot be imported from, such as an address. Nothing is ever fetched.",
    remedy: "Write the id of a rule set, or the path of a file or folder with a slash in it, seen from the file that imports.",
    sample: sample!(
        "check --rules rules.yaml pilot.yaml",
        "rules.yaml",
        rule_set!("import:\n  - {from: profesional-bodies, only: [PB-02]}\n"),
        rule_set!("import:\n  - {from: professional-bodies, only: [PB-02]}\n"),
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const IMPORT_WITH_MISTAKES: DiagnosticPage = DiagnosticPage {
    title: "An import from a rule set with mistakes",
    meaning: "There is something wrong with what is imported from, and nothing can be taken from it until that is put right.",
    remedy: "Put right what the other errors say of that rule set.",
    sample: sample!(
        "check --rules rules.yaml pilot.yaml",
        "other.yaml",
        "format: 1\nruleset: lakeside\ntitle: What Lakeside asks for\n",
        concat!(
            "format: 1\nruleset: lakeside\ntitle: What Lakeside asks for\nissued_by: [Lakeside]\nsummary: One condition.\nrules:\n",
            rule!("L-1", "{voluntariness.sanction_for_refusal: false}")
        ),
        also "rules.yaml" rule_set!("import:\n  - {from: ./other.yaml}\n"),
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const CIRCULAR_IMPORT: DiagnosticPage = DiagnosticPage {
    title: "An import that leads back to where it stands",
    meaning: "A rule set imports from itself, directly or through others, so that nobody can tell which rules it has.",
    remedy: "Take one of the imports of the circle out.",
    sample: sample!(
        "check --rules rules.yaml pilot.yaml",
        "rules.yaml",
        rule_set!("import:\n  - {from: riverside}\n"),
        rule_set!("import:\n  - {from: professional-bodies}\n"),
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const CONFLICTING_IMPORTS: DiagnosticPage = DiagnosticPage {
    title: "Two imports that bring the same rule in two ways",
    meaning: "A rule comes by more than one import, and not as the same rule: from another set, with another force, or left out \
              by one of the two.",
    remedy: "Take the rule in one of the imports only, with `only` or `drop`.",
    sample: sample!(
        "check --rules rules.yaml pilot.yaml",
        "rules.yaml",
        rule_set!(
            "import:\n  - {from: professional-bodies, only: [PB-02]}\n  - from: professional-bodies\n    only: [PB-02, PB-03]\n    force: [{rule: PB-02, force: ask, reason: it is new to the town}]\n"
        ),
        rule_set!(
            "import:\n  - {from: professional-bodies, only: [PB-02]}\n  - from: professional-bodies\n    only: [PB-03]\n"
        ),
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const IMPORT_WITHOUT_EFFECT: DiagnosticPage = DiagnosticPage {
    title: "An entry of an import that changes nothing",
    meaning: "An entry of `only`, `drop` or `force` hits no rule that is still there, or gives a rule the force that it has. \
              Perhaps another rule is meant, or the source has changed.",
    remedy: "Write the rule that is meant, or take the entry out.",
    sample: sample!(
        "check --rules rules.yaml pilot.yaml",
        "rules.yaml",
        rule_set!(
            "import:\n  - from: professional-bodies\n    only: [PB-02]\n    drop: [{rule: PB-03, reason: it is not for the town to ask}]\n"
        ),
        rule_set!("import:\n  - from: professional-bodies\n    only: [PB-02]\n"),
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const IMPORTED_ONLY: DiagnosticPage = DiagnosticPage {
    title: "A rule set that is checked only as far as another one imports it",
    meaning: "A notice: the rule set was met in a folder, or is imported by its id, so that it is taken for a source of other \
              sets, and its rules are not checked a second time by themselves.",
    remedy: "Nothing, if that is meant. To check it by itself, name its file in the call, or leave out the set that imports it.",
    sample: calls!(
        "check --rules rules pilot.yaml",
        "check --rules rules/rules.yaml pilot.yaml",
        "rules/rules.yaml" rule_set!("import:\n  - {from: ./other.yaml}\n"),
        "rules/other.yaml" concat!(
            "format: 1\nruleset: lakeside\ntitle: What Lakeside asks for\nissued_by: [Lakeside]\nsummary: One condition.\nrules:\n",
            rule!("L-1", "{voluntariness.sanction_for_refusal: false}")
        ),
        "pilot.yaml" PILOT,
    ),
};

pub(super) const FORCE_WITHOUT_EFFECT: DiagnosticPage = DiagnosticPage {
    title: "A force that the rule has already",
    meaning: "A notice: an entry of `force` in the configuration gives a rule the force with which its source states it.",
    remedy: "Take the entry out, or write the force that is meant.",
    sample: sample!(
        "check --config brief.yaml pilot.yaml",
        "brief.yaml",
        "format: 1\nbrief:\n  force:\n    - {rule: PB-02, force: must, reason: it matters most}\n",
        "format: 1\nbrief:\n  force:\n    - {rule: PB-02, force: ask, reason: it is new to the town}\n",
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const WRONG_ACCEPTANCE: DiagnosticPage = DiagnosticPage {
    title: "An entry of `accepts` with too few rules, or too many",
    meaning: "Each finding of the audit is about so many rules: an implication about two, rules that say the same about two or \
              more.",
    remedy: "Name as many rules as the message says.",
    sample: sample!(
        "check --rules rules.yaml pilot.yaml",
        "rules.yaml",
        concat!(
            rule_set!("accepts:\n  - {finding: implied, rules: [R-1], reason: the source says both}\nrules:\n"),
            rule!("R-1", "{voluntariness.sanction_for_refusal: false}"),
            rule!("R-2", "{voluntariness.sanction_for_stopping: false}")
        ),
        concat!(
            rule_set!("accepts:\n  - {finding: implied, rules: [R-1, R-2], reason: the source says both}\nrules:\n"),
            rule!("R-1", "{voluntariness.sanction_for_refusal: false}"),
            rule!("R-2", "{voluntariness.sanction_for_stopping: false}")
        ),
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const UNUSED_ACCEPTANCE: DiagnosticPage = DiagnosticPage {
    title: "A reason for what the audit does not find",
    meaning: "A notice: an entry of `accepts` keeps a finding of the audit that is none, or none any more; or `no_hostile` says \
              why a rule has no hostile tests, and it has them.",
    remedy: "Take it out.",
    sample: sample!(
        "rules audit --rules rules.yaml",
        "rules.yaml",
        concat!(
            rule_set!("accepts:\n  - {finding: never-met, rules: [R-1], reason: the source says so}\nrules:\n"),
            rule!("R-1", "{voluntariness.sanction_for_refusal: false}")
        ),
        SET,
    ),
};

pub(super) const TOO_MANY_STEPS: DiagnosticPage = DiagnosticPage {
    title: "A question that takes too many steps to decide",
    meaning: "Verdicts are exact, and for some conditions that takes very long. Such a rule is left out, or has no verdict, \
              rather than a guess; so it is with questions about whole rule sets.",
    remedy: "Make the condition simpler, or split it into several rules. `--limit steps=NUMBER` allows more steps.",
    sample: None,
};
