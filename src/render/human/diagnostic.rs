//! What is wrong with an input, or worth knowing, with the lines that it speaks of.

use miette::Severity;

use super::excerpt::{Excerpt, Label};
use super::page::{Indent, Page, Style};
use super::paint::{Icons, Painter};
use crate::model::diagnostic;
use crate::render::DisplayOptions;
use crate::text::LineIndex;

const ICONS: Icons = Icons("error:", "warning:", "notice:");

/// Draws errors and notices.
pub(super) fn painter(look: DisplayOptions) -> Painter {
    Painter::new(look, ICONS)
}

/// A diagnostic of an input, of a rule or of the call.
pub(in crate::render) fn diagnostic(diagnostic: &diagnostic::Diagnostic, look: DisplayOptions) -> String {
    draw_diagnostic(diagnostic, &painter(look), look)
}

/// A diagnostic, drawn by a painter that is at hand.
pub(super) fn draw_diagnostic(diagnostic: &diagnostic::Diagnostic, painter: &Painter, look: DisplayOptions) -> String {
    let (severity, icon) = match diagnostic.severity {
        diagnostic::Severity::Error => (Severity::Error, ICONS.0),
        diagnostic::Severity::Notice => (Severity::Advice, ICONS.2),
    };
    let file = diagnostic.file.as_deref().unwrap_or_default();
    let excerpt = diagnostic.excerpt.as_ref().map(|excerpt| {
        let lines = LineIndex::new(&excerpt.text, excerpt.first_line);
        let label = Label::new(excerpt.span, String::new());
        Excerpt::new(file, &lines, vec![label], look, |line| !line.trim().is_empty()).and_the_next_line(&lines)
    });
    let mut page = Page::wide(look.width.saturating_sub(icon.len() + 3), look.colour);
    let code = if look.codes { format!(" [{}]", diagnostic.code) } else { String::new() };
    page.paragraph(Indent("", ""), &[(Style::Plain, &diagnostic.message), (Style::Plain, &code)]);
    if excerpt.is_none() && diagnostic.file.is_some() {
        let file = super::file_name(file);
        let place = diagnostic.place.map_or_else(|| file.to_owned(), |place| format!("{file}:{place}"));
        let mark = page.mark();
        page.paragraph(Indent("", ""), &[(Style::Plain, &place)]);
        if let Some(place) = diagnostic.place {
            page.places(mark, file, &format!(":{place}"), look);
        }
    }
    painter.paint(severity, page.text().trim_end(), excerpt.as_ref())
}
