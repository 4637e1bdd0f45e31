//! What tests over small worlds share: conditions and pilots at random, and what comes of them by the definitions alone.
//!
//! Nothing that is expected comes from the evaluator. [`definitions`] says what tests and statements mean; [`oracle`]
//! gives a verdict with its whole reason, over a made-up vocabulary; [`world`] gives verdicts of many rules and many
//! pilots, over a few facts of any vocabulary.

pub mod cases;
pub mod definitions;
pub mod every;
pub mod made;
pub mod oracle;
pub mod random;
pub mod rules;
pub mod small;
pub mod world;
pub mod written;
