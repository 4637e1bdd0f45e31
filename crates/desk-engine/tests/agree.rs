//! Two coders' files, compared through the interface.

use desk_engine::{Status, answer};
use serde_json::{Value, json};

#[test]
fn two_codings_are_compared() {
    let coding = |refusal: bool| {
        format!("format: 1\npilot: p\ntitle: T\nstatus: ended\nvoluntariness:\n  sanction_for_refusal: {refusal}\n")
    };
    let files = json!([{"name": "a.yaml", "text": coding(true)}, {"name": "b.yaml", "text": coding(false)}]);
    let asked = |form: &str, second: &str| {
        let with = json!({"first": "a.yaml", "second": second});
        let request = json!({"call": "agree", "files": files, "today": "2026-11-22", "form": form, "with": with});
        answer(request.to_string().as_bytes())
    };
    let told = asked("json", "b.yaml");
    assert_eq!(told.status, Status::Answered, "{}", told.text);
    let told: Value = serde_json::from_str(&told.text).expect("JSON");
    assert_eq!(told["pilots"][0]["disagreements"][0]["differs"], json!(["value"]), "{told}");
    let table = asked("csv", "b.yaml");
    assert!(table.text.contains("p,voluntariness.sanction_for_refusal,value,true,"), "{}", table.text);
    assert_eq!(asked("html", "nowhere.yaml").status, Status::Refused);
    assert_eq!(asked("svg", "b.yaml").status, Status::Refused);
}
