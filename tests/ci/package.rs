//! The package for crates.io.

use std::process::Command;

/// Whatever Cargo would warn of when the package is published, and what would be in it.
#[test]
fn it_is_listed_without_a_warning() {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["package", "--list", "--allow-dirty", "--locked", "--offline"]);
    let done = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("Cargo runs");
    let (listed, said) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{said}");
    assert!(!said.contains("warning"), "{said}");
    let files: Vec<&str> = listed.lines().collect();
    for needed in ["Cargo.lock", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "rules/documents.yaml", "src/lib.rs"] {
        assert!(files.contains(&needed), "{needed}");
    }
    // What is for those who work on the program, or for the other ways to install it.
    let none = [".ci/", ".github/", "Dockerfile", "crates/", "fuzz/", "packaging/", "pyproject.toml", "target/"];
    for file in files {
        assert!(!none.iter().any(|folder| file.starts_with(folder)), "{file}");
    }
}
