//! The questions and the letters of any pilot, whatever stands in it.
//!
//! Every line of a letter is known: what it opens and ends with, a question in its turn, or what somebody said of the fact
//! that the question is about, in their name, with their words marked as theirs. What was not said stands nowhere, and
//! nothing that was said of the fact is left out. The questions say likewise who said what. Both are read back as what they
//! are: a letter as text, the address of one as an address, and a page of questions as Markdown that acts nowhere.

use std::collections::BTreeSet;

use serde_json::Value;
use watching_brief::answers::{PilotQuestions, json_line};
use watching_brief::check::{Checker, Selection};
use watching_brief::evaluate::StatementFilter;
use watching_brief::explain;
use watching_brief::model::vocabulary::{Fact, FactType};
use watching_brief::pilot::{StatedValue, Statement};
use watching_brief::questions::{Law, Letter, Questions, letter, link, questions};
use watching_brief::render::{self, DisplayOptions};
use watching_brief::report::PilotReport;
use watching_brief::source::Documents;
use watching_brief::text::words::harmless;

use super::bytes::Bytes;
use super::shipped::{REGISTER, RULES};
use super::{forms, hostile, markdown};

/// Makes a pilot, and asks what it leaves open.
pub fn run(bytes: &[u8]) {
    let bytes = &mut Bytes::new(bytes);
    let made = (bytes.below(3) > 0).then(|| hostile::own_rules(bytes));
    let rules = made.as_ref().unwrap_or(&RULES);
    let ids: Vec<&str> = rules.rules().map(|(_, rule)| rule.rule.id.as_str()).collect();
    let few: Vec<String> = (0..=bytes.below(6)).map(|_| bytes.one(&ids).to_owned()).collect();
    let selection = if made.is_some() { Selection::all(rules) } else { Selection::only(rules, &few).expect("rules") };
    let mut checker = Checker::new(rules, selection, &REGISTER, jiff::civil::date(2026, 11, 22));
    let how = bytes.byte();
    checker.hearing = StatementFilter { hedged: how & 1 == 1, without_author: how & 0b1110 == 0, ..checker.hearing };
    let (most, owners) = (1 + bytes.below(12), bytes.flip());
    let mut text = hostile::spoken_pilot(bytes, &ids);
    if owners {
        text.push_str("owners: [DWP, the provider]\n");
    }
    let document = Documents::new(text.as_bytes()).flatten().next().expect("a document");
    let outcome = checker.document("pilot.yaml", &document, false, |report| asked(report, most));
    assert!(outcome.pilot.is_some(), "{:?} in {text}", outcome.diagnostics);
}

fn asked(report: &PilotReport<'_>, most: usize) {
    let questions = questions(report);
    page(report, &questions);
    for (law, _) in Law::ALL {
        let whole = letter(report, &questions, law, most);
        if let Some(letter) = &whole {
            assert!(letter.asked == letter.all.min(most) && letter.asked > 0, "{letter:?}");
            Read { report, law, in_few_words: false }.letter(letter);
            assert_eq!(
                render::questions::letter(letter, None),
                format!("Subject: {}\n\n{}", letter.title, letter.text)
            );
        }
        if let Some((address, letter)) = link("a body/ä", report, &questions, law, most) {
            assert!(whole.is_some_and(|whole| whole.all == letter.all && whole.asked >= letter.asked), "{letter:?}");
            assert!(address.is_ascii() && address.len() <= 2_000, "{address}");
            let (path, query) = address.split_once('?').expect("a query");
            assert_eq!(path, "https://www.whatdotheyknow.com/new/a%20body%2F%C3%A4");
            let values: Vec<(&str, String)> = query
                .split('&')
                .map(|part| {
                    let (key, value) = part.split_once('=').expect("a value");
                    (key, percent_encoding::percent_decode_str(value).decode_utf8().expect("text").into_owned())
                })
                .collect();
            assert_eq!(values, [("title", letter.title.clone()), ("default_letter", letter.text.clone())]);
            // Where not one question fits, the address has a letter that is only longer.
            Read { report, law, in_few_words: true }.letter(&letter);
        }
    }
}

