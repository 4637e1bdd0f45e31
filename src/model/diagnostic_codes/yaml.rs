//! Faults of the YAML: what stands in a file cannot be read as keys and values.

use super::{DiagnosticPage, pilot, sample};

pub(super) const NOT_YAML: DiagnosticPage = DiagnosticPage {
    title: "The text is not YAML",
    meaning: "The file breaks a rule of YAML at this place, so that nobody can tell what was meant. The message says which. \
              What comes after it in this document is not read.",
    remedy: "Put right what the message names. An editor that knows YAML marks such places while you write.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("summary:Therapy next to a jobcentre.\n"),
        pilot!("summary: Therapy next to a jobcentre.\n"),
    ),
};

pub(super) const TAB_IN_INDENTATION: DiagnosticPage = DiagnosticPage {
    title: "A tab where YAML wants spaces",
    meaning: "In YAML the spaces at the beginning of a line tell what belongs to what, and a tab is no space.",
    remedy: "Put spaces in the place of the tab; two for each step to the right is usual.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n\twork_coach_role: informs\n"),
        pilot!("referral:\n  work_coach_role: informs\n"),
    ),
};

pub(super) const UNUSUAL_SPACE: DiagnosticPage = DiagnosticPage {
    title: "A character that looks like a space and is none",
    meaning: "Word processors and web pages put spaces into a text at which no line is broken (U+00A0), or that have another \
              width. They cannot be seen, and YAML takes them for letters: a key is then not the one that it seems to be.",
    remedy: "Replace it by a plain space, or take it out. The fix does that for the whole line.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  work_coach_role:\u{a0}informs\n"),
        pilot!("referral:\n  work_coach_role: informs\n"),
    ),
};

pub(super) const WRONG_INDENTATION: DiagnosticPage = DiagnosticPage {
    title: "A line that is not indented like those that it belongs with",
    meaning: "Keys of one mapping, and entries of one list, begin in the same column. This line begins in another, and \
              belongs to nothing above it.",
    remedy: "Give the line the same number of spaces as its neighbours.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  work_coach_role: informs\n routes: [self]\n"),
        pilot!("referral:\n  work_coach_role: informs\n  routes: [self]\n"),
    ),
};

pub(super) const SECTION_COMMENTED_OUT: DiagnosticPage = DiagnosticPage {
    title: "A fact without its section: the line above it is still a comment",
    meaning: "In a file that `brief new` wrote, every fact and every section begins with a `#`. The `#` before the fact was \
              taken away, and the one before its section was not, so that the fact belongs to nothing.",
    remedy: "Take the `#` away before the section, too.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("\n#referral:\n\n  # What may a work coach do?\n  work_coach_role: informs\n"),
        pilot!("\nreferral:\n\n  # What may a work coach do?\n  work_coach_role: informs\n"),
    ),
};

pub(super) const UNCLOSED_QUOTATION_MARK: DiagnosticPage = DiagnosticPage {
    title: "A quotation mark that is not closed",
    meaning: "A text that begins with a quotation mark goes on to the next one of its kind. There is none, or the text goes on \
              in a line that is not indented.",
    remedy: "Put the same mark behind the text. Within single quotation marks, an apostrophe is written twice.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("summary: \"Therapy next to a jobcentre.\nreferral:\n  routes: [self]\n"),
        pilot!("summary: \"Therapy next to a jobcentre.\"\nreferral:\n  routes: [self]\n"),
    ),
};

pub(super) const UNCLOSED_BRACKET: DiagnosticPage = DiagnosticPage {
    title: "A bracket that is not closed",
    meaning: "A list in brackets, or a mapping in braces, has no end; or another bracket ends it than the one that opens it.",
    remedy: "Put the closing bracket behind the last entry.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  routes: [self, gp\n"),
        pilot!("referral:\n  routes: [self, gp]\n"),
    ),
};

pub(super) const NEEDS_QUOTATION_MARKS: DiagnosticPage = DiagnosticPage {
    title: "A text that needs quotation marks",
    meaning: "Some characters mean something in YAML: at the beginning of a text, as `@` or `*`, or within it, as a colon with \
              a space behind it. The text is then taken for something else.",
    remedy: "Put quotation marks round the text.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("summary: Riverside: therapy next to a jobcentre\n"),
        pilot!("summary: \"Riverside: therapy next to a jobcentre\"\n"),
    ),
};

