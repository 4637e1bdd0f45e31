//! What counts in the exit status, decided in this one place.

use crate::model::{FailOn, Force, Verdict};

/// The bar at which a result is a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// The verdicts that count.
    pub fail_on: FailOn,
    /// Rules of less force do not count.
    pub min_force: Force,
}

impl Default for Bar {
    /// A `must` that is breached.
    fn default() -> Self {
        Self { fail_on: FailOn::Breached, min_force: Force::Must }
    }
}

impl Bar {
    /// Whether a verdict on a rule of some force is at or above the bar.
    #[must_use]
    pub fn counts(&self, verdict: Verdict, force: Force) -> bool {
        let needed = match verdict {
            Verdict::Breached => FailOn::Breached,
            Verdict::Contested => FailOn::Contested,
            Verdict::Unstated => FailOn::Unstated,
            Verdict::Met | Verdict::NotApplicable => return false,
        };
        self.fail_on >= needed && force >= self.min_force
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bar_includes_the_ones_before_it() {
        let counted = |fail_on, min_force| {
            let bar = Bar { fail_on, min_force };
            let all = Verdict::ALL.into_iter().flat_map(|(verdict, _)| Force::ALL.map(|(force, _)| (verdict, force)));
            all.filter(|(verdict, force)| bar.counts(*verdict, *force)).count()
        };
        assert_eq!(counted(FailOn::Never, Force::Ask), 0);
        assert_eq!(counted(FailOn::Breached, Force::Must), 1);
        assert_eq!(counted(FailOn::Contested, Force::Should), 4);
        assert_eq!(counted(FailOn::Unstated, Force::Ask), 9);
        assert!(Bar::default().counts(Verdict::Breached, Force::Must));
        assert!(!Bar::default().counts(Verdict::Breached, Force::Should));
    }
}
