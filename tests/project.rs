//! A project that is opened without the command: over files in memory, with the very answers of the command.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::date;
use serde_json::Value;
use watching_brief::answers::{AuditAnswer, DiagnosticAnswer, ExplainAnswer, PilotQuestions, WaiversAnswer, json};
use watching_brief::baseline::Baseline;
use watching_brief::files::{Files, MemoryFiles, Overlay};
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::project::pilots::Progress;
use watching_brief::project::{BaselineChoice, ConfigurationChoice, NamedText, Project, ProjectOptions, RepairRequest};
use watching_brief::questions::Questions;
use watching_brief::render::{DisplayOptions, format};
use watching_brief::report::{Detail, PilotReport};
use watching_brief::rules::Collection;

use crate::support::{Folder, GOOD, RULES};

const TODAY: &str = "2026-11-22";

fn on_the_day() -> ProjectOptions {
    ProjectOptions::new(date(2026, 11, 22))
}

fn open(files: impl Files + 'static, pilots: &[&str], options: ProjectOptions) -> Project {
    let pilots: Vec<PathBuf> = pilots.iter().map(PathBuf::from).collect();
    Project::open(Arc::new(files), &pilots, options).expect("a sound configuration")
}

/// The whole report in the JSON form, and the exit status that goes with it.
fn report(project: &Project) -> (String, Option<i32>) {
    let (text, ending) = project.report(format("json").expect("a format"), DisplayOptions::default());
    (text, Some(i32::from(ending.exit_status())))
}

/// All files of a folder, in memory.
fn in_memory(folder: &Path) -> MemoryFiles {
    fn add(files: MemoryFiles, root: &Path, folder: &Path) -> MemoryFiles {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        entries.fold(files, |files, path| {
            if path.is_dir() {
                return add(files, root, &path);
            }
            let name = path.strip_prefix(root).expect("a file of the folder");
            files.with(name, fs::read(&path).expect("a file"))
        })
    }
    add(MemoryFiles::new(), folder, folder)
}

/// The pilots that come with the program, in a folder of the test's own and in memory.
fn shipped(name: &str) -> (Folder, MemoryFiles) {
    let folder = Folder::new(&format!("project-{name}"));
    let pilots = Path::new(env!("CARGO_MANIFEST_DIR")).join("pilots");
    for entry in fs::read_dir(pilots).expect("the pilots").map(|entry| entry.expect("an entry")) {
        let name = entry.file_name().into_string().expect("a plain name");
        folder.write(&format!("pilots/{name}"), fs::read(entry.path()).expect("a pilot"));
    }
    let files = in_memory(folder.path());
    (folder, files)
}

#[test]
fn every_shipped_pilot_has_the_report_of_the_command() {
    let (folder, files) = shipped("all");
    let ran = folder.check(&["--today", TODAY]);
    let project = open(files, &[], on_the_day());
    assert_eq!(report(&project), (ran.out.clone(), ran.status));
    let all = ran.json();
    let pilots = all["pilots"].as_array().expect("a list");
    assert!(pilots.len() > 10, "{}", pilots.len());
    for pilot in pilots {
        let file = pilot["file"].as_str().expect("a name");
        let text = fs::read_to_string(folder.path().join(file)).expect("a pilot");
        let alone = serde_json::to_value(project.check_document(file, &text)).expect("JSON");
        assert_eq!(alone, serde_json::json!({"pilots": [pilot], "errors": [], "notices": []}), "{file}");
    }
}

#[test]
fn every_embedded_rule_set_is_held_as_by_the_command() {
    let (folder, files) = shipped("sets");
    let files: Arc<dyn Files> = Arc::new(files);
    let sets: Vec<&str> = Collection::embedded().map(|(id, _)| id).collect();
    assert!(sets.len() > 4, "{sets:?}");
    for set in sets {
        let ran = folder.check(&["--today", TODAY, "--rules", set]);
        let options = ProjectOptions { rules: vec![set.to_owned()], ..on_the_day() };
        let project = Project::open(Arc::clone(&files), &[], options).expect("no configuration");
        assert_eq!(report(&project), (ran.out, ran.status), "{set}");
    }
}

const CONFIGURATION: &str = "\
format: 1
brief:
  pilots: [pilots]
  rules: [council/house.yaml]
  only: [house]
  fail_on: unstated
  min_force: should
  without: [A landlord]
  locked: true
  baseline: known.json
  limits: {statements: 2}
  force: [{rule: 'T-*', force: should, reason: We ask for less.}]
  waivers:
    - {rule: T-1, pilots: ['go*'], reason: agreed, by: the board, until: 2026-12-31}
    - {rule: T-1, pilots: [nobody], reason: agreed, by: the board, until: 2026-12-31}
