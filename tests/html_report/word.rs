//! The report in a word processor: saved in the form of Word, its headings, tables and links are whole.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use roxmltree::{Document, Node};

use super::{DAY, plain};
use crate::support::{self, Folder, Ran, html, tools};

/// Has the word processor write a file of the folder in another form.
fn converted(folder: &Folder, from: &str, form: &str) -> Option<()> {
    let mut office = tools::judge("soffice")?;
    // Its settings are this test's own, so that it starts whatever else runs.
    let settings = format!("-env:UserInstallation=file://{}", folder.path().join("settings").display());
    let input = if from.ends_with("html") { &["--infilter=HTML (StarWriter)"][..] } else { &[] };
    let output = office.arg(settings).arg("--headless").args(input).args(["--convert-to", form, from]);
    let output = output.current_dir(folder.path()).output().expect("the word processor runs");
    let into = Path::new(from).with_extension(form.split(':').next().expect("an extension"));
    assert!(folder.path().join(into).is_file(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(())
}

/// All text of an element, as a reader sees it.
fn text(node: Node<'_, '_>) -> String {
    let words = |node: Node<'_, '_>| match node.tag_name().name() {
        // Several spaces, a tabulator and a line break have elements of their own.
        "s" | "tab" | "line-break" => Some(" ".to_owned()),
        _ => node.text().filter(|_| node.is_text()).map(str::to_owned),
    };
    plain(&node.descendants().filter_map(words).collect::<String>())
}

/// The values of an attribute of all elements of a name.
fn values<'d>(document: &'d Document<'_>, element: &'static str, attribute: &'static str) -> Vec<&'d str> {
    let elements = document.descendants().filter(move |node| node.tag_name().name() == element);
    let found = elements.filter_map(|node| node.attributes().find(|one| one.name() == attribute));
    found.map(|attribute| attribute.value()).collect()
}

/// The level of a heading.
fn level<'a>(heading: Node<'a, '_>) -> &'a str {
    heading.attributes().find(|one| one.name() == "outline-level").map_or("", |level| level.value())
}

#[test]
fn headings_tables_and_links_are_whole_in_the_form_of_word() {
    let folder = Folder::new("html_report-word");
    let mut command = support::command(support::BRIEF);
    command.args(["check", "pilots/working-well-phase-2.yaml", "--only", "professional-bodies", "--format", "html"]);
    let page = Ran::of(command.args(DAY).current_dir(env!("CARGO_MANIFEST_DIR")), &[]).out;
    folder.write("report.html", &page);
    if converted(&folder, "report.html", "docx:Office Open XML Text").is_none() {
        return;
    }
    // What the form of Word holds is read back as text.
    converted(&folder, "report.docx", "fodt");
    let read = fs::read_to_string(folder.path().join("report.fodt")).expect("a document");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let read = Document::parse_with_options(&read, options).expect("XML");
    let page = html::read(&page);

    let headings = read.descendants().filter(|node| node.tag_name().name() == "h");
    let headings: Vec<String> = headings.map(|node| format!("h{} {}", level(node), text(node))).collect();
    // What is for paper alone stands there, too.
    let wanted =
        page.elements.iter().filter(|element| matches!(element.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5"));
    let wanted: Vec<String> = wanted.map(|heading| format!("{} {}", heading.name, plain(&heading.text))).collect();
    assert_eq!(headings, wanted);
    assert!(headings.len() > 30, "{}", headings.len());

    let rows = read.descendants().filter(|node| node.tag_name().name() == "table-row");
    let rows: Vec<usize> =
        rows.map(|row| row.children().filter(|cell| cell.tag_name().name() == "table-cell").count()).collect();
    assert_eq!(rows, vec![4; page.named("tr").count()]);

    let links = values(&read, "a", "href");
    let wanted: Vec<&str> = page.named("a").map(|link| link.attribute("href")).collect();
    assert_eq!(links, wanted);
    let names: BTreeSet<&str> =
        ["bookmark", "bookmark-start"].into_iter().flat_map(|element| values(&read, element, "name")).collect();
    // Whoever uses a word processor needs no way past the head of a page.
    let within = links.iter().filter_map(|link| link.strip_prefix('#')).filter(|name| *name != "_content");
    let dead: BTreeSet<&str> = within.filter(|name| !names.contains(name)).collect();
    assert!(dead.is_empty(), "{dead:?}");
}
