//! Profiles: rule sets that import rules of others, through the command.

mod refused;

use std::collections::BTreeMap;
use std::path::Path;
use watching_brief::model::vocabulary::Vocabulary;

use crate::support::{Folder, GOOD, RULES, Ran};
use serde_json::Value;

const HEAD: &str = "format: 1\nruleset: house\ntitle: The house rules\nissued_by: [The Council]\nsummary: S.\n";

/// A profile with this behind its head.
fn profile(end: &str) -> String {
    format!("{HEAD}{end}")
}

/// A rule set of this id, with rules of these ids that all require that nobody is sanctioned.
fn set(id: &str, rules: &[&str]) -> String {
    let (head, rule) = RULES.split_once("rules:\n").expect("rules");
    let rules: String = rules.iter().map(|id| rule.replace("T-1", id)).collect();
    format!("{}rules:\n{rules}", head.replace("ruleset: one", &format!("ruleset: {id}")))
}

fn folder(name: &str) -> Folder {
    let folder = Folder::within(Path::new(env!("CARGO_TARGET_TMPDIR")), &format!("profiles-{name}"));
    folder.write("good.yaml", GOOD).write("one.yaml", RULES);
    folder
}

/// The rules of the first pilot of a report, each with a key of its result.
fn results(ran: &Ran, key: &str) -> Vec<(String, Value)> {
    let json = ran.json();
    let results = json["pilots"][0]["results"].as_array().expect("results").clone();
    results.iter().map(|result| (result["rule"].as_str().expect("an id").to_owned(), result[key].clone())).collect()
}

fn ids(ran: &Ran) -> Vec<String> {
    results(ran, "rule").into_iter().map(|(id, _)| id).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ")
}

/// What `brief check good.yaml --rules house.yaml` comes to.
fn check(folder: &Folder, house: &str) -> Ran {
    folder.write("house.yaml", house);
    folder.check(&["good.yaml", "--rules", "house.yaml"])
}

fn sound(ran: &Ran) {
    assert_eq!((ran.errors(), ran.notices()), (vec![], vec![]), "{ran:?}");
}

#[test]
fn rules_are_taken_by_id_by_glob_and_by_dimension_in_the_order_of_their_sets() {
    let folder = folder("taken");
    let ran = check(
        &folder,
        &profile("import:\n  - {from: professional-bodies, only: [location, pb-0?]}\n  - {from: ./one.yaml}\n"),
    );
    sound(&ran);
    let all = folder.check(&["good.yaml", "--rules", "professional-bodies"]);
    let expected = results(&all, "about")
        .into_iter()
        .filter(|(id, about)| id.starts_with("PB-0") && id.len() == 5 || about == "location")
        .map(|(id, _)| id);
    assert_eq!(ids(&ran), expected.chain(["T-1".to_owned()]).collect::<Vec<_>>());
    assert!(ids(&ran).len() > 10 && ids(&ran).len() < ids(&all).len(), "{:?}", ids(&ran));
    assert_eq!(ran.rulesets(), ["house"]);
    assert!(results(&ran, "ruleset").iter().all(|(_, set)| set == "house"));
    // A glob that matches all is the same as none.
    let all_of_them = check(&folder, &profile("import: [{from: professional-bodies, only: ['*']}]\n"));
    assert_eq!(ids(&all_of_them), ids(&all));
    // Empty lists of own rules are as good as none.
    assert_eq!(ids(&check(&folder, &profile("import: [{from: professional-bodies}]\nrules: []\n"))), ids(&all));
}

