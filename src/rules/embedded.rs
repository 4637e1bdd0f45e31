//! The rule sets that are part of the program. They speak of the facts of the shipped vocabulary, and are
//! there for every vocabulary that extends it.

use std::sync::{Arc, OnceLock};

use memchr::memmem;

use super::cases::{Cases, WholeSet};
use super::{RuleSet, ruleset};
use crate::model::Problem;
use crate::model::diagnostic::Diagnostic;
use crate::model::vocabulary::Vocabulary;
use crate::text::LineIndex;
use crate::tree::{self, Tree};

/// A rule set that is part of the program.
#[derive(Debug)]
pub(super) struct Embedded {
    /// Its file.
    pub file: &'static str,
    /// Its text.
    pub text: &'static str,
    /// Its text without the cases, with the tree of it.
    without_cases: OnceLock<String>,
    tree: OnceLock<Result<Tree<'static>, Vec<Problem>>>,
    /// The set with its cases, once these were asked for.
    whole: OnceLock<Option<RuleSet>>,
}

/// All of them, in the order in which they are checked.
pub(super) static SETS: [Embedded; 6] = [
    Embedded::new("rules/professional-bodies.yaml", include_str!("../../rules/professional-bodies.yaml")),
    Embedded::new("rules/dwp-assurances.yaml", include_str!("../../rules/dwp-assurances.yaml")),
    Embedded::new("rules/mental-wealth-foundation.yaml", include_str!("../../rules/mental-wealth-foundation.yaml")),
    Embedded::new("rules/community-concerns.yaml", include_str!("../../rules/community-concerns.yaml")),
    Embedded::new("rules/cotton-questions.yaml", include_str!("../../rules/cotton-questions.yaml")),
    Embedded::new("rules/mental-health-workforce.yaml", include_str!("../../rules/mental-health-workforce.yaml")),
];

/// The embedded set of an id.
pub(super) fn of_id(id: &str) -> Option<&'static Embedded> {
    SETS.iter().find(|set| set.id() == id)
}

impl Embedded {
    const fn new(file: &'static str, text: &'static str) -> Self {
        Self { file, text, without_cases: OnceLock::new(), tree: OnceLock::new(), whole: OnceLock::new() }
    }

    /// The id of an embedded set is the name of its file; a test keeps it so.
    pub fn id(&self) -> &'static str {
        self.file.trim_start_matches("rules/").trim_end_matches(".yaml")
    }

    /// Reads it. Its cases, which are more than half of the text and which no check asks for, are read when somebody asks
    /// for them.
    ///
    /// Where the vocabulary in force extends the shipped one, it is read whole, with the facts of that.
    pub fn read(&'static self, vocabulary: &Arc<Vocabulary>) -> Result<RuleSet, Vec<Diagnostic>> {
        if !Arc::ptr_eq(vocabulary, Vocabulary::shipped()) {
            return self.read_whole(vocabulary);
        }
        let mut set = self.read_tree(vocabulary, self.tree(), self.without_cases())?;
        set.tests = Cases::later(self, 0, |set, _| Some(&set.tests));
        for (at, rule) in set.rules.iter_mut().enumerate() {
            Arc::make_mut(rule).tests = Cases::later(self, at, |set, at| set.rules.get(at).map(|rule| &rule.tests));
        }
        Ok(set)
    }

    /// The tree of its text without the cases. It asks for no vocabulary, so that it can be made while that is read.
    pub fn tree(&'static self) -> &'static Result<Tree<'static>, Vec<Problem>> {
        self.tree.get_or_init(|| tree::build(self.without_cases()))
    }

    fn without_cases(&'static self) -> &'static str {
        self.without_cases.get_or_init(|| without_cases(self.text))
    }

    fn read_whole(&self, vocabulary: &Vocabulary) -> Result<RuleSet, Vec<Diagnostic>> {
        self.read_tree(vocabulary, &tree::build(self.text), self.text)
    }

    /// A test holds the embedded sets against their schema, so that no run needs to.
    fn read_tree(
        &self,
        vocabulary: &Vocabulary,
        tree: &Result<Tree<'_>, Vec<Problem>>,
        text: &str,
    ) -> Result<RuleSet, Vec<Diagnostic>> {
        let lines = LineIndex::new(text, 1);
        let set = match tree {
            Ok(tree) => ruleset(vocabulary, tree, &lines, self.file),
            Err(problems) => Err(problems.clone()),
        };
        set.map_err(|problems| Diagnostic::errors(self.file, &lines, problems))
    }
}

