//! The page as it is put together: small enough to be sent, with all in it that it needs, and bound to ask for nothing else.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::built;

/// What stands in the page between two texts.
fn between<'p>(page: &'p str, before: &str, behind: &str) -> &'p str {
    let rest = page.split_once(before).unwrap_or_else(|| panic!("{before} stands in the page")).1;
    rest.split_once(behind).expect("an end").0
}

#[test]
fn the_page_is_small_and_may_ask_for_nothing() {
    let Some(file) = built("desk.html") else { return };
    let page = fs::read_to_string(file).expect("the page");
    assert!(page.len() < 4_000_000, "it has {} bytes", page.len());
    let policy = between(&page, "<meta http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let parts: Vec<&str> = policy.split("; ").collect();
    assert_eq!(parts[0], "default-src 'none'");
    for part in &parts[1..] {
        for word in part.split(' ').skip(1) {
            let harmless = ["'none'", "'wasm-unsafe-eval'", "blob:", "data:"].contains(&word);
            assert!(harmless || word.starts_with("'sha256-"), "{part}");
        }
    }
    let head = page.split_once("<body").expect("a body").0;
    assert!(head.find(policy) < head.find("<style>"), "the policy stands before all that it is about");
    for asks in ["<link", "<img", " src=\"", "@import", "url("] {
        assert!(!page.contains(asks), "{asks}");
    }
}

#[test]
fn the_shipped_pilots_come_with_the_page() {
    let Some(file) = built("desk.html") else { return };
    let page = fs::read_to_string(file).expect("the page");
    let pilots = between(&page, "<script id=\"desk-pilots\" type=\"application/json\">", "</script>");
    let pilots: Vec<Value> = serde_json::from_str(pilots).expect("JSON");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pilots");
    assert_eq!(pilots.len(), fs::read_dir(&folder).expect("the pilots").count());
    for pilot in pilots {
        let name = pilot["name"].as_str().expect("a name").strip_prefix("pilots/").expect("a file of the folder");
        assert_eq!(fs::read_to_string(folder.join(name)).expect("a pilot"), pilot["text"].as_str().expect("a text"));
    }
}
