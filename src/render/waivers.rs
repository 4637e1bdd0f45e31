//! What `brief waivers` shows: each waiver with what it hides and when it ends.

use super::page::{Block, Item, Layout, ListKind, ListLayout, Page, Span, Text};
use crate::text::words;
use crate::waivers::{Listed, State, Waives};

/// What is shown of the waivers, as they stand on a day.
#[must_use]
pub fn page(waivers: &[Listed], today: jiff::civil::Date) -> Page {
    let entries = waivers.iter().map(|waiver| {
        let lines = [state(waiver, today), format!("by {}: {}", waiver.by, waiver.reason), hides(waiver)];
        Item::new(head(waiver), lines)
    });
    let entries = Block::list(ListKind::Entries, ListLayout::entries(3, Layout::new(3, 3)), entries);
    Page::titled_in_documents("Waivers", vec![entries, Block::paragraph(summary(waivers, today))])
}

fn head(waiver: &Listed) -> Text {
    let of = format!("{} of {}", waiver.rule, words::listed(&waiver.pilots, "and"));
    let place = Span::place(&waiver.file, format!(":{}", waiver.line));
    [Span::strong(of), Span::plain(" ("), place, Span::plain(")")].into()
}

fn summary(waivers: &[Listed], today: jiff::civil::Date) -> String {
    let count = |wanted: fn(&Listed) -> bool| waivers.iter().filter(|waiver| wanted(waiver)).count();
    let active = count(|waiver| matches!(waiver.state, State::Active(_)));
    let expired = count(|waiver| waiver.state == State::Expired);
    let unknown = count(|waiver| waiver.state == State::Unknown);
    let idle = count(|waiver| matches!(waiver.state, State::Active(_)) && !waiver.results.iter().any(Waives::hides));
    match waivers.len() {
        0 => "There is no waiver.".to_owned(),
        all => {
            let idle = match (idle, active) {
                (0, _) => String::new(),
                (1, 1) => ", and it hides nothing".to_owned(),
                (1, _) => ", of which 1 hides nothing".to_owned(),
                (idle, _) => format!(", of which {idle} hide nothing"),
            };
            let unknown = if unknown == 0 { String::new() } else { format!("; {unknown} of a rule that there is not") };
            format!("{}: {active} in force on {today}{idle}; {expired} over{unknown}.", words::counted(all, "waiver"))
        }
    }
}

fn state(waiver: &Listed, today: jiff::civil::Date) -> String {
    let until = waiver.until;
    match waiver.state {
        State::Active(0) => format!("in force until {until}, which is its last day"),
        State::Active(days) => {
            let days = words::counted(usize::try_from(days).unwrap_or_default(), "day");
            format!("in force until {until}, {days} after {today}")
        }
        State::Expired => format!("ended on {until}; it no longer counts"),
        State::Unknown => "there is no such rule in the rule sets loaded".to_owned(),
    }
}

fn hides(waiver: &Listed) -> String {
    let one = waiver.pilots.len() == 1 && waiver.results.len() == 1;
    let word = |waives: &Waives| {
        let at_bar = if waives.at_bar { ", which would count" } else { "" };
        let verdict = waives.verdict.name();
        if one { format!("{verdict}{at_bar}") } else { format!("{} ({verdict}{at_bar})", waives.pilot) }
    };
    let (some, none): (Vec<&Waives>, Vec<&Waives>) = waiver.results.iter().partition(|waives| waives.hides());
    let listed = |all: &[&Waives]| words::listed(&all.iter().map(|waives| word(waives)).collect::<Vec<_>>(), "and");
    let verb = if matches!(waiver.state, State::Active(_)) { "hides" } else { "would hide" };
    match (some.as_slice(), none.as_slice()) {
        ([], []) if waiver.state == State::Unknown => "hides nothing".to_owned(),
        ([], []) => "hides nothing: no pilot that it is for was checked against this rule".to_owned(),
        ([], none) => format!("{verb} nothing: {}", listed(none)),
        (some, []) => format!("{verb}: {}", listed(some)),
        (some, none) => format!("{verb}: {}; nothing in {}", listed(some), listed(none)),
    }
}
