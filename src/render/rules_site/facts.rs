//! What can be said of a pilot: the facts, with their values, and the conditions that ask about them.

use super::uses::{Asking, Uses};
use super::{RulesSite, anchor};
use crate::explain;
use crate::model::vocabulary::{Fact, FactType};
use crate::render::html::Html;
use crate::text::words::{capital, sentence};

/// Adds all facts, section by section.
pub(super) fn add(site: &RulesSite<'_>, uses: &Uses<'_>, out: &mut Html) {
    out.markup("<section>\n<h2 id=\"_facts\">Facts</h2>\n<p>What can be said of a pilot. A fact may also be left unstated.</p>\n");
    for (section, facts) in site.vocabulary.sections() {
        let title = site.vocabulary.section_title(section);
        out.markup("<h3>").text(&capital(&section.replace('_', " "))).markup("</h3>\n");
        if let Some(title) = title {
            out.element("<p>", &sentence(title), "</p>\n");
        }
        facts.iter().for_each(|of| fact(of, uses, out));
    }
    out.markup("</section>\n");
}

fn fact(fact: &Fact, uses: &Uses<'_>, out: &mut Html) {
    out.html(&anchor::open("h4", "fact", &fact.path)).markup("<code>").text(&fact.path).markup("</code></h4>\n");
    out.element("<p>", &sentence(&fact.means), "</p>\n<dl>");
    out.element("<dt>To ask</dt><dd>", &sentence(&fact.ask), "</dd><dt>It takes</dt><dd>");
    if matches!(fact.kind, FactType::Choice | FactType::Set) {
        out.markup(if fact.kind == FactType::Set { "any number of these:<ul>" } else { "one of these:<ul>" });
        for (at, (name, meaning)) in fact.values_with_meaning().enumerate() {
            let path = format!("{}.{name}", fact.path);
            out.html(&anchor::open("li", "fact", &path)).markup("<code>").text(name).markup("</code>");
            if !meaning.is_empty() {
                out.markup(": ").text(&sentence(meaning));
            }
            if let Some(asking) = u8::try_from(at).ok().and_then(|value| uses.of_value(fact.id, value)) {
                out.markup(" <span class=\"soft\">Named by ");
                add_asking(asking, out);
                out.markup(".</span>");
            }
            out.markup("</li>");
        }
        out.markup("</ul>");
    } else {
        out.text(&sentence(&explain::kind_of_values(fact).replace('`', "")));
    }
    out.markup("</dd><dt>Asked about by</dt><dd>");
    match uses.of_fact(fact.id) {
        Some(asking) => add_asking(asking, out),
        None => drop(out.markup("no condition on this page")),
    }
    out.markup(".");
    out.markup("</dd></dl>\n");
}

/// Adds the rules that ask, and the rule sets whose scope does.
fn add_asking(asking: &Asking<'_>, out: &mut Html) {
    out.html(&anchor::rules(asking.rules.iter().copied()));
    for (at, (id, title)) in asking.sets.iter().enumerate() {
        out.markup(match (at, asking.rules.is_empty()) {
            (0, true) => "the scope of ",
            (0, false) => "; and the scope of ",
            _ => ", ",
        });
        out.html(&anchor::link("set", id, title));
    }
}
