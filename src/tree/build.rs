//! From a text to its tree, within bounds.

use granit_parser::{Options, Parser, Span as EventSpan};

use super::builder::Builder;
use super::{Tree, fault};
use crate::model::Problem;
use crate::model::limits::{Limit, Limits};
use crate::text::Span;

/// What came of reading one document.
#[derive(Debug)]
pub struct Reading<'s> {
    /// The tree, unless a fault of the YAML ended the reading. Where there are problems, it is what can be made of the
    /// text: of two keys that are the same, the first; for an alias to nothing, null.
    pub tree: Option<Tree<'s>>,
    /// Duplicate keys, unknown anchors and the like one by one, and the first fault of the YAML, in the order of the text.
    pub problems: Vec<Problem>,
}

/// How many events are taken from the parser before the tree is put together from them. Each of the two is so much code that
/// a processor that goes to and fro between them at each event keeps neither at hand.
const EVENTS: usize = 128;

/// Reads one document that is to be sound, within the limits of the contract.
///
/// # Errors
/// All problems that were found.
pub fn build(text: &str) -> Result<Tree<'_>, Vec<Problem>> {
    build_within(text, Limits::default())
}

/// Reads one document that is to be sound, within these limits.
///
/// # Errors
/// All problems that were found.
pub fn build_within(text: &str, limits: Limits) -> Result<Tree<'_>, Vec<Problem>> {
    match read_within(text, limits) {
        Reading { tree: Some(tree), problems } if problems.is_empty() => Ok(tree),
        Reading { problems, .. } => Err(problems),
    }
}

/// Reads one document within the limits of the contract.
#[must_use]
pub fn read(text: &str) -> Reading<'_> {
    read_within(text, Limits::default())
}

/// Reads one document within these limits.
#[must_use]
pub fn read_within(text: &str, limits: Limits) -> Reading<'_> {
    let nesting = limits.size(Limit::Nesting);
    let options: Options = granit_parser::options! {
        strict_indentation: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: nesting + 1,
        block_nesting_limit: nesting + 1,
    };
    let mut builder = Builder::new(text, limits);
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut events = Vec::with_capacity(EVENTS);
    let mut ended = false;
    while !ended {
        let mut fault = None;
        while events.len() < EVENTS && !ended {
            match parser.next() {
                Some(Ok((event, at))) => events.push((event, span_of(&at))),
                Some(Err(error)) => (fault, ended) = (Some(error), true),
                None => ended = true,
            }
        }
        let step = events.drain(..).try_for_each(|(event, span)| builder.event(event, span));
        let step = step.and_then(|()| match fault {
            Some(error) => Err(fault::problem(text, &error, &builder.reached(), &limits)),
            None => Ok(()),
        });
        if let Err(problem) = step {
            builder.problems.push(problem);
            return Reading { tree: None, problems: sorted(builder.problems) };
        }
    }
    let (tree, problems) = builder.finish();
    Reading { tree: Some(tree), problems: sorted(problems) }
}

fn span_of(span: &EventSpan) -> Span {
    let start = span.start.byte_offset().unwrap_or_default();
    Span::new(start, span.end.byte_offset().unwrap_or(start))
}

fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.span);
    problems
}
