//! From the text of a document to a tree that is known to be of the expected kind, with all that is wrong with it.

use std::collections::HashSet;

use super::{DocumentMatch, Kind, Schemas, expect};
use crate::model::limits::{Limit, Limits};
use crate::model::{DiagnosticCode, Problem};
use crate::text::words;
use crate::tree::{self, Node, Reading, Tree};

/// What came of reading a document of some kind.
#[derive(Debug)]
pub enum Read<'s> {
    /// It is empty.
    Nothing,
    /// It is of another kind, and is to be passed over.
    Another,
    /// Nothing can be made of it.
    Wrong(Vec<Problem>),
    /// It is of that kind. Where there are problems the tree is not as its schema says, and good only for finding more.
    Tree(Tree<'s>, Vec<Problem>),
}

/// Reads a document of a kind that speaks of no facts, within the limits of the contract; pilots and rule sets are read by
/// the [`Schemas`] of their vocabulary. `walked` says that its file was met in a folder and not named.
#[must_use]
pub fn read(kind: Kind, text: &str, walked: bool) -> Read<'_> {
    read_within(kind, text, Limits::default(), walked)
}

/// The same within these limits.
#[must_use]
pub fn read_within(kind: Kind, text: &str, limits: Limits, walked: bool) -> Read<'_> {
    read_by(Schemas::plain(), kind, text, limits, walked)
}

/// Reads a document, and holds it against one of these schemas.
pub(super) fn read_by<'s>(schemas: &Schemas, kind: Kind, text: &'s str, limits: Limits, walked: bool) -> Read<'s> {
    if is_bare(text) {
        return Read::Nothing;
    }
    let Reading { tree, problems } = tree::read_within(text, limits);
    let Some(tree) = tree else { return Read::Wrong(problems) };
    match expect(kind, &tree, walked) {
        Ok(DocumentMatch::Nothing) if problems.is_empty() => Read::Nothing,
        Ok(DocumentMatch::Nothing) => Read::Wrong(problems),
        Ok(DocumentMatch::Another) => Read::Another,
        Err(problem) => Read::Wrong(gathered(problems, vec![problem])),
        Ok(DocumentMatch::Expected) => {
            let mut wrong = too_long(kind, &tree);
            let found = schemas.check(kind, &tree).err().unwrap_or_default();
            wrong.extend(found.into_iter().map(|problem| tree::or_unusual_space(text, problem)));
            let problems = gathered(problems, wrong);
            Read::Tree(tree, problems)
        }
    }
}

/// Whether a document is nothing but the line that opens it. A file may hold millions of these.
fn is_bare(text: &str) -> bool {
    text.lines().all(|line| matches!(line.trim_end_matches(' '), "" | "---"))
}

/// The texts that are too long. What a pilot says of itself in its summary is never repeated by a report, and may be as
/// long as the document, unless something else of the pilot takes it up.
fn too_long(kind: Kind, tree: &Tree<'_>) -> Vec<Problem> {
    let free = tree.root().get("summary").filter(|_| kind == Kind::Pilot).map(Node::span);
    let free = free.filter(|span| tree.aliases().all(|(_, node)| node.span() != *span));
    let limits = tree.limits();
    let problem = |node: Node<'_>| {
        let count = node.as_text().unwrap_or_default().chars().count();
        let message = format!(
            "this text has {} characters; {} are the most that a text may have{}",
            words::grouped(count),
            limits.in_words(Limit::Characters),
            limits.advice(Limit::Characters)
        );
        Problem::at(DiagnosticCode::OverLimit, node, message)
    };
    tree.long().filter(|node| Some(node.span()) != free).map(problem).collect()
}

/// Problems of an earlier look at a document with those of a later one, in the order of the text, one for each mistake.
///
/// Where the earlier look found something wrong, what the later one says of the same place is the same mistake again. And
/// what is wrong where an anchor stands is not wrong again at each of its aliases.
#[must_use]
pub fn gathered(mut earlier: Vec<Problem>, mut later: Vec<Problem>) -> Vec<Problem> {
    let places: HashSet<u32> = earlier.iter().map(|problem| problem.span.start).collect();
    later.retain(|problem| !places.contains(&problem.span.start));
    earlier.append(&mut later);
    earlier.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
    let mut seen = HashSet::new();
    earlier.retain(|problem| seen.insert((problem.written, problem.message.clone())));
    earlier
}
