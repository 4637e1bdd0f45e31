//! A small world: every way to settle a few facts, which of these are completions of a pilot, and which a rule allows.

use watching_brief::model::vocabulary::{Fact, FactId, FactType};
use watching_brief::model::{Condition, Verdict};
use watching_brief::pilot::StatedValue;

use super::definitions::{Settled, contested_members, is_contested, passes, possible_stated, possible_values, ways};
use super::every::Stated;

/// A bit for each way to settle all facts of a world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// None of so many.
    fn none(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub fn has(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    pub fn and(&self, other: &Self) -> Self {
        self.zip(other, |one, other| one & other)
    }

    pub fn or(&self, other: &Self) -> Self {
        self.zip(other, |one, other| one | other)
    }

    pub fn without(&self, other: &Self) -> Self {
        self.zip(other, |one, other| one & !other)
    }

    fn zip(&self, other: &Self, of: fn(u64, u64) -> u64) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(one, other)| of(*one, *other)).collect())
    }

    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }

    pub fn is_within(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(one, other)| one & !other == 0)
    }

    /// The places of the bits, in order.
    fn places(&self) -> impl Iterator<Item = usize> {
        (0..self.0.len() * 64).filter(|at| self.has(*at))
    }
}

/// All ways to settle some facts.
pub struct World<'v> {
    pub facts: Vec<&'v Fact>,
    ways: Vec<Vec<Settled>>,
    /// All of them.
    all: Bits,
    count: usize,
}

/// A pilot: what it says, its completions, and the facts that are contested, each with the values of a set's members on
/// which alone its statements differ.
pub struct Pilot {
    pub given: Stated,
    completions: Bits,
    contested: Vec<(usize, u64)>,
}

/// What a rule says of each way to settle the facts: whether it applies, and whether what it requires is so or it does not
/// apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Says {
    pub scope: Bits,
    pub answer: Bits,
}

/// Of how many completions of a pilot something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IsSo {
    Always,
    Never,
    Sometimes,
}

impl<'v> World<'v> {
    pub fn new(facts: impl IntoIterator<Item = &'v Fact>) -> Self {
        let facts: Vec<&Fact> = facts.into_iter().collect();
        let ways: Vec<Vec<Settled>> = facts.iter().map(|fact| ways(fact)).collect();
        let count = ways.iter().map(Vec::len).product();
        let mut all = Bits::none(count);
        (0..count).for_each(|at| all.set(at));
        Self { facts, ways, all, count }
    }

    /// The number of ways to settle all facts.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How far apart two ways are that differ in the next settlement of one fact.
    fn step(&self, place: usize) -> usize {
        self.ways[place + 1..].iter().map(Vec::len).product()
    }

    fn place(&self, fact: FactId) -> usize {
        self.facts.iter().position(|known| known.id == fact).expect("a fact of this world")
    }

    /// How one fact is settled in one way to settle all.
    fn settled(&self, at: usize, place: usize) -> Settled {
        let ways = &self.ways[place];
        ways[at / self.step(place) % ways.len()]
    }

    /// The ways in which this is so of one fact.
    fn where_settled(&self, place: usize, so: impl Fn(Settled) -> bool) -> Bits {
        let (step, ways) = (self.step(place), &self.ways[place]);
        let is_so: Vec<bool> = ways.iter().map(|way| so(*way)).collect();
        let mut found = Bits::none(self.count);
        (0..self.count).filter(|at| is_so[at / step % ways.len()]).for_each(|at| found.set(at));
        found
    }

    /// A pilot, all of whose statements are listened to.
    pub fn pilot(&self, given: Stated) -> Pilot {
        let (mut completions, mut contested) = (self.all.clone(), Vec::new());
        for stated in &given {
            let place = self.place(stated.fact);
            let fact = self.facts[place];
            let heard: Vec<&StatedValue<'_>> = stated.statements.iter().map(|one| &one.said).collect();
            let (values, is_stated) = (possible_values(fact, &heard), possible_stated(fact, &heard));
            let fits = |way: Settled| values.contains(&way.value) && is_stated.contains(&way.stated);
            completions = completions.and(&self.where_settled(place, fits));
            if is_contested(fact, &heard) {
                let members = contested_members(fact, &heard);
                contested.push((place, if fact.kind == FactType::Set { members } else { u64::MAX }));
            }
        }
        Pilot { given, completions, contested }
    }

