//! Which rules are checked, and whose word is taken.

use super::{FORCES, pilot, verdicts};
use crate::support::{Folder, Ran};

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    let facts = "\
provenance: {by: DWP, basis: claimed}
voluntariness:
  sanction_for_refusal: false
  sanction_for_stopping:
    - {value: false, basis: specified}
    - {value: true, by: A  Claimant, basis: observed}
referral:
  diagnosis_required: {value: true, by: the provider, basis: specified}
";
    folder.write("rules.yaml", FORCES).write("a.yaml", pilot("a", facts));
    folder
}

fn check(folder: &Folder, args: &[&str]) -> Ran {
    folder.check(&[&["a.yaml", "--rules", "rules.yaml"], args].concat())
}

#[test]
fn only_takes_rules_sets_and_dimensions() {
    let folder = folder("only");
    let rules = |args: &[&str]| {
        let ran = check(&folder, args);
        assert_eq!(ran.errors(), <[&str; 0]>::default());
        let rules = verdicts(&ran.json()).into_iter().map(|line| line.split(' ').nth(1).expect("a rule").to_owned());
        rules.collect::<Vec<_>>()
    };
    assert_eq!(rules(&[]), ["F-MUST", "F-SHOULD", "F-ASK"]);
    assert_eq!(rules(&["--only", "F-SHOULD"]), ["F-SHOULD"]);
    assert_eq!(rules(&["--only", "f-should"]), ["F-SHOULD"]);
    assert_eq!(rules(&["--only", "forces"]), ["F-MUST", "F-SHOULD", "F-ASK"]);
    assert_eq!(rules(&["--only", "referral"]), ["F-ASK"]);
    assert_eq!(rules(&["--only", "data-sharing"]), <[&str; 0]>::default());
    assert_eq!(rules(&["--only", "F-*"]), ["F-MUST", "F-SHOULD", "F-ASK"]);
    assert_eq!(rules(&["--only", "f-?SK"]), ["F-ASK"]);
    assert_eq!(rules(&["--only", "*ferral", "--only", "F-S*"]), ["F-SHOULD", "F-ASK"]);
    assert_eq!(rules(&["--only", "F-ASK", "--only", "F-MUST", "--only", "F-ASK"]), ["F-MUST", "F-ASK"]);
    let counted = check(&folder, &["--only", "voluntariness"]).json();
    assert_eq!(counted["rulesets"][0]["rules"], 2);
    assert_eq!(counted["pilots"][0]["summary"]["breached"].as_u64(), Some(0));
}

#[test]
fn a_name_that_stands_for_nothing_is_an_error() {
    let folder = folder("only-wrong");
    let cases = [
        ("F-MST", "`F-MST` is neither a rule, nor a rule set, nor a dimension; did you mean `F-MUST`?"),
        ("force", "`force` is neither a rule, nor a rule set, nor a dimension; did you mean `forces`?"),
        (
            "data_sharing",
            "`data_sharing` is neither a rule, nor a rule set, nor a dimension; did you mean `data-sharing`?",
        ),
        ("X-*", "no rule, no rule set and no dimension fits `X-*`"),
        (
            "must",
            "`must` is a force, and neither a rule, nor a rule set, nor a dimension; `--min-force must` says which rules \
             count by their force",
        ),
        ("zebra", "`zebra` is neither a rule, nor a rule set, nor a dimension"),
        // A rule of a set that is not loaded is no rule here.
        ("PB-02", "`PB-02` is neither a rule, nor a rule set, nor a dimension"),
    ];
    for (name, expected) in cases {
        let ran = check(&folder, &["--only", "F-ASK", "--only", name]);
        assert_eq!((ran.status, ran.errors()), (Some(2), vec![expected.to_owned()]));
    }
}

#[test]
fn all_names_that_stand_for_nothing_are_told() {
    let folder = folder("only-all-wrong");
    let ran = check(&folder, &["--only", "zebra", "--only", "F-ASK", "--only", "F-MST", "--only", "X-*"]);
    assert_eq!(ran.errors().len(), 3, "{:?}", ran.errors());
    folder
        .write("brief.yaml", "format: 1\nbrief:\n  rules: [rules.yaml]\n  only:\n    - lion\n    - F-*\n    - zebra\n");
    let places: Vec<String> = folder.check(&[]).errors();
    assert!(
        places.len() == 2 && places[0].starts_with("brief.yaml:5:7 ") && places[1].starts_with("brief.yaml:7:7 "),
        "{places:?}"
    );
}

#[test]
fn a_basis_sets_weaker_statements_aside() {
    let folder = folder("basis");
    let of = |args: &[&str]| verdicts(&check(&folder, args).json());
    assert_eq!(of(&[]), ["a F-MUST met", "a F-SHOULD contested", "a F-ASK breached"]);
    assert_eq!(of(&["--basis", "claimed"]), of(&[]));
    assert_eq!(of(&["--basis", "specified"]), ["a F-MUST unstated", "a F-SHOULD contested", "a F-ASK breached"]);
    assert_eq!(of(&["--basis", "observed"]), ["a F-MUST unstated", "a F-SHOULD breached", "a F-ASK unstated"]);
}

#[test]
fn a_speaker_is_set_aside_whatever_the_case_and_the_spaces() {
    let folder = folder("without");
    let of = |args: &[&str]| {
        let ran = check(&folder, args);
        (
            verdicts(&ran.json())
                .iter()
                .map(|line| line.rsplit(' ').next().expect("a verdict").to_owned())
                .collect::<Vec<_>>(),
            ran.notices(),
        )
    };
    for name in ["DWP", "dwp", " Dwp "] {
        assert_eq!(of(&["--without", name]), (vec!["unstated".into(), "breached".into(), "breached".into()], vec![]));
    }
    assert_eq!(of(&["--without", "a claimant"]).0, ["met", "met", "breached"]);
    assert_eq!(of(&["--without", "THE  provider", "--without", "a claimant", "--without", "DWP"]).0, ["unstated"; 3]);
    let told = |name, hint| {
        let expected = format!("`--without {name}` sets nothing aside: no statement is by that speaker{hint}");
        let (verdicts, notices) = of(&["--without", name]);
        assert_eq!((verdicts.len(), notices), (3, vec![expected]));
    };
    told("DPW", "; did you mean `DWP`?");
    told("the provder", "; did you mean `the provider`?");
    told("claimant", "; did you mean `A  Claimant`?");
    told("zebra", "");
    assert_eq!(check(&folder, &["--without", "zebra", "--without", "DWP"]).status, Some(0));
}
