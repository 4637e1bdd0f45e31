//! Pilots that were found: written down, read again, and held against the rules before anybody sees them.

use std::sync::Arc;

use super::rules::{RuleInSet, stated};
use crate::evaluate::{Exceeded, Facts, StatementFilter};
use crate::model::vocabulary::{FactId, Vocabulary};
use crate::model::{Applies, Status, Verdict};
use crate::pilot::{self, Heading, StatedValue};
use crate::rules::ReadySet;
use crate::schema::{Kind, Read, Schemas};

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It would take too many steps.
    Exceeded,
    /// A pilot that was found turns out to be another when it is checked.
    Unconfirmed,
}

impl From<Exceeded> for Refused {
    fn from(_: Exceeded) -> Self {
        Self::Exceeded
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Exceeded => {
                "this takes more steps than are allowed, and there is no answer; ask about fewer rules at a time"
            }
            Self::Unconfirmed => {
                "the pilot that was found does not stand up when it is checked, so that there is no answer; this is a \
                 mistake of the program"
            }
        })
    }
}

impl std::error::Error for Refused {}

/// A pilot that was found, as a file, with what it comes to.
#[derive(Debug, Clone)]
pub struct Witness<'c> {
    /// Its id.
    pub id: &'static str,
    /// The pilot file.
    pub yaml: String,
    /// How many facts it states.
    pub facts: usize,
    /// The verdicts of the rules that it was checked against, in their order.
    pub verdicts: Vec<(RuleInSet<'c>, Verdict)>,
}

impl<'c> Witness<'c> {
    /// Writes down what is said, and checks what was written.
    ///
    /// # Errors
    /// [`Refused`] where it is no sound pilot, or where that takes too many steps.
    pub(super) fn new(
        id: &'static str,
        title: &str,
        said: Vec<(FactId, StatedValue<'static>)>,
        rules: &[RuleInSet<'c>],
    ) -> Result<Self, Refused> {
        let facts = said.len();
        let heading = Heading { id, title, status: Status::Proposed, invented: true };
        let nothing = Arc::new(Schemas::new(Arc::clone(Vocabulary::empty())));
        let schemas = rules.first().map_or(&nothing, |held| held.set.schemas());
        let yaml = pilot::write(schemas.vocabulary(), &heading, &stated(said));
        let verdicts = read(schemas, &yaml, |facts| {
            let each = rules.iter().map(|held| Ok((*held, held.rule.prepared.verdict(facts)?)));
            each.collect::<Result<Vec<_>, Exceeded>>()
        });
        Ok(Self { id, facts, verdicts: verdicts.ok_or(Refused::Unconfirmed)??, yaml })
    }

    /// Whether a set applies to it.
    #[must_use]
    pub fn applies(&self, set: &ReadySet) -> Applies {
        let Some(scope) = &set.scope else { return Applies::Yes };
        read(set.schemas(), &self.yaml, |facts| scope.applies(facts)).and_then(Result::ok).unwrap_or(Applies::Open)
    }
}

/// Reads a pilot file as a check does.
fn read<T>(schemas: &Schemas, yaml: &str, of: impl FnOnce(&Facts<'_>) -> T) -> Option<T> {
    let Read::Tree(tree, problems) = schemas.read(Kind::Pilot, yaml, false) else { return None };
    let pilot = pilot::pilot(schemas.vocabulary(), &tree).ok().filter(|_| problems.is_empty())?;
    let hearing = StatementFilter::default();
    Some(of(&Facts::new(schemas.vocabulary(), &pilot.facts, &hearing)))
}
