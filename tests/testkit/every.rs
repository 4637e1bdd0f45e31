//! Everything that can be said of a few facts.

use super::definitions::{day, number};
use watching_brief::model::number::Decimal;
use watching_brief::model::vocabulary::{Fact, FactType};
use watching_brief::pilot::{DateClaim, NumberClaim, StatedFact, StatedValue, Statement};

/// A pilot, as what it says of facts.
pub type Stated = Vec<StatedFact<'static>>;

/// Whatever one statement can say of a fact.
pub fn sayings(fact: &Fact) -> Vec<StatedValue<'static>> {
    let count = u8::try_from(fact.values.len()).expect("few values");
    let members = |bits: u64| (0..count).filter(|member| bits >> member & 1 == 1).collect::<Vec<u8>>();
    match fact.kind {
        FactType::Bool => vec![StatedValue::Bool(false), StatedValue::Bool(true)],
        FactType::Choice => {
            let all = (1u64 << count) - 1;
            let some = (1..all).filter(|bits| *bits != all).map(|bits| StatedValue::NoneOf(members(bits)));
            (0..count).map(StatedValue::Choice).chain(some).collect()
        }
        FactType::Number => {
            let whole = || (0..4i64).map(Decimal::whole);
            let is = (0..7).map(|halves| StatedValue::Number(NumberClaim::Is(number(halves))));
            let none = (1u64..16).map(|bits| {
                let some = whole().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, number)| number);
                StatedValue::Number(NumberClaim::NoneOf(some.collect()))
            });
            is.chain(none).collect()
        }
        FactType::Date => (0..5).map(|after| StatedValue::Date(DateClaim::Is(day(after)))).collect(),
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

/// Every pilot that says one of these of each fact, in the order of the vocabulary; none where there would be more than
/// `most`.
pub fn pilots_that_say<'f>(
    facts: impl IntoIterator<Item = &'f Fact>,
    sayings: impl Fn(&Fact) -> Vec<Vec<StatedValue<'static>>>,
    most: usize,
) -> Option<Vec<Stated>> {
    let mut facts: Vec<&Fact> = facts.into_iter().collect();
    facts.sort_by_key(|fact| fact.id);
    let mut all: Vec<Stated> = vec![Vec::new()];
    for fact in facts {
        let sayings = sayings(fact);
        let longer = all.iter().flat_map(|so_far| {
            sayings.iter().map(|said| {
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
    Some(all)
}

/// Every pilot that says nothing or one thing of each fact.
pub fn pilots<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> Vec<Stated> {
    let nothing_or_one = |fact: &Fact| {
        let one = sayings(fact).into_iter().map(|said| vec![said]);
        std::iter::once(Vec::new()).chain(one).collect()
    };
    pilots_that_say(facts, nothing_or_one, usize::MAX).expect("any number")
}