/// What is said on one line, and harmless.
fn one_line(text: &str) -> String {
    harmless(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A letter, read line by line.
struct Read<'r> {
    report: &'r PilotReport<'r>,
    law: Law,
    in_few_words: bool,
}

impl Read<'_> {
    fn letter(&self, letter: &Letter) {
        let all = &letter.text;
        forms::line(&letter.title);
        all.split('\n').for_each(forms::line);
        assert_eq!(letter.title, format!("Questions about a pilot: {}", one_line(&self.report.pilot.title)));
        let body = all.strip_prefix("Dear Sir or Madam,\n\n").expect("a greeting");
        let body = body.strip_suffix("\nYours faithfully,\n").expect("an ending");
        let (mut numbers, mut facts) = (1.., BTreeSet::new());
        let mut fact: Option<&Fact> = None;
        let mut left: Vec<String> = Vec::new();
        for line in body.lines() {
            if let Some(said) = line.strip_prefix("   ") {
                let known = left.first().is_some_and(|first| first == said);
                assert!(known, "{said:?} is not what is said of {:?}, which is {left:?}: {all}", fact.map(|f| &f.path));
                left.remove(0);
                continue;
            }
            // A question ends where the next line is none of what is said.
            assert!(left.is_empty(), "{left:?} is left out: {all}");
            let number = line.split_once(". ").filter(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()));
            if let Some((number, question)) = number {
                assert_eq!(number.parse(), Ok(numbers.next().expect("a number")), "{all}");
                let asked = self.fact_of(question).unwrap_or_else(|| panic!("{question:?} asks for no fact: {all}"));
                assert!(facts.insert(asked.id), "{} is asked for twice: {all}", asked.path);
                // A plain letter puts what is known and what is open in the same words: how much is said tells which it is.
                let follows = body.lines().skip_while(|other| *other != line).skip(1);
                let follows = follows.take_while(|other| other.starts_with("   ")).count();
                let known = self.said_of(asked, true);
                let is_known = match self.law {
                    Law::NoAct => known.len() == follows,
                    _ => question == format!("On {}:", tells(asked)),
                };
                left = if is_known { known } else { self.said_of(asked, false) };
                fact = Some(asked);
            } else {
                assert!(line.is_empty() || OWN.iter().any(|own| line.starts_with(own)), "{line:?} in {all}");
            }
        }
        assert!(left.is_empty(), "{left:?} is left out: {all}");
        assert_eq!(numbers.next(), Some(letter.asked + 1), "{all}");
    }

    /// The fact that a question asks for.
    fn fact_of(&self, question: &str) -> Option<&Fact> {
        let facts = self.report.facts.vocabulary().facts();
        facts.iter().find(|fact| {
            let tells = tells(fact);
            if self.law == Law::NoAct {
                return question == one_line(&fact.ask);
            }
            question == format!("On {tells}:")
                || match fact.kind {
                    FactType::Bool => {
                        question == format!("What is the policy on {tells}, and where is it written down?")
                    }
                    _ => question == format!("{} Where is it written down?", one_line(&fact.ask)),
                }
        })
    }

    /// The lines that say what is said of a fact, in their order: of one that is known, and asked for by name, what is
    /// listened to; of one that is open also what is hedged, and who did not answer.
    fn said_of(&self, fact: &Fact, is_known: bool) -> Vec<String> {
        let facts = self.report.facts;
        let mut said: Vec<&Statement<'_>> = facts.heard(fact.id).collect();
        if is_known {
            return said.into_iter().map(|one| self.says(fact, one)).collect();
        }
        said.extend(facts.hedged(fact.id));
        let unanswered = facts.unanswered(fact.id);
        let unanswered = unanswered.map(|one| {
            let by = one.by.as_deref().unwrap_or("somebody");
            let on = one.asked.as_deref().map_or_else(String::new, |day| format!(" on {day}"));
            if let Some(phrase) = one.phrase.as_deref().filter(|_| one.asked.is_none()) {
                let place = self.place(one);
                let place = if place.is_empty() { place } else { format!(" ({place})") };
                return one_line(&format!(
                    "According to {by}: “{phrase}”{place}, which speaks of it, but leaves the question open.{}",
                    my_note(one.note.as_deref())
                ));
            }
            one_line(&format!("({by} was asked{on}, and did not answer.){}", my_note(one.note.as_deref())))
        });
        said.into_iter().map(|one| self.says(fact, one)).chain(unanswered).collect()
    }

    /// A statement as a letter has it: in the name of who made it, with their words in quotation marks.
    fn says(&self, fact: &Fact, one: &Statement<'_>) -> String {
        let by = one.by.as_deref().unwrap_or("the description of the pilot");
        let hedged = if one.hedged { ", though not as settled" } else { "" };
        let from = if self.in_few_words { String::new() } else { self.place(one) };
        let phrase = one.phrase.as_deref().map(|phrase| format!("“{phrase}”"));
        let place = [Some(from).filter(|from| !from.is_empty()), phrase];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(": ");
        let place = if place.is_empty() { place } else { format!(" ({place})") };
        let retold = one.retold().map_or_else(String::new, |retold| format!(", {}", retold.words()));
        let note = my_note(one.remark());
        one_line(&format!("According to {by}{retold}{hedged}: {}{place}.{note}", value(fact, &one.said)))
    }

    /// Where a statement can be read, without its words.
    fn place(&self, one: &Statement<'_>) -> String {
        let mut from: Vec<String> = Vec::new();
        from.extend(one.document.as_deref().map(|id| {
            self.report.register.document(id).map_or_else(|| id.to_owned(), |known| format!("“{}”", known.title))
        }));
        from.extend(one.paragraph.as_ref().map(|paragraph| format!("{} {paragraph}", paragraph.noun())));
        from.extend(one.date.as_deref().map(str::to_owned));
        from.extend(one.url.as_deref().map(str::to_owned));
        from.join(", ")
    }
}

