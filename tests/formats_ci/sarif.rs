//! SARIF: read back by sarif-tools, and held against the official schema.

use serde_json::{Value, json};

use super::python::{found, is_valid, results};
use super::{DAYS, RULES, WAIVER, check, folder, pilot};
use crate::support::Folder;

/// The result of a rule.
fn of<'s>(sarif: &'s Value, rule: &str) -> &'s Value {
    results(sarif).iter().find(|result| result["ruleId"] == rule).unwrap_or_else(|| panic!("{rule}: {sarif:#}"))
}

/// The text of a region of [`pilot`], cut out by code points as its columns say.
fn text_at(text: &str, place: &Value) -> String {
    let region = &place["physicalLocation"]["region"];
    let number =
        |key: &str| usize::try_from(region[key].as_u64().unwrap_or_else(|| panic!("{key}: {place}"))).expect("small");
    let (first, last) = (number("startLine"), number("endLine"));
    let lines: Vec<&str> = text.lines().skip(first - 1).take(last - first + 1).collect();
    let ends = lines.iter().enumerate().map(|(at, line)| {
        let from = if at == 0 { number("startColumn") - 1 } else { 0 };
        let to = if at == lines.len() - 1 { number("endColumn") - 1 } else { line.chars().count() };
        line.chars().skip(from).take(to - from).collect::<String>()
    });
    ends.collect::<Vec<_>>().join("\n")
}