#[test]
fn what_a_rule_says_of_itself_stays_and_the_change_of_force_stands_beside_it() {
    let folder = folder("origin");
    let (_, own) = RULES.split_once("rules:\n").expect("rules");
    let ran = check(
        &folder,
        &profile(&format!(
            "import:\n  - from: professional-bodies\n    only: [PB-02, PB-03, PB-04]\n    drop: [{{rule: PB-04, reason: not ours to say}}]\n    \
             force: [{{rule: PB-03, force: ask, reason: we only ask for it}}]\nrules:\n{own}"
        )),
    );
    sound(&ran);
    assert_eq!(ids(&ran), ["PB-02", "PB-03", "T-1"]);
    let plain = folder.check(&["good.yaml", "--rules", "professional-bodies"]);
    for key in ["by", "title", "about", "cite", "verdict", "because", "turns_on"] {
        let plain: BTreeMap<String, Value> = results(&plain, key).into_iter().collect();
        for (id, said) in results(&ran, key).into_iter().take(2) {
            assert_eq!(said, plain[&id], "{id} {key}");
        }
    }
    let origin = results(&ran, "origin");
    let bodies = &plain.json()["rulesets"][0];
    let mut expected = serde_json::json!({
        "ruleset": "professional-bodies", "title": bodies["title"], "issued_by": bodies["issued_by"]
    });
    assert_eq!(origin[0].1, expected);
    let more = serde_json::json!({"force": "must", "weighed_by": ["The Council"], "reason": "we only ask for it"});
    expected.as_object_mut().expect("keys").extend(more.as_object().expect("keys").clone());
    assert_eq!(origin[1].1, expected);
    assert_eq!(origin[2].1, Value::Null);
    let schema = jsonschema::validator_for(&watching_brief::answers::check::report_schema(Vocabulary::shipped()))
        .expect("sound");
    assert!(schema.is_valid(&ran.json()));
    let forces: Vec<Value> = results(&ran, "force").into_iter().map(|(_, force)| force).collect();
    assert_eq!(forces, ["must", "ask", "must"]);

    let human = folder.brief(&["check", "good.yaml", "--rules", "house.yaml", "--all"]);
    let human = one_line(&human.out);
    assert!(
        human.contains(
            "From: The professional bodies' joint position. The Council weighs it as an ask instead of a must: we only ask for it."
        ),
        "{human}"
    );
    assert_eq!(human.matches("From: ").count(), 2, "{human}");
}

#[test]
fn another_force_moves_the_bar() {
    let folder = folder("bar");
    let weigh =
        |force: &str| format!("import: [{{from: ./one.yaml, force: [{{rule: T-1, force: {force}, reason: R}}]}}]\n");
    assert_eq!(check(&folder, &profile("import: [{from: ./one.yaml}]\n")).status, Some(1));
    assert_eq!(check(&folder, &profile(&weigh("should"))).status, Some(0));
    let should = ["check", "good.yaml", "--rules", "house.yaml", "--min-force", "should"];
    assert_eq!(folder.brief(&should).status, Some(1));
    assert_eq!(check(&folder, &profile(&weigh("ask"))).status, Some(0));
    assert_eq!(folder.brief(&should).status, Some(0));
}

#[test]
fn scopes_travel_with_the_rules_and_all_must_hold() {
    let folder = folder("scopes");
    folder.write(
        "base.yaml",
        set("base", &["B-1"]).replace("rules:\n", "applies_when: {targets.recovery: true}\nrules:\n"),
    );
    let scope = "applies_when: {evaluation.planned: true}\n";
    let inner = profile(&format!("{scope}import: [{{from: ./base.yaml}}]\n")).replace("house", "inner");
    folder.write("inner.yaml", inner);
    let outer = profile("applies_when: {governance.consulted: not-empty}\nimport: [{from: ./inner.yaml}]\n");
    folder.write("house.yaml", outer);
    let verdict = |recovery: bool, planned: bool, consulted: &str| {
        let facts = format!(
            "targets: {{recovery: {recovery}}}\nevaluation: {{planned: {planned}}}\ngovernance: {{consulted: {consulted}}}\n"
        );
        folder.write("pilot.yaml", format!("{GOOD}{facts}"));
        let ran = folder.check(&["pilot.yaml", "--rules", "house.yaml"]);
        sound(&ran);
        assert_eq!(ids(&ran), ["B-1"]);
        results(&ran, "verdict")[0].1.clone()
    };
    assert_eq!(verdict(true, true, "[claimants]"), "breached");
    for (recovery, planned, consulted) in
        [(false, true, "[claimants]"), (true, false, "[claimants]"), (true, true, "[]"), (false, false, "[]")]
    {
        assert_eq!(verdict(recovery, planned, consulted), "not-applicable");
    }
    let explained = one_line(&folder.brief(&["explain", "B-1", "--rules", "house.yaml"]).out);
    for whose in ["The whole of base", "The whole of inner", "The whole of house"] {
        assert!(explained.contains(&format!("{whose} applies only where this is so:")), "{explained}");
    }
    // Questions take all scopes into account, too.
    folder.write("open.yaml", format!("{GOOD}targets: {{recovery: true}}\nevaluation: {{planned: true}}\n"));
    let questions = folder.brief(&["questions", "open.yaml", "--rules", "house.yaml"]);
    assert!(questions.out.contains("B-1: governance.consulted"), "{questions:?}");
}

