//! What is open about pilots: as questions, and as a letter.

use std::io;

use serde::Deserialize;
use watching_brief::answers::{PilotQuestions, json_line};
use watching_brief::questions::{Law, MOST_ASKED, Questions, letter as letter_about};
use watching_brief::render::DisplayOptions;
use watching_brief::render::page::Page;
use watching_brief::render::questions as show;
use watching_brief::report::{PilotReport, RunEnding};

use crate::answer::Answered;
use crate::project::{self, Decided};
use crate::request::{self, Request};

/// What a letter is to be like.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LetterWishes {
    /// The act under which it asks.
    #[serde(deserialize_with = "request::law")]
    law: Option<Law>,
    /// The most questions that it puts.
    most: Option<usize>,
}

/// The questions, of each pilot in turn.
pub fn questions(request: &Request) -> Answered {
    let form = request.form();
    match form {
        "html" => {
            let (pages, ending) = of_pilots(request, &|report, questions| Some(show::page(report, questions)))?;
            super::unless_wrong(ending, Page::of_several("Questions", pages).html())
        }
        "json" => {
            let of_pilot = |report: &PilotReport<'_>, questions: &Questions<'_>| {
                Some(json_line(&PilotQuestions::new(report, questions)))
            };
            let (pilots, ending) = of_pilots(request, &of_pilot)?;
            Ok([show::begin_json(), pilots.join(",\n"), show::end_json(&ending)].concat())
        }
        "csv" => {
            let (rows, ending) = of_pilots(request, &|report, questions| Some(show::csv(report, questions)))?;
            super::unless_wrong(ending, [show::CSV_HEAD.to_owned(), rows.concat()].concat())
        }
        "human" | "markdown" => {
            let of_pilot = |report: &PilotReport<'_>, questions: &Questions<'_>| {
                let page = show::page(report, questions);
                Some(if form == "human" { page.human(DisplayOptions::PLAIN) } else { page.markdown() })
            };
            let (texts, ending) = of_pilots(request, &of_pilot)?;
            super::unless_wrong(ending, texts.join("\n"))
        }
        _ => Err(request.no_such_form(&["csv", "html", "human", "json", "markdown"])),
    }
}

/// A letter for each pilot that leaves something to ask; nothing where none does.
pub fn letter(request: &Request) -> Answered {
    super::as_text(request, || {
        let LetterWishes { law, most } = request.with()?;
        let (law, most) = (law.unwrap_or(Law::FreedomOfInformation2000), most.unwrap_or(MOST_ASKED));
        let of_pilot = |report: &PilotReport<'_>, questions: &Questions<'_>| {
            letter_about(report, questions, law, most).map(|letter| show::letter(&letter, None))
        };
        let (letters, ending) = of_pilots(request, &of_pilot)?;
        super::unless_wrong(ending, letters.join("\n\n"))
    })
}

/// What is made of the questions that each pilot leaves, as far as anything is.
fn of_pilots<R: Send>(
    request: &Request,
    show: &(dyn Fn(&PilotReport<'_>, &Questions<'_>) -> Option<R> + Sync),
) -> Result<(Vec<R>, RunEnding), Vec<watching_brief::model::diagnostic::Diagnostic>> {
    let project = project::open(request, Decided::CountsNot)?;
    if let Some(refusal) = project.refusal() {
        return Err(refusal.errors);
    }
    let mut all = Vec::new();
    let mut take = |shown: Option<R>| -> io::Result<()> {
        all.extend(shown);
        Ok(())
    };
    // What is only taken up cannot fail.
    let ending = project.questions(show, &mut take, &mut |_| ()).unwrap_or_default();
    Ok((all, ending))
}
