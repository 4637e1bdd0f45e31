//! What is odd about rule sets: rules that can never be breached or met, rules that say what others say, parts of rules
//! that change nothing, and facts and values of which no rule speaks.

use super::accepted::{accepting, idle_acceptances};
pub use super::audit_findings::{Clause, Finding, Implied, Oddness};
use super::fact_use::FactUse;
use super::ground::{Example, Ground, Of};
use super::related::Relations;
use super::rules::{RuleInSet, Terms};
use crate::cases::parts_without_effect::{self, PartWithoutEffect};
use crate::cases::{has_hostile, lacking_hostile};
use crate::evaluate::Exceeded;
use crate::model::diagnostic::Diagnostic;
use crate::model::vocabulary::{Fact, FactType};
use crate::model::{Condition, DiagnosticCode, Force, Test, Verdict};
use crate::report::{PilotReport, RuleResult};
use crate::rules::ReadySet;
use crate::text::{Place, words};

/// What was found about some rule sets.
#[derive(Debug, Default)]
pub struct Audit<'c> {
    /// The rules, each with what shows that it can be met and breached.
    pub rules: Vec<AuditedRule<'c>>,
    /// What is odd about one rule, or about rules of one author, in the order of sets and rules.
    pub findings: Vec<Finding<'c>>,
    /// Rules of different authors that say the same, two and more.
    pub alike: Vec<Vec<RuleInSet<'c>>>,
    /// Rules that follow from those of other authors, and not the other way round.
    pub implied: Vec<Implied<'c>>,
    /// Facts of which no rule speaks.
    pub unused_facts: Vec<&'c Fact>,
    /// Values that no rule names, of facts of which some rule speaks.
    pub unused_values: Vec<(&'c Fact, Vec<&'c str>)>,
    /// The rules without a pair of hostile cases, of sets that have no such case at all.
    pub no_hostile_pair: Vec<RuleInSet<'c>>,
    /// The rules that none of some pilots decides, where that was asked for.
    pub undecided: Option<Undecided<'c>>,
    /// Which facts the rules ask about and these pilots state, where that was asked for.
    pub fact_use: Option<FactUse<'c>>,
    /// What was too much to be decided, and acceptances that name no rule.
    pub errors: Vec<Diagnostic>,
    /// Acceptances of what is not there.
    pub notices: Vec<Diagnostic>,
}

/// The rules that none of some pilots decides. A pilot decides a rule that it meets or breaches; where the rule does not
/// apply, its condition is not decided.
#[derive(Debug)]
pub struct Undecided<'c> {
    /// The number of pilots.
    pub pilots: usize,
    /// Each rule, and whether some pilot decides it.
    rules: Vec<(RuleInSet<'c>, bool)>,
}

impl<'c> Undecided<'c> {
    /// Before any pilot, all of the rules.
    #[must_use]
    pub fn new(rules: &[RuleInSet<'c>]) -> Self {
        Self { pilots: 0, rules: rules.iter().map(|held| (*held, false)).collect() }
    }

    /// Which rules a pilot decides, in the order of the rules.
    #[must_use]
    pub fn decided(report: &PilotReport<'_>) -> Vec<String> {
        let decided = |result: &&RuleResult<'_>| matches!(result.decision.verdict, Verdict::Met | Verdict::Breached);
        report.results.iter().filter(decided).map(|result| result.rule.id.clone()).collect()
    }

    /// Takes up a pilot that decides these rules.
    pub fn take(&mut self, decided: &[String]) {
        self.pilots += 1;
        for (held, is) in &mut self.rules {
            *is |= decided.contains(&held.rule.rule.id);
        }
    }

    /// The rules that no pilot decides.
    pub fn rules(&self) -> impl Iterator<Item = RuleInSet<'c>> + '_ {
        self.rules.iter().filter(|(_, decided)| !decided).map(|(held, _)| *held)
    }
}

/// A rule that was looked at.
#[derive(Debug)]
pub struct AuditedRule<'c> {
    /// The rule.
    pub held: RuleInSet<'c>,
    /// A pilot that meets it, with the fewest facts; none where every pilot was ruled out.
    pub meets: Option<Example>,
    /// A pilot that breaches it, likewise.
    pub breaches: Option<Example>,
}

impl Audit<'_> {
    /// The findings that nobody has accepted: those that count in the exit status.
    #[must_use]
    pub fn open(&self) -> usize {
        self.findings.iter().filter(|finding| finding.accepted.is_none()).count()
    }
}

