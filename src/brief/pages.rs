//! An answer in the form that a call wants.

use watching_brief::render::page::Page;

use super::cli::{DocumentFormat, PageFormat};
use super::output;

/// What is printed of an answer: its page in the form that is wanted, or its JSON form.
pub fn in_form(format: PageFormat, page: &Page, json: impl FnOnce() -> String) -> String {
    match format {
        PageFormat::Human => document(DocumentFormat::Human, page),
        PageFormat::Markdown => document(DocumentFormat::Markdown, page),
        PageFormat::Html => document(DocumentFormat::Html, page),
        PageFormat::Json => json(),
    }
}

/// What is printed of an answer that is for people alone.
pub fn document(format: DocumentFormat, page: &Page) -> String {
    match format {
        DocumentFormat::Human => page.human(output::look()),
        DocumentFormat::Markdown => page.markdown(),
        DocumentFormat::Html => page.html(),
    }
}
