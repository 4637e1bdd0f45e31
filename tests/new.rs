//! `brief new`: a pilot file to start from.

use std::path::PathBuf;

use crate::support;
use watching_brief::model::Status;
use watching_brief::model::vocabulary::{Fact, FactType, Vocabulary};
use watching_brief::pilot;
use watching_brief::schema::{Kind, Schemas};
use watching_brief::template;
use watching_brief::tree;

/// An empty folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("new").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Runs the command in a folder; gives the exit status, standard output and standard error, each in one line.
fn brief(folder: &PathBuf, args: &[&str]) -> (i32, String, String) {
    let output = support::command(support::BRIEF).args(args).current_dir(folder).output().expect("the command runs");
    let words = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).replace('\u{2502}', " ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    (output.status.code().expect("an exit status"), words(&output.stdout), words(&output.stderr))
}

fn made() -> String {
    template::pilot(Vocabulary::shipped(), "riverside-outreach", "riverside-outreach.yaml")
}

/// Takes the `#` away from every commented-out line; `fill` gives what is put behind the colon of a fact.
fn uncommented(text: &str, fill: impl Fn(&Fact) -> String) -> String {
    let mut section = String::new();
    let mut lines = Vec::new();
    for line in text.lines() {
        let margin = line.len() - line.trim_start().len();
        let code =
            line.trim_start().strip_prefix('#').filter(|code| code.starts_with(|c: char| c.is_ascii_lowercase()));
        let Some(code) = code else {
            lines.push(line.to_owned());
            continue;
        };
        let name = code.trim_end_matches(':');
        let fact = Vocabulary::shipped().find(&section, name).filter(|_| margin == 2);
        if margin == 0 {
            name.clone_into(&mut section);
        }
        let value = fact.map(&fill).unwrap_or_default();
        lines.push(format!("{}{code}{value}", " ".repeat(margin)));
    }
    lines.join("\n")
}

fn example(fact: &Fact) -> String {
    match fact.kind {
        FactType::Bool => " false".to_owned(),
        FactType::Choice => format!(" {}", fact.values.last().expect("a value")),
        FactType::Set => format!(" [{}]", fact.values.join(", ")),
        FactType::Text => " the trust".to_owned(),
        FactType::Number => " 12".to_owned(),
        FactType::Date => " 2024-04-01".to_owned(),
    }
}

/// The pilot that a text holds, with the number of its facts.
fn facts_of(text: &str) -> usize {
    let tree = tree::build(text).unwrap_or_else(|problems| panic!("{problems:?} in\n{text}"));
    Schemas::shipped().check(Kind::Pilot, &tree).unwrap_or_else(|problems| panic!("{problems:?}"));
    let pilot = pilot::pilot(Vocabulary::shipped(), &tree).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(
        (&*pilot.id, &*pilot.title, pilot.status),
        ("riverside-outreach", "Riverside outreach", Status::Proposed)
    );
    pilot.facts.len()
}

#[test]
fn the_file_passes_the_check_as_it_is() {
    let folder = folder("as-it-is");
    let (status, told, wrong) = brief(&folder, &["new", "riverside-outreach"]);
    assert_eq!((status, wrong.as_str()), (0, ""));
    assert!(
        told.starts_with("Wrote riverside-outreach.yaml, with 111 facts in 10 sections, all commented out. Next: "),
        "{told}"
    );
    assert!(told.ends_with("brief check riverside-outreach.yaml"), "{told}");
    let text = std::fs::read_to_string(folder.join("riverside-outreach.yaml")).expect("the file");
    assert_eq!(text, made());
    assert_eq!(facts_of(&text), 0);
    let (status, report, _) = brief(&folder, &["check", "riverside-outreach.yaml", "--format", "json"]);
    assert_eq!(status, 0, "{report}");
    assert!(report.contains("\"errors\":[]") || report.contains("\"errors\": []"), "{report}");
}

/// A schema is written where none is, so that an editor finds one, and a schema that is there stays as it is.
#[test]
fn an_editor_is_shown_to_the_schema() {
    let folder = folder("schema");
    let (status, told, wrong) = brief(&folder, &["new", "a", "--schema", "pilot.schema.json"]);
    assert_eq!((status, wrong.as_str()), (0, ""));
    assert!(told.starts_with("Wrote pilot.schema.json, the schema of pilots. Wrote a.yaml, "), "{told}");
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
    assert_eq!(text("pilot.schema.json"), std::fs::read_to_string("schemas/pilot.schema.json").expect("a file"));
    assert_eq!(text("a.yaml").lines().next(), Some("# yaml-language-server: $schema=pilot.schema.json"));
    std::fs::write(folder.join("pilot.schema.json"), "{}").expect("a file");
    std::fs::create_dir(folder.join("pilots")).expect("a folder");
    let (status, told, _) = brief(&folder, &["new", "b", "-o", "pilots/b.yaml", "--schema", "pilot.schema.json"]);
    assert_eq!(status, 0);
    assert!(told.starts_with("Wrote pilots/b.yaml, "), "{told}");
    assert_eq!(text("pilots/b.yaml").lines().next(), Some("# yaml-language-server: $schema=../pilot.schema.json"));
    assert_eq!(text("pilot.schema.json"), "{}");
    // Where the pilot is there already, nothing is written, and where the schema cannot be, no pilot is.
    assert_eq!(brief(&folder, &["new", "b", "-o", "pilots/b.yaml", "--schema", "other.schema.json"]).0, 2);
    assert_eq!(brief(&folder, &["new", "c", "--schema", "nowhere/pilot.schema.json"]).0, 2);
    assert!(!folder.join("other.schema.json").exists() && !folder.join("c.yaml").exists());
}

