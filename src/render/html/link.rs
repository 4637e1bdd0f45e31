//! Links to addresses that the input names.

use super::Html;

/// The schemes of addresses that become links; any other stays text.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

/// Adds a link with this text; the text alone where the address is not one that may be followed.
pub(in crate::render) fn link(address: &str, text: &str, out: &mut Html) {
    if may_be_followed(address) {
        out.markup("<a rel=\"noreferrer noopener\" href=\"").text(address).markup("\">").text(text).markup("</a>");
    } else {
        out.text(text);
    }
}

/// Adds an address, as a link where it may be followed.
pub(in crate::render) fn address(address: &str, out: &mut Html) {
    link(address, address, out);
}

/// Whether an address has a scheme that runs nothing, and no character that an address has not.
fn may_be_followed(address: &str) -> bool {
    let has = |scheme: &&str| address.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    SCHEMES.iter().any(has) && !address.contains(|c: char| c.is_control() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(text: &str) -> String {
        let mut html = Html::default();
        address(text, &mut html);
        html.into_string()
    }

    #[test]
    fn only_addresses_that_run_nothing_become_links() {
        let link =
            "<a rel=\"noreferrer noopener\" href=\"https://a.example/?b=1&amp;c\">https://a.example/?b=1&amp;c</a>";
        assert_eq!(linked("https://a.example/?b=1&c"), link);
        assert!(linked("HTTP://a.example").starts_with("<a "));
        assert!(linked("mailto:a@b.example").starts_with("<a "));
        for other in ["javascript:alert(1)", " javascript:1", "data:text/html,x", "//a.example", "file:///x", "é", ""]
        {
            assert_eq!(linked(other), other);
        }
        assert_eq!(linked("https://a\tb"), "https://a b");
    }
}
