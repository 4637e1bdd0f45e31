//! One entry of `import`: which rules it takes, which of them it leaves out, and which it gives another force.

use std::collections::HashMap;
use std::sync::Arc;

use super::origin::{ForceChange, ImportedScope, noun};
use super::profile::{Import, Name};
use super::{Rule, RuleSet};
use crate::model::vocabulary::Vocabulary;
use crate::model::{DiagnosticCode, MAX_TOLD, Problem};
use crate::text::{Place, words};

/// A rule set as others may import it: each rule with where it comes from.
#[derive(Debug)]
pub(super) struct Offer {
    id: String,
    rules: Vec<Arc<Rule>>,
    /// The place of each rule by its id in lower case.
    places: HashMap<String, usize>,
    /// Why it leaves rules out itself, by the ids of these in lower case.
    dropped: HashMap<String, Arc<str>>,
}

impl Offer {
    /// What a set, all of whose imports are worked out, has to offer.
    pub fn from_set(set: &RuleSet) -> Self {
        let origin = Arc::new(set.as_origin());
        let scope = set.applies_when.as_ref();
        let scope = scope.map(|scope| Arc::new(ImportedScope { set: set.id.clone(), scope: scope.clone() }));
        let rules: Vec<Arc<Rule>> = set
            .rules
            .iter()
            .map(|rule| {
                if rule.origin.is_some() && scope.is_none() {
                    return Arc::clone(rule);
                }
                let mut rule = Rule::clone(rule);
                rule.origin.get_or_insert_with(|| Arc::clone(&origin));
                rule.within.extend(scope.clone());
                Arc::new(rule)
            })
            .collect();
        let places = rules.iter().enumerate().map(|(at, rule)| (rule.id.to_ascii_lowercase(), at)).collect();
        let dropped = set.dropped.iter().map(|one| (one.rule.id.to_ascii_lowercase(), Arc::clone(&one.reason)));
        Self { id: set.id.clone(), rules, places, dropped: dropped.collect() }
    }
}

/// What working out imports may still cost: hostile profiles could otherwise ask for hours.
#[derive(Debug)]
pub(super) struct Steps {
    left: usize,
    rules: usize,
}

/// The most steps that the imports of a run may take: each look at a rule is at least one.
const MAX_STEPS: usize = 10_000_000;

/// The most rules that the imports of a run may take over, together.
const MAX_RULES: usize = 50_000;

impl Default for Steps {
    fn default() -> Self {
        Self { left: MAX_STEPS, rules: MAX_RULES }
    }
}

impl Steps {
    /// Spends some steps; none where there are not that many left.
    pub fn spend(&mut self, steps: usize) -> Option<()> {
        self.left = self.left.checked_sub(steps)?;
        Some(())
    }

    fn take(&mut self, rules: usize) -> Option<()> {
        self.rules = self.rules.checked_sub(rules)?;
        Some(())
    }
}

/// What is told where there are no steps left.
pub(super) fn too_much(import: &Import) -> Problem {
    let message = "the imports of this run are too many to be worked out; import less, or from fewer sets".to_owned();
    import.from.problem(DiagnosticCode::TooManySteps, message)
}

/// A rule that an import takes.
#[derive(Debug)]
pub(super) struct Taken {
    /// The rule, with the force that it is given.
    pub rule: Arc<Rule>,
    /// Why it is left out again, and where that is written.
    pub dropped: Option<(Arc<str>, Place)>,
}

/// Who imports.
#[derive(Debug)]
pub(super) struct Importer {
    pub vocabulary: Arc<Vocabulary>,
    pub issued_by: Arc<[String]>,
    pub file: Arc<str>,
}

/// What becomes of a rule on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    NotTaken,
    Taken,
    /// By an entry of `drop`.
    DroppedRule(usize),
    /// By an entry of `force`.
    ForceChanged(usize),
}

