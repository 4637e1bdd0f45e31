//! The Markdown form: for a comment on a pull request, or the summary of a job.
//!
//! Nothing of the input acts: see `markup`.

use std::fmt::Write as _;

use super::human::{self, VERDICTS, file_name};
use super::markup::{code, escaped};
use super::result_in_words::{Account, PilotInWords, because, why};
use super::{DisplayOptions, Format, Renderer};
use crate::model::Verdict;
use crate::model::diagnostic::Diagnostic;
use crate::report::{Detail, PilotReport, ResultStanding, RuleResult, RunEnding, RunOpening, Summary};
use crate::text::words::{capital, listed};

/// The Markdown form.
pub(super) const FORMAT: Format = Format {
    name: "markdown",
    what: "Markdown, for a comment or a job's summary",
    detail: Detail::Reasons,
    quiet: Some(Detail::Verdicts),
    summary: false,
    make: |look| Box::new(Markdown::new(look)),
};

/// Writes reports as Markdown.
#[derive(Debug)]
pub struct Markdown {
    look: DisplayOptions,
}

impl Markdown {
    /// A renderer; `quiet` and `all` of the look matter.
    #[must_use]
    pub fn new(look: DisplayOptions) -> Self {
        Self { look }
    }

    /// Whether a result is shown in full.
    fn shows(&self, result: &RuleResult<'_>) -> bool {
        match result.decision.verdict {
            Verdict::Breached | Verdict::Contested => true,
            Verdict::Unstated => result.at_bar || self.look.all,
            Verdict::Met | Verdict::NotApplicable => false,
        }
    }
}

// A text takes whatever is written to it, here and below.

fn header(report: &PilotReport<'_>, out: &mut String) {
    let pilot = report.pilot;
    let _ = write!(out, "\n## {}\n\nPilot {}, {}, ", escaped(&pilot.title), code(&pilot.id), pilot.status.name());
    let line = match report.document {
        0 => String::new(),
        _ => format!(", line {}", report.lines.place(pilot.id_span.start).line),
    };
    let _ = writeln!(out, "{}{line}.", code(file_name(report.file)));
    if pilot.invented {
        out.push_str("An invented example: it describes nothing real.\n");
    }
}

/// How many rules of each set have which verdict: there is no score over several sets.
fn table(report: &PilotReport<'_>, out: &mut String) {
    let verdicts = human::summary_counts(&Summary::default()).map(|(words, _)| format!(" {words} |"));
    let _ =
        write!(out, "\n| rule set | issued by |{}\n|---|---|{}\n", verdicts.concat(), "--:|".repeat(verdicts.len()));
    for results in report.results.chunk_by(|one, next| std::ptr::eq(one.set, next.set)) {
        let Some(set) = results.first().map(|result| &result.set.set) else { continue };
        let mut summary = Summary::default();
        results.iter().for_each(|result| summary.count(result.verdict_and_scope()));
        let counts = human::summary_counts(&summary).map(|(_, count)| format!(" {count} |")).concat();
        let _ = writeln!(out, "| {} | {} |{counts}", escaped(&set.title), escaped(&listed(&set.issued_by, "and")));
    }
}

/// A result in full.
fn result(words: &PilotInWords<'_>, result: &RuleResult<'_>, out: &mut String) {
    let (report, rule, account) = (words.report, result.rule, Account::new(words, result));
    let standing = match result.standing() {
        ResultStanding::Finding => "",
        ResultStanding::Known => ", in the baseline already",
        ResultStanding::Waived => ", waived",
        ResultStanding::Below if result.waived.is_some_and(|waived| waived.active) => ", not counted, waived",
        ResultStanding::Below => ", not counted",
    };
    let heading = format!(
        "{}: {} ({}){standing}",
        capital(result.verdict_and_scope().words()),
        escaped(&rule.id),
        rule.force.name()
    );
    let _ = write!(out, "\n### {heading}\n\n**The condition:** {}\n\n", escaped(&rule.title));
    let mut note = |lead: &str, text: &str| {
        let _ = writeln!(out, "- **{lead}** {}", escaped(text));
    };
    if let Some((lead, text)) = &account.waiver {
        note(lead, text);
    }
    note("Stated by", &account.stated_by());
    note("Why it matters:", account.reason);
    if let Some(reading) = account.reading() {
        note("Our reading:", &reading);
    }
    for told in &account.facts {
        let open = told.why.map_or_else(String::new, |open| format!(" ({})", why(open)));
        let silence = told.silence().map_or_else(String::new, |silence| format!(" {silence}"));
        let _ = writeln!(out, "- {}{open}:{silence}", code(&told.fact.path));
        for (words, at) in told.said {
            let _ = writeln!(out, "  - {} ({})", escaped(words), code(&format!("{}:{at}", file_name(report.file))));
        }
    }
    for told in &account.scope {
        let _ = writeln!(out, "- **It applies because of** {}:", code(&told.fact.path));
        for (words, at) in told.said {
            let _ = writeln!(out, "  - {} ({})", escaped(words), code(&format!("{}:{at}", file_name(report.file))));
        }
    }
    let mut note = |lead: &str, text: &str| {
        let _ = writeln!(out, "- **{lead}** {}", escaped(text));
    };
    if let Some(basis) = &account.basis {
        note("Basis:", basis);
    }
    if let Some(sides) = &account.sides {
        note("Whose word:", sides);
    }
    if let Some(remedy) = account.remedy {
        note("What would have to change:", remedy);
    }
    if account.questions().next().is_some() {
        out.push_str("- **What to ask:**\n");
        for (fact, open) in account.questions() {
            let _ = writeln!(out, "  - {} ({}): {}", code(&fact.path), why(open), escaped(&fact.ask));
        }
    }
}

