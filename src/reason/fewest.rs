//! The fewest of some literals that must hold.
//!
//! First come sets of literals of which one must hold, each apart from the others (cores): there are at least as many
//! literals as such sets. From that number on, one more is allowed each time until an answer is found. What is found is
//! the least: every smaller number was ruled out.

use rustsat::types::Lit;

use super::solver::Solver;
use crate::evaluate::Exceeded;

/// The least number of these literals that must hold together with what is assumed, and literals under which no more of
/// them do; none where nothing can hold at all. The answer that was found last has that number.
///
/// # Errors
/// [`Exceeded`] where the search takes too long.
pub(super) fn fewest(
    solver: &mut Solver,
    counted: &[Lit],
    assumed: &[Lit],
) -> Result<Option<(usize, Vec<Lit>)>, Exceeded> {
    if !solver.solve(assumed)? {
        return Ok(None);
    }
    // Where a core has one literal alone, that one must hold and need not be counted.
    let (mut free, mut forced, mut cores) = (counted.to_vec(), 0, 0);
    let mut waiting: Vec<Lit> = Vec::new();
    loop {
        let mut without = assumed.to_vec();
        without.extend(free.iter().map(|lit| !*lit));
        if solver.solve(&without)? {
            break;
        }
        let core = smaller(solver, &free, assumed)?;
        free.retain(|lit| !core.contains(lit));
        match core.as_slice() {
            // Without any of them there was an answer, so that some are to blame.
            [] => return Err(Exceeded),
            [_] => forced += 1,
            _ => {
                cores += 1;
                waiting.extend(core);
            }
        }
    }
    let (rest, mut bound) = ([waiting.as_slice(), free.as_slice()].concat(), Vec::new());
    let mut count = solver.count(&rest);
    for most in cores..=rest.len() {
        bound = solver.at_most(&mut count, most)?;
        let mut within = assumed.to_vec();
        within.extend(&bound);
        if solver.solve(&within)? {
            return Ok(Some((forced + most, bound)));
        }
    }
    Ok(Some((forced + rest.len(), bound)))
}

/// Of the literals that cannot all be left out, some that cannot, of which none can be spared.
fn smaller(solver: &mut Solver, free: &[Lit], assumed: &[Lit]) -> Result<Vec<Lit>, Exceeded> {
    let of_core = |solver: &mut Solver| {
        let core = solver.core();
        free.iter().copied().filter(|lit| core.contains(&!*lit)).collect::<Vec<Lit>>()
    };
    let mut core = of_core(solver);
    let mut at = 0;
    while at < core.len() {
        let mut without = assumed.to_vec();
        without.extend(core.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, lit)| !*lit));
        if solver.solve(&without)? {
            at += 1;
        } else {
            let less = of_core(solver);
            // What was needed before is needed still.
            core.retain(|lit| less.contains(lit));
            at = at.min(core.len());
        }
    }
    Ok(core)
}
