//! `brief explain`, `brief facts` and `brief rules`.

use crate::support;
use watching_brief::citations::Register;
use watching_brief::explain::{self, Documents};
use watching_brief::model::vocabulary::Vocabulary;
use watching_brief::render::{self, DisplayOptions};
use watching_brief::rules::Collection;

/// Runs the command in a folder of its own; gives the exit status, standard output and standard error.
fn brief(args: &[&str]) -> (i32, String, String) {
    let output = support::command(support::BRIEF).args(args).output().expect("the command runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit status"), text(output.stdout), text(output.stderr))
}

/// The words of a text, whatever its lines and the marks at their beginnings.
fn words(text: &str) -> String {
    text.split_whitespace().filter(|word| !matches!(*word, "-" | "\u{2502}" | "|")).collect::<Vec<_>>().join(" ")
}

fn assert_says(text: &str, expected: &str) {
    assert!(words(text).contains(&words(expected)), "{expected:?} is not in\n{text}");
}

/// No pilots, and a register.
fn nothing_known(register: &Register) -> Documents<'_> {
    Documents { register, of_pilots: None }
}

fn embedded() -> Collection {
    let (mut collection, mut diagnostics) = (Collection::default(), Vec::new());
    collection.add_all_embedded(&mut diagnostics);
    assert_eq!(diagnostics, []);
    collection
}

/// `9 rules`: those of an embedded set.
fn rules(id: &str) -> String {
    let collection = embedded();
    let set = collection.sets().iter().find(|set| set.set.id == id).expect("an embedded set");
    format!("{} rules", set.rules.len())
}

fn assert_fits(text: &str, width: usize) {
    for line in text.lines() {
        assert!(line.chars().count() <= width, "{line:?} is too wide");
        assert_eq!(line, line.trim_end(), "white space at the end of a line");
        assert!(!line.contains('\u{1b}'), "an escape in {line:?}");
    }
}

#[test]
fn a_rule_is_told_with_all_that_belongs_to_it() {
    let (status, text, wrong) = brief(&["explain", "pb-02"]);
    assert_eq!((status, wrong.as_str()), (0, ""));
    assert!(text.starts_with("PB-02: Nobody is sanctioned in connection with therapy"), "{text}");
    for expected in [
        "All of these hold: - `voluntariness.sanction_for_refusal` is false \
         (it is not so that a benefit can be cut or reviewed because someone says no)",
        "The whole rule set applies only where this is so: All of these hold: - `service.offer` includes at least one of \
         `psychological-therapy`, `digital-therapy` and `telephone-therapy`",
        "Stated by the five bodies: mwf-letters-2016, paragraph 24, \"denounce any coercion or sanctioning\"",
        "Rule set: professional-bodies, \"The professional bodies' joint position\", issued by BABCP, BACP, BPC, BPS and UKCP",
        "must: a requirement, a prohibition or an outright wrong",
        "voluntariness: whether people are free to say no or to stop, and what follows if they do",
        "`voluntariness.sanction_for_stopping` takes true or false Can anyone's benefit be cut or reviewed for stopping",
        "the evaluator agrees with every one",
        "breached where `voluntariness.sanction_for_refusal` is true",
        "unstated where `voluntariness.sanction_for_refusal` is false",
        "`voluntariness.sanction_for_refusal` is false (the provider, claimed) and is true (a claimant, observed)",
    ] {
        assert_says(&text, expected);
    }
}

#[test]
fn every_rule_is_explained_within_the_width() {
    let (vocabulary, collection, register) = (Vocabulary::shipped(), embedded(), Register::default());
    for (set, ready) in collection.rules() {
        let rule = &ready.rule;
        let explained = explain::explain(&collection, nothing_known(&register), &rule.id).expect("it is explained");
        let text = render::explain::page(&explained).human(DisplayOptions::default());
        assert_fits(&text, 80);
        for expected in [&rule.title, &rule.reason, &rule.remedy, &explain::stated_by(rule), &set.set.title] {
            assert_says(&text, expected);
        }
        assert_eq!(text.contains("\nOur reading\n"), rule.reading.is_some(), "{}", rule.id);
        rule.reading.iter().for_each(|reading| assert_says(&text, &watching_brief::text::words::sentence(reading)));
        for fact in rule.require.facts() {
            assert_says(&text, &vocabulary.fact(fact).ask);
        }
        for case in &rule.tests {
            assert_says(&text, &format!("{} where {}", case.expected.name(), explain::given(vocabulary, &case.given)));
        }
        assert!(!text.contains("does not agree"), "{text}");
    }
}