#[test]
fn each_verdict_has_its_kind_and_only_a_breach_has_a_level() {
    let folder = folder("kinds", &pilot(""));
    let ran = check(&folder, "sarif", &[]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    is_valid(&ran.out);
    let sarif = ran.json();
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    let kinds: Vec<Value> = results(&sarif)
        .iter()
        .map(|result| {
            let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
            assert_eq!(rules[index]["id"], result["ruleId"]);
            json!([result["ruleId"], result["kind"], result["level"], result["properties"]["standing"]])
        })
        .collect();
    assert_eq!(
        Value::Array(kinds),
        json!([
            ["H-BREACHED", "fail", "error", "finding"],
            ["H-CONTESTED", "review", "none", null],
            ["H-OPEN", "open", "none", null],
            ["H-MET", "pass", "none", null],
            ["H-OUT", "notApplicable", "none", null],
            ["H-BELOW", "fail", "warning", null],
        ])
    );
    assert_eq!(sarif["runs"][0]["columnKind"], "unicodeCodePoints");
    let tagged: Vec<&Value> = rules.iter().map(|rule| &rule["properties"]["tags"]).collect();
    assert_eq!(*tagged[0], json!(["must", "voluntariness", "house"]));
}

#[test]
fn sarif_tools_finds_what_the_json_form_tells() {
    let folder = folder("tools", &pilot(""));
    let Some(mut rows) = found(&folder, &check(&folder, "sarif", &[]).out) else { return };
    let report = folder.check(&["pilots", "--rules", "rules.yaml"]).json();
    let severity = |result: &Value| match (result["verdict"].as_str(), result["force"].as_str()) {
        (Some("breached"), Some("must")) => "error",
        (Some("breached"), Some("should")) => "warning",
        _ => "none",
    };
    let mut expected: Vec<[String; 3]> = report["pilots"][0]["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|result| [severity(result), result["rule"].as_str().expect("a rule"), "pilots/a.yaml"].map(str::to_owned))
        .collect();
    expected.sort();
    rows.sort();
    let read: Vec<[String; 3]> =
        rows.iter().map(|[severity, rule, file, _, _]| [severity, rule, file].map(Clone::clone)).collect();
    assert_eq!(read, expected);
    assert_eq!(rows[0][3..], ["7", "Breached (must): Nobody is sanctioned for refusing."]);
}

#[test]
fn places_cover_the_values_and_every_reason_has_one() {
    let text = pilot("");
    let folder = folder("places", &text);
    let sarif = check(&folder, "sarif", &[]).json();
    let primary = |rule: &str| text_at(&text, &of(&sarif, rule)["locations"][0]);
    assert_eq!(
        ["H-BREACHED", "H-CONTESTED", "H-OPEN", "H-MET", "H-BELOW"].map(primary),
        ["true", "false", "referral", "- library\n    - gp-surgery", "suggests"]
    );
    let related = |rule: &str| -> Vec<(String, String)> {
        let all = of(&sarif, rule)["relatedLocations"].as_array().cloned().unwrap_or_default();
        let each = all.iter().enumerate().map(|(at, place)| {
            assert_eq!(place["id"], at);
            (text_at(&text, place), place["message"]["text"].as_str().expect("a message").to_owned())
        });
        each.collect()
    };
    let fact = "voluntariness.sanction_for_stopping";
    assert_eq!(
        related("H-CONTESTED"),
        [
            ("false".to_owned(), format!("{fact}: false, according to DWP; claimed")),
            ("*anchor".to_owned(), format!("{fact}: true, according to é; observed")),
            ("true".to_owned(), format!("{fact}: this value is written here")),
        ]
    );
    assert_eq!(
        related("H-BREACHED"),
        [(
            "true".to_owned(),
            "voluntariness.sanction_for_refusal: true, according to a \"é\" claimant; observed in forum paragraph 7: “it stopped”"
                .to_owned()
        )]
    );
    let (at, asked) = &related("H-OPEN")[0];
    assert_eq!(at, "referral");
    assert!(asked.starts_with("referral.diagnosis_required: nothing is said of it here. To ask: "), "{asked}");
}

#[test]
fn a_value_ends_with_its_last_letter() {
    let text = format!("{}governance:\n  accountable_lead: |\n    the trust\n\n\nsummary: s\n", super::PILOT);
    let folder = folder("block", &text);
    let require = "{voluntariness.sanction_for_refusal: false}";
    folder.write("rules.yaml", RULES.replace(require, "{governance.accountable_lead: stated}"));
    let sarif = check(&folder, "sarif", &["--only", "H-BREACHED"]).json();
    let result = of(&sarif, "H-BREACHED");
    assert_eq!(result["kind"], "pass");
    assert_eq!(text_at(&text, &result["locations"][0]), "the trust");
}

#[test]
fn a_message_says_verdict_condition_and_why() {
    let sarif = check(&folder("message", &pilot("")), "sarif", &[]).json();
    let message = |rule: &str| of(&sarif, rule)["message"]["text"].as_str().expect("a message").to_owned();
    assert_eq!(
        message("H-BREACHED"),
        "Breached (must): Nobody is sanctioned for refusing.\n\
         voluntariness.sanction_for_refusal: [true](0), according to a \"é\" claimant (observed).\n\
         Basis: observed: seen or measured by somebody independent.\n\
         Stated by the five bodies, letter-2016 paragraph 24: “denounce any coercion”.\n\
         What would have to change: Promise in writing that nobody loses money."
    );
    let contested = message("H-CONTESTED");
    assert!(
        contested.contains(
            "voluntariness.sanction_for_stopping is contested: [false](0), according to DWP (claimed); [true](1), \
             according to é (observed). To ask: "
        ),
        "{contested}"
    );
    assert!(message("H-OPEN").contains("Nothing is said of referral.diagnosis_required. To ask: "));
    assert!(message("H-OUT").starts_with("Not applicable (should): "));
}

#[test]
fn a_rule_brings_its_whole_explanation() {
    let sarif = check(&folder("help", &pilot("")), "sarif", &[]).json();
    let rule = &sarif["runs"][0]["tool"]["driver"]["rules"][0];
    assert_eq!(rule["shortDescription"]["text"], "Nobody is sanctioned for refusing");
    let levels: Vec<&Value> =
        (0..3).map(|at| &sarif["runs"][0]["tool"]["driver"]["rules"][at]["defaultConfiguration"]["level"]).collect();
    assert_eq!(levels, ["error", "error", "note"]);
    for form in ["text", "markdown"] {
        let help = rule["help"][form].as_str().expect("help");
        for part in [
            "`voluntariness.sanction_for_refusal` is false",
            "Help that is forced is no help.",
            "Refusing is read as saying no at any time.",
            "Promise in writing that nobody loses money",
            "Stated by the five bodies: letter-2016, paragraph 24, \"denounce any coercion\"",
            "The house conditions",
        ] {
            assert!(help.contains(part), "{part} is not in the {form}:\n{help}");
        }
    }
    let expected = json!({
        "tags": ["must", "voluntariness", "house"], "force": "must", "about": "voluntariness", "by": "the five bodies",
        "ruleset": "house", "issuedBy": ["Aye", "Bee"],
        "cite": {"document": "letter-2016", "paragraph": 24, "phrase": "denounce any coercion"},
    });
    assert_eq!(rule["properties"], expected);
}

#[test]
fn a_finding_keeps_its_fingerprint_when_its_lines_move() {
    let prints = |name: &str, pilot: &str| -> Vec<String> {
        let sarif = check(&folder(name, pilot), "sarif", &[]).json();
        let print = |result: &Value| {
            result["partialFingerprints"]["watchingBriefFinding/v2"].as_str().expect("a fingerprint").to_owned()
        };
        results(&sarif).iter().map(print).collect()
    };
    let first = prints("print-1", &pilot(""));
    let mut different = first.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), first.len());
    assert_eq!(prints("print-2", &format!("# more\n\n\n{}", pilot(""))), first);
    let changed = prints("print-3", &pilot("").replace("suggests", "mandates"));
    let same: Vec<bool> = changed.iter().zip(&first).map(|(one, other)| one == other).collect();
    assert_eq!(same, [true, true, true, true, true, false]);
}

