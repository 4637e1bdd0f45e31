//! The results of a pilot in the JSON form.
//!
//! A result repeats much that other results have too: what is said of its rule is the same in every pilot, and what is said
//! of a fact is the same in every result of a pilot. Each of these is written once, and copied from then on; but for
//! pilots whose statements are too long to be kept.

use std::io;

use serde::Serialize;

use super::{adding, text, written};
use crate::answers::result::{
    CiteOfResult, OriginAnswer, ResultRule, ResultSource, ResultWords, SideAnswer, WaiverOfResult, WaiverState,
    WordAnswer,
};
use crate::answers::statement::ParagraphAnswer;
use crate::answers::{hedged, statements, statements_of_open, statements_of_whole};
use crate::citations::Register;
use crate::model::vocabulary::FactId;
use crate::model::{VerdictAndScope, Why};
use crate::render::rules_of_run::{RulesInOrder, RulesOfRun};
use crate::render::{Out, pieces};
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

    /// A writer of the results of one pilot; `keep` says that what is said of its facts may be kept once it is written.
    pub fn results<'r>(&self, report: &'r PilotReport<'r>, keep: bool) -> Results<'r> {
        let facts = if keep { report.facts.vocabulary().facts().len() } else { 0 };
        let of_whole = if report.facts.sets_aside() { facts } else { 0 };
        let (decisive, of_whole, open) = (vec![None; facts], vec![None; of_whole], vec![None; facts]);
        Results { report, rules: self.0.in_order(), keep, decisive, of_whole, open }
    }
}

/// Writes the results of one pilot, in the order of the rules.
pub(in crate::render) struct Results<'r> {
    report: &'r PilotReport<'r>,
    rules: RulesInOrder<OfRule>,
    keep: bool,
    /// By fact, what is said of one that decides, once it was written.
    decisive: Vec<Option<Box<str>>>,
    /// The same of the whole pilot, where something of it is set aside.
    of_whole: Vec<Option<Box<str>>>,
    /// By fact, what is said of one that is open, with why it is: that mostly is the same in all results.
    open: Vec<Option<(Why, Box<str>)>>,
}

/// What a result says of a fact: that it decides, by what is left of the pilot or by the whole of it, or why it is open.
#[derive(Clone, Copy)]
enum FactInResult {
    Decisive { of_whole: bool },
    Open(Why),
}

impl Results<'_> {
    /// Writes the keys of a result, without the braces round them.
    ///
    /// # Errors
    /// What `out` fails with.
    pub fn write(&mut self, result: &RuleResult<'_>, out: &mut impl FnMut(&str) -> io::Result<()>) -> io::Result<()> {
        let (register, decision) = (self.report.register, &result.decision);
        let of = self.rules.of(result, || OfRule::new(result.set, result.rule, register));
        out(&of.first)?;
        verdict(result, out)?;
        // Where nothing is set aside, the whole pilot says the same.
        let of_whole = decision.on_whole_pilot && self.report.facts.sets_aside();
        let because = decision.because.iter().map(|fact| (*fact, FactInResult::Decisive { of_whole: false }));
        self.facts(",\"because\":[", because, out)?;
        let applies = decision.applies_because.iter().map(|fact| (*fact, FactInResult::Decisive { of_whole }));
        self.facts("],\"applies_because\":[", applies, out)?;
        let turns_on = decision.turns_on.iter().map(|turn| (turn.fact, FactInResult::Open(turn.why)));
        self.facts("],\"turns_on\":[", turns_on, out)?;
        out("],")?;
        out(&of.from)?;
        if !result.by_word.is_empty() || !result.sides.is_empty() {
            out(",")?;
            out(&keys(&last(result)))?;
        }
        Ok(())
    }

    /// Some facts, behind the key that says what they are.
    fn facts(
        &mut self,
        key: &str,
        facts: impl Iterator<Item = (FactId, FactInResult)>,
        out: &mut impl FnMut(&str) -> io::Result<()>,
    ) -> io::Result<()> {
        out(key)?;
        for (at, (id, of)) in facts.enumerate() {
            out(if at == 0 { "" } else { "," })?;
            if self.keep {
                self.kept(id, of, out)?;
            } else {
                fact(self.report, id, of, false, out)?;
            }
        }
        Ok(())
    }

    /// A fact as it was written before, or else as it is written now.
    fn kept(&mut self, id: FactId, of: FactInResult, out: &mut impl FnMut(&str) -> io::Result<()>) -> io::Result<()> {
        let report = self.report;
        let make = || written(512, |text| fact(report, id, of, true, &mut adding(text))).into_boxed_str();
        let known = match of {
            FactInResult::Decisive { of_whole: false } => self.decisive.get_mut(id.index()),
            FactInResult::Decisive { of_whole: true } => self.of_whole.get_mut(id.index()),
            FactInResult::Open(why) => {
                return match self.open.get_mut(id.index()).map(|known| known.get_or_insert_with(|| (why, make()))) {
                    Some((known, text)) if *known == why => out(text),
                    _ => out(&make()),
                };
            }
        };
        match known {
            Some(known) => out(known.get_or_insert_with(make)),
            None => out(&make()),
        }
    }
}

/// A fact with its statements, and with why it is open and what to ask if it is; `keep` says that it may be kept whole.
fn fact(report: &PilotReport<'_>, id: FactId, of: FactInResult, keep: bool, out: Out<'_>) -> io::Result<()> {
    let fact = report.facts.vocabulary().fact(id);
    // The names of facts, and of why they are open, need no escape.
    out("{\"fact\":\"")?;
    out(&fact.path)?;
    out("\"")?;
    if let FactInResult::Open(why) = of {
        out(",\"why\":\"")?;
        out(why.name())?;
        out("\",\"ask\":")?;
        out(&text(&fact.ask))?;
    }
    out(",\"statements\":")?;
    let said = match of {
        FactInResult::Decisive { of_whole: true } => statements_of_whole(report, id),
        FactInResult::Decisive { of_whole: false } => statements(report, id),
        FactInResult::Open(_) => statements_of_open(report, id),
    };
    if keep {
        out(&text(&said))?;
    } else {
        out("[")?;
        for (at, statement) in said.iter().enumerate() {
            out(if at == 0 { "" } else { "," })?;
            pieces::write(statement, out)?;
        }
        out("]")?;
    }
    if matches!(of, FactInResult::Open(_)) && report.facts.hedged(id).next().is_some() {
        out(",\"hedged\":")?;
        out(&text(&hedged(report, id)))?;
    }
    out("}")
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
