//! What an editor asks about a place of a file: what it means, where it is written, what could be changed there.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, DocumentSymbol, DocumentSymbolParams, Hover, InlayHint,
    InlayHintParams, Location, MarkupContent, MarkupKind, Position, Range, SymbolKind, TextDocumentPositionParams,
    TextEdit, WorkspaceEdit,
};
use serde_json::{Value, json};
use watching_brief::editor::{self, Symbol};
use watching_brief::explain;
use watching_brief::model::diagnostic;
use watching_brief::text::{Place, words};

use super::notes::Notes;
use super::position::Positions;
use super::server::{Refusal, Refused, Server, read, value};

impl<W: Write> Server<W> {
    /// Answers a request about a file.
    pub(super) fn asked(&mut self, method: &str, parameters: Value) -> Result<Value, Refused> {
        let wrong = || (Refusal::WrongParameters, format!("`{method}` needs other parameters"));
        match method {
            "textDocument/hover" => Ok(value(self.hover(&read(parameters).ok_or_else(wrong)?))),
            "textDocument/definition" => Ok(value(self.definition(&read(parameters).ok_or_else(wrong)?))),
            "textDocument/documentSymbol" => Ok(value(self.symbols(&read(parameters).ok_or_else(wrong)?))),
            "textDocument/codeAction" => Ok(value(self.actions(&read(parameters).ok_or_else(wrong)?))),
            "codeAction/resolve" => self.resolved(read(parameters).ok_or_else(wrong)?).map(value),
            "textDocument/inlayHint" => Ok(value(self.hints(&read(parameters).ok_or_else(wrong)?))),
            _ => Err((Refusal::UnknownMethod, format!("`{method}` is not known here"))),
        }
    }

    /// What the word at a position means, and what is wrong there.
    fn hover(&mut self, at: &TextDocumentPositionParams) -> Option<Hover> {
        let path = self.path(&at.text_document.uri.0);
        let text = self.open.get(&path)?.text.clone();
        let positions = Positions::new(&text, self.encoding);
        let place = positions.place(at.position);
        let meaning = self.workspace.explained_at(&path, place);
        let range = meaning.as_ref().map(|(found, _)| positions.range(found.start, Some(found.end)));
        let mut parts: Vec<String> = meaning.into_iter().map(|(_, markdown)| markdown).collect();
        self.look_if_stale(&path);
        for told in self.views.get(&path).into_iter().flat_map(|view| &view.diagnostics) {
            if touch(positions.range(told.place?, told.end), Range { start: at.position, end: at.position }) {
                parts.push(code(told));
            }
        }
        let contents = MarkupContent { kind: MarkupKind::Markdown, value: parts.join("\n---\n\n") };
        (!parts.is_empty()).then(|| Hover { contents: contents.into(), range })
    }

    /// Where that is written which the word at a position means.
    fn definition(&mut self, at: &TextDocumentPositionParams) -> Option<Location> {
        let path = self.path(&at.text_document.uri.0);
        let place = Positions::new(&self.open.get(&path)?.text, self.encoding).place(at.position);
        let written = self.workspace.written_at(&path, place)?;
        Some(self.locate(&written.file, written.start, written.end))
    }

    /// The outline of a file.
    fn symbols(&self, of: &DocumentSymbolParams) -> Option<Vec<DocumentSymbol>> {
        let path = self.path(&of.text_document.uri.0);
        let positions = Positions::new(&self.open.get(&path)?.text, self.encoding);
        Some(self.workspace.symbols(&path).iter().map(|one| symbol(one, &positions)).collect())
    }

    /// The facts that are not stated, where that is wished for.
    fn hints(&mut self, of: &InlayHintParams) -> Option<Vec<InlayHint>> {
        let path = self.path(&of.text_document.uri.0);
        let text = self.open.get(&path)?.text.clone();
        if !self.wishes.hints {
            return None;
        }
        let positions = Positions::new(&text, self.encoding);
        let hints = self.workspace.open_questions(&path).into_iter().filter_map(|open| {
            // What ends the line may be a colon, or all that is said of a section.
            let position = positions.range(open.at, None).end;
            let is_seen = touch(of.range, Range { start: position, end: position });
            is_seen.then(|| InlayHint {
                position,
                label: open.label.into(),
                kind: None,
                text_edits: None,
                tooltip: Some(MarkupContent { kind: MarkupKind::Markdown, value: open.questions }.into()),
                padding_left: Some(true),
                padding_right: None,
                data: None,
            })
        });
        Some(hints.collect())
    }

