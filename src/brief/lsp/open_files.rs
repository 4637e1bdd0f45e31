//! The files that are open in the editor, as it has them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gen_lsp_types::{DidChangeTextDocumentParams, TextDocumentContentChangeEvent, TextDocumentItem};

use super::position::{Encoding, Positions};

/// A file that is open.
#[derive(Debug)]
pub struct OpenFile {
    /// Its address, as the editor writes it.
    pub address: String,
    /// How often the editor says that it changed.
    pub version: i32,
    /// Its text.
    pub text: String,
}

/// The files that are open, by their paths.
#[derive(Debug, Default)]
pub struct OpenFiles(BTreeMap<PathBuf, OpenFile>);

impl OpenFiles {
    /// Takes a file that is opened.
    pub fn open(&mut self, path: PathBuf, item: TextDocumentItem) {
        self.0.insert(path, OpenFile { address: item.uri.0, version: item.version, text: item.text });
    }

    /// Makes changes, each in the text that the one before it left; gives the new text. None where no such file is open.
    pub fn change(&mut self, path: &Path, change: DidChangeTextDocumentParams, encoding: Encoding) -> Option<&str> {
        let file = self.0.get_mut(path)?;
        file.version = change.text_document.version;
        for change in change.content_changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let positions = Positions::new(&file.text, encoding);
                    let (start, end) = (positions.offset(part.range.start), positions.offset(part.range.end));
                    file.text.replace_range(start.min(end)..end.max(start), &part.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    file.text = whole.text;
                }
            }
        }
        Some(&file.text)
    }

    /// Takes a file out that is closed.
    pub fn close(&mut self, path: &Path) -> Option<OpenFile> {
        self.0.remove(path)
    }

    /// A file that is open.
    pub fn get(&self, path: &Path) -> Option<&OpenFile> {
        self.0.get(path)
    }

    /// The paths of all of them, in order.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.keys().map(PathBuf::as_path)
    }
}
