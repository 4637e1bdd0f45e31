//! What `brief repair` answers.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use super::shared::{ShortRuleAnswer, stated_object};
use super::statement::{StatementAnswer, statements};
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{Force, Verdict};
use crate::reason::RepairOptions;
use crate::repair::{Alternative, Changed, Fate, LeftOut, Moved, Proposal};
use crate::report::{PilotReport, RunEnding};

/// What would have to change about a pilot so that it keeps its conditions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "What brief repair answers")]
pub struct RepairAnswer<'r> {
    /// The format, 1.
    pub format: u32,
    /// The pilot.
    pub pilot: String,
    /// Its title.
    pub title: String,
    /// Its file, as it was named.
    pub file: String,
    /// Its place among the documents of the file, from 0.
    pub document: usize,
    /// How many rules there are.
    pub rules: usize,
    /// The least force of the rules that are repaired.
    pub min_force: Force,
    /// Whether contested facts may be settled.
    pub settle: bool,
    /// Whether a rule that applies, or may apply, may stop applying.
    pub allow_out_of_scope: bool,
    /// The facts, by their paths, that are kept as they are.
    pub keep: Vec<String>,
    /// What came of it: nothing-to-repair, alternatives or blocked.
    pub outcome: &'static str,
    /// How many facts change in each alternative.
    pub facts: usize,
    /// How many members of sets.
    pub members: usize,
    /// Whether there are more alternatives of that size.
    pub more: bool,
    /// The alternatives.
    pub alternatives: Vec<AlternativeAnswer<'r>>,
    /// What blocks a repair; null where nothing does.
    pub blocked: Option<BlockedAnswer<'r>>,
    /// The ways that are left out because a rule would stop applying; null where there are none.
    pub left_out: Option<LeftOutAnswer>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// Ways that are left out because a rule would stop applying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOutAnswer {
    /// How many of them were found.
    pub ways: usize,
    /// Whether there are more.
    pub more: bool,
    /// How many facts change in each.
    pub facts: usize,
    /// The rules, by their ids, that would stop applying in any of them.
    pub rules: Vec<String>,
}

/// One way to repair a pilot.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AlternativeAnswer<'r> {
    /// The facts that change.
    pub changes: Vec<RepairedFact<'r>>,
    /// The verdicts that it mends.
    pub mends: Vec<RepairedVerdict>,
    /// The other verdicts that move with it.
    pub moves: Vec<RepairedVerdict>,
    /// The change of the file as a unified diff.
    pub diff: Option<String>,
}

/// A fact that changes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RepairedFact<'r> {
    /// Its path.
    pub fact: String,
    /// What is said of it, each with whether it stays in the file.
    pub from: Vec<RepairedStatement<'r>>,
    /// Those of them that stay though they speak against the change, as who says them does not answer for the pilot: they
    /// are to be answered, and as long as they stand the fact is contested.
    pub to_be_answered: Vec<StatementAnswer<'r>>,
    /// What would have to be said: `value`, or `includes` and `excludes` of a set.
    pub to: Value,
    /// Whether any text will do.
    pub any_will_do: bool,
    /// The members that are put in.
    pub put_in: Vec<String>,
    /// The members that are taken out.
    pub taken_out: Vec<String>,
    /// What the author of the file would state besides; null where what stays and agrees is enough.
    pub author_adds: Option<Value>,
    /// The rules, by their ids, that are mended and that it is needed for: without it they are not.
    pub mends: Vec<String>,
    /// The other rules, by their ids, that without it would come to be breached, or stop applying.
    pub keeps: Vec<String>,
}

/// A statement with whether it stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RepairedStatement<'r> {
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementAnswer<'r>,
    /// Whether it stays in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stays: Option<bool>,
}

/// A verdict that moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RepairedVerdict {
    /// The rule.
    pub rule: String,
    /// Its rule set.
    pub ruleset: String,
    /// The condition in a sentence.
    pub title: String,
    /// How strongly it is stated.
    pub force: Force,
    /// Who states it.
    pub by: String,
    /// What the verdict is now.
    pub was: Verdict,
    /// Whether the rule applies: yes, no or open.
    pub was_applies: &'static str,
    /// What it would be once all that is to be answered is settled.
    pub is: Verdict,
    /// Whether the rule would apply then: yes, no or open.
    pub is_applies: &'static str,
    /// What it would be until then; the same where nothing that bears on it is to be answered.
    pub until_answered: Verdict,
    /// Whether the rule would apply until then: yes, no or open.
    pub until_answered_applies: &'static str,
}

/// What blocks a repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BlockedAnswer<'r> {
    /// The rules, each with what it comes to now.
    pub rules: Vec<ShortRuleAnswer>,
    /// The facts that stay as they are.
    pub facts: Vec<BlockingFact<'r>>,
    /// The rules, by their ids, that must not stop applying.
    pub applying: Vec<String>,
}

/// A fact that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BlockingFact<'r> {
    /// Its path.
    pub fact: String,
    /// Why it stays: kept or contested.
    pub why: &'static str,
    /// What is said of it.
    pub statements: Vec<StatementAnswer<'r>>,
}

/// What there is to tell of a proposal besides itself.
#[derive(Debug)]
pub struct RepairContext<'r> {
    /// The pilot.
    pub report: &'r PilotReport<'r>,
    /// What was asked for.
    pub options: &'r RepairOptions,
    /// The alternatives that are shown, each with its place among all.
    pub shown: Vec<(usize, &'r Alternative<'r>)>,
    /// For each alternative, the unified diff of the file.
    pub diffs: &'r [String],
    /// The number of rules.
    pub rules: usize,
    /// The members of a set that a change puts in, and those that it takes out.
    pub moved_members: fn(&PilotReport<'_>, &Changed<'_>, &Fact) -> (u64, u64),
}

