//! The YAML test suite: what our reader makes of its cases, as docs/reference/yaml.md tells it.
//!
//! `.ci/run` installs the suite; without it these tests say that they are skipped. With `SNAPSHOTS=overwrite` they
//! write the tables anew.

mod beyond;
mod events;
mod outcome;
mod page;
mod suite;
mod value;

use crate::support::Folder;
use outcome::{Outcome, Refusal};
use suite::Case;

/// The cases with what becomes of each.
fn outcomes() -> Option<Vec<(Case, Outcome)>> {
    let cases = suite::cases()?;
    assert!(cases.len() > 400, "{} cases", cases.len());
    Some(cases.into_iter().map(|case| (Outcome::of(&case), case)).map(|(outcome, case)| (case, outcome)).collect())
}

#[test]
fn nothing_is_misread() {
    let Some(outcomes) = outcomes() else { return };
    let own = |refusal: &Refusal| refusal.why().is_some();
    let misread = |(case, outcome): &(Case, Outcome)| {
        let what = match outcome {
            Outcome::Taken(ours) => format!("is wrong, and is read as {ours:?}"),
            Outcome::Otherwise { ours, theirs } => format!("is read as {ours:?}\nand means {theirs}"),
            Outcome::Refused(refusals) if !own(&refusals[0]) => format!("is sound, and refused: {refusals:?}"),
            // What would be taken if it were not for a rule of ours is not refused for what is wrong with it.
            Outcome::RefusedRightly(refusals) if refusals.iter().all(own) => {
                format!("is wrong, and that is not what is told: {refusals:?}")
            }
            Outcome::AsSaid | Outcome::Refused(_) | Outcome::RefusedRightly(_) => return None,
        };
        Some(format!("{} {what}\n{}", case.id, case.yaml))
    };
    let misread: Vec<String> = outcomes.iter().filter_map(misread).collect();
    assert!(misread.is_empty(), "{}", misread.join("\n"));
}

#[test]
fn the_page_tells_what_becomes_of_each() {
    let Some(outcomes) = outcomes() else { return };
    let text = include_str!("../../docs/reference/yaml.md");
    let page = snapbox::file!["../../docs/reference/yaml.md"];
    snapbox::assert_data_eq!(page::with_tables(text, &outcomes), page.raw());
}

/// What is told of texts that nobody should take for YAML, read through for plain words and the right place.
#[test]
fn what_is_refused_rightly_is_told_in_plain_words() {
    let Some(outcomes) = outcomes() else { return };
    snapbox::assert_data_eq!(page::refused_rightly(&outcomes), snapbox::file!["refused.md"].raw());
}

/// The command says the same, of all cases in one run, and takes none of them for a pilot.
#[test]
fn the_command_tells_of_each_with_its_place() {
    let Some(outcomes) = outcomes() else { return };
    let folder = Folder::new("yaml_suite");
    let files: Vec<String> = outcomes.iter().map(|(case, _)| format!("{}.yaml", case.id)).collect();
    for ((case, _), file) in outcomes.iter().zip(&files) {
        folder.write(file, &case.yaml);
    }
    let args: Vec<&str> = files.iter().map(String::as_str).collect();
    let ran = folder.check(&args);
    assert_eq!((ran.status, ran.err.as_str(), ran.pilots().len()), (Some(2), "", 0));
    let report = ran.json();
    let errors = report["errors"].as_array().expect("a list");
    for error in errors {
        assert!(error["line"].is_u64() && error["column"].is_u64(), "{error}");
    }
    let told = ran.errors();
    for ((case, outcome), file) in outcomes.iter().zip(&files) {
        assert!(errors.iter().any(|error| error["file"] == file.as_str()), "nothing of {file}");
        for refusal in outcome.refusals() {
            let expected = format!("{file}:{} {}", refusal.place, refusal.message);
            assert!(told.contains(&expected), "{expected}\n{case:#?}");
        }
    }
    let shown = folder.brief(&[&["check"], args.as_slice()].concat());
    assert_eq!((shown.status, shown.err.as_str()), (Some(2), ""));
    assert!(shown.out.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", shown.out);
}
