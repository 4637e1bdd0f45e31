//! Reasoning about all pilots: what can be, what must change, and what cannot stand together.
//!
//! There is one encoding. `state` has literals for what a pilot may say of each fact; `encode` ties the diagrams of
//! rules (those by which pilots are checked) to them; `solver` finds what can hold together, with the least number of
//! this or that. Every answer is exact: it comes with a pilot that can be checked, or every pilot was ruled out.

mod accepted;
pub mod agreement;
pub mod audit;
mod encode;
mod ground;
mod related;
mod rules;
mod solver;
mod state;

pub use ground::Witness;
pub use rules::{Held, Terms};
