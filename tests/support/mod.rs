//! What tests of the command share: a folder of their own, and runs of `brief` in it.

pub mod commands;
pub mod html;
pub mod signals;
pub mod tools;

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// Longer than this no run takes, unless it hangs: many times what the longest takes, for machines that do much besides.
const HANGS: Duration = Duration::from_secs(600);

/// The command itself.
pub const BRIEF: &str = env!("CARGO_BIN_EXE_brief");

/// What would tell the command that it has another terminal than it has, or that it is part of a job.
const SURROUNDINGS: [&str; 11] = [
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "FORCE_COLOR",
    "FORCE_HYPERLINK",
    "COLUMNS",
    "PAGER",
    "BRIEF_PAGER",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
];

/// A program that is [`BRIEF`] or runs it: what the terminal of whoever runs the tests is like makes no difference, nor
/// whether it is a job.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for name in SURROUNDINGS {
        command.env_remove(name);
    }
    command
}

/// A pilot that breaches the one rule of [`RULES`].
pub const GOOD: &str =
    "format: 1\npilot: good\ntitle: G\nstatus: running\nvoluntariness:\n  sanction_for_refusal: true\n";

/// A rule set of one rule, `T-1`.
pub const RULES: &str = "\
format: 1
ruleset: one
title: One rule
issued_by: [nobody]
summary: A rule, so that there is something to report.
rules:
  - id: T-1
    title: Nobody is sanctioned for refusing
    about: voluntariness
    force: must
    by: nobody
    cite: {document: nothing, paragraph: 1, phrase: a phrase}
    require: {voluntariness.sanction_for_refusal: false}
    reason: So that there is something to report.
    remedy: Nothing.
";

/// A folder of a test's own, empty at first.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder of this name, among those of the module of tests that asks for it: tests of two modules may use
    /// one name at the same time.
    #[track_caller]
    pub fn new(name: &str) -> Self {
        let file = Path::new(Location::caller().file());
        let module = file.components().skip_while(|part| part.as_os_str() != "tests").nth(1).expect("a file of tests");
        let module = Path::new(&module).with_extension("");
        Self::within(&Path::new(env!("CARGO_TARGET_TMPDIR")).join(module), name)
    }

    /// An empty folder of this name within another.
    pub fn within(parent: &Path, name: &str) -> Self {
        let path = parent.join(name);
        if path.exists() {
            fs::remove_dir_all(&path).expect("the folder of the last run goes away");
        }
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file, with the folders that it needs.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
        self
    }

    /// Runs `brief` here.
    pub fn brief(&self, args: &[&str]) -> Ran {
        Ran::of(&mut self.command(args), &[])
    }

    /// Runs `brief check --format json` here.
    pub fn check(&self, args: &[&str]) -> Ran {
        self.brief(&[&["check", "--format", "json"], args].concat())
    }

    /// `brief`, about to be run here.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = command(BRIEF);
        command.args(args).current_dir(&self.0);
        command
    }
}

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Runs a command with this on its standard input.
    pub fn of(command: &mut Command, input: &[u8]) -> Self {
        Self::fed(command, |stdin| stdin.write_all(input))
    }

    /// Runs a command whose standard input is written by `feed`.
    pub fn fed(command: &mut Command, feed: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("a run");
        let mut stdin = child.stdin.take().expect("standard input");
        let out = reader(child.stdout.take().expect("standard output"));
        let err = reader(child.stderr.take().expect("standard error"));
        // Whoever does not read all of it has no need to.
        let _ = feed(&mut stdin);
        drop(stdin);
        let status = wait(&mut child);
        Self { status, out: out.join().expect("the output"), err: err.join().expect("the errors") }
    }

    /// The report, in its JSON form.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The errors of the report: `file:line:column message`, without what there is not.
    pub fn errors(&self) -> Vec<String> {
        told(&self.json()["errors"])
    }

    /// The notices of the report, likewise.
    pub fn notices(&self) -> Vec<String> {
        told(&self.json()["notices"])
    }

    /// The pilots of the report, by their ids.
    pub fn pilots(&self) -> Vec<String> {
        texts(&self.json()["pilots"], "pilot")
    }

    /// The rule sets of the report, by their ids.
    pub fn rulesets(&self) -> Vec<String> {
        texts(&self.json()["rulesets"], "ruleset")
    }
}

fn told(all: &Value) -> Vec<String> {
    let one = |told: &Value| {
        let place = [&told["file"], &told["line"], &told["column"]];
        let place: Vec<String> = place.iter().filter(|part| !part.is_null()).map(|part| text(part)).collect();
        format!("{} {}", place.join(":"), text(&told["message"])).trim_start().to_owned()
    };
    all.as_array().expect("a list").iter().map(one).collect()
}

/// One key of each of a list of objects.
pub fn texts(all: &Value, key: &str) -> Vec<String> {
    all.as_array().expect("a list").iter().map(|one| text(&one[key])).collect()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn reader(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("what the run writes");
        String::from_utf8(bytes).expect("UTF-8")
    })
}

fn wait(child: &mut Child) -> Option<i32> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a run that can be waited for") {
            return status.code();
        }
        if begun.elapsed() > HANGS {
            child.kill().expect("an end");
            panic!("the run hangs");
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Asserts that a text has these parts, each where it first stands behind the one before.
#[track_caller]
pub fn assert_in_order(text: &str, parts: &[&str]) {
    let place = |part: &&str| text.find(*part).unwrap_or_else(|| panic!("{part:?} is not in:\n{text}"));
    let places: Vec<usize> = parts.iter().map(place).collect();
    assert!(places.is_sorted(), "{places:?}\n{text}");
}