#[test]
fn every_fact_has_its_question_its_values_and_their_meaning_in_order() {
    let text = made();
    assert!(text.lines().all(|line| line.chars().count() <= 80 && line == line.trim_end()), "{text}");
    let flat: Vec<&str> = text.split_whitespace().filter(|word| *word != "#").collect();
    let flat = flat.join(" ");
    let mut from = 0;
    for (section, facts) in Vocabulary::shipped().sections() {
        from += flat
            .get(from..)
            .and_then(|rest| rest.find(&format!("#{section}: ")))
            .unwrap_or_else(|| panic!("{section}"));
        for fact in facts {
            let end = format!(" #{}:", fact.name);
            let rest = flat.get(from..).unwrap_or_default();
            let length = rest.find(&end).unwrap_or_else(|| panic!("{} in its place", fact.path));
            let before = rest.get(..length).unwrap_or_default();
            for expected in [&fact.ask, &fact.means].into_iter().chain(&fact.values) {
                assert!(before.contains(expected), "{expected:?} of {} is not in {before:?}", fact.path);
            }
            from += length + end.len();
        }
    }
}

#[test]
fn uncommented_lines_are_good_yaml() {
    let all = Vocabulary::shipped().facts().len();
    assert_eq!(facts_of(&uncommented(&made(), example)), all);
    // A line without a value says nothing, and is no error.
    assert_eq!(facts_of(&uncommented(&made(), |_| String::new())), 0);
    // Each fact by itself, with its section.
    for fact in Vocabulary::shipped().facts() {
        let (section, name) = (format!("#{}:", fact.section), format!("  #{}:", fact.name));
        let mut within = false;
        let one: Vec<String> = made()
            .lines()
            .map(|line| {
                within = if line.starts_with('#') { line == section } else { within };
                match line {
                    _ if line == section => line.replacen('#', "", 1),
                    _ if line == name && within => format!("{}{}", line.replacen('#', "", 1), example(fact)),
                    _ => line.to_owned(),
                }
            })
            .collect();
        assert_eq!(facts_of(&one.join("\n")), 1, "{}", fact.path);
    }
}

#[test]
fn a_filled_in_file_is_checked_without_errors() {
    let folder = folder("filled-in");
    std::fs::write(folder.join("full.yaml"), uncommented(&made(), example)).expect("written");
    let (status, report, _) = brief(&folder, &["check", "full.yaml", "--fail-on", "never", "--format", "json"]);
    assert_eq!(status, 0, "{report}");
    assert!(
        report.contains("\"by\": \"the provider\"") || report.contains("\"by\":\"the provider\""),
        "the provenance holds"
    );
}

#[test]
fn an_existing_file_is_left_as_it_is() {
    let folder = folder("existing");
    std::fs::write(folder.join("mine.yaml"), "mine").expect("written");
    let (status, told, wrong) = brief(&folder, &["new", "mine"]);
    assert_eq!((status, told.as_str()), (2, ""));
    assert!(wrong.contains("mine.yaml") && wrong.contains("there is such a file already"), "{wrong}");
    assert_eq!(std::fs::read_to_string(folder.join("mine.yaml")).expect("the file"), "mine");
    assert_eq!(brief(&folder, &["new", "mine", "--output", "other.yaml"]).0, 0);
    assert_eq!(brief(&folder, &["new", "other"]).0, 2);
    let (status, _, wrong) = brief(&folder, &["new", "mine", "--output", "nowhere/mine.yaml"]);
    assert_eq!(status, 2);
    assert!(wrong.contains("the folder that it would stand in does not exist"), "{wrong}");
    let (status, _, wrong) = brief(&folder, &["new", "mine", "--output", "."]);
    assert_eq!(status, 2, "{wrong}");
}

#[test]
fn an_id_that_does_not_do_is_refused_with_one_that_does() {
    let folder = folder("ids");
    for (id, better) in [("Riverside Outreach", "riverside-outreach"), ("a/../b", "a-b"), ("caf\u{e9}\u{1b}", "caf")] {
        let (status, told, wrong) = brief(&folder, &["new", id]);
        assert_eq!((status, told.as_str()), (2, ""));
        assert!(wrong.ends_with(&format!("such as `{better}`")), "{wrong}");
        assert!(!wrong.contains('\u{1b}'), "{wrong}");
    }
    assert_eq!(folder.read_dir().expect("the folder").count(), 0);
}

#[test]
fn ids_that_yaml_would_read_as_something_else_stay_texts() {
    let folder = folder("texts");
    for id in ["2016", "1e3", "true", "null", "0x1f", "no", "2027-03-31"] {
        assert_eq!(brief(&folder, &["new", id]).0, 0, "{id}");
        let (status, report, _) = brief(&folder, &["check", &format!("{id}.yaml"), "--quiet"]);
        assert_eq!(status, 0, "{report}");
    }
}

#[test]
fn standard_output_gets_the_file_and_nothing_else() {
    let folder = folder("stdout");
    let output = support::command(support::BRIEF)
        .args(["new", "riverside-outreach", "--output", "-"])
        .current_dir(&folder)
        .output();
    assert_eq!(String::from_utf8(output.expect("the command runs").stdout).expect("UTF-8"), made());
    assert_eq!(folder.read_dir().expect("the folder").count(), 0);
}
