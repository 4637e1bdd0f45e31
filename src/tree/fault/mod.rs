//! What a fault of the YAML means, in the words of whoever writes the file, and where it lies.
//!
//! The reader tells where it stopped; the mistake often lies earlier, such as at a quotation mark that is not closed.

mod commented;
mod message;
mod place;
mod space;

pub(crate) use commented::section as section_commented_out;
pub(crate) use space::or_unusual_space;

use granit_parser::{ErrorKind, ScanError};

use self::message::{MARKED, ON_ONE_LINE, QUESTION_MARK};
use crate::model::limits::{Limit, Limits};
use crate::model::{DiagnosticCode, Problem};
use crate::text::Span;

/// How far the reader had come.
pub(super) struct Reached {
    /// Where the last value that was read ends.
    pub read: usize,
    /// Where the innermost bracket that is still open stands.
    pub bracket: Option<usize>,
}

pub(super) fn too_deep(limits: &Limits) -> String {
    format!(
        "lists and mappings stand more than {} deep in one another; that is the most that is read{}",
        limits.in_words(Limit::Nesting),
        limits.advice(Limit::Nesting)
    )
}

pub(super) fn too_many(limits: &Limits) -> String {
    format!(
        "the document holds more than {} values, with aliases and merges written out; that is the most that is read{}",
        limits.in_words(Limit::Values),
        limits.advice(Limit::Values)
    )
}

/// The problem behind a fault.
pub(super) fn problem(text: &str, error: &ScanError, reached: &Reached, limits: &Limits) -> Problem {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    // A bracket that the reader has not got to the end of, it may not have told of yet.
    let behind = || Some(reached.read + text.get(reached.read..at)?.find(['[', '{'])?);
    let likelier = space::unusual_space(text, at)
        .or_else(|| commented::section(text, at))
        .or_else(|| commented::text(text, reached.bracket.or_else(behind)?));
    likelier.unwrap_or_else(|| {
        let (code, at, message) = explain(text, error, at, reached, limits);
        let width = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let problem = Problem::new(code, Span::new(at, at + width), message);
        match colon_without_space(text, at).filter(|_| matches!(error.kind(), ErrorKind::SimpleKeyExpected)) {
            Some(behind) => problem.with_fix("Put a space behind the colon", Span::new(behind, behind), " "),
            None => problem,
        }
    })
}

/// The place behind the colon of `name:value`, which needs a space there.
fn colon_without_space(text: &str, at: usize) -> Option<usize> {
    let line = text.get(at..)?.lines().next()?;
    let (name, value) = line.split_once(':')?;
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
    (is_name && !value.is_empty() && !value.starts_with(' ')).then_some(at + name.len() + 1)
}

