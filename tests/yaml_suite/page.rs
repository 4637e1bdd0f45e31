//! The tables: how many cases come to what, and every case that does not come to what the suite says.

use std::fmt::Write;

use super::outcome::{Outcome, Refusal, Why};
use super::suite::Case;

const BEGIN: &str = "<!-- The tables from here on are made by tests/yaml_suite. -->\n";

type Outcomes = [(Case, Outcome)];

/// The page with its tables made anew.
pub fn with_tables(page: &str, outcomes: &Outcomes) -> String {
    let (before, _) = page.split_once(BEGIN).expect("where the tables begin");
    format!("{before}{BEGIN}\n{}\n{}", counts(outcomes), differing(outcomes))
}

fn counts(outcomes: &Outcomes) -> String {
    let count = |holds: fn(&Outcome) -> bool| outcomes.iter().filter(|(_, outcome)| holds(outcome)).count();
    let refused = |why: Why| {
        let holds = |outcome: &Outcome| matches!(outcome, Outcome::Refused(all) if all[0].why() == Some(why));
        outcomes.iter().filter(|(_, outcome)| holds(outcome)).count()
    };
    let rows = [
        ("is YAML", "reads it, and it means what the suite says", count(|o| matches!(o, Outcome::AsSaid))),
        ("is YAML", "refuses a tag of somebody's own", refused(Why::Tag)),
        ("is YAML", "refuses a key that is a list, a mapping or an alias", refused(Why::KeyThatIsNoName)),
        ("is YAML", "refuses a key that is missing", refused(Why::NoKey)),
        ("is YAML", "reads it, and it means something else", count(|o| matches!(o, Outcome::Otherwise { .. }))),
        ("is not YAML", "refuses it", count(|o| matches!(o, Outcome::RefusedRightly(_)))),
        ("is not YAML", "reads it", count(|o| matches!(o, Outcome::Taken(_)))),
    ];
    let mut out = "| the suite says that it | `brief` | cases |\n|---|---|---|\n".to_owned();
    for (says, does, cases) in rows {
        writeln!(out, "| {says} | {does} | {cases} |").expect("text");
    }
    assert_eq!(rows.iter().map(|(_, _, cases)| cases).sum::<usize>(), outcomes.len());
    writeln!(out, "| | all | {} |", outcomes.len()).expect("text");
    out
}

fn differing(outcomes: &Outcomes) -> String {
    let mut out = "### The cases that differ\n\n".to_owned();
    out += "| case | its title in the suite | the suite says | `brief` says |\n|---|---|---|---|\n";
    for (case, outcome) in outcomes {
        let said = match outcome {
            Outcome::Refused(refusals) => ("is YAML", shown(&refusals[0])),
            Outcome::Taken(_) => ("is not YAML", "nothing".to_owned()),
            Outcome::Otherwise { .. } => ("is YAML", "nothing, and reads it otherwise".to_owned()),
            Outcome::AsSaid | Outcome::RefusedRightly(_) => continue,
        };
        writeln!(out, "| {} | {} | {} | {} |", case.id, cell(&case.title), said.0, said.1).expect("text");
    }
    out
}

/// Every case that is no YAML, with what is told of it.
pub fn refused_rightly(outcomes: &Outcomes) -> String {
    let mut out =
        "# What is told of the cases that are not YAML\n\n| case | its title | told |\n|---|---|---|\n".to_owned();
    for (case, outcome) in outcomes {
        if let Outcome::RefusedRightly(refusals) = outcome {
            let told: Vec<String> = refusals.iter().map(shown).collect();
            writeln!(out, "| {} | {} | {} |", case.id, cell(&case.title), told.join("<br>")).expect("text");
        }
    }
    out
}

fn shown(refusal: &Refusal) -> String {
    format!("{}: {}", refusal.place, cell(&refusal.message))
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
