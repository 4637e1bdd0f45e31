//! The command line.

mod common;
mod documents;
mod editors;
mod pilots;
mod rules;
mod shell;

use clap::{Parser, Subcommand};

use super::terminal::Terminal;

pub use common::{
    BarArgs, ConfiguredRules, OutputArgs, PageFormat, RuleSource, SelectionArgs, StdinArgs, TableArgs, VocabularyArgs,
};
pub use documents::*;
pub use editors::*;
pub use pilots::*;
pub use rules::*;
pub use shell::*;

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
    #[command(after_help = "Exit status: 0 no finding; 1 findings; 2 an input, a rule or the call is wrong.")]
    Check(Box<CheckArgs>),
    /// Print what a check would be asked for, and where each value comes from.
    Config(Box<ConfigArgs>),
    /// List the waivers, with what they hide and when they end.
    Waivers(Box<WaiversArgs>),
    /// Record today's findings, so that `brief check --baseline` counts new ones only.
    Baseline(Box<BaselineArgs>),
    /// Compare two versions of pilots: which verdicts moved, and which changed facts moved them.
    #[command(
        after_help = "Exit status: 0 no new finding; 1 a finding that was not there; 2 an input, a rule or the call is wrong."
    )]
    Diff(Box<DiffArgs>),
    /// Compare two coders' files of the same pilots: where they disagree, fact by fact, and how far they agree beyond chance.
    #[command(after_help = "Exit status: 0 they say the same; 1 they differ; 2 an input or the call is wrong.")]
    Agree(Box<AgreeArgs>),
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
    /// Explain a rule, such as PB-02, a fact, such as referral.work_coach_role, or a document, such as mwf-letters-2016.
    Explain(ExplainArgs),
    /// Find the rules, facts, values and documents that speak of some words.
    #[command(after_help = "Exit status: 0 something is found; 1 nothing is; 2 a rule or the call is wrong.")]
    Search(SearchArgs),
    /// List the facts that a pilot may state.
    Facts(FactsArgs),
    /// List the rules; `brief rules test` runs their own tests, `brief rules lock` pins them, and `brief rules audit` looks
    /// for what is odd.
    Rules(RulesArgs),
    /// Check vocabularies, list what they declare, or compare two.
    Vocabulary {
        #[command(subcommand)]
        command: VocabularyCommand,
    },
    /// Write a pilot file to start from.
    New(NewArgs),
    /// Write what a new project needs: brief.yaml, a rule set of your own, and a first pilot.
    #[command(
        after_help = "Asks nothing, and replaces nothing: where one of the three files is there already, none is written. Exit status: 0 they are written; 2 they are not."
    )]
    Init(InitArgs),
    /// Write the desk: a page in which a pilot is described and held against the conditions, for any browser.
    #[command(after_help = "Exit status: 0 it is written; 2 it is not, or this brief was built without it.")]
    Desk(DeskArgs),
    /// Hold citations against the documents that they cite.
    Sources {
        #[command(subcommand)]
        command: SourcesCommand,
    },
    /// Put promises beside what is described: who says so, on what basis, and what is left without the promisers' word.
    Promises(Box<PromisesArgs>),
    /// Put what is open about pilots as questions.
    Questions(Box<QuestionsArgs>),
    /// Propose the fewest changes after which a pilot breaches no must.
    #[command(
        after_help = "Exit status: 0 nothing to repair; 1 there is something to repair, whether or not anything helps; 2 an input, a rule or the call is wrong. Nothing is ever edited: the form `diff` is for `patch`."
    )]
    Repair(Box<RepairArgs>),
    /// Serve editors by the language server protocol.
    #[command(
        after_help = "Editors start it; docs/editors.md says how. Exit status: 0 the editor took its leave; 1 it is gone without."
    )]
    Lsp(LspArgs),
    /// Print the JSON Schema of pilots, of rule sets, of registers, of configuration or of the JSON report.
    Schema(SchemaArgs),
    /// Print what a shell needs to complete commands, options and names.
    #[command(after_help = WHERE_COMPLETIONS_GO)]
    Completions(CompletionsArgs),
    /// Print the manual page of a command, or write those of all commands.
    Man(ManArgs),
}
