//! Small random rules over a few facts of the vocabulary, with every pilot that can tell them apart.

use std::fmt::Write as _;

use proptest::prelude::*;
use watching_brief::evaluate::{Facts, StatementFilter};
use watching_brief::model::vocabulary::{FactType, Vocabulary};
use watching_brief::model::{Applies, Verdict};
use watching_brief::pilot::{StatedFact, StatedValue, Statement};
use watching_brief::reason::RuleInSet;
use watching_brief::rules::Collection;
use watching_brief::source::Document;

/// The facts that the rules speak of: two that are true or false, a choice, and a set.
pub const FACTS: [&str; 4] =
    ["evaluation.planned", "targets.recovery", "referral.referrer_training", "evaluation.horizon"];

/// A rule set of rules: of each its id, its force and what it requires.
pub fn set<R: AsRef<str>>(id: &str, more: &str, rules: &[(R, &str, R)]) -> String {
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

/// What a rule may require, in the form of a rule file.
pub fn requirement() -> BoxedStrategy<String> {
    let vocabulary = Vocabulary::shipped();
    let of = |path: &str| vocabulary.find_path(path).expect("a fact").clone();
    let leaves: Vec<String> = FACTS
        .iter()
        .flat_map(|path| {
            let fact = of(path);
            let tests: Vec<String> = match fact.kind {
                FactType::Bool => vec!["true".into(), "false".into(), "stated".into()],
                FactType::Choice => {
                    let mut tests: Vec<String> = fact.values.clone();
                    tests.extend(fact.values.iter().map(|value| format!("{{is_not: {value}}}")));
                    tests.push("stated".into());
                    tests
                }
                _ => {
                    let each = |word: &str| {
                        fact.values.iter().map(|value| format!("{{{word}: [{value}]}}")).collect::<Vec<_>>()
                    };
                    let mut tests = [each("includes"), each("excludes"), each("only")].concat();
                    tests.extend(["empty", "not-empty", "stated", "{at_least: 2}"].map(str::to_owned));
                    tests
                }
            };
            tests.into_iter().map(move |test| format!("{{{path}: {test}}}"))
        })
        .collect();
    let leaf = proptest::sample::select(leaves);
    let several = |word: &'static str, part: BoxedStrategy<String>| {
        prop::collection::vec(part, 1..=3).prop_map(move |parts| format!("{{{word}: [{}]}}", parts.join(", ")))
    };
    leaf.prop_recursive(2, 8, 3, move |part| {
        let part = part.boxed();
        prop_oneof![
            2 => several("all", part.clone()),
            2 => several("any", part.clone()),
            1 => part.clone().prop_map(|part| format!("{{not: {part}}}")),
            1 => (part.clone(), part).prop_map(|(scope, then)| format!("{{if: {scope}, then: {then}}}")),
        ]
    })
    .boxed()
}

/// Rule sets that are loaded.
pub struct Loaded(Collection);

/// A rule set: its id, its scope if it has one, and of each rule its force and what it requires.
pub type Set<'s> = (&'s str, Option<String>, Vec<(&'s str, String)>);

impl Loaded {
    /// These sets.
    pub fn of(sets: &[Set<'_>]) -> Self {
        let (mut collection, mut wrong) = (Collection::default(), Vec::new());
        for (id, scope, rules) in sets {
            let rules: Vec<(String, &str, String)> = rules
                .iter()
                .enumerate()
                .map(|(at, (force, rule))| (format!("{}-{at}", id.to_uppercase()), *force, rule.clone()))
                .collect();
            let scope = scope.as_ref().map_or_else(String::new, |scope| format!("applies_when: {scope}\n"));
            let document = Document {
                index: 0,
                first_line: 1,
                text: set(id, &scope, &rules),
                limits: watching_brief::model::limits::Limits::default(),
            };
            collection.add_document("set.yaml", &document, false, &mut wrong);
        }
        assert_eq!(wrong, []);
        Self(collection)
    }

    /// Their rules, in order.
    pub fn held(&self) -> Vec<RuleInSet<'_>> {
        self.0.rules().map(|(set, rule)| RuleInSet { set, rule }).collect()
    }
}

/// A pilot as a list of statements.
pub type Pilot = Vec<StatedFact<'static>>;

/// Every pilot over the facts: all that can be said of each, and nothing.
pub fn pilots() -> Vec<Pilot> {
    let vocabulary = Vocabulary::shipped();
    let mut facts: Vec<_> = FACTS.iter().map(|path| vocabulary.find_path(path).expect("a fact")).collect();
    facts.sort_by_key(|fact| fact.id);
    let mut pilots: Vec<Pilot> = vec![Vec::new()];
    for fact in facts {
        let ways: Vec<StatedValue<'static>> = match fact.kind {
            FactType::Bool => vec![StatedValue::Bool(false), StatedValue::Bool(true)],
            FactType::Choice => (0..).take(fact.values.len()).map(StatedValue::Choice).collect(),
            _ => set_said(u8::try_from(fact.values.len()).expect("few")),
        };
        let more = pilots.iter().flat_map(|pilot| {
            ways.iter().map(|said| {
                let mut pilot = pilot.clone();
                pilot.push(StatedFact { fact: fact.id, statements: vec![statement(said.clone())] });
                pilot
            })
        });
        let more: Vec<Pilot> = more.collect();
        pilots.extend(more);
    }
    pilots
}

/// All that one statement can say of a set of so many values.
fn set_said(count: u8) -> Vec<StatedValue<'static>> {
    let mut ways = vec![StatedValue::Exactly(Vec::new())];
    for number in 1..3u64.pow(u32::from(count)) {
        let of =
            |wanted: u64| (0..count).filter(|at| number / 3u64.pow(u32::from(*at)) % 3 == wanted).collect::<Vec<u8>>();
        ways.push(StatedValue::Partly { includes: of(1), excludes: of(2) });
    }
    ways
}

fn statement(said: StatedValue<'static>) -> Statement<'static> {
    Statement::plain(said)
}

/// The verdict of a pilot.
pub fn verdict(held: &RuleInSet<'_>, pilot: &[StatedFact<'_>]) -> Verdict {
    let hearing = StatementFilter::default();
    held.rule.prepared.verdict(&Facts::new(Vocabulary::shipped(), pilot, &hearing)).expect("small")
}

pub fn satisfied(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Met | Verdict::NotApplicable)
}

/// Whether the set of a rule applies to a pilot, whatever comes of what it leaves open.
pub fn applies(held: &RuleInSet<'_>, pilot: &[StatedFact<'_>]) -> bool {
    let hearing = StatementFilter::default();
    let facts = Facts::new(Vocabulary::shipped(), pilot, &hearing);
    held.set.scope.as_ref().is_none_or(|scope| scope.applies(&facts).expect("small") == Applies::Yes)
}
