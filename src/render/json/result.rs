//! The results of a pilot in the JSON form.
//!
//! A result repeats much that other results have too: what is said of its rule is the same in every pilot, and a fact's
//! statements are the same in every result of a pilot. Each of these is written once, and copied from then on; but for
//! statements that are too long to be kept.

use std::io;

use serde::Serialize;

use super::text;
use crate::answers::result::{
    CiteOfResult, OriginAnswer, ResultRule, ResultSource, ResultWords, SideAnswer, WaiverOfResult, WaiverState,
    WordAnswer,
};
use crate::answers::statement::ParagraphAnswer;
use crate::answers::{hedged, statements, statements_of_open, statements_of_whole};
use crate::citations::Register;
use crate::model::VerdictAndScope;
use crate::model::vocabulary::FactId;
use crate::render::pieces;
use crate::render::rules_of_run::{RulesInOrder, RulesOfRun};
use crate::report::{PilotReport, ResultStanding, RuleResult, RunOpening, Waived};
use crate::rules::{ReadySet, Rule};

/// The keys of an object, without its braces.
fn keys<T: Serialize>(part: &T) -> String {
    let object = text(part);
    object.strip_prefix('{').and_then(|keys| keys.strip_suffix('}')).unwrap_or(&object).to_owned()
}

/// What is said of a rule in every result of it.
#[derive(Debug)]
struct OfRule {
    first: String,
    from: String,
}

impl OfRule {
    fn new(set: &ReadySet, rule: &Rule, register: &Register) -> Self {
        let first = ResultRule {
            rule: &rule.id,
            ruleset: &set.set.id,
            title: &rule.title,
            force: rule.force,
            about: rule.about.name(),
            by: &rule.by,
        };
        let cite = CiteOfResult {
            document: &rule.cite.document,
            paragraph: ParagraphAnswer::new(&rule.cite.paragraph),
            phrase: &rule.cite.phrase,
            part: register.part(&rule.cite.document, &rule.cite.paragraph).map(|part| part.name.as_str()),
        };
        let from = ResultSource { cite, origin: origin(set, rule) };
        Self { first: keys(&first), from: keys(&from) }
    }
}

/// The set that states a rule, and the force that it states it with where that is another now: with the last word on it,
/// if the force was changed more than once.
fn origin<'r>(set: &'r ReadySet, rule: &'r Rule) -> Option<OriginAnswer<'r>> {
    let weighed = rule.weighed.last();
    let (id, title, issued_by) = match &rule.origin {
        Some(origin) => (&origin.id, &origin.title, &origin.issued_by),
        None if weighed.is_some() => (&set.set.id, &set.set.title, &set.set.issued_by),
        None => return None,
    };
    Some(OriginAnswer {
        ruleset: id,
        title,
        issued_by,
        force: weighed.map(|_| rule.stated_force()),
        weighed_by: weighed.map(|last| &*last.to.by),
        reason: weighed.map(|last| &*last.to.reason),
    })
}

/// What is said of the rules of a run, in their order.
#[derive(Debug, Default)]
pub(in crate::render) struct Rules(RulesOfRun<OfRule>);

impl Rules {
    /// Writes what is said of the rules of a run.
    pub fn begin(&self, opening: &RunOpening<'_>) {
        self.0.begin(opening, |set, rule, _| OfRule::new(set, rule, opening.register));
    }

    /// A writer of the results of one pilot; `keep` says that statements may be kept once they are written.
    pub fn results<'r>(&self, report: &'r PilotReport<'r>, keep: bool) -> Results<'r> {
        let facts = report.facts.vocabulary().facts().len();
        let rules = self.0.in_order();
        let of_whole = if report.facts.sets_aside() { facts } else { 0 };
        let (statements, asks) = (vec![None; facts], vec![None; facts]);
        let statements_of_open = vec![None; facts];
        Results { report, rules, keep, statements, statements_of_open, statements_of_whole: vec![None; of_whole], asks }
    }
}

/// Writes the results of one pilot, in the order of the rules.
pub(in crate::render) struct Results<'r> {
    report: &'r PilotReport<'r>,
    rules: RulesInOrder<OfRule>,
    keep: bool,
    /// By fact, its statements, once they were written.
    statements: Vec<Option<Box<str>>>,
    /// The same of the whole pilot, where something of it is set aside; with no room for any before that.
    statements_of_open: Vec<Option<Box<str>>>,
    statements_of_whole: Vec<Option<Box<str>>>,
    /// By fact, what to ask, likewise.
    asks: Vec<Option<Box<str>>>,
}

