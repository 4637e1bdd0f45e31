//! Puts the desk together: compiles the engine for browsers, and writes it with the page into one file,
//! `target/desk/desk.html`. The engine alone stands beside it as `engine.wasm`.
//!
//! ```sh
//! rustup target add wasm32-wasip1
//! cargo run --release -p desk-page
//! ```

#![forbid(unsafe_code)]

mod encode;
mod engine;
mod modules;
mod page;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// The most bytes that the page may have: what a mail may carry, and a slow line brings in a few seconds.
const MOST: usize = 4_000_000;

fn main() -> ExitCode {
    match build() {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(wrong) => {
            eprintln!("desk-page: {wrong}");
            ExitCode::from(2)
        }
    }
}

/// Builds the page, and tells what came of it.
fn build() -> Result<String, String> {
    let member = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = member.ancestors().nth(2).ok_or("the crate does not stand in its workspace")?;
    let target = root.join("target/desk");
    let engine = engine::compile(root, &target)?;
    let page = page::make(root, &member.join("page"), &engine)?;
    if page.len() > MOST {
        return Err(format!("the page has {} bytes, and may have {MOST}", page.len()));
    }
    let file = target.join("desk.html");
    fs::write(&file, &page).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(format!(
        "Wrote {}, {} KB with an engine of {} KB in it.",
        file.display(),
        page.len() / 1024,
        engine.len() / 1024
    ))
}

/// The text of a file.
fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}
