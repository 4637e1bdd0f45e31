//! Two rule sets, compared: does whoever satisfies the one satisfy the other, and which of their conditions go together?

use rustsat::types::Lit;

use super::compared_rules::ComparedRules;
use super::relations::{Relations, relations};
use super::rules::{RuleInSet, Terms};
use super::search::{RuleStatus, Search};
use super::witness::{Refused, Witness};
use crate::model::{Force, Verdict};

/// Two sides, compared.
#[derive(Debug)]
pub struct Comparison<'c> {
    /// The two sides.
    pub sides: [ComparedRules<'c>; 2],
    /// Whether only pilots to which all sets of both sides apply are looked at.
    pub within: bool,
    /// Whether there is any pilot to look at.
    pub any: bool,
    /// Whether each side, where it is satisfied, satisfies the other: of the first, and of the second.
    pub ways: [Way<'c>; 2],
    /// How the conditions of the sides stand to one another.
    pub relations: Relations<'c>,
}

impl Comparison<'_> {
    /// Whether the same pilots satisfy both sides.
    #[must_use]
    pub fn same(&self) -> bool {
        self.ways.iter().all(|way| way.witness.is_none())
    }
}

/// What satisfying one side means for the other.
#[derive(Debug)]
pub struct Way<'c> {
    /// Whether any pilot satisfies the one side.
    pub possible: bool,
    /// The `must` rules of the other side that every pilot satisfies that satisfies the one.
    pub follow: Vec<RuleInSet<'c>>,
    /// Those that some such pilot breaches.
    pub breachable: Vec<RuleInSet<'c>>,
    /// Those that no such pilot breaches, and some leaves open.
    pub open: Vec<RuleInSet<'c>>,
    /// A smallest pilot that satisfies the one side, and breaches the other or, where there is none, leaves it unsatisfied;
    /// none where every pilot that satisfies the one satisfies the other.
    pub witness: Option<Witness<'c>>,
    /// The `must` rules of the other side that the witness breaches or, where it breaches none, those that it leaves open.
    pub failed: Vec<(RuleInSet<'c>, Verdict)>,
}

/// Compares two sides; `within` looks only at pilots to which all sets of both sides apply.
///
/// # Errors
/// [`Refused`] where that takes too many steps.
pub fn compare<'c>(
    first: ComparedRules<'c>,
    second: ComparedRules<'c>,
    within: bool,
) -> Result<Comparison<'c>, Refused> {
    let sides = [first, second];
    let [first, second] = &sides;
    let mut sets = first.sets();
    sets.extend(second.sets());
    let rules = [first.rules.as_slice(), &second.rules].concat();
    let mut search = Search::new(rules, &sets);
    if within {
        search.look_only_where_apply(&sets)?;
    }
    let any = search.can_hold(&[])?;
    let shift = first.rules.len();
    let (of_first, of_second) = (first.musts(), second.musts().into_iter().map(|at| at + shift).collect::<Vec<_>>());
    let relations = relations(&mut search, first, second)?;
    let forth = way(&mut search, &sides, &of_first, &of_second, "first-not-second")?;
    let back = way(&mut search, &[second.clone(), first.clone()], &of_second, &of_first, "second-not-first")?;
    Ok(Comparison { within, any, ways: [forth, back], relations, sides })
}

/// What satisfying the rules `from` means for the rules `to`.
fn way<'c>(
    search: &mut Search<'c>,
    [one, other]: &[ComparedRules<'c>; 2],
    from: &[usize],
    to: &[usize],
    id: &'static str,
) -> Result<Way<'c>, Refused> {
    let mut satisfied: Vec<Lit> = Vec::new();
    for rule in from {
        satisfied.push(search.literal(*rule, Terms::Satisfied)?);
    }
    let possible = search.can_hold(&satisfied)?;
    let mut way = Way {
        possible,
        follow: Vec::new(),
        breachable: Vec::new(),
        open: Vec::new(),
        witness: None,
        failed: Vec::new(),
    };
    let (mut breached, mut unsatisfied): (Vec<Lit>, Vec<Lit>) = (Vec::new(), Vec::new());
    let meets_all = |stands: &[RuleStatus]| from.iter().all(|at| stands.get(*at).is_some_and(|one| one.satisfied()));
    let musts = other.musts().into_iter().filter_map(|at| other.rules.get(at).copied());
    for (rule, held) in to.iter().copied().zip(musts) {
        let mut can_fail = |terms, fails: fn(Verdict) -> bool| -> Result<Option<Lit>, Refused> {
            let literal = search.literal(rule, terms)?;
            let so =
                |stands: &[RuleStatus]| meets_all(stands) && stands.get(rule).is_some_and(|one| fails(one.verdict));
            if search.saw(so) {
                return Ok(Some(literal));
            }
            if !search.can_hold(&[satisfied.as_slice(), &[literal]].concat())? {
                return Ok(None);
            }
            if so(search.last()) { Ok(Some(literal)) } else { Err(Refused::Unconfirmed) }
        };
        if let Some(literal) = can_fail(Terms::Breached, |verdict| verdict == Verdict::Breached)? {
            breached.push(literal);
            way.breachable.push(held);
        } else if let Some(literal) = can_fail(Terms::Unsatisfied, |verdict| !verdict.is_satisfied())? {
            unsatisfied.push(literal);
            way.open.push(held);
        } else {
            way.follow.push(held);
        }
    }
    let (wanted, verb) = if breached.is_empty() { (&unsatisfied, "leaves open") } else { (&breached, "breaches") };
    if wanted.is_empty() {
        return Ok(way);
    }
    let failed = search.one_of(wanted);
    satisfied.push(failed);
    let Some(said) = search.smallest(&satisfied)? else { return Ok(way) };
    let title = format!("Satisfies {} and {verb} {}", one.name, other.name);
    let witness = Witness::new(id, &title, said, &[one.rules.as_slice(), &other.rules].concat())?;
    let is_must = |(held, _): &&(RuleInSet<'_>, Verdict)| held.rule.rule.force == Force::Must;
    let (ones, others) = witness.verdicts.split_at(one.rules.len().min(witness.verdicts.len()));
    let fails =
        |verdict: Verdict| if breached.is_empty() { !verdict.is_satisfied() } else { verdict == Verdict::Breached };
    way.failed = others.iter().filter(is_must).filter(|(_, verdict)| fails(*verdict)).copied().collect();
    if way.failed.is_empty() || !ones.iter().filter(is_must).all(|(_, verdict)| verdict.is_satisfied()) {
        return Err(Refused::Unconfirmed);
    }
    way.witness = Some(witness);
    Ok(way)
}
