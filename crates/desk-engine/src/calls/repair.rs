//! What would have to change.

use serde::Deserialize;
use watching_brief::answers::json;
use watching_brief::project::reading::read_whole;
use watching_brief::project::{ProposedRepair, RepairRequest};
use watching_brief::text::words;

use crate::answer::{Answered, wrong_request};
use crate::project::{self, Decided, only_pilot};
use crate::request::Request;

/// How a pilot is to be repaired.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RepairWishes {
    /// The pilot, where the file holds several.
    pilot: Option<String>,
    /// Facts, and sections of facts, that are not to change.
    keep: Vec<String>,
    /// Whether nothing is to be left open.
    settle: bool,
    /// Whether a rule that applies, or may apply, may stop applying.
    allow_out_of_scope: bool,
    /// The most alternatives.
    most: Option<u8>,
    /// The alternative whose text is wanted, from 1; the first if not given.
    alternative: Option<usize>,
}

/// What is proposed for a pilot; as text, what the file would be with one of the alternatives.
pub fn repair(request: &Request) -> Answered {
    let wishes: RepairWishes = request.with()?;
    let path = only_pilot(request)?;
    let project = project::open(request, Decided::CountsNot)?;
    if let Some(refusal) = project.refusal() {
        return Err(refusal.errors);
    }
    let (name, text) = read_whole(project.inputs(), &path).map_err(|wrong| vec![wrong])?;
    let usual = RepairRequest::default();
    let wanted = RepairRequest {
        pilot: wishes.pilot,
        keep: wishes.keep,
        settle: wishes.settle,
        allow_out_of_scope: wishes.allow_out_of_scope,
        most: wishes.most.map_or(usual.most, usize::from),
    };
    let alternative = wishes.alternative.unwrap_or(1);
    project.repair(&name, &text, &wanted, |proposed| match request.form() {
        "text" => changed(&proposed.texts, alternative),
        _ => shown(request, proposed, &text),
    })?
}

/// The text of the file with an alternative.
fn changed(texts: &[String], alternative: usize) -> Answered {
    let text = alternative.checked_sub(1).and_then(|at| texts.get(at)).cloned();
    text.ok_or_else(|| {
        let (count, verb) = (words::counted(texts.len(), "alternative"), if texts.len() == 1 { "is" } else { "are" });
        wrong_request(format!("there is no alternative {alternative}: there {verb} {count}"))
    })
}

fn shown(request: &Request, proposed: &ProposedRepair<'_>, text: &str) -> Answered {
    let diffs = proposed.diffs(text);
    let page = proposed.page(&diffs, None);
    super::in_form(request, &page.page(), || json(&page.answer(proposed.ending)))
}
