//! A letter that puts a pilot's questions to whoever answers for it: what is disputed, what is only claimed, what is open.

use std::cell::Cell;
use std::fmt::Write as _;

use super::letter_words::{
    is_treatment_spoken_of, my_note, on, one_line, open_question, says, says_in_few_words, takes_treatment_for_granted,
};
use super::{Question, Questions, without_answer};
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{Applies, Basis, Verdict, Why};
use crate::pilot::{Statement, fold_speaker};
use crate::report::{PilotReport, RuleResult, facts_to_change, gravest_first};
use crate::text::words;

/// The act under which a letter asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Law {
    /// The Freedom of Information Act 2000: bodies of England, Wales and Northern Ireland, and of the whole United Kingdom.
    FreedomOfInformation2000,
    /// The Freedom of Information (Scotland) Act 2002: bodies of Scotland.
    FreedomOfInformationScotland2002,
    /// No act: a plain letter.
    NoAct,
}

impl Law {
    /// All of them, with the names by which a call asks for them.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::FreedomOfInformation2000, "foi-2000"),
        (Self::FreedomOfInformationScotland2002, "foi-scotland-2002"),
        (Self::NoAct, "none"),
    ];

    /// What the act is called, if there is one.
    fn title(self) -> Option<&'static str> {
        match self {
            Self::FreedomOfInformation2000 => Some("Freedom of Information Act 2000"),
            Self::FreedomOfInformationScotland2002 => Some("Freedom of Information (Scotland) Act 2002"),
            Self::NoAct => None,
        }
    }
}

/// A letter: a title, and a text without any personal data of its sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
    /// How many questions it puts.
    pub asked: usize,
    /// How many there are.
    pub all: usize,
}

/// The most questions that a letter puts, if nobody says otherwise.
pub const MOST_ASKED: usize = 12;

/// The most characters of an address that every browser and every server takes.
const MAX_LINK: usize = 2_000;

/// What a letter asks, in order.
struct Asked<'r> {
    /// The facts that are disputed, with all that is said of them.
    disputed: Vec<&'r Question<'r>>,
    /// The facts by which rules are breached, the gravest first.
    breached: Vec<OnRecord<'r>>,
    /// The facts that decide a rule that is met, and are only claimed, on one word; those by which musts are met first.
    claimed: Vec<OnRecord<'r>>,
    /// The facts that are open, and not on record.
    open: Vec<&'r Question<'r>>,
}

/// A fact of which something is said that the record is to bear out.
struct OnRecord<'r> {
    fact: &'r Fact,
    said: Vec<&'r Statement<'r>>,
    /// What is asked of it besides, where it is not known in full.
    open: Option<&'r Question<'r>>,
}

/// The letter for a pilot; none where there is nothing to ask. It puts the first questions, up to `most`.
#[must_use]
pub fn letter(report: &PilotReport<'_>, questions: &Questions<'_>, law: Law, most: usize) -> Option<Letter> {
    let asked = what_to_ask(report, questions);
    (asked.count() > 0).then(|| asked.letter(report, law, most, false))
}

/// The address at which WhatDoTheyKnow opens a new request to a public body, with the letter filled in, and that letter: it
/// is in few words, and has no more questions than fit into 2,000 characters. `body` is the name of the body in the addresses
/// of that site.
#[must_use]
pub fn link(
    body: &str,
    report: &PilotReport<'_>,
    questions: &Questions<'_>,
    law: Law,
    most: usize,
) -> Option<(String, Letter)> {
    let asked = what_to_ask(report, questions);
    let fewest_first = (1..=asked.count().min(most)).map(|count| {
        let letter = asked.letter(report, law, count, true);
        (address(body, &letter), letter)
    });
    let mut fitting = None;
    for (address, letter) in fewest_first {
        if fitting.is_some() && address.len() > MAX_LINK {
            break;
        }
        fitting = Some((address, letter));
    }
    fitting.filter(|(address, _)| address.len() <= MAX_LINK)
}

fn address(body: &str, letter: &Letter) -> String {
    let (body, title, text) = (encoded(body), encoded(&letter.title), encoded(&letter.text));
    format!("https://www.whatdotheyknow.com/new/{body}?title={title}&default_letter={text}")
}

/// Percent-encoding (RFC 3986): all but the unreserved characters.
fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, UNRESERVED).to_string()
}

