//! HTML read back by a reader that is not ours, and held to what every document of ours must keep.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, Token, Tokenizer};

/// An element, with all the text that it holds.
#[derive(Debug)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub text: String,
}

impl Element {
    /// An attribute; empty where there is none.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// A document as a browser reads it: its elements in order, and what a person reads.
#[derive(Debug)]
pub struct Document {
    pub elements: Vec<Element>,
    pub text: String,
}

impl Document {
    /// The elements of a name.
    pub fn named<'d>(&'d self, name: &'d str) -> impl Iterator<Item = &'d Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// The text of an element, and of all within the document to which links in it lead.
    pub fn text_with_what_it_links_to(&self, element: &Element) -> String {
        let at = self.elements.iter().position(|one| std::ptr::eq(one, element)).expect("an element of the document");
        let within = self.elements.iter().skip(at + 1).take_while(|one| one.name != element.name);
        let names = within.filter_map(|one| one.attribute("href").strip_prefix('#'));
        let led = names.map(|name| self.by_id(name).unwrap_or_else(|| panic!("no {name}")).text.as_str());
        std::iter::once(element.text.as_str()).chain(led).collect::<Vec<_>>().join("\n")
    }

    /// The part that opens below the heading of an id.
    pub fn opening(&self, id: &str) -> Option<&Element> {
        let at = self.elements.iter().position(|element| element.attribute("id") == id)?;
        self.elements.iter().take(at).rev().find(|element| element.name == "details")
    }

    /// The id of the heading below which a part opens.
    pub fn heading_of(&self, part: &Element) -> &str {
        let at = self.elements.iter().position(|one| std::ptr::eq(one, part)).expect("an element of the document");
        self.elements.iter().skip(at).find(|one| one.name == "h5").map_or("", |heading| heading.attribute("id"))
    }

    /// The element of an id.
    pub fn by_id(&self, id: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.attribute("id") == id)
    }
}

/// What has no end, and holds nothing.
const VOID: [&str; 4] = ["meta", "br", "input", "hr"];

/// What is of our own making, and no more.
const ELEMENTS: [&str; 54] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "script",
    "body",
    "a",
    "header",
    "main",
    "footer",
    "nav",
    "section",
    "article",
    "div",
    "span",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "form",
    "label",
    "input",
    "select",
    "option",
    "button",
    "strong",
    "em",
    "b",
    "i",
    "code",
    "pre",
    "q",
    "blockquote",
    "cite",
    "mark",
    "br",
];

const ATTRIBUTES: [&str; 30] = [
    "data-head",
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "id",
    "class",
    "href",
    "rel",
    "tabindex",
    "hidden",
    "role",
    "scope",
    "for",
    "type",
    "value",
    "autocomplete",
    "open",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "aria-live",
    "data-verdict",
    "data-force",
    "data-set",
    "data-speakers",
    "title",
    "colspan",
    "start",
];

fn text(of: &HtmlString) -> String {
    String::from_utf8(of.to_vec()).expect("UTF-8")
}

/// A document, read. It must be whole: nothing that a reader has to forgive, no element or attribute that is not ours, no id
/// twice, no link that runs anything or leads nowhere, and headings that leave no level out.
pub fn read(html: &str) -> Document {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut document = Document { elements: Vec::new(), text: String::new() };
    let mut open: Vec<usize> = Vec::new();
    assert!(html.starts_with("<!DOCTYPE html>\n"), "no document: {}", &html[..html.len().min(200)]);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                assert!(ELEMENTS.contains(&name.as_str()), "<{name}>");
                let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(&value.value)));
                let attributes: BTreeMap<String, String> = attributes.collect();
                for attribute in attributes.keys() {
                    assert!(ATTRIBUTES.contains(&attribute.as_str()), "<{name} {attribute}>");
                }
                if !VOID.contains(&name.as_str()) {
                    open.push(document.elements.len());
                }
                document.elements.push(Element { name, attributes, text: String::new() });
            }
            Token::EndTag(tag) => {
                let last = open.pop().map(|at| document.elements[at].name.clone());
                assert_eq!(last, Some(text(&tag.name)), "what is opened last is closed first");
            }
            Token::String(words) => {
                let words = text(&words.value);
                for at in &open {
                    document.elements[*at].text.push_str(&words);
                }
                let of = open.last().map(|at| document.elements[*at].name.as_str());
                if !matches!(of, Some("style" | "script" | "title") | None) {
                    document.text.push_str(&words);
                }
            }
            Token::Doctype(_) => {}
            Token::Comment(_) => panic!("a comment"),
            Token::Error(error) => panic!("{error:?}"),
        }
    }
    assert!(open.is_empty(), "all is closed");
    keeps_the_rules(&document);
    document
}

/// Whether a link leads to a page beside this one, in a folder beside it, or beside its folder.
fn is_page(href: &str) -> bool {
    let path = href.split('#').next().and_then(|page| page.strip_suffix(".html")).unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'%');
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(plain);
    match path.split_once('/') {
        Some((folder, name)) => (folder == ".." || is_name(folder)) && is_name(name),
        None => is_name(path),
    }
}

fn keeps_the_rules(document: &Document) {
    let mut ids = BTreeSet::new();
    for element in document.elements.iter().filter(|element| element.attributes.contains_key("id")) {
        assert!(ids.insert(element.attribute("id")), "the id {} twice", element.attribute("id"));
    }
    for link in document.named("a") {
        let href = link.attribute("href");
        let leads = href.strip_prefix('#').map_or_else(
            || {
                ["http://", "https://", "mailto:"].iter().any(|scheme| href.to_lowercase().starts_with(scheme))
                    || is_page(href)
            },
            |name| ids.contains(name),
        );
        assert!(leads, "the link to {href}");
        assert!(!link.text.trim().is_empty(), "the link to {href} has no words");
    }
    let mut before = 0;
    for heading in
        document.elements.iter().filter(|element| matches!(element.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5"))
    {
        let level = usize::from(heading.name.as_bytes()[1] - b'0');
        assert!(level <= before + 1, "the heading “{}” leaves a level out", heading.text);
        before = level;
    }
    assert_eq!(document.named("h1").count(), 1);
    for style in document.named("style").chain(document.named("script")) {
        assert!(!style.text.contains("@import") && !style.text.contains("url("), "a request");
    }
    assert_eq!(document.named("style").count(), 1);
    assert!(document.named("script").count() <= 1);
}
