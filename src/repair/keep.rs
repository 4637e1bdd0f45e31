//! The facts that somebody wants to keep as they are.

use crate::model::vocabulary::{Fact, FactId, Vocabulary};
use crate::report::PilotReport;
use crate::text::words;

/// The facts that these names stand for: a fact by its path, or all facts of a section.
///
/// # Errors
/// A message for each name that stands for nothing, or for nothing that is stated.
pub fn facts_to_keep(report: &PilotReport<'_>, names: &[String]) -> Result<Vec<FactId>, Vec<String>> {
    let (mut kept, mut wrong) = (Vec::new(), Vec::new());
    for name in names {
        match facts(report.facts.vocabulary(), name) {
            Some(facts) if facts.iter().any(|fact| report.facts.is_said(fact.id)) => {
                // Of what is not stated there is nothing to keep: it may be stated.
                kept.extend(facts.iter().map(|fact| fact.id).filter(|fact| report.facts.is_said(*fact)));
            }
            Some(facts) => wrong.push(unstated(report, name, facts)),
            None => wrong.push(unknown(report.facts.vocabulary(), name)),
        }
    }
    kept.sort_unstable();
    kept.dedup();
    if wrong.is_empty() { Ok(kept) } else { Err(wrong) }
}

fn facts<'v>(vocabulary: &'v Vocabulary, name: &str) -> Option<&'v [Fact]> {
    vocabulary.section(name).or_else(|| vocabulary.find_path(name).map(std::slice::from_ref))
}

fn unstated(report: &PilotReport<'_>, name: &str, facts: &[Fact]) -> String {
    let id = &report.pilot.id;
    let set_aside = facts.iter().any(|fact| !report.pilot.statements(fact.id).is_empty());
    let what = if set_aside { "all that is stated of it is set aside" } else { "nothing is stated of it" };
    let stated: Vec<&str> = match facts {
        [one] => {
            let section = report.facts.vocabulary().section(&one.section).unwrap_or_default();
            section.iter().filter(|fact| report.facts.is_said(fact.id)).map(|fact| fact.path.as_str()).collect()
        }
        _ => Vec::new(),
    };
    let hint = match stated.as_slice() {
        [] => String::new(),
        some => format!("; of the same section it states {}", words::listed(some, "and")),
    };
    format!("`--keep {name}`: {what} in `{id}`, so that there is nothing to keep{hint}")
}

fn unknown(vocabulary: &Vocabulary, name: &str) -> String {
    let section = || words::nearest(name, vocabulary.sections().map(|(section, _)| section));
    let near = if name.contains('.') { None } else { section() };
    let near = near.or_else(|| vocabulary.nearest(name).map(|fact| fact.path.as_str()));
    let hint =
        near.map_or_else(|| "; `brief facts` lists them all".to_owned(), |near| format!("; did you mean `{near}`?"));
    format!("`--keep {}` is neither a fact nor a section of facts{hint}", words::excerpt(name))
}
