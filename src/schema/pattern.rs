//! The patterns of our schemas. Each stands in a schema as a regular expression, for whoever reads it, and here as a
//! function: threads have to take turns at a regular expression, and it has to be compiled in every run. A test holds the
//! one against the other.

/// A pattern, and whether a text fits it.
type Pattern = (&'static str, fn(&str) -> bool);

/// At most twelve words.
pub(super) const PHRASE: &str = r"^\s*\S+(\s+\S+){0,11}\s*$";

/// Something besides white space.
pub(super) const TEXT: &str = r"\S";

pub(super) const ID: &str = "^[a-z0-9][a-z0-9-]*$";

pub(super) const RULE_ID: &str = r"^[A-Za-z0-9][A-Za-z0-9._-]*$";

pub(super) const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";

/// A day that the calendar has. Files are held against [`DAY`], and those that read them tell of a day that there is not; this
/// is for the schemas that are printed.
pub(super) const CALENDAR_DAY: &str = concat!(
    r"^(\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))",
    r"|(\d{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$"
);

/// A paragraph, or the first and the last of several.
pub(super) const PARAGRAPHS: &str = r"^[1-9]\d*(-[1-9]\d*)?$";

pub(super) const SHA256: &str = "^[0-9a-f]{64}$";

const ALL: [Pattern; 7] = [
    (PHRASE, |text| (1..=12).contains(&text.split(is_white).filter(|word| !word.is_empty()).count())),
    (TEXT, |text| !text.chars().all(is_white)),
    (ID, |text| {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        led(text, fits, |byte| fits(byte) || byte == b'-')
    }),
    (RULE_ID, |text| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric();
        led(text, fits, |byte| fits(byte) || matches!(byte, b'.' | b'_' | b'-'))
    }),
    (DAY, |text| {
        let place = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
        text.len() == 10 && text.bytes().enumerate().all(place)
    }),
    (PARAGRAPHS, |text| {
        let number = |text: &str| led(text, |byte| matches!(byte, b'1'..=b'9'), |byte| byte.is_ascii_digit());
        text.split_once('-').map_or_else(|| number(text), |(first, last)| number(first) && number(last))
    }),
    (SHA256, |text| text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))),
];

/// The function of a pattern.
pub(super) fn of(pattern: &str) -> Option<fn(&str) -> bool> {
    ALL.iter().find(|(text, _)| *text == pattern).map(|(_, fits)| *fits)
}

/// Whether the first byte is one of those that may lead, and all are of those that may follow.
fn led(text: &str, leads: impl Fn(u8) -> bool, follows: impl Fn(u8) -> bool) -> bool {
    text.bytes().next().is_some_and(leads) && text.bytes().skip(1).all(follows)
}

/// White space as JSON Schema has it, by ECMA-262: a byte order mark is, and the control character NEL is not.
fn is_white(c: char) -> bool {
    c.is_whitespace() && c != '\u{85}' || c == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether a text fits a pattern, as the validator has it.
    fn fits(pattern: &str, texts: &[String]) -> Vec<bool> {
        let schema = serde_json::json!({ "pattern": pattern });
        let validator = jsonschema::options().with_pattern_options(jsonschema::PatternOptions::regex());
        let validator = validator.build(&schema).expect("a pattern");
        texts.iter().map(|text| validator.is_valid(&serde_json::Value::String(text.clone()))).collect()
    }

    proptest! {
        #[test]
        fn each_function_fits_what_its_pattern_fits(texts in prop::collection::vec(any_text(), 1..60)) {
            for (pattern, function) in ALL {
                let found: Vec<bool> = texts.iter().map(|text| function(text)).collect();
                prop_assert_eq!(found, fits(pattern, &texts), "{} of {:?}", pattern, texts);
            }
        }
    }

    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a-fA-Zgz0-9 ._\n\r\t\u{85}\u{a0}\u{feff}\u{2028}\u{3000}٣é-]{0,12}",
            "\\PC{0,3}( [a-z]){10,13}\\s{0,2}",
            "[0-9٣]{3,5}-[0-9]{1,3}-[0-9]{1,3}\n?",
            "[0-3]{0,3}-?[0-3]{0,3}-?",
            "[0-9a-g]{63,65}",
            "[0-9a-f]{64}",
        ]
    }

    #[test]
    fn the_days_of_a_printed_schema_are_those_of_the_calendar() {
        let numbers = |from: u32, until: u32| from..=until;
        let years = ["0000", "0004", "0100", "1900", "1999", "2000", "2023", "2024", "2096", "2100", "2400", "9999"];
        let texts = years.iter().flat_map(|year| {
            numbers(0, 13).flat_map(move |month| numbers(0, 32).map(move |day| format!("{year}-{month:02}-{day:02}")))
        });
        let texts: Vec<String> =
            texts.chain(["2024-1-01", "2024-01-01 ", "+2024-01-01", ""].map(str::to_owned)).collect();
        let found: Vec<bool> = texts.iter().map(|text| crate::model::number::Day::parse(text).is_some()).collect();
        assert!(found == fits(CALENDAR_DAY, &texts));
    }

    #[test]
    fn every_character_is_white_for_both_or_for_neither() {
        let texts: Vec<String> = ('\0'..=char::MAX).map(String::from).collect();
        let found: Vec<bool> = texts.iter().map(|text| of(TEXT).is_some_and(|fits| fits(text))).collect();
        assert!(found == fits(TEXT, &texts));
    }
}
