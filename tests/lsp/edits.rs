//! Whatever is edited, in whatever order: what is told in the end is what a server tells that is started then.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

use super::able;
use super::client::Client;
use crate::support::{Folder, GOOD, RULES};

const FILES: [&str; 4] = ["a.yaml", "b.yaml", "rules.yaml", "brief.yaml"];

/// What is typed or pasted, some of it in the middle of something else.
const PIECES: [&str; 12] = [
    "",
    "x",
    "\n",
    "\r\n",
    "\u{1f600}",
    "é: ",
    "  ",
    "format: 1\n",
    "pilot: other\n",
    "force: should\n",
    "{value: false, by: \"\u{1f600}\"}",
    "---\n",
];

#[derive(Debug, Clone)]
enum Edit {
    /// Another text from one place, so many thousandths into the file, to another a little later.
    Replace { file: usize, at: u16, length: u8, piece: usize },
    /// Back to what was there at first.
    Restore { file: usize },
    /// Closed without being saved, and opened again later by whatever edits it next.
    Close { file: usize },
}

fn edit() -> impl Strategy<Value = Edit> {
    let file = 0..FILES.len();
    prop_oneof![
        12 => (file.clone(), 0..1000_u16, 0..12_u8, 0..PIECES.len()).prop_map(|(file, at, length, piece)| Edit::Replace { file, at, length, piece }),
        2 => file.clone().prop_map(|file| Edit::Restore { file }),
        1 => file.prop_map(|file| Edit::Close { file }),
    ]
}

/// The files as they are saved.
fn saved(file: usize) -> String {
    match FILES[file] {
        "a.yaml" => GOOD.to_owned(),
        "b.yaml" => GOOD.replace("good", "b").replace("title: G", "title: \u{1f600} b"),
        "rules.yaml" => RULES.to_owned(),
        _ => "format: 1\nbrief:\n  rules: [rules.yaml]\n  min_force: ask\n".to_owned(),
    }
}

/// The position of a byte, in units of UTF-16.
fn position(text: &str, at: usize) -> serde_json::Value {
    let before = &text[..at];
    // As the protocol has it, a carriage return ends a line, and so do a line feed and the two together.
    let joined = before.replace("\r\n", "\n").replace('\r', "\n");
    let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    json!({"line": joined.matches('\n').count(), "character": before[start..].encode_utf16().count()})
}

fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    // Neither within a letter nor between the two that end a line.
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n') {
        at -= 1;
    }
    at
}

/// Makes edits in a server that runs, and holds what it tells against what a fresh one tells.
fn hold(folder: &Folder, edits: &[Edit]) {
    let mut client = Client::new(folder, &able());
    let mut open: BTreeMap<usize, (i64, String)> = BTreeMap::new();
    let mut version = 0;
    for edit in edits {
        version += 1;
        match edit {
            Edit::Close { file } => {
                if open.remove(file).is_some() {
                    client.close(FILES[*file]);
                }
            }
            Edit::Restore { file } | Edit::Replace { file, .. } => {
                if !open.contains_key(file) {
                    let text = saved(*file);
                    client.open(FILES[*file], version, &text);
                    open.insert(*file, (version, text));
                }
                let (last, text) = open.get_mut(file).expect("a file that is open");
                version += 1;
                *last = version;
                let Edit::Replace { at, length, piece, .. } = edit else {
                    *text = saved(*file);
                    client.change(FILES[*file], version, &json!([{"text": text}]));
                    continue;
                };
                let start = boundary(text, text.len() * usize::from(*at) / 1000);
                let end = boundary(text, start + usize::from(*length)).max(start);
                let range = json!({"start": position(text, start), "end": position(text, end)});
                client.change(FILES[*file], version, &json!([{"range": range, "text": PIECES[*piece]}]));
                text.replace_range(start..end, PIECES[*piece]);
            }
        }
    }
    // Whatever closed last is told of by what opens last.
    version += 1;
    client.open("last.yaml", version, "");
    client.told_of("last.yaml", version);
    let mut fresh = Client::new(folder, &able());
    for (file, (version, text)) in &open {
        fresh.open(FILES[*file], *version, text);
    }
    fresh.open("last.yaml", version, "");
    fresh.told_of("last.yaml", version);
    assert_eq!(client.told, fresh.told, "{open:#?}");
    assert_eq!((client.leave(), fresh.leave()), (Some(0), Some(0)));
}

#[test]
fn a_thousand_random_edits_leave_what_a_fresh_start_gives() {
    let folder = Folder::new("edits");
    for (file, name) in FILES.iter().enumerate() {
        folder.write(name, saved(file));
    }
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    runner
        .run(&prop::collection::vec(edit(), 25..=25), |edits| {
            hold(&folder, &edits);
            Ok(())
        })
        .expect("the same in the end");
}
