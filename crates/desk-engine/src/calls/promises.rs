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
    if request.form() == "csv" {
        return super::unless_wrong(ending, show::csv(&answer));
    }
    let text = super::in_form(request, &show::page(&answer), || json(&answer))?;
    if request.form() == "json" { Ok(text) } else { super::unless_wrong(ending, text) }
}
