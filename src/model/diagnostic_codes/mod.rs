//! The codes of diagnostics: each with its one declaration, from which `brief explain CODE` prints a page and
//! docs/reference/diagnostics.md is made.
//!
//! A new code is one line in the list below and one [`DiagnosticPage`] in the file of its subject. A test runs the sample
//! of each page through the command, and sees that it gives the code, and that its fix clears it.

mod call;
mod documents;
mod files;
mod rules;
mod run;
mod statements;
mod vocabularies;
mod yaml;

use std::fmt;

/// What is to be known of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiagnosticPage {
    /// What is wrong, or worth knowing, in a few words.
    pub title: &'static str,
    /// What it means, and why it matters.
    pub meaning: &'static str,
    /// How to mend it.
    pub remedy: &'static str,
    /// Where it happens, and the same put right; none where the surroundings are at fault, such as a clock.
    pub sample: Option<Sample>,
}

/// A call that gives a code, and one that does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// The call that gives the code.
    pub wrong: SampleCall,
    /// The same, put right.
    pub right: SampleCall,
}

/// A call, with the files that it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleCall {
    /// The words of the call behind `brief`, with single spaces between them.
    pub call: &'static str,
    /// The files that are there, each with its name and its text; the first is the one that it is about.
    pub files: &'static [(&'static str, &'static str)],
}

/// A sample of which one file is wrong; the call is the same for both.
macro_rules! sample {
    ($call:literal, $file:literal, $wrong:expr, $right:expr $(, also $other:literal $text:expr)* $(,)?) => {
        Some($crate::model::diagnostic_codes::Sample {
            wrong: $crate::model::diagnostic_codes::SampleCall {
                call: $call,
                files: &[($file, $wrong) $(, ($other, $text))*],
            },
            right: $crate::model::diagnostic_codes::SampleCall {
                call: $call,
                files: &[($file, $right) $(, ($other, $text))*],
            },
        })
    };
}

/// A sample of which the call is wrong; the files are the same for both.
macro_rules! calls {
    ($wrong:literal, $right:literal $(, $file:literal $text:expr)* $(,)?) => {
        Some($crate::model::diagnostic_codes::Sample {
            wrong: $crate::model::diagnostic_codes::SampleCall { call: $wrong, files: &[$(($file, $text)),*] },
            right: $crate::model::diagnostic_codes::SampleCall { call: $right, files: &[$(($file, $text)),*] },
        })
    };
}

/// The text of a pilot with what it says behind the keys that every pilot has.
macro_rules! pilot {
    ($body:literal) => {
        concat!(
            "format: 1\npilot: riverside-outreach\ntitle: Talking therapies next to a jobcentre\nstatus: running\n",
            $body
        )
    };
}

/// The text of a rule set with its rules, or what else stands behind the keys that every set has.
macro_rules! rule_set {
    ($body:literal) => {
        concat!(
            "format: 1\nruleset: riverside\ntitle: What Riverside asks for\nissued_by: [Riverside]\n",
            "summary: What the council asks of pilots in the town.\n",
            $body
        )
    };
}

/// The text of a rule, as one of the list `rules`, with its condition.
macro_rules! rule {
    ($id:literal, $require:literal) => {
        concat!(
            "  - id: ",
            $id,
            "\n    title: Nobody is sanctioned for refusing\n    about: voluntariness\n    force: must\n    by: Riverside\n",
            "    cite: {document: riverside-letter, paragraph: 2, phrase: nobody will be sanctioned}\n    require: ",
            $require,
            "\n    reason: A choice under threat is none.\n    remedy: Take the sanction out of the policy.\n"
        )
    };
}

pub(crate) use {calls, pilot, rule, rule_set, sample};

/// Declares the codes: each with its name, and with the page that declares what it means.
macro_rules! codes {
    ($($code:ident $name:literal $page:path),* $(,)?) => {
        /// What kind of thing is wrong, or worth knowing: stable from one version to the next.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum DiagnosticCode {
            $(#[doc = concat!("`", $name, "`")] $code,)*
        }

        impl DiagnosticCode {
            /// All of them, by subject.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$code, $name)),*];

            /// What it means.
            #[must_use]
            pub fn page(self) -> &'static DiagnosticPage {
                match self {
                    $(Self::$code => &$page,)*
                }
            }
        }
    };
}

