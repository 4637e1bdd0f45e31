//! What a document is, its keys, and the values that do not fit them.

use super::{DiagnosticPage, pilot, sample};

pub(super) const OVER_LIMIT: DiagnosticPage = DiagnosticPage {
    title: "More than is read",
    meaning: "A document, a text, a rule or the statements of a fact are larger than the limits allow. There are limits so that \
              no file, however it is written, takes up all memory or all day.",
    remedy: "Make it smaller, or split it. `brief check --limit NAME=NUMBER`, or `limits` in the configuration, sets a limit \
             higher; the message says which one it is.",
    sample: sample!(
        "check --limit nesting=8 pilot.yaml",
        "pilot.yaml",
        pilot!("summary: [[[[[[[[[too deep]]]]]]]]]\n"),
        pilot!("summary: not too deep\n"),
    ),
};

pub(super) const MORE_ERRORS: DiagnosticPage = DiagnosticPage {
    title: "More is wrong than is told",
    meaning: "Of very many mistakes only the first are told: the others often come from these.",
    remedy: "Put right what is told, and run the command again.",
    sample: None,
};

pub(super) const WRONG_KIND: DiagnosticPage = DiagnosticPage {
    title: "A document of another kind than is expected",
    meaning: "The keys at the top of a document tell what it is: `pilot`, `ruleset`, `documents` (a register of sources) or \
              `brief` (configuration). This one is named where another kind belongs.",
    remedy: "Give the file where its kind belongs: rule sets with `--rules`, configuration with `--config`, registers with \
             `--documents`.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        "format: 1\nruleset: riverside\n",
        pilot!("summary: Therapy next to a jobcentre.\n"),
    ),
};

pub(super) const TWO_KINDS: DiagnosticPage = DiagnosticPage {
    title: "A document of two kinds",
    meaning: "Two keys stand at the top of which each tells what a document is, and a document is one thing only.",
    remedy: "Take one of the two keys out, or put a line `---` between two documents.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("ruleset: riverside\n"),
        pilot!("summary: Therapy next to a jobcentre.\n"),
    ),
};

pub(super) const UNKNOWN_KIND: DiagnosticPage = DiagnosticPage {
    title: "A document of no kind",
    meaning: "No key at the top tells what the document is.",
    remedy: "Write `pilot:` with an id at the top of a pilot, and `ruleset:` with an id at the top of a rule set.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        "format: 1\npilto: riverside-outreach\ntitle: Talking therapies next to a jobcentre\nstatus: running\n",
        "format: 1\npilot: riverside-outreach\ntitle: Talking therapies next to a jobcentre\nstatus: running\n",
    ),
};

pub(super) const UNKNOWN_FORMAT: DiagnosticPage = DiagnosticPage {
    title: "A format that this version does not read",
    meaning: "`format` says how a file is to be understood. The only format that there is so far is 1.",
    remedy: "Write `format: 1`. If the file was written for a later version of the program, use that.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        "format: 2\npilot: riverside-outreach\ntitle: Talking therapies next to a jobcentre\nstatus: running\n",
        "format: 1\npilot: riverside-outreach\ntitle: Talking therapies next to a jobcentre\nstatus: running\n",
    ),
};

pub(super) const UNKNOWN_KEY: DiagnosticPage = DiagnosticPage {
    title: "A key that is not known here",
    meaning: "Each mapping has its own keys, and what stands under any other would be lost: a slip of the pen in a key would \
              silently change the verdicts.",
    remedy: "Write the key that is meant; the message names the nearest, or all that there are. What no key holds belongs in a \
             `summary` or a `note`.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  work_coach_role: {value: informs, documnet: riverside-leaflet}\n"),
        pilot!("referral:\n  work_coach_role: {value: informs, document: riverside-leaflet}\n"),
    ),
};

pub(super) const MISSING_KEY: DiagnosticPage = DiagnosticPage {
    title: "A key is missing",
    meaning: "Without this key the document, the rule or the entry cannot be understood.",
    remedy: "Add the key with its value; the message says which keys are needed.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        "format: 1\npilot: riverside-outreach\ntitle: Talking therapies next to a jobcentre\n",
        "format: 1\npilot: riverside-outreach\ntitle: Talking therapies next to a jobcentre\nstatus: running\n",
    ),
};

pub(super) const EMPTY_VALUE: DiagnosticPage = DiagnosticPage {
    title: "A key without a value, or a list without an entry",
    meaning: "Nothing stands where something belongs. Whether it was forgotten, or whether there is none, nobody can tell.",
    remedy: "Give it a value, or take the key out. For a set of which it is known that there is nothing in it, write `[]`.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("location:\n  venues: {includes: []}\n"),
        pilot!("location:\n  venues: []\n"),
    ),
};

pub(super) const WRONG_TYPE: DiagnosticPage = DiagnosticPage {
    title: "A value of another type than belongs here",
    meaning: "A list stands where one value belongs, one value where a list does, a text where a number does, or the like. \
              Nothing is guessed: `[x]` and `x` may well mean different things.",
    remedy: "Write the value as the message shows it.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  routes: self\n"),
        pilot!("referral:\n  routes: [self]\n"),
    ),
};

pub(super) const INVALID_ID: DiagnosticPage = DiagnosticPage {
    title: "An id with other characters than an id may have",
    meaning: "Ids stand in calls, addresses and names of files. The id of a pilot or of a rule set has lower case letters, \
              digits, and hyphens between them; that of a rule has letters and digits, with hyphens, dots or underscores \
              between them.",
    remedy: "Write the id in these characters alone.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        "format: 1\npilot: Riverside Outreach\ntitle: Talking therapies next to a jobcentre\nstatus: running\n",
        "format: 1\npilot: riverside-outreach\ntitle: Talking therapies next to a jobcentre\nstatus: running\n",
    ),
};

pub(super) const NOT_A_DAY: DiagnosticPage = DiagnosticPage {
    title: "A date that is no day",
    meaning: "A day is written with its year, month and day, as in 2027-03-31, and must be one that the calendar has.",
    remedy: "Write the day so.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("waivers:\n  - {rule: PB-14, reason: it is being built, by: the board, until: 2027-02-30}\n"),
        pilot!("waivers:\n  - {rule: PB-14, reason: it is being built, by: the board, until: 2027-02-28}\n"),
    ),
};

pub(super) const OUT_OF_RANGE: DiagnosticPage = DiagnosticPage {
    title: "A number that is too small or too large",
    meaning: "The number has bounds: paragraphs are counted from 1, and the limits have a least and a most.",
    remedy: "Write a number within the bounds that the message names.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  work_coach_role: {value: informs, document: riverside-leaflet, paragraph: 0}\n"),
        pilot!("referral:\n  work_coach_role: {value: informs, document: riverside-leaflet, paragraph: 1}\n"),
    ),
};

pub(super) const INVALID_VALUE: DiagnosticPage = DiagnosticPage {
    title: "A value that cannot stand here",
    meaning: "The value is of the right type, and still none that there can be: too long, in the wrong form, or not one of those \
              to choose from.",
    remedy: "Write a value as the message says.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        "format: 1\npilot: riverside-outreach\ntitle: Talking therapies next to a jobcentre\nstatus: runing\n",
        "format: 1\npilot: riverside-outreach\ntitle: Talking therapies next to a jobcentre\nstatus: running\n",
    ),
};
