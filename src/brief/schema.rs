//! `brief schema`.

use std::io;

use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::schema;

use super::cli::Which;
use super::output;

pub fn run(which: Which) -> io::Result<u8> {
    let schema = match which {
        Which::Pilot => schema::pilot(Vocabulary::shipped()),
        Which::RuleSet => schema::ruleset(Vocabulary::shipped()),
        Which::Documents => schema::documents(),
        Which::Configuration => schema::configuration(),
        Which::Report => schema::report(Vocabulary::shipped()),
    };
    output::print(&format!("{schema:#}\n"))?;
    Ok(0)
}
