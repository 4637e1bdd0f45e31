//! What many results have in common, as it stands in them: of a rule in all pilots, and of a fact in all results of a pilot.

use rustc_hash::FxHashMap;
use serde_json::json;

use super::{message, place, text};
use crate::citations::Register;
use crate::model::Why;
use crate::model::vocabulary::FactId;
use crate::render::Workspace;
use crate::render::reasons::{self, Reason, Reasons, Told};
use crate::rules::{ReadySet, Rule};
use crate::text::{Span, words};

/// What is said of a rule in every result of it.
#[derive(Debug)]
pub(super) struct RuleTexts {
    /// The first keys of the object.
    pub first: String,
    /// Sentences of the message.
    pub condition: String,
    pub stated_by: String,
    pub remedy: String,
    /// Keys of the properties.
    pub properties: String,
}

impl RuleTexts {
    /// `index` is its place among the rules of the tool.
    pub fn new(set: &ReadySet, rule: &Rule, register: &Register, index: Option<usize>) -> Self {
        let index = index.map_or_else(String::new, |index| format!(",\"ruleIndex\":{index}"));
        let (force, about) = (rule.force.name(), rule.about.name());
        Self {
            first: format!("{{\"ruleId\":{}{index},\"kind\":\"", text(&json!(rule.id))),
            condition: inside(&message::escape(&words::sentence(&rule.title))),
            stated_by: inside(&message::escape(&reasons::stated_by(rule, register))),
            remedy: inside(&message::escape(&reasons::remedy(rule))),
            properties: format!(
                "\"force\":\"{force}\",\"about\":{},\"ruleset\":{}",
                text(&json!(about)),
                text(&json!(set.set.id))
            ),
        }
    }
}

/// A text as it stands between quotation marks.
pub(super) fn inside(text: &str) -> String {
    let mut inside = String::with_capacity(text.len() + 8);
    words::json_text(text, &mut inside);
    inside
}

/// In which of its parts a result speaks of a fact: that decides it, or why it is open; or that makes the rule apply, and
/// whether it does so by the whole pilot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum FactUse {
    Reason(Option<Why>),
    Scope { of_whole: bool },
}

/// What is said of a fact in every result that speaks of it so.
#[derive(Debug)]
pub(super) struct FactTexts {
    /// The sentence on it, cut where the numbers of its statements stand.
    pub sentence: Vec<String>,
    /// Related places, each without its number: those of its statements, where these are written, and where it would stand.
    pub statements: Vec<String>,
    pub written: Vec<String>,
    pub absent: Option<String>,
}

/// What is said in several results of one pilot.
pub(super) struct PilotTexts {
    /// The file as the object of a place, but for its end.
    file: String,
    facts: FxHashMap<(FactId, FactUse), FactTexts>,
}

impl PilotTexts {
    pub fn new(file: &str, workspace: Option<&Workspace>) -> Self {
        let whole = text(&place::physical(file, None, workspace));
        let file = whole.strip_suffix('}').unwrap_or(&whole).to_owned();
        Self { file, facts: FxHashMap::default() }
    }

    /// A place in the file.
    pub fn place(&self, reasons: &Reasons<'_>, span: Span, out: &mut String) {
        within(&self.file, reasons, span, out);
    }

    /// What is said of a fact.
    pub fn of(&mut self, reasons: &Reasons<'_>, reason: &Reason<'_>, of: FactUse) -> &FactTexts {
        let (file, of_scope) = (&self.file, matches!(of, FactUse::Scope { .. }));
        self.facts.entry((reason.fact.id, of)).or_insert_with(|| FactTexts::new(file, reasons, reason, of_scope))
    }
}

impl FactTexts {
    fn new(file: &str, reasons: &Reasons<'_>, reason: &Reason<'_>, of_scope: bool) -> Self {
        let related = |(span, said): (Span, String)| {
            let mut related = ",\"physicalLocation\":".to_owned();
            within(file, reasons, span, &mut related);
            related.push_str(",\"message\":{\"text\":\"");
            words::json_text(&message::escape(&said), &mut related);
            related.push_str("\"}}");
            related
        };
        let sentence = reasons.sentence(&Told::Fact { reason, first: 0, of_scope });
        Self {
            sentence: message::linked_parts(&sentence).iter().map(|part| inside(part)).collect(),
            statements: reason.places_of_statements(of_scope).into_iter().map(related).collect(),
            written: reason.places_written().into_iter().map(related).collect(),
            absent: reasons.place_of_absent(reason).filter(|_| !of_scope).map(related),
        }
    }
}

/// A place in a file.
fn within(file: &str, reasons: &Reasons<'_>, span: Span, out: &mut String) {
    out.extend([file, ",\"region\":"]);
    place::write_region(reasons.report.lines, span, out);
    out.push('}');
}