#[test]
fn a_waiver_suppresses_up_to_its_last_day() {
    let text = pilot(WAIVER);
    let folder = folder("waived", &text);
    let [active, expired] = DAYS.map(|day| check(&folder, "sarif", &["--today", day]));
    assert_eq!((active.status, expired.status), (Some(0), Some(1)));
    is_valid(&active.out);
    is_valid(&expired.out);
    let (active, expired) = (active.json(), expired.json());
    let result = of(&active, "H-BREACHED");
    // The verdict stays what it is.
    assert_eq!((&result["kind"], &result["level"]), (&json!("fail"), &json!("error")));
    let suppression = &result["suppressions"][0];
    assert_eq!(text_at(&text, &suppression["location"]), "H-BREACHED");
    for (key, value) in [
        ("kind", json!("inSource")),
        ("status", json!("accepted")),
        ("justification", json!("it is being mended")),
        ("properties", json!({"by": "the board", "until": "2027-03-31"})),
    ] {
        assert_eq!(suppression[key], value, "{key}");
    }
    let message = result["message"]["text"].as_str().expect("a message");
    assert!(message.starts_with("Breached (must), waived: "), "{message}");
    assert!(message.ends_with("\nWaived by the board until 2027-03-31: It is being mended."), "{message}");
    // Of every result it is told whether it is suppressed.
    assert!(results(&active).iter().all(|result| result["suppressions"].is_array()));

    let result = of(&expired, "H-BREACHED");
    assert_eq!(result["suppressions"], json!([]));
    let waiver = json!({"state": "expired", "by": "the board", "until": "2027-03-31", "reason": "it is being mended"});
    assert_eq!(result["properties"]["waiver"], waiver);
    let message = result["message"]["text"].as_str().expect("a message");
    let ended = "No longer waived: the waiver by the board ended on 2027-03-31. It was given for: It is being mended.";
    assert!(message.ends_with(ended), "{message}");
    let told = &expired["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(told["level"], "note");
    assert_eq!(told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "pilots/a.yaml");
}

#[test]
fn where_there_is_nothing_to_waive_nothing_is_suppressed() {
    let waivers = WAIVER.replace("H-BREACHED", "H-MET");
    let sarif = check(&folder("unused", &pilot(&waivers)), "sarif", &[]).json();
    let result = of(&sarif, "H-MET");
    assert_eq!(result["suppressions"], json!([]));
    let message = result["message"]["text"].as_str().expect("a message");
    assert!(message.starts_with("Met (should): ") && !message.contains("aived"), "{message}");
    // An open question can be waived wherever the bar is.
    let waivers = WAIVER.replace("H-BREACHED", "H-OPEN");
    let sarif = check(&folder("open", &pilot(&waivers)), "sarif", &[]).json();
    assert_eq!(of(&sarif, "H-OPEN")["suppressions"][0]["justification"], "it is being mended");
}

#[test]
fn how_the_run_ended_is_told_with_its_errors() {
    let folder = folder("errors", "format: 1\npilot: a\ntitle: A\nstatus: gone\n");
    folder.write("pilots/b.yaml", pilot("").replace("riverside", "b"));
    let ran = check(&folder, "sarif", &[]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(2), ""));
    is_valid(&ran.out);
    let sarif = ran.json();
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!((&invocation["executionSuccessful"], &invocation["exitCode"]), (&json!(false), &json!(2)));
    let error = &invocation["toolExecutionNotifications"][0];
    assert_eq!(error["level"], "error");
    assert!(error["message"]["text"].as_str().expect("a message").contains("gone"), "{error}");
    let file = json!({"uri": "pilots/a.yaml", "uriBaseId": "%SRCROOT%"});
    let place = json!({"artifactLocation": file, "region": {"startLine": 4, "startColumn": 9}});
    assert_eq!(error["locations"][0]["physicalLocation"], place);
    // The other pilot has its results.
    assert_eq!(results(&sarif).len(), 6);
    let none = check(&Folder::new("formats_ci-none"), "sarif", &["--only", "H-MET"]);
    assert_eq!(none.status, Some(2));
    is_valid(&none.out);
    assert!(results(&none.json()).is_empty());
}