pub(super) const TEXT_SPLIT_BY_COMMA: DiagnosticPage = DiagnosticPage {
    title: "A comma that ends a text within braces",
    meaning: "Within braces a comma ends each entry, so that what stands behind the comma in a text is taken for a key of its \
              own, and the text before it is cut short.",
    remedy: "Put quotation marks round the whole text.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!(
            "voluntariness:\n  sanction_for_refusal: {value: false, by: DWP, basis: claimed, phrase: nobody, but nobody, is sanctioned}\n"
        ),
        pilot!(
            "voluntariness:\n  sanction_for_refusal: {value: false, by: DWP, basis: claimed, phrase: \"nobody, but nobody, is sanctioned\"}\n"
        ),
    ),
};

pub(super) const TEXT_CUT_BY_COMMENT: DiagnosticPage = DiagnosticPage {
    title: "A `#` that cuts a text short",
    meaning: "A `#` with a space before it begins a comment, and all that stands behind it in the line is not read: the rest of \
              the text, and a closing brace.",
    remedy: "Put quotation marks round the whole text. Where a comment is meant, write a space behind the `#`, and close the \
             brace before it.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!(
            "voluntariness:\n  sanction_for_refusal: {value: false, by: DWP, basis: claimed, phrase: the #1 rule is free choice}\n"
        ),
        pilot!(
            "voluntariness:\n  sanction_for_refusal: {value: false, by: DWP, basis: claimed, phrase: \"the #1 rule is free choice\"}\n"
        ),
    ),
};

pub(super) const FORBIDDEN_CHARACTER: DiagnosticPage = DiagnosticPage {
    title: "A character that cannot stand in YAML",
    meaning: "Control characters, and marks that cannot be seen, have no place in a YAML text.",
    remedy: "Take it out. Within double quotation marks it can be written by its number, as in `\"\\x07\"`.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("summary: a bell\u{7} rings\n"),
        pilot!("summary: a bell rings\n"),
    ),
};

pub(super) const UNKNOWN_ESCAPE: DiagnosticPage = DiagnosticPage {
    title: "A backslash that stands for nothing",
    meaning: "Between double quotation marks a backslash, with what is behind it, stands for a special character. There is none \
              of this kind.",
    remedy: "Put single quotation marks round the text, where a backslash is a backslash; or write it twice.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("summary: \"see C:\\pilots\"\n"),
        pilot!("summary: 'see C:\\pilots'\n"),
    ),
};

pub(super) const DUPLICATE_KEY: DiagnosticPage = DiagnosticPage {
    title: "A key that stands there already",
    meaning: "A mapping has each key once. Of two values, nobody can tell which is meant.",
    remedy: "Keep one of the two. Where people say different things of a fact, write a list of statements under one key.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  work_coach_role: informs\n  routes: [self]\n  work_coach_role: informs\n"),
        pilot!("referral:\n  work_coach_role: informs\n  routes: [self]\n"),
    ),
};

pub(super) const KEY_NOT_A_NAME: DiagnosticPage = DiagnosticPage {
    title: "A key that is no name",
    meaning: "A key is a name with a colon behind it. Here is a list, a mapping or an alias in its place, or nothing at all.",
    remedy: "Write the name of the key before the colon.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  [routes]: [self]\n"),
        pilot!("referral:\n  routes: [self]\n"),
    ),
};

pub(super) const UNKNOWN_ALIAS: DiagnosticPage = DiagnosticPage {
    title: "An alias without its anchor",
    meaning: "`*name` stands for the value that is marked with `&name` further up in the document. There is no such mark, or the \
              alias stands within the very value that it stands for.",
    remedy: "Write the name as it stands behind the `&`. A text that begins with `*` needs quotation marks.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  work_coach_role: &role informs\nsummary: *rol\n"),
        pilot!("referral:\n  work_coach_role: &role informs\nsummary: *role\n"),
    ),
};

pub(super) const WRONG_TAG: DiagnosticPage = DiagnosticPage {
    title: "A tag that means nothing here",
    meaning: "`!` begins a tag, which says of which type a value is. This one is unknown, or does not fit the value.",
    remedy: "Take it out. A text that begins with `!` needs quotation marks.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  work_coach_role: !role informs\n"),
        pilot!("referral:\n  work_coach_role: informs\n"),
    ),
};

pub(super) const WRONG_MERGE: DiagnosticPage = DiagnosticPage {
    title: "A merge key without a mapping",
    meaning: "`<<` brings the keys of another mapping in, and takes an alias to one, or a list of these.",
    remedy: "Give it an alias to a mapping, or write the keys out.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("referral:\n  <<: routes\n  routes: [self]\n"),
        pilot!("referral:\n  routes: [self]\n"),
    ),
};
