//! Pilots held against the rules.

use watching_brief::render::{DisplayOptions, FORMATS, format};

use crate::answer::Answered;
use crate::project::{self, Decided};
use crate::request::Request;

/// The report of a check, in any of its forms.
pub fn check(request: &Request) -> Answered {
    let Some(format) = format(request.form()) else {
        let forms: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        return Err(request.no_such_form(&forms));
    };
    let project = project::open(request, Decided::Counts)?;
    let look = DisplayOptions { quiet: request.options.quiet, ..DisplayOptions::PLAIN };
    Ok(project.report(format, look).0)
}
