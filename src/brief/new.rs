//! `brief new`.
use std::io;
use super::cli::NewArgs;
pub fn run(_: &NewArgs) -> io::Result<u8> { Ok(0) }
