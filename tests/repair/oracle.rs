//! Every way to change a few facts, tried one by one.

use std::collections::BTreeSet;

use watching_brief::model::number::{Cut, Decimal};
use watching_brief::model::vocabulary::{Fact, FactId, FactType, Vocabulary};
use watching_brief::model::{Force, Test, Verdict};
use watching_brief::pilot::{NumberClaim, StatedFact, StatedValue};

use super::made::Case;
use crate::testkit::definitions;
use crate::testkit::made::statement;
use crate::testkit::world::{Says, World};

/// What the statements of a set say of its members: in, out, both (contested), neither.
fn spoken(fact: &Fact, statements: &[StatedValue<'_>]) -> (u64, u64) {
    let mask = |members: &[u8]| members.iter().fold(0u64, |all, member| all | 1 << member);
    statements.iter().fold((0, 0), |(inside, outside), said| match said {
        StatedValue::Exactly(members) => (inside | mask(members), outside | fact.all_values() & !mask(members)),
        StatedValue::Partly { includes, excludes } => (inside | mask(includes), outside | mask(excludes)),
        _ => (inside, outside),
    })
}

fn said_of<'c>(case: &'c Case, fact: &Fact) -> Vec<StatedValue<'c>> {
    let stated = case.pilot.iter().find(|stated| stated.fact == fact.id);
    stated.into_iter().flat_map(|stated| stated.statements.iter().map(|one| one.said.clone())).collect()
}

/// Whether no value agrees with all that is said of a fact.
pub fn contested(case: &Case, fact: &Fact) -> bool {
    let said = said_of(case, fact);
    match fact.kind {
        FactType::Set => {
            let (inside, outside) = spoken(fact, &said);
            inside & outside != 0
        }
        _ => definitions::is_contested(fact, &said.iter().collect::<Vec<_>>()),
    }
}

/// One way to change one fact, with how many members of a set it changes.
#[derive(Debug, Clone)]
pub struct Way {
    pub said: StatedValue<'static>,
    pub members: usize,
}

/// What the rules of a case say of everything that is conceivable of its facts.
pub struct Rules<'c> {
    case: &'c Case,
    world: World<'c>,
    says: Vec<Says>,
    /// Of each fact, the members of a set that make a difference to some rule.
    asked: Vec<u64>,
}

impl<'c> Rules<'c> {
    pub fn of(case: &'c Case) -> Self {
        let world = World::new(case.facts.iter().copied());
        let says: Vec<Says> = case.rules.rules.iter().map(|rule| world.says(&rule.scope, &rule.require)).collect();
        let asked = |fact: &&Fact| match fact.kind {
            // Whether a rule applies can turn on a member on which its answer does not.
            FactType::Set => says
                .iter()
                .flat_map(|says| [&says.answer, &says.scope])
                .fold(0, |found, bits| found | world.members_that_matter(fact, bits)),
            _ => 0,
        };
        let asked = case.facts.iter().map(asked).collect();
        Self { case, world, says, asked }
    }

    fn asked(&self, set: &Fact) -> u64 {
        let place = self.case.facts.iter().position(|fact| fact.id == set.id).expect("a fact of the case");
        self.asked[place]
    }

    /// The place of a number among the cells that the ends of all tests of a fact divide its values into.
    pub fn cell(&self, fact: &Fact, number: Decimal) -> usize {
        let mut ends: Vec<Cut> = Vec::new();
        for rule in &self.case.rules.rules {
            for condition in rule.scope.iter().chain([&rule.require]) {
                condition.visit(&mut |asked, test| match test {
                    Test::Within(range) if asked == fact.id => {
                        ends.extend([range.from, range.until].into_iter().flatten());
                    }
                    _ => {}
                });
            }
        }
        let ends: BTreeSet<(Decimal, bool)> = ends.into_iter().map(|end| (end.at, end.above)).collect();
        ends.into_iter().filter(|(at, above)| if *above { number > *at } else { number >= *at }).count()
    }

