//! The headings of a page as a document of HTML has them: one of the first level, and each with an id of its own.

use std::collections::BTreeSet;

use super::{Block, Form, Page, visible_blocks};

/// The longest id, in letters, that is made of the words of a heading.
const MAX_ID: usize = 60;

/// A heading with its place in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlacedHeading {
    /// Its level, from 1.
    pub level: usize,
    /// Its id: letters, digits and hyphens.
    pub id: String,
    /// Its words.
    pub words: String,
}

/// The headings of a page, in order.
#[derive(Debug)]
pub(super) struct Headings {
    /// The title of the document, where the page itself does not begin with the one heading of the first level.
    pub title: Option<String>,
    /// All others.
    pub all: Vec<PlacedHeading>,
}

impl Headings {
    /// The headings that a page comes to.
    pub fn of(page: &Page) -> Self {
        let blocks = visible_blocks(&page.blocks, Form::Html);
        let headings: Vec<_> = blocks
            .iter()
            .filter_map(|block| if let Block::Heading(heading) = block { Some(heading) } else { None })
            .collect();
        let begins = matches!(blocks.first(), Some(Block::Heading(first)) if first.level == 1);
        let one = begins && headings.iter().filter(|heading| heading.level == 1).count() == 1;
        let (mut ids, mut before) = (BTreeSet::new(), usize::from(!one));
        let mut all = Vec::with_capacity(headings.len());
        for heading in headings {
            let words = heading.text.plain(Form::Html);
            // No level is left out on the way down.
            let level = (heading.level + usize::from(!one)).min(before + 1).clamp(1, 6);
            before = level;
            all.push(PlacedHeading { level, id: id(&words, &mut ids), words });
        }
        Self { title: (!one).then(|| page.title.clone()), all }
    }

    /// The sections of the document, as a list of what is on the page names them.
    pub fn sections(&self) -> impl Iterator<Item = &PlacedHeading> {
        self.all.iter().filter(|heading| heading.level == 2)
    }
}

/// An id made of words, unlike all before it.
fn id(words: &str, ids: &mut BTreeSet<String>) -> String {
    let mut id = String::new();
    for c in words.chars().flat_map(char::to_lowercase).take(MAX_ID) {
        match c {
            c if c.is_ascii_alphanumeric() => id.push(c),
            _ if id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    let id = match id.trim_matches('-') {
        "" => "section",
        some => some,
    };
    let numbered = (2..).map(|number: usize| format!("{id}-{number}"));
    let id = std::iter::once(id.to_owned()).chain(numbered).find(|id| !ids.contains(id)).unwrap_or_default();
    ids.insert(id.clone());
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_and_unlike_one_another() {
        let ids = &mut BTreeSet::new();
        let made: Vec<String> =
            ["Asked \u{202e}for", "asked-for", "\"><script>", "…", "é"].iter().map(|words| id(words, ids)).collect();
        assert_eq!(made, ["asked-for", "asked-for-2", "script", "section", "section-2"]);
    }

    #[test]
    fn a_document_has_one_first_heading_and_leaves_no_level_out() {
        let levels = |levels: &[usize]| {
            let blocks = levels.iter().map(|level| Block::heading(*level, "x")).collect();
            let headings = Headings::of(&Page { blocks, ..Page::new("Title", Vec::new()) });
            (headings.title, headings.all.iter().map(|heading| heading.level).collect::<Vec<_>>())
        };
        assert_eq!(levels(&[1, 2, 3, 2]), (None, vec![1, 2, 3, 2]));
        assert_eq!(levels(&[1, 3, 1]), (Some("Title".to_owned()), vec![2, 3, 2]));
        assert_eq!(levels(&[2, 4]), (Some("Title".to_owned()), vec![2, 3]));
    }
}
