//! How a verdict is shown: by its word and its sign, and by a frame of its own; colour only repeats them.

use crate::model::{Verdict, VerdictAndScope};

/// The mark of a verdict.
pub(in crate::render) fn mark(result: VerdictAndScope) -> &'static str {
    match result.verdict {
        Verdict::Breached => "<strong class=\"verdict breached\"><span aria-hidden=\"true\">✕</span> Breached</strong>",
        Verdict::Contested => {
            "<strong class=\"verdict contested\"><span aria-hidden=\"true\">≠</span> Contested</strong>"
        }
        Verdict::Unstated => "<strong class=\"verdict unstated\"><span aria-hidden=\"true\">?</span> Unstated</strong>",
        Verdict::Met if result.is_met_if_it_applies() => {
            "<strong class=\"verdict met-if\"><span aria-hidden=\"true\">~</span> Met, if it applies</strong>"
        }
        Verdict::Met => "<strong class=\"verdict met\"><span aria-hidden=\"true\">✓</span> Met</strong>",
        Verdict::NotApplicable => {
            "<strong class=\"verdict not-applicable\"><span aria-hidden=\"true\">–</span> Not applicable</strong>"
        }
    }
}