/// Looks at some rules of a collection, in their order.
///
/// # Errors
/// [`Exceeded`] where a search over all pilots takes too long.
pub fn audit<'c>(rules: &[RuleInSet<'c>]) -> Result<Audit<'c>, Exceeded> {
    let ground = Ground::new(rules.to_vec())?;
    let mut audit = Audit::default();
    let mut findings = Vec::new();
    for (at, held) in rules.iter().enumerate() {
        let looked = look(&ground, at, *held)?;
        let found = |found| Finding { set: held.set, rules: vec![*held], found, accepted: None };
        if looked.breaches.is_none() && !only_asks_whether_stated(held) {
            findings.push(found(Oddness::NeverBreached(looked.meets.clone())));
        }
        if looked.meets.is_none() {
            findings.push(found(Oddness::NeverMet(looked.breaches.clone())));
        }
        match idle_of_rule(held) {
            Ok(clauses) => findings.extend(clauses.into_iter().map(|clause| found(Oddness::IdleClause(clause)))),
            Err(Exceeded) => audit.errors.push(too_much(
                held.set.set.file_of(&held.rule.rule),
                &held.rule.rule.id,
                held.rule.rule.place,
            )),
        }
        if let Some(found) = hostile(*held, looked.breaches.is_some(), &mut audit) {
            findings.push(Finding { set: held.set, rules: vec![*held], found, accepted: None });
        }
        audit.rules.push(looked);
    }
    let relations = Relations { ground: &ground, follows: ground.follows()? };
    relations.within(&mut findings)?;
    audit.alike = relations.alike();
    audit.implied = relations.implied()?;
    for set in sets(rules) {
        match idle_of_scope(set) {
            Ok(clauses) => findings.extend(clauses.into_iter().map(|clause| Finding {
                set,
                rules: Vec::new(),
                found: Oddness::IdleClause(clause),
                accepted: None,
            })),
            Err(Exceeded) => {
                audit.errors.push(too_much(&set.set.file, &format!("the scope of `{}`", set.set.id), set.set.place));
            }
        }
    }
    // By set, then by rule, then by what it is.
    let order = |held: &RuleInSet<'_>| rules.iter().position(|one| one.is(held)).unwrap_or_default();
    let of_set = |set: &ReadySet| rules.iter().position(|one| std::ptr::eq(one.set, set)).unwrap_or_default();
    findings.sort_by_cached_key(|finding| {
        let rules: Vec<usize> = finding.rules.iter().map(order).collect();
        (of_set(finding.set), rules.last().copied(), finding.found.oddity(), rules)
    });
    for finding in &mut findings {
        finding.accepted = accepting(finding);
    }
    idle_acceptances(rules, &findings, &mut audit.errors, &mut audit.notices);
    audit.findings = findings;
    unused(rules, &mut audit);
    Ok(audit)
}

/// Looks for the hostile cases of a rule. That it has none is a finding only in a set that has begun to write such cases:
/// elsewhere it is a help. An imported rule has them where it is stated.
fn hostile<'c>(held: RuleInSet<'c>, can_be_breached: bool, audit: &mut Audit<'c>) -> Option<Oddness<'c>> {
    let (set, rule) = (&held.set.set, &held.rule.rule);
    if rule.origin.is_some() {
        return None;
    }
    let lacking = lacking_hostile(rule, can_be_breached);
    match (lacking.is_empty(), &rule.no_hostile) {
        (true, None) | (false, Some(_)) => None,
        (true, Some(_)) => {
            let message = format!("{} has its hostile tests; take out `no_hostile`", words::excerpt(&rule.id));
            audit
                .notices
                .push(Diagnostic::placed(DiagnosticCode::UnusedAcceptance, &set.file, rule.place, message).as_notice());
            None
        }
        (false, None) if has_hostile(held.set) => Some(Oddness::NoHostilePair(lacking)),
        (false, None) => {
            audit.no_hostile_pair.push(held);
            None
        }
    }
}

fn too_much(file: &str, what: &str, place: Place) -> Diagnostic {
    let message = format!("whether each part of {what} matters is too much to decide; make it simpler, or split it");
    Diagnostic::placed(DiagnosticCode::TooManySteps, file, place, message)
}

