//! GitHub's workflow commands, read back as the runner of GitHub reads them: a line that begins with `::` is a command,
//! its properties and its message are escaped, and every other line is only shown.

use std::collections::BTreeMap;

use super::{DAYS, RULES, WAIVER, check, folder, pilot};
use crate::support::Folder;

/// A command as the runner takes it.
#[derive(Debug)]
struct Command {
    name: String,
    properties: BTreeMap<String, String>,
    message: String,
}

impl Command {
    fn get(&self, property: &str) -> &str {
        self.properties.get(property).map_or("", String::as_str)
    }
}

fn decoded(text: &str, escapes: &[(&str, &str)]) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(first) = rest.chars().next() {
        let escape = escapes.iter().find(|(escape, _)| rest.get(..escape.len()) == Some(*escape));
        let (taken, text) =
            escape.map_or((first.len_utf8(), first.to_string()), |(from, to)| (from.len(), (*to).into()));
        out.push_str(&text);
        rest = &rest[taken..];
    }
    out
}

/// What is escaped in a message; in a property there is more.
const DATA: &[(&str, &str)] = &[("%25", "%"), ("%0D", "\r"), ("%0A", "\n")];

/// A line, if it is a command; the runner looks past white space at its beginning, and for the older `##[` anywhere.
fn command(line: &str) -> Option<Command> {
    assert!(!line.starts_with("##["), "an older command: {line}");
    let rest = line.trim_start().strip_prefix("::")?;
    let (head, message) = rest.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let all: Vec<(&str, &str)> = [DATA, &[("%3A", ":"), ("%2C", ",")]].concat();
    let properties = properties.split(',').filter(|property| !property.is_empty()).map(|property| {
        let (key, value) = property.split_once('=').unwrap_or_else(|| panic!("{property:?} in {line}"));
        (key.to_owned(), decoded(value, &all))
    });
    Some(Command { name: name.to_owned(), properties: properties.collect(), message: decoded(message, DATA) })
}

/// The commands of a report, and its last line, which is no command.
fn read(out: &str) -> (Vec<Command>, &str) {
    let runner_lines: Vec<&str> = out.split(['\n', '\r']).collect();
    let (last, lines) = runner_lines.strip_suffix(&[""]).expect("a line feed at the end").split_last().expect("a line");
    assert!(command(last).is_none(), "{last}");
    (lines.iter().map(|line| command(line).unwrap_or_else(|| panic!("no command: {line}"))).collect(), last)
}

