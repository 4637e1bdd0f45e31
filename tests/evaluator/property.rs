//! Whatever the rule and whatever the pilot, the evaluator says what the definitions say.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::cell::Cell;
use watching_brief::evaluate::{Facts, Prepared, Verdict};

use crate::oracle::Oracle;
use crate::random::{self, Case};

/// Rules and pilots that are tried: 3000, or as many as `PROPTEST_CASES` asks for.
fn runner() -> TestRunner {
    let config = ProptestConfig::default();
    TestRunner::new(ProptestConfig { cases: config.cases.max(3000), failure_persistence: None, ..config })
}

#[test]
fn every_decision_is_what_the_definitions_say() {
    let seen: Cell<[u32; 5]> = Cell::default();
    let tried = runner().run(&random::case(), |Case { vocabulary, scopes, require, stated, hearing }| {
        let oracle = Oracle::new(&vocabulary, &scopes, &require, &stated, &hearing);
        let facts = Facts::new(&vocabulary, &stated, &hearing);
        let scopes: Vec<_> = scopes.iter().collect();
        let prepared = Prepared::new(&vocabulary, &scopes, Some(&require)).expect("a rule that is not too much");

        let decision = prepared.decide(&facts).expect("a decision that is not too much");
        prop_assert_eq!(&decision, &oracle.decide());
        prop_assert_eq!(prepared.verdict(&facts), Ok(decision.verdict));
        prop_assert_eq!(prepared.applies(&facts), Ok(oracle.applies()));

        let scope = Prepared::new(&vocabulary, &scopes, None).expect("a scope that is not too much");
        prop_assert_eq!(scope.applies(&facts), Ok(oracle.applies()));

        let mut counts = seen.get();
        counts[decision.verdict as usize] += 1;
        seen.set(counts);
        Ok(())
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
    eprintln!("{:?}", seen.get());
}
