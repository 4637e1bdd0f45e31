//! What a person sees of `brief check`: run on small pilots, with rules of the tests' own.

use crate::support::{Folder, Ran};
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::render::{self, DisplayOptions};
use watching_brief::text::{LineIndex, Span};

const RULES: &str = r"format: 1
ruleset: house
title: The house conditions
issued_by: [Aye, Bee, Sea]
summary: Conditions for tests.
rules:
  - id: H-01
    title: Nobody is sanctioned for saying no to the offer, whoever makes it and whatever the person's reasons may be
    about: voluntariness
    force: must
    by: the five bodies
    cite: {document: letter-2016, paragraph: 24, phrase: denounce any coercion}
    require: {voluntariness.sanction_for_refusal: false}
    reason: Help that is forced is no help.
    reading: refusing is read as saying no at any time
    remedy: Promise in writing that nobody loses money.
  - id: H-02
    title: Sessions are not held in a jobcentre
    about: location
    force: should
    by: a forum contributor
    cite: {document: forum-2015, paragraph: 3, phrase: anywhere but there}
    require: {location.venues: {excludes: [jobcentre]}}
    reason: People need a place that they trust.
    remedy: Move the sessions out of the jobcentre.
  - id: H-03
    title: Work is the client's own choice of goal
    about: purpose
    force: ask
    by: a lecturer
    cite: {document: article-2016, paragraph: 5, phrase: whose goal}
    require: {purpose.work_goal: [none, client-chosen]}
    reason: A goal that is set by others serves others.
    remedy: Let the client choose.
  - id: H-04
    title: Digital therapy has a clinician behind it
    about: service
    force: must
    by: an article
    cite: {document: article-2019, paragraph: 9, phrase: no person there}
    applies_when: {service.offer: {includes_any: [digital-therapy]}}
    require: {workforce.accredited: true}
    reason: A program cannot answer for itself.
    remedy: Employ accredited clinicians.
";

/// What a run shows, and how it ended.
struct Shown {
    out: String,
    status: Option<i32>,
}

/// A folder of one test's own, with the rules.
fn folder(test: &str) -> Folder {
    let folder = Folder::new(test);
    folder.write("rules.yaml", RULES);
    folder
}

/// Checks files of a folder against its rules, and shows the rules first.
fn check_in(folder: &Folder, args: &[&str]) -> Shown {
    let form: &[&str] = if args.contains(&"--quiet") { &[] } else { &["--rules-first"] };
    let Ran { status, out, err } =
        folder.brief(&[&["check", "--rules", "rules.yaml", "--today", "2026-11-22"], args, form].concat());
    assert_eq!(err, "");
    Shown { out, status }
}

/// Checks one pilot: a head, and these lines.
fn check(test: &str, pilot: &str, args: &[&str]) -> Shown {
    let folder = folder(test);
    folder.write("pilot.yaml", format!("format: 1\npilot: trial\ntitle: A small trial\nstatus: running\n{pilot}"));
    check_in(&folder, &[&["pilot.yaml"], args].concat())
}

impl Shown {
    fn has(&self, part: &str) {
        assert!(self.out.contains(part), "{part:?} is not in:\n{}", self.out);
    }

    /// A part that may be wrapped anywhere, also within the lines of a label.
    fn says(&self, part: &str) {
        let drawn = |c: char| c.is_whitespace() || "│┤├╰─·×≠?".contains(c);
        let plain = |text: &str| text.split(drawn).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        assert!(plain(&self.out).contains(&plain(part)), "{part:?} is not said in:\n{}", self.out);
    }

    fn lacks(&self, part: &str) {
        assert!(!self.out.contains(part), "{part:?} is in:\n{}", self.out);
    }

    /// Every text that is underlined, in order, read off the line above the underline.
    fn underlined(&self) -> Vec<String> {
        let lines: Vec<Vec<char>> = self.out.lines().map(|line| line.chars().collect()).collect();
        let underlines = lines.windows(2).filter_map(|pair| {
            let [above, below] = pair else { return None };
            let gutter = below.iter().position(|c| *c == '·')?;
            let marks: Vec<usize> = (gutter + 1..below.len()).filter(|at| "─┬▲".contains(below[*at])).collect();
            let only = below[gutter + 1..].iter().all(|c| "─┬▲ ".contains(*c));
            (only && !marks.is_empty()).then(|| marks.iter().map(|at| above.get(*at).unwrap_or(&'?')).collect())
        });
        underlines.collect()
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        self.out.lines()
    }

