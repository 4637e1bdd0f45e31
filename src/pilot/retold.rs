//! Words that a speaker is said to have said: another tells of them, and the remark on them begins with that.

use super::Statement;

/// The most characters of what tells who tells of it. A longer beginning is a remark like any other.
const MAX_LEAD: usize = 100;

/// By these a remark that begins with `As` says that somebody tells of another's words.
const TELLS: [&str; 3] = ["told", "tell", "report"];

/// Who tells of words that are another's, as the remark on them begins: `As told by the board: ...`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retold<'n> {
    /// What stands behind `As` there, such as `told by the board`.
    as_told: &'n str,
    /// What the remark says besides; none where that is all.
    pub rest: Option<&'n str>,
}

impl Retold<'_> {
    /// Who tells of it, to stand behind the speaker's name: `as told by the board`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("as {}", self.as_told)
    }
}

impl Statement<'_> {
    /// Whether somebody else tells of these words, and who.
    #[must_use]
    pub fn retold(&self) -> Option<Retold<'_>> {
        self.note.as_deref().and_then(retold)
    }

    /// The remark on it, without who tells of the words.
    #[must_use]
    pub fn remark(&self) -> Option<&str> {
        self.retold().map_or(self.note.as_deref(), |retold| retold.rest)
    }
}

fn retold(note: &str) -> Option<Retold<'_>> {
    let told = note.trim().strip_prefix("As ")?;
    let (sentence, rest) = beginning(told);
    // That it is not in the speaker's own words is what `as told by` says.
    let as_told = sentence.split(", not in ").next().unwrap_or(sentence).trim();
    let tells = as_told.split_whitespace().any(|word| TELLS.iter().any(|tells| word.starts_with(tells)));
    let rest = Some(rest.trim()).filter(|rest| !rest.is_empty());
    (tells && as_told.chars().count() <= MAX_LEAD).then_some(Retold { as_told, rest })
}

/// A text up to the end of its first clause, and what comes behind that.
fn beginning(text: &str) -> (&str, &str) {
    for (at, end) in text.match_indices(['.', ':', ';']) {
        let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(at + end.len()..).unwrap_or_default());
        if (behind.is_empty() || behind.starts_with(char::is_whitespace)) && !(end == "." && is_short_for_more(before))
        {
            return (before, behind);
        }
    }
    (text, "")
}

/// Whether a text ends with what a full stop only shortens, such as `Dr`.
fn is_short_for_more(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default();
    let mut letters = word.chars();
    let begins = letters.next().is_some_and(char::is_uppercase);
    begins && letters.clone().count() < 3 && letters.all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::retold;

    #[test]
    fn a_remark_that_begins_with_who_tells_of_it_is_taken_apart() {
        for (note, words, rest) in [
            ("As told by the board, not in the speaker's own words.", "as told by the board", None),
            ("As the board report it. Of two.", "as the board report it", Some("Of two.")),
            ("As we tell it: not on paper.", "as we tell it", Some("not on paper.")),
            ("As told by Dr. Grey. In May.", "as told by Dr. Grey", Some("In May.")),
            ("As reported by the BBC. In May", "as reported by the BBC", Some("In May")),
        ] {
            let told = retold(note).expect(note);
            assert_eq!((told.words().as_str(), told.rest), (words, rest), "{note}");
        }
        let long = format!("As told by {}.", "a very long name ".repeat(20));
        for note in ["As far as it goes.", "Told by the board.", "", "As ", &long, "Ask who told it."] {
            assert_eq!(retold(note), None, "{note}");
        }
    }
}
