//! Rule sets made of conditions, and loaded as a file of them would be.

use std::fmt;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use watching_brief::model::limits::Limits;
use watching_brief::model::vocabulary::{Fact, Vocabulary};
use watching_brief::model::{Condition, Force};
use watching_brief::reason::RuleInSet;
use watching_brief::rules::Collection;
use watching_brief::source::Document;

use super::random::small_condition;
use super::written::written;

/// Facts of the shipped vocabulary.
pub fn facts(paths: &[&str]) -> Vec<&'static Fact> {
    paths.iter().map(|path| Vocabulary::shipped().find_path(path).expect("a fact")).collect()
}

/// A rule before it is loaded.
#[derive(Clone)]
pub struct PlainRule {
    pub force: Force,
    pub scope: Option<Condition>,
    pub require: Condition,
}

/// A rule set before it is loaded.
#[derive(Clone)]
pub struct PlainSet {
    pub scope: Option<Condition>,
    pub rules: Vec<PlainRule>,
}

impl fmt::Debug for PlainRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} where {:?}", self.force.name(), self.require, self.scope)
    }
}

impl fmt::Debug for PlainSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "set that applies when {:?}", self.scope)?;
        self.rules.iter().try_for_each(|rule| writeln!(f, "  {rule:?}"))
    }
}

/// A rule of any force among these, which has a scope as often as `scoped` says.
pub fn any_rule<F: Strategy<Value = Force>>(
    facts: &[Fact],
    forces: F,
    scoped: f64,
    depth: u32,
) -> impl Strategy<Value = PlainRule> + use<F> {
    let scope = prop::option::weighted(scoped, small_condition(facts, depth.min(1)));
    (forces, scope, small_condition(facts, depth)).prop_map(|(force, scope, require)| PlainRule {
        force,
        scope,
        require,
    })
}

/// A set of so many rules.
pub fn any_set(
    scope: impl Strategy<Value = Option<Condition>>,
    rule: impl Strategy<Value = PlainRule>,
    rules: RangeInclusive<usize>,
) -> impl Strategy<Value = PlainSet> {
    (scope, vec(rule, rules)).prop_map(|(scope, rules)| PlainSet { scope, rules })
}

/// Loads sets under the ids `s0`, `s1` and so on, whose rules are `R-0-0`, `R-0-1` and so on.
pub fn load(sets: &[PlainSet]) -> Collection {
    load_for(Collection::default(), "referral", sets)
}

/// The same for the facts of another vocabulary, which a collection without rules has; they are about this dimension of it.
pub fn load_for(mut collection: Collection, about: &str, sets: &[PlainSet]) -> Collection {
    let (mut wrong, vocabulary) = (Vec::new(), std::sync::Arc::clone(collection.vocabulary()));
    for (at, set) in sets.iter().enumerate() {
        let rules = set.rules.iter().enumerate().map(|(number, rule)| {
            let mut file = json!({
                "id": format!("R-{at}-{number}"), "title": "A rule", "about": about, "force": rule.force.name(),
                "by": "nobody", "cite": {"document": "nothing", "paragraph": 1, "phrase": "a phrase"},
                "require": written(&vocabulary, &rule.require), "reason": "So that there is one.", "remedy": "Nothing.",
            });
            if let Some(scope) = &rule.scope {
                file["applies_when"] = written(&vocabulary, scope);
            }
            file
        });
        let mut file = json!({
            "format": 1, "ruleset": format!("s{at}"), "title": "A set", "issued_by": ["nobody"],
            "summary": "So that there is one.",
        });
        if let Some(scope) = &set.scope {
            file["applies_when"] = written(&vocabulary, scope);
        }
        file["rules"] = rules.collect();
        let document = Document { index: 0, first_line: 1, text: file.to_string(), limits: Limits::default() };
        collection.add_document(&format!("s{at}.yaml"), &document, false, &mut wrong);
    }
    assert_eq!(wrong, []);
    collection
}

/// The rules of a collection, in order.
pub fn in_sets(collection: &Collection) -> Vec<RuleInSet<'_>> {
    collection.rules().map(|(set, rule)| RuleInSet { set, rule }).collect()
}

/// The scopes within which a rule applies: that of its set and its own, as far as there are any.
pub fn scopes<'c>(rule: &RuleInSet<'c>) -> impl Iterator<Item = &'c Condition> + use<'c> {
    let (set, rule) = (rule.set, rule.rule);
    set.set.applies_when.iter().chain(&rule.rule.applies_when)
}

/// The text of a rule set: of each rule its id, its force and what it requires.
pub fn text<R: AsRef<str>>(id: &str, more: &str, rules: &[(R, &str, R)]) -> String {
    let mut text = format!("format: 1\nruleset: {id}\ntitle: T\nissued_by: [Us]\nsummary: S\n{more}rules:\n");
    for (id, force, require) in rules {
        let (id, require) = (id.as_ref(), require.as_ref());
        let _ = write!(
            text,
            "  - id: {id}\n    title: T\n    about: evaluation\n    force: {force}\n    by: us\n    \
             cite: {{document: d, paragraph: 1, phrase: a phrase}}\n    require: {require}\n    reason: R\n    remedy: M\n"
        );
    }
    text
}
