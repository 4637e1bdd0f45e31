//! Cutting a stream of YAML into its documents.

use std::io::{self, Read};

use crate::model::limits::{Limit, Limits};
use crate::text::Place;

/// What comes behind so many bytes of a document that is too large is not looked at: a stream may have no end.
const MAX_DROPPED: usize = 1024 * 1024 * 1024;

/// The byte order mark, in UTF-8.
const BOM: &[u8] = &[0xEF, 0xBB, 0xBF];

const CHUNK: usize = 64 * 1024;

/// Most pilots are no longer than this.
const ROOM: usize = 8 * 1024;

/// One YAML document, cut out of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its place among the documents of the file, from 0; empty documents count.
    pub index: usize,
    /// The line of the file, from 1, on which the text begins.
    pub first_line: u32,
    /// The text, with the `---` that opens it and the `...` that closes it.
    pub text: String,
    /// What it is to be read within.
    pub limits: Limits,
}

/// What is wrong with a stream before any YAML is read.
#[derive(Debug)]
pub enum Fault {
    /// A document of more bytes than its limits allow; the documents after it are still read.
    TooLarge {
        /// Its place among the documents of the file, from 0.
        index: usize,
        /// The line on which it begins.
        first_line: u32,
        /// How many bytes it has; none where it was left before its end.
        bytes: Option<usize>,
        /// What it would have had to be within.
        limits: Limits,
    },
    /// A byte that is not UTF-8; the documents after this one are still read.
    NotUtf8 {
        /// The document that it stands in, from 0.
        index: usize,
        /// Where the first wrong byte stands.
        place: Place,
        /// The wrong byte.
        byte: u8,
    },
    /// The stream could not be read on.
    Unreadable(io::Error),
}

/// The documents of a stream, one by one.
///
/// A line that begins with `---` or `...` at the left margin is a document marker wherever it stands (YAML 1.2.2,
/// section 9.1.2, forbids it inside any scalar), so that documents can be told apart without parsing them.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about the stream or the document at hand")]
pub struct Documents<R> {
    reader: R,
    buffer: Vec<u8>,
    /// Where the document at hand begins in `buffer`.
    start: usize,
    /// Where the line begins that is looked at next.
    line: usize,
    ended: bool,
    stopped: bool,
    /// The index of the document at hand.
    index: usize,
    /// Line on which the document at hand begins, from 1, and the number of lines passed in it.
    first_line: u32,
    passed: u32,
    /// Whether the document at hand has begun: by `---`, or by a line that is neither blank, comment nor directive.
    begun: bool,
    /// Whether a directive stands in it, which needs a document behind it.
    directive: bool,
    too_large: bool,
    /// How many bytes of the document at hand were dropped, since it is too large anyway.
    dropped: usize,
    limits: Limits,
}

enum Line {
    Open,
    Close,
    Filler,
    Directive,
    Content,
}

impl<R: Read> Documents<R> {
    /// Reads documents from `reader`, within the limits of the contract.
    #[must_use]
    pub fn new(reader: R) -> Self {
        Self::within(reader, Limits::default())
    }

