//! Input that would break out of a page, or make a browser do something.

use super::{document, words};
use crate::support::Folder;

/// What is written into every free text of the input.
const BREAKING: [&str; 6] = [
    "</script><img src=x onerror=alert(1)>",
    "</title></style><script>alert(1)</script>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "a\u{202e}b\u{2066}c ]]>--><!--",
];

/// A folder whose rules, register and pilots have this text wherever there is room for one.
fn folder(at: usize, text: &str) -> Folder {
    let folder = Folder::new(&format!("forms_for_people-hostile-{at}"));
    let t = serde_json::to_string(text).expect("JSON");
    let id = "r".repeat(200);
    let rule = |id: &str, fact: &str, value: bool| {
        format!(
            "  - id: {id}\n    title: {t}\n    about: voluntariness\n    force: must\n    by: {t}\n    cite: {{document: {t}, \
             paragraph: 1, phrase: {t}}}\n    require: {{voluntariness.{fact}: {value}}}\n    reason: {t}\n    remedy: {t}\n    reading: {t}\n"
        )
    };
    let set = |id: &str, rules: &[String]| {
        let head = format!("format: 1\nruleset: {id}\ntitle: {t}\nissued_by: [{t}]\nsummary: {t}\nrules:\n");
        head + &rules.concat()
    };
    folder.write(
        "one.yaml",
        set("one", &[rule("A-1", "sanction_for_refusal", false), rule("A-2", "sanction_for_stopping", false)]),
    );
    folder.write("two.yaml", set(&id, &[rule("B-1", "sanction_for_refusal", true)]));
    for (name, refusal) in [("old", false), ("new", true)] {
        let said = format!(
            "{{value: {refusal}, by: {t}, basis: claimed, document: {t}, paragraph: 1, phrase: {t}, note: {t}}}"
        );
        folder.write(
            &format!("{name}/p.yaml"),
            format!(
                "format: 1\npilot: p\ntitle: {t}\nstatus: running\nvoluntariness:\n  sanction_for_refusal: {said}\n\
                 governance:\n  accountable_lead: {t}\nwaivers:\n  - {{rule: A-1, reason: {t}, by: {t}, until: 2026-12-01}}\n"
            ),
        );
    }
    folder
}

const CALLS: [&[&str]; 12] = [
    &["compare", "one.yaml", "two.yaml"],
    &["reconcile", "one.yaml", "two.yaml"],
    &["diff", "old", "new", "--rules", "one.yaml"],
    &["agree", "old", "new"],
    &["promises", "new", "--of", "one.yaml"],
    &["questions", "new", "--rules", "one.yaml"],
    &["repair", "new/p.yaml", "--rules", "one.yaml"],
    &["waivers", "new", "--rules", "one.yaml"],
    &["matrix", "new", "--rules", "one.yaml", "--rules", "two.yaml"],
    &["explain", "A-1", "--rules", "one.yaml"],
    &["rules", "--rules", "one.yaml"],
    &["sources", "verify", ".", "new", "--rules", "one.yaml"],
];

const REGISTER: &str = include_str!("../../rules/documents.yaml");

#[test]
fn nothing_of_the_input_acts() {
    for (at, text) in BREAKING.iter().enumerate() {
        let folder = folder(at, text);
        for call in CALLS {
            let ran = folder.brief(&[call, &["--format", "html"]].concat());
            let document = document(&ran);
            assert_eq!(document.named("script").count(), 0, "{call:?} {text:?}");
            for link in document.named("a") {
                let href = link.attribute("href");
                // The documents of the register that comes with the program have addresses.
                let leads = href.starts_with('#') || href.starts_with("https://") && REGISTER.contains(href);
                assert!(leads, "{call:?} {text:?}: {href}");
            }
            let turns =
                |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(!ran.out.contains(turns), "{call:?} {text:?}");
            // It is there all the same, as text.
            let (shown, wanted) = (words(&document.text).join(" "), words(text).join(" "));
            assert!(shown.contains(&wanted), "{call:?}: {wanted:?} is not in {shown}\n{}", ran.err);
        }
    }
}
