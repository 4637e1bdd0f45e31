//! What is offered when somebody presses the Tab key: the shells themselves are asked.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Folder, tools};

/// What is typed, with what must be offered for its last word; nothing else is but what begins with that word.
const TYPED: [(&str, &[&str]); 25] = [
    ("brief che", &["check"]),
    ("brief rules t", &["test"]),
    ("brief --color al", &["always"]),
    ("brief check --stdin", &["--stdin-filename"]),
    ("brief check --form", &["--format"]),
    ("brief check --format s", &["sarif", "sarif-github"]),
    ("brief check --format=s", &["sarif", "sarif-github"]),
    ("brief check --output sar", &["sarif=", "sarif-github="]),
    ("brief check --only PB-0", &["PB-01", "PB-09"]),
    ("brief check --only=PB-0", &["PB-01", "PB-09"]),
    ("brief check --only data", &["data-sharing"]),
    ("brief check --rules dwp", &["dwp-assurances"]),
    ("brief check --rules=dwp", &["dwp-assurances"]),
    ("brief check --limit nest", &["nesting="]),
    ("brief check --min-force=m", &["must"]),
    ("brief check pil", &["pilots"]),
    ("brief compare prof", &["professional-bodies"]),
    ("brief compare professional-bodies dwp", &["dwp-assurances"]),
    ("brief reconcile dwp-assurances prof", &["professional-bodies"]),
    ("brief explain PB-0", &["PB-01", "PB-09"]),
    ("brief explain referral.work", &["referral.work_coach_role"]),
    ("brief man ru", &["rules"]),
    ("brief schema rules", &["ruleset"]),
    ("brief help chec", &["check"]),
    ("brief repair pilots --keep ref", &["referral"]),
];

/// A folder with the script of a shell, and something to name.
fn folder(shell: &str) -> Folder {
    let folder = Folder::new(&format!("completions-{shell}"));
    folder.write("pilots/a.yaml", "").write("script", folder.brief(&["completions", shell]).out);
    folder
}

/// What a shell prints that is given this script on its standard input, and finds `brief` by its name.
fn run(mut shell: Command, folder: &Folder, script: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_brief")).parent().expect("a folder");
    let path = std::env::var("PATH").expect("a path");
    shell.current_dir(folder.path()).env("PATH", format!("{}:{path}", program.display())).env("HOME", folder.path());
    let mut child = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a shell");
    child.stdin.take().expect("input").write_all(script.as_bytes()).expect("a script");
    let done = child.wait_with_output().expect("a shell");
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    String::from_utf8(done.stdout).expect("text")
}

/// Holds what is offered for each line against what must be; `--- ` comes before each.
fn check(shell: &str, printed: &str) {
    let blocks: Vec<&str> = printed.split("--- \n").skip(1).collect();
    assert_eq!(blocks.len(), TYPED.len(), "{shell}: {printed}");
    for ((typed, wanted), block) in TYPED.iter().zip(blocks) {
        let last = typed.rsplit([' ', '=']).next().expect("a word");
        // Some shells give the option with its value, and a folder with a slash.
        let offered = block.lines().map(|line| {
            let name = line.split('\t').next().unwrap_or_default().trim_end_matches('/');
            let behind = name.split_once('=').filter(|(lead, _)| typed.contains(&format!("{lead}=")));
            behind.map_or(name, |(_, value)| value).to_owned()
        });
        let offered: Vec<String> = offered.collect();
        assert!(wanted.iter().all(|name| offered.iter().any(|one| one == name)), "{shell}: {typed}: {offered:?}");
        assert!(offered.iter().all(|name| name.starts_with(last)), "{shell}: {typed}: {offered:?}");
    }
}

#[cfg(unix)]
#[test]
fn bash_offers_what_can_come_next() {
    let folder = folder("bash");
    let mut script = "source ./script\n".to_owned();
    for (typed, _) in TYPED {
        // As bash itself takes a line apart.
        let words = typed.replace('=', " = ");
        script.extend([format!(
            "echo '--- '\nCOMP_WORDS=({words}) COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n_brief brief\n\
             [ ${{#COMPREPLY[@]}} -eq 0 ] || printf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
        )]);
    }
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-s"]);
    check("bash", &run(bash, &folder, &script));
}

#[test]
fn zsh_offers_what_can_come_next() {
    let Some(mut zsh) = tools::judge("zsh") else { return };
    let folder = folder("zsh");
    // In place of the line editor: what would be shown is printed.
    let mut script = "\
        compdef() { }\n\
        _describe() { local name=$2 one; for one in ${(P)name}; do print -r -- ${${one//\\\\:/$'\\1'}%%:*}; done }\n\
        _files() { local -a found=(${words[CURRENT]}*(N)); (( $#found == 0 )) || print -rl -- $found }\n\
        source ./script\n"
        .to_owned();
    for (typed, _) in TYPED {
        script.extend([format!("print -r -- '--- '\nwords=({typed}) CURRENT=${{#words}}\n_brief\n")]);
    }
    zsh.args(["-f", "-s"]);
    check("zsh", &run(zsh, &folder, &script));
}

#[test]
fn fish_offers_what_can_come_next() {
    let Some(mut fish) = tools::judge("fish") else { return };
    let folder = folder("fish");
    let mut script = "source ./script\n".to_owned();
    for (typed, _) in TYPED {
        script.extend([format!("echo '--- '\ncomplete -C '{typed}'\n")]);
    }
    fish.arg("--no-config");
    check("fish", &run(fish, &folder, &script));
}

#[test]
fn each_shell_gets_a_script_that_it_can_read() {
    let folder = Folder::new("completions-scripts");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.brief(&["completions", shell]);
        assert_eq!(script.status, Some(0));
        assert!(script.out.contains("brief"), "{shell}");
        if ["powershell", "elvish"].contains(&shell) {
            for word in ["questions", "--stdin-filename", "--hyperlinks"] {
                assert!(script.out.contains(word), "{shell}: {word}");
            }
            continue;
        }
        folder.write(shell, &script.out);
        if let Some(mut command) = tools::judge(shell) {
            let done = command.args(["-n", shell]).current_dir(folder.path()).output().expect("a run");
            assert!(done.status.success() && done.stderr.is_empty(), "{shell}: {done:?}");
        }
    }
    assert_eq!(folder.brief(&["completions", "cmd"]).status, Some(2));
}
