//! The engine of the desk, compiled for browsers, answers with the very bytes of the command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Value, json};
use watching_brief::rules::Collection;

use super::built;
use crate::support::{self, Folder, GOOD, RULES, tools};

const TODAY: &str = "2026-11-22";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The shipped pilots: the file of each, and its text.
fn pilots() -> Vec<(String, String)> {
    let entries = fs::read_dir(root().join("pilots")).expect("the pilots").map(|entry| entry.expect("an entry"));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    let name = |file: &PathBuf| file.strip_prefix(root()).expect("a file of ours").to_str().expect("UTF-8").to_owned();
    files.iter().map(|file| (name(file), fs::read_to_string(file).expect("a pilot"))).collect()
}

/// A request, and the call of the command that is asked the same.
struct Asked {
    request: Value,
    call: Vec<String>,
}

impl Asked {
    fn new(request: Value, call: &[&str]) -> Self {
        Self { request, call: call.iter().map(|&word| word.to_owned()).collect() }
    }

    /// What the command prints.
    fn printed(&self) -> Output {
        support::command(support::BRIEF).args(&self.call).current_dir(root()).output().expect("brief runs")
    }
}

/// Each shipped pilot held against each rule set, and all at once.
fn of_pilots() -> Vec<Asked> {
    let mut asked = Vec::new();
    let sets: Vec<&str> = Collection::embedded().map(|(id, _)| id).collect();
    assert!(sets.len() > 4, "{sets:?}");
    for (name, text) in pilots() {
        for rules in sets.iter().map(|set| vec![*set]).chain([Vec::new()]) {
            let named = rules.iter().flat_map(|set| ["--rules", *set]);
            for call in ["check", "questions", "repair"] {
                let mut words = vec![call, &name, "--format", "json"];
                words.extend(named.clone());
                if call == "check" {
                    words.extend(["--today", TODAY]);
                }
                let files = json!([{"name": name, "text": text}]);
                asked.push(Asked::new(
                    json!({"call": call, "files": files, "rules": rules, "today": TODAY, "form": "json"}),
                    &words,
                ));
            }
        }
    }
    asked
}

/// Everything that can be looked up.
fn of_names() -> Vec<Asked> {
    let facts = support::command(support::BRIEF).args(["facts", "--format", "json"]).output();
    let facts: Value = serde_json::from_slice(&facts.expect("brief runs").stdout).expect("JSON");
    let mut names = vec!["voluntariness".to_owned(), "mwf-letters-2016".to_owned()];
    for section in facts["sections"].as_array().expect("a list") {
        names.extend(
            section["facts"]
                .as_array()
                .expect("a list")
                .iter()
                .map(|one| one["fact"].as_str().expect("a path").to_owned()),
        );
    }
    let (mut collection, mut wrong) = (Collection::default(), Vec::new());
    collection.add_all_embedded(&mut wrong);
    for set in collection.sets() {
        names.push(set.set.id.clone());
        names.extend(set.rules.iter().map(|ready| ready.rule.id.clone()));
    }
    let explained = names.iter().map(|name| {
        let request = json!({"call": "explain", "today": TODAY, "with": {"name": name}});
        Asked::new(request, &["explain", name, "--format", "json"])
    });
    explained.collect()
}

