//! A result in plain words, and the places that it speaks of: what the forms for other programs share.

use super::human::{attribution, file_name};
use crate::citations::Register;
use crate::model::vocabulary::Fact;
use crate::model::{Verdict, Why};
use crate::pilot::Statement;
use crate::questions::words_without_answer;
use crate::report::{PilotReport, ResultStanding, RuleResult, Waived};
use crate::rules::Rule;
use crate::text::{Span, words};

/// Of one fact, at most so many statements are told in a sentence.
const MAX_TOLD: usize = 5;

/// A result with the facts that decide it, or that it turns on, and what is said of them.
pub(super) struct Reasons<'r> {
    pub report: &'r PilotReport<'r>,
    pub result: &'r RuleResult<'r>,
    pub facts: Vec<Reason<'r>>,
    /// Of a rule that applies: the facts that make it apply.
    pub scope: Vec<Reason<'r>>,
}

/// A fact that decides a result, or that it turns on.
pub(super) struct Reason<'r> {
    pub fact: &'r Fact,
    /// Why it is open; none where it decides.
    pub why: Option<Why>,
    /// What is said of it and listened to.
    pub statements: Vec<&'r Statement<'r>>,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words.
    Words(String),
    /// What a statement says, with the number of the statement among all that are told of the result, from 0.
    Said(String, usize),
}

/// A sentence in pieces.
pub(super) type Sentence = Vec<Piece>;

/// What is told of a result in one sentence.
pub(super) enum Told<'t, 'r> {
    /// The verdict, with the condition.
    Verdict,
    /// A fact that decides, or that it turns on, or, after these, one of those that make the rule apply; the first of its
    /// statements has this number.
    Fact { reason: &'t Reason<'r>, first: usize, of_scope: bool },
    /// Something else, in words.
    Words(String),
    /// Who states the condition, and where.
    StatedBy,
    /// What would have to change.
    Remedy,
}

/// What stands before a fact that makes a rule apply, as these are not what decides the result.
pub(super) const BECAUSE_OF: &str = "It applies because of ";

/// Who states a condition, and where.
pub(super) fn stated_by(rule: &Rule, register: &Register) -> String {
    format!("Stated by {}", attribution::citation(rule, register))
}

/// What would have to change where a rule is breached.
pub(super) fn remedy(rule: &Rule) -> String {
    format!("What would have to change: {}", words::sentence(&rule.remedy))
}

impl<'r> Reasons<'r> {
    pub fn new(report: &'r PilotReport<'r>, result: &'r RuleResult<'r>) -> Self {
        let vocabulary = report.facts.vocabulary();
        let decided = result.decision.because.iter().map(|fact| (*fact, None));
        let open = result.decision.turns_on.iter().map(|turn| (turn.fact, Some(turn.why)));
        let facts = decided.chain(open).map(|(fact, why)| Reason {
            fact: vocabulary.fact(fact),
            why,
            statements: report.facts.heard(fact).collect(),
        });
        let scope = report.applies_because(&result.decision);
        let scope = scope.map(|(fact, statements)| Reason { fact, why: None, statements });
        Self { report, result, facts: facts.collect(), scope: scope.collect() }
    }

    /// All statements, in order: those of the reasons, and then those that make the rule apply.
    pub fn statements(&self) -> impl Iterator<Item = (&'r Fact, &'r Statement<'r>)> + '_ {
        self.facts
            .iter()
            .chain(&self.scope)
            .flat_map(|reason| reason.statements.iter().map(|statement| (reason.fact, *statement)))
    }

    /// The place that a person should look at first: the first deciding statement; of what is contested the first on a
    /// contested fact; of what is unstated the place where it would stand. What no fact decides is shown at the pilot's
    /// id.
    pub fn place(&self) -> Span {
        let contested = self.facts.iter().find(|reason| reason.why == Some(Why::Contested));
        let first = contested.or(self.facts.first());
        first.map_or(self.report.pilot.id_span, |reason| match reason.statements.first() {
            Some(statement) => statement.span,
            None => self.absent(reason.fact),
        })
    }

    /// Where a fact of which nothing is said would stand.
    pub fn absent(&self, fact: &Fact) -> Span {
        self.report.pilot.place_of_absent(fact)
    }

    /// The verdict in a few words, such as `T-1 (must) is breached`.
    pub fn heading(&self) -> String {
        let rule = self.result.rule;
        format!(
            "{} ({}) is {}{}",
            rule.id,
            rule.force.name(),
            self.result.verdict_and_scope().words(),
            self.set_apart()
        )
    }

    /// Whether it is set apart from what counts, as the end of a heading.
    fn set_apart(&self) -> &'static str {
        match self.result.standing() {
            _ if in_force(self.result).is_some() => ", waived",
            ResultStanding::Known => ", in the baseline",
            _ => "",
        }
    }

