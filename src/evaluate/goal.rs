//! What a pilot is looked for to do, in terms of the diagrams of a rule.

use super::decision_diagram::Node;

/// A yes or no for each way to settle all facts. Two that agree everywhere are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Root(pub(super) Node);

/// What a rule says: whether its scope holds, and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Roots {
    /// Whether the scope holds.
    pub scope: Root,
    /// Whether the scope implies what is required.
    pub answer: Root,
}

/// What a pilot is looked for to do.
#[derive(Debug, Clone, Default)]
pub struct SearchGoal {
    /// In every completion these are so.
    pub all: Vec<(Root, bool)>,
    /// Of these, each is so in some completion.
    pub some: Vec<(Root, bool)>,
    /// One fact is contested, the first turns on it, and the second does not.
    pub turns: Option<(Root, Root)>,
}
