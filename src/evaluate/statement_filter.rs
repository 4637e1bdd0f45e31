//! Which statements of a pilot are listened to.

use crate::model::Basis;
use crate::pilot::{StatedValue, Statement, fold_speaker};

/// Which statements are listened to.
#[derive(Debug, Clone, Default)]
pub struct StatementFilter {
    /// Statements with words such as "may" are listened to.
    pub hedged: bool,
    /// Statements weaker than this are set aside.
    pub least: Option<Basis>,
    /// What these speakers say is set aside; names are folded.
    pub without: Vec<String>,
    /// What a file's own author says is set aside.
    pub without_author: bool,
}

impl StatementFilter {
    /// What is listened to before anybody's word is set aside: the whole pilot, every statement listened to.
    /// What is hedged is listened to there as it is here.
    pub(super) fn whole(&self) -> &'static Self {
        const fn whole(hedged: bool) -> StatementFilter {
            StatementFilter { hedged, least: None, without: Vec::new(), without_author: false }
        }
        static WHOLE: StatementFilter = whole(false);
        static HEDGED: StatementFilter = whole(true);
        if self.hedged { &HEDGED } else { &WHOLE }
    }

    /// Whether any statement could be set aside.
    pub(super) fn sets_aside(&self) -> bool {
        self.least.is_some() || !self.without.is_empty() || self.without_author
    }

    /// Whether a statement counts.
    #[must_use]
    pub fn accepts(&self, statement: &Statement<'_>) -> bool {
        (self.hedged || !statement.hedged) && self.accepts_hedged(statement)
    }

    /// The same where it does not count whether it is hedged.
    pub(super) fn accepts_hedged(&self, statement: &Statement<'_>) -> bool {
        !matches!(statement.said, StatedValue::Unanswered)
            && self.least.is_none_or(|least| statement.basis >= least)
            && match statement.by.as_deref() {
                None => !self.without_author,
                Some(by) => self.without.is_empty() || !self.without.contains(&fold_speaker(by)),
            }
    }
}
