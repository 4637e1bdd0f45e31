//! Rules whose ids are there already.

use std::collections::{BTreeMap, HashMap};

use super::resolve::first_ids;
use super::{Collection, Rule, RuleSet};
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::text::words;

impl Collection {
    /// What is wrong with a set that has rules whose ids are there already.
    pub(super) fn there_already(&self, set: &RuleSet) -> Vec<Diagnostic> {
        let mut known: HashMap<String, (usize, &Rule)> = HashMap::new();
        for (at, of) in self.sets().iter().enumerate() {
            known.extend(of.rules.iter().map(|rule| (rule.rule.id.to_ascii_lowercase(), (at, &*rule.rule))));
        }
        let mut wrong = Vec::new();
        // What comes by an import is told once for each pair of sets, and not once a rule.
        let mut brought: BTreeMap<(usize, Bringer), Vec<String>> = BTreeMap::new();
        for rule in &set.rules {
            let Some((at, first)) = known.get(&rule.id.to_ascii_lowercase()) else { continue };
            let Some(of) = self.sets().get(*at) else { continue };
            let how = match (&first.origin, &rule.origin) {
                (Some(origin), None) if origin.id == set.id => Bringer::First,
                (None, Some(origin)) if origin.id == of.set.id => Bringer::Second,
                (Some(a), Some(b)) if a.id == b.id => Bringer::Both,
                _ => {
                    let (id, line) = (words::excerpt(&rule.id), first.place.line);
                    let file = of.set.file_of(first);
                    let message =
                        format!("there is a rule `{id}` already: {file}:{line}; give one of the two another id");
                    let told =
                        Diagnostic::placed(DiagnosticCode::DuplicateRule, &set.file, set.place_of(rule), message);
                    wrong.push(told.with_related(file, first.place, "the first of them stands here"));
                    continue;
                }
            };
            brought.entry((*at, how)).or_default().push(rule.id.clone());
        }
        for ((at, how), ids) in brought {
            let Some(of) = self.sets().get(at).map(|of| &of.set) else { continue };
            let (names, id, first, file, line) = (first_ids(&ids), &set.id, &of.id, &of.file, of.place.line);
            let message = match how {
                Bringer::First => format!(
                    "`{first}` ({file}:{line}) imports from `{id}`, and brings {names} along already; leave `{id}` out of \
                     the call, or `{first}`"
                ),
                Bringer::Second => format!(
                    "`{id}` brings {names} along from `{first}`, which is there by itself already ({file}:{line}); leave \
                     `{first}` out of the call, or `{id}`"
                ),
                Bringer::Both => {
                    format!("`{first}` ({file}:{line}) imports {names} already; check with one of the two at a time")
                }
            };
            let place = match how {
                Bringer::First => set.place,
                _ => {
                    ids.first().and_then(|id| set.taken_at.get(&id.to_ascii_lowercase())).copied().unwrap_or(set.place)
                }
            };
            let told = Diagnostic::placed(DiagnosticCode::DuplicateRule, &set.file, place, message);
            wrong.push(told.with_related(file, of.place, "the other rule set stands here"));
        }
        wrong
    }
}

/// Which of two sets brings a rule along that both have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bringer {
    /// The one that is there already, from the other.
    First,
    /// The one that is to be added, from the other.
    Second,
    /// Both, from a third.
    Both,
}
