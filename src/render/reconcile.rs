//! What `brief reconcile` shows: a pilot that satisfies all, or what stands in its way.

use super::page::{Block, Item, Language, Page};
use super::rule_words::{named, stated_by};
use crate::reason::RuleInSet;
use crate::reason::reconcile::{Deadlock, Outcome, Reconciled};
use crate::rules::ReadySet;
use crate::text::words;

/// What is shown of the answer.
#[must_use]
pub fn page(reconciled: &Reconciled<'_>) -> Page {
    Page::new(title(reconciled), blocks(reconciled))
}

fn title(reconciled: &Reconciled<'_>) -> String {
    format!("Can one pilot satisfy {}?", reconciled.side.name)
}

fn blocks(reconciled: &Reconciled<'_>) -> Vec<Block> {
    let side = &reconciled.side;
    let musts = side.musts().len();
    let (sets, scoped) = (side.sets(), side.sets().iter().any(|set| set.scope.is_some()));
    let (all, conditions) = (words::counted(musts, "condition"), words::counted(side.rules.len(), "condition"));
    let of_sets = words::counted(sets.len(), "rule set");
    let mut page = vec![Block::paragraph(match (scoped, reconciled.out_of_scope) {
        (true, false) => format!(
            "{of_sets} with {conditions}, {musts} of force must. Only pilots to which every set applies are looked at; with \
             --out-of-scope, a pilot to which a set does not apply satisfies it."
        ),
        (true, true) => format!(
            "{of_sets} with {conditions}, {musts} of force must. A pilot to which a set does not apply satisfies it."
        ),
        (false, _) => format!("{of_sets} with {conditions}, {musts} of force must."),
    })];
    let such = if scoped && !reconciled.out_of_scope { "to which every set applies" } else { "at all" };
    match &reconciled.outcome {
        Outcome::Pilot(witness) => {
            let satisfied = match musts {
                0 => "No condition is of force must, so that every pilot satisfies them.".to_owned(),
                1 => "Yes. The pilot below satisfies the one condition of force must.".to_owned(),
                _ => format!("Yes. The pilot below satisfies all {all} of force must."),
            };
            let facts = words::counted(witness.facts, "fact");
            page.push(Block::paragraph(format!(
                "{satisfied} It states {facts}; no pilot that states fewer does the same."
            )));
            let outside: Vec<String> = sets
                .iter()
                .filter_map(|set| match witness.applies(set) {
                    crate::model::Applies::Yes => None,
                    crate::model::Applies::No => Some(format!("{} does not apply to it.", set.set.id)),
                    crate::model::Applies::Open => Some(format!("It is open whether {} applies to it.", set.set.id)),
                })
                .collect();
            if !outside.is_empty() {
                page.push(Block::paragraph(outside.join(" ")));
            }
            page.push(Block::Details(
                "The pilot, as a file".into(),
                vec![Block::Preformatted(Language::Yaml, witness.yaml.clone(), true)],
            ));
        }
        Outcome::Blocked(deadlock) => {
            page.push(Block::paragraph(format!("No: no pilot {such} satisfies all {all} of force must.")));
            let item = |held: &RuleInSet<'_>| {
                let rule = &held.rule.rule;
                Item::new(format!("{}: {}", named(rule), rule.title), [stated_by(rule)])
            };
            let ids = |held: &RuleInSet<'_>| held.rule.rule.id.clone();
            deadlocked(&mut page, deadlock, "condition", item, ids);
        }
        Outcome::Apart(deadlock) => {
            let none = "No: there is no pilot to which all these rule sets apply. With --out-of-scope, pilots to which some of \
                        them do not apply are looked at, too.";
            page.push(Block::paragraph(none.to_owned()));
            let item = |set: &&ReadySet| Item::line(format!("{}: {}", set.set.id, set.set.title));
            let ids = |set: &&ReadySet| set.set.id.clone();
            deadlocked(&mut page, deadlock, "rule set", item, ids);
        }
    }
    page
}

/// What cannot stand together, and what would have to give way.
fn deadlocked<T>(
    page: &mut Vec<Block>,
    deadlock: &Deadlock<T>,
    noun: &str,
    item: impl Fn(&T) -> Item,
    id: impl Fn(&T) -> String,
) {
    let verb = if noun == "condition" { "stand" } else { "apply" };
    for (at, clash) in deadlock.clashes.iter().enumerate() {
        let heading = match clash.len() {
            1 => format!("{}. One {noun} cannot {verb} at all", at + 1),
            some => format!(
                "{}. These {some} {noun}s cannot {verb} together; without any one of them, the rest can",
                at + 1
            ),
        };
        page.push(Block::heading(2, heading));
        page.push(Block::items(clash.iter().map(&item)));
    }
    let what = if noun == "condition" { "give way" } else { "be left out" };
    page.push(Block::heading(
        2,
        format!("What would have to {what}: each line is enough, and nothing in it can be spared"),
    ));
    let ways_out = deadlock.ways_out.iter().map(|out| out.iter().map(&id).collect::<Vec<String>>());
    page.push(Block::items(ways_out.map(|ids| Item::line(words::listed(&ids, "and")))));
    let (clashes, outs) = (deadlock.clashes.len(), deadlock.ways_out.len());
    page.push(Block::paragraph(if deadlock.complete {
        let smallest = deadlock.ways_out.first().map_or(0, Vec::len);
        format!(
            "These are all: {} of {noun}s that cannot {verb} together, and {} to resolve it. The smallest way leaves {} out.",
            words::counted(clashes, "minimal set"),
            words::counted(outs, "minimal way"),
            words::counted(smallest, noun),
        )
    } else {
        format!(
            "There are more than these: the search was cut at {} of {noun}s and {}. --most sets how many are looked for.",
            words::counted(clashes, "minimal set"),
            words::counted(outs, "way"),
        )
    }));
}
