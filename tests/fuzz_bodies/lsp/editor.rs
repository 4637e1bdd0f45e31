//! An editor that opens files, types, asks and saves, as bytes have it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use watching_brief::files::MemoryFiles;

use super::text::{Unit, edited, offset, position, range};
use super::{Bytes, Heard, Incoming, SAVED, Server, read, saved, started, write};

/// What is typed or pasted, some of it in the middle of something else.
const PIECES: [&str; 28] = [
    "",
    "x",
    "\n",
    "\r\n",
    "\r",
    "\u{1f600}",
    "é: ",
    "  ",
    "\t",
    "\u{feff}",
    "\u{2028}",
    "&a ",
    "*a",
    "<<: *a\n",
    "format: 1\n",
    "pilot: other\n",
    "vocabulary: health-and-work\n",
    "waivers: [{rule: T-1, reason: r, by: us, until: 2026-01-01}]\n",
    "voluntariness: {participation: voluntery}\n",
    "referral:\n  routes: {includes: [gp], excludes: [gp]}\n",
    "  sanction_for_refusal: {value: false, by: \"\u{1f600}\"}\n",
    "force: should\n",
    "  vocabulary: deep/vocabulary.yaml\n",
    "  documents: b.yaml\n",
    "---\n",
    "'",
    "]",
    "true",
];

/// Addresses of files besides the saved ones: new ones, none, and others' ways to write one.
const ADDRESSES: [&str; 5] =
    ["file:///new.yaml", "untitled:Untitled-1", OTHERWISE.1, "file:///deep/%C3%A9.yml", "file:///"];

/// Two ways to write the address of one file, of which an editor uses one at a time.
const OTHERWISE: (&str, &str) = ("file:///a.yaml", "file:///a%2Eyaml");

/// Requests, and what no server knows.
const METHODS: [&str; 8] = [
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/documentSymbol",
    "textDocument/inlayHint",
    "textDocument/codeAction",
    "codeAction/resolve",
    "textDocument/unheardOf",
    "initialize",
];

/// Notifications, where they are not as they should be.
const NOTIFICATIONS: [&str; 6] = [
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "workspace/didChangeConfiguration",
    "$/cancelRequest",
    "initialized",
];

/// Parameters that are not as they should be.
const PARAMETERS: [&str; 7] = [
    "null",
    "[]",
    "{\"textDocument\": {\"uri\": \"file:///a.yaml\"}}",
    "{\"textDocument\": {\"uri\": \"file:///a.yaml\", \"version\": 1}, \"contentChanges\": [{\"range\": 1, \"text\": \"\"}]}",
    "{\"textDocument\": {\"uri\": 7}, \"position\": {\"line\": -1, \"character\": 0}}",
    "{\"title\": \"\", \"data\": {\"uri\": \"file:///a.yaml\", \"pilot\": \"nobody\"}}",
    "{\"textDocument\": {\"uri\": \"file:///nowhere.yaml\"}, \"position\": {\"line\": 0, \"character\": 0}}",
];

/// The most messages of one conversation.
const MOST: usize = 48;

/// An editor, and the server that it speaks with.
struct Editor {
    server: Server<Heard>,
    heard: Heard,
    files: Arc<MemoryFiles>,
    unit: Unit,
    abilities: Value,
    wishes: Value,
    requests: u64,
    /// The version and the text of each file that is open, by its address.
    open: BTreeMap<String, (i64, String)>,
    /// What was told last of each file of which anything is to be shown, by its address.
    told: BTreeMap<String, Value>,
}

/// An editor that is made of bytes.
pub fn run(bytes: &mut Bytes<'_>) {
    let any = bytes.byte();
    let unit = [Unit::Utf16, Unit::Bytes, Unit::Letters][usize::from(any & 0b11) % 3];
    let is = |bit: u8| any >> bit & 1 == 1;
    let abilities = json!({
        "general": {"positionEncodings": [unit.name()]},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": is(2)},
            "codeAction": {"resolveSupport": {"properties": if is(3) { vec!["edit"] } else { Vec::new() }}},
        },
        "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": is(4)}, "inlayHint": {"refreshSupport": is(5)}},
    });
    let wishes = json!({"hints": is(6), "findings": !is(7)});
    let mut editor = Editor::new(&saved(), unit, abilities, wishes);
    for _ in 0..MOST {
        if bytes.0.as_slice().is_empty() {
            break;
        }
        editor.act(bytes);
    }
    editor.refresh();
    let mut fresh = Editor::new(&editor.files, unit, editor.abilities.clone(), editor.wishes.clone());
    for (address, (version, text)) in &editor.open {
        fresh.open(address, *version, text);
    }
    fresh.refresh();
    assert_eq!(editor.told, fresh.told, "{:#?}", editor.open);
    editor.leaves();
}

