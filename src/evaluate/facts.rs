//! What a pilot leaves open, fact by fact.

use std::sync::Arc;

use super::statement_filter::StatementFilter;
use crate::model::Why;
use crate::model::number::Ranges;
use crate::model::vocabulary::{Fact, FactId, FactSet, FactType, Vocabulary};
use crate::pilot::{StatedFact, StatedValue, Statement};

/// What the statements of one fact leave of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Domain {
    /// Whether anything is said of it.
    pub said: bool,
    /// Whether no value agrees with all its statements.
    pub contested: bool,
    /// Whether it is stated in every completion; if not, it may or may not come to be stated.
    pub stated: bool,
    pub values: Values,
}

/// The values that a fact may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Values {
    /// Of a fact that is true or false, a choice or a text: the bits of the possible values. A text has two, bit 0
    /// for none and bit 1 for some text.
    One(u64),
    /// Of a number or a date: the possible values.
    Within(Ranges),
    /// Of a set: the members that are in, those that are out (either is so in every completion), and of the contested
    /// members what each statement says. A set agrees with at least one of the statements.
    Set { inside: u64, outside: u64, contested: Vec<MemberClaims> },
}

/// What one statement says of the contested members of a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct MemberClaims {
    pub inside: u64,
    pub outside: u64,
}

/// Bit 0 of a text: there is none.
pub(super) const TEXT_NONE: u64 = 1;
/// Bit 1 of a text: there is one.
pub(super) const TEXT_SOME: u64 = 2;

/// All the values that a fact which is not a set may have.
pub(super) fn all_values(fact: &Fact) -> u64 {
    match fact.kind {
        FactType::Bool | FactType::Text => 0b11,
        FactType::Choice | FactType::Set => fact.all_values(),
        FactType::Number | FactType::Date => 0,
    }
}

impl Domain {
    /// Of a fact of which nothing is said.
    pub fn open(fact: &Fact) -> Self {
        let values = match fact.kind {
            FactType::Set => Values::Set { inside: 0, outside: 0, contested: Vec::new() },
            FactType::Number | FactType::Date => Values::Within(Ranges::of(fact.range)),
            _ => Values::One(all_values(fact)),
        };
        Self { said: false, contested: false, stated: false, values }
    }

    /// Whether it is a set, and statements disagree on members of it.
    pub fn is_tangled(&self) -> bool {
        matches!(&self.values, Values::Set { contested, .. } if !contested.is_empty())
    }

    /// Of a fact of which these statements are made.
    pub fn of<'a>(fact: &Fact, statements: impl Iterator<Item = &'a Statement<'a>>) -> Self {
        match fact.kind {
            FactType::Set => Self::of_set(fact, statements.map(|statement| &statement.said)),
            FactType::Number | FactType::Date => Self::of_range(fact, statements.map(|statement| &statement.said)),
            _ => Self::of_one(fact, statements.map(|statement| &statement.said)),
        }
    }

    /// Statements that agree add up. Where no value agrees with all of them, it may be any that agrees with one.
    fn of_one<'a>(fact: &Fact, statements: impl Iterator<Item = &'a StatedValue<'a>>) -> Self {
        let all = all_values(fact);
        let (mut either, mut both, mut said, mut stated) = (0u64, all, false, false);
        for one in statements {
            let possible = match one {
                StatedValue::Bool(value) => 1 << u64::from(*value),
                StatedValue::Choice(value) => 1 << value,
                StatedValue::OneOf(values) => mask(values),
                StatedValue::NoneOf(values) => all & !mask(values),
                StatedValue::Text(_) if one.is_no_text() => TEXT_NONE,
                StatedValue::Text(_) => TEXT_SOME,
                _ => continue,
            };
            said = true;
            stated |= !one.is_exclusion();
            either |= possible;
            both &= possible;
        }
        if !said {
            return Self::open(fact);
        }
        let contested = both == 0;
        let values = Values::One(if contested { either } else { both });
        Self { said, contested, stated, values }
    }

    /// The same of a number or a date.
    fn of_range<'a>(fact: &Fact, statements: impl Iterator<Item = &'a StatedValue<'a>>) -> Self {
        let all = Ranges::of(fact.range);
        let (mut either, mut both, mut said, mut stated) = (Ranges::default(), all.clone(), false, false);
        for one in statements {
            let possible = match one {
                StatedValue::Number(claim) => claim.ranges().and(&all),
                StatedValue::Date(claim) => claim.ranges().and(&all),
                _ => continue,
            };
            said = true;
            stated |= !one.is_exclusion();
            both = both.and(&possible);
            either = either.or(&possible);
        }
        if !said {
            return Self::open(fact);
        }
        let contested = both.is_empty();
        let values = Values::Within(if contested { either } else { both });
        Self { said, contested, stated, values }
    }

    fn of_set<'a>(fact: &Fact, statements: impl Iterator<Item = &'a StatedValue<'a>>) -> Self {
        let (mut inside, mut outside, mut said, mut stated) = (0u64, 0u64, false, false);
        let mut cubes = Vec::new();
        for one in statements {
            let cube = match one {
                StatedValue::Exactly(members) => {
                    stated = true;
                    MemberClaims { inside: mask(members), outside: fact.all_values() & !mask(members) }
                }
                StatedValue::Partly { includes, excludes } => {
                    stated |= !includes.is_empty();
                    MemberClaims { inside: mask(includes), outside: mask(excludes) }
                }
                _ => continue,
            };
            said = true;
            inside |= cube.inside;
            outside |= cube.outside;
            cubes.push(cube);
        }
        let both = inside & outside;
        let contested = if both == 0 {
            Vec::new()
        } else {
            let mut cubes: Vec<MemberClaims> = cubes
                .into_iter()
                .map(|cube| MemberClaims { inside: cube.inside & both, outside: cube.outside & both })
                .collect();
            cubes.dedup();
            cubes
        };
        Self {
            said,
            contested: both != 0,
            stated,
            values: Values::Set { inside: inside & !both, outside: outside & !both, contested },
        }
    }
}

