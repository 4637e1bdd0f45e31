//! The lock file: which rule sets a run rests on, and by what text. It is written by the program, and read with the same
//! care as what people write.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use super::RuleSet;
use super::embedded;
use crate::model::diagnostic::Diagnostic;
use crate::model::vocabulary::{Vocabulary, VocabularyPart};
use crate::model::{DiagnosticCode, MAX_TOLD, Problem};
use crate::source::Document;
use crate::text::{LineIndex, Place, digest, words};
use crate::tree::{self, Kind, Node};

/// Where a rule set comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleSetSource {
    /// It is part of the program.
    Embedded,
    /// A file.
    File(String),
}

impl RuleSetSource {
    /// As it stands in a lock file.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Embedded => EMBEDDED,
            Self::File(file) => file,
        }
    }

    /// As it stands in a message.
    fn in_message(&self) -> String {
        match self {
            Self::Embedded => "the program".to_owned(),
            Self::File(file) => words::excerpt(file),
        }
    }
}

const EMBEDDED: &str = "embedded";

/// A rule set, held fast by its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The id of the set.
    pub ruleset: String,
    /// Where it comes from.
    pub source: RuleSetSource,
    /// The SHA-256 of its document, in hexadecimal.
    pub sha256: String,
}

impl Pin {
    pub(super) fn new(set: &RuleSet, embedded: bool, sha256: String) -> Self {
        if embedded {
            let text = embedded::of_id(&set.id).map_or("", |set| set.text);
            return Self { ruleset: set.id.clone(), source: RuleSetSource::Embedded, sha256: digest(text) };
        }
        Self { ruleset: set.id.clone(), source: RuleSetSource::File(set.file.clone()), sha256 }
    }

    /// All embedded sets.
    #[must_use]
    pub fn embedded() -> Vec<Self> {
        let pin = |set: &embedded::Embedded| Self {
            ruleset: set.id().to_owned(),
            source: RuleSetSource::Embedded,
            sha256: digest(set.text),
        };
        embedded::SETS.iter().map(pin).collect()
    }
}

/// What a lock file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    pins: Vec<(Pin, Option<Place>)>,
    vocabularies: Vec<PinnedVocabulary>,
}

/// A vocabulary that rule sets rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PinnedVocabulary {
    id: String,
    sha256: String,
    place: Option<Place>,
}

/// The version of the form of lock files.
const FORMAT: i64 = 1;

impl Lock {
    /// A lock of these sets, in their order, and of the vocabulary that they rest on.
    #[must_use]
    pub fn new(pins: Vec<Pin>, vocabulary: &Vocabulary) -> Self {
        let pinned =
            |part: &VocabularyPart| PinnedVocabulary { id: part.id.clone(), sha256: part.sha256.clone(), place: None };
        Self {
            pins: pins.into_iter().map(|pin| (pin, None)).collect(),
            vocabularies: vocabulary.parts().iter().map(pinned).collect(),
        }
    }

    /// The number of rule sets.
    #[must_use]
    pub fn count(&self) -> usize {
        self.pins.len()
    }

