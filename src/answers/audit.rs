//! What `brief rules audit` answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::FORMAT;
use super::diagnostic::{DiagnosticAnswer, diagnostics};
use super::shared::StatedFacts;
use crate::explain;
use crate::model::vocabulary::{Fact, Vocabulary};
use crate::reason::RuleInSet;
use crate::reason::audit::{Audit, Finding, Implied, Oddness, Undecided};
use crate::reason::fact_use::Used;
use crate::report::RunEnding;

/// What is odd about some rule sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "What brief rules audit answers")]
pub struct AuditAnswer {
    /// The format, 1.
    pub format: u32,
    /// What is odd about one rule, or about rules of one author.
    pub findings: Vec<AuditFindingAnswer>,
    /// How many of these nobody has accepted.
    pub open: usize,
    /// Rules of different authors, by their ids, that say the same.
    pub alike: Vec<Vec<String>>,
    /// Rules that follow from those of other authors.
    pub implied: Vec<ImpliedAnswer>,
    /// Facts, by their paths, of which no rule speaks.
    pub unused_facts: Vec<String>,
    /// Values that no rule names.
    pub unused_values: Vec<UnusedValues>,
    /// The rules, by their ids, without a pair of tests that a hostile reader would bring.
    pub no_hostile_pair: Vec<String>,
    /// The rules that none of some pilots decides, where that was asked for.
    pub undecided: Option<UndecidedAnswer>,
    /// The facts that a pilot states and no rule asks about; null without pilots.
    pub stated_and_not_asked: Option<Vec<FactOfPilots>>,
    /// The facts that a rule asks about and no pilot states; null without pilots.
    pub asked_and_not_stated: Option<Vec<FactOfRules>>,
    /// The rules that were looked at.
    pub rules: Vec<AuditedRuleAnswer>,
    /// What was wrong.
    pub errors: Vec<DiagnosticAnswer>,
    /// What is worth knowing.
    pub notices: Vec<DiagnosticAnswer>,
}

/// Something odd.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AuditFindingAnswer {
    /// What it is called in a rule file: `never-breached`, `never-met`, `equivalent`, `implied`,
    /// `idle-clause` or `no-hostile-pair`.
    pub finding: &'static str,
    /// The rule set.
    pub ruleset: String,
    /// The rules, by their ids.
    pub rules: Vec<String>,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// Why its author keeps it; null where nobody has accepted it.
    pub accepted: Option<String>,
    /// Of a rule that is never breached: a pilot that meets it; null where none was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<StatedFacts>")]
    #[allow(
        clippy::option_option,
        reason = "the key is there for this kind of finding only, and null where nothing was found"
    )]
    pub meets: Option<Option<StatedFacts>>,
    /// Of a rule that is never met: a pilot that breaches it; null where none was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<StatedFacts>")]
    #[allow(
        clippy::option_option,
        reason = "the key is there for this kind of finding only, and null where nothing was found"
    )]
    pub breaches: Option<Option<StatedFacts>>,
    /// Of an implication: a pilot that satisfies the last rule only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub satisfies_only_last: Option<StatedFacts>,
    /// Of an idle part: the part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Of an idle part: what may stand in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may: Option<String>,
    /// Of a rule without a pair of tests that a hostile reader would bring: what is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<&'static str>>,
}

/// A rule that follows from another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ImpliedAnswer {
    /// The rule that it follows from.
    pub from: String,
    /// The rule that follows.
    pub rule: String,
    /// A pilot that satisfies the second and not the first.
    pub satisfies_only_rule: StatedFacts,
}

/// Values of a fact that no rule names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnusedValues {
    /// The path of the fact.
    pub fact: String,
    /// The values.
    pub values: Vec<String>,
}

/// The rules that no pilot decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UndecidedAnswer {
    /// How many pilots there are.
    pub pilots: usize,
    /// The rules, by their ids.
    pub rules: Vec<String>,
}

/// A fact with the pilots that state it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactOfPilots {
    /// Its path.
    pub fact: String,
    /// The pilots, by their ids.
    pub pilots: Vec<String>,
}

/// A fact with the rules that ask about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactOfRules {
    /// Its path.
    pub fact: String,
    /// The rules, by their ids.
    pub rules: Vec<String>,
}

