//! The EARL form, read back by a JSON-LD processor that is not ours: pyld, which `.ci/run` installs.
//!
//! Without it the test says that it is skipped, but not where `CI=true`: there it must be found.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::tools;

fn brief(words: &[&str]) -> Vec<u8> {
    Command::new(env!("CARGO_BIN_EXE_brief")).args(words).output().expect("brief runs").stdout
}

fn read_back(python: &Path, earl: &[u8]) -> Value {
    let mut reader = Command::new(python)
        .arg("tests/linked_data/read.py")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python runs");
    let mut input = reader.stdin.take().expect("standard input");
    let earl = earl.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&earl));
    let done = reader.wait_with_output().expect("it ends");
    writer.join().expect("it ends").expect("it is read");
    assert!(done.status.success());
    serde_json::from_slice(&done.stdout).expect("JSON")
}

#[test]
fn a_json_ld_processor_finds_the_verdicts_again() {
    let Some(python) = tools::python("pyld") else { return };
    let call = ["check", "pilots/", "--only", "professional-bodies", "--only", "dwp-assurances", "--only", "COM-01"];
    let found = read_back(&python, &brief(&[call.as_slice(), &["--format", "earl"]].concat()));
    let report: Value =
        serde_json::from_slice(&brief(&[call.as_slice(), &["--format", "json", "--by-word"]].concat())).expect("JSON");
    let outcome = |told: &Value| match (told["verdict"].as_str().expect("a verdict"), &told["applies"]) {
        ("met", applies) if applies == "open" => "cantTell",
        ("met", _) => "passed",
        ("breached", _) => "failed",
        ("contested", _) => "cantTell",
        ("unstated", _) => "untested",
        _ => "inapplicable",
    };
    let escape = |id: &Value| id.as_str().expect("an id").replace('-', "%2D");
    let mut expected = Vec::new();
    let mut quotes = serde_json::Map::new();
    for pilot in report["pilots"].as_array().expect("pilots") {
        for result in pilot["results"].as_array().expect("results") {
            let (subject, rule) = (escape(&pilot["pilot"]), escape(&result["rule"]));
            let of = |outcome: &str, speaker: Option<&str>| format!("{subject} {rule} {outcome} {speaker:?}");
            expected.push(of(outcome(result), None));
            for side in result["sides"].as_array().into_iter().flatten() {
                expected.push(of(outcome(side), Some(side["speaker"].as_str().unwrap_or_default())));
            }
            let cite = &result["cite"];
            let document = format!("urn:watching-brief:document:{}", escape(&cite["document"]));
            let quote = serde_json::json!([document, format!("paragraph={}", cite["paragraph"]), cite["phrase"]]);
            quotes.insert(format!("urn:watching-brief:rule:{rule}"), quote);
        }
    }
    let mut read: Vec<String> = found["assertions"]
        .as_array()
        .expect("assertions")
        .iter()
        .map(|one| {
            let id = |key: &str| one[key].as_str().expect("an address").rsplit(':').next().expect("an id").to_owned();
            format!(
                "{} {} {} {:?}",
                id("pilot"),
                id("rule"),
                one["outcome"].as_str().expect("an outcome"),
                one["speaker"].as_str()
            )
        })
        .collect();
    expected.sort();
    read.sort();
    assert_eq!(read, expected);
    assert!(expected.iter().any(|one| one.contains("Some(")), "no side of anything contested is among them");
    assert_eq!(found["quotes"], Value::Object(quotes));
}
