//! The page of all rules: each thing stands there once, and leads to what it has to do with, and back.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::html::{self, Document};
use crate::support::{self, Folder, Ran};

fn shipped(call: &[&str]) -> Ran {
    let mut command = support::command(support::BRIEF);
    Ran::of(command.args(call).current_dir(env!("CARGO_MANIFEST_DIR")), &[])
}

fn json(call: &[&str]) -> Value {
    shipped(&[call, &["--format", "json"]].concat()).json()
}

/// Where the links of a page lead from: the last thing that stands before them.
fn links(page: &Document) -> BTreeSet<(String, String)> {
    let mut at = String::new();
    let mut links = BTreeSet::new();
    for element in &page.elements {
        let id = element.attribute("id");
        // A value stands within its fact.
        if element.name.starts_with('h') && !id.is_empty() {
            id.clone_into(&mut at);
        } else if let Some(to) = element.attribute("href").strip_prefix('#') {
            links.insert((at.clone(), to.to_owned()));
        }
    }
    links
}

#[test]
fn everything_stands_there_and_leads_on_and_back() {
    let page = html::read(&shipped(&["rules", "--format", "html"]).out);
    let (rules, facts) = (json(&["rules"]), json(&["facts"]));
    let links = links(&page);
    let leads = |from: &str, to: &str| links.contains(&(from.to_owned(), to.to_owned()));
    let mut seen = 0;
    for set in rules["rulesets"].as_array().expect("rule sets") {
        assert!(page.by_id(&format!("set.{}", set["ruleset"].as_str().expect("an id"))).is_some());
        for rule in set["rules"].as_array().expect("rules") {
            let id = rule["rule"].as_str().expect("an id");
            let anchor = format!("rule.{id}");
            let heading = page.by_id(&anchor).unwrap_or_else(|| panic!("no {id}"));
            assert_eq!(heading.text, format!("{id}: {}", rule["title"].as_str().expect("a title")));
            let document = format!("document.{}", rule["cite"]["document"].as_str().expect("a document"));
            assert!(leads(&anchor, &document) && leads(&document, &anchor), "{id} and {document}");
            let by = links.iter().find(|(from, to)| *from == anchor && to.starts_with("by.")).expect("a speaker");
            assert!(leads(&by.1, &anchor), "{id} and {}", by.1);
            for fact in rule["facts"].as_array().expect("facts") {
                let fact = format!("fact.{}", fact.as_str().expect("a path"));
                let set = format!("set.{}", set["ruleset"].as_str().expect("an id"));
                // A fact of a set's scope leads to the set, in which the rule stands.
                let there = leads(&anchor, &fact) && leads(&fact, &anchor);
                assert!(there || leads(&set, &fact) && leads(&fact, &set), "{id} and {fact}");
            }
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
    for section in facts["sections"].as_array().expect("sections") {
        for fact in section["facts"].as_array().expect("facts") {
            let path = fact["fact"].as_str().expect("a path");
            assert!(page.by_id(&format!("fact.{path}")).is_some(), "{path}");
            for value in fact["values"].as_array().expect("values") {
                let value = value.as_str().expect("a name");
                assert!(page.by_id(&format!("fact.{path}.{value}")).is_some(), "{path}: {value}");
            }
        }
    }
    // A value that is named leads to the rules that name it.
    assert!(
        leads("fact.referral.work_coach_role", "rule.PB-03")
            && leads("rule.PB-03", "fact.referral.work_coach_role.mandates")
    );
    assert!(shipped(&["rules", "--format", "html"]).out.len() < 5 * 1024 * 1024);
}

#[test]
fn only_what_is_chosen_is_shown() {
    let page = html::read(&shipped(&["rules", "--only", "PB-02", "--format", "html"]).out);
    let rules = page.elements.iter().filter(|element| element.attribute("id").starts_with("rule."));
    assert_eq!(rules.map(|rule| rule.attribute("id")).collect::<Vec<_>>(), ["rule.PB-02"]);
    assert!(page.text.contains("1 condition of 1 rule set"));
}

/// Rules, a register and a vocabulary of one's own; what is cited and is in no register is told of, too.
#[test]
fn what_is_ones_own_is_shown_too() {
    let folder = Folder::new("rules_site");
    folder.write(
        "vocabulary.yaml",
        "format: 1\nvocabulary: lending\ntitle: Lending\ndimensions: {loans: what is lent}\nfacts:\n  loans:\n    kind:\n      \
         type: choice\n      values: {book: a <b>book</b>, tool: a tool}\n      means: what is lent\n      ask: What is lent?\n",
    );
    folder.write(
        "rules.yaml",
        "format: 1\nvocabulary: lending\nruleset: library\ntitle: The library's rules\nissued_by: [us]\nsummary: ours\nrules:\n  - \
         id: L-1\n    title: Books are lent\n    about: loans\n    force: must\n    by: us\n    cite: {document: nowhere, \
         paragraph: 1, phrase: books}\n    require: {loans.kind: book}\n    reason: x\n    remedy: y\n",
    );
    let ran = folder.brief(&["rules", "--rules", "rules.yaml", "--vocabulary", "vocabulary.yaml", "--format", "html"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let page = html::read(&ran.out);
    let links = links(&page);
    assert!(links.contains(&("rule.L-1".to_owned(), "fact.loans.kind.book".to_owned())), "{links:?}");
    assert!(page.by_id("fact.loans.kind.book").expect("the value").text.contains("A <b>book</b>. Named by L-1."));
    assert!(page.text.contains("No register speaks of it. Cited by L-1 (1)."));
}
