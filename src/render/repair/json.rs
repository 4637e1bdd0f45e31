//! A proposal as JSON.

use serde_json::{Value, json};

use super::Page;
use crate::model::Verdict;
use crate::model::vocabulary::{Fact, FactId};
use crate::pilot::StatedValue;
use crate::render::json as wire;
use crate::repair::{Changed, Moved, Proposal};
use crate::report::RunEnding;
use crate::rules::Rule;

impl Page<'_> {
    /// One JSON object.
    #[must_use]
    pub fn json(&self, ending: &RunEnding) -> String {
        let (outcome, facts, members, more) = match self.proposal {
            Proposal::Needless => ("nothing-to-repair", 0, 0, false),
            Proposal::Alternatives { facts, members, more, .. } => ("alternatives", *facts, *members, *more),
            Proposal::Blocked { .. } => ("blocked", 0, 0, false),
        };
        let path = |fact: &FactId| self.fact_of(*fact).path.clone();
        let alternatives: Vec<Value> = self
            .shown()
            .into_iter()
            .map(|(at, alternative)| {
                json!({
                    "changes": alternative.changes.iter().map(|changed| self.changed_json(changed)).collect::<Vec<_>>(),
                    "mends": alternative.mends.iter().map(moved_json).collect::<Vec<_>>(),
                    "moves": alternative.moves.iter().map(moved_json).collect::<Vec<_>>(),
                    "diff": self.diffs.get(at),
                })
            })
            .collect();
        let blocked = match self.proposal {
            Proposal::Blocked { rules, facts } => {
                let rule = |(rule, verdict): &(&Rule, Verdict)| json!({"rule": rule.id, "title": rule.title, "force": rule.force.name(), "by": rule.by, "verdict": verdict.name()});
                let fact = |fact: &FactId| {
                    let kept = if self.wish.keep.contains(fact) { "kept" } else { "contested" };
                    json!({"fact": path(fact), "why": kept, "statements": wire::statements_of(self.report, *fact)})
                };
                json!({
                    "rules": rules.iter().map(rule).collect::<Vec<_>>(),
                    "facts": facts.iter().map(fact).collect::<Vec<_>>(),
                })
            }
            _ => Value::Null,
        };
        let whole = json!({
            "format": 1,
            "pilot": self.report.pilot.id,
            "title": self.report.pilot.title,
            "file": self.report.file,
            "document": self.report.document,
            "rules": self.rules,
            "min_force": self.wish.least.name(),
            "settle": self.wish.settle,
            "keep": self.wish.keep.iter().map(path).collect::<Vec<_>>(),
            "outcome": outcome,
            "facts": facts,
            "members": members,
            "more": more,
            "alternatives": alternatives,
            "blocked": blocked,
            "errors": wire::told_values(&ending.errors),
            "notices": wire::told_values(&ending.notices),
        });
        wire::escaped(format!("{whole:#}\n"))
    }

    fn changed_json(&self, changed: &Changed<'_>) -> Value {
        let fact = self.fact_of(changed.change.fact);
        let mut statements = wire::statements_of(self.report, fact.id);
        let heard = self.report.pilot.statements(fact.id).iter().zip(&changed.stay);
        let heard = heard.filter(|(statement, _)| self.report.facts.hearing().accepts(statement));
        for (statement, (_, stays)) in statements.as_array_mut().into_iter().flatten().zip(heard) {
            if let Some(statement) = statement.as_object_mut() {
                statement.insert("stays".into(), json!(stays));
            }
        }
        let (put_in, taken_out) = self.moved_members(changed, fact);
        json!({
            "fact": fact.path,
            "from": statements,
            "to": said_json(&changed.change.said, fact),
            "any_will_do": changed.change.any_will_do,
            "put_in": fact.names(put_in),
            "taken_out": fact.names(taken_out),
            "author_adds": changed.add.as_ref().map(|said| said_json(said, fact)),
            "mends": changed.mends.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(),
        })
    }
}

/// What is said of a fact: its value, or, of a set known in part, what it includes and excludes.
fn said_json(said: &StatedValue<'_>, fact: &Fact) -> Value {
    let contents = said.contents(fact);
    Value::Object(contents.into_iter().map(|(key, content)| (key.to_owned(), json!(content))).collect())
}

fn moved_json(moved: &Moved<'_>) -> Value {
    json!({
        "rule": moved.rule.id,
        "ruleset": moved.set.set.id,
        "title": moved.rule.title,
        "force": moved.rule.force.name(),
        "by": moved.rule.by,
        "was": moved.was.name(),
        "is": moved.is.name(),
    })
}
