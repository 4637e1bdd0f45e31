//! Editors that are not ours: pytest-lsp, which knows the protocol's types, and Neovim, which shows what it is told.

use std::path::Path;
use std::process::Command;

use crate::support::tools::{judge, python};
use crate::support::{Folder, GOOD, RULES, Ran};

fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("readers-{name}"));
    folder.write("brief.yaml", "format: 1\nbrief: {rules: [rules.yaml]}\n").write("rules.yaml", RULES);
    folder
}

fn ran(command: &mut Command, folder: &Folder) -> Ran {
    let command = command.current_dir(folder.path()).env("BRIEF", env!("CARGO_BIN_EXE_brief"));
    Ran::of(command.env("FOLDER", folder.path()), b"")
}

fn beside(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp").join(name);
    path.to_str().expect("a name").to_owned()
}

#[test]
fn what_is_said_is_of_the_types_of_the_protocol() {
    let Some(python) = python("pytest_lsp") else { return };
    let folder = folder("types");
    let mut command = Command::new(python);
    command.args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "asyncio_mode=auto", "--rootdir", "."]);
    command.arg(beside("pytest_lsp_reader.py")).env("TEXT", GOOD).env("PYTHONDONTWRITEBYTECODE", "1");
    let ran = ran(&mut command, &folder);
    assert!(ran.status == Some(0) && ran.out.contains("1 passed"), "{}\n{}", ran.out, ran.err);
}

#[test]
fn neovim_shows_what_is_wrong_and_mends_it() {
    let Some(mut neovim) = judge("nvim") else { return };
    let folder = folder("neovim");
    folder.write("a.yaml", GOOD.replace(": true", ": {value: true, by: \"\u{1f600}\", basis: clamed}"));
    neovim
        .args(["--headless", "-i", "NONE", "-u", "NONE", "-c"])
        .arg(format!("luafile {}", beside("neovim_reader.lua")));
    let ran = ran(&mut neovim, &folder);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
}
