//! Reasoning about all pilots: what can be, what must change, and what cannot stand together.
//!
//! There is one encoding. `state` has literals for what a pilot may say of each fact; `encode` ties the diagrams of
//! rules (those by which pilots are checked) to them; `solver` finds what can hold together, with the least number of
//! this or that. Every answer is exact: it comes with a pilot that can be checked, or every pilot was ruled out.

mod accepted;
pub mod agreement;
mod answered;
pub mod audit;
mod audit_findings;
mod changed_value;
pub mod compare;
mod compared_rules;
mod encode;
pub mod fact_use;
mod fewest;
mod ground;
pub mod reconcile;
mod related;
mod relations;
mod repair;
mod rules;
mod satisfiable;
mod search;
mod solver;
mod state;
mod witness;

pub use answered::IsToBeAnswered;
pub(crate) use answered::agrees;
pub use changed_value::SOME_TEXT;
pub(crate) use changed_value::spoken;
pub use compared_rules::ComparedRules;
pub use ground::Example;
pub use relations::{Pair, Relations};
pub use repair::{Change, RepairOptions, Repairs, repairs};
pub use rules::{RuleInSet, Terms};
pub use witness::{Refused, Witness};