    /// Nothing but line feeds steers the terminal, and no line is wider than the page.
    fn is_fit_for_a_terminal(&self) {
        let steers = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!self.out.contains(steers), "a control character in:\n{:?}", self.out);
        for line in self.lines() {
            assert!(line.chars().count() <= 80, "too wide: {line}");
        }
    }
}

#[test]
fn a_pilot_has_a_header_and_each_set_its_counts() {
    let ran = check("header", "invented: true\n", &[]);
    ran.has("\nA small trial\ntrial, running, pilot.yaml\nAn invented example: it describes nothing real.\n");
    ran.has("\nThe house conditions\n  Issued by Aye, Bee and Sea.\n  4 rules: 4 unstated.\n");
    ran.lacks("? unstated");
    ran.is_fit_for_a_terminal();
    assert_eq!(ran.status, Some(0));
    let real = check("header-real", "", &[]);
    real.lacks("invented");
    let scope = check("header-scope", "service: {offer: [job-coaching]}\n", &["--only", "H-04"]);
    scope.has("The house conditions: not applicable (1 rule) because of service.offer\n");
    scope.lacks("Issued by");
}

#[test]
fn a_breach_shows_the_fact_the_source_the_reason_and_the_remedy() {
    let pilot = "voluntariness:\n  sanction_for_refusal: {value: true, by: the é provider, basis: claimed, \
                 document: leaflet, paragraph: 7, phrase: money may stop}\n";
    let ran = check("breach", pilot, &[]);
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.underlined(), ["true"]);
    ran.has("1 finding: H-01.");
    ran.has("× breached H-01 (must)\n  │ Nobody is sanctioned for saying no to the offer");
    ran.has("[pilot.yaml:6:33]");
    ran.says("voluntariness.sanction_for_refusal: true");
    ran.says("according to the é provider; claimed in leaflet paragraph 7: “money may stop”");
    ran.says("Stated by the five bodies, letter-2016 paragraph 24: “denounce any coercion”.");
    ran.says("Why it matters: Help that is forced is no help.");
    ran.says("Our reading: Refusing is read as saying no at any time");
    ran.says("Basis: claimed, only on the word of the é provider.");
    ran.says("What would have to change: Promise in writing that nobody loses money.");
    ran.lacks("What to ask");
    ran.has("1 finding (what counts: a must that is breached).");
    ran.is_fit_for_a_terminal();
}

/// An emoji joined of several, with a colour of skin, is one letter to whoever reads it.
#[test]
fn no_line_is_cut_inside_of_what_is_one_letter_to_a_reader() {
    let (whole, parts) = ("👩🏽\u{200d}💻", ['👩', '🏽', '\u{200d}', '💻']);
    let (mut cut, many) = (0, whole.repeat(40));
    for columns in 0..14 {
        let more = "a".repeat(columns);
        for said in [
            format!("{{value: true, by: {more}{many}, basis: claimed}}"),
            format!("{{by: {more}{many}, basis: claimed, value: true}}"),
            format!("{{value: true, by: A, basis: claimed, phrase: {more}{}}}", whole.repeat(80)),
        ] {
            let pilot = format!("voluntariness: {{sanction_for_refusal: {said}}}\n");
            let ran = check("joined-emoji", &pilot, &[]);
            assert_eq!(ran.status, Some(1), "{}", ran.out);
            cut += ran.out.matches('…').count();
            let rest = ran.out.replace(whole, "");
            assert!(!rest.contains(parts), "{said}:\n{}", ran.out);
        }
    }
    assert!(cut > 14, "nothing was cut");
}

#[test]
fn what_the_file_itself_says_has_no_speaker() {
    let ran = check("author", "purpose: {work_goal: expected}\n", &[]);
    assert_eq!(ran.underlined(), ["expected"]);
    ran.says("purpose.work_goal: expected");
    ran.says("purpose.work_goal: expected, says this file (specified)");
    ran.has("breached H-03 (ask)");
    assert_eq!(ran.status, Some(0));
}

