//! The matrix as one JSON object.

use serde_json::{Map, Value, json};

use super::{Matrix, id};
use crate::model::Force;
use crate::reason::agreement::{Shared, ShownPosition};
use crate::render::audit::stated;
use crate::render::json as wire;
use crate::report::RunEnding;
use crate::rules::ReadySet;

/// One JSON object: the sets, the pilots, and for each rule the verdicts and the standing of the other sets.
#[must_use]
pub fn json(matrix: &Matrix<'_>, ending: &RunEnding) -> String {
    let pilots: Vec<Value> = matrix
        .pilots
        .iter()
        .map(|pilot| json!({"pilot": pilot.id, "title": pilot.title, "file": pilot.file}))
        .collect();
    let set = |set: &&ReadySet| json!({"ruleset": set.set.id, "title": set.set.title, "issued_by": set.set.issued_by});
    let ids = |of: &dyn Fn(&Shared<'_>) -> bool| {
        matrix.agreement.conditions.iter().filter(|one| of(one)).map(|one| id(&one.held)).collect::<Vec<_>>()
    };
    let (all, alone) =
        if matrix.compares() { (ids(&|one| one.by_all()), ids(&|one| one.alone())) } else { (vec![], vec![]) };
    let whole = json!({
        "format": 1,
        "rulesets": matrix.agreement.sets.iter().map(set).collect::<Vec<_>>(),
        "pilots": pilots,
        "rules": matrix.agreement.conditions.iter().map(|one| rule(matrix, one)).collect::<Vec<_>>(),
        "shared_by_all": all,
        "alone": alone,
        "errors": wire::told_values(&ending.errors),
        "notices": wire::told_values(&ending.notices),
    });
    wire::escaped(format!("{whole:#}\n"))
}

fn rule(matrix: &Matrix<'_>, shared: &Shared<'_>) -> Value {
    let rule = &shared.held.rule.rule;
    let verdict = |pilot: &super::Column| {
        (pilot.id.clone(), pilot.verdict(&shared.held).map_or(Value::Null, |v| v.name().into()))
    };
    let standing = matrix.agreement.sets.iter().zip(&shared.standing);
    let standing: Map<String, Value> =
        standing.map(|(set, one)| (set.set.id.clone(), standing_json(set, one))).collect();
    json!({
        "rule": rule.id,
        "ruleset": shared.held.set.set.id,
        "title": rule.title,
        "force": rule.force.name(),
        "about": rule.about.name(),
        "by": rule.by,
        "verdicts": matrix.pilots.iter().map(verdict).collect::<Map<String, Value>>(),
        "sets": standing,
    })
}

fn standing_json(set: &ReadySet, standing: &ShownPosition<'_>) -> Value {
    json!({
        "stands": standing.stand.name(),
        "force": standing.force.map(Force::name),
        "rules": standing.by.iter().map(id).collect::<Vec<_>>(),
        "satisfies_set_only": standing.witness.as_ref().map(|witness| stated(set, witness)),
    })
}
