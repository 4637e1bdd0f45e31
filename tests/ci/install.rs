//! `packaging/install.sh`: the released command where there is one, and else one built by Cargo; with a folder of files in
//! the place of a server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::project::{git, path_with_stand_in, program, project, released, tag};
use super::ran;
use crate::support::Folder;

const GNU: &str = "x86_64-unknown-linux-gnu";
const MUSL: &str = "x86_64-unknown-linux-musl";
const WINDOWS: &str = "x86_64-pc-windows-msvc";

/// The system that the scripts take this one for.
fn on(folder: &Folder, system: &str, processor: &str, has_glibc: bool) {
    let stand_ins = folder.path().join("stand-ins");
    let script = format!("#!/bin/sh\nif [ \"$1\" = -m ]; then echo {processor}; else echo {system}; fi\n");
    program(&stand_ins, "uname", &script);
    program(&stand_ins, "getconf", if has_glibc { "#!/bin/sh\necho glibc 2.36\n" } else { "#!/bin/sh\nexit 1\n" });
}

/// A clone of the project, as it was at a revision.
fn clone(folder: &Folder, project: &Path, revision: &str) -> PathBuf {
    let clone = folder.path().join("clone");
    git(folder.path(), &["clone", "--quiet", &format!("file://{}", project.display()), "clone"]);
    git(&clone, &["checkout", "--quiet", revision]);
    clone
}

/// Installs into the folder `bin`, and gives the exit status and what was said.
fn install(folder: &Folder, checkout: &Path, more: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new("sh");
    command.arg(checkout.join("packaging/install.sh")).arg(folder.path().join("bin")).args(more);
    // As in a hook, git speaks of another repository.
    command.env("PATH", path_with_stand_in(folder)).env("GIT_DIR", "/nowhere").current_dir("/");
    ran(&mut command)
}

/// What the installed command says of its version.
fn runs(folder: &Folder, name: &str) -> String {
    ran(Command::new(folder.path().join("bin").join(name)).arg("--version")).1
}

#[test]
fn a_release_brings_its_command() {
    let folder = Folder::new("released");
    let (project, revision) = released(&folder, &[GNU, MUSL]);
    on(&folder, "Linux", "x86_64", true);
    let clone = clone(&folder, &project, &tag());
    let (status, said) = install(&folder, &clone, &[]);
    assert_eq!((status, said.contains("cargo ")), (Some(0), false), "{said}");
    let expected = format!("brief {}\nreleased for {GNU}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(runs(&folder, "brief"), expected);
    // Where there is no glibc, it is the one that needs no library.
    on(&folder, "Linux", "amd64", false);
    assert_eq!(install(&folder, &clone, &[]).0, Some(0));
    assert!(runs(&folder, "brief").contains(&format!("released for {MUSL}\n")));
    // Without git's word, but told what the checkout is: by the tag, or by the commit that has it.
    fs::remove_dir_all(clone.join(".git")).expect("a folder");
    let address = format!("file://{}", project.display());
    for told in [tag(), revision] {
        fs::remove_file(folder.path().join("bin/brief")).expect("the command");
        assert_eq!(install(&folder, &clone, &[&address, &told]).0, Some(0));
        assert!(runs(&folder, "brief").contains("released for"), "{told}");
    }
}

#[test]
fn the_archive_for_windows_is_a_zip() {
    let folder = Folder::new("windows");
    let (project, _) = released(&folder, &[WINDOWS]);
    on(&folder, "MINGW64_NT-10.0-20348", "x86_64", false);
    let clone = clone(&folder, &project, &tag());
    let (status, said) = install(&folder, &clone, &[]);
    assert_eq!(status, Some(0), "{said}");
    assert!(runs(&folder, "brief.exe").contains(&format!("released for {WINDOWS}\n")), "{said}");
}

#[test]
fn what_has_no_release_is_built() {
    let folder = Folder::new("built");
    let (project, _) = released(&folder, &[GNU]);
    on(&folder, "Linux", "x86_64", true);
    let clone = clone(&folder, &project, &tag());
    let builds = |why: &str, more: &[&str]| {
        let (status, said) = install(&folder, &clone, more);
        let call = format!("cargo install --quiet --locked --path {} --root ", clone.display());
        assert_eq!((status, said.contains(&call)), (Some(0), true), "{why}: {said}");
        assert_eq!(runs(&folder, "brief"), "built by Cargo\n", "{why}");
    };
    let address = format!("file://{}", project.display());
    let later = "0123456789012345678901234567890123456789";
    builds("a commit that has no tag", &[&address, later]);
    builds("the name of a branch", &[&address, "main"]);
    builds("nothing is told of the project", &["", &tag()]);
    builds("a project that is not there", &["file:///nowhere/watching-brief", &tag()]);
    on(&folder, "Linux", "riscv64", true);
    builds("a processor without an archive", &[]);
    on(&folder, "Linux", "aarch64", true);
    builds("a system that this release lacks", &[]);
    on(&folder, "Linux", "x86_64", true);
    // The version is that of the release still.
    git(&clone, &["commit", "--quiet", "--allow-empty", "--message", "later"]);
    builds("a checkout of a later day", &[]);
}

#[test]
fn what_is_not_what_was_released_is_never_installed() {
    let folder = Folder::new("altered");
    let (project, _) = released(&folder, &[GNU]);
    on(&folder, "Linux", "x86_64", true);
    let clone = clone(&folder, &project, &tag());
    let release = project.join("releases/download").join(tag());
    let sums = fs::read_to_string(release.join("SHA256SUMS")).expect("the sums");
    let other = sums.replace("linux", "plan9");
    for (why, text) in [("another sum", format!("{:064} {}", 0, &sums[65..])), ("another name", other)] {
        fs::write(release.join("SHA256SUMS"), text).expect("the sums");
        let (status, said) = install(&folder, &clone, &[]);
        assert_eq!((status, said.contains("cargo ")), (Some(1), false), "{why}: {said}");
        assert!(said.contains("is not what SHA256SUMS says of it: nothing is installed"), "{why}: {said}");
        assert!(!folder.path().join("bin/brief").exists(), "{why}");
    }
    fs::write(release.join("SHA256SUMS"), sums).expect("the sums");
    assert_eq!(install(&folder, &clone, &[]).0, Some(0));
}

#[test]
fn without_a_release_and_without_cargo_it_says_so() {
    let folder = Folder::new("neither");
    let (project, _) = project(&folder);
    let programs = folder.path().join("programs");
    fs::create_dir_all(&programs).expect("a folder");
    for name in ["dirname", "git", "grep", "head", "mkdir", "mktemp", "rm", "sed", "sh", "uname"] {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
        std::os::unix::fs::symlink(found.expect("a program"), programs.join(name)).expect("a link");
    }
    let mut command = Command::new(programs.join("sh"));
    command.arg(project.join("packaging/install.sh")).arg(folder.path().join("bin")).env("PATH", programs);
    let (status, said) = ran(&mut command);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("no Cargo to build it: see docs/install.md"), "{said}");
}
