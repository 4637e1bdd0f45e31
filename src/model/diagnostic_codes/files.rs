//! Files: what cannot be found, read or written.

use super::{DiagnosticPage, calls, pilot, sample};

/// A pilot that nothing is wrong with.
const PILOT: &str = pilot!("voluntariness:\n  sanction_for_refusal: false\n");

pub(super) const NOT_UTF8: DiagnosticPage = DiagnosticPage {
    title: "A text that is not UTF-8",
    meaning: "YAML is read as UTF-8. The file was saved in another encoding, such as Windows-1252 or UTF-16.",
    remedy: "Save the file as UTF-8; every editor can. With or without a mark of byte order makes no difference.",
    sample: None,
};

pub(super) const EMPTY_FILE: DiagnosticPage = DiagnosticPage {
    title: "A file with nothing in it",
    meaning: "The file has no document, so that there is nothing to check. Perhaps it was not saved.",
    remedy: "Write a pilot into it, or leave it out of the call. `brief new ID` writes one to start from.",
    sample: sample!("check pilot.yaml", "pilot.yaml", "", PILOT),
};

pub(super) const FILE_NOT_FOUND: DiagnosticPage = DiagnosticPage {
    title: "A file or folder that is not there",
    meaning: "Nothing of that name is found, seen from the folder in which the command runs.",
    remedy: "Write the path as it is; the message names the nearest, if there is one.",
    sample: calls!("check pilto.yaml", "check pilot.yaml", "pilot.yaml" PILOT),
};

pub(super) const FILE_UNREADABLE: DiagnosticPage = DiagnosticPage {
    title: "A file that cannot be read",
    meaning: "The file is there, and the system does not let it be read: for want of permission, because it went away \
              meanwhile, or because a disk is at fault.",
    remedy: "Do what the cause in the message asks for.",
    sample: None,
};

pub(super) const NOT_A_FILE: DiagnosticPage = DiagnosticPage {
    title: "Something else than a file where a file belongs, or than a folder where a folder does",
    meaning: "The command reads one file here, and a folder is named; or the other way round.",
    remedy: "Name the file itself, or the folder that it stands in, as the message says.",
    sample: calls!("repair pilots", "repair pilots/pilot.yaml", "pilots/pilot.yaml" PILOT),
};

pub(super) const FILE_NOT_WRITTEN: DiagnosticPage = DiagnosticPage {
    title: "A file that is not written",
    meaning: "The file cannot be written, or it must not be: it is there already, or two outputs would go to it. What was there is \
              as it was.",
    remedy: "Give another name, or make the folder, or the room, that is lacking.",
    sample: calls!("new riverside --output riverside.yaml", "new riverside --output other.yaml", "riverside.yaml" PILOT),
};

pub(super) const FILE_CHANGED: DiagnosticPage = DiagnosticPage {
    title: "A file that was changed while it was read",
    meaning: "The command read the file twice, and it was not the same; or files of a folder went away meanwhile.",
    remedy: "Run the command again.",
    sample: None,
};

pub(super) const OUTPUT_IS_INPUT: DiagnosticPage = DiagnosticPage {
    title: "A file to be written that is read",
    meaning: "A report, a baseline or a lock file would take the place of a file that the same run reads, whatever name that was \
              given. Nothing is read and nothing written.",
    remedy: "Give the file to be written another name.",
    sample: calls!(
        "baseline --output pilot.json pilot.json",
        "baseline --output known.json pilot.json",
        "pilot.json" pilot!("voluntariness:\n  sanction_for_refusal: false\n"),
    ),
};

pub(super) const MISNAMED_CONFIGURATION: DiagnosticPage = DiagnosticPage {
    title: "Configuration that is not called brief.yaml",
    meaning: "A notice: a file holds configuration and is not read, as its name is another one, so that what it asks for does not \
              hold.",
    remedy: "Call it `brief.yaml`, or give it with `--config`.",
    sample: calls!(
        "check pilot.yaml",
        "check --config brief.yml pilot.yaml",
        "pilot.yaml" pilot!("voluntariness:\n  sanction_for_refusal: false\n"),
        "brief.yml" "format: 1\nbrief: {min_force: should}\n",
    ),
};

pub(super) const WRONG_PATTERN: DiagnosticPage = DiagnosticPage {
    title: "A pattern of files that is none",
    meaning: "A pattern of `exclude` cannot be read, or stands for no file.",
    remedy: "Write it as in a `.gitignore`, such as `drafts/` or `*.old.yaml`.",
    sample: calls!(
        "matrix --only voluntariness --exclude [z-a] pilots",
        "matrix --only voluntariness pilots",
        "pilots/pilot.yaml" pilot!("voluntariness:\n  sanction_for_refusal: false\n"),
    ),
};
