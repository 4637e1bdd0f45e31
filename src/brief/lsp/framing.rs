//! Messages as they come and go: a head that says how long the message is, and the message.
//!
//! An editor, or whatever speaks in its place, may say anything: what is no message is told, and the next one is read. None is
//! read that is larger than it may be.

use std::io::{self, BufRead, Read, Write};

use serde_json::Value;

/// The most bytes that a message may have: a few times the largest document that is read.
pub const MAX_MESSAGE: u64 = 64 * 1024 * 1024;

/// The most bytes that the head of a message may have.
const MAX_HEAD: u64 = 8 * 1024;

/// What came in.
#[derive(Debug)]
pub enum Incoming {
    /// A message, which is JSON.
    Message(Value),
    /// Something that is none, and why.
    Wrong(String),
    /// A message that is too large, of so many bytes.
    TooLarge(u64),
}

/// Reads what comes next; none where nothing does any more.
///
/// # Errors
/// What reading fails with.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let Some(head) = head(input)? else { return Ok(None) };
    let Some(length) = head else {
        return Ok(Some(Incoming::Wrong("there is no `Content-Length` before the message".to_owned())));
    };
    let mut body = input.take(length);
    if length > MAX_MESSAGE {
        io::copy(&mut body, &mut io::sink())?;
        return Ok(Some(Incoming::TooLarge(length)));
    }
    let mut bytes = Vec::new();
    body.read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Ok(None);
    }
    Ok(Some(serde_json::from_slice(&bytes).map_or_else(|error| Incoming::Wrong(error.to_string()), Incoming::Message)))
}

/// The length that a head tells, if it does; nothing where nothing comes any more.
#[allow(clippy::option_option, reason = "a head that tells none is not the end")]
fn head(input: &mut impl BufRead) -> io::Result<Option<Option<u64>>> {
    let (mut length, mut any, mut left) = (None, false, MAX_HEAD);
    loop {
        let mut line = Vec::new();
        let read = input.take(left).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(any.then_some(None));
        }
        any = true;
        left = left.saturating_sub(read as u64);
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\n', '\r']);
        if text.is_empty() {
            return Ok(Some(length));
        }
        if let Some((name, value)) = text.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
}

/// Writes a message.
///
/// # Errors
/// What writing fails with.
pub fn write(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &str) -> Vec<String> {
        let mut input = input.as_bytes();
        let mut told = Vec::new();
        while let Some(incoming) = read(&mut input).expect("bytes") {
            told.push(format!("{incoming:?}"));
        }
        told
    }

    #[test]
    fn what_is_no_message_does_not_hide_the_next() {
        let message = "Content-Length: 8\r\n\r\n{\"a\": 1}";
        assert_eq!(all(message).len(), 1);
        let told =
            all(&format!("nonsense\r\n\r\n{message}content-length:2\n\n{{]{message}Content-Length: 9\r\n\r\n{{"));
        assert_eq!(told.len(), 4, "{told:?}");
        let is = ["Wrong", "Message", "Wrong", "Message"];
        assert!(told.iter().zip(is).all(|(told, is)| told.starts_with(is)), "{told:?}");
        assert!(all(&"x".repeat(20_000)).iter().all(|told| told.starts_with("Wrong")));
    }

    #[test]
    fn what_is_too_large_is_left_out() {
        let head = format!("Content-Length: {}\r\n\r\n", MAX_MESSAGE + 2);
        let mut input =
            head.as_bytes().chain(io::repeat(b'x').take(MAX_MESSAGE + 2)).chain(&b"Content-Length: 2\n\n{}"[..]);
        let mut input = io::BufReader::new(&mut input);
        assert!(matches!(read(&mut input), Ok(Some(Incoming::TooLarge(_)))));
        assert!(matches!(read(&mut input), Ok(Some(Incoming::Message(_)))));
        assert!(matches!(read(&mut input), Ok(None)));
        assert!(matches!(
            read(&mut &b"Content-Length: 99999999999999999999\r\n\r\n"[..]),
            Ok(Some(Incoming::Wrong(_)))
        ));
    }
}