#[test]
fn profiles_of_profiles_keep_every_word_on_the_way() {
    let folder = folder("chain");
    let inner = "import:\n  - from: ./one.yaml\n    force: [{rule: T-1, force: should, reason: once}]\n";
    folder.write("inner.yaml", profile(inner).replace("house", "inner").replace("The Council", "A, B"));
    let outer = "import:\n  - from: ./inner.yaml\n    force: [{rule: T-1, force: must, reason: twice}]\n";
    let ran = check(&folder, &profile(outer));
    sound(&ran);
    let origin = &results(&ran, "origin")[0].1;
    assert_eq!(
        *origin,
        serde_json::json!({
            "ruleset": "one", "title": "One rule", "issued_by": ["nobody"],
            "force": "must", "weighed_by": ["The Council"], "reason": "twice"
        })
    );
    let human = one_line(&folder.brief(&["check", "good.yaml", "--rules", "house.yaml"]).out);
    assert!(
        human.contains(
            "From: One rule. A and B weigh it as a should instead of a must: once. The Council weighs it as a must instead of a should: twice."
        ),
        "{human}"
    );
    // What an inner profile leaves out cannot be taken from it, and the error says why.
    folder.write("two.yaml", set("two", &["A-1", "A-2"]));
    let inner = "import: [{from: ./two.yaml, drop: [{rule: A-2, reason: not ours}]}]\n";
    folder.write("inner.yaml", profile(inner).replace("house", "inner"));
    let ran = check(&folder, &profile("import: [{from: ./inner.yaml, only: [A-1, A-2]}]\n"));
    assert_eq!(ran.errors(), ["house.yaml:6:43 `inner` leaves `A-2` out itself: not ours"]);
}

#[test]
fn listings_and_explanations_show_what_was_made_of_the_rules() {
    let folder = folder("shown");
    let (_, own) = RULES.split_once("rules:\n").expect("rules");
    folder.write(
        "house.yaml",
        profile(&format!(
            "import:\n  - from: cotton-questions\n    drop: [{{rule: COT-01, reason: it is asked elsewhere}}]\n    \
             force: [{{rule: COT-02, force: must, reason: we want it}}]\nrules:\n{own}"
        )),
    );
    let list = folder.brief(&["rules", "--rules", "house.yaml"]);
    assert_eq!((list.status, list.err.as_str()), (Some(0), ""));
    let text = one_line(&list.out);
    for said in [
        "From cotton-questions: ",
        "The Council weighs it as a must instead of ",
        ": we want it.",
        "Its own: T-1 must voluntariness",
        "Left out: COT-01 It is asked elsewhere.",
    ] {
        assert!(text.contains(said), "{said:?} is not in {text}");
    }
    let rule = one_line(&folder.brief(&["explain", "cot-02", "--rules", "house.yaml"]).out);
    for said in [
        "Rule set: cotton-questions, ",
        "issued by Elizabeth Cotton",
        "Imported by house, \"The house rules\" (house.yaml:7)",
        ": we want it. (house.yaml:9)",
        "Force and dimension must: ",
    ] {
        assert!(rule.contains(said), "{said:?} is not in {rule}");
    }
    let set = one_line(&folder.brief(&["explain", "house", "--rules", "house.yaml"]).out);
    for said in [
        "rules that it imports from cotton-questions, ",
        "The 1 rule of its own - T-1 (must)",
        "The 1 rule that it leaves out - COT-01 of cotton-questions: ",
        "It is asked elsewhere.",
    ] {
        assert!(set.contains(said), "{said:?} is not in {set}");
    }
    // A set that a rule comes from can be asked for by name.
    let only = folder.check(&["good.yaml", "--rules", "house.yaml", "--only", "cotton-questions"]);
    let without_own: Vec<String> = ids(&folder.check(&["good.yaml", "--rules", "house.yaml"]));
    assert_eq!(ids(&only), without_own[..without_own.len() - 1]);
    let earl = folder.brief(&["check", "good.yaml", "--rules", "house.yaml", "--only", "COT-02", "--format", "earl"]);
    let earl: Value = serde_json::from_str(&earl.out).expect("JSON");
    let criterion = earl["@graph"].as_array().expect("nodes").iter().find(|node| node["weighed"].is_object());
    let criterion = criterion.expect("the rule");
    assert_eq!(criterion["weighed"]["force"], "must");
    assert_ne!(criterion["force"], "must");
    assert_eq!(criterion["weighed"]["attributedTo"][0]["name"], "The Council");
    assert_eq!(criterion["isPartOf"].as_array().expect("two").len(), 2);
}

