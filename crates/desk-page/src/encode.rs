//! Bytes as text that may stand in a page.

use std::io::{self, Write as _};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

/// Bytes in base 64.
pub fn base64(bytes: impl AsRef<[u8]>) -> String {
    BASE64_STANDARD.encode(bytes)
}

/// A text by its hash, as a policy names it.
pub fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64(Sha256::digest(text)))
}

/// Bytes, packed as gzip packs them; the same bytes give the same.
pub fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes)?;
    packer.finish()
}
