//! What is said of a rule with every result of it: the same for all pilots, and so written once.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::{anchor, statement};
use crate::citations::Register;
use crate::render::html::Html;
use crate::render::human::origin;
use crate::report::PilotReport;
use crate::rules::Rule;
use crate::text::words::sentence;

/// The rules of a run as they are shown, by their ids.
#[derive(Debug, Default)]
pub(super) struct RuleTexts(RwLock<HashMap<String, Arc<Html>>>);

impl RuleTexts {
    /// A rule as it is shown within each of its results.
    pub fn of(&self, rule: &Rule, register: &Register) -> Arc<Html> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&rule.id).map(Arc::clone);
        known.unwrap_or_else(|| {
            let text = Arc::new(rule_text(rule, register));
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(rule.id.clone(), Arc::clone(&text));
            text
        })
    }
}

fn rule_text(rule: &Rule, register: &Register) -> Html {
    let mut out = Html::default();
    out.markup("<dt>Stated by</dt><dd>");
    stated_by(rule, register, &mut out);
    out.markup("</dd>");
    if let Some(from) = origin(rule) {
        let lead = if rule.origin.is_some() { "From" } else { "Its force" };
        out.markup("<dt>").markup(lead).markup("</dt><dd>").text(&from).markup("</dd>");
    }
    out.element("<dt>Why it matters</dt><dd>", &rule.reason, "</dd>");
    if let Some(reading) = &rule.reading {
        out.element("<dt>Our reading</dt><dd>", &sentence(reading), "</dd>");
    }
    out
}

/// Who states a condition, with the words and the place.
pub(super) fn stated_by(rule: &Rule, register: &Register, out: &mut Html) {
    let cite = &rule.cite;
    out.text(&rule.by).markup(": ");
    statement::quotation(&cite.phrase, out);
    out.markup(", ");
    statement::passage(register, &cite.document, &cite.paragraph, out);
    out.markup(".");
}

/// Adds some conditions by their codes, as links.
pub(super) fn codes<'r>(report: &PilotReport<'_>, rules: impl Iterator<Item = &'r Rule>, out: &mut Html) {
    for (at, rule) in rules.enumerate() {
        out.markup(if at == 0 { "" } else { ", " });
        anchor::link(&anchor::result(&report.pilot.id, &rule.id), &rule.id, out);
    }
}
