//! A clock that is wrong.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::support::{Folder, GOOD, RULES, Ran, tools};

/// A library that sets the clock of one process: what is asked of the system is answered by it.
const LIBRARY: &str = r#"
#include <stdlib.h>
#include <time.h>
#include <sys/syscall.h>
#include <unistd.h>
int clock_gettime(clockid_t clock, struct timespec *time) {
    const char *now = getenv("TEST_CLOCK");
    if (clock != CLOCK_REALTIME || !now) return syscall(SYS_clock_gettime, clock, time);
    time->tv_sec = atoll(now);
    time->tv_nsec = 0;
    return 0;
}
"#;

/// Makes the library; none where there is no compiler, or it cannot take the place of what the program uses.
fn library(folder: &Folder) -> Option<PathBuf> {
    folder.write("clock.c", LIBRARY);
    let made = folder.path().join("clock.so");
    let mut command = Command::new("cc");
    command.args(["-shared", "-fPIC", "-o"]).arg(&made).arg(folder.path().join("clock.c"));
    let made = command.status().is_ok_and(|status| status.success()).then_some(made);
    let shown = made.as_ref().map(|made| at(folder, made, 951_782_400, &["config"]).out);
    if shown.is_some_and(|shown| shown.contains("today      2000-02-29")) {
        return made;
    }
    if cfg!(target_os = "linux") { tools::needed(None, "a C compiler, to set the clock of a process,") } else { None }
}

fn at(folder: &Folder, library: &PathBuf, seconds: i64, args: &[&str]) -> Ran {
    let mut command = folder.command(args);
    Ran::of(command.env("LD_PRELOAD", library).env("TEST_CLOCK", seconds.to_string()), &[])
}

fn folder(name: &str) -> Folder {
    let folder = Folder::new(&format!("faults-clock-{name}"));
    let waiver = "waivers: [{rule: T-1, reason: r, by: b, until: 2026-06-30}]\n";
    folder.write("rules.yaml", RULES).write("p.yaml", GOOD).write("waived.yaml", format!("{GOOD}{waiver}"));
    folder
}

const CHECK: [&str; 5] = ["check", "--rules", "rules.yaml", "--format", "json"];

#[test]
fn a_day_that_cannot_be_makes_no_waiver_count() {
    let folder = folder("past");
    let Some(library) = library(&folder) else { return };
    for (seconds, day) in [(0, "1970-01-01"), (-86_400, "1969-12-31"), (1_767_225_599, "2025-12-31")] {
        let check = |more: &[&str]| at(&folder, &library, seconds, &[&CHECK[..], more].concat());
        // Where no waiver is at stake, the day makes no difference.
        let plain = check(&["p.yaml"]);
        assert_eq!((plain.status, plain.errors().len()), (Some(1), 0), "{plain:?}");
        assert_eq!(check(&["waived.yaml", "--no-waivers"]).errors().len(), 0);
        let ran = check(&["waived.yaml"]);
        assert_eq!(ran.status, Some(2), "{ran:?}");
        let message = format!(
            "the clock of this machine says {day}, which cannot be, and waivers count until a day; put the clock right, or \
             say with --today which day it is"
        );
        assert_eq!(ran.errors(), [message]);
        // Whoever says which day it is, is believed.
        assert_eq!(check(&["waived.yaml", "--today", day]).status, Some(0));
        assert_eq!(check(&["waived.yaml", "--today", "2026-11-22"]).status, Some(1));
        // What would be recorded, or listed, would be wrong.
        let baseline = at(&folder, &library, seconds, &["baseline", "waived.yaml", "--rules", "rules.yaml"]);
        assert_eq!((baseline.status, folder.path().join("brief-baseline.json").exists()), (Some(2), false));
        let listed = at(&folder, &library, seconds, &["waivers", "waived.yaml", "--rules", "rules.yaml"]);
        assert_eq!(listed.status, Some(2), "{listed:?}");
        // So it would where nothing is hidden, since the list says which waivers are in force.
        folder.write(
            "met.yaml",
            fs::read_to_string(folder.path().join("waived.yaml")).expect("a pilot").replace("true", "false"),
        );
        let listed = at(&folder, &library, seconds, &["waivers", "met.yaml", "--rules", "rules.yaml"]);
        assert_eq!((listed.status, listed.err.contains("the clock of this machine")), (Some(2), true), "{listed:?}");
    }
}

#[test]
fn on_a_day_that_can_be_waivers_count_until_their_last() {
    let folder = folder("future");
    let Some(library) = library(&folder) else { return };
    for (seconds, status, notices) in [
        // 2026-01-01, the last second of 2026-06-30, and the first of the day after.
        (1_767_225_600, 0, 0),
        (1_782_863_999, 0, 0),
        (1_782_864_000, 1, 1),
        // 2100, 2262 and 9999, whatever the number of bits in which others count seconds.
        (4_102_444_800, 1, 1),
        (9_223_372_037, 1, 1),
        (253_402_200_000, 1, 1),
    ] {
        let ran = at(&folder, &library, seconds, &[&CHECK[..], &["waived.yaml"]].concat());
        assert_eq!((ran.status, ran.notices().len()), (Some(status), notices), "{seconds}: {ran:?}");
        if notices > 0 {
            assert!(
                ran.notices()[0].ends_with("the waiver of T-1 ended on 2026-06-30; it no longer counts"),
                "{ran:?}"
            );
        }
    }
}
