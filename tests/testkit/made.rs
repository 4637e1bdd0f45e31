//! Vocabularies, statements and conditions, made in few words.

use std::fmt::Display;
use std::sync::Arc;

use watching_brief::evaluate::{Decision, Facts, Prepared, StatementFilter};
use watching_brief::model::vocabulary::{Fact, Vocabulary};
use watching_brief::model::{Basis, Condition, Test, Why};
use watching_brief::pilot::{StatedFact, StatedValue, Statement};

/// A vocabulary of one section, `facts`: of each fact its name, its type and its values.
pub fn vocabulary<N: Display, V: Display>(facts: impl IntoIterator<Item = (N, V, Vec<String>)>) -> Arc<Vocabulary> {
    let facts = facts.into_iter().map(|(name, kind, values)| {
        let kind = kind.to_string();
        let bounds = match kind.as_str() {
            "number" => "least: 0, greatest: 3, ",
            "date" => "least: 2024-01-01, greatest: 2024-01-05, ",
            _ => "",
        };
        let values = if values.is_empty() { String::new() } else { format!("values: [{}], ", values.join(", ")) };
        format!("    {name}: {{type: {kind}, {values}{bounds}means: that it is so, ask: Is it so?}}\n")
    });
    let text = format!("facts:\n  facts:\n{}", facts.collect::<Vec<_>>().concat());
    Arc::new(Vocabulary::parse(&text).expect("a sound vocabulary"))
}

/// A vocabulary from lines such as `venues: set of jobcentre, library`.
pub fn declared(lines: &[&str]) -> Arc<Vocabulary> {
    vocabulary(lines.iter().map(|line| {
        let (name, what) = line.split_once(": ").expect("a name before its type");
        let (kind, values) = what.split_once(" of ").unwrap_or((what, ""));
        (name, kind, values.split(", ").filter(|value| !value.is_empty()).map(str::to_owned).collect())
    }))
}

/// A fact of a vocabulary of one section.
pub fn fact<'v>(vocabulary: &'v Arc<Vocabulary>, name: &str) -> &'v Fact {
    vocabulary.find("facts", name).expect("a fact of this vocabulary")
}

/// A statement of the file's own author.
pub fn statement(said: StatedValue<'static>) -> Statement<'static> {
    Statement::plain(said)
}

/// What somebody says, and on what it rests.
pub fn says(by: &'static str, basis: Basis, said: StatedValue<'static>) -> Statement<'static> {
    Statement { by: Some(by.into()), basis, ..statement(said) }
}

/// A set known in part.
pub fn partly(includes: &[u8], excludes: &[u8]) -> StatedValue<'static> {
    StatedValue::Partly { includes: includes.to_vec(), excludes: excludes.to_vec() }
}

/// A condition that a fact passes a test.
pub fn test(fact: &Fact, test: Test) -> Condition {
    Condition::Fact(fact.id, test)
}

/// A condition that a bool has this value.
pub fn is(fact: &Fact, value: bool) -> Condition {
    test(fact, Test::OneOf(1 << u32::from(value)))
}

/// All of these.
pub fn all(parts: impl IntoIterator<Item = Condition>) -> Condition {
    Condition::All(parts.into_iter().collect())
}

/// Any of these.
pub fn any(parts: impl IntoIterator<Item = Condition>) -> Condition {
    Condition::Any(parts.into_iter().collect())
}

/// Not this.
pub fn not(part: Condition) -> Condition {
    Condition::Not(Box::new(part))
}

/// Where the first holds, the second does.
pub fn if_then(scope: Condition, then: Condition) -> Condition {
    Condition::If(Box::new(scope), Box::new(then))
}

/// What a pilot says, in the order of the vocabulary.
pub fn stated<'s>(facts: impl IntoIterator<Item = (&'s Fact, Vec<Statement<'static>>)>) -> Vec<StatedFact<'static>> {
    let facts = facts.into_iter().filter(|(_, statements)| !statements.is_empty());
    let mut stated: Vec<_> = facts.map(|(fact, statements)| StatedFact { fact: fact.id, statements }).collect();
    stated.sort_by_key(|stated| stated.fact);
    stated
}

/// What a pilot held against a rule without a scope comes to, where all statements are listened to.
pub fn decide(vocabulary: &Arc<Vocabulary>, require: &Condition, stated: &[StatedFact<'_>]) -> Decision {
    decide_within(vocabulary, &[], require, stated)
}

/// The same for a rule with scopes.
pub fn decide_within(
    vocabulary: &Arc<Vocabulary>,
    scopes: &[&Condition],
    require: &Condition,
    stated: &[StatedFact<'_>],
) -> Decision {
    decide_heard(vocabulary, scopes, require, stated, &StatementFilter::default())
}

/// The same where some statements are set aside.
pub fn decide_heard(
    vocabulary: &Arc<Vocabulary>,
    scopes: &[&Condition],
    require: &Condition,
    stated: &[StatedFact<'_>],
    hearing: &StatementFilter,
) -> Decision {
    let facts = Facts::new(vocabulary, stated, hearing);
    let rule = Prepared::new(vocabulary, scopes, Some(require)).expect("a rule that is not too much");
    rule.decide(&facts).expect("a decision that is not too much")
}

/// The names of the facts that a decided verdict rests on.
pub fn because<'v>(vocabulary: &'v Arc<Vocabulary>, decision: &Decision) -> Vec<&'v str> {
    decision.because.iter().map(|fact| vocabulary.fact(*fact).name.as_str()).collect()
}

/// The names of the facts that an open verdict turns on, and why each is open.
pub fn turns_on<'v>(vocabulary: &'v Arc<Vocabulary>, decision: &Decision) -> Vec<(&'v str, Why)> {
    decision.turns_on.iter().map(|turn| (vocabulary.fact(turn.fact).name.as_str(), turn.why)).collect()
}