impl WholeSet for Embedded {
    fn whole(&self) -> Option<&RuleSet> {
        self.whole.get_or_init(|| self.read_whole(Vocabulary::shipped()).ok()).as_ref()
    }
}

/// The text of an embedded set without its cases: the key of each list of these, and what is indented deeper than that
/// key. Their lines stay, empty, so that all else stands where it stood. Not every YAML can be cut so; a test cuts the
/// embedded sets.
fn without_cases(text: &str) -> String {
    const KEY: &str = "tests:\n";
    let mut cut = String::with_capacity(text.len());
    // What is left of the text, and how much of it is known to have no such key.
    let (mut rest, mut passed) = (text, 0);
    while let Some(key) = rest.get(passed..).and_then(|after| memmem::find(after.as_bytes(), KEY.as_bytes())) {
        let key = passed + key;
        let (before, after) = rest.split_at(key + KEY.len());
        let line = before.get(..key).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let indent = key - line;
        if !before.get(line..key).unwrap_or_default().bytes().all(|byte| byte == b' ') {
            passed = before.len();
            continue;
        }
        cut.push_str(before.get(..line).unwrap_or_default());
        cut.push('\n');
        (rest, passed) = (after, 0);
        while let Some(end) = memchr::memchr(b'\n', rest.as_bytes()) {
            let (line, after) = rest.split_at(end + 1);
            if line != "\n" && line.bytes().take_while(|byte| *byte == b' ').count() <= indent {
                break;
            }
            cut.push('\n');
            rest = after;
        }
    }
    cut.push_str(rest);
    cut
}

#[cfg(test)]
mod tests {
    use super::super::Collection;
    use super::*;
    use crate::model::limits::Limits;
    use crate::source::Document;

    #[test]
    fn the_embedded_sets_are_sound_and_all_there() {
        let mut collection = Collection::default();
        let mut diagnostics = Vec::new();
        for Embedded { file, text, .. } in &SETS {
            let document = Document { index: 0, first_line: 1, text: (*text).to_owned(), limits: Limits::default() };
            collection.add_document(file, &document, false, &mut diagnostics);
        }
        assert_eq!(diagnostics, []);
        let ids: Vec<&str> = collection.sets().iter().map(|set| set.set.id.as_str()).collect();
        assert_eq!(ids, Collection::embedded().map(|(id, _)| id).collect::<Vec<_>>());
        let mut files: Vec<String> = std::fs::read_dir("rules")
            .expect("the folder of the rules")
            .map(|entry| format!("rules/{}", entry.expect("an entry").file_name().to_string_lossy()))
            .filter(|file| file != "rules/documents.yaml")
            .collect();
        files.sort();
        let mut embedded: Vec<&str> = SETS.iter().map(|set| set.file).collect();
        embedded.sort_unstable();
        assert_eq!(files, embedded);
    }

    #[test]
    fn what_is_read_at_once_and_what_is_read_later_make_the_whole_set() {
        for embedded in &SETS {
            let cut =
                embedded.read_tree(Vocabulary::shipped(), embedded.tree(), embedded.without_cases()).expect("sound");
            assert!(cut.tests.is_empty() && cut.rules.iter().all(|rule| rule.tests.is_empty()), "{}", embedded.file);
            let whole = embedded.read_whole(Vocabulary::shipped()).expect("sound");
            assert!(whole.rules.iter().all(|rule| !rule.tests.is_empty()), "{}", embedded.file);
            let read = embedded.read(Vocabulary::shipped()).expect("sound");
            assert_eq!(format!("{read:?}"), format!("{whole:?}"), "{}", embedded.file);
        }
    }

    #[test]
    fn cases_are_cut_with_their_lines_left_empty() {
        let text = "a: 1\ntests:\n  - {given: {}}\n\n  - given:\n      b: 2\nrules:\n  - tests:\n    tests:\n      - 1\n  - c: 3\n";
        let cut = "a: 1\n\n\n\n\n\nrules:\n  - tests:\n\n\n  - c: 3\n";
        assert_eq!(without_cases(text), cut);
    }
}