#[test]
fn what_wants_a_look_is_told_at_its_place() {
    let folder = folder("commands", &pilot(""));
    let ran = check(&folder, "github", &[]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    let (commands, last) = read(&ran.out);
    let short: Vec<[&str; 4]> =
        commands.iter().map(|one| [one.name.as_str(), one.get("file"), one.get("line"), one.get("title")]).collect();
    assert_eq!(
        short,
        [
            ["error", "pilots/a.yaml", "7", "riverside: H-BREACHED (must) is breached"],
            ["warning", "pilots/a.yaml", "9", "riverside: H-CONTESTED (must) is contested"],
            ["warning", "pilots/a.yaml", "11", "riverside: H-BELOW (should) is breached"],
        ]
    );
    let first = &commands[0];
    assert_eq!(["col", "endLine", "endColumn"].map(|key| first.get(key)), ["41", "7", "45"]);
    assert!(first.message.starts_with("Breached (must): Nobody is sanctioned for refusing.\n"), "{}", first.message);
    assert_eq!(
        last,
        "1 pilot held against 6 rules of 1 rule set: 1 finding, 0 waived, 0 in the baseline, 0 errors, 0 notices."
    );
    let observed = check(&folder, "github", &["--basis", "observed", "--only", "H-MET"]);
    let (commands, last) = read(&observed.out);
    assert!(commands.is_empty(), "{commands:?}");
    assert!(last.ends_with(" Statements weaker than observed are set aside."), "{last}");
}

#[test]
fn a_value_of_several_lines_has_lines_and_no_columns() {
    let text = pilot("").replace("library", "jobcentre");
    let ran = check(&folder("lines", &text), "github", &["--only", "H-MET"]);
    let (commands, _) = read(&ran.out);
    let place = ["line", "endLine", "col", "endColumn"].map(|key| commands[0].get(key));
    assert_eq!(place, ["14", "15", "", ""]);
}

#[test]
fn a_waived_breach_is_a_notice_up_to_the_last_day() {
    let folder = folder("commands-waived", &pilot(WAIVER));
    let [active, expired] = DAYS.map(|day| check(&folder, "github", &["--today", day]));
    assert_eq!((active.status, expired.status), (Some(0), Some(1)));
    let (commands, last) = read(&active.out);
    assert_eq!((commands[0].name.as_str(), commands[0].get("line")), ("notice", "7"));
    assert_eq!(commands[0].get("title"), "riverside: H-BREACHED (must) is breached, waived");
    assert!(commands[0].message.ends_with("\nWaived by the board until 2027-03-31: It is being mended."));
    assert!(last.contains("0 findings, 1 waived"), "{last}");
    let (commands, last) = read(&expired.out);
    assert_eq!(commands[0].name, "error");
    assert!(commands[0].message.contains("\nNo longer waived: the waiver by the board ended on 2027-03-31."));
    let notice = commands.last().expect("a notice");
    assert_eq!((notice.name.as_str(), notice.get("title"), notice.get("line")), ("notice", "Worth knowing", "18"));
    assert!(last.contains("1 finding, 0 waived"), "{last}");
}

#[test]
fn errors_are_told_as_errors() {
    let folder = folder("commands-errors", "format: 1\npilot: a\ntitle: A\nstatus: gone\n");
    let ran = check(&folder, "github", &["--only", "H-MET", "nosuch.yaml"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(2), ""));
    let (commands, last) = read(&ran.out);
    let short: Vec<[&str; 4]> =
        commands.iter().map(|one| [one.name.as_str(), one.get("title"), one.get("file"), one.get("line")]).collect();
    assert_eq!(short, [["error", "Not checked", "pilots/a.yaml", "4"], ["error", "Not checked", "nosuch.yaml", ""]]);
    assert!(last.contains("2 errors"), "{last}");
    // An error of the call is in no file.
    let call = check(&folder, "github", &["--only", "zebra"]);
    let (commands, _) = read(&call.out);
    assert_eq!((commands[0].name.as_str(), commands[0].get("file")), ("error", ""));
}

/// Whatever stands in a pilot, in a rule or in the name of a file: it gives no command of its own.
#[test]
fn no_input_gives_a_command() {
    let attacks = [
        "x\\n::error file=a::b",
        "x\\r\\n::stop-commands::token",
        "%0A::set-output name=a::b",
        "a::b,title=c%25",
        "\\u2028::warning::x\\u0085::notice::y\\u001b]0;z\\u0007",
        "\\n##[error]x\\n  ::add-mask::x",
    ];
    for attack in attacks {
        let quoted = format!("\"{attack}\"");
        let folder = Folder::new("formats_ci-commands-hostile");
        let waiver = format!(
            "waivers:\n  - {{rule: H-BREACHED, reason: {quoted}, by: {quoted}, until: 2027-03-31}}\n  - {{rule: {quoted}, reason: r, by: b, until: 2027-03-31}}\n"
        );
        let text = pilot(&waiver).replace("a \"é\" claimant", &quoted).replace("it stopped", &quoted);
        let rules = RULES.replace("Promise in writing that nobody loses money", &quoted);
        let rules = rules.replace("Nobody is sanctioned for refusing", &quoted).replace("a union", &quoted);
        folder.write("rules.yaml", rules).write("pilots/a.yaml", &text).write("pilots/b%0A,c::d.yaml", &text);
        let ran = check(&folder, "github", &["--without", "::error::x\n::error::y"]);
        assert_eq!(ran.status, Some(2), "{ran:?}");
        let (commands, last) = read(&ran.out);
        let names: Vec<&str> = commands.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names[..4], ["notice", "warning", "warning", "error"], "{attack}");
        assert!(names.iter().all(|name| ["error", "warning", "notice"].contains(name)), "{attack}");
        // The pilot of the second file has the id of the first.
        assert_eq!(commands[3].get("file"), "pilots/b%0A,c::d.yaml");
        let keys = ["file", "line", "col", "endLine", "endColumn", "title"];
        assert!(
            commands.iter().flat_map(|one| one.properties.keys()).all(|key| keys.contains(&key.as_str())),
            "{attack}"
        );
        let steers = |c: char| (c.is_control() && c != '\n') || ('\u{2028}'..='\u{202e}').contains(&c);
        assert!(!ran.out.contains(steers), "{attack}: {:?}", ran.out);
        assert!(!last.contains('\n'));
    }
}
