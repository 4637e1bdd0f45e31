//! A pilot's file read statement by statement, and changed.

use watching_brief::answers::json;
use watching_brief::project::ChangeRequest;
use watching_brief::project::reading::read_whole;

use crate::answer::Answered;
use crate::project::{self, Decided, only_pilot};
use crate::request::Request;

/// What a file of pilots says.
pub fn read(request: &Request) -> Answered {
    let path = only_pilot(request)?;
    let project = project::open(request, Decided::CountsNot)?;
    let (name, text) = read_whole(project.inputs(), &path).map_err(|wrong| vec![wrong])?;
    super::as_json(request, || Ok(json(&project.read(&name, &text))))
}

/// The text of a file after changes of one of its pilots.
pub fn change(request: &Request) -> Answered {
    let wanted: ChangeRequest = request.with()?;
    let path = only_pilot(request)?;
    let project = project::open(request, Decided::CountsNot)?;
    let (name, text) = read_whole(project.inputs(), &path).map_err(|wrong| vec![wrong])?;
    super::as_json(request, || project.change(&name, &text, &wanted).map(|answer| json(&answer)))
}
