//! What `brief compare` shows: whether whoever satisfies one set satisfies the other, and which conditions go together.

use super::page::{Block, Item, Language, Page};
use super::rule_words::{named, stated_by};
use crate::model::{Applies, Verdict};
use crate::reason::compare::{Comparison, Way};
use crate::reason::{ComparedRules, Pair, RuleInSet, Witness};
use crate::text::words;

/// What is shown of a comparison.
#[must_use]
pub fn page(comparison: &Comparison<'_>) -> Page {
    Page::new(title(comparison), blocks(comparison))
}

/// The pilots that were found, as one file of YAML; none where there are none.
#[must_use]
pub fn witnesses(comparison: &Comparison<'_>) -> Option<String> {
    let files: Vec<&str> = comparison.ways.iter().filter_map(|way| Some(way.witness.as_ref()?.yaml.as_str())).collect();
    (!files.is_empty()).then(|| files.join("---\n"))
}

fn title(comparison: &Comparison<'_>) -> String {
    let [first, second] = &comparison.sides;
    format!("{} compared with {}", first.name, second.name)
}

fn blocks(comparison: &Comparison<'_>) -> Vec<Block> {
    let [first, second] = &comparison.sides;
    let [forth, back] = &comparison.ways;
    let looked = if comparison.within {
        "Only pilots to which all these rule sets apply are looked at."
    } else if first.sets().iter().chain(&second.sets()).any(|set| set.scope.is_some()) {
        "All pilots are looked at. A pilot to which a rule set does not apply satisfies it; with --applies, only pilots to \
         which all these rule sets apply are looked at."
    } else {
        "All pilots are looked at."
    };
    let mut page = vec![Block::paragraph(format!("{} {} {looked}", counts(first), counts(second)))];
    if !comparison.any {
        let none = "There is no pilot to which all these rule sets apply, so that there is nothing to compare.";
        page.push(Block::paragraph(none.to_owned()));
        return page;
    }
    page.extend(way(forth, first, second, comparison.within));
    page.extend(way(back, second, first, comparison.within));
    page.extend(pairs(comparison));
    page
}

fn counts(side: &ComparedRules<'_>) -> String {
    let conditions = words::counted(side.rules.len(), "condition");
    match side.musts().len() {
        0 => format!("{}: {conditions}, none of force must: every pilot satisfies it.", side.name),
        musts => format!("{}: {conditions}, {musts} of force must.", side.name),
    }
}

/// Whether whoever satisfies the one side satisfies the other.
fn way(way: &Way<'_>, one: &ComparedRules<'_>, other: &ComparedRules<'_>, within: bool) -> Vec<Block> {
    let (a, b) = (&one.name, &other.name);
    let musts = other.musts().len();
    let such = if within { "such a pilot" } else { "a pilot" };
    let answer = match (&way.witness, musts) {
        (None, 0) => format!("Yes: {b} has no condition of force must, so that every pilot satisfies it."),
        (None, _) if !way.possible => format!("Yes, but only because no pilot satisfies {a}."),
        (None, _) => format!("Yes: whatever {such} states, it cannot satisfy {a} without satisfying {b}."),
        (Some(witness), _) => {
            let facts = words::counted(witness.facts, "fact");
            let breaches = way.failed.iter().any(|(_, verdict)| *verdict == Verdict::Breached);
            let failed = if breaches {
                format!("No. The pilot below satisfies {a} and breaches {b}.")
            } else {
                format!(
                    "No. No pilot that satisfies {a} breaches {b}, but one can leave open whether it satisfies it: the \
                     pilot below satisfies {a}, and states too little for {b}."
                )
            };
            format!("{failed} It states {facts}; no pilot that states fewer does the same.")
        }
    };
    let mut page =
        vec![Block::heading(2, format!("Does every pilot that satisfies {a} satisfy {b}?")), Block::paragraph(answer)];
    let Some(witness) = &way.witness else { return page };
    if let Some(scopes) = scopes(witness, one, other) {
        page.push(Block::paragraph(scopes));
    }
    page.push(Block::Details(
        "The pilot, as a file".into(),
        vec![Block::Preformatted(Language::Yaml, witness.yaml.clone(), true)],
    ));
    let verb = match way.failed.first() {
        Some((_, Verdict::Breached)) => "It breaches",
        _ => "It leaves open",
    };
    page.push(Block::paragraph(format!("{verb}, of {b}:")));
    let failed = way.failed.iter().map(|(held, _)| {
        let rule = &held.rule.rule;
        Item::new(format!("{}: {}", named(rule), rule.title), [stated_by(rule)])
    });
    page.push(Block::items(failed));
    let lists = [
        (&way.follow, ["is", "are"], "satisfied by every pilot that satisfies"),
        (&way.breachable, ["can be", "can be"], "breached by a pilot that satisfies"),
        (&way.open, ["can be", "can be"], "left open, but not breached, by a pilot that satisfies"),
    ];
    page.push(Block::paragraph(format!("Of {} of {b}:", counted_musts(musts))));
    let lists = lists.into_iter().filter(|(rules, ..)| !rules.is_empty()).map(|(rules, [is, are], what)| {
        let ids: Vec<&str> = rules.iter().map(|held| held.rule.rule.id.as_str()).collect();
        let are = if rules.len() == 1 { is } else { are };
        Item::line(format!("{} {are} {what} {a}: {}", rules.len(), words::listed(&ids, "and")))
    });
    page.push(Block::items(lists));
    page
}

