//! The desk as a browser shows it: `drive.js` uses it as somebody would, and says what is wrong.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::built;
use crate::support::{self, Folder, tools};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Plays a scene, and gives what is wrong; none where the page or what drives a browser is not what `.ci/run` made.
fn play(scene: &str, folder: &Folder) -> Option<String> {
    let browser = on_path(tools::judge("chromium")?.get_program())?;
    let node = tools::program("node")?;
    let modules = tools::installed("ci-node/node_modules/playwright-core")?;
    let page = built("desk.html")?;
    let mut command = Command::new(node.get_program());
    command.env("NODE_PATH", modules.parent().expect("a folder"));
    command.arg(root().join("tests/desk/drive.js")).arg(browser).arg(page).arg(folder.path()).arg(scene);
    Some(said_by(command))
}

/// What a program says; it says nothing where nothing is wrong.
fn said_by(mut command: Command) -> String {
    let output = command.output().expect("node runs");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    if output.status.success() { said } else { format!("{}\n{said}", output.status) }
}

/// Where a program stands: what drives the browser looks along no path.
fn on_path(program: &std::ffi::OsStr) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|place| place.is_file())
}

fn nothing_is_wrong(scene: &str) {
    if let Some(wrong) = play(scene, &Folder::new(&format!("desk-{scene}"))) {
        assert_eq!(wrong, "");
    }
}

/// By the keyboard alone; two speakers do not agree; and what is saved has the verdicts of the command.
#[test]
fn from_a_blank_desk_to_a_saved_file_by_the_keyboard_alone() {
    let folder = Folder::new("desk-blank");
    let Some(wrong) = play("blank", &folder) else { return };
    assert_eq!(wrong, "");
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect("it was written");
    let told: Value = serde_json::from_slice(&read("told.json")).expect("JSON");
    let mut command = support::command(support::BRIEF);
    command.args(["check", "saved.yaml", "--format", "json"]).current_dir(folder.path());
    let checked: Value = serde_json::from_slice(&command.output().expect("brief runs").stdout).expect("JSON");
    let pilot = &checked["pilots"][0];
    let words = [
        ("breached", "Breached"),
        ("contested", "Contested"),
        ("unstated", "Unstated"),
        ("met", "Met"),
        ("met-if-it-applies", "Met, if it applies"),
        ("not-applicable", "Not applicable"),
    ];
    let if_it_applies = pilot["summary"]["met-if-it-applies"].as_u64().expect("a number");
    for (key, word) in words {
        // The command counts among those met the ones of which it is open whether they apply; the desk counts each once.
        let apart = if key == "met" { if_it_applies } else { 0 };
        assert_eq!(told["counts"][word].as_u64().map(|count| count + apart), pilot["summary"][key].as_u64(), "{word}");
    }
    let all: u64 = told["counts"].as_object().expect("counts").values().filter_map(Value::as_u64).sum();
    assert_eq!(Some(all), pilot["results"].as_array().map(|all| all.len() as u64));
    let results = pilot["results"].as_array().expect("a list").iter();
    let is_finding = |one: &&Value| ["breached", "contested"].contains(&one["verdict"].as_str().expect("a verdict"));
    let name = |one: &Value| {
        let word = |key: &str| one[key].as_str().expect("a word").to_owned();
        format!("{} {}", word("rule"), word("verdict"))
    };
    let mut findings: Vec<String> = results.filter(is_finding).map(name).collect();
    findings.sort();
    assert_eq!(told["findings"], Value::from(findings));
    assert!(pilot["summary"]["contested"].as_u64() > Some(0) && pilot["summary"]["breached"].as_u64() > Some(0));
}

/// A proposal, marked phrase by phrase: the command finds every phrase again in what was saved.
#[test]
fn a_proposal_is_coded_from_its_paste_to_a_report() {
    let folder = Folder::new("desk-coding");
    let Some(wrong) = play("coding", &folder) else { return };
    assert_eq!(wrong, "");
    let mut command = support::command(support::BRIEF);
    command.args(["sources", "verify", "texts", "pilot.yaml", "--documents", "documents.yaml"]);
    let output = command.args(["--format", "json"]).current_dir(folder.path()).output().expect("brief runs");
    let verified: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let citations = verified["citations"].as_array().expect("a list");
    assert!(citations.len() == 10 && citations.iter().all(|one| one["state"] == "found"), "{verified}");
    let noted = citations.iter().filter(|one| one["by"]["noted"] == "steady-steps").count();
    assert_eq!(noted, 1, "{verified}");
    assert_eq!(verified["documents"][0]["state"], "unchanged", "{verified}");
}

/// What somebody stumbles at who has never seen the desk.
#[test]
fn a_newcomer_finds_the_way_from_a_proposal_to_its_letter() {
    nothing_is_wrong("newcomer");
}

#[test]
fn an_answer_is_never_dropped_without_a_word() {
    nothing_is_wrong("slips");
}

#[test]
fn a_page_that_does_not_fit_its_engine_says_so() {
    nothing_is_wrong("misfit");
}

#[test]
fn questions_are_found_by_everyday_words() {
    nothing_is_wrong("finding");
}

#[test]
fn phrases_hold_what_limits_them_and_it_is_asked_whose_they_are() {
    nothing_is_wrong("citing");
}

#[test]
fn rules_of_ones_own_count() {
    nothing_is_wrong("own");
}

#[test]
fn numbers_are_taken_as_people_write_them() {
    nothing_is_wrong("numbers");
}

#[test]
fn what_is_changed_and_undone_is_the_same_file() {
    nothing_is_wrong("same");
}

#[test]
fn one_of_several_pilots_is_worked_on() {
    nothing_is_wrong("several");
}

#[test]
fn nothing_in_a_file_can_act() {
    nothing_is_wrong("hostile");
}

#[test]
fn nothing_is_lost_without_being_asked() {
    nothing_is_wrong("leaving");
}

#[test]
fn where_two_people_read_differently_is_told() {
    nothing_is_wrong("agree");
}

/// Firefox has no dialogue for saving: what is saved goes among the downloads. Only where it is installed.
#[test]
fn firefox_shows_the_desk_and_saves() {
    let firefox = on_path(std::ffi::OsStr::new("firefox-esr")).filter(|_| tools::is_ci());
    let (Some(firefox), Some(page)) = (firefox, built("desk.html")) else {
        return eprintln!("skipped: firefox-esr is not here, or this is not CI");
    };
    let Some(mut node) = tools::program("node") else { return };
    let folder = Folder::new("desk-firefox");
    node.args(["--no-warnings", "--experimental-websocket"]).arg(root().join("tests/desk/firefox.js"));
    node.arg(firefox).arg(page).arg(folder.path());
    assert_eq!(said_by(node), "");
}

#[test]
fn everybody_can_use_every_page() {
    nothing_is_wrong("everybody");
}
