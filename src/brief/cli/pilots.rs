//! The commands on pilots.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use watching_brief::model::Force;
use watching_brief::questions::{Law, MOST_ASKED};

use super::common::{
    BarArgs, ConfigurationArgs, FilterArgs, LimitArgs, OutputArgs, PageFormat, PilotPaths, ReportArgs, RuleSource,
    SelectionArgs, StdinArgs, TableArgs, VocabularyArgs, named, rule_names,
};

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct CheckArgs {
    #[command(flatten)]
    pub pilots: PilotPaths,
    #[command(flatten)]
    pub selection: SelectionArgs,
    #[command(flatten)]
    pub bar: BarArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    /// For each decided verdict, say on whose word it rests, and what it is when each speaker in turn is not believed.
    #[arg(long, conflicts_with = "quiet")]
    pub by_word: bool,
    /// Show every result: the unstated ones in full, and a line for each that is met.
    #[arg(long)]
    pub all: bool,
    /// Show the rules set by set, each result with its whole reason, and not the findings first.
    #[arg(long)]
    pub rules_first: bool,
    /// Show only the summary, errors and notices.
    #[arg(long, short, conflicts_with_all = ["all", "rules_first"])]
    pub quiet: bool,
    /// Check again whenever a pilot, a rule set or anything else of the run changes, until Ctrl-C.
    #[arg(long, conflicts_with = "stdin-filename")]
    pub watch: bool,
}

