//! What the server knows, and what it answers.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use gen_lsp_types::{
    Diagnostic, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Range,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use watching_brief::editor::{FileView, Workspace};

use super::address;
use super::agreement::{self, Abilities, Wishes};
use super::framing::{self, Incoming, MAX_MESSAGE};
use super::open_files::OpenFiles;
use super::position::Encoding;

/// Why a request is not answered, as JSON-RPC and the protocol number it.
#[derive(Debug, Clone, Copy)]
pub enum Refusal {
    NoJson = -32700,
    NoRequest = -32600,
    UnknownMethod = -32601,
    WrongParameters = -32602,
    NotInitialized = -32002,
    Failed = -32803,
}

/// A refusal, in words.
pub type Refused = (Refusal, String);

/// How far the conversation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing was agreed yet.
    Begun,
    /// The two sides speak.
    Open,
    /// The editor took its leave, and has only to say that this is the end.
    Left,
}

/// What the editor was told last of a file.
#[derive(Debug)]
pub(super) struct Told {
    /// The address by which it was told.
    pub address: String,
    pub diagnostics: Vec<Diagnostic>,
}

/// A language server.
#[derive(Debug)]
pub struct Server<W> {
    output: W,
    /// Tells the day.
    pub(super) clock: fn() -> Date,
    phase: Phase,
    pub(super) encoding: Encoding,
    pub(super) wishes: Wishes,
    pub(super) abilities: Abilities,
    pub(super) workspace: Workspace,
    pub(super) open: OpenFiles,
    pub(super) views: BTreeMap<PathBuf, FileView>,
    /// The open files that are to be looked at again.
    pub(super) stale: BTreeSet<PathBuf>,
    /// What the editor was told last of each file of which it was told anything.
    pub(super) told: BTreeMap<PathBuf, Told>,
}

impl<W: Write> Server<W> {
    /// A server of the files of a workspace, which answers to this output.
    pub fn new(workspace: Workspace, clock: fn() -> Date, output: W) -> Self {
        Self {
            output,
            clock,
            phase: Phase::Begun,
            encoding: Encoding::Utf16,
            wishes: Wishes::default(),
            abilities: Abilities::default(),
            workspace,
            open: OpenFiles::default(),
            views: BTreeMap::new(),
            stale: BTreeSet::new(),
            told: BTreeMap::new(),
        }
    }

    /// 0 where the editor took its leave, 1 where it is gone without.
    pub fn exit_status(&self) -> u8 {
        u8::from(self.phase != Phase::Left)
    }

