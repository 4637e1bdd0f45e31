//! Who answers for a pilot does not observe it.

use crate::model::diagnostic::Diagnostic;
use crate::model::{Basis, DiagnosticCode};
use crate::pilot::{Pilot, fold_speaker};
use crate::text::{LineIndex, words};

/// A notice at each statement that is said to be observed by somebody who answers for the pilot.
pub(super) fn notices(file: &str, pilot: &Pilot<'_>, lines: &LineIndex<'_>) -> Vec<Diagnostic> {
    let owners: Vec<String> = pilot.owners.iter().map(|owner| fold_speaker(owner)).collect();
    if owners.is_empty() {
        return Vec::new();
    }
    let statements = pilot.facts.iter().flat_map(|stated| &stated.statements);
    let observed = statements.filter(|statement| statement.basis == Basis::Observed);
    let notices = observed.filter_map(|statement| {
        let by = statement.by.as_deref().filter(|by| owners.contains(&fold_speaker(by)))?;
        let message = format!(
            "`{}` answers for the pilot, so that what it says is claimed or specified, and not observed",
            words::shown(by)
        );
        Some(Diagnostic::error(DiagnosticCode::OwnerObserves, file, lines, statement.span, message).as_notice())
    });
    notices.collect()
}
