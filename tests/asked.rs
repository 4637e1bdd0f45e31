//! What is asked about a pilot is all that may decide a rule, or bring one into its scope; found by looking at every completion.

use std::cell::Cell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use serde_json::{Value, json};
use watching_brief::check::{Checker, Selection};
use watching_brief::citations::Register;
use watching_brief::model::limits::Limits;
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::model::{Force, Verdict};
use watching_brief::pilot::{StatedFact, StatedValue};
use watching_brief::questions::questions;
use watching_brief::source::Document;

use crate::testkit::cases::try_until;
use crate::testkit::rules::{PlainRule, PlainSet, in_sets, load};
use crate::testkit::small::{self, any_condition, any_scope};
use crate::testkit::world::IsSo;

/// A pilot file that says this.
fn text(stated: &[StatedFact<'_>]) -> String {
    let mut pilot = json!({"format": 1, "pilot": "p", "title": "P", "status": "running"});
    for one in stated {
        let fact = Vocabulary::shipped().fact(one.fact);
        let names =
            |members: &[u8]| members.iter().map(|member| fact.value_name(*member).into()).collect::<Vec<Value>>();
        let values = one.statements.iter().map(|statement| match &statement.said {
            StatedValue::Bool(value) => json!({"value": value}),
            StatedValue::Choice(value) => json!({"value": fact.value_name(*value)}),
            StatedValue::OneOf(values) => json!({"one_of": names(values)}),
            StatedValue::NoneOf(values) => json!({"none_of": names(values)}),
            StatedValue::Exactly(members) => json!({"value": names(members)}),
            StatedValue::Partly { includes, excludes } => {
                let parts = [("includes", includes), ("excludes", excludes)];
                let parts = parts.into_iter().filter(|(_, members)| !members.is_empty());
                parts
                    .map(|(key, members)| (key.to_owned(), names(members).into()))
                    .collect::<serde_json::Map<_, _>>()
                    .into()
            }
            other => unreachable!("no pilot of the small world says {other:?}"),
        });
        pilot[&fact.section][&fact.name] = values.collect();
    }
    pilot.to_string()
}

/// The rules for which each fact is asked: those that turn on it, and those that may come to apply by it.
type Asked = BTreeMap<String, [Vec<String>; 2]>;

#[test]
fn what_may_decide_a_rule_or_bring_it_into_its_scope_is_asked() {
    let rule = |(scope, require)| PlainRule { force: Force::Must, scope, require };
    let rules = prop::collection::vec((any_scope(0.7), any_condition()).prop_map(rule), 1..=3);
    let set = (any_scope(0.4), rules).prop_map(|(scope, rules)| PlainSet { scope, rules });
    let case = (set, any::<Index>()).prop_flat_map(|(set, pilot)| {
        let count = set.rules.len();
        (Just(set), Just(pilot), subsequence((0..count).collect::<Vec<_>>(), 1..=count))
    });
    // How often a question is asked for an open rule, for a scope, and for a scope alone.
    let seen: Cell<[u32; 3]> = Cell::default();
    let enough = || seen.get().iter().all(|count| *count >= 40);
    let test = |(set, pilot, chosen): (PlainSet, Index, Vec<usize>)| {
        let collection = load(&[set]);
        let held = in_sets(&collection);
        let known = small::Rules::of(&held);
        let pilot = pilot.get(small::pilots());
        let only: Vec<String> = chosen.iter().map(|rule| held[*rule].rule.rule.id.clone()).collect();
        let (register, today) = (Register::embedded(), jiff::civil::date(2026, 11, 22));
        let selection = Selection::only(&collection, &only).expect("rules of the set");
        let checker = Checker::new(&collection, selection, &register, today);
        let document = Document { index: 0, first_line: 1, text: text(&pilot.given), limits: Limits::default() };
        let made = checker.document("p.yaml", &document, false, |report| {
            let asked = questions(report).questions.into_iter().map(|question| {
                let ids = |rules: &[&watching_brief::rules::Rule]| rules.iter().map(|rule| rule.id.clone()).collect();
                (question.fact.path.clone(), [ids(&question.rules), ids(&question.may_apply)])
            });
            asked.collect::<Asked>()
        });
        prop_assert_eq!(&made.diagnostics, &[]);
        let asked = made.pilot.expect("a sound pilot").shown;

        let mut expected = Asked::new();
        for rule in chosen {
            let (says, id) = (known.says(rule), &held[rule].rule.rule.id);
            let is_open = matches!(known.verdict(rule, pilot), Verdict::Unstated | Verdict::Contested);
            let answer = if is_open { small::world().turns_on(pilot, &says.answer) } else { Vec::new() };
            let may_apply = pilot.finds(&says.scope) == IsSo::Sometimes;
            let scope = if may_apply { small::world().turns_on(pilot, &says.scope) } else { Vec::new() };
            let mut add = |fact, which: usize| {
                let path = Vocabulary::shipped().fact(fact).path.clone();
                expected.entry(path).or_default()[which].push(id.clone());
            };
            answer.iter().for_each(|fact| add(*fact, 0));
            scope.iter().filter(|fact| !answer.contains(fact)).for_each(|fact| add(*fact, 1));
        }
        prop_assert_eq!(&asked, &expected);
        let mut counts = seen.get();
        for [rules, may_apply] in expected.values() {
            counts[0] += u32::from(!rules.is_empty());
            counts[1] += u32::from(!may_apply.is_empty());
            counts[2] += u32::from(rules.is_empty());
        }
        seen.set(counts);
        Ok(())
    };
    try_until(300, case, test, enough);
    assert!(enough(), "each is tried often enough: {:?}", seen.get());
}
