//! Vocabularies of one's own: `--vocabulary`, `vocabulary:` in files, and `brief vocabulary`.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Folder, Ran};

const OWN: &str = "format: 1
vocabulary: riverside
title: What Riverside asks
extends: [health-and-work]
dimensions:
  access: who can get in
facts:
  location:
    step_free_access:
      type: choice
      values: {everywhere: no step at any venue, nowhere: a step at every venue}
      means: where people get in without a step
      ask: Where do people get in without a step?
    venues:
      values: {leisure-centre: a leisure centre of the council}
";

const RULES: &str = "format: 1
vocabulary: riverside
ruleset: house
title: House rules
issued_by: [Riverside]
summary: One rule.
rules:
  - id: R-01
    title: Everybody gets in
    about: access
    force: must
    by: Riverside
    cite: {document: minutes, paragraph: 1, phrase: everybody gets in}
    require: {location.step_free_access: everywhere}
    reason: Who cannot get in has nothing of it.
    remedy: Build a ramp.
";

const PILOT: &str = "format: 1
vocabulary: riverside
pilot: ramp
title: A pilot
status: planned
location: {venues: [leisure-centre], step_free_access: nowhere}
";

/// A vocabulary of another field.
const OTHER: &str = "format: 1
vocabulary: boats
title: Boats for hire
dimensions: {safety: what keeps people dry}
facts:
  hull:
    sound: {type: bool, means: the hull is sound, ask: Is the hull sound?}
";

const BOAT_RULES: &str = "format: 1
ruleset: harbour
title: Harbour rules
issued_by: [the harbour]
summary: One rule.
rules:
  - {id: B-1, title: The hull is sound, about: safety, force: must, by: the harbour, cite: {document: d, paragraph: 1, phrase: a sound hull}, require: {hull.sound: true}, reason: Water comes in., remedy: Mend it.}
";

const BOAT: &str = "format: 1\npilot: skiff\ntitle: A skiff\nstatus: running\nhull: {sound: false}\n";

fn folder(name: &str) -> Folder {
    let folder = Folder::within(Path::new(env!("CARGO_TARGET_TMPDIR")), &format!("vocabularies-{name}"));
    folder.write("own.yaml", OWN).write("rules.yaml", RULES).write("pilot.yaml", PILOT);
    folder.write("boats.yaml", OTHER).write("harbour.yaml", BOAT_RULES).write("boat.yaml", BOAT);
    folder
}

const CALL: [&str; 4] = ["--vocabulary", "own.yaml", "--rules", "rules.yaml"];

fn verdicts(ran: &Ran) -> Vec<String> {
    let json: Value = ran.json();
    let pilots = json["pilots"].as_array().expect("pilots").iter();
    let results = pilots.flat_map(|pilot| pilot["results"].as_array().expect("results"));
    results.map(|one| format!("{} {}", one["rule"], one["verdict"]).replace('"', "")).collect()
}

/// What `brief vocabulary check` says of a text.
fn told(name: &str, text: &str) -> String {
    let folder = folder(name);
    folder.write("tried.yaml", text);
    let ran = folder.brief(&["vocabulary", "check", "tried.yaml"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    ran.err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ")
}

#[test]
fn facts_values_and_dimensions_are_added_to_those_of_the_program() {
    let folder = folder("added");
    let ran = folder.check(&[&CALL[..], &["pilot.yaml"]].concat());
    assert_eq!(ran.errors(), Vec::<String>::new());
    assert_eq!(verdicts(&ran), ["R-01 breached"]);
    let ran = folder.check(&["--vocabulary", "own.yaml", "pilot.yaml"]);
    assert_eq!(ran.rulesets().len(), 6, "the sets of the program hold for it, too: {ran:?}");
    let ran = folder.brief(&["vocabulary", "check", "own.yaml"]);
    let sound = "riverside is sound: 112 facts, 1 of them its own, and 11 dimensions.\n";
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), sound));
}

