//! The samples of the documentation for GitHub, GitLab and pre-commit.

use std::path::PathBuf;
use std::process::Command;

use serde_yaml::Value;

use super::project::{path_with_stand_in, released, tag, targets};
use super::workflows::actionlint;
use super::{blocks, file, ran};
use crate::support::Folder;

const PAGES: [&str; 2] = ["docs/first-steps.md", "docs/reference/ci.md"];

fn samples(mark: &str) -> Vec<String> {
    let all: Vec<String> = PAGES.iter().flat_map(|page| blocks(page, mark)).collect();
    assert!(!all.is_empty(), "no sample is marked {mark}");
    all
}

#[test]
fn actionlint_finds_nothing_wrong_with_the_workflows() {
    let folder = Folder::new("workflows");
    let named = |(number, workflow): (usize, &String)| {
        let name = format!(".github/workflows/{number}.yml");
        folder.write(&name, workflow);
        folder.path().join(name)
    };
    let files: Vec<PathBuf> = samples("yaml workflow").iter().enumerate().map(named).collect();
    assert!(actionlint(&files).is_none_or(|(status, said)| status == Some(0) || panic!("{said}")));
    // It would find something.
    folder.write("wrong.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    step: []\n");
    assert!(actionlint(&[folder.path().join("wrong.yml")]).is_none_or(|(status, _)| status == Some(1)));
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

/// The very lines, with a folder of files in the place of a server: once with a release there, and once without.
#[test]
fn the_commands_of_the_gitlab_sample_do_what_it_says() {
    for (number, job) in samples("yaml gitlab").into_iter().enumerate() {
        let job: Value = serde_yaml::from_str(&job).expect("YAML");
        let job = &job["pilots"];
        let folder = Folder::new(&format!("gitlab-sample-{number}"));
        let targets = targets();
        let targets = if number == 0 { targets.iter().map(String::as_str).collect() } else { Vec::new() };
        let (project, _) = released(&folder, &targets);
        let variables = job["variables"].as_mapping().expect("variables");
        let names: Vec<&str> = variables.keys().filter_map(Value::as_str).collect();
        assert_eq!(names, ["BRIEF_PROJECT", "BRIEF_RELEASE"]);
        assert_eq!(variables["BRIEF_RELEASE"].as_str(), Some(tag().as_str()));
        let user = folder.path().join("user");
        std::fs::create_dir_all(user.join("pilots")).expect("a folder");
        std::fs::write(user.join("pilots/a.yaml"), file("pilots/example-unacceptable.yaml")).expect("a pilot");
        let script = job["script"].as_sequence().expect("a script").iter().map(|line| line.as_str().expect("a line"));
        let script: Vec<&str> = script.collect();
        let mut command = Command::new("bash");
        command.args(["-e", "-c", &script.join("\n")]).current_dir(&user).env("CI_BUILDS_DIR", folder.path());
        command.env("BRIEF_PROJECT", format!("file://{}", project.display())).env("BRIEF_RELEASE", tag());
        let (status, said) = ran(command.env("PATH", path_with_stand_in(&folder)));
        // The stand-in for Cargo gives a command that finds nothing.
        assert_eq!(said.contains("cargo install "), number > 0, "{said}");
        assert_eq!(status, Some(i32::from(number == 0)), "{said}");
        for report in ["codequality", "junit"] {
            let name = job["artifacts"]["reports"][report].as_str().expect("a report");
            assert!(script.iter().any(|line| line.starts_with("brief check ") && line.contains(&format!("={name}"))));
            assert_eq!(user.join(name).is_file(), number == 0, "{name}");
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
