//! What a request is answered.

use serde::Serialize;
use watching_brief::answers::{DiagnosticAnswer, json};
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;

/// What kind of answer it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The text is what the command prints.
    Answered,
    /// The text is a JSON object whose `diagnostics` tell what is wrong.
    Refused,
}

impl Status {
    /// The number by which a page knows it.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Answered => 0,
            Self::Refused => 1,
        }
    }
}

/// What a request is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What kind of answer it is.
    pub status: Status,
    /// The text.
    pub text: String,
}

/// What a call gives: the text, or what is wrong.
pub type Answered = Result<String, Vec<Diagnostic>>;

/// What stands in an answer that refuses.
#[derive(Serialize)]
struct Refusal {
    diagnostics: Vec<DiagnosticAnswer>,
}

impl From<Answered> for Answer {
    fn from(answered: Answered) -> Self {
        match answered {
            Ok(text) => Self { status: Status::Answered, text },
            Err(wrong) => {
                let refusal = Refusal { diagnostics: wrong.iter().map(DiagnosticAnswer::from).collect() };
                Self { status: Status::Refused, text: json(&refusal) }
            }
        }
    }
}

/// What is wrong with the request itself.
pub fn wrong_request(message: String) -> Vec<Diagnostic> {
    vec![Diagnostic::call(DiagnosticCode::WrongCall, message)]
}
