//! What may not be read, and where nothing may be written.

use std::os::unix::fs::symlink;

use super::{Somebody, listed, read, unframed};
use crate::support::{GOOD, Ran};

#[test]
fn what_may_not_be_read_costs_only_itself() {
    let somebody = Somebody::new("permissions-read");
    let folder = &somebody.folder;
    for name in ["pilots/a.yaml", "pilots/b.yaml", "pilots/locked/c.yaml", "pilots/z.yaml", "sets/r.yaml"] {
        folder.write(name, GOOD.replace("good", &name[name.len() - 6..name.len() - 5]));
    }
    for (name, mode) in [("pilots/b.yaml", 0), ("pilots/locked", 0o444), ("sets/r.yaml", 0o200)] {
        somebody.may(name, mode);
    }
    let ran = Ran::of(&mut somebody.check(&["pilots", "--format", "json"]), &[]);
    assert_eq!(ran.status, Some(2), "{ran:?}");
    assert_eq!(ran.pilots(), ["a", "z"]);
    let denied = "it cannot be read: permission is denied";
    assert_eq!(ran.errors(), [format!("pilots/b.yaml {denied}"), format!("pilots/locked/c.yaml {denied}")]);
    // Not even the names in it.
    somebody.may("pilots/locked", 0);
    let ran = Ran::of(&mut somebody.check(&["pilots", "pilots/locked/c.yaml", "--format", "json"]), &[]);
    let locked = ["b.yaml", "locked", "locked/c.yaml"].map(|name| format!("pilots/{name} {denied}"));
    assert_eq!((ran.pilots(), ran.errors()), (vec!["a".to_owned(), "z".to_owned()], locked.to_vec()));
    // Of rules, none of them can be missing.
    let rules = Ran::of(&mut somebody.command(&["check", "p.yaml", "--rules", "sets", "--format", "json"]), &[]);
    assert_eq!((rules.status, rules.errors()), (Some(2), vec![format!("sets/r.yaml {denied}")]));
    somebody.may("pilots/locked", 0o755);
}

#[test]
fn where_nothing_may_be_written_nothing_changes() {
    let somebody = Somebody::new("permissions-write");
    let folder = &somebody.folder;
    folder.write("closed/old.json", "old");
    let base = folder.brief(&["baseline", "p.yaml", "--rules", "rules.yaml", "--output", "closed/base.json"]);
    assert_eq!(base.status, Some(0), "{base:?}");
    folder.write("open/fixed.json", "old");
    symlink("../closed/old.json", somebody.path("open/link.json")).expect("a link");
    for (name, mode) in [
        ("open", 0o777),
        ("open/fixed.json", 0o444),
        ("closed/base.json", 0o666),
        ("closed/old.json", 0o666),
        ("closed", 0o555),
    ] {
        somebody.may(name, mode);
    }
    let before = (listed(&somebody.path("closed")), listed(&somebody.path("open")));
    for args in [
        &["check", "p.yaml", "--rules", "rules.yaml", "--output", "json=closed/new.json"][..],
        &["check", "p.yaml", "--rules", "rules.yaml", "--output", "json=closed/old.json"],
        &["check", "p.yaml", "--rules", "rules.yaml", "--output", "json=open/link.json"],
        &["check", "p.yaml", "--rules", "rules.yaml", "--output", "json=open/fixed.json"],
        &["new", "fresh", "--output", "closed/fresh.yaml"],
        &["baseline", "p.yaml", "--rules", "rules.yaml", "--output", "closed/base.json"],
        &["rules", "lock", "--rules", "rules.yaml", "--lock", "closed/brief.lock"],
        &["man", "--output", "closed"],
        &["man", "--output", "closed/man"],
    ] {
        let ran = Ran::of(&mut somebody.command(args), &[]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{args:?}: {}", ran.err);
        let told = unframed(&ran.err);
        assert!(told.contains("permission is denied") && !told.contains("os error"), "{args:?}: {told}");
        assert_eq!((listed(&somebody.path("closed")), listed(&somebody.path("open"))), before, "{args:?}");
    }
    for name in ["closed/old.json", "open/fixed.json"] {
        assert_eq!(read(folder, name), "old");
    }
    somebody.may("closed", 0o755);
}
