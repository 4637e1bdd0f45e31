//! Conditions in the form in which a rule file states them.

use serde_json::{Value, json};
use watching_brief::model::number::{Cut, Day, Range};
use watching_brief::model::vocabulary::{FactType, Vocabulary};
use watching_brief::model::{Condition, Test};

/// A condition as it is written in a rule file that speaks of the facts of a vocabulary.
pub fn written(vocabulary: &Vocabulary, condition: &Condition) -> Value {
    let written = |part: &Condition| written(vocabulary, part);
    match condition {
        Condition::All(parts) => json!({"all": parts.iter().map(written).collect::<Vec<Value>>()}),
        Condition::Any(parts) => json!({"any": parts.iter().map(written).collect::<Vec<Value>>()}),
        Condition::Not(part) => json!({"not": written(part)}),
        Condition::If(scope, then) => json!({"if": written(scope), "then": written(then)}),
        Condition::Fact(fact, test) => {
            let fact = vocabulary.fact(*fact);
            let names = |values: u64| json!(fact.names(values));
            let test = match *test {
                Test::OneOf(value) if fact.kind == FactType::Bool => json!(value == 2),
                Test::OneOf(values) if values.is_power_of_two() => names(values)[0].clone(),
                Test::OneOf(values) => names(values),
                Test::NoneOf(values) if values.is_power_of_two() => json!({"is_not": names(values)[0]}),
                Test::NoneOf(values) => json!({"none_of": names(values)}),
                Test::Includes(values) => json!({"includes": names(values)}),
                Test::IncludesAny(values) => json!({"includes_any": names(values)}),
                Test::Excludes(values) => json!({"excludes": names(values)}),
                Test::Only(values) => json!({"only": names(values)}),
                Test::Within(range) => within(fact.kind, range),
                Test::AtLeast(count) => json!({"at_least": count}),
                Test::Empty => json!("empty"),
                Test::NotEmpty => json!("not-empty"),
                Test::Stated => json!("stated"),
            };
            json!({&fact.path: test})
        }
    }
}

/// A test of a number or a date, as a rule file has it.
fn within(kind: FactType, range: Range) -> Value {
    if kind == FactType::Date {
        let day = |cut: Cut| json!(Day::of(cut.at).expect("a day").to_string());
        return match (range.from, range.until) {
            (Some(from), None) => json!({"on_or_after": day(from)}),
            (None, Some(until)) => json!({"before": day(until)}),
            // A day begins where it stands and ends where the next begins.
            (Some(from), Some(_)) => json!(day(from)),
            (None, None) => json!("stated"),
        };
    }
    let number = |cut: Cut| serde_json::from_str::<Value>(&cut.at.to_string()).expect("a number");
    match (range.from, range.until) {
        (Some(from), Some(until)) if from.at == until.at => number(from),
        (Some(from), Some(until)) => json!({"between": [number(from), number(until)]}),
        (Some(from), None) if from.above => json!({"more_than": number(from)}),
        (Some(from), None) => json!({"at_least": number(from)}),
        (None, Some(until)) if until.above => json!({"at_most": number(until)}),
        (None, Some(until)) => json!({"less_than": number(until)}),
        (None, None) => json!("stated"),
    }
}
