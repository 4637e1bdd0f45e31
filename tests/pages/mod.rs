//! Pages as a browser shows them: `browse.js` looks at them, and says what is wrong.

mod many;

use std::path::Path;
use std::process::Command;

use crate::support::{self, Folder, tools};

/// The browser and what drives it; none where they are not what `.ci/run` installed.
fn browse(folder: &Folder, pages: &[&str]) -> Option<String> {
    let browser = tools::judge("chromium")?;
    let node = tools::program("node")?;
    let modules = tools::installed("ci-node/node_modules/playwright-core")?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/browse.js");
    let mut command = Command::new(node.get_program());
    command
        .env("NODE_PATH", modules.parent().expect("a folder"))
        .arg(script)
        .arg(chromium(&browser))
        .arg(folder.path());
    if std::env::var_os("WRITE_PICTURE").is_some() {
        command.env("PICTURE", concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pictures/report.png"));
    }
    let output = command.args(pages).output().expect("node runs");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    Some(if output.status.success() { said } else { format!("{}\n{said}", output.status) })
}

/// Where the browser stands: what drives it looks along no path.
fn chromium(browser: &Command) -> std::path::PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places = std::env::split_paths(&path).map(|folder| folder.join(browser.get_program()));
    places.find(|place| place.is_file()).expect("it was found there")
}

#[test]
fn everybody_can_read_and_use_a_report() {
    let folder = Folder::new("pages-report");
    let file = |name: &str| format!("--output=html={}", folder.path().join(name).display());
    let mut command = support::command(support::BRIEF);
    command.args(["check", "pilots/working-well-phase-2.yaml", "--today", "2026-11-22", &file("report.html")]);
    command.arg(file("pages/"));
    let status = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("brief runs").status;
    assert_eq!(status.code(), Some(1), "it has findings");
    if let Some(wrong) = browse(&folder, &["report=report.html", "page=pages/index.html"]) {
        assert_eq!(wrong, "");
    }
}

/// What comes of a pilot in short fits one side of paper, also where nearly every condition is breached, or all pilots of the
/// documents stand one after the other.
#[test]
fn the_first_sheet_of_a_pilot_fits_one_side() {
    let folder = Folder::new("pages-sheets");
    let pilots = ["pilots", "pilots/example-unacceptable.yaml", "pilots/dwp-feasibility-trial.yaml"];
    let mut pages = Vec::new();
    for (at, pilots) in pilots.into_iter().enumerate() {
        let mut command = support::command(support::BRIEF);
        command.args(["check", pilots, "--today", "2026-11-22", "--format", "html"]);
        let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("brief runs");
        folder.write(&format!("{at}.html"), output.stdout);
        pages.push(format!("sheets={at}.html"));
    }
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    if let Some(wrong) = browse(&folder, &pages) {
        assert_eq!(wrong, "");
    }
}

#[test]
fn everybody_can_read_what_other_commands_show() {
    let folder = Folder::new("pages-commands");
    let (acceptable, unacceptable) = ("pilots/example-acceptable.yaml", "pilots/example-unacceptable.yaml");
    let calls: [(&str, &[&str]); 10] = [
        ("matrix", &["matrix", "pilots", "--only", "professional-bodies"]),
        ("agreement", &["matrix", acceptable, "--rules", "professional-bodies", "--rules", "dwp-assurances"]),
        ("agree", &["agree", acceptable, unacceptable]),
        ("promises", &["promises", unacceptable, "--of", "dwp-assurances"]),
        ("questions", &["questions", "pilots/working-well-phase-2.yaml", "--only", "professional-bodies"]),
        ("repair", &["repair", unacceptable, "--rules", "dwp-assurances"]),
        ("diff", &["diff", acceptable, unacceptable, "--only", "voluntariness"]),
        ("explain", &["explain", "PB-02"]),
        ("facts", &["facts"]),
        ("rules", &["rules"]),
    ];
    let mut pages = Vec::new();
    for (name, call) in calls {
        let mut command = support::command(support::BRIEF);
        let output = command.args(call).args(["--format", "html"]).current_dir(env!("CARGO_MANIFEST_DIR")).output();
        folder.write(&format!("{name}.html"), output.expect("brief runs").stdout);
        pages.push(format!("page={name}.html"));
    }
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    if let Some(wrong) = browse(&folder, &pages) {
        assert_eq!(wrong, "");
    }
}