";

const HOUSE: &str = "format: 1\nruleset: house\ntitle: H\nissued_by: [C]\nsummary: S.\n\
                     import: [{from: cotton-questions}, {from: ../shared/}]\n";

const OTHER: &str =
    "format: 1\npilot: other\ntitle: O\nstatus: running\nvoluntariness:\n  sanction_for_refusal: true\n";

/// A project with nearly all that a configuration can say, locked and with a baseline.
fn configured(name: &str) -> Folder {
    let folder = Folder::new(&format!("project-{name}"));
    folder
        .write("pilots/good.yaml", GOOD)
        .write("pilots/deep/er/other.yaml", OTHER)
        .write("pilots/read.md", "# No pilot");
    folder.write("shared/one.yaml", RULES).write("council/house.yaml", HOUSE);
    folder.write(
        "brief.yaml",
        CONFIGURATION.replace("  baseline: known.json\n", "").replace("locked: true", "locked: false"),
    );
    assert_eq!(folder.brief(&["rules", "lock"]).status, Some(0));
    folder.write("brief.yaml", CONFIGURATION);
    let recorded = folder.brief(&["baseline", "--only", "T-1", "-o", "known.json", "--today", TODAY, "pilots/deep"]);
    assert_eq!(recorded.status, Some(0), "{recorded:?}");
    folder
}

#[test]
fn configuration_waivers_a_lock_and_a_baseline_count_as_for_the_command() {
    let folder = configured("configured");
    let ran = folder.check(&["--today", TODAY]);
    let project = open(in_memory(folder.path()), &[], on_the_day());
    assert_eq!(report(&project), (ran.out.clone(), ran.status));
    assert_eq!(ran.errors(), Vec::<String>::new());
    let standing = |at: usize| ran.json()["pilots"][at]["results"].clone();
    let has = |results: &Value, key: &str| {
        results
            .as_array()
            .expect("a list")
            .iter()
            .any(|one| one["rule"] == "T-1" && !one[key].is_null() && one[key] != false)
    };
    assert!(has(&standing(1), "waived"), "the waiver counts: {}", standing(1));
    assert_eq!(ran.notices().len(), 2, "{:?}", ran.notices());
    assert!(project.lock_drift().is_empty());
    // What the call says comes before what the configuration says.
    let ran = folder.check(&[
        "--today",
        TODAY,
        "--fail-on",
        "breached",
        "--no-baseline",
        "--only",
        "T-1",
        "pilots/good.yaml",
    ]);
    let options = ProjectOptions {
        fail_on: Some(watching_brief::model::FailOn::Breached),
        baseline: BaselineChoice::Nothing,
        only: vec!["T-1".to_owned()],
        ..on_the_day()
    };
    assert_eq!(report(&open(in_memory(folder.path()), &["pilots/good.yaml"], options)), (ran.out, ran.status));
    let ran = folder.check(&["--today", TODAY, "--no-config"]);
    let options = ProjectOptions { configuration: ConfigurationChoice::Nothing, ..on_the_day() };
    assert_eq!(report(&open(in_memory(folder.path()), &[], options)), (ran.out, ran.status));
}

#[test]
fn what_is_wrong_is_told_as_by_the_command() {
    let folder = configured("wrong");
    folder
        .write("shared/one.yaml", RULES.replace("force: must", "force: should"))
        .write("pilots/bad.yaml", "pilot: [\n");
    let project = open(in_memory(folder.path()), &[], on_the_day());
    let ran = folder.check(&["--today", TODAY]);
    assert_eq!(report(&project), (ran.out.clone(), ran.status));
    assert_eq!(ran.status, Some(2));
    assert_eq!(project.lock_drift().len(), 1, "{:?}", project.lock_drift());
    assert!(!project.is_sound());
    for pilots in
        [&["pilots/godo.yaml"][..], &["pilots", "pilots/good.yaml", "./pilots/../pilots/bad.yaml"], &["shared"]]
    {
        let ran = folder.check(&[&["--today", TODAY, "--no-config"], pilots].concat());
        let options = ProjectOptions { configuration: ConfigurationChoice::Nothing, ..on_the_day() };
        assert_eq!(report(&open(in_memory(folder.path()), pilots, options)), (ran.out, ran.status), "{pilots:?}");
    }
    folder.write("brief.yaml", "format: 1\nbrief: {pilots: [pilots], ruels: [x]}\n");
    let refused =
        Project::open(Arc::new(in_memory(folder.path())), &[], on_the_day()).expect_err("a wrong configuration");
    let ran = folder.check(&["--today", TODAY]);
    assert_eq!(ran.status, Some(2));
    assert_eq!(refused.len(), 1);
    assert!(refused.iter().all(|one| ran.err.contains(&one.message)), "{refused:?} {}", ran.err);
}

