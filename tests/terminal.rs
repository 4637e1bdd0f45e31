//! Colours, links, completions and manual pages.

use std::fs;
use std::process::Stdio;

use crate::support::commands::commands;
use crate::support::{self, Folder, GOOD, RULES, Ran, tools};

const OPEN: &str = "\u{1b}]8;";
const CLOSE: &str = "\u{1b}]8;;\u{1b}\\";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("rules.yaml", RULES).write("pilots/a.yaml", GOOD);
    folder
}

/// What a call prints, with these variables set.
fn with(folder: &Folder, args: &[&str], variables: &[(&str, &str)]) -> Ran {
    Ran::of(folder.command(args).env("TERM", "xterm").envs(variables.iter().copied()), &[])
}

/// What a call prints on a terminal.
#[cfg(target_os = "linux")]
fn on_a_terminal(folder: &Folder, args: &str, variables: &[(&str, &str)]) -> String {
    on_columns(80, folder, args, variables)
}

/// What a call prints on a terminal of so many columns.
#[cfg(target_os = "linux")]
pub(crate) fn on_columns(columns: usize, folder: &Folder, args: &str, variables: &[(&str, &str)]) -> String {
    let call = format!("stty cols {columns} rows 50; exec {} {args}", support::BRIEF);
    let known = ["VTE_VERSION", "KONSOLE_VERSION", "WT_SESSION", "DOMTERM", "COLORTERM", "TERM_PROGRAM", "STY"];
    let mut command = support::command("script");
    command.args(["-qefc", &call, "/dev/null"]).current_dir(folder.path()).stdin(Stdio::null()).env("TERM", "xterm");
    command.env("BRIEF_PAGER", "");
    for name in known {
        command.env_remove(name);
    }
    let done = command.envs(variables.iter().copied()).output().expect("script, which lends a terminal");
    String::from_utf8(done.stdout).expect("text").replace('\r', "")
}

/// The text without its links, and their addresses.
fn unlinked(text: &str) -> (String, Vec<String>) {
    let (mut plain, mut addresses, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (head, after) = after.split_once("\u{1b}\\").expect("a link that is opened");
        let (_, address) = head.split_once(';').expect("an address");
        let (shown, after) = after.split_once(CLOSE).expect("a link that is closed");
        assert!(!shown.contains(['\n', '\u{1b}']), "a link goes over the end of a line: {shown:?}");
        assert!(address.bytes().all(|byte| (0x21..0x7f).contains(&byte)), "{address:?}");
        plain.push_str(before);
        plain.push_str(shown);
        addresses.push(address.to_owned());
        rest = after;
    }
    (plain + rest, addresses)
}

