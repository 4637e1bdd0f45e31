//! All tests of the library and of the command, in one program: `cargo test` runs them all, and `cargo test repair::`
//! those of one module. One program is linked once, and its tests share all cores.
//!
//! A test that sets something for the whole process would set it for all others; such things are set for a run of
//! `brief` instead. The inputs that fuzzing found are a program of their own, as the package goes without them.

use std::fs;
use std::path::{Path, PathBuf};

mod agree;
mod answers;
mod applies;
mod asked;
mod audit;
mod bad_input;
mod baseline;
mod check;
mod ci;
mod citations;
mod compare;
mod completions;
mod config;
mod configuration;
mod coverage;
mod desk;
mod diagnostics;
mod diff;
mod documentation;
mod editing;
mod evaluator;
mod excel;
mod explain;
mod faults;
mod findings_first;
mod formats_ci;
mod formats_data;
mod forms_for_people;
mod html_report;
mod human;
mod init;
mod layers;
mod letters;
mod limits;
mod linked_data;
mod lock;
mod lsp;
mod matrix;
mod narrow;
mod new;
mod noted;
mod outputs;
mod own_vocabularies;
mod pager;
mod pages;
mod picture;
mod profiles;
mod project;
mod promises;
mod python;
mod questions;
mod registers;
mod repair;
mod rule_coverage;
mod rules_site;
mod rules_test;
mod schemas;
mod search;
mod source_texts;
mod sources;
mod stated_forms;
mod stdin;
mod supply_chain;
mod support;
mod terminal;
mod testkit;
mod vocabularies;
mod waivers;
mod watch;
mod words;
mod yaml_suite;

/// The files of a folder that Rust is written in, and those of the folders in it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let files = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}

/// A file that no module names would be dropped in silence.
#[test]
fn every_file_of_tests_is_part_of_a_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tests = root.join("tests");
    let cargo = fs::read_to_string(root.join("Cargo.toml")).expect("Cargo.toml");
    let corpus = fs::read_to_string(tests.join("fuzz_corpus.rs")).expect("fuzz_corpus.rs");
    let is_named = |file: &Path| {
        let path = file.strip_prefix(root).expect("a file of the project").to_str().expect("UTF-8");
        // What fuzzing tries is a library for it, and a module of the program that tries again what is kept.
        let is_of_fuzzing = file.ends_with("fuzz_bodies/lib.rs") && corpus.contains("\"fuzz_bodies/lib.rs\"");
        if is_of_fuzzing || cargo.contains(&format!("path = \"{path}\"")) {
            return true;
        }
        let module = if file.ends_with("mod.rs") { file.parent().expect("a folder") } else { file };
        let name = module.file_stem().expect("a name").to_str().expect("UTF-8");
        let parent = module.parent().expect("a folder");
        let parents = if parent == tests {
            vec![tests.join("runner.rs")]
        } else {
            ["mod.rs", "lib.rs"].map(|name| parent.join(name)).into()
        };
        let parent: String = parents.iter().filter_map(|parent| fs::read_to_string(parent).ok()).collect();
        parent.lines().any(|line| line.trim_start_matches("pub ") == format!("mod {name};"))
    };
    let files = sources(&tests);
    assert!(files.len() > 50, "the files of tests are found: {files:?}");
    let dropped: Vec<&PathBuf> = files.iter().filter(|file| !is_named(file)).collect();
    assert!(dropped.is_empty(), "named by no module, so that their tests never run: {dropped:?}");
}
