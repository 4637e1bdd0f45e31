//! Which paragraphs are cited, and by whom; and which are left.

use super::{By, Checked, Register, Registered, Resolution, Texts};

/// What is cited of the documents of a register, in order.
#[derive(Debug, Clone)]
pub struct Coverage<'r> {
    /// The documents, each with its paragraphs from the first to the last.
    pub documents: Vec<(&'r Registered, Vec<Covered<'r>>)>,
}

/// A paragraph with those who cite it.
#[derive(Debug, Clone)]
pub struct Covered<'r> {
    /// Its number, from 1.
    pub paragraph: u32,
    /// Who cites it, rules first.
    pub claims: Vec<Claim>,
    /// How it stands.
    pub state: State<'r>,
}

/// A citation of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// Who cites.
    pub by: By,
    /// The code points of the phrase, from 0: the first, and one past the last; none where it is not found there.
    pub range: Option<(u32, u32)>,
}

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State<'r> {
    /// Somebody cites it.
    Cited,
    /// Nobody cites it, and the register says why nobody needs to.
    SetAside(&'r str),
    /// Nobody cites it, and nothing says why.
    Unclaimed,
    /// It is set aside, but cited all the same.
    Both(&'r str),
}

impl State<'_> {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cited => "cited",
            Self::SetAside(_) => "set-aside",
            Self::Unclaimed => "unclaimed",
            Self::Both(_) => "cited-and-set-aside",
        }
    }

    /// Whether it is as it should be.
    #[must_use]
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Cited | Self::SetAside(_))
    }
}

/// Reads citations the other way: from the paragraphs to those who cite them.
#[must_use]
pub fn coverage<'r>(register: &'r Register, checked: &[Checked], texts: &Texts) -> Coverage<'r> {
    let documents = register.documents().iter().map(|document| {
        let count = texts.get(&document.id).map_or(document.paragraphs, super::Text::paragraphs);
        let paragraphs = (1..=count).map(|paragraph| covered(document, paragraph, checked)).collect();
        (document, paragraphs)
    });
    Coverage { documents: documents.collect() }
}

fn covered<'r>(document: &'r Registered, paragraph: u32, checked: &[Checked]) -> Covered<'r> {
    let of_document = checked.iter().filter(|one| one.cited.document == document.id);
    let mut claims: Vec<Claim> = of_document
        .filter_map(|one| {
            let range = match &one.resolution {
                Resolution::Found(passage) if passage.paragraph == paragraph => Some((passage.start, passage.end)),
                _ if one.cited.paragraph == Some(paragraph) => None,
                _ => return None,
            };
            Some(Claim { by: one.cited.by.clone(), range })
        })
        .collect();
    claims.sort();
    claims.dedup();
    let aside = document
        .set_aside
        .iter()
        .find(|aside| aside.paragraphs.contains(&paragraph))
        .map(|aside| aside.reason.as_str());
    let state = match (claims.is_empty(), aside) {
        (false, None) => State::Cited,
        (false, Some(reason)) => State::Both(reason),
        (true, Some(reason)) => State::SetAside(reason),
        (true, None) => State::Unclaimed,
    };
    Covered { paragraph, claims, state }
}
