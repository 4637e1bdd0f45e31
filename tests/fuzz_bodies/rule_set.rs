//! Any bytes, read as a file of rule sets: taken up, linked, made ready, and tried by the tests that they carry.
//!
//! Whatever the rules, that ends, in an error or a set; reading again tells the same; and every error has a place in the
//! file.

use watching_brief::cases;
use watching_brief::evaluate::{Facts, StatementFilter};
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::rules::{Collection, Encounter, Loader, Purpose};
use watching_brief::schema::Schemas;
use watching_brief::source::Documents;

use super::forms;

const FILE: &str = "rules.yaml";

/// Reads a file, and tries what is in it.
pub fn run(bytes: &[u8]) {
    let (tested, told) = taken_up(bytes, Purpose::Test);
    for set in tested.sets() {
        assert_eq!(cases::of_scope(set).len(), set.set.tests.len());
        for rule in &set.rules {
            assert!(rule.rule.origin.is_none(), "what is imported is tested where it comes from");
            assert_eq!(cases::of_rule(rule).len(), rule.rule.tests.len());
        }
    }
    let (checked, again) = taken_up(bytes, Purpose::Check);
    assert_eq!(errors(&told), errors(&again));
    let hearing = StatementFilter::default();
    let facts = Facts::new(Vocabulary::shipped(), &[], &hearing);
    for (_, rule) in checked.rules() {
        if let Ok(decision) = rule.prepared.decide(&facts) {
            assert_eq!(rule.prepared.verdict(&facts), Ok(decision.verdict));
            assert!(decision.because.is_empty(), "nothing is stated for {} to rest on", rule.rule.id);
        }
    }
}

fn taken_up(bytes: &[u8], purpose: Purpose) -> (Collection, Vec<Diagnostic>) {
    let (mut loader, mut told) = (Loader::new(std::sync::Arc::clone(Schemas::shipped())), Vec::new());
    for document in Documents::new(bytes).flatten() {
        loader.document(FILE, &document, Encounter::Named, &mut told);
    }
    while let Some(wanted) = loader.wanted() {
        loader.add_found(wanted, Err("there is no such file".to_owned()));
    }
    let mut collection = Collection::default();
    loader.finish(purpose, &mut collection, &mut told);
    let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
    for diagnostic in &told {
        forms::line(&diagnostic.message);
        let place = diagnostic.place.expect("a place");
        assert_eq!(diagnostic.file.as_deref(), Some(FILE), "{diagnostic:?}");
        assert!((1..=lines).contains(&(place.line as usize)) && place.column > 0, "{diagnostic:?}");
    }
    (collection, told)
}

/// What is wrong, however the sets are used.
fn errors(told: &[Diagnostic]) -> Vec<&Diagnostic> {
    told.iter().filter(|diagnostic| diagnostic.severity == watching_brief::model::diagnostic::Severity::Error).collect()
}
