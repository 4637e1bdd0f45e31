//! Diagnostics drawn: a heading, and below it the lines that it speaks of.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode, ThemeCharacters, ThemeStyles,
};

use super::excerpt::Excerpt;
use crate::render::DisplayOptions;

/// Draws diagnostics in one look.
#[derive(Debug)]
pub(super) struct Painter {
    handler: GraphicalReportHandler,
}

/// What stands before the heading of something wrong, of something to look at, and of something to know.
#[derive(Debug, Clone, Copy)]
pub(super) struct Icons(pub &'static str, pub &'static str, pub &'static str);

/// The columns before the lines of a heading, where the icon takes one.
pub(super) const HEADING: usize = 4;

impl Painter {
    pub fn new(look: DisplayOptions, icons: Icons) -> Self {
        let characters = ThemeCharacters {
            error: icons.0.to_owned(),
            warning: icons.1.to_owned(),
            advice: icons.2.to_owned(),
            ..ThemeCharacters::unicode()
        };
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles: styles(look.colour) })
            .with_width(look.width)
            .with_wrap_lines(false)
            .with_links(false)
            .with_context_lines(1)
            .without_syntax_highlighting();
        Self { handler }
    }

    /// A diagnostic in lines. The heading comes in lines that fit.
    pub fn paint(&self, severity: Severity, heading: &str, excerpt: Option<&Excerpt>) -> String {
        let mut out = String::with_capacity(1024);
        let drawn = Drawn { severity, heading, excerpt: excerpt.filter(|excerpt| !excerpt.is_empty()) };
        if self.handler.render_report(&mut out, &drawn).is_err() {
            heading.clone_into(&mut out);
            out.push('\n');
        }
        match excerpt {
            Some(excerpt) => excerpt.linked(out),
            None => out,
        }
    }
}

/// Red, magenta and bold only: they can be read on a light and on a dark background.
fn styles(colour: bool) -> ThemeStyles {
    let plain = ThemeStyles::none();
    if !colour {
        return plain;
    }
    let style = plain.linum;
    ThemeStyles {
        error: style.red().bold(),
        warning: style.magenta().bold(),
        advice: style.bold(),
        highlights: vec![style.magenta()],
        ..plain
    }
}

/// What is drawn.
#[derive(Debug)]
struct Drawn<'d> {
    severity: Severity,
    heading: &'d str,
    excerpt: Option<&'d Excerpt>,
}

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.heading)
    }
}

impl std::error::Error for Drawn<'_> {}

impl Diagnostic for Drawn<'_> {
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.excerpt.map(|excerpt| Box::new(excerpt.labels().iter().cloned()) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}
