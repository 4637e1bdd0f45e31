//! One result, closed until somebody opens it: the verdict and the condition, and in it the reason with all that it rests on.

use std::collections::HashMap;

use super::rule::RuleTexts;
use super::{anchor, statement};
use crate::evaluate::OpenFact;
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{Applies, Verdict, Why};
use crate::pilot::Statement;
use crate::questions;
use crate::render::html::{Html, mark};
use crate::render::human::{self, value};
use crate::report::{PilotReport, ResultStanding, RuleResult};
use crate::text::words::{listed, sentence};

/// Writes the results of one pilot. What is said of a fact is written once, and copied from then on.
pub(super) struct Results<'r, 'p> {
    report: &'r PilotReport<'p>,
    rules: &'r RuleTexts,
    said: HashMap<FactId, Html>,
    asked: HashMap<FactId, Html>,
}

impl<'r, 'p> Results<'r, 'p> {
    pub fn new(report: &'r PilotReport<'p>, rules: &'r RuleTexts) -> Self {
        Self { report, rules, said: HashMap::new(), asked: HashMap::new() }
    }

    /// Adds a result.
    pub fn add(&mut self, result: &RuleResult<'_>, out: &mut Html) {
        let (rule, decision) = (result.rule, &result.decision);
        self.opening(result, out);
        out.markup("<dl>");
        if decision.verdict.is_decided() && decision.because.is_empty() {
            out.markup("<dt>Because</dt><dd>No fact decides this: the answer is the same whatever a pilot says.</dd>");
        }
        for (at, fact) in decision.because.iter().enumerate() {
            out.markup(if at == 0 { "<dt>Because of</dt><dd>" } else { "<dd>" });
            self.fact(*fact, out);
            out.markup("</dd>");
        }
        for (at, turn) in decision.turns_on.iter().enumerate() {
            out.markup(if at == 0 { "<dt>It turns on</dt><dd>" } else { "<dd>" });
            self.open_fact(*turn, out);
            out.markup("</dd>");
        }
        self.scope(result, out);
        if let Some(basis) = decision.basis {
            let statements: Vec<&Statement<'_>> =
                decision.because.iter().flat_map(|fact| self.report.facts.heard(*fact)).collect();
            let rests = sentence(&human::basis(basis, &result.by_word, &statements));
            out.element("<dt>Basis</dt><dd>", &rests, "</dd>");
        }
        if !result.sides.is_empty() {
            out.element("<dt>On each word alone</dt><dd>", &sentence(&human::sides(&result.sides)), "</dd>");
        }
        out.html(&self.rules.of(rule, self.report.register));
        if decision.verdict == Verdict::Breached {
            out.element("<dt>What would have to change</dt><dd>", &rule.remedy, "</dd>");
        }
        if let Some(waived) = &result.waived {
            let (lead, text) = human::waiver(waived);
            out.element("<dt>Waiver</dt><dd>", &sentence(&format!("{lead} {text}")), "</dd>");
        }
        out.markup("</dl></details>\n");
    }

    /// The beginning, with what a reader looks for: by this the script finds results.
    fn opening(&self, result: &RuleResult<'_>, out: &mut Html) {
        let rule = result.rule;
        let mut speakers: Vec<&str> = Vec::new();
        for statement in result.decision.facts().flat_map(|fact| self.report.facts.heard(fact)) {
            let speaker = statement::speaker(statement);
            if !speakers.contains(&speaker) {
                speakers.push(speaker);
            }
        }
        out.markup("<details class=\"result\" id=\"").text(&anchor::result(&self.report.pilot.id, &rule.id));
        out.markup("\" data-verdict=\"").markup(result.verdict_and_scope().name());
        out.markup("\" data-force=\"").markup(rule.force.name());
        out.markup("\" data-set=\"").text(&result.set.set.title);
        out.markup("\" data-speakers=\"").text(&speakers.join(" | ")).markup("\"><summary>");
        out.markup(mark(result.verdict_and_scope())).markup(" <b>").text(&rule.id).markup("</b> (");
        out.markup(rule.force.name()).markup(") ").text(&rule.title);
        out.markup(standing(result)).markup("</summary>");
    }

