//! A page as a document of HTML, whole in one file.

use super::headings::{Headings, PlacedHeading};
use super::{
    Block, Definition, Form, Item, Language, List, ListKind, Page, Span, Table, Text, shown_lines, visible_blocks,
};
use crate::explain::Line;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::render::html::{self, Document, Html};

/// A page with so many sections begins with a list of them.
const MANY_SECTIONS: usize = 4;

/// The document.
pub(super) fn page(page: &Page) -> String {
    let headings = Headings::of(page);
    let mut writer = Writer { out: Html::default(), headings: headings.all.iter(), section: page.title.clone() };
    writer.out.markup("<div class=\"page\">\n");
    if let Some(title) = &headings.title {
        writer.out.element("<h1>", title, "</h1>\n");
        contents(&headings, &mut writer.out);
    }
    for (at, block) in visible_blocks(&page.blocks, Form::Html).into_iter().enumerate() {
        writer.block(block);
        if at == 0 && headings.title.is_none() {
            contents(&headings, &mut writer.out);
        }
    }
    writer.out.markup("</div>\n");
    Document { title: &page.title, script: None }.whole(&writer.out)
}

/// What is on the page, where it has many sections.
fn contents(headings: &Headings, out: &mut Html) {
    if headings.sections().count() < MANY_SECTIONS {
        return;
    }
    out.markup("<nav aria-label=\"On this page\">\n<p>On this page</p>\n<ul>\n");
    for PlacedHeading { id, words, .. } in headings.sections() {
        out.markup("<li><a href=\"#").text(id).markup("\">").text(words).markup("</a></li>\n");
    }
    out.markup("</ul>\n</nav>\n");
}

