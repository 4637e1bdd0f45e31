//! What readers find is what the JSON form says.

use serde_json::Value;
use watching_brief::model::vocabulary::Vocabulary;

use super::readers::{read, read_by_node};
use super::{expected, folder, in_format, results, shipped, text};

use crate::support::tools;

/// Small pilots with everything in them, and the shipped ones, in a format and in JSON.
fn both(name: &str, format: &str) -> Vec<(String, Value)> {
    let folder = folder(name);
    let (small, small_json) = (in_format(&folder, format), in_format(&folder, "json"));
    assert_eq!((small.status, small_json.status), (Some(2), Some(2)));
    let (shipped, shipped_json) = (shipped(format), shipped("json"));
    assert_eq!((shipped.status, shipped_json.status), (Some(1), Some(1)));
    vec![(small.out, small_json.json()), (shipped.out, shipped_json.json())]
}

#[test]
fn readers_of_junit_find_the_results_again() {
    for (at, (printed, report)) in both("junit", "junit").into_iter().enumerate() {
        let Some(found) = read("junit", &printed) else { return };
        assert_eq!(found["faults"], serde_json::json!([]));
        let told = !tools::is_ci() || found["schemas"] == 1;
        assert!(told, "with CI=true the schema of JUnit must be there");
        let suites = found["suites"].as_array().expect("suites");
        let mut read = Vec::new();
        for suite in suites {
            assert_eq!(suite["counts"], suite["counted"], "{suite}");
            for case in suite["cases"].as_array().expect("cases") {
                let kinds: Vec<&str> = case["results"]
                    .as_array()
                    .expect("results")
                    .iter()
                    .map(|one| one[0].as_str().expect("a kind"))
                    .collect();
                read.push(format!(
                    "{} {} {kinds:?} {}",
                    text(case, "classname"),
                    text(case, "name"),
                    case["results"][0][1]
                ));
            }
        }
        let mut wanted: Vec<String> = results(&report)
            .iter()
            .map(|(pilot, result)| {
                let verdict = &result["verdict"];
                let (kinds, kind) = match expected(result) {
                    "pass" => ("[]".to_owned(), &Value::Null),
                    "fail" => ("[\"Failure\"]".to_owned(), verdict),
                    _ => ("[\"Skipped\"]".to_owned(), verdict),
                };
                let (id, set) = (text(pilot, "pilot"), text(result, "ruleset"));
                format!("{id}.{set} {}: {} {kinds} {kind}", text(result, "rule"), text(result, "title"))
            })
            .collect();
        for error in report["errors"].as_array().expect("errors") {
            let place = format!("{}:{}:{}", text(error, "file"), error["line"], error["column"]);
            wanted.push(format!("errors and notices {place}: {} [\"Error\"] \"error\"", text(error, "message")));
        }
        assert_eq!(read, wanted);
        if at == 0 {
            let last = suites.last().expect("a suite");
            assert!(text(last, "out").contains("pilots.yaml:28:12: the waiver of H-01 ended on 2020-01-01"), "{last}");
            let first = &suites[0]["cases"][0];
            let why = first["results"][0][3].as_str().expect("a text");
            assert!(why.starts_with("pilots.yaml:6:33\n"), "{why}");
            for part in [
                "Stated by the five bodies, letter-2016 paragraph 24",
                "according to the provider; claimed in leaflet paragraph 7: “money may stop” [pilots.yaml:6:33]",
                "What would have to change: Promise in writing",
            ] {
                assert!(why.contains(part), "{part} is not in {why}");
            }
            assert_eq!(
                suites[1]["properties"],
                serde_json::json!({"title": "The second", "status": "planned", "document": "1"})
            );
        }
    }
}

