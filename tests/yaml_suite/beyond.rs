//! What the suite has no case for.

use watching_brief::tree;

use super::value::Value;

fn keys(text: &str) -> Vec<String> {
    let tree = tree::build(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
    tree.root().entries().map(|(key, _)| key.name.to_owned()).collect()
}

/// `1`, `"1"` and the like are one name, however it is written and whatever tag it has.
#[test]
fn a_key_is_its_text() {
    assert_eq!(keys("1: a\ntrue: b\n~: c\n'no': d\n"), ["1", "true", "~", "no"]);
    assert_eq!(keys("!!int \"1\": a\n!!str 2: b\n!!bool 'true': c\n!!int 3: d\n"), ["1", "2", "true", "3"]);
    for twice in ["1: a\n'1': b\n", "!!int \"1\": a\n1: b\n", "true: a\n!!bool 'true': b\n"] {
        let problems = tree::build(twice).expect_err(twice);
        assert!(problems[0].message.ends_with("is a key of this mapping already; keep one of the two"), "{problems:?}");
    }
}

/// What is cut out of a file is one document; were it more, the rest would be lost.
#[test]
fn a_second_document_is_never_lost() {
    for text in ["a: 1\n---\nb: 2\n", "a: 1\n...\nb: 2\n", "--- a\n--- b\n"] {
        let problems = tree::build(text).expect_err(text);
        assert!(problems[0].message.starts_with("another document begins here"), "{text}: {problems:?}");
    }
}

/// The numbers of the core schema, held against the test's own reading of it.
#[test]
fn plain_scalars_mean_what_the_core_schema_says() {
    let signs = ["", "-", "+"];
    let bodies = [
        "0",
        "7",
        "012",
        "0o17",
        "0o8",
        "0x1F",
        "0xg",
        "1.",
        ".5",
        "1.5",
        "1e3",
        "1.e-3",
        ".5E+2",
        "e3",
        "1e",
        ".",
        ".e1",
        ".inf",
        ".INF",
        ".iNF",
        ".nan",
        ".NaN",
        "nan",
        "~",
        "null",
        "NULL",
        "nULL",
        "true",
        "TRUE",
        "tRUE",
        "yes",
        "1_000",
        "1:30",
        "9223372036854775807",
        "9223372036854775808",
        "2027-03-31",
    ];
    for sign in signs {
        for body in bodies {
            let text = format!("- {sign}{body}\n");
            let tree = tree::build(&text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
            let expected = super::events::plain(&format!("{sign}{body}"));
            assert_eq!(Value::of(tree.root()), Value::List(vec![expected]), "{text}");
        }
    }
}
