//! `brief schema`.

use std::io;

use watching_brief::{answers, schema};

use super::output;

/// Prints the schema of a name, which the reader of the call has looked up already.
pub fn run(name: &str) -> io::Result<u8> {
    let of_files = schema::FILES.iter().map(|schema| (schema.name, schema.make));
    let of_answers = answers::SCHEMAS.iter().map(|schema| (schema.name, schema.make));
    if let Some((_, make)) = of_files.chain(of_answers).find(|(known, _)| *known == name) {
        output::print(&format!("{:#}\n", make()))?;
    }
    Ok(0)
}
