//! What the tests of a rule show, held against the definitions: of small random rules every pilot is written out, and of
//! every pilot each completion.

mod brute;
mod examples;
#[path = "../evaluator/made.rs"]
#[allow(dead_code, reason = "made for the tests of the evaluator, which use more of it")]
mod made;
#[path = "../evaluator/oracle.rs"]
#[allow(dead_code, reason = "made for the tests of the evaluator, which use more of it")]
mod oracle;
mod property;
#[path = "../evaluator/random.rs"]
#[allow(dead_code, reason = "made for the tests of the evaluator, which use more of it")]
mod random;
