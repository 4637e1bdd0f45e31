//! One pilot: a first sheet for those who have a minute, and then all that it rests on.

use super::numbers::Numbers;
use super::result::Results;
use super::rule::RuleTexts;
use super::{findings, noted, questions, sets, sheet, speakers};
use crate::questions::in_order;
use crate::render::html::Html;
use crate::report::PilotReport;

/// About as many bytes as a result takes.
const RESULT: usize = 2_048;

/// Writes the part of a pilot.
pub(super) fn pilot(report: &PilotReport<'_>, rules: &RuleTexts) -> Html {
    let mut out = Html::with_capacity((report.results.len() + 8) * RESULT);
    let (numbers, asked) = (Numbers::new(report), in_order(report));
    out.markup("<article class=\"pilot\" aria-labelledby=\"").text(&report.pilot.id).markup("\">\n");
    sheet::sheet(report, &asked, &mut out);
    out.markup("<section class=\"part\">\n");
    findings::part(report, &numbers, &mut out);
    out.markup("\n</section>\n<section class=\"part\">\n");
    speakers::part(report, &numbers, &mut out);
    out.markup("\n</section>\n");
    noted::part(report, &mut out);
    out.markup("<section class=\"part\">\n");
    questions::part(report, &asked, &numbers, &mut out);
    out.markup("\n</section>\n<section class=\"results\">\n");
    sets::part(report, Results::new(report, rules, &numbers), &mut out);
    out.markup("</section>\n</article>\n");
    out
}

/// Writes the first sheet of a pilot alone: it leads nowhere.
pub(super) fn sheet(report: &PilotReport<'_>) -> Html {
    let mut out = Html::leading_nowhere();
    out.markup("<article class=\"pilot\" aria-labelledby=\"").text(&report.pilot.id).markup("\">\n");
    sheet::sheet(report, &in_order(report), &mut out);
    out.markup("</article>\n");
    out
}
