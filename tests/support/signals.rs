//! Runs that heed signals, whoever started the tests: `nohup`, and `&` in a script, leave some of them ignored.

use std::process::{Command, Stdio};
use std::sync::LazyLock;

/// The program that sets signals anew, where there is one that can.
static ENV: LazyLock<Option<&str>> = LazyLock::new(|| {
    let mut tried = Command::new("env");
    let can = tried.args([DEFAULT, "true"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    can.is_ok_and(|status| status.success()).then_some("env")
});

/// What makes signals do what they usually do.
const DEFAULT: &str = "--default-signal=HUP,INT,QUIT,TERM,XCPU";

/// The same run, in which each signal does what it usually does.
pub fn heeded(command: Command) -> Command {
    let Some(env) = *ENV else { return command };
    let mut heeding = Command::new(env);
    heeding.arg(DEFAULT).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => heeding.env(name, value),
            None => heeding.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        heeding.current_dir(folder);
    }
    heeding
}