/// The remark on a statement, which the letter's writer makes: a sentence.
fn my_note(note: Option<&str>) -> String {
    let Some(note) = note.map(str::trim) else { return String::new() };
    let mut letters = note.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if note.is_empty() || note.ends_with(['.', '?', '!', ':']) { "" } else { "." };
    format!(" My note: {first}{}{end}", letters.as_str())
}

/// What a fact tells, without what is for those who write pilots.
fn tells(fact: &Fact) -> String {
    let told = explain::tells(fact).replace(" (true)", "").replace(" (false)", "");
    one_line(told.split(';').next().unwrap_or_default())
}

/// The lines that a letter has of its own.
const OWN: [&str; 11] = [
    "Below, what stands after a name is how I read what was said; the words themselves are in quotation marks.",
    "This is a request under the ",
    "Under the ",
    "I should be glad of your answers",
    "What is said of the following does not agree.",
    "The following has been said.",
    "The following is not known to me.",
    "Where a document answers a question",
    "ask for. ",
    "order given, ",
    "Thank you for your help.",
];

/// A value in plain words.
fn value(fact: &Fact, said: &StatedValue<'_>) -> String {
    let listed = |values: &[u8], last: &str| {
        let names: Vec<String> =
            values.iter().map(|value| fact.values[usize::from(*value)].replace('-', " ")).collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
        }
    };
    match said {
        StatedValue::Bool(is_so) => if *is_so { "yes" } else { "no" }.to_owned(),
        StatedValue::Choice(value) => listed(&[*value], "or"),
        StatedValue::OneOf(values) => listed(values, "or"),
        StatedValue::NoneOf(values) => format!("not {}", listed(values, "or")),
        StatedValue::Exactly(members) if members.is_empty() => "none".to_owned(),
        StatedValue::Exactly(members) => format!("{}, and nothing else", listed(members, "and")),
        StatedValue::Partly { includes, excludes } => {
            let out = format!("not {}", listed(excludes, "or"));
            let least = format!("at least {}", listed(includes, "and"));
            match (includes.is_empty(), excludes.is_empty()) {
                (false, true) => least,
                (false, false) => format!("{least}, but {out}"),
                _ => out,
            }
        }
        StatedValue::Text(text) => text.to_string(),
        // What is said of numbers and days is held to their digits elsewhere.
        StatedValue::Number(claim) => plain(&explain::number_claim(fact, claim)),
        StatedValue::Date(claim) => plain(&explain::date_claim(fact, claim)),
        StatedValue::Unanswered => panic!("who did not answer says nothing"),
    }
}

fn plain(claim: &str) -> String {
    claim.strip_prefix("is ").unwrap_or(claim).to_owned()
}

/// The questions as a page and as data: each says of its fact what was said, and by whom.
fn page(report: &PilotReport<'_>, questions: &Questions<'_>) {
    let page = render::questions::page(report, questions);
    markdown::hold(&page.markdown());
    page.human(DisplayOptions::default()).split('\n').for_each(forms::line);
    let json: Value = serde_json::from_str(&json_line(&PilotQuestions::new(report, questions))).expect("JSON");
    let told = json["questions"].as_array().expect("a list");
    assert_eq!(told.len(), questions.questions.len());
    for (told, question) in told.iter().zip(&questions.questions) {
        assert_eq!(told["fact"], question.fact.path.as_str());
        let said = report.pilot.statements(question.fact.id).iter();
        let said: Vec<(Option<&str>, Option<&str>)> =
            said.map(|one| (one.by.as_deref(), one.phrase.as_deref())).collect();
        for key in ["statements", "unanswered", "hedged"] {
            for one in told[key].as_array().into_iter().flatten() {
                let one = (one["by"].as_str(), one["phrase"].as_str());
                assert!(said.contains(&one), "{one:?} did not say that: {told}");
            }
        }
    }
}
