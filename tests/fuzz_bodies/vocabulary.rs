//! Any bytes, read as a file of vocabularies.
//!
//! They come to vocabularies, or to errors with a place, and always to the same. Whatever a vocabulary that is taken declares
//! can be stated: a pilot of its facts is read as it was written and is of the shape that the printed schema has, the
//! template of a new pilot is one, and rules can ask for each fact. What extends it changes nothing of it.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};
use watching_brief::explain;
use watching_brief::files::MemoryFiles;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::limits::Limits;
use watching_brief::model::vocabulary::{Fact, FactType, MAX_FACTS, MAX_VALUES, Vocabulary};
use watching_brief::model::{Condition, Status, Test};
use watching_brief::pilot::{self, Heading, StatedFact, StatedValue, Statement};
use watching_brief::project::vocabulary_loading::{LoadedVocabularies, load_vocabularies};
use watching_brief::rules::Collection;
use watching_brief::schema::{self, Kind, Read, Schemas};
use watching_brief::source::Documents;
use watching_brief::{render, template};

use super::conditions::written;
use super::forms;
use super::pilot::without_places;

const FILE: &str = "v.yaml";

/// The most facts of one vocabulary that are stated and asked for.
const MOST: usize = 24;

/// Reads a file of vocabularies, and uses them.
pub fn run(bytes: &[u8]) {
    match (load(bytes, None), load(bytes, None)) {
        (Ok(loaded), Ok(again)) => {
            assert_eq!(format!("{:?}", loaded.all), format!("{:?}", again.all));
            for vocabulary in loaded.all.iter().take(4) {
                used(vocabulary, bytes);
                extended(vocabulary, bytes);
            }
        }
        (Err(told), Err(again)) => {
            assert_eq!(told, again);
            assert!(!told.is_empty(), "what is refused is wrong in some way");
            let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
            for one in &told {
                forms::line(&one.message);
                let place = one.place;
                assert_eq!(one.file.as_deref(), Some(FILE), "{one:?}");
                // Of a file without any vocabulary there is no place to tell.
                assert!(place.is_some() || one.message.starts_with("there is no vocabulary in it"), "{one:?}");
                assert!(
                    place.is_none_or(|place| (1..=lines).contains(&(place.line as usize)) && place.column > 0),
                    "{one:?}"
                );
            }
        }
        (one, other) => panic!("once {:?}, and once {:?}", one.err(), other.err()),
    }
}

fn load(bytes: &[u8], extending: Option<&str>) -> Result<LoadedVocabularies, Vec<Diagnostic>> {
    let mut files = MemoryFiles::new().with(FILE, bytes);
    let mut paths = vec![PathBuf::from(FILE)];
    if let Some(text) = extending {
        files = files.with("extending.yaml", text);
        paths.push(PathBuf::from("extending.yaml"));
    }
    load_vocabularies(&files, &paths, Limits::default())
}

/// Some facts of a vocabulary, those that it declares itself first.
fn some_facts(vocabulary: &Vocabulary) -> Vec<&Fact> {
    let mut facts: Vec<&Fact> = vocabulary.own_facts().chain(vocabulary.facts()).take(MOST).collect();
    facts.sort_by_key(|fact| fact.id);
    facts.dedup_by_key(|fact| fact.id);
    facts
}

/// Values that a fact may have: the first and the last of them.
fn values(fact: &Fact) -> Vec<StatedValue<'static>> {
    let last = u8::try_from(fact.values.len().saturating_sub(1)).expect("few values");
    match fact.kind {
        FactType::Bool => vec![StatedValue::Bool(true), StatedValue::Bool(false)],
        FactType::Choice => vec![StatedValue::Choice(0), StatedValue::Choice(last), StatedValue::OneOf(vec![0])],
        FactType::Set => vec![
            StatedValue::Exactly(Vec::new()),
            StatedValue::Exactly((0..=last).collect()),
            StatedValue::Partly { includes: vec![last], excludes: Vec::new() },
        ],
        FactType::Text => vec![StatedValue::Text("a board".into())],
        FactType::Number | FactType::Date => vec![StatedValue::some_of(fact.kind, fact.range)],
    }
}

/// States the facts of a vocabulary, and asks for them.
fn used(vocabulary: &Arc<Vocabulary>, bytes: &[u8]) {
    assert!(vocabulary.facts().len() <= MAX_FACTS);
    let schemas = Arc::new(Schemas::new(Arc::clone(vocabulary)));
    for (at, fact) in vocabulary.facts().iter().enumerate() {
        assert_eq!(fact.id.index(), at);
        assert_eq!(vocabulary.find_path(&fact.path).map(|found| found.id), Some(fact.id), "{}", fact.path);
        assert!(fact.values.len() <= MAX_VALUES && fact.values.is_empty() != fact.kind.has_values(), "{fact:?}");
    }
    let text = template::pilot(vocabulary, "a-pilot", "a-pilot.yaml");
    let Read::Tree(_, problems) = schemas.read(Kind::Pilot, &text, false) else { panic!("no pilot: {text}") };
    assert!(problems.is_empty(), "{problems:?} in {text}");

    let facts = some_facts(vocabulary);
    let stated: Vec<StatedFact<'static>> = facts
        .iter()
        .map(|fact| StatedFact { fact: fact.id, statements: values(fact).into_iter().map(Statement::plain).collect() })
        .collect();
    let text = read_again(vocabulary, &schemas, &stated);
    // The printed schema is for the validators of others, and slow to make ready.
    if bytes.len().is_multiple_of(8) {
        of_printed_shape(vocabulary, &facts, &text);
    }
    asked_for(&schemas, &facts);
    for fact in facts {
        let page = render::explain::page(&explain::fact_alone(fact));
        page.markdown().lines().for_each(forms::line);
    }
}

