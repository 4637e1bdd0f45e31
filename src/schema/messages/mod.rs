//! What a violation of a schema means, in the words of whoever writes the file.

mod keys;
mod structure;
mod values;

use std::collections::HashMap;

use super::Kind as Shape;
use super::validate::{Violation, ViolationKind};
use crate::model::vocabulary::{Fact, Vocabulary};
use crate::model::{DiagnosticCode, MAX_TOLD, Problem};
use crate::text::words;
use crate::tree::{Kind, Node, Tree, removal};

/// The problems behind some violations: one for each mistake.
pub(super) fn problems(
    vocabulary: &Vocabulary,
    shape: Shape,
    tree: &Tree<'_>,
    violations: &[Violation],
) -> Vec<Problem> {
    let mut sorted: Vec<&Violation> = violations.iter().collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    let mut told: Vec<Problem> = Vec::new();
    for of_one_value in sorted.chunk_by(|a, b| a.path == b.path) {
        let path = of_one_value.first().map_or(&[][..], |first| &first.path);
        Subject::new(vocabulary, shape, path, tree).tell(of_one_value, &mut told);
    }
    told
}

/// A value of the file with what surrounds it.
struct Subject<'t> {
    vocabulary: &'t Vocabulary,
    shape: Shape,
    path: &'t [String],
    node: Node<'t>,
    /// The list or mapping that it stands in.
    parent: Option<Node<'t>>,
    /// The fact that the value is said of, or that the test is put to.
    fact: Option<&'t Fact>,
    /// The steps from the fact to the value.
    below: &'t [String],
    /// Whether the value belongs to a condition.
    condition: bool,
}

impl<'t> Subject<'t> {
    fn new(vocabulary: &'t Vocabulary, shape: Shape, path: &'t [String], tree: &'t Tree<'_>) -> Self {
        let (mut node, mut parent) = (tree.root(), None);
        for step in path {
            let Some(next) = node.follow(step) else { break };
            parent = Some(std::mem::replace(&mut node, next));
        }
        let (fact, steps) = match (shape, path) {
            (Shape::Pilot, [section, name, ..]) => (vocabulary.find(section, name), 2),
            (Shape::RuleSet, path) => {
                let found = path.iter().enumerate().find_map(|(at, step)| Some((vocabulary.find_path(step)?, at + 1)));
                found.map_or((None, 0), |(fact, steps)| (Some(fact), steps))
            }
            _ => (None, 0),
        };
        let condition =
            shape == Shape::RuleSet && path.iter().any(|step| matches!(step.as_str(), "require" | "applies_when"));
        Self { vocabulary, shape, path, node, parent, fact, below: path.get(steps..).unwrap_or_default(), condition }
    }

    /// Tells what is wrong with one value, in all ways in which it is.
    fn tell(&self, violations: &[&Violation], told: &mut Vec<Problem>) {
        let mut missing: Vec<&str> = Vec::new();
        let mut required: &[String] = &[];
        for violation in violations {
            if let ViolationKind::MissingKey(key) = &violation.kind {
                missing.push(key);
                required = &violation.required;
            }
        }
        for violation in violations {
            let ViolationKind::UnexpectedKeys(unexpected) = &violation.kind else { continue };
            for key in unexpected {
                let Some((at, _)) = self.node.entry(key) else { continue };
                let problem = self.unexpected(at, &violation.keys, &mut missing);
                // Of several rests of one text, which commas have cut up, each tells of all.
                if !told.contains(&problem) {
                    told.push(problem);
                }
            }
        }
        if !missing.is_empty() {
            told.push(self.missing(&missing, required));
        }
        let of_value = violations.iter().map(|violation| &violation.kind).filter(|kind| kind.is_of_value());
        match of_value.min_by_key(|kind| kind.rank()) {
            Some(ViolationKind::Twice) => self.twice(told),
            Some(kind) => told.push(self.wrong(kind)),
            None => {}
        }
    }

    fn twice(&self, told: &mut Vec<Problem>) {
        let mut seen: HashMap<&str, Node<'_>> = HashMap::new();
        for item in self.node.items() {
            let Some(text) = item.as_text() else { continue };
            let Some(first) = seen.get(text) else {
                seen.insert(text, item);
                continue;
            };
            let shown = words::excerpt(text);
            let message = format!("`{shown}` stands in {} already; take it out here", self.name());
            let mut problem = Problem::at(DiagnosticCode::DuplicateValue, item, message);
            problem.related.push((first.span(), format!("`{shown}` stands here first")));
            if told.len() <= MAX_TOLD
                && item.written_at().is_none()
                && let Some(span) = removal(item.text(), item.span())
            {
                problem = problem.with_fix(format!("Take out the second `{shown}`"), span, "");
            }
            told.push(problem);
        }
    }

    /// A problem of the value.
    fn problem(&self, code: DiagnosticCode, message: String) -> Problem {
        Problem::at(code, self.node, message)
    }

    /// What the value is called in a message.
    fn name(&self) -> String {
        if let Some(fact) = self.fact {
            return match self.below.last().map(String::as_str) {
                Some(key) if self.is_provenance() => format!("`{key}`"),
                Some(key) if key.parse::<usize>().is_err() && key != "value" => format!("`{key}` of `{}`", fact.path),
                _ => format!("`{}`", fact.path),
            };
        }
        let named = self.path.iter().rev().find(|step| step.parse::<usize>().is_err());
        named.map_or_else(|| format!("the {}", self.whole()), |step| format!("`{}`", words::excerpt(step)))
    }

    /// What the document is.
    fn whole(&self) -> &'static str {
        match self.shape {
            Shape::Pilot => "pilot",
            Shape::RuleSet => "rule set",
            Shape::Documents => "register",
            Shape::Configuration => "configuration",
            Shape::Vocabulary => "vocabulary",
        }
    }

    /// Whether the value says where a statement comes from.
    fn is_provenance(&self) -> bool {
        const KEYS: [&str; 11] =
            ["by", "basis", "document", "paragraph", "phrase", "date", "url", "note", "unanswered", "asked", "hedged"];
        if matches!(self.shape, Shape::Configuration | Shape::Vocabulary) {
            return false;
        }
        let key = match (self.path, self.below) {
            ([provenance, key], _) if provenance == "provenance" => key,
            (_, [.., key]) if !self.condition => key,
            _ => return false,
        };
        KEYS.contains(&key.as_str())
    }

    /// The value as it is written, or what it is.
    fn shown_value(&self) -> String {
        match (self.node.kind(), self.node.as_written()) {
            (Kind::List, _) => "a list".into(),
            (Kind::Map, _) => "a mapping".into(),
            (Kind::Null, _) | (_, None) => "nothing".into(),
            (_, Some(text)) => format!("`{}`", words::excerpt(text)),
        }
    }
}

/// Names as they stand in a file, with a last word between them.
fn quoted<T: AsRef<str>>(names: &[T], and: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    words::listed(&quoted, and)
}
