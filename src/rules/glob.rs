//! Names with `*` and `?` in them, which stand for several rules.

/// Whether a name has a character in it that makes it stand for several.
pub(super) fn is_glob(name: &str) -> bool {
    name.contains(['*', '?'])
}

/// Whether an id is one of those that a pattern stands for: `*` is any run of characters, `?` any one. Upper and lower
/// case count as the same. Takes at most as many steps as the two lengths multiplied.
pub(super) fn matches(pattern: &str, id: &str) -> bool {
    let (pattern, id) = (pattern.as_bytes(), id.as_bytes());
    let (mut at, mut on) = (0, 0);
    // After the last star: what is to be matched next, and how much of the id the star has taken so far.
    let mut star: Option<(usize, usize)> = None;
    while let Some(byte) = id.get(on) {
        match pattern.get(at) {
            Some(b'*') => {
                at += 1;
                star = Some((at, on));
            }
            Some(wanted) if *wanted == b'?' || wanted.eq_ignore_ascii_case(byte) => {
                at += 1;
                on += 1;
            }
            _ => {
                let Some((after, taken)) = star else { return false };
                star = Some((after, taken + 1));
                at = after;
                on = taken + 1;
            }
        }
    }
    pattern.get(at..).unwrap_or_default().iter().all(|rest| *rest == b'*')
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
