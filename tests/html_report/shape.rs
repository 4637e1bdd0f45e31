//! What a report is made of: marks that say in words what they mean, and a table with names.

use super::{plain, shipped, shipped_with};
use crate::support::{Folder, GOOD, RULES, html};

#[test]
fn every_mark_is_a_word_and_a_sign() {
    let page = html::read(&shipped(&["example-unacceptable", "working-well-phase-2"], "html").out);
    let marks = [
        ("breached", "✕ Breached"),
        ("contested", "≠ Contested"),
        ("unstated", "? Unstated"),
        ("met", "✓ Met"),
        ("met-if", "~ Met, if it applies"),
        ("not-applicable", "– Not applicable"),
    ];
    for (class, words) in marks {
        let class = format!("verdict {class}");
        let mut some = page.named("strong").filter(|mark| mark.attribute("class") == class).peekable();
        assert!(some.peek().is_some(), "{words}");
        assert!(some.all(|mark| mark.text == words), "{words}");
    }
}

#[test]
fn the_table_has_each_condition_once_and_each_pilot() {
    let page = html::read(&shipped(&["example-unacceptable", "working-well-phase-2"], "html").out);
    let rows = page.named("th").filter(|cell| cell.attribute("scope") == "row").count();
    let results = page.named("details").filter(|one| one.attribute("class") == "result").count();
    assert_eq!(rows * 2, results);
    let columns: Vec<&str> =
        page.named("th").filter(|cell| cell.attribute("scope") == "col").map(|cell| cell.text.as_str()).collect();
    let titles = [
        "Compulsory wellbeing support inside a jobcentre",
        "Working Well, Greater Manchester - relaunched with the DWP",
    ];
    assert_eq!(columns, ["Condition", titles[0], titles[1], "Force", "Stated by"]);
    assert!(page.elements.iter().any(|element| element.attribute("role") == "region"));
}

/// The short form is the first sheet of each pilot, word for word; nothing in it leads to what is not there.
#[test]
fn the_short_form_is_the_first_sheet_alone() {
    for pilot in ["example-unacceptable", "working-well-phase-2", "dwp-digital-therapy"] {
        let whole = html::read(&shipped(&[pilot], "html").out);
        let ran = shipped_with(&[pilot], &["--format", "html", "--quiet"]);
        assert!(ran.out.len() < 60_000, "{pilot}: {} bytes", ran.out.len());
        let short = html::read(&ran.out);
        let sheet = |page: &html::Document| {
            let of_class = |class: &str| {
                page.named("section").find(|one| one.attribute("class") == class).map(|one| one.text.clone())
            };
            let text = of_class("part sheet").expect("a sheet");
            // What leads elsewhere in the whole report is told to be there.
            let text = text.replace("in the whole report", "below");
            text.split_once("More of this pilot: ").map_or(text.clone(), |(_, rest)| {
                rest.split_once("every condition").expect("its last link").1.to_owned()
            })
        };
        assert_eq!(plain(&sheet(&short)), plain(&sheet(&whole)), "{pilot}");
        assert_eq!(short.named("details").filter(|one| one.attribute("class") == "result").count(), 0, "{pilot}");
        for link in short.named("a") {
            if let Some(id) = link.attribute("href").strip_prefix('#') {
                assert!(short.by_id(id).is_some(), "{pilot}: #{id} leads nowhere");
            }
        }
    }
}

/// A file is whole, whatever is shown on standard output; and what is wrong is told by the short form, too.
#[test]
fn the_short_form_is_for_standard_output_and_tells_what_is_wrong() {
    let folder = Folder::new("html-short");
    folder.write("good.yaml", GOOD).write("bad.yaml", "format: 1\npilot: bad\n").write("rules.yaml", RULES);
    let call = ["check", "--rules", "rules.yaml", "--format", "html", "--quiet", "--output", "html=whole.html"];
    let ran = folder.brief(&[&call[..], &["good.yaml", "bad.yaml"]].concat());
    let whole = std::fs::read_to_string(folder.path().join("whole.html")).expect("a file");
    assert!(whole.contains("class=\"result\"") && !ran.out.contains("class=\"result\""));
    assert!(ran.out.contains("<h3>Errors</h3>") && !ran.out.contains("run only-on-screen"), "{}", ran.out);
}
