//! The last lines of a run: which findings there are, by name, and which command tells more.

use super::page::{Indent, Page, Style, width};
use crate::model::{Force, Verdict};
use crate::render::DisplayOptions;
use crate::report::{RunEnding, RunOpening};
use crate::rules::Collection;
use crate::text::names;
use crate::text::words::counted;

/// Of one pilot, at most so many findings are named.
const MAX_NAMES: usize = 20;

const LINE: Indent = Indent("  ", "    ");

/// Names the findings of a run, a line for each pilot.
pub(super) fn findings_by_name(page: &mut Page, ending: &RunEnding) {
    let named = &ending.named;
    // The one pilot of a run is named above, and its findings stand behind their count.
    if ending.pilots == 1 {
        return;
    }
    for of in &named.pilots {
        let rules = named_rules(&of.rules.iter().map(String::as_str).collect::<Vec<_>>());
        let lead = format!("{}:", of.pilot);
        page.paragraph(Indent("    ", "      "), &[(Style::Bold, &lead), (Style::Plain, &rules)]);
    }
    if named.more > 0 {
        let text = format!("and {} with findings.", counted(named.more, "more pilot"));
        page.paragraph(Indent("    ", "      "), &[(Style::Plain, &text)]);
    }
}

/// Names the findings of a run of one pilot, in a sentence; nothing for any other run.
pub(super) fn findings_of_the_one_pilot(ending: &RunEnding) -> String {
    let ([of], 1) = (ending.named.pilots.as_slice(), ending.pilots) else { return String::new() };
    let lead = if of.rules.len() == 1 { "It is" } else { "They are" };
    format!("{lead} {}", named_rules(&of.rules.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// Rules by their ids, and how many more there are.
pub(super) fn named_rules(ids: &[&str]) -> String {
    let shown = ids.get(..MAX_NAMES).unwrap_or(ids);
    let more = if ids.len() > shown.len() { format!(", and {} more", ids.len() - shown.len()) } else { String::new() };
    format!("{}{more}.", shown.join(", "))
}

/// What to type next, and what for.
pub(super) fn commands(page: &mut Page, opening: &RunOpening<'_>, ending: &RunEnding, look: DisplayOptions) {
    let mut commands: Vec<(String, &str)> = Vec::new();
    let first = ending.named.pilots.first();
    if let Some(rule) = first.and_then(|of| of.rules.first()) {
        commands.push((format!("brief explain {rule}"), "what it asks, and why"));
    }
    // What came by standard input is there no more.
    let by_file = |file: &String| if file == "-" { None } else { names::for_shell(file) };
    if let Some(file) = first.filter(|of| of.is_breached).and_then(|of| by_file(&of.file)) {
        let least = match opening.bar.min_force {
            Force::Must => String::new(),
            force => format!(" --min-force {}", force.name()),
        };
        commands.push((format!("brief repair {file}{least}"), "what has to change"));
    }
    let file = first.map(|of| &of.file).or(ending.named.first_file.as_ref()).and_then(by_file);
    if let Some(file) = file {
        let is_open = ending.summary.count_of(Verdict::Unstated) + ending.summary.count_of(Verdict::Contested) > 0;
        if is_open {
            commands.push((format!("brief questions {file}"), "what is open"));
        }
        if !look.all {
            commands.push((format!("brief check --all {file}"), "all results and reasons"));
        }
    }
    if commands.is_empty() {
        return;
    }
    let embedded: Vec<&str> = Collection::embedded().map(|(id, _)| id).collect();
    let own = opening.sets.iter().any(|of| !embedded.contains(&of.set.set.id.as_str()));
    let with = if own { "(with the same --rules, where this call has it)" } else { "" };
    page.paragraph(LINE, &[(Style::Bold, "Next:"), (Style::Plain, with)]);
    let column = commands.iter().map(|(command, _)| width(command)).max().unwrap_or_default();
    for (command, what) in &commands {
        page.command(command, what, column);
    }
}
