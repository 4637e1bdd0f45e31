//! What many commands take: rule sets, what is held against what, what counts, and in which forms.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::{OsStringValueParser, TypedValueParser as _};
use clap::{Args, ValueEnum};
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::limits::{Limit, Limits};
use watching_brief::model::{Basis, FailOn, Force};
use watching_brief::project::ReportOutput;
use watching_brief::project::limit_settings::LimitSettings;
use watching_brief::render::{self, BYTE_ORDER_MARK, FORMATS, Format};
use watching_brief::text::{names, words};

/// Which rule sets are used.
#[derive(Debug, Clone, Default, Args)]
pub struct RuleSource {
    /// Rule sets to use instead of the embedded ones, or of those that brief.yaml names where it counts: a file, a folder, or the id of an embedded set. May be repeated.
    #[arg(long = "rules", value_name = "RULES", value_parser = rule_names())]
    pub rules: Vec<String>,
    #[command(flatten)]
    pub vocabulary: VocabularyArgs,
}

/// Which vocabulary is in force.
#[derive(Debug, Clone, Default, Args)]
pub struct VocabularyArgs {
    /// The file that declares the vocabulary of the rules and pilots, where it is not the one that comes with the program. May be repeated, for those that it extends; the last one is in force.
    #[arg(long = "vocabulary", value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// Within which limits files are read.
#[derive(Debug, Clone, Default, Args)]
pub struct LimitArgs {
    /// Set a limit, such as nesting=100: bytes, values, nesting, characters, statements, facts, tests or steps. May be
    /// repeated.
    #[arg(long = "limit", value_name = "NAME=NUMBER", value_parser = Limit::read)]
    pub limits: Vec<(Limit, u32)>,
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
    #[command(flatten)]
    pub limit_args: LimitArgs,
}

impl LimitArgs {
    /// The limits of a call that reads no configuration.
    ///
    /// # Errors
    /// That the call says two things of one limit.
    pub fn alone(&self) -> Result<Limits, Vec<Diagnostic>> {
        Ok(LimitSettings::new(&self.limits, &[])?.limits)
    }
}

impl ConfiguredRules {
    /// A call that says no more than this.
    pub fn selection(&self) -> SelectionArgs {
        let Self { source, config, no_config, limit_args } = self.clone();
        let configuration = ConfigurationArgs { config, no_config };
        SelectionArgs { source, configuration, limit_args, ..SelectionArgs::default() }
    }
}

/// Which pilots are looked at.
#[derive(Debug, Clone, Default, Args)]
pub struct PilotPaths {
    /// Pilot files, folders that hold them, or - for standard input; those that brief.yaml names, or else pilots/, if none
    /// is given.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Which rules are looked at, and whose word counts.
#[derive(Debug, Clone, Default, Args)]
pub struct FilterArgs {
    /// Look only at this rule, rule set or dimension. May be repeated.
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// Set statements weaker than this aside: claimed < specified < observed.
    #[arg(long, value_name = "BASIS", value_parser = named(&Basis::ALL))]
    pub basis: Option<Basis>,
    /// Set aside what this speaker says. May be repeated.
    #[arg(long, value_name = "SPEAKER")]
    pub without: Vec<String>,
}

/// Which configuration counts for some pilots.
#[derive(Debug, Clone, Default, Args)]
pub struct ConfigurationArgs {
    /// The configuration to use, instead of the first brief.yaml found upwards from the first path.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Use no configuration file.
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
}

/// What is held against what, as far as the call says; `brief.yaml` may say the rest.
#[derive(Debug, Clone, Default, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of the call")]
pub struct SelectionArgs {
    #[command(flatten)]
    pub source: RuleSource,
    /// Leave files and folders out that fit this pattern, written as in a .gitignore, where a folder is walked. May be
    /// repeated.
    #[arg(long, value_name = "PATTERN")]
    pub exclude: Vec<String>,
    /// Read files in folders although a .gitignore names them.
    #[arg(long)]
    pub no_ignore: bool,
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Listen to hedged statements, too: those whose words say that it may be so.
    #[arg(long)]
    pub hedged: bool,
    /// A register of documents of your own. May be repeated.
    #[arg(long, value_name = "FILE")]
    pub documents: Vec<PathBuf>,
    /// Check nothing unless the rule sets are those that the lock file of `brief rules lock` holds.
    #[arg(long)]
    pub locked: bool,
    /// The lock file; the one that brief.yaml names, or brief.lock beside it, if not given.
    #[arg(long, value_name = "FILE")]
    pub lock: Option<PathBuf>,
    #[command(flatten)]
    pub configuration: ConfigurationArgs,
    #[command(flatten)]
    pub limit_args: LimitArgs,
    #[command(flatten)]
    pub stdin: StdinArgs,
}

/// What standard input stands for.
#[derive(Debug, Clone, Default, Args)]
pub struct StdinArgs {
    /// With - for standard input: the name of the file whose text it is, saved or not, as editors need it.
    #[arg(id = "stdin-filename", long, value_name = "FILE")]
    pub name: Option<PathBuf>,
}

/// What counts in the exit status, likewise.
#[derive(Debug, Clone, Default, Args)]
pub struct BarArgs {
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
pub struct OutputArgs {
    /// The form of the report on standard output; human, if nothing is said.
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    pub format: Option<&'static Format>,
    #[command(flatten)]
    pub report: ReportArgs,
    #[command(flatten)]
    pub table: TableArgs,
}

/// Where else a report goes, and what is wrong in it.
#[derive(Debug, Clone, Default, Args)]
pub struct ReportArgs {
    /// Write the whole report to a file, too, in any of these forms; html=FOLDER/ writes a page for each pilot, and html=FILE
    /// leads to such pages where one would be long. May be repeated.
    #[arg(long = "output", value_name = "FORMAT=FILE", value_parser = OsStringValueParser::new().try_map(|text| to_file(&text)))]
    pub outputs: Vec<ReportOutput>,
    /// Take every notice for an error, such as one about a waiver that is over or hides nothing, and a pilot of which nothing
    /// is stated, too.
    #[arg(long)]
    pub strict: bool,
}

/// How tables are written.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct TableArgs {
    /// Begin a table (csv) with the mark by which Excel reads letters such as é.
    #[arg(long)]
    pub excel: bool,
}

impl TableArgs {
    /// What stands before a table.
    pub fn mark(self) -> &'static str {
        if self.excel { BYTE_ORDER_MARK } else { "" }
    }
}

/// The forms of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For a person at a terminal.
    Human,
    /// A page of Markdown.
    Markdown,
    /// A document of HTML, whole in one file.
    Html,
    /// One JSON object.
    Json,
}