/// The bits of some values.
fn mask(values: &[u8]) -> u64 {
    values.iter().fold(0, |all, value| all | 1 << value)
}

/// What a pilot, or a test's `given`, leaves open of every fact of the vocabulary.
#[derive(Debug, Clone)]
pub struct Facts<'p> {
    vocabulary: &'p Arc<Vocabulary>,
    domains: Vec<Domain>,
    stated: &'p [StatedFact<'p>],
    hearing: &'p StatementFilter,
    /// The facts that are contested.
    contested: FactSet,
    /// The sets of which statements disagree on members.
    tangled: FactSet,
    /// The whole pilot, every statement listened to, where something may be set aside: by that it is first asked whether
    /// a rule applies.
    whole: Option<Arc<Facts<'p>>>,
}

impl<'p> Facts<'p> {
    /// Takes up what is stated, as far as it is listened to. `stated` is in the order of the vocabulary.
    #[must_use]
    pub fn new(vocabulary: &'p Arc<Vocabulary>, stated: &'p [StatedFact<'p>], hearing: &'p StatementFilter) -> Self {
        let whole = hearing.sets_aside().then(|| Arc::new(Self::heard_by(vocabulary, stated, hearing.whole())));
        Self { whole, ..Self::heard_by(vocabulary, stated, hearing) }
    }

    /// What is left of a pilot: `stated` are those of its statements of which something is taken up, as far as that is
    /// listened to. Whether a rule applies is first asked of the whole pilot.
    #[must_use]
    pub fn left_of(whole: &Arc<Self>, stated: &'p [StatedFact<'p>], hearing: &'p StatementFilter) -> Self {
        Self { whole: Some(Arc::clone(whole)), ..Self::heard_by(whole.vocabulary, stated, hearing) }
    }

    /// The whole pilot, every statement listened to, to be shared.
    #[must_use]
    pub fn shared_whole(&self) -> Arc<Self> {
        self.whole.as_ref().map_or_else(|| Arc::new(self.clone()), Arc::clone)
    }

    /// The whole pilot, every statement listened to; the same where nothing is set aside.
    #[must_use]
    pub fn whole(&self) -> &Self {
        self.whole.as_deref().unwrap_or(self)
    }

    /// Whether the whole pilot may say more than what is left of it.
    #[must_use]
    pub fn sets_aside(&self) -> bool {
        self.whole.is_some()
    }

    /// The whole pilot, where something may be set aside.
    pub(super) fn whole_if_other(&self) -> Option<&Self> {
        self.whole.as_deref()
    }