fn explain(
    text: &str,
    error: &ScanError,
    at: usize,
    reached: &Reached,
    limits: &Limits,
) -> (DiagnosticCode, usize, String) {
    use DiagnosticCode as Code;
    use ErrorKind as E;
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    let bracket = reached.bracket.or_else(|| next.filter(|c| matches!(c, '[' | '{')).map(|_| at));
    let (code, message): (Code, &str) = match error.kind() {
        E::RecursionLimitExceeded => return (Code::OverLimit, at, too_deep(limits)),
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart
        | E::InvalidBlockEntryWhitespace => {
            return (
                Code::TabInIndentation,
                place::tab(text, at),
                "a tab stands where YAML wants spaces; indent with spaces only".to_owned(),
            );
        }
        E::UnclosedQuotedScalar | E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar => {
            let message = "a quotation mark opens here; the text behind it has no closing one, or goes on in a line that is not indented";
            return (Code::UnclosedQuotationMark, place::quotation_mark(text, at, reached.read), message.to_owned());
        }
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnexpectedEofBlockSequence
        | E::UnexpectedEofBlockMapping
            if next == Some(',') =>
        {
            (Code::NotYaml, "there is nothing before this comma; take it out, or write what is missing")
        }
        E::UnexpectedEofImplicitFlowMapping | E::UnexpectedEofBlockSequence | E::UnexpectedEofBlockMapping
            if next == Some('?') =>
        {
            (Code::NeedsQuotationMarks, QUESTION_MARK)
        }
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofImplicitFlowMapping
        | E::InvalidFlowScalarIndent
        | E::InvalidIndentation
            if bracket.is_some() =>
        {
            let at = bracket.unwrap_or(at);
            let opening = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('[');
            let message =
                format!("`{opening}` opens here; it has no closing bracket, or goes on in a line that is not indented");
            return (Code::UnclosedBracket, at, message);
        }
        E::MismatchedFlowCollectionEnd { open, close } => {
            return (Code::UnclosedBracket, at, format!("`{close}` stands where a bracket `{open}` is to be closed"));
        }
        E::UnexpectedCharacter { character } => {
            let (code, message) = unexpected(*character);
            return (code, at, message);
        }
        E::SimpleKeyExpected if matches!(next, Some('&' | '!')) => (Code::NotYaml, MARKED),
        E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry | E::InvalidIndentation => misplaced(text, at, next),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar if next == Some(':') => {
            (Code::NotYaml, ON_ONE_LINE)
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidUnicodeEscape
        | E::InvalidLowSurrogate
        | E::InvalidLowSurrogateHexEscape
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => {
            let message = "between double quotation marks a backslash stands for a special character, and there is none of this kind; use single quotation marks";
            return (Code::UnknownEscape, place::backslash(text, at), message.to_owned());
        }
        E::ExpectedDocumentStart if reached.read == 0 && place::directive(text).is_some() => {
            let message = "a line that begins with `%` stands before a document that begins with `---`, and here none follows; take it out";
            return (Code::NotYaml, place::directive(text).unwrap_or(at), message.to_owned());
        }
        kind => match message::meaning(kind) {
            Some(known) => known,
            None => return (Code::NotYaml, at, format!("this is not YAML: {}", error.info())),
        },
    };
    (code, at, message.to_owned())
}

/// What a line, or the rest of one, can be that belongs to nothing around it.
fn misplaced(text: &str, at: usize, next: Option<char>) -> (DiagnosticCode, &'static str) {
    use DiagnosticCode as Code;
    let before = text.get(..at).unwrap_or_default();
    let (above, own) = before.rsplit_once(['\n', '\r']).unwrap_or(("", before));
    match next {
        Some('*') if !own.trim().is_empty() => (
            Code::NotYaml,
            "an alias stands for a value and for all that belongs to it; take out what stands before it",
        ),
        Some('&' | '!') => (Code::NotYaml, MARKED),
        _ if !own.trim().is_empty() => (
            Code::NeedsQuotationMarks,
            "the value is at its end before this; begin a new line here, or put quotation marks round a text",
        ),
        _ => {
            let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            let comment = above.lines().last().is_some_and(|above| above.trim_start().starts_with('#'));
            if comment && !line.contains(':') && !line.starts_with("- ") {
                (
                    Code::TextCutByComment,
                    "a comment stands in the middle of a text; put quotation marks round the text, or the comment behind its end",
                )
            } else {
                (
                    Code::WrongIndentation,
                    "this line is not indented like the lines that it belongs with; check the spaces at its beginning",
                )
            }
        }
    }
}

fn unexpected(character: char) -> (DiagnosticCode, String) {
    if character.is_control() || !character.is_ascii() {
        let message = format!("the character U+{:04X} cannot stand in a YAML text; take it out", u32::from(character));
        return (DiagnosticCode::ForbiddenCharacter, message);
    }
    let shown = if character == '`' { "a backtick".to_owned() } else { format!("`{character}`") };
    (DiagnosticCode::NeedsQuotationMarks, format!("a text cannot begin with {shown}; put quotation marks round it"))
}