#[test]
fn readers_of_tap_find_the_results_again() {
    for (printed, report) in both("tap", "tap") {
        let mut wanted: Vec<(bool, bool, bool, String)> = results(&report)
            .iter()
            .map(|(pilot, result)| {
                let standing = expected(result);
                let description =
                    format!("{}: {}: {}", text(pilot, "pilot"), text(result, "rule"), text(result, "title"));
                (matches!(standing, "pass" | "skip"), standing == "aside", standing == "skip", description)
            })
            .collect();
        for error in report["errors"].as_array().expect("errors") {
            let place = format!("{}:{}:{}", text(error, "file"), error["line"], error["column"]);
            wanted.push((false, false, false, format!("error: {place}: {}", text(error, "message"))));
        }
        let verdicts: Vec<String> =
            results(&report).iter().map(|(_, result)| text(result, "verdict").to_owned()).collect();

        if let Some(found) = read("tap", &printed) {
            let lines = found.as_array().expect("lines");
            assert!(lines.iter().all(|line| line["category"] != "unknown"), "{found:#}");
            let points: Vec<&Value> = lines.iter().filter(|line| line["category"] == "test").collect();
            let read: Vec<_> = points
                .iter()
                .map(|point| {
                    let is = |key: &str| point[key].as_bool().expect("true or false");
                    let description = text(point, "description").trim_start_matches("- ").to_owned();
                    (is("ok"), is("todo"), is("skip"), description)
                })
                .collect();
            assert_eq!(read, wanted);
            let read: Vec<&str> = points.iter().filter_map(|point| point["yaml"]["verdict"].as_str()).collect();
            assert_eq!(read, verdicts);
            let plan: Vec<&Value> = lines.iter().filter(|line| line["category"] == "plan").collect();
            assert_eq!(
                plan.iter().map(|plan| plan["expected"].as_u64()).collect::<Vec<_>>(),
                [Some(wanted.len() as u64)]
            );
        }
        if let Some(found) = read_by_node(&printed) {
            let events = found.as_array().expect("events");
            let points: Vec<&Value> =
                events.iter().filter(|event| event[0] == "assert").map(|event| &event[1]).collect();
            let read: Vec<_> = points
                .iter()
                .map(|point| {
                    let has = |key: &str| point.get(key).is_some_and(|value| *value != Value::Bool(false));
                    (
                        point["ok"] == true,
                        has("todo"),
                        has("skip"),
                        text(point, "name").trim_start_matches("- ").to_owned(),
                    )
                })
                .collect();
            assert_eq!(read, wanted);
            let read: Vec<&str> = points.iter().filter_map(|point| point["diag"]["verdict"].as_str()).collect();
            assert_eq!(read, verdicts);
            let done = &events.iter().find(|event| event[0] == "complete").expect("an end")[1];
            let fail = wanted.iter().filter(|(ok, ..)| !ok).count();
            let todo = wanted.iter().filter(|(_, todo, ..)| *todo).count();
            let skip = wanted.iter().filter(|(_, _, skip, _)| *skip).count();
            let counts = ["count", "fail", "todo", "skip"].map(|key| done[key].as_u64());
            assert_eq!(counts, [wanted.len(), fail, todo, skip].map(|count| Some(count as u64)));
            assert!(events.iter().all(|event| event[0] != "extra"), "something is no TAP");
        }
    }
}

