//! The names of files as text. A name need not be text: a byte that is none is written as `\xE9`, so that two files never
//! have one name, and the file can be found by it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// The name of a file as text. Where a name has such letters of its own, their backslash is written as `\x5C`.
#[must_use]
pub fn as_text(path: &Path) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        text(path.as_os_str().as_bytes())
    }
    #[cfg(not(unix))]
    path.to_string_lossy().into_owned()
}

/// The file of a name.
#[must_use]
pub fn path(name: &str) -> PathBuf {
    from_bytes(&bytes(name))
}

/// The file whose name is made of these bytes, as another program gives them.
#[must_use]
pub fn from_bytes(name: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        std::ffi::OsStr::from_bytes(name).into()
    }
    #[cfg(not(unix))]
    String::from_utf8_lossy(name).into_owned().into()
}

/// A name as it can be typed in a shell; none where it holds what cannot be typed as it is shown.
#[must_use]
pub fn for_shell(name: &str) -> Option<String> {
    let is_plain = |c: char| c.is_alphanumeric() || "./_-+:,@%".contains(c);
    if name.is_empty() || name.contains('\\') || name.chars().any(|c| super::words::harmless_char(c).is_some()) {
        return None;
    }
    let name = if name.starts_with('-') { format!("./{name}") } else { name.to_owned() };
    Some(if name.chars().all(is_plain) { name } else { format!("'{}'", name.replace('\'', r"'\''")) })
}

/// The bytes of which a name is made.
pub(crate) fn bytes(name: &str) -> Cow<'_, [u8]> {
    // Where `\` leads into a folder, names are text.
    if !cfg!(unix) || !name.contains('\\') {
        return Cow::Borrowed(name.as_bytes());
    }
    let (mut bytes, mut rest) = (Vec::with_capacity(name.len()), name.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let (byte, after) = escaped(rest).unwrap_or((*first, after));
        bytes.push(byte);
        rest = after;
    }
    Cow::Owned(bytes)
}

/// The byte that is written at the beginning, with what comes behind it.
fn escaped(text: &[u8]) -> Option<(u8, &[u8])> {
    let ([b'\\', b'x', high, low], rest) = text.split_first_chunk()? else { return None };
    let digit = |digit: &u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    };
    let byte = digit(high)? * 16 + digit(low)?;
    (byte >= 0x80 || byte == b'\\').then_some((byte, rest))
}

#[cfg(unix)]
fn text(name: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        let mut rest = chunk.valid();
        // Nearly no name has a backslash in it.
        while let Some((before, after)) = rest.split_once('\\') {
            text.push_str(before);
            text.push_str(if escaped(format!("\\{after}").as_bytes()).is_some() { r"\x5C" } else { r"\" });
            rest = after;
        }
        text.push_str(rest);
        for byte in chunk.invalid() {
            let _ = write!(text, r"\x{byte:02X}");
        }
    }
    text
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_text_of_its_own_and_is_found_by_it() {
        let known: [(&[u8], &str); 8] = [
            (b"pilots/a.yaml", "pilots/a.yaml"),
            ("é\n.yaml".as_bytes(), "é\n.yaml"),
            (b"caf\xE9.yaml", r"caf\xE9.yaml"),
            (br"caf\xE9.yaml", r"caf\x5CxE9.yaml"),
            (br"caf\x5CxE9.yaml", r"caf\x5Cx5CxE9.yaml"),
            (br"a\b\x41\xe9\xG0\x", r"a\b\x41\xe9\xG0\x"),
            (b"\xF0\x9F\xFF\\", r"\xF0\x9F\xFF\"),
            (b"\\\xE9", r"\\xE9"),
        ];
        for (name, shown) in known {
            assert_eq!(text(name), shown);
            assert_eq!(bytes(shown).as_ref(), name, "{shown}");
        }
        // All names of four of these.
        let letters = [b'\\', b'x', b'E', b'9', b'5', b'C', 0xE9, 0x80];
        let mut seen = std::collections::HashSet::new();
        for at in 0..letters.len().pow(6) {
            let name: Vec<u8> = (0..6).map(|digit| letters[at / letters.len().pow(digit) % letters.len()]).collect();
            let shown = text(&name);
            assert_eq!(bytes(&shown).as_ref(), name, "{shown}");
            assert!(seen.insert(shown));
        }
    }
}