#[test]
fn every_fact_is_explained_and_names_just_the_rules_that_speak_of_it() {
    let (vocabulary, collection, register) = (Vocabulary::shipped(), embedded(), Register::default());
    for fact in vocabulary.facts() {
        let explained = explain::explain(&collection, nothing_known(&register), &fact.path).expect("it is explained");
        let text = render::explain::page(&explained).human(DisplayOptions::default());
        assert_fits(&text, 80);
        for expected in [&fact.ask, &explain::kind_of_values(fact)] {
            assert_says(&text.to_lowercase(), &expected.to_lowercase());
        }
        for (_, ready) in collection.rules() {
            let rule = &ready.rule;
            let spoken_of = rule.require.facts().contains(&fact.id)
                || rule.applies_when.as_ref().is_some_and(|scope| scope.facts().contains(&fact.id));
            let named = text.contains(&format!("- {} (", rule.id));
            assert_eq!(named, spoken_of, "{} and {}", fact.path, rule.id);
        }
    }
}

#[test]
fn a_fact_tells_the_rules_and_the_scopes_that_turn_on_it() {
    let (status, text, _) = brief(&["explain", "Referral.Work-Coach-Role"]);
    assert_eq!(status, 0);
    assert!(text.starts_with("referral.work_coach_role\n"), "{text}");
    for expected in [
        "The most that a work coach does about the support on offer",
        "One of these: none, informs, suggests, refers, mandates",
        "What may a work coach do at most - nothing, inform, suggest, refer or require?",
        &format!("dwp-assurances: 2 of {} - DWP-01 (must): No coercion is involved", rules("dwp-assurances")),
        &format!(
            "mental-wealth-foundation: 5 of {}, and whether the set applies at all - MWF-01 (must)",
            rules("mental-wealth-foundation")
        ),
        &format!(
            "community-concerns: 2 of {}, and whether the set applies at all - COM-13 (must)",
            rules("community-concerns")
        ),
        &format!(
            "cotton-questions: 1 of {}, and whether the set applies at all - COT-19 (should)",
            rules("cotton-questions")
        ),
    ] {
        assert_says(&text, expected);
    }
    // A set that does not turn on the fact is not named.
    let (_, text, _) = brief(&["explain", "data_sharing.with_dwp"]);
    assert_says(&text, "MWF-09 (should)");
    assert!(!text.contains("cotton-questions"), "{text}");
}

#[test]
fn what_a_condition_names_without_turning_on_it_is_left_out() {
    let rules = r"
format: 1
ruleset: odd
title: Odd
issued_by: [Nobody]
summary: Odd.
rules:
  - id: ODD-1
    title: It has a venue or none, and it is evaluated
    about: evaluation
    force: should
    by: Nobody
    cite: {document: nowhere, paragraph: 1, phrase: nothing}
    require:
      any: [{location.venues: empty}, {location.venues: not-empty}]
      evaluation.planned: true
    reason: None.
    remedy: None.
";
    let file = format!("{}/odd.yaml", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&file, rules).expect("written");
    let (_, turns, _) = brief(&["explain", "evaluation.planned", "--rules", &file]);
    assert_says(&turns, "odd: 1 of 1 rule - ODD-1 (should)");
    let (_, named_only, _) = brief(&["explain", "location.venues", "--rules", &file]);
    assert_says(&named_only, "The rules that turn on it None of those loaded.");
    let (status, rule, _) = brief(&["explain", "ODD-1", "--rules", &file]);
    assert_eq!(status, 0);
    assert_says(&rule, "at least one of these holds: - `location.venues` is empty");
    assert_says(&rule, "To every pilot: neither the rule nor its rule set has a scope.");
    assert_says(&rule, "Its own tests It has none.");
}