#[test]
fn a_vocabulary_of_another_field_stands_alone() {
    let folder = folder("alone");
    let ran = folder.check(&["--vocabulary", "boats.yaml", "--rules", "harbour.yaml", "boat.yaml"]);
    assert_eq!(verdicts(&ran), ["B-1 breached"]);
    let names: Vec<String> =
        ran.json()["vocabularies"].as_array().expect("a list").iter().map(Value::to_string).collect();
    assert!(matches!(names.as_slice(), [one] if one.contains("\"vocabulary\":\"boats\"")), "{names:?}");
    let ran = folder.check(&["--vocabulary", "boats.yaml", "boat.yaml"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.errors().concat().contains("no rule set that comes with the program speaks of"), "{ran:?}");
}

#[test]
fn the_configuration_names_the_vocabulary_too() {
    let folder = folder("configured");
    folder.write("brief.yaml", "format: 1\nbrief: {vocabulary: own.yaml, rules: [rules.yaml], pilots: [pilot.yaml]}\n");
    assert_eq!(verdicts(&folder.check(&[])), ["R-01 breached"]);
    let ran = folder.brief(&["new", "second", "-o", "-"]);
    assert!(ran.out.contains("#step_free_access:") && ran.out.contains("- nowhere: a step at every venue"), "{ran:?}");
}

#[test]
fn a_vocabulary_that_is_not_in_force_is_an_error_at_its_place() {
    let folder = folder("another");
    let ran = folder.check(&["pilot.yaml"]);
    assert_eq!(ran.status, Some(2));
    let error = &ran.json()["errors"][0];
    assert_eq!((error["line"].as_u64(), error["code"].as_str()), (Some(2), Some("unknown-vocabulary")), "{error}");
}

/// A file that names a vocabulary speaks of that one, whatever the one in force adds to it.
#[test]
fn a_file_speaks_of_the_vocabulary_that_it_names_and_of_no_more() {
    let folder = folder("named");
    let second = "format: 1\nvocabulary: council\ntitle: C\nextends: [riverside]\nfacts:\n  location:\n    lift:\n      type: bool\n      \
                  means: there is a lift\n      ask: Is there a lift?\n";
    folder.write("council.yaml", second);
    let told = |pilot: &str, rules: &str| {
        folder.write("tried.yaml", pilot).write("tried-rules.yaml", rules);
        let call = ["--vocabulary", "own.yaml", "--vocabulary", "council.yaml", "--rules", "tried-rules.yaml"];
        let ran = folder.check(&[&call[..], &["tried.yaml"]].concat());
        let json = ran.json();
        let errors = json["errors"].as_array().expect("a list").iter();
        let errors = errors.map(|one| {
            let place = format!("{}:{}:{}", one["file"], one["line"], one["column"]).replace('"', "");
            let fix = one["fixes"][0]["edits"][0]["new_text"].as_str().unwrap_or_default();
            (place, one["message"].as_str().expect("a text").to_owned(), fix.to_owned())
        });
        (errors.collect::<Vec<_>>(), ran)
    };
    let names = |text: &str, id: &str| text.replace("vocabulary: riverside", &format!("vocabulary: {id}"));
    let beyond = |what: &str, named: &str| {
        format!("`{what}` is not of the vocabulary `{named}`, which is named here, but of `council`: name that one")
    };
    // Of the one that it extends, and of the one in force, and of none.
    for (pilot, rules) in [
        (PILOT.to_owned(), RULES.to_owned()),
        (names(PILOT, "council").replace("venues", "lift: true, venues"), names(RULES, "council")),
        (PILOT.replace("vocabulary: riverside\n", ""), RULES.replace("vocabulary: riverside\n", "")),
        (PILOT.replace("vocabulary: riverside\n", "").replace("venues", "lift: true, venues"), RULES.to_owned()),
    ] {
        let (errors, ran) = told(&pilot, &rules);
        assert_eq!((errors, verdicts(&ran)), (vec![], vec!["R-01 breached".to_owned()]));
    }
    // A fact and a value of what adds to the one that is named.
    let (errors, _) = told(&names(PILOT, "health-and-work"), RULES);
    let wanted = [("tried.yaml:6:21", "leisure-centre"), ("tried.yaml:6:38", "step_free_access")];
    let wanted = wanted.map(|(place, what)| (place.to_owned(), beyond(what, "health-and-work"), "council".to_owned()));
    assert_eq!(errors, wanted);
    let (errors, _) = told(&PILOT.replace("venues", "lift: true, venues"), RULES);
    assert_eq!(errors, [("tried.yaml:6:12".to_owned(), beyond("lift", "riverside"), "council".to_owned())]);
    // A dimension and a fact of a rule; what nobody has is told as before, and once.
    let (errors, _) = told(PILOT, &names(RULES, "health-and-work").replace("summary:", "sumary:"));
    let [(first, message, _), (dimension, _, _), (fact, _, _), ..] = errors.as_slice() else { panic!("{errors:?}") };
    assert!(message.contains("did you mean `summary`?"), "{errors:?}");
    assert_eq!([first, dimension, fact], ["tried-rules.yaml:6:1", "tried-rules.yaml:10:12", "tried-rules.yaml:14:15"]);
    let pilot = names(PILOT, "health-and-work").replace("step_free_access", "step_fre_access");
    let (errors, _) = told(&pilot, RULES);
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors[1].1.contains("is not a fact; did you mean `step_free_access`?"), "{errors:?}");
}

