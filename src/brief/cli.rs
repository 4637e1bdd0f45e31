//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use watching_brief::evaluate::Hearing;
use watching_brief::pilot::{Basis, fold_speaker};
use watching_brief::render::{self, FORMATS, Format};
use watching_brief::report::FailOn;
use watching_brief::rules::Force;
use watching_brief::words;

use super::completions::{self, CompletionsArgs};
use super::man::ManArgs;
use super::outputs::ToFile;
use super::terminal::Terminal;

/// Hold descriptions of pilots against stated conditions, and get reasons.
#[derive(Debug, Parser)]
#[command(name = "brief", version, arg_required_else_help = true, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub terminal: Terminal,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check pilots against rule sets.
    #[command(
        after_help = "Exit status: 0 nothing at or above the bar; 1 findings; 2 an input, a rule or the call is wrong."
    )]
    Check(Box<CheckArgs>),
    /// Print what a check would be asked for, and where each value comes from.
    Config(Box<ConfigArgs>),
    /// List the waivers, with what they hide and when they end.
    Waivers(Box<WaiversArgs>),
    /// Record today's findings, so that `brief check --baseline` counts new ones only.
    Baseline(Box<BaselineArgs>),
    /// Compare two versions of pilots: which verdicts moved, and which changed facts moved them.
    #[command(
        after_help = "Exit status: 0 no new finding; 1 a verdict came to the bar that was not there; 2 an input, a rule or the call is wrong."
    )]
    Diff(Box<DiffArgs>),
    /// Compare two rule sets: does whoever satisfies the one satisfy the other, and which conditions go together?
    #[command(
        after_help = "Exit status: 0 the same pilots satisfy both; 1 some pilot satisfies only one of them; 2 a rule or the call is wrong, or the question takes too long."
    )]
    Compare(CompareArgs),
    /// Find one pilot that satisfies several rule sets, or what stands in the way of it.
    #[command(
        after_help = "Exit status: 0 there is such a pilot; 1 there is none; 2 a rule or the call is wrong, or the question takes too long."
    )]
    Reconcile(ReconcileArgs),
    /// Show rules against pilots, and what the rule sets ask for alike.
    Matrix(Box<MatrixArgs>),
    /// Explain a rule, such as PB-02, or a fact, such as referral.work_coach_role.
    Explain(ExplainArgs),
    /// List the facts that a pilot may state.
    Facts(FactsArgs),
    /// List the rules; `brief rules test` runs their own tests, and `brief rules lock` pins them.
    Rules(RulesArgs),
    /// Write a pilot file to start from.
    New(NewArgs),
    /// Hold citations against the documents that they cite.
    Sources {
        #[command(subcommand)]
        command: SourcesCommand,
    },
    /// Put what is open about pilots as questions.
    Questions(Box<QuestionsArgs>),
    /// Propose the fewest changes after which a pilot breaches no must.
    #[command(
        after_help = "Exit status: 0 nothing to repair; 1 there is something to repair, whether or not anything helps; 2 an input, a rule or the call is wrong. Nothing is ever edited: the form `diff` is for `patch`."
    )]
    Repair(Box<RepairArgs>),
    /// Print the JSON Schema of pilots, of rule sets, of registers, of configuration or of the JSON report.
    Schema(SchemaArgs),
    /// Print what a shell needs to complete commands, options and names.
    #[command(after_help = completions::WHERE)]
    Completions(CompletionsArgs),
    /// Print the manual page of a command, or write those of all commands.
    Man(ManArgs),
}

/// Which rule sets are used.
#[derive(Debug, Clone, Default, Args)]
pub struct RuleSource {
    /// Rule sets to use instead of those that brief.yaml names, or of the embedded ones: a file, a folder, or the id of an embedded set. May be repeated.
    #[arg(long = "rules", value_name = "RULES")]
    pub rules: Vec<String>,
}

/// Which rule sets are used where there are no pilots: those of the call, or of the configuration for the current folder.
#[derive(Debug, Clone, Default, Args)]
pub struct ConfiguredRules {
    #[command(flatten)]
    pub source: RuleSource,
    /// The configuration to use, instead of the first brief.yaml found upwards from the current folder.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Use no configuration file.
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
}

impl ConfiguredRules {
    /// A call that says no more than this.
    pub fn held(&self) -> Held {
        let Self { source, config, no_config } = self.clone();
        Held { source, config, no_config, ..Held::default() }
    }
}

