//! The schema of configuration.

use serde_json::{Value, json};

use super::{DAY, DRAFT, map, names, object, text};
use crate::model::limits::{About, Limit};
use crate::model::{Basis, FailOn, Force, REPORT_FORMATS};

/// The keys of a waiver.
pub(super) fn waiver() -> serde_json::Map<String, Value> {
    map(json!({
        "rule": text("The id of the rule."),
        "reason": text("Why."),
        "by": text("Who decided."),
        "until": {"type": "string", "pattern": DAY, "description": "The last day, as in 2027-03-31."},
    }))
}

fn texts(each: &str, all: &str) -> Value {
    json!({"type": "array", "minItems": 1, "items": text(each), "description": all})
}

/// What each limit may be set to.
fn limits() -> Value {
    let one = |about: &About| {
        let description = format!("{}; {} if nothing is said.", crate::text::words::capital(about.bounds), about.usual);
        let number =
            json!({"type": "integer", "minimum": about.least, "maximum": about.greatest, "description": description});
        (about.name.to_owned(), number)
    };
    let all = Limit::ALL.iter().map(one).collect();
    object(all, &json!({"description": "The limits within which pilots, rule sets and registers are read."}))
}

/// The schema of configuration.
pub(in crate::schema) fn configuration() -> Value {
    let mut waiver = waiver();
    waiver.insert(
        "pilots".into(),
        texts("The id of a pilot; * stands for any letters, ? for one.", "The pilots that it is for."),
    );
    let change = object(
        map(json!({
            "rule": text("The id of the rule; * stands for any letters, ? for one."),
            "force": {"enum": names(&Force::ALL), "description": "The force that it has here."},
            "reason": text("Why it has another force here than its source gives it."),
        })),
        &json!({"required": ["rule", "force", "reason"]}),
    );
    let output = object(
        map(json!({
            "format": {"enum": REPORT_FORMATS, "description": "The form of the report."},
            "file": text("The file that it is written to."),
        })),
        &json!({"required": ["format", "file"]}),
    );
    let inside = object(
        map(json!({
            "pilots": texts("A file or a folder.", "The pilots that are checked where a call names none."),
            "exclude": texts("A pattern, as in a .gitignore beside this file.", "The files and folders that are left out of folders."),
            "rules": texts("A file, a folder, or the id of an embedded rule set.", "The rule sets that are used instead of the embedded ones."),
            "vocabulary": text("The file that declares the vocabulary of the rules and pilots, where it is not the one that comes with the program."),
            "only": texts("A rule, a rule set or a dimension.", "The rules that are checked."),
            "force": {"type": "array", "items": change, "description": "Rules that have another force here than their source gives them."},
            "fail_on": {"enum": names(&FailOn::ALL), "description": "The verdicts that count as findings; each includes those before it."},
            "min_force": {"enum": names(&Force::ALL), "description": "Rules of less force than this do not count."},
            "strict": {"type": "boolean", "description": "Whether what would be a notice is an error, and pilots of which nothing is stated, too."},
            "basis": {"enum": names(&Basis::ALL), "description": "Statements weaker than this are set aside."},
            "without": texts("A speaker.", "The speakers whose word is set aside."),
            "documents": texts("A file.", "Registers of documents of your own."),
            "format": {"enum": REPORT_FORMATS, "description": "The form of the report on standard output."},
            "outputs": {"type": "array", "items": output, "description": "The files that reports are written to."},
            "baseline": text("The file with the findings of an earlier day."),
            "lock": text("The file that pins the rule sets."),
            "locked": {"type": "boolean", "description": "Whether rule sets that are not as they were pinned are refused."},
            "limits": limits(),
            "waivers": {
                "type": "array",
                "items": object(waiver, &json!({"required": ["rule", "pilots", "reason", "by", "until"]})),
                "description": "Findings in several pilots of which somebody has decided that they do not count for a time.",
            },
        })),
        &json!({"description": "What is asked for in every run; a call may say otherwise."}),
    );
    object(
        map(json!({
            "format": {"const": 1, "description": "The version of this format."},
            "brief": inside,
        })),
        &json!({
            "$schema": DRAFT,
            "patternProperties": super::own_keys(),
            "title": "Configuration",
            "description": "What a project asks of its checks.",
            "required": ["format", "brief"],
        }),
    )
}