/// The rules that an import takes from what is on offer, in order. What is wrong with it is told; none where there are
/// no steps left.
pub(super) fn take(
    import: &Import,
    offers: &[&Offer],
    importer: &Importer,
    steps: &mut Steps,
    problems: &mut Vec<Problem>,
) -> Option<Vec<Taken>> {
    let rules: Vec<&Arc<Rule>> = offers.iter().flat_map(|offer| &offer.rules).collect();
    steps.spend(rules.len())?;
    let fates = vec![if import.only.is_some() { Fate::NotTaken } else { Fate::Taken }; rules.len()];
    let id_bytes = rules.iter().map(|rule| rule.id.len()).sum();
    let vocabulary = &importer.vocabulary;
    let mut taking = Taking { vocabulary, import, offers, rules, id_bytes, fates, steps, problems };
    taking.only()?;
    taking.drop()?;
    taking.force()?;
    let taken = taking.taken(importer);
    if taken.iter().all(|taken| taken.dropped.is_some()) && taking.problems.is_empty() {
        let message = "this import leaves out all that it takes; take the import itself out".to_owned();
        taking.problems.push(import.from.problem(DiagnosticCode::ImportWithoutEffect, message));
    }
    taking.steps.take(taken.len())?;
    Some(taken)
}

struct Taking<'t> {
    vocabulary: &'t Vocabulary,
    import: &'t Import,
    offers: &'t [&'t Offer],
    rules: Vec<&'t Arc<Rule>>,
    /// The length of all their ids.
    id_bytes: usize,
    fates: Vec<Fate>,
    steps: &'t mut Steps,
    problems: &'t mut Vec<Problem>,
}

