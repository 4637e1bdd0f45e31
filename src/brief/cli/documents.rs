//! The commands on documents and schemas.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Subcommand};
use watching_brief::{answers, schema};

use super::common::{LimitArgs, PageFormat, RuleSource, StdinArgs, VocabularyArgs};

#[derive(Debug, Subcommand)]
pub enum SourcesCommand {
    /// Resolve every citation of the rules and the pilots: found, moved, ambiguous, orphaned or missing.
    #[command(after_help = "Exit status: 0 all is found; 1 something is not; 2 an input, a rule or the call is wrong.")]
    Verify(SourcesArgs),
    /// Read the other way: for each paragraph, who cites it, or why nobody needs to.
    #[command(
        after_help = "Exit status: 0 every paragraph is cited or set aside; 1 one is not; 2 an input, a rule or the call is wrong."
    )]
    Coverage(SourcesArgs),
    /// Write the entry of a text for a register: how many paragraphs it has, and its SHA-256.
    #[command(after_help = "Exit status: 0 it is written, or is there already; 2 it is not, or the call is wrong.")]
    Add(SourcesAddArgs),
}

#[derive(Debug, Args)]
pub struct SourcesAddArgs {
    /// The texts of documents: one file each, named after its id and ending in .txt.
    #[arg(value_name = "TEXT", required = true)]
    pub texts: Vec<PathBuf>,
    /// Add the entries to this register, which is made if it is not there; they are printed if none is given.
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// What the document is called; its id in words if not given.
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// What the document is, in a sentence.
    #[arg(long, value_name = "SENTENCE")]
    pub about: Option<String>,
}

#[derive(Debug, Args)]
pub struct SourcesArgs {
    /// The folder with the texts of the documents: one file each, named after its id and ending in .txt.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Pilot files, or folders that hold them; pilots/ if there is such a folder and none is given.
    #[arg(value_name = "PILOT")]
    pub pilots: Vec<PathBuf>,
    #[command(flatten)]
    pub stdin: StdinArgs,
    #[command(flatten)]
    pub source: RuleSource,
    /// A register of documents of your own. May be repeated.
    #[arg(long, value_name = "FILE")]
    pub documents: Vec<PathBuf>,
    #[command(flatten)]
    pub limit_args: LimitArgs,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
    /// Show all citations or paragraphs, and not only those that something is wrong with.
    #[arg(long)]
    pub all: bool,
    /// Show only the summary, errors and notices.
    #[arg(long, short, conflicts_with = "all")]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Which one.
    #[arg(value_name = "NAME", value_parser = schema_names())]
    pub which: String,
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
}

#[derive(Debug, Subcommand)]
pub enum VocabularyCommand {
    /// Look for what is wrong with vocabularies.
    #[command(after_help = "Exit status: 0 nothing is wrong; 2 something is, or the call is wrong.")]
    Check(VocabularyCheckArgs),
    /// List what a vocabulary declares: those that it extends, its dimensions, its sections and its facts.
    List(VocabularyListArgs),
    /// Tell which facts, values and dimensions one vocabulary has and another lacks, and which they have otherwise.
    #[command(after_help = "Exit status: 0 they are the same; 1 they differ; 2 a file or the call is wrong.")]
    Diff(VocabularyDiffArgs),
}

#[derive(Debug, Args)]
pub struct VocabularyCheckArgs {
    /// Files that declare vocabularies, or folders that hold them.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub limit_args: LimitArgs,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}

#[derive(Debug, Args)]
pub struct VocabularyListArgs {
    /// Files that declare vocabularies, the last of which is listed; the one that brief.yaml names, or else the one that comes with the program, if none is given.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}

#[derive(Debug, Args)]
pub struct VocabularyDiffArgs {
    /// The file of the older vocabulary, or `health-and-work` for the one that comes with the program.
    pub before: PathBuf,
    /// The file of the newer one, likewise.
    pub after: PathBuf,
    #[command(flatten)]
    pub limit_args: LimitArgs,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}

/// The names of schemas: those of files first, then those of answers.
fn schema_names() -> PossibleValuesParser {
    let of_answers = answers::SCHEMAS.iter().map(|schema| PossibleValue::new(schema.name).help(schema.of));
    let of_files = schema::FILES.iter().map(|schema| PossibleValue::new(schema.name).help(schema.of));
    PossibleValuesParser::new(of_files.chain(of_answers))
}