    /// The verdicts of a pilot.
    pub fn verdicts(&self, stated: &[StatedFact<'static>]) -> Vec<Verdict> {
        let pilot = self.world.pilot(stated.to_vec());
        self.says.iter().map(|says| self.world.verdict(&pilot, says)).collect()
    }
}

/// Whether a set of which this is said is stated in every completion.
fn is_stated(said: &[StatedValue<'_>]) -> bool {
    said.iter().any(|said| match said {
        StatedValue::Exactly(_) => true,
        StatedValue::Partly { includes, .. } => !includes.is_empty(),
        _ => false,
    })
}

/// Every way to change a fact.
fn ways(rules: &Rules<'_>, fact: &Fact) -> Vec<Way> {
    let case = rules.case;
    let before = said_of(case, fact);
    let plain: Vec<StatedValue<'static>> = match fact.kind {
        FactType::Bool => [false, true].map(StatedValue::Bool).to_vec(),
        FactType::Choice => (0u8..).take(fact.values.len()).map(StatedValue::Choice).collect(),
        FactType::Text => ["none", "somebody"].map(|text| StatedValue::Text(text.into())).to_vec(),
        FactType::Set => return set_ways(rules, fact, &before),
        FactType::Number => return number_ways(rules, fact, &before),
        FactType::Date => unreachable!("none of these facts is a date"),
    };
    // To state what is stated already changes nothing. What is known in part, or by what it is not, is not yet stated so.
    let heard: Vec<&StatedValue<'_>> = before.iter().collect();
    let known = !contested(case, fact) && definitions::possible_stated(fact, &heard) == [true];
    let is_so = |value: u64| known && definitions::possible_values(fact, &heard) == [value];
    let others = (0u64..).zip(plain).filter(|(value, _)| !is_so(*value));
    others.map(|(_, said)| Way { said, members: 0 }).collect()
}

/// A number may be given any value that some rule tells from what is stated; of values that no rule tells apart, one.
fn number_ways(rules: &Rules<'_>, fact: &Fact, before: &[StatedValue<'_>]) -> Vec<Way> {
    let heard: Vec<&StatedValue<'_>> = before.iter().collect();
    let known = !contested(rules.case, fact) && definitions::possible_stated(fact, &heard) == [true];
    let cell = |halves: u64| rules.cell(fact, definitions::number(halves));
    let is_so =
        |one: usize| known && definitions::possible_values(fact, &heard).iter().all(|halves| cell(*halves) == one);
    let mut cells = BTreeSet::new();
    let all = (0..8).filter(|halves| cells.insert(cell(*halves)) && !is_so(cell(*halves)));
    let all = all.map(|halves| StatedValue::Number(NumberClaim::Is(definitions::number(halves))));
    all.map(|said| Way { said, members: 0 }).collect()
}

/// Members are put in or taken out; those that are contested must be. Nothing that was said becomes unsaid. A set that was
/// stated whole is stated whole; any other may be stated as the empty set.
fn set_ways(rules: &Rules<'_>, fact: &Fact, before: &[StatedValue<'_>]) -> Vec<Way> {
    let (asked, all) = (rules.asked(fact), fact.all_values());
    let (was_in, was_out) = spoken(fact, before);
    let both = was_in & was_out;
    let exactly = before.iter().any(|said| matches!(said, StatedValue::Exactly(_)));
    let list = |mask: u64| (0..64u8).filter(|at| mask >> at & 1 == 1).collect::<Vec<u8>>();
    let mut ways = Vec::new();
    for is_in in 0..=all {
        for is_out in (0..=all).filter(|is_out| is_out & is_in == 0) {
            let unsaid = (was_in | was_out) & !(is_in | is_out);
            let changed = (is_in & !(was_in & !both)) | (is_out & !(was_out & !both));
            let whole = is_in | is_out == all;
            let mut said = Vec::new();
            if exactly {
                said.push(StatedValue::Exactly(list(is_in)));
            } else {
                if is_in | is_out != 0 {
                    said.push(StatedValue::Partly { includes: list(is_in), excludes: list(is_out) });
                }
                if is_in == 0 {
                    said.push(StatedValue::Exactly(Vec::new()));
                }
            }
            for said in said {
                let new_empty = !exactly && matches!(said, StatedValue::Exactly(_));
                if unsaid != 0 || ((exactly || new_empty) && !whole) || (changed == 0 && !new_empty) {
                    continue;
                }
                let stated_anyway = exactly || was_in & !both & !asked & is_in != 0 || is_in & asked != 0;
                let besides = is_stated(std::slice::from_ref(&said)) && !stated_anyway;
                // That it has no member any more which no rule asks for counts too: it may make it unstated.
                let others = was_in & !both & !asked;
                let emptied = if exactly || is_in & !asked != 0 { 0 } else { others.count_ones() as usize };
                let members = (changed & asked).count_ones() as usize + usize::from(besides) + emptied;
                ways.push(Way { said, members });
            }
        }
    }
    ways
}

