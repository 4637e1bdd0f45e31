//! The calls, a file for each subject. Each gives what the command of its name prints.

mod about;
mod agree;
mod check;
mod coding;
mod filling;
mod promises;
mod questions;
mod reference;
mod repair;
mod rules;

use watching_brief::render::DisplayOptions;
use watching_brief::render::page::Page;
use watching_brief::report::RunEnding;
use watching_brief::text::words;

use crate::answer::{Answer, Answered, wrong_request};
use crate::request::Request;

/// How a call is answered.
type Call = fn(&Request) -> Answered;

/// The calls by their names.
const CALLS: [(&str, Call); 20] = [
    ("about", about::about),
    ("agree", agree::agree),
    ("change", filling::change),
    ("check", check::check),
    ("compare", rules::compare),
    ("documents", coding::documents),
    ("explain", reference::explain),
    ("facts", reference::facts),
    ("letter", questions::letter),
    ("locate", coding::locate),
    ("new", reference::new),
    ("passages", coding::passages),
    ("phrase", coding::phrase),
    ("promises", promises::promises),
    ("questions", questions::questions),
    ("read", filling::read),
    ("register", coding::register),
    ("repair", repair::repair),
    ("rules", rules::rules),
    ("schema", reference::schema),
];

/// Answers a request, which is JSON in UTF-8.
#[must_use]
pub fn answer(request: &[u8]) -> Answer {
    Request::read(request).and_then(|request| called(&request)).into()
}

fn called(request: &Request) -> Answered {
    if let Some((_, call)) = CALLS.iter().find(|(name, _)| *name == request.call) {
        return call(request);
    }
    let known = CALLS.iter().map(|(name, _)| *name);
    let hint = match words::nearest(&request.call, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", words::listed(&known.collect::<Vec<_>>(), "and")),
    };
    Err(wrong_request(format!("there is no call `{}`; {hint}", words::excerpt(&request.call))))
}

/// A page in the form that a request wants, or the JSON form of what it shows.
fn in_form(request: &Request, page: &Page, json: impl FnOnce() -> String) -> Answered {
    match request.form() {
        "json" => Ok(json()),
        "human" => Ok(page.human(DisplayOptions::PLAIN)),
        "markdown" => Ok(page.markdown()),
        "html" => Ok(page.html()),
        _ => Err(request.no_such_form(&["html", "human", "json", "markdown"])),
    }
}

/// The same of an answer that has a table, too; of its forms only JSON tells by itself what is wrong.
fn in_form_or_table(
    request: &Request,
    ending: RunEnding,
    page: &Page,
    json: impl FnOnce() -> String,
    csv: impl FnOnce() -> String,
) -> Answered {
    match request.form() {
        "csv" => unless_wrong(ending, csv()),
        "json" => Ok(json()),
        _ => in_form(request, page, json).and_then(|text| unless_wrong(ending, text)),
    }
}

/// What a call answers that has one form, which is JSON.
fn as_json(request: &Request, json: impl FnOnce() -> Answered) -> Answered {
    match request.form() {
        "json" => json(),
        _ => Err(request.no_such_form(&["json"])),
    }
}

/// What a call answers that has one form, which is text.
fn as_text(request: &Request, text: impl FnOnce() -> Answered) -> Answered {
    match request.form.as_deref() {
        None | Some("text") => text(),
        Some(_) => Err(request.no_such_form(&["text"])),
    }
}

/// A text that cannot tell by itself what is wrong: where anything is, that is told in its place.
fn unless_wrong(ending: RunEnding, text: String) -> Answered {
    if ending.errors.is_empty() { Ok(text) } else { Err(ending.errors.into_iter().chain(ending.notices).collect()) }
}
