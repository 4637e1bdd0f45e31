//! Input that would break out of the page, or make a browser do something.

use super::{DAY, report};
use crate::formats_data::{NASTY, quoted};
use crate::support::Folder;
use crate::support::html::{self, Document};

const BREAKING: [&str; 8] = [
    "</script><img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "</title></textarea></details></article></main>",
    "]]>--><!--",
];

/// A report in which every free text is this one.
fn with(text: &str, name: &str) -> Document {
    let folder = Folder::new(name);
    let (rules, pilot) = crate::formats_data::files(text);
    folder.write("rules.yaml", rules).write("pilot.yaml", pilot);
    let ran = folder.brief(&[&["check", "pilot.yaml", "--rules", "rules.yaml", "--format", "html"][..], &DAY].concat());
    html::read(&ran.out)
}

#[test]
fn nothing_of_the_input_acts() {
    for (at, text) in BREAKING.iter().chain(&NASTY).enumerate() {
        let page = with(text, &format!("html_report-nasty-{at}"));
        // Only the links that a reader may follow lead out of the page.
        for link in page.named("a").filter(|link| !link.attribute("href").starts_with('#')) {
            assert!(link.attribute("href").starts_with("http"), "{text:?}: {}", link.attribute("href"));
        }
        assert_eq!(page.named("script").count(), 1, "{text:?}");
        let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!page.text.contains(turns), "{text:?}");
        // Of a phrase of more than twelve words there is an error instead.
        if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && text.split_whitespace().count() <= 12 {
            let shown: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(20).collect();
            assert!(page.named("h2").any(|heading| heading.text.contains(&shown)), "{text:?}");
        }
    }
}

#[test]
fn the_policy_allows_our_own_style_and_script_alone() {
    let page = with("x", "html_report-policy");
    let policy = page.named("meta").find(|meta| meta.attribute("http-equiv") == "Content-Security-Policy");
    let policy = policy.expect("a policy").attribute("content");
    let hash = |name: &str| {
        use sha2::{Digest, Sha256};
        let text = &page.named(name).next().expect("an element").text;
        Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let directives: Vec<&str> = policy.split("; ").collect();
    assert_eq!(directives[0], "default-src 'none'");
    for (directive, name) in [(1, "style"), (2, "script")] {
        let (what, source) = directives[directive].split_once(' ').expect("a source");
        assert_eq!(what, format!("{name}-src"));
        let encoded = source.strip_prefix("'sha256-").and_then(|rest| rest.strip_suffix('\'')).expect("a hash");
        assert_eq!(decoded(encoded), hash(name), "{name}");
    }
    assert_eq!(directives[3..], ["base-uri 'none'", "form-action 'none'"]);
}

/// Base 64, as hexadecimal.
fn decoded(text: &str) -> String {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: String = text
        .trim_end_matches('=')
        .chars()
        .map(|letter| format!("{:06b}", letters.find(letter).expect("a letter of base 64")))
        .collect();
    let bytes = bits.as_bytes().chunks_exact(8).map(|byte| std::str::from_utf8(byte).expect("digits"));
    bytes.map(|byte| format!("{:02x}", u8::from_str_radix(byte, 2).expect("a byte"))).collect()
}

#[test]
fn long_ids_and_long_lines_are_shown() {
    let folder = Folder::new("html_report-long");
    let (pilot, rule) = ("p".repeat(200), "R".repeat(200));
    let rules = crate::formats_data::RULES.replace("H-01", &rule).replace("H-02", "b-1").replace("H-03", "\"1\"");
    folder.write("rules.yaml", rules);
    let long = quoted(&"é".repeat(40_000));
    let head = "format: 1\ntitle: A pilot\nstatus: running\n";
    folder.write(
        "pilots.yaml",
        format!(
            "{head}pilot: {pilot}\nvoluntariness: {{sanction_for_refusal: {{value: true, by: {long}, basis: claimed, note: {long}}}}}\n\
             ---\n{head}pilot: a\n---\n{head}pilot: a-b\n---\n{head}pilot: a-1\n"
        ),
    );
    let page = report(&folder, &["pilots.yaml", "--rules", "rules.yaml"]);
    assert!(page.by_id(&format!("{pilot}-{rule}")).is_some());
    // No two results have one name, whatever ids are put together.
    for id in ["a.b-1", "a-b.1", "a-1", "a-1.1"] {
        assert!(page.by_id(id).is_some(), "{id}");
    }
    assert!(page.named("pre").all(|pre| pre.text.chars().count() < 1_000));
}
