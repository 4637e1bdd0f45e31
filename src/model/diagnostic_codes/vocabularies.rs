//! Vocabularies of one's own.

use super::{DiagnosticPage, pilot, sample};

pub(super) const UNKNOWN_VOCABULARY: DiagnosticPage = DiagnosticPage {
    title: "A vocabulary that is not there",
    meaning: "A pilot or a rule set names the vocabulary whose facts it speaks of, and it is neither the one in force nor one \
              that it extends; or a vocabulary extends one that no file declares.",
    remedy: "Mend the id, or name the file that declares it with `--vocabulary FILE` or with `vocabulary: FILE` in brief.yaml.",
    sample: sample!(
        "check pilot.yaml",
        "pilot.yaml",
        pilot!("vocabulary: health-and-wrok\n"),
        pilot!("vocabulary: health-and-work\n"),
    ),
};

pub(super) const NO_VOCABULARY: DiagnosticPage = DiagnosticPage {
    title: "A file without a vocabulary",
    meaning: "A file is named where a vocabulary is expected, and there is nothing in it.",
    remedy: "Name the file that declares the vocabulary: it has a key `vocabulary` at the top.",
    sample: sample!(
        "vocabulary check riverside.yaml",
        "riverside.yaml",
        "---\n",
        "format: 1\nvocabulary: riverside\ntitle: What Riverside asks\nextends: [health-and-work]\n",
    ),
};

pub(super) const VOCABULARY_CYCLE: DiagnosticPage = DiagnosticPage {
    title: "Vocabularies that extend each other",
    meaning: "A vocabulary extends itself, straight or by way of others, so that none of them comes first.",
    remedy: "Take one of the ids out of `extends`.",
    sample: sample!(
        "vocabulary check riverside.yaml",
        "riverside.yaml",
        "format: 1\nvocabulary: riverside\ntitle: What Riverside asks\nextends: [riverside]\n",
        "format: 1\nvocabulary: riverside\ntitle: What Riverside asks\nextends: [health-and-work]\n",
    ),
};

pub(super) const DUPLICATE_VOCABULARY: DiagnosticPage = DiagnosticPage {
    title: "Two vocabularies of one id",
    meaning: "Two documents declare a vocabulary of the same id, so that nobody knows which one is named by it.",
    remedy: "Give one of the two another id, or leave one out of the call. The id `health-and-work` is that of the vocabulary \
             that comes with the program; `extends: [health-and-work]` adds to it.",
    sample: sample!(
        "vocabulary check riverside.yaml",
        "riverside.yaml",
        "format: 1\nvocabulary: health-and-work\ntitle: What Riverside asks\n",
        "format: 1\nvocabulary: riverside\ntitle: What Riverside asks\nextends: [health-and-work]\n",
    ),
};

pub(super) const DECLARED_TWICE: DiagnosticPage = DiagnosticPage {
    title: "Declared twice",
    meaning: "A vocabulary declares a fact, a value, a section or a dimension that one of those that it extends has already. \
              It adds to them and changes nothing: rules that were written for them must go on meaning what they mean.",
    remedy: "Take it out, or give it another name.",
    sample: sample!(
        "vocabulary check riverside.yaml",
        "riverside.yaml",
        "format: 1\nvocabulary: riverside\ntitle: What Riverside asks\nextends: [health-and-work]\nfacts:\n  location:\n    \
         venues:\n      values: [jobcentre]\n",
        "format: 1\nvocabulary: riverside\ntitle: What Riverside asks\nextends: [health-and-work]\nfacts:\n  location:\n    \
         venues:\n      values: [leisure-centre]\n",
    ),
};
