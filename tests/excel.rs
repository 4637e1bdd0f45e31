//! Tables that Excel opens with all their letters.

use super::support::{Folder, GOOD, RULES};

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("rules.yaml", RULES).write("a.yaml", GOOD.replace("title: G", "title: Café “=1+1”"));
    folder
}

#[test]
fn excel_adds_the_mark_and_changes_nothing_else() {
    let folder = folder("mark");
    for call in [
        &["check", "a.yaml", "--rules", "rules.yaml", "--format", "csv"][..],
        &["check", "a.yaml", "--rules", "rules.yaml", "--format", "table"],
        &["questions", "a.yaml", "--format", "csv"],
        &["matrix", "a.yaml", "--rules", "rules.yaml", "--format", "csv"],
        &["promises", "a.yaml", "--of", "rules.yaml", "--format", "csv"],
        &["agree", "a.yaml", "a.yaml", "--format", "csv"],
    ] {
        let plain = folder.brief(call);
        let marked = folder.brief(&[call, &["--excel"]].concat());
        assert!(!plain.out.is_empty() && !plain.out.contains('\u{feff}'), "{call:?}: {plain:?}");
        assert_eq!(marked.out, format!("\u{feff}{}", plain.out), "{call:?}");
        assert_eq!(marked.status, plain.status, "{call:?}");
        assert!(plain.out.lines().count() > 1 && plain.out.split('\n').rev().skip(1).all(|line| line.ends_with('\r')));
    }
}

#[test]
fn excel_is_for_tables_wherever_they_go() {
    let folder = folder("where");
    let check = ["check", "a.yaml", "--rules", "rules.yaml", "--excel"];
    let ran = folder.brief(&[&check[..], &["--output", "csv=table.csv", "--output", "json=report.json"]].concat());
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("a file");
    assert!(read("table.csv").starts_with("\u{feff}pilot,file,") && read("report.json").starts_with('{'));
    assert!(!ran.out.contains('\u{feff}'), "{}", ran.out);
    let none = folder.brief(&check);
    assert_eq!(none.status, Some(2));
    assert!(none.err.contains("`--excel` is for tables"), "{}", none.err);
}
