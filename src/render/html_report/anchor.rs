//! Names within a report that links lead to.
//!
//! A pilot's id has small letters, digits and hyphens; all names of our own have an underscore, which no pilot has.

use crate::model::vocabulary::Fact;
use crate::render::html::Html;
use crate::render::human::ALSO_SAID;
use crate::text::words::counted;

/// The name of a result: the ids of the pilot and the rule, as in `riverside-outreach-PB-02`. Where a rule's id begins like
/// the end of a pilot's could, a full stop stands between the two, so that no two results have one name.
pub(super) fn result(pilot: &str, rule: &str) -> String {
    let first = rule.split('-').next().unwrap_or_default();
    let is_like_a_pilot = first.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    format!("{pilot}{}{rule}", if is_like_a_pilot { '.' } else { '-' })
}

/// The name of a part of a pilot's report.
pub(super) fn part(pilot: &str, part: &str) -> String {
    format!("{pilot}._{part}")
}

/// The name of the place where the question of a fact stands.
pub(super) fn question(pilot: &str, fact: &Fact) -> String {
    part(pilot, &format!("ask-{}", fact.id.index() + 1))
}

/// A link to a name of this report; the text alone where what it leads to is not there.
pub(super) fn link(name: &str, text: &str, out: &mut Html) {
    if out.leads_nowhere() {
        out.text(text);
    } else {
        out.markup("<a href=\"#").text(name).markup("\">").text(text).markup("</a>");
    }
}

/// The parts of a pilot's report, by their names and as their headings begin.
pub(super) const PARTS: [(&str, &str); 5] = [
    ("findings", "Findings"),
    ("speakers", "Who says what"),
    ("noted", ALSO_SAID),
    ("questions", "Questions to put"),
    ("results", "Every condition"),
];

/// A link to the part of a pilot's report where the rest stands of what there is no room for:
/// `and 3 more, below under “Who says what”`.
pub(super) fn rest(pilot: &str, name: &'static str, more: &str, out: &mut Html) {
    let place = if out.leads_nowhere() { "in the whole report" } else { "below" };
    let heading = PARTS.iter().find(|(known, _)| *known == name).map_or(name, |(_, heading)| *heading);
    link(&part(pilot, name), &format!("{more}, {place} under “{heading}”"), out);
}

/// The end of a list of which only the first items have room: a link to the part of a pilot where the others stand, if any do.
pub(super) fn rest_of_list(pilot: &str, name: &'static str, left: usize, what: Option<&str>, out: &mut Html) {
    if left == 0 {
        return;
    }
    let more = what.map_or_else(|| format!("{left} more"), |what| counted(left, &format!("more {what}")));
    out.markup("<li>");
    rest(pilot, name, &format!("and {more}"), out);
    out.markup("</li>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_results_have_one_name() {
        assert_eq!(result("riverside-outreach", "PB-02"), "riverside-outreach-PB-02");
        assert_ne!(result("a", "b-1"), result("a-b", "1"));
        assert_ne!(result("a", "1"), "a-1");
        assert_ne!(part("a", "findings"), result("a", "_findings"));
    }
}
