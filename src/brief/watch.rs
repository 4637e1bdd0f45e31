//! `brief check --watch`: checks, and checks again whenever something changes, until it is told to stop.
//!
//! What the system tells of changes only wakes it: what has changed is found by looking at the files. So nothing is missed
//! however an editor saves, and a file that is saved as it was is no change.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{CreateKind, RemoveKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use watching_brief::files::is_yaml;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::render::FORMATS;
use watching_brief::text::words::{self, counted, harmless};

use super::cli::CheckArgs;
use super::input_snapshot::{InputSnapshot, State};
use super::outcome_cache::OutcomeCache;
use super::signals::{self, Heard};
use super::{check, output, project, terminal};

/// An editor takes several steps to save a file: when nothing more has happened for so long, it is done.
const QUIET: Duration = Duration::from_millis(100);

/// Where something happens all the time, files are looked at all the same after so long.
const BUSY: Duration = Duration::from_secs(1);

/// How often files are looked at where the system does not tell of changes.
const OFTEN: Duration = Duration::from_secs(1);

/// At most so many files are named of those that have changed.
const MAX_NAMES: usize = 5;

/// What wakes a run that waits.
enum Signal {
    Changed,
    Stop,
}

/// Checks until it is told to stop; gives the exit status of the last run.
pub fn run(args: &CheckArgs) -> io::Result<u8> {
    if let Err(wrong) = readable_again(args) {
        return Ok(output::refuse(&[wrong]));
    }
    let (tell, told) = mpsc::channel();
    let status = Arc::new(AtomicU8::new(2));
    stop_on_signals(tell.clone(), Arc::clone(&status));
    let (mut seen, mut kept) = (InputSnapshot::default(), OutcomeCache::default());
    let (mut first, mut look) = (true, output::look());
    let mut deaf = None;
    loop {
        let (now, watched) = attend(args, &seen, &tell, &mut deaf);
        let changes = Changes::between(&seen, &now);
        seen = now;
        if first || changes.any() {
            let changed = if first { String::new() } else { changes.text(&seen) + "\n" };
            if !first {
                say(args, &seen, &format!("{}{changed}\n", if clears() { CLEAR } else { "\n" }))?;
            }
            let other_look = output::look();
            if changes.of_all() || other_look != look {
                kept.clear();
                look = other_look;
            }
            changes.files().for_each(|path| kept.forget(path));
            status.store(checked(args, &mut kept)?, Ordering::SeqCst);
            // Of a long report a terminal shows the end.
            let changed = if clears() { &changed } else { "" };
            say(args, &seen, &format!("\n{changed}{}\n", waiting(&mut kept, &seen)))?;
            first = false;
        }
        if let Signal::Stop = wait(&told, watched.is_none().then_some(OFTEN)) {
            return Ok(status.load(Ordering::SeqCst));
        }
    }
}

/// Checks once. What cannot be written now, such as a file on a disk that is full, may be the next time.
fn checked(args: &CheckArgs, kept: &mut OutcomeCache) -> io::Result<u8> {
    match check::once(args, kept) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            output::unwritten(&error);
            // Of a file that was being reported, only a part may have been kept.
            kept.clear();
            Ok(2)
        }
        done => done,
    }
}

/// Whether all that the call names can be read more than once.
fn readable_again(args: &CheckArgs) -> Result<(), Diagnostic> {
    let input = |path: &Path| path.as_os_str() == "-";
    // What is wrong with the configuration is told by the first run.
    let settings = project::settings(&args.pilots.paths, &args.selection, &args.bar, &args.output).ok();
    let named = settings.is_some_and(|settings| {
        let paths = settings.paths.value.iter().chain(&settings.documents.value);
        paths.map(PathBuf::as_path).chain(settings.rules.value.iter().map(Path::new)).any(input)
    });
    if named {
        let message = "--watch reads files again when they change, and standard input (-) can be read only once; name files \
                       or folders";
        return Err(Diagnostic::call(DiagnosticCode::WrongCall, message.to_owned()));
    }
    Ok(())
}