#[test]
fn a_contested_fact_shows_both_sides() {
    let pilot = "voluntariness:\n  sanction_for_refusal:\n    \
                 - {value: false, by: DWP, basis: claimed, document: letter, phrase: nobody will be}\n    \
                 - value: true\n      by: a claimant\n      basis: observed\n      note: seen once\n";
    let ran = check("contested", pilot, &["--fail-on", "contested"]);
    assert_eq!(ran.status, Some(1));
    ran.has("≠ contested H-01 (must)");
    assert_eq!(ran.underlined(), ["false", "true"]);
    ran.says("voluntariness.sanction_for_refusal: false according to DWP; claimed in letter: “nobody will be”");
    ran.says("voluntariness.sanction_for_refusal: true according to a claimant; observed note: seen once");
    ran.says("What to ask: voluntariness.sanction_for_refusal (contested): Can anyone's benefit be cut");
    ran.lacks("What would have to change");
    ran.lacks("underlined above");
    ran.has("1 finding (what counts: a must that is breached or contested).");
    ran.is_fit_for_a_terminal();
}

#[test]
fn of_many_statements_each_side_is_shown() {
    let same = "    - {value: false, by: DWP, basis: claimed}\n".repeat(20);
    let pilot = format!("voluntariness:\n  sanction_for_refusal:\n{same}    - {{value: true, basis: observed}}\n");
    let ran = check("many", &pilot, &[]);
    assert_eq!(ran.underlined(), ["false", "false", "false", "false", "true"]);
    ran.has("16 more statements not shown.");
}

#[test]
fn what_is_unstated_is_shown_where_it_would_stand_as_the_bar_asks() {
    let pilot = "location: {client_chooses: true}\n";
    let ran = check("unstated", pilot, &["--fail-on", "unstated", "--min-force", "should"]);
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.underlined(), ["trial", "location", "trial"], "the section, or the id where there is none");
    ran.says("this file has no section for service.offer or workforce.accredited");
    ran.says("this file has no section for voluntariness.sanction_for_refusal");
    ran.says("this file says nothing here of location.venues");
    ran.says("? unstated H-02 (should)");
    ran.says("Stated by a forum contributor, forum-2015 paragraph 3: “anywhere but there”.");
    ran.says("Why it matters: People need a place that they trust.");
    ran.says("What to ask: location.venues (section at line 5): Where do sessions take place?");
    ran.lacks("H-03");
    ran.is_fit_for_a_terminal();
}

#[test]
fn everything_is_listed_with_all_and_a_question_once() {
    let pilot = "service: {offer: [job-coaching]}\nvoluntariness:\n  sanction_for_refusal: {value: false, by: DWP, basis: claimed}\n\
                 location: {venues: {includes: [library]}}\n";
    let ran = check("all", pilot, &["--all"]);
    assert_eq!(ran.status, Some(0));
    ran.says("✓ met H-01 (must) Nobody is sanctioned");
    ran.says("because of voluntariness.sanction_for_refusal (claimed, only on the word of DWP)");
    ran.says("- not applicable H-04 (must) Digital therapy has a clinician behind it - because of service.offer");
    ran.says("? unstated H-02 (should) Sessions are not held in a jobcentre");
    ran.says("What to ask: location.venues (stated in part): Where do sessions take place?");
    ran.says("purpose.work_goal: What place has work in the sessions");
    assert_eq!(ran.underlined(), Vec::<String>::new(), "what is not at the bar is short");
    ran.is_fit_for_a_terminal();
    let without = check("all-not", pilot, &[]);
    without.lacks("✓");
    without.lacks("H-0");
    without.has("brief check --all pilot.yaml");
}

#[test]
fn what_only_makes_rules_apply_is_told_of_and_quoted_once() {
    let folder = folder("scope");
    let (_, last) = RULES.split_at(RULES.find("  - id: H-04").expect("the last rule"));
    let more = last.replace("H-04", "H-05").replace("workforce.accredited", "service.choice_of_modality");
    folder.write("rules.yaml", format!("{RULES}{more}"));
    let pilot = "service: {offer: [digital-therapy], choice_of_modality: false}\nworkforce: {accredited: false}\n";
    folder.write("pilot.yaml", format!("format: 1\npilot: trial\ntitle: A small trial\nstatus: planned\n{pilot}"));
    let ran = check_in(&folder, &["pilot.yaml"]);
    assert_eq!(ran.underlined(), ["false", "false"], "what decides, and not what makes the rules apply");
    ran.says("breached H-05 (must)");
    ran.has("  It applies because of service.offer (digital-therapy, and nothing else, line\n    5).\n");
    ran.has("  It applies because of service.offer, as above.\n");
    ran.says("Basis: specified by this file's own author.");
}

