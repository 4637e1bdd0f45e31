//! From the text of a document to a tree that is known to be of the expected kind, with all that is wrong with it.

use std::collections::HashSet;

use super::{Found, Kind, check, expect};
use crate::tree::{self, Problem, Reading, Tree};

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

/// Reads a document of which a kind is expected. `walked` says that its file was met in a folder and not named.
#[must_use]
pub fn read(kind: Kind, text: &str, walked: bool) -> Read<'_> {
    let Reading { tree, problems } = tree::read(text);
    let Some(tree) = tree else { return Read::Wrong(problems) };
    match expect(kind, &tree, walked) {
        Ok(Found::Nothing) if problems.is_empty() => Read::Nothing,
        Ok(Found::Nothing) => Read::Wrong(problems),
        Ok(Found::Another) => Read::Another,
        Err(problem) => Read::Wrong(gathered(problems, vec![problem])),
        Ok(Found::Expected) => {
            let problems = gathered(problems, check(kind, &tree).err().unwrap_or_default());
            Read::Tree(tree, problems)
        }
    }
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
