//! The limits that are in force: what the call says of each, then what `brief.yaml` says, then the contract.

use super::value_source::ValueSource;
use crate::configuration::Placed;
use crate::model::DiagnosticCode;
use crate::model::diagnostic::Diagnostic;
use crate::model::limits::{Limit, Limits};

/// The limits of a run, and where those come from that are not as usual.
#[derive(Debug)]
pub struct LimitSettings {
    /// The limits.
    pub limits: Limits,
    /// What is not as usual, with where it comes from.
    pub set: Vec<(Limit, ValueSource)>,
}

impl LimitSettings {
    /// The limits of a call, and of the configuration where the call says nothing.
    ///
    /// # Errors
    /// That the call says two things of one limit.
    pub fn new(call: &[(Limit, u32)], written: &[Placed<(Limit, u32)>]) -> Result<Self, Vec<Diagnostic>> {
        let mut bounds = Self { limits: Limits::settable(), set: Vec::new() };
        let written = written.iter().map(|one| (one.value, ValueSource::Configuration(one.place)));
        for ((limit, number), from) in written.chain(call.iter().map(|one| (*one, ValueSource::Call))) {
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
