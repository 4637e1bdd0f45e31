//! JSON in pieces, for what is too long to stand in memory as a whole.

use std::io::{self, Write};

use serde::Serialize;

use super::Out;
use crate::text::words::safe_json;

/// About as many bytes has a piece.
const PIECE: usize = 64 * 1024;

/// Writes a part as [`text`](super::json::text) makes it.
pub(super) fn write<T: Serialize>(part: &T, out: Out<'_>) -> io::Result<()> {
    let mut pieces = Pieces { piece: String::new(), out };
    serde_json::to_writer(&mut pieces, part)?;
    pieces.flush()
}

/// Gathers what the serialiser writes a few letters at a time.
struct Pieces<'o> {
    piece: String,
    out: Out<'o>,
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // The serialiser writes whole texts, or cuts them where it escapes a character.
        self.piece.push_str(std::str::from_utf8(bytes).map_err(io::Error::other)?);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        (self.out)(&safe_json(std::mem::take(&mut self.piece)))
    }
}