/// What tells two ways to change a fact apart, as far as any rule can tell: its value, or the members that are in and out
/// and whether it is stated.
pub fn told(rules: &Rules<'_>, fact: &Fact, said: &StatedValue<'_>) -> (FactId, u64, u64, bool) {
    match said {
        StatedValue::Bool(value) => (fact.id, u64::from(*value), 0, true),
        StatedValue::Choice(value) => (fact.id, u64::from(*value), 0, true),
        StatedValue::Text(_) => (fact.id, u64::from(!said.is_no_text()), 0, true),
        StatedValue::Exactly(_) | StatedValue::Partly { .. } => {
            let (is_in, is_out) = spoken(fact, std::slice::from_ref(said));
            let asked = rules.asked(fact);
            (fact.id, is_in & asked, is_out & asked, is_stated(std::slice::from_ref(said)))
        }
        StatedValue::Number(NumberClaim::Is(number)) => {
            let cell = u64::try_from(rules.cell(fact, *number)).expect("few cells");
            (fact.id, cell, 0, true)
        }
        _ => unreachable!("nothing else is said of these facts"),
    }
}

/// The pilot of a case with some facts changed.
pub fn changed(case: &Case, changes: &[(FactId, StatedValue<'static>)]) -> Vec<StatedFact<'static>> {
    let mut after = case.pilot.clone();
    for (fact, said) in changes {
        after.retain(|stated| stated.fact != *fact);
        let said = match said {
            StatedValue::Number(NumberClaim::Is(number)) => {
                StatedValue::Number(NumberClaim::Is(definitions::half_for(*number)))
            }
            other => other.clone(),
        };
        after.push(StatedFact { fact: *fact, statements: vec![statement(said)] });
    }
    after.sort_by_key(|stated| stated.fact);
    after
}

/// Whether a verdict is what a repair asks of a rule.
pub fn good(case: &Case, force: Force, was: Verdict, is: Verdict) -> bool {
    match (force, case.settle) {
        (Force::Must, true) => matches!(is, Verdict::Met | Verdict::NotApplicable),
        (Force::Must, false) => is != Verdict::Breached,
        _ => is != Verdict::Breached || was == Verdict::Breached,
    }
}

/// Whether a rule that applies, or may apply, still does.
pub fn goes_on(was: Verdict, is: Verdict) -> bool {
    was == Verdict::NotApplicable || is != Verdict::NotApplicable
}

/// Whether all verdicts are what a repair asks for.
pub fn all_good(case: &Case, was: &[Verdict], is: &[Verdict]) -> bool {
    let mut all = case.rules.rules.iter().zip(was.iter().zip(is));
    all.all(|(rule, (was, is))| good(case, rule.force, *was, *is) && (case.out_of_scope || goes_on(*was, *is)))
}

/// Every way to change the pilot of a case, but for the facts that stay; the pilot as it is among them.
pub fn all_ways(rules: &Rules<'_>, stays: &[FactId]) -> Vec<Vec<(FactId, Way)>> {
    let mut all: Vec<Vec<(FactId, Way)>> = vec![Vec::new()];
    for fact in rules.case.facts.iter().filter(|fact| !stays.contains(&fact.id)) {
        let ways = ways(rules, fact);
        let with = all.iter().flat_map(|one| {
            ways.iter().map(|way| {
                let mut with = one.clone();
                with.push((fact.id, way.clone()));
                with
            })
        });
        let with: Vec<_> = with.collect();
        all.extend(with);
    }
    all
}

/// What tells a way to change several facts apart.
pub type Told = Vec<(FactId, u64, u64, bool)>;

/// What the smallest repairs are: the number of facts, of members, and what each comes to; none where nothing helps.
pub fn smallest(rules: &Rules<'_>, stays: &[FactId]) -> Option<(usize, usize, BTreeSet<Told>)> {
    let case = rules.case;
    let was = rules.verdicts(&case.pilot);
    let mut best: Option<(usize, usize, BTreeSet<_>)> = None;
    for ways in all_ways(rules, stays) {
        let size = (ways.len(), ways.iter().map(|(_, way)| way.members).sum::<usize>());
        if best.as_ref().is_some_and(|(facts, members, _)| (*facts, *members) < size) {
            continue;
        }
        let changes: Vec<(FactId, StatedValue<'static>)> =
            ways.iter().map(|(fact, way)| (*fact, way.said.clone())).collect();
        let is = rules.verdicts(&changed(case, &changes));
        if !all_good(case, &was, &is) {
            continue;
        }
        let mut comes_to: Vec<_> =
            changes.iter().map(|(id, said)| told(rules, Vocabulary::shipped().fact(*id), said)).collect();
        comes_to.sort_unstable();
        match &mut best {
            Some((facts, members, all)) if (*facts, *members) == size => drop(all.insert(comes_to)),
            _ => best = Some((size.0, size.1, BTreeSet::from([comes_to]))),
        }
    }
    best
}

/// Whether of two ways that differ only in the values of numbers the first is nearer to what is stated now: with no number
/// farther off, and none on another side.
pub fn is_nearer(rules: &Rules<'_>, one: &Told, other: &Told) -> bool {
    let distance = |fact: FactId, cell: u64| -> Option<(u64, u64)> {
        let of = Vocabulary::shipped().fact(fact);
        if of.kind != FactType::Number {
            return None;
        }
        let before = said_of(rules.case, of);
        let now = definitions::possible_values(of, &before.iter().collect::<Vec<_>>());
        let now: BTreeSet<u64> = now
            .into_iter()
            .map(|halves| u64::try_from(rules.cell(of, definitions::number(halves))).expect("few cells"))
            .collect();
        let (first, last) = (*now.first()?, *now.last()?);
        // Below, above, or a place of its own.
        Some(match cell {
            cell if cell < first => (0, first - cell),
            cell if cell > last => (1, cell - last),
            cell => (2 + cell, 0),
        })
    };
    one != other
        && one.len() == other.len()
        && one.iter().zip(other).all(|(a, b)| match (distance(a.0, a.1), distance(b.0, b.1)) {
            (Some(near), Some(far)) => a.0 == b.0 && near.0 == far.0 && near.1 <= far.1,
            _ => a == b,
        })
}

/// Of how many facts somebody who does not answer for the pilot says what cannot stand beside the change.
pub fn to_be_answered(case: &Case, changes: &[(FactId, StatedValue<'_>)]) -> usize {
    let is_answered = |(fact, wanted): &&(FactId, StatedValue<'_>)| {
        let stated = case.pilot.iter().find(|stated| stated.fact == *fact);
        let mut others = stated.into_iter().flat_map(|stated| &stated.statements).filter(|one| one.by.is_some());
        others.any(|one| speaks_against(Vocabulary::shipped().fact(*fact), &one.said, wanted))
    };
    changes.iter().filter(is_answered).count()
}

fn speaks_against(fact: &Fact, said: &StatedValue<'_>, wanted: &StatedValue<'_>) -> bool {
    match (said, wanted) {
        (StatedValue::Number(said), StatedValue::Number(NumberClaim::Is(wanted))) => match said {
            NumberClaim::Is(one) => one != wanted,
            NumberClaim::OneOf(some) => !some.contains(wanted),
            NumberClaim::NoneOf(some) => some.contains(wanted),
            NumberClaim::Within { at_least, at_most } => {
                at_least.is_some_and(|least| *wanted < least) || at_most.is_some_and(|most| most < *wanted)
            }
        },
        _ => definitions::is_contested(fact, &[said, wanted]),
    }
}

/// Whether a set is contested for a member that makes no difference to any rule.
pub fn is_contested_beside(rules: &Rules<'_>, fact: &Fact) -> bool {
    let said = said_of(rules.case, fact);
    let contested = definitions::contested_members(fact, &said.iter().collect::<Vec<_>>());
    fact.kind == FactType::Set && contested & !rules.asked(fact) != 0
}
