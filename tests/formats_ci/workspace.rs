//! Files as services find them: from the top of the project that they have checked out.

use serde_json::Value;

use super::{RULES, pilot};
use crate::support::{Folder, Ran};

/// The file of the first result, in each of the forms for services.
fn named(folder: &Folder, here: &str, file: &str, top: Option<(&str, &str)>) -> [String; 4] {
    ["sarif", "sarif-github", "gitlab", "github"].map(|form| {
        let mut command = folder.command(&["check", "--rules", "../rules.yaml", "--format", form, file]);
        command.current_dir(folder.path().join(here));
        if let Some((name, top)) = top {
            command.env(name, folder.path().join(top));
        }
        let ran = Ran::of(&mut command, &[]);
        assert_eq!(ran.status, Some(1), "{ran:?}");
        let place = |value: &Value| value.as_str().expect("a name").to_owned();
        match form {
            "gitlab" => place(&ran.json()[0]["location"]["path"]),
            "github" => {
                ran.out.split("file=").nth(1).and_then(|rest| rest.split(',').next()).expect("a file").to_owned()
            }
            _ => {
                let sarif = ran.json();
                let artifact = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
                let uri = place(&artifact["uri"]);
                let within = !uri.starts_with("..") && !uri.starts_with("file:");
                assert_eq!(artifact["uriBaseId"].as_str(), within.then_some("%SRCROOT%"), "{uri}");
                uri
            }
        }
    })
}

#[test]
fn files_are_named_from_the_top_of_the_project() {
    let folder = Folder::new("formats_ci-workspace");
    folder.write("rules.yaml", RULES).write("sub/a.yaml", pilot("")).write("b.yaml", pilot(""));
    let whole = folder.path().join("sub/../sub/a.yaml");
    let whole = whole.to_str().expect("UTF-8");
    for (file, top, expected) in [
        ("a.yaml", None, "a.yaml"),
        ("./x/../a.yaml", None, "a.yaml"),
        (whole, None, "a.yaml"),
        ("../b.yaml", None, "../b.yaml"),
        ("a.yaml", Some(("GITHUB_WORKSPACE", ".")), "sub/a.yaml"),
        ("../b.yaml", Some(("GITHUB_WORKSPACE", ".")), "b.yaml"),
        (whole, Some(("CI_PROJECT_DIR", ".")), "sub/a.yaml"),
        // A workspace that the program does not run in tells nothing.
        ("a.yaml", Some(("CI_PROJECT_DIR", "elsewhere")), "a.yaml"),
    ] {
        folder.write("sub/x/keep", "");
        assert_eq!(named(&folder, "sub", file, top), [expected; 4], "{file} {top:?}");
    }
    // What is outside keeps the address that it was given.
    folder.write("other/keep", "");
    let [sarif, ..] = named(&folder, "other", whole, None);
    assert!(sarif.starts_with("file:///") && sarif.ends_with("/sub/a.yaml"), "{sarif}");
}
