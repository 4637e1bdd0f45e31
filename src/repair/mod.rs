//! What could be changed about a pilot so that it keeps the conditions: each way worked out, written into the pilot's text
//! and checked again, before anybody is shown it.

mod keep;
mod statements;

use crate::check::Checker;
use crate::edit::{Rewrite, rewrite};
use crate::evaluate::{Exceeded, Facts};
use crate::model::vocabulary::FactId;
use crate::model::{Applies, Verdict, VerdictAndScope};
use crate::pilot::{StatedFact, StatedValue, Statement};
use crate::reason::{Change, RepairOptions, Repairs, RuleInSet, repairs};
use crate::report::{PilotReport, RuleResult};
use crate::rules::{ReadySet, Rule};
use crate::source::Document;
use crate::tree;

pub use keep::facts_to_keep;
pub use statements::Fate;

/// What is proposed for a pilot.
#[derive(Debug)]
pub enum Proposal<'c> {
    /// There is nothing to repair.
    Needless,
    /// Any of these will do.
    Alternatives {
        /// All of the smallest, or as many as were asked for.
        all: Vec<Alternative<'c>>,
        /// How many facts change in each.
        facts: usize,
        /// How many members of sets.
        members: usize,
        /// Whether there are more of that size.
        more: bool,
        /// What is left out because a rule would stop applying.
        left_out: Option<LeftOut<'c>>,
    },
    /// Nothing will do: these block one another.
    Blocked {
        /// The rules, each with what it comes to now.
        rules: Vec<(&'c Rule, Verdict)>,
        /// The facts that stay as they are.
        facts: Vec<FactId>,
        /// The rules that must not stop applying.
        applying: Vec<&'c Rule>,
        /// What is left out because a rule would stop applying.
        left_out: Option<LeftOut<'c>>,
    },
}

/// Ways that are left out because a rule would stop applying.
#[derive(Debug)]
pub struct LeftOut<'c> {
    /// How many of them were found.
    pub ways: usize,
    /// Whether there are more.
    pub more: bool,
    /// How many facts change in each.
    pub facts: usize,
    /// The rules that would stop applying in any of them, in order.
    pub rules: Vec<&'c Rule>,
}

/// One way to repair a pilot.
#[derive(Debug)]
pub struct Alternative<'c> {
    /// The facts that change, in the order of the vocabulary.
    pub changes: Vec<Changed<'c>>,
    /// The rules that must not be breached, or must be met, and that it mends.
    pub mends: Vec<Moved<'c>>,
    /// The other verdicts that move with it.
    pub moves: Vec<Moved<'c>>,
    /// The document with these changes.
    pub text: String,
}

/// A fact that changes.
#[derive(Debug)]
pub struct Changed<'c> {
    /// The fact, and what would have to be said of it.
    pub change: Change,
    /// For each statement of it, in the order of the file, what becomes of it.
    pub fates: Vec<Fate>,
    /// What the file's own author would state besides the statements that stay and agree; none where these are enough.
    pub add: Option<StatedValue<'static>>,
    /// The rules that it is needed for: with all other changes made and this one not, they are not mended.
    pub mends: Vec<&'c Rule>,
    /// The other rules that it is needed for: without it they would come to be breached, or stop applying.
    pub keeps: Vec<&'c Rule>,
}

impl Changed<'_> {
    /// Whether statements stay that speak against it, so that the fact is contested until these are answered.
    #[must_use]
    pub fn is_to_be_answered(&self) -> bool {
        self.fates.contains(&Fate::ToBeAnswered)
    }
}

/// A verdict that moves.
#[derive(Debug)]
pub struct Moved<'c> {
    /// The rule set.
    pub set: &'c ReadySet,
    /// The rule.
    pub rule: &'c Rule,
    /// What the verdict is now, and whether the rule applies.
    pub was: VerdictAndScope,
    /// What it would be once all that is to be answered is settled, and whether the rule would apply.
    pub is: VerdictAndScope,
    /// What it would be until then, and whether the rule would apply. The same where nothing that bears on it is to be
    /// answered.
    pub until_answered: VerdictAndScope,
}

