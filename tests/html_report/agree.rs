//! The report says all that the JSON form says.

use std::collections::BTreeMap;

use serde_json::Value;
use watching_brief::citations::Register;

use super::{DAY, plain, report, shipped};
use crate::support::{self, Folder, html};

fn texts<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// By its JSON: all that must stand in a result, and all that must stand there or one link away from it.
fn wanted(result: &Value) -> (Vec<String>, Vec<String>) {
    let mut wanted: Vec<&str> = ["rule", "force", "title", "by"].into_iter().map(|key| texts(result, key)).collect();
    wanted.push(texts(&result["cite"], "phrase"));
    let mut linked: Vec<&str> = Vec::new();
    for reason in
        result["because"].as_array().expect("reasons").iter().chain(result["turns_on"].as_array().expect("facts"))
    {
        wanted.push(texts(reason, "fact"));
        wanted.push(texts(reason, "ask"));
        for statement in reason["statements"].as_array().expect("statements") {
            wanted.extend(["by", "basis", "phrase"].map(|key| texts(statement, key)));
            linked.push(texts(statement, "document"));
        }
    }
    [wanted, linked].map(|texts| texts.into_iter().map(plain).filter(|text| !text.is_empty()).collect()).into()
}

/// The remarks on all statements on which a result rests.
fn notes(result: &Value) -> Vec<String> {
    let reasons = ["because", "turns_on"].map(|key| result[key].as_array().expect("facts").clone()).concat();
    let statements = reasons.iter().flat_map(|reason| reason["statements"].as_array().expect("statements"));
    statements.filter_map(|statement| statement["note"].as_str()).map(plain).collect()
}

/// The titles of the documents that the program knows, by their ids.
fn titles() -> BTreeMap<String, String> {
    let register = Register::embedded();
    register.documents().iter().map(|document| (document.id.clone(), document.title.clone())).collect()
}

#[test]
fn every_verdict_and_every_reason_is_in_the_text() {
    let pilots = ["working-well-phase-2", "example-unacceptable", "example-acceptable"];
    let (page, json) = (html::read(&shipped(&pilots, "html").out), shipped(&pilots, "json").json());
    let results: BTreeMap<&str, &html::Element> = page
        .named("details")
        .filter(|element| element.attribute("class") == "result")
        .map(|element| (page.heading_of(element), element))
        .collect();
    let (mut seen, titles) = (0, titles());
    for pilot in json["pilots"].as_array().expect("pilots") {
        assert!(plain(&page.text).contains(&plain(texts(pilot, "title"))));
        for result in pilot["results"].as_array().expect("results") {
            let id = format!("{}-{}", texts(pilot, "pilot"), texts(result, "rule"));
            let element = results.get(id.as_str()).unwrap_or_else(|| panic!("no {id}"));
            let is_open = result["verdict"] == "met" && result["applies"] == "open";
            let verdict = if is_open { "met, if it applies" } else { texts(result, "verdict") };
            assert_eq!(element.attribute("data-verdict"), verdict, "{id}");
            let text = plain(&element.text);
            let word = verdict.replace('-', " ");
            assert!(text.to_lowercase().contains(&word), "{id}: {word}");
            let (wanted, linked) = wanted(result);
            // A remark is a sentence, and so begins with a capital letter; a long one is cut.
            for note in notes(result) {
                let beginning: String = note.chars().skip(1).take(200).collect();
                assert!(text.contains(&beginning), "{id} lacks the note: {note}\n{text}");
            }
            let document = titles.get(texts(&result["cite"], "document")).expect("a document of the register");
            for wanted in wanted.into_iter().chain([plain(document)]) {
                assert!(text.contains(&wanted), "{id} lacks: {wanted}\n{text}");
            }
            let text = plain(&page.text_with_what_it_links_to(element));
            for linked in linked {
                assert!(text.contains(&linked), "{id} does not lead to: {linked}\n{text}");
            }
            seen += 1;
        }
    }
    assert_eq!((seen, results.len()), (3 * results.len() / 3, seen));
    assert!(seen > 300, "{seen}");
}

