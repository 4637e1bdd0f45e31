//! Digests of texts.

use sha2::{Digest, Sha256};

/// The SHA-256 of a text, in hexadecimal. A mark of byte order at the beginning does not count, and however a line ends
/// counts as a line feed: version control may change both without anybody's doing.
#[must_use]
pub fn digest(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut sha256 = Sha256::new();
    let mut lines = text.split('\r');
    sha256.update(lines.next().unwrap_or_default());
    for line in lines {
        sha256.update("\n");
        sha256.update(line.strip_prefix('\n').unwrap_or(line));
    }
    format!("{:x}", sha256.finalize())
}