impl Editor {
    fn new(files: &Arc<MemoryFiles>, unit: Unit, abilities: Value, wishes: Value) -> Self {
        let (server, heard) = started(files);
        let (files, open, told) = (Arc::clone(files), BTreeMap::new(), BTreeMap::new());
        let mut editor = Self { server, heard, files, unit, abilities, wishes, requests: 0, open, told };
        let capabilities = editor.abilities.clone();
        let parameters = json!({"capabilities": capabilities, "initializationOptions": editor.wishes});
        let greeting = editor.ask("initialize", &parameters).expect("a greeting");
        assert_eq!(greeting["capabilities"]["positionEncoding"], unit.name(), "{greeting}");
        editor.notify("initialized", &json!({}));
        editor
    }

    /// Says something, and takes up what comes; gives the answers.
    fn say(&mut self, message: &Value) -> Vec<Value> {
        let mut framed = Vec::new();
        write(&mut framed, message).expect("bytes in memory");
        let incoming = read(&mut framed.as_slice()).expect("bytes in memory").expect("a message");
        assert!(matches!(&incoming, Incoming::Message(read) if read == message), "{incoming:?}");
        assert_eq!(self.server.take(incoming).expect("an output in memory"), None, "{message}");
        self.take_up()
    }

    fn take_up(&mut self) -> Vec<Value> {
        let mut answers = Vec::new();
        for message in self.heard.take() {
            if message.get("method").is_none() {
                answers.push(message);
            } else if message["method"] == "textDocument/publishDiagnostics" {
                self.told_of(&message["params"]);
            }
        }
        answers
    }

    /// Takes up what is told of a file, and holds it against its text.
    fn told_of(&mut self, told: &Value) {
        let address = told["uri"].as_str().expect("an address");
        let open = self.open.get(address);
        assert_eq!(told.get("version").and_then(Value::as_i64), open.map(|(version, _)| *version), "{told}");
        for one in told["diagnostics"].as_array().expect("a list") {
            assert!(one["message"].as_str().is_some_and(|message| !message.is_empty()), "{one}");
            if let Some((_, text)) = open {
                range(text, self.unit, &one["range"]);
            }
        }
        if told["diagnostics"].as_array().is_some_and(Vec::is_empty) {
            self.told.remove(address);
        } else {
            self.told.insert(address.to_owned(), told.clone());
        }
    }

    fn refresh(&mut self) {
        self.server.refresh().expect("an output in memory");
        assert!(self.take_up().is_empty(), "nothing was asked");
    }

    fn notify(&mut self, method: &str, parameters: &Value) {
        let answers = self.say(&json!({"jsonrpc": "2.0", "method": method, "params": parameters}));
        assert!(answers.is_empty(), "nothing was asked: {answers:?}");
    }

    /// Asks; gives the result, or none where it is refused.
    fn ask(&mut self, method: &str, parameters: &Value) -> Option<Value> {
        self.requests += 1;
        let id = self.requests;
        let message = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": parameters});
        let answers = self.say(&message);
        let [answer] = answers.as_slice() else { panic!("{} answers to {message}", answers.len()) };
        assert_eq!(answer["id"], id, "{answer}");
        assert_eq!(answer.get("result").is_some(), answer.get("error").is_none(), "{answer}");
        assert!(answer.get("error").is_none_or(|error| error["message"].is_string()), "{answer}");
        answer.get("result").cloned()
    }