const UNRESERVED: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn what_to_ask<'r>(report: &'r PilotReport<'_>, questions: &'r Questions<'_>) -> Asked<'r> {
    let (disputed, others): (Vec<_>, Vec<_>) =
        questions.questions.iter().partition(|question| question.why == Why::Contested);
    let mut open: Vec<_> = others.into_iter().filter(|question| makes_sense(report, question)).collect();
    // Nobody is asked the same twice.
    let mut told: Vec<FactId> = disputed.iter().map(|question| question.fact.id).collect();
    let mut on_record = |facts: Vec<FactId>| {
        let mut new = Vec::new();
        for id in facts {
            let said: Vec<_> = report.facts.heard(id).collect();
            if !said.is_empty() && !told.contains(&id) {
                told.push(id);
                let open = open.iter().find(|question| question.fact.id == id).copied();
                new.push(OnRecord { fact: report.facts.vocabulary().fact(id), said, open });
            }
        }
        new
    };
    let (breached, claimed) = (on_record(facts_breached(report)), on_record(facts_only_claimed(report)));
    open.retain(|question| breached.iter().chain(&claimed).all(|known| known.fact.id != question.fact.id));
    // What somebody has spoken of without saying it comes before what nobody has spoken of.
    let is_spoken_of = |question: &Question<'_>| {
        !question.hedged.is_empty() || question.unanswered.iter().any(|one| one.speaks_without_answering())
    };
    open.sort_by_key(|question| !is_spoken_of(question));
    Asked { disputed, breached, claimed, open }
}

/// The facts by which rules are breached, the gravest first.
fn facts_breached(report: &PilotReport<'_>) -> Vec<FactId> {
    let breached = report.results.iter().filter(|result| result.decision.verdict == Verdict::Breached);
    gravest_first(breached).into_iter().flat_map(facts_to_change).collect()
}

/// The facts that decide a rule that is met, and are only claimed: by one speaker, or by those alone who answer for the pilot.
/// Those by which musts are met come first.
fn facts_only_claimed(report: &PilotReport<'_>) -> Vec<FactId> {
    let met = report.results.iter().filter(|result| result.decision.verdict == Verdict::Met);
    let mut facts: Vec<_> =
        gravest_first(met).into_iter().flat_map(|result| result.decision.because.iter().copied()).collect();
    facts.retain(|fact| {
        let said: Vec<_> = report.facts.heard(*fact).collect();
        let speaker = |one: &Statement<'_>| one.by.as_deref().map(fold_speaker);
        let is_one_word = said.windows(2).all(|pair| matches!(pair, [one, next] if speaker(one) == speaker(next)));
        said.iter().all(|one| one.basis == Basis::Claimed)
            && (is_one_word || said.iter().all(|one| report.pilot.is_by_owner(one)))
    });
    facts
}

/// Whether a question can be answered as things stand. Where it is not known whether a rule is about such a pilot at all,
/// what decides that is asked, and not what would follow: nobody is asked about the treatment of a pilot that may offer none.
fn makes_sense(report: &PilotReport<'_>, question: &Question<'_>) -> bool {
    let fact = question.fact;
    if takes_treatment_for_granted(fact) && !is_treatment_spoken_of(report) {
        return false;
    }
    let turns = |result: &&RuleResult<'_>| result.decision.turns_on.iter().any(|turn| turn.fact == fact.id);
    !question.may_apply.is_empty()
        || report.results.iter().filter(turns).any(|result| {
            let scopes = result.set.set.scopes(result.rule);
            result.decision.applies == Applies::Yes || scopes.iter().any(|scope| scope.facts().contains(&fact.id))
        })
}