#[test]
fn files_are_addressed_whatever_their_names() {
    let folder = Folder::new("formats_ci-names");
    folder.write("rules.yaml", RULES).write("a b/é, 100%:#?.yaml", pilot(""));
    let uri = |args: &[&str], input: &str| {
        let call = ["check", "--rules", "rules.yaml", "--format", "sarif"];
        let ran = crate::support::Ran::of(&mut folder.command(&[&call, args].concat()), input.as_bytes());
        is_valid(&ran.out);
        let sarif = ran.json();
        results(&sarif)[0]["locations"][0]["physicalLocation"]["artifactLocation"].clone()
    };
    assert_eq!(uri(&["./a b"], ""), json!({"uri": "a%20b/%C3%A9%2C%20100%25%3A%23%3F.yaml", "uriBaseId": "%SRCROOT%"}));
    let piped = uri(&["-"], &pilot(""));
    assert_eq!(piped, json!({"uri": "standard-input", "description": {"text": "standard input"}}));
}

#[test]
fn no_text_of_an_input_steers_a_viewer() {
    let hostile = r#""see [here](http://x) {0}\u001b[31m\u009b\nnext""#;
    let text = pilot("").replace("a \"é\" claimant", hostile).replace("it stopped", hostile);
    let ran = check(&folder("hostile", &text), "sarif", &[]);
    is_valid(&ran.out);
    let sarif = ran.json();
    let result = of(&sarif, "H-BREACHED");
    for message in [&result["message"]["text"], &result["relatedLocations"][0]["message"]["text"]] {
        let message = message.as_str().expect("a message");
        assert!(message.contains("see [here\\](http://x) {{0}}\u{241b}[31m\u{fffd} next"), "{message}");
    }
    assert!(!ran.out.contains(['\u{1b}', '\u{9b}']));
}
