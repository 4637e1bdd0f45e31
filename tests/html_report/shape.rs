//! What a report is made of: marks that say in words what they mean, and a table with names.

use super::shipped;
use crate::support::html;

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
