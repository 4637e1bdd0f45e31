//! The schemas that editors are pointed at are those that the program prints, and the shipped files point at them.

mod readers;

use std::fs;
use watching_brief::model::vocabulary::Vocabulary;

use serde_json::Value;
use watching_brief::schema;

/// The name of a schema, and what prints it.
type Printed = (&'static str, fn() -> Value);

#[test]
fn the_files_in_schemas_are_what_the_program_prints() {
    let schemas: [Printed; 6] = [
        ("vocabulary", schema::vocabulary),
        ("pilot", || schema::pilot(Vocabulary::shipped())),
        ("ruleset", || schema::ruleset(Vocabulary::shipped())),
        ("documents", schema::documents),
        ("configuration", schema::configuration),
        ("report", || watching_brief::answers::check::report_schema(Vocabulary::shipped())),
    ];
    for (name, printed) in schemas {
        let path = format!("schemas/{name}.schema.json");
        let file = fs::read_to_string(&path).expect("the file");
        assert_eq!(file, format!("{:#}\n", printed()), "{path} has drifted: cargo run -- schema {name} > {path}");
    }
}

#[test]
fn each_schema_is_sound() {
    let configuration = schema::configuration();
    for schema in [
        schema::pilot(Vocabulary::shipped()),
        schema::ruleset(Vocabulary::shipped()),
        schema::documents(),
        configuration,
        watching_brief::answers::check::report_schema(Vocabulary::shipped()),
    ] {
        assert!(jsonschema::meta::is_valid(&schema));
        assert!(jsonschema::validator_for(&schema).is_ok());
    }
}

#[test]
fn the_shipped_files_point_at_their_schemas() {
    for (folder, schema) in [("pilots", "pilot"), ("rules", "ruleset")] {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("a text");
            let schema = if path.ends_with("documents.yaml") { "documents" } else { schema };
            let wanted = format!("# yaml-language-server: $schema=../schemas/{schema}.schema.json");
            assert_eq!(text.lines().next(), Some(wanted.as_str()), "{}", path.display());
        }
    }
}

/// Every fact has its title, and a description with its meaning and its question, for editors to show.
#[test]
fn every_fact_explains_itself() {
    let schema = schema::pilot(Vocabulary::shipped());
    for fact in watching_brief::model::vocabulary::Vocabulary::shipped().facts() {
        let at = format!("/properties/{}/properties/{}", fact.section, fact.name);
        let described = schema.pointer(&at).expect("the fact");
        assert_eq!(described["title"], fact.path.as_str());
        let description = described["description"].as_str().expect("a description");
        assert!(description.contains(&fact.ask), "{description}");
        assert!(description.to_lowercase().contains(&fact.means.to_lowercase()), "{description}");
    }
}
