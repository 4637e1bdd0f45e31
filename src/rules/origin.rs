//! Where a rule comes from, and what was made of it on the way: the set that states it, the scopes that it has come
//! through, and the force that somebody else gives it.

use std::sync::Arc;

use super::{Acceptance, Rule, RuleSet};
use crate::model::{Condition, Force};
use crate::text::{Place, words};

/// The set that states a rule which another set imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub issued_by: Vec<String>,
    /// The file that it was read from.
    pub file: String,
    /// Where its id stands.
    pub place: Place,
    /// The findings of the audit that its author keeps.
    pub accepts: Vec<Acceptance>,
}

/// The scope of a set that an imported rule comes from, or has come through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedScope {
    /// The id of the set.
    pub set: String,
    /// Its scope.
    pub scope: Condition,
}

/// Another force for a rule, by somebody who gives a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForceChange {
    /// The force.
    pub force: Force,
    /// Who gives it.
    pub by: Arc<[String]>,
    /// Why.
    pub reason: Arc<str>,
    /// The file in which that is written.
    pub file: Arc<str>,
    /// Where it is written.
    pub place: Place,
}

/// A change of force that a rule has been through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForceChanged {
    /// The force that it had before.
    pub before: Force,
    /// The one that it was given.
    pub to: ForceChange,
}

/// A rule that a profile leaves out.
#[derive(Debug, Clone)]
pub struct DroppedRule {
    /// The rule, as it would have been imported.
    pub rule: Arc<Rule>,
    /// Why.
    pub reason: Arc<str>,
    /// Where that is written, in the file of the profile.
    pub place: Place,
}

impl ForceChanged {
    /// The change in a sentence: `Riverside Council weighs it as a should instead of a must: because ..`
    #[must_use]
    pub fn sentence(&self) -> String {
        let verb = if self.to.by.len() == 1 { "weighs" } else { "weigh" };
        let (by, force, before) = (words::listed(&self.to.by, "and"), noun(self.to.force), noun(self.before));
        words::sentence(&format!("{by} {verb} it as {force} instead of {before}: {}", self.to.reason.trim()))
    }
}

/// A rule of some force, as a noun.
pub(super) fn noun(force: Force) -> &'static str {
    match force {
        Force::Must => "a must",
        Force::Should => "a should",
        Force::Ask => "an ask",
    }
}

impl Rule {
    /// Gives the rule another force; the force that it is stated with, and the reason, are kept. False where it has that
    /// force already: then nothing changes.
    pub fn weigh(&mut self, weighing: ForceChange) -> bool {
        if weighing.force == self.force {
            return false;
        }
        let before = std::mem::replace(&mut self.force, weighing.force);
        self.weighed.push(ForceChanged { before, to: weighing });
        true
    }

    /// The force with which its source states it.
    #[must_use]
    pub fn stated_force(&self) -> Force {
        self.weighed.first().map_or(self.force, |first| first.before)
    }
}

impl RuleSet {
    /// The set as the origin of its rules.
    pub(super) fn as_origin(&self) -> Origin {
        Origin {
            id: self.id.clone(),
            title: self.title.clone(),
            issued_by: self.issued_by.clone(),
            file: self.file.clone(),
            place: self.place,
            accepts: self.accepts.clone(),
        }
    }

    /// The file in which a rule of the set is written: that of the set, unless the rule is imported.
    #[must_use]
    pub fn file_of<'r>(&'r self, rule: &'r Rule) -> &'r str {
        rule.origin.as_ref().map_or(&self.file, |origin| &origin.file)
    }

    /// Where the set has a rule: where it is written, or where it is brought in.
    pub(super) fn place_of(&self, rule: &Rule) -> Place {
        self.taken_at(rule).unwrap_or(rule.place)
    }

    /// Where the set brings a rule in from another; none where it is its own.
    #[must_use]
    pub fn taken_at(&self, rule: &Rule) -> Option<Place> {
        self.taken_at.get(&rule.id.to_ascii_lowercase()).copied()
    }

    /// The scopes of a rule of the set, all of which must hold: that of the set, those that an imported rule has come
    /// through, and its own.
    #[must_use]
    pub fn scopes<'r>(&'r self, rule: &'r Rule) -> Vec<&'r Condition> {
        self.outer_scopes(rule).map(|(_, scope)| scope).chain(&rule.applies_when).collect()
    }

    /// The scopes of a rule but for its own, each with the id of the set that it is the scope of.
    pub fn outer_scopes<'r>(&'r self, rule: &'r Rule) -> impl Iterator<Item = (&'r str, &'r Condition)> {
        let own = self.applies_when.iter().map(|scope| (self.id.as_str(), scope));
        own.chain(rule.within.iter().rev().map(|within| (within.set.as_str(), &within.scope)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Collection;

    #[test]
    fn a_change_of_force_keeps_what_was_before() {
        let mut collection = Collection::default();
        assert!(collection.add_embedded("professional-bodies", &mut Vec::new()));
        let to = |force, reason: &str| ForceChange {
            force,
            by: Arc::from(["A".to_owned(), "B".to_owned()]),
            reason: Arc::from(reason),
            file: Arc::from("house.yaml"),
            place: Place { line: 1, column: 1 },
        };
        let rule = collection.rule_mut("pb-02").expect("a rule");
        assert!(!rule.weigh(to(Force::Must, "it is one already")));
        assert!(rule.weigh(to(Force::Should, "once")) && rule.weigh(to(Force::Ask, "twice")));
        let (_, ready) = collection.rule("PB-02").expect("a rule");
        assert_eq!((ready.rule.force, ready.rule.stated_force()), (Force::Ask, Force::Must));
        let said: Vec<String> = ready.rule.weighed.iter().map(ForceChanged::sentence).collect();
        assert_eq!(
            said,
            [
                "A and B weigh it as a should instead of a must: once.",
                "A and B weigh it as an ask instead of a should: twice."
            ]
        );
        assert!(collection.rule_mut("PB-99").is_none());
    }
}
