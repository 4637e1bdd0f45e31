//! The documents, with the conditions that cite them.

use std::fmt::Write as _;

use super::uses::Uses;
use super::{RulesSite, anchor};
use crate::citations::Registered;
use crate::render::html::{Html, address};
use crate::rules::Rule;
use crate::text::words::{counted, sentence};

/// Adds the documents of the register, and the ids of those that are cited and of which no register speaks.
pub(super) fn add(site: &RulesSite<'_>, uses: &Uses<'_>, out: &mut Html) {
    out.markup("<section>\n<h2 id=\"_documents\">Documents</h2>\n");
    for known in site.register.documents() {
        document(known, uses.documents.get(known.id.as_str()).map_or(&[], Vec::as_slice), out);
    }
    for (id, rules) in &uses.documents {
        if site.register.document(id).is_none() {
            out.markup("<h3><code>").text(id).markup("</code></h3>\n<p>No register speaks of it. Cited by ");
            cited(rules, out);
            out.markup(".</p>\n");
        }
    }
    out.markup("</section>\n");
}

fn document(document: &Registered, rules: &[&Rule], out: &mut Html) {
    out.html(&anchor::open("h3", "document", &document.id)).text(&document.title).markup("</h3>\n<p><code>");
    out.text(&document.id).markup("</code>. ").text(&sentence(&document.about)).markup("</p>\n<dl>");
    let known = [
        ("<dt>Author</dt><dd>", &document.author),
        ("<dt>Published by</dt><dd>", &document.publisher),
        ("<dt>Date</dt><dd>", &document.date),
    ];
    for (lead, value) in known {
        if let Some(value) = value {
            out.element(lead, value, "</dd>");
        }
    }
    out.markup("<dt>Where to read it</dt><dd>");
    match (&document.url, &document.no_url) {
        (Some(url), _) => address(url, out),
        (None, Some(reason)) => drop(out.text(&sentence(reason))),
        (None, None) => drop(out.markup("The register gives no address.")),
    }
    out.markup("</dd><dt>Counted</dt><dd>").text(&counted(document.paragraphs as usize, "paragraph")).markup(": ");
    out.text(&sentence(&document.counted)).markup("</dd>");
    if !document.parts.is_empty() {
        out.markup("<dt>Parts</dt><dd><ul>");
        for part in &document.parts {
            let (first, last) = (part.paragraphs.start(), part.paragraphs.end());
            let mut words = if first == last { first.to_string() } else { format!("{first}-{last}") };
            // A text takes whatever is written to it.
            let _ = write!(words, ": {}", part.name);
            part.by.iter().for_each(|by| words.extend([", by ", by]));
            part.date.iter().for_each(|date| words.extend([", ", date]));
            out.element("<li>", &words, "</li>");
        }
        out.markup("</ul></dd>");
    }
    out.markup("<dt>Cited by</dt><dd>");
    if rules.is_empty() {
        out.markup("no condition on this page");
    }
    cited(rules, out);
    out.markup(".</dd></dl>\n");
}

/// Adds rules, each with the paragraph that it cites.
fn cited(rules: &[&Rule], out: &mut Html) {
    for (at, rule) in rules.iter().enumerate() {
        out.markup(if at == 0 { "" } else { ", " }).html(&anchor::link("rule", &rule.id, &rule.id));
        out.markup(" (").text(&rule.cite.paragraph.to_string()).markup(")");
    }
}
