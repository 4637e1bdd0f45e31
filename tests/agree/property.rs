//! Whatever two coders state: the figures are those of the definition, worked out by the matrix of coincidences, and the
//! disagreements are those that two lists show.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use watching_brief::files::MemoryFiles;
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::project::{Project, ProjectOptions};

use crate::testkit::cases::try_all;

/// The facts that are stated, each with its type and what may be stated of it: how it is written, and what that comes to. Of a
/// set, which of its values are in (`+`), out (`-`) or open (`?`).
type Sample = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const FACTS: &[Sample] = &[
    ("voluntariness.sanction_for_refusal", "bool", &[("true", "true"), ("false", "false")]),
    ("voluntariness.can_withdraw_any_time", "bool", &[("true", "true"), ("false", "false")]),
    (
        "referral.work_coach_role",
        "choice",
        &[("informs", "informs"), ("mandates", "mandates"), ("{one_of: [informs, mandates]}", "informs or mandates")],
    ),
    (
        "referral.routes",
        "set",
        &[
            ("[self, gp]", "++------"),
            ("[]", "--------"),
            ("{includes: [self], excludes: [community]}", "+??????-"),
            ("[self, other-health]", "+-+-----"),
        ],
    ),
    ("governance.accountable_lead", "text", &[("none", "none"), ("the manager", "one"), ("somebody", "one")]),
    (
        "service.waiting_weeks",
        "number",
        &[("6", "6"), ("2.50", "2.5"), ("6.0", "6"), ("40", "40"), ("{at_least: 6}", "6 or more")],
    ),
    ("service.sessions", "number", &[("6", "6"), ("12", "12")]),
    (
        "governance.starts_on",
        "date",
        &[("2024-04-01", "19814"), ("2024-05-01", "19844"), ("{from: 2024-04-01}", "from")],
    ),
];

const FROM: [(&str, &str, &str); 4] = [
    ("", "", "specified"),
    ("by: DWP, basis: claimed", "dwp", "claimed"),
    ("by: dwp, basis: observed", "dwp", "observed"),
    ("by: A, basis: claimed", "a", "claimed"),
];

/// A statement: which of the values, and which of the sources.
type Said = (usize, usize);

/// What a coder states of each fact, in each pilot.
type Coding = Vec<Vec<Vec<Said>>>;

fn any_coding() -> impl Strategy<Value = Coding> {
    let statement = || (0..100_usize, 0..FROM.len());
    let fact = prop_oneof![2 => Just(Vec::new()), 6 => vec(statement(), 1), 1 => vec(statement(), 2)];
    vec(vec(fact, FACTS.len()), 4)
}

fn statement((_, _, values): &Sample, (value, from): Said) -> String {
    let (written, _) = values[value % values.len()];
    let said = written.strip_prefix('{').and_then(|said| said.strip_suffix('}'));
    let said = said.map_or_else(|| format!("value: {written}"), str::to_owned);
    let from = FROM[from].0;
    if from.is_empty() { format!("{{{said}}}") } else { format!("{{{said}, {from}}}") }
}

/// A coder's file: a document a pilot.
fn written(coding: &Coding, pilots: usize) -> String {
    let mut text = String::new();
    for (at, facts) in coding.iter().take(pilots).enumerate() {
        let _ = write!(text, "---\nformat: 1\npilot: p{at}\ntitle: T\nstatus: ended\n");
        let mut sections: BTreeMap<&str, String> = BTreeMap::new();
        for (fact, said) in FACTS.iter().zip(facts).filter(|(_, said)| !said.is_empty()) {
            let (section, name) = fact.0.split_once('.').expect("a path");
            let said: Vec<String> = said.iter().map(|one| statement(fact, *one)).collect();
            let line = format!("  {name}: [{}]\n", said.join(", "));
            sections.entry(section).or_default().push_str(&line);
        }
        for (section, lines) in sections {
            let _ = write!(text, "{section}:\n{lines}");
        }
    }
    text
}

