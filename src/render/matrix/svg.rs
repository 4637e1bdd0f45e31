//! The matrix as a picture: letters, patterns and outlines, so that it can be read without its colours, on paper and by a
//! screen reader.
//!
//! Each rule set is a table with a role of its own; each row and cell has its role, and a title that says in words what
//! the letter in it stands for. Nothing in it runs, and nothing is fetched.

use std::fmt::Write as _;

use super::{Column, Matrix, SIGNS, VERDICTS, id, letter, named, sign, stands};
use crate::model::VerdictAndScope;
use crate::reason::agreement::Shared;
use crate::rules::ReadySet;
use crate::text::words;

/// The side of a cell.
const CELL: usize = 18;
/// Between two parts of the picture.
const GAP: usize = 24;
/// A line of text.
const LINE: usize = 16;
/// The average width of a letter.
const LETTER: usize = 7;
/// Up to this width two columns of tables stand side by side, so that the picture has the shape of a page.
const PAGE: usize = 1400;
/// The least width of a table, which its heading wants.
const LEAST: usize = 420;

/// By names of its own, so that the picture may stand within a page. What is used more than once stands in a tree apart, where
/// only its own classes are known.
const STYLE: &str = "\
.wb-x{font-family:sans-serif;font-size:12px;fill:#111}\
.wb-h{font-size:20px;font-weight:bold}.wb-t{font-size:13px;font-weight:bold}.wb-s{font-size:11px;fill:#333}\
.wb-l{text-anchor:middle;font-weight:bold}.wb-n{text-anchor:middle}.wb-w{fill:#fff}.wb-g{fill:#444}\
.wb-line{stroke:#bbb;stroke-width:.5}";

/// The picture.
#[must_use]
pub fn svg(matrix: &Matrix<'_>) -> String {
    let panels: Vec<Panel<'_, '_>> =
        matrix.sets().map(|(set, conditions)| Panel::new(matrix, set, conditions)).collect();
    let wide = panels.iter().map(|panel| panel.width).max().unwrap_or(LEAST);
    let columns = if panels.len() > 1 && 2 * wide + 3 * GAP <= PAGE { 2 } else { 1 };
    let first = if columns == 2 { split(&panels) } else { panels.len() };
    let width = columns * wide + (columns + 1) * GAP;
    let mut out = String::new();
    let top = opening(matrix, width, &mut out);
    let mut bottom = top;
    for (column, panels) in [panels.get(..first), panels.get(first..)].into_iter().flatten().enumerate() {
        let mut y = top;
        for panel in panels {
            panel.draw(GAP + column * (wide + GAP), y, &mut out);
            y += panel.height + GAP;
        }
        bottom = bottom.max(y);
    }
    let height = legend(matrix, width, bottom, &mut out) + GAP;
    let (title, about) = (title(matrix), about(matrix));
    let head = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" lang=\"en-GB\" role=\"group\" aria-labelledby=\"wb-title\" \
         aria-describedby=\"wb-about\">\n<title id=\"wb-title\">{title}</title>\n<desc id=\"wb-about\">{about}</desc>\n\
         <style>{STYLE}</style>\n{}<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n",
        definitions()
    );
    head + &out + "</svg>\n"
}

/// How many tables stand in the first column, so that the higher column is as low as can be.
fn split(panels: &[Panel<'_, '_>]) -> usize {
    let height = |panels: Option<&[Panel<'_, '_>]>| {
        panels.unwrap_or_default().iter().map(|panel| panel.height + GAP).sum::<usize>()
    };
    let higher = |first: &usize| height(panels.get(..*first)).max(height(panels.get(*first..)));
    (1..panels.len()).min_by_key(higher).unwrap_or(panels.len())
}

fn title(matrix: &Matrix<'_>) -> String {
    match (matrix.pilots.is_empty(), matrix.compares()) {
        (true, _) => "What the rule sets ask for alike".to_owned(),
        (false, true) => "Rules against pilots, and what the rule sets ask for alike".to_owned(),
        (false, false) => "Rules against pilots".to_owned(),
    }
}

fn about(matrix: &Matrix<'_>) -> String {
    let [rules, sets, pilots] = [
        (matrix.agreement.conditions.len(), "rule"),
        (matrix.agreement.sets.len(), "rule set"),
        (matrix.pilots.len(), "pilot"),
    ]
    .map(|(count, noun)| words::counted(count, noun));
    format!("{rules} of {sets}, {pilots}. There is a table for each rule set, with a row for each rule.")
}