    /// The result in sentences: the verdict with the condition, why, who states it, what would have to change, and who
    /// waived it. The rule is not named: there is a place for that in every form.
    pub fn sentences(&self) -> Vec<Sentence> {
        self.told().iter().map(|told| self.sentence(told)).collect()
    }

    /// What is told of the result, a sentence each.
    pub fn told(&self) -> Vec<Told<'_, 'r>> {
        let mut told = vec![Told::Verdict];
        if self.facts.is_empty() {
            told.push(Told::Words("No fact decides this: the answer is the same whatever a pilot says.".to_owned()));
        }
        let mut first = 0;
        for (reason, of_scope) in self.facts_and_scope() {
            told.push(Told::Fact { reason, first, of_scope });
            first += reason.statements.len();
        }
        if let Some(basis) = self.result.decision.basis {
            let statements: Vec<&Statement<'_>> =
                self.facts.iter().flat_map(|reason| &reason.statements).copied().collect();
            told.push(Told::Words(format!("Basis: {}.", attribution::basis(basis, &self.result.by_word, &statements))));
        }
        if !self.result.sides.is_empty() {
            told.push(Told::Words(format!("Whose word: {}", attribution::sides(&self.result.sides))));
        }
        told.push(Told::StatedBy);
        if self.result.decision.verdict == Verdict::Breached {
            told.push(Told::Remedy);
        }
        told.extend(self.waiver().map(Told::Words));
        if self.result.standing() == ResultStanding::Known {
            told.push(Told::Words("It is in the baseline: an earlier run had it already.".to_owned()));
        }
        told
    }

    /// One of them in words.
    pub fn sentence(&self, told: &Told<'_, 'r>) -> Sentence {
        let rule = self.result.rule;
        match told {
            Told::Verdict => words_only(format!("{} {}", self.lead(), words::sentence(&rule.title))),
            Told::Fact { reason, first, of_scope } => {
                let mut sentence = self.of_fact(reason, *first);
                if *of_scope {
                    sentence.insert(0, Piece::Words(BECAUSE_OF.to_owned()));
                }
                sentence
            }
            Told::Words(words) => words_only(words.clone()),
            Told::StatedBy => words_only(stated_by(rule, self.report.register)),
            Told::Remedy => words_only(remedy(rule)),
        }
    }

    /// What stands before the condition: the verdict with its force.
    pub fn lead(&self) -> String {
        let (lead, force) = (words::capital(self.result.verdict_and_scope().words()), self.result.rule.force.name());
        format!("{lead} ({force}){}:", self.set_apart())
    }

    /// A sentence on one fact, the first of whose statements has this number.
    fn of_fact(&self, reason: &Reason<'_>, first: usize) -> Sentence {
        let path = &reason.fact.path;
        let lead = match reason.why {
            None => format!("{path}: "),
            Some(Why::Contested) => format!("{path} is contested: "),
            Some(Why::PartlyStated) => format!("{path} is stated in part: "),
            Some(Why::Unanswered) if self.report.facts.is_only_spoken_of(reason.fact.id) => {
                let told = self.report.facts.unanswered(reason.fact.id).take(MAX_TOLD);
                let told = told.filter_map(|one| words_without_answer(one, self.report.register));
                let told: Vec<_> = told.map(|words| format!("{words}, which does not answer this")).collect();
                format!("{path} is spoken of, and not answered: {}", told.join("; "))
            }
            Some(Why::Unanswered) => format!("{path} was asked for, and not answered"),
            Some(Why::Unstated) if !self.report.pilot.statements(reason.fact.id).is_empty() => {
                format!("What is said of {path} is set aside")
            }
            Some(Why::Unstated) => format!("Nothing is said of {path}"),
        };
        let mut sentence = vec![Piece::Words(lead)];
        for (at, statement) in reason.statements.iter().take(MAX_TOLD).enumerate() {
            let mut source = String::new();
            attribution::source(statement, true, &mut source);
            let more = if at == 0 { "" } else { "; " };
            sentence.push(Piece::Words(more.to_owned()));
            sentence.push(Piece::Said(attribution::value(&statement.said, reason.fact).into_owned(), first + at));
            sentence.push(Piece::Words(source));
        }
        let more = reason.statements.len().saturating_sub(MAX_TOLD);
        let more = if more > 0 { format!("; and {}", words::counted(more, "more statement")) } else { String::new() };
        let ask = reason.why.map_or_else(String::new, |_| format!(" To ask: {}", reason.fact.ask));
        sentence.push(Piece::Words(format!("{more}.{ask}")));
        sentence
    }