#[derive(Debug, Args)]
pub struct ConfigArgs {
    #[command(flatten)]
    pub pilots: PilotPaths,
    #[command(flatten)]
    pub selection: SelectionArgs,
    #[command(flatten)]
    pub bar: BarArgs,
    #[command(flatten)]
    pub report: ReportArgs,
    /// The form of the list; that of the report is what brief.yaml says.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}

#[derive(Debug, Args)]
pub struct WaiversArgs {
    #[command(flatten)]
    pub pilots: PilotPaths,
    #[command(flatten)]
    pub selection: SelectionArgs,
    #[command(flatten)]
    pub bar: BarArgs,
    /// The form of the list.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}

#[derive(Debug, Args)]
pub struct BaselineArgs {
    #[command(flatten)]
    pub pilots: PilotPaths,
    #[command(flatten)]
    pub selection: SelectionArgs,
    #[command(flatten)]
    pub bar: BarArgs,
    /// The file to write, or - for standard output; the one that --baseline or brief.yaml names, or brief-baseline.json,
    /// if not given.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Only take out of the file what is no finding any more, and add nothing.
    #[arg(long)]
    pub shrink: bool,
}

#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The old pilots and the new ones: two files, or two folders. With --git: the pilots to compare, as for `check`.
    #[arg(value_name = "PATH", required_unless_present = "git")]
    pub paths: Vec<PathBuf>,
    /// Compare with this revision of the Git repository, such as main or HEAD~1.
    #[arg(long, value_name = "REVISION")]
    pub git: Option<String>,
    /// Hold both sides against the rule files and the vocabulary as they were in this revision of the Git repository, so that
    /// only the pilots differ.
    #[arg(long, value_name = "REVISION")]
    pub rules_at: Option<String>,
    #[command(flatten)]
    pub selection: SelectionArgs,
    #[command(flatten)]
    pub bar: BarArgs,
    /// The form of the comparison.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}

#[derive(Debug, Args)]
pub struct AgreeArgs {
    /// The first coder's pilot file, or the folder that holds their files.
    #[arg(value_name = "FIRST")]
    pub first: PathBuf,
    /// The second coder's.
    #[arg(value_name = "SECOND")]
    pub second: PathBuf,
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
    #[command(flatten)]
    pub configuration: ConfigurationArgs,
    #[command(flatten)]
    pub limit_args: LimitArgs,
    /// The form of the comparison.
    #[arg(long, value_enum, default_value_t = QuestionsFormat::Human)]
    pub format: QuestionsFormat,
    #[command(flatten)]
    pub table: TableArgs,
}

impl AgreeArgs {
    /// What is read, and by which vocabulary; no rule is held against it.
    pub fn selection(&self) -> SelectionArgs {
        SelectionArgs {
            source: RuleSource { vocabulary: self.vocabulary.clone(), ..RuleSource::default() },
            configuration: self.configuration.clone(),
            limit_args: self.limit_args.clone(),
            ..SelectionArgs::default()
        }
    }
}

#[derive(Debug, Args)]
pub struct MatrixArgs {
    #[command(flatten)]
    pub pilots: PilotPaths,
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// Show one or two pilots as long as several: every rule, and what the rule sets ask for alike.
    #[arg(long)]
    pub all: bool,
    /// The form of the matrix.
    #[arg(long, value_enum, default_value_t = MatrixFormat::Human)]
    pub format: MatrixFormat,
    #[command(flatten)]
    pub table: TableArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum MatrixFormat {
    /// For a person at a terminal.
    Human,
    /// A table, a line a rule.
    Csv,
    /// A page of Markdown.
    Markdown,
    /// A document of HTML, whole in one file.
    Html,
    /// One JSON object.
    Json,
    /// A picture, to be printed or put on a page.
    Svg,
}

#[derive(Debug, Args)]
pub struct NewArgs {
    /// The id of the new pilot: lower case letters, digits and hyphens.
    pub id: String,
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
    /// The file to write, or - for standard output; ID.yaml in this folder if not given.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Name this file in the first line, for editors, as the JSON Schema of pilots, and write it where it is not there.
    #[arg(long, value_name = "FILE")]
    pub schema: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder of the project, which is made if it is not there; this folder if not given.
    #[arg(value_name = "FOLDER", default_value = ".", hide_default_value = true)]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
pub struct DeskArgs {
    /// The file to write; desk.html in this folder if not given.
    #[arg(value_name = "FILE", default_value = "desk.html", hide_default_value = true)]
    pub file: PathBuf,
    /// Replace a file that is there already.
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct QuestionsArgs {
    #[command(flatten)]
    pub pilots: PilotPaths,
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// The form of the questions.
    #[arg(long, value_enum, default_value_t = QuestionsFormat::Human, conflicts_with = "letter")]
    pub format: QuestionsFormat,
    #[command(flatten)]
    pub table: TableArgs,
    /// Write a letter for each pilot: what is disputed, what is only claimed, what is open.
    #[arg(long)]
    pub letter: bool,
    /// With --letter: ask under the Freedom of Information Act 2000, under the Freedom of Information (Scotland) Act 2002, or
    /// under no act.
    #[arg(long, value_name = "LAW", default_value = "foi-2000", requires = "letter", value_parser = named(&Law::ALL))]
    pub law: Law,
    /// With --letter: ask at most so many questions, the disputed ones first, then those about what is claimed.
    #[arg(long, value_name = "NUMBER", default_value_t = MOST_ASKED, requires = "letter")]
    pub most: usize,
    /// With --letter: give the address at which WhatDoTheyKnow opens this request to BODY, filled in. BODY is the name of
    /// the public body in the addresses of that site, such as dwp.
    #[arg(long, value_name = "BODY", requires = "letter", value_parser = body)]
    pub link: Option<String>,
}

#[derive(Debug, Args)]
pub struct PromisesArgs {
    #[command(flatten)]
    pub pilots: PilotPaths,
    /// The rule set that holds the promises: a file, a folder, or the id of an embedded set. May be repeated.
    #[arg(long, value_name = "RULES", required = true, value_parser = rule_names())]
    pub of: Vec<String>,
    #[command(flatten)]
    pub filter: FilterArgs,
    #[command(flatten)]
    pub configuration: ConfigurationArgs,
    #[command(flatten)]
    pub limit_args: LimitArgs,
    #[command(flatten)]
    pub stdin: StdinArgs,
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
    /// The form of the table.
    #[arg(long, value_enum, default_value_t = QuestionsFormat::Human)]
    pub format: QuestionsFormat,
    #[command(flatten)]
    pub table: TableArgs,
}

impl PromisesArgs {
    /// What is held against what: the rule sets that hold the promises are the rules.
    pub fn selection(&self) -> SelectionArgs {
        SelectionArgs {
            source: RuleSource { rules: self.of.clone(), vocabulary: self.vocabulary.clone() },
            filter: self.filter.clone(),
            configuration: self.configuration.clone(),
            limit_args: self.limit_args.clone(),
            stdin: self.stdin.clone(),
            ..SelectionArgs::default()
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum QuestionsFormat {
    /// For a person at a terminal.
    Human,
    /// Markdown.
    Markdown,
    /// A document of HTML, whole in one file.
    Html,
    /// One JSON object.
    Json,
    /// A table, a line a question.
    Csv,
}

#[derive(Debug, Args)]
pub struct RepairArgs {
    /// The file of the pilot, or - for standard input.
    #[arg(value_name = "PILOT")]
    pub path: PathBuf,
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// The pilot that is meant, where the file holds several.
    #[arg(long, value_name = "ID")]
    pub pilot: Option<String>,
    /// Repair what rules of this force or more breach. Must, if neither the call nor brief.yaml says otherwise.
    #[arg(long, value_name = "FORCE", value_parser = named(&Force::ALL))]
    pub min_force: Option<Force>,
    /// Keep what is stated of this fact, or of any fact of this section. May be repeated.
    #[arg(long, value_name = "FACT")]
    pub keep: Vec<String>,
    /// Leave nothing open: every must is to be met or not applicable, and contested facts may be settled.
    #[arg(long)]
    pub settle: bool,
    /// Show ways, too, in which a rule that applies, or may apply, stops applying.
    #[arg(long)]
    pub allow_out_of_scope: bool,
    /// Give at most so many alternatives.
    #[arg(long, value_name = "NUMBER", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub most: u16,
    /// Show this alternative alone; the form `diff` shows one, and the first if nothing is said.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    pub alternative: Option<u16>,
    /// The form of the proposal.
    #[arg(long, value_enum, default_value_t = RepairFormat::Human)]
    pub format: RepairFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum RepairFormat {
    /// For a person at a terminal.
    Human,
    /// Markdown, with the diff of each alternative.
    Markdown,
    /// A document of HTML, whole in one file, with the diff of each alternative.
    Html,
    /// One JSON object.
    Json,
    /// A unified diff of the file, for `patch`.
    Diff,
}

/// The name of a public body, as it stands in addresses of WhatDoTheyKnow.
fn body(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    if !text.is_empty() && text.chars().all(plain) {
        return Ok(text.to_owned());
    }
    Err("take the body's name from the address of its page, lower case letters, digits and underscores, such as dwp"
        .to_owned())
}
