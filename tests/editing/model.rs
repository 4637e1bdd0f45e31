//! What is expected of a change, by the simplest means: lists of statements, of which one is added, replaced or taken away.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// A document: what stands at its top, and the statements of each fact.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Model {
    pub top: BTreeMap<String, Value>,
    pub facts: BTreeMap<String, Vec<Value>>,
}

/// The places that a statement has in a file.
const PLACES: [&str; 5] = ["line", "column", "end_line", "end_column", "written_at"];

/// A statement without its places, and without what is null.
pub fn plain(statement: &Value) -> Value {
    let mut keys: BTreeMap<String, Value> = BTreeMap::new();
    for (key, value) in statement.as_object().expect("a statement") {
        if !PLACES.contains(&key.as_str()) && !value.is_null() && (key != "hedged" || *value == true) {
            keys.insert(key.clone(), value.clone());
        }
    }
    if !keys.contains_key("basis") && !keys.contains_key("unanswered") {
        keys.insert("basis".to_owned(), "specified".into());
    }
    Value::Object(keys.into_iter().collect::<Map<_, _>>())
}

/// The documents of an answer to `read`, by their places in the file.
pub fn documents(answer: &Value) -> BTreeMap<usize, Model> {
    let documents = answer["documents"].as_array().expect("a list").iter().map(|document| {
        let keys =
            ["pilot", "title", "status", "summary", "invented", "owners", "vocabulary", "provenance", "waived_rules"];
        let top = keys.iter().map(|key| ((*key).to_owned(), document[*key].clone())).collect();
        let facts = document["facts"].as_array().expect("a list").iter().map(|fact| {
            let statements = fact["statements"].as_array().expect("a list").iter().map(plain).collect();
            (fact["fact"].as_str().expect("a path").to_owned(), statements)
        });
        let at = document["document"].as_u64().expect("a place");
        (usize::try_from(at).expect("a small number"), Model { top, facts: facts.collect() })
    });
    documents.collect()
}

impl Model {
    /// Makes a change; false where it is none that can be made.
    pub fn change(&mut self, change: &Value) -> bool {
        let text = |key: &str| change[key].as_str().map(str::to_owned);
        if change["change"] == "set" {
            let key = text("key").expect("a key");
            let value = match (key.as_str(), &change["value"]) {
                ("owners", Value::Null) => Value::Array(Vec::new()),
                ("invented", Value::Null) => false.into(),
                (_, value) => value.clone(),
            };
            self.top.insert(key, value);
            return true;
        }
        let fact = text("fact").expect("a path");
        let statements = self.facts.entry(fact.clone()).or_default();
        let at = change["at"].as_u64().map(|at| usize::try_from(at).expect("a small number"));
        let made = match (change["change"].as_str().expect("a change"), at) {
            ("state", _) => {
                statements.push(plain(&change["statement"]));
                true
            }
            ("replace", Some(at)) if at < statements.len() => {
                statements[at] = plain(&change["statement"]);
                true
            }
            ("withdraw", Some(at)) if at < statements.len() => {
                statements.remove(at);
                true
            }
            ("withdraw", None) => {
                statements.clear();
                true
            }
            _ => false,
        };
        if statements.is_empty() {
            self.facts.remove(&fact);
        }
        made
    }
}
