//! The package for crates.io.

use std::process::Command;

use crate::support::Folder;

/// Runs `cargo package`, which must succeed, and gives what it prints and what it says of its work.
fn package(args: &[&str]) -> (String, String) {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["package", "--allow-dirty", "--locked", "--offline"]).args(args);
    let done = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("Cargo runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let (printed, said) = (text(done.stdout), text(done.stderr));
    assert!(done.status.success(), "{said}");
    (printed, said)
}

/// Whatever Cargo would warn of when the package is published, and what would be in it.
#[test]
fn it_is_packed_without_a_warning() {
    let folder = Folder::new("package");
    let (_, said) = package(&["--no-verify", "--target-dir", folder.path().to_str().expect("a path")]);
    assert!(said.contains("Packaged ") && !said.contains("warning"), "{said}");
    let (listed, _) = package(&["--list"]);
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