#[test]
fn a_test_that_the_evaluator_does_not_agree_with_says_so() {
    let rule = r"
format: 1
ruleset: doubtful
title: Doubtful
issued_by: [Nobody]
summary: Doubtful.
applies_when: {location.venues: not-empty}
rules:
  - id: DBT-1
    title: It is evaluated
    about: evaluation
    force: ask
    by: Nobody
    cite: {document: nowhere, paragraph: 1, phrase: nothing}
    applies_when: {evaluation.independent: true}
    require: {evaluation.planned: true}
    reason: None.
    reading: ours
    remedy: None.
    tests:
      - {given: {evaluation.planned: true}, verdict: met}
      - {given: {evaluation.planned: false}, verdict: breached}
      - {given: {evaluation.independent: false}, verdict: not-applicable}
";
    let file = format!("{}/doubtful.yaml", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&file, rule).expect("written");
    let (status, text, wrong) = brief(&["explain", "dbt-1", "--rules", &file]);
    assert_eq!((status, wrong.as_str()), (0, ""));
    for expected in [
        "The rule applies only where this is so: `evaluation.independent` is true",
        "The whole rule set applies only where this is so: `location.venues` has something in it",
        "Our reading Ours.",
        "3 tests, with the scope of the rule set taken as true; the evaluator does not agree with 1.",
        "- met where `evaluation.planned` is true",
        "- breached is expected where `evaluation.planned` is false; but the evaluator says unstated",
        "- not-applicable where `evaluation.independent` is false",
    ] {
        assert_says(&text, expected);
    }
    // A rule file that is wrong is told of, and what the others say is explained all the same.
    let (status, text, wrong) = brief(&["explain", "DBT-1", "--rules", &file, "--rules", "no-such-set"]);
    assert_eq!(status, 2);
    assert!(text.starts_with("DBT-1: It is evaluated\n"), "{text}");
    assert_says(&wrong, "there is no such file or folder, nor an embedded rule set of that id");
}

