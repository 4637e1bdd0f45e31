//! What the terminal may be sent besides text: colours and links. Every command takes these options.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};

use clap::builder::Styles;
use clap::builder::styling::{AnsiColor, Style};
use clap::{Args, ColorChoice, ValueEnum};

use super::pager;

/// How the terminal is to be written to.
#[derive(Debug, Clone, Copy, Default, Args)]
#[command(next_help_heading = "Terminal")]
pub struct Terminal {
    /// Whether to use colour; auto is on a terminal that has it, as NO_COLOR, CLICOLOR_FORCE and FORCE_COLOR
    /// allow.
    #[arg(long, alias = "colour", global = true, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub color: When,
    /// Whether names of files are links to them; auto is on a terminal that is known to have links.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub hyperlinks: When,
    /// Show the code of each error and notice behind its message; `brief explain CODE` tells more.
    #[arg(long, global = true)]
    pub codes: bool,
    /// Write what is longer than the screen straight to the terminal, and not by the pager that BRIEF_PAGER or PAGER
    /// names, or less.
    #[arg(long, global = true)]
    pub no_pager: bool,
}

/// When something is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    #[default]
    Auto,
    Always,
    Never,
}

impl When {
    /// Whether it is used, where `auto` comes out so.
    fn or(self, auto: bool) -> bool {
        match self {
            Self::Auto => auto,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

impl Terminal {
    /// Whether colours are used on a stream that is, or is not, a terminal. What the environment asks for is read as the
    /// help of the command line reads it.
    pub fn colour(self, terminal: bool) -> bool {
        let wanted = anstyle_query::clicolor();
        let has = terminal && (anstyle_query::term_supports_color() || wanted == Some(true));
        let auto = !anstyle_query::no_color() && (forced() || (has && wanted != Some(false)));
        self.color.or(auto)
    }

    /// The pager for a stream that is a terminal, if one is used.
    pub fn pager(self) -> Option<String> {
        if self.no_pager || dumb() { None } else { pager::wanted() }
    }

    /// Whether links are used, likewise.
    pub fn links(self, terminal: bool) -> bool {
        self.hyperlinks.or(terminal && !dumb() && !screen() && supports_hyperlinks::supports_hyperlinks())
    }
}

/// Whether the environment asks for colours where there is no terminal, too.
fn forced() -> bool {
    (anstyle_query::clicolor_force() && env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0"))
        || env::var_os("FORCE_COLOR").is_some_and(|value| !matches!(value.to_str(), Some("" | "0" | "false")))
}

/// Whether the terminal takes text only.
pub fn dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether GNU screen stands between the program and the terminal; it hands the terminal's variables on, but no links.
fn screen() -> bool {
    env::var_os("STY").is_some()
}

/// The help of the command line in the colours of the reports: red and bold can be read on any background.
pub fn styles() -> Styles {
    let (bold, red) = (Style::new().bold(), AnsiColor::Red.on_default().bold());
    let head = bold.underline();
    let help = Styles::plain().header(head).usage(head).literal(bold);
    help.error(red).invalid(bold).valid(bold)
}

/// What the call says of colours, for the messages about a call that cannot be read.
pub fn choice(args: impl IntoIterator<Item = OsString>) -> ColorChoice {
    let mut args = args.into_iter().take_while(|arg| arg != "--");
    // The help of the command line would take a 0 for a yes.
    let unforced = anstyle_query::clicolor_force() && !forced() && !io::stdout().is_terminal();
    let plain = anstyle_query::no_color();
    let mut choice = match (unforced, forced() && !plain) {
        (true, _) => ColorChoice::Never,
        (false, true) => ColorChoice::Always,
        (false, false) => ColorChoice::Auto,
    };
    while let Some(arg) = args.next() {
        let arg = arg.to_string_lossy();
        let value = match arg.split_once('=') {
            Some(("--color" | "--colour", value)) => value.to_owned(),
            None if arg == "--color" || arg == "--colour" => {
                args.next().unwrap_or_default().to_string_lossy().into_owned()
            }
            _ => continue,
        };
        if let Ok(value) = value.parse() {
            choice = value;
        }
    }
    choice
}
