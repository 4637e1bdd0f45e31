//! One result, closed until somebody opens it: the verdict and the condition, and in it the reason with all that it rests on.

use std::collections::HashMap;

use super::numbers::Numbers;
use super::question::answer;
use super::rule::RuleTexts;
use super::said;
use super::{anchor, question, statement};
use crate::evaluate::{Decision, OpenFact};
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{Applies, Verdict, Why};
use crate::pilot::Statement;
use crate::render::html::{Html, mark};
use crate::render::human;
use crate::report::{PilotReport, ResultStanding, RuleResult};
use crate::text::words::sentence;

/// Of a fact for which a rule applies, at most so many statements are named.
const MAX_SAID: usize = 2;

/// Writes the results of one pilot. What is said of a fact is written once, and copied from then on.
pub(super) struct Results<'r, 'p> {
    report: &'r PilotReport<'p>,
    rules: &'r RuleTexts,
    numbers: &'r Numbers,
    said: HashMap<FactId, Html>,
    /// Where the set at hand says why it applies, and the first of its rules for which that holds.
    shared: Option<(String, &'r Decision)>,
}

impl<'r, 'p> Results<'r, 'p> {
    pub fn new(report: &'r PilotReport<'p>, rules: &'r RuleTexts, numbers: &'r Numbers) -> Self {
        Self { report, rules, numbers, said: HashMap::new(), shared: None }
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
            out.element("<dt>On whose word</dt><dd>", &rests, "</dd>");
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
        out.markup("<details class=\"result\" data-verdict=\"").markup(result.verdict_and_scope().name());
        out.markup("\" data-force=\"").markup(rule.force.name());
        out.markup("\" data-set=\"").text(&result.set.set.title);
        out.markup("\" data-speakers=\"").text(&speakers.join(" | "));
        // A heading has a name that programs know which know no part that closes.
        out.markup("\"><summary><h5 id=\"").text(&anchor::result(&self.report.pilot.id, &rule.id)).markup("\">");
        out.markup(mark(result.verdict_and_scope())).markup(" ").text(&rule.title).markup(" (");
        out.markup(rule.force.name()).markup(") <code class=\"name\">").text(&rule.id).markup("</code>");
        out.markup(standing(result)).markup("</h5></summary>");
    }

    /// A fact with what is said of it.
    fn fact(&mut self, id: FactId, out: &mut Html) {
        let fact = self.report.facts.vocabulary().fact(id);
        out.markup("<p>");
        question::question(fact, out);
        out.markup("</p>");
        self.write_statements(fact, out);
    }

    fn write_statements(&mut self, fact: &Fact, out: &mut Html) {
        let (report, numbers) = (self.report, self.numbers);
        out.html(self.said.entry(fact.id).or_insert_with(|| said::in_short(report, fact, numbers)));
    }

    /// A fact on which the verdict turns, as the question that is left, with why it is.
    fn open_fact(&mut self, turn: OpenFact, out: &mut Html) {
        let fact = self.report.facts.vocabulary().fact(turn.fact);
        out.markup("<p>");
        anchor::link(&anchor::question(&self.report.pilot.id, fact), &sentence(&fact.ask), out);
        question::name(fact, out);
        out.markup(match turn.why {
            Why::Unstated if !self.report.pilot.statements(fact.id).is_empty() => " What is said of it is set aside.",
            Why::Unstated => " This description says nothing of it.",
            Why::Unanswered if self.report.facts.is_only_spoken_of(turn.fact) => " It is spoken of, and left open.",
            Why::Unanswered => " It was asked, and not answered.",
            Why::PartlyStated => " Only a part of it is said.",
            Why::Contested => " What is said of it does not agree.",
        });
        out.markup("</p>");
        self.write_statements(fact, out);
    }

    /// Whether a rule applies. What makes most rules of a set apply stands once, at the head of the set.
    fn scope(&self, result: &RuleResult<'_>, out: &mut Html) {
        match (result.decision.applies, &self.shared) {
            (Applies::Open, _) => {
                out.markup("<dt>Does it apply?</dt><dd>Too little is said of the pilot to tell.</dd>");
            }
            (Applies::Yes, Some((set, shared))) if is_same_scope(&result.decision, shared) => {
                out.markup("<dt>Why it applies</dt><dd>");
                anchor::link(set, "As the rule set does", out);
                out.markup(".</dd>");
            }
            (Applies::Yes, _) if !result.decision.applies_because.is_empty() => {
                out.markup("<dt>Why it applies</dt><dd>");
                self.applies_because(&result.decision, out);
                out.markup("</dd>");
            }
            _ => {}
        }
    }

    /// Begins a rule set, of which this is the place and these are the results: adds why its rules apply, as far as that is
    /// the same for several.
    pub fn begin_set(&mut self, place: &str, results: &'r [RuleResult<'_>], out: &mut Html) {
        let decisions = || results.iter().map(|result| &result.decision);
        let first = decisions().find(|one| one.applies == Applies::Yes && !one.applies_because.is_empty());
        let is_shared = |first: &&Decision| decisions().filter(|one| is_same_scope(one, first)).count() > 1;
        self.shared = first.filter(is_shared).map(|first| (place.to_owned(), first));
        if let Some((_, decision)) = &self.shared {
            out.markup("<p>Why it applies: ");
            self.applies_because(decision, out);
            out.markup("</p>\n");
        }
    }

    /// Adds the facts by which a rule applies, with what is said of each.
    fn applies_because(&self, decision: &Decision, out: &mut Html) {
        for (fact, statements) in self.report.applies_because(decision) {
            question::question(fact, out);
            for (at, one) in statements.iter().take(MAX_SAID).enumerate() {
                out.markup(if at == 0 { " " } else { "; " });
                self.numbers.link(self.report, one, &answer(&one.said, fact), out);
            }
            out.markup(if statements.len() > MAX_SAID { " and more. " } else { ". " });
        }
    }
}

/// Whether two rules apply for one reason.
fn is_same_scope(one: &Decision, other: &Decision) -> bool {
    one.applies == other.applies
        && one.on_whole_pilot == other.on_whole_pilot
        && one.applies_because == other.applies_because
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