#[test]
fn a_waiver_is_shown_with_its_last_day() {
    let pilot = |until| {
        let waiver = format!("{{rule: H-01, reason: a test of the water, by: the board, until: {until}}}");
        format!("voluntariness: {{sanction_for_refusal: true}}\nwaivers:\n  - {waiver}\n")
    };
    let ran = check("waived", &pilot("2026-11-22"), &[]);
    assert_eq!(ran.status, Some(0));
    ran.has("× breached H-01 (must) - waived\n");
    ran.says("Waived by the board until 2026-11-22: a test of the water");
    ran.has("No finding (what counts: a must that is breached); 1 is waived.");
    ran.has("1 breached");
    let over = check("waived-no-more", &pilot("2026-11-21"), &[]);
    assert_eq!(over.status, Some(1));
    over.has("× breached H-01 (must)\n");
    over.says("No longer waived: the waiver by the board ended on 2026-11-21. It was given for: a test of the water");
    over.has("notice:");
    let met = check("waived-met", &pilot("2026-11-22").replace("refusal: true", "refusal: false"), &["--all"]);
    met.lacks("- waived");
    met.lacks("Waived by");
}

#[test]
fn a_value_behind_an_alias_says_where_it_is_written() {
    let pilot = "location:\n  client_chooses: &it true\nvoluntariness:\n  sanction_for_refusal: *it\n";
    let ran = check("alias", pilot, &[]);
    assert_eq!(ran.underlined(), ["true", "*it"]);
    ran.says("written here");
    ran.says("voluntariness.sanction_for_refusal: true, says this file (specified) written at line 6");
}

#[test]
fn a_value_over_several_lines_is_underlined_on_each() {
    let pilot = "location:\n  venues:\n    - library\n\n    - jobcentre   # here\n";
    let ran = check("block", pilot, &[]);
    assert_eq!(ran.underlined(), ["- library", "- jobcentre"]);
    ran.says("location.venues: library and jobcentre, and nothing else");
}

#[test]
fn control_characters_of_the_input_never_reach_the_terminal() {
    let pilot = "summary: \"\\e[2J\"\nvoluntariness:\n  sanction_for_refusal: {value: true, by: \"the \\e[31mred\\x9b5m\\u202e one\", \
                 basis: claimed, document: \"d\\a\\b\", phrase: \"p\\r\\n\\0\", note: \"n\\tt\\x7f\", url: \"https://x\\e]8;;\"}\n\
                 waivers: [{rule: H-01, reason: \"\\e[0m\", by: \"\\x85\\e\", until: 2026-12-01}]\n";
    let ran = check("control", pilot, &["--all"]);
    assert_eq!(ran.underlined(), ["true"]);
    ran.says("the ␛[31mred\u{fffd}5m\u{fffd} one");
    ran.is_fit_for_a_terminal();
    for raw in ["\u{9b}31m", "\u{202e}", "\u{7f}", "\u{1b}[31m", "\u{8}"] {
        let ran = check(
            "control-raw",
            &format!("referral: {{work_coach_rol: x}} # {raw}\npurpose: {{work_goal: expected}} # {raw}\n"),
            &[],
        );
        assert_eq!(ran.status, Some(2), "{raw:?}");
        ran.is_fit_for_a_terminal();
        let ran =
            check("control-comment", &format!("purpose: {{work_goal: expected}} # {raw}\n"), &["--min-force", "ask"]);
        ran.is_fit_for_a_terminal();
    }
}