/// On Ctrl-C, and when the terminal goes away or somebody else ends the run, the run in progress is finished, so that no
/// file is left half written. Who cannot wait asks twice.
fn stop_on_signals(tell: Sender<Signal>, status: Arc<AtomicU8>) {
    let mut asked = false;
    let listener = move || {
        if std::mem::replace(&mut asked, true) || tell.send(Signal::Stop).is_err() {
            Heard::Now(status.load(Ordering::SeqCst))
        } else {
            Heard::Soon
        }
    };
    if !signals::listen(Box::new(listener)) {
        output::say("brief: Ctrl-C will end this at once, in the midst of a run, too\n");
    }
}

/// Sees to it that changes are told from now on, and then looks at the files: what changes between the two is told. Gives no
/// watcher where the system does not tell of changes.
fn attend(
    args: &CheckArgs,
    before: &InputSnapshot,
    tell: &Sender<Signal>,
    deaf: &mut Option<String>,
) -> (InputSnapshot, Option<RecommendedWatcher>) {
    let mut seen = InputSnapshot::look(args, before);
    loop {
        let watched = match watcher(&seen, tell.clone()) {
            Ok(watched) => Some(watched),
            Err(error) => {
                let error = harmless(&error.to_string());
                if deaf.as_ref() != Some(&error) {
                    output::say(&format!(
                        "brief: the system does not tell of changes ({error}); files are looked at every second instead\n"
                    ));
                }
                *deaf = Some(error);
                None
            }
        };
        let again = InputSnapshot::look(args, &seen);
        let same = again.folders == seen.folders;
        seen = again;
        if same {
            return (seen, watched);
        }
    }
}

/// A watcher of all folders in which something may change.
fn watcher(seen: &InputSnapshot, tell: Sender<Signal>) -> notify::Result<RecommendedWatcher> {
    let names = seen.pilots.keys().chain(seen.others.keys()).filter_map(|path| path.file_name());
    let names: HashSet<OsString> = names.map(OsString::from).collect();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.map_or(true, |event| matters(&event, &names)) {
            let _ = tell.send(Signal::Changed);
        }
    })?;
    let mut one_watched = Ok(());
    for (folder, within) in &seen.folders {
        let mode = if *within { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        // A folder that went away in the meantime is told of by the one above it.
        match watcher.watch(folder, mode) {
            Err(error) if folder.is_dir() => one_watched = Err(error),
            _ => {}
        }
    }
    one_watched.map(|()| watcher)
}

/// Whether an event can be about a file that is read. That a file was read, by this program first of all, is none.
fn matters(event: &Event, names: &HashSet<OsString>) -> bool {
    match event.kind {
        EventKind::Access(notify::event::AccessKind::Close(notify::event::AccessMode::Write)) => {}
        EventKind::Access(_) => return false,
        EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => return true,
        _ => {}
    }
    let ours = |path: &PathBuf| {
        let yaml = path.extension().is_none() || is_yaml(path);
        yaml || path.file_name().is_some_and(|name| names.contains(name))
    };
    event.need_rescan() || event.paths.is_empty() || event.paths.iter().any(ours)
}

/// Waits until something has happened and all is quiet again.
fn wait(told: &Receiver<Signal>, often: Option<Duration>) -> Signal {
    let first = match often {
        None => told.recv().map_err(|_| RecvTimeoutError::Disconnected),
        Some(often) => told.recv_timeout(often),
    };
    match first {
        Err(RecvTimeoutError::Timeout) => return Signal::Changed,
        Err(RecvTimeoutError::Disconnected) | Ok(Signal::Stop) => return Signal::Stop,
        Ok(Signal::Changed) => {}
    }
    let begun = Instant::now();
    while begun.elapsed() < BUSY {
        match told.recv_timeout(QUIET) {
            Ok(Signal::Changed) => {}
            Ok(Signal::Stop) => return Signal::Stop,
            Err(_) => break,
        }
    }
    Signal::Changed
}

/// What has changed since the last run.
#[derive(Debug, Default)]
struct Changes {
    changed: Vec<PathBuf>,
    new: Vec<PathBuf>,
    gone: Vec<PathBuf>,
    /// What all pilots are held against.
    others: Vec<PathBuf>,
    /// Whether the day is another one.
    day: bool,
}

