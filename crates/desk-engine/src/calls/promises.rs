//! Promise and practice.

use watching_brief::answers::json;
use watching_brief::render::promises as show;

use crate::answer::Answered;
use crate::project::{self, Decided};
use crate::request::Request;

/// The conditions of the rule sets beside what each pilot says of them.
pub fn promises(request: &Request) -> Answered {
    let project = project::open(request, Decided::CountsNot)?;
    let (answer, ending) = project.promises(&mut |_| ())?;
    super::in_form_or_table(request, ending, &show::page(&answer), || json(&answer), || show::csv(&answer))
}