    /// Reads documents from `reader`, within these limits.
    #[must_use]
    pub fn within(reader: R, limits: Limits) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
            start: 0,
            line: 0,
            ended: false,
            stopped: false,
            index: 0,
            first_line: 1,
            passed: 0,
            begun: false,
            directive: false,
            too_large: false,
            dropped: 0,
            limits,
        }
    }

    fn most(&self) -> usize {
        self.limits.size(Limit::Bytes)
    }

    /// Reads on; at the end of the stream sets `ended`.
    fn fill(&mut self) -> io::Result<()> {
        if self.start > CHUNK && self.start * 2 > self.buffer.len() {
            self.buffer.drain(..self.start);
            self.line -= self.start;
            self.start = 0;
        }
        let want = self.buffer.len().min(self.most()).max(CHUNK) as u64;
        let first = self.buffer.is_empty() && self.first_line == 1 && self.passed == 0;
        // Without room to begin with, it would be read in pieces of a few bytes.
        self.buffer.reserve(ROOM);
        let read = (&mut self.reader).take(want).read_to_end(&mut self.buffer)?;
        self.ended = (read as u64) < want;
        if first {
            self.skip_mark();
        }
        Ok(())
    }

    /// Goes past a byte order mark at the beginning of a document: files that were put behind each other bring theirs along.
    fn skip_mark(&mut self) {
        if self.line == self.start && self.buffer.get(self.start..).is_some_and(|rest| rest.starts_with(BOM)) {
            self.start += BOM.len();
            self.line = self.start;
        }
    }

    /// The end of the line that begins at `self.line`, with its break; none where more must be read first.
    fn line_end(&self) -> Option<usize> {
        let rest = self.buffer.get(self.line..)?;
        match memchr::memchr2(b'\n', b'\r', rest) {
            Some(at) => {
                let at = self.line + at;
                let next = self.buffer.get(at + 1);
                if self.buffer.get(at) == Some(&b'\r') && next.is_none() && !self.ended {
                    return None;
                }
                let pair = self.buffer.get(at) == Some(&b'\r') && next == Some(&b'\n');
                Some(at + if pair { 2 } else { 1 })
            }
            None => (self.ended && !rest.is_empty()).then_some(self.buffer.len()),
        }
    }

    fn kind(&self, end: usize) -> Line {
        let line = self.buffer.get(self.line..end).unwrap_or_default();
        // In a document that has begun nothing but a marker matters.
        if self.begun && !matches!(line.first(), Some(b'-' | b'.' | 0xEF)) {
            return Line::Content;
        }
        let line = line.strip_prefix(BOM).unwrap_or(line);
        let marker = |mark: &[u8]| {
            line.strip_prefix(mark)
                .is_some_and(|rest| rest.first().is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')))
        };
        if marker(b"---") {
            Line::Open
        } else if marker(b"...") {
            Line::Close
        } else {
            match line.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
                None | Some(b'#') => Line::Filler,
                Some(b'%') if line.first() == Some(&b'%') && !self.begun => Line::Directive,
                Some(_) => Line::Content,
            }
        }
    }

    /// Cuts the document at hand off before `end`, where the next one begins.
    fn cut(&mut self, end: usize) -> Option<Result<Document, Fault>> {
        let (index, first_line) = (self.index, self.first_line);
        let (begun, too_large, limits) = (self.begun || self.directive, self.too_large, self.limits);
        let size = self.dropped + end.saturating_sub(self.start);
        let bytes = if self.ended && self.start == 0 && end == self.buffer.len() {
            std::mem::take(&mut self.buffer)
        } else {
            self.buffer.get(self.start..end).unwrap_or_default().to_vec()
        };
        self.first_line = self.first_line.saturating_add(self.passed);
        self.passed = 0;
        self.start = end.min(self.buffer.len());
        self.line = self.start;
        self.begun = false;
        self.directive = false;
        self.too_large = false;
        self.dropped = 0;
        if !begun {
            return None;
        }
        self.index += 1;
        if too_large {
            let bytes = (!self.stopped || self.ended).then_some(size);
            return Some(Err(Fault::TooLarge { index, first_line, bytes, limits }));
        }
        Some(match String::from_utf8(bytes) {
            Ok(text) => Ok(Document { index, first_line, text, limits }),
            Err(error) => Err(not_utf8(index, first_line, &error)),
        })
    }
}

fn not_utf8(index: usize, first_line: u32, error: &std::string::FromUtf8Error) -> Fault {
    let bytes = error.as_bytes();
    let at = error.utf8_error().valid_up_to();
    let sound = bytes.get(..at).and_then(|sound| std::str::from_utf8(sound).ok()).unwrap_or_default();
    let place = crate::text::LineIndex::new(sound, first_line).place(u32::try_from(at).unwrap_or(u32::MAX));
    Fault::NotUtf8 { index, place, byte: bytes.get(at).copied().unwrap_or_default() }
}

