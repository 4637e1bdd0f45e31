//! The commands for shells and readers of manual pages.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

/// Where the shells look for it.
pub const WHERE_COMPLETIONS_GO: &str = "\
Where it goes:
  bash        brief completions bash > ~/.local/share/bash-completion/completions/brief
  zsh         brief completions zsh > _brief, in a folder of $fpath
  fish        brief completions fish > ~/.config/fish/completions/brief.fish
  powershell  brief completions powershell >> $PROFILE
  elvish      brief completions elvish >> ~/.config/elvish/rc.elv";

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: Shell,
    /// The words of a call, of which the last is to be completed; what the shells ask.
    #[arg(last = true, hide = true)]
    pub words: Vec<String>,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command, such as check, or rules test; brief itself if none is given.
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
    /// Write a page for each command into this folder instead.
    #[arg(long, short, value_name = "DIR", conflicts_with = "command")]
    pub output: Option<PathBuf>,
}
