//! Diffs of pilots in every shape that YAML has, applied with `patch` and read again.

use serde_json::Value;
use watching_brief::model::vocabulary::{Fact, Vocabulary};
use watching_brief::pilot::{self, StatedValue, Statement};
use watching_brief::source::Documents;
use watching_brief::tree;

use crate::support::{Folder, tools};

/// Applies a diff to a text with `patch`; none where that is not there.
pub fn applied(folder: &Folder, text: &str, diff: &str) -> Option<String> {
    folder.write("patched.yaml", text).write("repair.diff", diff);
    if diff.is_empty() {
        return Some(text.to_owned());
    }
    let mut patch = tools::program("patch")?;
    patch.args(["--silent", "--no-backup-if-mismatch", "patched.yaml", "-i", "repair.diff"]);
    let done = patch.current_dir(folder.path()).output().expect("`patch` is there");
    assert!(done.status.success(), "patch refuses:\n{diff}\n{}", String::from_utf8_lossy(&done.stdout));
    Some(std::fs::read_to_string(folder.path().join("patched.yaml")).expect("the patched text"))
}

/// A statement without its places.
fn bare(statement: &Statement<'_>) -> String {
    let Statement { said, by, basis, document, paragraph, phrase, date, url, note, .. } = statement;
    format!("{said:?} {by:?} {basis:?} {document:?} {paragraph:?} {phrase:?} {date:?} {url:?} {note:?}")
}

/// A statement: all of it without its places, what it says, whether it is somebody's or from some document, and whether it
/// is the word of somebody who does not answer for the pilot, where the pilot names those who do.
type One = (String, StatedValue<'static>, bool, bool);

/// What the pilots of a text state: id, fact, and each statement.
fn stated(text: &str) -> Vec<(String, &'static Fact, Vec<One>)> {
    let mut all = Vec::new();
    for document in Documents::new(text.as_bytes()) {
        let document = document.expect("a document");
        let tree = tree::build(&document.text).unwrap_or_else(|wrong| panic!("{wrong:?}\n{text}"));
        let pilot = pilot::pilot(Vocabulary::shipped(), &tree).unwrap_or_else(|wrong| panic!("{wrong:?}\n{text}"));
        for stated in &pilot.facts {
            let each = |one: &Statement<'_>| {
                let owned = one.clone().into_owned();
                let owns = |by: &str| pilot.owners.iter().any(|owner| owner.eq_ignore_ascii_case(by));
                let other = !pilot.owners.is_empty() && one.by.as_deref().is_some_and(|by| !owns(by));
                (bare(one), owned.said, one.by.is_some() || one.document.is_some(), other)
            };
            let statements = stated.statements.iter().map(each).collect();
            all.push((pilot.id.to_string(), Vocabulary::shipped().fact(stated.fact), statements));
        }
    }
    all
}

/// What a list of statements comes to, as the JSON form has it.
fn comes_to(fact: &Fact, statements: &[One]) -> (Vec<String>, Vec<String>) {
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    // The values that a statement made in part leaves no room for.
    let mut ruled_out: Vec<Vec<String>> = Vec::new();
    let add = |to: &mut Vec<String>, name: String| {
        if !to.contains(&name) {
            to.push(name);
        }
    };
    for (_, said, ..) in statements {
        let names =
            |members: &[u8]| members.iter().map(|member| fact.value_name(*member).to_owned()).collect::<Vec<_>>();
        let others = |members: &[u8]| {
            let named = names(members);
            fact.values.iter().filter(|value| !named.contains(value)).cloned().collect::<Vec<_>>()
        };
        match said {
            StatedValue::Bool(value) => add(&mut inside, value.to_string()),
            StatedValue::Choice(value) => add(&mut inside, fact.value_name(*value).to_owned()),
            StatedValue::Text(text) => add(&mut inside, text.to_string()),
            StatedValue::Exactly(members) => {
                names(members).into_iter().for_each(|name| add(&mut inside, name));
                others(members).into_iter().for_each(|name| add(&mut outside, name));
            }
            StatedValue::Partly { includes, excludes } => {
                names(includes).into_iter().for_each(|name| add(&mut inside, name));
                names(excludes).into_iter().for_each(|name| add(&mut outside, name));
            }
            // What says in part what another says whole adds nothing.
            StatedValue::OneOf(values) => ruled_out.push(others(values)),
            StatedValue::NoneOf(values) => ruled_out.push(names(values)),
            _ => unreachable!("nothing else is said of these facts"),
        }
    }
    for gone in ruled_out {
        assert!(!inside.is_empty(), "{}: only in part", fact.path);
        assert!(!inside.iter().any(|value| gone.contains(value)), "{}: {inside:?} is ruled out", fact.path);
    }
    inside.sort_unstable();
    outside.sort_unstable();
    (inside, outside)
}

