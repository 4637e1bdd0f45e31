//! The tables of the page: the figures, and each dependency with the reason that Cargo.toml gives for it.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::graph::Graph;

const BEGIN: &str = "<!-- The tables from here on are made by tests/supply_chain. -->\n";

/// The page with its tables made anew.
pub fn with_tables(page: &str, graph: &Graph) -> String {
    let (before, _) = page.split_once(BEGIN).expect("where the tables begin");
    let mut out = format!("{before}{BEGIN}\n");
    out += "| packages, for Linux on x86-64 | |\n|---|---|\n";
    let counts = [
        ("that the command holds", graph.within()),
        ("that it takes to build the command, with macros and what runs before compiling", graph.to_build()),
        ("that it takes to build the tests and the benchmarks too", graph.with_tests()),
    ];
    for (what, count) in counts {
        writeln!(out, "| {what} | {count} |").expect("text");
    }
    out += "\n| what the command uses itself | for what | licence | what would go with it |\n|---|---|---|---|\n";
    let reasons = reasons(include_str!("../../Cargo.toml"));
    for (package, with_it) in graph.direct() {
        let reason = reasons.get(package.name.as_str()).unwrap_or_else(|| panic!("no reason for {}", package.name));
        let with_it = match with_it {
            0 => "nothing: others need it too".to_owned(),
            1 => "it alone".to_owned(),
            with_it => format!("it and {} more", with_it - 1),
        };
        writeln!(out, "| {} {} | {reason} | {} | {with_it} |", package.name, package.version, package.licence)
            .expect("text");
    }
    out
}

/// The comment above each dependency, those on Unix alone included; what stands below without one of its own shares it.
fn reasons(manifest: &str) -> BTreeMap<&str, String> {
    let sections = manifest.split("\n[").filter_map(|section| section.split_once("]\n"));
    let sections = sections.filter(|(name, _)| *name == "dependencies" || name.ends_with("'cfg(unix)'.dependencies"));
    let (mut reasons, mut reason, mut fresh) = (BTreeMap::new(), String::new(), false);
    for line in sections.flat_map(|(_, section)| section.lines()) {
        if let Some(comment) = line.strip_prefix("# ") {
            reason = if fresh { format!("{reason} {comment}") } else { comment.to_owned() };
            fresh = true;
        } else if let Some((key, value)) = line.split_once(" = ") {
            let renamed = value.split_once("package = \"").and_then(|(_, name)| name.split('"').next());
            reasons.insert(renamed.unwrap_or(key), reason.clone());
            fresh = false;
        }
    }
    reasons
}