#[test]
fn the_report_the_lock_and_the_baseline_record_the_vocabulary() {
    let folder = folder("recorded");
    let ran = folder.check(&[&CALL[..], &["pilot.yaml"]].concat());
    let json = ran.json();
    assert_eq!(json["vocabularies"][0]["vocabulary"], "health-and-work");
    let own = &json["vocabularies"][1];
    assert_eq!((&own["vocabulary"], &own["facts"]), (&"riverside".into(), &112.into()), "{own}");
    let sha256 = own["sha256"].as_str().expect("a digest").to_owned();
    let ran = folder.brief(&[&["baseline", "-o", "-"], &CALL[..], &["pilot.yaml"]].concat());
    assert!(ran.out.contains(&format!("{{\"vocabulary\":\"riverside\",\"sha256\":\"{sha256}\"}}")), "{ran:?}");
    let ran = folder.brief(&[&["rules", "lock"], &CALL[..]].concat());
    assert_eq!(ran.status, Some(0), "{ran:?}");
    let lock = fs::read_to_string(folder.path().join("brief.lock")).expect("a lock file");
    assert!(lock.contains("  - vocabulary: riverside\n") && lock.contains(&sha256), "{lock}");
    let locked = [&CALL[..], &["--locked", "pilot.yaml"]].concat();
    assert_eq!(verdicts(&folder.check(&locked)), ["R-01 breached"]);
    folder.write("own.yaml", OWN.replace("no step at any venue", "no step"));
    let ran = folder.check(&locked);
    assert!(ran.errors().concat().contains("`riverside` is not as it is pinned"), "{ran:?}");
    // A lock of an earlier version pins none, and holds.
    let (old, _) = lock.split_once("vocabularies:").expect("vocabularies at the end");
    folder.write("brief.lock", old);
    assert_eq!(verdicts(&folder.check(&locked)), ["R-01 breached"]);
}

#[test]
fn what_is_declared_twice_is_told_with_both_places() {
    let said = told(
        "twice",
        "format: 1\nvocabulary: v\ntitle: T\nextends: [health-and-work]\nfacts:\n  location:\n    venues: {type: bool, means: m, ask: A?}\n",
    );
    assert!(said.contains("there is a fact `location.venues` already (") && said.contains("tried.yaml:7:5"), "{said}");
    let said = told(
        "value",
        "format: 1\nvocabulary: v\ntitle: T\nextends: [health-and-work]\nfacts:\n  location:\n    venues: {values: [jobcentre]}\n",
    );
    assert!(said.contains("has the value `jobcentre` already ("), "{said}");
    let said = told(
        "dimension",
        "format: 1\nvocabulary: v\ntitle: T\nextends: [health-and-work]\ndimensions: {purpose: what for}\n",
    );
    assert!(said.contains("there is a dimension `purpose` already"), "{said}");
    let two = "format: 1\nvocabulary: v\ntitle: T\n---\nformat: 1\nvocabulary: v\ntitle: U\n";
    let said = told("id", two);
    assert!(said.contains("there is a vocabulary `v` already (tried.yaml:2:"), "{said}");
}

#[test]
fn every_other_mistake_in_a_vocabulary_is_told() {
    let head = "format: 1\nvocabulary: v\ntitle: T\n";
    let many: String = (0..65).map(|at| format!("v{at}, ")).collect();
    let facts: String = (0..513).map(|at| format!("    f{at}: {{type: bool, means: m, ask: A?}}\n")).collect();
    for (at, (rest, expected)) in [
        ("extends: [w]\n".to_owned(), "there is no vocabulary `w` to extend"),
        ("extends: [v]\n".to_owned(), "`v` cannot extend itself"),
        ("facts: {s: {f: {values: [a]}}}\n".to_owned(), "no values can be added to it"),
        ("facts: {s: {f: {type: choice, means: m, ask: A?}}}\n".to_owned(), "is a choice without `values`"),
        ("facts: {s: {f: {type: bool, values: [a], means: m, ask: A?}}}\n".to_owned(), "which takes no `values`"),
        ("facts: {s: {f: {type: bool, means: m}}}\n".to_owned(), "has no `ask`"),
        ("facts: {s: {f: {means: m, ask: A?}}}\n".to_owned(), "has no `type`"),
        ("facts: {title: {f: {type: bool, means: m, ask: A?}}}\n".to_owned(), "is a key of pilots"),
        ("facts: {S: {f: {type: bool, means: m, ask: A?}}}\n".to_owned(), "the name `S` does not do"),
        (
            format!("facts: {{s: {{f: {{type: set, values: [{many}], means: m, ask: A?}}}}}}\n"),
            "65 values; 64 are the most",
        ),
        (format!("facts:\n  s:\n{facts}"), "512 are the most that a vocabulary may have"),
    ]
    .into_iter()
    .enumerate()
    {
        let said = told(&format!("wrong-{at}"), &format!("{head}{rest}"));
        assert!(said.contains(expected), "{expected:?} in {said}");
    }
}