/// The same of what is wanted.
fn wanted(fact: &Fact, to: &Value) -> (Vec<String>, Vec<String>) {
    let list = |key: &str| {
        let list = to[key].as_array().map(|list| list.iter().map(|name| name.as_str().expect("a name").to_owned()));
        let mut list: Vec<String> = list.into_iter().flatten().collect();
        list.sort_unstable();
        list
    };
    match &to["value"] {
        Value::Null => (list("includes"), list("excludes")),
        Value::Array(_) => {
            let inside = list("value");
            let mut outside: Vec<String> =
                fact.values.iter().filter(|value| !inside.contains(value)).cloned().collect();
            outside.sort_unstable();
            (inside, outside)
        }
        Value::String(text) => (vec![text.clone()], Vec::new()),
        other => (vec![other.to_string()], Vec::new()),
    }
}

/// Whether a statement cannot be true together with what is wanted.
fn speaks_against(fact: &Fact, (_, said, ..): &One, (inside, outside): &(Vec<String>, Vec<String>)) -> bool {
    let any = |members: &[u8], of: &[String]| members.iter().any(|one| of.iter().any(|of| of == fact.value_name(*one)));
    match said {
        StatedValue::Bool(value) => *inside != [value.to_string()],
        StatedValue::Choice(value) => *inside != [fact.value_name(*value)],
        StatedValue::Text(text) => *inside != [text.to_string()],
        StatedValue::OneOf(values) => !any(values, inside),
        StatedValue::NoneOf(values) => any(values, inside),
        StatedValue::Partly { includes, excludes } => any(includes, outside) || any(excludes, inside),
        StatedValue::Exactly(members) => {
            any(members, outside) || inside.iter().any(|one| !members.iter().any(|of| fact.value_name(*of) == one))
        }
        _ => unreachable!("nothing else is said of these facts"),
    }
}

/// Whether lines end with a line feed, with both signs, and with a carriage return alone.
fn breaks(text: &str) -> [bool; 3] {
    let both = text.matches("\r\n").count();
    [text.matches('\n').count() > both, both > 0, text.matches('\r').count() > both]
}

