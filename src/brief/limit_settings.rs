//! The limits that are in force: what the call says of each, then what `brief.yaml` says, then the contract.

use watching_brief::configuration::Placed;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::model::limits::{Limit, Limits};

use super::cli::LimitArgs;
use super::settings::ValueSource;

/// The limits of a run, and where those come from that are not as usual.
#[derive(Debug)]
pub struct LimitSettings {
    pub limits: Limits,
    pub set: Vec<(Limit, ValueSource)>,
}

impl LimitArgs {
    /// The limits of a call that reads no configuration.
    ///
    /// # Errors
    /// That the call says two things of one limit.
    pub fn alone(&self) -> Result<Limits, Vec<Diagnostic>> {
        Ok(self.over(&[])?.limits)
    }

    /// The limits of a call, and of the configuration where the call says nothing.
    ///
    /// # Errors
    /// That the call says two things of one limit.
    pub fn over(&self, written: &[Placed<(Limit, u32)>]) -> Result<LimitSettings, Vec<Diagnostic>> {
        let mut bounds = LimitSettings { limits: Limits::settable(), set: Vec::new() };
        let written = written.iter().map(|one| (one.value, ValueSource::Configuration(one.place)));
        for ((limit, number), from) in written.chain(self.limits.iter().map(|one| (*one, ValueSource::Call))) {
            let earlier = bounds.set.iter_mut().find(|(earlier, _)| *earlier == limit);
            match earlier {
                Some((_, ValueSource::Call)) => {
                    let message = format!("--limit says two things of `{}`; keep one of the two", limit.name());
                    return Err(vec![Diagnostic::call(DiagnosticCode::WrongCall, message)]);
                }
                Some((_, earlier)) => *earlier = from,
                None => bounds.set.push((limit, from)),
            }
            bounds.limits = bounds.limits.with(limit, number);
        }
        Ok(bounds)
    }
}
