//! A project: its pilots, the rules that they are held against, and all that is in force for them. Every front end opens one
//! and asks it, so that all give the same answers.
//!
//! Nothing here touches the terminal, the clock or the disk: what stands in files is asked of [`Files`](crate::files::Files), and the day is
//! handed in.

mod agreeing;
pub mod baseline;
mod checking;
pub mod coding;
mod comparing;
pub mod config_discovery;
pub mod configured_rules;
mod document_report;
mod editing;
pub mod folder_filter;
pub mod inputs;
pub mod limit_settings;
pub mod lock;
mod missing_files;
pub mod named_rules;
mod open;
mod options;
mod overviews;
pub mod pilots;
mod promises;
mod questions;
pub mod reading;
mod repair;
pub mod report_forms;
pub mod rule_loading;
pub mod settings;
mod settings_answer;
mod texts;
pub mod value_source;
pub mod vocabulary_loading;

pub use comparing::ComparedVersions;
pub use document_report::{CheckedDocument, DocumentReport};
pub use editing::{ChangeRequest, PilotChange};
pub use open::Project;
pub use options::{BaselineChoice, ConfigurationChoice, ProjectOptions, ReportOutput};
pub use overviews::RecordedFindings;
pub use questions::ShowQuestions;
pub use repair::{ProposedRepair, RepairRequest};
pub use texts::NamedText;