    /// The lock file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!(
            "# The rule sets that the checks here rest on. Written by `brief rules lock`: do not edit.\n\
             # `brief check --locked` refuses any other text of them.\nformat: {FORMAT}\nlock:\n"
        );
        for (pin, _) in &self.pins {
            // A text takes whatever is written to it.
            let _ = write!(
                text,
                "  - ruleset: {}\n    from: {}\n    sha256: {}\n",
                quoted(&pin.ruleset),
                quoted(pin.source.name()),
                quoted(&pin.sha256)
            );
        }
        if !self.vocabularies.is_empty() {
            text.push_str("vocabularies:\n");
        }
        for one in &self.vocabularies {
            let _ = write!(text, "  - vocabulary: {}\n    sha256: {}\n", quoted(&one.id), quoted(&one.sha256));
        }
        text
    }

    /// Reads the document of a lock file.
    ///
    /// # Errors
    /// What is wrong with it, at its places.
    pub fn read(file: &str, document: &Document) -> Result<Self, Vec<Diagnostic>> {
        let lines = LineIndex::new(&document.text, document.first_line);
        let wrong = |mut problems: Vec<Problem>| {
            if let Some(first) = problems.first_mut() {
                first.message.push_str(". This file is written by `brief rules lock`: write it anew with that");
            }
            problems.truncate(1);
            Err(Diagnostic::errors(file, &lines, problems))
        };
        let reading = tree::read_within(&document.text, document.limits);
        let Some(tree) = reading.tree.filter(|_| reading.problems.is_empty()) else { return wrong(reading.problems) };
        let mut reader = Reader { lines: &lines, seen: HashSet::new(), problems: Vec::new() };
        let lock = reader.lock(tree.root());
        if reader.problems.is_empty() { Ok(lock) } else { wrong(reader.problems) }
    }

    /// How the vocabulary of a run differs from the one that is pinned, if one is: earlier versions pinned none.
    fn vocabulary_drift(&self, file: &str, now: &Vocabulary) -> Vec<Diagnostic> {
        if self.vocabularies.is_empty() {
            return Vec::new();
        }
        let tell = |place: Option<Place>, message| match place {
            Some(place) => Diagnostic::placed(DiagnosticCode::NotAsPinned, file, place, message),
            None => Diagnostic::file(DiagnosticCode::NotAsPinned, file, message),
        };
        let anew = "write the lock file anew with `brief rules lock`";
        let held = self.vocabularies.iter().filter_map(|held| {
            let id = words::excerpt(&held.id);
            match now.parts().iter().find(|part| part.id == held.id) {
                None => Some(tell(
                    held.place,
                    format!("the vocabulary `{id}` is pinned, and is not that of this run; give it with `--vocabulary`, or {anew}"),
                )),
                Some(part) if part.sha256 != held.sha256 => Some(tell(
                    held.place,
                    format!("the vocabulary `{id}` is not as it is pinned: its text has changed; look at the change, and if it is meant, {anew}"),
                )),
                Some(_) => None,
            }
        });
        let new = now.parts().iter().filter(|part| !self.vocabularies.iter().any(|held| held.id == part.id));
        let new = new.map(|part| tell(None, format!("the vocabulary `{}` is not pinned here; {anew}", part.id)));
        held.chain(new).collect()
    }

    /// How the rule sets of a run differ from those that are pinned. `file` is the name of the lock file.
    #[must_use]
    pub fn drift(&self, file: &str, now: &[Pin], vocabulary: &Vocabulary) -> Vec<Diagnostic> {
        let key = |pin: &Pin| (pin.ruleset.clone(), pin.source.clone());
        let pinned: BTreeMap<_, _> = self.pins.iter().map(|(pin, _)| (key(pin), pin)).collect();
        let there: HashSet<_> = now.iter().map(key).collect();
        let mut new: Vec<&Pin> = Vec::new();
        let mut drift = Vec::new();
        for pin in now {
            match pinned.get(&key(pin)) {
                None => new.push(pin),
                Some(held) if held.sha256 != pin.sha256 => drift.push(changed(file, pin)),
                Some(_) => {}
            }
        }
        for (held, place) in self.pins.iter().filter(|(pin, _)| !there.contains(&key(pin))) {
            let (id, from) = (&held.ruleset, held.source.in_message());
            let moved = new.iter().position(|pin| pin.ruleset == held.ruleset).map(|at| new.remove(at));
            let message = match moved {
                Some(moved) => format!(
                    "`{id}` is pinned as it comes from {from}, and comes from {} in this run; if that is meant, write the \
                     lock file anew with `brief rules lock`",
                    moved.source.in_message()
                ),
                None => format!(
                    "`{id}` from {from} is pinned, and is not among the rule sets of this run; give the same rule sets as \
                     for `brief rules lock`, or write the lock file anew with that"
                ),
            };
            drift.push(match place {
                Some(place) => Diagnostic::placed(DiagnosticCode::NotAsPinned, file, *place, message),
                None => Diagnostic::file(DiagnosticCode::NotAsPinned, file, message),
            });
        }
        drift.extend(new.into_iter().map(|pin| {
            let message = format!(
                "`{}` from {} is not pinned here; look at it, and write the lock file anew with `brief rules lock`",
                pin.ruleset,
                pin.source.in_message()
            );
            Diagnostic::file(DiagnosticCode::NotAsPinned, file, message)
        }));
        drift.extend(self.vocabulary_drift(file, vocabulary));
        drift.truncate(MAX_TOLD);
        drift
    }
}

fn changed(file: &str, pin: &Pin) -> Diagnostic {
    let (id, file) = (&pin.ruleset, words::excerpt(file));
    match &pin.source {
        RuleSetSource::Embedded => Diagnostic::call(
            DiagnosticCode::NotAsPinned,
            format!(
                "the rule set `{id}` of this program is not the one pinned in {file}: the program is of another version; look at \
             what changed in it, and write the lock file anew with `brief rules lock`"
            ),
        ),
        RuleSetSource::File(path) => Diagnostic::file(
            DiagnosticCode::NotAsPinned,
            path,
            format!(
                "`{id}` is not what is pinned in {file}: its text has changed; look at the change, and if it is meant, \
                 write the lock file anew with `brief rules lock`"
            ),
        ),
    }
}

/// A text as YAML: plain where it can be taken for nothing but a text, and else in quotation marks.
fn quoted(text: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '_');
    let other =
        ["null", "true", "false"].contains(&text) || ["0x", "0o", "-"].iter().any(|start| text.starts_with(start));
    if !text.is_empty() && text.chars().all(safe) && !other && text.parse::<f64>().is_err() {
        return text.to_owned();
    }
    serde_json::Value::from(text).to_string()
}

