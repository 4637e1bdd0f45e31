//! A system on which only 64 files may be open.

use super::{CALL, folder, listed, pilot, unframed};
use crate::support::{self, Folder, RULES, Ran};

fn few(folder: &Folder, files: usize, args: &[&str]) -> Ran {
    let script = format!("ulimit -n {files}; exec \"$0\" \"$@\"");
    let mut command = support::command("sh");
    command.args(["-c", &script, support::BRIEF]).args(args);
    // More threads than files: they have to wait for one another.
    Ran::of(command.env("RAYON_NUM_THREADS", "200").current_dir(folder.path()), &[])
}

#[test]
fn many_pilots_deep_folders_and_all_forms_at_once() {
    let folder = folder("few-pilots");
    for at in 0..400 {
        folder.write(&format!("pilots/{at}.yaml"), pilot(&format!("p{at}")));
    }
    let deep: String = (0..80).map(|at| format!("{at}/")).collect();
    folder.write(&format!("pilots/{deep}deep.yaml"), pilot("deep"));
    let outputs: Vec<String> =
        watching_brief::render::FORMATS.iter().map(|format| format!("{}={}", format.name, format.name)).collect();
    let outputs = outputs.iter().flat_map(|output| ["--output", output]).collect::<Vec<_>>();
    let ran = few(&folder, 64, &[&CALL[..], &["pilots", "--quiet"], &outputs].concat());
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    assert!(ran.out.contains("401 pilots held against 1 rule"), "{}", ran.out);
    // Even next to none are enough.
    let ran = few(&folder, 20, &[&CALL[..], &["pilots", "--quiet"]].concat());
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    assert!(ran.out.contains("401 pilots held against 1 rule"), "{}", ran.out);
}

/// A large file stays open while small ones are read: nobody may wait for it to be closed.
#[test]
fn a_large_file_behind_many_small_ones() {
    let folder = folder("few-large");
    for at in 0..60 {
        folder.write(&format!("pilots/{at}.yaml"), pilot(&format!("p{at}")));
    }
    let many: String = (0..2000).map(|at| format!("---\n{}", pilot(&format!("m{at}")))).collect();
    folder.write("pilots/z.yaml", many);
    for threads in ["1", "2", "8"] {
        for files in 5..9 {
            let script = format!("ulimit -n {files}; exec timeout 60 \"$0\" \"$@\"");
            let mut command = support::command("sh");
            command.args(["-c", &script, support::BRIEF]).args(CALL).args(["pilots", "--quiet"]);
            let ran = Ran::of(command.env("RAYON_NUM_THREADS", threads).current_dir(folder.path()), &[]);
            // It may say that there are too few; it may not wait for ever.
            let told = ran.out.contains("2,060 pilots held against 1 rule") || ran.out.contains("more files are open");
            assert!(told, "{threads} threads, {files} files: {ran:?}");
        }
    }
}

#[test]
fn many_rule_sets_that_import_from_one_another() {
    let folder = folder("few-imports");
    let sets = 120;
    for at in 0..sets {
        let own = RULES.replace("one\n", &format!("s{at}\n")).replace("T-1", &format!("T-{at}"));
        let import = format!("import:\n  - {{from: ./{}.yaml}}\nrules:", at + 1);
        folder.write(&format!("sets/{at}.yaml"), if at + 1 < sets { own.replace("rules:", &import) } else { own });
    }
    let ran = few(&folder, 64, &["check", "p.yaml", "--rules", "sets/0.yaml", "--format", "json"]);
    let plain = folder.brief(&["check", "p.yaml", "--rules", "sets/0.yaml", "--format", "json"]);
    assert_eq!((ran.status, &ran.err, &ran.out), (plain.status, &plain.err, &plain.out));
    assert_eq!((ran.status, plain.errors().len()), (Some(1), 0));
}

#[test]
fn more_outputs_than_may_be_open_are_told_and_none_is_written() {
    let folder = folder("few-outputs");
    let before = listed(folder.path());
    let outputs: Vec<String> = (0..80).map(|at| format!("json=o{at}.json")).collect();
    let outputs = outputs.iter().flat_map(|output| ["--output", output]).collect::<Vec<_>>();
    let ran = few(&folder, 64, &[&CALL[..], &["p.yaml"], &outputs].concat());
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    let told = unframed(&ran.err);
    assert!(
        told.contains("o79.json: more files are open than the system allows; name fewer outputs, or raise"),
        "{told}"
    );
    assert!(!told.contains(".brief-") && !told.contains("os error"), "{told}");
    assert_eq!(listed(folder.path()), before);
}
