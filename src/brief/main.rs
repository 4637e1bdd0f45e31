//! The command `brief`.

mod audit;
mod baseline;
mod check;
mod cli;
mod config;
mod diff;
mod explain;
mod files;
mod git;
mod load;
mod loaded;
mod lock;
mod matrix;
mod new;
mod output;
mod outputs;
mod pilots;
mod questions;
mod rules;
mod schema;
mod settings;
mod sources;
mod summary;
mod waivers;
mod whole_file;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Config(args) => config::run(&args),
        Command::Waivers(args) => waivers::run(&args),
        Command::Baseline(args) => baseline::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Matrix(args) => matrix::run(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Facts(args) => explain::facts(&args),
        Command::Rules(args) => rules::run(&args),
        Command::New(args) => new::run(&args),
        Command::Sources { command } => sources::run(&command),
        Command::Questions(args) => questions::run(&args),
        Command::Schema(args) => schema::run(args.which),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        // Whoever reads the output has had enough: that is no error.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            output::say(&format!("brief: the output could not be written: {error}\n"));
            ExitCode::from(2)
        }
    }
}
