//! Which of some things cannot stand together.
//!
//! A *clash* is a set of things that cannot stand together, of which none can be left out; a *way out* is a set of things
//! without which the others stand, of which none can be kept. The search goes over the sets of things by a map of those
//! that are not yet known to stand or to clash (M. H. Liffiton, A. Previti, A. Malik, J. Marques-Silva, "Fast, flexible MUS
//! enumeration", Constraints 21, 2016): large ones, which find clashes, and small ones, which find ways out, by turns.

use rustsat::types::Lit;

use super::solver::Solver;
use super::witness::Refused;

/// What came of trying whether some things stand together.
#[derive(Debug)]
pub(super) enum Tried {
    /// They do, and so do all of these with them.
    Satisfiable(Vec<usize>),
    /// They do not, and neither do these of them.
    Conflict(Vec<usize>),
}

/// What cannot stand together, and what would have to give way; each in the order of size, then of the things.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Deadlocks {
    pub clashes: Vec<Vec<usize>>,
    pub ways_out: Vec<Vec<usize>>,
    /// Whether these are all.
    pub complete: bool,
}

/// Finds at most so many clashes, and at most so many ways out, of so many things that do not all stand together.
///
/// # Errors
/// Whatever trying comes to, or where the map takes too many steps.
pub(super) fn deadlocks(
    things: usize,
    most: usize,
    mut stand: impl FnMut(&[usize]) -> Result<Tried, Refused>,
) -> Result<Deadlocks, Refused> {
    let mut map = Map::new(things);
    let mut found = Deadlocks::default();
    let (mut large, mut dropped) = (true, 0);
    while let Some(seed) = map.unknown(large)? {
        let (list, set) = match stand(&seed)? {
            Tried::Satisfiable(with) => {
                let out = grown(things, seed, with, &mut stand)?;
                map.not_without(&out);
                (&mut found.ways_out, out)
            }
            Tried::Conflict(core) => {
                let clash = shrunk(core, &mut stand)?;
                map.not_with(&clash);
                (&mut found.clashes, clash)
            }
        };
        if list.len() < most {
            list.push(set);
        } else {
            dropped += 1;
        }
        // The other list is filled up, as far as that goes without end.
        let full = (found.clashes.len() >= most, found.ways_out.len() >= most);
        if dropped > most || dropped > 0 && full == (true, true) {
            break;
        }
        large = match full {
            (true, false) => false,
            (false, true) => true,
            _ => !large,
        };
    }
    found.complete = dropped == 0;
    for list in [&mut found.clashes, &mut found.ways_out] {
        list.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    }
    Ok(found)
}

/// All things that do not belong to a largest set that stands, and holds the seed.
fn grown(
    things: usize,
    seed: Vec<usize>,
    with: Vec<usize>,
    stand: &mut impl FnMut(&[usize]) -> Result<Tried, Refused>,
) -> Result<Vec<usize>, Refused> {
    let mut kept = seed;
    kept.extend(with);
    let mut out = Vec::new();
    for thing in 0..things {
        if kept.contains(&thing) {
            continue;
        }
        kept.push(thing);
        match stand(&kept)? {
            Tried::Satisfiable(with) => kept.extend(with),
            Tried::Conflict(_) => {
                kept.pop();
                out.push(thing);
            }
        }
    }
    Ok(out)
}

/// A part of a clash of which nothing can be left out.
fn shrunk(
    mut clash: Vec<usize>,
    stand: &mut impl FnMut(&[usize]) -> Result<Tried, Refused>,
) -> Result<Vec<usize>, Refused> {
    clash.sort_unstable();
    let mut at = 0;
    while let Some(left_out) = clash.get(at).copied() {
        let rest: Vec<usize> = clash.iter().copied().filter(|thing| *thing != left_out).collect();
        match stand(&rest)? {
            Tried::Satisfiable(_) => at += 1,
            // What was needed before is needed still, and stands before.
            Tried::Conflict(core) => clash.retain(|thing| core.contains(thing)),
        }
    }
    Ok(clash)
}

/// The sets of which it is not known whether they stand.
struct Map {
    solver: Solver,
    things: Vec<Lit>,
}

impl Map {
    fn new(things: usize) -> Self {
        let mut solver = Solver::new();
        let things = (0..things).map(|_| solver.fresh()).collect();
        Self { solver, things }
    }

    /// A set of which it is not known, and to which nothing can be added, or from which nothing can be taken away, without
    /// coming to one of which it is; none where all is known.
    fn unknown(&mut self, large: bool) -> Result<Option<Vec<usize>>, Refused> {
        let mut chosen: Vec<Lit> = Vec::new();
        if !self.solver.solve(&chosen)? {
            return Ok(None);
        }
        for thing in &self.things {
            let wanted = if large { *thing } else { !*thing };
            chosen.push(wanted);
            if !self.solver.holds(wanted) && !self.solver.solve(&chosen)? {
                chosen.pop();
                chosen.push(!wanted);
                // The answer that is at hand must be one of this choice.
                self.solver.solve(&chosen)?;
            }
        }
        let is_in = |(_, (thing, chosen)): &(usize, (&Lit, &Lit))| thing == chosen;
        Ok(Some(self.things.iter().zip(&chosen).enumerate().filter(is_in).map(|(at, _)| at).collect()))
    }

    /// Every set of which it is not known has one of these.
    fn not_without(&mut self, things: &[usize]) {
        let clause: Vec<Lit> = things.iter().filter_map(|thing| self.things.get(*thing).copied()).collect();
        self.solver.clause(&clause);
    }

    /// No set of which it is not known has all of these.
    fn not_with(&mut self, things: &[usize]) {
        let clause: Vec<Lit> = things.iter().filter_map(|thing| Some(!*self.things.get(*thing)?)).collect();
        self.solver.clause(&clause);
    }
}
