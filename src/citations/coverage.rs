//! Which paragraphs are cited, and by whom; and which are left.

use super::{By, Checked, Register, Registered, Resolution, Texts};
use crate::text::composed;

/// What is cited of the documents of a register, in order.
#[derive(Debug, Clone)]
pub struct Coverage<'r> {
    /// The documents, each with its paragraphs from the first to the last; none where its text is not at hand.
    pub documents: Vec<(&'r Registered, Option<Vec<Covered<'r>>>)>,
}

impl Coverage<'_> {
    /// Whether every text is at hand, and every paragraph as it should be.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let settled = |covered: &Covered<'_>| covered.state.is_settled();
        self.documents.iter().all(|(_, paragraphs)| paragraphs.as_ref().is_some_and(|all| all.iter().all(settled)))
    }
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

impl Covered<'_> {
    /// Whether a rule cites it by words that stand in it.
    #[must_use]
    pub fn is_cited_by_rules(&self) -> bool {
        self.claims.iter().any(|claim| matches!(claim.by, By::Rule(_)) && claim.range.is_some())
    }
}

/// How many paragraphs of a document stand in which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub paragraphs: usize,
    /// Those that rules cite, pilots too or not.
    pub cited_by_rules: usize,
    /// Those that pilots cite and no rule does.
    pub cited_by_pilots_only: usize,
    /// Those that nobody cites, and of which the register keeps words.
    pub noted: usize,
    /// Those that the register sets aside, and nobody cites.
    pub set_aside: usize,
    /// Those that nobody cites, without a reason.
    pub unclaimed: usize,
    /// Those that are cited by phrases none of which stands in them.
    pub misquoted: usize,
    /// Those that are set aside, but cited all the same.
    pub cited_and_set_aside: usize,
}

impl Counts {
    /// Counts the paragraphs of a document.
    #[must_use]
    pub fn count(paragraphs: &[Covered<'_>]) -> Self {
        let mut counts = Self { paragraphs: paragraphs.len(), ..Self::default() };
        for covered in paragraphs {
            let count = match covered.state {
                State::Cited if covered.is_cited_by_rules() => &mut counts.cited_by_rules,
                State::Cited => &mut counts.cited_by_pilots_only,
                State::Noted => &mut counts.noted,
                State::SetAside(_) => &mut counts.set_aside,
                State::Unclaimed => &mut counts.unclaimed,
                State::Misquoted => &mut counts.misquoted,
                State::Both(_) => &mut counts.cited_and_set_aside,
            };
            *count += 1;
        }
        counts
    }
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
    /// A rule or a pilot cites it.
    Cited,
    /// Nobody cites it, and the register keeps words of it.
    Noted,
    /// Nobody cites it, and the register says why nobody needs to.
    SetAside(&'r str),
    /// Nobody cites it, and nothing says why.
    Unclaimed,
    /// It is cited, but none of the phrases stands in it.
    Misquoted,
    /// It is set aside, but cited all the same.
    Both(&'r str),
}

impl State<'_> {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cited => "cited",
            Self::Noted => "noted",
            Self::SetAside(_) => "set-aside",
            Self::Unclaimed => "unclaimed",
            Self::Misquoted => "misquoted",
            Self::Both(_) => "cited-and-set-aside",
        }
    }

    /// Whether it is as it should be.
    #[must_use]
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Cited | Self::Noted | Self::SetAside(_))
    }
}

/// Reads citations the other way: from the paragraphs to those who cite them. A document that came with the program is
/// left out where nothing cites it: whoever brings rules of their own need not answer for it.
#[must_use]
pub fn coverage<'r>(register: &'r Register, checked: &[Checked], texts: &Texts) -> Coverage<'r> {
    let cited = |id: &str| checked.iter().any(|one| one.cited.document.as_deref() == Some(id));
    let concerned = register.own().iter().chain(register.shipped().iter().filter(|document| cited(&document.id)));
    let documents = concerned.map(|document| {
        let text = texts.get(&*composed(&document.id));
        let paragraphs =
            text.map(|text| (1..=text.paragraphs()).map(|paragraph| covered(document, paragraph, checked)).collect());
        (document, paragraphs)
    });
    Coverage { documents: documents.collect() }
}

/// Whether a citation names a paragraph.
fn cites(document: &Registered, checked: &Checked, paragraph: u32) -> bool {
    let numbers = checked.cited.paragraph.as_ref().and_then(|cited| document.numbers(cited));
    numbers.is_some_and(|numbers| numbers.contains(&paragraph))
}

fn covered<'r>(document: &'r Registered, paragraph: u32, checked: &[Checked]) -> Covered<'r> {
    let of_document = checked.iter().filter(|one| one.cited.document.as_deref() == Some(document.id.as_str()));
    let mut claims: Vec<Claim> = of_document
        .filter_map(|one| {
            let range = match &one.resolution {
                Resolution::Found(passage) if passage.paragraph == paragraph => Some((passage.start, passage.end)),
                _ if cites(document, one, paragraph) => None,
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
    let is_noted = |claim: &Claim| matches!(claim.by, By::Noted(_));
    let found = claims.iter().any(|claim| claim.range.is_some() && !is_noted(claim));
    let only_noted = claims.iter().all(|claim| is_noted(claim) && claim.range.is_some());
    let state = match (claims.is_empty(), aside) {
        (false, None) if found => State::Cited,
        (false, None) if only_noted => State::Noted,
        (false, None) => State::Misquoted,
        (false, Some(reason)) => State::Both(reason),
        (true, Some(reason)) => State::SetAside(reason),
        (true, None) => State::Unclaimed,
    };
    Covered { paragraph, claims, state }
}