fn counted_musts(musts: usize) -> String {
    if musts == 1 {
        "the one condition of force must".to_owned()
    } else {
        format!("the {musts} conditions of force must")
    }
}

/// Which sets do not apply to a pilot, or may not: then it satisfies them for that reason.
fn scopes(witness: &Witness<'_>, one: &ComparedRules<'_>, other: &ComparedRules<'_>) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    for set in one.sets() {
        match witness.applies(set) {
            Applies::Yes => {}
            Applies::No => {
                said.push(format!("{} does not apply to it, which is why it satisfies it.", set.set.id));
            }
            Applies::Open => said.push(format!("It is open whether {} applies to it.", set.set.id)),
        }
    }
    for set in other.sets() {
        match witness.applies(set) {
            Applies::Yes => {}
            Applies::No => said.push(format!("{} does not apply to it.", set.set.id)),
            Applies::Open => said.push(format!("It is open whether {} applies to it.", set.set.id)),
        }
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// How the conditions stand to one another.
fn pairs(comparison: &Comparison<'_>) -> Vec<Block> {
    let [first, second] = &comparison.sides;
    let (a, b) = (&first.name, &second.name);
    let relations = &comparison.relations;
    let of_such = if comparison.within { "such pilots" } else { "pilots" };
    let mut page = Vec::new();
    let mut list = |heading: String, pairs: &[Pair<'_>], swap: bool, between: &str| {
        if pairs.is_empty() {
            return;
        }
        page.push(Block::heading(2, heading));
        page.push(Block::items(pairs.iter().map(|pair| {
            let [one, other] = if swap { [&pair[1], &pair[0]] } else { [&pair[0], &pair[1]] };
            let line = format!("{} {between} {}", named(&one.rule.rule), named(&other.rule.rule));
            let each = |held: &RuleInSet<'_>| {
                format!("{}: {} ({})", held.rule.rule.id, held.rule.rule.title, held.rule.rule.by)
            };
            Item::new(line, [each(one), each(other)])
        })));
    };
    list(
        format!("Shared: {}, satisfied by the same {of_such}", words::counted(relations.same.len(), "pair")),
        &relations.same,
        false,
        "and",
    );
    let implied = |a: &str, b: &str| {
        format!("Conditions of {a} that imply one of {b}: who satisfies the one satisfies the other")
    };
    list(implied(a, b), &relations.forth, false, "implies");
    list(implied(b, a), &relations.back, true, "implies");
    list(
        "In conflict: there are pilots to which both apply; such a pilot can meet either, but never both".to_owned(),
        &relations.conflicts,
        false,
        "and",
    );
    let ousts = "Met only where the other does not apply: no pilot to which both apply meets the first";
    let (of_first, of_second) = (format!("{ousts}, of {a}"), format!("{ousts}, of {b}"));
    list(of_first, &relations.ousts, false, "and");
    list(of_second, &relations.ousted, true, "and");
    let apart = [
        ("satisfied by all of the pilots that are looked at", &relations.idle),
        ("met by none of the pilots that are looked at and to which they apply", &relations.hopeless),
    ];
    for (what, sides) in apart {
        for (side, rules) in [first, second].into_iter().zip(sides) {
            if !rules.is_empty() {
                let ids: Vec<String> = rules.iter().map(|held| named(&held.rule.rule)).collect();
                let ids = words::listed(&ids, "and");
                page.push(Block::paragraph(format!("Of {}, {what}: {ids}. They stand in no pair.", side.name)));
            }
        }
    }
    let related = relations.same.len() + relations.forth.len() + relations.back.len() + relations.conflicts.len();
    if related + relations.ousts.len() + relations.ousted.len() == 0 {
        page.push(Block::paragraph(format!(
            "No condition of {a} is satisfied by the same {of_such} as one of {b}, implies one or is implied by one, or is \
             in conflict with one."
        )));
    } else if relations.conflicts.is_empty() {
        page.push(Block::paragraph(format!("No condition of {a} is in conflict with one of {b}.")));
    }
    page
}
