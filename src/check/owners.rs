//! Who answers for a pilot does not observe it.

use crate::model::diagnostic::Diagnostic;
use crate::model::{Basis, DiagnosticCode};
use crate::pilot::Pilot;
use crate::text::{LineIndex, words};

/// A notice at each statement that is said to be observed by somebody who answers for the pilot.
pub(super) fn notices(file: &str, pilot: &Pilot<'_>, lines: &LineIndex<'_>) -> Vec<Diagnostic> {
    let statements = pilot.facts.iter().flat_map(|stated| &stated.statements);
    let observed = statements.filter(|statement| statement.basis == Basis::Observed && pilot.is_by_owner(statement));
    let notices = observed.filter_map(|statement| {
        let by = statement.by.as_deref()?;
        let message = format!(
            "`{}` answers for the pilot, so that what it says is claimed or specified, and not observed",
            words::excerpt(by)
        );
        Some(Diagnostic::error(DiagnosticCode::OwnerObserves, file, lines, statement.span, message).as_notice())
    });
    notices.collect()
}
