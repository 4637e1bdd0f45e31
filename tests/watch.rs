//! `brief check --watch`: what is checked again, and what is said of it. Nothing here waits for a time: what must come is
//! waited for until it comes.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{self, Folder, GOOD, RULES, Ran, signals, texts, tools};

/// Longer than this nothing takes, unless it never comes.
const NEVER: Duration = Duration::from_secs(60);

/// A run that watches.
struct Watching {
    child: Child,
    said: Arc<Mutex<String>>,
    errors: Arc<Mutex<String>>,
    /// How much of what is said was read.
    read: usize,
}

/// What a run says when it waits.
const WAITS: &str = "Waiting for changes; Ctrl-C ends this.\n";

impl Watching {
    fn start(command: &mut Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("a run");
        let said = gathered(child.stdout.take().expect("output"));
        let errors = gathered(child.stderr.take().expect("errors"));
        Self { child, said, errors, read: 0 }
    }

    fn new(folder: &Folder, args: &[&str]) -> Self {
        let command = folder.command(&[&["check", "--watch", "--rules", "rules.yaml"], args].concat());
        Self::start(&mut signals::heeded(command))
    }

    /// Waits for something on standard error.
    fn error(&self, wanted: &str) {
        let begun = Instant::now();
        while !self.errors.lock().expect("a text").contains(wanted) {
            assert!(begun.elapsed() < NEVER, "{:?}", self.errors);
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// What is said up to the next time that it waits.
    fn report(&mut self) -> String {
        let begun = Instant::now();
        loop {
            // A terminal ends its lines in its own way.
            let said = self.said.lock().expect("a text").replace('\r', "");
            if let Some(at) = said[self.read..].find(WAITS) {
                let text = said[self.read..self.read + at + WAITS.len()].to_owned();
                self.read += text.len();
                return text;
            }
            let ended = self.child.try_wait().expect("a run").is_some();
            assert!(!ended && begun.elapsed() < NEVER, "ended: {ended}, and all that was said is\n{said}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Sends a signal, and gives the exit status.
    fn end(&mut self, signal: &str) -> Option<i32> {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status().expect("kill");
        assert!(sent.success());
        let begun = Instant::now();
        while begun.elapsed() < NEVER {
            if let Some(status) = self.child.try_wait().expect("a run") {
                return status.code();
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("it does not end");
    }
}

/// What comes out of a stream, bit by bit.
fn gathered(mut stream: impl Read + Send + 'static) -> Arc<Mutex<String>> {
    let text = Arc::new(Mutex::new(String::new()));
    let to = Arc::clone(&text);
    thread::spawn(move || {
        let (mut bytes, mut rest) = ([0; 4096], Vec::new());
        while let Ok(count @ 1..) = stream.read(&mut bytes) {
            rest.extend_from_slice(&bytes[..count]);
            // A letter can come in two parts.
            let whole = std::str::from_utf8(&rest).map_or_else(|error| error.valid_up_to(), str::len);
            let part: Vec<u8> = rest.drain(..whole).collect();
            to.lock().expect("a text").push_str(&String::from_utf8(part).expect("text"));
        }
    });
    text
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The line that says what has changed, the report, and how much was checked.
fn parts(text: &str) -> (&str, &str, String) {
    let (changed, rest) = text.trim_start_matches('\n').split_once("\n\n").expect("a line on what has changed");
    let (report, last) = rest.trim_end().rsplit_once("\n\n").expect("a last line");
    let (time, checked) = last.split_once(": checked ").expect("a time");
    assert_eq!(time.len(), "14:03:22".len(), "{time}");
    (changed, report, checked.split_once('.').expect("a sentence").0.to_owned())
}

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("rules.yaml", RULES);
    for id in ["a", "b", "c"] {
        folder.write(&format!("pilots/{id}.yaml"), pilot(id, true));
    }
    folder
}

/// Saves a file in one step, so that it is never seen half written.
fn save(folder: &Folder, name: &str, content: &str) {
    folder.write("saving/part", content);
    let to = folder.path().join(name);
    fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
    fs::rename(folder.path().join("saving/part"), to).expect("renamed");
}

fn pilot(id: &str, breaches: bool) -> String {
    GOOD.replace("good", id).replace("true", if breaches { "true" } else { "false" })
}

/// What a run that does not watch prints now.
fn now(folder: &Folder) -> String {
    folder.brief(&["check", "--rules", "rules.yaml"]).out
}

#[test]
fn only_what_has_changed_is_checked_again_and_the_report_is_that_of_all() {
    let folder = folder("watch-one");
    let mut watching = Watching::new(&folder, &[]);
    let first = watching.report();
    assert!(first.starts_with(&now(&folder)), "{first}");
    assert!(first.contains(": checked 3 of 3 files. "), "{first}");
    for (id, breaches, findings) in [("a", false, 2), ("c", false, 1), ("a", true, 2)] {
        save(&folder, &format!("pilots/{id}.yaml"), &pilot(id, breaches));
        let text = watching.report();
        let (changed, report, checked) = parts(&text);
        assert_eq!(changed, format!("1 of 3 files changed: pilots/{id}.yaml"));
        assert_eq!(checked, "1 of 3 files");
        assert_eq!(format!("{report}\n"), now(&folder));
        assert!(report.contains("3 pilots held against 1 rule"), "{report}");
        assert!(report.contains(&format!("{findings} finding")), "{report}");
    }
    // Written over in its place, it may be seen in between; in the end it is seen as it is.
    folder.write("pilots/b.yaml", pilot("b", false));
    while parts(&watching.report()).1.to_owned() + "\n" != now(&folder) {}
}

#[test]
fn new_and_deleted_files_and_ids_that_clash_are_taken_up() {
    let folder = folder("watch-new");
    let mut watching = Watching::new(&folder, &[]);
    watching.report();
    let mut step = |wanted: &str, checked: &str, change: &dyn Fn()| {
        change();
        let text = watching.report();
        let (changed, report, said) = parts(&text);
        assert_eq!((changed, said.as_str()), (wanted, checked));
        assert_eq!(format!("{report}\n"), now(&folder));
        report.to_owned()
    };
    let path = |name: &str| folder.path().join("pilots").join(name);
    let clash = step("1 new file: pilots/aa.yaml", "1 of 4 files", &|| {
        save(&folder, "pilots/aa.yaml", &pilot("c", false));
    });
    assert!(clash.contains("there is a pilot `c` already: pilots/aa.yaml:2"), "{clash}");
    assert!(clash.contains("2 findings"), "{clash}");
    let gone = step("1 file is gone: pilots/aa.yaml", "0 of 3 files", &|| {
        fs::remove_file(path("aa.yaml")).expect("gone");
    });
    assert!(gone.contains("3 findings"), "{gone}");
    step("1 new file: pilots/more/z.yaml", "1 of 4 files", &|| {
        // A folder that is new is watched, too.
        save(&folder, "pilots/more/z.yaml", &pilot("z", true));
    });
    step("1 of 4 files changed: pilots/more/z.yaml", "1 of 4 files", &|| {
        save(&folder, "pilots/more/z.yaml", &pilot("y", true));
    });
    let broken = step("1 of 4 files changed: pilots/b.yaml", "1 of 4 files", &|| {
        save(&folder, "pilots/b.yaml", "format: 1\npilot: [\n");
    });
    assert!(broken.contains("[pilots/b.yaml:2:8]"), "{broken}");
    let mended = step("1 of 4 files changed: pilots/b.yaml", "1 of 4 files", &|| {
        save(&folder, "pilots/b.yaml", &pilot("b", false));
    });
    assert!(!mended.contains("error"), "{mended}");
    step(
        "4 files are gone: pilots/a.yaml, pilots/b.yaml, pilots/c.yaml and pilots/more/z.yaml",
        "0 of 0 files",
        &|| {
            fs::rename(folder.path().join("pilots"), folder.path().join("old")).expect("moved");
        },
    );
    step("4 new files: pilots/a.yaml, pilots/b.yaml, pilots/c.yaml and pilots/more/z.yaml", "4 of 4 files", &|| {
        fs::rename(folder.path().join("old"), folder.path().join("pilots")).expect("moved");
    });
}

#[test]
fn saving_a_file_as_it_was_is_no_change() {
    let folder = folder("watch-same");
    let mut watching = Watching::new(&folder, &[]);
    watching.report();
    save(&folder, "pilots/a.yaml", &pilot("a", true));
    save(&folder, "pilots/notes.txt", "no pilot");
    save(&folder, "pilots/b.yaml", &pilot("b", false));
    let text = watching.report();
    let (changed, _, checked) = parts(&text);
    assert_eq!((changed, checked.as_str()), ("1 of 3 files changed: pilots/b.yaml", "1 of 3 files"));
}

#[test]
fn what_all_pilots_are_held_against_has_all_checked_again() {
    let folder = folder("watch-all");
    folder.write("mine.yaml", "documents: []\n").write("old.json", "{\"format\": 1, \"baseline\": []}\n");
    let mut watching = Watching::new(&folder, &["--documents", "mine.yaml", "--baseline", "old.json"]);
    watching.report();
    let mut step = |file: &str, content: &str| {
        save(&folder, file, content);
        let text = watching.report();
        let (changed, rest) = text.trim_start_matches('\n').split_once('\n').expect("lines");
        assert_eq!(changed, format!("all is checked again, because of {file}"));
        rest.to_owned()
    };
    let weaker = step("rules.yaml", &RULES.replace("must", "should"));
    assert!(weaker.contains("No finding") && weaker.contains("checked 3 of 3 files"), "{weaker}");
    let broken = step("rules.yaml", "format: 1\nruleset: [\n");
    assert!(broken.contains("[rules.yaml:2:10]") && broken.contains("checked 3 of 3 files"), "{broken}");
    assert!(step("rules.yaml", RULES).contains("3 findings"));
    assert!(step("mine.yaml", "documents: {}\n").contains("mine.yaml:1"));
    step("mine.yaml", "documents: []\n");
    assert!(step("old.json", "[]").contains("old.json"));
    let recorded = folder.brief(&["baseline", "--rules", "rules.yaml", "--output", "new.json"]);
    assert_eq!(recorded.status, Some(0), "{recorded:?}");
    let known = fs::read_to_string(folder.path().join("new.json")).expect("a baseline");
    assert!(step("old.json", &known).contains("No finding"));
    assert!(step("brief.yaml", "format: 1\nbrief: {fial_on: never}\n").contains("checked 0 of 3 files"));
    let never = step("brief.yaml", "format: 1\nbrief: {fail_on: never}\n");
    assert!(never.contains("Nothing counts as a finding") && never.contains("checked 3 of 3 files"), "{never}");
    watching.error("did you mean `fail_on`?");
}

#[test]
fn files_are_written_each_time_and_lines_between_reports_keep_out_of_other_forms() {
    let folder = folder("watch-output");
    let mut watching = Watching::new(&folder, &["--output", "json=report.json", "-q"]);
    let written = || {
        let text = fs::read_to_string(folder.path().join("report.json")).expect("a report");
        let plain = folder.check(&["--rules", "rules.yaml"]).out;
        assert_eq!(text, plain);
        let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        texts(&json["pilots"], "title")
    };
    watching.report();
    assert_eq!(written(), ["G", "G", "G"]);
    save(&folder, "pilots/b.yaml", &pilot("b", true).replace("title: G", "title: Another"));
    watching.report();
    assert_eq!(written(), ["G", "Another", "G"]);
    drop(watching);
    let watching = Watching::new(&folder, &["--format", "json"]);
    watching.error(WAITS);
    let ran = Ran { status: None, out: watching.said.lock().expect("a report").clone(), err: String::new() };
    assert_eq!(ran.pilots(), ["a", "b", "c"]);
}

#[cfg(unix)]
#[test]
fn the_exit_status_is_that_of_the_last_run() {
    for (signal, content, status) in
        [("-INT", "x: [".to_owned(), 2), ("-TERM", pilot("a", true), 1), ("-HUP", pilot("a", false), 0)]
    {
        let folder = Folder::new("watch-status");
        folder.write("rules.yaml", RULES).write("pilots/a.yaml", "format: 1\n");
        let mut watching = Watching::new(&folder, &[]);
        watching.report();
        save(&folder, "pilots/a.yaml", &content);
        watching.report();
        assert_eq!(watching.end(signal), Some(status));
    }
}

#[test]
fn standard_input_cannot_be_watched() {
    let folder = folder("watch-stdin");
    for args in [&["-"][..], &["pilots", "-"], &["--documents", "-"], &["--rules", "-"]] {
        let ran = folder.brief(&[&["check", "--watch"], args].concat());
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(ran.err.contains("standard input (-) can"), "{args:?}: {}", ran.err);
    }
    let ran = folder.brief(&["check", "--watch", "-", "--stdin-filename", "pilots/a.yaml"]);
    assert_eq!(ran.status, Some(2), "{ran:?}");
    assert!(ran.err.contains("cannot be used with"), "{ran:?}");
}

/// On a terminal the screen is cleared, so that the new report begins at its top.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_each_report_begins_on_a_clear_screen() {
    if tools::program("script").is_none() {
        return;
    }
    let folder = folder("watch-terminal");
    let call = format!("{} check --watch --rules rules.yaml --color never", support::BRIEF);
    let start = |term: &str| {
        let mut command = support::command("script");
        command.args(["-qefc", &call, "/dev/null"]).current_dir(folder.path()).env("TERM", term);
        Watching::start(&mut command)
    };
    for (term, clears, breaches) in [("xterm", true, false), ("dumb", false, true)] {
        let mut watching = start(term);
        assert!(!watching.report().contains('\u{1b}'), "the first report is one among other lines");
        save(&folder, "pilots/a.yaml", &pilot("a", breaches));
        let text = watching.report();
        assert_eq!(text.starts_with("\u{1b}[H\u{1b}[2J1 of 3 files changed: pilots/a.yaml\n"), clears, "{text:?}");
        assert_eq!(text.starts_with("\n1 of 3 files changed"), !clears, "{text:?}");
        // Of a long report a terminal shows the end.
        assert_eq!(text.matches("1 of 3 files changed: pilots/a.yaml\n").count(), if clears { 2 } else { 1 });
    }
}
