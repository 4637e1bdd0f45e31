//! Who states conditions, with what each of them states.

use super::anchor;
use super::uses::Uses;
use crate::render::html::Html;
use crate::text::words::{capital, counted};

/// Adds those who state conditions.
pub(super) fn add(uses: &Uses<'_>, out: &mut Html) {
    out.markup("<section>\n<h2 id=\"_speakers\">Who states conditions</h2>\n");
    for (name, number, rules) in uses.speakers() {
        out.html(&anchor::open("h3", "by", &number.to_string())).text(&capital(name)).markup("</h3>\n<p>");
        out.text(&counted(rules.len(), "condition")).markup(":</p>\n<ul>");
        for rule in rules {
            out.markup("<li>").html(&anchor::link("rule", &rule.id, &rule.id)).markup(" (");
            out.markup(rule.force.name()).markup("): ").text(&rule.title).markup("</li>");
        }
        out.markup("</ul>\n");
    }
    out.markup("</section>\n");
}
