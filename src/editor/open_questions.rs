//! What is open about the pilots of a file: the facts that are not stated and that matter, section by section.

use crate::model::Why;
use crate::project::Project;
use crate::questions::by_fact;
use crate::report::PilotReport;
use crate::text::{Place, Span, words};

/// The facts of a section that are not stated, and on which a verdict turns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSection {
    /// Behind the key of the section, or behind the id of the pilot where it has no such section.
    pub at: Place,
    /// How many facts, in a few words.
    pub label: String,
    /// Each with its question, in Markdown.
    pub questions: String,
}

/// What is open about the pilots of the text of a file.
pub(super) fn open_questions(project: &Project, name: &str, text: &str) -> Vec<OpenSection> {
    let show = |report: &PilotReport<'_>| of_pilot(report);
    let (pilots, _) = project.check_text(name, text, &show);
    pilots.into_iter().flatten().collect()
}

fn of_pilot(report: &PilotReport<'_>) -> Vec<OpenSection> {
    let questions = by_fact(report);
    let mut facts: Vec<_> =
        questions.iter().filter(|question| question.why == Why::Unstated).map(|question| question.fact).collect();
    facts.sort_by_key(|fact| fact.id);
    // Sections that the file has not are told of together, at its id.
    let mut places: Vec<(Span, Vec<_>)> = Vec::new();
    for fact in facts {
        let at = report.pilot.place_of_absent(fact);
        match places.iter_mut().find(|(known, _)| *known == at) {
            Some((_, all)) => all.push(fact),
            None => places.push((at, vec![fact])),
        }
    }
    places.sort_by_key(|(at, _)| *at);
    let sections = places.into_iter().map(|(at, facts)| OpenSection {
        at: report.lines.place(at.end),
        label: format!("{} not stated", words::counted(facts.len(), "fact")),
        questions: facts.iter().map(|fact| format!("- `{}`: {}\n", fact.path, words::harmless(&fact.ask))).collect(),
    });
    sections.collect()
}
