//! One result in full: the condition, the facts that decide it underlined, who states it, why, and what to do.

use miette::Severity;

use super::attribution;
use super::excerpt::{Excerpt, Label};
use super::page::{Indent, NOTE, Page, Style};
use super::paint::HEADING;
use super::pilot::Sheet;
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{Verdict, Why};
use crate::pilot::Statement;
use crate::questions::without_answer;
use crate::report::{ResultStanding, RuleResult};
use crate::text::Span;
use crate::text::words::{capital, counted, listed, sentence};

/// Of one fact, at most so many statements are shown; where they differ, some of each side.
const MAX_STATEMENTS: usize = 5;

/// Where one diagnostic has so many statements, only two are shown of each further fact.
const MAX_LABELS: usize = 16;

/// The questions below a note.
const QUESTION: Indent = Indent("    ", "      ");

/// What is underlined for a result.
#[derive(Default)]
struct FindingView {
    labels: Vec<Label>,
    /// The number of statements that are left out.
    left_out: usize,
    /// The facts that make the rule apply, and were underlined before.
    scope: Vec<FactId>,
}

impl Sheet<'_, '_> {
    /// A result in full.
    pub fn finding(&mut self, result: &RuleResult<'_>) {
        let mut shown = FindingView::default();
        let required = result.rule.require.facts();
        for (fact, why) in facts(result) {
            // What only makes the rule apply is the same for most rules of a set, and is underlined once.
            if why != Some(Why::Contested) && self.quoted.has(fact) && !required.contains(&fact) {
                shown.scope.push(fact);
            } else {
                self.label(fact, &mut shown);
            }
        }
        if result.decision.verdict == Verdict::Unstated {
            self.absent(result, &mut shown);
        }
        let vocabulary = self.report.facts.vocabulary();
        let names: Vec<&str> = facts(result).map(|(fact, _)| vocabulary.fact(fact).name.as_str()).collect();
        // The line before a value is worth its place where it names the fact.
        let names_fact = |line: &str| names.iter().any(|name| line.trim_start().starts_with(name));
        let excerpt = Excerpt::new(self.report.file, self.report.lines, shown.labels, self.look, names_fact);
        let (heading, severity) = (self.heading(result), severity(result.decision.verdict));
        let drawn = self.painter.paint(severity, &heading, Some(&excerpt));
        self.page.lines(&drawn);
        if shown.left_out > 0 {
            let text = format!("{} not shown.", counted(shown.left_out, "more statement"));
            self.note("", &text);
        }
        self.scope(&shown.scope);
        self.applies(result);
        self.notes(result);
    }

    /// Names the facts that make a rule apply, and were underlined before.
    fn scope(&mut self, scope: &[FactId]) {
        let vocabulary = self.report.facts.vocabulary();
        let paths: Vec<&str> = scope.iter().map(|fact| vocabulary.fact(*fact).path.as_str()).collect();
        if !paths.is_empty() {
            self.note("Whether it applies turns also on", &format!("{}, underlined above.", listed(&paths, "and")));
        }
    }

    /// Why the rule applies, in short: the facts with what is said of them, and where. What was told so before is only named:
    /// it is the same for most rules of a set.
    fn applies(&mut self, result: &RuleResult<'_>) {
        let scope: Vec<&Fact> = self.report.applies_because(&result.decision).map(|(fact, _)| fact).collect();
        let mut new = false;
        for fact in &scope {
            new |= self.scopes.add(fact.id);
        }
        if !new && !scope.is_empty() {
            let paths: Vec<&str> = scope.iter().map(|fact| fact.path.as_str()).collect();
            return self.note("It applies because of", &format!("{}, as above.", listed(&paths, "and")));
        }
        let lines = self.report.lines;
        let facts = self.report.applies_because(&result.decision).map(|(fact, statements)| {
            let said = statements.iter().take(2).map(|statement| {
                format!(
                    "{}, line {}",
                    attribution::value(&statement.said, fact),
                    lines.place(statement.span.start).line
                )
            });
            let more = if statements.len() > 2 { "; and more" } else { "" };
            format!("{} ({}{more})", fact.path, said.collect::<Vec<_>>().join("; "))
        });
        let facts: Vec<String> = facts.collect();
        if !facts.is_empty() {
            self.note("It applies because of", &(listed(&facts, "and") + "."));
        }
    }

    /// An open result in short: the condition, who states it, and the questions that were not asked before.
    pub fn in_short(&mut self, result: &RuleResult<'_>) {
        let heading = self.heading(result);
        let drawn = self.painter.paint(severity(result.decision.verdict), &heading, None);
        self.page.lines(&drawn);
        self.note("Stated by", &attribution::citation(result.rule, self.report.register));
        self.origin(result);
        self.questions(result, true);
        self.waiver(result);
    }

