//! What holds of every form.

use super::{DAYS, WAIVER, check, folder, pilot};
use crate::support::{Folder, Ran};

const FORMS: [&str; 4] = ["sarif", "sarif-github", "github", "gitlab"];

#[test]
fn the_exit_status_is_that_of_the_json_form() {
    let folder = folder("status", &pilot(WAIVER));
    let calls: [&[&str]; 6] = [
        &["--today", DAYS[0]],
        &["--today", DAYS[1]],
        &["--fail-on", "contested"],
        &["--fail-on", "never"],
        &["--only", "zebra"],
        &["--without", "a \"é\" claimant"],
    ];
    let mut met = Vec::new();
    for call in calls {
        let expected = check(&folder, "json", call).status;
        for form in FORMS {
            assert_eq!(check(&folder, form, call).status, expected, "{form} {call:?}");
        }
        met.push(expected);
    }
    assert_eq!(met, [0, 1, 1, 0, 2, 0].map(Some));
}

/// The shipped pilots, twice, with one thread and with two.
#[test]
fn two_runs_print_the_same_bytes_whatever_the_number_of_threads() {
    let folder = Folder::new("formats_ci-bytes");
    let pilots = concat!(env!("CARGO_MANIFEST_DIR"), "/pilots");
    let run = |form: &str, threads: &str| {
        let mut command = folder.command(&["check", pilots, "--only", "voluntariness", "--format", form]);
        Ran::of(command.env("RAYON_NUM_THREADS", threads).arg("--today").arg(DAYS[0]), &[])
    };
    for form in FORMS {
        let one = run(form, "1");
        assert!(one.status == Some(1) && one.out.len() > 1000, "{form}");
        assert!(one.out == run(form, "2").out && one.out == run(form, "2").out, "{form}");
    }
}

#[test]
fn a_file_gets_what_standard_output_would() {
    let folder = folder("outputs", &pilot(WAIVER));
    let outputs: Vec<String> = FORMS.iter().map(|form| format!("--output={form}={form}.out")).collect();
    let outputs: Vec<&str> = outputs.iter().map(String::as_str).collect();
    let ran = check(&folder, "human", &outputs);
    assert_eq!(ran.status, Some(0));
    for form in FORMS {
        let file = std::fs::read_to_string(folder.path().join(format!("{form}.out"))).expect("a file");
        assert_eq!(file, check(&folder, form, &[]).out, "{form}");
    }
}

/// The blocks of the page on formats that are marked so, each with the last word of its mark.
fn blocks(mark: &str) -> Vec<(String, String)> {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference/formats-ci.md");
    let page = std::fs::read_to_string(page).expect("the page on formats");
    let begin = format!("\n```{mark} ");
    let blocks = page.split(&begin).skip(1).map(|rest| {
        let (name, rest) = rest.split_once('\n').expect("a line");
        (name.to_owned(), rest.split("\n```").next().expect("a block").to_owned() + "\n")
    });
    blocks.collect()
}

#[test]
fn the_sample_of_sarif_on_the_page_is_what_is_written() {
    let folder = Folder::new("formats_ci-page");
    for (name, text) in blocks("yaml") {
        folder.write(&name, text);
    }
    let call = ["check", "--format", "sarif", "--rules", "rules.yaml", "--today", "2026-11-22", "pilot.yaml"];
    let sarif = folder.brief(&call).json();
    let [(_, shown)] = &blocks("json")[..] else { panic!("not one sample") };
    let shown: serde_json::Value = serde_json::from_str(shown).expect("JSON");
    assert_eq!(shown, sarif["runs"][0]["results"][0]);
}
