//! Whatever the text and whatever the change: the text that comes of it says just what was asked for, and all else is there
//! still; or the change is refused.

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::*;

use super::written::{Tape, Writer, any_change};
use super::{change, model, project, read};
use crate::testkit::cases::try_until;

#[derive(Debug, Default, Clone, Copy)]
struct Seen {
    made: u32,
    impossible: u32,
    refused: u32,
    unsound: u32,
}

#[test]
fn a_changed_text_says_what_was_asked_for_and_all_else_as_before() {
    let project = project();
    let seen: Cell<Seen> = Cell::default();
    let test = |(text, changes): (Vec<u8>, Vec<u8>)| {
        let mut counts = seen.get();
        let (text, comments) = Writer::file(&text);
        let answer = read(&project, &text);
        let before = model::documents(&answer);
        let mut tape = Tape(&changes);
        let document = tape.below(before.len().max(1));
        let changes: Vec<_> = (0..=tape.below(3)).map(|_| any_change(&mut tape)).collect();
        let changed = change(&project, &text, document, &changes);
        let mut expected = before.clone();
        let sound = answer["errors"] == serde_json::json!([]) && before.contains_key(&document);
        let possible = sound && {
            let model = expected.get_mut(&document).expect("a document");
            changes.iter().all(|change| model.change(change))
        };
        match (sound, possible, changed) {
            (false, _, changed) => {
                counts.unsound += 1;
                prop_assert!(changed.is_err() || before.contains_key(&document), "{text}");
            }
            (true, false, changed) => {
                counts.impossible += 1;
                prop_assert!(changed.is_err(), "{changes:?}\n{text}");
            }
            (true, true, Err(wrong)) => {
                counts.refused += 1;
                prop_assert!(wrong.iter().all(|one| one.contains("has a shape")), "{wrong:?}\n{changes:?}\n{text}");
            }
            (true, true, Ok(new)) => {
                counts.made += 1;
                let answer = read(&project, &new);
                prop_assert_eq!(&answer["errors"], &serde_json::json!([]), "{:?}\n{}\n----\n{}", changes, text, new);
                prop_assert_eq!(model::documents(&answer), expected, "{:?}\n{}\n----\n{}", changes, text, new);
                for number in 1..=comments {
                    let comment = format!("# comment {number}.");
                    prop_assert_eq!(
                        new.matches(&comment).count(),
                        1,
                        "{}\n{:?}\n{}\n----\n{}",
                        comment,
                        changes,
                        text,
                        new
                    );
                }
                prop_assert_eq!(text.starts_with('\u{feff}'), new.starts_with('\u{feff}'));
                prop_assert_eq!(breaks(&text), breaks(&new), "{:?}\n{:?}\n----\n{:?}", changes, text, new);
                if changes.iter().all(|change| change["change"] == "state") {
                    // Nothing but the lines of the facts that are spoken of is touched.
                    let facts = changes.iter().filter_map(|change| change["fact"].as_str()?.split_once('.'));
                    let names: Vec<&str> = facts.flat_map(|(section, name)| [section, name]).collect();
                    let spoken = |line: &str| names.iter().any(|name| line.contains(name));
                    if !text.contains(['&', '{', '[']) {
                        let mut left = lines(&new);
                        for line in lines(&text).filter(|line| !spoken(line) && line.contains(": ")) {
                            let stands = left.any(|other| {
                                other.trim_start_matches(['-', ' ']) == line.trim_start_matches(['-', ' '])
                            });
                            prop_assert!(stands, "{line}\n{changes:?}\n{text}\n----\n{new}");
                        }
                    }
                }
            }
        }
        seen.set(counts);
        Ok(())
    };
    let enough = || seen.get().made > 1_000 && seen.get().impossible > 50;
    try_until(1_500, (vec(any::<u8>(), 0..220), vec(any::<u8>(), 24)), test, enough);
    let Seen { made, refused, .. } = seen.get();
    assert!(enough(), "each is tried often enough: {:?}", seen.get());
    assert!(refused * 100 < made, "little is refused: {:?}", seen.get());
}

/// The lines of a text, however they end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r'])
}

/// Whether lines end with a line feed, with both signs, and with a carriage return alone.
fn breaks(text: &str) -> [bool; 3] {
    let both = text.matches("\r\n").count();
    [text.matches('\n').count() > both, both > 0, text.matches('\r').count() > both]
}