/// Why there is no proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The search would take too long.
    Exceeded,
    /// The text of the pilot is of a shape in which this fact could not be rewritten.
    Shape(FactId),
    /// A proposal did not hold when it was checked: the program is at fault.
    DoesNotHold,
}

impl From<Exceeded> for Refused {
    fn from(_: Exceeded) -> Self {
        Self::Exceeded
    }
}

/// Works out what could be changed about the pilot of a report, by the rules and the hearing of its checker.
///
/// # Errors
/// Why there is no proposal.
pub fn propose<'c>(
    checker: &'c Checker<'c>,
    report: &PilotReport<'_>,
    wish: &RepairOptions,
) -> Result<Proposal<'c>, Refused> {
    let rules: Vec<RuleInSet<'c>> =
        checker.selection.rules(checker.collection).map(|(set, rule)| RuleInSet { set, rule }).collect();
    match repairs(&rules, report.facts, wish, &|one| report.pilot.is_by_non_owner(one))? {
        Repairs::Needless => Ok(Proposal::Needless),
        Repairs::Blocked { rules: blocking, facts, applying } => {
            let verdict =
                |held: &RuleInSet<'c>| Ok((held.rule.rule.as_ref(), held.rule.prepared.verdict(report.facts)?));
            let blocking = blocking.iter().map(verdict).collect::<Result<_, Exceeded>>()?;
            let applying = applying.iter().map(|held| held.rule.rule.as_ref()).collect();
            let left_out = Worker { checker, report, wish, rules: &rules }.left_out()?;
            Ok(Proposal::Blocked { rules: blocking, facts, applying, left_out })
        }
        Repairs::Found { alternatives, facts, members, more } => {
            let worker = Worker { checker, report, wish, rules: &rules };
            let all = alternatives.into_iter().map(|changes| worker.alternative(changes));
            let all = all.collect::<Result<_, _>>()?;
            Ok(Proposal::Alternatives { all, facts, members, more, left_out: worker.left_out()? })
        }
    }
}

/// Whether a rule that applies, or may apply, stops applying.
fn stops(was: VerdictAndScope, is: VerdictAndScope) -> bool {
    was.applies != Applies::No && is.applies == Applies::No
}

#[derive(Clone, Copy)]
struct Worker<'w, 'c> {
    checker: &'c Checker<'c>,
    report: &'w PilotReport<'w>,
    wish: &'w RepairOptions,
    rules: &'w [RuleInSet<'c>],
}