    /// Where a condition holds; a part of it may be held as true or as false.
    fn holds(&self, condition: &Condition, part: &mut usize, held: Option<(usize, bool)>) -> Bits {
        let this = *part;
        *part += 1;
        let mut of = |condition: &Condition| self.holds(condition, part, held);
        let bits = match condition {
            Condition::All(parts) => parts.iter().fold(self.all.clone(), |bits, part| bits.and(&of(part))),
            Condition::Any(parts) => parts.iter().fold(Bits::none(self.count), |bits, part| bits.or(&of(part))),
            Condition::Not(part) => self.all.without(&of(part)),
            Condition::If(scope, then) => {
                let scope = of(scope);
                self.all.without(&scope).or(&of(then))
            }
            Condition::Fact(fact, test) => {
                let place = self.place(*fact);
                self.where_settled(place, |way| passes(self.facts[place].kind, *test, way))
            }
        };
        match held {
            Some((at, true)) if at == this => self.all.clone(),
            Some((at, false)) if at == this => Bits::none(self.count),
            _ => bits,
        }
    }

    /// Where a condition holds.
    pub fn is_so(&self, condition: &Condition) -> Bits {
        self.holds(condition, &mut 0, None)
    }

    /// Where all of these hold.
    pub fn are_so<'c>(&self, conditions: impl IntoIterator<Item = &'c Condition>) -> Bits {
        conditions.into_iter().fold(self.all.clone(), |bits, condition| bits.and(&self.is_so(condition)))
    }

    /// What a rule says.
    pub fn says<'c>(&self, scopes: impl IntoIterator<Item = &'c Condition>, require: &Condition) -> Says {
        let scope = self.are_so(scopes);
        Says { answer: self.all.without(&scope).or(&self.is_so(require)), scope }
    }

    /// What a rule says with one of its parts held as true or as false; the parts are counted through its scope and what
    /// it requires.
    pub fn says_if(&self, scope: Option<&Condition>, require: &Condition, held: (usize, bool)) -> Says {
        let mut part = 0;
        let scope = scope.map_or_else(|| self.all.clone(), |scope| self.holds(scope, &mut part, Some(held)));
        let require = self.holds(require, &mut part, Some(held));
        Says { answer: self.all.without(&scope).or(&require), scope }
    }

    /// The verdict of a rule on a pilot.
    pub fn verdict(&self, pilot: &Pilot, says: &Says) -> Verdict {
        match (pilot.finds(&says.scope), pilot.finds(&says.answer)) {
            (IsSo::Never, _) => Verdict::NotApplicable,
            (_, IsSo::Always) => Verdict::Met,
            (_, IsSo::Never) => Verdict::Breached,
            _ if self.turns_on_a_contested_fact(pilot, &says.answer) => Verdict::Contested,
            _ => Verdict::Unstated,
        }
    }

    /// Whether two completions with different answers differ in a contested fact alone; of a set, in contested members.
    fn turns_on_a_contested_fact(&self, pilot: &Pilot, answer: &Bits) -> bool {
        let (yes, no) = (pilot.completions.and(answer), pilot.completions.without(answer));
        pilot.contested.iter().any(|(place, members)| {
            yes.places().any(|at| {
                let value = self.settled(at, *place).value;
                self.others(at, *place).any(|(other, way)| (way.value ^ value) & !members == 0 && no.has(other))
            })
        })
    }

    /// The other ways to settle one fact, all others being as they are.
    fn others(&self, at: usize, place: usize) -> impl Iterator<Item = (usize, Settled)> {
        let (step, ways) = (self.step(place), &self.ways[place]);
        let taken = at / step % ways.len();
        ways.iter()
            .enumerate()
            .filter(move |(way, _)| *way != taken)
            .map(move |(way, settled)| (at + way * step - taken * step, *settled))
    }

    /// The facts in which alone two completions of a pilot differ of which this is so and not so.
    pub fn turns_on(&self, pilot: &Pilot, bits: &Bits) -> Vec<FactId> {
        let turns = |place: usize| {
            pilot.completions.places().any(|at| {
                let mut others = self.others(at, place).map(|(other, _)| other);
                others.any(|other| pilot.completions.has(other) && bits.has(other) != bits.has(at))
            })
        };
        let facts = self.facts.iter().enumerate();
        facts.filter(|(place, _)| turns(*place)).map(|(_, fact)| fact.id).collect()
    }

    /// The members of a set on each of which something turns somewhere.
    pub fn members_that_matter(&self, set: &Fact, bits: &Bits) -> u64 {
        let place = self.place(set.id);
        let mut found = 0;
        for at in 0..self.count {
            let Settled { value, stated } = self.settled(at, place);
            let other =
                self.others(at, place).filter(|(other, way)| way.stated == stated && bits.has(*other) != bits.has(at));
            found |=
                other.map(|(_, way)| way.value ^ value).filter(|member| member.is_power_of_two()).fold(0, |a, b| a | b);
        }
        found
    }
}

impl Pilot {
    /// In how many of its completions this is so.
    pub fn finds(&self, bits: &Bits) -> IsSo {
        match (self.completions.meets(bits), self.completions.is_within(bits)) {
            (_, true) => IsSo::Always,
            (false, _) => IsSo::Never,
            _ => IsSo::Sometimes,
        }
    }
}
