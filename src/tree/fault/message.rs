//! The faults of which there is but one thing to say, wherever they stand.

use granit_parser::ErrorKind as E;

use crate::model::DiagnosticCode as Code;

pub(super) const MARKED: &str = "an anchor (`&`) or a tag (`!`) cannot stand here: it belongs right before its value, which has one of each at most";

pub(super) const QUESTION_MARK: &str =
    "a question mark with a space behind it begins a key, and none can stand here; put quotation marks round a text";

pub(super) const ON_ONE_LINE: &str = "a key must stand in one line, with its colon behind it";

/// What such a fault means.
pub(super) fn meaning(kind: &E) -> Option<(Code, &'static str)> {
    Some(match kind {
        E::MisplacedFlowCollectionEnd => (Code::UnclosedBracket, "this bracket closes none that is open"),
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => {
            (Code::NotYaml, "a comma, or the closing bracket, is missing before this place")
        }
        E::SimpleKeyExpected => {
            (Code::NotYaml, "no colon stands behind this; write `name: value`, with a space behind the colon")
        }
        E::MappingValueNotAllowed | E::InvalidColonPlacement => (
            Code::NeedsQuotationMarks,
            "a colon cannot stand here; put quotation marks round a text that has one in it, or check how the line is indented",
        ),
        E::InvalidBlockScalarIndent => (
            Code::WrongIndentation,
            "a block of text is indented as its first line is, and no empty line above that has more spaces; check the spaces at the beginning of each",
        ),
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => (
            Code::NotYaml,
            "`|` and `>` begin a block of text, and only `-`, `+` or a number from 1 to 9 can stand behind them; begin the text in the next line, or put quotation marks round it",
        ),
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection => (
            Code::NeedsQuotationMarks,
            "a hyphen with a space behind it begins an entry of a list, and none can stand here; begin a list on a line of its own, or put quotation marks round a text",
        ),
        E::InvalidSimpleKey => (Code::NotYaml, ON_ONE_LINE),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => (
            Code::NeedsQuotationMarks,
            "the text goes on behind its closing quotation mark; put all of it between quotation marks, or none",
        ),
        E::MissingYamlVersion
        | E::MissingYamlVersionSeparator
        | E::YamlVersionTooLong
        | E::MissingDirectiveName
        | E::InvalidDirectiveName
        | E::InvalidDirectiveTerminator
        | E::DuplicateVersionDirective
        | E::UnsupportedYamlMajorVersion
        | E::MissingDocumentEndBeforeDirective
        | E::DuplicateTagDirective
        | E::ExpectedTagDirectiveBang
        | E::InvalidTagDirectiveTerminator
        | E::DirectiveDisallowed
        | E::DirectiveByteLimitExceeded { .. }
        | E::TooManyReservedDirectiveParams { .. } => (
            Code::NotYaml,
            "a line that begins with `%` tells how YAML is to be read, and this one cannot stand so; take it out",
        ),
        E::BomInsideDocument => {
            (Code::ForbiddenCharacter, "an invisible mark (U+FEFF) stands within the text; take it out")
        }
        E::CommentInterceptedScalar => (
            Code::TextCutByComment,
            "a comment stands in the middle of a text; put quotation marks round the text, or the comment on a line of its own",
        ),
        E::CommentNotSeparated => (Code::NotYaml, "a comment needs a space before its `#`"),
        E::MissingAnchorOrAliasName => (
            Code::NeedsQuotationMarks,
            "`*` and `&` stand for an alias and an anchor, and here no name follows; put quotation marks round a text",
        ),
        E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8
        | E::UndeclaredTagHandle => (
            Code::WrongTag,
            "`!` begins a tag, and this is none that means anything; take it out, or put quotation marks round a text",
        ),
        E::PlainScalarStartsWithDashFlowIndicator => {
            (Code::NeedsQuotationMarks, "a text cannot be a hyphen and no more; put quotation marks round it")
        }
        E::MappingKeyNotAllowed => (Code::NeedsQuotationMarks, QUESTION_MARK),
        E::FlowMappingValueAdjacentCollection | E::InvalidMappingValueWhitespace => {
            (Code::NotYaml, "a colon needs a space behind it")
        }
        E::InvalidDocumentEnd => {
            (Code::NotYaml, "`...` ends a document; nothing but a comment can stand behind it in its line")
        }
        // The document before it is whole: there is nothing that this could be a part of.
        E::ExpectedDocumentStart => (
            Code::NotYaml,
            "what the document holds is at its end before this; take this out, or begin another document with `---` before it",
        ),
        _ => return None,
    })
}
