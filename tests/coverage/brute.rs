//! The definitions of coverage and of mutants, read word by word for small rules.

use std::collections::BTreeSet;
use std::sync::Arc;

use watching_brief::cases::Outcome;
use watching_brief::evaluate::{Answers, Replacement};
use watching_brief::model::vocabulary::{Fact, FactType, Vocabulary};
use watching_brief::model::{Condition, Test, Verdict};
use watching_brief::pilot::{StatedFact, StatedValue, Statement};

use super::oracle::{Settled, contested_members, is_contested, passes, possible_stated, possible_values, ways};

/// A bit for each way to settle all facts.
pub type Bits = u128;

/// All ways to settle the facts of a vocabulary.
pub struct World<'v> {
    pub vocabulary: &'v Arc<Vocabulary>,
    settled: Vec<Vec<Settled>>,
}

/// A pilot: its completions, and the pairs of them between which a contested fact alone makes the difference.
pub struct Pilot {
    pub given: Vec<StatedFact<'static>>,
    completions: Bits,
    contested: Vec<(usize, usize)>,
}

/// What a rule says of each way to settle the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Says {
    pub scope: Bits,
    pub answer: Bits,
}

impl<'v> World<'v> {
    /// None where there would be too many ways.
    pub fn new(vocabulary: &'v Arc<Vocabulary>) -> Option<Self> {
        let mut settled: Vec<Vec<Settled>> = vec![Vec::new()];
        for fact in vocabulary.facts() {
            let longer = settled.iter().flat_map(|so_far| {
                ways(fact).into_iter().map(move |way| so_far.iter().copied().chain([way]).collect())
            });
            settled = longer.collect();
        }
        (settled.len() <= 128).then_some(Self { vocabulary, settled })
    }