#[test]
fn readers_of_tables_find_the_results_again() {
    for (printed, report) in both("csv", "csv") {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(printed.as_bytes());
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        if let Some(found) = read("csv", &printed) {
            assert_eq!(found, serde_json::json!(rows), "two readers differ");
        }
        assert_eq!(printed.matches("\r\n").count(), rows.len(), "a row a line");
        assert_eq!(printed.matches('\n').count(), rows.len(), "a row a line");
        let (head, rows) = rows.split_first().expect("a head");
        let column = |name: &str| head.iter().position(|one| one == name).unwrap_or_else(|| panic!("no column {name}"));
        let results = results(&report);
        assert_eq!(rows.len(), results.len());
        for (row, (pilot, result)) in rows.iter().zip(&results) {
            let cell = |name: &str| row[column(name)].as_str();
            for (name, value) in [
                ("pilot", &pilot["pilot"]),
                ("file", &pilot["file"]),
                ("ruleset", &result["ruleset"]),
                ("rule", &result["rule"]),
                ("title", &result["title"]),
                ("force", &result["force"]),
                ("about", &result["about"]),
                ("by", &result["by"]),
                ("applies", &result["applies"]),
                ("cite_document", &result["cite"]["document"]),
                ("cite_phrase", &result["cite"]["phrase"]),
            ] {
                assert_eq!(Some(cell(name)), value.as_str(), "{name}");
            }
            let shown = match (text(result, "verdict"), text(result, "applies")) {
                ("met", "open") => "met, if it applies",
                (verdict, _) => verdict,
            };
            assert_eq!(cell("verdict"), shown);
            let scope = result["applies_because"].as_array().expect("facts").iter();
            assert_eq!(cell("applies_because"), scope.map(|fact| text(fact, "fact")).collect::<Vec<_>>().join(" "));
            assert_eq!(cell("basis"), result["basis"].as_str().unwrap_or_default());
            for key in ["by", "until", "reason", "state"] {
                assert_eq!(cell(&format!("waived_{key}")), result["waived"][key].as_str().unwrap_or_default());
            }
            let standing = match (
                expected(result),
                result["waived"]["state"] == "active" && result["force"] == "must" && result["verdict"] == "breached",
            ) {
                ("fail", _) => "finding",
                ("aside", true) => "waived",
                ("aside", false) => "below",
                _ => "",
            };
            assert_eq!(cell("standing"), standing);
            let facts = result["because"]
                .as_array()
                .into_iter()
                .flatten()
                .chain(result["turns_on"].as_array().into_iter().flatten());
            let facts: Vec<&Value> = facts.collect();
            let paths: Vec<&str> = facts.iter().map(|fact| text(fact, "fact")).collect();
            assert_eq!(cell("facts"), paths.join(" "));
            for statement in facts.iter().flat_map(|fact| fact["statements"].as_array().expect("statements")) {
                let line = format!("(line {})", statement["line"]);
                assert!(cell("statements").contains(&line), "{line} is not in {row:?}");
                let by = statement["by"].as_str().unwrap_or("says this file");
                assert!(cell("statements").contains(by), "{by} is not in {row:?}");
            }
            let first = facts.iter().find_map(|fact| fact["statements"].as_array().expect("statements").first());
            if let Some(first) = first {
                assert_eq!(
                    (cell("line"), cell("column")),
                    (first["line"].to_string().as_str(), first["column"].to_string().as_str())
                );
            }
            assert_eq!(cell("questions").is_empty(), result["turns_on"].as_array().expect("facts").is_empty());
        }
    }
}

/// A row a pilot: its verdicts are those of the results, and what is counted is what stands in the row.
#[test]
fn a_table_of_pilots_has_the_verdict_of_each_rule() {
    for (printed, report) in both("table", "table") {
        let mut reader = csv::Reader::from_reader(printed.as_bytes());
        let head = reader.headers().expect("a head").clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        if let Some(found) = read("csv", &printed) {
            let all: Vec<Vec<&str>> = std::iter::once(&head).chain(&rows).map(|row| row.iter().collect()).collect();
            assert_eq!(found, serde_json::json!(all), "two readers differ");
        }
        let pilots = report["pilots"].as_array().expect("pilots");
        assert_eq!(rows.len(), pilots.len());
        for (row, pilot) in rows.iter().zip(pilots) {
            let cell = |name: &str| head.iter().position(|one| one == name).map_or("no such column", |at| &row[at]);
            for name in ["pilot", "file", "title"] {
                assert_eq!(cell(name), text(pilot, name), "{name}");
            }
            let results = pilot["results"].as_array().expect("results");
            assert_eq!(head.len(), 14 + results.len(), "a column a rule");
            let mut counted = std::collections::BTreeMap::<&str, usize>::new();
            for result in results {
                let verdict = match (text(result, "verdict"), text(result, "applies")) {
                    ("met", "open") => "met, if it applies",
                    (verdict, _) => verdict,
                };
                assert_eq!(cell(text(result, "rule")), verdict, "{}", result["rule"]);
                *counted.entry(verdict).or_default() += 1;
                *counted.entry(expected(result)).or_default() += 1;
            }
            for (column, of) in [
                ("met", "met"),
                ("met_if_it_applies", "met, if it applies"),
                ("breached", "breached"),
                ("contested", "contested"),
                ("unstated", "unstated"),
                ("not_applicable", "not-applicable"),
                ("findings", "fail"),
            ] {
                assert_eq!(cell(column), counted.get(of).copied().unwrap_or_default().to_string(), "{column}");
            }
            assert_eq!(cell("known"), "0");
        }
        if pilots.iter().any(|pilot| pilot["pilot"] == "second") {
            let about: Vec<[&str; 3]> = rows.iter().map(|row| [&row[0], &row[4], &row[13]]).collect();
            assert_eq!(about, [["first", "running", "0"], ["second", "planned", "1"], ["third", "ended", "0"]]);
        }
    }
}

