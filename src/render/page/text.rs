//! The words of a page.

use super::{Form, Medium};
use crate::model::VerdictAndScope;

/// Words in a row, some of which are more than words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<Span>);

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Plain(String),
    /// A name as it is written in files and calls.
    Code(String),
    /// Words that carry the rest.
    Strong(String),
    /// What the words behind it are, such as `given`.
    Label(&'static str),
    /// What stands before the words of a line on a terminal, and by how many columns its further lines are moved in.
    Mark(String, usize),
    /// One letter or sign, in a table of such.
    Sign(char),
    /// A verdict.
    Verdict(VerdictAndScope),
    /// A place of a file: the file, and what stands behind its name, such as `:5:29`.
    Place(String, String),
    /// Words that lead to an address on the web.
    Link(String, String),
    /// Pieces that only some forms show.
    Only(Medium, Vec<Span>),
}

impl Text {
    /// A text in which names stand between backticks, which a terminal shows as they are; or which is an address on the web
    /// and nothing else.
    #[must_use]
    pub fn quoting(text: &str) -> Self {
        let web = text.starts_with("https://") || text.starts_with("http://");
        if web && !text.contains(char::is_whitespace) {
            return Self(vec![Span::Link(text.to_owned(), text.to_owned())]);
        }
        let mut spans = Vec::new();
        let mut rest = text;
        while let Some((before, name, after)) = quoted(rest) {
            spans.push(Span::plain(before));
            spans.extend(Span::either(vec![Span::plain(format!("`{name}`"))], vec![Span::code(name)]));
            rest = after;
        }
        spans.push(Span::plain(rest));
        spans.retain(|span| *span != Span::plain(""));
        Self(spans)
    }

    /// The text as a form shows it, in words alone, but for what the words are.
    pub(super) fn plain(&self, form: Form) -> String {
        let mut out = String::new();
        for span in self.spans(form) {
            match span {
                Span::Plain(text) | Span::Code(text) | Span::Strong(text) | Span::Link(text, _) => out.push_str(text),
                Span::Sign(sign) => out.push(*sign),
                Span::Verdict(verdict) => out.push_str(verdict.words()),
                Span::Place(file, place) => out.extend([file.as_str(), place]),
                Span::Only(..) | Span::Label(_) | Span::Mark(..) => {}
            }
        }
        out
    }

    /// The pieces that a form shows.
    pub(super) fn spans(&self, form: Form) -> Vec<&Span> {
        fn add<'t>(spans: &'t [Span], form: Form, all: &mut Vec<&'t Span>) {
            for span in spans {
                match span {
                    Span::Only(medium, inner) if medium.is(form) => add(inner, form, all),
                    Span::Only(..) => {}
                    span => all.push(span),
                }
            }
        }
        let mut all = Vec::with_capacity(self.0.len());
        add(&self.0, form, &mut all);
        all
    }
}

/// What stands before the first name between backticks, the name, and what stands behind it.
fn quoted(text: &str) -> Option<(&str, &str, &str)> {
    let (before, after) = text.split_once('`')?;
    let (name, behind) = after.split_once('`').filter(|(name, _)| !name.is_empty())?;
    Some((before, name, behind))
}

impl Span {
    /// Words.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Plain(text.into())
    }

    /// A name as it is written in files and calls.
    #[must_use]
    pub fn code(text: impl Into<String>) -> Self {
        Self::Code(text.into())
    }

    /// Words that carry the rest.
    #[must_use]
    pub fn strong(text: impl Into<String>) -> Self {
        Self::Strong(text.into())
    }

    /// A place of a file.
    #[must_use]
    pub fn place(file: impl Into<String>, place: impl Into<String>) -> Self {
        Self::Place(file.into(), place.into())
    }

    /// A verdict for HTML, and these words for the other forms.
    #[must_use]
    pub fn verdict_or(verdict: VerdictAndScope, words: Span) -> [Self; 3] {
        let html = Self::Only(Medium::Html, vec![Self::Verdict(verdict)]);
        [Self::Only(Medium::Terminal, vec![words.clone()]), Self::Only(Medium::Markdown, vec![words]), html]
    }

    /// Words that only some forms show.
    #[must_use]
    pub fn only(medium: Medium, text: impl Into<String>) -> Self {
        Self::Only(medium, vec![Self::Plain(text.into())])
    }

    /// Words for a terminal, and pieces for documents.
    #[must_use]
    pub fn either(terminal: Vec<Span>, document: Vec<Span>) -> [Self; 2] {
        [Self::Only(Medium::Terminal, terminal), Self::Only(Medium::Document, document)]
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(vec![Span::Plain(text)])
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<Span> for Text {
    fn from(span: Span) -> Self {
        Self(vec![span])
    }
}

impl<const N: usize> From<[Span; N]> for Text {
    fn from(spans: [Span; N]) -> Self {
        Self(spans.into())
    }
}

impl From<Vec<Span>> for Text {
    fn from(spans: Vec<Span>) -> Self {
        Self(spans)
    }
}
