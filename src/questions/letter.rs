//! A letter that puts a pilot's questions to whoever answers for it: what is disputed, what is only claimed, what is open.

use std::cell::Cell;
use std::fmt::Write as _;

use super::asked::{Asked, OnRecord, what_to_ask};
use super::letter_words::{my_note, on, one_line, open_question, says, says_in_few_words};
use super::{Question, Questions, without_answer};
use crate::model::vocabulary::Fact;
use crate::pilot::Statement;
use crate::report::PilotReport;
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

impl Asked<'_> {
    /// The letter, with the first questions. `in_few_words` leaves out what can be left out.
    fn letter(&self, report: &PilotReport<'_>, law: Law, most: usize, in_few_words: bool) -> Letter {
        let pilot = one_line(&report.pilot.title);
        let places = self.places(most);
        let numbers = &mut (1..);
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
                let note = my_note(statement.note.as_deref());
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
        section(&mut questions, DISPUTED, numbers, self.disputed.iter().take(places.disputed), write_question);
        let on_record = self.breached.iter().take(places.breached).chain(self.claimed.iter().take(places.claimed));
        section(&mut questions, ON_RECORD, numbers, on_record, |OnRecord { fact, said, open, .. }, text, number| {
            let lead = if open.is_some() || law == Law::NoAct { put(fact) } else { on(fact) };
            let _ = writeln!(text, "{number}. {lead}");
            write_said(text, fact, said, *open);
        });
        let open = if law == Law::NoAct { OPEN_IN_A_PLAIN_LETTER } else { OPEN };
        section(&mut questions, open, numbers, self.open.iter().take(places.open), write_question);
        let mut text = opening(&pilot, law, in_few_words);
        if is_quoted.get() && !in_few_words {
            text.extend(["\n", AS_READ, "\n"]);
        }
        text.push_str(&questions);
        text.push_str(&closing(law, in_few_words));
        let title = format!("Questions about a pilot: {pilot}");
        Letter { title, text, asked: places.all(), all: self.count() }
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

/// A part of a letter: a sentence, and these questions with the next numbers.
fn section<'q, T: 'q>(
    text: &mut String,
    lead: &str,
    numbers: &mut std::ops::RangeFrom<usize>,
    questions: impl Iterator<Item = &'q T>,
    write: impl Fn(&T, &mut String, usize),
) {
    for (index, (question, number)) in questions.zip(numbers).enumerate() {
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
