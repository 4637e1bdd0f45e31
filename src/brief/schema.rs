//! `brief schema`.

use std::io;

use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::{answers, schema};

use super::output;

/// Prints the schema of a name, which the reader of the call has looked up already.
pub fn run(name: &str) -> io::Result<u8> {
    let of_file = schema::FILES.iter().find(|schema| schema.name == name);
    let of_answer = || answers::SCHEMAS.iter().find(|schema| schema.name == name).map(|schema| (schema.make)());
    if let Some(schema) = of_file.map(|schema| (schema.make)(Vocabulary::shipped())).or_else(of_answer) {
        output::print(&format!("{schema:#}\n"))?;
    }
    Ok(0)
}
