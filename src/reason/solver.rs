//! The solver: clauses over literals, and the least number of them that must hold.

use std::cell::Cell;

use batsat::clause::{Kind, Lit as BatLit};
use rustsat::encodings::card::{BoundUpper, BoundUpperIncremental, Totalizer};
use rustsat::instances::{BasicVarManager, ManageVars};
use rustsat::solvers::{Solve, SolveIncremental, SolverResult};
use rustsat::types::{Clause, Lit, TernaryVal};

use crate::evaluate::Exceeded;

/// So many conflicts in one search before an answer is refused. They are counted, not timed: the same question is refused
/// on every machine.
const CONFLICTS: u64 = 2_000_000;

/// Counts the conflicts of a search.
#[derive(Debug, Default)]
struct Count {
    learnt: Cell<u64>,
}

impl batsat::Callbacks for Count {
    fn on_start(&mut self) {
        self.learnt.set(0);
    }

    fn on_new_clause(&mut self, _: &[BatLit], _: Kind) {
        self.learnt.set(self.learnt.get() + 1);
    }

    fn stop(&self) -> bool {
        self.learnt.get() > CONFLICTS
    }
}

/// A set of clauses that can be asked about again and again.
#[derive(Debug)]
pub(super) struct Solver {
    sat: rustsat_batsat::Solver<Count>,
    vars: BasicVarManager,
    /// A literal that always holds.
    yes: Lit,
    /// Whether a clause was refused: then nothing can be told any more.
    lost: bool,
}

impl Solver {
    pub fn new() -> Self {
        let mut vars = BasicVarManager::default();
        let yes = vars.new_lit();
        let mut solver = Self { sat: rustsat_batsat::Solver::default(), vars, yes, lost: false };
        solver.clause(&[yes]);
        solver
    }

    /// A literal that always holds.
    pub fn yes(&self) -> Lit {
        self.yes
    }

    /// A literal that never holds.
    pub fn no(&self) -> Lit {
        !self.yes
    }

    /// A literal that is free.
    pub fn fresh(&mut self) -> Lit {
        self.vars.new_lit()
    }

    /// At least one of these holds.
    pub fn clause(&mut self, lits: &[Lit]) {
        let clause: Clause = lits.iter().copied().collect();
        // Only a solver that is out of memory refuses a clause.
        self.lost |= self.sat.add_clause(clause).is_err();
    }

    /// Where the first holds, so does the second.
    pub fn implies(&mut self, a: Lit, b: Lit) {
        self.clause(&[!a, b]);
    }

    /// A literal that holds just where one of these does.
    pub fn any(&mut self, lits: &[Lit]) -> Lit {
        let any = self.fresh();
        for lit in lits {
            self.implies(*lit, any);
        }
        let mut all = lits.to_vec();
        all.push(!any);
        self.clause(&all);
        any
    }

    /// A literal that holds just where all of these do.
    pub fn all(&mut self, lits: &[Lit]) -> Lit {
        let not: Vec<Lit> = lits.iter().map(|lit| !*lit).collect();
        !self.any(&not)
    }

    /// Whether all clauses can hold together with these literals.
    ///
    /// # Errors
    /// [`Exceeded`] where the search takes too long.
    pub fn solve(&mut self, assumed: &[Lit]) -> Result<bool, Exceeded> {
        if self.lost {
            return Err(Exceeded);
        }
        if let Some(last) = self.vars.max_var() {
            self.sat.reserve(last).map_err(|_| Exceeded)?;
        }
        match self.sat.solve_assumps(assumed) {
            Ok(SolverResult::Sat) => Ok(true),
            Ok(SolverResult::Unsat) => Ok(false),
            Ok(SolverResult::Interrupted) | Err(_) => Err(Exceeded),
        }
    }

    /// Whether a literal holds in the answer that was found last.
    pub fn holds(&self, lit: Lit) -> bool {
        matches!(self.sat.lit_val(lit), Ok(TernaryVal::True))
    }

    /// Of the literals that were assumed and could not hold together, some that cannot.
    pub fn core(&mut self) -> Vec<Lit> {
        self.sat.core().map(|core| core.into_iter().map(|lit| !lit).collect()).unwrap_or_default()
    }

    /// Makes a count of some literals.
    #[allow(clippy::unused_self, reason = "only literals of this solver can be counted")]
    pub fn count(&mut self, lits: &[Lit]) -> Counted {
        Counted { totalizer: lits.iter().copied().collect(), of: lits.len() }
    }

    /// The least number of counted literals that must hold, together with these; none where nothing can hold at all. The
    /// answer that was found last has that number.
    ///
    /// # Errors
    /// [`Exceeded`] where the search takes too long.
    pub fn least(&mut self, counted: &mut Counted, assumed: &[Lit]) -> Result<Option<usize>, Exceeded> {
        if !self.solve(assumed)? {
            return Ok(None);
        }
        // From below: what is asked for is small.
        for most in 0..=counted.of {
            let mut assumed = assumed.to_vec();
            assumed.extend(self.at_most(counted, most)?);
            if self.solve(&assumed)? {
                return Ok(Some(most));
            }
        }
        Ok(None)
    }

    /// Literals under which at most so many of the counted ones hold.
    ///
    /// # Errors
    /// [`Exceeded`] where there is no memory for it.
    pub fn at_most(&mut self, counted: &mut Counted, most: usize) -> Result<Vec<Lit>, Exceeded> {
        if most >= counted.of {
            return Ok(Vec::new());
        }
        let totalizer = &mut counted.totalizer;
        totalizer.encode_ub_change(most..=most, &mut self.sat, &mut self.vars).map_err(|_| Exceeded)?;
        totalizer.enforce_ub(most).map_err(|_| Exceeded)
    }
}

/// Literals that are counted.
#[derive(Debug)]
pub(super) struct Counted {
    totalizer: Totalizer,
    of: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_number_is_found_and_proved() {
        let mut solver = Solver::new();
        let lits: Vec<Lit> = (0..6).map(|_| solver.fresh()).collect();
        // Each neighbouring pair needs one: three of six are enough, and two are not.
        for pair in lits.chunks(2) {
            solver.clause(pair);
        }
        let mut counted = solver.count(&lits);
        assert_eq!(solver.least(&mut counted, &[]).expect("small"), Some(3));
        assert_eq!(lits.iter().filter(|lit| solver.holds(**lit)).count(), 3);
        assert_eq!(solver.least(&mut counted, &[lits[0], lits[1]]).expect("small"), Some(4));
        let no = solver.no();
        assert_eq!(solver.least(&mut counted, &[no]).expect("small"), None);
        assert_eq!(solver.core(), [no]);
    }
}