    fn heading(&self, result: &RuleResult<'_>) -> String {
        let (rule, verdict) = (result.rule, result.decision.verdict);
        let style = match verdict {
            Verdict::Breached => Style::Wrong,
            Verdict::Contested => Style::Contested,
            _ => Style::Bold,
        };
        let force = format!("({})", rule.force.name());
        let standing = match result.standing() {
            ResultStanding::Known => "- in the baseline",
            _ if result.waived.is_some_and(|waived| waived.active) => "- waived",
            _ => "",
        };
        let mut page = Page::wide(self.look.width.saturating_sub(HEADING), self.look.colour);
        let none = Indent("", "");
        page.paragraph(
            none,
            &[(style, verdict.name()), (Style::Bold, &rule.id), (Style::Plain, &force), (Style::Plain, standing)],
        );
        page.paragraph(none, &[(Style::Plain, &rule.title)]);
        page.text().trim_end().to_owned()
    }

    fn notes(&mut self, result: &RuleResult<'_>) {
        let (rule, decision) = (result.rule, &result.decision);
        if decision.verdict.is_decided() && decision.because.is_empty() {
            self.note("No fact decides this:", "the answer is the same whatever a pilot says.");
        }
        self.note("Stated by", &attribution::citation(rule, self.report.register));
        self.origin(result);
        self.note("Why it matters:", &rule.reason);
        if let Some(reading) = &rule.reading {
            self.note("Our reading:", &sentence(reading));
        }
        if let Some(basis) = decision.basis {
            self.note("Basis:", &(attribution::basis(basis, &result.by_word, &self.statements(result)) + "."));
        }
        if decision.verdict == Verdict::Breached {
            self.note("What would have to change:", &rule.remedy);
        }
        if !result.sides.is_empty() {
            self.note("Whose word:", &attribution::sides(&result.sides));
        }
        self.questions(result, false);
        self.waiver(result);
    }

    /// Where an imported rule comes from, and why it has another force than there.
    pub fn origin(&mut self, result: &RuleResult<'_>) {
        if let Some(text) = attribution::origin(result.rule) {
            self.note(if result.rule.origin.is_some() { "From:" } else { "Its force:" }, &text);
        }
    }

    pub fn note(&mut self, lead: &str, text: &str) {
        self.page.paragraph(NOTE, &[(Style::Bold, lead), (Style::Plain, text)]);
    }