    /// Takes what came in; gives the exit status where that is the end.
    ///
    /// # Errors
    /// What could not be written.
    pub fn take(&mut self, incoming: Incoming) -> io::Result<Option<u8>> {
        let message = match incoming {
            Incoming::Message(message) => message,
            Incoming::Wrong(why) => {
                self.refuse(&Value::Null, (Refusal::NoJson, format!("this is no message: {why}")))?;
                return Ok(None);
            }
            Incoming::TooLarge(bytes) => {
                let message = format!(
                    "a message of {bytes} bytes was left out, since {MAX_MESSAGE} are the most; what it changed is not known here: close the file and open it again"
                );
                self.notify("window/showMessage", &json!({"type": 1, "message": message}))?;
                return Ok(None);
            }
        };
        let method = message.get("method").and_then(Value::as_str);
        let parameters = message.get("params").cloned().unwrap_or(Value::Null);
        match (method, message.get("id")) {
            (Some("exit"), None) => return Ok(Some(self.exit_status())),
            (Some(method), None) => self.notified(method, parameters)?,
            (Some(method), Some(id)) => {
                let id = id.clone();
                match self.answer(method, parameters) {
                    Ok(result) => self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}))?,
                    Err(refused) => self.refuse(&id, refused)?,
                }
            }
            // An answer to what we asked for: there is nothing to learn from it.
            (None, Some(_)) if message.get("result").is_some() || message.get("error").is_some() => {}
            (None, id) => {
                let id = id.cloned().unwrap_or(Value::Null);
                self.refuse(&id, (Refusal::NoRequest, "this is neither a request nor a notification".to_owned()))?;
            }
        }
        Ok(None)
    }

    fn answer(&mut self, method: &str, parameters: Value) -> Result<Value, Refused> {
        match (self.phase, method) {
            (Phase::Begun, "initialize") => Ok(self.initialize(&parameters)),
            (Phase::Begun, _) => Err((Refusal::NotInitialized, "`initialize` comes first".to_owned())),
            (Phase::Open, "shutdown") => {
                self.phase = Phase::Left;
                Ok(Value::Null)
            }
            (Phase::Left, _) => Err((Refusal::NoRequest, "nothing is answered behind `shutdown`".to_owned())),
            (Phase::Open, "initialize") => Err((Refusal::NoRequest, "`initialize` comes once".to_owned())),
            (Phase::Open, _) => self.asked(method, parameters),
        }
    }

    fn initialize(&mut self, parameters: &Value) -> Value {
        self.phase = Phase::Open;
        self.encoding = agreement::encoding(parameters);
        self.abilities = Abilities::told_by(parameters);
        if let Some(options) = parameters.get("initializationOptions") {
            self.wishes.take(options);
        }
        value(agreement::answer(self.encoding))
    }

    /// Takes a notification. What is none that is known, or is not as it should be, is passed over.
    fn notified(&mut self, method: &str, parameters: Value) -> io::Result<()> {
        if self.phase != Phase::Open {
            return Ok(());
        }
        match method {
            "initialized" if self.abilities.watches => {
                // A rule set, a register or a baseline may change while it is not open.
                let watchers = ["**/*.yaml", "**/*.yml", "**/*.json", "**/*.lock", "**/*.txt"];
                let watchers = watchers.map(|pattern| json!({"globPattern": pattern}));
                let registration = json!({
                    "id": "brief-files",
                    "method": "workspace/didChangeWatchedFiles",
                    "registerOptions": {"watchers": watchers},
                });
                let parameters = json!({"registrations": [registration]});
                let method = "client/registerCapability";
                self.send(&json!({"jsonrpc": "2.0", "id": "brief-files", "method": method, "params": parameters}))?;
            }
            "textDocument/didOpen" => {
                if let Some(opened) = read::<DidOpenTextDocumentParams>(parameters) {
                    let path = self.path(&opened.text_document.uri.0);
                    let others = self.workspace.set(&path, &opened.text_document.text);
                    self.open.open(path.clone(), opened.text_document);
                    self.touched(path, others);
                }
            }
            "textDocument/didChange" => {
                if has_sound_ranges(&parameters)
                    && let Some(change) = read::<DidChangeTextDocumentParams>(parameters)
                {
                    let path = self.path(&change.text_document.text_document_identifier.uri.0);
                    if let Some(text) = self.open.change(&path, change, self.encoding) {
                        let others = self.workspace.set(&path, text);
                        self.touched(path, others);
                    }
                }
            }
            "textDocument/didClose" => {
                if let Some(closed) = read::<DidCloseTextDocumentParams>(parameters) {
                    let path = self.path(&closed.text_document.uri.0);
                    if self.open.close(&path).is_some() {
                        let others = self.workspace.close(&path);
                        self.views.remove(&path);
                        self.touched(path, others);
                    }
                }
            }
            "workspace/didChangeWatchedFiles" => {
                self.workspace.forget_projects();
                self.look_again();
            }
            "workspace/didChangeConfiguration" => {
                if let Some(settings) = parameters.get("settings") {
                    self.wishes.take(settings);
                    self.look_again();
                    if self.abilities.asks_for_hints_again {
                        let method = "workspace/inlayHint/refresh";
                        self.send(&json!({"jsonrpc": "2.0", "id": "brief-hints", "method": method}))?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn touched(&mut self, path: PathBuf, others: bool) {
        if others {
            self.look_again();
        }
        self.stale.insert(path);
    }

    /// All open files are to be looked at again.
    pub(super) fn look_again(&mut self) {
        self.stale.extend(self.open.paths().map(Path::to_owned));
    }

    pub(super) fn path(&self, address: &str) -> PathBuf {
        address::path(address, &self.workspace.files().current_folder())
    }

    pub(super) fn notify(&mut self, method: &str, parameters: &Value) -> io::Result<()> {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": parameters}))
    }

    fn refuse(&mut self, id: &Value, (refusal, message): Refused) -> io::Result<()> {
        let error = json!({"code": refusal as i32, "message": message});
        self.send(&json!({"jsonrpc": "2.0", "id": id, "error": error}))
    }

    fn send(&mut self, message: &Value) -> io::Result<()> {
        framing::write(&mut self.output, message)
    }
}

/// Whether each range of a change can be read. One that cannot would make of the change a whole text.
fn has_sound_ranges(parameters: &Value) -> bool {
    let changes = parameters.get("contentChanges").and_then(Value::as_array).into_iter().flatten();
    let mut ranges = changes.filter_map(|change| change.get("range")).filter(|range| !range.is_null());
    ranges.all(|range| Range::deserialize(range).is_ok())
}

/// The parameters of a method, if they are as they should be.
pub(super) fn read<T: DeserializeOwned>(parameters: Value) -> Option<T> {
    serde_json::from_value(parameters).ok()
}

/// What is said, as JSON.
pub(super) fn value(said: impl serde::Serialize) -> Value {
    serde_json::to_value(said).unwrap_or_default()
}
