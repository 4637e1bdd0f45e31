//! Who would have to say something else, and who is to be answered.

use super::Page;
use crate::model::Basis;
use crate::model::vocabulary::Fact;
use crate::pilot::Statement;
use crate::render::human::value;
use crate::render::page::{Span, Text};
use crate::repair::{Changed, Fate, Moved, Proposal};
use crate::text::words;

impl<'p> Page<'p> {
    /// The statements of a fact of which this becomes, as far as they are listened to.
    fn with_fate(&self, changed: &Changed<'_>, wanted: Fate) -> Vec<&'p Statement<'p>> {
        let (pilot, hearing) = (self.report.pilot, self.report.facts.hearing());
        let statements = pilot.statements(changed.change.fact).iter().zip(&changed.fates);
        let found = statements.filter(|(statement, fate)| **fate == wanted && hearing.accepts(statement));
        found.map(|(statement, _)| statement).collect()
    }

    /// Who would have to say something else for a change to be true, and not only written.
    pub(super) fn who(&self, changed: &Changed<'_>, fact: &Fact) -> Vec<String> {
        let is_owned = !self.report.pilot.owners.is_empty();
        let mut lines: Vec<String> = Vec::new();
        for statement in self.with_fate(changed, Fate::Goes) {
            let line = match (statement.by.as_deref(), statement.basis) {
                (Some(by), Basis::Observed) => {
                    format!("{by} saw it otherwise: what happens would have to change, and be seen again")
                }
                (Some(by), _) if is_owned => {
                    format!("{by} answers for the pilot and says otherwise: that would have to be taken back")
                }
                (Some(by), _) => format!("{by} says otherwise, and is to be answered with a record of what is so"),
                (None, _) if statement.document.is_some() => {
                    let document = statement.document.as_deref().unwrap_or_default();
                    format!("the file says so from {document}: that text would have to say otherwise")
                }
                (None, Basis::Observed) => "it was seen otherwise: what happens would have to change".to_owned(),
                (None, _) => "the file itself says so: its author would have to specify something else".to_owned(),
            };
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        if lines.is_empty() {
            let seen = self.report.facts.hearing().least == Some(Basis::Observed);
            let line = match (&changed.add, seen) {
                (None, _) if self.report.facts.is_said(fact.id) => "what else is said of it says so already",
                (_, true) => "it would have to be seen to be so",
                (_, false) => "the specification would have to say so",
            };
            lines.push(line.to_owned());
        }
        lines
    }

    /// What stays though it speaks against a change, as who says it does not answer for the pilot.
    pub(super) fn to_be_answered(&self, changed: &Changed<'_>, fact: &Fact) -> Vec<Text> {
        let mut lines: Vec<Text> = Vec::new();
        for statement in self.with_fate(changed, Fate::ToBeAnswered) {
            let place = self.report.lines.place(statement.span.start);
            let (by, basis) = (statement.by.as_deref().unwrap_or("this file"), statement.basis.name());
            let words = format!("to be answered: {by} says {} ({basis}; ", value(&statement.said, fact));
            let place = Span::place(self.report.file, format!(":{place}"));
            let how = match statement.basis {
                Basis::Observed => "): what happens would have to change, and be seen again",
                _ => "), with a record of what is so",
            };
            lines.push([Span::plain(words), place, Span::plain(how)].into());
        }
        match lines.len() {
            0 => {}
            1 => lines.push("that stays in the file, and as long as it stands the fact is contested".into()),
            _ => lines.push("these stay in the file, and as long as any of them stands the fact is contested".into()),
        }
        lines
    }

    /// What is true of all that is proposed.
    pub(super) fn closing(&self) -> Vec<String> {
        let shown = self.shown_alternatives();
        let changes = || shown.iter().flat_map(|(_, alternative)| &alternative.changes);
        let mut lines = vec![CLOSING.to_owned()];
        if changes().any(Changed::is_to_be_answered) {
            lines.push(ANSWERED.to_owned());
        }
        let is_taken_out = |one: &Changed<'_>| self.with_fate(one, Fate::Goes).iter().any(|one| one.by.is_some());
        if self.report.pilot.owners.is_empty() && changes().any(is_taken_out) {
            lines.push(NO_OWNERS.to_owned());
        }
        lines
    }

    /// What is to be known of the diff of an alternative, besides what is in it.
    #[must_use]
    pub fn beside_the_diff(&self, at: usize) -> Option<&'static str> {
        let Proposal::Alternatives { all, .. } = self.proposal else { return None };
        let any = all.get(at)?.changes.iter().any(Changed::is_to_be_answered);
        let is_empty = self.diffs.get(at).is_none_or(String::is_empty);
        match (any, is_empty) {
            (true, true) => Some("nothing in the file would change: what is said against it is to be answered"),
            (true, false) => {
                Some("what is to be answered stays in the file, and until that is settled the facts are contested")
            }
            (false, _) => None,
        }
    }
}

/// The most rules that are named where a proposal changes nothing about them in the end.
const NAMED: usize = 6;

/// Rules that move only until what is to be answered is settled.
pub(super) fn only_until_answered(moved: &[&Moved<'_>]) -> Option<String> {
    let ids: Vec<&str> = moved.iter().map(|moved| moved.rule.id.as_str()).collect();
    let what = match ids.len() {
        0 => return None,
        1..=NAMED => words::listed(&ids, "and"),
        many => format!("{many} other rules (--format json names them)"),
    };
    let mut until: Vec<&str> = moved.iter().map(|moved| moved.until_answered.name()).collect();
    until.sort_unstable();
    until.dedup();
    let (verb, until) = (if ids.len() == 1 { "is" } else { "are" }, words::listed(&until, "or"));
    Some(format!("{what} {verb} {until} until what is to be answered is settled, and then as now"))
}

const CLOSING: &str = "This is a proposal, and the file is as it was. A new value is written as the word of the file's own \
author, who answers for it; nobody who is named is made to say it. To write it down changes the description alone: the \
pilot itself would have to change.";

const ANSWERED: &str = "What is to be answered is said by people who are not among the `owners` of the pilot. They \
need not take it back, so it stays in the file, and until it is settled with them those facts are contested.";

const NO_OWNERS: &str = "The file does not say who answers for the pilot, so statements of named speakers are taken out as \
if it were they. Name those who do under `owners`, and what everybody else says is left in the file, to be answered.";