/// What a coder's statements of a fact come to: for a set one sign a value, else all that is said.
fn value(fact: &Sample, said: &[Said]) -> String {
    let all: BTreeSet<&str> = said.iter().map(|(value, _)| fact.2[value % fact.2.len()].1).collect();
    if fact.1 != "set" {
        return all.into_iter().collect::<Vec<_>>().join(" and ");
    }
    let sign = |at: usize| {
        let signs: BTreeSet<char> = all.iter().filter_map(|signs| signs.chars().nth(at)).collect();
        match (signs.contains(&'+'), signs.contains(&'-')) {
            (true, true) => '!',
            (true, false) => '+',
            (false, true) => '-',
            (false, false) => '?',
        }
    };
    (0..8).map(sign).collect()
}

/// Krippendorff's alpha by the matrix of coincidences (2011, steps B to E), for two coders and no value missing.
fn alpha<T: Clone + PartialEq>(units: &[(T, T)], apart: impl Fn(&T, &T) -> f64) -> Option<f64> {
    let mut values: Vec<T> = Vec::new();
    for value in units.iter().flat_map(|(first, second)| [first, second]) {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    let place = |value: &T| values.iter().position(|known| known == value).expect("a value");
    let mut matrix = vec![vec![0.0; values.len()]; values.len()];
    for (first, second) in units {
        matrix[place(first)][place(second)] += 1.0;
        matrix[place(second)][place(first)] += 1.0;
    }
    let of: Vec<f64> = matrix.iter().map(|row| row.iter().sum()).collect();
    let all: f64 = of.iter().sum();
    let (mut seen, mut expected) = (0.0, 0.0);
    for (c, one) in values.iter().enumerate() {
        for (k, other) in values.iter().enumerate() {
            seen += matrix[c][k] * apart(one, other);
            expected += of[c] * of[k] * apart(one, other);
        }
    }
    (expected > 0.0).then(|| 1.0 - (all - 1.0) * seen / expected)
}

fn nominal<T: Clone + PartialEq>(units: &[(T, T)]) -> Option<f64> {
    alpha(units, |one, other| if one == other { 0.0 } else { 1.0 })
}

fn same(found: &Value, units: usize, agreed: usize, alpha: Option<f64>) -> Result<(), TestCaseError> {
    prop_assert_eq!((&found["units"], &found["agreed"]), (&units.into(), &agreed.into()), "{}", found);
    match alpha {
        None => prop_assert!(found["alpha"].is_null() && found["undefined"].is_string(), "{found}"),
        Some(alpha) => {
            let told = found["alpha"].as_f64().unwrap_or(f64::NAN);
            prop_assert!((told - alpha).abs() < 0.000_51, "{alpha}: {found}");
        }
    }
    Ok(())
}

#[test]
fn figures_and_disagreements_are_those_of_the_definition() {
    let test = |(first, second, pilots): (Coding, Coding, usize)| {
        let files = MemoryFiles::new().with("a.yaml", written(&first, pilots)).with("b.yaml", written(&second, pilots));
        let anchor = [PathBuf::from("a.yaml")];
        let project =
            Project::open(Arc::new(files), &anchor, ProjectOptions::new(date(2026, 11, 22))).expect("a project");
        let (answer, ending) = project.agree(Path::new("a.yaml"), Path::new("b.yaml"), &mut |_| ()).expect("an answer");
        prop_assert!(ending.errors.is_empty(), "{:?}", ending.errors);
        let answer = serde_json::to_value(answer).expect("JSON");
        // Per fact, what both state in each pilot.
        let mut both: Vec<Vec<(String, String)>> = vec![Vec::new(); FACTS.len()];
        let mut stated: Vec<(bool, bool)> = Vec::new();
        for at in 0..pilots {
            let mut expected: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (number, fact) in FACTS.iter().enumerate() {
                let (one, other) = (&first[at][number], &second[at][number]);
                stated.push((!one.is_empty(), !other.is_empty()));
                let differs = match (one.is_empty(), other.is_empty()) {
                    (true, true) => vec![],
                    (false, true) => vec!["only-first"],
                    (true, false) => vec!["only-second"],
                    (false, false) => {
                        both[number].push((value(fact, one), value(fact, other)));
                        let from =
                            |said: &[Said], of: fn(&(&'static str, &'static str, &'static str)) -> &'static str| {
                                said.iter().map(|(_, from)| of(&FROM[*from])).collect::<BTreeSet<_>>()
                            };
                        let mut differs = vec![];
                        if value(fact, one) != value(fact, other) {
                            differs.push("value");
                        }
                        if from(one, |from| from.1) != from(other, |from| from.1) {
                            differs.push("speaker");
                        }
                        if from(one, |from| from.2) != from(other, |from| from.2) {
                            differs.push("basis");
                        }
                        differs
                    }
                };
                if !differs.is_empty() {
                    expected.insert(fact.0, differs);
                }
            }
            let told = answer["pilots"][at]["disagreements"].as_array().expect("a list");
            let told: BTreeMap<&str, Vec<&str>> = told
                .iter()
                .map(|one| {
                    let differs =
                        one["differs"].as_array().expect("a list").iter().map(|word| word.as_str().expect("a word"));
                    (one["fact"].as_str().expect("a path"), differs.collect())
                })
                .collect();
            prop_assert_eq!(told, expected);
        }
        let facts = Vocabulary::shipped().facts().len();
        stated.resize(facts * pilots, (false, false));
        let figure = |of: &str| answer["figures"].as_array().expect("a list").iter().find(|figure| figure["of"] == of);
        let agreed = |units: &[(String, String)]| units.iter().filter(|(one, other)| one == other).count();
        let found = figure("stated").expect("a figure");
        same(found, stated.len(), stated.iter().filter(|(one, other)| one == other).count(), nominal(&stated))?;
        let members = |units: &[(String, String)]| {
            let each = units.iter().flat_map(|(one, other)| one.chars().zip(other.chars()).collect::<Vec<_>>());
            each.filter(|(one, other)| *one != '?' && *other != '?')
                .map(|(one, other)| (one.to_string(), other.to_string()))
                .collect::<Vec<_>>()
        };
        for kind in ["bool", "choice", "set", "text", "number", "date"] {
            let of_kind = FACTS.iter().zip(&both).filter(|(fact, units)| fact.1 == kind && !units.is_empty());
            let units: Vec<(String, String)> = of_kind.flat_map(|(_, units)| units.clone()).collect();
            let Some(found) = figure(kind) else {
                prop_assert!(units.is_empty(), "{kind}");
                continue;
            };
            let units = if kind == "set" { members(&units) } else { units };
            let alpha = if matches!(kind, "number" | "date") { None } else { nominal(&units) };
            same(found, units.len(), agreed(&units), alpha)?;
        }
        let told = answer["facts"].as_array().expect("a list");
        let expected = both.iter().filter(|units| !units.is_empty() && pilots > 1).count();
        prop_assert_eq!(told.len(), expected);
        for found in told {
            let number = FACTS.iter().position(|fact| found["fact"] == fact.0).expect("a fact");
            let (kind, units) = (FACTS[number].1, &both[number]);
            if matches!(kind, "number" | "date") {
                let numbers = units
                    .iter()
                    .filter_map(|(one, other)| Some((one.parse::<f64>().ok()?, other.parse::<f64>().ok()?)));
                let numbers: Vec<(f64, f64)> = numbers.collect();
                let agreed = numbers.iter().filter(|(one, other)| (one - other).abs() < 1e-9).count();
                same(found, numbers.len(), agreed, alpha(&numbers, |one, other| (one - other).powi(2)))?;
                prop_assert_eq!(&found["in_part"], units.len() - numbers.len());
            } else {
                let units = if kind == "set" { members(units) } else { units.clone() };
                same(found, units.len(), agreed(&units), nominal(&units))?;
            }
        }
        Ok(())
    };
    try_all(300, (any_coding(), any_coding(), 1..=4_usize), test);
}
