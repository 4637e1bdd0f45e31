//! Markdown, read back by a reader that is not ours.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};

use super::forms;

/// Holds Markdown against what must be so of it: it shows nothing but words, leads nowhere but to pages of the web, and shows
/// no picture and nothing raw.
pub fn hold(text: &str) {
    text.split('\n').for_each(forms::line);
    let mut options = Options::default();
    (options.extension.table, options.extension.strikethrough, options.extension.tasklist) = (true, true, true);
    options.extension.autolink = true;
    let arena = Arena::new();
    for node in parse_document(&arena, text, &options).descendants() {
        match &node.data.borrow().value {
            NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) | NodeValue::Image(_) => {
                panic!("raw, or a picture: {text}")
            }
            NodeValue::Strikethrough | NodeValue::TaskItem(_) => panic!("what nobody meant: {text}"),
            NodeValue::Link(link) => {
                let leads = ["http://", "https://", "mailto:"].iter().any(|scheme| link.url.starts_with(scheme));
                assert!(leads, "{:?} in {text}", link.url);
            }
            _ => {}
        }
    }
}
