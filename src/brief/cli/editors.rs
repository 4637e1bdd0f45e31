//! The command for editors.

use std::path::PathBuf;

use clap::Args;

use super::common::day;

/// What `brief lsp` takes. All else an editor says by the protocol, and `brief.yaml` for each project.
#[derive(Debug, Args)]
pub struct LspArgs {
    /// Speak on standard input and output; that is done in any case, and many editors say so.
    #[arg(long)]
    pub stdio: bool,
    /// The configuration of all files, instead of the first brief.yaml found upwards from each.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Use no configuration file.
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
    /// A folder with the texts of documents, each called by its id and .txt, as for `brief sources verify`: citations lead
    /// there, and show their paragraphs.
    #[arg(long, value_name = "TEXTS")]
    pub texts: Option<PathBuf>,
    /// The day on which waivers are held against their last day, as in 2026-11-22; today (UTC) if not given.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub today: Option<jiff::civil::Date>,
}
