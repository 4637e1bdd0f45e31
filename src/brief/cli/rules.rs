//! The commands on rules and facts.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::common::{ConfiguredRules, LimitArgs, PageFormat, SelectionArgs, VocabularyArgs};

#[derive(Debug, Args)]
pub struct CompareArgs {
    /// A rule set: the id of an embedded one, a file or a folder; or several joined by +. A rule or a dimension of the
    /// embedded sets does, too.
    #[arg(value_name = "A")]
    pub first: String,
    /// Another one.
    #[arg(value_name = "B")]
    pub second: String,
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
    #[command(flatten)]
    pub limit_args: LimitArgs,
    /// Look only at pilots to which all sets of both sides apply.
    #[arg(long)]
    pub applies: bool,
    /// Write the pilots that are found into this file.
    #[arg(long, value_name = "FILE")]
    pub witness: Option<PathBuf>,
    /// The form of the comparison.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}

#[derive(Debug, Args)]
pub struct ReconcileArgs {
    /// Rule sets: ids of embedded ones, files or folders. Rules and dimensions of the embedded sets do, too.
    #[arg(value_name = "SET", required = true)]
    pub sets: Vec<String>,
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
    #[command(flatten)]
    pub limit_args: LimitArgs,
    /// Look at pilots to which some of the sets do not apply, too; such a pilot satisfies them.
    #[arg(long)]
    pub out_of_scope: bool,
    /// Where there is no such pilot: find at most so many sets of conditions that cannot stand together, and at most so
    /// many ways out.
    #[arg(long, value_name = "NUMBER", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub most: u32,
    /// Write the pilot that is found into this file.
    #[arg(long, value_name = "FILE")]
    pub witness: Option<PathBuf>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A rule, a fact, a rule set, a dimension such as referral, a document such as mwf-letters-2016, the code of an error or
    /// a notice, such as unknown-fact, or a word of reports, such as breached.
    pub name: String,
    /// Of a document: pilot files, or folders that hold them, to see which of these pilots cite it.
    #[arg(value_name = "PILOT")]
    pub pilots: Vec<PathBuf>,
    #[command(flatten)]
    pub source: ConfiguredRules,
    /// A register of documents of your own. May be repeated.
    #[arg(long, value_name = "FILE")]
    pub documents: Vec<PathBuf>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}

#[derive(Debug, Args)]
pub struct SearchArgs {
    /// What to look for, such as sanction; of several words, what speaks of all comes first.
    #[arg(value_name = "WORD", required = true)]
    pub words: Vec<String>,
    #[command(flatten)]
    pub source: ConfiguredRules,
    /// A register of documents of your own. May be repeated.
    #[arg(long, value_name = "FILE")]
    pub documents: Vec<PathBuf>,
    /// Show at most so many.
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    pub most: usize,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}

#[derive(Debug, Args)]
pub struct FactsArgs {
    /// Only the facts of this section, such as referral.
    pub section: Option<String>,
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}

#[derive(Debug, Args)]
pub struct RulesArgs {
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
    #[command(flatten)]
    pub source: ConfiguredRules,
    /// List only this rule, rule set or dimension. May be repeated.
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// The form of the answer.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Run the tests inside rule files, and name the rules that lack some.
    #[command(
        after_help = "Exit status: 0 all pass and none is lacking; 1 some fail or are lacking; 2 a rule file or the call is wrong."
    )]
    Test(RulesTestArgs),
    /// Write a lock file that holds the rule sets fast, so that `brief check --locked` refuses any others.
    #[command(
        after_help = "Exit status: 0 the lock file is written, or holds; 2 it does not hold, or a rule file or the call is wrong."
    )]
    Lock(LockArgs),
    /// Find rules that can never be breached or met, rules that say what others say, and what changes nothing.
    #[command(
        after_help = "Exit status: 0 nothing is found, or it is accepted; 1 findings; 2 a rule file, a pilot or the call is wrong."
    )]
    Audit(Box<AuditArgs>),
}

#[derive(Debug, Args)]
pub struct AuditArgs {
    /// Pilot files, or folders that hold them: also tell which rules none of these pilots decides, which facts they state
    /// that no rule asks about, and which facts rules ask about that none of them states.
    #[arg(value_name = "PILOT")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
    /// Show only the findings, and not how rule sets relate, what no rule uses and what no pilot decides.
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub struct LockArgs {
    #[command(flatten)]
    pub source: ConfiguredRules,
    /// The lock file; the one that brief.yaml names, or brief.lock beside it, if not given.
    #[arg(long, value_name = "FILE")]
    pub lock: Option<PathBuf>,
    /// Write nothing, and tell whether the rule sets are those that the lock file holds.
    #[arg(long)]
    pub check: bool,
}

#[derive(Debug, Args)]
pub struct RulesTestArgs {
    /// Rule files, folders, or ids of embedded sets; all embedded sets if none is given.
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
    #[command(flatten)]
    pub limit_args: LimitArgs,
    /// Find each test of a fact of which the tests do not show that it matters.
    #[arg(long)]
    pub coverage: bool,
    /// Find each small mistake in a rule that none of its tests would notice.
    #[arg(long)]
    pub mutants: bool,
    /// Write the tests that are missing; without --coverage and --mutants, for both.
    #[arg(long)]
    pub suggest: bool,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub format: PageFormat,
}
