//! `brief init`: the files that a project starts from.

use std::fs;
use std::path::PathBuf;

use watching_brief::rules::Collection;

use crate::support::Folder;

const FILES: [&str; 3] = ["brief.yaml", "rules/house-rules.yaml", "pilots/first-pilot.yaml"];

/// All files below a folder, by their names within it.
fn files_below(folder: &Folder) -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(folder.path().join(&below)).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = below.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(name);
            } else {
                found.push(name.to_str().expect("a plain name").to_owned());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn it_writes_three_files_and_the_whole_call_is_then_brief_check() {
    let folder = Folder::new("whole");
    let ran = folder.brief(&["init"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    assert!(
        ran.out.starts_with(
            "Wrote brief.yaml, rules/house-rules.yaml and pilots/first-pilot.yaml.\nNext: brief check\nThen "
        ),
        "{ran:?}"
    );
    let mut expected = FILES.map(str::to_owned);
    expected.sort();
    assert_eq!(files_below(&folder), expected);

    let check = folder.check(&[]);
    assert_eq!(check.status, Some(0), "{check:?}");
    assert_eq!(check.errors(), Vec::<String>::new());
    assert_eq!(check.pilots(), ["first-pilot"]);
    let embedded: Vec<&str> = Collection::embedded().map(|(id, _)| id).collect();
    assert_eq!(check.rulesets(), [vec!["house-rules"], embedded].concat(), "no set of the program is left out");
}

#[test]
fn its_rules_do_what_their_tests_say_and_the_configuration_says_what_is_usual() {
    let folder = Folder::new("sound");
    assert_eq!(folder.brief(&["init"]).status, Some(0));
    let tests = folder.brief(&["rules", "test", "rules/house-rules.yaml"]);
    assert_eq!((tests.status, tests.err.as_str()), (Some(0), ""), "{tests:?}");

    let pilot = folder.path().join("pilots/first-pilot.yaml");
    let text = fs::read_to_string(&pilot).expect("the pilot");
    let breaches = text
        .replace("#voluntariness:", "voluntariness:")
        .replace("#sanction_for_refusal:", "sanction_for_refusal: true");
    assert_ne!(text, breaches);
    fs::write(&pilot, breaches).expect("written");
    let check = folder.check(&["--only", "house-rules"]);
    assert_eq!(check.status, Some(1), "{check:?}");
    let results = check.json()["pilots"][0]["results"].clone();
    assert_eq!((&results[0]["rule"], &results[0]["verdict"]), (&"HOUSE-01".into(), &"breached".into()), "{results}");
}

#[test]
fn another_folder_is_made_and_named() {
    let folder = Folder::new("another");
    let ran = folder.brief(&["init", "our/checks"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    assert!(ran.out.contains("\nNext: brief check in our/checks\n"), "{ran:?}");
    assert_eq!(files_below(&folder).len(), FILES.len());
    for file in FILES {
        assert!(folder.path().join("our/checks").join(file).is_file(), "{file}");
    }
}

#[test]
fn nothing_is_replaced_and_nothing_is_written_beside_what_is_there() {
    for there in FILES {
        let folder = Folder::new("there");
        folder.write(there, "mine");
        let ran = folder.brief(&["init"]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{ran:?}");
        let told = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(there) && told.contains("there is such a file already"), "{told}");
        assert_eq!(files_below(&folder), [there]);
        assert_eq!(fs::read_to_string(folder.path().join(there)).expect("the file"), "mine");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_in_the_way_too() {
    let folder = Folder::new("link");
    std::os::unix::fs::symlink("elsewhere.yaml", folder.path().join("brief.yaml")).expect("a link");
    let ran = folder.brief(&["init"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    assert!(!folder.path().join("elsewhere.yaml").exists());
    assert!(!folder.path().join("rules").exists());
}

#[test]
fn a_file_where_the_folder_should_be_is_an_error() {
    let folder = Folder::new("file");
    folder.write("taken", "mine");
    let ran = folder.brief(&["init", "taken"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    assert!(ran.err.contains("it cannot be written"), "{ran:?}");
    assert_eq!(files_below(&folder), ["taken"]);
}
