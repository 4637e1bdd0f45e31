//! What the words of rules and pilots mean.

use crate::model::Force;
use crate::model::number::Range;
use crate::model::vocabulary::{Fact, FactType, Vocabulary};
use crate::pilot::{NO_TEXT, StatedFact, StatedValue, Statement};
use crate::rules::{ReadyRule, ReadySet};
use crate::text::words;

use super::figures;

/// What a force means.
#[must_use]
pub fn force(force: Force) -> &'static str {
    match force {
        Force::Must => "a requirement, a prohibition or an outright wrong",
        Force::Should => "a concern, a risk or a preference",
        Force::Ask => "a question to which the pilot owes an answer",
    }
}

/// The kind of values that a fact takes, with the values.
#[must_use]
pub fn kind_of_values(fact: &Fact) -> String {
    match fact.kind {
        FactType::Bool => "true or false".to_owned(),
        FactType::Choice => format!("one of these: {}", fact.values.join(", ")),
        FactType::Set => format!("any number of these: {}", fact.values.join(", ")),
        FactType::Text => format!("a text, or `{NO_TEXT}` where it is known that there is none"),
        FactType::Number => {
            let unit = fact.unit.as_ref().map_or_else(String::new, |unit| format!(", in {unit}"));
            format!("a number{unit}{}", bounded(fact))
        }
        FactType::Date => format!("a day, as in 2024-04-01{}", bounded(fact)),
    }
}

/// The bounds of a number or a date, if it has any.
fn bounded(fact: &Fact) -> String {
    if fact.range == Range::ALL { String::new() } else { format!("; it {}", fact.bounds()) }
}

/// What the value of a fact tells, as the end of a sentence.
#[must_use]
pub fn tells(fact: &Fact) -> String {
    let whether = if fact.kind == FactType::Bool && !fact.means.starts_with("whether") { "whether " } else { "" };
    format!("{whether}{}", fact.means)
}

/// Names in quotes, in a list.
pub(super) fn quoted(names: &[&str], and: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    words::listed(&names, and)
}

/// The paths of facts in quotes, in a list.
pub(super) fn paths(vocabulary: &Vocabulary, facts: &[crate::model::vocabulary::FactId]) -> String {
    quoted(&facts.iter().map(|fact| vocabulary.fact(*fact).path.as_str()).collect::<Vec<_>>(), "and")
}

/// What is stated of some facts, as a clause that stands behind "where".
#[must_use]
pub fn given(vocabulary: &Vocabulary, given: &[StatedFact<'_>]) -> String {
    if given.is_empty() {
        return "nothing is stated".to_owned();
    }
    let facts = given.iter().map(|stated| {
        let fact = vocabulary.fact(stated.fact);
        let said: Vec<String> = stated.statements.iter().map(|one| statement(fact, one)).collect();
        format!("`{}` {}", fact.path, words::listed(&said, "and"))
    });
    facts.collect::<Vec<_>>().join("; ")
}

fn statement(fact: &Fact, statement: &Statement<'_>) -> String {
    let said = value_in_words(fact, &statement.said);
    match &statement.by {
        Some(by) => format!("{said} ({by}, {})", statement.basis.name()),
        None if statement.basis == crate::model::Basis::Specified => said,
        None => format!("{said} ({})", statement.basis.name()),
    }
}

/// The names of values of which one may be it.
fn either(fact: &Fact, values: &[u8]) -> String {
    quoted(&values.iter().map(|value| fact.value_name(*value)).collect::<Vec<_>>(), "or")
}

fn value_in_words(fact: &Fact, said: &StatedValue<'_>) -> String {
    let names =
        |members: &[u8]| quoted(&members.iter().map(|member| fact.value_name(*member)).collect::<Vec<_>>(), "and");
    match said {
        StatedValue::Bool(value) => format!("is {value}"),
        StatedValue::Choice(value) => format!("is `{}`", fact.value_name(*value)),
        StatedValue::Exactly(members) if members.is_empty() => "is empty".to_owned(),
        StatedValue::Exactly(members) => format!("is just {}", names(members)),
        StatedValue::Partly { includes, excludes } if excludes.is_empty() => format!("includes {}", names(includes)),
        StatedValue::Partly { includes, excludes } if includes.is_empty() => format!("excludes {}", names(excludes)),
        StatedValue::Partly { includes, excludes } => {
            format!("includes {} and excludes {}", names(includes), names(excludes))
        }
        StatedValue::OneOf(values) => format!("is {}", either(fact, values)),
        StatedValue::NoneOf(values) => format!("is not {}", either(fact, values)),
        StatedValue::Number(claim) => figures::number_claim(fact, claim),
        StatedValue::Date(claim) => figures::date_claim(fact, claim),
        StatedValue::Unanswered => "is asked for and not answered".to_owned(),
        StatedValue::Text(text) if said.is_no_text() => format!("is `{text}`"),
        StatedValue::Text(text) => format!("is \"{text}\""),
    }
}

/// Whose tests they are.
pub(super) fn owner_of_tests(set: &ReadySet, rule: Option<&ReadyRule>) -> String {
    match rule {
        Some(rule) => rule.rule.id.clone(),
        None => format!("the scope of {}", set.set.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pilot;
    use crate::tree;

    #[test]
    fn what_is_given_is_told_as_it_is_stated() {
        let told = |given: &str| {
            let tree = tree::build(given).expect("YAML");
            let mut problems = Vec::new();
            let stated = pilot::given(Vocabulary::shipped(), tree.root(), &mut problems);
            assert!(problems.is_empty());
            super::given(Vocabulary::shipped(), &stated)
        };
        for (given, expected) in [
            ("{}", "nothing is stated"),
            ("targets.recovery: true", "`targets.recovery` is true"),
            ("referral.work_coach_role: informs", "`referral.work_coach_role` is `informs`"),
            ("referral.routes: []", "`referral.routes` is empty"),
            ("referral.routes: [self, gp]", "`referral.routes` is just `self` and `gp`"),
            ("referral.routes: {includes: [gp]}", "`referral.routes` includes `gp`"),
            ("referral.routes: {excludes: [gp]}", "`referral.routes` excludes `gp`"),
            (
                "referral.routes: {includes: [self], excludes: [gp]}",
                "`referral.routes` includes `self` and excludes `gp`",
            ),
            ("governance.accountable_lead: none", "`governance.accountable_lead` is `none`"),
            ("governance.accountable_lead: the trust", "`governance.accountable_lead` is \"the trust\""),
            (
                "targets.recovery: [{value: true, by: DWP, basis: claimed}, {value: false, basis: observed}, {value: false}]",
                "`targets.recovery` is true (DWP, claimed), is false (observed) and is false",
            ),
            (
                "{evaluation.planned: true, targets.recovery: false}",
                "`targets.recovery` is false; `evaluation.planned` is true",
            ),
        ] {
            assert_eq!(told(given), expected);
        }
    }
}