    /// A fact with what is said of it.
    fn fact(&mut self, id: FactId, out: &mut Html) {
        let fact = self.report.facts.vocabulary().fact(id);
        name(fact, out);
        self.said(fact, out);
    }

    fn said(&mut self, fact: &Fact, out: &mut Html) {
        let report = self.report;
        out.html(self.said.entry(fact.id).or_insert_with(|| statement::all(report, fact)));
    }

    /// A fact on which the verdict turns, with why it is open and what to ask.
    fn open_fact(&mut self, turn: OpenFact, out: &mut Html) {
        let fact = self.report.facts.vocabulary().fact(turn.fact);
        out.markup("<p><code>").text(&fact.path).markup("</code>, ");
        out.markup(match turn.why {
            Why::Unstated if !self.report.pilot.statements(fact.id).is_empty() => {
                "unstated: what is said of it is set aside"
            }
            Why::Unstated => "unstated: nothing is said of it",
            Why::Unanswered => "unanswered: it was asked for, and nobody answered",
            Why::PartlyStated => "partly-stated: only a part of it is said",
            Why::Contested => "contested: what is said of it does not agree",
        });
        out.markup(".</p>");
        self.said(fact, out);
        let report = self.report;
        out.html(self.asked.entry(fact.id).or_insert_with(|| asked(report, fact)));
    }

    /// Why the rule applies, in short: what is said of these facts is the same for most rules of a set.
    fn scope(&self, result: &RuleResult<'_>, out: &mut Html) {
        match result.decision.applies {
            Applies::Open => drop(out.markup("<dt>Does it apply?</dt><dd>That is open.</dd>")),
            Applies::No => {}
            Applies::Yes => {
                let lines = self.report.lines;
                for (at, (fact, statements)) in self.report.applies_because(&result.decision).enumerate() {
                    let said = statements
                        .iter()
                        .take(2)
                        .map(|one| format!("{} (line {})", value(&one.said, fact), lines.place(one.span.start).line));
                    let mut said: Vec<String> = said.collect();
                    if statements.len() > said.len() {
                        said.push("more".to_owned());
                    }
                    out.markup(if at == 0 { "<dt>It applies because of</dt><dd>" } else { "<dd>" });
                    out.markup("<code>")
                        .text(&fact.path)
                        .markup("</code>: ")
                        .text(&listed(&said, "and"))
                        .markup(".</dd>");
                }
            }
        }
    }
}

/// A fact by its path, with what it means.
fn name(fact: &Fact, out: &mut Html) {
    out.markup("<p><code>").text(&fact.path).markup("</code>: ").text(&sentence(&fact.means)).markup("</p>");
}

/// What to ask about a fact, and what stands beside the question.
fn asked(report: &PilotReport<'_>, fact: &Fact) -> Html {
    let mut out = Html::default();
    out.element("<p>To ask: ", &sentence(&fact.ask), "</p>").html(&beside(report, fact));
    out
}

/// Who was asked about a fact already, and what is said of it only with words such as "may".
pub(super) fn beside(report: &PilotReport<'_>, fact: &Fact) -> Html {
    let mut out = Html::default();
    for statement in report.facts.unanswered(fact.id) {
        out.element("<p>", &sentence(&questions::asked(statement)), "</p>");
    }
    for statement in report.facts.hedged(fact.id) {
        out.markup("<p>Said only with words such as “may”, and so not listened to: ");
        statement::words(report, fact, statement, true, &mut out);
        out.markup("</p>");
    }
    out
}

/// How a result stands to the exit status, where that needs saying.
pub(super) fn standing(result: &RuleResult<'_>) -> &'static str {
    let is_open_or_breached = !result.decision.verdict.is_satisfied();
    match result.standing() {
        _ if is_open_or_breached && result.waived.is_some_and(|waived| waived.active) => " <em>Waived.</em>",
        ResultStanding::Known => " <em>In the baseline already.</em>",
        _ => "",
    }
}
