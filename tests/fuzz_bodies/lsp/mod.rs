//! Anything that is said to the language server: bytes as they come, or an editor that is made of them.
//!
//! Every message that asks gets one answer, by its id and in turn, and no other message gets any. What is told of a text lies
//! within it. An edit that is offered can be made. Whatever was opened, typed, closed or saved, the editor knows in the end
//! what a server tells that is started then.

mod editor;
#[allow(dead_code, reason = "made for the command, which needs more of it")]
mod language_server;
mod stream;
mod text;

use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;
use watching_brief::editor::Workspace;
use watching_brief::files::MemoryFiles;
use watching_brief::project::ProjectOptions;

use super::bytes::Bytes;
use language_server::{Incoming, Server, read, write};

/// Speaks with a server.
pub fn run(bytes: &[u8]) {
    let mut bytes = Bytes::new(bytes);
    if bytes.below(4) == 3 { stream::run(bytes.0.as_slice()) } else { editor::run(&mut bytes) }
}

/// The files as they are saved at first.
const SAVED: [(&str, &str); 5] = [
    (
        "/a.yaml",
        "format: 1\npilot: a\ntitle: \u{1f600} A\nstatus: running\nvoluntariness:\n  sanction_for_refusal: true\nreferral: {routes: [self, gp]}\n",
    ),
    (
        "/b.yaml",
        "format: 1\npilot: b\ntitle: B\nstatus: planned\nprovenance: {by: DWP, basis: claimed}\nvoluntariness:\n  sanction_for_refusal: [{value: true}, {value: fals}]\nwaivers:\n- {rule: T-1, reason: é, by: us, until: 2027-03-31}\n",
    ),
    (
        "/rules.yaml",
        "format: 1\nruleset: one\ntitle: One rule\nissued_by: [nobody]\nsummary: S\nrules:\n- id: T-1\n  title: T\n  about: voluntariness\n  force: must\n  by: nobody\n  cite: {document: d, paragraph: 1, phrase: a phrase}\n  require: {voluntariness.sanction_for_refusal: false}\n  reason: R\n  remedy: M\n  tests:\n  - {given: {voluntariness.sanction_for_refusal: true}, verdict: breached}\n",
    ),
    ("/brief.yaml", "format: 1\nbrief:\n  rules: [rules.yaml]\n  min_force: ask\n"),
    (
        "/deep/vocabulary.yaml",
        "format: 1\nvocabulary: v\ntitle: V\nextends: [health-and-work]\nfacts:\n  garden:\n    beds: {type: number, unit: beds, least: 0, means: how many beds there are, ask: How many?}\n",
    ),
];

/// The saved files.
fn saved() -> Arc<MemoryFiles> {
    let files = SAVED.iter().fold(MemoryFiles::new(), |files, (path, text)| files.with(path, text));
    Arc::new(files)
}

/// What the server said and nobody took up yet.
#[derive(Debug, Default, Clone)]
struct Heard(Rc<RefCell<Vec<u8>>>);

impl io::Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Heard {
    /// All messages since the last time, each whole.
    fn take(&self) -> Vec<Value> {
        let bytes = std::mem::take(&mut *self.0.borrow_mut());
        let (mut rest, mut all) = (bytes.as_slice(), Vec::new());
        while let Some(incoming) = read(&mut rest).expect("bytes in memory") {
            let Incoming::Message(message) = incoming else { panic!("{incoming:?}") };
            assert_eq!(message["jsonrpc"], "2.0", "{message}");
            all.push(message);
        }
        all
    }
}

/// A server that nothing was said to yet, and what it says.
fn started(files: &Arc<MemoryFiles>) -> (Server<Heard>, Heard) {
    let heard = Heard::default();
    let options = ProjectOptions::new(today());
    let saved: Arc<MemoryFiles> = Arc::clone(files);
    (Server::new(Workspace::new(saved, options), today, heard.clone()), heard)
}

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 22)
}
