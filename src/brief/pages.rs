//! An answer in the form that a call wants.

use watching_brief::render::page::Page;

use super::cli::PageFormat;
use super::output;

/// What is printed of an answer: its page in the form that is wanted, or its JSON form.
pub fn in_form(format: PageFormat, page: &Page, json: impl FnOnce() -> String) -> String {
    match format {
        PageFormat::Human => page.human(output::look()),
        PageFormat::Markdown => page.markdown(),
        PageFormat::Html => page.html(),
        PageFormat::Json => json(),
    }
}
