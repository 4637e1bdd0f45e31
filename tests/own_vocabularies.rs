//! The two vocabularies in `examples/`: the commands work with facts that the program has never seen, alone and beside its
//! own.

use std::path::Path;

use serde_json::Value;

use crate::support::{self, Ran};

/// A folder below `examples/`, with its vocabulary and the files of its rules and pilots.
struct Example {
    folder: &'static str,
    vocabulary: &'static str,
    rules: &'static str,
    pilots: &'static [&'static str],
}

const COUNCIL: Example = Example {
    folder: "council",
    vocabulary: "harbour-council",
    rules: "house-rules.yaml",
    pilots: &["harbour-drop-in.yaml"],
};

const SCHOOL: Example =
    Example { folder: "school-advice", vocabulary: "school-advice", rules: "rules.yaml", pilots: &["pilots/"] };

impl Example {
    /// Runs `brief` in the folder.
    fn brief(&self, args: &[&str]) -> Ran {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(self.folder);
        let mut command = support::command(support::BRIEF);
        command.args(args).current_dir(folder);
        Ran::of(&mut command, &[])
    }

    /// Runs a command that takes rules and pilots, with those of the folder.
    fn with_pilots(&self, command: &str, more: &[&str]) -> Ran {
        self.brief(&[&[command, "--vocabulary", "vocabulary.yaml", "--rules", self.rules], self.pilots, more].concat())
    }

    /// What `brief check` finds, as `pilot rule verdict`.
    fn verdicts(&self) -> Vec<String> {
        let json = self.with_pilots("check", &["--format", "json"]).json();
        assert_eq!(json["errors"], Value::Array(Vec::new()), "{json:#}");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let pilots = json["pilots"].as_array().expect("pilots");
        let results = pilots.iter().flat_map(|pilot| {
            let results = pilot["results"].as_array().expect("results").iter();
            results.map(|result| {
                format!("{} {} {}", text(&pilot["pilot"]), text(&result["rule"]), text(&result["verdict"]))
            })
        });
        results.collect()
    }
}

#[test]
fn a_council_adds_three_facts_to_those_of_the_program() {
    assert_eq!(COUNCIL.verdicts(), ["harbour-drop-in HC-01 breached"], "eight weeks are more than six");
}

#[test]
fn the_same_pilot_is_held_against_the_sets_of_the_program_too() {
    let call = ["check", "--vocabulary", "vocabulary.yaml", "--format", "json", "harbour-drop-in.yaml"];
    let ran = COUNCIL.brief(&call);
    assert_eq!(ran.errors(), Vec::<String>::new());
    assert_eq!(ran.rulesets().len(), 6, "{ran:?}");
}

#[test]
fn a_field_of_its_own_is_checked() {
    assert_eq!(
        SCHOOL.verdicts(),
        [
            "elm-street SA-01 met",
            "elm-street SA-02 met",
            "elm-street SA-03 met",
            "elm-street SA-04 met",
            "elm-street SA-05 met",
            "elm-street SA-06 unstated",
            "quay-road SA-01 breached",
            "quay-road SA-02 contested",
            "quay-road SA-03 breached",
            "quay-road SA-04 breached",
            "quay-road SA-05 breached",
            "quay-road SA-06 breached",
        ]
    );
    let json = SCHOOL.with_pilots("check", &["--format", "json"]).json();
    let names: Vec<&Value> =
        json["vocabularies"].as_array().expect("a list").iter().map(|one| &one["vocabulary"]).collect();
    assert_eq!(names, [SCHOOL.vocabulary]);
}

#[test]
fn vocabularies_rules_and_tests_are_sound() {
    for example in [COUNCIL, SCHOOL] {
        let ran = example.brief(&["vocabulary", "check", "vocabulary.yaml"]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{ran:?}");
        assert!(ran.out.contains(example.vocabulary), "{ran:?}");
        let ran = example.brief(&["rules", "test", "--vocabulary", "vocabulary.yaml", example.rules]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{ran:?}");
        assert!(ran.out.contains("all pass"), "{ran:?}");
        let ran = example.brief(&["rules", "audit", "--vocabulary", "vocabulary.yaml", "--rules", example.rules]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    }
}

#[test]
fn what_is_open_is_asked_with_the_questions_of_the_vocabulary() {
    let ran = SCHOOL.with_pilots("questions", &[]);
    assert_eq!(ran.status, Some(0), "{ran:?}");
    let told = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("Until which day is there money?"), "{told}");
    assert!(told.contains("the head teacher") && told.contains("2026-10-05"), "who was asked, and when: {told}");
}

#[test]
fn facts_and_rules_of_ones_own_are_explained() {
    let call = |name| ["explain", "--vocabulary", "vocabulary.yaml", "--rules", SCHOOL.rules, name];
    for (name, expected) in [
        ("SA-02", "Nothing that shows a family passes to the Home Office"),
        ("privacy.passed_to_home_office", "counts pass that show no family"),
        ("privacy", "what is written down about a family, and who hears of it"),
    ] {
        let ran = SCHOOL.brief(&call(name));
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{ran:?}");
        let told = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(expected), "{expected:?} in {told}");
    }
}

#[test]
fn the_nearest_number_and_day_that_mend_are_proposed() {
    let call = ["repair", "--vocabulary", "vocabulary.yaml", "--rules", SCHOOL.rules, "--min-force", "should"];
    let repair = |pilot| SCHOOL.brief(&[&call[..], &["--format", "json", pilot]].concat());
    let proposed = ["pilots/elm-street.yaml", "pilots/quay-road.yaml"].map(|pilot| repair(pilot).out);
    let text = proposed.concat();
    assert!(text.contains("access.waiting_days") && text.contains("money.paid_until"), "{text}");
    assert!(text.contains("2027-07-22"), "the first day that will do: {text}");
    let ran = COUNCIL.with_pilots("repair", &["--format", "json"]);
    assert!(ran.out.contains("referral.weeks_to_an_answer"), "{ran:?}");
}
