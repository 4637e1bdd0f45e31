//! `brief rules`.
use std::io;
use super::cli::RulesArgs;
pub fn run(_: &RulesArgs) -> io::Result<u8> { Ok(0) }
