//! What the two sides tell each other at first: what the editor can do and wishes to see, and what is offered here.

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, InitializeResult, PositionEncodingKind, ServerCapabilities, ServerInfo,
    TextDocumentSyncKind, TextDocumentSyncOptions,
};
use serde_json::Value;

use super::position::Encoding;

/// What the editor wishes to see.
#[derive(Debug, Clone, Copy)]
pub struct Wishes {
    /// Whether findings are shown, and not what is wrong with the files alone.
    pub findings: bool,
    /// Whether facts that are not stated are told of within the text.
    pub hints: bool,
}

/// What the editor can do, as it says at first.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is an ability of its own")]
pub struct Abilities {
    /// Whether it shows other places beside a diagnostic.
    pub related: bool,
    /// Whether it tells of files that change, if it is asked to.
    pub watches: bool,
    /// Whether it asks again for hints, if it is told to.
    pub asks_for_hints_again: bool,
    /// Whether it asks for the edit of an action only when that is chosen.
    pub resolves_edits: bool,
}

impl Default for Wishes {
    fn default() -> Self {
        Self { findings: true, hints: false }
    }
}

impl Wishes {
    /// Takes what some settings say, with or without our name round them.
    pub fn take(&mut self, settings: &Value) {
        let settings = settings.get("brief").unwrap_or(settings);
        if let Some(findings) = settings.get("findings").and_then(Value::as_bool) {
            self.findings = findings;
        }
        if let Some(hints) = settings.get("hints").and_then(Value::as_bool) {
            self.hints = hints;
        }
    }
}

/// What an editor says that it can do.
fn ability<'p>(parameters: &'p Value, pointer: &str) -> Option<&'p Value> {
    parameters.pointer(&format!("/capabilities/{pointer}"))
}

impl Abilities {
    /// As an editor tells them at first.
    pub fn told_by(parameters: &Value) -> Self {
        let is_able = |pointer: &str| ability(parameters, pointer).and_then(Value::as_bool) == Some(true);
        let resolved = ability(parameters, "textDocument/codeAction/resolveSupport/properties");
        let mut resolved = resolved.and_then(Value::as_array).into_iter().flatten();
        Self {
            related: is_able("textDocument/publishDiagnostics/relatedInformation"),
            watches: is_able("workspace/didChangeWatchedFiles/dynamicRegistration"),
            asks_for_hints_again: is_able("workspace/inlayHint/refreshSupport"),
            resolves_edits: resolved.any(|property| property == "edit"),
        }
    }
}

/// What columns count, of what an editor offers.
pub fn encoding(parameters: &Value) -> Encoding {
    let offered = ability(parameters, "general/positionEncodings").cloned().unwrap_or_default();
    let offered: Vec<PositionEncodingKind> = serde_json::from_value(offered).unwrap_or_default();
    Encoding::agreed(&offered)
}

/// What is offered here.
pub fn answer(encoding: Encoding) -> InitializeResult {
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
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(encoding.kind()),
            text_document_sync: Some(sync.into()),
            hover_provider: Some(true.into()),
            definition_provider: Some(true.into()),
            document_symbol_provider: Some(true.into()),
            inlay_hint_provider: Some(true.into()),
            code_action_provider: Some(actions.into()),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo { name: "brief".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) }),
    }
}
