//! `brief completions`: what a shell needs to complete what is typed.
//!
//! In bash, zsh and fish a few lines ask this command, word by word, what may come next; so one piece of code knows, and all
//! three offer the same. For other shells there is a script that knows commands and options.

mod names;
mod words;

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;
use names::Names;
use watching_brief::rules::Collection;

use super::cli::{Cli, CompletionsArgs};
use super::output;

pub fn run(args: &CompletionsArgs) -> io::Result<u8> {
    if !args.words.is_empty() {
        output::print(&words::offers(args.shell, &args.words))?;
        return Ok(0);
    }
    match args.shell {
        Shell::Bash => output::print(include_str!("brief.bash"))?,
        Shell::Zsh => output::print(include_str!("brief.zsh"))?,
        Shell::Fish => output::print(include_str!("brief.fish"))?,
        shell => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "brief", &mut script);
            output::print(&String::from_utf8_lossy(&script))?;
        }
    }
    Ok(0)
}

/// The names of what comes with the program.
fn names() -> Names {
    let mut collection = Collection::default();
    collection.add_all_embedded(&mut Vec::new());
    Names::from_collection(&collection)
}
