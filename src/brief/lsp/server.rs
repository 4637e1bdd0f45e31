//! What the server knows, and what it answers.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, Diagnostic, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, InitializeResult, Location, PositionEncodingKind, PublishDiagnosticsParams,
    ServerCapabilities, ServerInfo, TextDocumentSyncKind, TextDocumentSyncOptions,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use watching_brief::editor::{FileView, Workspace};
use watching_brief::files::from_root;
use watching_brief::model::diagnostic;
use watching_brief::project::{ConfigurationChoice, ProjectOptions};
use watching_brief::text::Place;

use super::super::cli::LspArgs;
use super::super::clock;
use super::super::project::DISK;
use super::address;
use super::framing::{self, Incoming, MAX_MESSAGE};
use super::notes::Notes;
use super::open_files::OpenFiles;
use super::position::{Encoding, Positions};

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

/// What the editor wishes to see.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wishes {
    /// Whether findings are shown, and not what is wrong with the files alone.
    pub findings: bool,
    /// Whether facts that are not stated are told of within the text.
    pub hints: bool,
}

/// What the editor can do, as it says at first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Abilities {
    /// Whether it shows other places beside a diagnostic.
    related: bool,
    /// Whether it tells of files that change, if it is asked to.
    watches: bool,
    /// Whether it asks again for hints, if it is told to.
    asks_for_hints_again: bool,
    /// Whether it asks for the edit of an action only when that is chosen.
    pub resolves_edits: bool,
}

/// A language server.
#[derive(Debug)]
pub struct Server<W> {
    output: W,
    phase: Phase,
    pub(super) encoding: Encoding,
    pub(super) wishes: Wishes,
    pub(super) abilities: Abilities,
    pub(super) workspace: Workspace,
    pub(super) open: OpenFiles,
    pub(super) views: BTreeMap<PathBuf, FileView>,
    /// The open files that are to be looked at again.
    stale: BTreeSet<PathBuf>,
    /// What the editor was told last of each file of which it was told anything.
    told: BTreeMap<PathBuf, Vec<Diagnostic>>,
}