/// What is held against what, as far as the call says; `brief.yaml` may say the rest.
#[derive(Debug, Clone, Default, Args)]
pub struct Held {
    #[command(flatten)]
    pub source: RuleSource,
    /// Check only this rule, rule set or dimension. May be repeated.
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// Set statements weaker than this aside: claimed < specified < observed.
    #[arg(long, value_name = "BASIS", value_parser = named(&Basis::ALL))]
    pub basis: Option<Basis>,
    /// Set aside what this speaker says. May be repeated.
    #[arg(long, value_name = "SPEAKER")]
    pub without: Vec<String>,
    /// A register of documents of your own. May be repeated.
    #[arg(long, value_name = "FILE")]
    pub documents: Vec<PathBuf>,
    /// Check nothing unless the rule sets are those that the lock file of `brief rules lock` holds.
    #[arg(long)]
    pub locked: bool,
    /// The lock file; the one that brief.yaml names, or brief.lock beside it, if not given.
    #[arg(long, value_name = "FILE")]
    pub lock: Option<PathBuf>,
    /// The configuration to use, instead of the first brief.yaml found upwards from the first path.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Use no configuration file.
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
    #[command(flatten)]
    pub stdin: Stdin,
}

/// What standard input stands for.
#[derive(Debug, Clone, Default, Args)]
pub struct Stdin {
    /// With - for standard input: the name of the file whose text it is, saved or not, as editors need it.
    #[arg(id = "stdin-filename", long, value_name = "FILE")]
    pub name: Option<PathBuf>,
}

/// What counts in the exit status, likewise.
#[derive(Debug, Clone, Default, Args)]
pub struct Counted {
    /// The verdicts that count as findings; each includes those before it. Breached, if nothing is said.
    #[arg(long, value_name = "VERDICT", value_parser = named(&FailOn::ALL))]
    pub fail_on: Option<FailOn>,
    /// Rules of less force than this do not count. Must, if nothing is said.
    #[arg(long, value_name = "FORCE", value_parser = named(&Force::ALL))]
    pub min_force: Option<Force>,
    /// The day on which waivers are held against their last day, as in 2026-11-22; today (UTC) if not given.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub today: Option<jiff::civil::Date>,
    /// Count a finding although a waiver is in force.
    #[arg(long)]
    pub no_waivers: bool,
    /// Count only findings that are not in this file, which `brief baseline` wrote.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Count old findings too, whatever brief.yaml says of a baseline.
    #[arg(long, conflicts_with = "baseline")]
    pub no_baseline: bool,
}

/// In which forms a report is wanted, and where.
#[derive(Debug, Clone, Default, Args)]
pub struct Shown {
    /// The form of the report on standard output; human, if nothing is said.
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    pub format: Option<&'static Format>,
    /// Write the whole report to a file, too, in any of these forms. May be repeated.
    #[arg(long = "output", value_name = "FORMAT=FILE", value_parser = to_file)]
    pub outputs: Vec<ToFile>,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct CheckArgs {
    /// Pilot files, folders that hold them, or - for standard input; those that brief.yaml names, or else pilots/, if none
    /// is given.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub held: Held,
    #[command(flatten)]
    pub counted: Counted,
    #[command(flatten)]
    pub shown: Shown,
    /// For each decided verdict, say on whose word it rests, and what it is when each speaker in turn is not believed.
    #[arg(long, conflicts_with = "quiet")]
    pub by_word: bool,
    /// Show every result: the unstated ones in full, and a line for each that is met.
    #[arg(long)]
    pub all: bool,
    /// Show only the summary, errors and notices.
    #[arg(long, short, conflicts_with = "all")]
    pub quiet: bool,
    /// Check again whenever a pilot, a rule set or anything else of the run changes, until Ctrl-C.
    #[arg(long, conflicts_with = "stdin-filename")]
    pub watch: bool,
}

#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// Pilot files, folders that hold them, or - for standard input; those that brief.yaml names, or else pilots/, if none
    /// is given.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub held: Held,
    #[command(flatten)]
    pub counted: Counted,
    #[command(flatten)]
    pub shown: Shown,
}

