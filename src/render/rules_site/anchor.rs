//! Names within the page that links lead to: the kind of thing, a full stop, and its id.

use crate::render::html::Html;

/// A link to a thing of a kind.
pub(super) fn link(kind: &'static str, id: &str, words: &str) -> Html {
    let mut out = Html::default();
    out.markup("<a href=\"#").markup(kind).markup(".").text(id).markup("\">").text(words).markup("</a>");
    out
}

/// The beginning of an element that is such a thing, up to its id.
pub(super) fn open(element: &'static str, kind: &'static str, id: &str) -> Html {
    let mut out = Html::default();
    out.markup("<").markup(element).markup(" id=\"").markup(kind).markup(".").text(id).markup("\">");
    out
}

/// Links to rules, in a list within a sentence.
pub(super) fn rules<'r>(rules: impl IntoIterator<Item = &'r str>) -> Html {
    let mut out = Html::default();
    for (at, rule) in rules.into_iter().enumerate() {
        out.markup(if at == 0 { "" } else { ", " }).html(&link("rule", rule, rule));
    }
    out
}
