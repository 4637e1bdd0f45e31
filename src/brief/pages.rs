//! An answer in the form that a call wants.

use watching_brief::render::page::Page;

use super::cli::{PageFormat, QuestionsFormat, TableArgs};
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

/// The same of an answer that has a table, too.
pub fn in_form_or_table(
    format: QuestionsFormat,
    table: TableArgs,
    page: &Page,
    json: impl FnOnce() -> String,
    csv: impl FnOnce() -> String,
) -> String {
    let format = match format {
        QuestionsFormat::Csv => return format!("{}{}", table.mark(), csv()),
        QuestionsFormat::Human => PageFormat::Human,
        QuestionsFormat::Markdown => PageFormat::Markdown,
        QuestionsFormat::Html => PageFormat::Html,
        QuestionsFormat::Json => PageFormat::Json,
    };
    in_form(format, page, json)
}