/// The heading; gives where the tables begin.
fn opening(matrix: &Matrix<'_>, width: usize, out: &mut String) -> usize {
    let mut y = GAP + 12;
    text(out, GAP, y, "wb-h", &title(matrix));
    for line in lines(&about(matrix), width - 2 * GAP) {
        y += LINE + 2;
        text(out, GAP, y, "wb-s", &line);
    }
    y + GAP
}

/// A rule set as a table.
struct Panel<'m, 'c> {
    matrix: &'m Matrix<'c>,
    set: &'m ReadySet,
    conditions: &'m [Shared<'c>],
    heading: Vec<String>,
    issued: Vec<String>,
    label: usize,
    width: usize,
    height: usize,
}

impl<'m, 'c> Panel<'m, 'c> {
    fn new(matrix: &'m Matrix<'c>, set: &'m ReadySet, conditions: &'m [Shared<'c>]) -> Self {
        let longest = matrix.agreement.conditions.iter().map(|one| id(&one.held).chars().count()).max();
        let label = (longest.unwrap_or_default() + 8) * LETTER;
        let sets = if matrix.compares() { matrix.agreement.sets.len() * CELL + GAP / 2 } else { 0 };
        let width = (label + matrix.pilots.len() * CELL + sets).max(LEAST);
        let heading = lines(&set.set.title, width);
        let issued = lines(&format!("Issued by {}", words::listed(&set.set.issued_by, "and")), width);
        let height = (heading.len() + issued.len() + 1) * LINE + (conditions.len() + 1) * CELL;
        Self { matrix, set, conditions, heading, issued, label, width, height }
    }

    /// Where the cells of the sets begin.
    fn sets_at(&self, x: usize) -> usize {
        let gap = if self.matrix.pilots.is_empty() { 0 } else { GAP / 2 };
        x + self.label + self.matrix.pilots.len() * CELL + gap
    }

    fn draw(&self, x: usize, top: usize, out: &mut String) {
        let mut y = top;
        let name = xml(&format!("{}, issued by {}", self.set.set.title, words::listed(&self.set.set.issued_by, "and")));
        let _ = writeln!(out, "<g role=\"table\" aria-label=\"{name}\">\n<g role=\"caption\">");
        for (class, lines) in [("wb-t", &self.heading), ("wb-s", &self.issued)] {
            for line in lines {
                y += LINE;
                text(out, x, y, class, line);
            }
        }
        out.push_str("</g>\n<g role=\"row\">");
        y += LINE;
        self.heads(x, y, out);
        out.push_str("</g>\n");
        for shared in self.conditions {
            y += CELL;
            self.row(x, y, shared, out);
        }
        out.push_str("</g>\n");
    }

    /// The heads of the columns: numbers for pilots, and letters for rule sets.
    fn heads(&self, x: usize, y: usize, out: &mut String) {
        let base = y + CELL - 5;
        cell(
            out,
            "columnheader",
            "rule and force",
            &format!("<text x=\"{x}\" y=\"{base}\" class=\"wb-x wb-s\">rule, force</text>"),
        );
        for (at, pilot) in self.matrix.pilots.iter().enumerate() {
            let middle = x + self.label + at * CELL + CELL / 2;
            let drawn = format!("<text x=\"{middle}\" y=\"{base}\" class=\"wb-x wb-n wb-s\">{}</text>", at + 1);
            cell(out, "columnheader", &format!("pilot {}: {}", at + 1, pilot.title), &drawn);
        }
        if self.matrix.compares() {
            for (at, set) in self.matrix.agreement.sets.iter().enumerate() {
                let middle = self.sets_at(x) + at * CELL + CELL / 2;
                let drawn = format!("<text x=\"{middle}\" y=\"{base}\" class=\"wb-x wb-l\">{}</text>", mark(at));
                cell(out, "columnheader", &format!("rule set {}: {}", mark(at), set.set.title), &drawn);
            }
        }
    }

    fn row(&self, x: usize, y: usize, shared: &Shared<'_>, out: &mut String) {
        let rule = &shared.held.rule.rule;
        let base = y + CELL - 5;
        out.push_str("<g role=\"row\">");
        let right = self.sets_at(x) + if self.matrix.compares() { self.matrix.agreement.sets.len() * CELL } else { 0 };
        let _ = write!(out, "<path class=\"wb-line\" d=\"M{x} {y}H{right}\"/>");
        let drawn = format!(
            "<text x=\"{x}\" y=\"{base}\" class=\"wb-x\">{} <tspan class=\"wb-g\">{}</tspan></text>",
            xml(&rule.id),
            rule.force.name()
        );
        cell(out, "rowheader", &format!("{}, {}: {}", rule.id, rule.force.name(), rule.title), &drawn);
        for (at, pilot) in self.matrix.pilots.iter().enumerate() {
            let verdict = pilot.verdict(&shared.held);
            let drawn = symbol_at(verdict_symbol(verdict), x + self.label + at * CELL, y);
            cell(out, "cell", &format!("{}, {}: {}", rule.id, pilot.id, named(verdict)), &drawn);
        }
        if self.matrix.compares() {
            let sets = self.matrix.agreement.sets.iter().zip(&shared.standing);
            for (at, (set, standing)) in sets.enumerate() {
                let drawn = symbol_at(sign_symbol(sign(standing)), self.sets_at(x) + at * CELL, y);
                cell(out, "cell", &format!("{}, {}: {}", rule.id, set.set.id, stands(standing)), &drawn);
            }
        }
        out.push_str("</g>\n");
    }
}

/// What the letters stand for, the pilots and the sets, beside one another; gives where it ends.
fn legend(matrix: &Matrix<'_>, width: usize, top: usize, out: &mut String) -> usize {
    let half = (width - GAP) / 2;
    let mut signs = Key { x: GAP, y: top, room: half - GAP };
    out.push_str("<g role=\"list\" aria-label=\"What the signs mean\">\n");
    if !matrix.pilots.is_empty() {
        for verdict in VERDICTS {
            signs.entry(out, |x, y| symbol_at(verdict_symbol(Some(verdict)), x, y), named(Some(verdict)));
        }
    }
    if matrix.compares() {
        for (sign, means) in SIGNS {
            signs.entry(out, |x, y| symbol_at(sign_symbol(sign), x, y), means);
        }
    }
    out.push_str("</g>\n<g role=\"list\" aria-label=\"Pilots and rule sets\">\n");
    let mut names = Key { x: GAP + half, y: top, room: half - GAP };
    let marked = |mark: String| {
        move |x: usize, y: usize| {
            format!("<text x=\"{}\" y=\"{}\" class=\"wb-x wb-l\">{mark}</text>", x + CELL / 2, y + CELL - 5)
        }
    };
    for (at, Column { id, title, .. }) in matrix.pilots.iter().enumerate() {
        names.entry(out, marked((at + 1).to_string()), &format!("{id}: {title}"));
    }
    if matrix.compares() {
        for (at, set) in matrix.agreement.sets.iter().enumerate() {
            names.entry(out, marked(mark(at)), &format!("{}: {}", set.set.id, set.set.title));
        }
    }
    out.push_str("</g>\n");
    signs.y.max(names.y)
}

/// A column of signs, each with what it stands for.
struct Key {
    x: usize,
    y: usize,
    room: usize,
}

impl Key {
    fn entry(&mut self, out: &mut String, drawn: impl Fn(usize, usize) -> String, means: &str) {
        out.push_str("<g role=\"listitem\">");
        out.push_str(&drawn(self.x, self.y));
        for line in lines(means, self.room - CELL - 8) {
            text(out, self.x + CELL + 8, self.y + CELL - 5, "", &line);
            self.y += CELL;
        }
        self.y += 2;
        out.push_str("</g>\n");
    }
}

/// The letter of a rule set; after Z numbers.
pub(super) fn mark(at: usize) -> String {
    ('A'..='Z').nth(at).map_or_else(|| (at + 1).to_string(), String::from)
}

fn verdict_symbol(verdict: Option<VerdictAndScope>) -> &'static str {
    match letter(verdict) {
        'M' => "wb-met",
        'm' => "wb-met-if",
        'B' => "wb-breached",
        'C' => "wb-contested",
        'U' => "wb-unstated",
        '-' => "wb-none",
        _ => "wb-much",
    }
}

