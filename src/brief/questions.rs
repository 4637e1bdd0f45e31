//! `brief questions`.

use std::io::{self, Write};

use watching_brief::answers::{PilotQuestions, json_line};
use watching_brief::questions::{Questions, letter, link};
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
    let project = match project::open(&args.paths, &args.selection, &project::uncounted()) {
        Ok(project) => project,
        Err(status) => return Ok(status),
    };
    if let Some(refusal) = project.refusal() {
        return Ok(output::refuse(&refusal.errors));
    }
    let look = output::look();
    let form = |report: &PilotReport<'_>, questions: &Questions<'_>| {
        if args.letter {
            let letter = letter(&report.pilot.title, questions, args.most);
            let link = args.link.as_deref().map(|body| link(body, &letter));
            let (count, id) = (questions.questions.len(), &report.pilot.id);
            return match count {
                0 => {
                    let aside = format!("no rule is open for `{id}`: there is nothing to ask, and no letter");
                    QuestionsOutput { aside: Some(aside), ..QuestionsOutput::default() }
                }
                count if count > args.most => {
                    let most = args.most;
                    let aside =
                        format!("the letter for `{id}` asks {most} of {count} questions; --most NUMBER asks more");
                    QuestionsOutput { text: show::letter(&letter, link.as_deref()), aside: Some(aside), page: None }
                }
                _ => QuestionsOutput { text: show::letter(&letter, link.as_deref()), ..QuestionsOutput::default() },
            };
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
        QuestionsFormat::Csv => (show::CSV_HEAD.to_owned(), ""),
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