    /// All statements of the facts that decide a result.
    pub fn statements(&self, result: &RuleResult<'_>) -> Vec<&Statement<'_>> {
        result.decision.because.iter().flat_map(|fact| self.report.facts.heard(*fact)).collect()
    }

    /// What to ask; `once` leaves out what was asked before for the same pilot.
    fn questions(&mut self, result: &RuleResult<'_>, once: bool) {
        if result.decision.turns_on.is_empty() {
            return;
        }
        let vocabulary = self.report.facts.vocabulary();
        self.page.paragraph(NOTE, &[(Style::Bold, "What to ask:")]);
        let mut before: Vec<&str> = Vec::new();
        for turn in &result.decision.turns_on {
            let fact = vocabulary.fact(turn.fact);
            if !self.asked.add(turn.fact) && once {
                before.push(&fact.path);
                continue;
            }
            let lead = match turn.why {
                Why::Unstated if once => format!("{}:", fact.path),
                Why::Unstated if result.decision.verdict == Verdict::Unstated => {
                    format!("{} ({}):", fact.path, self.would_stand(fact))
                }
                Why::Unstated => format!("{} (unstated; {}):", fact.path, self.would_stand(fact)),
                Why::Unanswered if self.report.facts.is_only_spoken_of(turn.fact) => {
                    format!("{} (spoken of, and not answered):", fact.path)
                }
                Why::Unanswered => format!("{} (asked for, and not answered):", fact.path),
                Why::PartlyStated => format!("{} (stated in part):", fact.path),
                Why::Contested => format!("{} (contested):", fact.path),
            };
            self.page.paragraph(QUESTION, &[(Style::Plain, &lead), (Style::Plain, &fact.ask)]);
            for text in self.beside(fact) {
                self.page.paragraph(QUESTION, &[(Style::Plain, &text)]);
            }
        }
        if !before.is_empty() {
            let text = format!("{}: asked above.", listed(&before, "and"));
            self.page.paragraph(QUESTION, &[(Style::Plain, &text)]);
        }
    }

    /// What stands beside a question: who was asked already, and what is said only with words such as "may".
    pub fn beside(&self, fact: &Fact) -> Vec<String> {
        let facts = self.report.facts;
        let unanswered = facts.unanswered(fact.id).map(|statement| {
            if statement.speaks_without_answering() {
                let told = capital(&without_answer(statement, self.report.register));
                return format!("{told}.{}", attribution::note(statement));
            }
            let by = statement.by.as_deref().unwrap_or("somebody");
            let on = statement.asked.as_deref().map_or_else(String::new, |day| format!(" on {day}"));
            let document = statement.document.as_deref().map_or_else(String::new, |document| format!(" ({document})"));
            format!("{by} was asked{on}, and did not answer{document}.{}", attribution::note(statement))
        });
        let hedged = facts.hedged(fact.id).map(|statement| {
            let mut text = format!("Hedged, and so not listened to: {} ", attribution::value(&statement.said, fact));
            attribution::source_in_one_line(statement, &mut text);
            text
        });
        unanswered.chain(hedged).collect()
    }

    pub fn waiver(&mut self, result: &RuleResult<'_>) {
        let Some(waived) = &result.waived else { return };
        let mark = self.page.mark();
        let (lead, text) = attribution::waiver(waived);
        self.note(lead, &text);
        if let Some(shared) = waived.shared {
            self.page.places(mark, &shared.file, &format!(":{}", shared.place.line), self.look);
        }
    }

    /// Where a fact of which nothing is said would stand.
    pub fn would_stand(&self, fact: &Fact) -> String {
        if !self.report.pilot.statements(fact.id).is_empty() {
            return "what is said of it is set aside".to_owned();
        }
        let span = self.report.pilot.place_of_absent(fact);
        if span == self.report.pilot.id_span {
            return format!("there is no section {}", fact.section);
        }
        format!("section at line {}", self.report.lines.place(span.start).line)
    }

    /// Underlines what is said of a fact; in short where it was said in full before for the same pilot.
    fn label(&mut self, id: FactId, shown: &mut FindingView) {
        let fact = self.report.facts.vocabulary().fact(id);
        let all: Vec<&Statement<'_>> = self.report.facts.heard(id).collect();
        if all.is_empty() {
            return;
        }
        let room = MAX_LABELS.saturating_sub(shown.labels.len()).clamp(2, MAX_STATEMENTS);
        let chosen = both_sides(&all, room);
        shown.left_out += all.len() - chosen.len();
        let (again, mut first) = (!self.quoted.add(id), true);
        for statement in chosen {
            let value = attribution::value(&statement.said, fact);
            let name = if first || !again { &fact.path } else { "" };
            let colon = if name.is_empty() { "" } else { ": " };
            let mut text = format!("{name}{colon}{value}");
            attribution::source(statement, again, &mut text);
            first = false;
            if let Some(span) = statement.written_at {
                let line = self.report.lines.place(span.start).line;
                text.extend(["\nwritten at line ", &line.to_string()]);
                shown.labels.push(Label::new(span, "written here".to_owned()));
            }
            let rows = if again { 1 } else { usize::MAX };
            let label = Label::new(statement.span, text);
            shown.labels.push(Label { rows: label.rows.min(rows), ..label });
        }
    }

    /// Underlines, once a pilot, the sections in which unstated facts would stand.
    fn absent(&mut self, result: &RuleResult<'_>, shown: &mut FindingView) {
        let vocabulary = self.report.facts.vocabulary();
        let facts = result.decision.turns_on.iter().filter(|turn| turn.why == Why::Unstated);
        let facts: Vec<&Fact> = facts.map(|turn| vocabulary.fact(turn.fact)).collect();
        let mut places: Vec<(Span, Vec<&str>)> = Vec::new();
        let pilot = self.report.pilot;
        let absent = |fact: &&&Fact| pilot.statements(fact.id).is_empty();
        for fact in facts.iter().filter(absent).filter(|fact| !self.sections.contains(&fact.section.as_str())) {
            let span = self.report.pilot.place_of_absent(fact);
            match places.iter_mut().find(|(known, _)| *known == span) {
                Some((_, paths)) => paths.push(&fact.path),
                None => places.push((span, vec![&fact.path])),
            }
        }
        self.sections.extend(facts.iter().map(|fact| fact.section.as_str()));
        for (span, paths) in places {
            let verb = if span == self.report.pilot.id_span { "has no section for" } else { "says nothing here of" };
            shown.labels.push(Label::new(span, format!("this file {verb} {}", listed(&paths, "or"))));
        }
    }
}

/// The facts that decide a result; or those that it turns on, each with why it is open.
fn facts<'r>(result: &'r RuleResult<'_>) -> impl Iterator<Item = (FactId, Option<Why>)> + 'r {
    let (because, turns_on) = (&result.decision.because, &result.decision.turns_on);
    because.iter().map(|fact| (*fact, None)).chain(turns_on.iter().map(|turn| (turn.fact, Some(turn.why))))
}

fn severity(verdict: Verdict) -> Severity {
    match verdict {
        Verdict::Breached => Severity::Error,
        Verdict::Contested => Severity::Warning,
        _ => Severity::Advice,
    }
}

/// At most `room` of the statements, in order: of each thing said the first comes before any second.
pub(super) fn both_sides<'s, 'p>(all: &[&'s Statement<'p>], room: usize) -> Vec<&'s Statement<'p>> {
    if all.len() <= room {
        return all.to_vec();
    }
    let second =
        |at: usize| all.iter().take(at).any(|earlier| all.get(at).is_some_and(|this| this.said == earlier.said));
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| second(*at));
    order.truncate(room);
    order.sort_unstable();
    order.into_iter().filter_map(|at| all.get(at).copied()).collect()
}