#[test]
fn unsaved_text_is_read_as_if_it_were_saved() {
    let folder = configured("overlay");
    let saved: Arc<dyn Files> = Arc::new(in_memory(folder.path()));
    let milder = GOOD.replace("sanction_for_refusal: true", "sanction_for_refusal: false");
    let new = OTHER.replace("pilot: other", "pilot: new");
    // One that is saved otherwise, one that is not saved at all, and one in a folder that is not there.
    let unsaved =
        [("pilots/good.yaml", &milder), ("pilots/a.yaml", &new.replace("new", "a")), ("pilots/z/z.yaml", &new)];
    let overlay = unsaved.iter().fold(Overlay::new(saved), |files, (path, text)| files.with(path, text));
    let project = open(overlay, &[], on_the_day());
    let before = folder.check(&["--today", TODAY]);
    for (path, text) in unsaved {
        folder.write(path, text);
    }
    let after = folder.check(&["--today", TODAY]);
    assert_ne!(before.out, after.out);
    assert_eq!(report(&project), (after.out, after.status));
}

#[test]
fn a_document_is_checked_as_if_its_file_were_named() {
    let folder = configured("document");
    let project = open(in_memory(folder.path()), &[], on_the_day());
    let texts = [
        String::new(),
        "# nothing\n".to_owned(),
        GOOD.to_owned(),
        format!("{GOOD}---\n{OTHER}---\n{GOOD}"),
        format!("{OTHER}---\npilot: 7\n---\n{RULES}"),
        "pilot: [\n".to_owned(),
    ];
    let mut reports = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let file = format!("other/{at}.yaml");
        let ran = folder.write(&file, text).check(&["--today", TODAY, "--config", "brief.yaml", &file]);
        let report = serde_json::to_value(project.check_document(&file, text)).expect("JSON");
        let all = ran.json();
        assert_eq!((&report["pilots"], &report["errors"]), (&all["pilots"], &all["errors"]), "{text}");
        let named = NamedText { name: file, text: text.clone().into_bytes() };
        let (report, ending) = project.report_of_text(&named, format("json").expect("a format"), DisplayOptions::PLAIN);
        assert_eq!((&report, Some(i32::from(ending.exit_status()))), (&ran.out, ran.status), "{text}");
        reports.push((named, all));
    }
    // All of them at once, as a register has them.
    let (named, expected): (Vec<NamedText>, Vec<Value>) = reports.into_iter().unzip();
    let id = |report: &PilotReport<'_>| Value::String(report.pilot.id.to_string());
    let came = project.check_each_text(named, Detail::Verdicts, &id);
    assert_eq!(came.len(), expected.len());
    for ((pilots, ending), expected) in came.iter().zip(&expected) {
        let listed = |key: &str| expected[key].as_array().expect("a list");
        let ids: Vec<&Value> = listed("pilots").iter().map(|pilot| &pilot["pilot"]).collect();
        assert_eq!(pilots.iter().collect::<Vec<_>>(), ids);
        for (told, key) in [(&ending.errors, "errors"), (&ending.notices, "notices")] {
            let told: Vec<DiagnosticAnswer> = told.iter().map(DiagnosticAnswer::from).collect();
            assert_eq!(&serde_json::to_value(told).expect("JSON"), &expected[key]);
        }
    }
}

/// A project over the shipped pilots, and the folder in which the command sees the same.
fn of_shipped_pilots(name: &str) -> (Folder, Project) {
    let (folder, files) = shipped(name);
    (folder, open(files, &[], on_the_day()))
}

