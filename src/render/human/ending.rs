//! The end of a run: what was wrong, what is worth knowing, and the summary.

use super::page::{Indent, Page, Style};
use super::pilot::{VERDICTS, word};
use super::told::{painter, told};
use crate::evaluate::{Hearing, Verdict};
use crate::render::Look;
use crate::report::{Bar, Ending, FailOn, Opening};
use crate::rules::Force;
use crate::words::listed;

const LINE: Indent = Indent("  ", "    ");

pub(super) fn ending(opening: &Opening<'_>, ending: &Ending, look: Look) -> String {
    let mut page = Page::new(look);
    let painter = painter(look);
    if ending.pilots > 0 && !look.quiet {
        page.blank();
    }
    for diagnostic in ending.errors.iter().chain(&ending.notices) {
        page.lines(&told(diagnostic, &painter, look));
        page.blank();
    }
    page.ruler('━');
    page.paragraph(Indent("", ""), &[(Style::Bold, "Summary")]);
    held(&mut page, opening, ending);
    verdicts(&mut page, ending);
    findings(&mut page, opening.bar, ending);
    set_aside(&mut page, opening);
    if !ending.errors.is_empty() || !ending.notices.is_empty() {
        let text = format!("{}, {}.", many(ending.errors.len(), "error"), many(ending.notices.len(), "notice"));
        let style = if ending.errors.is_empty() { Style::Plain } else { Style::Wrong };
        page.paragraph(LINE, &[(style, &text)]);
    }
    let shown = look.all || (opening.bar.fail_on == FailOn::Unstated && opening.bar.min_force == Force::Ask);
    if !shown && !look.quiet && ending.summary.of(Verdict::Unstated) > 0 {
        page.paragraph(LINE, &[(Style::Plain, "What is unstated is listed with --all, with the questions to ask.")]);
    }
    page.text()
}

/// What was held against what.
fn held(page: &mut Page, opening: &Opening<'_>, ending: &Ending) {
    let (rules, sets) = (opening.rules().count(), opening.sets.len());
    let (pilots, rules, sets) = (many(ending.pilots, "pilot"), many(rules, "rule"), many(sets, "rule set"));
    let text = format!("{pilots} held against {rules} of {sets}.");
    page.paragraph(LINE, &[(Style::Plain, &text)]);
}

fn verdicts(page: &mut Page, ending: &Ending) {
    let total: usize = VERDICTS.iter().map(|verdict| ending.summary.of(*verdict)).sum();
    let counts = VERDICTS.map(|verdict| format!("{} {}", grouped(ending.summary.of(verdict)), word(verdict)));
    let text = format!("{}: {}.", many(total, "verdict"), counts.join(", "));
    page.paragraph(LINE, &[(Style::Plain, &text)]);
}

fn findings(page: &mut Page, bar: Bar, ending: &Ending) {
    if ending.pilots == 0 {
        page.paragraph(LINE, &[(Style::Bold, "Nothing was checked.")]);
        return;
    }
    let Some(counted) = what_counts(bar) else {
        page.paragraph(LINE, &[(Style::Bold, "Nothing counts as a finding in this run (--fail-on never).")]);
        return;
    };
    let lead = if ending.findings == 0 { "No finding".to_owned() } else { many(ending.findings, "finding") };
    let style = if ending.findings == 0 { Style::Bold } else { Style::Wrong };
    let more = if ending.findings == 0 { "" } else { " more" };
    let but = |number: usize, what: &str| match number {
        0 => String::new(),
        1 => format!("; 1{more} is {what}"),
        many => format!("; {}{more} are {what}", grouped(many)),
    };
    let (waived, known) = (but(ending.waived, "waived"), but(ending.known, "in the baseline"));
    let text = format!("at the bar ({counted}){waived}{known}.");
    page.paragraph(LINE, &[(style, &lead), (Style::Plain, &text)]);
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

/// What was not listened to.
fn set_aside(page: &mut Page, opening: &Opening<'_>) {
    for text in not_heard(opening.hearing) {
        page.paragraph(LINE, &[(Style::Plain, &text)]);
    }
}

/// What is not listened to, a sentence each.
pub(in crate::render) fn not_heard(hearing: &Hearing) -> Vec<String> {
    let weak = hearing.least.map(|least| format!("Statements weaker than {} are set aside.", least.name()));
    let speakers: Vec<String> = hearing.without.iter().map(|speaker| format!("“{speaker}”")).collect();
    let unheard = (!speakers.is_empty()).then(|| format!("What is said by {} is set aside.", listed(&speakers, "or")));
    weak.into_iter().chain(unheard).collect()
}

/// A number with its noun, and with its thousands apart.
fn many(number: usize, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{} {noun}{s}", grouped(number))
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
