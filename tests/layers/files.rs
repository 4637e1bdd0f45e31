//! No file of the library, nor of the command, imports itself by way of others.
//!
//! A path in the code of a file is an arrow to the file that states what it names: what a `mod.rs` passes on from a file
//! below it is looked for there. A `mod.rs` and the files below it are one: it may state what they share, and call them.
//! So what it takes from them is no arrow.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A path of names from the root of a program, or as it is written.
type Names = Vec<String>;

/// From a file, by way of a path, to another file.
type Arrows = BTreeMap<String, BTreeMap<String, String>>;

#[test]
fn no_file_imports_itself_by_way_of_others() {
    for (root, apart) in [("src", Some("brief")), ("src/brief", None)] {
        let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(root), apart);
        assert!(files.len() > 20, "the files of {root} are found");
        let arrows = arrows(&files);
        let count: usize = arrows.values().map(BTreeMap::len).sum();
        assert!(count > 2 * files.len(), "the arrows between the files of {root} are found, not only {count}");
        let circles = circles(&arrows);
        assert!(circles.is_empty(), "circles between the files of {root}:\n{}", circles.join("\n"));
    }
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let ways = [
        "use crate::room::high::High;",
        "use super::high::High;",
        "use super::{high::{High, Other}};",
        "use crate::room::High as Tall;",
        "use super::high;\nfn low() { high::high() }",
        "use crate::room;\nfn low() { room::high::high() }",
        "fn low() { super::high::high() }",
        "fn low() -> crate::room::High {}",
        "use super::middle::Middle;",
        "use crate::Tall;",
    ];
    for low in ways {
        let files = [
            ("lib.rs", "pub mod room;\npub use room::High as Tall;"),
            ("room/mod.rs", "mod high;\nmod low;\nmod middle;\npub use high::High;"),
            ("room/low.rs", low),
            ("room/middle.rs", "use super::High;\npub struct Middle(High);"),
            ("room/high.rs", "use super::low::low;\npub struct High;"),
        ];
        let found = circles(&arrows(&files.map(|(file, text)| (file.to_owned(), text.to_owned()))));
        assert!(found.iter().any(|circle| circle.contains("room/low.rs")), "the circle by {low}: {found:?}");
    }
}

#[test]
fn what_a_folder_takes_from_its_own_files_is_no_arrow() {
    let files = [
        ("room/mod.rs", "mod high;\nmod low;\npub use high::High;\npub use low::Low;\npub struct Shared(Low);"),
        ("room/high.rs", "use super::{Low, Shared};\n// use crate::brief::Brief;\npub struct High;"),
        ("room/low.rs", "pub struct Low;\n#[cfg(test)]\nmod tests {\n    use super::high::High;\n}"),
    ];
    let arrows = arrows(&files.map(|(file, text)| (file.to_owned(), text.to_owned())));
    assert_eq!(circles(&arrows), Vec::<String>::new());
    let of = |file: &str| arrows.get(file).map(|to| to.keys().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(of("room/high.rs"), Some(vec!["room/low.rs", "room/mod.rs"]));
    assert_eq!(of("room/mod.rs"), Some(vec![]));
}

/// The files below a folder with their texts, but for one folder and for files of tests.
fn files(root: &Path, apart: Option<&str>) -> Vec<(String, String)> {
    let files = crate::sources(root).into_iter().filter_map(|path| {
        let name = path.strip_prefix(root).expect("below the root").to_str().expect("UTF-8").to_owned();
        let is_apart = apart.is_some_and(|apart| name.starts_with(&format!("{apart}/")));
        (!is_apart && !path.ends_with("tests.rs"))
            .then(|| (name, std::fs::read_to_string(&path).expect("a source file")))
    });
    files.collect()
}

/// The circles: each a list of files that import each other, with the paths that do so.
fn circles(arrows: &Arrows) -> Vec<String> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        arrows.keys().map(|file| (file.as_str(), reached(arrows, file))).collect();
    let mut circles: BTreeMap<Vec<&str>, String> = BTreeMap::new();
    for (file, to) in arrows {
        let mutual = |other: &&str| reached[other].contains(file.as_str());
        let circle: Vec<&str> = reached[file.as_str()].iter().copied().filter(mutual).collect();
        if circle.is_empty() {
            continue;
        }
        let inside = to.iter().filter(|(to, _)| circle.contains(&to.as_str()));
        let lines: String = inside.map(|(to, path)| format!("  {file} -> {to}: {path}\n")).collect();
        circles.entry(circle).or_default().push_str(&lines);
    }
    circles.into_iter().map(|(files, lines)| format!("{}\n{lines}", files.join(", "))).collect()
}

/// The files that a file imports, and those that they import, and so on.
fn reached<'a>(arrows: &'a Arrows, file: &str) -> BTreeSet<&'a str> {
    let (mut reached, mut waiting) = (BTreeSet::new(), vec![file]);
    while let Some(file) = waiting.pop() {
        for to in arrows.get(file).into_iter().flat_map(BTreeMap::keys) {
            if reached.insert(to.as_str()) {
                waiting.push(to);
            }
        }
    }
    reached
}

/// A file, as the module that it is.
struct Module {
    file: String,
    /// All paths in it of more than one name, and those of `use`.
    paths: Vec<WrittenPath>,
    /// The names that `use` gives, each with what it stands for.
    names: BTreeMap<String, Names>,
}