/// Applies the diff of every alternative for the pilot of a file, and holds what comes of it against what was wanted. Gives
/// the number of alternatives.
pub fn every_alternative(folder: &Folder, name: &str, text: &str, more: &[&str]) -> usize {
    let ran = folder.brief(&[&["repair", name, "--format", "json"], more].concat());
    assert_ne!(ran.status, Some(2), "{}: {}{}", folder.path().display(), ran.out, ran.err);
    let json = ran.json();
    let alternatives = json["alternatives"].as_array().expect("a list");
    let before = stated(text);
    for (number, alternative) in (1..).zip(alternatives) {
        let number = number.to_string();
        let diff = alternative["diff"].as_str().expect("a diff");
        if alternatives.len() == number.parse().unwrap_or(0) {
            let call = ["repair", name, "--format", "diff", "--alternative", &number];
            let ran = folder.brief(&[&call, more].concat());
            assert_eq!((ran.status, ran.out.as_str()), (Some(1), diff));
        }
        assert!(
            !diff.lines().any(|line| line.starts_with('+') && line.trim_end_matches('\r').ends_with(' ')),
            "{diff}"
        );
        let Some(new) = applied(folder, text, diff) else { continue };
        let changes = alternative["changes"].as_array().expect("a list");
        let after = stated(&new);
        let changed = |id: &str, fact: &Fact| {
            changes.iter().find(|change| json["pilot"] == id && change["fact"] == fact.path.as_str())
        };
        for (id, fact, statements) in &after {
            let was = before.iter().find(|(other, of, _)| (other, of.id) == (id, fact.id));
            let was = was.map_or(&[][..], |(.., statements)| statements);
            match changed(id, fact) {
                None => assert_eq!(was, statements, "{name}, {}:\n{}", fact.path, diff),
                Some(change) => {
                    let to = wanted(fact, &change["to"]);
                    // Nothing that somebody says who does not answer for the pilot is lost; what of that speaks against
                    // what is wanted is to be answered, and all else comes to what is wanted.
                    for statement in was.iter().filter(|(.., other)| *other) {
                        assert!(statements.contains(statement), "{name}, {}: {statement:?}\n{}", fact.path, diff);
                    }
                    let (open, settled): (Vec<One>, Vec<One>) =
                        statements.iter().cloned().partition(|one| one.3 && speaks_against(fact, one, &to));
                    assert_eq!(comes_to(fact, &settled), to, "{name}, {}:\n{}", fact.path, diff);
                    let told = change["to_be_answered"].as_array().expect("a list");
                    assert_eq!(told.len(), open.len(), "{name}, {}: {told:?}\n{}", fact.path, diff);
                    // Nobody is made to say what they did not say.
                    for statement in statements.iter().filter(|(_, _, named, _)| *named) {
                        assert!(was.contains(statement), "{name}, {}: {statement:?}\n{}", fact.path, diff);
                    }
                    let stays = change["from"].as_array().expect("a list").iter().filter(|one| one["stays"] == true);
                    let kept = statements.iter().filter(|one| was.contains(one));
                    assert_eq!(stays.count(), kept.count(), "{name}, {}:\n{}", fact.path, diff);
                }
            }
        }
        for (id, fact, _) in &before {
            assert!(after.iter().any(|(other, of, _)| (other, of.id) == (id, fact.id)), "{} is lost", fact.path);
        }
        // Every comment that is marked so is there still.
        let comments = |text: &str| text.matches("# keep").count();
        assert_eq!(comments(&new), comments(text), "{name}: a comment is lost\n{diff}");
        assert_eq!(breaks(&new), breaks(text), "{diff}");
        if number == "1" {
            let checked = folder.brief(&["check", "patched.yaml", "-q", "--fail-on", "never"]);
            assert_eq!(checked.status, Some(0), "{name}: {}{}\n{diff}", checked.out, checked.err);
        }
    }
    alternatives.len()
}

const RULES: &str = "\
format: 1
ruleset: shapes
title: Conditions that are easily breached
issued_by: [nobody]
summary: So that there is something to repair.
rules:
";

/// A rule that requires this.
fn rule(id: &str, require: &str) -> String {
    format!(
        "  - {{id: {id}, title: A condition, about: voluntariness, force: must, by: nobody, cite: {{document: d, paragraph: 1, phrase: p}}, require: {{{require}}}, reason: None, remedy: None}}\n"
    )
}

fn rules() -> String {
    RULES.to_owned()
        + &rule("T-1", "voluntariness.sanction_for_refusal: false")
        + &rule("T-2", "referral.routes: {excludes: [work-coach]}")
        + &rule("T-3", "referral.work_coach_role: [none, informs]")
        + &rule("T-4", "location.venues: {includes: [online]}")
        + &rule("T-5", "governance.accountable_lead: stated")
        + &rule("T-6", "data_sharing.health_record_read_by: empty")
        + &rule("T-7", "governance.funders: stated")
}

const HEAD: &str = "format: 1\npilot: p\ntitle: T\nstatus: proposed\n";