impl Results<'_> {
    /// Writes the keys of a result, without the braces round them.
    ///
    /// # Errors
    /// What `out` fails with.
    pub fn write(&mut self, result: &RuleResult<'_>, out: &mut impl FnMut(&str) -> io::Result<()>) -> io::Result<()> {
        let register = self.report.register;
        let of = self.rules.of(result, || OfRule::new(result.set, result.rule, register));
        out(&of.first)?;
        verdict(result, out)?;
        out(",\"because\":[")?;
        for (at, fact) in result.decision.because.iter().enumerate() {
            out(if at == 0 { "{\"fact\":\"" } else { ",{\"fact\":\"" })?;
            self.fact(*fact, None, false, out)?;
        }
        out("],\"applies_because\":[")?;
        for (at, fact) in result.decision.applies_because.iter().enumerate() {
            out(if at == 0 { "{\"fact\":\"" } else { ",{\"fact\":\"" })?;
            self.fact(*fact, None, result.decision.on_whole_pilot, out)?;
        }
        out("],\"turns_on\":[")?;
        for (at, turn) in result.decision.turns_on.iter().enumerate() {
            out(if at == 0 { "{\"fact\":\"" } else { ",{\"fact\":\"" })?;
            self.fact(turn.fact, Some(turn.why.name()), false, out)?;
        }
        out("],")?;
        out(&of.from)?;
        if !result.by_word.is_empty() || !result.sides.is_empty() {
            out(",")?;
            out(&keys(&last(result)))?;
        }
        Ok(())
    }

    /// A fact with its statements (those of the whole pilot, if that is asked for), and with why it is open and what to ask
    /// if it is.
    fn fact(
        &mut self,
        id: FactId,
        open: Option<&'static str>,
        of_whole: bool,
        out: &mut impl FnMut(&str) -> io::Result<()>,
    ) -> io::Result<()> {
        let report = self.report;
        let fact = report.facts.vocabulary().fact(id);
        // The names of facts, and of why they are open, need no escape.
        out(&fact.path)?;
        if let Some(why) = open {
            out("\",\"why\":\"")?;
            out(why)?;
            out("\",\"ask\":")?;
            out(once(&mut self.asks, id, || text(&fact.ask)))?;
            out(",\"statements\":")?;
        } else {
            out("\",\"statements\":")?;
        }
        // Where nothing is set aside, the whole pilot says the same.
        let of_whole = of_whole && report.facts.sets_aside();
        let said = || match (of_whole, open.is_some()) {
            (true, _) => statements_of_whole(report, id),
            (false, true) => statements_of_open(report, id),
            (false, false) => statements(report, id),
        };
        if self.keep {
            let known = match (of_whole, open.is_some()) {
                (true, _) => &mut self.statements_of_whole,
                (false, true) => &mut self.statements_of_open,
                (false, false) => &mut self.statements,
            };
            out(once(known, id, || text(&said())))?;
        } else {
            out("[")?;
            for (at, statement) in said().iter().enumerate() {
                out(if at == 0 { "" } else { "," })?;
                pieces::write(statement, out)?;
            }
            out("]")?;
        }
        if open.is_some() && report.facts.hedged(id).next().is_some() {
            out(",\"hedged\":")?;
            out(&text(&hedged(report, id)))?;
        }
        out("}")
    }
}

fn verdict(result: &RuleResult<'_>, out: &mut impl FnMut(&str) -> io::Result<()>) -> io::Result<()> {
    out(",\"verdict\":\"")?;
    out(result.decision.verdict.name())?;
    out("\",\"applies\":\"")?;
    out(result.decision.applies.name_in_reports())?;
    match result.decision.basis {
        Some(basis) => {
            out("\",\"basis\":\"")?;
            out(basis.name())?;
            out("\",\"waived\":")?;
        }
        None => out("\",\"basis\":null,\"waived\":")?,
    }
    match &result.waived {
        Some(waived) => out(&text(&waiver(waived)))?,
        None => out("null")?,
    }
    if result.standing() == ResultStanding::Known { out(",\"known\":true") } else { Ok(()) }
}

/// A text of a fact, made the first time that it is asked for.
fn once(texts: &mut [Option<Box<str>>], fact: FactId, make: impl FnOnce() -> String) -> &str {
    texts.get_mut(fact.index()).map_or("null", |text| text.get_or_insert_with(|| make().into_boxed_str()))
}

fn waiver<'r>(waived: &'r Waived<'_>) -> WaiverOfResult<'r> {
    WaiverOfResult {
        reason: &waived.waiver.reason,
        by: &waived.waiver.by,
        until: waived.waiver.until.to_string(),
        state: if waived.active { WaiverState::Active } else { WaiverState::Expired },
        file: waived.shared.map(|shared| shared.file.as_str()),
        line: waived.shared.map(|shared| shared.place.line),
    }
}

fn last<'r>(result: &'r RuleResult<'_>) -> ResultWords<'r> {
    let words = result.by_word.iter().map(|word| {
        let VerdictAndScope { verdict, applies } = word.otherwise;
        WordAnswer { speaker: word.speaker.as_deref(), otherwise: verdict, applies: applies.into() }
    });
    let sides = result.sides.iter().map(|side| {
        let VerdictAndScope { verdict, applies } = side.verdict;
        SideAnswer { speaker: side.speaker.as_deref(), verdict, applies: applies.into() }
    });
    ResultWords { by_word: words.collect(), sides: sides.collect() }
}