impl Taking<'_> {
    fn only(&mut self) -> Option<()> {
        for name in self.import.only.iter().flatten() {
            let mut found = self.rules_named(name)?;
            let dimension = self.vocabulary.dimension(&name.text);
            if let Some(about) = dimension {
                self.steps.spend(self.rules.len())?;
                found.extend(self.rules.iter().enumerate().filter(|(_, rule)| rule.about == *about).map(|(at, _)| at));
            }
            if found.is_empty() {
                let message = match dimension {
                    Some(about) => format!("{} has no rule about {}", self.whole(), about.name()),
                    None => self.nothing(name, true),
                };
                self.problems.push(name.problem(DiagnosticCode::UnknownRule, message));
            }
            found.into_iter().for_each(|at| self.set(at, Fate::Taken));
        }
        Some(())
    }

    fn drop(&mut self) -> Option<()> {
        let import = self.import;
        for (entry, drop) in import.drop.iter().enumerate() {
            let found = self.rules_named(&drop.rule)?;
            let taken: Vec<usize> = found.iter().copied().filter(|at| self.fate(*at) == Fate::Taken).collect();
            if taken.is_empty() {
                self.in_vain(&drop.rule, &found);
            }
            taken.into_iter().for_each(|at| self.set(at, Fate::DroppedRule(entry)));
        }
        Some(())
    }

    fn force(&mut self) -> Option<()> {
        let import = self.import;
        for (entry, weigh) in import.force.iter().enumerate() {
            let found = self.rules_named(&weigh.rule)?;
            if let Some((at, line)) = found.iter().find_map(|at| Some((*at, self.weighed_in(*at)?))) {
                let id = self.rules.get(at).map_or("", |rule| &rule.id);
                let message =
                    format!("line {line} gives `{id}` another force already; one of the two must leave it alone");
                self.problems.push(weigh.rule.problem(DiagnosticCode::ImportWithoutEffect, message));
                continue;
            }
            let taken: Vec<usize> = found.iter().copied().filter(|at| self.fate(*at) == Fate::Taken).collect();
            let same = |at: &usize| self.rules.get(*at).is_some_and(|rule| rule.force == weigh.force);
            let other: Vec<usize> = taken.iter().copied().filter(|at| !same(at)).collect();
            if taken.is_empty() {
                self.in_vain(&weigh.rule, &found);
            } else if other.is_empty() {
                let is = if taken.len() == 1 { "is" } else { "is in every case" };
                let message =
                    format!("{} {is} {} already; take this entry out", weigh.rule.in_message(), noun(weigh.force));
                self.problems.push(weigh.rule.problem(DiagnosticCode::ImportWithoutEffect, message));
            }
            other.into_iter().for_each(|at| self.set(at, Fate::ForceChanged(entry)));
        }
        Some(())
    }

    fn taken(&self, importer: &Importer) -> Vec<Taken> {
        let each = self.rules.iter().zip(&self.fates).filter_map(|(rule, fate)| {
            let rule = Arc::clone(rule);
            Some(match fate {
                Fate::NotTaken => return None,
                Fate::Taken => Taken { rule, dropped: None },
                Fate::DroppedRule(entry) => {
                    let drop = self.import.drop.get(*entry)?;
                    Taken { rule, dropped: Some((Arc::clone(&drop.reason), drop.place)) }
                }
                Fate::ForceChanged(entry) => {
                    let weigh = self.import.force.get(*entry)?;
                    let mut weighed = Rule::clone(&rule);
                    weighed.weigh(ForceChange {
                        force: weigh.force,
                        by: Arc::clone(&importer.issued_by),
                        reason: Arc::clone(&weigh.reason),
                        file: Arc::clone(&importer.file),
                        place: weigh.place,
                    });
                    Taken { rule: Arc::new(weighed), dropped: None }
                }
            })
        });
        each.collect()
    }

    fn fate(&self, at: usize) -> Fate {
        self.fates.get(at).copied().unwrap_or(Fate::NotTaken)
    }

    fn set(&mut self, at: usize, fate: Fate) {
        if let Some(place) = self.fates.get_mut(at) {
            *place = fate;
        }
    }

    /// The line of the entry that gives a rule another force already.
    fn weighed_in(&self, at: usize) -> Option<u32> {
        let Fate::ForceChanged(entry) = self.fate(at) else { return None };
        self.import.force.get(entry).map(|weigh| weigh.place.line)
    }

    /// The rules on offer that a name stands for.
    fn rules_named(&mut self, name: &Name) -> Option<Vec<usize>> {
        if words::is_pattern(&name.text) {
            // Long ids and long patterns take longer.
            self.steps.spend(self.rules.len() + (self.id_bytes * name.text.len()) / 8)?;
            let fits = self.rules.iter().enumerate().filter(|(_, rule)| words::fits(&name.text, &rule.id));
            return Some(fits.map(|(at, _)| at).collect());
        }
        self.steps.spend(self.offers.len())?;
        let (folded, mut before, mut found) = (name.text.to_ascii_lowercase(), 0, Vec::new());
        for offer in self.offers {
            found.extend(offer.places.get(&folded).map(|at| before + at));
            before += offer.rules.len();
        }
        Some(found)
    }

    /// What the rules are on offer from.
    fn whole(&self) -> String {
        match self.offers {
            [one] => format!("`{}`", one.id),
            _ => self.import.from.in_message(),
        }
    }

    /// Of a name that stands for no rule on offer; `or_dimension` says that it could be a dimension.
    fn nothing(&self, name: &Name, or_dimension: bool) -> String {
        let (shown, whole) = (name.in_message(), self.whole());
        let folded = name.text.to_ascii_lowercase();
        if let Some((by, reason)) = self.offers.iter().find_map(|offer| Some((offer, offer.dropped.get(&folded)?))) {
            return format!("`{}` leaves {shown} out itself: {}", by.id, words::excerpt(reason));
        }
        if words::is_pattern(&name.text) {
            let first =
                self.rules.first().map_or_else(String::new, |rule| format!(", the first of which is `{}`", rule.id));
            return format!("{shown} stands for none of the rules of {whole}{first}");
        }
        // Of very many mistakes only the first are told.
        let looks = self.problems.len() <= MAX_TOLD;
        let ids = self.rules.iter().map(|rule| rule.id.as_str()).filter(|_| looks);
        let dimensions = self.vocabulary.dimensions().iter().map(|(about, _)| about.name()).filter(|_| or_dimension);
        let near = words::nearest(&name.text, ids.chain(dimensions));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        match (or_dimension, self.vocabulary.dimension(&name.text)) {
            (true, _) => format!("{shown} is neither a rule of {whole} nor a dimension{hint}"),
            (false, Some(_)) => format!("{shown} is a dimension; name rules here, by their ids or with a `*`"),
            (false, None) => format!("{shown} is no rule of {whole}{hint}"),
        }
    }

    /// Tells of an entry of `drop` or `force` that hits no rule that is still there.
    fn in_vain(&mut self, name: &Name, found: &[usize]) {
        let dropped = found.iter().find_map(|at| match self.fate(*at) {
            Fate::DroppedRule(entry) => self.import.drop.get(entry).map(|drop| drop.place.line),
            _ => None,
        });
        let message = match dropped {
            _ if found.is_empty() => self.nothing(name, false),
            Some(line) => format!("{} is left out in line {line} already", name.in_message()),
            None => format!("{} is not among the rules that `only` takes", name.in_message()),
        };
        let code = if found.is_empty() { DiagnosticCode::UnknownRule } else { DiagnosticCode::ImportWithoutEffect };
        self.problems.push(name.problem(code, message));
    }
}