impl<'r> RepairAnswer<'r> {
    /// The answer of a proposal.
    #[must_use]
    pub fn new(proposal: &Proposal<'_>, context: &RepairContext<'r>, ending: &RunEnding) -> Self {
        let (outcome, facts, members, more) = match proposal {
            Proposal::Needless => ("nothing-to-repair", 0, 0, false),
            Proposal::Alternatives { facts, members, more, .. } => ("alternatives", *facts, *members, *more),
            Proposal::Blocked { .. } => ("blocked", 0, 0, false),
        };
        let report = context.report;
        let path = |fact: &FactId| report.facts.vocabulary().fact(*fact).path.clone();
        Self {
            format: FORMAT,
            pilot: report.pilot.id.to_string(),
            title: report.pilot.title.to_string(),
            file: report.file.to_owned(),
            document: report.document,
            rules: context.rules,
            min_force: context.options.least,
            settle: context.options.settle,
            allow_out_of_scope: context.options.allow_out_of_scope,
            keep: context.options.keep.iter().map(path).collect(),
            outcome,
            facts,
            members,
            more,
            alternatives: context.shown.iter().map(|(at, one)| alternative(context, *at, one)).collect(),
            blocked: blocked(proposal, context),
            left_out: left_out(proposal),
            errors: diagnostics(&ending.errors),
            notices: diagnostics(&ending.notices),
        }
    }
}

fn left_out(proposal: &Proposal<'_>) -> Option<LeftOutAnswer> {
    let (Proposal::Alternatives { left_out, .. } | Proposal::Blocked { left_out, .. }) = proposal else { return None };
    let LeftOut { ways, more, facts, rules } = left_out.as_ref()?;
    let rules = rules.iter().map(|rule| rule.id.clone()).collect();
    Some(LeftOutAnswer { ways: *ways, more: *more, facts: *facts, rules })
}

fn blocked<'r>(proposal: &Proposal<'_>, context: &RepairContext<'r>) -> Option<BlockedAnswer<'r>> {
    let Proposal::Blocked { rules, facts, applying, .. } = proposal else { return None };
    let fact = |fact: &FactId| BlockingFact {
        fact: context.report.facts.vocabulary().fact(*fact).path.clone(),
        why: if context.options.keep.contains(fact) { "kept" } else { "contested" },
        statements: statements(context.report, *fact),
    };
    Some(BlockedAnswer {
        rules: rules.iter().map(|(rule, verdict)| ShortRuleAnswer::new(rule, Some(*verdict))).collect(),
        facts: facts.iter().map(fact).collect(),
        applying: applying.iter().map(|rule| rule.id.clone()).collect(),
    })
}

fn alternative<'r>(context: &RepairContext<'r>, at: usize, alternative: &Alternative<'_>) -> AlternativeAnswer<'r> {
    AlternativeAnswer {
        changes: alternative.changes.iter().map(|changed| repaired(context, changed)).collect(),
        mends: alternative.mends.iter().map(moved).collect(),
        moves: alternative.moves.iter().map(moved).collect(),
        diff: context.diffs.get(at).cloned(),
    }
}

fn repaired<'r>(context: &RepairContext<'r>, changed: &Changed<'_>) -> RepairedFact<'r> {
    let report = context.report;
    let fact = report.facts.vocabulary().fact(changed.change.fact);
    let heard = report.pilot.statements(fact.id).iter().zip(&changed.fates);
    let fates = heard.filter(|(statement, _)| report.facts.hearing().accepts(statement)).map(|(_, fate)| *fate);
    let mut stays = fates.clone().map(|fate| fate != Fate::Goes);
    let from =
        statements(report, fact.id).into_iter().map(|statement| RepairedStatement { statement, stays: stays.next() });
    let answered = statements(report, fact.id).into_iter().zip(fates).filter(|(_, fate)| *fate == Fate::ToBeAnswered);
    let (put_in, taken_out) = (context.moved_members)(report, changed, fact);
    let names = |members: u64| fact.names(members).into_iter().map(str::to_owned).collect();
    RepairedFact {
        fact: fact.path.clone(),
        from: from.collect(),
        to_be_answered: answered.map(|(statement, _)| statement).collect(),
        to: stated_object(fact, &changed.change.said),
        any_will_do: changed.change.any_will_do,
        put_in: names(put_in),
        taken_out: names(taken_out),
        author_adds: changed.add.as_ref().map(|said| stated_object(fact, said)),
        mends: changed.mends.iter().map(|rule| rule.id.clone()).collect(),
        keeps: changed.keeps.iter().map(|rule| rule.id.clone()).collect(),
    }
}

fn moved(moved: &Moved<'_>) -> RepairedVerdict {
    RepairedVerdict {
        rule: moved.rule.id.clone(),
        ruleset: moved.set.set.id.clone(),
        title: moved.rule.title.clone(),
        force: moved.rule.force,
        by: moved.rule.by.clone(),
        was: moved.was.verdict,
        was_applies: moved.was.applies.name_in_reports(),
        is: moved.is.verdict,
        is_applies: moved.is.applies.name_in_reports(),
        until_answered: moved.until_answered.verdict,
        until_answered_applies: moved.until_answered.applies.name_in_reports(),
    }
}
