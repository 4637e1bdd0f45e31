//! The conditions, rule set by rule set.

use super::uses::Uses;
use super::{RulesSite, anchor};
use crate::explain::{self, Line};
use crate::model::Condition;
use crate::model::vocabulary::{FactId, FactType, Vocabulary};
use crate::render::html::Html;
use crate::rules::{ReadySet, Rule};
use crate::text::words::{listed, sentence};

/// Adds all rule sets.
pub(super) fn add(site: &RulesSite<'_>, uses: &Uses<'_>, out: &mut Html) {
    for of in site.sets {
        let set = &of.set.set;
        out.markup("<section>\n").html(&anchor::open("h2", "set", &set.id)).text(&set.title).markup("</h2>\n");
        out.markup("<p class=\"soft\">Rule set <code>").text(&set.id).markup("</code>, issued by ");
        out.text(&listed(&set.issued_by, "and")).markup(".</p>\n");
        out.element("<p>", &sentence(&set.summary), "</p>\n");
        if let Some(scope) = &set.applies_when {
            out.markup("<p>It is about a pilot only where this is so:</p>\n");
            condition(site.vocabulary, scope, out);
        }
        of.rules.iter().for_each(|ready| rule(site, uses, of.set, &ready.rule, out));
        out.markup("</section>\n");
    }
}

fn rule(site: &RulesSite<'_>, uses: &Uses<'_>, set: &ReadySet, rule: &Rule, out: &mut Html) {
    out.html(&anchor::open("h3", "rule", &rule.id)).text(&rule.id).markup(": ").text(&rule.title).markup("</h3>\n<dl>");
    out.markup("<dt>Force</dt><dd>").markup(rule.force.name()).markup(", ").text(explain::force(rule.force));
    out.markup("</dd><dt>About</dt><dd>").text(site.vocabulary.dimension_title(&rule.about));
    out.markup("</dd><dt>Stated by</dt><dd>").html(&anchor::link("by", &uses.speaker(&rule.by), &rule.by));
    let cite = &rule.cite;
    out.markup(": <q>“").text(&cite.phrase).markup("”</q>, ");
    match site.register.document(&cite.document) {
        Some(known) => out.html(&anchor::link("document", &known.id, &known.title)),
        None => out.element("<code>", &cite.document, "</code>"),
    };
    out.markup(" ").markup(cite.paragraph.noun()).markup(" ").text(&cite.paragraph.to_string());
    if let Some(part) = site.register.part(&cite.document, &cite.paragraph) {
        out.markup(" (").text(&part.name).markup(")");
    }
    out.markup(".</dd><dt>It requires</dt><dd>");
    condition(site.vocabulary, &rule.require, out);
    out.markup("</dd>");
    let mut scopes = set.set.scopes(rule);
    // That of the set stands with the set.
    scopes.retain(|scope| set.set.applies_when.as_ref().is_none_or(|of_set| !std::ptr::eq(*scope, of_set)));
    for (at, scope) in scopes.into_iter().enumerate() {
        out.markup(if at == 0 { "<dt>It applies only where</dt><dd>" } else { "<dd>" });
        condition(site.vocabulary, scope, out);
        out.markup("</dd>");
    }
    out.element("<dt>Why</dt><dd>", &sentence(&rule.reason), "</dd>");
    if let Some(reading) = &rule.reading {
        out.element("<dt>Our reading</dt><dd>", &sentence(reading), "</dd>");
    }
    out.element("<dt>Where it is breached</dt><dd>", &sentence(&rule.remedy), "</dd></dl>\n");
}

/// Adds a condition in words, in which facts and values are links.
fn condition(vocabulary: &Vocabulary, of: &Condition, out: &mut Html) {
    let mut known: Vec<FactId> = vocabulary.facts().iter().map(|fact| fact.id).collect();
    outline(vocabulary, &explain::condition(vocabulary, of, &mut known), out);
}

/// Adds lines: those that stand deeper as lists within what they belong to.
fn outline(vocabulary: &Vocabulary, lines: &[Line], out: &mut Html) {
    let mut rest = lines;
    while let [first, after @ ..] = rest {
        if !first.entry {
            out.markup("<p>");
            linked(vocabulary, &first.text, out);
            out.markup("</p>");
            rest = after;
            continue;
        }
        out.markup("<ul>");
        while let [entry, after @ ..] = rest
            && entry.entry
            && entry.depth <= first.depth
        {
            let count = after.iter().take_while(|line| line.depth > entry.depth).count();
            let (under, after) = after.split_at(count);
            out.markup("<li>");
            linked(vocabulary, &entry.text, out);
            outline(vocabulary, under, out);
            out.markup("</li>");
            rest = after;
        }
        out.markup("</ul>");
    }
}

/// Adds a text in which a fact stands between backticks, and behind it the values that it speaks of.
fn linked(vocabulary: &Vocabulary, text: &str, out: &mut Html) {
    let mut fact = None;
    for (at, piece) in text.split('`').enumerate() {
        if at % 2 == 0 {
            out.text(piece);
        } else if let Some(known) = vocabulary.find_path(piece) {
            fact = Some(known);
            out.markup("<code>").html(&anchor::link("fact", piece, piece)).markup("</code>");
        } else {
            let value = fact.filter(|fact| fact.kind != FactType::Bool && fact.value(piece).is_some());
            match value {
                Some(fact) => {
                    let name = format!("{}.{piece}", fact.path);
                    out.markup("<code>").html(&anchor::link("fact", &name, piece)).markup("</code>");
                }
                None => drop(out.element("<code>", piece, "</code>")),
            }
        }
    }
}
