//! The vocabulary that a pilot or a rule set names: it speaks of the facts of that one, and of no others.

use super::{Kind, Schemas, messages};
use crate::model::{DiagnosticCode, Problem};
use crate::text::words;
use crate::tree::{Node, Tree};

/// What a document names of the vocabularies.
pub(super) enum Named<'s> {
    /// The one in force, or none.
    InForce,
    /// One that the one in force extends, with its schemas.
    Extended(&'s Schemas),
    /// Another one. Nothing else is told of the document then: what its facts are is not known.
    Unknown(Problem),
}

impl Schemas {
    /// Which vocabulary a document names, where its kind names one.
    pub(super) fn named_vocabulary(&self, kind: Kind, tree: &Tree<'_>) -> Named<'_> {
        let Some((node, named)) = name(kind, tree) else { return Named::InForce };
        if self.vocabulary.id() == named {
            return Named::InForce;
        }
        match self.extended.iter().find(|schemas| schemas.vocabulary.id() == named) {
            Some(schemas) => Named::Extended(schemas),
            None if self.vocabulary.includes(named) => Named::InForce,
            None => Named::Unknown(self.another_vocabulary(node, named)),
        }
    }

    fn another_vocabulary(&self, node: Node<'_>, named: &str) -> Problem {
        let parts = self.vocabulary.parts();
        let near = words::nearest(named, parts.iter().map(|part| part.id.as_str()));
        let hint = near.map_or_else(
            || {
                format!(
                    "the one in force is `{}`; name the file of the other with `--vocabulary FILE`",
                    self.vocabulary.id()
                )
            },
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("there is no vocabulary `{}`: {hint}", words::excerpt(named));
        let problem = Problem::at(DiagnosticCode::UnknownVocabulary, node, message);
        match near {
            Some(near) => problem.with_fix(format!("Write `{near}`"), node.span(), near),
            None => problem,
        }
    }

    /// What a document speaks of that the vocabulary that it names does not have; what the one in force does not have either
    /// is told anyway.
    pub(super) fn beyond(&self, extended: &Self, kind: Kind, tree: &Tree<'_>) -> Vec<Problem> {
        let violations = extended.validator(kind).violations(tree);
        if violations.is_empty() {
            return Vec::new();
        }
        let Some((node, named)) = name(kind, tree) else { return Vec::new() };
        let in_force = self.vocabulary.id();
        let problems = messages::problems(&extended.vocabulary, kind, tree, &violations);
        let told = problems.into_iter().map(|problem| {
            let written = tree.text().get(problem.span.range()).unwrap_or_default();
            let message = format!(
                "`{}` is not of the vocabulary `{named}`, which is named here, but of `{in_force}`: name that one",
                words::excerpt(written)
            );
            let told = Problem { message, related: Vec::new(), fixes: Vec::new(), ..problem };
            let told = told.with_related(node.span(), "this is the vocabulary that is named");
            told.with_fix(format!("Name `{in_force}`"), node.span(), in_force)
        });
        told.collect()
    }
}

/// The vocabulary that a document names, with where.
fn name<'t>(kind: Kind, tree: &'t Tree<'_>) -> Option<(Node<'t>, &'t str)> {
    if !matches!(kind, Kind::Pilot | Kind::RuleSet) {
        return None;
    }
    let node = tree.root().get("vocabulary")?;
    Some((node, node.as_text()?))
}