/// Writes a page, block by block.
struct Writer<'h> {
    out: Html,
    headings: std::slice::Iter<'h, PlacedHeading>,
    /// The words of the last heading, which name what stands below it.
    section: String,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(&heading.text),
            Block::Paragraph(words, _) => self.element("<p>", words, "</p>\n"),
            Block::List(of) => self.list(of),
            Block::Definitions(all) => self.definitions(all),
            Block::Table(of) => self.table(of),
            Block::Outline(lines) => self.outline(lines),
            Block::Preformatted(language, lines, _) => self.preformatted(*language, lines),
            Block::Diagnostics(all, _) => self.diagnostics(all),
            Block::Details(summary, blocks) => {
                self.element("<details>\n<summary>", summary, "</summary>\n");
                visible_blocks(blocks, Form::Html).into_iter().for_each(|block| self.block(block));
                self.out.markup("</details>\n");
            }
            Block::Grid(_) | Block::OneLine(..) | Block::ByWidth { .. } | Block::Only(..) => {}
        }
    }

    fn heading(&mut self, text: &Text) {
        let Some(PlacedHeading { level, id, words }) = self.headings.next() else { return };
        let (opening, closing) = match level {
            1 => ("<h1 id=\"", "</h1>\n"),
            2 => ("<h2 id=\"", "</h2>\n"),
            3 => ("<h3 id=\"", "</h3>\n"),
            4 => ("<h4 id=\"", "</h4>\n"),
            5 => ("<h5 id=\"", "</h5>\n"),
            _ => ("<h6 id=\"", "</h6>\n"),
        };
        self.section.clone_from(words);
        self.out.markup(opening).text(id);
        self.element("\">", text, closing);
    }

    fn element(&mut self, opening: &'static str, text: &Text, closing: &'static str) {
        self.out.markup(opening);
        self.text(text);
        self.out.markup(closing);
    }

    fn text(&mut self, text: &Text) {
        let out = &mut self.out;
        for span in text.spans(Form::Html) {
            match span {
                Span::Plain(words) => out.text(words),
                Span::Code(name) => out.element("<code>", name, "</code>"),
                Span::Strong(words) => out.element("<strong>", words, "</strong>"),
                Span::Label(label) => out.element("<span class=\"soft\">", label, "</span>: "),
                Span::Sign(sign) => out.text(sign.encode_utf8(&mut [0; 4])),
                Span::Verdict(verdict) => out.markup(html::mark(*verdict)),
                Span::Place(file, place) => {
                    out.markup("<code class=\"place\">").text(file).text(place).markup("</code>")
                }
                Span::Link(words, address) => {
                    html::link(address, words, out);
                    &mut *out
                }
                Span::Only(..) | Span::Mark(..) => &mut *out,
            };
        }
    }

    fn list(&mut self, List { kind, items, .. }: &List) {
        let (opening, closing) = match kind {
            ListKind::Items => ("<ul>\n", "</ul>\n"),
            ListKind::Numbered => ("<ol>\n", "</ol>\n"),
            ListKind::Entries => ("<ul class=\"entries\">\n", "</ul>\n"),
        };
        self.out.markup(opening);
        for Item { text, about, lines } in items {
            let lines = shown_lines(lines, Form::Html);
            let paragraph = about.is_some() || *kind == ListKind::Entries;
            let (begin, end) = if paragraph { ("<li><p>", "</p>\n") } else { ("<li>", "\n") };
            self.element(begin, text, end);
            if let Some(about) = about {
                self.element("<p>", about, "</p>\n");
            }
            if !lines.is_empty() {
                self.out.markup("<ul>\n");
                lines.iter().for_each(|line| self.element("<li>", line, "</li>\n"));
                self.out.markup("</ul>\n");
            }
            self.out.markup("</li>\n");
        }
        self.out.markup(closing);
    }

    /// Names that follow on one another and are the same stand once.
    fn definitions(&mut self, all: &[Definition]) {
        self.out.markup("<dl>\n");
        for same in all.chunk_by(|one, next| one.name == next.name) {
            if let Some(first) = same.first() {
                self.out.element("<dt>", &first.name, "</dt>\n");
            }
            self.out.markup("<dd>\n");
            same.iter().for_each(|one| self.element("<p>", &one.text, "</p>\n"));
            self.out.markup("</dd>\n");
        }
        self.out.markup("</dl>\n");
    }

    /// A table that can be moved within a frame of its own, by the keyboard too, where the screen is narrow.
    fn table(&mut self, table: &Table) {
        let name = table.caption.as_ref().map_or_else(|| self.section.clone(), |caption| caption.plain(Form::Html));
        if table.signs_from.is_some() {
            self.out.markup(html::SIDEWAYS);
        }
        self.out.markup("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"").text(&name);
        // What a narrow screen shows of a table of words, row below row, is still told as a table.
        self.out.markup(match table.signs_from {
            Some(_) => "\">\n<table class=\"signs\">\n",
            None => "\">\n<table class=\"of-words\" role=\"table\">\n",
        });
        match &table.caption {
            Some(caption) => self.element("<caption>", caption, "</caption>\n"),
            None => {
                self.out.element("<caption class=\"unseen\">", &name, "</caption>\n");
            }
        }
        self.out.markup("<thead role=\"rowgroup\">\n<tr role=\"row\">");
        table.head.iter().for_each(|cell| self.element("<th scope=\"col\" role=\"columnheader\">", cell, "</th>\n"));
        self.out.markup("</tr>\n</thead>\n<tbody role=\"rowgroup\">\n");
        for row in &table.rows {
            self.out.markup("<tr role=\"row\">");
            for (column, (lines, head)) in row.iter().zip(&table.head).enumerate() {
                if column == 0 {
                    self.out.markup("<th scope=\"row\" role=\"rowheader\">");
                    self.cell(lines);
                    self.out.markup("</th>\n");
                    continue;
                }
                self.out.markup("<td role=\"cell\"");
                if table.signs_from.is_none() {
                    self.out.markup(" data-head=\"").text(&head.plain(Form::Html)).markup("\"");
                }
                self.out.markup(">");
                self.cell(lines);
                self.out.markup("</td>\n");
            }
            self.out.markup("</tr>\n");
        }
        self.out.markup("</tbody>\n</table>\n</div>\n");
    }

    fn cell(&mut self, lines: &[Text]) {
        match lines {
            [one] => self.text(one),
            several => several.iter().for_each(|line| self.element("<p>", line, "</p>\n")),
        }
    }

    /// Sentences as paragraphs, and entries as lists within lists.
    fn outline(&mut self, lines: &[Line]) {
        let mut rest = lines;
        while let [first, after @ ..] = rest {
            if first.verbatim {
                let count = rest.iter().take_while(|line| line.verbatim).count();
                let (verbatim, after) = rest.split_at(count);
                let text: String = verbatim.iter().map(|line| format!("{}\n", line.text)).collect();
                self.preformatted(Language::Plain, &text);
                rest = after;
            } else if first.entry {
                self.out.markup("<ul>\n");
                while let [entry, after @ ..] = rest
                    && entry.entry
                    && entry.depth == first.depth
                {
                    let count = after.iter().take_while(|line| line.depth > entry.depth && !line.verbatim).count();
                    let (under, after) = after.split_at(count);
                    self.element("<li>", &Text::quoting(&entry.text), "\n");
                    self.outline(under);
                    self.out.markup("</li>\n");
                    rest = after;
                }
                self.out.markup("</ul>\n");
            } else {
                self.element("<p>", &Text::quoting(&first.text), "</p>\n");
                rest = after;
            }
        }
    }

    fn preformatted(&mut self, language: Language, lines: &str) {
        self.out.markup(match language {
            Language::Yaml => "<pre class=\"yaml\">",
            Language::Diff => "<pre class=\"diff\">",
            Language::Plain => "<pre>",
        });
        // The first line break behind the tag is none of the text's own.
        self.out.markup("\n").lines(lines).markup("</pre>\n");
    }

    fn diagnostics(&mut self, all: &[Diagnostic]) {
        self.out.markup("<ul class=\"alert\">\n");
        for diagnostic in all {
            self.out.markup(match diagnostic.severity {
                Severity::Error => "<li><strong>Error:</strong> ",
                Severity::Notice => "<li><strong>Notice:</strong> ",
            });
            self.text(&Text::quoting(&diagnostic.message));
            if let Some(file) = &diagnostic.file {
                self.out.markup(" (<code class=\"place\">").text(file);
                if let Some(place) = diagnostic.place {
                    self.out.text(&format!(":{place}"));
                }
                self.out.markup("</code>)");
            }
            self.out.markup("</li>\n");
        }
        self.out.markup("</ul>\n");
    }
}
