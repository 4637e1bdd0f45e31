//! The evaluator, held against the definitions of verdicts.

mod made;
mod oracle;
mod property;
mod random;
