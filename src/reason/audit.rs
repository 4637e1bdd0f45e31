//! What is odd about rule sets: rules that can never be breached or met, rules that say what others say, and facts and
//! values of which no rule speaks.

use super::pairs::Pairs;
use super::rules::{Held, Terms};
use crate::evaluate::Exceeded;
use crate::rules::{Collection, Condition, Force, Test};
use crate::vocabulary::{Fact, FactType, Vocabulary};

/// What was found about some rule sets.
#[derive(Debug, Default)]
pub struct Audit<'c> {
    /// The number of rules.
    pub rules: usize,
    /// Rules that no pilot can breach. A question that only asks whether something is stated is none of them: that
    /// something is not stated cannot be stated.
    pub never_breached: Vec<Held<'c>>,
    /// Rules that no pilot can meet.
    pub never_met: Vec<Held<'c>>,
    /// Rules that the same pilots satisfy, two and more.
    pub equivalent: Vec<Vec<Held<'c>>>,
    /// A rule that follows from another, and not the other way round: whatever satisfies the first satisfies the second.
    pub implied: Vec<(Held<'c>, Held<'c>)>,
    /// Facts of which no rule speaks.
    pub unused_facts: Vec<&'static Fact>,
    /// Values that no rule names, of facts of which some rule speaks.
    pub unused_values: Vec<(&'static Fact, Vec<&'static str>)>,
}

/// Looks at all rules of a collection.
///
/// # Errors
/// [`Exceeded`] where a search takes too long.
pub fn audit(collection: &Collection) -> Result<Audit<'_>, Exceeded> {
    let rules: Vec<Held<'_>> = collection.rules().map(|(set, rule)| Held { set, rule }).collect();
    let mut pairs = Pairs::new(rules.clone())?;
    let mut audit = Audit { rules: rules.len(), ..Audit::default() };
    let mut constant = vec![false; rules.len()];
    for (at, rule) in rules.iter().enumerate() {
        let breached = pairs.literal(*rule, Terms::Breached)?;
        let may_apply = pairs.literal(*rule, Terms::MayApply)?;
        let satisfied = pairs.satisfied(at);
        if !pairs.can(&[breached])? && !only_asks_whether_stated(rule) {
            audit.never_breached.push(*rule);
        }
        if !pairs.can(&[satisfied, may_apply])? {
            audit.never_met.push(*rule);
        }
        let unsatisfied = pairs.unsatisfied(at);
        if let Some(constant) = constant.get_mut(at) {
            // What holds always follows from everything, and everything follows from what never does.
            *constant = !pairs.can(&[satisfied])? || !pairs.can(&[unsatisfied])?;
        }
    }
    let is_constant = |at: usize| constant.get(at).copied().unwrap_or_default();
    let count = rules.len();
    let mut implies = vec![vec![false; count]; count];
    for (a, row) in implies.iter_mut().enumerate() {
        for (b, cell) in row.iter_mut().enumerate() {
            *cell = a != b && !is_constant(a) && !is_constant(b) && pairs.implies(a, b, &[])?;
        }
    }
    relations(&rules, &implies, &mut audit);
    unused(&rules, &mut audit);
    Ok(audit)
}

/// Sorts out what follows from what: rules that follow from each other say the same; of the others, what follows only by
/// way of a third rule is left out.
fn relations<'c>(rules: &[Held<'c>], implies: &[Vec<bool>], audit: &mut Audit<'c>) {
    let follows = |a: usize, b: usize| implies.get(a).and_then(|row| row.get(b)).copied().unwrap_or_default();
    let same = |a: usize, b: usize| follows(a, b) && follows(b, a);
    let all = 0..rules.len();
    let first_of = |a: usize| all.clone().find(|b| *b == a || same(a, *b)).unwrap_or(a);
    for a in all.clone().filter(|a| first_of(*a) == *a) {
        let group: Vec<Held<'c>> =
            all.clone().filter(|b| *b == a || same(a, *b)).filter_map(|at| rules.get(at).copied()).collect();
        if group.len() > 1 {
            audit.equivalent.push(group);
        }
    }
    for b in all.clone() {
        for a in all.clone().filter(|a| first_of(*a) == *a && follows(*a, b) && !follows(b, *a)) {
            let strictly = |x: usize, y: usize| follows(x, y) && !follows(y, x);
            let by_way_of_another = all.clone().any(|c| strictly(a, c) && strictly(c, b));
            if !by_way_of_another && let Some(pair) = rules.get(a).copied().zip(rules.get(b).copied()) {
                audit.implied.push(pair);
            }
        }
    }
}

/// Whether a rule is a question that only asks whether things are stated.
fn only_asks_whether_stated(held: &Held<'_>) -> bool {
    let mut only = held.rule.rule.force == Force::Ask;
    held.rule.rule.require.visit(&mut |_, test| only &= test == Test::Stated);
    only
}

fn unused<'c>(rules: &[Held<'c>], audit: &mut Audit<'c>) {
    let vocabulary = Vocabulary::shipped();
    let mut named = vec![None::<u32>; vocabulary.facts().len()];
    let mut visit = |condition: &Condition| {
        condition.visit(&mut |fact, test| {
            if let Some(named) = named.get_mut(fact.index()) {
                *named = Some(named.unwrap_or_default() | names(test));
            }
        });
    };
    for held in rules {
        let rule = &held.rule.rule;
        held.set.set.applies_when.iter().chain(&rule.applies_when).for_each(&mut visit);
        visit(&rule.require);
    }
    for (fact, named) in vocabulary.facts().iter().zip(&named) {
        match named {
            None => audit.unused_facts.push(fact),
            Some(named) if matches!(fact.kind, FactType::Choice | FactType::Set) => {
                let unnamed = |(at, _): &(usize, &String)| named >> at & 1 == 0;
                let values: Vec<&str> =
                    fact.values.iter().enumerate().filter(unnamed).map(|(_, value)| value.as_str()).collect();
                if !values.is_empty() {
                    audit.unused_values.push((fact, values));
                }
            }
            Some(_) => {}
        }
    }
}

/// The values that a test names, a bit each.
fn names(test: Test) -> u32 {
    match test {
        Test::OneOf(values)
        | Test::NoneOf(values)
        | Test::Includes(values)
        | Test::IncludesAny(values)
        | Test::Excludes(values)
        | Test::Only(values) => values,
        Test::AtLeast(_) | Test::Empty | Test::NotEmpty | Test::Stated => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn print_it() {
        let (mut collection, mut wrong) = (Collection::default(), Vec::new());
        collection.add_all_embedded(&mut wrong);
        let begun = std::time::Instant::now();
        let audit = audit(&collection).expect("small");
        let id = |held: &Held<'_>| held.rule.rule.id.clone();
        println!("{:?}", begun.elapsed());
        println!("never breached {:?}", audit.never_breached.iter().map(id).collect::<Vec<_>>());
        println!("never met {:?}", audit.never_met.iter().map(id).collect::<Vec<_>>());
        for group in &audit.equivalent {
            println!("equivalent {:?}", group.iter().map(id).collect::<Vec<_>>());
        }
        for (a, b) in &audit.implied {
            println!("{} implies {}", id(a), id(b));
        }
        println!("facts {:?}", audit.unused_facts.iter().map(|fact| &fact.path).collect::<Vec<_>>());
        for (fact, values) in &audit.unused_values {
            println!("values {} {values:?}", fact.path);
        }
    }
}