/// A rule that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AuditedRuleAnswer {
    /// Its id.
    pub rule: String,
    /// The id of its rule set.
    pub ruleset: String,
    /// A pilot that meets it, with the fewest facts.
    pub meets: Option<StatedFacts>,
    /// A pilot that breaches it, with the fewest facts.
    pub breaches: Option<StatedFacts>,
}

impl AuditAnswer {
    /// The answer of an audit.
    #[must_use]
    pub fn new(vocabulary: &Vocabulary, audit: &Audit<'_>, ending: &RunEnding) -> Self {
        let looked = audit.rules.iter().map(|rule| AuditedRuleAnswer {
            rule: id(&rule.held),
            ruleset: rule.held.set.set.id.clone(),
            meets: rule.meets.as_ref().map(|pilot| StatedFacts::new(vocabulary, pilot)),
            breaches: rule.breaches.as_ref().map(|pilot| StatedFacts::new(vocabulary, pilot)),
        });
        let implied = |one: &Implied<'_>| ImpliedAnswer {
            from: id(&one.from),
            rule: id(&one.rule),
            satisfies_only_rule: StatedFacts::new(vocabulary, &one.apart),
        };
        let unused = |(fact, values): &(&Fact, Vec<&str>)| UnusedValues {
            fact: fact.path.clone(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        };
        let undecided = |undecided: &Undecided<'_>| UndecidedAnswer {
            pilots: undecided.pilots,
            rules: undecided.rules().map(|held| id(&held)).collect(),
        };
        let stated = |used: &Used<'_>| FactOfPilots { fact: used.fact.path.clone(), pilots: used.stated_by.clone() };
        let asked = |used: &Used<'_>| FactOfRules {
            fact: used.fact.path.clone(),
            rules: used.asked_by.iter().map(id).collect(),
        };
        Self {
            format: FORMAT,
            findings: audit.findings.iter().map(|one| finding(vocabulary, one)).collect(),
            open: audit.open(),
            alike: audit.alike.iter().map(|group| group.iter().map(id).collect()).collect(),
            implied: audit.implied.iter().map(implied).collect(),
            unused_facts: audit.unused_facts.iter().map(|fact| fact.path.clone()).collect(),
            unused_values: audit.unused_values.iter().map(unused).collect(),
            no_hostile_pair: audit.no_hostile_pair.iter().map(id).collect(),
            undecided: audit.undecided.as_ref().map(undecided),
            stated_and_not_asked: audit.fact_use.as_ref().map(|of| of.stated_and_not_asked().map(stated).collect()),
            asked_and_not_stated: audit.fact_use.as_ref().map(|of| of.asked_and_not_stated().map(asked).collect()),
            rules: looked.collect(),
            errors: diagnostics(&ending.errors),
            notices: diagnostics(&ending.notices),
        }
    }
}

fn finding(vocabulary: &Vocabulary, finding: &Finding<'_>) -> AuditFindingAnswer {
    let (file, place) = finding.place();
    let mut answer = AuditFindingAnswer {
        finding: finding.found.oddity().name(),
        ruleset: finding.set.set.id.clone(),
        rules: finding.rules.iter().map(id).collect(),
        file: file.to_owned(),
        line: place.line,
        column: place.column,
        accepted: finding.accepted.map(|accepted| accepted.reason.trim().to_owned()),
        meets: None,
        breaches: None,
        satisfies_only_last: None,
        part: None,
        may: None,
        missing: None,
    };
    match &finding.found {
        Oddness::NeverBreached(pilot) => {
            answer.meets = Some(pilot.as_ref().map(|pilot| StatedFacts::new(vocabulary, pilot)));
        }
        Oddness::NeverMet(pilot) => {
            answer.breaches = Some(pilot.as_ref().map(|pilot| StatedFacts::new(vocabulary, pilot)));
        }
        Oddness::Equivalent => {}
        Oddness::Implied(pilot) => answer.satisfies_only_last = Some(StatedFacts::new(vocabulary, pilot)),
        Oddness::IdleClause(clause) => {
            let (part, may) = explain::idle(vocabulary, clause.part, clause.instead);
            (answer.part, answer.may) = (Some(part), Some(may));
        }
        Oddness::NoHostilePair(missing) => answer.missing = Some(missing.clone()),
    }
    answer
}

fn id(held: &RuleInSet<'_>) -> String {
    held.rule.rule.id.clone()
}