/// The sets of some rules, in order.
fn sets<'c>(rules: &[RuleInSet<'c>]) -> Vec<&'c ReadySet> {
    let mut sets: Vec<&ReadySet> = Vec::new();
    for held in rules {
        if !sets.iter().any(|set| std::ptr::eq(*set, held.set)) {
            sets.push(held.set);
        }
    }
    sets
}

fn look<'c>(ground: &Ground<'c>, at: usize, held: RuleInSet<'c>) -> Result<AuditedRule<'c>, Exceeded> {
    let of = Of::Rule(at);
    Ok(AuditedRule {
        held,
        meets: ground.smallest(&[(of, Terms::Satisfied), (of, Terms::MayApply)])?,
        breaches: ground.smallest(&[(of, Terms::Breached)])?,
    })
}

/// Whether a rule is a question that only asks whether things are stated: that something is not stated cannot be stated.
fn only_asks_whether_stated(held: &RuleInSet<'_>) -> bool {
    let mut only = held.rule.rule.force == Force::Ask;
    held.rule.rule.require.visit(&mut |_, test| only &= test == Test::Stated);
    only
}

fn idle_of_rule<'c>(held: &RuleInSet<'c>) -> Result<Vec<Clause<'c>>, Exceeded> {
    let (set, rule) = (&held.set.set, &held.rule.rule);
    let outer: Vec<&Condition> = set.outer_scopes(rule).map(|(_, scope)| scope).collect();
    let idle = parts_without_effect::of_rule(
        held.set.vocabulary(),
        &outer,
        rule.applies_when.as_ref(),
        &rule.require,
        set.limits,
    )?;
    let conditions = rule.applies_when.iter().chain([&rule.require]);
    Ok(clauses(&idle, conditions, &[rule.applies_at.as_slice(), &rule.require_at].concat()))
}

fn idle_of_scope(set: &ReadySet) -> Result<Vec<Clause<'_>>, Exceeded> {
    let Some(scope) = &set.set.applies_when else { return Ok(Vec::new()) };
    let idle = parts_without_effect::of_scope(set.vocabulary(), scope, set.set.limits)?;
    Ok(clauses(&idle, [scope].into_iter(), &set.set.applies_at))
}

fn clauses<'c>(
    idle: &[PartWithoutEffect],
    conditions: impl Iterator<Item = &'c Condition>,
    places: &[Place],
) -> Vec<Clause<'c>> {
    let mut parts: Vec<&Condition> = Vec::new();
    conditions.for_each(|condition| condition.walk(&mut |part| parts.push(part)));
    let clause = |idle: &PartWithoutEffect| {
        let (part, place) = (parts.get(idle.part)?, places.get(idle.part)?);
        Some(Clause { part, instead: idle.instead, place: *place })
    };
    idle.iter().filter_map(clause).collect()
}

fn unused<'c>(rules: &[RuleInSet<'c>], audit: &mut Audit<'c>) {
    let Some(set) = rules.first().map(|held| held.set) else { return };
    let vocabulary = set.vocabulary();
    let mut named = vec![None::<u64>; vocabulary.facts().len()];
    let mut visit = |condition: &Condition| {
        condition.visit(&mut |fact, test| {
            if let Some(named) = named.get_mut(fact.index()) {
                *named = Some(named.unwrap_or_default() | names(test));
            }
        });
    };
    for held in rules {
        let rule = &held.rule.rule;
        held.set.set.scopes(rule).into_iter().chain([&rule.require]).for_each(&mut visit);
    }
    for (fact, named) in vocabulary.facts().iter().zip(&named) {
        match named {
            None => audit.unused_facts.push(fact),
            Some(named) if matches!(fact.kind, FactType::Choice | FactType::Set) => {
                let unnamed = |(at, _): &(usize, &String)| named >> at & 1 == 0;
                let values: Vec<&str> =
                    fact.values.iter().enumerate().filter(unnamed).map(|(_, value)| value.as_str()).collect();
                if !values.is_empty() {
                    audit.unused_values.push((fact, values));
                }
            }
            Some(_) => {}
        }
    }
}

/// The values that a test names, a bit each.
fn names(test: Test) -> u64 {
    match test {
        Test::OneOf(values)
        | Test::NoneOf(values)
        | Test::Includes(values)
        | Test::IncludesAny(values)
        | Test::Excludes(values)
        | Test::Only(values) => values,
        Test::Within(_) | Test::AtLeast(_) | Test::Empty | Test::NotEmpty | Test::Stated => 0,
    }
}