/// A path as it stands in a file.
struct WrittenPath {
    names: Names,
    /// The name that a `use` gives it.
    given: Option<String>,
}

/// The arrows between files: each file is given by its path below the root and its text.
fn arrows(files: &[(String, String)]) -> Arrows {
    let mut modules: BTreeMap<Names, Module> = BTreeMap::new();
    for (file, text) in files {
        let mut module: Names = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if module.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
            module.pop();
        }
        modules.insert(module, Module { file: file.clone(), paths: paths(&tokens(text)), names: BTreeMap::new() });
    }
    let all: BTreeSet<Names> = modules.keys().cloned().collect();
    for (at, module) in &mut modules {
        let given = module
            .paths
            .iter()
            .filter_map(|path| Some((path.given.clone()?, from_root(at, &path.names, &all, &BTreeMap::new())?)));
        module.names = given.collect();
    }
    let arrows = modules.iter().map(|(at, module)| {
        let mut to = BTreeMap::new();
        for path in &module.paths {
            let whole = from_root(at, &path.names, &all, &module.names);
            let stated = whole.and_then(|whole| stated_in(&whole, &modules));
            // A module and those below it are one.
            if let Some((_, file)) = stated.filter(|(stated, _)| !stated.starts_with(at)) {
                to.entry(file.to_owned()).or_insert_with(|| path.names.join("::"));
            }
        }
        (module.file.clone(), to)
    });
    arrows.collect()
}

/// A path as it is from the root, if it leads to something of the same program.
fn from_root(at: &[String], path: &[String], all: &BTreeSet<Names>, names: &BTreeMap<String, Names>) -> Option<Names> {
    let (head, rest) = path.split_first()?;
    let mut whole: Names = match head.as_str() {
        "crate" => Vec::new(),
        "self" => at.to_vec(),
        "super" => at.split_last()?.1.to_vec(),
        _ => {
            if let Some(whole) = names.get(head) {
                whole.clone()
            } else {
                let below = [at, std::slice::from_ref(head)].concat();
                all.contains(&below).then_some(below)?
            }
        }
    };
    for name in rest {
        if name == "super" {
            whole.pop()?;
        } else {
            whole.push(name.clone());
        }
    }
    Some(whole)
}

/// The module that states what a path from the root names, and its file; none where it names a module and nothing of it.
fn stated_in<'m>(whole: &[String], modules: &'m BTreeMap<Names, Module>) -> Option<(Names, &'m str)> {
    let mut whole = whole.to_vec();
    // What is passed on is passed on a few times at most.
    for _ in 0..8 {
        let depth = (0..=whole.len()).rev().find(|depth| modules.contains_key(&whole[..*depth]))?;
        let (at, rest) = whole.split_at(depth);
        let name = rest.first()?;
        let module = &modules[at];
        match module.names.get(name) {
            Some(elsewhere) => whole = [elsewhere, &rest[1..]].concat(),
            None => return Some((at.to_vec(), &module.file)),
        }
    }
    None
}

/// The words and signs of the code of a file, without comments and tests.
fn tokens(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut tokens: Vec<String> = Vec::new();
    for line in lines {
        let mut chars = line.chars().peekable();
        while let Some(first) = chars.next() {
            let mut token = first.to_string();
            let is_word = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
            if is_word(&first) {
                while let Some(next) = chars.next_if(is_word) {
                    token.push(next);
                }
            } else if first == ':' && chars.next_if_eq(&':').is_some() {
                token.push(':');
            }
            if first != ' ' {
                tokens.push(token);
            }
        }
    }
    tokens
}

/// All paths of more than one name, and those of `use`.
fn paths(tokens: &[String]) -> Vec<WrittenPath> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at] == "use" {
            let mut found = Vec::new();
            at = tree(tokens, at + 1, &[], &mut found);
            paths.extend(found.into_iter().map(|(names, given)| WrittenPath { names, given: Some(given) }));
        } else if is_name(&tokens[at]) && tokens.get(at + 1).is_some_and(|next| next == "::") {
            let mut found = Vec::new();
            at = tree(tokens, at, &[], &mut found);
            paths.extend(found.into_iter().map(|(names, _)| WrittenPath { names, given: None }));
        } else {
            at += 1;
        }
    }
    paths
}

/// Reads a path, with braces or without, and gives where it ends: the paths that it stands for, each with its last name,
/// or the one that it gets.
fn tree(tokens: &[String], mut at: usize, before: &[String], found: &mut Vec<(Names, String)>) -> usize {
    let mut names = before.to_vec();
    loop {
        let token = tokens.get(at).map(String::as_str).unwrap_or_default();
        at += 1;
        match token {
            "{" => {
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = if tokens[at] == "," { at + 1 } else { tree(tokens, at, &names, found) };
                }
                return at + 1;
            }
            "self" if !names.is_empty() => {}
            name if is_name(name) || name == "*" => names.push(name.to_owned()),
            _ => {
                if let Some(last) = names.last() {
                    found.push((names.clone(), last.clone()));
                }
                return at;
            }
        }
        match tokens.get(at).map(String::as_str) {
            Some("::") => at += 1,
            Some("as") => {
                found.push((names, tokens.get(at + 1).cloned().unwrap_or_default()));
                return at + 2;
            }
            _ => {
                let last = names.last().cloned().unwrap_or_default();
                found.push((names, last));
                return at;
            }
        }
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}
