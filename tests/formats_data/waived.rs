//! A waiver in every format: marked with who and why while it is in force, and after its last day no more than a remark.

use watching_brief::render::FORMATS;

use super::{RULES, shapes};
use crate::support::{self, Folder, Ran};

const PILOT: &str = "format: 1\npilot: waived\ntitle: A pilot\nstatus: running\nvoluntariness: {sanction_for_refusal: true}\n\
waivers:\n  - {rule: H-01, reason: it is being mended, by: the board, until: 2027-03-31}\n";

/// On the last day of the waiver, and on the day after.
fn two_days(name: &str, format: &str) -> [Ran; 2] {
    let folder = Folder::new(&format!("formats-waived-{name}"));
    folder.write("rules.yaml", RULES).write("p.yaml", PILOT);
    let run = |day: &str| {
        folder.brief(&[
            "check",
            "p.yaml",
            "--rules",
            "rules.yaml",
            "--only",
            "H-01",
            "--today",
            day,
            "--format",
            format,
        ])
    };
    let days = [run("2027-03-31"), run("2027-04-01")];
    assert_eq!([days[0].status, days[1].status], [Some(0), Some(1)], "{format}");
    days
}

#[test]
fn every_format_says_who_waived_it_and_why_on_both_days() {
    for format in FORMATS {
        // The one leaves out what is waived, and the other counts it: that is their purpose.
        if ["sarif-github", "table"].contains(&format.name) {
            continue;
        }
        let days = two_days("all", format.name);
        for ran in &days {
            let flat = ran.out.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            for part in ["H-01", "the board", "it is being mended", "2027-03-31"] {
                let part = part.to_lowercase();
                let coded = part.replace('-', "%2d");
                assert!(flat.contains(&part) || flat.contains(&coded), "{}: {part} is not in {}", format.name, ran.out);
            }
        }
        assert_ne!(days[0].out, days[1].out, "{}", format.name);
    }
}

#[test]
fn what_a_waiver_hides_is_no_failure_until_it_is_over() {
    let [in_force, over] = two_days("junit", "junit").map(|ran| ran.out);
    assert!(in_force.contains("failures=\"0\" errors=\"0\" skipped=\"1\""), "{in_force}");
    assert!(in_force.contains(
        "<skipped type=\"breached\" message=\"breached, waived by the board until 2027-03-31: it is being mended\">"
    ));
    assert!(
        over.contains("failures=\"1\" errors=\"0\" skipped=\"0\"") && over.contains("<failure type=\"breached\""),
        "{over}"
    );
    assert!(over.contains(
        "No longer waived: the waiver by the board ended on 2027-03-31. It was given for: it is being mended"
    ));

    let [in_force, over] = two_days("tap", "tap").map(|ran| ran.out);
    let todo = "not ok - waived: H-01: Nobody is sanctioned for saying no # TODO breached, waived by the board until 2027-03-31: it is being mended\n";
    assert!(in_force.contains(todo), "{in_force}");
    assert!(
        over.contains("not ok - waived: H-01: Nobody is sanctioned for saying no\n") && !over.contains("TODO"),
        "{over}"
    );

    let [in_force, over] = two_days("csv", "csv").map(|ran| ran.out);
    assert!(
        in_force.contains(",breached,specified,waived,the board,2027-03-31,it is being mended,active,"),
        "{in_force}"
    );
    assert!(over.contains(",breached,specified,finding,the board,2027-03-31,it is being mended,expired,"), "{over}");

    let [in_force, over] = two_days("markdown", "markdown").map(|ran| shapes::read(&ran.out).headings);
    assert!(in_force.contains(&"Breached: H-01 (must), waived".to_owned()), "{in_force:?}");
    assert!(over.contains(&"Breached: H-01 (must)".to_owned()), "{over:?}");

    let [in_force, over] = two_days("ndjson", "ndjson").map(|ran| ran.out);
    assert!(
        in_force.contains("\"state\":\"active\"") && in_force.contains("\"findings\":0,\"waived\":1,"),
        "{in_force}"
    );
    assert!(over.contains("\"state\":\"expired\"") && over.contains("\"findings\":1,\"waived\":0,"), "{over}");
}

/// What is not met, below the bar or open, never reads as a pass, and the exit status is the same under all formats.
#[test]
fn the_bar_moves_every_format_alike() {
    let folder = super::folder("bar");
    let run = |format: &str, more: &[&str]| {
        folder.brief(&[&super::CALL[..], &["--only", "H-02", "--format", format], more].concat())
    };
    folder.write("pilots.yaml", super::PILOTS.split("---").next().expect("a first"));
    for format in FORMATS {
        let statuses = [&[][..], &["--fail-on", "contested"], &["--fail-on", "contested", "--min-force", "should"]]
            .map(|more| run(format.name, more).status);
        assert_eq!(statuses, [Some(0), Some(0), Some(1)], "{}", format.name);
    }
    let low = ["--fail-on", "contested", "--min-force", "should"];
    assert!(run("junit", &[]).out.contains("<skipped type=\"contested\" message=\"contested, not counted\">"));
    assert!(run("junit", &low).out.contains("<failure type=\"contested\""));
    assert!(run("tap", &[]).out.contains("# TODO contested, not counted"));
    assert!(!run("tap", &low).out.contains("# TODO"));
}

#[test]
fn two_runs_print_the_same_bytes_whatever_the_number_of_threads() {
    for format in FORMATS {
        let run = |threads: &str| {
            let mut command = support::command(support::BRIEF);
            command.args(["check", "--today", "2026-11-22", "--format", format.name]);
            command.current_dir(env!("CARGO_MANIFEST_DIR")).env("RAYON_NUM_THREADS", threads);
            Ran::of(&mut command, &[]).out
        };
        let one = run("1");
        assert!(one.len() > 1000 && one == run("2"), "{}", format.name);
    }
}
