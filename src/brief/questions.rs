//! `brief questions`.

use std::io::{self, Write};

use watching_brief::check::{Checker, Detail, Selection};
use watching_brief::citations::Register;
use watching_brief::diagnostic::Diagnostic;
use watching_brief::evaluate::Hearing;
use watching_brief::pilot::fold_speaker;
use watching_brief::questions::{letter, link, questions};
use watching_brief::render::questions as show;
use watching_brief::report::{Bar, PilotReport, Run};

use super::cli::{QuestionsArgs, QuestionsFormat};
use super::files::{self, Inputs};
use super::{output, pilots};

pub fn run(args: &QuestionsArgs) -> io::Result<u8> {
    let mut run = Run::default();
    let (collection, wrong) = files::load_rules(&args.source.rules);
    run.tell(wrong);
    let register = Register::embedded();
    let selection = match Selection::only(&collection, &args.only) {
        Ok(selection) => selection,
        Err(message) => return Ok(output::refuse(&[Diagnostic::call(message)])),
    };
    let checker = Checker {
        collection: &collection,
        selection,
        hearing: Hearing {
            least: args.basis,
            without: args.without.iter().map(|name| fold_speaker(name)).collect(),
            ..Hearing::default()
        },
        bar: Bar::default(),
        today: output::today(),
        detail: Detail::Reasons,
        register: &register,
    };
    let look = output::look();
    let form = |report: &PilotReport<'_>| {
        let questions = questions(report);
        if args.letter {
            let letter = letter(&report.pilot.title, &questions);
            let link = args.link.as_deref().map(|body| link(body, &letter));
            // Nothing open, nothing to ask: no letter.
            return if questions.questions.is_empty() { String::new() } else { show::letter(&letter, link.as_deref()) };
        }
        match args.format {
            QuestionsFormat::Human => show::human(report, &questions, look),
            QuestionsFormat::Markdown => show::markdown(report, &questions),
            QuestionsFormat::Json => show::json(report, &questions),
            QuestionsFormat::Csv => show::csv(report, &questions),
        }
    };
    let (begin, between) = match args.format {
        _ if args.letter => (String::new(), if args.link.is_some() { "" } else { "\n\n" }),
        QuestionsFormat::Human | QuestionsFormat::Markdown => (String::new(), "\n"),
        QuestionsFormat::Json => (show::begin_json(), ",\n"),
        QuestionsFormat::Csv => (show::CSV_HEAD.to_owned(), ""),
    };
    let mut out = output::stdout();
    out.write_all(begin.as_bytes())?;
    let mut before = "";
    pilots::each(Inputs::of(&args.pilots), &checker, &mut run, &form, &mut |shown: String| {
        if !shown.is_empty() {
            out.write_all(std::mem::replace(&mut before, between).as_bytes())?;
        }
        out.write_all(shown.as_bytes())
    })?;
    let ending = run.end(&args.without);
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
