//! Rule sets, reconciled: one pilot that satisfies them all, or what stands in the way of it.

use rustsat::types::Lit;

use super::compared_rules::ComparedRules;
use super::rules::{RuleInSet, Terms};
use super::satisfiable::{Tried, deadlocks};
use super::search::Search;
use super::witness::{Refused, Witness};
use crate::model::{Applies, Force, Verdict};
use crate::rules::ReadySet;

/// What came of reconciling some rules.
#[derive(Debug)]
pub struct Reconciled<'c> {
    /// The rules.
    pub side: ComparedRules<'c>,
    /// Whether pilots to which some sets do not apply are looked at, too.
    pub out_of_scope: bool,
    /// What came of it.
    pub outcome: Outcome<'c>,
}

/// What came of reconciling.
#[derive(Debug)]
pub enum Outcome<'c> {
    /// A smallest pilot that satisfies all `must` rules.
    Pilot(Box<Witness<'c>>),
    /// There is none; these rules are in the way.
    Blocked(Deadlock<RuleInSet<'c>>),
    /// There is no pilot to which all sets apply; these sets are in the way.
    Apart(Deadlock<&'c ReadySet>),
}

/// What cannot stand together, and what would have to give way.
#[derive(Debug)]
pub struct Deadlock<T> {
    /// Minimal sets that cannot stand together: without any one of its members, the others of such a set can.
    pub clashes: Vec<Vec<T>>,
    /// Minimal sets that would have to give way: without them all the rest can stand together, and with any one of them it
    /// cannot.
    pub ways_out: Vec<Vec<T>>,
    /// Whether these are all there are.
    pub complete: bool,
}

/// Reconciles rules; finds at most so many clashes, and at most so many ways out.
///
/// # Errors
/// [`Refused`] where that takes too many steps.
pub fn reconcile<'c>(side: ComparedRules<'c>, out_of_scope: bool, most: usize) -> Result<Reconciled<'c>, Refused> {
    let sets = side.sets();
    let mut search = Search::new(side.rules.clone(), &sets);
    let scopes = sets.iter().map(|set| search.scope(set)).collect::<Result<Vec<Lit>, _>>()?;
    if !out_of_scope && !search.can_hold(&scopes)? {
        let found = deadlocks(sets.len(), most, |tried| {
            let stand = search.can_hold(&picked(&scopes, tried))?;
            Ok(if stand { Tried::Satisfiable(Vec::new()) } else { fallen(&mut search, &scopes, tried) })
        })?;
        let named = |list: Vec<Vec<usize>>| named(list, &sets);
        let (clashes, ways_out) = (named(found.clashes), named(found.ways_out));
        let outcome = Outcome::Apart(Deadlock { clashes, ways_out, complete: found.complete });
        return Ok(Reconciled { side, out_of_scope, outcome });
    }
    if !out_of_scope {
        search.look_only_where_apply(&sets)?;
    }
    let musts = side.musts();
    let satisfied = musts.iter().map(|rule| search.literal(*rule, Terms::Satisfied));
    let satisfied = satisfied.collect::<Result<Vec<Lit>, _>>()?;
    let outcome = if let Some(said) = search.smallest(&satisfied)? {
        let title = format!("Satisfies {}", side.name);
        let witness = Witness::new("reconciled", &title, said, &side.rules)?;
        let sound =
            |(held, verdict): &(RuleInSet<'_>, Verdict)| held.rule.rule.force != Force::Must || verdict.is_satisfied();
        let applies = out_of_scope || sets.iter().all(|set| witness.applies(set) == Applies::Yes);
        if !applies || !witness.verdicts.iter().all(sound) {
            return Err(Refused::Unconfirmed);
        }
        Outcome::Pilot(Box::new(witness))
    } else {
        let found = deadlocks(musts.len(), most, |tried| try_rules(&mut search, &musts, &satisfied, tried))?;
        let rules: Vec<RuleInSet<'c>> = musts.iter().filter_map(|at| side.rules.get(*at).copied()).collect();
        let (clashes, ways_out) = (named(found.clashes, &rules), named(found.ways_out, &rules));
        Outcome::Blocked(Deadlock { clashes, ways_out, complete: found.complete })
    };
    Ok(Reconciled { side, out_of_scope, outcome })
}

/// Whether some of the `must` rules can be satisfied together.
fn try_rules(search: &mut Search<'_>, musts: &[usize], satisfied: &[Lit], tried: &[usize]) -> Result<Tried, Refused> {
    if !search.can_hold(&picked(satisfied, tried))? {
        return Ok(fallen(search, satisfied, tried));
    }
    let stands = search.last();
    let holds = |rule: &usize| stands.get(*rule).is_some_and(|stand| stand.satisfied());
    let all: Vec<usize> = musts.iter().enumerate().filter(|(_, rule)| holds(rule)).map(|(at, _)| at).collect();
    if tried.iter().all(|at| all.contains(at)) { Ok(Tried::Satisfiable(all)) } else { Err(Refused::Unconfirmed) }
}

fn picked(literals: &[Lit], tried: &[usize]) -> Vec<Lit> {
    tried.iter().filter_map(|at| literals.get(*at).copied()).collect()
}

/// Of the things that were tried and do not stand together, some that do not.
fn fallen(search: &mut Search<'_>, literals: &[Lit], tried: &[usize]) -> Tried {
    let core = search.core();
    let in_core = |at: &usize| literals.get(*at).is_some_and(|literal| core.contains(literal));
    Tried::Conflict(tried.iter().copied().filter(in_core).collect())
}

fn named<T: Copy>(list: Vec<Vec<usize>>, things: &[T]) -> Vec<Vec<T>> {
    let each = |set: Vec<usize>| set.into_iter().filter_map(|at| things.get(at).copied()).collect();
    list.into_iter().map(each).collect()
}