impl<W: Write> Server<W> {
    pub fn new(args: &LspArgs, output: W) -> Self {
        let configuration = match &args.config {
            _ if args.no_config => ConfigurationChoice::Nothing,
            Some(file) => ConfigurationChoice::File(file.clone()),
            None => ConfigurationChoice::Discovered,
        };
        let options = ProjectOptions { configuration, today: args.today, ..ProjectOptions::new(clock::today()) };
        let mut workspace = Workspace::new(Arc::new(DISK), options);
        workspace.set_texts(args.texts.clone());
        Self {
            output,
            phase: Phase::Begun,
            encoding: Encoding::Utf16,
            wishes: Wishes { findings: true, hints: false },
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
                self.refuse(Value::Null, (Refusal::NoJson, format!("this is no message: {why}")))?;
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
                    Err(refused) => self.refuse(id, refused)?,
                }
            }
            // An answer to what we asked for: there is nothing to learn from it.
            (None, Some(_)) if message.get("result").is_some() || message.get("error").is_some() => {}
            (None, id) => {
                let id = id.cloned().unwrap_or(Value::Null);
                self.refuse(id, (Refusal::NoRequest, "this is neither a request nor a notification".to_owned()))?;
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
        let can = |pointer: &str| parameters.pointer(&format!("/capabilities/{pointer}"));
        let offered = can("general/positionEncodings").cloned().unwrap_or_default();
        let offered: Vec<PositionEncodingKind> = serde_json::from_value(offered).unwrap_or_default();
        self.encoding = Encoding::agreed(&offered);
        let is_able = |pointer: &str| can(pointer).and_then(Value::as_bool) == Some(true);
        let resolved = can("textDocument/codeAction/resolveSupport/properties").and_then(Value::as_array);
        self.abilities = Abilities {
            related: is_able("textDocument/publishDiagnostics/relatedInformation"),
            watches: is_able("workspace/didChangeWatchedFiles/dynamicRegistration"),
            asks_for_hints_again: is_able("workspace/inlayHint/refreshSupport"),
            resolves_edits: resolved.is_some_and(|all| all.iter().any(|property| property == "edit")),
        };
        if let Some(options) = parameters.get("initializationOptions") {
            self.wish(options);
        }
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            ..TextDocumentSyncOptions::default()
        };
        let actions = CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QuickFix]),
            resolve_provider: Some(true),
            ..CodeActionOptions::default()
        };
        value(InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(self.encoding.kind()),
                text_document_sync: Some(sync.into()),
                hover_provider: Some(true.into()),
                definition_provider: Some(true.into()),
                document_symbol_provider: Some(true.into()),
                inlay_hint_provider: Some(true.into()),
                code_action_provider: Some(actions.into()),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo {
                name: "brief".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    fn wish(&mut self, settings: &Value) {
        let settings = settings.get("brief").unwrap_or(settings);
        if let Some(findings) = settings.get("findings").and_then(Value::as_bool) {
            self.wishes.findings = findings;
        }
        if let Some(hints) = settings.get("hints").and_then(Value::as_bool) {
            self.wishes.hints = hints;
        }
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
                    let text = self.open.open(path.clone(), opened.text_document);
                    let others = self.workspace.set(&path, text);
                    self.touched(path, others);
                }
            }
            "textDocument/didChange" => {
                if let Some(change) = read::<DidChangeTextDocumentParams>(parameters) {
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
                    self.wish(settings);
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
    fn look_again(&mut self) {
        self.stale.extend(self.open.paths().map(Path::to_owned));
    }

    /// Looks at a file again that changed since, before it is asked about.
    pub(super) fn look_if_stale(&mut self, path: &Path) {
        if self.stale.contains(path) && self.open.get(path).is_some() {
            let view = self.workspace.look_at(path);
            self.views.insert(path.to_owned(), view);
        }
    }

    /// Looks again at what changed, and tells the editor what is otherwise than it was told.
    ///
    /// # Errors
    /// What could not be written.
    pub fn refresh(&mut self) -> io::Result<()> {
        if self.workspace.set_day(clock::today()) {
            self.look_again();
        }
        let stale = std::mem::take(&mut self.stale);
        if stale.is_empty() {
            return Ok(());
        }
        self.workspace.keep_projects_of(self.open.paths());
        for path in stale.iter().filter(|path| self.open.get(path).is_some()) {
            let view = self.workspace.look_at(path);
            self.views.insert(path.clone(), view);
        }
        let now = self.all_notes();
        let gone: Vec<PathBuf> = self.told.keys().filter(|path| !now.contains_key(*path)).cloned().collect();
        for path in gone {
            self.told.remove(&path);
            self.publish(&path, Vec::new())?;
        }
        for (path, notes) in now {
            if stale.contains(&path) || self.told.get(&path) != Some(&notes) {
                self.publish(&path, notes.clone())?;
                self.told.insert(path, notes);
            }
        }
        Ok(())
    }

    /// What is to be shown of each file that is open, and of each other that something is told of.
    fn all_notes(&self) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
        let mut of_projects: BTreeMap<PathBuf, Vec<&diagnostic::Diagnostic>> = BTreeMap::new();
        for (path, told) in self.workspace.project_diagnostics() {
            of_projects.entry(path).or_default().push(told);
        }
        let all: BTreeSet<&Path> = self.views.keys().chain(of_projects.keys()).map(PathBuf::as_path).collect();
        let locate = |path: &Path, start: Place, end: Option<Place>| self.locate(path, start, end);
        let notes = all.into_iter().map(|path| {
            let text = self.workspace.text(path).unwrap_or_default();
            let positions = Positions::new(&text, self.encoding);
            let notes = Notes { positions: &positions, locate: &locate, related: self.abilities.related };
            let view = self.views.get(path);
            let mut shown = view.map_or_else(Vec::new, |view| notes.of_view(view, self.wishes.findings));
            for told in of_projects.get(path).into_iter().flatten() {
                let told = notes.diagnostic(told);
                if !shown.contains(&told) {
                    shown.push(told);
                }
            }
            (path.to_owned(), shown)
        });
        notes.collect()
    }

    /// The location of a place of a file.
    pub(super) fn locate(&self, path: &Path, start: Place, end: Option<Place>) -> Location {
        let path = &from_root(&self.workspace.files().current_folder(), path);
        let text = self.workspace.text(path).unwrap_or_default();
        Location { uri: self.address(path).into(), range: Positions::new(&text, self.encoding).range(start, end) }
    }

    /// The address of a file: as the editor writes it, if it is open.
    fn address(&self, path: &Path) -> String {
        self.open.get(path).map_or_else(|| address::of(path), |file| file.address.clone())
    }

    pub(super) fn path(&self, address: &str) -> PathBuf {
        address::path(address, &self.workspace.files().current_folder())
    }

    fn publish(&mut self, path: &Path, diagnostics: Vec<Diagnostic>) -> io::Result<()> {
        let version = self.open.get(path).map(|file| file.version);
        let parameters = PublishDiagnosticsParams { uri: self.address(path).into(), version, diagnostics };
        self.notify("textDocument/publishDiagnostics", &value(parameters))
    }

    fn notify(&mut self, method: &str, parameters: &Value) -> io::Result<()> {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": parameters}))
    }

    fn refuse(&mut self, id: Value, (refusal, message): Refused) -> io::Result<()> {
        let error = json!({"code": refusal as i32, "message": message});
        self.send(&json!({"jsonrpc": "2.0", "id": id, "error": error}))
    }

    fn send(&mut self, message: &Value) -> io::Result<()> {
        framing::write(&mut self.output, message)
    }
}

/// The parameters of a method, if they are as they should be.
pub(super) fn read<T: DeserializeOwned>(parameters: Value) -> Option<T> {
    serde_json::from_value(parameters).ok()
}

/// What is said, as JSON.
pub(super) fn value(said: impl serde::Serialize) -> Value {
    serde_json::to_value(said).unwrap_or_default()
}
