//! Pages of a report that is written as more than one: how a renderer hands them on to what writes them.

/// A page, with its name; without one it is the page that leads to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenPage<'p> {
    /// The name of its file.
    pub name: &'p str,
    /// All that stands in it.
    pub text: &'p str,
}

/// A page as part of a report.
pub(super) fn part(name: &str, text: &str) -> String {
    format!("{name}\n{}\n{text}", text.len())
}

/// The pages of a part of a report, one after the other.
pub fn pages(part: &str) -> impl Iterator<Item = WrittenPage<'_>> {
    let mut rest = part;
    std::iter::from_fn(move || {
        let (name, behind) = rest.split_once('\n')?;
        let (length, behind) = behind.split_once('\n')?;
        let (text, after) = behind.split_at_checked(length.parse().ok()?)?;
        rest = after;
        Some(WrittenPage { name, text })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_as_they_were_written() {
        let both = part("a.html", "é\n\n7\n") + &part("", "");
        let read: Vec<_> = pages(&both).collect();
        assert_eq!(read, [WrittenPage { name: "a.html", text: "é\n\n7\n" }, WrittenPage { name: "", text: "" }]);
        assert_eq!(pages("").count(), 0);
    }
}
