//! What a fault of the YAML means, in the words of whoever writes the file, and where it lies.
//!
//! The reader tells where it stopped; the mistake often lies earlier, such as at a quotation mark that is not closed.

use granit_parser::{ErrorKind, ScanError};

use super::Problem;
use crate::limits::{Limit, Limits};
use crate::source::Span;

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
        limits.shown(Limit::Nesting),
        limits.advice(Limit::Nesting)
    )
}

pub(super) fn too_many(limits: &Limits) -> String {
    format!(
        "the document holds more than {} values, with aliases and merges written out; that is the most that is read{}",
        limits.shown(Limit::Values),
        limits.advice(Limit::Values)
    )
}

/// The problem behind a fault.
pub(super) fn problem(text: &str, error: &ScanError, reached: &Reached, limits: &Limits) -> Problem {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let (at, message) = explain(text, error, at, reached, limits);
    let width = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Problem::new(Span::new(at, at + width), message)
}

fn explain(text: &str, error: &ScanError, at: usize, reached: &Reached, limits: &Limits) -> (usize, String) {
    use ErrorKind as E;
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    let bracket = reached.bracket.or_else(|| next.filter(|c| matches!(c, '[' | '{')).map(|_| at));
    let told: &str = match error.kind() {
        E::RecursionLimitExceeded => return (at, too_deep(limits)),
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => {
            return (tab(text, at), "a tab stands where YAML wants spaces; indent with spaces only".to_owned());
        }
        E::UnclosedQuotedScalar | E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar => {
            let message = "a quotation mark opens here; the text behind it has no closing one, or goes on in a line that is not indented";
            return (quotation_mark(text, at, reached.read), message.to_owned());
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
            return (at, message);
        }
        E::MismatchedFlowCollectionEnd { open, close } => {
            return (at, format!("`{close}` stands where a bracket `{open}` is to be closed"));
        }
        E::UnexpectedCharacter { character } => return (at, unexpected(*character)),
        E::MisplacedFlowCollectionEnd => "this bracket closes none that is open",
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => {
            "a comma, or the closing bracket, is missing before this place"
        }
        E::SimpleKeyExpected => "no colon stands behind this; write `name: value`, with a space behind the colon",
        E::MappingValueNotAllowed | E::InvalidColonPlacement => {
            "a colon cannot stand here; put quotation marks round a text that has one in it, or check how the line is indented"
        }
        E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidIndentation
        | E::InvalidBlockScalarIndent => {
            "this line is not indented like the lines that it belongs with; check the spaces at its beginning"
        }
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection => {
            "a hyphen with a space behind it begins an entry of a list, and none can stand here; begin a list on a line of its own, or put quotation marks round a text"
        }
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            "the text goes on behind its closing quotation mark; put all of it between quotation marks, or none"
        }
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape => {
            "between double quotation marks a backslash stands for a special character, and there is none of this kind; use single quotation marks"
        }
        E::MissingYamlVersion
        | E::MissingYamlVersionSeparator
        | E::YamlVersionTooLong
        | E::MissingDirectiveName
        | E::InvalidDirectiveName
        | E::InvalidDirectiveTerminator
        | E::DuplicateVersionDirective
        | E::UnsupportedYamlMajorVersion
        | E::MissingDocumentEndBeforeDirective => {
            "a line that begins with `%` tells how YAML is to be read, and this one cannot stand so; take it out"
        }
        E::BomInsideDocument => "an invisible mark (U+FEFF) stands within the text; take it out",
        E::CommentInterceptedScalar => {
            "a comment stands in the middle of a text; put quotation marks round the text, or the comment on a line of its own"
        }
        E::CommentNotSeparated => "a comment needs a space before its `#`",
        E::MissingAnchorOrAliasName => {
            "`*` and `&` stand for an alias and an anchor, and here no name follows; put quotation marks round a text"
        }
        _ => return (at, format!("this is not YAML: {}", error.info())),
    };
    (at, told.to_owned())
}

fn unexpected(character: char) -> String {
    if character.is_control() || !character.is_ascii() {
        return format!("the character U+{:04X} cannot stand in a YAML text; take it out", u32::from(character));
    }
    let shown = if character == '`' { "a backtick".to_owned() } else { format!("`{character}`") };
    format!("a text cannot begin with {shown}; put quotation marks round it")
}

/// The tab at fault: where the reader stopped, in the indentation before it, or on a line further on.
fn tab(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let indent = text.get(line..).unwrap_or_default();
    let indent = indent.split(|c| !matches!(c, ' ' | '\t' | '-')).next().unwrap_or_default();
    let inside = indent.find('\t').map(|found| line + found).filter(|found| *found <= at);
    inside.or_else(|| text.get(at..)?.find('\t').map(|found| at + found)).unwrap_or(at)
}

/// The first quotation mark behind the last value that was read.
fn quotation_mark(text: &str, at: usize, read: usize) -> usize {
    let behind = text.get(read..at).unwrap_or_default();
    behind.find(['"', '\'']).map_or(at, |found| read + found)
}
