//! The shell of a document: one file that asks for nothing else, and may not.

use sha2::{Digest, Sha256};

use super::Html;

/// The one style sheet. What it says of screens, of the dark and of print holds for every document.
const STYLE: &str = include_str!("style.css");

/// A document of HTML: what stands before and behind its content.
#[derive(Debug, Clone)]
pub(in crate::render) struct Document<'d> {
    /// Its title, as a browser shows it above the page.
    pub title: &'d str,
    /// The one script that it may run. All of the content is there without it.
    pub script: Option<&'static str>,
}

impl Document<'_> {
    /// What comes before the content, which begins with a heading of the first level.
    pub fn begin(&self) -> Html {
        let mut out = Html::with_capacity(STYLE.len() + 2_048);
        out.markup("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.markup("<meta http-equiv=\"Content-Security-Policy\" content=\"").text(&self.policy()).markup("\">\n");
        out.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.markup("<meta name=\"color-scheme\" content=\"light dark\">\n");
        out.markup("<meta name=\"referrer\" content=\"no-referrer\">\n");
        out.element("<title>", self.title, "</title>\n");
        out.markup("<style>").markup(STYLE).markup("</style>\n</head>\n<body>\n");
        out.markup("<a class=\"skip\" href=\"#_content\">Skip to the content</a>\n");
        out.markup("<header class=\"masthead\"><p>Watching Brief</p></header>\n");
        out.markup("<main id=\"_content\" tabindex=\"-1\">\n");
        out
    }

    /// What comes behind the content.
    pub fn end(&self) -> Html {
        let mut out = Html::default();
        out.markup(
            "</main>\n<footer><p>Made with Watching Brief. A verdict says whether what is stated of a pilot meets a condition that somebody states. There is no score, and no \
             rule set outranks another.</p></footer>\n",
        );
        if let Some(script) = self.script {
            out.markup("<script>").markup(script).markup("</script>\n");
        }
        out.markup("</body>\n</html>\n");
        out
    }

    /// A whole document.
    pub fn whole(&self, content: &Html) -> String {
        let mut out = self.begin();
        out.html(content).html(&self.end());
        out.into_string()
    }

    /// What a browser may load and run: the one style, the one script, and nothing from anywhere.
    fn policy(&self) -> String {
        let script = self.script.map_or_else(|| "'none'".to_owned(), hash);
        format!(
            "default-src 'none'; style-src {}; script-src {script}; base-uri 'none'; form-action 'none'",
            hash(STYLE)
        )
    }
}

/// A text by its hash, as a policy names it.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text)))
}

/// Bytes in base 64.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0_usize, |bits, at| bits << 8 | usize::from(three.get(at).copied().unwrap_or_default()));
        for at in 0..4 {
            let letter = LETTERS.get(bits >> (18 - 6 * at) & 63).copied().unwrap_or_default();
            out.push(if at > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_base_64() {
        for (bytes, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
        assert_eq!(hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }

    /// Within a policy and within an element, nothing may end it.
    #[test]
    fn style_and_script_end_where_they_should() {
        for asks in ["</", "@import", "url("] {
            assert!(!STYLE.contains(asks), "{asks}");
        }
    }

    #[test]
    fn a_document_asks_for_nothing() {
        let document = Document { title: "a </title><script>", script: None }.whole(&Html::default());
        assert!(document.contains("<title>a &lt;/title&gt;&lt;script&gt;</title>"));
        assert!(document.contains("default-src &#39;none&#39;; style-src &#39;sha256-"));
        assert!(!document.contains("<script") && !document.contains("src="));
    }

    /// Whatever is written stands out from its ground as WCAG 2.2 AA asks, in the light and in the dark.
    #[test]
    fn all_that_is_written_can_be_read() {
        let rest = STYLE.split(":root {").skip(1);
        let schemes: Vec<&str> =
            rest.filter_map(|scheme| scheme.split('}').next()).filter(|one| one.contains("--ground")).collect();
        assert_eq!(schemes.len(), 2, "the light and the dark");
        for scheme in schemes {
            let colour = |name: &str| luminance(scheme.split(&format!("--{name}: #")).nth(1).expect("a colour"));
            let contrast = |one: &str, other: &str| {
                let (one, other) = (colour(one), colour(other));
                (one.max(other) + 0.05) / (one.min(other) + 0.05)
            };
            for text in ["text", "soft", "link", "breached", "contested", "unstated", "met"] {
                for ground in ["ground", "panel"] {
                    assert!(contrast(text, ground) >= 4.5, "--{text} on --{ground}: {}", contrast(text, ground));
                }
            }
            for frame in ["focus", "strong-line"] {
                assert!(contrast(frame, "ground") >= 3.0, "--{frame}: {}", contrast(frame, "ground"));
            }
        }
    }

    /// How bright a colour of three or six digits is, by WCAG's measure.
    fn luminance(text: &str) -> f64 {
        let digits: String = text.chars().take_while(char::is_ascii_hexdigit).collect();
        let digits = if digits.len() == 3 { digits.chars().flat_map(|digit| [digit; 2]).collect() } else { digits };
        let part = |at: usize| {
            let part = u8::from_str_radix(digits.get(at..at + 2).expect("two digits"), 16).expect("a colour");
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }
}
