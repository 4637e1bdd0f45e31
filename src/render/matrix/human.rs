//! The matrix for a person at a terminal.

use std::fmt::Write as _;

use textwrap::core::display_width;

use super::{Matrix, SIGNS, VERDICTS, id, letter, named_in_list, sharers, sign, sorted};
use crate::reason::agreement::Shared;
use crate::render::{DisplayOptions, wrapped};
use crate::text::words;

/// The columns of a pilot's number.
const WIDE: usize = 3;

/// The matrix in lines as wide as the terminal. Where not all pilots have room beside one another, the table is broken
/// into several.
#[must_use]
pub fn human(matrix: &Matrix<'_>, look: DisplayOptions) -> String {
    let mut out = String::new();
    let label = matrix.agreement.conditions.iter().map(|one| id(&one.held).chars().count()).max().unwrap_or_default();
    let label = label.clamp(4, 20) + 2 + "should".len() + 1;
    let fit = (look.width.saturating_sub(label) / WIDE).max(1);
    let wide = matrix.pilots.len().to_string().len().max(1);
    for (block, pilots) in matrix.pilots.chunks(fit.min(matrix.pilots.len().max(1))).enumerate() {
        let first = block * fit + 1;
        heading(&mut out, "Rules against pilots", look);
        for (set, conditions) in matrix.sets() {
            let name = format!("{} ({})", set.set.id, words::listed(&set.set.issued_by, "and"));
            out.push_str(&wrapped(&name, 0, 2, look));
            out.push_str(&row("", "", label, (first..first + pilots.len()).map(|number| format!("{number:>wide$}"))));
            let room = look.width.saturating_sub(label + WIDE * pilots.len() + 2);
            for shared in conditions {
                let cells = pilots.iter().map(|pilot| format!("{:>wide$}", letter(pilot.verdict(&shared.held))));
                let line = row(&id(&shared.held), shared.held.rule.rule.force.name(), label, cells);
                out.push_str(&titled(&line, &shared.held.rule.rule.title, room));
            }
            out.push('\n');
        }
    }
    if !matrix.pilots.is_empty() {
        let letters = VERDICTS.map(|verdict| format!("{} {}", letter(Some(verdict)), named_in_list(verdict)));
        out.push_str(&wrapped(&letters.join(", "), 0, 0, look));
        for (number, pilot) in (1..).zip(&matrix.pilots) {
            out.push_str(&wrapped(&format!("{number:>wide$}  {}: {}", pilot.id, pilot.title), 0, wide + 2, look));
        }
        out.push('\n');
    }
    if matrix.compares() {
        agreement(matrix, label, look, &mut out);
    }
    out
}

fn heading(out: &mut String, text: &str, look: DisplayOptions) {
    out.push_str(&wrapped(text, 0, 0, look));
    out.push_str(&wrapped(&"-".repeat(text.len()), 0, 0, look));
}

/// A line: a label, and cells of three columns.
fn row(name: &str, force: &str, label: usize, cells: impl Iterator<Item = String>) -> String {
    let name = words::harmless(name);
    let gap = label.saturating_sub("should".len() + 1);
    let mut line = format!("{name:gap$}{force}");
    let used = line.chars().count();
    line.push_str(&" ".repeat(label.saturating_sub(used)));
    for cell in cells {
        // A text takes whatever is written to it.
        let _ = write!(line, "{cell:>WIDE$}");
    }
    format!("{}\n", line.trim_end())
}

/// The fewest columns in which a title tells anything.
const LEAST_TITLE: usize = 20;

/// A line with as much of a title behind it as there is room for.
fn titled(line: &str, title: &str, room: usize) -> String {
    let title = words::harmless(title);
    if room < LEAST_TITLE {
        return line.to_owned();
    }
    let title = if display_width(&title) <= room {
        title
    } else {
        let mut column = 1;
        let fits = |c: &char| {
            column += display_width(c.encode_utf8(&mut [0; 4]));
            column <= room
        };
        let part: String = title.chars().take_while(fits).collect();
        format!("{}…", part.rsplit_once(' ').map_or(&*part, |(words, _)| words))
    };
    format!("{}  {title}\n", line.trim_end())
}

fn agreement(matrix: &Matrix<'_>, label: usize, look: DisplayOptions, out: &mut String) {
    heading(out, "What the rule sets ask for alike", look);
    let letters = || ('A'..='Z').chain('a'..='z').map(String::from).chain(std::iter::repeat("*".to_owned()));
    for (set, conditions) in matrix.sets() {
        out.push_str(&wrapped(&set.set.id, 0, 2, look));
        out.push_str(&row("", "", label, letters().take(matrix.agreement.sets.len())));
        for shared in conditions {
            let cells = shared.standing.iter().map(|standing| sign(standing).to_string());
            out.push_str(&row(&id(&shared.held), shared.held.rule.rule.force.name(), label, cells));
        }
        out.push('\n');
    }
    for (letter, set) in letters().zip(&matrix.agreement.sets) {
        out.push_str(&wrapped(&format!("{letter}  {}: {}", set.set.id, set.set.title), 0, 3, look));
    }
    out.push('\n');
    for (sign, means) in SIGNS {
        out.push_str(&wrapped(&format!("{sign}  {means}"), 0, 3, look));
    }
    let [all, some, alone] = sorted(matrix);
    out.push('\n');
    if all.is_empty() {
        out.push_str(&wrapped("No condition is asked for by every rule set.", 0, 0, look));
    } else {
        out.push_str(&wrapped("Asked for by every rule set:", 0, 0, look));
        list(matrix, &all, look, out);
    }
    if !some.is_empty() {
        out.push_str(&wrapped("\nAsked for by another rule set too:".trim_start(), 0, 0, look));
        list(matrix, &some, look, out);
    }
    if !alone.is_empty() {
        out.push_str(&wrapped("Asked for by no other rule set:", 0, 0, look));
        let in_table = label + WIDE * matrix.pilots.len() + 2 + LEAST_TITLE <= look.width;
        if in_table && !matrix.pilots.is_empty() {
            let ids: Vec<_> = alone.iter().map(|shared| id(&shared.held)).collect();
            out.push_str(&wrapped(&format!("{}.", ids.join(", ")), 2, 0, look));
        } else {
            for shared in &alone {
                let text = format!("{}: {}", id(&shared.held), shared.held.rule.rule.title);
                out.push_str(&wrapped(&text, 2, 2, look));
            }
        }
    }
}

fn list(matrix: &Matrix<'_>, conditions: &[&Shared<'_>], look: DisplayOptions, out: &mut String) {
    for shared in conditions {
        let text = format!("{}: {}", id(&shared.held), shared.held.rule.rule.title);
        out.push_str(&wrapped(&text, 2, 2, look));
        out.push_str(&wrapped(&format!("also {}", sharers(matrix, shared).join("; ")), 4, 2, look));
    }
    out.push('\n');
}
