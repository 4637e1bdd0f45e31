//! What could be changed: fixes that clear what they are for, and the repair of a pilot.

use serde_json::{Value, json};

use super::client::Client;
use super::{able, in_short};
use crate::bad_input::table;
use crate::support::{Folder, GOOD, RULES, Ran};

fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("actions-{name}"));
    folder.write("brief.yaml", "format: 1\nbrief:\n  rules: [rules.yaml]\n").write("rules.yaml", RULES);
    folder
}

/// The byte at a position that counts units of UTF-16.
fn offset(text: &str, position: &Value) -> usize {
    let (mut line, mut units) =
        (position["line"].as_u64().expect("a line"), position["character"].as_u64().expect("a column"));
    for (at, c) in text.char_indices() {
        if line == 0 && (units == 0 || c == '\n') {
            return at;
        }
        if line > 0 {
            line -= u64::from(c == '\n');
        } else {
            units = units.saturating_sub(c.len_utf16() as u64);
        }
    }
    text.len()
}

/// A text with the edits of an action made.
fn applied(text: &str, action: &Value, address: &str) -> String {
    let mut edits = action["edit"]["changes"][address].as_array().expect("edits").clone();
    edits.sort_by_key(|edit| offset(text, &edit["range"]["start"]));
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        let range = offset(&text, &edit["range"]["start"])..offset(&text, &edit["range"]["end"]);
        text.replace_range(range, edit["newText"].as_str().expect("a text"));
    }
    text
}

fn actions(client: &mut Client<'_>, name: &str, range: &Value, told: &[Value]) -> Vec<Value> {
    let parameters =
        json!({"textDocument": {"uri": client.address(name)}, "range": range, "context": {"diagnostics": told}});
    client.ask("textDocument/codeAction", &parameters).as_array().expect("a list").clone()
}

#[test]
fn every_fix_clears_what_it_is_for() {
    let folder = folder("fixes");
    let mut client = Client::new(&folder, &able());
    let mut version = 0;
    let mut mended = 0;
    for (name, page) in [
        ("a.yaml", include_str!("../bad_input/pilot.md")),
        ("a.yaml", include_str!("../bad_input/yaml.md")),
        ("set.yaml", include_str!("../bad_input/ruleset.md")),
        ("of/brief.yaml", include_str!("../bad_input/configuration.md")),
    ] {
        client.open(name, version, "");
        for text in table::inputs(page) {
            // With an emoji before all else, so that a column that is counted wrongly cannot hit.
            let text = text.replace("title: T\n", "title: \u{1f600}\n");
            version += 1;
            client.change(name, version, &json!([{"text": text}]));
            for told in client.told_of(name, version) {
                for action in actions(&mut client, name, &told["range"], std::slice::from_ref(&told)) {
                    // Others may touch the place too.
                    if action["diagnostics"][0] != told {
                        continue;
                    }
                    assert_eq!(action["kind"], "quickfix");
                    let after = applied(&text, &action, &client.address(name));
                    let is_same = |one: &&Value| (&one["code"], &one["message"]) == (&told["code"], &told["message"]);
                    let before = client.told[name].iter().filter(is_same).count();
                    version += 1;
                    client.change(name, version, &json!([{"text": after}]));
                    let left = client.told_of(name, version).iter().filter(is_same).count();
                    assert!(left < before, "{action}\n{text}\n{after}");
                    mended += 1;
                    version += 1;
                    client.change(name, version, &json!([{"text": text}]));
                    client.told_of(name, version);
                }
            }
        }
        client.close(name);
    }
    assert!(mended > 100, "{mended} fixes were tried");
}

#[test]
fn the_nearest_word_is_offered_where_the_mistake_is_and_nowhere_else() {
    let folder = folder("nearest");
    let mut client = Client::new(&folder, &able());
    let text = GOOD.replace("sanction_for_refusal", "sanction_for_refusla");
    let told = client.opened("a.yaml", &text);
    let fixes = actions(&mut client, "a.yaml", &told[0]["range"], &told);
    assert_eq!(fixes.len(), 1, "{fixes:?}");
    assert_eq!(fixes[0]["title"], "Write `sanction_for_refusal`");
    assert_eq!(fixes[0]["isPreferred"], true);
    assert_eq!(fixes[0]["diagnostics"][0], told[0]);
    assert_eq!(applied(&text, &fixes[0], &client.address("a.yaml")), GOOD);
    let top = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    assert!(actions(&mut client, "a.yaml", &top, &[]).is_empty());
    let only = json!({"textDocument": {"uri": client.address("a.yaml")}, "range": told[0]["range"], "context": {"diagnostics": [], "only": ["refactor"]}});
    assert_eq!(client.ask("textDocument/codeAction", &only), json!([]));
}

#[test]
fn a_finding_offers_the_repair_that_the_command_proposes() {
    let folder = folder("repair");
    let text = GOOD.replace("title: G", "title: \u{1f600}").replace(": true", ": true # \u{1f600}");
    folder.write("a.yaml", &text);
    let json = folder.brief(&["repair", "a.yaml", "--format", "json"]).json();
    assert!(json.to_string().contains("sanction_for_refusal"), "{json}");
    let diff = folder.brief(&["repair", "a.yaml", "--format", "diff"]).out;
    let mut later = able();
    later["textDocument"]["codeAction"] = json!({"resolveSupport": {"properties": ["edit"]}});
    for (name, capabilities) in [("later", later), ("at once", able())] {
        let mut client = Client::new(&folder, &capabilities);
        let told = client.opened("a.yaml", &text);
        let offered = actions(&mut client, "a.yaml", &told[0]["range"], &told);
        assert_eq!(offered.len(), 1, "{name}: {offered:?}");
        assert_eq!(offered[0]["title"], "Change the fewest facts after which `good` breaches no must");
        assert_eq!(offered[0].get("edit").is_none(), name == "later");
        let action = client.ask("codeAction/resolve", &offered[0]);
        let after = applied(&text, &action, &client.address("a.yaml"));
        let added = |text: &str| text.lines().any(|line| diff.contains(&format!("+{line}\n")));
        assert!(after != text && added(&after) && !added(&text), "{diff}\n{after}");
        client.change("a.yaml", 2, &json!([{"text": after}]));
        assert!(client.told_of("a.yaml", 2).is_empty());
        // What is no finding any more has no repair.
        let refused = client.request(
            "codeAction/resolve",
            &json!({"title": "x", "data": {"uri": client.address("a.yaml"), "pilot": "good"}}),
        );
        assert_eq!(refused["error"]["code"], -32803, "{refused}");
        let unknown = client.request("codeAction/resolve", &json!({"title": "x"}));
        assert_eq!(unknown["error"]["code"], -32602, "{unknown}");
    }
}

#[test]
fn a_fix_of_unsaved_text_is_the_one_of_the_command() {
    let folder = folder("same");
    let text = "format: 1\npilot: good\ntitle: G\nstatus: runing\n";
    let ran = Ran::of(&mut folder.command(&["check", "-", "--format", "json"]), text.as_bytes());
    let fix = &ran.json()["errors"][0]["fixes"][0];
    let mut client = Client::new(&folder, &able());
    let told = client.opened("a.yaml", text);
    assert_eq!(in_short(&told), ["3:8 invalid-value 1"]);
    let offered = actions(&mut client, "a.yaml", &told[0]["range"], &told);
    assert_eq!(offered[0]["title"], fix["title"]);
    assert_eq!(offered[0]["edit"]["changes"][client.address("a.yaml")][0]["newText"], "running");
}