    /// What could be changed in a range of a file: the fixes of what is wrong there, and the repair of a pilot with findings
    /// there.
    fn actions(&mut self, asked: &CodeActionParams) -> Option<Vec<CodeAction>> {
        let wanted = asked.context.only.as_ref();
        if wanted.is_some_and(|only| {
            !only.iter().any(|kind| [CodeActionKind::Empty, CodeActionKind::QuickFix].contains(kind))
        }) {
            return Some(Vec::new());
        }
        let path = self.path(&asked.text_document.uri.0);
        let text = self.open.get(&path)?.text.clone();
        self.look_if_stale(&path);
        let view = self.views.get(&path)?;
        let positions = Positions::new(&text, self.encoding);
        let locate = |path: &Path, start: Place, end: Option<Place>| self.locate(path, start, end);
        let notes = Notes { positions: &positions, locate: &locate, related: false };
        let mut actions = Vec::new();
        for told in &view.diagnostics {
            let note = notes.diagnostic(told);
            if !touch(note.range, asked.range) {
                continue;
            }
            let same =
                asked.context.diagnostics.iter().find(|one| one.range == note.range && one.message == note.message);
            for (at, fix) in told.fixes.iter().enumerate() {
                let edits = fix.edits.iter().map(|edit| text_edit(edit, &positions)).collect();
                actions.push(CodeAction {
                    title: fix.title.clone(),
                    kind: Some(CodeActionKind::QuickFix),
                    diagnostics: Some(vec![same.cloned().unwrap_or_else(|| note.clone())]),
                    is_preferred: Some(at == 0),
                    edit: Some(one_file(&asked.text_document.uri.0, edits)),
                    ..CodeAction::default()
                });
            }
        }
        let mut pilots: Vec<&str> = Vec::new();
        for finding in view.findings.iter().filter(|_| self.wishes.findings) {
            let range = positions.range(finding.shown.start, Some(finding.shown.end));
            if touch(range, asked.range) && !pilots.contains(&finding.pilot.as_str()) {
                pilots.push(&finding.pilot);
            }
        }
        let repairs: Vec<CodeAction> = pilots
            .into_iter()
            .map(|pilot| CodeAction {
                title: format!("Change the fewest facts after which `{}` breaches no must", words::excerpt(pilot)),
                kind: Some(CodeActionKind::QuickFix),
                data: Some(json!({"uri": asked.text_document.uri, "pilot": pilot})),
                ..CodeAction::default()
            })
            .collect();
        let resolves = self.abilities.resolves_edits;
        actions.extend(
            repairs.into_iter().filter_map(|repair| if resolves { Some(repair) } else { self.resolved(repair).ok() }),
        );
        Some(actions)
    }

    /// An action with its edit, which takes too long to be worked out for an action that nobody chooses.
    fn resolved(&mut self, action: CodeAction) -> Result<CodeAction, Refused> {
        if action.edit.is_some() {
            return Ok(action);
        }
        let wrong = || (Refusal::WrongParameters, "this action was not offered".to_owned());
        let part = |key: &str| action.data.as_ref()?.get(key)?.as_str().map(str::to_owned);
        let (address, pilot) = part("uri").zip(part("pilot")).ok_or_else(wrong)?;
        let path = self.path(&address);
        let text = self.open.get(&path).ok_or_else(wrong)?.text.clone();
        let edit = self.workspace.repair(&path, &pilot).map_err(|why| (Refusal::Failed, why))?;
        let positions = Positions::new(&text, self.encoding);
        let edit = one_file(&address, vec![text_edit(&edit, &positions)]);
        Ok(CodeAction { edit: Some(edit), data: None, ..action })
    }
}

/// An edit of one file.
fn one_file(address: &str, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(HashMap::from([(address.into(), edits)])), ..WorkspaceEdit::default() }
}

fn text_edit(edit: &diagnostic::TextEdit, positions: &Positions<'_>) -> TextEdit {
    TextEdit { range: positions.range(edit.start, Some(edit.end)), new_text: edit.new_text.clone() }
}

/// What a code means and how to mend it, in Markdown.
fn code(told: &diagnostic::Diagnostic) -> String {
    let mut explanation = explain::code(told.code);
    // The samples stand in the reference.
    explanation.parts.truncate(2);
    watching_brief::render::explain::page(&explanation).markdown()
}

fn symbol(of: &Symbol, positions: &Positions<'_>) -> DocumentSymbol {
    let kind = match of.kind {
        editor::SymbolKind::Document => SymbolKind::File,
        editor::SymbolKind::Section => SymbolKind::Namespace,
        editor::SymbolKind::Key => SymbolKind::Property,
        editor::SymbolKind::Entry => SymbolKind::Object,
    };
    let children: Vec<DocumentSymbol> = of.children.iter().map(|one| symbol(one, positions)).collect();
    let range = |(start, end): (Place, Place)| positions.range(start, Some(end));
    let (range, selection_range) = (range(of.range), range(of.name_range));
    #[allow(deprecated, reason = "the type has a key that nobody is to set any more")]
    DocumentSymbol {
        name: of.name.clone(),
        detail: of.detail.clone(),
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range,
        children: (!children.is_empty()).then_some(children),
    }
}

/// Whether two ranges have a position in common.
fn touch(one: Range, other: Range) -> bool {
    let key = |position: Position| (position.line, position.character);
    key(one.start) <= key(other.end) && key(other.start) <= key(one.end)
}