    fn heard_by(vocabulary: &'p Arc<Vocabulary>, stated: &'p [StatedFact<'p>], hearing: &'p StatementFilter) -> Self {
        let mut domains: Vec<Domain> = vocabulary.facts().iter().map(Domain::open).collect();
        let (mut contested, mut tangled) = (FactSet::default(), FactSet::default());
        for one in stated {
            let heard = one.statements.iter().filter(|statement| hearing.accepts(statement));
            let domain = Domain::of(vocabulary.fact(one.fact), heard);
            if domain.contested {
                contested.insert(one.fact);
            }
            if domain.is_tangled() {
                tangled.insert(one.fact);
            }
            if let Some(place) = domains.get_mut(one.fact.index()) {
                *place = domain;
            }
        }
        Self { vocabulary, domains, stated, hearing, contested, tangled, whole: None }
    }

    /// The vocabulary of these facts.
    #[must_use]
    pub fn vocabulary(&self) -> &'p Arc<Vocabulary> {
        self.vocabulary
    }

    /// Which statements are listened to.
    #[must_use]
    pub fn hearing(&self) -> &'p StatementFilter {
        self.hearing
    }

    /// The statements of a fact that are listened to.
    pub fn heard(&self, fact: FactId) -> impl Iterator<Item = &'p Statement<'p>> {
        self.all(fact).iter().filter(|statement| self.hearing.accepts(statement))
    }

    /// All that is stated of a fact, listened to or not.
    fn all(&self, fact: FactId) -> &'p [Statement<'p>] {
        let at = self.stated.binary_search_by_key(&fact, |stated| stated.fact).ok();
        at.and_then(|at| self.stated.get(at)).map_or(&[], |stated| &stated.statements)
    }

    /// Who was asked about a fact and did not answer, or speaks of it without answering it. That is no statement of its value, so that nobody's is set aside.
    pub fn unanswered(&self, fact: FactId) -> impl Iterator<Item = &'p Statement<'p>> {
        self.all(fact).iter().filter(|statement| matches!(statement.said, StatedValue::Unanswered))
    }

    /// Whether somebody speaks of a fact without answering it, and nobody is said to have been asked.
    #[must_use]
    pub fn is_only_spoken_of(&self, fact: FactId) -> bool {
        let mut unanswered = self.unanswered(fact).peekable();
        unanswered.peek().is_some() && unanswered.all(Statement::speaks_without_answering)
    }

    /// The statements of a fact that are not listened to for one reason alone: they are hedged.
    pub fn hedged(&self, fact: FactId) -> impl Iterator<Item = &'p Statement<'p>> {
        let hedged =
            |statement: &&Statement<'_>| !self.hearing.accepts(statement) && self.hearing.accepts_hedged(statement);
        self.all(fact).iter().filter(hedged)
    }

    /// Why a fact is open of which nothing is said that is listened to.
    pub(super) fn why_unsaid(&self, fact: FactId) -> Why {
        if self.unanswered(fact).next().is_some() { Why::Unanswered } else { Why::Unstated }
    }

    #[allow(clippy::indexing_slicing, reason = "there is a domain for every fact of the vocabulary")]
    pub(super) fn domain(&self, fact: FactId) -> &Domain {
        &self.domains[fact.index()]
    }

    /// What there is of a fact if nothing is said of it.
    pub(super) fn free(&self, fact: FactId) -> Domain {
        Domain::open(self.vocabulary.fact(fact))
    }

    /// The same, once these facts are stated, whatever their values.
    pub(super) fn answered(&self, facts: &[FactId]) -> Self {
        let mut answered = self.clone();
        for fact in facts {
            if let Some(domain) = answered.domains.get_mut(fact.index()) {
                domain.stated = true;
            }
        }
        answered
    }

    /// The same, but with what other facts say of these, of the whole pilot and of what is left of it.
    #[must_use]
    pub fn taking(&self, from: &Self, facts: &[FactId]) -> Self {
        let mut taking = self.clone();
        if self.whole.is_some() || from.whole.is_some() {
            taking.whole = Some(Arc::new(self.whole().taking(from.whole(), facts)));
        }
        for fact in facts {
            if let (Some(domain), Some(other)) = (taking.domains.get_mut(fact.index()), from.domains.get(fact.index()))
            {
                *domain = other.clone();
                taken(&mut taking.contested, *fact, from.contested.contains(*fact));
                taken(&mut taking.tangled, *fact, from.tangled.contains(*fact));
            }
        }
        taking
    }

    /// Whether statements disagree on members of any of these facts.
    pub(super) fn any_tangled(&self, facts: &FactSet) -> bool {
        self.tangled.meets(facts)
    }

    /// Whether any of these facts is contested.
    pub(super) fn any_contested(&self, facts: &FactSet) -> bool {
        self.contested.meets(facts)
    }
}

fn taken(set: &mut FactSet, fact: FactId, is_in: bool) {
    if is_in {
        set.insert(fact);
    } else {
        set.remove(fact);
    }
}
