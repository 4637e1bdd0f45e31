//! What the engine is, and what it has with it.

use serde::Serialize;
use watching_brief::answers::json;
use watching_brief::model::Force;
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::rules::{Collection, ReadySet};

use crate::answer::Answered;
use crate::request::Request;

/// What the engine is.
#[derive(Debug, Serialize)]
struct About<'a> {
    format: u32,
    version: &'static str,
    vocabulary: &'a str,
    rulesets: Vec<EmbeddedRuleSet<'a>>,
}

/// A rule set that is embedded.
#[derive(Debug, Serialize)]
struct EmbeddedRuleSet<'a> {
    ruleset: &'a str,
    title: &'a str,
    issued_by: &'a [String],
    summary: &'a str,
    musts: usize,
    shoulds: usize,
    asks: usize,
}

impl<'a> EmbeddedRuleSet<'a> {
    fn new(ready: &'a ReadySet) -> Self {
        let of_force = |force| ready.rules.iter().filter(|ready| ready.rule.force == force).count();
        Self {
            ruleset: &ready.set.id,
            title: &ready.set.title,
            issued_by: &ready.set.issued_by,
            summary: &ready.set.summary,
            musts: of_force(Force::Must),
            shoulds: of_force(Force::Should),
            asks: of_force(Force::Ask),
        }
    }
}

/// The version, the vocabulary and the embedded rule sets.
pub fn about(request: &Request) -> Answered {
    if request.form() != "json" {
        return Err(request.no_such_form(&["json"]));
    }
    let (mut collection, mut wrong) = (Collection::default(), Vec::new());
    collection.add_all_embedded(&mut wrong);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(json(&About {
        format: watching_brief::answers::FORMAT,
        version: env!("CARGO_PKG_VERSION"),
        vocabulary: Vocabulary::shipped().id(),
        rulesets: collection.sets().iter().map(EmbeddedRuleSet::new).collect(),
    }))
}
