//! Working out what rule sets import, once it is known which sets each import draws on.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::import::{Importer, Offer, Steps, Taken, take, too_much};
use super::link::{Cycle, Links, order};
use super::load::Loaded;
use super::{Rule, RuleSet};
use crate::diagnostic::Diagnostic;
use crate::source::LineIndex;
use crate::tree::Problem;
use crate::words;

/// What is wrong with one set.
#[derive(Debug, Default)]
pub(super) struct Wrong {
    /// At places of its document.
    pub problems: Vec<Problem>,
    /// At places whose text is no longer at hand.
    pub placed: Vec<Diagnostic>,
}

impl Wrong {
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty() && self.placed.is_empty()
    }

    /// All of it, in the order of the document.
    pub fn told(self, loaded: &Loaded) -> Vec<Diagnostic> {
        let (text, first_line) = loaded.text.as_ref().map_or(("", 1), |(text, line)| (text.as_str(), *line));
        let lines = LineIndex::new(text, first_line);
        let problems = crate::schema::gathered(self.problems, Vec::new());
        let mut told = Diagnostic::errors(&loaded.set.file, &lines, problems);
        told.extend(self.placed);
        told.sort_by_key(|one| one.place);
        told
    }
}

/// Works out what each set imports, and adds it to its rules. Gives which sets are sound; what is wrong with the others
/// is added to `wrong`.
pub(super) fn resolve(sets: &mut [Loaded], links: &Links, wrong: &mut [Wrong], steps: &mut Steps) -> Vec<bool> {
    let (order, cycles) = order(links);
    for cycle in &cycles {
        let message = circle(sets, cycle);
        let import = sets.get(cycle.set).and_then(|loaded| loaded.imports.get(cycle.import));
        if let (Some(import), Some(wrong)) = (import, wrong.get_mut(cycle.set)) {
            wrong.problems.push(import.from.problem(message));
        }
    }
    let mut sound = vec![false; sets.len()];
    let mut offers: HashMap<usize, Offer> = HashMap::new();
    for at in order {
        let (Some(of_set), Some(wrong)) = (links.get(at), wrong.get_mut(at)) else { continue };
        for on in of_set.iter().flatten().filter(|on| sound.get(**on) == Some(&true)) {
            if let Some(other) = sets.get(*on) {
                offers.entry(*on).or_insert_with(|| Offer::of(&other.set));
            }
        }
        unsound(sets, at, of_set, &sound, wrong);
        if !wrong.is_empty() {
            continue;
        }
        let Some(loaded) = sets.get_mut(at) else { continue };
        if !loaded.imports.is_empty() {
            import_all(loaded, of_set, &offers, steps, wrong);
        }
        if let Some(sound) = sound.get_mut(at) {
            *sound = wrong.is_empty();
        }
    }
    sound
}

/// Tells of the imports that draw on a set with mistakes: where the set was given, for nobody needs to be told of each
/// link of a chain.
fn unsound(sets: &[Loaded], at: usize, links: &[Vec<usize>], sound: &[bool], wrong: &mut Wrong) {
    let Some(loaded) = sets.get(at) else { return };
    let mut told = !wrong.is_empty();
    for (import, on) in loaded.imports.iter().zip(links) {
        let bad = on.iter().find(|on| sound.get(**on) != Some(&true)).and_then(|on| sets.get(*on));
        if let Some(bad) = bad.filter(|_| !told) {
            let (id, file) = (&bad.set.id, &bad.set.file);
            let message = format!("nothing can be imported from `{id}` ({file}) while there are mistakes in it");
            wrong.problems.push(import.from.problem(message));
            told = !loaded.is_given();
        }
    }
}

fn circle(sets: &[Loaded], cycle: &Cycle) -> String {
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
    loaded: &mut Loaded,
    links: &[Vec<usize>],
    offers: &HashMap<usize, Offer>,
    steps: &mut Steps,
    wrong: &mut Wrong,
) {
    let importer =
        Importer { issued_by: loaded.set.issued_by.clone().into(), file: Arc::from(loaded.set.file.as_str()) };
    let mut all: Vec<(usize, Taken)> = Vec::new();
    let mut first_by_id: HashMap<String, usize> = HashMap::new();
    for (number, (import, on)) in loaded.imports.iter().zip(links).enumerate() {
        let on: Vec<&Offer> = on.iter().filter_map(|on| offers.get(on)).collect();
        let Some(taken) = take(import, &on, &importer, steps, &mut wrong.problems) else {
            wrong.problems.push(too_much(import));
            return;
        };
        let mut clashes: BTreeMap<(u32, Clash), Vec<String>> = BTreeMap::new();
        for one in taken {
            let id = one.rule.id.to_ascii_lowercase();
            let Some((earlier, first)) = first_by_id.get(&id).and_then(|at| all.get(*at)) else {
                first_by_id.insert(id, all.len());
                all.push((number, one));
                continue;
            };
            if let Some(clash) = clash(first, &one) {
                let line = loaded.imports.get(*earlier).map_or(0, |import| import.from.place.line);
                clashes.entry((line, clash)).or_default().push(one.rule.id.clone());
            }
        }
        for ((line, clash), ids) in clashes {
            let names = some(&ids);
            let (it, they, them) =
                if ids.len() == 1 { ("it", "it comes", "it") } else { ("them", "they come", "them") };
            let message = match clash {
                Clash::Otherwise => format!(
                    "{names}: {they} by the import in line {line} too, which treats {them} otherwise; take {it} in one of the two only"
                ),
                Clash::AnotherSet if line == import.from.place.line => {
                    format!("{names}: more than one of the sets here has a rule of that id; import from one of them")
                }
                Clash::AnotherSet => format!(
                    "{names}: the import in line {line} brings a rule of that id from another set; leave out one of the two"
                ),
            };
            wrong.problems.push(import.from.problem(message));
        }
    }
    for rule in &loaded.set.rules {
        let brought = first_by_id.get(&rule.id.to_ascii_lowercase()).and_then(|at| all.get(*at));
        if let Some((number, _)) = brought.filter(|(_, taken)| taken.dropped.is_none()) {
            let line = loaded.imports.get(*number).map_or(0, |import| import.from.place.line);
            let id = words::shown(&rule.id);
            let message = format!("the import in line {line} brings a rule `{id}` already; give this one another id");
            wrong.placed.push(Diagnostic::placed(&loaded.set.file, rule.place, message));
        }
    }
    if wrong.is_empty() {
        bring(loaded, all);
    }
}

/// Adds what is imported to a set.
fn bring(loaded: &mut Loaded, all: Vec<(usize, Taken)>) {
    let RuleSet { rules, dropped, taken_at, .. } = &mut loaded.set;
    let own = std::mem::take(rules);
    for (number, taken) in all {
        if let Some((reason, place)) = taken.dropped {
            dropped.push(super::Dropped { rule: taken.rule, reason, place });
            continue;
        }
        if let Some(import) = loaded.imports.get(number) {
            taken_at.insert(taken.rule.id.to_ascii_lowercase(), import.from.place);
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
pub(super) fn some(ids: &[String]) -> String {
    const MOST: usize = 3;
    let mut names: Vec<String> = ids.iter().take(MOST).map(|id| format!("`{}`", words::shown(id))).collect();
    if ids.len() > MOST {
        names.push(format!("{} more", ids.len() - MOST));
    }
    words::listed(&names, "and")
}
