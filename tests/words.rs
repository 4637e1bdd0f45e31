//! Whose word verdicts rest on: `--basis`, `--without` and `--by-word` hold together, over made-up pilots and the six
//! shipped sets.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use watching_brief::check::{Checker, Selection};
use watching_brief::citations::Register;
use watching_brief::evaluate::{Facts, StatementFilter};
use watching_brief::model::{Applies, Basis, Verdict, VerdictAndScope};
use watching_brief::pilot::fold_speaker;
use watching_brief::report::{ContestedSide, Detail, PilotReport, WordSetAside};
use watching_brief::rules::Collection;
use watching_brief::source::Document;

use crate::testkit::cases::try_all;

#[path = "../benches/generate/mod.rs"]
#[allow(dead_code, reason = "the benchmarks use more of it")]
mod generate;

/// What a report says of each rule.
#[derive(Debug, Clone)]
struct Outcome {
    verdict: Verdict,
    applies: Applies,
    by_word: Vec<WordSetAside>,
    sides: Vec<ContestedSide>,
    /// Whether anything that the rule speaks of is contested.
    contested: bool,
    /// The speakers on the facts that decide it.
    speakers: BTreeSet<Option<String>>,
}

fn outcomes(collection: &Collection, text: &str, hearing: StatementFilter) -> Vec<Outcome> {
    let register = Register::embedded();
    let today = jiff::civil::date(2026, 11, 22);
    let checker = Checker {
        hearing,
        detail: Detail::ByWord,
        ..Checker::new(collection, Selection::all(collection), &register, today)
    };
    let document = Document {
        index: 0,
        first_line: 1,
        text: text.to_owned(),
        limits: watching_brief::model::limits::Limits::default(),
    };
    let made = checker.document("made-up.yaml", &document, false, |report| told(collection, report));
    made.pilot.expect("a sound pilot").shown
}

fn told(collection: &Collection, report: &PilotReport<'_>) -> Vec<Outcome> {
    let facts: &Facts<'_> = report.facts;
    let results = report.results.iter().zip(collection.rules()).map(|(result, (_, rule))| {
        let contested = rule.prepared.facts().iter().any(|fact| {
            let values: Vec<_> = facts.heard(*fact).map(|statement| &statement.said).collect();
            values.windows(2).any(|pair| pair[0] != pair[1])
        });
        let because = result.decision.because.iter().flat_map(|fact| facts.heard(*fact));
        Outcome {
            verdict: result.decision.verdict,
            applies: result.decision.applies,
            by_word: result.by_word.clone(),
            sides: result.sides.clone(),
            contested,
            speakers: because.map(|statement| statement.by.as_deref().map(str::to_owned)).collect(),
        }
    });
    results.collect()
}

static SHIPPED: LazyLock<Collection> = LazyLock::new(|| {
    let (mut collection, mut diagnostics) = (Collection::default(), Vec::new());
    collection.add_all_embedded(&mut diagnostics);
    assert!(diagnostics.is_empty());
    collection
});

/// Raising the bar never turns an open verdict into a decided one where no fact of the rule was contested.
#[test]
fn raising_the_bar_decides_nothing_that_was_open_and_not_contested() {
    try_all(48, 0u64..1_000_000, |number| {
        let text = generate::pilot(number, generate::Style::Mixed);
        let all = outcomes(&SHIPPED, &text, StatementFilter::default());
        for least in [Basis::Specified, Basis::Observed] {
            let raised =
                outcomes(&SHIPPED, &text, StatementFilter { least: Some(least), ..StatementFilter::default() });
            for (before, after) in all.iter().zip(&raised) {
                prop_assert!(
                    before.contested || before.verdict.is_decided() || !after.verdict.is_decided(),
                    "{before:?} {after:?}"
                );
            }
        }
        Ok(())
    });
}

/// Setting a speaker aside does not decide what was open either, if nothing was contested.
#[test]
fn setting_a_speaker_aside_decides_nothing_that_was_open_and_not_contested() {
    try_all(48, 0u64..1_000_000, |number| {
        let text = generate::pilot(number, generate::Style::Mixed);
        let all = outcomes(&SHIPPED, &text, StatementFilter::default());
        let without = outcomes(
            &SHIPPED,
            &text,
            StatementFilter { without: vec![fold_speaker("The  Provider")], ..StatementFilter::default() },
        );
        for (before, after) in all.iter().zip(&without) {
            prop_assert!(before.contested || before.verdict.is_decided() || !after.verdict.is_decided());
        }
        Ok(())
    });
}

/// What `--by-word` says of a speaker is what `--without` that speaker gives; it names just the speakers on the facts
/// that decide, and nobody of an open verdict. Sides are given of contested verdicts alone.
#[test]
fn by_word_is_what_without_gives() {
    try_all(48, 0u64..1_000_000, |number| {
        let text = generate::pilot(number, generate::Style::Mixed);
        let all = outcomes(&SHIPPED, &text, StatementFilter::default());
        let mut speakers: BTreeSet<Option<String>> = BTreeSet::new();
        for outcome in &all {
            let named: BTreeSet<Option<String>> = outcome.by_word.iter().map(|word| word.speaker.clone()).collect();
            prop_assert_eq!(&named, &outcome.speakers);
            prop_assert!(outcome.verdict.is_decided() || named.is_empty());
            prop_assert_eq!(!outcome.sides.is_empty(), outcome.verdict == Verdict::Contested);
            speakers.extend(named);
        }
        for speaker in speakers {
            let hearing = match &speaker {
                Some(name) => StatementFilter { without: vec![fold_speaker(name)], ..StatementFilter::default() },
                None => StatementFilter { without_author: true, ..StatementFilter::default() },
            };
            for (outcome, without) in all.iter().zip(outcomes(&SHIPPED, &text, hearing)) {
                for word in outcome.by_word.iter().filter(|word| word.speaker == speaker) {
                    prop_assert_eq!(
                        word.otherwise,
                        VerdictAndScope { verdict: without.verdict, applies: without.applies }
                    );
                }
            }
        }
        Ok(())
    });
}
