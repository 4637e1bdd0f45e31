//! What a project is asked besides a check: what the command prints as JSON.

use std::io;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};
use watching_brief::answers::{self, ExplainAnswer, FactsAnswer, PilotQuestions, RulesAnswer, json, json_line};
use watching_brief::check::Selection;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::reading::read_whole;
use watching_brief::project::{Project, RepairRequest};
use watching_brief::questions::{Law, MOST_ASKED, Questions, letter};
use watching_brief::render::questions as show;
use watching_brief::report::{PilotReport, RunEnding};
use watching_brief::schema as shapes;
use watching_brief::text::words;

use crate::options::{named, wrong_call};
use crate::project::Opened;

/// What a call gives: the text, or what is wrong.
pub type Answered = Result<String, Vec<Diagnostic>>;

/// What is open about the pilots, as questions.
pub fn questions(opened: &Opened) -> Answered {
    let show_one =
        |report: &PilotReport<'_>, questions: &Questions<'_>| json_line(&PilotQuestions::new(report, questions));
    let (pilots, ending) = of_pilots(opened.uncounted()?, &show_one)?;
    Ok([show::begin_json(), pilots.join(",\n"), show::end_json(&ending)].concat())
}

/// A letter for each pilot that leaves something to ask, by the id of the pilot.
pub fn letters(opened: &Opened, law: Option<&str>, most: Option<usize>) -> Answered {
    let mut wrong = Vec::new();
    let law = named("law", law, &Law::ALL, &mut wrong).unwrap_or(Law::FreedomOfInformation2000);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let write = |report: &PilotReport<'_>, questions: &Questions<'_>| {
        let letter = letter(report, questions, law, most.unwrap_or(MOST_ASKED))?;
        Some((report.pilot.id.clone().into_owned(), Value::String(show::letter(&letter, None))))
    };
    let (letters, ending) = of_pilots(opened.uncounted()?, &write)?;
    // A letter cannot tell by itself what is wrong.
    if !ending.errors.is_empty() {
        return Err(ending.errors);
    }
    Ok(json(&Value::Object(letters.into_iter().flatten().collect::<Map<_, _>>())))
}

/// What is made of the questions that each pilot leaves.
fn of_pilots<R: Send>(
    project: &Project,
    show: &(dyn Fn(&PilotReport<'_>, &Questions<'_>) -> R + Sync),
) -> Result<(Vec<R>, RunEnding), Vec<Diagnostic>> {
    if let Some(refusal) = project.refusal() {
        return Err(refusal.errors);
    }
    let mut all = Vec::new();
    let mut take = |shown: R| -> io::Result<()> {
        all.push(shown);
        Ok(())
    };
    // What is only taken up cannot fail.
    let ending = project.questions(show, &mut take, &mut |_| ()).unwrap_or_default();
    Ok((all, ending))
}

/// The conditions of the rule sets beside what each pilot says of them.
pub fn promises(opened: &Opened) -> Answered {
    opened.uncounted()?.promises(&mut |_| ()).map(|(answer, _)| json(&answer))
}

/// How a pilot is to be repaired.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RepairWishes {
    pilot: Option<String>,
    keep: Vec<String>,
    settle: bool,
    allow_out_of_scope: bool,
    most: Option<u8>,
}

/// What would have to change about a pilot.
pub fn repair(opened: &Opened, path: &Path, wishes: &str) -> Answered {
    let wishes: RepairWishes = serde_json::from_str(wishes)
        .map_err(|error| vec![wrong_call(format!("how to repair it cannot be read: {error}"))])?;
    let project = opened.uncounted()?;
    if let Some(refusal) = project.refusal() {
        return Err(refusal.errors);
    }
    let inputs = opened.inputs(path);
    let (name, text) = read_whole(inputs, path).map_err(|wrong| vec![wrong])?;
    let usual = RepairRequest::default();
    let wanted = RepairRequest {
        pilot: wishes.pilot,
        keep: wishes.keep,
        settle: wishes.settle,
        allow_out_of_scope: wishes.allow_out_of_scope,
        most: wishes.most.map_or(usual.most, usize::from),
    };
    project.repair(&name, &text, &wanted, |proposed| {
        let diffs = proposed.diffs(&text);
        json(&proposed.page(&diffs, None).answer(proposed.ending))
    })
}

/// The rules under their rule sets.
pub fn rules(opened: &Opened) -> Answered {
    let project = opened.uncounted()?;
    let (collection, only) = (project.collection(), &project.settings().only.value);
    let selection = Selection::only(collection, only).map_err(|unknown| {
        let wrong = unknown.0.into_iter().map(|one| Diagnostic::call(DiagnosticCode::UnknownName, one.message));
        wrong.collect::<Vec<_>>()
    })?;
    Ok(json(&RulesAnswer::new(collection.vocabulary(), collection, &selection, &told(project))))
}

/// The facts of the vocabulary, or of one of its sections.
pub fn facts(opened: &Opened, section: Option<&str>) -> Answered {
    let vocabulary = opened.project.collection().vocabulary();
    let answer = FactsAnswer::new(vocabulary, section);
    answer.map(|answer| json(&answer)).map_err(|message| vec![Diagnostic::call(DiagnosticCode::UnknownName, message)])
}

/// A rule, a fact, a rule set, a section, a dimension or a document in plain words.
pub fn explain(opened: &Opened, name: &str) -> Answered {
    let project = opened.uncounted()?;
    let explanation = project.explain(name);
    let explanation = explanation.map_err(|message| vec![Diagnostic::call(DiagnosticCode::UnknownName, message)])?;
    Ok(json(&ExplainAnswer::new(name, &explanation, &told(project))))
}

/// The JSON Schema of a kind of file, or of an answer, by the name that `brief schema` takes.
pub fn schema(opened: &Opened, name: &str) -> Answered {
    let vocabulary = opened.project.collection().vocabulary();
    let of_file = shapes::FILES.iter().find(|schema| schema.name == name).map(|schema| (schema.make)(vocabulary));
    let of_answer = || answers::SCHEMAS.iter().find(|schema| schema.name == name);
    let schema = of_file.or_else(|| of_answer().map(|schema| (schema.make)(vocabulary)));
    schema.map(|schema| format!("{schema:#}\n")).ok_or_else(|| {
        let names = shapes::FILES.iter().map(|one| one.name).chain(answers::SCHEMAS.iter().map(|one| one.name));
        let names = words::listed(&names.collect::<Vec<_>>(), "and");
        vec![wrong_call(format!("there is no schema `{}`; there are {names}", words::excerpt(name)))]
    })
}

/// What is wrong with a project, and worth knowing.
fn told(project: &Project) -> Vec<Diagnostic> {
    let ending = project.end(project.begin());
    ending.errors.into_iter().chain(ending.notices).collect()
}