impl<R: Read> Iterator for Documents<R> {
    type Item = Result<Document, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.stopped {
            let Some(end) = self.line_end() else {
                if self.ended {
                    self.stopped = true;
                    return self.cut(self.buffer.len());
                }
                if let Err(error) = self.fill() {
                    self.stopped = true;
                    return Some(Err(Fault::Unreadable(error)));
                }
                // A line without an end must not pile up either; its first byte stays, so that it is still a line.
                if self.buffer.len() - self.start > self.most() && self.line_end().is_none() {
                    self.too_large = true;
                    self.begun = true;
                    self.dropped += self.buffer.len() - self.start - 1;
                    self.buffer.truncate(self.start + 1);
                    self.line = self.start;
                    if self.dropped > MAX_DROPPED {
                        self.stopped = true;
                        return self.cut(self.buffer.len());
                    }
                }
                continue;
            };
            if self.first_line > 1 {
                self.skip_mark();
            }
            match self.kind(end) {
                Line::Open if self.begun => {
                    if let Some(document) = self.cut(self.line) {
                        return Some(document);
                    }
                    continue;
                }
                Line::Close => {
                    self.passed += 1;
                    if let Some(document) = self.cut(end) {
                        return Some(document);
                    }
                    continue;
                }
                Line::Open | Line::Content => self.begun = true,
                Line::Directive => self.directive = true,
                Line::Filler => {}
            }
            self.passed += 1;
            self.line = end;
            if self.line - self.start > self.most() {
                self.too_large = true;
                self.dropped += self.line - self.start;
                self.buffer.drain(self.start..self.line);
                self.line = self.start;
                if self.dropped > MAX_DROPPED {
                    self.stopped = true;
                    return self.cut(self.start);
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(bytes: &[u8]) -> Vec<(usize, u32, String)> {
        Documents::new(bytes)
            .map(|document| match document {
                Ok(document) => (document.index, document.first_line, document.text),
                Err(Fault::TooLarge { index, first_line, bytes, .. }) => {
                    (index, first_line, bytes.map_or("endless".into(), |bytes| format!("{bytes} bytes")))
                }
                Err(Fault::NotUtf8 { index, place, .. }) => (index, place.line, format!("not UTF-8 at {place}")),
                Err(Fault::Unreadable(error)) => (0, 0, error.to_string()),
            })
            .collect()
    }

    #[test]
    fn a_stream_without_an_end_is_left() {
        let line = [b"key: ".to_vec(), vec![b'v'; 65_000], b"\n".to_vec()].concat();
        for endless in [Box::new(std::io::repeat(b'x')) as Box<dyn Read>, Box::new(Lines(line, 0))] {
            let mut documents = Documents::new(endless);
            assert!(matches!(documents.next(), Some(Err(Fault::TooLarge { index: 0, bytes: None, .. }))));
            assert!(documents.next().is_none());
        }
    }

    /// The same lines again and again.
    struct Lines(Vec<u8>, usize);

    impl Read for Lines {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let rest = &self.0[self.1..];
            let count = rest.len().min(buffer.len());
            buffer[..count].copy_from_slice(&rest[..count]);
            self.1 = (self.1 + count) % self.0.len();
            Ok(count)
        }
    }

    #[test]
    fn documents_are_cut_at_markers_and_keep_their_lines() {
        type Cut<'t> = (usize, u32, &'t str);
        let cases: [(&str, &[Cut<'_>]); 8] = [
            ("", &[]),
            ("# nothing\n\n", &[]),
            ("a: 1", &[(0, 1, "a: 1")]),
            ("\u{feff}a: 1\n", &[(0, 1, "a: 1\n")]),
            ("# c\n---\na: 1\n---\nb: 2\n", &[(0, 1, "# c\n---\na: 1\n"), (1, 4, "---\nb: 2\n")]),
            (
                "a: 1\r\n...\r\n%YAML 1.2\r\n---\r\nb: 2",
                &[(0, 1, "a: 1\r\n...\r\n"), (1, 3, "%YAML 1.2\r\n---\r\nb: 2")],
            ),
            ("%YAML 1.2\n...\n# c\n", &[(0, 1, "%YAML 1.2\n...\n")]),
            ("---\n---\n---x\n", &[(0, 1, "---\n"), (1, 2, "---\n---x\n")]),
        ];
        for (text, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|(i, l, t)| (*i, *l, (*t).to_owned())).collect();
            assert_eq!(cut(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn a_document_beyond_the_limit_costs_only_itself() {
        let mut text = b"a: 1\n---\n".to_vec();
        text.extend(std::iter::repeat_n(&b"- some line of text\n"[..], 900_000).flatten());
        text.extend(b"---\nb: 2\n");
        let found = cut(&text);
        assert_eq!(found.len(), 3);
        assert_eq!(found.first().map(|d| d.2.as_str()), Some("a: 1\n"));
        assert_eq!(found.get(1).cloned(), Some((1, 2, "18000004 bytes".into())));
        assert_eq!(found.get(2).cloned(), Some((2, 900_003, "---\nb: 2\n".into())));
        let most = Limits::default().size(Limit::Bytes);
        assert_eq!(cut(&vec![b'x'; most * 2]), [(0, 1, format!("{} bytes", most * 2))]);
    }

    #[test]
    fn what_is_not_utf8_has_a_place_and_costs_only_its_document() {
        assert_eq!(
            cut(b"a: 1\n---\nb: \xC3\xA9\xFF\n---\nc: 3\n"),
            [(0, 1, "a: 1\n".to_owned()), (1, 3, "not UTF-8 at 3:5".to_owned()), (2, 4, "---\nc: 3\n".to_owned()),]
        );
    }
}