#[test]
fn a_table_leaves_errors_and_notices_to_standard_error() {
    for format in ["csv", "table"] {
        let ran = in_format(&folder(&format!("{format}-aside")), format);
        assert_eq!(ran.status, Some(2));
        assert!(
            ran.err.contains("`nonsense` is not a value of `status`") && ran.err.contains("the waiver of H-01 ended"),
            "{}",
            ran.err
        );
        assert!(!ran.out.contains("nonsense"));
    }
}

#[test]
fn lines_of_json_are_the_json_form_cut_up() {
    for (printed, report) in both("ndjson", "ndjson") {
        let mut whole = serde_json::json!({"pilots": [], "errors": [], "notices": []});
        let (mut results, mut end) = (Vec::new(), Value::Null);
        let lines: Vec<&str> = printed.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let mut line: Value = serde_json::from_str(line).expect("JSON on every line");
            let keys = line.as_object_mut().expect("an object");
            let kind = keys.shift_remove("type").expect("a type");
            match kind.as_str().expect("a type") {
                "run" => {
                    assert_eq!(at, 0);
                    whole.as_object_mut().expect("an object").extend(keys.clone());
                }
                "result" => {
                    let of = ["pilot", "file", "document"].map(|key| keys.shift_remove(key).expect("which pilot"));
                    results.push((of, line));
                }
                "pilot" => {
                    let of = ["pilot", "file", "document"].map(|key| keys[key].clone());
                    assert!(results.iter().all(|(which, _)| *which == of), "a result of another pilot");
                    keys.insert("results".into(), results.drain(..).map(|(_, result)| result).collect());
                    whole["pilots"].as_array_mut().expect("pilots").push(line);
                }
                kind @ ("error" | "notice") => whole[format!("{kind}s")].as_array_mut().expect("a list").push(line),
                "end" => {
                    assert_eq!(at, lines.len() - 1, "the end is not at the end");
                    end = line;
                }
                kind => panic!("a line of type {kind}"),
            }
        }
        assert_eq!(whole, report);
        let schema = watching_brief::answers::check::report_schema(Vocabulary::shipped());
        assert!(jsonschema::is_valid(&schema, &whole));
        let sum = |key: &str| {
            report["pilots"]
                .as_array()
                .expect("pilots")
                .iter()
                .map(|pilot| pilot["summary"][key].as_u64().expect("a count"))
                .sum::<u64>()
        };
        assert_eq!(
            (end["summary"]["breached"].as_u64(), end["summary"]["met"].as_u64()),
            (Some(sum("breached")), Some(sum("met")))
        );
        assert_eq!(end["pilots"], report["pilots"].as_array().expect("pilots").len());
        assert_eq!(
            (&end["errors"], &end["notices"]),
            (
                &Value::from(report["errors"].as_array().expect("errors").len()),
                &Value::from(report["notices"].as_array().expect("notices").len())
            )
        );
        let findings = super::results(&report).iter().filter(|(_, result)| expected(result) == "fail").count();
        assert_eq!(end["findings"], findings);
        assert_eq!(end["exit_status"], if end["errors"] == 0 { 1 } else { 2 });
    }
}
