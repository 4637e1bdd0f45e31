//! Names with `*` and `?` in them, which stand for several rules.

/// Whether a name has a character in it that makes it stand for several.
pub(super) fn is_glob(name: &str) -> bool {
    name.contains(['*', '?'])
}

/// Whether an id is one of those that a pattern stands for: `*` is any run of characters, `?` any one. Upper and lower
/// case count as the same.
pub(super) fn matches(pattern: &str, id: &str) -> bool {
    crate::words::fits(pattern, id)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(matches(pattern, id), expected, "{pattern} {id}");
        }
    }
}