#[test]
fn colour_is_there_when_it_is_asked_for() {
    let folder = folder("terminal-colour");
    let calls: [&[&str]; 4] = [
        &["check", "--rules", "rules.yaml"],
        &["check", "nowhere.yaml"],
        &["check", "--nonsense"],
        &["check", "--help"],
    ];
    let coloured = |call: &[&str], option: &[&str], variables: &[(&str, &str)]| {
        let ran = with(&folder, &[call, option].concat(), variables);
        assert!(!ran.out.is_empty() || !ran.err.is_empty());
        format!("{}{}", ran.out, ran.err).contains("\u{1b}[")
    };
    for call in calls {
        for (option, variables, wanted) in [
            (&[][..], &[][..], false),
            (&["--color", "auto"], &[], false),
            (&["--color", "always"], &[], true),
            (&["--color=always"], &[("NO_COLOR", "1")], true),
            (&["--colour=always"], &[("TERM", "dumb")], true),
            (&[], &[("CLICOLOR_FORCE", "1")], true),
            (&["--color", "never"], &[("CLICOLOR_FORCE", "1")], false),
            (&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
            (&[], &[("CLICOLOR_FORCE", "0")], false),
        ] {
            assert_eq!(coloured(call, option, variables), wanted, "{call:?} {option:?} {variables:?}");
        }
    }
    // Before the command, too, and on standard error.
    assert!(coloured(&["--color", "always", "explain", "nothing"], &[], &[]));
    assert!(coloured(&["rules", "--color", "always", "test", "nowhere.yaml"], &[], &[]));
    let wrong = with(&folder, &["check", "--color", "purple"], &[]);
    assert_eq!(wrong.status, Some(2));
    assert!(wrong.err.contains("[possible values: auto, always, never]"), "{}", wrong.err);
    // Forms for programs have none.
    let json = with(&folder, &["check", "--rules", "rules.yaml", "--format", "json", "--color", "always"], &[]);
    assert!(!json.out.contains('\u{1b}'), "{}", json.out);
}

/// Yellow and the like cannot be read on a light background, nor blue on a dark one.
#[test]
fn only_red_and_magenta_are_used() {
    let folder = folder("terminal-palette");
    for call in
        [&["check", "--rules", "rules.yaml"][..], &["check", "--nonsense"], &["check", "--fail-on", "x"], &["--help"]]
    {
        let ran = with(&folder, &[call, &["--color", "always"]].concat(), &[]);
        let text = format!("{}{}", ran.out, ran.err);
        let codes = text.split("\u{1b}[").skip(1).filter_map(|rest| rest.split_once('m'));
        for code in codes.flat_map(|(codes, _)| codes.split(';')) {
            assert!(["0", "1", "4", "22", "24", "31", "35", "39"].contains(&code), "{call:?}: {code} in {text:?}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn rules_can_be_read_on_a_narrow_terminal() {
    let folder = folder("terminal-narrow");
    let narrow = on_columns(40, &folder, "rules --no-config --only PB-02 --only MWF-03", &[]);
    let expected = "  PB-02 (must, voluntariness)\n    Nobody is sanctioned in connection\n    with therapy, for refusing it or for\n";
    assert!(narrow.contains(expected), "{narrow}");
    // Never is a title a column of single words.
    for columns in [40, 52, 53, 60, 100] {
        let text = on_columns(columns, &folder, "rules --no-config --only MWF-03", &[]);
        assert!(text.lines().all(|line| line.chars().count() <= columns), "{text}");
        let words: Vec<&str> = text.split_whitespace().collect();
        assert!(words.join(" ").contains("a suggestion is not a free choice"), "{text}");
        assert!(text.lines().count() <= 12, "{columns}:\n{text}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_has_colours_and_links_where_it_is_known_to() {
    if tools::program("script").is_none() {
        return;
    }
    let folder = folder("terminal-auto");
    let check = "check --rules rules.yaml";
    for (variables, option, colour, links) in [
        (&[][..], "", true, false),
        (&[("TERM_PROGRAM", "WezTerm")], "", true, true),
        (&[("VTE_VERSION", "7000")], "", true, true),
        (&[("VTE_VERSION", "4000")], "", true, false),
        (&[("TERM", "dumb")], "", false, false),
        (&[("TERM", "dumb"), ("TERM_PROGRAM", "WezTerm")], "", false, false),
        (&[("TERM_PROGRAM", "WezTerm"), ("STY", "1.pts")], "", true, false),
        (&[("TERM_PROGRAM", "WezTerm"), ("FORCE_HYPERLINK", "0")], "", true, false),
        (&[("NO_COLOR", "1"), ("TERM_PROGRAM", "WezTerm")], "", false, true),
        (&[("NO_COLOR", "1")], "--color always --hyperlinks always", true, true),
        (&[("TERM_PROGRAM", "WezTerm")], "--color never --hyperlinks never", false, false),
    ] {
        let text = on_a_terminal(&folder, &format!("{check} {option}"), variables);
        assert!(text.contains("Summary"), "{text}");
        assert_eq!(text.contains("\u{1b}["), colour, "{variables:?} {option}: {text:?}");
        assert_eq!(text.contains(OPEN), links, "{variables:?} {option}: {text:?}");
    }
    let linked = on_a_terminal(&folder, "check --rules rules.yaml --color never", &[("TERM_PROGRAM", "WezTerm")]);
    let (plain, addresses) = unlinked(&linked);
    assert_eq!(plain, on_a_terminal(&folder, "check --rules rules.yaml --color never", &[]));
    assert_eq!(addresses.len(), 2, "the pilot, and the place of its finding: {linked:?}");
    let path = folder.path().join("pilots/a.yaml");
    for address in addresses {
        let (host, rest) = address.strip_prefix("file://").and_then(|rest| rest.split_once('/')).expect("a file");
        assert!(!host.is_empty() && format!("/{rest}") == path.to_str().expect("a path"), "{address}");
    }
}

#[test]
fn links_are_never_in_pipes_or_files_unless_asked_for() {
    let folder = folder("terminal-pipes");
    folder.write("brief.yaml", "format: 1\nbrief: {fail_on: never}\n").write("texts/nothing.txt", "no\n");
    let known = [("TERM_PROGRAM", "WezTerm"), ("FORCE_HYPERLINK", "1")];
    let waived = GOOD.replace("good", "b") + "waivers: [{rule: T-1, reason: r, by: b, until: 2030-01-01}]\n";
    folder.write("pilots/b.yaml", waived).write("bad.yaml", "format: 1\nruleset: [\n");
    for (call, links) in [
        (&["check", "--rules", "rules.yaml"][..], 4),
        (&["check", "--rules", "rules.yaml", "--output", "human=report.txt"], 4),
        (&["check", "--rules", "rules.yaml", "--format", "json"], 0),
        (&["config"], 1),
        (&["waivers", "--rules", "rules.yaml"], 1),
        (&["sources", "verify", "texts", "--rules", "rules.yaml"], 1),
        (&["rules", "test", "rules.yaml"], 3),
        (&["rules", "--rules", "bad.yaml"], 1),
        // The rule sets that come with the program are no files here.
        (&["sources", "verify", "texts", "rules.yaml", "--rules", "dwp-assurances"], 1),
    ] {
        let plain = with(&folder, call, &known);
        let all = format!("{}{}", plain.out, plain.err);
        assert!(!all.contains('\u{1b}'), "{call:?}: {all:?}");
        let asked = with(&folder, &[call, &["--hyperlinks", "always"]].concat(), &[]);
        let (text, addresses) = unlinked(&format!("{}{}", asked.out, asked.err));
        assert_eq!(text, all, "{call:?}");
        assert_eq!(addresses.len(), links, "{call:?}: {addresses:?}\n{text}");
    }
    assert!(!fs::read_to_string(folder.path().join("report.txt")).expect("a report").contains('\u{1b}'));
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_breaks_a_link_or_gets_into_it() {
    let folder = folder("terminal-names");
    let long = format!("a name {}.yaml", "that goes on ".repeat(12));
    let wide = format!("{}.yaml", "x".repeat(150));
    let evil = "e\u{1b}]8;;file:evil\u{7}\u{1b}\\;%20.yaml";
    for name in [long.as_str(), &wide, evil, "é ü.yaml"] {
        folder.write(&format!("named/{name}"), GOOD.replace("good", &format!("p{}", name.len())));
        folder.write(&format!("wrong/{name}"), "format: 1\n\u{1}");
    }
    for call in [["check", "named", "--rules", "rules.yaml"], ["check", "wrong", "--rules", "rules.yaml"]] {
        let plain = with(&folder, &call, &[]).out;
        let (text, addresses) = unlinked(&with(&folder, &[&call[..], &["--hyperlinks", "always"]].concat(), &[]).out);
        assert_eq!(text, plain);
        for part in [
            "/%C3%A9%20%C3%BC.yaml",
            "/e%1B%5D8%3B%3Bfile%3Aevil%07%1B%5C%3B%2520.yaml",
            "/a%20name%20that",
            "xxx.yaml",
        ] {
            assert!(addresses.iter().any(|address| address.contains(part)), "{part}: {addresses:?}\n{text}");
        }
    }
}

#[test]
fn each_command_has_a_manual_page_with_all_its_options() {
    let folder = Folder::new("terminal-man");
    let wrote = folder.brief(&["man", "--output", "share/man1"]);
    let commands = commands(&folder, &[]);
    assert!(commands.len() > 15, "{commands:?}");
    assert_eq!((wrote.status, wrote.out), (Some(0), format!("Wrote {} pages in share/man1.\n", commands.len())));
    for command in &commands {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let file = folder.path().join(format!("share/man1/{}.1", [&["brief"][..], &words].concat().join("-")));
        let page = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert_eq!(folder.brief(&[&["man"][..], &words].concat()).out, page, "{words:?}");
        let help = folder.brief(&[&words[..], &["--help"]].concat()).out;
        let plain = page.replace('\\', "");
        for option in help.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2) {
            let option = option.trim_end_matches([',', '.', ';', ')']);
            assert!(plain.contains(option), "{words:?}: {option}\n{plain}");
        }
        rendered(&file);
    }
    assert_eq!(folder.brief(&["man", "rules test"]).out, folder.brief(&["man", "brief", "rules", "test"]).out);
    let unknown = folder.brief(&["man", "rules", "tset"]);
    assert_eq!(unknown.status, Some(2));
    assert!(unknown.err.contains("`brief rules` has no command `tset`; did you mean `test`?"), "{unknown:?}");
    let file = folder.write("file", "").brief(&["man", "--output", "file"]);
    assert_eq!(file.status, Some(2), "{file:?}");
}

#[test]
fn a_manual_page_names_its_day_and_leads_to_other_pages_and_leaves_nothing_empty() {
    let folder = Folder::new("terminal-man-form");
    for command in commands(&folder, &[]) {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let page = folder.brief(&[&["man"][..], &words].concat()).out;
        let lines: Vec<&str> = page.lines().collect();
        let title = [&["brief"][..], &words].concat().join("-").to_uppercase();
        let head = lines.iter().find(|line| line.starts_with(".TH ")).expect("a title");
        let day = head.strip_prefix(&format!(".TH {title} 1 ")).and_then(|rest| rest.split(' ').next());
        let day = day.unwrap_or_else(|| panic!("{head}"));
        assert!(day.parse::<jiff::civil::Date>().is_ok(), "{head}");
        for pair in lines.windows(2) {
            assert!(!pair[0].is_empty() && !pair[0].ends_with(' '), "{words:?}: {pair:?}");
            let breaks = |line: &str| [".br", ".sp"].contains(&line);
            assert!(!breaks(pair[0]) || !(breaks(pair[1]) || pair[1].starts_with(".SH")), "{words:?}: {pair:?}");
        }
        let (_, see_also) = page.split_once("\n.SH \"SEE ALSO\"\n").unwrap_or_else(|| panic!("{words:?}: {page}"));
        for line in see_also.lines() {
            let name = line.strip_prefix(".BR ").and_then(|rest| rest.split(' ').next()).expect("a name");
            let name = name.replace("\\-", " ");
            assert_ne!(name, title.to_lowercase().replace('-', " "), "a page does not lead to itself");
            let other = folder.brief(&["man", &name]);
            assert_eq!(other.status, Some(0), "{words:?} leads to `{name}`");
        }
    }
    let ends = |page: &str, end: &str| {
        let page = folder.brief(&["man", page]).out;
        assert!(page.ends_with(&format!("\n.SH \"SEE ALSO\"\n{end}")), "{page}");
    };
    ends("check", ".BR brief (1)\n");
    let audit = ".BR brief (1),\n.BR brief\\-rules (1),\n.BR brief\\-rules\\-audit (1),\n";
    ends("rules test", &format!("{audit}.BR brief\\-rules\\-lock (1)\n"));
}

/// Has a page set by what sets manual pages.
fn rendered(page: &std::path::Path) {
    let page = page.to_str().expect("a path");
    for (program, args) in [("groff", &["-man", "-Tutf8", "-ww", page][..]), ("mandoc", &["-Tlint", "-Wwarning", page])]
    {
        let Some(mut command) = tools::judge(program) else { continue };
        let done = command.args(args).output().expect("a run");
        let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        // The first writes the page, and the second only what is odd about it.
        let said = if program == "mandoc" { &out } else { &err };
        assert!(done.status.success() && said.is_empty(), "{program} {page}: {err}{out}");
    }
}
