//! From a new pilot and a pasted text to a coded statement, through the interface alone.

use desk_engine::Status;
use serde_json::{Value, json};

/// The answer to a request that is answered.
fn asked(request: &Value) -> Value {
    let answer = desk_engine::answer(request.to_string().as_bytes());
    assert_eq!(answer.status, Status::Answered, "{request}: {}", answer.text);
    serde_json::from_str(&answer.text).unwrap_or_else(|_| Value::String(answer.text))
}

/// What is told where a request is refused.
fn refused(request: &Value) -> String {
    let answer = desk_engine::answer(request.to_string().as_bytes());
    assert_eq!(answer.status, Status::Refused, "{request}: {}", answer.text);
    let told: Value = serde_json::from_str(&answer.text).expect("JSON");
    told["diagnostics"][0]["message"].as_str().expect("a message").to_owned()
}

fn with_file(call: &str, text: &Value, with: &Value) -> Value {
    json!({"call": call, "files": [{"name": "harbour.yaml", "text": text}], "today": "2026-11-22", "with": with})
}

#[test]
fn a_new_pilot_is_filled_in_from_a_pasted_text() {
    let new = asked(&json!({"call": "new", "with": {"id": "harbour"}}));
    let pasted = "The Harbour service\n\nNobody will be\nsanctioned for saying no.\n";
    let passages = asked(&json!({"call": "passages", "with": {"text": pasted}}));
    let source = &passages["text"];
    let chosen = json!({"text": source, "paragraph": 2, "first": 0, "last": 6});
    let phrase = asked(&json!({"call": "phrase", "with": chosen}));
    assert_eq!(phrase["phrase"], "Nobody will be sanctioned for saying no");

    let statement = json!({"value": false, "by": "the council", "basis": "claimed", "document": "harbour-plan", "paragraph": 2, "phrase": phrase["phrase"]});
    let changes = json!([
        {"change": "set", "key": "title", "value": "Harbour"},
        {"change": "state", "fact": "voluntariness.sanction_for_refusal", "statement": statement},
        {"change": "state", "fact": "service.waiting_weeks", "statement": {"at_least": 2, "at_most": 6.50}}
    ]);
    let changed = asked(&with_file("change", &new, &json!({"changes": changes})));
    let read = asked(&with_file("read", &changed["text"], &json!({})));
    let pilot = &read["documents"][0];
    assert_eq!(
        (&pilot["title"], &pilot["facts"][1]["fact"]),
        (&json!("Harbour"), &json!("voluntariness.sanction_for_refusal"))
    );
    assert_eq!(pilot["facts"].as_array().map(Vec::len), Some(2), "{pilot}");

    let of_text = json!({"document": "harbour-plan", "text": source});
    let located = asked(&with_file("locate", &changed["text"], &of_text));
    assert_eq!((&located["statements"][0]["state"], &located["not_coded"]), (&json!("found"), &json!([1])));
    let of_another =
        json!({"document": "harbour-plan", "text": source.as_str().map(|text| text.replace("sanctioned", "fined"))});
    let located = asked(&with_file("locate", &changed["text"], &of_another));
    assert_eq!(
        (&located["statements"][0]["state"], &located["statements"][0]["passage"]),
        (&json!("orphaned"), &Value::Null)
    );

    let entry = json!({"document": "harbour-plan", "text": source, "title": "The plan"});
    let register = asked(&json!({"call": "register", "with": entry}));
    assert_eq!((&register["paragraphs"], &register["sha256"]), (&json!(2), &passages["sha256"]));
    let first = json!([{"name": "documents.yaml", "text": register["register"]}]);
    let second = json!({"document": "another", "text": "One.\n", "register": "documents.yaml"});
    let both = asked(&json!({"call": "register", "files": first, "with": second}));
    let both = both["register"].as_str().expect("a register");
    assert!(both.starts_with(register["register"].as_str().expect("a register")) && both.contains("another"), "{both}");

    // Words that no question asks for are handed over as they are kept, and written again.
    let noted = json!([{"paragraph": 2, "phrase": "nobody will be", "note": "why"}, {"paragraph": "1-2", "phrase": "x", "note": null}]);
    let entry = json!({"document": "harbour-plan", "text": source, "noted": noted});
    let written = asked(&json!({"call": "register", "with": entry}));
    let files = json!([{"name": "documents.yaml", "text": written["register"]}]);
    let options = json!({"documents": ["documents.yaml"]});
    let read =
        asked(&json!({"call": "documents", "files": files, "pilots": [], "options": options, "today": "2026-11-22"}));
    assert_eq!(read["documents"][0]["noted"], noted);
    let again = json!({"document": "harbour-plan", "text": source, "noted": read["documents"][0]["noted"]});
    assert_eq!(asked(&json!({"call": "register", "with": again}))["register"], written["register"]);
    let beyond = json!({"document": "harbour-plan", "text": source, "noted": [{"paragraph": 3, "phrase": "x"}]});
    assert!(refused(&json!({"call": "register", "with": beyond})).contains("no paragraph 3"));
    let none = json!({"document": "harbour-plan", "text": source, "noted": [{"paragraph": "4", "phrase": "x"}]});
    assert!(refused(&json!({"call": "register", "with": none})).contains("`paragraph`"));

    // What is not changed is the same text, and what is wrong is told.
    let same = asked(&with_file("change", &changed["text"], &json!({"changes": []})));
    assert_eq!((&same["text"], &same["changed"]), (&changed["text"], &json!(false)));
    let wrong = json!([{"change": "state", "fact": "service.waiting_week", "statement": {"value": 1}}]);
    assert!(refused(&with_file("change", &new, &json!({"changes": wrong}))).contains("service.waiting_weeks"));
    let unknown = json!([{"change": "state", "fact": "service.waiting_weeks", "statement": {"value": 1}, "more": 1}]);
    assert!(refused(&with_file("change", &new, &json!({"changes": unknown}))).contains("more"));
    let long = json!({"text": "a b c d e f g h i j k l m", "paragraph": 1, "first": 0, "last": 12});
    assert!(refused(&json!({"call": "phrase", "with": long})).contains("at most 12"));
}
