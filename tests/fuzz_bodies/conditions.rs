//! Conditions and pilots, made of any bytes, and what the evaluator says of them.
//!
//! Over a few facts of a made-up vocabulary, everything that it says is held against the definitions, read word by word.
//! Over the facts of the vocabulary that is part of the program there are too many completions for that; there, the
//! reasons are held against what follows from them: given alone they decide the same, and without any one of them
//! nothing is decided. And a condition that is written in a rule file is read as it was.

#[allow(dead_code, reason = "made for the tests, which need more of it")]
#[path = "../../tests/testkit/definitions.rs"]
mod definitions;
#[allow(dead_code, reason = "made for the tests, which need more of it")]
#[path = "../../tests/testkit/made.rs"]
mod made;
#[allow(dead_code, reason = "made for the tests, which need more of it")]
#[path = "../../tests/testkit/oracle.rs"]
mod oracle;
#[path = "../../tests/testkit/written.rs"]
mod written;

use serde_json::json;
use watching_brief::evaluate::{Decision, Facts, Prepared, StatementFilter, deciding};
use watching_brief::model::limits::Limits;
use watching_brief::model::number::{Day, Decimal, Range};
use watching_brief::model::vocabulary::{Fact, FactId, FactType, Vocabulary};
use watching_brief::model::{Applies, Basis, Condition, Test, Verdict, Why};
use watching_brief::pilot::{StatedFact, fold_speaker};
use watching_brief::rules::Collection;
use watching_brief::source::Documents;

use super::bytes::{Bytes, SPEAKERS};
use oracle::Oracle;
pub(super) use written::written;

/// The most ways to settle all facts of a vocabulary that are written out.
const MAX_WAYS: usize = 1024;

/// Makes a case, and holds what comes of it against what should.
pub fn run(bytes: &[u8]) {
    let mut bytes = Bytes::new(bytes);
    if bytes.flip() { large(&mut bytes) } else { small(&mut bytes) }
}

/// A rule of at most two scopes.
struct Rule {
    scopes: Vec<Condition>,
    require: Condition,
}

impl Rule {
    fn take(bytes: &mut Bytes<'_>, facts: &[&Fact], mut most: usize) -> Self {
        let scopes = (0..bytes.below(3)).map(|_| condition(bytes, facts, 3, &mut most)).collect();
        Self { scopes, require: condition(bytes, facts, 6, &mut most) }
    }

    fn scopes(&self) -> Vec<&Condition> {
        self.scopes.iter().collect()
    }
}

/// A condition, nested no deeper than that, of no more parts than are left.
fn condition(bytes: &mut Bytes<'_>, facts: &[&Fact], depth: usize, left: &mut usize) -> Condition {
    *left = left.saturating_sub(1);
    if depth == 0 || *left == 0 {
        return leaf(bytes, facts);
    }
    let mut part = |bytes: &mut Bytes<'_>| condition(bytes, facts, depth - 1, left);
    match bytes.below(8) {
        kind @ (4 | 5) => {
            let parts = (0..=bytes.below(4)).map(|_| part(bytes)).collect();
            if kind == 4 { Condition::All(parts) } else { Condition::Any(parts) }
        }
        6 => made::not(part(bytes)),
        7 => made::if_then(part(bytes), part(bytes)),
        _ => leaf(bytes, facts),
    }
}

