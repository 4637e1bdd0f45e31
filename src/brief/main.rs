//! The command `brief`.

#![forbid(unsafe_code)]

mod agree;
mod audit;
mod baseline;
mod check;
mod cli;
mod clock;
mod compare;
mod completions;
mod config;
mod desk;
mod diff;
mod explain;
mod git;
mod init;
mod input_snapshot;
mod lock;
mod lsp;
mod man;
mod matrix;
mod new;
mod outcome_cache;
mod output;
mod overwrite;
mod page_folder;
mod pager;
mod pages;
mod progress;
mod project;
mod promises;
mod questions;
mod reconcile;
mod register_entry;
mod repair;
mod report_files;
mod rules;
mod schema;
mod search;
mod signals;
mod sources;
mod summary;
mod terminal;
mod vocabulary;
mod waivers;
mod watch;
mod witness;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use cli::{Cli, Command};
use terminal::Terminal;
use watching_brief::files::disk::leftovers;
use watching_brief::schema::{Kind, Schemas};

fn main() -> ExitCode {
    signals::survive_large_files();
    leftovers::attend_with(|| {
        signals::attend();
    });
    // What every check needs is begun while the call is still being read.
    if std::env::args_os().nth(1).is_some_and(|word| word == "check") && work_along() {
        rayon::spawn(|| Schemas::shipped().make_ready(Kind::Pilot));
    }
    let colour = terminal::choice(std::env::args_os().skip(1));
    let command = Cli::command().color(colour).styles(terminal::styles());
    let call = command.try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches));
    match call.map_or_else(|error| output::print_call_error(&error), run) {
        Ok(status) => ExitCode::from(status),
        // Whoever reads the output has had enough: that is no error, but nobody knows what the rest would have said.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::from(output::CUT_OFF),
        Err(error) => {
            output::unwritten(&error);
            ExitCode::from(2)
        }
    }
}

/// Makes this thread one of those that share the work: it would only wait for the others, and be woken at every turn. Gives
/// false where it is one already, or where the system allows no threads; it then does all of the work.
fn work_along() -> bool {
    rayon::ThreadPoolBuilder::new().use_current_thread().build_global().is_ok()
}

/// Does what the call asks for, and gives the exit status.
fn run(cli: Cli) -> std::io::Result<u8> {
    let alone = matches!(
        cli.command,
        Command::Config(_)
            | Command::New(_)
            | Command::Init(_)
            | Command::Desk(_)
            | Command::Schema(_)
            | Command::Completions(_)
            | Command::Man(_)
    );
    if !alone {
        work_along();
    }
    // What is shown again and again has no use for a pager.
    let is_watching = matches!(&cli.command, Command::Check(args) if args.watch);
    output::choose(Terminal { no_pager: cli.terminal.no_pager || is_watching, ..cli.terminal });
    match cli.command {
        Command::Check(args) if args.watch => watch::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Config(args) => config::run(&args),
        Command::Waivers(args) => waivers::run(&args),
        Command::Baseline(args) => baseline::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Agree(args) => agree::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Reconcile(args) => reconcile::run(&args),
        Command::Matrix(args) => matrix::run(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Facts(args) => explain::facts(&args),
        Command::Search(args) => search::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::New(args) => new::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Desk(args) => desk::run(&args),
        Command::Sources { command } => sources::run(&command),
        Command::Promises(args) => promises::run(&args),
        Command::Questions(args) => questions::run(&args),
        Command::Repair(args) => repair::run(&args),
        Command::Lsp(args) => lsp::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Vocabulary { command } => vocabulary::run(&command),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
