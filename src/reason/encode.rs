//! Rules as clauses, by way of their diagrams: what a rule answers, in every completion of a state or in some.
//!
//! The literals go one way: where one holds, what it stands for is so. Where it does not hold, nothing is said.

use std::collections::HashMap;

use rustsat::types::Lit;

use super::solver::Solver;
use super::state::State;
use crate::evaluate::{Exceeded, Facts, Node, Prepared, Question, Step};
use crate::model::number::{Cut, Range};
use crate::model::vocabulary::FactId;

/// What a rule answers is asked of the pilots of a state. Where the state begins from a pilot, this is what it leaves open:
/// which contested members of a set go together is known only there.
#[derive(Debug)]
pub(super) struct Encoder<'e, 'p> {
    pub solver: &'e mut Solver,
    pub state: &'e State,
    pub pilot: Option<&'e Facts<'p>>,
}

impl Encoder<'_, '_> {
    /// A literal under which a diagram gives this answer in every completion.
    ///
    /// # Errors
    /// [`Exceeded`] where the diagram takes too many steps.
    pub fn always(&mut self, rule: &Prepared, root: Node, answer: bool) -> Result<Lit, Exceeded> {
        self.walk(rule, root, answer, |solver, reached, edges| {
            // Wherever a completion may go, the answer must be the right one.
            for (when, next) in edges {
                let mut clause = vec![!reached, *next];
                clause.extend(when.iter().map(|lit| !*lit));
                solver.clause(&clause);
            }
        })
    }

    /// A literal under which a diagram gives this answer in some completion.
    ///
    /// # Errors
    /// [`Exceeded`] where the diagram takes too many steps.
    pub fn sometimes(&mut self, rule: &Prepared, root: Node, answer: bool) -> Result<Lit, Exceeded> {
        self.walk(rule, root, answer, |solver, reached, edges| {
            // Some completion goes on from here, to where the answer is the right one.
            let mut clause = vec![!reached];
            for (when, next) in edges {
                let taken = solver.fresh();
                solver.implies(taken, *next);
                when.iter().for_each(|lit| solver.implies(taken, *lit));
                clause.push(taken);
            }
            solver.clause(&clause);
        })
    }

    /// Gives each node that can be reached a literal, and lets `link` tie it to those of the nodes that come next: each with
    /// the literals that must hold for a completion to go there.
    fn walk(
        &mut self,
        rule: &Prepared,
        root: Node,
        answer: bool,
        link: impl Fn(&mut Solver, Lit, &[(Vec<Lit>, Lit)]),
    ) -> Result<Lit, Exceeded> {
        let mut literals: HashMap<Node, Lit> = HashMap::new();
        let mut waiting = vec![root];
        let first = self.literal(rule, root, answer, &mut literals);
        while let Some(node) = waiting.pop() {
            let Step::Ask { fact, question, branches } = rule.step(node) else { continue };
            let reached = self.literal(rule, node, answer, &mut literals);
            let mut edges: Vec<(Vec<Lit>, Lit)> = Vec::new();
            let mut go = |encoder: &mut Self, when: Vec<Lit>, next: Node, waiting: &mut Vec<Node>| {
                if !literals.contains_key(&next) {
                    waiting.push(next);
                }
                let next = encoder.literal(rule, next, answer, &mut literals);
                edges.push((when, next));
            };
            let settled = match (self.state.contested(fact), self.pilot) {
                (Some(changed), Some(pilot)) => {
                    for next in rule.after(node, pilot)? {
                        go(self, vec![!changed], next, &mut waiting);
                    }
                    Some(changed)
                }
                _ => None,
            };
            if settled != Some(self.solver.no()) {
                let cells: Vec<Lit> = self.cells(rule, fact, question);
                for (branch, next) in branches.into_iter().enumerate() {
                    let of_cell = cells.get(branch).copied();
                    let allowed = of_cell.unwrap_or_else(|| self.state.allows(self.solver, fact, question, branch));
                    let when = settled.into_iter().chain([allowed]).collect();
                    go(self, when, next, &mut waiting);
                }
            }
            link(self.solver, reached, &edges);
        }
        Ok(first)
    }

    /// For each branch of a question about a number or a date, whether any of its values is possible; nothing for other
    /// questions. A rule may tell fewer values apart than the state does.
    fn cells(&mut self, rule: &Prepared, fact: FactId, question: Question) -> Vec<Lit> {
        let cells: Vec<(Range, Lit)> = match self.state.cells(fact) {
            Some(cells) if question == Question::Value => cells.collect(),
            _ => return Vec::new(),
        };
        let cuts: Vec<Option<Cut>> = rule.cuts(fact).iter().copied().map(Some).collect();
        let from = [None].into_iter().chain(cuts.iter().copied());
        let until: Vec<Option<Cut>> = cuts.iter().copied().chain([None]).collect();
        let mut literals = Vec::new();
        for (from, until) in from.zip(until) {
            let branch = Range { from, until };
            let within: Vec<Lit> = cells.iter().filter(|(cell, _)| cell.meets(branch)).map(|(_, lit)| *lit).collect();
            literals.push(match within.as_slice() {
                [only] => *only,
                several => self.solver.any(several),
            });
        }
        literals
    }

    fn literal(&mut self, rule: &Prepared, node: Node, answer: bool, literals: &mut HashMap<Node, Lit>) -> Lit {
        if let Some(literal) = literals.get(&node) {
            return *literal;
        }
        let literal = match rule.step(node) {
            Step::Answer(given) if given == answer => self.solver.yes(),
            Step::Answer(_) => self.solver.no(),
            Step::Ask { .. } => self.solver.fresh(),
        };
        literals.insert(node, literal);
        literal
    }
}