    pub fn pilot(&self, given: Vec<StatedFact<'static>>) -> Pilot {
        let heard = |fact: &Fact| -> Vec<&StatedValue<'static>> {
            given
                .iter()
                .filter(|stated| stated.fact == fact.id)
                .flat_map(|stated| &stated.statements)
                .map(|one| &one.said)
                .collect()
        };
        let fits = |settled: &Vec<Settled>| {
            self.vocabulary.facts().iter().zip(settled).all(|(fact, way)| {
                let heard = heard(fact);
                possible_values(fact, &heard).contains(&way.value)
                    && possible_stated(fact, &heard).contains(&way.stated)
            })
        };
        let fitting: Vec<usize> = (0..self.settled.len()).filter(|at| fits(&self.settled[*at])).collect();
        let mut contested = Vec::new();
        for fact in self.vocabulary.facts().iter().filter(|fact| is_contested(fact, &heard(fact))) {
            let members = contested_members(fact, &heard(fact));
            for (one, other) in fitting.iter().flat_map(|one| fitting.iter().map(move |other| (*one, *other))) {
                let (a, b) = (&self.settled[one], &self.settled[other]);
                let place = fact.id.index();
                let alone = (0..a.len()).all(|at| (a[at] == b[at]) == (at != place));
                let by_members = fact.kind != FactType::Set || (a[place].value ^ b[place].value) & !members == 0;
                if one < other && alone && by_members {
                    contested.push((one, other));
                }
            }
        }
        let completions = fitting.into_iter().fold(0, |bits, at| bits | 1 << at);
        Pilot { given, completions, contested }
    }

    /// Pilots of every kind: each combination of what can come of a fact by no statement, one or two.
    pub fn pilots(&self, most: usize) -> Option<Vec<Pilot>> {
        let mut all: Vec<Vec<StatedFact<'static>>> = vec![Vec::new()];
        for fact in self.vocabulary.facts() {
            let mut kinds: Vec<Vec<StatedValue<'static>>> = vec![Vec::new()];
            let mut known = BTreeSet::new();
            let single = sayings(fact);
            let pairs = single.iter().flat_map(|one| single.iter().map(move |other| vec![one.clone(), other.clone()]));
            for said in single.iter().map(|one| vec![one.clone()]).chain(pairs) {
                let heard: Vec<&StatedValue<'static>> = said.iter().collect();
                let comes =
                    (possible_values(fact, &heard), possible_stated(fact, &heard), contested_members(fact, &heard));
                if known.insert(comes) {
                    kinds.push(said);
                }
            }
            let longer = all.iter().flat_map(|so_far| {
                kinds.iter().map(move |said| {
                    let statements: Vec<_> = said.iter().cloned().map(Statement::plain).collect();
                    let stated = (!statements.is_empty()).then_some(StatedFact { fact: fact.id, statements });
                    so_far.iter().cloned().chain(stated).collect()
                })
            });
            all = longer.collect();
            if all.len() > most {
                return None;
            }
        }
        Some(all.into_iter().map(|given| self.pilot(given)).collect())
    }

    fn all(&self) -> Bits {
        (0..self.settled.len()).fold(0, |bits, at| bits | 1 << at)
    }

    /// Where a condition holds; the parts at some places are held as true or as false.
    fn holds(&self, condition: &Condition, part: &mut usize, held: Option<(usize, bool)>) -> Bits {
        let this = *part;
        *part += 1;
        let mut of = |condition: &Condition| self.holds(condition, part, held);
        let bits = match condition {
            Condition::All(parts) => parts.iter().fold(self.all(), |bits, part| bits & of(part)),
            Condition::Any(parts) => parts.iter().fold(0, |bits, part| bits | of(part)),
            Condition::Not(part) => self.all() & !of(part),
            Condition::If(scope, then) => {
                let scope = of(scope);
                self.all() & !scope | of(then)
            }
            Condition::Fact(fact, test) => self.passing(*fact, *test),
        };
        match held {
            Some((at, held)) if at == this => {
                if held {
                    self.all()
                } else {
                    0
                }
            }
            _ => bits,
        }
    }

    fn passing(&self, fact: watching_brief::model::vocabulary::FactId, test: Test) -> Bits {
        let kind = self.vocabulary.fact(fact).kind;
        let passing = (0..self.settled.len()).filter(|at| passes(kind, test, self.settled[*at][fact.index()]));
        passing.fold(0, |bits, at| bits | 1 << at)
    }

    /// What a rule says, with one of its parts held as true or as false.
    pub fn says(&self, scope: Option<&Condition>, require: &Condition, held: Option<(usize, bool)>) -> Says {
        let mut part = 0;
        let scope = scope.map_or(self.all(), |scope| self.holds(scope, &mut part, held));
        let require = self.holds(require, &mut part, held);
        Says { scope, answer: self.all() & !scope | require }
    }

    /// Where the atom that is a part of a rule holds.
    pub fn atom(&self, condition: &Condition) -> Bits {
        self.holds(condition, &mut 0, None)
    }
}

/// Whatever one statement can say.
fn sayings(fact: &Fact) -> Vec<StatedValue<'static>> {
    let count = u8::try_from(fact.values.len()).expect("few values");
    let members = |bits: u64| (0..count).filter(|member| bits >> member & 1 == 1).collect::<Vec<u8>>();
    match fact.kind {
        FactType::Bool => vec![StatedValue::Bool(false), StatedValue::Bool(true)],
        FactType::Choice => (0..count).map(StatedValue::Choice).collect(),
        FactType::Text => ["none", "the trust"].map(|text| StatedValue::Text(text.into())).to_vec(),
        FactType::Set => {
            let all = 0..1u64 << count;
            let exactly = all.clone().map(|bits| StatedValue::Exactly(members(bits)));
            let partly = all.clone().flat_map(|includes| all.clone().map(move |excludes| (includes, excludes)));
            let partly = partly.filter(|(includes, excludes)| includes & excludes == 0 && includes | excludes != 0);
            let partly = partly.map(|(includes, excludes)| StatedValue::Partly {
                includes: members(includes),
                excludes: members(excludes),
            });
            exactly.chain(partly).collect()
        }
    }
}