/// A result in a line: met or not applicable.
fn line(report: &PilotReport<'_>, result: &RuleResult<'_>, out: &mut String) {
    let (rule, verdict) = (result.rule, capital(result.verdict_and_scope().words()));
    let because = escaped(&because(report, result));
    let _ = writeln!(
        out,
        "- **{verdict}:** {} ({}): {}, {because}",
        escaped(&rule.id),
        rule.force.name(),
        escaped(&rule.title)
    );
}

/// An error or a notice.
fn write_diagnostic(lead: &str, diagnostic: &Diagnostic, out: &mut String) {
    let file = diagnostic.file.as_deref().map(file_name);
    let place = match (file, diagnostic.place) {
        (Some(file), Some(place)) => code(&format!("{file}:{place}")) + ": ",
        (Some(file), None) => code(file) + ": ",
        (None, _) => String::new(),
    };
    let _ = writeln!(out, "- **{lead}:** {place}{}", escaped(&diagnostic.message));
}

impl Renderer for Markdown {
    fn begin(&self, _: &RunOpening<'_>) -> String {
        "# Pilots held against stated conditions\n".to_owned()
    }

    fn pilot(&self, report: &PilotReport<'_>) -> String {
        let mut out = String::new();
        if self.look.quiet {
            return out;
        }
        header(report, &mut out);
        table(report, &mut out);
        let words = PilotInWords::new(report);
        let of_set = |results: &[RuleResult<'_>], out: &mut String| {
            for verdict in VERDICTS {
                let shown = results.iter().filter(|one| one.decision.verdict == verdict && self.shows(one));
                shown.for_each(|one| result(&words, one, out));
            }
        };
        report
            .results
            .chunk_by(|one, next| std::ptr::eq(one.set, next.set))
            .for_each(|results| of_set(results, &mut out));
        let rest = Verdict::is_satisfied;
        if self.look.all && report.results.iter().any(|one| rest(one.decision.verdict)) {
            out.push_str("\n### Met or not applicable\n\n");
            report.results.iter().filter(|one| rest(one.decision.verdict)).for_each(|one| line(report, one, &mut out));
        }
        let noted = report.noted();
        if !noted.is_empty() {
            let _ = write!(out, "\n### {}\n\n", human::ALSO_SAID);
        }
        for (document, words) in noted {
            let _ = writeln!(out, "- {}", escaped(&human::noted(document, words)));
        }
        out
    }

    fn end(&self, opening: &RunOpening<'_>, ending: &RunEnding) -> String {
        let mut out = String::new();
        if !ending.errors.is_empty() || !ending.notices.is_empty() {
            out.push_str("\n## Errors and notices\n\n");
            ending.errors.iter().for_each(|one| write_diagnostic("Error", one, &mut out));
            ending.notices.iter().for_each(|one| write_diagnostic("Notice", one, &mut out));
        }
        let (lead, rest) = human::findings(opening.bar, ending);
        let _ = writeln!(out, "\n## Summary\n\n**{lead}** {}", escaped(&rest));
        let _ = write!(out, "\n- {}\n- {}\n", human::checked(opening, ending), human::verdicts(ending));
        for text in human::left_out(ending)
            .into_iter()
            .chain(human::not_heard(opening.hearing, &ending.unknown_speakers))
            .chain(human::counted(ending))
        {
            let _ = writeln!(out, "- {}", escaped(&text));
        }
        let unstated = ending.summary.count_of(Verdict::Unstated);
        if !self.look.all && !self.look.quiet && unstated > 0 {
            out.push_str("- What is unstated is listed with `--all`, with the questions to ask.\n");
        }
        out
    }
}