#[test]
fn all_six_sets_by_way_of_a_profile_come_to_the_same_verdicts() {
    let sets = [
        "professional-bodies",
        "dwp-assurances",
        "mental-wealth-foundation",
        "community-concerns",
        "cotton-questions",
        "mental-health-workforce",
    ];
    let folder = folder("all");
    let imports: String = sets.iter().map(|set| format!("  - from: {set}\n")).collect();
    folder.write("house.yaml", profile(&format!("import:\n{imports}")));
    let pilots = Path::new(env!("CARGO_MANIFEST_DIR")).join("pilots");
    let pilots = pilots.to_str().expect("a path");
    let (plain, house) = (folder.check(&[pilots]), folder.check(&[pilots, "--rules", "house.yaml"]));
    sound(&house);
    assert_eq!(plain.status, house.status);
    let (mut plain, mut house) = (plain.json(), house.json());
    let mut compared = 0;
    for (plain, house) in
        plain["pilots"].as_array_mut().expect("pilots").iter_mut().zip(house["pilots"].as_array_mut().expect("pilots"))
    {
        let results = plain["results"].as_array_mut().expect("results").iter_mut();
        for (plain, house) in results.zip(house["results"].as_array_mut().expect("results")) {
            let house = house.as_object_mut().expect("a result");
            let origin = house.remove("origin").expect("an origin");
            let set = house.insert("ruleset".to_owned(), origin["ruleset"].clone()).expect("a set");
            assert_eq!(set, "house");
            compared += 1;
            assert_eq!(plain.as_object(), Some(&*house));
        }
        assert_eq!(plain, house);
    }
    assert!(compared > 2000, "{compared}");
    assert_eq!(plain["pilots"], house["pilots"]);
}

#[test]
fn files_and_folders_are_looked_for_from_the_folder_of_the_profile() {
    let folder = folder("paths");
    folder.write("council/house.yaml", profile("import: [{from: ../shared/base.yaml}, {from: more/}]\n"));
    folder.write("shared/base.yaml", set("base", &["B-1"]));
    folder.write("council/more/a.yaml", set("a", &["A-1"])).write("council/more/sub/b.yml", set("b", &["A-2"]));
    folder.write("council/more/pilot.yaml", GOOD).write("council/more/notes.txt", "nothing");
    let ran = folder.check(&["good.yaml", "--rules", "council/house.yaml"]);
    assert_eq!(ran.errors(), [] as [&str; 0]);
    assert_eq!(ran.notices(), ["more/ 1 document of another kind passed over among the rules"]);
    assert_eq!(ids(&ran), ["B-1", "A-1", "A-2"]);
    // A file of several sets is one source.
    folder.write("council/more/a.yaml", format!("{}---\n{}", set("a", &["A-1"]), set("c", &["C-1"])));
    assert_eq!(ids(&folder.check(&["good.yaml", "--rules", "council/house.yaml"])), ["B-1", "A-1", "C-1", "A-2"]);
    // From standard input, paths begin in this folder.
    let house = profile("import: [{from: shared/base.yaml}]\n");
    let piped =
        Ran::of(&mut folder.command(&["check", "good.yaml", "--rules", "-", "--format", "json"]), house.as_bytes());
    assert_eq!(ids(&piped), ["B-1"]);
}

