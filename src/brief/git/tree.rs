//! What a commit lists, and a copy of a part of that.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use watching_brief::files::is_yaml;
use watching_brief::text::{names, words};

use super::call::{failed, git, write_blobs};
use super::repository::top_of;

/// What stands at a path of a commit.
#[derive(Debug, Clone)]
struct Entry {
    kind: Kind,
    object: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    /// A repository within the repository, by its commit.
    Submodule,
}

/// All that a commit lists, by the paths from the uppermost folder; folders are not listed.
type Tree = BTreeMap<PathBuf, Entry>;

/// Lists what a commit has at a path and below it.
fn list(top: &Path, commit: &str, within: &Path) -> Result<Tree, String> {
    let mut call = ["ls-tree", "-r", "-z", "--full-tree", commit, "--"].map(OsStr::new).to_vec();
    call.extend((!within.as_os_str().is_empty()).then_some(within.as_os_str()));
    let listed = git(top, &call)?;
    let mut tree = Tree::new();
    for line in listed.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
        // A name is made of any bytes.
        let mut parts = line.splitn(2, |byte| *byte == b'\t');
        let (Some(about), Some(path)) = (parts.next(), parts.next()) else { continue };
        let (about, path) = (String::from_utf8_lossy(about), names::from_bytes(path));
        let mut about = about.split(' ');
        let (mode, _, object) = (about.next(), about.next(), about.next());
        let (Some(mode), Some(object)) = (mode, object) else { continue };
        let kind = match mode {
            "120000" => Kind::Link,
            "160000" => Kind::Submodule,
            _ => Kind::File,
        };
        // No name leads out of the folder, whatever the repository says.
        let path = path.as_path();
        let entry = Entry { kind, object: object.to_owned() };
        if !path.components().all(|part| matches!(part, Component::Normal(_)))
            || tree.insert(path.to_owned(), entry).is_some()
        {
            return Err(cannot_be(path));
        }
    }
    // Nor is there anything below what is no folder.
    let mut paths = tree.keys().zip(tree.keys().skip(1));
    match paths.find(|(one, next)| next.starts_with(one)) {
        Some((_, below)) => Err(cannot_be(below)),
        None => Ok(tree),
    }
}

fn cannot_be(path: &Path) -> String {
    format!("the repository lists a file that cannot be: {}", words::excerpt(&names::as_text(path)))
}

/// Copies what a walk of a path would read into a folder, each file at its own path: YAML files, what is named itself, what
/// links lead to, and the files of submodules that are checked out. Gives whether there was anything.
///
/// What links lead to outside the repository has no revisions: it is as it is today.
pub(super) fn copy(top: &Path, commit: &str, within: &Path, into: &Path) -> Result<bool, String> {
    let mut part = Part { tree: list(top, commit, within)?, files: BTreeMap::new(), links: BTreeMap::new() };
    let (mut wanted, mut seen) = (vec![within.to_owned()], BTreeSet::new());
    let (mut modules, mut is_whole) = (BTreeSet::new(), false);
    while let Some(path) = wanted.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let found = part.visit(&path);
        if !is_whole && !found.links.is_empty() {
            part.tree = list(top, commit, Path::new(""))?;
            is_whole = true;
        }
        for (link, object, rest) in found.links {
            let text = git(top, &["cat-file", "blob", &object])?;
            let target = target(top, &link, &names::from_bytes(&text));
            wanted.extend(target.as_ref().ok().map(|target| target.join(rest)));
            part.links.insert(link, target);
        }
        modules.extend(found.modules);
    }
    let files: Vec<(String, PathBuf)> =
        part.files.iter().map(|(path, object)| (object.clone(), into.join(path))).collect();
    write_blobs(top, &files)?;
    let mut any = !files.is_empty() || !part.links.is_empty();
    for (module, object, rest) in modules {
        any |= submodule(&top.join(&module), &object, &rest, &into.join(&module))?;
    }
    part.write_links(into)?;
    Ok(any)
}

/// Copies the files of a submodule, as far as it is checked out: what is not has no files today, either.
fn submodule(top: &Path, commit: &str, within: &Path, into: &Path) -> Result<bool, String> {
    let is_checked_out = top.canonicalize().is_ok_and(|real| top_of(&real).is_ok_and(|found| found == real));
    if !is_checked_out {
        return Ok(false);
    }
    copy(top, commit, within, into).map_err(|error| {
        let name = words::harmless(&names::as_text(top));
        format!("the submodule {name}, of which the revision has the commit {commit}: {error}")
    })
}

/// Where a link leads: a path from the uppermost folder, or one from the root where that is outside.
fn target(top: &Path, link: &Path, text: &Path) -> Result<PathBuf, PathBuf> {
    let mut plain = PathBuf::new();
    for part in top.join(link).parent().unwrap_or(top).join(text).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain.strip_prefix(top).map(Path::to_owned).map_err(|_| plain.clone())
}

/// The part of a commit that is copied.
struct Part {
    tree: Tree,
    /// The files, with their objects.
    files: BTreeMap<PathBuf, String>,
    /// The links, with where they lead.
    links: BTreeMap<PathBuf, Result<PathBuf, PathBuf>>,
}

/// What leads on from a path.
#[derive(Default)]
struct LinksAndModules {
    /// The links on the way or below, each with its object and with what is wanted behind it.
    links: Vec<(PathBuf, String, PathBuf)>,
    /// The submodules, likewise.
    modules: Vec<(PathBuf, String, PathBuf)>,
}

impl Part {
    /// Takes up the files at a path and below it.
    fn visit(&mut self, path: &Path) -> LinksAndModules {
        let mut found = LinksAndModules::default();
        let below = self.tree.range(path.to_owned()..).take_while(|(at, _)| at.starts_with(path));
        let above = path.ancestors().skip(1).filter_map(|above| self.tree.get_key_value(above));
        for (at, entry) in below.chain(above) {
            let rest = path.strip_prefix(at).unwrap_or(Path::new("")).to_owned();
            let of = || (at.clone(), entry.object.clone(), rest);
            match entry.kind {
                Kind::Link => found.links.push(of()),
                Kind::Submodule => found.modules.push(of()),
                Kind::File if at == path || (at.starts_with(path) && is_yaml(at)) => {
                    self.files.insert(at.clone(), entry.object.clone());
                }
                Kind::File => {}
            }
        }
        found
    }

    /// Makes the links, after all files, so that no file is written through one.
    #[cfg(unix)]
    fn write_links(&self, into: &Path) -> Result<(), String> {
        for (link, target) in &self.links {
            let link = into.join(link);
            if let Some(parent) = link.parent() {
                fs::create_dir_all(parent).map_err(failed)?;
            }
            let target = match target {
                Ok(within) => into.join(within),
                Err(outside) => outside.clone(),
            };
            match std::os::unix::fs::symlink(&target, &link) {
                // Another path of the call led to it.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && link.is_symlink() => {}
                made => made.map_err(failed)?,
            }
        }
        Ok(())
    }

    /// Where there are no such links, Git keeps none either.
    #[cfg(not(unix))]
    fn write_links(&self, _: &Path) -> Result<(), String> {
        Ok(())
    }
}
