//! Two coders' files of the same pilots.

use serde::Deserialize;
use watching_brief::answers::json;
use watching_brief::render::agree::{csv, page};
use watching_brief::text::names;

use crate::answer::Answered;
use crate::project::{self, Decided};
use crate::request::Request;

/// The two codings, by the names of their files or folders.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Codings {
    first: String,
    second: String,
}

/// Where two codings disagree, and how far they agree.
pub fn agree(request: &Request) -> Answered {
    let Codings { first, second } = request.with()?;
    let project = project::open(request, Decided::CountsNot)?;
    let (answer, ending) = project.agree(&names::path(&first), &names::path(&second), &mut |_| ())?;
    super::in_form_or_table(request, ending, &page(&answer), || json(&answer), || csv(&answer))
}
