//! Runs of random cases.

use std::collections::hash_map::RandomState;
use std::fmt::Debug;
use std::hash::{BuildHasher, Hasher};

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

/// Tries so many cases, or as many as `PROPTEST_CASES` asks for if these are more. Each run has a seed of its own, which
/// is told where a case fails: with `PROPTEST_RNG_SEED` set to it, the same cases are tried again.
pub fn try_all<T: Debug>(
    cases: u32,
    strategy: impl Strategy<Value = T>,
    test: impl Fn(T) -> Result<(), TestCaseError>,
) {
    let config = ProptestConfig::default();
    let seed = match config.rng_seed {
        RngSeed::Fixed(seed) => seed,
        // A hasher of the standard library begins with a random number each time.
        RngSeed::Random => RandomState::new().build_hasher().finish(),
    };
    let config = ProptestConfig {
        cases: config.cases.max(cases),
        failure_persistence: None,
        max_global_rejects: 65_536,
        rng_seed: RngSeed::Fixed(seed),
        ..config
    };
    let tried = TestRunner::new(config).run(&strategy, test);
    tried.unwrap_or_else(|failure| panic!("with PROPTEST_RNG_SEED={seed}: {failure}"));
}

/// Tries as [`try_all`] does, and goes on with as many again until the caller has seen `enough`, but not more than twenty
/// times: what comes up seldom is then tried often enough by work and not by luck. That it was, the caller asserts.
pub fn try_until<T: Debug>(
    cases: u32,
    strategy: impl Strategy<Value = T>,
    test: impl Fn(T) -> Result<(), TestCaseError>,
    enough: impl Fn() -> bool,
) {
    for _ in 0..20 {
        try_all(cases, &strategy, &test);
        // With a seed that is given, each time is like the first.
        if enough() || matches!(ProptestConfig::default().rng_seed, RngSeed::Fixed(_)) {
            break;
        }
    }
}
