//! The human form.
use super::{Look, Renderer};
use crate::check::Checker;
use crate::report::{Ending, PilotReport};

/// Writes reports for a person at a terminal.
#[derive(Debug)]
pub struct Human { look: Look }
impl Human {
    /// A renderer.
    #[must_use]
    pub fn new(look: Look) -> Self { Self { look } }
}
impl Renderer for Human {
    fn begin(&self, _: &Checker<'_>) -> String { String::new() }
    fn pilot(&self, report: &PilotReport<'_>) -> String {
        if self.look.quiet { return String::new() }
        let mut s = format!("{} ({})\n", report.pilot.title, report.pilot.id);
        for r in &report.results { s += &format!("  {} {} {:?}\n", r.rule.id, r.decision.verdict.name(), r.decision.because.iter().map(|f| &report.facts.vocabulary().fact(*f).path).collect::<Vec<_>>()); }
        s
    }
    fn between(&self) -> &'static str { "\n" }
    fn end(&self, _: &Checker<'_>, ending: &Ending) -> String {
        let mut s = String::new();
        for d in ending.errors.iter().chain(&ending.notices) { s += &format!("{:?} {:?} {:?}: {}\n", d.severity, d.file, d.place, d.message); }
        s + &format!("{:?}\n", ending.summary)
    }
}
