//! Any bytes, read as a stream of YAML documents.
//!
//! No document costs more than an error; the documents are pieces of the stream; every place lies within its text, on the
//! edges of letters, in the order of the text, and holds what is said to stand there; reading again gives the same; and
//! what another reader takes, too, is the same to both.

use watching_brief::model::{MAX_TOLD, Problem};
use watching_brief::source::{Document, Documents, Fault};
use watching_brief::text::{LineIndex, Span};
use watching_brief::tree::{self, Kind, Node, Reading};

use super::{forms, libyaml};

/// Reads a stream.
pub fn run(bytes: &[u8]) {
    for (next, document) in Documents::new(bytes).enumerate() {
        match document {
            Ok(document) => {
                assert_eq!(document.index, next, "no document is passed over");
                cut_out(bytes, &document);
                read(&document);
            }
            Err(Fault::NotUtf8 { index, byte, .. }) => {
                assert_eq!(index, next, "no document is passed over");
                assert!(byte >= 0x80 && bytes.contains(&byte), "a wrong byte of the stream");
            }
            Err(fault) => panic!("{} bytes are neither too many nor unreadable: {fault:?}", bytes.len()),
        }
    }
}

/// A document is a piece of its stream that begins at a line, and knows which.
fn cut_out(bytes: &[u8], document: &Document) {
    let text = document.text.as_bytes();
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let mut starts = vec![0];
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
            starts.push(at + 1);
        }
    }
    let start = starts[document.first_line as usize - 1];
    assert!(bytes[start..].starts_with(text), "the text of document {} stands in its line", document.index);
}

fn read(document: &Document) {
    let text = document.text.as_str();
    let Reading { tree, problems } = tree::read(text);
    let again = tree::read(text);
    assert_eq!(problems, again.problems);
    assert_eq!(format!("{tree:?}"), format!("{:?}", again.tree));

    let lines = LineIndex::new(text, document.first_line);
    told(&lines, &problems);
    let Some(tree) = tree else {
        assert!(!problems.is_empty(), "what cannot be read is said to be wrong");
        return;
    };
    assert_eq!(tree.text(), text);
    let words = tree.words();
    words.iter().for_each(|word| within(&lines, *word));
    for pair in words.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{pair:?} overlap");
    }
    for (at, value) in tree.aliases() {
        assert!(text[at.range()].starts_with('*'), "an alias: {at:?}");
        within(&lines, value.span());
    }
    Walk { lines: &lines, sound: problems.is_empty() }.value(tree.root());
    if problems.is_empty() {
        libyaml::agrees(text, tree.root());
    }
}

/// What is wrong is told in the order of the text, with nothing that could upset a terminal, and not without end.
fn told(lines: &LineIndex<'_>, problems: &[Problem]) {
    assert!(problems.len() <= MAX_TOLD + 2, "{} problems", problems.len());
    assert!(problems.is_sorted_by_key(|problem| problem.span));
    for problem in problems {
        within(lines, problem.span);
        within(lines, problem.written);
        assert!(!problem.message.is_empty(), "{problem:?}");
        forms::line(&problem.message);
    }
}

/// A span lies within the text, on the edges of letters, and its place is in the line that holds it.
fn within(lines: &LineIndex<'_>, span: Span) {
    assert!(span.start <= span.end, "{span:?}");
    assert!(lines.text().get(span.range()).is_some(), "{span:?} is no piece of the text");
    let row = lines.row_range(lines.row(span.start));
    let place = lines.place(span.start);
    let before = &lines.text()[row.start..span.start as usize];
    assert_eq!(place.column as usize, before.chars().count() + 1);
    assert_eq!(place.line as usize, lines.first_line() as usize + lines.row(span.start));
}

/// A tree, value by value.
struct Walk<'w> {
    lines: &'w LineIndex<'w>,
    /// Whether there is nothing wrong: where there is, some keys have no names.
    sound: bool,
}

impl Walk<'_> {
    /// A value with all that is written in it; what came in by an alias or a merge is written elsewhere.
    fn value(&self, node: Node<'_>) {
        let span = node.span();
        within(self.lines, span);
        within(self.lines, node.opening());
        if node.written_at().is_some() {
            return;
        }
        let mut behind = span.start;
        let mut follows = |part: Span| {
            assert!(span.start <= part.start && part.end <= span.end, "{part:?} stands outside {span:?}");
            assert!(behind <= part.start, "{part:?} stands before its turn");
            behind = part.end;
        };
        let written = &self.lines.text()[span.range()];
        match node.kind() {
            Kind::List => {
                for item in node.items() {
                    follows(item.span());
                    self.value(item);
                }
            }
            Kind::Map => {
                for (key, held) in node.entries() {
                    within(self.lines, key.written);
                    // What a merge brings comes last, and is written elsewhere.
                    if key.span == key.written {
                        follows(key.span);
                        follows(held.span());
                        if self.sound {
                            holds(&self.lines.text()[key.span.range()], key.name);
                        }
                        self.value(held);
                    }
                }
            }
            Kind::Text => holds(written, node.as_text().unwrap_or_default()),
            _ => assert_eq!(node.as_written(), Some(written)),
        }
    }
}

/// What is written is how one writes this text: plainly or in the lines of a block, or else in quotation marks. A block
/// of nothing but empty lines has no place but that of its sign.
fn holds(written: &str, text: &str) {
    if letters(text).is_empty() && written.starts_with(['|', '>']) {
        return;
    }
    if letters(written) != letters(text) {
        let alone = tree::build(written.trim_end());
        let alone = alone.as_ref().ok().and_then(|tree| tree.root().as_text());
        assert!(written.starts_with(['"', '\'']) && alone == Some(text), "{text:?} is written as {written:?}");
    }
}

/// A text without the white space that folding may change.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '\t' | '\n' | '\r')).collect()
}
