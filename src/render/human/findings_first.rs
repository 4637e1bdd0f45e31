//! The short form of a pilot: first its findings by the fact that would have to change, then a line for each other result
//! that somebody may want to look at, then the counts.

use super::attribution;
use super::finding::both_sides;
use super::page::{Indent, Style};
use super::pilot::{Sheet, counts};
use crate::model::Verdict;
use crate::model::vocabulary::{Fact, FactId};
use crate::pilot::Statement;
use crate::report::{FactFindings, ResultStanding, RuleResult, facts_to_change, gravest_first};
use crate::text::words::{counted, listed, sentence};

/// A fact that would have to change.
const FACT: Indent = Indent("", "    ");

/// What is said of it.
const SAID: Indent = Indent("    ", "      ");

/// A rule that it touches, and the rest of what is told of that.
const RULE: Indent = Indent("  - ", "    ");
const OF_RULE: Indent = Indent("    ", "    ");

/// Of one fact, at most so many statements are shown; where they differ, some of each side.
const MAX_STATEMENTS: usize = 5;

impl<'p> Sheet<'_, 'p> {
    /// The pilot in short.
    pub fn write_findings_first(mut self) -> String {
        self.header();
        let summary = &self.report.summary;
        let all = format!("{}:", counted(summary.total(), "rule"));
        let counts = if summary.total() == 0 { "no verdict.".to_owned() } else { format!("{}.", counts(summary)) };
        self.page.paragraph(Indent("", "  "), &[(Style::Plain, &all), (Style::Plain, &counts)]);
        for group in self.report.findings_by_fact() {
            self.page.blank();
            self.fact_with_findings(&group);
        }
        self.other_results();
        self.page.text()
    }

    /// What is said of one fact, and the rules that are findings by it.
    fn fact_with_findings(&mut self, group: &FactFindings<'_, '_>) {
        self.fact_heading(group);
        if let Some(fact) = group.fact {
            self.write_statements(self.fact(fact));
        }
        for result in &group.results {
            self.finding_in_short(group.fact, result);
        }
        if !group.told_before.is_empty() {
            let names: Vec<&str> = group.told_before.iter().map(|result| result.rule.id.as_str()).collect();
            self.note("It touches also", &format!("{}, told of above.", listed(&names, "and")));
        }
        self.what_to_do(group);
    }

    /// The fact, and what is the matter with it.
    fn fact_heading(&mut self, group: &FactFindings<'_, '_>) {
        let verdict = group.results.first().map_or(Verdict::Unstated, |result| result.decision.verdict);
        let (icon, style, matter) = match verdict {
            Verdict::Breached => ("  ×", Style::Wrong, "would have to change"),
            Verdict::Contested => ("  ≠", Style::Contested, "is contested"),
            _ => ("  ?", Style::Bold, "is open"),
        };
        let (path, matter) = match group.fact {
            Some(fact) => (self.fact(fact).path.as_str(), matter),
            None => ("No fact decides this:", "the answer is the same whatever a pilot says."),
        };
        self.page.paragraph(FACT, &[(Style::Bold, ""), (style, icon), (style, path), (Style::Bold, matter)]);
    }

    /// Who says what of a fact, and where.
    fn write_statements(&mut self, fact: &Fact) {
        let all: Vec<&Statement<'_>> = self.report.facts.heard(fact.id).collect();
        if all.is_empty() {
            let text = format!("Nothing is said of it ({}).", self.would_stand(fact));
            self.page.paragraph(SAID, &[(Style::Plain, &text)]);
        }
        let chosen = both_sides(&all, MAX_STATEMENTS);
        for statement in &chosen {
            let place = self.report.lines.place(statement.span.start);
            let mut source = String::new();
            attribution::source_in_one_line(statement, &mut source);
            let (line, value) = (format!("line {}:", place.line), attribution::value(&statement.said, fact));
            let mark = self.page.mark();
            self.page.paragraph(SAID, &[(Style::Plain, &line), (Style::Bold, &value), (Style::Plain, &source)]);
            self.page.links(mark, self.report.file, line.trim_end_matches(':'), self.look);
        }
        if all.len() > chosen.len() {
            let text = format!("{} not shown.", counted(all.len() - chosen.len(), "more statement"));
            self.page.paragraph(SAID, &[(Style::Plain, &text)]);
        }
    }

    /// A finding: the rule, who states it where, and what else it rests on.
    fn finding_in_short(&mut self, told: Option<FactId>, result: &RuleResult<'_>) {
        let (rule, verdict) = (result.rule, result.decision.verdict.name());
        let force = format!("({})", rule.force.name());
        let id = (Style::Bold, rule.id.as_str());
        self.page.paragraph(
            RULE,
            &[(Style::Bold, verdict), id, (Style::Plain, &force), (Style::Plain, &sentence(&rule.title))],
        );
        let cited = attribution::citation_in_short(rule);
        self.page.paragraph(OF_RULE, &[(Style::Plain, &cited)]);
        let others = facts_to_change(result).into_iter().filter(|fact| Some(*fact) != told);
        let others: Vec<String> = others.map(|fact| self.in_few_words(fact)).collect();
        if !others.is_empty() {
            let text = format!("It rests also on {}.", listed(&others, "and"));
            self.page.paragraph(OF_RULE, &[(Style::Plain, &text)]);
        }
        if let Some(basis) = result.decision.basis.filter(|_| !result.by_word.is_empty()) {
            let text = attribution::basis(basis, &result.by_word, &self.statements(result)) + ".";
            self.page.paragraph(OF_RULE, &[(Style::Bold, "Basis:"), (Style::Plain, &text)]);
        }
        if !result.sides.is_empty() {
            let text = attribution::sides(&result.sides);
            self.page.paragraph(OF_RULE, &[(Style::Bold, "Whose word:"), (Style::Plain, &text)]);
        }
        self.origin(result);
        self.waiver(result);
    }

    /// A fact with what is said of it, and where.
    fn in_few_words(&self, id: FactId) -> String {
        let fact = self.fact(id);
        let mut said = self.report.facts.heard(id);
        let Some(first) = said.next() else { return format!("{} (not stated)", fact.path) };
        let more = if said.next().is_some() { "; and more" } else { "" };
        let line = self.report.lines.place(first.span.start).line;
        format!("{} ({}, line {line}{more})", fact.path, attribution::value(&first.said, fact))
    }

    /// What would have to change by the gravest rule, or what to ask.
    fn what_to_do(&mut self, group: &FactFindings<'_, '_>) {
        if let Some(breached) = group.results.iter().find(|result| result.decision.verdict == Verdict::Breached) {
            let lead = if group.results.len() > 1 {
                format!("What would have to change, by {}:", breached.rule.id)
            } else {
                "What would have to change:".to_owned()
            };
            return self.note(&lead, &breached.rule.remedy);
        }
        if let Some(fact) = group.fact {
            let fact = self.fact(fact);
            self.asked.add(fact.id);
            self.note("What to ask:", &fact.ask);
            for text in self.beside(fact) {
                self.note("", &text);
            }
        }
    }

    /// A line for each result that is breached or contested, and does not count.
    fn other_results(&mut self) {
        let others = self.report.results.iter().filter(|result| {
            let wants = matches!(result.decision.verdict, Verdict::Breached | Verdict::Contested) || result.at_bar;
            wants && !result.is_finding()
        });
        let others = gravest_first(others);
        if others.is_empty() {
            return;
        }
        self.page.blank();
        self.page.paragraph(Indent("", ""), &[(Style::Bold, "Not counted as findings:")]);
        for result in others {
            let (rule, verdict) = (result.rule, result.decision.verdict.name());
            let standing = if result.standing() == ResultStanding::Known { ", in the baseline" } else { "" };
            let line = self.line_of(result).map(|line| format!("line {line}"));
            let place = line.as_ref().map_or_else(String::new, |line| format!(" - {line}"));
            let head = format!("{verdict} {} ({}) ", rule.id, rule.force.name());
            let mark = self.page.mark();
            self.page.line("  ", &head, &rule.title, &[&place, standing].concat());
            self.page.links(mark, self.report.file, line.as_deref().unwrap_or_default(), self.look);
            self.waiver(result);
        }
    }

    /// The line of the first statement that would have to change, or that is contested.
    fn line_of(&self, result: &RuleResult<'_>) -> Option<u32> {
        let fact = facts_to_change(result).into_iter().next()?;
        let statement = self.report.facts.heard(fact).next()?;
        Some(self.report.lines.place(statement.span.start).line)
    }

    fn fact(&self, id: FactId) -> &'p Fact {
        let facts = self.report.facts;
        facts.vocabulary().fact(id)
    }
}
