//! Working out what rule sets import, once it is known which sets each import draws on.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::import::{Importer, Offer, Steps, Taken, take, too_much};
use super::link::{Cycle, Links, order};
use super::read_set::ReadRuleSet;
use super::{Rule, RuleSet};
use crate::model::diagnostic::Diagnostic;
use crate::model::vocabulary::Vocabulary;
use crate::model::{DiagnosticCode, Problem};
use crate::text::{LineIndex, words};
use crate::tree::{self, Node};

/// All that is wrong with one set, in the order of its document.
pub(super) fn diagnostics_of(loaded: &ReadRuleSet, problems: Vec<Problem>) -> Vec<Diagnostic> {
    let (text, first_line) = loaded.text.as_ref().map_or(("", 1), |(text, line)| (text.as_str(), *line));
    let problems = crate::schema::gathered(problems, Vec::new());
    Diagnostic::errors(&loaded.set.file, &LineIndex::new(text, first_line), problems)
}

/// Works out what each set imports, and adds it to its rules. Gives which sets are sound; what is wrong with the others
/// is added to `wrong`.
pub(super) fn resolve(
    vocabulary: &Arc<Vocabulary>,
    sets: &mut [ReadRuleSet],
    links: &Links,
    wrong: &mut [Vec<Problem>],
    steps: &mut Steps,
) -> Vec<bool> {
    let (order, cycles) = order(links);
    for cycle in &cycles {
        let message = circle(sets, cycle);
        let import = sets.get(cycle.set).and_then(|loaded| loaded.imports.get(cycle.import));
        if let (Some(import), Some(wrong)) = (import, wrong.get_mut(cycle.set)) {
            wrong.push(import.from.problem(DiagnosticCode::CircularImport, message));
        }
    }
    let mut sound = vec![false; sets.len()];
    let mut offers: HashMap<usize, Offer> = HashMap::new();
    for at in order {
        let (Some(of_set), Some(wrong)) = (links.get(at), wrong.get_mut(at)) else { continue };
        for on in of_set.iter().flatten().filter(|on| sound.get(**on) == Some(&true)) {
            if let Some(other) = sets.get(*on) {
                offers.entry(*on).or_insert_with(|| Offer::from_set(&other.set));
            }
        }
        if draws_on_mistakes(sets, at, of_set, &sound, wrong) || !wrong.is_empty() {
            continue;
        }
        let Some(loaded) = sets.get_mut(at) else { continue };
        if !loaded.imports.is_empty() {
            import_all(vocabulary, loaded, of_set, &offers, steps, wrong);
        }
        if let Some(sound) = sound.get_mut(at) {
            *sound = wrong.is_empty();
        }
    }
    sound
}

/// Whether any import of a set draws on one with mistakes. That is told where the set was given: nobody needs to be told
/// of each link of a chain.
fn draws_on_mistakes(
    sets: &[ReadRuleSet],
    at: usize,
    links: &[Vec<usize>],
    sound: &[bool],
    wrong: &mut Vec<Problem>,
) -> bool {
    let Some(loaded) = sets.get(at) else { return true };
    let (tells, mut any) = (loaded.is_given() && wrong.is_empty(), false);
    for (import, on) in loaded.imports.iter().zip(links) {
        let bad = on.iter().find(|on| sound.get(**on) != Some(&true)).and_then(|on| sets.get(*on));
        let Some(bad) = bad else { continue };
        any = true;
        if tells {
            let (id, file) = (&bad.set.id, &bad.set.file);
            let message = format!("nothing can be imported from `{id}` ({file}) while there are mistakes in it");
            wrong.push(import.from.problem(DiagnosticCode::ImportWithMistakes, message));
        }
    }
    any
}

fn circle(sets: &[ReadRuleSet], cycle: &Cycle) -> String {
    let names: Vec<String> = cycle
        .chain
        .iter()
        .filter_map(|at| sets.get(*at))
        .map(|loaded| format!("`{}` ({})", loaded.set.id, loaded.set.file))
        .collect();
    let first = names.first().map_or("", String::as_str);
    match cycle.length.saturating_sub(names.len()) {
        0 if cycle.length == 1 => format!("{first} imports itself; import from another set, or take this import out"),
        0 => format!("this import leads back to where it stands: {} -> {first}", names.join(" -> ")),
        more => format!("this import leads back to where it stands: {} -> {more} more -> {first}", names.join(" -> ")),
    }
}

/// Why the rules of an import cannot be those of an earlier one too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Clash {
    /// They are rules of other sets.
    AnotherSet,
    /// They are the same rules, but treated otherwise.
    Otherwise,
}