    fn open(&mut self, address: &str, version: i64, text: &str) {
        self.open.insert(address.to_owned(), (version, text.to_owned()));
        let document = json!({"uri": address, "languageId": "yaml", "version": version, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": document}));
    }

    /// Does what the next bytes say.
    fn act(&mut self, bytes: &mut Bytes<'_>) {
        let at = bytes.below(SAVED.len() + ADDRESSES.len());
        let (path, text) = SAVED.get(at).copied().unwrap_or(("", ""));
        let address = if path.is_empty() { ADDRESSES[at - SAVED.len()].to_owned() } else { format!("file://{path}") };
        let other = if address == OTHERWISE.0 { OTHERWISE.1 } else { OTHERWISE.0 };
        let is_either = address == OTHERWISE.0 || address == OTHERWISE.1;
        let address = if is_either && self.open.contains_key(other) { other.to_owned() } else { address };
        match bytes.below(16) {
            0..7 => self.types(bytes, &address, text),
            7 => {
                if let Some((_, text)) = self.open.remove(&address) {
                    // What is written on the disk is told, too.
                    if bytes.flip() && !path.is_empty() {
                        self.files.set(Path::new(path), text.as_bytes());
                    }
                    self.notify("textDocument/didClose", &json!({"textDocument": {"uri": address}}));
                    self.notify("workspace/didChangeWatchedFiles", &json!({"changes": []}));
                }
            }
            8 => {
                self.wishes = json!({"hints": bytes.flip(), "findings": bytes.flip()});
                let settings = if bytes.flip() { json!({"brief": self.wishes}) } else { self.wishes.clone() };
                self.notify("workspace/didChangeConfiguration", &json!({"settings": settings}));
            }
            9 => self.refresh(),
            10 => {
                let (method, parameters) = (bytes.one(&METHODS), bytes.one(&PARAMETERS));
                self.ask(method, &serde_json::from_str(parameters).expect("JSON"));
            }
            11 => {
                let (method, parameters) = (bytes.one(&NOTIFICATIONS), bytes.one(&PARAMETERS));
                let opens = method.contains("didClose") || method.contains("didChange") && parameters.contains("[]");
                if !opens {
                    self.notify(method, &serde_json::from_str(parameters).expect("JSON"));
                }
            }
            _ => self.asks(bytes, &address),
        }
    }

    /// Types into a file, which is opened first if it is not open.
    fn types(&mut self, bytes: &mut Bytes<'_>, address: &str, saved: &str) {
        if !self.open.contains_key(address) {
            self.open(address, 1, saved);
        }
        let unit = self.unit;
        let (version, text) = self.open.get_mut(address).expect("a file that is open");
        *version += 1;
        let mut changes = Vec::new();
        for _ in 0..=bytes.below(3) {
            let piece = bytes.one(&PIECES);
            if bytes.below(8) == 0 {
                *text = saved.to_owned() + piece;
                changes.push(json!({"text": text}));
                continue;
            }
            // Beyond a line or the text there is nothing but its end.
            let (line, column) = (u64::from(bytes.byte() % 32), u64::from(bytes.byte()));
            let start = offset(text, unit, line, column);
            let (down, length) = (u64::from(bytes.byte() / 200), u64::from(bytes.byte() % 16));
            let (end_line, end_column) = if down == 0 { (line, column + length) } else { (line + down, length) };
            let end = offset(text, unit, end_line, end_column);
            let ends = json!({
                "start": {"line": line, "character": column},
                "end": {"line": end_line, "character": end_column},
            });
            changes.push(json!({"range": ends, "text": piece}));
            text.replace_range(start.min(end)..end.max(start), piece);
        }
        let parameters = json!({"textDocument": {"uri": address, "version": *version}, "contentChanges": changes});
        self.notify("textDocument/didChange", &parameters);
    }

    /// Asks about a place of a file, and holds the answer against its text.
    fn asks(&mut self, bytes: &mut Bytes<'_>, address: &str) {
        let unit = self.unit;
        let document = json!({"uri": address});
        let Some((_, text)) = self.open.get(address).cloned() else {
            let nothing = self.ask("textDocument/documentSymbol", &json!({"textDocument": document}));
            assert_eq!(nothing, Some(Value::Null), "of a file that is not open nothing is known");
            return;
        };
        let (line, column) = position(&text, unit, within(&text, bytes));
        let at = json!({"line": line, "character": column});
        let about = json!({"textDocument": document, "position": at});
        match bytes.below(8) {
            0 => {
                let hover = self.ask("textDocument/hover", &about).expect("an answer");
                if hover.get("range").is_some_and(|range| !range.is_null()) {
                    range(&text, unit, &hover["range"]);
                }
                assert!(hover.is_null() || hover["contents"]["value"].as_str().is_some_and(|text| !text.is_empty()));
            }
            1 => {
                let found = self.ask("textDocument/definition", &about).expect("an answer");
                if let Some((_, text)) = found["uri"].as_str().and_then(|address| self.open.get(address)) {
                    range(text, unit, &found["range"]);
                }
            }
            2 => {
                let found = self.ask("textDocument/documentSymbol", &json!({"textDocument": document}));
                outline(found.expect("an answer").as_array().expect("a list"), &text, unit, 0..text.len());
            }
            3 => {
                let (last, column) = position(&text, unit, text.len());
                let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": last, "character": column}});
                let parameters = json!({"textDocument": document, "range": all});
                let hints = self.ask("textDocument/inlayHint", &parameters).expect("an answer");
                assert_eq!(hints.is_null(), self.wishes["hints"] == false, "{hints}");
                for hint in hints.as_array().into_iter().flatten() {
                    range(&text, unit, &json!({"start": hint["position"], "end": hint["position"]}));
                }
            }
            _ => self.asks_for_actions(address, &text, &at, bytes),
        }
    }

    /// Asks what could be changed. Every edit can be made, and what a fix is for is told less often afterwards.
    fn asks_for_actions(&mut self, address: &str, text: &str, at: &Value, bytes: &mut Bytes<'_>) {
        let (last, column) = position(text, self.unit, text.len());
        let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": last, "character": column}});
        let asked = if bytes.flip() { whole } else { json!({"start": at, "end": at}) };
        let parameters = json!({"textDocument": {"uri": address}, "range": asked, "context": {"diagnostics": []}});
        let actions = self.ask("textDocument/codeAction", &parameters).expect("an answer");
        let chosen = bytes.below(4);
        for (number, action) in actions.as_array().into_iter().flatten().enumerate() {
            let resolved = match action.get("edit") {
                Some(_) => action.clone(),
                None if number == chosen => match self.ask("codeAction/resolve", action) {
                    Some(resolved) => resolved,
                    None => continue,
                },
                None => continue,
            };
            let changes = resolved["edit"]["changes"].as_object().expect("changes");
            assert!(changes.keys().eq([address]), "{resolved}");
            let after = edited(text, self.unit, changes[address].as_array().expect("a list"));
            assert_ne!(after, text, "an edit that changes nothing: {resolved}");
            if number == chosen
                && let Some(mended) = resolved["diagnostics"].get(0)
            {
                self.is_mended(address, &after, mended, &resolved);
            }
        }
    }

    /// Once a fix is made, what it is for is not told of that place any more, or of fewer places: the same may be wrong
    /// elsewhere, and may come to light or move there then.
    fn is_mended(&self, address: &str, after: &str, mended: &Value, action: &Value) {
        let places = |text: Option<&str>| {
            let mut other = Self::new(&self.files, self.unit, self.abilities.clone(), self.wishes.clone());
            for (file, (version, own)) in &self.open {
                other.open(file, *version, text.filter(|_| file == address).unwrap_or(own));
            }
            other.refresh();
            let told = other.told.get(address).and_then(|told| told["diagnostics"].as_array());
            let same = |one: &&Value| one["code"] == mended["code"] && one["message"] == mended["message"];
            let same = told.into_iter().flatten().filter(same);
            same.map(|one| one["range"]["start"].clone()).collect::<Vec<Value>>()
        };
        let then = places(Some(after));
        let fewer = !then.contains(&mended["range"]["start"]) || then.len() < places(None).len();
        assert!(fewer, "{action} mends nothing, and leaves {after:?}");
    }

    /// Takes its leave, behind which nothing is answered.
    fn leaves(mut self) {
        assert_eq!(self.ask("shutdown", &Value::Null), Some(Value::Null));
        assert_eq!(self.ask("shutdown", &Value::Null), None);
        let exit = Incoming::Message(json!({"jsonrpc": "2.0", "method": "exit"}));
        assert_eq!(self.server.take(exit).expect("an output in memory"), Some(0));
    }
}

/// A byte of a text at which a letter begins, and not between the two that end a line.
fn within(text: &str, bytes: &mut Bytes<'_>) -> usize {
    let mut at = usize::from(bytes.byte()) * (text.len() + 1) / 256;
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n') {
        at -= 1;
    }
    at
}

/// Each part of an outline lies within what it is a part of, and its name within itself.
fn outline(symbols: &[Value], text: &str, unit: Unit, within: std::ops::Range<usize>) {
    for symbol in symbols {
        let (whole, name) = (range(text, unit, &symbol["range"]), range(text, unit, &symbol["selectionRange"]));
        assert!(within.start <= whole.start && whole.end <= within.end, "{symbol} is not within {within:?}");
        assert!(whole.start <= name.start && name.end <= whole.end, "{symbol}");
        assert!(symbol["name"].as_str().is_some_and(|name| !name.trim().is_empty()), "{symbol}");
        if let Some(children) = symbol.get("children").and_then(Value::as_array) {
            outline(children, text, unit, whole);
        }
    }
}
