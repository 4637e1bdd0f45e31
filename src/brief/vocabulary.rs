//! `brief vocabulary check`, `list` and `diff`.

use std::io;
use std::path::Path;
use std::sync::Arc;

use watching_brief::answers::{FactsAnswer, VocabularyCheckAnswer, VocabularyDiffAnswer, json};
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::limits::Limits;
use watching_brief::model::vocabulary::{Vocabulary, VocabularyDifference};
use watching_brief::project::vocabulary_loading::load_vocabularies;
use watching_brief::render;

use super::cli::{VocabularyArgs, VocabularyCommand, VocabularyDiffArgs, VocabularyListArgs};
use super::project::{self, DISK};
use super::{output, pages};

pub fn run(command: &VocabularyCommand) -> io::Result<u8> {
    let done = match command {
        VocabularyCommand::Check(args) => args.limit_args.alone().and_then(|limits| {
            let loaded = load_vocabularies(&DISK, &args.files, limits)?;
            let answer = || json(&VocabularyCheckAnswer::new(&loaded.all));
            Ok((pages::in_form(args.format, &render::vocabulary::sound(&loaded.all), answer), 0))
        }),
        VocabularyCommand::List(args) => list(args).map(|text| (text, 0)),
        VocabularyCommand::Diff(args) => diff(args),
    };
    match done {
        Ok((text, status)) => {
            output::print(&text)?;
            Ok(status)
        }
        Err(wrong) => Ok(output::refuse(&wrong)),
    }
}

fn list(args: &VocabularyListArgs) -> Result<String, Vec<Diagnostic>> {
    let vocabulary = project::vocabulary(&VocabularyArgs { files: args.files.clone() })?;
    let told = |message| vec![Diagnostic::call(DiagnosticCode::UnknownName, message)];
    let answer = FactsAnswer::new(&vocabulary, None).map_err(told)?;
    Ok(pages::in_form(args.format, &render::facts::vocabulary(&vocabulary), || json(&answer)))
}

fn diff(args: &VocabularyDiffArgs) -> Result<(String, u8), Vec<Diagnostic>> {
    let limits = args.limit_args.alone()?;
    let (before, after) = (one(&args.before, limits)?, one(&args.after, limits)?);
    let differences = VocabularyDifference::between(&before, &after);
    let page = render::vocabulary::differences(&before, &after, &differences);
    let answer = || json(&VocabularyDiffAnswer::new(&before, &after, &differences));
    Ok((pages::in_form(args.format, &page, answer), u8::from(!differences.is_empty())))
}

/// The vocabulary of a file, or the shipped one by its id.
fn one(name: &Path, limits: Limits) -> Result<Arc<Vocabulary>, Vec<Diagnostic>> {
    let shipped = Vocabulary::shipped();
    if name.as_os_str() == shipped.id() && !name.exists() {
        return Ok(Arc::clone(shipped));
    }
    load_vocabularies(&DISK, &[name.to_owned()], limits).map(|loaded| Arc::clone(loaded.schemas.vocabulary()))
}
