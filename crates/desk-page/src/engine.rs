//! The engine, compiled for browsers.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// What the engine is compiled for. What it asks of a system (a clock, chance, a place for its last words) are a few calls
/// that the page answers itself.
const TARGET: &str = "wasm32-wasip1";

/// Compiles the engine, and copies it to `engine.wasm` in the folder of the page.
pub fn compile(root: &Path, target: &Path) -> Result<Vec<u8>, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    // In a folder of its own, so that it does not wait for what else is being compiled. Only a library of one kind is
    // compiled as one with all that it uses.
    let compiled = target.join("cargo");
    let status = Command::new(cargo)
        .args(["rustc", "--package", "desk-engine", "--lib", "--crate-type", "cdylib", "--profile", "desk"])
        .args(["--target", TARGET, "--target-dir"])
        .arg(&compiled)
        .current_dir(root)
        .status()
        .map_err(|error| format!("cargo cannot be run: {error}"))?;
    if !status.success() {
        return Err(format!(
            "the engine could not be compiled; if {TARGET} is what is lacking, `rustup target add {TARGET}` brings it"
        ));
    }
    let file = compiled.join(TARGET).join("desk/desk_engine.wasm");
    let engine = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let copy = target.join("engine.wasm");
    fs::write(&copy, &engine).map_err(|error| format!("{}: {error}", copy.display()))?;
    Ok(engine)
}