/// A format by its name.
fn format() -> impl clap::builder::TypedValueParser<Value = &'static Format> {
    use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
    let names = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.what));
    PossibleValuesParser::new(names).try_map(|name| render::format(&name).ok_or("not one of the formats"))
}

/// A format with the file that is to be written in it.
fn to_file(text: &OsStr) -> Result<ReportOutput, String> {
    let text = file_name(text);
    let known = || FORMATS.iter().map(|format| format.name);
    let Some((name, path)) = text.split_once('=').filter(|(_, path)| !path.is_empty()) else {
        return Err("write it as FORMAT=FILE, such as json=report.json".to_owned());
    };
    let Some(format) = render::format(name) else {
        let all = || words::listed(&known().collect::<Vec<_>>(), "and");
        let hint = words::nearest(name, known())
            .map_or_else(|| format!("there are {}", all()), |near| format!("did you mean `{near}`?"));
        return Err(format!("`{}` is no format; {hint}", words::excerpt(name)));
    };
    if path == "-" {
        return Err(format!("for standard output write --format {name}"));
    }
    Ok(ReportOutput { format, path: names::path(path) })
}

/// A parser of the names of rule sets.
pub fn rule_names() -> impl clap::builder::TypedValueParser<Value = String> {
    OsStringValueParser::new().map(|name| file_name(&name))
}

/// A name that need not be text, since it may be that of a file.
fn file_name(name: &OsStr) -> String {
    names::as_text(Path::new(name))
}

/// A day of the calendar.
pub(super) fn day(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|_| "it is not a day of the calendar; write it as in 2026-01-01".to_owned())
}

/// A parser of one of our lists of names, which lists them in the help and offers the nearest.
pub fn named<T: Copy + Send + Sync + 'static>(
    all: &'static [(T, &'static str)],
) -> impl clap::builder::TypedValueParser<Value = T> {
    use clap::builder::TypedValueParser;
    let names = clap::builder::PossibleValuesParser::new(all.iter().map(|(_, name)| *name));
    names.try_map(move |name| {
        all.iter().find(|(_, known)| *known == name).map(|(value, _)| *value).ok_or("not one of the names")
    })
}