impl Asked<'_> {
    fn count(&self) -> usize {
        self.disputed.len() + self.breached.len() + self.claimed.len() + self.open.len()
    }

    /// Of what is only claimed, how much a letter with so many questions asks the record for: where not all has room, half of
    /// what is left beside disputes and breaches is for that of which nothing is known.
    fn claims_within(&self, most: usize) -> usize {
        let left = most.saturating_sub(self.disputed.len() + self.breached.len());
        left.div_ceil(2).max(left.saturating_sub(self.open.len())).min(self.claimed.len())
    }

    /// The letter, with the first questions. `in_few_words` leaves out what can be left out.
    fn letter(&self, report: &PilotReport<'_>, law: Law, most: usize, in_few_words: bool) -> Letter {
        let pilot = one_line(&report.pilot.title);
        let numbers = &mut (1..=most);
        let says = |fact: &Fact, statement: &Statement<'_>| {
            if in_few_words { says_in_few_words(fact, statement) } else { says(fact, statement, report.register) }
        };
        let put = |fact: &Fact| if law == Law::NoAct { one_line(&fact.ask) } else { open_question(fact) };
        let is_quoted = Cell::new(false);
        // A text takes whatever is written to it.
        let write_said = |text: &mut String, fact: &Fact, said: &[&Statement<'_>], question: Option<&Question<'_>>| {
            for statement in said.iter().chain(question.iter().flat_map(|question| &question.hedged)) {
                is_quoted.set(is_quoted.get() || statement.phrase.is_some());
                let _ = writeln!(text, "   {}", says(fact, statement));
            }
            for statement in question.iter().flat_map(|question| &question.unanswered) {
                let told = without_answer(statement, report.register);
                let note = my_note(statement);
                if statement.speaks_without_answering() {
                    is_quoted.set(true);
                    let _ = writeln!(text, "   {}", one_line(&format!("{}.{note}", words::capital(&told))));
                } else {
                    let _ = writeln!(text, "   {}", one_line(&format!("({told}.){note}")));
                }
            }
        };
        let write_question = |question: &&Question<'_>, text: &mut String, number: usize| {
            let _ = writeln!(text, "{number}. {}", put(question.fact));
            write_said(text, question.fact, &question.statements, Some(question));
        };
        let mut questions = String::new();
        section(&mut questions, DISPUTED, numbers, &self.disputed, write_question);
        let claimed = self.claimed.iter().take(self.claims_within(most));
        let on_record: Vec<&OnRecord<'_>> = self.breached.iter().chain(claimed).collect();
        section(&mut questions, ON_RECORD, numbers, &on_record, |OnRecord { fact, said, open }, text, number| {
            let lead = if open.is_some() || law == Law::NoAct { put(fact) } else { on(fact) };
            let _ = writeln!(text, "{number}. {lead}");
            write_said(text, fact, said, *open);
        });
        let open = if law == Law::NoAct { OPEN_IN_A_PLAIN_LETTER } else { OPEN };
        section(&mut questions, open, numbers, &self.open, write_question);
        let mut text = opening(&pilot, law, in_few_words);
        if is_quoted.get() && !in_few_words {
            text.extend(["\n", AS_READ, "\n"]);
        }
        text.push_str(&questions);
        text.push_str(&closing(law, in_few_words));
        let title = format!("Questions about a pilot: {pilot}");
        Letter { title, text, asked: self.count().min(most), all: self.count() }
    }
}

const DISPUTED: &str =
    "What is said of the following does not agree. Please send me what you hold that shows what is right.";
const ON_RECORD: &str =
    "The following has been said. Please send me the document or the record that bears it out, or that corrects it.";
const OPEN: &str = "The following is not known to me.";
const OPEN_IN_A_PLAIN_LETTER: &str =
    "The following is not known to me. Please tell me of each how it is, and where that is written down.";

/// Nobody is to be taken for having said what is only made of their words.
const AS_READ: &str =
    "Below, what stands after a name is how I read what was said; the words themselves are in quotation marks.";

/// A part of a letter: a sentence, and so many of these questions as there are numbers left.
fn section<T>(
    text: &mut String,
    lead: &str,
    numbers: &mut std::ops::RangeInclusive<usize>,
    questions: &[T],
    write: impl Fn(&T, &mut String, usize),
) {
    // Of a range the next number is taken only where there is a question for it.
    for (index, question) in questions.iter().enumerate() {
        let Some(number) = numbers.next() else { return };
        if index == 0 {
            text.extend(["\n", lead, "\n\n"]);
        }
        write(question, text, number);
    }
}

fn opening(pilot: &str, law: Law, in_few_words: bool) -> String {
    let what = match (law.title(), in_few_words) {
        (Some(act), false) => format!(
            "This is a request under the {act}. Please send me the information that you hold which answers the following \
             questions about this pilot: {pilot}."
        ),
        (Some(act), true) => format!("Under the {act}, please answer these questions about this pilot: {pilot}."),
        (None, _) => format!("I should be glad of your answers to the following questions about this pilot: {pilot}."),
    };
    format!("Dear Sir or Madam,\n\n{what}\n")
}

fn closing(law: Law, in_few_words: bool) -> String {
    let middle = match (law.title(), in_few_words) {
        (_, true) => "",
        (Some(_), false) => {
            "\nWhere a document answers a question, a copy of it, or the address at which it is published, is all that I \
             ask for. If some of this cannot be answered within the limit of cost, please answer the questions in the \
             order given, as far as the limit allows. If you do not hold the information, please tell me who does, if you \
             know.\n\nThank you for your help.\n"
        }
        (None, false) => {
            "\nWhere a document answers a question, a copy of it, or the address at which it is published, is all that I \
             ask for. If you cannot answer some of this, please tell me who can, if you know.\n\nThank you for your help.\n"
        }
    };
    format!("{middle}\nYours faithfully,\n")
}