#[test]
fn a_set_that_is_there_for_a_profile_is_not_checked_by_itself() {
    let folder = folder("aside");
    let base = set("base", &["B-1", "B-2"]);
    folder.write("rules/base.yaml", &base).write("rules/other.yaml", set("other", &["O-1"]));
    let notice = "rules/base.yaml:2:10 `base` is checked as far as `house` imports it, and not by itself";
    // In a folder, however the profile names it.
    for from in ["base", "./base.yaml"] {
        folder.write("rules/house.yaml", profile(&format!("import: [{{from: {from}, only: [B-1]}}]\n")));
        let ran = folder.check(&["good.yaml", "--rules", "rules"]);
        assert_eq!((ran.errors(), ran.notices()), (vec![], vec![notice.to_owned()]));
        assert_eq!((ids(&ran), ran.rulesets().len()), (vec!["B-1".to_owned(), "O-1".to_owned()], 2));
    }
    // Named, because the profile names nothing but its id; in whatever order.
    folder.write("rules/house.yaml", profile("import: [{from: base, only: [B-1]}]\n"));
    for rules in [["rules/house.yaml", "rules/base.yaml"], ["rules/base.yaml", "rules/house.yaml"]] {
        let ran = folder.check(&["good.yaml", "--rules", rules[0], "--rules", rules[1]]);
        assert_eq!((ran.errors(), ran.notices()), (vec![], vec![notice.to_owned()]));
        assert_eq!(ids(&ran), ["B-1"]);
    }
    let without = folder.check(&["good.yaml", "--rules", "rules/house.yaml"]);
    assert_eq!(
        without.errors(),
        [
            "rules/house.yaml:6:17 no rule set `base` is given, and none comes with the program; a file or a folder is named by its path, as in `./base.yaml` or `./base/`"
        ]
    );
    // A profile with mistakes puts nothing aside.
    folder.write("rules/house.yaml", profile("import: [{from: base, only: [B-3]}]\n"));
    let ran = folder.check(&["good.yaml", "--rules", "rules"]);
    assert_eq!(
        ran.errors(),
        ["rules/house.yaml:6:30 `B-3` is neither a rule of `base` nor a dimension; did you mean `B-1`?"]
    );
    assert_eq!(ids(&ran), ["B-1", "B-2", "O-1"]);
}

#[test]
fn tests_of_imported_rules_are_run_where_they_come_from() {
    let folder = folder("tests");
    let tests = "    tests:\n      - {given: {voluntariness.sanction_for_refusal: false}, verdict: met}\n      \
                 - {given: {voluntariness.sanction_for_refusal: true}, verdict: breached}\n      - {given: {}, verdict: unstated}\n";
    folder.write("rules/base.yaml", format!("{}{tests}", set("base", &["B-1"])));
    folder.write("rules/house.yaml", profile("import: [{from: base}]\n"));
    let (_, own) = RULES.split_once("rules:\n").expect("rules");
    let last = |args: &[&str]| {
        let ran = folder.brief(&[&["rules", "test"], args].concat());
        (ran.status, ran.out.lines().last().unwrap_or_default().to_owned())
    };
    assert_eq!(last(&["rules"]), (Some(0), "3 tests of 1 rule in 2 rule sets: all pass".to_owned()));
    folder.write("rules/house.yaml", profile(&format!("import: [{{from: ./base.yaml}}]\nrules:\n{own}")));
    assert_eq!(last(&["rules/house.yaml"]), (Some(1), "0 tests of 1 rule in 1 rule set: 3 are lacking".to_owned()));
    folder.write("rules/house.yaml", profile(&format!("import: [{{from: ./base.yaml}}]\nrules:\n{own}{tests}")));
    assert_eq!(last(&["rules/house.yaml"]), (Some(0), "3 tests of 1 rule in 1 rule set: all pass".to_owned()));
    // A wrong import is an error here, too.
    folder.write("rules/house.yaml", profile("import: [{from: ./base.yaml, only: [B-9]}]\n"));
    assert_eq!(last(&["rules/house.yaml"]).0, Some(2));
}

/// A chain of profiles, each importing from the next, and the last from `one.yaml`.
#[test]
fn the_same_rule_by_two_imports_is_taken_once_where_both_treat_it_alike() {
    let folder = folder("alike");
    folder.write("base.yaml", set("base", &["B-1", "B-2", "B-3"]));
    let force = "force: [{rule: B-2, force: ask, reason: R}]";
    let ran = check(
        &folder,
        &profile(&format!(
            "import:\n  - {{from: ./base.yaml, only: [B-3, B-2], {force}}}\n  - {{from: ./base.yaml, {force}}}\n"
        )),
    );
    sound(&ran);
    assert_eq!(ids(&ran), ["B-2", "B-3", "B-1"]);
    let another = force.replace("reason: R", "reason: Q");
    let ran = check(
        &folder,
        &profile(&format!(
            "import:\n  - {{from: ./base.yaml, only: [B-2], {force}}}\n  - {{from: ./base.yaml, {another}}}\n"
        )),
    );
    assert_eq!(ran.errors().len(), 1);
    assert!(ran.errors()[0].contains("`B-2`: it comes by the import in line 7 too, which treats it otherwise"));
}