#[test]
fn overviews_and_comparisons_are_those_of_the_command() {
    let (folder, project) = of_shipped_pilots("overviews");
    let vocabulary = Vocabulary::shipped();
    let printed = |args: &[&str]| folder.brief(&[args, &["--format", "json"]].concat()).out;
    let (audit, ending) = project.audit(Some(project.inputs()), &mut |_| ()).expect("rules");
    assert_eq!(json(&AuditAnswer::new(vocabulary, &audit, &ending)), printed(&["rules", "audit", "pilots"]));
    let (matrix, ending) = project.matrix(&mut |_| ()).expect("rules");
    assert_eq!(json(&matrix.answer(vocabulary, &ending)), printed(&["matrix"]));
    let sets = ["professional-bodies", "mental-wealth-foundation"];
    let compared = project.compare(sets[0], sets[1], false).expect("two sets");
    assert_eq!(json(&compared), printed(&["compare", sets[0], sets[1]]));
    assert!(project.compare(sets[0], sets[0], false).is_err());
    let reconciled = project.reconcile(&sets.map(str::to_owned), false, 20).expect("sets");
    assert_eq!(json(&reconciled), printed(&["reconcile", sets[0], sets[1]]));
    let explained = project.explain("PB-02").expect("a rule");
    assert_eq!(json(&ExplainAnswer::new("PB-02", &explained, &[])), printed(&["explain", "PB-02"]));
}

#[test]
fn waivers_are_listed_and_findings_recorded_as_by_the_command() {
    let folder = configured("waivers");
    let project = open(in_memory(folder.path()), &[], on_the_day());
    let (waivers, ending) = project.waivers(&mut |_| ());
    let printed = folder.brief(&["waivers", "--format", "json", "--today", TODAY]).out;
    assert_eq!(json(&WaiversAnswer::new(&waivers, date(2026, 11, 22), &ending)), printed);
    let options = ProjectOptions { baseline: BaselineChoice::Nothing, ..on_the_day() };
    let project = open(in_memory(folder.path()), &[], options);
    let recorded = project.findings(&Baseline::default(), &mut |_| ());
    assert!(!recorded.found.is_empty());
    let ran = folder.brief(&["baseline", "-o", "-", "--no-baseline", "--today", TODAY]);
    assert_eq!(
        Baseline::from_findings(recorded.found).with_vocabulary(Vocabulary::shipped()).text(),
        ran.out,
        "{ran:?}"
    );
}

#[test]
fn questions_are_those_of_the_command() {
    let (folder, project) = of_shipped_pilots("questions");
    let printed: Value = folder.brief(&["questions", "--format", "json"]).json();
    let mut pilots = Vec::new();
    let show = |report: &PilotReport<'_>, questions: &Questions<'_>| {
        serde_json::to_value(PilotQuestions::new(report, questions)).expect("JSON")
    };
    let take = &mut |pilot: Value| {
        pilots.push(pilot);
        Ok(())
    };
    project.questions(&show, take, &mut |_| ()).expect("nothing fails");
    assert_eq!(Value::Array(pilots), printed["pilots"]);
}

#[test]
fn each_edit_that_a_repair_proposes_mends_the_file() {
    let (folder, project) = of_shipped_pilots("repair");
    let name = "pilots/example-unacceptable.yaml";
    let text = fs::read_to_string(folder.path().join(name)).expect("a pilot");
    let printed = folder.brief(&["repair", "--format", "json", name]).json();
    let count = printed["alternatives"].as_array().expect("a list").len();
    let (texts, edits) = project
        .repair(name, &text, &RepairRequest::default(), |repair| (repair.texts.clone(), repair.edits()))
        .expect("a proposal");
    assert!(count > 0);
    assert_eq!((texts.len(), edits.len()), (count, count));
    for (new, edit) in texts.iter().zip(edits) {
        // The file has one document, so that its bytes are those of the file.
        assert_eq!([&text[..edit.span.start as usize], &edit.new_text, &text[edit.span.end as usize..]].concat(), *new);
        let report = project.check_document(name, new);
        let breached = |one: &&Value| one["verdict"] == "breached" && one["force"] == "must";
        assert_eq!(report.pilots[0].results.iter().filter(breached).count(), 0, "{new}");
    }
}

#[test]
fn progress_is_told_file_by_file() {
    let (_, project) = of_shipped_pilots("progress");
    let mut heard = Vec::new();
    let _ = project.waivers(&mut |progress| heard.push(progress));
    let count = project.inputs().count;
    let files: usize = heard.iter().map(|one| if let Progress::Files(files) = one { *files } else { 0 }).sum();
    assert_eq!((heard.first(), files, heard.last()), (Some(&Progress::Begin(count)), count, Some(&Progress::Done)));
}