/// What other calls give, in one form or another.
fn of_other_calls() -> Vec<Asked> {
    let name = "pilots/working-well-phase-2.yaml";
    let (_, text) = pilots().into_iter().find(|(file, _)| file == name).expect("it is shipped");
    let request = |call: &str, form: &str, with: Value| json!({"call": call, "files": [{"name": name, "text": text}], "today": TODAY, "form": form, "with": with});
    let bodies = |mut request: Value| {
        request["rules"] = json!(["professional-bodies"]);
        request
    };
    let set = ["--rules", "professional-bodies"];
    let mut asked = vec![
        Asked::new(json!({"call": "facts"}), &["facts", "--format", "json"]),
        Asked::new(json!({"call": "rules", "today": TODAY}), &["rules", "--format", "json"]),
        Asked::new(json!({"call": "schema", "with": {"name": "pilot"}}), &["schema", "pilot"]),
        Asked::new(json!({"call": "schema", "with": {"name": "questions"}}), &["schema", "questions"]),
        Asked::new(json!({"call": "new", "with": {"id": "riverside"}}), &["new", "riverside", "--output", "-"]),
        Asked::new(request("letter", "text", json!({})), &["questions", name, "--letter"]),
        Asked::new(
            request("letter", "text", json!({"law": "none", "most": 3})),
            &["questions", name, "--letter", "--law", "none", "--most", "3"],
        ),
        Asked::new(
            request("compare", "json", json!({"first": "professional-bodies", "second": "dwp-assurances"})),
            &["compare", "professional-bodies", "dwp-assurances", "--format", "json"],
        ),
    ];
    let codings = ["pilots/example-acceptable.yaml", "pilots/example-unacceptable.yaml"];
    let of_coding = |wanted: &&str| pilots().into_iter().find(|(name, _)| name == wanted).expect("it is shipped");
    let files: Vec<Value> =
        codings.iter().map(of_coding).map(|(name, text)| json!({"name": name, "text": text})).collect();
    for form in ["html", "markdown", "json", "csv"] {
        let with = json!({"first": codings[0], "second": codings[1]});
        let agree = json!({"call": "agree", "files": files, "today": TODAY, "form": form, "with": with});
        asked.push(Asked::new(agree, &["agree", codings[0], codings[1], "--format", form]));
        let check = ["check", name, "--format", form, "--today", TODAY];
        asked.push(Asked::new(bodies(request("check", form, json!({}))), &[&check[..], &set].concat()));
        let questions = ["questions", name, "--format", form];
        asked.push(Asked::new(bodies(request("questions", form, json!({}))), &[&questions[..], &set].concat()));
        let promises = ["promises", name, "--format", form, "--of", "professional-bodies"];
        asked.push(Asked::new(bodies(request("promises", form, json!({}))), &promises));
    }
    for form in ["html", "markdown"] {
        let repair = ["repair", name, "--format", form];
        asked.push(Asked::new(bodies(request("repair", form, json!({}))), &[&repair[..], &set].concat()));
        let request = json!({"call": "explain", "today": TODAY, "form": form, "with": {"name": "PB-02"}});
        asked.push(Asked::new(request, &["explain", "PB-02", "--format", form]));
    }
    asked
}

/// The answers of the engine, each behind its status, and how much work they were.
fn answers(engine: &Path, name: &str, requests: &[&Value]) -> Option<(Vec<String>, Value)> {
    let mut node = tools::program("node")?;
    let folder = Folder::new(&format!("desk-engine-{name}"));
    folder.write("requests.json", serde_json::to_vec(requests).expect("JSON"));
    let output = node
        .arg(root().join("tests/desk/answers.js"))
        .arg(engine)
        .arg(root().join("crates/desk-page/page/worker.js"))
        .arg(folder.path().join("requests.json"))
        .arg(folder.path())
        .output()
        .expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |at: usize| fs::read_to_string(folder.path().join(at.to_string())).expect("an answer");
    Some(((0..requests.len()).map(read).collect(), serde_json::from_slice(&output.stdout).expect("work")))
}

/// The engine, as far as it is that of these sources.
fn engine() -> Option<PathBuf> {
    built("engine.wasm")
}

fn answers_as_the_command(name: &str, asked: &[Asked]) {
    let Some(engine) = engine() else { return };
    let requests: Vec<&Value> = asked.iter().map(|one| &one.request).collect();
    let Some((answers, _)) = answers(&engine, name, &requests) else { return };
    // The command takes longer than the engine: it starts anew each time.
    let half = asked.len().div_ceil(2);
    std::thread::scope(|scope| {
        for (asked, answers) in asked.chunks(half).zip(answers.chunks(half)) {
            scope.spawn(move || {
                for (one, answer) in asked.iter().zip(answers) {
                    let printed = one.printed();
                    let printed = String::from_utf8(printed.stdout).expect("UTF-8");
                    assert!(!printed.is_empty(), "{:?} prints something", one.call);
                    assert!(
                        *answer == format!("0\n{printed}"),
                        "{:?}: {}",
                        one.call,
                        answer.get(..500).unwrap_or(answer)
                    );
                }
            });
        }
    });
}

#[test]
fn each_shipped_pilot_has_the_answers_of_the_command_for_each_rule_set() {
    answers_as_the_command("pilots", &of_pilots());
}

#[test]
fn all_that_can_be_looked_up_is_explained_as_by_the_command() {
    answers_as_the_command("names", &of_names());
}

#[test]
fn letters_reports_and_other_forms_are_those_of_the_command() {
    answers_as_the_command("forms", &of_other_calls());
}

