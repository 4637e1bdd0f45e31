//! What a run is told besides pilots and rules: waivers, the baseline, the lock file, registers; and what it finds there.

use super::{DiagnosticPage, calls, pilot, rule, rule_set, sample};

/// A pilot that nothing is wrong with.
const PILOT: &str = pilot!("voluntariness:\n  sanction_for_refusal: false\n");

/// A rule set that nothing is wrong with.
const SET: &str = concat!(rule_set!("rules:\n"), rule!("R-1", "{voluntariness.sanction_for_refusal: false}"));

pub(super) const EXPIRED_WAIVER: DiagnosticPage = DiagnosticPage {
    title: "A waiver whose last day is over",
    meaning: "A notice: the waiver counts no more, and what it took out of the exit status is a finding again.",
    remedy: "Mend what was waived, take the waiver out, or let whoever decides set another day.",
    sample: sample!(
        "check --today 2026-11-22 pilot.yaml",
        "pilot.yaml",
        pilot!(
            "voluntariness:\n  sanction_for_refusal: true\nwaivers:\n  - {rule: PB-02, reason: it is being built, by: the board, until: 2026-03-31}\n"
        ),
        pilot!("voluntariness:\n  sanction_for_refusal: true\n"),
    ),
};

pub(super) const UNUSED_WAIVER: DiagnosticPage = DiagnosticPage {
    title: "A waiver that hides nothing",
    meaning: "A notice: the rule that is waived is met, or does not apply. The waiver is not needed, or is meant for another rule.",
    remedy: "Take it out.",
    sample: sample!(
        "check --rules rules.yaml --today 2026-11-22 pilot.yaml",
        "pilot.yaml",
        pilot!(
            "voluntariness:\n  sanction_for_refusal: false\nwaivers:\n  - {rule: R-1, reason: it is being built, by: the board, until: 2027-03-31}\n"
        ),
        PILOT,
        also "rules.yaml" SET,
    ),
};

pub(super) const WAIVER_WITHOUT_PILOT: DiagnosticPage = DiagnosticPage {
    title: "A waiver for a pilot that was not checked",
    meaning: "A notice: a waiver of the configuration names a pilot, or a pattern, to which no pilot of the run answers.",
    remedy: "Write the id of the pilot that is meant, or take the name out.",
    sample: sample!(
        "check --config brief.yaml --rules rules.yaml --today 2026-11-22",
        "brief.yaml",
        "format: 1\nbrief:\n  pilots: [pilot.yaml]\n  waivers:\n    - {rule: R-1, pilots: [riverside-outraech], reason: it is being built, by: the board, until: 2027-03-31}\n",
        "format: 1\nbrief:\n  pilots: [pilot.yaml]\n  waivers:\n    - {rule: R-1, pilots: [riverside-outreach], reason: it is being built, by: the board, until: 2027-03-31}\n",
        also "pilot.yaml" pilot!("voluntariness:\n  sanction_for_refusal: true\n"),
        also "rules.yaml" SET,
    ),
};

pub(super) const UNKNOWN_SPEAKER: DiagnosticPage = DiagnosticPage {
    title: "A speaker to set aside whom nobody names",
    meaning: "A notice: `--without` names a speaker, and no statement is by that speaker, so that nothing is set aside.",
    remedy: "Write the speaker as the statements do; upper and lower case, and spaces, count as the same.",
    sample: calls!(
        "check --without DPW pilot.yaml",
        "check --without DWP pilot.yaml",
        "pilot.yaml" pilot!("referral:\n  work_coach_role: {value: informs, by: DWP, basis: claimed}\n"),
    ),
};

