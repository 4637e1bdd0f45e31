//! What a document is, by the keys at its top.

use crate::model::{DiagnosticCode, Problem};
use crate::text::{Span, words};
use crate::tree::{Kind as ValueKind, Tree};

/// The kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A pilot.
    Pilot,
    /// A rule set.
    RuleSet,
    /// A register of sources.
    Documents,
    /// Configuration.
    Configuration,
    /// A vocabulary.
    Vocabulary,
}

impl Kind {
    /// All of them, with the key that tells each.
    const ALL: [(Self, &'static str); 5] = [
        (Self::Pilot, "pilot"),
        (Self::RuleSet, "ruleset"),
        (Self::Documents, "documents"),
        (Self::Configuration, "brief"),
        (Self::Vocabulary, "vocabulary"),
    ];

    /// The kinds of the documents that a text holds, as far as the keys tell that stand at the left margin. A text that is no
    /// YAML, as it is while somebody types, tells them too. One of our format that does not say what it is may become a pilot.
    #[must_use]
    pub fn all_in(text: &str) -> Vec<Self> {
        let has = |key: &str| {
            text.lines().any(|line| {
                let line = line.trim_start_matches('\u{feff}');
                let line = line.strip_prefix('{').map_or(line, str::trim_start).trim_start_matches(['"', '\'']);
                let after = line.strip_prefix(key).map(|rest| rest.trim_start_matches(['"', '\'']).trim_start());
                after.is_some_and(|rest| rest.starts_with(':'))
            })
        };
        let mut kinds: Vec<Self> = Self::ALL.into_iter().filter(|(_, key)| has(key)).map(|(kind, _)| kind).collect();
        // Pilots and rule sets name theirs with the key that tells a vocabulary.
        if kinds.contains(&Self::Pilot) || kinds.contains(&Self::RuleSet) {
            kinds.retain(|kind| *kind != Self::Vocabulary);
        }
        if kinds.is_empty() && has("format") {
            kinds.push(Self::Pilot);
        }
        kinds
    }

    fn key(self) -> &'static str {
        crate::model::name_of(&Self::ALL, self)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Pilot => "a pilot",
            Self::RuleSet => "a rule set",
            Self::Documents => "a register of documents",
            Self::Configuration => "configuration",
            Self::Vocabulary => "a vocabulary",
        }
    }

    /// What to do with a document of this kind where another kind is expected.
    fn advice(self, expected: Self) -> &'static str {
        match (self, expected) {
            (Self::RuleSet, Self::Pilot) => "; give it with `--rules`",
            (Self::Configuration, Self::Pilot) => "; give it with `--config`",
            (Self::Vocabulary, _) => "; give it with `--vocabulary`",
            (Self::Pilot, Self::RuleSet) => "; to check it, name it as in `brief check FILE`",
            _ => "",
        }
    }
}

/// What was found where a document of some kind is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentMatch {
    /// One of that kind.
    Expected,
    /// One of another kind, to be passed over.
    Another,
    /// An empty document.
    Nothing,
}

/// Tells whether a tree is of the expected kind. In a walked folder, documents of another kind are passed over, and so
/// are documents that are none of ours; one that nearly is one of ours is an error.
///
/// # Errors
/// Where the document is of another kind and was named, where it is of two kinds, or of none.
pub fn expect(expected: Kind, tree: &Tree<'_>, walked: bool) -> Result<DocumentMatch, Problem> {
    let root = tree.root();
    let problem = |code, span: Span, message: String| Err(Problem::new(code, span, message));
    if root.kind() == ValueKind::Null {
        return Ok(DocumentMatch::Nothing);
    }
    let first = root.entries().next().map_or(root.span(), |(key, _)| key.span);
    // Pilots and rule sets name theirs with the key that tells a vocabulary.
    let names_one = root.entry("pilot").is_some() || root.entry("ruleset").is_some();
    let all = Kind::ALL.into_iter().filter(|(kind, _)| *kind != Kind::Vocabulary || !names_one);
    let mut kinds = all.filter_map(|(kind, key)| root.entry(key).map(|(key, _)| (kind, key)));
    match (kinds.next(), kinds.next()) {
        (Some((a, key_a)), Some((b, key_b))) => {
            let later = if key_a.span > key_b.span { key_a } else { key_b };
            let earlier = if later == key_a { key_b } else { key_a };
            let message = format!(
                "`{}` and `{}` both stand at the top: a document is {} or {}, not both",
                a.key(),
                b.key(),
                a.name(),
                b.name()
            );
            let related = format!("`{}` stands here", earlier.name);
            Err(Problem::new(DiagnosticCode::TwoKinds, later.span, message).with_related(earlier.span, related))
        }
        (Some((kind, _)), None) if kind == expected => Ok(DocumentMatch::Expected),
        (Some(_), None) if walked => Ok(DocumentMatch::Another),
        (Some((kind, key)), None) => problem(
            DiagnosticCode::WrongKind,
            key.span,
            format!("this is {}, where {} is expected{}", kind.name(), expected.name(), kind.advice(expected)),
        ),
        (None, _) => {
            let mut keys = root.entries().map(|(key, _)| key).take(100);
            // In configuration, what has the name of another kind is a key that stands too far to the left.
            let may_be = |kind: Kind| expected != Kind::Configuration || kind == expected;
            let names = || Kind::ALL.iter().filter(|(kind, _)| may_be(*kind)).map(|(_, name)| *name);
            match keys.find_map(|key| words::nearest(key.name, names()).map(|near| (key, near))) {
                Some((key, near)) if !walked || root.entry("format").is_some() => {
                    let message = format!(
                        "`{}` does not say what this document is; did you mean `{near}`?",
                        words::excerpt(key.name)
                    );
                    Err(Problem::new(DiagnosticCode::UnknownKind, key.span, message).or_key(tree.text(), key, near))
                }
                _ if walked && root.entry("format").is_none() => Ok(DocumentMatch::Another),
                _ => problem(
                    DiagnosticCode::UnknownKind,
                    first,
                    format!("this is not {}: it has no `{}:` at the top", expected.name(), expected.key()),
                ),
            }
        }
    }
}