#[test]
fn hostile_tests_are_told_by_themselves_with_why_they_are_right() {
    let rule = |more: &str| {
        format!(
            "format: 1\nruleset: stern\ntitle: Stern\nissued_by: [Nobody]\nsummary: Stern.\nrules:\n  - id: ST-1\n    \
             title: It is evaluated\n    about: evaluation\n    force: must\n    by: Nobody\n    \
             cite: {{document: nowhere, paragraph: 1, phrase: nothing}}\n    require: {{evaluation.planned: true}}\n    \
             reason: None.\n    remedy: None.\n{more}"
        )
    };
    let told = |name: &str, more: &str| {
        let file = format!("{}/{name}.yaml", env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(&file, rule(more)).expect("written");
        let (status, text, wrong) = brief(&["explain", "st-1", "--rules", &file]);
        assert_eq!((status, wrong.as_str()), (0, ""));
        text
    };
    let tests = "    tests:\n      - {given: {}, verdict: unstated, because: nobody has said anything}\n      \
                 - {given: {evaluation.planned: false}, verdict: breached, hostile: true, because: a plan it is not}\n";
    let text = told("stern", tests);
    assert_says(
        &text,
        "Pilots that a hostile reader would bring - breached where `evaluation.planned` is false A plan it is not. \
         Its own tests 2 tests, 1 of them above; the evaluator agrees with every one. \
         - unstated where nothing is stated Nobody has said anything.",
    );
    let text = told("mild", "    no_hostile: it asks for one thing only\n");
    assert_says(
        &text,
        "Pilots that a hostile reader would bring It asks for one thing only. Its own tests It has none.",
    );
    // A rule without any of this has no such part.
    assert!(!told("plain", "").contains("hostile"));
}

#[test]
fn rule_sets_and_dimensions_are_explained_shortly() {
    let (status, set, _) = brief(&["explain", "dwp-assurances"]);
    assert_eq!(status, 0);
    for expected in [
        "Who issued it Department for Work and Pensions and Work and Health Unit",
        &format!("Its {} - DWP-01 (must): No coercion is involved", rules("dwp-assurances")),
    ] {
        assert_says(&set, expected);
    }
    let (status, dimension, _) = brief(&["explain", "data_sharing"]);
    assert_eq!(status, 0);
    for expected in [
        "data-sharing: what is passed on about people",
        "The 10 facts of the section `data_sharing` - `data_sharing.with_dwp` takes one of these: none,",
    ] {
        assert_says(&dimension, expected);
    }
    assert_fits(&set, 80);
    assert_fits(&dimension, 80);
}

#[test]
fn a_document_is_told_with_those_who_cite_it() {
    let (status, text, wrong) = brief(&["explain", "MWF_Letters_2016"]);
    assert_eq!((status, wrong.as_str()), (0, ""));
    assert!(text.starts_with("mwf-letters-2016: Jobcentre Therapy: "), "{text}");
    assert_fits(&text, 80);
    let mut citing = 0;
    for (set, ready) in embedded().rules() {
        let rule = &ready.rule;
        let entry = format!("- {} ({}), paragraph {}: ", rule.id, rule.force.name(), rule.cite.paragraph);
        let cites = rule.cite.document == "mwf-letters-2016";
        assert_eq!(text.contains(&entry), cites, "{} of {}", rule.id, set.set.id);
        citing += usize::from(cites);
    }
    assert!(citing > 20, "only {citing} rules cite it");
    for expected in [
        "What it is A web page with three letters of 2016",
        "Author: Mental Wealth Foundation and the five bodies",
        "Where it can be read https://allianceblogs.wordpress.com/category/mental-wealth-foundation/",
        "91 paragraphs, counted so: one paragraph a line, in the text form - paragraphs 1-3: the title",
        "- paragraphs 21-38: the five bodies' letter of 24 March 2016, by the five bodies, 2016-03-24",
        "No pilot is named, and so none was looked at: see `brief explain mwf-letters-2016 pilots/`.",
    ] {
        assert_says(&text, expected);
    }
    let (_, unknown, _) = brief(&["explain", "cotton-2016"]);
    assert_says(&unknown, "Where it can be read No address is given: none is known.");
}

#[test]
fn a_document_is_told_with_the_pilots_that_are_named_and_cite_it() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("explained-document");
    std::fs::create_dir_all(&folder).expect("made");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("written");
        path.to_str().expect("a plain name").to_owned()
    };
    let head = |id: &str| format!("format: 1\npilot: {id}\ntitle: T\nstatus: running\n");
    let one = write(
        "one.yaml",
        &format!(
            "{}referral:\n  diagnosis_required: {{value: true, document: letter, paragraph: 12}}\n  routes:\n    - {{includes: [gp], \
             document: letter, paragraph: 3}}\n    - {{includes: [self], document: other, paragraph: 4}}\n",
            head("one")
        ),
    );
    let two = write("two.yaml", &format!("{}evaluation: {{planned: true}}\n", head("two")));
    let register = |address: &str| {
        write(
            "register.yaml",
            &format!(
                "format: 1\ndocuments:\n  - document: letter\n    title: A letter\n    about: a letter\n    paragraphs: 12\n    \
                 counted: one a line\n    sha256: \"{:064}\"\n{address}    parts: [{{part: the end, paragraphs: 12}}]\n",
                0
            ),
        )
    };
    let file = register("");
    let (status, text, wrong) = brief(&["explain", "letter", &two, &one, "--documents", &file]);
    assert_eq!((status, wrong.as_str()), (0, ""));
    for expected in [
        "letter: A letter What it is A letter. Where it can be read The register gives no address.",
        "12 paragraphs, counted so: one a line - paragraph 12: the end",
        "The rules that cite it None of those loaded. The pilots that cite it - one: 2 statements, paragraphs 3 and 12",
    ] {
        assert_says(&text, expected);
    }
    assert!(text.trim_end().ends_with("paragraphs 3 and 12"), "{text}");
    assert_says(&text, &format!("{file}:3"));
    let (_, none, _) = brief(&["explain", "letter", &two, "--documents", &file]);
    assert_says(&none, "The pilots that cite it None of those named.");
    // A document is told of as far as it is known, if only by those who cite it.
    let (status, cited, _) = brief(&["explain", "other", &one]);
    assert_eq!(status, 0);
    assert_says(&cited, "other What it is No register speaks of it");
    assert_says(&cited, "- one: 1 statement, paragraph 4");
    let (status, nothing, wrong) = brief(&["explain", "other"]);
    assert_eq!((status, nothing.as_str()), (2, ""));
    assert_says(&wrong, "`other` is neither a rule, nor a fact, nor a rule set, nor a dimension, nor a document");
    // Pilots make a difference to documents alone.
    let (status, nothing, wrong) = brief(&["explain", "PB-02", &one]);
    assert_eq!((status, nothing.as_str()), (2, ""));
    assert_says(&wrong, "pilots are named to see which of them cite a document, and `PB-02` is no document");
    register("    no_url: it was withdrawn\n");
    let (_, text, _) = brief(&["explain", "letter", "--documents", &file]);
    assert_says(&text, "No address is given: it was withdrawn.");
    register("    url: https://example.org\n    no_url: it was withdrawn\n");
    let (status, _, wrong) = brief(&["explain", "letter", "--documents", &file]);
    assert_eq!(status, 2);
    assert_says(&wrong, "`url` gives an address, and `no_url` says why there is none; keep one of them");
}