/// Writes a pilot, which is read as it was written; gives its text.
fn read_again(vocabulary: &Vocabulary, schemas: &Schemas, stated: &[StatedFact<'static>]) -> String {
    let heading = Heading { id: "p", title: "P", status: Status::Running, invented: false };
    let text = pilot::write(vocabulary, &heading, stated);
    let Read::Tree(tree, problems) = schemas.read(Kind::Pilot, &text, false) else { panic!("no pilot: {text}") };
    assert!(problems.is_empty(), "{problems:?} in {text}");
    let read = pilot::pilot(vocabulary, &tree).unwrap_or_else(|wrong| panic!("{wrong:?} in {text}"));
    assert_eq!(without_places(&read.facts), stated, "{text}");
    text
}

/// A pilot is of the shape that the printed schema has, and would not be with a fact that the vocabulary lacks.
fn of_printed_shape(vocabulary: &Vocabulary, facts: &[&Fact], text: &str) {
    let schema = jsonschema::validator_for(&schema::pilot(vocabulary)).expect("a sound schema");
    let mut pilot: Value = serde_yaml::from_str(text).expect("YAML");
    if let Some(error) = schema.iter_errors(&pilot).next() {
        panic!("{error} at {}: {text}", error.instance_path());
    }
    if let Some(fact) = facts.first() {
        pilot[&fact.section]["no_such_fact_at_all"] = json!(true);
        assert!(!schema.is_valid(&pilot), "{pilot}");
    }
}

/// A rule asks for each fact in each way that its type allows, and is taken.
fn asked_for(schemas: &Arc<Schemas>, facts: &[&Fact]) {
    let vocabulary = schemas.vocabulary();
    let Some((about, _)) = vocabulary.dimensions().first() else { return };
    let tests = |fact: &Fact| match fact.kind {
        FactType::Bool => vec![Test::OneOf(1), Test::Stated],
        FactType::Choice => vec![Test::OneOf(1), Test::NoneOf(fact.all_values()), Test::Stated],
        FactType::Set => vec![Test::Includes(1), Test::Only(fact.all_values()), Test::Empty, Test::AtLeast(1)],
        FactType::Text | FactType::Number | FactType::Date => vec![Test::Stated],
    };
    let all = facts.iter().flat_map(|fact| tests(fact).into_iter().map(|test| Condition::Fact(fact.id, test)));
    let all: Vec<Condition> = all.collect();
    if all.is_empty() {
        return;
    }
    let rule = json!({
        "id": "R-1", "title": "T", "about": about.name(), "force": "must", "by": "us", "reason": "R", "remedy": "M",
        "cite": {"document": "d", "paragraph": 1, "phrase": "a phrase"},
        "require": written(vocabulary, &Condition::Any(all.clone())),
    });
    let set = json!({
        "format": 1, "ruleset": "r", "vocabulary": vocabulary.id(), "title": "T", "issued_by": ["us"], "summary": "S",
        "rules": [rule],
    });
    let text = set.to_string();
    let document = Documents::new(text.as_bytes()).flatten().next().expect("a document");
    let (mut collection, mut wrong) = (Collection::new(Arc::clone(schemas)), Vec::new());
    collection.add_document("rules.yaml", &document, false, &mut wrong);
    assert!(wrong.iter().all(|wrong| wrong.message.contains("steps")), "{wrong:?} in {text}");
    for (_, rule) in collection.rules() {
        assert_eq!(rule.rule.require, Condition::Any(all.clone()), "{text}");
    }
}

/// What extends a vocabulary adds to it, and changes nothing of it.
fn extended(vocabulary: &Arc<Vocabulary>, bytes: &[u8]) {
    let (id, own) = (vocabulary.id(), "an-extending-one");
    let mut facts = json!({"zzz": {"zzz": {"type": "bool", "means": "whether it is so", "ask": "Is it so?"}}});
    let most = |fact: &&Fact| fact.kind.has_values() && fact.values.len() < MAX_VALUES;
    let added = vocabulary.facts().iter().rfind(most).filter(|fact| fact.value("zzz.zzz").is_none());
    if let Some(fact) = added {
        facts[&fact.section][&fact.name] = json!({"values": {"zzz.zzz": "a value more"}});
    }
    if vocabulary.facts().len() == MAX_FACTS || vocabulary.find("zzz", "zzz").is_some() || vocabulary.includes(own) {
        return;
    }
    let text = json!({"format": 1, "vocabulary": own, "title": "T", "extends": [id], "facts": facts}).to_string();
    let loaded = load(bytes, Some(&text)).unwrap_or_else(|wrong| panic!("{wrong:?} in {text}"));
    let all = loaded.schemas.vocabulary();
    assert!(all.id() == own && all.includes(id));
    assert_eq!(all.facts().len(), vocabulary.facts().len() + 1);
    for (before, after) in vocabulary.facts().iter().zip(all.facts()) {
        assert_eq!((&before.path, before.kind, &before.unit), (&after.path, after.kind, &after.unit));
        assert_eq!((before.range, &before.means, &before.ask), (after.range, &after.means, &after.ask));
        let more = usize::from(added.is_some_and(|fact| fact.id == before.id));
        assert!(after.values.starts_with(&before.values) && after.values.len() == before.values.len() + more);
    }
    for (dimension, title) in vocabulary.dimensions() {
        assert_eq!(all.dimension_title(dimension), title);
    }
    let stated: Vec<StatedFact<'static>> = some_facts(vocabulary)
        .into_iter()
        .filter_map(|fact| {
            Some(StatedFact { fact: fact.id, statements: vec![Statement::plain(values(fact).into_iter().next()?)] })
        })
        .collect();
    read_again(all, &loaded.schemas, &stated);
}
