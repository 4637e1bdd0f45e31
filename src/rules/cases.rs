//! The cases that a rule or a rule set carries.

use std::fmt;
use std::ops::Deref;

use super::RuleSet;
use crate::pilot::StatedFact;
use crate::text::Place;

/// A case of a rule set's own, with what is expected of it.
#[derive(Debug, Clone)]
pub struct Case<T> {
    /// What is given; all else is unstated.
    pub given: Vec<StatedFact<'static>>,
    /// What is expected.
    pub expected: T,
    /// Why that is right, where its author says so.
    pub because: Option<String>,
    /// Whether it is a pilot that a hostile reader would bring: one that the source condemns and a careless rule would let
    /// pass, or the other way round.
    pub hostile: bool,
    /// Where the case stands.
    pub place: Place,
}

/// A rule set that can be read again with its cases.
pub(super) trait WholeSet: Sync {
    /// The set with its cases, which is kept; none if it could not be read.
    fn whole(&self) -> Option<&RuleSet>;
}

/// The cases of a rule or of a rule set, in order.
#[derive(Clone)]
pub struct Cases<T: 'static>(CaseSource<T>);

#[derive(Clone)]
enum CaseSource<T: 'static> {
    Read(Vec<Case<T>>),
    /// Those of an embedded set are read when they are first asked for.
    OnDemand {
        set: &'static dyn WholeSet,
        rule: usize,
        find: fn(&RuleSet, usize) -> Option<&Cases<T>>,
    },
}

impl<T> Cases<T> {
    /// Those that `find` finds, for a rule by its place, in an embedded set that is read with all its cases.
    pub(super) fn later(set: &'static dyn WholeSet, rule: usize, find: fn(&RuleSet, usize) -> Option<&Self>) -> Self {
        Self(CaseSource::OnDemand { set, rule, find })
    }
}

impl<T> Deref for Cases<T> {
    type Target = [Case<T>];

    fn deref(&self) -> &[Case<T>] {
        match &self.0 {
            CaseSource::Read(cases) => cases,
            CaseSource::OnDemand { set, rule, find } => {
                set.whole().and_then(|set| find(set, *rule)).map_or(&[], Deref::deref)
            }
        }
    }
}

impl<'c, T> IntoIterator for &'c Cases<T> {
    type Item = &'c Case<T>;
    type IntoIter = std::slice::Iter<'c, Case<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> From<Vec<Case<T>>> for Cases<T> {
    fn from(cases: Vec<Case<T>>) -> Self {
        Self(CaseSource::Read(cases))
    }
}

impl<T: fmt::Debug> fmt::Debug for Cases<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