impl Changes {
    fn between(before: &InputSnapshot, now: &InputSnapshot) -> Self {
        let mut changes = Self { day: before.today.is_some() && before.today != now.today, ..Self::default() };
        for (path, was, is) in pairs(&before.pilots, &now.pilots) {
            let kind = match (was, is) {
                (was, is) if was == is => continue,
                (State::Missing, _) => &mut changes.new,
                (_, State::Missing) => &mut changes.gone,
                _ => &mut changes.changed,
            };
            kind.push(path.clone());
        }
        let others = pairs(&before.others, &now.others).filter(|(_, was, is)| was != is);
        changes.others.extend(others.map(|(path, ..)| path.clone()));
        changes
    }

    /// Whether there is anything to check again. That it is another day is noticed only when something else is.
    fn any(&self) -> bool {
        ![&self.changed, &self.new, &self.gone, &self.others].iter().all(|files| files.is_empty())
    }

    /// Whether all pilots are to be checked again.
    fn of_all(&self) -> bool {
        self.day || !self.others.is_empty()
    }

    /// The pilots that are to be checked again, or are no more.
    fn files(&self) -> impl Iterator<Item = &Path> {
        self.changed.iter().chain(&self.new).chain(&self.gone).map(PathBuf::as_path)
    }

    /// What has changed, in words: `1 of 3 files changed: pilots/a.yaml`.
    fn text(&self, now: &InputSnapshot) -> String {
        let mut parts = Vec::new();
        let all = counted(now.files(), "file");
        if !self.changed.is_empty() {
            parts.push(format!("{} of {all} changed: {}", self.changed.len(), names(&self.changed)));
        }
        if !self.new.is_empty() {
            parts.push(format!("{}: {}", counted(self.new.len(), "new file"), names(&self.new)));
        }
        if !self.gone.is_empty() {
            let verb = if self.gone.len() == 1 { "is" } else { "are" };
            parts.push(format!("{} {verb} gone: {}", counted(self.gone.len(), "file"), names(&self.gone)));
        }
        if !self.others.is_empty() {
            parts.push(format!("all is checked again, because of {}", names(&self.others)));
        } else if self.day {
            parts.push("all is checked again, because it is another day".to_owned());
        }
        parts.join("; ")
    }
}

type States = BTreeMap<PathBuf, State>;

/// All files of before and of now, each as it was and as it is.
fn pairs<'s>(before: &'s States, now: &'s States) -> impl Iterator<Item = (&'s PathBuf, &'s State, &'s State)> {
    let paths: BTreeSet<&PathBuf> = before.keys().chain(now.keys()).collect();
    let state = |all: &'s States, path| all.get(path).unwrap_or(&State::Missing);
    paths.into_iter().map(move |path| (path, state(before, path), state(now, path)))
}

/// The names of files, as they are seen from the folder of the process.
fn names(paths: &[PathBuf]) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let name =
        |path: &PathBuf| harmless(&watching_brief::text::names::as_text(path.strip_prefix(&here).unwrap_or(path)));
    let mut shown: Vec<String> = paths.iter().take(MAX_NAMES).map(name).collect();
    if paths.len() > MAX_NAMES {
        shown.push(format!("{} more", paths.len() - MAX_NAMES));
    }
    words::listed(&shown, "and")
}

/// The last line: how much was checked, when, and what is waited for.
fn waiting(kept: &mut OutcomeCache, seen: &InputSnapshot) -> String {
    let time = jiff::Zoned::now().strftime("%H:%M:%S").to_string();
    let checked = kept.checked();
    let files = counted(seen.files(), "file");
    format!("{time}: checked {checked} of {files}. Waiting for changes; Ctrl-C ends this.")
}

/// Clears the screen, but not what can be scrolled back to.
const CLEAR: &str = "\x1b[H\x1b[2J";

fn clears() -> bool {
    io::stdout().is_terminal() && !terminal::dumb()
}

/// Says something between the reports: on standard output where people read it, and beside it where a program does.
fn say(args: &CheckArgs, seen: &InputSnapshot, text: &str) -> io::Result<()> {
    let human = FORMATS.first().map(|format| format.name);
    let format = seen.format.or(args.output.format).map(|format| format.name);
    if format.is_none() || format == human {
        return output::print(text);
    }
    output::say(text);
    Ok(())
}
