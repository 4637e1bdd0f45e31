//! `brief questions`.

use std::io::{self, Write};

use watching_brief::answers::{PilotQuestions, json_line};
use watching_brief::questions::{Letter, Questions, letter, link};
use watching_brief::render::page::Page;
use watching_brief::render::questions as show;
use watching_brief::report::PilotReport;

use super::cli::{QuestionsArgs, QuestionsFormat};
use super::{output, progress, project};

/// What is shown of one pilot.
#[derive(Default)]
struct QuestionsOutput {
    text: String,
    /// Its part of a page, where all pilots are shown on one.
    page: Option<Page>,
    /// What is worth knowing about it, said on standard error.
    aside: Option<String>,
}

pub fn run(args: &QuestionsArgs) -> io::Result<u8> {
    let project = match project::open(&args.pilots.paths, &args.selection, &project::uncounted()) {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    if let Some(refusal) = project.refusal() {
        return Ok(output::refuse(&refusal.errors));
    }
    let look = output::look();
    let form = |report: &PilotReport<'_>, questions: &Questions<'_>| {
        if args.letter {
            return letter_output(args, report, questions);
        }
        let text = match args.format {
            QuestionsFormat::Human => show::page(report, questions).human(look),
            QuestionsFormat::Markdown => show::page(report, questions).markdown(),
            QuestionsFormat::Html => {
                return QuestionsOutput { page: Some(show::page(report, questions)), ..QuestionsOutput::default() };
            }
            QuestionsFormat::Json => json_line(&PilotQuestions::new(report, questions)),
            QuestionsFormat::Csv => show::csv(report, questions),
        };
        QuestionsOutput { text, ..QuestionsOutput::default() }
    };
    let (begin, between) = match args.format {
        _ if args.letter => (String::new(), if args.link.is_some() { "" } else { "\n\n" }),
        QuestionsFormat::Human | QuestionsFormat::Markdown => (String::new(), "\n"),
        QuestionsFormat::Json => (show::begin_json(), ",\n"),
        QuestionsFormat::Html => (String::new(), ""),
        QuestionsFormat::Csv => (format!("{}{}", args.table.mark(), show::CSV_HEAD), ""),
    };
    let mut out = output::stdout();
    out.write_all(begin.as_bytes())?;
    let mut before = "";
    let mut pages = Vec::new();
    let mut sink = |shown: QuestionsOutput| {
        pages.extend(shown.page);
        if !shown.text.is_empty() {
            out.write_all(std::mem::replace(&mut before, between).as_bytes())?;
        }
        out.write_all(shown.text.as_bytes())?;
        if let Some(aside) = shown.aside {
            output::say(&format!("brief: {aside}\n"));
        }
        Ok(())
    };
    let ending = project.questions(&form, &mut sink, &mut progress::bar())?;
    if matches!(args.format, QuestionsFormat::Html) && !args.letter {
        out.write_all(Page::of_several("Questions", pages).html().as_bytes())?;
    }
    let tells = matches!(args.format, QuestionsFormat::Json) && !args.letter;
    if tells {
        out.write_all(show::end_json(&ending).as_bytes())?;
    }
    out.flush()?;
    if !tells {
        // What is wrong must not get into a letter or a table.
        output::aside(&ending);
    }
    Ok(if ending.errors.is_empty() { 0 } else { 2 })
}

/// The letter for a pilot, or its address, and how many of the questions are in it.
fn letter_output(args: &QuestionsArgs, report: &PilotReport<'_>, questions: &Questions<'_>) -> QuestionsOutput {
    let (id, law, most) = (&report.pilot.id, args.law, args.most);
    let Some(letter) = letter(report, questions, law, most) else {
        let aside =
            format!("no rule is open for `{id}`, and nothing is claimed: there is nothing to ask, and no letter");
        return QuestionsOutput { aside: Some(aside), ..QuestionsOutput::default() };
    };
    let more = |letter: &Letter, how: &str| {
        let Letter { asked, all, .. } = letter;
        (asked < all).then(|| format!("the letter for `{id}` asks {asked} of {all} questions; {how}"))
    };
    let Some(body) = args.link.as_deref() else {
        let aside = more(&letter, "--most NUMBER asks more");
        return QuestionsOutput { text: show::letter(&letter, None), aside, page: None };
    };
    let Some((address, letter)) = link(body, report, questions, law, most) else {
        let aside =
            format!("the title of `{id}` leaves no room for a question in an address; --letter alone asks them");
        return QuestionsOutput { aside: Some(aside), ..QuestionsOutput::default() };
    };
    let aside = more(&letter, "an address has no room for more, and --letter alone asks them");
    QuestionsOutput { text: show::letter(&letter, Some(&address)), aside, page: None }
}