/// What stands first is what the task of a board is: who says so, and by whom each condition is stated.
#[test]
fn the_first_sheet_says_what_is_breached_and_by_whom() {
    let page = html::read(&shipped(&["working-well-phase-2"], "html").out);
    let sheet = page.elements.iter().find(|element| element.attribute("class") == "part sheet").expect("a sheet");
    let text = plain(&sheet.text);
    let json = shipped(&["working-well-phase-2"], "json").json();
    for verdict in ["breached", "unstated"] {
        let wanted = format!("{verdict} {} conditions", json["pilots"][0]["summary"][verdict]);
        assert!(text.to_lowercase().contains(&wanted), "{wanted}\n{text}");
    }
    for wanted in [
        "Which steps, if any, can anyone be required to attend, such as an initial assessment?",
        "At least initial assessment; not treatment, according to Mat Ainsworth, Greater Manchester Combined Authority (claimed)",
        "All of these: on the word of Mat Ainsworth, Greater Manchester Combined Authority alone; without it: unstated.",
        "Breached 5 conditions, each on one speaker’s word alone",
        "Breached: 5 conditions, 4 of them musts",
        "4 conditions, stated by the five bodies (1 must); BACP and fellow bodies (1 must); Mental Wealth Foundation (2 must).",
        "Met 4 conditions, 1 of them on one speaker’s word alone",
        "no benefit depends on it (must). Stated by the five bodies. PB-01",
        "The professional bodies' joint position PB-01 to PB-20",
        "Met on one speaker’s word alone",
        "Stated by Elizabeth Cotton. On the word of the article (Catherine Jackson) alone; without it: unstated. COT-21",
        "Where do sessions take place?",
        "What the government has said that co-located therapy will be",
        // All that is unstated of a set may turn on one question, and is named with it; of other sets it does not.
        "9 conditions: 9 unstated. None of the 9 that are unstated can be told before this is answered: Where do sessions take place?",
        "31 conditions: 31 unstated.Elizabeth Cotton",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    // One word says that too little is said, and no other.
    let words = text.to_lowercase();
    assert!(!words.contains("not known") && !words.contains(" open"), "one word for what is unstated: {text}");
    // A board has no need of the names by which files call facts and documents.
    for name in ["voluntariness.mandatory_steps", "(jackson-2016)"] {
        assert!(!text.contains(name), "{name}\n{text}");
        assert!(plain(&page.text).contains(name), "{name}");
    }
    // The lines of the file are one link away from the finding.
    assert!(page.named("a").any(|link| link.text.starts_with("line ") && link.attribute("href").contains("._said-")));
    let excerpt = page.named("pre").find(|pre| pre.text.contains("[initial-assessment]")).expect("the lines");
    let results = json["pilots"][0]["results"].as_array().expect("results");
    let breached = results.iter().find(|result| result["rule"] == "PB-01").expect("the result");
    let line = breached["because"][0]["statements"][0]["line"].as_u64().expect("a line");
    let rows = [format!("{} ", line - 1), "mandatory_steps:".to_owned(), format!("\n{line} ")];
    assert!(rows.iter().all(|row| excerpt.text.contains(row)), "{rows:?}: {}", excerpt.text);
}

#[test]
fn errors_notices_and_waivers_are_told() {
    let folder = Folder::new("html_report-run");
    let head = "format: 1\ntitle: A pilot\nstatus: running\n";
    let waiver = "waivers:\n  - {rule: PB-14, reason: it is being mended, by: the board, until: 2027-03-31}\n";
    folder.write("a.yaml", format!("{head}pilot: first\nservice: {{offer: [psychological-therapy]}}\n{waiver}"));
    folder.write("b.yaml", format!("{head}pilot: second\nnonsense: 1\n"));
    let page = report(&folder, &["a.yaml", "b.yaml"]);
    let text = plain(&page.text);
    assert!(text.contains("Errors") && text.contains("b.yaml:5:1"), "{text}");
    let waived = page.opening("first-PB-14").expect("the result");
    assert!(
        plain(&waived.text).contains("Waived by the board until 2027-03-31: it is being mended."),
        "{}",
        waived.text
    );
    let without = report(&folder, &["a.yaml", "--basis", "observed", "--without", "DWP"]);
    assert!(plain(&without.text).contains("Statements weaker than observed are set aside."));
    assert!(plain(&without.text).contains("It is set aside in this report."));
}

/// Whatever the number of threads, and in a file as on standard output.
#[test]
fn the_bytes_are_the_same_every_time() {
    let run = |threads: &str| {
        let mut command = support::command(support::BRIEF);
        command.args(["check", "pilots", "--only", "voluntariness", "--format", "html"]).args(DAY);
        let command = command.env("RAYON_NUM_THREADS", threads).current_dir(env!("CARGO_MANIFEST_DIR"));
        crate::support::Ran::of(command, &[]).out
    };
    let one = run("1");
    assert!(one.contains("<h3 id=\"_pilots\">"), "an index");
    assert!(one == run("2") && one == run("2"));
    html::read(&one);
}
