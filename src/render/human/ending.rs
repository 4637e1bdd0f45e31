//! The end of a run: what was wrong, what is worth knowing, and the summary.

use super::diagnostic::{draw_diagnostic, painter};
use super::next;
use super::page::{Indent, Page, Style};
use super::pilot::summary_counts;
use crate::evaluate::StatementFilter;
use crate::model::{FailOn, Force, Verdict};
use crate::render::DisplayOptions;
use crate::report::{Bar, RunEnding, RunOpening};
use crate::text::words::{grouped, listed};

const LINE: Indent = Indent("  ", "    ");

pub(super) fn ending(opening: &RunOpening<'_>, ending: &RunEnding, look: DisplayOptions) -> String {
    let mut page = Page::new(look);
    let painter = painter(look);
    if ending.pilots > 0 && !look.quiet {
        page.blank();
    }
    for diagnostic in ending.errors.iter().chain(&ending.notices) {
        page.lines(&draw_diagnostic(diagnostic, &painter, look));
        page.blank();
    }
    page.ruler('━');
    page.paragraph(Indent("", ""), &[(Style::Bold, "Summary")]);
    page.paragraph(LINE, &[(Style::Plain, &checked(opening, ending))]);
    if let Some(text) = left_out(ending) {
        page.paragraph(LINE, &[(Style::Plain, &text)]);
    }
    page.paragraph(LINE, &[(Style::Plain, &verdicts(ending))]);
    let (lead, rest) = findings(opening.bar, ending);
    let style = if ending.findings == 0 { Style::Bold } else { Style::Wrong };
    let names = next::findings_of_the_one_pilot(ending);
    page.paragraph(LINE, &[(style, &lead), (Style::Plain, &rest), (Style::Plain, &names)]);
    for text in not_heard(opening.hearing, &ending.unknown_speakers) {
        page.paragraph(LINE, &[(Style::Plain, &text)]);
    }
    if let Some(text) = counted(ending) {
        let style = if ending.errors.is_empty() { Style::Plain } else { Style::Wrong };
        page.paragraph(LINE, &[(style, &text)]);
    }
    if !look.quiet {
        next::findings_by_name(&mut page, ending);
        next::commands(&mut page, opening, ending, look);
    }
    page.text()
}

/// What was held against what.
pub(in crate::render) fn checked(opening: &RunOpening<'_>, ending: &RunEnding) -> String {
    let (rules, sets) = (opening.rules().count(), opening.sets.len());
    let (pilots, rules, sets) = (many(ending.pilots, "pilot"), many(rules, "rule"), many(sets, "rule set"));
    format!("{pilots} held against {rules} of {sets}.")
}

/// What was left out of folders; none where nothing was.
pub(in crate::render) fn left_out(ending: &RunEnding) -> Option<String> {
    ending.left_out.is_any().then(|| format!("Left out of folders: {}.", ending.left_out.in_words()))
}

/// How many verdicts there are of each kind.
pub(in crate::render) fn verdicts(ending: &RunEnding) -> String {
    let shown = summary_counts(&ending.summary);
    let total: usize = shown.iter().map(|(_, count)| count).sum();
    // Of the verdicts each has its count, whatever it is; what is met if it applies is told of where there is any. Between
    // commas there is no room for one within the words.
    let counts = shown.iter().filter(|(words, count)| *count > 0 || !words.contains(','));
    let counts = counts.map(|(words, count)| format!("{} {}", grouped(*count), words.replace(',', "")));
    format!("{}: {}.", many(total, "verdict"), counts.collect::<Vec<_>>().join(", "))
}

/// How many findings there are, and what would count besides; the first part is the one to see first.
pub(in crate::render) fn findings(bar: Bar, ending: &RunEnding) -> (String, String) {
    if ending.pilots == 0 {
        return ("Nothing was checked.".to_owned(), String::new());
    }
    let Some(counted) = what_counts(bar) else {
        return ("Nothing counts as a finding in this run (--fail-on never).".to_owned(), String::new());
    };
    let lead = if ending.findings == 0 { "No finding".to_owned() } else { many(ending.findings, "finding") };
    let more = if ending.findings == 0 { "" } else { " more" };
    let but = |number: usize, what: &str| match number {
        0 => String::new(),
        1 => format!("; 1{more} is {what}"),
        many => format!("; {}{more} are {what}", grouped(many)),
    };
    let (waived, known) = (but(ending.waived, "waived"), but(ending.known, "in the baseline"));
    // Of an empty file, or without a rule, it would only reassure.
    let rest = match ending.summary.total() {
        0 => " No rule was checked.",
        all if all == ending.summary.count_of(Verdict::Unstated) => {
            " Nothing is decided: what is stated is not enough for any rule."
        }
        _ => "",
    };
    let silent = match ending.silent {
        silent if silent == 0 || silent == ending.pilots || ending.findings > 0 => "",
        1 => " Of 1 pilot nothing is stated.",
        _ => " Of some pilots nothing is stated.",
    };
    let unchecked = if ending.findings == 0 && !ending.errors.is_empty() {
        " Something was wrong, and what could not be checked may have some."
    } else {
        ""
    };
    (lead, format!("(what counts: {counted}){waived}{known}.{rest}{silent}{unchecked}"))
}

/// How many errors and notices there were; none where there were none.
pub(in crate::render) fn counted(ending: &RunEnding) -> Option<String> {
    let any = !ending.errors.is_empty() || !ending.notices.is_empty();
    any.then(|| format!("{}, {}.", many(ending.errors.len(), "error"), many(ending.notices.len(), "notice")))
}

/// The bar in words; none where nothing is a finding.
fn what_counts(bar: Bar) -> Option<String> {
    let verdicts = match bar.fail_on {
        FailOn::Never => return None,
        FailOn::Breached => "breached",
        FailOn::Contested => "breached or contested",
        FailOn::Unstated => "breached, contested or unstated",
    };
    let rules = match bar.min_force {
        Force::Must => "a must",
        Force::Should => "a must or a should",
        Force::Ask => "any rule",
    };
    Some(format!("{rules} that is {verdicts}"))
}

/// What is not listened to, a sentence each.
pub(in crate::render) fn not_heard(hearing: &StatementFilter, unknown: &[String]) -> Vec<String> {
    let weak = hearing.least.map(|least| format!("Statements weaker than {} are set aside.", least.name()));
    let known = hearing.without.iter().filter(|speaker| !unknown.contains(speaker));
    let speakers: Vec<String> = known.map(|speaker| format!("“{speaker}”")).collect();
    let unheard = (!speakers.is_empty()).then(|| format!("What is said by {} is set aside.", listed(&speakers, "or")));
    weak.into_iter().chain(unheard).collect()
}

/// A number with its noun, and with its thousands apart.
fn many(number: usize, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{} {noun}{s}", grouped(number))
}