#[test]
fn what_stands_far_to_the_right_is_still_underlined() {
    let pad = "x".repeat(70_000);
    let pilot =
        format!("purpose: {{work_goal: {{note: \"{pad}\", value: expected, by: \"{pad}\", basis: claimed}}}}\n");
    let ran = check("far", &pilot, &[]);
    assert_eq!(ran.underlined(), ["expected"]);
    ran.has("pilot.yaml:5:70040");
    ran.is_fit_for_a_terminal();
    let wide = check("far-error", &format!("purpose: {{aim_published: true, {pad}: expected}}\n"), &[]);
    assert_eq!(wide.status, Some(2));
    wide.is_fit_for_a_terminal();
}

#[test]
fn no_line_is_wider_than_the_page() {
    let words = "word ".repeat(60);
    let long = "unbroken".repeat(30);
    let pilot = format!(
        "service: {{offer: [digital-therapy], called_therapy: false, client_groups: [jobcentre-claimants, gp-patients], \
         open_to_non_claimants: false}}\nworkforce: {{accredited: {{value: false, by: {words}, basis: observed, note: {long}}}}}\n\
         waivers: [{{rule: H-04, by: {long}, reason: {words}, until: 2027-01-01}}]\n"
    );
    let folder = folder("wide");
    folder.write("pilot.yaml", format!("format: 1\npilot: trial\ntitle: {words}{long}\nstatus: running\n{pilot}"));
    let ran = check_in(&folder, &["pilot.yaml", "--all"]);
    assert_eq!(ran.underlined(), ["false"]);
    ran.is_fit_for_a_terminal();
}

#[test]
fn errors_and_notices_come_before_the_summary() {
    let folder = folder("errors");
    folder.write("a.yaml", "format: 1\npilot: a\ntitle: A\nstatus: running\npurpose: {work_goal: expected}\n");
    folder.write("b.yaml", "format: 1\npilot: b\ntitle: B\nstatus: running\nreferral:\n  work_coach_rol: suggests\n");
    let ran = check_in(&folder, &["a.yaml", "b.yaml", "c.yaml", "--without", "nobody"]);
    assert_eq!(ran.status, Some(2));
    assert_eq!(ran.underlined().last().map(String::as_str), Some("work_coach_rol"));
    ran.says("did you mean `work_coach_role`?");
    ran.has("[b.yaml:6:3]");
    ran.has("│ c.yaml\n");
    let place = |part: &str| ran.out.find(part).unwrap_or_else(|| panic!("{part:?} is not in:\n{}", ran.out));
    assert!(place("breached H-03") < place("  error:"));
    assert!(place("  error:") < place("  notice:"));
    assert!(place("  notice:") < place("\nSummary\n"));
    ran.has("1 pilot held against 4 rules of 1 rule set.");
    ran.has("4 verdicts: 1 breached, 0 contested, 3 unstated, 0 met, 0 not applicable.");
    ran.has("2 errors, 1 notice.");
    ran.lacks("What is said by “nobody”");
    ran.is_fit_for_a_terminal();
    let quiet = check_in(&folder, &["a.yaml", "b.yaml", "--quiet"]);
    assert_eq!(quiet.status, Some(2));
    quiet.lacks("H-03");
    quiet.lacks("The house conditions");
    quiet.has("  error:");
    quiet.has("1 breached");
    assert!(quiet.out.lines().count() < 20);
}

#[test]
fn colour_is_there_only_where_it_may_be_and_says_nothing_by_itself() {
    let lines = LineIndex::new("a: 1\nb: \u{1b}[31m2\n", 3);
    let wrong =
        Diagnostic::error(DiagnosticCode::NotYaml, "x.yaml", &lines, Span::new(8, 14), "not \u{1b}[2J this".to_owned());
    let look = DisplayOptions { width: 60, colour: true, ..DisplayOptions::PLAIN };
    let (coloured, plain) =
        (render::diagnostic(&wrong, look), render::diagnostic(&wrong, DisplayOptions { colour: false, ..look }));
    assert!(coloured.contains("\u{1b}[31"), "{coloured:?}");
    assert!(!plain.contains('\u{1b}') && plain.contains("␛[31m2") && plain.contains("not ␛[2J this"), "{plain:?}");
    let mut stripped = String::new();
    for part in coloured.split('\u{1b}') {
        stripped.push_str(part.strip_prefix('[').and_then(|rest| rest.split_once('m')).map_or(part, |(_, rest)| rest));
    }
    assert_eq!(stripped, plain);
}
