//! GitLab's Code Quality, read back with no more and no less than what GitLab documents.

use serde::Deserialize;

use super::{DAYS, WAIVER, check, folder, pilot};
use crate::support::{Folder, Ran};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: Severity,
    location: Location,
}

#[derive(Debug, Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Severity {
    Info,
    Minor,
    Major,
    Critical,
    Blocker,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    begin: u32,
    #[serde(default)]
    end: Option<u32>,
}

/// The entries of a report, each in short: rule, severity, path and line.
fn read(ran: &Ran) -> Vec<Entry> {
    let entries: Vec<Entry> = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let mut prints: Vec<&str> = entries.iter().map(|entry| entry.fingerprint.as_str()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), entries.len(), "a fingerprint stands twice: {ran:?}");
    for entry in &entries {
        assert!(entry.fingerprint.len() == 64 && entry.fingerprint.chars().all(|c| c.is_ascii_hexdigit()));
        assert!(!entry.location.path.starts_with("./") && entry.location.lines.begin > 0);
        assert!(entry.location.lines.end.is_none_or(|end| end > entry.location.lines.begin));
    }
    entries
}

fn short(entries: &[Entry]) -> Vec<(&str, Severity, u32)> {
    entries.iter().map(|entry| (entry.check_name.as_str(), entry.severity, entry.location.lines.begin)).collect()
}

#[test]
fn severity_comes_of_force_and_of_the_bar() {
    let folder = folder("quality", &pilot(""));
    let ran = check(&folder, "gitlab", &[]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    let entries = read(&ran);
    assert_eq!(
        short(&entries),
        [("H-BREACHED", Severity::Critical, 7), ("H-CONTESTED", Severity::Major, 9), ("H-BELOW", Severity::Minor, 11)]
    );
    assert_eq!(entries[0].location.path, "pilots/a.yaml");
    assert!(entries[0].description.starts_with("H-BREACHED: Breached (must): Nobody is sanctioned for refusing. "));
    let all = check(&folder, "gitlab", &["--fail-on", "unstated", "--min-force", "ask"]);
    let severities: Vec<Severity> = read(&all).iter().map(|entry| entry.severity).collect();
    assert_eq!(severities, [Severity::Critical, Severity::Critical, Severity::Minor, Severity::Major]);
}

#[test]
fn a_waived_breach_stays_with_who_and_why_until_the_last_day() {
    let folder = folder("quality-waived", &pilot(WAIVER));
    let [active, expired] = DAYS.map(|day| check(&folder, "gitlab", &["--today", day]));
    assert_eq!((active.status, expired.status), (Some(0), Some(1)));
    let (active, expired) = (read(&active), read(&expired));
    assert_eq!(short(&active)[0], ("H-BREACHED", Severity::Info, 7));
    let told = &active[0].description;
    assert!(told.starts_with("H-BREACHED: Breached (must), waived: "), "{told}");
    assert!(told.ends_with(" Waived by the board until 2027-03-31: It is being mended."), "{told}");
    assert_eq!(short(&expired)[0], ("H-BREACHED", Severity::Critical, 7));
    let told = &expired[0].description;
    assert!(told.contains(" No longer waived: the waiver by the board ended on 2027-03-31. "), "{told}");
    // The end of a waiver is worth knowing; it has an entry, and the log of the job tells it too.
    assert_eq!(short(&expired)[3], ("notice", Severity::Info, 18));
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let prints = |name: &str, text: &str| -> Vec<String> {
        read(&check(&folder(name, text), "gitlab", &[])).into_iter().map(|entry| entry.fingerprint).collect()
    };
    let first = prints("quality-1", &pilot(""));
    assert_eq!(prints("quality-2", &format!("\n# moved\n{}", pilot(""))), first);
    assert_ne!(prints("quality-3", &pilot("").replace("suggests", "mandates")), first);
}

#[test]
fn errors_are_blockers_and_told_in_the_log() {
    let one = |id: &str| format!("format: 1\npilot: {id}\ntitle: A\nstatus: gone\n");
    let twice = [one("b"), one("c")].join("---\n");
    let folder = folder("quality-errors", &pilot(""));
    folder.write("pilots/z.yaml", &twice);
    let ran = check(&folder, "gitlab", &[]);
    assert_eq!(ran.status, Some(2));
    let entries = read(&ran);
    let blockers: Vec<&Entry> = entries.iter().filter(|entry| entry.severity == Severity::Blocker).collect();
    assert_eq!((entries.len(), blockers.len()), (5, 2), "{entries:?}");
    assert!(blockers.iter().all(|entry| entry.check_name == "error" && entry.location.path == "pilots/z.yaml"));
    assert_eq!(blockers[0].description, blockers[1].description);
    assert!(ran.err.contains("gone"), "{}", ran.err);
    // The same mistake twice has two fingerprints, which stay when lines move.
    let of = |ran: &Ran| read(ran).into_iter().map(|entry| entry.fingerprint).collect::<Vec<_>>();
    folder.write("pilots/z.yaml", format!("# moved\n{twice}"));
    assert_eq!(of(&check(&folder, "gitlab", &[])), of(&ran));
    // An error of the call is in no file, and still there.
    let call = check(&folder, "gitlab", &["--only", "zebra"]);
    let entries = read(&call);
    assert_eq!((short(&entries), call.status), (vec![("error", Severity::Blocker, 1)], Some(2)));
}

#[test]
fn where_there_is_nothing_the_list_is_empty() {
    let folder = folder("quality-nothing", &pilot(""));
    let ran = check(&folder, "gitlab", &["--only", "H-MET"]);
    assert_eq!((read(&ran).len(), ran.status), (0, Some(0)));
    let empty = Folder::new("formats_ci-quality-stdin");
    empty.write("rules.yaml", super::RULES);
    let call = ["check", "-", "--rules", "rules.yaml", "--format", "gitlab"];
    let piped = Ran::of(&mut empty.command(&call), pilot("").as_bytes());
    assert!(read(&piped).iter().all(|entry| entry.location.path == "standard-input"));
}
