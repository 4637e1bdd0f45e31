//! Positions in a text, and edits, read letter by letter.

use serde_json::Value;

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Bytes,
    Utf16,
    Letters,
}

impl Unit {
    /// The name of it, if the protocol needs one.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bytes => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Letters => "utf-32",
        }
    }

    fn of(self, letter: char) -> u64 {
        match self {
            Self::Bytes => letter.len_utf8() as u64,
            Self::Utf16 => letter.len_utf16() as u64,
            Self::Letters => 1,
        }
    }
}

/// The byte at a line and column, from 0. What lies beyond a line or the text is its end, what lies within a letter its
/// beginning.
pub fn offset(text: &str, unit: Unit, line: u64, column: u64) -> usize {
    let (mut at_line, mut at_column, mut letters) = (0, 0, text.char_indices().peekable());
    while let Some((at, letter)) = letters.next() {
        let ends = matches!(letter, '\n' | '\r');
        if at_line == line && (ends || at_column + unit.of(letter) > column) {
            return at;
        }
        if ends {
            if letter == '\r' {
                letters.next_if(|(_, next)| *next == '\n');
            }
            (at_line, at_column) = (at_line + 1, 0);
        } else {
            at_column += unit.of(letter);
        }
    }
    text.len()
}

/// The line and column of a byte.
pub fn position(text: &str, unit: Unit, at: usize) -> (u64, u64) {
    let before = &text[..at];
    let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let lines = before.replace("\r\n", "\n").matches(['\n', '\r']).count();
    (lines as u64, before[start..].chars().map(|letter| unit.of(letter)).sum())
}

/// The bytes of a range, which lies within the text: each end is where a letter begins or a line ends.
pub fn range(text: &str, unit: Unit, range: &Value) -> std::ops::Range<usize> {
    let [start, end] = ["start", "end"].map(|end| {
        let of = |key: &str| range[end][key].as_u64().unwrap_or_else(|| panic!("no range: {range}"));
        let (line, column) = (of("line"), of("character"));
        let at = offset(text, unit, line, column);
        assert_eq!(position(text, unit, at), (line, column), "{range} is not within {text:?}");
        at
    });
    assert!(start <= end, "{range} ends before it begins");
    start..end
}

/// A text after edits, none of which overlaps another.
pub fn edited(text: &str, unit: Unit, edits: &[Value]) -> String {
    let bytes = |edit: &Value| range(text, unit, &edit["range"]);
    let mut edits: Vec<(std::ops::Range<usize>, &str)> =
        edits.iter().map(|edit| (bytes(edit), edit["newText"].as_str().expect("a text"))).collect();
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    assert!(edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start), "{edits:?} overlap");
    let mut text = text.to_owned();
    for (range, new) in edits.into_iter().rev() {
        text.replace_range(range, new);
    }
    text
}
