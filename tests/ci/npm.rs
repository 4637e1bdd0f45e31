//! The npm packages: made by the script of the release, packed, and installed from there into an empty folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{file, ran};
use crate::support::{self, Folder, GOOD, RULES, tools};

/// The command as a release has it: without what is for those who look for faults in it.
fn stripped(folder: &Path, name: &str) {
    fs::create_dir_all(folder).expect("a folder");
    let command = folder.join(name);
    let strip = Command::new("strip").arg("-o").arg(&command).arg(support::BRIEF).status();
    if !strip.is_ok_and(|status| status.success()) {
        fs::copy(support::BRIEF, &command).expect("a copy");
    }
}

fn node(args: &[&str]) -> (Option<i32>, String) {
    ran(Command::new("node").args(args).current_dir(env!("CARGO_MANIFEST_DIR")))
}

fn npm(folder: &Path, args: &[&str]) -> String {
    let mut npm = Command::new("npm");
    npm.args(args).args(["--offline", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
    let (status, said) = ran(npm.env("npm_config_cache", folder.with_file_name("cache")));
    assert_eq!(status, Some(0), "npm {args:?}: {said}");
    said
}

/// The package for this system, as `packaging/platforms.json` has it.
fn platform() -> Option<Value> {
    let platforms: Vec<Value> = serde_json::from_str(&file("packaging/platforms.json")).expect("JSON");
    let (os, cpu, libc) =
        (std::env::consts::OS, std::env::consts::ARCH, if cfg!(target_env = "musl") { "musl" } else { "gnu" });
    let target = match os {
        "linux" => format!("{cpu}-unknown-linux-{libc}"),
        "macos" => format!("{cpu}-apple-darwin"),
        _ => return None,
    };
    platforms.into_iter().find(|platform| platform["target"] == target)
}

/// A folder in which somebody has installed the packed packages, if npm is here and they have one for this system.
fn installed(folder: &Folder) -> Option<PathBuf> {
    tools::program("npm")?;
    let Some(platform) = platform() else { return tools::needed(None, "a system that there is a package for") };
    let text = |key: &str| platform[key].as_str().expect("a text").to_owned();
    let [built, packages, packed, user] = ["built", "packages", "packed", "user"].map(|name| folder.path().join(name));
    stripped(&built.join(format!("command-{}", text("target"))), "brief");
    let paths = [&built, &packages].map(|path| path.to_str().expect("a path"));
    let (status, said) = node(&["packaging/npm/make.mjs", paths[0], paths[1], "--some"]);
    assert_eq!(status, Some(0), "{said}");
    for folder in [&packed, &user] {
        fs::create_dir_all(folder).expect("a folder");
    }
    let [main, own] = ["watching-brief", &text("npm")].map(|name| format!("./{name}"));
    npm(&packages, &["pack", &main, &own, "--pack-destination", packed.to_str().expect("a path")]);
    let version = env!("CARGO_PKG_VERSION");
    let [main, own] = [String::new(), format!("-{}", text("npm"))]
        .map(|name| packed.join(format!("watching-brief{name}-{version}.tgz")).display().to_string());
    npm(&user, &["install", "--ignore-scripts", &main, &own]);
    Some(user)
}

fn brief(user: &Path) -> Command {
    let mut command = Command::new(user.join("node_modules/.bin/brief"));
    command.current_dir(user);
    command
}

#[test]
fn the_packages_bring_the_command_and_its_exit_status() {
    let folder = Folder::new("npm");
    let Some(user) = installed(&folder) else { return };
    let version = format!("brief {}", env!("CARGO_PKG_VERSION"));
    assert!(npm(&user, &["exec", "--", "brief", "--version"]).contains(&version));
    let check = |pilot: String| {
        fs::write(user.join("rules.yaml"), RULES).expect("a file");
        fs::write(user.join("pilot.yaml"), pilot).expect("a file");
        ran(brief(&user).args(["check", "--rules", "rules.yaml", "pilot.yaml"]))
    };
    let (status, said) = check(GOOD.to_owned());
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("breached T-1"), "{said}");
    assert_eq!(check(GOOD.replace("refusal: true", "refusal: false")).0, Some(0));
    assert_eq!(check("not: a pilot\n".to_owned()).0, Some(2));
    // What is read and written is the command's own.
    let mut command = brief(&user);
    command.args(["check", "--rules", "rules.yaml", "--format", "json", "-"]);
    let ran = crate::support::Ran::of(&mut command, GOOD.as_bytes());
    assert_eq!((ran.status, ran.pilots()), (Some(1), vec!["good".to_owned()]), "{ran:?}");
    // No part of it runs when it is installed.
    for name in fs::read_dir(folder.path().join("packages")).expect("packages") {
        let manifest = fs::read_to_string(name.expect("a package").path().join("package.json")).expect("a manifest");
        assert!(!manifest.contains("\"scripts\""), "{manifest}");
    }

    // A signal ends the command, and the end is seen as the signal's.
    fs::write(user.join("pilot.yaml"), GOOD).expect("a file");
    for signal in ["INT", "TERM"] {
        ends_by(signal, brief(&user).args(["check", "--watch", "--rules", "rules.yaml", "pilot.yaml"]));
    }

    // Without the package for this system it says so, and that is no finding.
    fs::remove_dir_all(user.join("node_modules/@watching-brief")).expect("a folder");
    let (status, said) = super::ran(brief(&user).arg("--version"));
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("is not installed; npm leaves it out with --omit=optional"), "{said}");
    // Nor is there anything for a system that has no package.
    let other = "Object.defineProperty(process, 'platform', {value: 'plan9'}); process.argv.splice(1, 0, 'brief'); \
                 require('./node_modules/watching-brief/bin/brief.js')";
    let (status, said) = super::ran(Command::new("node").args(["-e", other]).current_dir(&user));
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("there is no built command for this system (plan9-"), "{said}");
}

/// Sends a signal to the launcher once the command watches, and waits until both have ended as the command alone would.
fn ends_by(signal: &str, command: &mut Command) {
    let alone = {
        let mut alone = support::command(support::BRIEF);
        alone.args(command.get_args()).current_dir(command.get_current_dir().expect("a folder"));
        ended(&mut alone, signal)
    };
    assert_eq!(ended(command, signal), alone, "{signal}");
}

/// How a command ends that is sent a signal after its first report.
fn ended(command: &mut Command, signal: &str) -> std::process::ExitStatus {
    use std::io::Read as _;
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a run");
    let mut out = child.stdout.take().expect("the output");
    out.read_exact(&mut [0; 64]).expect("a report");
    let sent = Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status();
    assert!(sent.expect("kill").success());
    let begun = Instant::now();
    // The output is at its end when nobody is left who could write to it.
    out.read_to_end(&mut Vec::new()).expect("the rest");
    loop {
        if let Some(status) = child.try_wait().expect("a run") {
            return status;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "it hangs");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_release_lacks_no_package() {
    if tools::program("node").is_none() {
        return;
    }
    let folder = Folder::new("npm-lacking");
    let path = folder.path().to_str().expect("a path");
    let (status, said) = node(&["packaging/npm/make.mjs", path, path]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("there is no command for "), "{said}");
}
