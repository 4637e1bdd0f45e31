//! All conditions against the pilots of a run, with their titles.

use super::anchor;
use super::page_names::PageNames;
use super::row::PilotRow;
use crate::render::html::{Html, SIDEWAYS, mark};
use crate::report::RunOpening;
use crate::text::words::counted;

/// At most so many pilots stand beside one another.
pub(super) const MAX_PILOTS: usize = 12;

/// Adds the table.
pub(super) fn table(opening: &RunOpening<'_>, pilots: &[PilotRow], names: Option<&PageNames>, out: &mut Html) {
    out.markup("<section class=\"part\">\n<h2 id=\"_table\" tabindex=\"-1\">All conditions in a table</h2>\n");
    let shown = pilots.get(..MAX_PILOTS).unwrap_or(pilots);
    if pilots.len() > shown.len() {
        out.markup("<p>The first ").number(shown.len()).markup(" of ").text(&counted(pilots.len(), "pilot"));
        out.markup(" stand here; <code>brief matrix</code> shows them all.</p>\n");
    }
    out.markup(SIDEWAYS);
    out.markup(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"_table\" tabindex=\"0\"><table class=\"sortable\">\n\
         <thead><tr><th scope=\"col\">Condition</th>",
    );
    for pilot in shown {
        out.element("<th scope=\"col\">", &pilot.title, "</th>");
    }
    out.markup("<th scope=\"col\">Force</th><th scope=\"col\">Stated by</th></tr></thead>\n<tbody>");
    let mut columns: Vec<_> = shown.iter().map(|pilot| pilot.verdicts.iter().peekable()).collect();
    for (_, ready) in opening.rules() {
        let rule = &ready.rule;
        out.markup("<tr><th scope=\"row\">")
            .text(&rule.title)
            .markup(" <code class=\"name\">")
            .text(&rule.id)
            .markup("</code></th>");
        for (pilot, column) in shown.iter().zip(&mut columns) {
            // A rule that was too much to decide has no verdict.
            let Some((_, verdict)) = column.next_if(|(id, _)| *id == rule.id) else {
                out.markup("<td></td>");
                continue;
            };
            out.markup("<td><a href=\"")
                .text(&names.map_or_else(String::new, |names| names.address(&pilot.id)))
                .markup("#")
                .text(&anchor::result(&pilot.id, &rule.id))
                .markup("\">");
            out.markup(mark(*verdict)).markup("</a></td>");
        }
        out.markup("<td>").markup(rule.force.name()).element("</td><td>", &rule.by, "</td></tr>\n");
    }
    out.markup("</tbody></table></div>\n</section>\n");
}
