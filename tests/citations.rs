//! Every citation of the shipped rules and pilots stands where it says: the phrase in the named paragraph of the named
//! document. Upper and lower case, runs of white space, and typographic quotation marks and dashes do not count.
//!
//! The documents are not part of the project. They are looked for beside it, or where `BRIEF_SOURCES` says; without them
//! the test says that it is skipped, but not where `CI=true`: there they must be found.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_yaml::Value;
use watching_brief::citations::Register;
use watching_brief::pilot::Paragraph;

use crate::support::tools;

/// A phrase with its document, paragraph, and the file and fact or rule that cites it.
struct Cited {
    by: String,
    /// Who says so, of a statement of a pilot.
    speaker: Option<String>,
    document: String,
    paragraph: usize,
    phrase: String,
}

fn sources() -> Option<PathBuf> {
    let named = std::env::var_os("BRIEF_SOURCES").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/sources");
    let found = named.into_iter().chain([beside]).find(|folder| folder.is_dir());
    assert!(found.is_some() || !tools::is_ci(), "with CI=true the documents must be there");
    found
}

fn fold(text: &str) -> String {
    let plain = text.chars().map(|c| match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    });
    let lower = plain.collect::<String>().to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn files(folder: &str) -> Vec<(String, Value)> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        (path.display().to_string(), serde_yaml::from_str(&text).expect("sound YAML"))
    };
    paths.into_iter().map(read).collect()
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn of_rules(cited: &mut Vec<Cited>) {
    for (file, set) in files("rules") {
        for rule in set.get("rules").and_then(Value::as_sequence).into_iter().flatten() {
            let cite = rule.get("cite").expect("every rule cites");
            let id = text(rule, "id").expect("every rule has an id");
            cited.push(citation(format!("{file} {id}"), cite, &Value::Null));
        }
    }
}

fn of_pilots(cited: &mut Vec<Cited>) {
    for (file, pilot) in files("pilots") {
        if pilot.get("invented").and_then(Value::as_bool) == Some(true) {
            continue;
        }
        let defaults = pilot.get("provenance").cloned().unwrap_or(Value::Null);
        let sections = pilot.as_mapping().expect("a mapping").iter().filter(|(_, inside)| inside.is_mapping());
        for (section, facts) in sections.filter(|(name, _)| name.as_str() != Some("provenance")) {
            for (fact, value) in facts.as_mapping().expect("a section") {
                let statements = match value.as_sequence() {
                    Some(list) if list.iter().any(Value::is_mapping) => list.clone(),
                    _ => vec![value.clone()],
                };
                for statement in statements {
                    let by = format!("{file} {}.{}", section.as_str().expect("a name"), fact.as_str().expect("a name"));
                    let speaker = text(&statement, "by").or_else(|| text(&defaults, "by"));
                    assert!(speaker.is_some(), "{by} does not say who says so");
                    let basis = text(&statement, "basis").or_else(|| text(&defaults, "basis"));
                    assert!(basis.is_some(), "{by} does not say on what basis");
                    cited.push(Cited { speaker, ..citation(by, &statement, &defaults) });
                }
            }
        }
    }
}

fn citation(by: String, at: &Value, defaults: &Value) -> Cited {
    let document = text(at, "document").or_else(|| text(defaults, "document"));
    let number =
        |of: &Value| of.get("paragraph").and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
    Cited {
        document: document.unwrap_or_else(|| panic!("{by} cites no document")),
        paragraph: number(at).or_else(|| number(defaults)).unwrap_or_else(|| panic!("{by} cites no paragraph")),
        phrase: text(at, "phrase").unwrap_or_else(|| panic!("{by} cites no phrase")),
        speaker: None,
        by,
    }
}

#[test]
fn every_citation_is_found_where_it_says() {
    let Some(folder) = sources() else {
        println!("skipped: the documents are not here");
        return;
    };
    let mut cited = Vec::new();
    of_rules(&mut cited);
    assert!(cited.len() >= 127, "only {} rules cite", cited.len());
    of_pilots(&mut cited);
    let mut documents: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for Cited { by, document, paragraph, phrase, .. } in &cited {
        let paragraphs = documents.entry(document.clone()).or_insert_with(|| {
            let text = std::fs::read_to_string(folder.join(format!("{document}.txt"))).unwrap_or_default();
            text.lines().map(fold).collect()
        });
        if phrase.split_whitespace().count() > 12 {
            wrong.push(format!("{by}: the phrase has more than 12 words: {phrase}"));
        }
        let there =
            paragraph.checked_sub(1).and_then(|at| paragraphs.get(at)).is_some_and(|text| text.contains(&fold(phrase)));
        if !there {
            wrong.push(format!("{by}: not in {document}, paragraph {paragraph}: {phrase}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Those who write under an article or in a forum have names of their own, after the first paragraph of what they write:
/// so the register says who speaks in a paragraph, and a pilot puts nobody's words into another's mouth.
#[test]
fn whoever_is_named_after_a_paragraph_speaks_there() {
    let mut cited = Vec::new();
    of_pilots(&mut cited);
    let register = Register::embedded();
    let mut named = 0;
    for Cited { by, speaker, document, paragraph, .. } in &cited {
        let speaker = speaker.as_deref().expect("a speaker");
        let Some((_, first)) = speaker.split_once(" of paragraph ") else {
            assert!(
                !["contributor", "commenter", "reader"].iter().any(|word| speaker.ends_with(word)),
                "{by}: {speaker}"
            );
            continue;
        };
        let part =
            register.part(document, &Paragraph::Number(u32::try_from(*paragraph).expect("small"))).expect("a part");
        assert_eq!(part.by.as_deref(), Some(speaker), "{by}");
        assert_eq!(part.paragraphs.start().to_string(), first, "{by}");
        named += 1;
    }
    assert!(named >= 5, "only {named} statements are by people without a name");
}

/// Every condition of the six stakeholders has its rule.
#[test]
fn all_conditions_have_their_rules() {
    let expected = [
        ("professional-bodies", "PB", 20),
        ("dwp-assurances", "DWP", 9),
        ("mental-wealth-foundation", "MWF", 32),
        ("community-concerns", "COM", 31),
        ("cotton-questions", "COT", 26),
        ("mental-health-workforce", "WRK", 14),
    ];
    let sets: Vec<_> = files("rules").into_iter().filter(|(_, set)| set.get("ruleset").is_some()).collect();
    assert_eq!(sets.len(), expected.len());
    for (id, prefix, count) in expected {
        let (_, set) = sets.iter().find(|(_, set)| text(set, "ruleset").as_deref() == Some(id)).expect("the set");
        let rules = set.get("rules").and_then(Value::as_sequence).expect("rules");
        let ids: Vec<String> = rules.iter().filter_map(|rule| text(rule, "id")).collect();
        let wanted: Vec<String> = (1..=count).map(|number| format!("{prefix}-{number:02}")).collect();
        assert_eq!(ids, wanted);
    }
}
