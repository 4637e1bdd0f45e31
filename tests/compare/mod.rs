//! Rule sets held against one another: what is said of all pilots, against every pilot of a small world; and the commands
//! `brief compare` and `brief reconcile`.

mod command;
mod comparing;
mod reconciling;
mod small;

use std::fmt::Debug;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// Tries so many cases, or as many as `PROPTEST_CASES` asks for if these are more.
fn try_all<T: Debug>(cases: u32, strategy: impl Strategy<Value = T>, test: impl Fn(T) -> Result<(), TestCaseError>) {
    let config = ProptestConfig::default();
    let config = ProptestConfig { cases: config.cases.max(cases), failure_persistence: None, ..config };
    let tried = TestRunner::new(config).run(&strategy, test);
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}
