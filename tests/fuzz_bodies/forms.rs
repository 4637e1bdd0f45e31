//! What must be so of a report in each form, whatever stands in it.

use std::collections::HashSet;
use std::sync::LazyLock;
use watching_brief::model::vocabulary::Vocabulary;

use serde_json::{Value, json};
use watching_brief::render::DisplayOptions;
use watching_brief::report::{PilotReport, RunEnding};

/// What a report shows of a pilot.
#[derive(Debug)]
pub struct Shown {
    /// What is known of the pilot, as the JSON form has it.
    pilot: Value,
    /// Of each result, the same.
    results: Vec<Value>,
}

impl Shown {
    /// What is shown of this.
    pub fn of(report: &PilotReport<'_>) -> Self {
        let results = report.results.iter().map(|result| {
            let waived = result.waived.map_or(Value::Null, |waived| {
                json!([waived.waiver.reason, waived.waiver.by, if waived.active { "active" } else { "expired" }])
            });
            let facts = result.decision.facts().map(|id| {
                let said = report.facts.heard(id).map(|statement| {
                    json!([statement.by, statement.document, statement.phrase, statement.paragraph, statement.note])
                });
                json!([report.facts.vocabulary().fact(id).path, said.collect::<Vec<Value>>()])
            });
            json!([
                result.rule.id,
                result.rule.title,
                result.rule.by,
                result.decision.verdict.name(),
                waived,
                facts.collect::<Vec<Value>>(),
                result.rule.cite.phrase
            ])
        });
        let results = results.collect();
        Self { pilot: json!([report.pilot.id, report.pilot.title, report.file, report.document]), results }
    }
}

/// A result of the JSON form, as [`Shown`] has it.
fn result(result: &Value) -> Value {
    let waived = match &result["waived"] {
        Value::Null => Value::Null,
        waived => json!([waived["reason"], waived["by"], waived["state"]]),
    };
    let lists = ["because", "turns_on"].into_iter().flat_map(|key| result[key].as_array().expect("a list"));
    let facts = lists.map(|fact| {
        let said = fact["statements"].as_array().expect("a list").iter();
        let said = said.map(|one| json!([one["by"], one["document"], one["phrase"], one["paragraph"], one["note"]]));
        json!([fact["fact"], said.collect::<Vec<Value>>()])
    });
    json!([
        result["rule"],
        result["title"],
        result["by"],
        result["verdict"],
        waived,
        facts.collect::<Vec<Value>>(),
        result["cite"]["phrase"]
    ])
}

/// Holds a report in a form against what must be so of it.
pub fn hold(format: &str, look: DisplayOptions, text: &str, shown: &[Shown], ending: &RunEnding) {
    match format {
        "human" => person(&if look.colour || look.links.is_some() { uncoloured(text) } else { text.to_owned() }),
        "line" | "markdown" => person(text),
        "json" => whole(text, look, shown, ending),
        "ndjson" => lines(text, look, shown, ending),
        "sarif" | "sarif-github" => sarif(text),
        "junit" => assert!(roxmltree::Document::parse(text).is_ok(), "{text}"),
        "github" => commands(text),
        "gitlab" => findings(text),
        "csv" => table(text, shown),
        "table" => pilot_table(text, shown),
        "tap" => points(text),
        "html" => page(text, shown),
        "earl" => assert!(serde_json::from_str::<Value>(text).is_ok_and(|value| value.is_object()), "{text}"),
        other => panic!("nothing is known of the form {other}"),
    }
}

/// A page is read by a browser without a mistake, runs nothing but the one script of ours, leads nowhere but to pages and
/// mail, and has the title of each pilot.
fn page(text: &str, shown: &[Shown]) {
    let (mut scripts, mut words) = (0, String::new());
    let mut emitter = html5gum::emitters::default::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in html5gum::Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            html5gum::Token::Error(error) => panic!("{error:?} in {text}"),
            html5gum::Token::String(text) => words += &String::from_utf8_lossy(&text.value),
            html5gum::Token::StartTag(tag) => {
                scripts += usize::from(*tag.name == *b"script");
                for (name, value) in &tag.attributes {
                    assert!(!name.starts_with(b"on"), "{:?} acts", String::from_utf8_lossy(name));
                    let leads = **name == *b"href" || **name == *b"src";
                    let known = ["#", "http://", "https://", "mailto:"]
                        .iter()
                        .any(|one| value.value.starts_with(one.as_bytes()));
                    assert!(!leads || known, "{:?}", String::from_utf8_lossy(&value.value));
                }
            }
            _ => {}
        }
    }
    assert!(scripts <= 1, "{scripts} scripts");
    // What is no letter may be shown in another way.
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let words = plain(&words);
    for one in shown {
        let title = one.pilot[1].as_str().expect("a title");
        let title = plain(title);
        assert!(words.contains(&title), "{title:?}");
    }
}

/// What a person reads has nothing in it that could upset a terminal or turn the writing.
fn person(text: &str) {
    text.split('\n').for_each(line);
}

/// Nor has a line of it, or a message.
pub fn line(text: &str) {
    let acts = |c: char| {
        let turns = '\u{202a}'..='\u{202e}';
        let apart = '\u{2066}'..='\u{2069}';
        c.is_control()
            || turns.contains(&c)
            || apart.contains(&c)
            || "\u{61c}\u{200e}\u{200f}\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}".contains(c)
    };
    assert!(!text.contains(acts), "{text:?}");
}

