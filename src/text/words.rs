//! Small helpers for messages in plain English.

use std::fmt::Write as _;

/// The candidate nearest to `word`, if one is near enough to be what was meant.
///
/// Near enough is at most a third of the longer word's letters (two at least) inserted, left out, changed or swapped;
/// upper and lower case, and `_` and `-`, count as the same. Of equally near ones the first is given.
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let fold = |text: &str| text.to_lowercase().replace('_', "-");
    // A very long word is nobody's slip of the pen.
    if word.len() > 200 {
        return None;
    }
    let word = fold(word);
    let mut best: Option<(usize, &'c str)> = None;
    for candidate in candidates.filter(|candidate| candidate.len() <= 200) {
        let other = fold(candidate);
        let distance = strsim::damerau_levenshtein(&word, &other);
        let bound = (word.chars().count().max(other.chars().count()) / 3).max(2);
        let shorter = word.chars().count().min(other.chars().count());
        if distance <= bound && distance < shorter && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Whether a name has a character in it that makes it stand for several; see [`fits`].
#[must_use]
pub fn is_pattern(name: &str) -> bool {
    name.contains(['*', '?'])
}

/// Whether a name fits a pattern in which `*` stands for any letters, none included, and `?` for one. Upper and lower case
/// count as the same.
#[must_use]
pub fn fits(pattern: &str, name: &str) -> bool {
    wildmatch::WildMatch::new(&pattern.to_lowercase()).matches(&name.to_lowercase())
}

/// `a`, `a and b`, `a, b and c`, with `and` as given.
#[must_use]
pub fn listed<T: AsRef<str>>(words: &[T], and: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} {and} {}", most.join(", "), last.as_ref())
        }
    }
}

/// `1 rule`, `2 rules`: a number with its noun.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// `a rule`, `an import`: a noun with its article.
#[must_use]
pub fn one(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// `2,310`: a number with its digits in groups of three.
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (left, digit) in (0..digits.len()).rev().zip(digits.chars()) {
        grouped.push(digit);
        if left > 0 && left % 3 == 0 {
            grouped.push(',');
        }
    }
    grouped
}

/// The text as a sentence: with a capital letter at its beginning and a full stop, or whatever else closes it, at its end.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let closed = text.ends_with(['.', '?', '!', ':']) || text.is_empty();
    format!("{}{}", capital(text), if closed { "" } else { "." })
}

/// The text with a capital letter at its beginning.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let mut capital = String::with_capacity(text.len());
    capital.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    capital + letters.as_str()
}

/// A text of one line between double quotation marks, as YAML reads it.
#[must_use]
pub fn in_quotation_marks(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Text that is safe to show on a terminal: control characters, and the marks that turn the direction of writing, are
/// replaced one by one, so that places keep their columns. A tab becomes a space.
#[must_use]
pub fn harmless(text: &str) -> String {
    if is_plain(text) || !text.chars().any(|c| harmless_char(c).is_some()) {
        return text.to_owned();
    }
    text.chars().map(|c| harmless_char(c).unwrap_or(c)).collect()
}

/// Whether a text has no letters but those of ASCII that can be seen, and blanks: nothing of it needs to be replaced.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// A text of the input as it may stand in a message: harmless, and cut where it is long.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(57).collect();
    let rest: String = letters.by_ref().take(4).collect();
    if rest.chars().count() < 4 { harmless(&(start + &rest)) } else { harmless(&start) + "..." }
}

/// What stands in for a character that must not reach a terminal.
#[must_use]
pub fn harmless_char(c: char) -> Option<char> {
    match c {
        '\t' => Some(' '),
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        // No characters at all: XML and YAML forbid them.
        | '\u{fffe}'
        | '\u{ffff}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// JSON in which the control characters that JSON itself lets stand are escaped too: the text may go to a terminal.
#[must_use]
pub fn safe_json(json: String) -> String {
    let acts = |c: char| c > '~' && harmless_char(c).is_some();
    if json.is_ascii() && !json.contains('\u{7f}') || !json.contains(acts) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if acts(c) {
            // All of them stand in the first plane, so that one unit is enough.
            let _ = write!(out, "\\u{:04x}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

/// Writes a text as JSON has it between its quotation marks, safe for a terminal.
pub fn json_text(text: &str, out: &mut String) {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
    if text.bytes().all(is_plain) {
        out.push_str(text);
        return;
    }
    let json = safe_json(serde_json::Value::from(text).to_string());
    out.push_str(json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or(&json));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_only_when_it_is_near() {
        let words = ["work_coach_role", "routes", "referrer_training"];
        assert_eq!(nearest("work_coach_rol", words.into_iter()), Some("work_coach_role"));
        assert_eq!(nearest("work-coach-role", words.into_iter()), Some("work_coach_role"));
        assert_eq!(nearest("route", words.into_iter()), Some("routes"));
        assert_eq!(nearest("zebra", words.into_iter()), None);
        assert_eq!(nearest("xy", ["ab"].into_iter()), None);
    }

    #[test]
    fn digits_stand_in_groups_of_three() {
        assert_eq!([0, 12, 999, 1000, 2310, 1_234_567].map(grouped), ["0", "12", "999", "1,000", "2,310", "1,234,567"]);
    }

    #[test]
    fn what_is_shown_is_short() {
        assert_eq!(excerpt(&"a".repeat(60)), "a".repeat(60));
        assert_eq!(excerpt(&"é\n".repeat(31)), "é\u{240a}".repeat(28) + "é...");
    }

    #[test]
    fn no_control_character_survives() {
        assert_eq!(
            harmless("a\u{1b}[31mb\tc\u{9b}\u{202e}\u{ffff}\u{7f}"),
            "a\u{241b}[31mb c\u{fffd}\u{fffd}\u{fffd}\u{2421}"
        );
    }

    /// All that Unicode has to turn the direction of writing (the property Bidi_Control).
    #[test]
    fn nothing_turns_the_writing() {
        let marks = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
        assert_eq!(harmless(marks), "\u{fffd}".repeat(12));
    }

    #[test]
    fn stars_and_question_marks_stand_for_what_they_should() {
        for (pattern, id, expected) in [
            ("PB-0*", "PB-01", true),
            ("PB-0*", "PB-11", false),
            ("pb-0*", "PB-01", true),
            ("*", "PB-01", true),
            ("***", "PB-01", true),
            ("*-01", "PB-01", true),
            ("*-01", "PB-011", false),
            ("P*-*1", "PB-01-11", true),
            ("PB-0?", "PB-01", true),
            ("PB-0?", "PB-0", false),
            ("PB-0?", "PB-010", false),
            ("PB-01", "PB-01", true),
            ("PB-01", "PB-0", false),
            ("", "PB-01", false),
            ("a*a*a*b", "aaaaaaaaaaaaaaaa", false),
            ("*ab*ab", "abxabab", true),
        ] {
            assert_eq!(fits(pattern, id), expected, "{pattern} {id}");
        }
    }
}