pub(super) const WRONG_BASELINE: DiagnosticPage = DiagnosticPage {
    title: "A baseline that cannot be read",
    meaning: "The file is not one that `brief baseline` has written, or it was changed since.",
    remedy: "Write it anew with `brief baseline`.",
    sample: sample!(
        "check --baseline baseline.json pilot.yaml",
        "baseline.json",
        "{\"format\": 1, \"baseline\": [}\n",
        "{\"format\": 1, \"baseline\": []}\n",
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const NOTHING_STATED: DiagnosticPage = DiagnosticPage {
    title: "A pilot of which nothing is stated",
    meaning: "With `--strict`: nothing is stated of a pilot, or nothing that is listened to, so that nothing can be found in it. \
              That is no sign that anything is well.",
    remedy: "State what is known; `brief questions` tells what to ask.",
    sample: sample!(
        "check --strict --rules rules.yaml pilot.yaml",
        "pilot.yaml",
        pilot!(""),
        PILOT,
        also "rules.yaml" SET,
    ),
};

pub(super) const UNUSED_PATTERN: DiagnosticPage = DiagnosticPage {
    title: "A pattern that leaves nothing out",
    meaning: "A notice: no file and no folder that was met fits a pattern of `exclude`. It may be misspelt.",
    remedy: "Write it as in a `.gitignore`, or take it out.",
    sample: calls!("check --exclude draughts pilots", "check pilots", "pilots/pilot.yaml" PILOT),
};

pub(super) const FIXED_FINDING: DiagnosticPage = DiagnosticPage {
    title: "A finding of the baseline that is none any more",
    meaning: "A notice: the baseline has a finding that is mended. While it stands there, the same finding would not be seen if \
              it came again.",
    remedy: "`brief baseline --shrink` takes it out.",
    sample: None,
};

pub(super) const WRONG_LOCK_FILE: DiagnosticPage = DiagnosticPage {
    title: "A lock file that cannot be read",
    meaning: "The file is not one that `brief rules lock` has written, or it was changed since.",
    remedy: "Write it anew with `brief rules lock`.",
    sample: sample!(
        "check --rules rules.yaml --locked --lock brief.lock pilot.yaml",
        "brief.lock",
        "format: 1\nlocks: []\n",
        "format: 1\nlock:\n  - ruleset: riverside\n    from: ./rules.yaml\n    sha256: aa42556191df98e4847022f5069f90c908f9beaac002198ea4a1198510c9815c\n",
        also "rules.yaml" SET,
        also "pilot.yaml" PILOT,
    ),
};

pub(super) const NOT_AS_PINNED: DiagnosticPage = DiagnosticPage {
    title: "A rule set that is not as the lock file has it",
    meaning: "`--locked` refuses rule sets that differ from those that were pinned: a changed text, another file, one more or one \
              fewer. Nothing is checked, since the verdicts might be others than those that were agreed on.",
    remedy: "Look at what has changed. If it is meant, write the lock file anew with `brief rules lock`.",
    sample: None,
};

pub(super) const DUPLICATE_DOCUMENT: DiagnosticPage = DiagnosticPage {
    title: "A document that is registered already",
    meaning: "A register says of each document once what it is and where its paragraphs begin.",
    remedy: "Keep one of the two entries.",
    sample: None,
};

pub(super) const WRONG_PARAGRAPHS: DiagnosticPage = DiagnosticPage {
    title: "Paragraphs that the document does not have, or that are named twice",
    meaning: "A part of a document, or what is set aside of it, is told by its paragraphs, which count from 1 to the number of \
              paragraphs that the document has; and no paragraph belongs to two parts.",
    remedy: "Write a number, or the first and the last as in `3-9`, within those that the document has.",
    sample: None,
};

pub(super) const PASSED_OVER: DiagnosticPage = DiagnosticPage {
    title: "Something that was passed over",
    meaning: "A notice: in a folder that is walked, documents of another kind are passed over, and so is what has the name of a \
              file and is none, such as a pipe.",
    remedy: "Nothing, if that is meant. A file that is named in the call is never passed over.",
    sample: calls!(
        "check pilots",
        "check pilots/pilot.yaml",
        "pilots/pilot.yaml" PILOT,
        "pilots/rules.yaml" SET,
    ),
};

pub(super) const NO_PILOT: DiagnosticPage = DiagnosticPage {
    title: "No pilot in it",
    meaning: "A file or a folder that should hold pilots holds none, or not the one that is asked for.",
    remedy: "Give the file or folder that has them. Files of pilots end in `.yaml` or `.yml`.",
    sample: calls!(
        "check notes",
        "check pilots",
        "notes/read.txt" "Pilots stand in the other folder.\n",
        "pilots/pilot.yaml" PILOT,
    ),
};