/// Pilots of every shape: its name, the text below the head, and what else is asked for.
const SHAPES: &[(&str, &str, &[&str])] = &[
    (
        "plain values",
        "voluntariness:\n  sanction_for_refusal: true # keep\nreferral:\n  routes: [self, work-coach] # keep\n",
        &[],
    ),
    (
        "a list over lines",
        "referral:\n  routes:\n    - self # keep this\n    # keep that\n    - work-coach # keep\n  work_coach_role: mandates\n",
        &[],
    ),
    (
        "a list over lines at the margin of its key",
        "referral:\n  routes:\n  - self\n  # keep\n  - work-coach\n  work_coach_role: mandates\n",
        &[],
    ),
    (
        "a list in brackets over lines",
        "referral:\n  routes: [self, # keep\n    work-coach # keep\n    ] # keep\n  work_coach_role: informs\n",
        &[],
    ),
    (
        "a mapping in braces",
        "voluntariness: {sanction_for_refusal: true, can_withdraw_any_time: true} # keep\nreferral: {\"routes\":[self,work-coach], work_coach_role: none}\n",
        &[],
    ),
    (
        "one statement with its source",
        "voluntariness:\n  # keep\n  sanction_for_refusal: # keep\n    # keep\n    value: true # keep\n    by: the provider\n\n    # keep\n    basis: claimed\n    phrase: it's # no comment\n  can_withdraw_any_time: true\n",
        &[],
    ),
    (
        "one statement in braces",
        "voluntariness:\n  sanction_for_refusal: {value: true, by: the provider, basis: claimed} # keep\n",
        &[],
    ),
    (
        "statements that agree",
        "referral:\n  work_coach_role:\n    - value: mandates # keep\n      by: A\n      basis: claimed\n    # keep\n    - {value: mandates, by: B, basis: observed}\n  routes: [self]\n",
        &[],
    ),
    (
        "statements of a set, one of which can stay",
        "referral:\n  routes:\n    - includes: [work-coach] # keep\n      by: A\n      basis: claimed\n    - {includes: [self], by: B, basis: observed} # keep\n    # keep\n    - includes: [gp]\n      excludes: [community]\n      by: C\n      basis: claimed\n",
        &[],
    ),
    (
        "the same in brackets",
        "referral: {routes: [{includes: [work-coach], by: A, basis: claimed}, {includes: [self], by: B, basis: observed}, # keep\n  {includes: [gp, work-coach], by: C, basis: claimed}]}\n",
        &[],
    ),
    (
        "a member is put in beside what somebody says",
        "location:\n  venues: # keep\n    # keep\n    excludes: [online] # keep\n    by: A\n    note: |\n      a remark\n\n      # and no comment\n    basis: claimed\n  private_rooms: true\n",
        &[],
    ),
    (
        "a member is put in besides",
        "location:\n  venues:\n    includes: [jobcentre] # keep\n    # keep\n    by: A\n    note: >-\n      a remark\n\n      # and no comment\n    basis: claimed # keep\n  # keep\n  private_rooms: true\n",
        &["--settle"],
    ),
    (
        "a member is put in besides, in braces",
        "location:\n  venues: &v {includes: [jobcentre], by: A, basis: claimed}\n",
        &["--settle"],
    ),
    (
        "a member is put in besides, under an anchor",
        "location:\n  venues: &v\n    includes: [jobcentre] # keep\n    by: A\n    basis: claimed\n",
        &["--settle"],
    ),
    (
        "the author's own partial word is taken up",
        "location:\n  venues: {excludes: [online], includes: [jobcentre]}\n",
        &[],
    ),
    (
        "a text by its indentation",
        "governance:\n  accountable_lead: |-  # keep\n    none\n  clinical_liability: none\n",
        &[],
    ),
    ("a folded text", "governance:\n  accountable_lead: >-\n    none\n\n  clinical_liability: none # keep\n", &[]),
    ("a text in quotation marks", "governance:\n  accountable_lead: \"none\"\n", &[]),
    ("facts and sections that are not there yet", "referral:\n  work_coach_role: none\n", &["--settle"]),
    (
        "facts and sections that are not there yet, with more below",
        "referral:\n  work_coach_role: none\n  # keep\nwaivers:\n  - {rule: T-1, reason: r, by: b, until: 2100-01-01} # keep\n# keep\n",
        &["--settle"],
    ),
    (
        "facts and sections that are there and empty",
        "referral:\n  routes:\n  work_coach_role: ~ # keep\nvoluntariness: # keep\nlocation: null\ngovernance: {}\ndata_sharing: {health_record_read_by: , consent: }\n",
        &["--settle"],
    ),
    (
        "an alias",
        "referral:\n  routes: &r [self, work-coach] # keep\n  work_coach_role: none\nservice:\n  client_groups: []\nvoluntariness:\n  sanction_for_refusal: &s\n    value: true # keep\n    by: A\n    basis: claimed\n  sanction_for_stopping: *s # keep\n  benefit_depends_on_treatment: *s\n",
        &[],
    ),
    (
        "an alias where it is used",
        "voluntariness:\n  sanction_for_stopping: &s {value: true, by: A, basis: claimed}\n  sanction_for_refusal: *s # keep\n",
        &[],
    ),
    (
        "an alias to a part of what is changed",
        "voluntariness:\n  sanction_for_refusal:\n    value: true\n    by: &a \"A, \\\"é\\\"\"\n    basis: &b claimed\n  sanction_for_stopping: {value: true, by: *a, basis: *b}\n",
        &[],
    ),
    (
        "an alias to a statement of a list",
        "referral:\n  work_coach_role:\n    - &m {value: mandates, by: A, basis: claimed}\n    - *m\nlocation:\n  venues:\n    - &v {excludes: [online], by: A, basis: claimed}\n    - &w {includes: [jobcentre], by: B, basis: claimed}\n    - *v\n",
        &[],
    ),
    (
        "a merge key",
        "service:\n  offer: &o {by: A, basis: claimed, includes: [job-coaching]}\nreferral:\n  routes: {<<: *o, includes: [work-coach]} # keep\n",
        &[],
    ),
    (
        "a fact that a merge key brings",
        "voluntariness:\n  <<: {sanction_for_refusal: true, sanction_for_stopping: true} # keep\n  can_withdraw_any_time: true # keep\n",
        &[],
    ),
    (
        "a section that a merge key brings",
        "<<: {voluntariness: {sanction_for_refusal: {value: true, by: A, basis: claimed}, sanction_for_stopping: false}}\nreferral:\n  routes: [self] # keep\n",
        &[],
    ),
    (
        "two facts of a section that a merge key brings",
        "<<: &all {referral: {routes: [work-coach], work_coach_role: mandates, diagnosis_required: true}}\n",
        &[],
    ),
    (
        "defaults with a speaker",
        "provenance: {by: the provider, basis: claimed, document: d, date: May 2016}\nvoluntariness:\n  sanction_for_refusal: true # keep\nreferral:\n  routes: [work-coach]\nlocation:\n  venues: {includes: [jobcentre]}\n",
        &["--settle"],
    ),
    (
        "contested and settled",
        "voluntariness:\n  sanction_for_refusal:\n    - {value: true, by: A, basis: claimed} # keep\n    - {value: false, by: B, basis: observed} # keep\nreferral:\n  routes:\n    - {includes: [work-coach], by: A, basis: claimed}\n    - value: [self]\n      by: B\n      basis: claimed # keep\n",
        &["--settle"],
    ),
    (
        "keys with a question mark",
        "? voluntariness\n: sanction_for_refusal: true # keep\n  can_withdraw_any_time: true\n",
        &[],
    ),
    (
        "letters beyond ASCII",
        "voluntariness:\n  sanction_for_refusal: {value: true, by: \"Zoë Müller 🦉\", basis: claimed, note: žluťoučký} # keep ü\n",
        &[],
    ),
    (
        "no line break at the end",
        "voluntariness:\n  sanction_for_refusal:\n    value: true\n    by: A\n    basis: claimed",
        &["--settle"],
    ),
    (
        "tags",
        "voluntariness:\n  sanction_for_refusal: !!bool true # keep\n  sanction_for_stopping: false\nreferral:\n  routes: !!seq\n    - !!str work-coach\n",
        &[],
    ),
];