#[test]
fn an_unknown_name_gets_the_nearest_and_exit_status_2() {
    for (name, near) in [
        ("PB-2", "PB-02"),
        ("referral.work_coach_rol", "referral.work_coach_role"),
        ("work_coach_role", "referral.work_coach_role"),
        ("profesional-bodies", "professional-bodies"),
        ("refferal", "referral"),
        ("mwf-leters-2016", "mwf-letters-2016"),
    ] {
        let (status, text, wrong) = brief(&["explain", name]);
        assert_eq!((status, text.as_str()), (2, ""), "{name}");
        assert_says(&wrong, &format!("did you mean `{near}`?"));
    }
    let (status, _, wrong) = brief(&["explain", "zebra"]);
    assert_eq!(status, 2);
    assert_says(&wrong, "`brief rules` and `brief facts` list what there is");
    let (status, _, wrong) = brief(&["explain", "PB\u{1b}[31m"]);
    assert_eq!(status, 2);
    assert!(!wrong.contains('\u{1b}'), "{wrong:?}");
}

#[test]
fn facts_are_listed_with_their_values_and_questions() {
    let (status, text, _) = brief(&["facts"]);
    assert_eq!(status, 0);
    assert_fits(&text, 80);
    let mut from = 0;
    for fact in Vocabulary::shipped().facts() {
        let line = format!("\n  {}\n", fact.path);
        let at =
            text.get(from..).and_then(|rest| rest.find(&line)).unwrap_or_else(|| panic!("{} in its place", fact.path));
        from += at + line.len();
        let told = text.get(from..).unwrap_or_default();
        let told = told.split_once("\n\n").map_or(told, |(told, _)| told);
        assert_says(told, &explain::kind_of_values(fact));
        for (value, meaning) in fact.values.iter().zip(&fact.meanings) {
            assert!(!meaning.is_empty(), "{} {value} has no meaning", fact.path);
            assert_says(told, &format!("{value}: {meaning}"));
        }
        assert!(words(told).ends_with(&words(&fact.ask)), "{told}");
    }
    let (status, section, _) = brief(&["facts", "data-sharing"]);
    assert_eq!(status, 0);
    assert!(section.starts_with("data_sharing (10 facts): "), "{section}");
    assert!(!section.contains("referral."), "{section}");
    let (status, _, wrong) = brief(&["facts", "referal"]);
    assert_eq!(status, 2);
    assert_says(&wrong, "`referal` is not a section of facts; did you mean `referral`?");
    let (status, _, wrong) = brief(&["facts", "referral.routes"]);
    assert_eq!(status, 2);
    assert_says(&wrong, "`brief explain referral.routes` tells of that fact");
}

#[test]
fn rules_are_listed_under_their_sets() {
    let (status, text, _) = brief(&["rules"]);
    assert_eq!(status, 0);
    assert_fits(&text, 80);
    for (set, ready) in embedded().rules() {
        let rule = &ready.rule;
        assert_says(&text, &format!("{}: {}", set.set.id, set.set.title));
        assert_says(&text, &format!("{} {} {} {}", rule.id, rule.force.name(), rule.about.name(), rule.title));
    }
    assert_says(&text, &format!("{}, issued by BABCP, BACP, BPC, BPS and UKCP", rules("professional-bodies")));
    let (status, some, _) = brief(&["rules", "--only", "pb-01", "--only", "targets"]);
    assert_eq!(status, 0);
    assert_says(&some, &format!("1 of {}, issued by BABCP", rules("professional-bodies")));
    assert!(some.contains("\n  PB-01  must") && !some.contains("PB-02"), "{some}");
    let (status, _, wrong) = brief(&["rules", "--only", "PB-0l"]);
    assert_eq!(status, 2);
    assert_says(&wrong, "did you mean");
}