struct Reader<'l> {
    lines: &'l LineIndex<'l>,
    seen: HashSet<(String, RuleSetSource)>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, node: Node<'_>, message: String) {
        self.problems.push(Problem::at(DiagnosticCode::WrongLockFile, node, message));
    }

    fn lock(&mut self, root: Node<'_>) -> Lock {
        let list = root.get("lock").filter(|list| list.kind() == Kind::List);
        let (Some(list), Some(format)) = (list, root.get("format")) else {
            self.problem(root, "this is not a lock file: it needs `format` and a list `lock`".to_owned());
            return Lock::default();
        };
        if format.as_int() != Some(FORMAT) {
            let shown = words::excerpt(format.as_written().unwrap_or("something else"));
            self.problem(
                format,
                format!("this lock file is of the format {shown}, and this program reads {FORMAT} only"),
            );
        }
        self.only(root, &["format", "lock", "vocabularies"]);
        let vocabularies = root.get("vocabularies").into_iter().flat_map(Node::items);
        Lock {
            pins: list.items().filter_map(|item| self.pin(item)).collect(),
            vocabularies: vocabularies.filter_map(|item| self.vocabulary(item)).collect(),
        }
    }

    fn vocabulary(&mut self, node: Node<'_>) -> Option<PinnedVocabulary> {
        let text = |key: &str| node.get(key).and_then(Node::as_written).filter(|text| !text.is_empty());
        let (Some(id), Some(sha256)) = (text("vocabulary"), text("sha256")) else {
            self.problem(node, "a vocabulary here needs `vocabulary` and `sha256`, each a text".to_owned());
            return None;
        };
        self.only(node, &["vocabulary", "sha256"]);
        let place = Some(self.lines.place(node.opening().start));
        Some(PinnedVocabulary { id: id.to_owned(), sha256: sha256.to_owned(), place })
    }

    /// Tells of a key that does not belong here.
    fn only(&mut self, node: Node<'_>, keys: &[&str]) {
        let strange = node.entries().map(|(key, _)| key).find(|key| !keys.contains(&key.name));
        if let Some(key) = strange {
            self.problems.push(Problem::of_key(
                DiagnosticCode::WrongLockFile,
                key,
                format!("`{}` is not a key of a lock file", words::excerpt(key.name)),
            ));
        }
    }

    fn pin(&mut self, node: Node<'_>) -> Option<(Pin, Option<Place>)> {
        let text = |key: &str| node.get(key).and_then(Node::as_written).filter(|text| !text.is_empty());
        let (Some(id), Some(from), Some(sha256)) = (text("ruleset"), text("from"), text("sha256")) else {
            self.problem(node, "a rule set here needs `ruleset`, `from` and `sha256`, each a text".to_owned());
            return None;
        };
        self.only(node, &["ruleset", "from", "sha256"]);
        if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f')) {
            let wrong = node.get("sha256").unwrap_or(node);
            self.problem(wrong, "this is not a SHA-256: it has 64 digits, 0 to 9 and a to f".to_owned());
        }
        let source = if from == EMBEDDED { RuleSetSource::Embedded } else { RuleSetSource::File(from.to_owned()) };
        if !self.seen.insert((id.to_owned(), source.clone())) {
            self.problem(node, format!("`{}` stands here already", words::excerpt(id)));
        }
        let place = self.lines.place(node.opening().start);
        Some((Pin { ruleset: id.to_owned(), source, sha256: sha256.to_owned() }, Some(place)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_endings_and_a_mark_of_byte_order_do_not_count() {
        let plain = digest("a: 1\n\nb: 2\n");
        for same in ["a: 1\r\n\r\nb: 2\r\n", "a: 1\r\rb: 2\r", "\u{feff}a: 1\n\nb: 2\n", "a: 1\r\n\nb: 2\r"] {
            assert_eq!(digest(same), plain, "{same:?}");
        }
        for other in ["a: 1\nb: 2\n", "a: 1\n\nb: 2", "a: 1\n\n b: 2\n", "", "a: 1\r\r\nb: 2\n\n"] {
            assert_ne!(digest(other), plain, "{other:?}");
        }
        // The SHA-256 of nothing, as everybody knows it.
        assert_eq!(digest(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let pin = |id: &str, source| Pin { ruleset: id.to_owned(), source, sha256: digest(id) };
        let file = |name: &str| RuleSetSource::File(name.to_owned());
        let names = ["./a b.yaml", "../\"odd\".yaml", "./é: #.yaml", "-", "./embedded", "./\u{1b}.yaml", "C:/x.yaml"];
        let mut pins = vec![pin("one", RuleSetSource::Embedded)];
        pins.extend(names.map(|name| pin("two", file(name))));
        pins.extend(
            ["true", "null", "17", "1e5", "0x1f", "0o7", "inf", "a-1"].map(|id| pin(id, RuleSetSource::Embedded)),
        );
        pins.push(Pin { sha256: format!("{}e1", "1".repeat(62)), ..pin("three", RuleSetSource::Embedded) });
        let lock = Lock::new(pins.clone(), Vocabulary::shipped());
        let document =
            Document { index: 0, first_line: 1, text: lock.text(), limits: crate::model::limits::Limits::default() };
        let read = Lock::read("brief.lock", &document).expect("sound");
        assert_eq!(read.text(), lock.text());
        assert_eq!(read.drift("brief.lock", &pins, Vocabulary::shipped()), []);
    }
}