fn shaped(name: &str, text: &str, more: &[&str]) {
    let folder = Folder::new(&format!("repair-{}", name.replace([' ', ',', '\''], "-")));
    folder.write("rules.yaml", rules()).write("p.yaml", text);
    let tried = every_alternative(&folder, "p.yaml", text, &[&["--rules", "rules.yaml"], more].concat());
    assert!(tried > 0, "{name}: nothing is proposed");
}

#[test]
fn every_shape_is_rewritten_as_wanted() {
    for (name, below, more) in SHAPES {
        let text = format!("{HEAD}{below}");
        shaped(name, &text, more);
        shaped(&format!("{name} with CRLF"), &text.replace('\n', "\r\n"), more);
        shaped(&format!("{name} with CR"), &text.replace('\n', "\r"), more);
        // Where A or B does not answer for the pilot, what they say stays.
        let says = |by: &str| text.contains(&format!("by: {by}"));
        let owners = [("A", says("A") && says("B")), ("B", says("A") && says("B")), ("nobody", says("A"))];
        for owner in owners.into_iter().filter(|(_, differs)| *differs).map(|(owner, _)| owner) {
            let owned = format!("{text}{}owners: [{owner}]\n", if text.ends_with('\n') { "" } else { "\n" });
            shaped(&format!("{name} answered for by {owner}"), &owned, more);
        }
        // As the second of three documents, behind a mark of the byte order.
        let other = |id: &str| {
            format!("{}voluntariness: {{sanction_for_refusal: true}} # keep\n", HEAD.replace("pilot: p", id))
        };
        let several =
            format!("\u{feff}# keep\n---\n{}---\n{text}\n...\n# keep\n---\n{}", other("pilot: q"), other("pilot: r"));
        shaped(&format!("{name} among others"), &several, &[*more, &["--pilot", "p"]].concat());
    }
}