impl<'c> Worker<'_, 'c> {
    /// The smallest ways in which a rule would stop applying, where these are not asked for.
    fn left_out(&self) -> Result<Option<LeftOut<'c>>, Refused> {
        if self.wish.allow_out_of_scope {
            return Ok(None);
        }
        let wish = RepairOptions { allow_out_of_scope: true, ..self.wish.clone() };
        let found = repairs(self.rules, self.report.facts, &wish, &|one| self.report.pilot.is_by_non_owner(one))?;
        let Repairs::Found { alternatives, facts, more, .. } = found else {
            return Ok(None);
        };
        let worker = Worker { wish: &wish, ..*self };
        let mut left_out = LeftOut { ways: 0, more, facts, rules: Vec::new() };
        // What could not be written into the file would not be offered either.
        for alternative in alternatives.into_iter().filter_map(|changes| worker.alternative(changes).ok()) {
            let moved = alternative.mends.iter().chain(&alternative.moves);
            let gone: Vec<&'c Rule> =
                moved.filter(|moved| stops(moved.was, moved.is)).map(|moved| moved.rule).collect();
            left_out.ways += usize::from(!gone.is_empty());
            for rule in gone {
                if !left_out.rules.iter().any(|known| known.id == rule.id) {
                    left_out.rules.push(rule);
                }
            }
        }
        Ok((left_out.ways > 0).then_some(left_out))
    }

    /// Says of each change which rules it is needed for: those that are not as they must be if all others are made.
    fn need(&self, changed: &mut [Changed<'c>], mends: &[Moved<'c>]) -> Result<(), Exceeded> {
        for at in 0..changed.len() {
            let others = changed.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, one)| one);
            let stated = self.stated(others);
            let facts = Facts::new(self.report.facts.vocabulary(), &stated, self.report.facts.hearing());
            let (mut needed, mut keeps) = (Vec::new(), Vec::new());
            for (held, before) in self.rules.iter().zip(&self.report.results) {
                let (was, is) = (before.verdict_and_scope(), held.rule.prepared.verdict_and_scope(&facts)?);
                let rule = held.rule.rule.as_ref();
                let good = self.good(rule, is.verdict);
                if mends.iter().any(|moved| moved.rule.id == rule.id) {
                    if !good {
                        needed.push(rule);
                    }
                } else if !good && self.good(rule, was.verdict) || !self.wish.allow_out_of_scope && stops(was, is) {
                    keeps.push(rule);
                }
            }
            if let Some(one) = changed.get_mut(at) {
                (one.mends, one.keeps) = (needed, keeps);
            }
        }
        Ok(())
    }

    /// What is stated once some facts are changed.
    fn stated<'a>(&self, changed: impl Iterator<Item = &'a Changed<'c>>) -> Vec<StatedFact<'_>>
    where
        'c: 'a,
    {
        let mut stated: Vec<StatedFact<'_>> = self.report.pilot.facts.clone();
        for one in changed {
            stated.retain(|stated| stated.fact != one.change.fact);
            stated.push(statements::alone(one.change.fact, &one.change.said, self.report.facts.hearing()));
        }
        stated.sort_by_key(|stated| stated.fact);
        stated
    }

    /// Whether a verdict is what is asked of a rule.
    fn good(&self, rule: &Rule, verdict: Verdict) -> bool {
        let settled = rule.force >= self.wish.least && self.wish.settle;
        if settled { verdict.is_satisfied() } else { verdict != Verdict::Breached }
    }

    fn alternative(&self, changes: Vec<Change>) -> Result<Alternative<'c>, Refused> {
        let vocabulary = self.report.facts.vocabulary();
        let basis = statements::basis(self.report.facts.hearing());
        let mut changed: Vec<Changed<'c>> = Vec::new();
        for change in changes {
            let fact = vocabulary.fact(change.fact);
            let (fates, add) = statements::rewritten(self.report.facts, fact, self.report.pilot, &change.said);
            changed.push(Changed { change, fates, add, mends: Vec::new(), keeps: Vec::new() });
        }
        // Where only an answer is asked for, the file stays as it is.
        let rewrites: Vec<Rewrite<'_>> = changed
            .iter()
            .filter(|changed| changed.add.is_some() || changed.fates.contains(&Fate::Goes))
            .map(|changed| Rewrite {
                fact: vocabulary.fact(changed.change.fact),
                fates: changed.fates.iter().copied().map(Fate::in_text).collect(),
                add: changed.add.iter().map(|said| Statement { basis, ..Statement::plain(said.clone()) }).collect(),
            })
            .collect();
        let fact = changed.first().map_or(FactId::FIRST, |changed| changed.change.fact);
        let tree =
            tree::build_within(self.report.lines.text(), self.checker.limits).map_err(|_| Refused::Shape(fact))?;
        let text = rewrite(&tree, &rewrites).ok_or(Refused::Shape(fact))?;
        let (mends, moves) = self.replayed(&changed, &text)?;
        self.need(&mut changed, &mends)?;
        Ok(Alternative { changes: changed, mends, moves, text })
    }

    /// Checks the changed text, and gives the verdicts that moved. What is read there must be what was wanted, but for what
    /// is to be answered, which must leave its fact contested; and once that is settled no verdict may be other than was
    /// asked for.
    #[allow(clippy::type_complexity, reason = "the rules that are mended, and the others")]
    fn replayed(&self, changed: &[Changed<'c>], text: &str) -> Result<(Vec<Moved<'c>>, Vec<Moved<'c>>), Refused> {
        let vocabulary = self.report.facts.vocabulary();
        let wanted = self.stated(changed.iter());
        let wanted = Facts::new(vocabulary, &wanted, self.report.facts.hearing());
        let document = Document {
            index: self.report.document,
            first_line: self.report.lines.first_line(),
            text: text.to_owned(),
            limits: self.checker.limits,
        };
        let outcome = self.checker.document(self.report.file, &document, false, |after| {
            let until: Vec<VerdictAndScope> = after.results.iter().map(RuleResult::verdict_and_scope).collect();
            let settled = statements::settled(&after.pilot.facts, changed);
            let settled = Facts::new(vocabulary, &settled, self.report.facts.hearing());
            let verdicts: Result<Vec<_>, Exceeded> = if changed.iter().any(Changed::is_to_be_answered) {
                self.rules.iter().map(|held| held.rule.prepared.verdict_and_scope(&settled)).collect()
            } else {
                Ok(until.clone())
            };
            let mut answered = changed.iter().filter(|changed| changed.is_to_be_answered());
            let contested = answered.all(|changed| after.facts.is_contested(changed.change.fact));
            let same = vocabulary.facts().iter().all(|fact| settled.same(&wanted, fact.id));
            let untouched = self.untouched(after.pilot.facts.as_slice(), changed);
            (contested && same && untouched, until, verdicts)
        });
        let Some((true, until, verdicts)) = outcome.pilot.map(|pilot| pilot.shown) else {
            return Err(Refused::DoesNotHold);
        };
        let verdicts = verdicts?;
        if until.len() != self.rules.len()
            || verdicts.len() != self.rules.len()
            || self.report.results.len() != self.rules.len()
        {
            return Err(Refused::Exceeded);
        }
        let (mut mends, mut moves) = (Vec::new(), Vec::new());
        let verdicts = verdicts.into_iter().zip(until);
        for ((held, before), (is, until_answered)) in self.rules.iter().zip(&self.report.results).zip(verdicts) {
            let was = before.verdict_and_scope();
            let must = held.rule.rule.force >= self.wish.least;
            let good = |verdict: Verdict| self.good(&held.rule.rule, verdict);
            let gone = !self.wish.allow_out_of_scope && !self.report.facts.sets_aside() && stops(was, is);
            if gone || !good(is.verdict) && (must || good(was.verdict)) {
                return Err(Refused::DoesNotHold);
            }
            let moved = Moved { set: held.set, rule: &held.rule.rule, was, is, until_answered };
            let same = was.verdict == is.verdict && was.verdict == until_answered.verdict;
            match (must && !good(was.verdict), same) {
                (true, _) => mends.push(moved),
                (false, false) => moves.push(moved),
                (false, true) => {}
            }
        }
        Ok((mends, moves))
    }

    /// Whether nothing else is said than before of all facts that do not change, and what was to stay did.
    fn untouched(&self, after: &[StatedFact<'_>], changed: &[Changed<'_>]) -> bool {
        let bare = |statement: &Statement<'_>| Statement {
            cited_at: None,
            span: crate::text::Span::default(),
            written_at: None,
            ..statement.clone().into_owned()
        };
        self.report.facts.vocabulary().facts().iter().all(|fact| {
            let before = self.report.pilot.statements(fact.id);
            let now = after.iter().find(|stated| stated.fact == fact.id).map_or(&[][..], |stated| &stated.statements);
            match changed.iter().find(|changed| changed.change.fact == fact.id) {
                None => before.iter().map(bare).eq(now.iter().map(bare)),
                Some(changed) => {
                    let stays = before.iter().zip(&changed.fates).filter(|(_, fate)| **fate != Fate::Goes);
                    let stays = stays.map(|(one, _)| bare(one));
                    let count = changed.fates.iter().filter(|fate| **fate != Fate::Goes).count();
                    let own = now.get(count..).unwrap_or_default();
                    stays.eq(now.iter().take(count).map(bare))
                        && own.len() == usize::from(changed.add.is_some())
                        && own.iter().all(statements::is_bare)
                }
            }
        })
    }
}