/// Puts what a set imports before its own rules.
fn import_all(
    vocabulary: &Arc<Vocabulary>,
    loaded: &mut ReadRuleSet,
    links: &[Vec<usize>],
    offers: &HashMap<usize, Offer>,
    steps: &mut Steps,
    wrong: &mut Vec<Problem>,
) {
    let importer = Importer {
        vocabulary: Arc::clone(vocabulary),
        issued_by: loaded.set.issued_by.clone().into(),
        file: Arc::from(loaded.set.file.as_str()),
    };
    let mut all: Vec<(usize, Taken)> = Vec::new();
    let mut first_by_id: HashMap<String, usize> = HashMap::new();
    for (number, (import, on)) in loaded.imports.iter().zip(links).enumerate() {
        let on: Vec<&Offer> = on.iter().filter_map(|on| offers.get(on)).collect();
        let Some(taken) = take(import, &on, &importer, steps, wrong) else {
            wrong.push(too_much(import));
            return;
        };
        let mut clashes: BTreeMap<(usize, Clash), Vec<String>> = BTreeMap::new();
        for one in taken {
            let id = one.rule.id.to_ascii_lowercase();
            let Some((earlier, first)) = first_by_id.get(&id).and_then(|at| all.get(*at)) else {
                first_by_id.insert(id, all.len());
                all.push((number, one));
                continue;
            };
            if let Some(clash) = clash(first, &one) {
                clashes.entry((*earlier, clash)).or_default().push(one.rule.id.clone());
            }
        }
        for ((earlier, clash), ids) in clashes {
            let line = loaded.imports.get(earlier).map_or(0, |import| import.place.line);
            let names = first_ids(&ids);
            let (it, they, them) =
                if ids.len() == 1 { ("it", "it comes", "it") } else { ("them", "they come", "them") };
            let message = match clash {
                Clash::Otherwise => format!(
                    "{names}: {they} by the import in line {line} too, which treats {them} otherwise; take {it} in one of the two only"
                ),
                Clash::AnotherSet if earlier == number => {
                    format!("{names}: more than one of the sets here has a rule of that id; import from one of them")
                }
                Clash::AnotherSet => format!(
                    "{names}: the import in line {line} brings a rule of that id from another set; leave out one of the two"
                ),
            };
            wrong.push(import.from.problem(DiagnosticCode::ConflictingImports, message));
        }
    }
    let brought = |id: &str| {
        let taken = first_by_id.get(&id.to_ascii_lowercase()).and_then(|at| all.get(*at));
        let (number, _) = taken.filter(|(_, taken)| taken.dropped.is_none())?;
        loaded.imports.get(*number).map(|import| import.place.line)
    };
    if loaded.set.rules.iter().any(|rule| brought(&rule.id).is_some()) {
        wrong.extend(own_again(loaded, brought));
    }
    if wrong.is_empty() {
        bring(loaded, all);
    }
}

/// Tells of the rules of a set's own whose ids it imports already; `brought` gives the line of that import.
fn own_again(loaded: &ReadRuleSet, brought: impl Fn(&str) -> Option<u32>) -> Vec<Problem> {
    // The tree is long gone, and where a mistake is underlined it is worth reading again.
    let Some(Ok(tree)) = loaded.text.as_ref().map(|(text, _)| tree::build_within(text, loaded.set.limits)) else {
        return Vec::new();
    };
    let ids = tree.root().get("rules").into_iter().flat_map(Node::items).filter_map(|rule| rule.get("id"));
    let again = ids.filter_map(|id| {
        let (line, name) = (brought(id.as_text()?)?, words::excerpt(id.as_text()?));
        let message = format!("the import in line {line} brings a rule `{name}` already; give this one another id");
        Some(Problem::at(DiagnosticCode::DuplicateRule, id, message))
    });
    again.collect()
}

/// Adds what is imported to a set.
fn bring(loaded: &mut ReadRuleSet, all: Vec<(usize, Taken)>) {
    let RuleSet { rules, dropped, taken_at, .. } = &mut loaded.set;
    let own = std::mem::take(rules);
    for (number, taken) in all {
        if let Some((reason, place)) = taken.dropped {
            dropped.push(super::DroppedRule { rule: taken.rule, reason, place });
            continue;
        }
        if let Some(import) = loaded.imports.get(number) {
            taken_at.insert(taken.rule.id.to_ascii_lowercase(), import.place);
        }
        rules.push(taken.rule);
    }
    rules.extend(own);
}

/// What stands in the way of taking a rule by two imports.
fn clash(first: &Taken, second: &Taken) -> Option<Clash> {
    let (a, b) = (&first.rule, &second.rule);
    let pointer = |rule: &Rule| rule.origin.as_ref().map(Arc::as_ptr);
    if pointer(a) != pointer(b) {
        return Some(Clash::AnotherSet);
    }
    let within = a.within.len() == b.within.len() && a.within.iter().zip(&b.within).all(|(a, b)| Arc::ptr_eq(a, b));
    let weighed = a.weighed.len() == b.weighed.len()
        && a.weighed.iter().zip(&b.weighed).all(|(a, b)| (a.to.force, &a.to.reason) == (b.to.force, &b.to.reason));
    let reason = |taken: &Taken| taken.dropped.as_ref().map(|(reason, _)| Arc::clone(reason));
    (!within || !weighed || reason(first) != reason(second)).then_some(Clash::Otherwise)
}

/// Some ids, of which the first are named: ``` `PB-01`, `PB-02` and 3 more ```.
pub(super) fn first_ids(ids: &[String]) -> String {
    const MOST: usize = 3;
    let mut names: Vec<String> = ids.iter().take(MOST).map(|id| format!("`{}`", words::excerpt(id))).collect();
    if ids.len() > MOST {
        names.push(format!("{} more", ids.len() - MOST));
    }
    words::listed(&names, "and")
}
