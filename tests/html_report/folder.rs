//! A page for each pilot, and one that leads to them.

use std::fs;

use super::DAY;
use crate::support::{self, Folder, Ran, html};

fn two_pilots(name: &str) -> Folder {
    let folder = Folder::new(name);
    let head = "format: 1\ntitle: The title\nstatus: running\n";
    folder.write("a.yaml", format!("{head}pilot: first\nvoluntariness: {{sanction_for_refusal: true}}\n"));
    folder.write("b.yaml", format!("{head}pilot: second\n---\n{head}pilot: first\n"));
    folder
}

fn check(folder: &Folder, output: &[&str]) -> Ran {
    folder.brief(&[&["check", "a.yaml", "b.yaml", "--only", "voluntariness"][..], &DAY, output].concat())
}

fn page(folder: &Folder, name: &str) -> html::Document {
    html::read(&fs::read_to_string(folder.path().join("pages").join(name)).expect("a page"))
}

#[test]
fn each_pilot_has_a_page_and_the_index_leads_there() {
    let folder = two_pilots("html_report-folder");
    let ran = check(&folder, &["--output", "html=pages/"]);
    assert_eq!((ran.out, ran.status), (check(&folder, &[]).out, Some(2)), "the report on standard output is the same");
    let mut names: Vec<String> = fs::read_dir(folder.path().join("pages"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    assert_eq!(names, ["index.html", "pilot-first.html", "pilot-second.html"]);
    let (index, whole) = (page(&folder, "index.html"), check(&folder, &["--format", "html"]).out);
    let whole = html::read(&whole);
    let mut results = 0;
    for link in index.named("a").filter(|link| link.attribute("href").starts_with("pilot-")) {
        let (name, id) = link.attribute("href").split_once('#').expect("a name within the page");
        let page = page(&folder, name);
        let there = page.by_id(id).unwrap_or_else(|| panic!("{name} has no {id}"));
        // On its own page each pilot says what it says on the page with all of them.
        assert_eq!(there.text, whole.by_id(id).expect("the same").text);
        if there.name == "h5" {
            assert_eq!(page.opening(id).expect("a result").text, whole.opening(id).expect("the same").text);
            results += 1;
        }
    }
    assert_eq!(results, whole.named("details").filter(|one| one.attribute("class") == "result").count());
    assert!(results > 10);
    // What was wrong stands in the index: there is a second pilot of one id.
    assert!(index.text.contains("b.yaml:9:8") && index.text.contains("Errors"), "{}", index.text);
    assert!(page(&folder, "pilot-first.html").named("a").any(|link| link.attribute("href") == "index.html"));
    // Written again, the pages are the same.
    let read = || fs::read_to_string(folder.path().join("pages/pilot-first.html")).expect("a page");
    let before = read();
    assert_eq!(check(&folder, &["--output", "html=./pages//"]).status, Some(2));
    assert_eq!(read(), before);
}

#[test]
fn a_folder_that_cannot_be_written_is_told_before_anything_is_read() {
    let folder = two_pilots("html_report-refused");
    folder.write("file", "");
    for (outputs, message) in [
        (&["--output", "json=pages/"][..], "`json` is written to one file, and not to a folder"),
        (&["--output", "html=file/"], "there is a file of this name, and no folder"),
        (&["--output", "html=no/such/folder/"], "there is no folder in which it could stand"),
        (&["--output", "html=pages/", "--output", "html=./pages/"], "two outputs would be written to this folder"),
    ] {
        let ran = check(&folder, outputs);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{outputs:?}");
        assert!(ran.err.contains(message), "{outputs:?}: {}", ran.err);
    }
    assert!(!folder.path().join("pages").exists());
}

/// The shipped pilots of these names, written to a folder of the test's own.
fn shipped_to(folder: &Folder, pilots: &[&str], output: &[String]) -> Ran {
    let mut command = support::command(support::BRIEF);
    command.arg("check").args(pilots).args(output).args(DAY).current_dir(env!("CARGO_MANIFEST_DIR"));
    assert!(folder.path().is_dir());
    Ran::of(&mut command, &[])
}

/// What is too long to be sent about says what to do, in it and beside it.
#[test]
fn a_long_page_says_how_to_have_short_ones() {
    let folder = Folder::new("html_report-long-page");
    let call = |pilots: &[&str]| shipped_to(&folder, pilots, &["--format".to_owned(), "html".to_owned()]);
    let hint = "<code>brief check --output html=FOLDER/</code>";
    let (all, one) = (call(&["pilots"]), call(&["pilots/working-well-phase-2.yaml"]));
    assert!(all.out.len() > 5 * 1024 * 1024 && all.out.contains(hint));
    assert!(
        all.err.ends_with("--output html=FOLDER/ writes a page for each pilot, and one that leads to them\n"),
        "{}",
        all.err
    );
    assert!(!one.out.contains(hint) && one.err.is_empty(), "{}", one.err);
}

/// A file that would be long leads to pages beside it; a short one is all there is.
#[test]
fn a_file_that_would_be_long_leads_to_pages_beside_it() {
    let folder = Folder::new("html_report-beside");
    let file = folder.path().join("the report.html");
    let output = ["--output".to_owned(), format!("html={}", file.display())];
    let one = shipped_to(&folder, &["pilots/working-well-phase-2.yaml"], &output);
    assert_eq!((one.err.as_str(), one.status), ("", Some(1)));
    let whole = html::read(&fs::read_to_string(&file).expect("a page"));
    assert!(whole.opening("working-well-phase-2-PB-01").is_some());
    assert!(!folder.path().join("the report").exists());

    let all = shipped_to(&folder, &["pilots"], &output);
    let told = "the report.html would have 5.";
    assert!(all.err.starts_with(&format!("brief: {told}")), "{}", all.err);
    assert!(
        all.err.ends_with("it leads to the pages of 18 pilots in the report/, which belongs to it\n"),
        "{}",
        all.err
    );
    let text = fs::read_to_string(&file).expect("a page");
    assert!(text.len() < 512 * 1024, "{}", text.len());
    let index = html::read(&text);
    let mut seen = std::collections::BTreeSet::new();
    for link in index.named("a").filter_map(|link| link.attribute("href").strip_prefix("the%20report/")) {
        let (name, id) = link.split_once('#').expect("a name within the page");
        if seen.insert(name.to_owned()) {
            let page = html::read(&fs::read_to_string(folder.path().join("the report").join(name)).expect("a page"));
            assert!(page.by_id(id).is_some(), "{name} has no {id}");
            assert!(page.named("a").any(|link| link.attribute("href") == "../the%20report.html"), "{name}");
        }
    }
    assert_eq!(seen.len(), 18);
    // What one pilot says does not turn on how many stand beside it.
    let page = fs::read_to_string(folder.path().join("the report/pilot-working-well-phase-2.html")).expect("a page");
    let (page, id) = (html::read(&page), "working-well-phase-2-PB-01");
    assert_eq!(page.opening(id).expect("a result").text, whole.opening(id).expect("a result").text);
}

/// Where no folder can stand beside it, there is one page, however long; and no two outputs share a folder.
#[test]
fn a_file_without_a_folder_beside_it_is_one_page() {
    let folder = Folder::new("html_report-no-folder");
    folder.write("report", "a file");
    let file = |name: &str| format!("html={}", folder.path().join(name).display());
    for name in ["report.html", "plain"] {
        let ran = shipped_to(&folder, &["pilots"], &["--output".to_owned(), file(name)]);
        assert!(ran.err.starts_with("brief: the page has 5."), "{name}: {}", ran.err);
        let page = fs::read_to_string(folder.path().join(name)).expect("a page");
        assert!(page.len() > 5 * 1024 * 1024 && page.contains("This page is long."), "{name}: {}", page.len());
    }
    for outputs in [["pages.html", "pages/"], ["pages/", "pages.html"]] {
        let outputs: Vec<String> = outputs.iter().flat_map(|name| ["--output".to_owned(), file(name)]).collect();
        let ran = shipped_to(&folder, &["pilots"], &outputs);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains("two outputs would be written to this folder"), "{}", ran.err);
    }
}

#[test]
fn the_configuration_may_ask_for_a_folder_of_pages() {
    let folder = two_pilots("html_report-configured");
    folder.write("brief.yaml", "format: 1\nbrief:\n  outputs:\n    - {format: html, file: pages/}\n");
    assert_eq!(check(&folder, &[]).status, Some(2));
    assert!(page(&folder, "index.html").named("a").any(|link| link.attribute("href") == "pilot-second.html#second"));
}
