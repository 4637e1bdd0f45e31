//! `brief schema`.

use std::io;

use watching_brief::{answers, schema};

use super::cli::SchemaArgs;
use super::{output, project};

/// Prints the schema of a name, which the reader of the call has looked up already.
pub fn run(args: &SchemaArgs) -> io::Result<u8> {
    let name = &args.which;
    let vocabulary = match project::vocabulary(&args.vocabulary) {
        Ok(vocabulary) => vocabulary,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let of_file = schema::FILES.iter().find(|schema| schema.name == name);
    let of_answer =
        || answers::SCHEMAS.iter().find(|schema| schema.name == name).map(|schema| (schema.make)(&vocabulary));
    if let Some(schema) = of_file.map(|schema| (schema.make)(&vocabulary)).or_else(of_answer) {
        output::print(&format!("{schema:#}\n"))?;
    }
    Ok(0)
}
