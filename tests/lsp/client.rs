//! An editor, as far as the protocol is concerned.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::Folder;

/// Longer than this no answer takes, unless the server hangs.
const HANGS: Duration = Duration::from_secs(120);

/// A server that runs, and what it said so far.
pub struct Client<'f> {
    folder: &'f Folder,
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    requests: u64,
    /// What it told last of each file of which it told anything, by the name of the file in the folder.
    pub told: BTreeMap<String, Vec<Value>>,
    /// The versions of the files that this is told of.
    versions: BTreeMap<String, i64>,
    /// Everything else that it said unasked.
    pub said: Vec<Value>,
    /// What it said at first.
    pub greeting: Value,
}

impl<'f> Client<'f> {
    /// A server that nothing was said to yet.
    pub fn silent(folder: &'f Folder) -> Self {
        Self::called(folder, &["--stdio"])
    }

    fn called(folder: &'f Folder, arguments: &[&str]) -> Self {
        let mut command = folder.command(&[&["lsp", "--today", "2026-11-22"], arguments].concat());
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().expect("a server");
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let (told, versions, said) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        Self { folder, child, input, messages, requests: 0, told, versions, said, greeting: Value::Null }
    }

    /// A server that is greeted, with what the editor can do.
    pub fn new(folder: &'f Folder, capabilities: &Value) -> Self {
        Self::with_wishes(folder, capabilities, &Value::Null)
    }

    /// The same, with what is wished for at first.
    pub fn with_wishes(folder: &'f Folder, capabilities: &Value, wishes: &Value) -> Self {
        Self::silent(folder).greeted(capabilities, wishes)
    }

    /// One that has the texts of the folder `texts` at hand.
    pub fn with_texts(folder: &'f Folder, capabilities: &Value) -> Self {
        Self::called(folder, &["--texts", "texts"]).greeted(capabilities, &Value::Null)
    }

    fn greeted(self, capabilities: &Value, wishes: &Value) -> Self {
        let mut client = self;
        let root = client.address("");
        let parameters =
            json!({"processId": null, "rootUri": root, "capabilities": capabilities, "initializationOptions": wishes});
        client.greeting = client.request("initialize", &parameters)["result"].clone();
        client.notify("initialized", &json!({}));
        client
    }

    /// The address of a file of the folder.
    pub fn address(&self, name: &str) -> String {
        format!("file://{}", self.folder.path().join(name).to_str().expect("a name"))
    }

    /// Writes bytes as they are.
    pub fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("a server that listens");
        // A server that has ended takes nothing any more.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    pub fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, parameters: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": parameters}));
    }

    /// Asks, and gives the whole answer.
    pub fn request(&mut self, method: &str, parameters: &Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": parameters}));
        self.until(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Asks, and gives the result.
    pub fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        let answer = self.request(method, parameters);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Waits for a message, and takes up what comes before it.
    pub fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.messages.recv_timeout(HANGS).expect("a message before long");
            self.take(&message);
            if wanted(&message) {
                return message;
            }
        }
    }

    fn take(&mut self, message: &Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            let address = message["params"]["uri"].as_str().expect("an address");
            let name = address.strip_prefix(&self.address("")).unwrap_or(address).to_owned();
            let told = message["params"]["diagnostics"].as_array().expect("a list").clone();
            self.versions.insert(name.clone(), message["params"]["version"].as_i64().unwrap_or(0));
            if told.is_empty() {
                self.told.remove(&name);
            } else {
                self.told.insert(name, told);
            }
        } else if message.get("method").is_some() {
            self.said.push(message.clone());
        }
    }

    pub fn open(&mut self, name: &str, version: i64, text: &str) {
        let item = json!({"uri": self.address(name), "languageId": "yaml", "version": version, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": item}));
    }

    pub fn change(&mut self, name: &str, version: i64, changes: &Value) {
        let file = json!({"uri": self.address(name), "version": version});
        self.notify("textDocument/didChange", &json!({"textDocument": file, "contentChanges": changes}));
    }

    pub fn close(&mut self, name: &str) {
        let parameters = json!({"textDocument": {"uri": self.address(name)}});
        self.versions.remove(name);
        self.notify("textDocument/didClose", &parameters);
    }

    /// What is told of a file once it has this version, and all else with it.
    pub fn told_of(&mut self, name: &str, version: i64) -> Vec<Value> {
        while self.versions.get(name) != Some(&version) {
            self.until(|message| message["method"] == "textDocument/publishDiagnostics");
        }
        // The answer comes when all else was told.
        self.request("nothing/of-the-kind", &Value::Null);
        self.told.get(name).cloned().unwrap_or_default()
    }

    /// Opens a file, and gives what is told of it.
    pub fn opened(&mut self, name: &str, text: &str) -> Vec<Value> {
        self.open(name, 1, text);
        self.told_of(name, 1)
    }

    /// A position of a file, by the text there.
    pub fn at(&self, name: &str, text: &str, needle: &str) -> Value {
        let at = text.find(needle).unwrap_or_else(|| panic!("{needle}"));
        let line = text[..at].matches('\n').count();
        let character = text[..at].rsplit('\n').next().unwrap_or_default().encode_utf16().count();
        json!({"textDocument": {"uri": self.address(name)}, "position": {"line": line, "character": character}})
    }

    /// Takes leave, and gives the exit status.
    pub fn leave(mut self) -> Option<i32> {
        assert_eq!(self.request("shutdown", &Value::Null)["result"], Value::Null);
        self.notify("exit", &Value::Null);
        self.ended()
    }

    /// The exit status once it has ended, with nothing more to hear.
    pub fn ended(mut self) -> Option<i32> {
        self.input = None;
        while self.messages.recv_timeout(HANGS).is_ok() {}
        self.child.wait().expect("an end").code()
    }
}

impl Drop for Client<'_> {
    fn drop(&mut self) {
        self.input = None;
        if thread::panicking() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim().parse().expect("a length");
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}
