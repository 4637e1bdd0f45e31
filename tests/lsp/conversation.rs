//! The conversation itself: how it begins and ends, and what it survives.

use serde_json::{Value, json};

use super::client::Client;
use super::{able, in_short};
use crate::support::{Folder, GOOD, RULES};

fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("conversation-{name}"));
    folder.write("brief.yaml", "format: 1\nbrief:\n  rules: [rules.yaml]\n").write("rules.yaml", RULES);
    folder
}

#[test]
fn it_begins_once_and_ends_with_a_leave() {
    let folder = folder("whole");
    let mut client = Client::silent(&folder);
    let early = client.request("textDocument/hover", &json!({}));
    assert_eq!(early["error"]["code"], -32002);
    client.open("early.yaml", 1, GOOD);
    let greeting = client.request("initialize", &json!({"capabilities": able()}))["result"].clone();
    assert_eq!(greeting["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(greeting["capabilities"]["textDocumentSync"], json!({"openClose": true, "change": 2}));
    assert_eq!(greeting["serverInfo"]["name"], "brief");
    assert_eq!(client.request("initialize", &json!({"capabilities": {}}))["error"]["code"], -32600);
    client.notify("initialized", &json!({}));
    let asked = client.until(|message| message["method"] == "client/registerCapability");
    client.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": null}));
    assert_eq!(client.request("nobody/knows", &json!({}))["error"]["code"], -32601);
    assert_eq!(client.request("shutdown", &Value::Null)["result"], Value::Null);
    assert_eq!(client.request("textDocument/hover", &json!({}))["error"]["code"], -32600);
    assert!(client.told.is_empty(), "nothing was opened after the greeting: {:?}", client.told);
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended(), Some(0));
}

#[test]
fn an_end_without_a_leave_is_told() {
    let folder = folder("no-leave");
    let mut client = Client::new(&folder, &able());
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended(), Some(1));
    assert_eq!(Client::new(&folder, &able()).ended(), Some(1));
    let mut client = Client::silent(&folder);
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended(), Some(1));
    assert_eq!(Client::new(&folder, &able()).leave(), Some(0));
}

#[test]
fn an_editor_that_counts_bytes_is_answered_in_bytes() {
    let folder = folder("encodings");
    let text = GOOD.replace(
        "sanction_for_refusal: true",
        "# \u{1f600}\n  sanction_for_refusal: {value: true, by: \"\u{1f600}é\", basis: wrong}",
    );
    for (offered, agreed, column) in [
        (json!(["utf-8", "utf-16"]), "utf-8", 59),
        (json!(["utf-16"]), "utf-16", 56),
        (json!(["utf-32"]), "utf-32", 55),
        (json!([]), "utf-16", 56),
    ] {
        let mut client = Client::new(&folder, &json!({"general": {"positionEncodings": offered}}));
        assert_eq!(client.greeting["capabilities"]["positionEncoding"], agreed);
        let told = client.opened("a.yaml", &text);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0]["range"]["start"], json!({"line": 6, "character": column}), "{agreed}: {told:?}");
        // What is typed behind the emoji lands behind it.
        let at = json!({"line": 6, "character": column});
        let end = json!({"line": 6, "character": column + 5});
        client.change("a.yaml", 2, &json!([{"range": {"start": at, "end": end}, "text": "claimed"}]));
        let told = client.told_of("a.yaml", 2);
        assert_eq!(in_short(&told), ["6:32 T-1 1"], "{agreed}: {told:?}");
    }
}

#[test]
fn nothing_that_is_said_ends_it() {
    let folder = folder("noise");
    let mut client = Client::new(&folder, &able());
    let noise: [&[u8]; 8] = [
        b"\r\n\r\n",
        b"Content-Length: x\r\n\r\n",
        b"Content-Length: 3\r\n\r\n{]}",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\nnull",
        b"Content-Length: 2\r\n\r\n\xff\xfe",
        b"Content-Type: a/b\r\nContent-Length: 2\r\n\r\n{}",
        &[b'x'; 9000],
    ];
    for bytes in noise {
        client.write(bytes);
        client.write(b"\r\n\r\n");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    client.write(format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes());
    let uri = client.address("a.yaml");
    let far = json!({"line": 4_294_967_295_u32, "character": 4_294_967_295_u32});
    for parameters in [
        Value::Null,
        json!([]),
        json!({"textDocument": {"uri": 7}}),
        json!({"textDocument": {"uri": "", "version": 1, "text": "", "languageId": ""}, "contentChanges": [{"text": "x"}]}),
        json!({"textDocument": {"uri": uri, "version": 1, "text": "pilot: x", "languageId": "yaml"}}),
        json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"range": {"start": far, "end": far}, "text": "y"}]}),
        json!({"textDocument": {"uri": uri, "version": 3}, "contentChanges": [{"range": {"start": far, "end": {"line": 0, "character": 0}}, "text": "z"}]}),
        json!({"textDocument": {"uri": uri}, "position": far, "range": {"start": far, "end": far}, "context": {"diagnostics": []}}),
        json!({"textDocument": {"uri": "http://example.org/a.yaml"}, "position": {"line": -1, "character": 1.5}}),
        json!({"settings": {"brief": {"findings": "perhaps"}}, "changes": 3}),
    ] {
        for method in [
            "textDocument/didOpen",
            "textDocument/didChange",
            "textDocument/hover",
            "textDocument/definition",
            "textDocument/documentSymbol",
            "textDocument/codeAction",
            "codeAction/resolve",
            "textDocument/inlayHint",
            "workspace/didChangeConfiguration",
            "workspace/didChangeWatchedFiles",
            "$/cancelRequest",
            "$/setTrace",
        ] {
            client.notify(method, &parameters);
            client.request(method, &parameters);
        }
        client.notify("textDocument/didClose", &parameters);
    }
    let told = client.opened("b.yaml", GOOD);
    assert_eq!(in_short(&told), ["5:24 T-1 1"]);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_message_that_is_too_large_is_left_out_and_told() {
    let folder = folder("large");
    let mut client = Client::new(&folder, &able());
    let size = 64 * 1024 * 1024 + 1;
    client.write(format!("Content-Length: {size}\r\n\r\n").as_bytes());
    let piece = vec![b'x'; 1024 * 1024];
    for _ in 0..64 {
        client.write(&piece);
    }
    client.write(b"x");
    let said = client.until(|message| message["method"] == "window/showMessage");
    assert!(said["params"]["message"].as_str().expect("a text").contains("67108865 bytes"), "{said}");
    assert_eq!(in_short(&client.opened("b.yaml", GOOD)), ["5:24 T-1 1"]);
    // Whoever promises more than ever comes is not waited for beyond the end.
    client.write(b"Content-Length: 99999999999\r\n\r\nx");
    assert_eq!(client.ended(), Some(1));
}