fn sign_symbol(sign: char) -> &'static str {
    match sign {
        '#' => "wb-own",
        'M' => "wb-must",
        'S' => "wb-should",
        'A' => "wb-ask",
        'p' => "wb-part",
        'o' => "wb-other",
        'X' => "wb-conflict",
        '.' => "wb-silent",
        _ => "wb-none",
    }
}

/// The cells, each drawn once.
fn definitions() -> String {
    let boxed =
        |fill: &str| format!("<rect x=\"1\" y=\"1\" width=\"16\" height=\"16\" fill=\"{fill}\" stroke=\"#333\"/>");
    let dashed =
        "<rect x=\"1\" y=\"1\" width=\"16\" height=\"16\" fill=\"#fff\" stroke=\"#333\" stroke-dasharray=\"2 2\"/>"
            .to_owned();
    let letter =
        |letter: &str, class: &str| format!("<text x=\"9\" y=\"13\" class=\"wb-x wb-l {class}\">{letter}</text>");
    let plate = "<rect x=\"4\" y=\"3\" width=\"10\" height=\"12\" fill=\"#fff\"/>";
    let half = "<path d=\"M1 17V1L17 17Z\" fill=\"#b9c7ee\"/>";
    let cross = "<path d=\"M4 4L14 14M14 4L4 14\" stroke=\"#111\" stroke-width=\"2.5\"/>";
    let drawn = [
        ("wb-met", boxed("#e3f4e3") + &letter("M", "")),
        ("wb-met-if", dashed + &letter("m", "")),
        ("wb-breached", boxed("#7a0019") + &letter("B", "wb-w")),
        ("wb-contested", boxed("url(#wb-stripes)") + plate + &letter("C", "")),
        ("wb-unstated", boxed("url(#wb-dots)") + &letter("U", "wb-g")),
        ("wb-none", letter("\u{2013}", "wb-g")),
        ("wb-much", boxed("#fff") + &letter("!", "")),
        ("wb-own", "<rect x=\"5\" y=\"5\" width=\"8\" height=\"8\" fill=\"#111\"/>".to_owned()),
        ("wb-must", boxed("#1f3a93") + &letter("M", "wb-w")),
        ("wb-should", boxed("#1f3a93") + &letter("S", "wb-w")),
        ("wb-ask", boxed("#1f3a93") + &letter("A", "wb-w")),
        ("wb-part", boxed("#fff") + half + &letter("p", "")),
        ("wb-other", "<circle cx=\"9\" cy=\"9\" r=\"4\" fill=\"none\" stroke=\"#333\"/>".to_owned()),
        ("wb-conflict", boxed("#fff") + cross),
        ("wb-silent", "<circle cx=\"9\" cy=\"9\" r=\"1\" fill=\"#444\"/>".to_owned()),
    ];
    let groups: String = drawn.iter().map(|(id, drawn)| format!("<g id=\"{id}\">{drawn}</g>\n")).collect();
    format!(
        "<defs>\n<pattern id=\"wb-stripes\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"4\" height=\"4\" fill=\"#fff\"/>\
         <rect width=\"2\" height=\"4\" fill=\"#7b3fa0\"/></pattern>\n\
         <pattern id=\"wb-dots\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">\
         <rect width=\"4\" height=\"4\" fill=\"#fff\"/><circle cx=\"2\" cy=\"2\" r=\".6\" fill=\"#999\"/></pattern>\n\
         {groups}</defs>\n"
    )
}

fn symbol_at(symbol: &str, x: usize, y: usize) -> String {
    format!("<use href=\"#{symbol}\" x=\"{x}\" y=\"{y}\"/>")
}

/// A part of a table with its role, and a title that says it in words.
fn cell(out: &mut String, role: &str, title: &str, drawn: &str) {
    let _ = write!(out, "<g role=\"{role}\"><title>{}</title>{drawn}</g>", xml(title));
}

fn text(out: &mut String, x: usize, y: usize, class: &str, text: &str) {
    let _ = writeln!(out, "<text x=\"{x}\" y=\"{y}\" class=\"wb-x {class}\">{}</text>", xml(text));
}

/// Text in lines of about this width.
fn lines(text: &str, width: usize) -> Vec<String> {
    let text = words::harmless(text).split_whitespace().collect::<Vec<_>>().join(" ");
    textwrap::wrap(&text, (width / LETTER).max(20)).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Text of which nothing acts, within elements and attributes.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in words::harmless(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
