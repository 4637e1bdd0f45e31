//! What `brief check` shows if nothing else is asked for: the findings first, by the fact that would have to change.

use super::support::{Folder, Ran};

/// Rules of which several ask about one fact.
const RULES: &str = r"format: 1
ruleset: house
title: The house conditions
issued_by: [Aye]
summary: Conditions for tests.
rules:
  - {id: H-1, title: Staff do not suggest it, about: referral, force: should, by: a forum, cite: {document: forum-2015, paragraph: 3, phrase: keep out of it}, require: {referral.work_coach_role: [none, informs]}, reason: R., remedy: Tell people and leave it there.}
  - {id: H-2, title: Refusing costs nobody anything, about: voluntariness, force: must, by: five bodies, cite: {document: letter-2016, paragraph: 24, phrase: no penalty}, require: {voluntariness.sanction_for_refusal: false}, reason: R., remedy: Promise it in writing.}
  - {id: H-3, title: It is free at every step, about: voluntariness, force: must, by: a letter, cite: {document: letter-2017, paragraph: 2, phrase: freely given}, require: {voluntariness.sanction_for_refusal: false}, reason: R., remedy: Leave it to people.}
  - {id: H-4, title: Stopping costs nobody anything, about: voluntariness, force: must, by: a lecturer, cite: {document: article-2016, paragraph: 5, phrase: free to stop}, require: {voluntariness.sanction_for_stopping: false}, reason: R., remedy: Promise this.}
  - {id: H-5, title: Sessions are held away from the jobcentre so that nobody has to go there for them and everybody can speak, about: location, force: ask, by: a forum, cite: {document: forum-2015, paragraph: 9, phrase: anywhere else}, require: {location.venues: {excludes: [jobcentre]}}, reason: R., remedy: Move.}
";

const HEAD: &str = "format: 1\npilot: trial\ntitle: A small trial\nstatus: running\n";

fn folder(name: &str, lines: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("rules.yaml", RULES).write("pilot.yaml", format!("{HEAD}{lines}"));
    folder
}

fn check(folder: &Folder, args: &[&str]) -> Ran {
    folder.brief(&[&["check", "--rules", "rules.yaml", "--today", "2026-11-22"], args].concat())
}

/// Two facts: one that two rules fall by, and one that is disputed.
const TWO: &str = "\
referral:
  work_coach_role: {value: suggests, by: the provider, basis: claimed, document: leaflet, paragraph: 7, phrase: our coaches suggest it}
voluntariness:
  sanction_for_refusal: true
  sanction_for_stopping:
    - {value: false, by: DWP, basis: claimed, document: assurance, paragraph: 2, phrase: nobody will be sanctioned}
    - {value: true, by: a claimant, basis: observed, document: thread, paragraph: 10, phrase: my payment stopped}
location:
  venues: {includes: [jobcentre]}
";

#[test]
fn findings_come_first_by_the_fact_that_would_have_to_change() {
    let ran = check(&folder("by-fact", TWO), &["pilot.yaml", "--fail-on", "contested"]);
    assert_eq!(ran.status, Some(1));
    let expected = "\
3 findings: H-2, H-3, H-4.
5 rules: 4 breached, 1 contested.

× voluntariness.sanction_for_refusal would have to change
    line 8: true - this file, specified
  - breached H-2 (must) Refusing costs nobody anything.
    five bodies, letter-2016 paragraph 24: “no penalty”.
  - breached H-3 (must) It is free at every step.
    a letter, letter-2017 paragraph 2: “freely given”.
  What would have to change, by H-2: Promise it in writing.

≠ voluntariness.sanction_for_stopping is contested
    line 10: false - DWP, claimed in assurance paragraph 2: “nobody will be
      sanctioned”
    line 11: true - a claimant, observed in thread paragraph 10: “my payment
      stopped”
  - contested H-4 (must) Stopping costs nobody anything.
    a lecturer, article-2016 paragraph 5: “free to stop”.
  What to ask:";
    assert!(ran.out.contains(expected), "{}", ran.out);
    // The rest, a line each, what is graver first.
    let expected = "
Not counted as findings:
  breached H-1 (should) Staff do not suggest it - line 6
  breached H-5 (ask) Sessions are held away from the jobcentre so… - line 13
";
    assert!(ran.out.contains(expected), "{}", ran.out);
}

#[test]
fn a_finding_is_told_once_and_named_with_every_fact_that_it_rests_on() {
    let lines = "referral: {work_coach_role: suggests}\nvoluntariness: {sanction_for_refusal: true}\n";
    let rules = RULES.replace(
        "require: {voluntariness.sanction_for_refusal: false}, reason: R., remedy: Leave",
        "require: {any: [{voluntariness.sanction_for_refusal: false}, {referral.work_coach_role: none}]}, reason: R., remedy: Leave",
    );
    let folder = folder("once", lines);
    folder.write("rules.yaml", rules);
    let ran = check(&folder, &["pilot.yaml", "--min-force", "should"]);
    assert_eq!(ran.out.matches("breached H-3 (must)").count(), 1, "{}", ran.out);
    assert!(ran.out.contains("It rests also on"), "{}", ran.out);
    assert!(ran.out.contains("It touches also H-3, told of above."), "{}", ran.out);
}

