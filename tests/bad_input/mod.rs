//! Bad input, through the command: each mistake gives a clear error at its place, the exit status is 2, and all else is
//! still checked and reported.

#![allow(clippy::format_collect, reason = "the texts are small, and read best so")]

mod files;
mod large;
pub mod table;

use watching_brief::schema::Kind;

#[test]
fn faults_of_the_yaml() {
    let text = include_str!("yaml.md");
    snapbox::assert_data_eq!(table::rendered(Kind::Pilot, "yaml", text), snapbox::file!["yaml.md"].raw());
}

#[test]
fn mistakes_in_pilots() {
    let text = include_str!("pilot.md");
    snapbox::assert_data_eq!(table::rendered(Kind::Pilot, "pilot", text), snapbox::file!["pilot.md"].raw());
}

#[test]
fn mistakes_in_configuration() {
    let (name, text) = ("configuration", include_str!("configuration.md"));
    let rendered = table::rendered(Kind::Configuration, name, text);
    snapbox::assert_data_eq!(rendered, snapbox::file!["configuration.md"].raw());
}

#[test]
fn mistakes_in_rule_sets() {
    let text = include_str!("ruleset.md");
    snapbox::assert_data_eq!(table::rendered(Kind::RuleSet, "ruleset", text), snapbox::file!["ruleset.md"].raw());
}
