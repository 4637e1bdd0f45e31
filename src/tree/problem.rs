//! Problems of the values and keys of a tree, and the changes of the text that mend them.

use super::{Key, Kind, Node};
use crate::model::{DiagnosticCode, Problem};
use crate::text::{LineIndex, Span, words};

impl Problem {
    /// A problem of a value.
    #[must_use]
    pub fn at(code: DiagnosticCode, node: Node<'_>, message: String) -> Self {
        let span = node.opening();
        Self { written: node.written_at().unwrap_or(span), ..Self::new(code, span, message) }
    }

    /// A problem of a key.
    #[must_use]
    pub fn of_key(code: DiagnosticCode, key: Key<'_>, message: String) -> Self {
        Self { written: key.written, ..Self::new(code, key.span, message) }
    }

    /// The same with a way to mend it: this word in place of a value. A value that came in by an alias is left alone: what
    /// is written at the anchor is not for this place only.
    #[must_use]
    pub fn or_value(self, node: Node<'_>, word: &str) -> Self {
        if node.written_at().is_some() || matches!(node.kind(), Kind::List | Kind::Map) {
            return self;
        }
        self.or_word(node.text(), node.span(), word)
    }

    /// The same with a way to mend it: this YAML in place of a value, whether that is in quotation marks or not.
    #[must_use]
    pub fn or_yaml(self, node: Node<'_>, yaml: impl Into<String>) -> Self {
        if node.written_at().is_some() || matches!(node.kind(), Kind::Null | Kind::List | Kind::Map) {
            return self;
        }
        let yaml = yaml.into();
        self.with_fix(format!("Write `{yaml}`"), node.span(), yaml)
    }

    /// The same with a way to mend it: this word in place of a key.
    #[must_use]
    pub fn or_key(self, text: &str, key: Key<'_>, word: &str) -> Self {
        if key.span == key.written { self.or_word(text, key.span, word) } else { self }
    }

    /// The same with this word in place of another, in quotation marks if that one has them.
    fn or_word(self, text: &str, span: Span, word: &str) -> Self {
        let mark = text.get(span.range()).and_then(|old| old.chars().next()).filter(|mark| matches!(mark, '"' | '\''));
        let new_text = mark.map_or_else(|| word.to_owned(), |mark| format!("{mark}{word}{mark}"));
        self.with_fix(format!("Write `{word}`"), span, new_text)
    }
}

/// What is told of a key within braces that is none: the rest of a text before it, which a comma has ended. None where the
/// key has a value, or where no plain text stands before it.
pub(crate) fn split_text(mapping: Node<'_>, key: Key<'_>) -> Option<Problem> {
    let text = mapping.text();
    let open = mapping.span().start as usize;
    if mapping.written_at().is_some() || key.span != key.written || text.as_bytes().get(open) != Some(&b'{') {
        return None;
    }
    let is_rest = |key: &Key<'_>, value: Node<'_>| {
        value.as_written() == Some("") && !text_behind(text, key.span).starts_with(':')
    };
    // The entries in the order of the text: the last that is a text with a name, and the rests behind it.
    let mut whole: Option<(Span, Key<'_>)> = None;
    let mut first: Option<Key<'_>> = None;
    let mut found = false;
    for (one, value) in mapping.entries().filter(|(one, _)| one.span == one.written) {
        if is_rest(&one, value) {
            if let Some((whole, _)) = &mut whole {
                whole.end = one.span.end;
                first = first.or(Some(one));
            }
            found |= one.span == key.span;
        } else if found {
            break;
        } else {
            let plain = value.written_at().is_none() && matches!(value.kind(), Kind::Text | Kind::Int | Kind::Float);
            let bare = text.get(value.span().range()).is_some_and(|raw| !raw.starts_with(['"', '\'']));
            whole = (plain && bare).then(|| (value.span(), one));
            first = None;
        }
    }
    let (whole, of) = whole.filter(|_| found)?;
    // Of several rests of one text the first tells of all.
    let key = first?;
    let meant = text.get(whole.range())?;
    let shown = words::excerpt(meant);
    let message = format!(
        "a comma ends a text within braces, so that `{}` is cut short; put quotation marks round it: \"{shown}\"",
        words::excerpt(of.name)
    );
    let problem = Problem::of_key(DiagnosticCode::TextSplitByComma, key, message);
    Some(problem.with_fix("Put quotation marks round the text", whole, words::in_quotation_marks(meant)))
}

/// What stands behind a place, without the spaces before it.
fn text_behind(text: &str, span: Span) -> &str {
    text.get(span.end as usize..).unwrap_or_default().trim_start()
}

/// What is to be taken out of a text so that an entry of a list or a mapping goes with its comma, its hyphen or its line;
/// none where that cannot be told from the text round it.
pub(crate) fn removal(text: &str, entry: Span) -> Option<Span> {
    let before = text.get(..entry.start as usize)?;
    let left = before.trim_end();
    if left.ends_with(',') {
        return Some(Span::new(left.len() - 1, entry.end as usize));
    }
    let lines = LineIndex::new(text, 1);
    let rows = (lines.row_range(lines.row(entry.start)), lines.row_range(lines.row(entry.end)));
    let head = text.get(rows.0.start..entry.start as usize)?.trim();
    let tail = text.get(entry.end as usize..rows.1.end)?.trim();
    (matches!(head, "" | "-") && tail.is_empty()).then(|| Span::new(rows.0.start, rows.1.end))
}