#[test]
fn a_pilot_in_braces_is_rewritten_too() {
    let text =
        "{format: 1, pilot: p, title: T, status: proposed, voluntariness: {sanction_for_refusal: true}, # keep\n}\n";
    shaped("all in braces", text, &[]);
    shaped("all in braces, settled", text, &["--settle"]);
}

/// What the diff does to the text is what somebody would have written.
#[test]
fn a_diff_changes_no_more_than_it_must() {
    let folder = Folder::new("repair-exact");
    let below = "referral:\n  routes: # who\n    includes: [work-coach] # keep\n    by: A\n    basis: claimed\nlocation:\n  venues:\n    includes: [jobcentre]\n    by: A\n    basis: claimed\n";
    let text = format!("{HEAD}{below}");
    folder.write("rules.yaml", rules()).write("p.yaml", &text);
    let only = ["--only", "T-2", "--only", "T-4", "--settle"];
    let ran = folder.brief(&[&["repair", "p.yaml", "--rules", "rules.yaml", "--format", "diff"], &only[..]].concat());
    let Some(new) = applied(&folder, &text, &ran.out) else { return };
    let expected = "referral:\n  routes: {excludes: [work-coach]} # who\n    # keep\nlocation:\n  venues:\n    - includes: [jobcentre]\n      by: A\n      basis: claimed\n    - {includes: [online]}\n";
    assert_eq!(new, format!("{HEAD}{expected}"));
}

/// Names that would not be one on their line are written as `patch` reads them.
#[cfg(unix)]
#[test]
fn a_diff_names_its_file_whatever_is_in_the_name() {
    let names = [
        "plain.yaml",
        "two words.yaml",
        "a\ttab.yaml",
        "a \"mark\".yaml",
        "back\\slash.yaml",
        "é.yaml",
        "two\nlines.yaml",
        "\n+++ other.yaml",
        "carriage\rreturn.yaml",
        "bell\u{7}.yaml",
    ];
    for (at, name) in names.iter().enumerate() {
        let folder = Folder::new(&format!("repair-names-{at}"));
        let pilot = "format: 1\npilot: p\ntitle: T\nstatus: running\nvoluntariness:\n  sanction_for_refusal: true\n";
        folder.write(name, pilot).write("rules.yaml", crate::support::RULES);
        let ran = folder.brief(&["repair", name, "--rules", "rules.yaml", "--format", "diff"]);
        assert_eq!(ran.status, Some(1), "{name:?}: {}", ran.err);
        let Some(mut patch) = tools::program("patch") else { return };
        folder.write("repair.diff", &ran.out);
        // Without a name: it is the diff that gives it.
        patch.args(["--silent", "--no-backup-if-mismatch", "-p0", "-i", "repair.diff"]).current_dir(folder.path());
        let done = patch.output().expect("`patch` is there");
        assert!(done.status.success(), "{name:?}:\n{}\n{}", ran.out, String::from_utf8_lossy(&done.stdout));
        let changed = std::fs::read_to_string(folder.path().join(name)).expect("the pilot");
        assert_ne!(changed, pilot, "{name:?}");
    }
}