impl Pilot {
    pub fn answers(&self, bits: Bits) -> Answers {
        match (self.completions & bits != 0, self.completions & !bits != 0) {
            (true, false) => Answers::Yes,
            (false, _) => Answers::No,
            _ => Answers::Both,
        }
    }

    pub fn verdict(&self, says: Says, outcome: Outcome) -> Verdict {
        let differ = |(one, other): &(usize, usize)| says.answer >> one & 1 != says.answer >> other & 1;
        match (self.answers(says.answer), self.answers(says.scope), outcome) {
            (Answers::Yes, Answers::No, Outcome::Verdict) => Verdict::NotApplicable,
            (Answers::Yes, ..) => Verdict::Met,
            (Answers::No, ..) => Verdict::Breached,
            (Answers::Both, _, Outcome::Verdict) if self.contested.iter().any(differ) => Verdict::Contested,
            (Answers::Both, ..) => Verdict::Unstated,
        }
    }
}

/// How a pilot shows an atom: how it is held for the answer yes, whether the answer is, and whether the atom holds.
type Shows = (bool, bool, &'static str);

/// How a pilot shows an atom, by the answers as the rule has it and with the atom held as true and as false.
pub fn shows(pilot: &Pilot, answer: Bits, with: Bits, without: Bits, atom: Bits) -> Vec<Shows> {
    let value = match pilot.answers(atom) {
        Answers::Yes => "true",
        Answers::No => "false",
        Answers::Both => "open",
    };
    let yes = |bits| pilot.answers(bits) == Answers::Yes;
    let senses = [(true, with, without), (false, without, with)];
    let shown = senses.into_iter().filter(|(_, held, other)| yes(*held) && !yes(*other));
    shown.map(|(sense, ..)| (sense, yes(answer), value)).collect()
}

/// Whether two among these cover an atom.
pub fn covered(all: &[Shows]) -> bool {
    all.iter().any(|one| all.iter().any(|other| one.0 == other.0 && one.1 && !other.1 && one.2 != other.2))
}

/// A rule with a part of it changed.
pub fn changed(
    scope: Option<&Condition>,
    require: &Condition,
    part: usize,
    instead: Replacement,
) -> (Option<Condition>, Condition) {
    let mut at = 0;
    let scope = scope.map(|scope| change(scope, &mut at, part, instead));
    let require = change(require, &mut at, part, instead);
    (scope, require)
}

fn change(condition: &Condition, at: &mut usize, part: usize, instead: Replacement) -> Condition {
    let this = *at;
    *at += 1;
    let mut of = |condition: &Condition| change(condition, at, part, instead);
    let same = match condition {
        Condition::All(parts) => Condition::All(parts.iter().map(of).collect()),
        Condition::Any(parts) => Condition::Any(parts.iter().map(of).collect()),
        Condition::Not(part) => Condition::Not(Box::new(of(part))),
        Condition::If(scope, then) => Condition::If(Box::new(of(scope)), Box::new(of(then))),
        Condition::Fact(..) => condition.clone(),
    };
    if this != part {
        return same;
    }
    match (instead, same) {
        (Replacement::Yes, _) => Condition::All(Vec::new()),
        (Replacement::No, _) => Condition::Any(Vec::new()),
        (Replacement::Opposite, same) => Condition::Not(Box::new(same)),
        (Replacement::Test(test), Condition::Fact(fact, _)) => Condition::Fact(fact, test),
        (Replacement::All, Condition::Any(parts)) => Condition::All(parts),
        (Replacement::Any, Condition::All(parts)) => Condition::Any(parts),
        (Replacement::All, Condition::If(scope, then)) => Condition::All(vec![*scope, *then]),
        (Replacement::Then, Condition::If(_, then)) => *then,
        (Replacement::Turned, Condition::If(scope, then)) => Condition::If(then, scope),
        (instead, same) => panic!("{instead:?} is no change of {same:?}"),
    }
}