/// A text without colours and links, which begin with an escape and end where they must.
fn uncoloured(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = if let Some(part) = part.strip_prefix('[') {
            let end = part.find(|c: char| !c.is_ascii_digit() && c != ';').expect("the end of a colour");
            part[end..].strip_prefix('m')
        } else if part.starts_with("]8;") {
            // The address goes up to the next escape.
            person(part);
            Some("")
        } else {
            part.strip_prefix('\\')
        };
        plain.push_str(rest.unwrap_or_else(|| panic!("an escape before {part:?}")));
    }
    plain
}

static REPORT: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    jsonschema::validator_for(&watching_brief::answers::check::report_schema(Vocabulary::shipped()))
        .expect("a sound schema")
});

/// The JSON form is as its schema says, and has every text to the letter.
fn whole(text: &str, look: DisplayOptions, shown: &[Shown], ending: &RunEnding) {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let again: Value = serde_json::from_str(&value.to_string()).expect("JSON");
    assert_eq!(value, again);
    if let Some(error) = REPORT.iter_errors(&value).next() {
        panic!("{error} at {}: {text}", error.instance_path());
    }
    let pilots = value["pilots"].as_array().expect("a list");
    assert_eq!(pilots.len(), shown.len());
    for (pilot, shown) in pilots.iter().zip(shown) {
        assert_eq!(json!([pilot["pilot"], pilot["title"], pilot["file"], pilot["document"]]), shown.pilot);
        let results: Vec<Value> = pilot["results"].as_array().expect("a list").iter().map(result).collect();
        assert_eq!(results, if look.quiet { Vec::new() } else { shown.results.clone() });
    }
    for (key, told) in [("errors", &ending.errors), ("notices", &ending.notices)] {
        let messages: Vec<&Value> = value[key].as_array().expect("a list").iter().map(|one| &one["message"]).collect();
        assert_eq!(messages, told.iter().map(|one| one.message.as_str()).collect::<Vec<_>>());
    }
}

/// Every line is JSON, and they say what the whole says.
fn lines(text: &str, look: DisplayOptions, shown: &[Shown], ending: &RunEnding) {
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(text.ends_with('\n') && lines.first().is_some_and(|line| line["type"] == "run"), "{text}");
    let of = |kind: &str| lines.iter().filter(|line| line["type"] == kind).cloned().collect::<Vec<Value>>();
    let pilots = of("pilot").into_iter().map(|one| json!([one["pilot"], one["title"], one["file"], one["document"]]));
    assert_eq!(pilots.collect::<Vec<_>>(), shown.iter().map(|one| one.pilot.clone()).collect::<Vec<_>>());
    let results = shown.iter().flat_map(|one| one.results.clone()).filter(|_| !look.quiet);
    assert_eq!(of("result").iter().map(result).collect::<Vec<_>>(), results.collect::<Vec<_>>());
    assert_eq!((of("error").len(), of("notice").len()), (ending.errors.len(), ending.notices.len()));
    assert_eq!(lines.last().map(|line| line["exit_status"].clone()), Some(json!(ending.exit_status())));
}

fn sarif(text: &str) {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(value["version"], "2.1.0");
    for run in value["runs"].as_array().expect("runs") {
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        for result in run["results"].as_array().expect("results") {
            let at = result["ruleIndex"].as_u64().and_then(|at| rules.get(usize::try_from(at).expect("a number")));
            assert!(at.is_some_and(|rule| rule["id"] == result["ruleId"]), "{result}");
            assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{result}");
        }
    }
}

/// Every line but the last is a command, and no line holds another.
fn commands(text: &str) {
    person(text);
    let lines: Vec<&str> = text.lines().collect();
    let (last, commands) = lines.split_last().expect("a line");
    assert!(!last.starts_with("::"), "{last}");
    for command in commands {
        let known = ["::error ", "::warning ", "::notice "].iter().any(|name| command.starts_with(name));
        assert!(known && command.len() > 10, "{command}");
    }
}

fn findings(text: &str) {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let mut known = HashSet::new();
    for one in value.as_array().expect("a list") {
        assert!(one["location"]["path"].is_string() && one["description"].is_string(), "{one}");
        assert!(known.insert(one["fingerprint"].as_str().expect("a fingerprint").to_owned()), "{one}");
    }
}

/// A line for each result, of as many cells as the first has.
fn table(text: &str, shown: &[Shown]) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let records: Result<Vec<csv::StringRecord>, csv::Error> = reader.records().collect();
    let records = records.unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(records.len(), shown.iter().map(|one| one.results.len()).sum::<usize>());
}

/// A line for each pilot, with the verdict of each result in the column of its rule.
fn pilot_table(text: &str, shown: &[Shown]) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap_or_else(|error| panic!("{error}: {text}")).clone();
    let records: Result<Vec<csv::StringRecord>, csv::Error> = reader.records().collect();
    let records = records.unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(records.len(), shown.len());
    for (record, shown) in records.iter().zip(shown) {
        let rules = head.len() - shown.results.len();
        for (at, result) in shown.results.iter().enumerate() {
            let verdict = result[3].as_str().expect("a verdict");
            assert!(record[rules + at].starts_with(verdict), "{verdict} of {} in {text}", &head[rules + at]);
        }
    }
}

/// As many points as the plan says, and nothing else but what belongs to them.
fn points(text: &str) {
    person(text);
    let mut points = 0;
    let (mut first, mut plan) = (true, None);
    for line in text.lines() {
        let point = line.starts_with("ok ") || line.starts_with("not ok ");
        points += usize::from(point);
        if let Some(count) = line.strip_prefix("1..") {
            plan = count.split(' ').next().and_then(|count| count.parse::<usize>().ok());
        } else {
            let beside = line.starts_with("  ") || line.starts_with("# ") || first && line == "TAP version 13";
            assert!(point || beside, "{line:?} in {text}");
        }
        first = false;
    }
    assert_eq!(plan, Some(points), "{text}");
}