fn leaf(bytes: &mut Bytes<'_>, facts: &[&Fact]) -> Condition {
    let fact = bytes.one(facts);
    let count = fact.values.len();
    let test = match fact.kind {
        FactType::Text => Test::Stated,
        FactType::Number => {
            let number = Decimal::whole(i64::try_from(bytes.below(9)).expect("small"));
            let range = [Range::less_than, Range::more_than, Range::number][bytes.below(3)](number);
            bytes.one(&[Test::Stated, Test::Within(range), Test::Within(range)])
        }
        FactType::Date => {
            let day = Day::parse(&format!("2024-01-0{}", 1 + bytes.below(9))).expect("a day");
            let range = [Range::before, Range::after][bytes.below(2)](day);
            bytes.one(&[Test::Stated, Test::Within(range), Test::Within(range)])
        }
        FactType::Bool => bytes.one(&[Test::OneOf(1), Test::OneOf(2), Test::OneOf(1), Test::OneOf(2), Test::Stated]),
        FactType::Choice => match bytes.below(6) {
            0 => Test::Stated,
            how => [Test::OneOf, Test::NoneOf][how % 2](bytes.bits(count).into()),
        },
        FactType::Set => match bytes.below(8) {
            0 => Test::Stated,
            1 => Test::Empty,
            2 => Test::NotEmpty,
            3 => Test::AtLeast(u32::try_from(bytes.below(count) + 1).expect("few values")),
            how => [Test::Includes, Test::IncludesAny, Test::Excludes, Test::Only][how % 4](bytes.bits(count).into()),
        },
    };
    Condition::Fact(fact.id, test)
}