    /// The facts that decide, or that it turns on, and after these, with a mark, those that make the rule apply.
    pub fn facts_and_scope(&self) -> impl Iterator<Item = (&Reason<'r>, bool)> {
        self.facts.iter().map(|reason| (reason, false)).chain(self.scope.iter().map(|reason| (reason, true)))
    }

    /// The places of all reasons, each with what is to be said of it: first each statement, those that make the rule apply
    /// after those that decide it, then where those that are used elsewhere are written, then where the facts would stand of
    /// which nothing is said.
    pub fn places(&self) -> Vec<(Span, String)> {
        let statements = self.facts_and_scope().flat_map(|(reason, of_scope)| reason.places_of_statements(of_scope));
        let written = self.facts_and_scope().flat_map(|(reason, _)| reason.places_written());
        let absent = self.facts.iter().filter_map(|reason| self.place_of_absent(reason));
        statements.chain(written).chain(absent).collect()
    }

    /// Where a fact would stand of which nothing is said.
    pub fn place_of_absent(&self, reason: &Reason<'_>) -> Option<(Span, String)> {
        if !reason.statements.is_empty() {
            return None;
        }
        let stated = !self.report.pilot.statements(reason.fact.id).is_empty();
        let lead = if stated { "what is said of it is set aside" } else { "nothing is said of it here" };
        Some((self.absent(reason.fact), format!("{}: {lead}. To ask: {}", reason.fact.path, reason.fact.ask)))
    }

    /// The waiver, in a sentence.
    fn waiver(&self) -> Option<String> {
        let Waived { waiver, active, shared } = self.result.waived.filter(|_| has_something_to_waive(self.result))?;
        let place =
            shared.map_or_else(String::new, |shared| format!(" ({}:{})", file_name(&shared.file), shared.place.line));
        let (by, until, reason) = (&waiver.by, waiver.until, words::sentence(&waiver.reason));
        Some(if active {
            format!("Waived by {by} until {until}{place}: {reason}")
        } else {
            format!("No longer waived: the waiver by {by}{place} ended on {until}. It was given for: {reason}")
        })
    }
}

impl Reason<'_> {
    /// The places of the statements on the fact, each with what is to be said of it.
    pub fn places_of_statements(&self, of_scope: bool) -> Vec<(Span, String)> {
        let lead = if of_scope { "it applies because of " } else { "" };
        let each = self.statements.iter().map(|statement| {
            let mut source = String::new();
            attribution::source(statement, false, &mut source);
            let source = source.trim_start_matches(['\n', ',']).replace("\nnote: ", ", note: ");
            let (path, value) = (&self.fact.path, attribution::value(&statement.said, self.fact));
            (statement.span, format!("{lead}{path}: {value}, {}", source.trim()))
        });
        each.collect()
    }

    /// Where those that are used elsewhere are written, likewise.
    pub fn places_written(&self) -> Vec<(Span, String)> {
        let written = self.statements.iter().filter_map(|statement| statement.written_at);
        written.map(|span| (span, format!("{}: this value is written here", self.fact.path))).collect()
    }
}

/// The waiver that is in force for a result. Where a rule is met or not applicable there is nothing to waive.
pub(super) fn in_force<'r>(result: &RuleResult<'r>) -> Option<Waived<'r>> {
    result.waived.filter(|waived| waived.active && has_something_to_waive(result))
}

fn has_something_to_waive(result: &RuleResult<'_>) -> bool {
    !result.decision.verdict.is_satisfied()
}

/// Whether a result is for somebody to look at wherever the bar is: it is at the bar, or breached or contested below it.
pub(super) fn wants_a_look(result: &RuleResult<'_>) -> bool {
    result.at_bar
        || matches!(result.decision.verdict, Verdict::Breached | Verdict::Contested)
        || in_force_on_open(result)
}

/// Whether a waiver is in force for a question that is open below the bar.
fn in_force_on_open(result: &RuleResult<'_>) -> bool {
    result.decision.verdict == Verdict::Unstated && in_force(result).is_some()
}

fn words_only(text: String) -> Sentence {
    vec![Piece::Words(text)]
}

/// Sentences as plain text, with this between two of them. Nothing in it but `between` steers a terminal or breaks a
/// line.
pub(super) fn plain(sentences: &[Sentence], between: &str) -> String {
    let each = sentences.iter().map(|sentence| {
        let pieces = sentence.iter().map(|piece| match piece {
            Piece::Words(text) | Piece::Said(text, _) => text.as_str(),
        });
        one_line(&pieces.collect::<String>())
    });
    each.collect::<Vec<_>>().join(between)
}

/// A text on one line, harmless.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        line.extend([if line.is_empty() { "" } else { " " }, word]);
    }
    if words::is_plain(&line) { line } else { words::harmless(&line) }
}
