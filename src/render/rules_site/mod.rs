//! All rules, facts, values, documents and speakers on one page, each linked with the others: what one would publish beside a
//! policy.

mod anchor;
mod conditions;
mod documents;
mod facts;
mod speakers;
mod uses;

use super::html::{Document, Html};
use crate::citations::Register;
use crate::model::vocabulary::Vocabulary;
use crate::report::SelectedRuleSet;
use crate::text::words::counted;
use uses::Uses;

/// What the page is about.
#[derive(Debug, Clone, Copy)]
pub struct RulesSite<'s> {
    /// The vocabulary in force.
    pub vocabulary: &'s Vocabulary,
    /// The rule sets, with those of their rules that are shown.
    pub sets: &'s [SelectedRuleSet<'s>],
    /// The documents that are known.
    pub register: &'s Register,
}

const TITLE: &str = "Conditions, with the facts, documents and speakers behind them";

impl RulesSite<'_> {
    /// The page.
    #[must_use]
    pub fn html(&self) -> String {
        let uses = Uses::new(self);
        let mut out = Html::default();
        out.element("<h1>", TITLE, "</h1>\n<p>");
        let (rules, sets) = (self.sets.iter().map(|of| of.rules.len()).sum(), self.sets.len());
        out.text(&counted(rules, "condition")).markup(" of ").text(&counted(sets, "rule set")).markup(
            ", each with those who state it and the paragraph where they do; what can be said of a pilot; and the documents. No \
             rule set outranks another.</p>\n<nav aria-label=\"On this page\"><ul>\n",
        );
        for of in self.sets {
            out.markup("<li>").html(&anchor::link("set", &of.set.set.id, &of.set.set.title));
            out.markup(", ").text(&counted(of.rules.len(), "condition")).markup("</li>\n");
        }
        out.markup("<li><a href=\"#_facts\">Facts</a>, ").text(&counted(self.vocabulary.facts().len(), "fact"));
        out.markup("</li>\n<li><a href=\"#_documents\">Documents</a></li>\n");
        out.markup("<li><a href=\"#_speakers\">Who states conditions</a></li>\n</ul></nav>\n");
        conditions::add(self, &uses, &mut out);
        facts::add(self, &uses, &mut out);
        documents::add(self, &uses, &mut out);
        speakers::add(&uses, &mut out);
        Document { title: TITLE, script: None }.whole(&out)
    }
}
