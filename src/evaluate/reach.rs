//! Which answers a diagram can give, with only the values that are possible.

use smallvec::SmallVec;

use super::decision_diagram::{NO, Node, YES};
use super::facts::{Domain, Facts, MemberClaims, Values};
use super::order::{Asks, Group};
use super::rule_diagrams::Diagrams;
use super::{Budget, Exceeded};
use crate::model::vocabulary::FactId;

/// The answers that can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answers {
    /// Yes in every completion.
    Yes,
    /// No in every completion.
    No,
    /// Either.
    Both,
}

/// What is possible of each fact.
pub(super) trait Domains {
    fn domain(&self, fact: FactId) -> &Domain;
}

impl Domains for Facts<'_> {
    fn domain(&self, fact: FactId) -> &Domain {
        Facts::domain(self, fact)
    }
}

/// The branches (a bit each) that a level may take; the contested members of a set may take either.
pub(super) fn allowed(group: &Group, asks: Asks, domain: &Domain) -> u64 {
    match (asks, &domain.values) {
        (Asks::Value, Values::Within(values)) => group.possible(values),
        (Asks::Value, Values::One(possible)) => *possible,
        (Asks::Member(member), Values::Set { inside, outside, .. }) => {
            if inside >> member & 1 == 1 {
                0b10
            } else if outside >> member & 1 == 1 {
                0b01
            } else {
                0b11
            }
        }
        (Asks::Stated, _) => {
            if domain.stated {
                0b10
            } else {
                0b11
            }
        }
        (Asks::Value, Values::Set { .. }) | (Asks::Member(_), Values::One(_) | Values::Within(_)) => 0,
    }
}

/// Which of some statements (a bit each) still agree once a contested member is in or out.
pub(super) fn agreeing(cubes: &[MemberClaims], statements: u64, member: u8, is_in: bool) -> u64 {
    let mut left = 0;
    for (at, cube) in cubes.iter().enumerate() {
        let against = if is_in { cube.outside } else { cube.inside };
        if against >> member & 1 == 0 {
            left |= 1 << at;
        }
    }
    statements & left
}

/// The answers that can be reached from `root`. `contested` says whether any fact of the rule is contested.
pub(super) fn reach(
    rule: &Diagrams,
    root: Node,
    domains: &impl Domains,
    contested: bool,
    budget: &mut Budget,
) -> Result<Answers, Exceeded> {
    let mut frontier = Frontier::new(rule.store.len());
    frontier.reach(root);
    while let Some(node) = frontier.next() {
        budget.step()?;
        let (fact, asks) = rule.asks(node);
        let domain = domains.domain(fact);
        if contested && matches!(&domain.values, Values::Set { contested, .. } if !contested.is_empty()) {
            let mut behind = Vec::new();
            exits(rule, node, domain, budget, &mut behind)?;
            behind.into_iter().for_each(|exit| frontier.reach(exit));
            continue;
        }
        let mut branches = allowed(rule.group(node), asks, domain);
        while branches != 0 {
            frontier.reach(rule.store.branch(node, branches.trailing_zeros()));
            branches &= branches - 1;
        }
    }
    Ok(match (frontier.yes, frontier.no) {
        (true, true) => Answers::Both,
        (true, false) => Answers::Yes,
        (false, _) => Answers::No,
    })
}

/// The nodes that were reached and not yet looked at, and all that were ever reached; without an allocation for the
/// small diagrams that nearly all rules have.
struct Frontier {
    waiting: SmallVec<[Node; 64]>,
    seen: SmallVec<[u64; 4]>,
    yes: bool,
    no: bool,
}

impl Frontier {
    fn new(nodes: usize) -> Self {
        Self { waiting: SmallVec::new(), seen: SmallVec::from_elem(0, nodes.div_ceil(64)), yes: false, no: false }
    }

    fn reach(&mut self, node: Node) {
        match node {
            YES => self.yes = true,
            NO => self.no = true,
            _ => {
                let bit = 1u64 << (node % 64);
                if let Some(word) = self.seen.get_mut(node as usize / 64)
                    && *word & bit == 0
                {
                    *word |= bit;
                    self.waiting.push(node);
                }
            }
        }
    }

    /// A node to look at; none once both answers were reached.
    fn next(&mut self) -> Option<Node> {
        if self.yes && self.no { None } else { self.waiting.pop() }
    }
}

/// The nodes behind the levels of the fact that `node` asks for, with only the values that `domain` leaves possible.
pub(super) fn exits(
    rule: &Diagrams,
    node: Node,
    domain: &Domain,
    budget: &mut Budget,
    found: &mut Vec<Node>,
) -> Result<(), Exceeded> {
    let end = rule.group(node).levels.end;
    let cubes: &[MemberClaims] = match &domain.values {
        Values::Set { contested, .. } => contested,
        Values::One(_) | Values::Within(_) => &[],
    };
    // A level that a path skips may be settled either way, and so rules out no statement.
    let mut waiting = vec![(node, u64::MAX)];
    let mut seen: Vec<(Node, u64)> = Vec::new();
    while let Some((node, statements)) = waiting.pop() {
        if rule.store.level(node) >= end {
            if !found.contains(&node) {
                found.push(node);
            }
            continue;
        }
        budget.step()?;
        if seen.contains(&(node, statements)) {
            continue;
        }
        seen.push((node, statements));
        let (_, asks) = rule.asks(node);
        let branches = allowed(rule.group(node), asks, domain);
        for branch in (0..64).filter(|branch| branches >> branch & 1 == 1) {
            let left = match asks {
                Asks::Member(member) if !cubes.is_empty() => agreeing(cubes, statements, member, branch == 1),
                _ => statements,
            };
            if left != 0 {
                waiting.push((rule.store.branch(node, branch), left));
            }
        }
    }
    Ok(())
}