#[test]
fn a_fact_that_the_vocabulary_lacks_is_shown_how_to_be_added() {
    let folder = folder("lacking");
    folder
        .write("wrong.yaml", RULES.replace("vocabulary: riverside\n", "").replace("about: access", "about: location"));
    let ran = folder.check(&["--rules", "wrong.yaml", "pilot.yaml"]);
    let said = ran.errors().concat();
    assert!(said.contains("declare it in a vocabulary document: {format: 1, vocabulary: our-own"), "{said}");
    assert!(said.contains("extends: [health-and-work], facts: {location: {step_free_access:"), "{said}");
}

#[test]
fn commands_know_the_facts_of_ones_own() {
    let folder = folder("commands");
    let words = |args: &[&str]| {
        let ran = folder.brief(args);
        assert_eq!(ran.err, "", "{ran:?}");
        ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let explained = words(&[&["explain"], &CALL[..], &["location.step_free_access"]].concat());
    assert!(explained.contains("`nowhere`: a step at every venue"), "{explained}");
    assert!(words(&[&["explain"], &CALL[..], &["access"]].concat()).contains("who can get in"));
    assert!(words(&["facts", "--vocabulary", "boats.yaml"]).contains("Is the hull sound?"));
    let schema = words(&["schema", "pilot", "--vocabulary", "own.yaml"]);
    assert!(schema.contains("step_free_access") && schema.contains("leisure-centre"));
    folder.write("open.yaml", PILOT.replace(", step_free_access: nowhere", ""));
    let questions = words(&[&["questions"], &CALL[..], &["open.yaml"]].concat());
    assert!(questions.contains("Where do people get in without a step?"), "{questions}");
    let diff = folder.brief(&["vocabulary", "diff", "health-and-work", "own.yaml"]);
    let expected = "From health-and-work to riverside:\n+ the dimension `access`\n+ the value `leisure-centre` of `location.venues`\n+ the fact `location.step_free_access`\n";
    assert_eq!((diff.status, diff.out.as_str()), (Some(1), expected));
    assert_eq!(folder.brief(&["vocabulary", "diff", "own.yaml", "own.yaml"]).status, Some(0));
    let dinghies = |title: &str, number: &str| {
        let crew = format!("{{type: number, {number}, means: who sails, ask: How many sail?}}");
        format!(
            "{{format: 1, vocabulary: dinghies, title: Dinghies, sections: {{boat: {title}}}, dimensions: {{boat: the boat}}, \
             facts: {{boat: {{crew: {crew}}}}}}}\n"
        )
    };
    folder.write("before.yaml", dinghies("The boat", "unit: people"));
    folder.write("after.yaml", dinghies("The hull", "unit: hands, least: 1, greatest: 4"));
    let expected = "~ the title of the section `boat`: \"The boat\" becomes \"The hull\"\n\
                    ~ the unit of `boat.crew`: \"people\" becomes \"hands\"\n\
                    ~ the bounds of `boat.crew`: \"has no bounds\" becomes \"is from 1 to 4\"\n";
    assert!(folder.brief(&["vocabulary", "diff", "before.yaml", "after.yaml"]).out.ends_with(expected));
    let told = folder.brief(&["vocabulary", "diff", "before.yaml", "after.yaml", "--format", "json"]);
    let unit =
        serde_json::json!({"kind": "changed", "what": "the unit of `boat.crew`", "was": "people", "is": "hands"});
    assert_eq!((told.status, &told.json()["differences"][1]), (Some(1), &unit));
    let told = folder.brief(&["vocabulary", "diff", "health-and-work", "own.yaml", "--format", "json"]).json();
    let added = serde_json::json!({"kind": "added", "what": "the dimension `access`", "was": null, "is": null});
    assert_eq!((&told["after"], &told["differences"][0]), (&"riverside".into(), &added));
    let told = folder.brief(&["vocabulary", "check", "own.yaml", "--format", "json"]).json();
    assert_eq!(
        (&told["vocabularies"][0]["vocabulary"], &told["vocabularies"][0]["own_facts"]),
        (&"riverside".into(), &1.into())
    );
    assert!(words(&["vocabulary", "list", "boats.yaml"]).contains("safety: what keeps people dry"));
}