/// What is wrong is told in words, whatever comes in, and the next request is answered.
#[test]
fn what_is_wrong_is_told_and_the_next_request_is_answered() {
    let Some(engine) = engine() else { return };
    let pilot = |text: &str| json!({"call": "letter", "files": [{"name": "a.yaml", "text": text}], "today": TODAY});
    let requests = [
        json!({"call": "chek"}),
        json!(7),
        json!({"call": "check", "file": []}),
        pilot("pilot: [\n"),
        pilot(&"[".repeat(100_000)),
        pilot(&format!("format: 1\npilot: a\ntitle: {}\n", "&a [".repeat(5_000))),
        json!({"call": "facts"}),
    ];
    let Some((answers, _)) = answers(&engine, "wrong", &requests.iter().collect::<Vec<_>>()) else { return };
    for (request, answer) in requests.iter().zip(&answers).take(requests.len() - 1) {
        let (status, text) = answer.split_once('\n').expect("a status");
        assert_eq!(status, "1", "{request}: {text}");
        let told: Value = serde_json::from_str(text).expect("JSON");
        assert!(!told["diagnostics"].as_array().expect("a list").is_empty(), "{request}: {text}");
    }
    assert!(answers.last().expect("an answer").starts_with("0\n{"), "{answers:?}");
}

/// Status 2 is the page's own word for an engine that stopped.
#[test]
fn an_engine_that_stopped_is_begun_anew() {
    let Some(engine) = engine() else { return };
    let (facts, stop) = (json!({"call": "facts"}), json!("stop"));
    let Some((answers, _)) = answers(&engine, "stopped", &[&facts, &stop, &facts]) else { return };
    assert!(answers[0].starts_with("0\n{") && answers[1].starts_with("2\n"), "{}", answers[1]);
    assert_eq!(answers[0], answers[2]);
}

/// What is as deep as any limit allows takes no more room than a page has.
#[test]
fn what_is_deep_is_answered_as_by_the_command() {
    let Some(engine) = engine() else { return };
    let folder = Folder::new("desk-engine-deep");
    let test = "voluntariness.sanction_for_refusal: false";
    let nested = |times: usize| format!("{}{{{test}}}{}", "{not: ".repeat(times), "}".repeat(times));
    let deep = |times: usize| format!("{GOOD}note: {}x{}\n", "[".repeat(times), "]".repeat(times));
    let files = [
        ("brief.yaml", "format: 1\nbrief: {limits: {nesting: 256}, rules: [rules.yaml]}\n".to_owned()),
        ("rules.yaml", RULES.replace(&format!("{{{test}}}"), &nested(240))),
        ("good.yaml", GOOD.to_owned()),
        ("within.yaml", deep(250)),
        ("beyond.yaml", deep(1_000)),
    ];
    let all: Vec<Value> = files.iter().map(|(name, text)| json!({"name": name, "text": text})).collect();
    for (name, text) in &files {
        folder.write(name, text);
    }
    let pilots = ["good.yaml", "within.yaml", "beyond.yaml"];
    let requests = pilots.map(|name| json!({"call": "check", "files": all, "pilots": [name], "today": TODAY}));
    let Some((answers, _)) = answers(&engine, "deep-answers", &requests.iter().collect::<Vec<_>>()) else { return };
    for (name, answer) in pilots.iter().zip(answers) {
        let ran = folder.check(&["--today", TODAY, name]);
        assert_eq!(answer, format!("0\n{}", ran.out), "{name}");
    }
    assert_eq!(folder.check(&["good.yaml"]).json()["pilots"][0]["results"][0]["verdict"], "breached");
}

/// People wait a second for a first verdict, and not at all for later ones. The page as a whole is bounded where it is built.
#[test]
fn answers_come_soon_enough() {
    let Some(engine) = engine() else { return };
    let (name, text) = pilots().into_iter().next().expect("a pilot");
    let request = json!({"call": "check", "files": [{"name": name, "text": text}], "today": TODAY});
    let requests: Vec<&Value> = std::iter::repeat_n(&request, 30).collect();
    let Some((_, work)) = answers(&engine, "soon", &requests) else { return };
    let of = |key: &str| work[key].as_u64().expect("milliseconds of work");
    // A machine that is busy gives its caches to others, too.
    assert!(of("first") < 3_000 && of("middle") < 150, "{work}");
}
