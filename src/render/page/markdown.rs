//! A page as Markdown.

use super::{
    Block, Definition, Form, Item, Language, List, ListKind, Page, Span, Table, Text, shown_lines, visible_blocks,
};
use crate::explain::Line;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::render::markup::{code, escaped};
use crate::text::words::harmless;

/// The page, each block after an empty line.
pub(super) fn page(page: &Page) -> String {
    let mut out = String::new();
    for block in visible_blocks(&page.blocks, Form::Markdown) {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Heading(heading) => {
                let marks = "#".repeat(heading.level + page.markdown_depth);
                out.extend([&marks, " ", &text(&heading.text), "\n"]);
            }
            Block::Paragraph(words, _) => out.extend([&text(words), "\n"]),
            Block::List(of) => list(of, &mut out),
            Block::Definitions(all) => all.iter().for_each(|one| definition(one, &mut out)),
            Block::Table(of) => table(of, &mut out),
            Block::Outline(lines) => outline(lines, &mut out),
            Block::Preformatted(language, lines, _) => preformatted(*language, lines, &mut out),
            Block::Diagnostics(all, _) => all.iter().for_each(|one| diagnostic(one, &mut out)),
            Block::Grid(_) | Block::OneLine(..) | Block::ByWidth { .. } | Block::Details(..) | Block::Only(..) => {}
        }
    }
    out
}

/// A text on one line, of which nothing acts but what the page itself says.
fn text(text: &Text) -> String {
    let spans = text.spans(Form::Markdown);
    let mut out = String::new();
    // Words that stand side by side are made harmless together, since two halves may make a mark.
    let mut words = String::new();
    for span in spans {
        match span {
            Span::Plain(text) => words.push_str(text),
            Span::Label(label) => words.extend([label, ": "]),
            Span::Verdict(verdict) => words.push_str(verdict.words()),
            Span::Place(file, place) => words.extend([file.as_str(), place]),
            Span::Sign(sign) => {
                take(&mut words, false, &mut out);
                out.push(*sign);
            }
            Span::Code(name) => {
                take(&mut words, false, &mut out);
                out.push_str(&code(name));
            }
            Span::Strong(text) => {
                take(&mut words, false, &mut out);
                out.extend(["**", &escaped(text), "**"]);
            }
            Span::Link(text, address) => {
                take(&mut words, false, &mut out);
                out.push_str(&link(text, address));
            }
            Span::Only(..) | Span::Mark(..) => {}
        }
    }
    take(&mut words, true, &mut out);
    out
}

/// Takes words up, with a space at either end where there is one and something stands beside it.
fn take(words: &mut String, last: bool, out: &mut String) {
    if !out.is_empty() && words.starts_with(char::is_whitespace) {
        out.push(' ');
    }
    out.push_str(&escaped(words));
    if !last && words.trim().len() < words.trim_start().len() {
        out.push(' ');
    }
    words.clear();
}

/// A link, where the address is one of the web; else the words alone.
fn link(text: &str, address: &str) -> String {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '(' | ')' | '\\' | '|' | '`' | '"');
    let web = address.starts_with("https://") || address.starts_with("http://");
    match web && address.chars().all(plain) {
        true if text == address => format!("<{address}>"),
        true => format!("[{}]({address})", escaped(text)),
        false => escaped(text),
    }
}

fn list(list: &List, out: &mut String) {
    for (number, Item { text: words, about, lines }) in (1..).zip(&list.items) {
        let lines = shown_lines(lines, Form::Markdown);
        let (mark, margin) = match list.kind {
            ListKind::Items => ("- ".to_owned(), "  "),
            ListKind::Numbered => (format!("{number}. "), "   "),
            ListKind::Entries => (String::new(), ""),
        };
        if number > 1 && list.kind != ListKind::Items && !(about.is_none() && lines.is_empty()) {
            out.push('\n');
        }
        out.extend([&mark, &text(words), "\n"]);
        if let Some(about) = about {
            out.extend(["\n", margin, &text(about), "\n"]);
        }
        if list.kind == ListKind::Entries && !lines.is_empty() {
            out.push('\n');
        }
        lines.iter().for_each(|line| out.extend([margin, "- ", &text(line), "\n"]));
    }
}

fn definition(Definition { name, text: words }: &Definition, out: &mut String) {
    out.extend(["- ", &code(name), ": ", &text(words), "\n"]);
}

fn table(table: &Table, out: &mut String) {
    let head: Vec<String> = table.head.iter().map(text).collect();
    let kinds =
        (0..head.len()).map(|column| if table.signs_from.is_some_and(|from| column >= from) { ":-:|" } else { "---|" });
    out.extend(["| ", &head.join(" | "), " |\n|", &kinds.collect::<String>(), "\n"]);
    for row in &table.rows {
        let cell = |lines: &Vec<Text>| lines.iter().map(text).collect::<Vec<_>>().join("<br>");
        out.extend(["| ", &row.iter().map(cell).collect::<Vec<_>>().join(" | "), " |\n"]);
    }
}

/// Sentences as paragraphs, and entries as lists within lists.
fn outline(lines: &[Line], out: &mut String) {
    // The depths of the entries within which a line stands: it is indented by as many of them as there are.
    let mut within: Vec<usize> = Vec::new();
    let (mut entry_before, mut verbatim_before) = (true, false);
    for line in lines {
        if line.verbatim {
            let margin = if verbatim_before || out.ends_with("\n\n") { "    " } else { "\n    " };
            out.extend([margin, &harmless(&line.text), "\n"]);
            (verbatim_before, entry_before) = (true, false);
            continue;
        }
        verbatim_before = false;
        within.retain(|depth| *depth < line.depth);
        // A sentence is a paragraph of its own, and a list begins behind one.
        let goes_on = line.entry && entry_before;
        if !goes_on && !out.ends_with("\n\n") {
            out.push('\n');
        }
        let mark = if line.entry { "- " } else { "" };
        out.extend([&"  ".repeat(within.len()), mark, &text(&Text::quoting(&line.text)), "\n"]);
        if line.entry {
            within.push(line.depth);
        }
        entry_before = line.entry;
    }
}

fn preformatted(language: Language, lines: &str, out: &mut String) {
    let name = match language {
        Language::Yaml => "yaml",
        Language::Diff => "diff",
        Language::Plain => "text",
    };
    let longest = lines.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(if longest < 3 { 3 } else { 8.max(longest + 1) });
    let end = if lines.is_empty() || lines.ends_with('\n') { "" } else { "\n" };
    out.extend([&fence, name, "\n", lines, end, &fence, "\n"]);
}

fn diagnostic(diagnostic: &Diagnostic, out: &mut String) {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Notice => "notice",
    };
    let place = diagnostic.place.map_or_else(String::new, |place| format!(":{place}"));
    let place = diagnostic.file.as_ref().map_or_else(String::new, |file| format!(" ({file}{place})"));
    out.extend(["- ", severity, ": ", &escaped(&format!("{}{place}", diagnostic.message)), "\n"]);
}