codes! {
    NotYaml "not-yaml" yaml::NOT_YAML,
    TabInIndentation "tab-in-indentation" yaml::TAB_IN_INDENTATION,
    UnusualSpace "unusual-space" yaml::UNUSUAL_SPACE,
    WrongIndentation "wrong-indentation" yaml::WRONG_INDENTATION,
    SectionCommentedOut "section-commented-out" yaml::SECTION_COMMENTED_OUT,
    UnclosedQuotationMark "unclosed-quotation-mark" yaml::UNCLOSED_QUOTATION_MARK,
    UnclosedBracket "unclosed-bracket" yaml::UNCLOSED_BRACKET,
    NeedsQuotationMarks "needs-quotation-marks" yaml::NEEDS_QUOTATION_MARKS,
    TextSplitByComma "text-split-by-comma" yaml::TEXT_SPLIT_BY_COMMA,
    TextCutByComment "text-cut-by-comment" yaml::TEXT_CUT_BY_COMMENT,
    ForbiddenCharacter "forbidden-character" yaml::FORBIDDEN_CHARACTER,
    UnknownEscape "unknown-escape" yaml::UNKNOWN_ESCAPE,
    DuplicateKey "duplicate-key" yaml::DUPLICATE_KEY,
    KeyNotAName "key-not-a-name" yaml::KEY_NOT_A_NAME,
    UnknownAlias "unknown-alias" yaml::UNKNOWN_ALIAS,
    WrongTag "wrong-tag" yaml::WRONG_TAG,
    WrongMerge "wrong-merge" yaml::WRONG_MERGE,
    OverLimit "over-limit" documents::OVER_LIMIT,
    MoreErrors "more-errors" documents::MORE_ERRORS,
    WrongKind "wrong-kind" documents::WRONG_KIND,
    TwoKinds "two-kinds" documents::TWO_KINDS,
    UnknownKind "unknown-kind" documents::UNKNOWN_KIND,
    UnknownFormat "unknown-format" documents::UNKNOWN_FORMAT,
    UnknownKey "unknown-key" documents::UNKNOWN_KEY,
    MissingKey "missing-key" documents::MISSING_KEY,
    EmptyValue "empty-value" documents::EMPTY_VALUE,
    WrongType "wrong-type" documents::WRONG_TYPE,
    InvalidId "invalid-id" documents::INVALID_ID,
    NotADay "not-a-day" documents::NOT_A_DAY,
    OutOfRange "out-of-range" documents::OUT_OF_RANGE,
    InvalidValue "invalid-value" documents::INVALID_VALUE,
    UnknownVocabulary "unknown-vocabulary" vocabularies::UNKNOWN_VOCABULARY,
    NoVocabulary "no-vocabulary" vocabularies::NO_VOCABULARY,
    VocabularyCycle "vocabulary-cycle" vocabularies::VOCABULARY_CYCLE,
    DuplicateVocabulary "duplicate-vocabulary" vocabularies::DUPLICATE_VOCABULARY,
    DeclaredTwice "declared-twice" vocabularies::DECLARED_TWICE,
    UnknownFact "unknown-fact" statements::UNKNOWN_FACT,
    MisplacedFact "misplaced-fact" statements::MISPLACED_FACT,
    UnknownValue "unknown-value" statements::UNKNOWN_VALUE,
    DuplicateValue "duplicate-value" statements::DUPLICATE_VALUE,
    NotTrueOrFalse "not-true-or-false" statements::NOT_TRUE_OR_FALSE,
    NotAStatement "not-a-statement" statements::NOT_A_STATEMENT,
    TooManyWords "too-many-words" statements::TOO_MANY_WORDS,
    SpeakerWithoutBasis "speaker-without-basis" statements::SPEAKER_WITHOUT_BASIS,
    BasisNotInherited "basis-not-inherited" statements::BASIS_NOT_INHERITED,
    OwnerObserves "owner-observes" statements::OWNER_OBSERVES,
    BothInAndOut "both-in-and-out" statements::BOTH_IN_AND_OUT,
    ContradictingKeys "contradicting-keys" statements::CONTRADICTING_KEYS,
    NoneMisspelt "none-misspelt" statements::NONE_MISSPELT,
    DuplicateWaiver "duplicate-waiver" statements::DUPLICATE_WAIVER,
    DuplicatePilot "duplicate-pilot" statements::DUPLICATE_PILOT,
    UnknownTest "unknown-test" rules::UNKNOWN_TEST,
    DuplicateRule "duplicate-rule" rules::DUPLICATE_RULE,
    DuplicateRuleSet "duplicate-rule-set" rules::DUPLICATE_RULE_SET,
    UnknownRule "unknown-rule" rules::UNKNOWN_RULE,
    UnknownRuleSet "unknown-rule-set" rules::UNKNOWN_RULE_SET,
    NoRuleSet "no-rule-set" rules::NO_RULE_SET,
    ImportNotFound "import-not-found" rules::IMPORT_NOT_FOUND,
    ImportWithMistakes "import-with-mistakes" rules::IMPORT_WITH_MISTAKES,
    CircularImport "circular-import" rules::CIRCULAR_IMPORT,
    ConflictingImports "conflicting-imports" rules::CONFLICTING_IMPORTS,
    ImportWithoutEffect "import-without-effect" rules::IMPORT_WITHOUT_EFFECT,
    ImportedOnly "imported-only" rules::IMPORTED_ONLY,
    ForceWithoutEffect "force-without-effect" rules::FORCE_WITHOUT_EFFECT,
    WrongAcceptance "wrong-acceptance" rules::WRONG_ACCEPTANCE,
    UnusedAcceptance "unused-acceptance" rules::UNUSED_ACCEPTANCE,
    TooManySteps "too-many-steps" rules::TOO_MANY_STEPS,
    ExpiredWaiver "expired-waiver" run::EXPIRED_WAIVER,
    UnusedWaiver "unused-waiver" run::UNUSED_WAIVER,
    WaiverWithoutPilot "waiver-without-pilot" run::WAIVER_WITHOUT_PILOT,
    UnknownSpeaker "unknown-speaker" run::UNKNOWN_SPEAKER,
    WrongBaseline "wrong-baseline" run::WRONG_BASELINE,
    NothingStated "nothing-stated" run::NOTHING_STATED,
    UnusedPattern "unused-pattern" run::UNUSED_PATTERN,
    FixedFinding "fixed-finding" run::FIXED_FINDING,
    WrongLockFile "wrong-lock-file" run::WRONG_LOCK_FILE,
    NotAsPinned "not-as-pinned" run::NOT_AS_PINNED,
    DuplicateDocument "duplicate-document" run::DUPLICATE_DOCUMENT,
    WrongParagraphs "wrong-paragraphs" run::WRONG_PARAGRAPHS,
    PassedOver "passed-over" run::PASSED_OVER,
    NoPilot "no-pilot" run::NO_PILOT,
    NotUtf8 "not-utf8" files::NOT_UTF8,
    EmptyFile "empty-file" files::EMPTY_FILE,
    FileNotFound "file-not-found" files::FILE_NOT_FOUND,
    FileUnreadable "file-unreadable" files::FILE_UNREADABLE,
    NotAFile "not-a-file" files::NOT_A_FILE,
    FileNotWritten "file-not-written" files::FILE_NOT_WRITTEN,
    OutputIsInput "output-is-input" files::OUTPUT_IS_INPUT,
    MisnamedConfiguration "misnamed-configuration" files::MISNAMED_CONFIGURATION,
    WrongPattern "wrong-pattern" files::WRONG_PATTERN,
    FileChanged "file-changed" files::FILE_CHANGED,
    WrongCall "wrong-call" call::WRONG_CALL,
    UnknownName "unknown-name" call::UNKNOWN_NAME,
    NoRuleChosen "no-rule-chosen" call::NO_RULE_CHOSEN,
    MistakesFirst "mistakes-first" call::MISTAKES_FIRST,
    WrongClock "wrong-clock" call::WRONG_CLOCK,
    GitFailed "git-failed" call::GIT_FAILED,
    RulesChanged "rules-changed" call::RULES_CHANGED,
}

impl DiagnosticCode {
    /// The name by which it is known: lower case, with hyphens.
    #[must_use]
    pub fn name(self) -> &'static str {
        crate::model::name_of(Self::ALL, self)
    }

    /// The code of a file that is not there, or that cannot be read.
    #[must_use]
    pub fn of_file(error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::NotFound { Self::FileNotFound } else { Self::FileUnreadable }
    }

    /// The code of a name; upper and lower case count as the same.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(code, _)| *code)
    }
}

impl fmt::Display for DiagnosticCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