/// A pilot that says something of each of these facts, or nothing.
fn pilot(bytes: &mut Bytes<'_>, facts: &[&Fact]) -> Vec<StatedFact<'static>> {
    made::stated(facts.iter().map(|fact| {
        let count = [0, 1, 1, 1, 2, 2, 3, 4][bytes.below(8)];
        (*fact, (0..count).map(|_| bytes.statement(fact)).collect())
    }))
}

fn hearing(bytes: &mut Bytes<'_>) -> StatementFilter {
    let how = bytes.byte();
    let without = SPEAKERS.iter().take(usize::from(how >> 6)).map(|speaker| fold_speaker(speaker)).collect();
    StatementFilter {
        hedged: how & 0b11_0000 == 0b11_0000,
        least: (how & 0b11 != 0).then(|| Basis::ALL[usize::from(how & 0b11) - 1].0),
        without,
        without_author: how & 0b1100 == 0b1100,
    }
}

/// A few facts, of which every completion can be written out.
fn small(bytes: &mut Bytes<'_>) {
    let mut ways = 1;
    let kinds = (0..=bytes.below(6)).map(|fact| {
        let (kind, count) = match bytes.below(8) {
            0..4 => ("bool", 0),
            4 => ("choice", 2 + bytes.below(3)),
            5 | 6 => ("set", 1 + bytes.below(4)),
            _ => ("text", 0),
        };
        ways *= match kind {
            "choice" => 2 * count,
            "set" => 2 << count,
            _ => 4,
        };
        (ways <= MAX_WAYS, (format!("f{fact}"), kind, (0..count).map(|value| format!("v{value}")).collect()))
    });
    let kinds: Vec<_> = kinds.collect();
    let vocabulary =
        made::vocabulary(kinds.into_iter().take_while(|(small, _)| *small).map(|(_, kind): (bool, _)| kind));
    let facts: Vec<&Fact> = vocabulary.facts().iter().collect();
    let (hearing, rule, stated) = (hearing(bytes), Rule::take(bytes, &facts, 24), pilot(bytes, &facts));

    let oracle = Oracle::new(&vocabulary, &rule.scopes, &rule.require, &stated, &hearing);
    let facts = Facts::new(&vocabulary, &stated, &hearing);
    let prepared = Prepared::new(&vocabulary, &rule.scopes(), Some(&rule.require)).expect("a small rule");
    let decision = prepared.decide(&facts).expect("a small decision");
    assert_eq!(decision, oracle.decide());
    assert_eq!(prepared.verdict(&facts), Ok(decision.verdict));
    assert_eq!(prepared.applies(&facts), Ok(oracle.applies()));
    let scope = Prepared::new(&vocabulary, &rule.scopes(), None).expect("a small scope");
    assert_eq!(scope.applies(&facts), Ok(oracle.applies()));
    if !decision.verdict.is_decided() {
        let turns_on: Vec<FactId> = decision.turns_on.iter().map(|turn| turn.fact).collect();
        let fewest =
            deciding(&rule.scopes(), &rule.require, &facts, &decision, &Limits::default()).expect("a small search");
        assert_eq!(fewest, oracle.deciding(&turns_on));
    }
}

/// Whether a large rule applies: its reasons alone say so, and none of them can be left out.
fn scope(rule: &Rule, stated: &[StatedFact<'_>], hearing: &StatementFilter, decision: &Decision) {
    let vocabulary = Vocabulary::shipped();
    let Ok(scope) = Prepared::new(vocabulary, &rule.scopes(), None) else { return };
    let Decision { verdict, because, applies, applies_because, on_whole_pilot, .. } = decision;
    assert_eq!(*applies == Applies::No, *verdict == Verdict::NotApplicable, "{decision:?}");
    assert!(*verdict != Verdict::Breached || *applies == Applies::Yes, "{decision:?}");
    assert!(*applies != Applies::No || because == applies_because, "{decision:?}");
    assert!(*applies != Applies::Open || applies_because.is_empty(), "{decision:?}");
    assert!(!on_whole_pilot || *applies == Applies::Yes, "{decision:?}");
    let everything = StatementFilter::default();
    let hearing = if *on_whole_pilot { &everything } else { hearing };
    let by = |facts: &[FactId]| {
        let stated: Vec<_> = stated.iter().filter(|stated| facts.contains(&stated.fact)).cloned().collect();
        // What is set aside is left out altogether, so that there is nothing else to ask.
        let heard = stated.into_iter().map(|mut stated| {
            stated.statements.retain(|statement| hearing.accepts(statement));
            stated
        });
        let heard: Vec<_> = heard.filter(|stated| !stated.statements.is_empty()).collect();
        scope.applies(&Facts::new(vocabulary, &heard, &everything)).expect("fewer facts take fewer steps")
    };
    if *applies != Applies::Open {
        assert_eq!(by(applies_because), *applies, "the reasons alone fix the scope: {decision:?}");
        for left_out in applies_because {
            let others: Vec<FactId> = applies_because.iter().copied().filter(|fact| fact != left_out).collect();
            assert_ne!(by(&others), *applies, "{left_out:?} is not needed: {decision:?}");
        }
    }
}

/// Facts of the vocabulary that is part of the program, as many as a rule may speak of.
fn large(bytes: &mut Bytes<'_>) {
    let vocabulary = Vocabulary::shipped();
    let (first, count) = (bytes.below(vocabulary.facts().len()), 1 + bytes.below(64));
    let facts: Vec<&Fact> = vocabulary.facts().iter().cycle().skip(first).take(count).collect();
    let (hearing, rule, stated) = (hearing(bytes), Rule::take(bytes, &facts, 96), pilot(bytes, &facts));
    read_again(&rule);

    let facts = Facts::new(vocabulary, &stated, &hearing);
    let Ok(prepared) = Prepared::new(vocabulary, &rule.scopes(), Some(&rule.require)) else { return };
    let Ok(decision) = prepared.decide(&facts) else { return };
    assert_eq!(prepared.decide(&facts).as_ref(), Ok(&decision));
    assert_eq!(prepared.verdict(&facts), Ok(decision.verdict));
    assert_eq!(prepared.verdict_and_scope(&facts), Ok(decision.verdict_and_scope()));
    scope(&rule, &stated, &hearing, &decision);
    let Decision { verdict, because, turns_on, basis, applies, .. } = &decision;
    // Where the rule applies, what decides it is what is required alone.
    let scopes = if *applies == Applies::Yes { Vec::new() } else { rule.scopes() };
    let Ok(prepared) = Prepared::new(vocabulary, &scopes, Some(&rule.require)) else { return };
    assert!(because.is_sorted() && decision.facts().all(|fact| prepared.speaks_of(fact)), "{decision:?}");
    if verdict.is_decided() {
        assert!(turns_on.is_empty() && basis.is_some() != because.is_empty(), "{decision:?}");
        let heard = |facts: &[FactId], least: Basis| {
            let stated: Vec<_> = stated.iter().filter(|stated| facts.contains(&stated.fact)).cloned().collect();
            let least = Some(hearing.least.map_or(least, |own| own.max(least)));
            let verdict =
                prepared.verdict(&Facts::new(vocabulary, &stated, &StatementFilter { least, ..hearing.clone() }));
            verdict.expect("fewer facts take fewer steps")
        };
        // Of a rule that is met, more may come to light: that it does not apply.
        let same = |other: Verdict| other == *verdict || *verdict == Verdict::Met && other.is_satisfied();
        assert_eq!(heard(because, Basis::Claimed), *verdict, "the reasons alone decide: {decision:?}");
        for left_out in because {
            let others: Vec<FactId> = because.iter().copied().filter(|fact| fact != left_out).collect();
            assert!(!same(heard(&others, Basis::Claimed)), "{left_out:?} is not needed: {decision:?}");
        }
        for (other, _) in Basis::ALL {
            if let Some(basis) = basis
                && other >= *basis
            {
                assert_eq!(same(heard(because, other)), other == *basis, "{other:?}: {decision:?}");
            }
        }
    } else {
        assert!(because.is_empty() && basis.is_none() && !turns_on.is_empty(), "{decision:?}");
        assert!(turns_on.is_sorted_by_key(|turn| turn.fact), "{decision:?}");
        let contested = turns_on.iter().any(|turn| turn.why == Why::Contested);
        assert_eq!(*verdict == Verdict::Contested, contested, "{decision:?}");
        for turn in turns_on {
            let statements = stated.iter().filter(|stated| stated.fact == turn.fact).flat_map(|s| &s.statements);
            let heard: Vec<_> = statements.filter(|statement| hearing.accepts(statement)).map(|s| &s.said).collect();
            let fact = vocabulary.fact(turn.fact);
            assert_eq!(turn.why == Why::Unstated, heard.is_empty(), "{decision:?}");
            let contested = heard.len() > 1
                && match fact.kind {
                    FactType::Set => definitions::contested_members(fact, &heard) != 0,
                    _ => definitions::is_contested(fact, &heard),
                };
            assert!(turn.why != Why::Contested || contested, "{decision:?}");
        }
    }
}

/// A condition that is written in a rule file is read as it was.
fn read_again(rule: &Rule) {
    let mut of_rule = json!({
        "id": "R-1", "title": "T", "about": "referral", "force": "must", "by": "us", "reason": "R", "remedy": "M",
        "cite": {"document": "d", "paragraph": 1, "phrase": "a phrase"}, "require": written(Vocabulary::shipped(), &rule.require),
    });
    let mut set = json!({"format": 1, "ruleset": "r", "title": "T", "issued_by": ["us"], "summary": "S"});
    if let Some(scope) = rule.scopes.first() {
        set["applies_when"] = written(Vocabulary::shipped(), scope);
    }
    if let Some(scope) = rule.scopes.get(1) {
        of_rule["applies_when"] = written(Vocabulary::shipped(), scope);
    }
    set["rules"] = json!([of_rule]);
    let text = set.to_string();
    let document = Documents::new(text.as_bytes()).flatten().next().expect("a document");
    let (mut collection, mut wrong) = (Collection::default(), Vec::new());
    collection.add_document("rules.yaml", &document, false, &mut wrong);
    assert!(wrong.iter().all(|wrong| wrong.message.contains("steps")), "{wrong:?} in {set}");
    for (set, read) in collection.rules() {
        assert_eq!(set.set.applies_when.as_ref(), rule.scopes.first(), "{text}");
        assert_eq!(read.rule.applies_when.as_ref(), rule.scopes.get(1), "{text}");
        assert_eq!(read.rule.require, rule.require, "{text}");
    }
}
