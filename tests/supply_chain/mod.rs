//! What the command is built of: the figures and the table of docs/reference/dependencies.md, and that nothing in it
//! speaks to a network.
//!
//! Licences, sources and what is banned are the business of `cargo deny`, which `.ci/run` runs. With
//! `SNAPSHOTS=overwrite` the tables are written anew.

mod graph;
mod page;

use std::process::{Command, Stdio};

use crate::support::{Folder, GOOD, RULES, tools};
use graph::Graph;

#[test]
fn the_page_tells_what_the_command_is_built_of() {
    let Some(graph) = Graph::read() else { return };
    let text = include_str!("../../docs/reference/dependencies.md");
    let expected = page::with_tables(text, &graph);
    snapbox::assert_data_eq!(expected, snapbox::file!["../../docs/reference/dependencies.md"].raw());
}

/// Whether the calls of a program to the system can be seen here: only a person's own machine may lack what shows them.
fn can_be_seen() -> bool {
    let tried = Command::new("strace").args(["-qq", "true"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let can = tried.is_ok_and(|status| status.success());
    tools::needed(can.then_some(()), "strace, which may look,").is_some()
}

/// The calls for a network that a command makes, as far as its status is this. Whatever speaks to a network asks for a
/// socket first; a pair of sockets, by which a process wakes its own threads, leads nowhere else.
fn seen(folder: &Folder, program: &str, args: &[&str], status: i32) -> String {
    let mut strace = Command::new("strace");
    strace
        .args([
            "-f",
            "-qq",
            "-e",
            "trace=socket,connect,bind,listen,accept,accept4",
            "-e",
            "signal=none",
            "-o",
            "seen",
            program,
        ])
        .args(args);
    let done = strace.current_dir(folder.path()).stdin(Stdio::null()).output().expect("a run");
    assert_eq!(done.status.code(), Some(status), "{args:?}: {done:?}");
    let seen = std::fs::read_to_string(folder.path().join("seen")).expect("what was seen");
    // Of a thread that ends with the command before it has done anything, there is a line without a call.
    seen.lines().filter(|line| !line.contains("???(")).fold(String::new(), |seen, line| seen + line + "\n")
}

#[test]
fn no_command_asks_for_a_network() {
    if !can_be_seen() {
        return;
    }
    let folder = Folder::new("supply_chain");
    folder.write("good.yaml", GOOD).write("other.yaml", GOOD.replace("true", "false")).write("rules.yaml", RULES);
    let brief = env!("CARGO_BIN_EXE_brief");
    // Every kind of report, and every command that loads rules, reads documents or writes files.
    let calls: [(&[&str], i32); 14] = [
        (&["check", "good.yaml"], 1),
        (&["check", "--rules", "rules.yaml", "--format", "json", "good.yaml"], 1),
        (&["check", "--format", "earl", "--output", "json=report", "good.yaml"], 1),
        (&["check", "--format", "sarif", "--hyperlinks", "always", "good.yaml"], 1),
        (&["check", "https://example.org/good.yaml"], 2),
        (&["check", "--rules", "https://example.org/rules.yaml", "good.yaml"], 2),
        (&["diff", "good.yaml", "other.yaml"], 0),
        (&["matrix", "good.yaml", "--rules", "rules.yaml"], 0),
        (&["questions", "good.yaml"], 0),
        (&["repair", "good.yaml", "--rules", "rules.yaml"], 1),
        (&["rules", "test", "rules.yaml"], 1),
        (&["rules", "lock", "--rules", "rules.yaml"], 0),
        (&["new", "a-pilot"], 0),
        (&["schema", "pilot"], 0),
    ];
    for (args, status) in calls {
        let seen = seen(&folder, brief, args, status);
        assert!(seen.is_empty(), "{args:?}: {seen}");
    }
    // It would be seen if there were any.
    let python = "import socket; socket.socket().close()";
    if tools::program("python3").is_some() {
        assert!(self::seen(&folder, "python3", &["-c", python], 0).contains("socket("));
    }
}