#[derive(Debug, Args)]
pub struct WaiversArgs {
    /// Pilot files, folders that hold them, or - for standard input; those that brief.yaml names, or else pilots/, if none
    /// is given.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub held: Held,
    #[command(flatten)]
    pub counted: Counted,
    /// The form of the list.
    #[arg(long, value_enum, default_value_t = SourcesFormat::Human)]
    pub format: SourcesFormat,
}

#[derive(Debug, Args)]
pub struct BaselineArgs {
    /// Pilot files, folders that hold them, or - for standard input; those that brief.yaml names, or else pilots/, if none
    /// is given.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub held: Held,
    #[command(flatten)]
    pub counted: Counted,
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
    #[command(flatten)]
    pub held: Held,
    #[command(flatten)]
    pub counted: Counted,
    /// The form of the comparison.
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    pub format: DiffFormat,
}

#[derive(Debug, Args)]
pub struct CompareArgs {
    /// A rule set: the id of an embedded one, a file or a folder; or several joined by +. A rule or a dimension of the
    /// embedded sets does, too.
    #[arg(value_name = "A")]
    pub first: String,
    /// Another one.
    #[arg(value_name = "B")]
    pub second: String,
    /// Look only at pilots to which all sets of both sides apply.
    #[arg(long)]
    pub applies: bool,
    /// Write the pilots that are found into this file.
    #[arg(long, value_name = "FILE")]
    pub witness: Option<PathBuf>,
    /// The form of the comparison.
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    pub format: DiffFormat,
}

#[derive(Debug, Args)]
pub struct ReconcileArgs {
    /// Rule sets: ids of embedded ones, files or folders. Rules and dimensions of the embedded sets do, too.
    #[arg(value_name = "SET", required = true)]
    pub sets: Vec<String>,
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
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    pub format: DiffFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum DiffFormat {
    /// For a person at a terminal.
    Human,
    /// Markdown, for a comment on a pull request.
    Markdown,
    /// One JSON object.
    Json,
}

#[derive(Debug, Args)]
pub struct MatrixArgs {
    /// Pilot files, folders that hold them, or - for standard input; those that brief.yaml names, or else pilots/, if none
    /// is given.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub held: Held,
    /// The form of the matrix.
    #[arg(long, value_enum, default_value_t = MatrixFormat::Human)]
    pub format: MatrixFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum MatrixFormat {
    /// For a person at a terminal.
    Human,
    /// A table, a line a rule.
    Csv,
    /// A page of Markdown.
    Markdown,
    /// One JSON object.
    Json,
    /// A picture, to be printed or put on a page.
    Svg,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A rule, a fact, a rule set, or a dimension such as referral.
    pub name: String,
    #[command(flatten)]
    pub source: ConfiguredRules,
}

#[derive(Debug, Args)]
pub struct FactsArgs {
    /// Only the facts of this section, such as referral.
    pub section: Option<String>,
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
    /// Pilot files, or folders that hold them: also tell which rules none of these pilots decides.
    #[arg(value_name = "PILOT")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub held: Held,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = AuditFormat::Human)]
    pub format: AuditFormat,
    /// Show only the findings, and not how rule sets relate, what no rule uses and what no pilot decides.
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum AuditFormat {
    /// For a person at a terminal.
    Human,
    /// A page of Markdown.
    Markdown,
    /// One JSON object.
    Json,
}

#[derive(Debug, Args)]
pub struct LockArgs {
    #[command(flatten)]
    pub source: RuleSource,
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
    /// Find each test of a fact of which the tests do not show that it matters.
    #[arg(long)]
    pub coverage: bool,
    /// Find each small mistake in a rule that none of its tests would notice.
    #[arg(long)]
    pub mutants: bool,
    /// Write the tests that are missing; without --coverage and --mutants, for both.
    #[arg(long)]
    pub suggest: bool,
}

#[derive(Debug, Args)]
pub struct NewArgs {
    /// The id of the new pilot: lower case letters, digits and hyphens.
    pub id: String,
    /// The file to write, or - for standard output; ID.yaml in this folder if not given.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

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
    pub stdin: Stdin,
    #[command(flatten)]
    pub source: RuleSource,
    /// A register of documents of your own. May be repeated.
    #[arg(long, value_name = "FILE")]
    pub documents: Vec<PathBuf>,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = SourcesFormat::Human)]
    pub format: SourcesFormat,
    /// Show all citations or paragraphs, and not only those that something is wrong with.
    #[arg(long)]
    pub all: bool,
    /// Show only the summary, errors and notices.
    #[arg(long, short, conflicts_with = "all")]
    pub quiet: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SourcesFormat {
    /// For a person at a terminal.
    Human,
    /// One JSON object.
    Json,
}

#[derive(Debug, Args)]
pub struct QuestionsArgs {
    /// Pilot files, folders that hold them, or - for standard input; those that brief.yaml names, or else pilots/, if none
    /// is given.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub held: Held,
    /// The form of the questions.
    #[arg(long, value_enum, default_value_t = QuestionsFormat::Human, conflicts_with = "letter")]
    pub format: QuestionsFormat,
    /// Write a request under the Freedom of Information Act for each pilot.
    #[arg(long)]
    pub letter: bool,
    /// With --letter: ask at most so many questions, those first on which most must rules turn.
    #[arg(long, value_name = "NUMBER", default_value_t = 12, requires = "letter")]
    pub most: usize,
    /// With --letter: give the address at which WhatDoTheyKnow opens this request to BODY, filled in. BODY is the name of
    /// the public body in the addresses of that site, such as dwp.
    #[arg(long, value_name = "BODY", requires = "letter", value_parser = body)]
    pub link: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum QuestionsFormat {
    /// For a person at a terminal.
    Human,
    /// Markdown.
    Markdown,
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
    pub held: Held,
    /// The pilot that is meant, where the file holds several.
    #[arg(long, value_name = "ID")]
    pub pilot: Option<String>,
    /// Repair what rules of this force or more breach. Must, if nothing is said.
    #[arg(long, value_name = "FORCE", value_parser = named(&Force::ALL))]
    pub min_force: Option<Force>,
    /// Do not change this fact, or any fact of this section. May be repeated.
    #[arg(long, value_name = "FACT")]
    pub keep: Vec<String>,
    /// Leave nothing open: every must is to be met or not applicable, and contested facts may be settled.
    #[arg(long)]
    pub settle: bool,
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
    /// One JSON object.
    Json,
    /// A unified diff of the file, for `patch`.
    Diff,
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Which one.
    pub which: Which,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "lower")]
pub enum Which {
    /// Of pilots.
    Pilot,
    /// Of rule sets.
    RuleSet,
    /// Of registers of documents.
    Documents,
    /// Of configuration, brief.yaml.
    Configuration,
    /// Of the JSON report.
    Report,
}

/// Which statements are listened to, by the words of a call.
pub fn hearing(basis: Option<Basis>, without: &[String]) -> Hearing {
    Hearing { least: basis, without: without.iter().map(|name| fold_speaker(name)).collect(), ..Hearing::default() }
}

/// A format by its name.
fn format() -> impl clap::builder::TypedValueParser<Value = &'static Format> {
    use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
    let names = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.what));
    PossibleValuesParser::new(names).try_map(|name| render::format(&name).ok_or("not one of the formats"))
}

