//! Which rules are checked.

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

    /// The rules that any of these names stands for: the id of a rule or of a rule set, or a dimension.
    ///
    /// # Errors
    /// A name that stands for nothing, with the nearest that does.
    pub fn only(collection: &Collection, names: &[String]) -> Result<Self, String> {
        if names.is_empty() {
            return Ok(Self::all(collection));
        }
        let mut chosen = vec![false; collection.rules().count()];
        let dimensions = || collection.vocabulary().dimensions().iter().map(|(about, _)| about.name());
        for name in names {
            let mut any = false;
            for ((set, rule), chosen) in collection.rules().zip(&mut chosen) {
                let origin = rule.rule.origin.as_ref().map_or(set.set.id.as_str(), |origin| origin.id.as_str());
                let stands = [rule.rule.id.as_str(), set.set.id.as_str(), rule.rule.about.name(), origin]
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(name));
                any |= stands;
                *chosen |= stands;
            }
            let dimension = dimensions().any(|known| known.eq_ignore_ascii_case(name));
            if !any && !dimension {
                let known = collection
                    .rules()
                    .flat_map(|(set, rule)| [rule.rule.id.as_str(), set.set.id.as_str()])
                    .chain(dimensions());
                let hint =
                    words::nearest(name, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                return Err(format!("`{name}` is neither a rule, nor a rule set, nor a dimension{hint}"));
            }
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
