//! Lists of what there is.

use super::meaning::kind_of_values;
use super::overview::by_origin;
use super::page::wrapped;
use crate::check::Selection;
use crate::model::vocabulary::{Fact, Vocabulary};
use crate::report::SelectedRuleSet;
use crate::rules::{Collection, DroppedRule, ReadyRule};
use crate::text::words;

/// The widest column of ids; a longer id moves its own line.
const MAX_ID: usize = 16;

/// All sections of facts, or the one of a name.
///
/// # Errors
/// A section that there is not, with the nearest that there is.
pub fn sections<'v>(vocabulary: &'v Vocabulary, section: Option<&str>) -> Result<Vec<(&'v str, &'v [Fact])>, String> {
    let Some(name) = section else { return Ok(vocabulary.sections().collect()) };
    let wanted = name.to_lowercase().replace('-', "_");
    if let Some(found) = vocabulary.sections().find(|(known, _)| *known == wanted) {
        return Ok(vec![found]);
    }
    let near = words::nearest(name, vocabulary.sections().map(|(name, _)| name));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    let fact = vocabulary.find_path(name);
    let hint = fact.map_or(hint, |fact| format!("; `brief explain {}` tells of that fact", fact.path));
    Err(format!("`{name}` is not a section of facts{hint}"))
}

/// All sections with their facts, or one of them: each fact with its values and its question.
///
/// # Errors
/// A section that there is not, with the nearest that there is.
pub fn facts(vocabulary: &Vocabulary, section: Option<&str>, width: usize) -> Result<String, String> {
    let mut text = String::new();
    for (name, facts) in sections(vocabulary, section)? {
        if !text.is_empty() {
            text.push('\n');
        }
        let count = words::counted(facts.len(), "fact");
        let about = vocabulary.section_title(name).map_or_else(String::new, |title| format!(": {title}"));
        text.push_str(&wrapped("", "  ", &format!("{name} ({count}){about}"), width));
        text.extend(facts.iter().map(|fact| one_fact(fact, width)));
    }
    Ok(text)
}

fn one_fact(fact: &Fact, width: usize) -> String {
    let indent = "      ";
    let name = wrapped("  ", "  ", &fact.path, width);
    let values = wrapped(indent, indent, &kind_of_values(fact), width);
    let further = format!("{indent}    ");
    let meaning =
        |(value, means): (&str, &str)| wrapped(&format!("{indent}- "), &further, &format!("{value}: {means}"), width);
    let meanings: String = fact.values_with_meaning().map(meaning).collect();
    let question = wrapped(indent, indent, &fact.ask, width);
    format!("\n{name}{values}{meanings}{question}")
}

/// The chosen rules under their rule sets: each with its id, its force, its dimension and its title.
#[must_use]
pub fn rules(collection: &Collection, selection: &Selection, width: usize) -> String {
    let mut text = String::new();
    for SelectedRuleSet { set, rules } in selection.sets(collection) {
        if !text.is_empty() {
            text.push('\n');
        }
        let all = words::counted(set.rules.len(), "rule");
        let count = if rules.len() == set.rules.len() { all } else { format!("{} of {all}", rules.len()) };
        let issued = words::listed(&set.set.issued_by, "and");
        text.push_str(&wrapped("", "  ", &format!("{}: {}", set.set.id, set.set.title), width));
        text.push_str(&wrapped("  ", "  ", &format!("{count}, issued by {issued}"), width));
        let widest = rules.iter().map(|rule| rule.rule.id.chars().count()).max().unwrap_or_default().min(MAX_ID);
        let imports = rules.iter().any(|rule| rule.rule.origin.is_some());
        let chosen = rules.len();
        for group in by_origin(rules.into_iter()) {
            text.push('\n');
            let origin = group.first().and_then(|rule| rule.rule.origin.as_ref());
            let heading =
                origin.map_or_else(|| "Its own:".to_owned(), |from| format!("From {}: {}", from.id, from.title));
            if imports {
                text.push_str(&wrapped("  ", "    ", &heading, width));
            }
            text.extend(group.into_iter().map(|rule| one_rule(rule, widest, width)));
        }
        if chosen == set.rules.len() && !set.set.dropped.is_empty() {
            text.push_str(&wrapped("\n  ", "    ", "Left out:", width));
            text.extend(set.set.dropped.iter().map(|dropped| left_out(dropped, widest, width)));
        }
    }
    text
}

fn one_rule(rule: &ReadyRule, widest: usize, width: usize) -> String {
    let rule = &rule.rule;
    let first = format!("  {:widest$}  {:6}  {:13}  ", rule.id, rule.force.name(), rule.about.name());
    let rest = " ".repeat(2 + widest + 2 + 6 + 2 + 13 + 2);
    let mut text = wrapped(&first, &rest, &rule.title, width);
    text.extend(rule.weighed.iter().map(|weighed| wrapped(&rest, &rest, &weighed.sentence(), width)));
    text
}

fn left_out(dropped: &DroppedRule, widest: usize, width: usize) -> String {
    let first = format!("  {:widest$}  ", dropped.rule.id);
    wrapped(&first, &" ".repeat(2 + widest + 2), &words::sentence(&dropped.reason), width)
}
