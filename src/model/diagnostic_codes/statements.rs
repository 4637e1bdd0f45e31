//! What a pilot says: its facts, their values, and who says so.

use super::{DiagnosticPage, pilot, sample};

pub(super) const UNKNOWN_FACT: DiagnosticPage = DiagnosticPage {
    title: "A fact that the vocabulary does not have",
    meaning: "Pilots and rules speak of the same facts, so that they can be held against each other. A fact that no rule can \
              name would be stated in vain.",
    remedy: "Write the name of the fact that is meant. `brief facts` lists them all. What no fact holds belongs in the \
             `summary`, or in the `note` of a statement.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  work_coach_rule: informs\n"),
        pilot!("referral:\n  work_coach_role: informs\n"),
    ),
};

pub(super) const MISPLACED_FACT: DiagnosticPage = DiagnosticPage {
    title: "A fact in the wrong place",
    meaning: "Facts stand in their sections, by their names alone. This one stands outside its section, or with the section in \
              its name.",
    remedy: "Write the section with a colon, and under it, indented, the fact.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("work_coach_role: informs\n"),
        pilot!("referral:\n  work_coach_role: informs\n"),
    ),
};

pub(super) const UNKNOWN_VALUE: DiagnosticPage = DiagnosticPage {
    title: "A value that the fact does not take",
    meaning: "A choice, or a set, takes the values that the vocabulary lists for it, and no others.",
    remedy: "Write one of them; `brief explain FACT` lists them with what they mean.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  work_coach_role: inform\n"),
        pilot!("referral:\n  work_coach_role: informs\n"),
    ),
};

pub(super) const DUPLICATE_VALUE: DiagnosticPage = DiagnosticPage {
    title: "A value that stands in the list already",
    meaning: "A set holds each value once. A second one is a slip, and perhaps another value was meant.",
    remedy: "Take it out, or write the value that was meant.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  routes: [self, gp, self]\n"),
        pilot!("referral:\n  routes: [self, gp]\n"),
    ),
};

pub(super) const NOT_TRUE_OR_FALSE: DiagnosticPage = DiagnosticPage {
    title: "Something else where true or false is meant",
    meaning: "The fact is true or false. `yes`, `no`, `on` and `\"true\"` are texts in YAML 1.2, whatever they meant in older \
              versions.",
    remedy: "Write `true` or `false`, without quotation marks.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("voluntariness:\n  sanction_for_refusal: yes\n"),
        pilot!("voluntariness:\n  sanction_for_refusal: true\n"),
    ),
};

pub(super) const NOT_A_STATEMENT: DiagnosticPage = DiagnosticPage {
    title: "Among statements, something that is none",
    meaning: "A fact takes a plain value, one statement, or a list of statements; a list that holds both values and statements \
              is neither.",
    remedy: "Write each entry of the list as a statement, as in `{value: informs, by: DWP, basis: claimed}`.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  work_coach_role: [informs, {value: refers, by: a claimant, basis: observed}]\n"),
        pilot!("referral:\n  work_coach_role: [{value: informs}, {value: refers, by: a claimant, basis: observed}]\n"),
    ),
};

pub(super) const TOO_MANY_WORDS: DiagnosticPage = DiagnosticPage {
    title: "A phrase of more than 12 words",
    meaning: "A phrase shows where in a paragraph something is said. It is a pointer, not a quotation, and twelve words are \
              enough to find the place.",
    remedy: "Keep the words that say it, and leave out the others.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!(
            "referral:\n  work_coach_role:\n    value: informs\n    phrase: work coaches will be given leaflets and may hand these to anybody who asks for one\n"
        ),
        pilot!("referral:\n  work_coach_role:\n    value: informs\n    phrase: may hand these to anybody who asks\n"),
    ),
};

pub(super) const SPEAKER_WITHOUT_BASIS: DiagnosticPage = DiagnosticPage {
    title: "A speaker without a basis",
    meaning: "A word counts by how it is known: `claimed` by somebody with a stake, `specified` in binding text, or `observed`. \
              Where somebody is named, that must be said.",
    remedy: "Add `basis:` to the statement, or to `provenance` for all statements of the file.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  work_coach_role: {value: informs, by: DWP}\n"),
        pilot!("referral:\n  work_coach_role: {value: informs, by: DWP, basis: claimed}\n"),
    ),
};