#[test]
fn the_end_names_the_findings_and_the_next_commands() {
    let folder = folder("next", TWO);
    folder.write("a pilot's.yaml", format!("{HEAD}{TWO}"));
    let ran = check(&folder, &["pilot.yaml"]);
    let (_, end) = ran.out.split_once("Summary\n").expect("a summary");
    assert!(end.contains("2 findings (what counts: a must that is breached). They are H-2, H-3."), "{end}");
    for line in [
        "  Next: (with the same --rules, where this call has it)\n",
        "    brief explain H-2             what it asks, and why\n",
        "    brief repair pilot.yaml       what has to change\n",
        "    brief questions pilot.yaml    what is open\n",
        "    brief check --all pilot.yaml  all results and reasons\n",
    ] {
        assert!(end.contains(line), "{line:?} is not in:\n{end}");
    }
    // A name as a shell takes it; and no file where there is none.
    let ran = check(&folder, &["a pilot's.yaml"]);
    assert!(ran.out.contains(r"    brief repair 'a pilot'\''s.yaml'"), "{}", ran.out);
    let mut command = folder.command(&["check", "--rules", "rules.yaml", "-"]);
    let fed = Ran::of(&mut command, format!("{HEAD}{TWO}").as_bytes());
    assert!(fed.out.contains("    brief explain H-2") && !fed.out.contains("brief repair"), "{}", fed.out);
    // Nothing to repair where nothing is breached, and nothing to ask where nothing is open.
    let good = "referral: {work_coach_role: none}\nvoluntariness: {sanction_for_refusal: false, sanction_for_stopping: false}\nlocation: {venues: [library]}\n";
    folder.write("good.yaml", format!("{HEAD}{good}"));
    let ran = check(&folder, &["good.yaml"]);
    assert!(!ran.out.contains("brief repair") && !ran.out.contains("brief questions"), "{}", ran.out);
    assert!(
        ran.out.contains("No finding (what counts") && ran.out.contains("brief check --all good.yaml"),
        "{}",
        ran.out
    );
    assert!(!check(&folder, &["pilot.yaml", "--quiet"]).out.contains("Next:"));
}

#[test]
fn the_end_of_a_run_of_many_pilots_names_the_findings_of_each() {
    let folder = folder("many", TWO);
    for number in 10..35 {
        let text = format!("{HEAD}{TWO}").replace("pilot: trial", &format!("pilot: trial-{number}"));
        folder.write(&format!("pilots/{number}.yaml"), text);
    }
    let ran = check(&folder, &["pilots"]);
    assert!(
        ran.out.contains("    trial-10: H-2, H-3.\n") && ran.out.contains("    trial-29: H-2, H-3.\n"),
        "{}",
        ran.out
    );
    assert!(
        !ran.out.contains("    trial-30: H-2") && ran.out.contains("    and 5 more pilots with findings.\n"),
        "{}",
        ran.out
    );
}

#[test]
fn a_pilot_with_two_findings_fits_on_two_screens() {
    let pilots = concat!(env!("CARGO_MANIFEST_DIR"), "/pilots");
    let folder = Folder::new("screens");
    let mut some = 0;
    for entry in std::fs::read_dir(pilots).expect("the shipped pilots") {
        let path = entry.expect("an entry").path();
        let name = format!("pilots/{}", path.file_name().expect("a name").to_str().expect("text"));
        folder.write(&name, std::fs::read(&path).expect("a pilot"));
        let ran = folder.brief(&["check", &name, "--today", "2026-11-22"]);
        let findings = folder.brief(&["check", &name, "--today", "2026-11-22", "--format", "line"]);
        let count = findings.out.lines().filter(|line| !line.ends_with("(not counted)")).count();
        if count <= 2 {
            some += usize::from(count == 2);
            assert!(
                ran.out.lines().count() <= 48,
                "{} lines for {count} findings:\n{}",
                ran.out.lines().count(),
                ran.out
            );
        }
    }
    assert!(some > 0, "a shipped pilot has two findings");
}

#[test]
fn the_long_form_is_there_for_the_asking() {
    let folder = folder("long", TWO);
    for option in ["--rules-first", "--all"] {
        let ran = check(&folder, &["pilot.yaml", option]);
        assert!(ran.out.contains("The house conditions\n  Issued by Aye.\n"), "{}", ran.out);
        assert!(ran.out.contains("╭─[pilot.yaml:8:25]") && ran.out.contains("Why it matters: R."), "{}", ran.out);
    }
}
