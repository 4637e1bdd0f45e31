//! Which rules are checked.

use crate::model::Force;
use crate::report::SelectedRuleSet;
use crate::rules::{Collection, ReadyRule, ReadySet};
use crate::text::words;

/// Which rules of a collection are checked.
#[derive(Debug)]
pub struct Selection {
    /// A rule for each, by its place in the collection; none where all are.
    chosen: Option<Vec<bool>>,
    pub(super) count: usize,
}

impl Selection {
    /// All rules.
    #[must_use]
    pub fn all(collection: &Collection) -> Self {
        Self { chosen: None, count: collection.rules().count() }
    }

    /// No rules: only what the pilots themselves say is wanted.
    #[must_use]
    pub fn none() -> Self {
        Self { chosen: Some(Vec::new()), count: 0 }
    }

    /// The rules that any of these names stands for: the id of a rule or of a rule set, or a dimension, or a pattern of such
    /// names, in which `*` stands for any letters and `?` for one.
    ///
    /// # Errors
    /// All names that stand for nothing, each with the nearest that does.
    pub fn only(collection: &Collection, names: &[String]) -> Result<Self, UnknownNames> {
        if names.is_empty() {
            return Ok(Self::all(collection));
        }
        let mut chosen = vec![false; collection.rules().count()];
        let dimensions = || collection.vocabulary().dimensions().iter().map(|(about, _)| about.name());
        let mut unknown = Vec::new();
        for name in names {
            let is_meant =
                |known: &str| known.eq_ignore_ascii_case(name) || (words::is_pattern(name) && words::fits(name, known));
            let mut any = dimensions().any(is_meant);
            for ((set, rule), chosen) in collection.rules().zip(&mut chosen) {
                let origin = rule.rule.origin.as_ref().map_or(set.set.id.as_str(), |origin| origin.id.as_str());
                let known = [rule.rule.id.as_str(), set.set.id.as_str(), rule.rule.about.name(), origin];
                let stands = known.into_iter().any(is_meant);
                any |= stands;
                *chosen |= stands;
            }
            if !any {
                let ids = collection.rules().flat_map(|(set, rule)| [rule.rule.id.as_str(), set.set.id.as_str()]);
                unknown.push(UnknownName { name: name.clone(), message: unknown_name(name, ids.chain(dimensions())) });
            }
        }
        if !unknown.is_empty() {
            return Err(UnknownNames(unknown));
        }
        let count = chosen.iter().filter(|chosen| **chosen).count();
        Ok(Self { chosen: Some(chosen), count })
    }

    /// The chosen rules with their sets, in order.
    pub fn rules<'c>(
        &self,
        collection: &'c Collection,
    ) -> impl Iterator<Item = (&'c ReadySet, &'c ReadyRule)> + use<'c, '_> {
        let chosen =
            move |at: usize| self.chosen.as_ref().is_none_or(|chosen| chosen.get(at).copied().unwrap_or_default());
        collection.rules().enumerate().filter(move |(at, _)| chosen(*at)).map(|(_, rule)| rule)
    }

    /// Whether the rule of this id is there and chosen.
    #[must_use]
    pub fn has(&self, collection: &Collection, id: &str) -> bool {
        self.rules(collection).any(|(_, rule)| rule.rule.id == id)
    }

    /// The sets of which rules are chosen, each with these.
    #[must_use]
    pub fn sets<'c>(&'c self, collection: &'c Collection) -> Vec<SelectedRuleSet<'c>> {
        let mut sets: Vec<SelectedRuleSet<'c>> = Vec::new();
        for (set, rule) in self.rules(collection) {
            match sets.last_mut() {
                Some(last) if last.set.set.id == set.set.id => last.rules.push(rule),
                _ => sets.push(SelectedRuleSet { set, rules: vec![rule] }),
            }
        }
        sets
    }
}

/// A name that stands for no rule, no rule set and no dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// The name.
    pub name: String,
    /// What is wrong with it.
    pub message: String,
}

/// Names that stand for nothing, in the order in which they were given; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownNames(pub Vec<UnknownName>);

impl std::fmt::Display for UnknownNames {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let messages: Vec<&str> = self.0.iter().map(|unknown| unknown.message.as_str()).collect();
        f.write_str(&messages.join("; "))
    }
}

impl std::error::Error for UnknownNames {}

fn unknown_name<'c>(name: &str, known: impl Iterator<Item = &'c str>) -> String {
    let shown = words::excerpt(name);
    if words::is_pattern(name) {
        return format!("no rule, no rule set and no dimension fits `{shown}`");
    }
    if let Some((_, force)) = Force::ALL.into_iter().find(|(_, force)| force.eq_ignore_ascii_case(name)) {
        return format!(
            "`{force}` is a force, and neither a rule, nor a rule set, nor a dimension; `--min-force {force}` says which \
             rules count by their force"
        );
    }
    let hint = words::nearest(name, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("`{shown}` is neither a rule, nor a rule set, nor a dimension{hint}")
}