pub(super) const OWNER_OBSERVES: DiagnosticPage = DiagnosticPage {
    title: "An owner who observes the pilot",
    meaning: "`observed` is what somebody saw, measured or went through who does not answer for the pilot. What those say whom \
              `owners` names is claimed, or specified where it is binding.",
    remedy: "Write `basis: claimed` or `basis: specified`, or take the name out of `owners` if it does not answer for the \
             pilot.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!(
            "owners: [the provider]\nreferral:\n  work_coach_role: {value: informs, by: the provider, basis: observed}\n"
        ),
        pilot!(
            "owners: [the provider]\nreferral:\n  work_coach_role: {value: informs, by: the provider, basis: claimed}\n"
        ),
    ),
};

pub(super) const BASIS_NOT_INHERITED: DiagnosticPage = DiagnosticPage {
    title: "Another speaker or document, and the basis of the first",
    meaning: "`provenance` says on what basis its own speaker and document say something. A statement that names another \
              speaker, or another document, does not take that basis over: whether a leaflet claims a thing, or a contract \
              specifies it, is not the same.",
    remedy: "Add `basis:` to the statement: `claimed` by those who run, pay for or promote the pilot, or at second hand; \
             `specified` in binding text; `observed` at first hand by somebody who does not answer for it.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!(
            "provenance: {by: the provider, basis: claimed, document: riverside-leaflet}\nreferral:\n  work_coach_role: {value: refers, by: a claimant}\n"
        ),
        pilot!(
            "provenance: {by: the provider, basis: claimed, document: riverside-leaflet}\nreferral:\n  work_coach_role: {value: refers, by: a claimant, basis: observed}\n"
        ),
    ),
};

pub(super) const BOTH_IN_AND_OUT: DiagnosticPage = DiagnosticPage {
    title: "A value that is both in and out",
    meaning: "One statement says of the same value that it belongs to the set, and that it does not.",
    remedy: "Take it out of one of the two lists. Where two people differ, give each a statement of their own.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("location:\n  venues: {includes: [library, jobcentre], excludes: [library]}\n"),
        pilot!("location:\n  venues: {includes: [library, jobcentre]}\n"),
    ),
};

pub(super) const CONTRADICTING_KEYS: DiagnosticPage = DiagnosticPage {
    title: "Two keys that contradict each other",
    meaning: "Both keys cannot hold. `value` says all that is in a set, and so also what is not, while `includes` and `excludes` \
              are for sets that are known in part; in a register, `url` gives an address, and `no_url` says why there is none.",
    remedy: "Keep one of the two.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("location:\n  venues: {value: [jobcentre], excludes: [library]}\n"),
        pilot!("location:\n  venues: {value: [jobcentre]}\n"),
    ),
};

pub(super) const NONE_MISSPELT: DiagnosticPage = DiagnosticPage {
    title: "A text that seems to say that there is none",
    meaning: "Of a fact that is a text, `none`, in lower case, says that there is none. Any other text is taken by the letter: \
              `None` would be a name.",
    remedy: "Write `none`.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("governance:\n  accountable_lead: None\n"),
        pilot!("governance:\n  accountable_lead: none\n"),
    ),
};

pub(super) const DUPLICATE_WAIVER: DiagnosticPage = DiagnosticPage {
    title: "A rule that is waived already",
    meaning: "Two waivers of one rule stand in one pilot. Which of the two reasons and days holds, nobody can tell.",
    remedy: "Keep one of the two.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!(
            "waivers:\n  - {rule: PB-14, reason: it is being built, by: the board, until: 2027-03-31}\n  - {rule: PB-14, reason: it takes longer, by: the board, until: 2027-06-30}\n"
        ),
        pilot!("waivers:\n  - {rule: PB-14, reason: it takes longer, by: the board, until: 2027-06-30}\n"),
    ),
};

pub(super) const DUPLICATE_PILOT: DiagnosticPage = DiagnosticPage {
    title: "A pilot whose id another pilot has",
    meaning: "Reports, waivers and baselines know a pilot by its id. Of two pilots with one id in a run the first is checked, and \
              the second is not.",
    remedy: "Give one of the two another id, or check only one of them.",
    sample: sample!(
        "check other.yaml pilot.yaml",
        "pilot.yaml",
        "format: 1\npilot: riverside\ntitle: Talking therapies next to a jobcentre\nstatus: running\n",
        "format: 1\npilot: riverside-outreach\ntitle: Talking therapies next to a jobcentre\nstatus: running\n",
        also "other.yaml" "format: 1\npilot: riverside\ntitle: Job coaching by the river\nstatus: running\n",
    ),
};