/// A format with the file that is to be written in it.
fn to_file(text: &str) -> Result<ToFile, String> {
    let names = || FORMATS.iter().map(|format| format.name);
    let Some((name, path)) = text.split_once('=').filter(|(_, path)| !path.is_empty()) else {
        return Err("write it as FORMAT=FILE, such as json=report.json".to_owned());
    };
    let Some(format) = render::format(name) else {
        let known = || words::listed(&names().collect::<Vec<_>>(), "and");
        let hint = words::nearest(name, names())
            .map_or_else(|| format!("there are {}", known()), |near| format!("did you mean `{near}`?"));
        return Err(format!("`{}` is no format; {hint}", words::shown(name)));
    };
    if path == "-" {
        return Err(format!("for standard output write --format {name}"));
    }
    Ok(ToFile { format, path: PathBuf::from(path) })
}

/// A day of the calendar.
fn day(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|_| "it is not a day of the calendar; write it as in 2026-01-01".to_owned())
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

/// A parser of one of our lists of names, which lists them in the help and offers the nearest.
fn named<T: Copy + Send + Sync + 'static>(
    all: &'static [(T, &'static str)],
) -> impl clap::builder::TypedValueParser<Value = T> {
    use clap::builder::TypedValueParser;
    let names = clap::builder::PossibleValuesParser::new(all.iter().map(|(_, name)| *name));
    names.try_map(move |name| {
        all.iter().find(|(_, known)| *known == name).map(|(value, _)| *value).ok_or("not one of the names")
    })
}
