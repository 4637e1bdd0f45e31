//! `brief search`, and what `brief explain` offers for a name that it does not know; the words of reports.

use serde_json::Value;
use watching_brief::explain::TERMS;

use super::support::Folder;

/// The hits of a search: their kinds and names, with values.
fn hits(words: &[&str]) -> Vec<String> {
    let folder = Folder::new(&format!("hits-{}", words.join("-")));
    let ran = folder.brief(&[&["search", "--format", "json", "--most", "500"], words].concat());
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(ran.status, Some(u8::from(json["hits"].as_array().expect("hits").is_empty()).into()), "{}", ran.out);
    let hits = json["hits"].as_array().expect("hits").iter();
    hits.map(|hit| {
        let text = |key: &str| hit[key].as_str().unwrap_or_default().to_owned();
        format!("{} {} {}", text("kind"), text("name"), text("value")).trim_end().to_owned()
    })
    .collect()
}

#[test]
fn a_word_is_found_wherever_it_is_spoken_of_names_first() {
    let found = hits(&["sanction"]);
    assert_eq!(found[0], "fact voluntariness.sanction_for_refusal");
    let place = |hit: &str| found.iter().position(|one| one == hit).unwrap_or_else(|| panic!("{hit}: {found:?}"));
    // In the title before in the reason alone.
    assert!(place("rule PB-02") < place("rule MWF-01"), "{found:?}");
    // However it ends, and however it is written.
    for word in ["Sanctions", "SANCTIONED", "sanctioning"] {
        assert_eq!(hits(&[word]), found, "{word}");
    }
    // Values and documents have hits of their own.
    assert!(hits(&["job-coaching"]).contains(&"value service.offer job-coaching".to_owned()));
    assert!(hits(&["exchange", "letters"]).contains(&"document mwf-letters-2016".to_owned()));
    assert_eq!(hits(&["mental-wealth-foundation"])[0], "ruleset mental-wealth-foundation");
    assert_eq!(hits(&["breached"])[0], "term breached");
}

#[test]
fn of_several_words_what_speaks_of_all_is_shown() {
    let both = hits(&["jobcentre", "clinician"]);
    let (one, other) = (hits(&["jobcentre"]), hits(&["clinician"]));
    assert!(!both.is_empty() && both.iter().all(|hit| one.contains(hit) && other.contains(hit)), "{both:?}");
    assert!(both.len() < one.len());
    // What nothing speaks of does not hide the rest.
    let some = hits(&["jobcentre", "zebra"]);
    assert_eq!(some, one);
    assert_eq!(hits(&["zebra"]), [""; 0]);
}

#[test]
fn a_person_reads_what_it_is_and_what_to_type_next() {
    let folder = Folder::new("human");
    let ran = folder.brief(&["search", "sanction", "--most", "2"]);
    assert!(ran.out.contains("  voluntariness.sanction_for_refusal (fact)\n"), "{}", ran.out);
    assert!(ran.out.contains("more are not shown; `--most NUMBER` shows them."), "{}", ran.out);
    assert!(ran.out.contains("`brief explain voluntariness.sanction_for_refusal` tells"), "{}", ran.out);
    let none = folder.brief(&["search", "zebra"]);
    assert_eq!(none.status, Some(1));
    assert!(none.out.contains("Nothing speaks of “zebra”."), "{}", none.out);
    // Rules of one's own.
    folder.write("rules.yaml", super::support::RULES);
    let own = folder.brief(&["search", "refusing", "--rules", "rules.yaml"]);
    assert!(own.out.contains("T-1 (rule)") && !own.out.contains("PB-02"), "{}", own.out);
}

#[test]
fn a_name_that_is_unknown_gets_what_speaks_of_it() {
    let folder = Folder::new("unknown");
    let ran = folder.brief(&["explain", "sanction"]);
    assert_eq!(ran.status, Some(2));
    let words = ran.err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
    assert!(words.contains("of that speak `voluntariness.sanction_for_refusal`, "), "{words}");
    // What is only misspelt gets the nearest name, as before.
    let near = folder.brief(&["explain", "PB-2"]);
    assert!(near.err.contains("did you mean `PB-02`?"), "{}", near.err);
}

#[test]
fn the_words_of_reports_are_explained_and_the_glossary_has_them_all() {
    let folder = Folder::new("terms");
    for term in TERMS {
        let ran = folder.brief(&["explain", term.name]);
        assert_eq!(ran.status, Some(0), "{}: {}", term.name, ran.err);
    }
    for name in ["Breached", "not-applicable", "findings", "at the bar"] {
        assert!(folder.brief(&["explain", name]).out.contains("What it means\n"), "{name}");
    }
    assert!(TERMS.is_sorted_by_key(|term| term.name));
    let entries: String = TERMS.iter().map(|term| format!("\n## {}\n\n{}\n", term.name, term.means)).collect();
    let page = std::fs::read_to_string("docs/glossary.md").expect("the glossary");
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        let (head, _) = page.split_once("\n## ").expect("entries");
        std::fs::write("docs/glossary.md", format!("{head}{entries}")).expect("the glossary is written");
    }
    assert!(page.ends_with(&entries), "SNAPSHOTS=overwrite cargo test search:: writes docs/glossary.md anew");
}
