//! This project as others have it: a repository to clone, and a server with its releases.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{file, ran};
use crate::support::Folder;

/// Runs git, which must succeed, and gives what it says.
pub fn git(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new("git");
    let named = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.org", "-c", "init.defaultBranch=main"];
    let (status, said) = ran(command.args(named).args(args).current_dir(folder));
    assert_eq!(status, Some(0), "git {args:?}: {said}");
    said.trim().to_owned()
}

/// A copy of this project, as it stands, as a repository of its own; and its revision.
pub fn project(folder: &Folder) -> (PathBuf, String) {
    let (here, copy) = (Path::new(env!("CARGO_MANIFEST_DIR")), folder.path().join("project"));
    fs::create_dir_all(&copy).expect("a folder");
    let listed = git(here, &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (here.join(name), copy.join(name));
        if from.is_file() {
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
            fs::copy(from, to).expect("a copy");
        }
    }
    git(&copy, &["init", "--quiet"]);
    git(&copy, &["add", "--all", "--force"]);
    git(&copy, &["commit", "--quiet", "--message", "as it stands"]);
    let revision = git(&copy, &["rev-parse", "HEAD"]);
    (copy, revision)
}

/// The tag of the release of this version.
pub fn tag() -> String {
    format!("v{}", env!("CARGO_PKG_VERSION"))
}

/// A project that has a release of its version, with archives for these systems. In the place of the command there is a
/// script in them that says so and runs the command.
pub fn released(folder: &Folder, targets: &[&str]) -> (PathBuf, String) {
    let (project, revision) = project(folder);
    git(&project, &["tag", "--annotate", "--message", "a release", &tag()]);
    let release = project.join("releases/download").join(tag());
    fs::create_dir_all(&release).expect("a folder");
    for target in targets {
        let name = if target.contains("windows") { "brief.exe" } else { "brief" };
        let script =
            format!("#!/bin/sh\necho 'released for {target}' >&2\nexec {} \"$@\"\n", env!("CARGO_BIN_EXE_brief"));
        let command = program(&folder.path().join("built").join(target), name, &script);
        let mut archive = Command::new("sh");
        archive.arg(project.join("packaging/archive.sh")).arg(target).arg(command).arg(&release);
        assert_eq!(ran(&mut archive), (Some(0), String::new()));
    }
    if !targets.is_empty() {
        let mut sums = Command::new("sh");
        sums.args(["-c", "sha256sum -- * > SHA256SUMS"]).current_dir(&release);
        assert_eq!(ran(&mut sums), (Some(0), String::new()));
    }
    (project, revision)
}

/// A script that can be run.
pub fn program(folder: &Path, name: &str, script: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    fs::create_dir_all(folder).expect("a folder");
    let path = folder.join(name);
    fs::write(&path, script).expect("a script");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a script that runs");
    path
}

/// The path of programs, with a `cargo` before all others that builds nothing, and says that it was asked.
pub fn path_with_stand_in(folder: &Folder) -> std::ffi::OsString {
    let cargo = "#!/bin/sh\nset -eu\necho \"cargo $*\"\nwhile [ \"$1\" != --root ]; do shift; done\nmkdir -p \"$2/bin\"\n\
                 printf '#!/bin/sh\\necho built by Cargo\\n' > \"$2/bin/brief\"\nchmod +x \"$2/bin/brief\"\n";
    program(&folder.path().join("stand-ins"), "cargo", cargo);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(folder.path().join("stand-ins")).chain(std::env::split_paths(&path));
    std::env::join_paths(paths).expect("a path")
}

/// The systems that there are archives for, by Rust's names.
pub fn targets() -> Vec<String> {
    let platforms: serde_json::Value = serde_json::from_str(&file("packaging/platforms.json")).expect("JSON");
    crate::support::texts(&platforms, "target")
}
