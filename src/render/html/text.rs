//! HTML that is being written.

use crate::text::words::harmless_char;

/// HTML that is being written. Markup comes from the program alone, which its type holds to; all else is text, and escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::render) struct Html {
    text: String,
    leads_nowhere: bool,
}

impl Html {
    /// With room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), leads_nowhere: false }
    }

    /// For a document in which what links lead to is not there.
    pub fn leading_nowhere() -> Self {
        Self { text: String::new(), leads_nowhere: true }
    }

    /// Whether links lead nowhere.
    pub fn leads_nowhere(&self) -> bool {
        self.leads_nowhere
    }

    /// Adds markup of our own.
    pub fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.text.push_str(markup);
        self
    }

    /// Adds text, on one line, for the content of an element or between the double quotation marks of an attribute.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.escaped(text, false)
    }

    /// Adds text whose line breaks are kept, for an element that shows them.
    pub fn lines(&mut self, text: &str) -> &mut Self {
        self.escaped(text, true)
    }

    /// Adds a number.
    pub fn number(&mut self, number: usize) -> &mut Self {
        self.text.push_str(&number.to_string());
        self
    }

    /// Adds what was written apart.
    pub fn html(&mut self, html: &Self) -> &mut Self {
        self.text.push_str(&html.text);
        self
    }

    /// Adds HTML that was written apart and has been a text since.
    pub fn written(&mut self, html: String) -> &mut Self {
        if self.text.is_empty() {
            self.text = html;
        } else {
            self.text.push_str(&html);
        }
        self
    }

    /// Adds an element with a text in it.
    pub fn element(&mut self, opening: &'static str, text: &str, closing: &'static str) -> &mut Self {
        self.markup(opening).text(text).markup(closing)
    }

    /// What was written.
    pub fn into_string(self) -> String {
        self.text
    }

    fn escaped(&mut self, text: &str, breaks: bool) -> &mut Self {
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| acts(c, breaks)) {
            let (plain, acting) = rest.split_at(at);
            self.text.push_str(plain);
            let mut letters = acting.chars();
            match letters.next() {
                Some('&') => self.text.push_str("&amp;"),
                Some('<') => self.text.push_str("&lt;"),
                Some('>') => self.text.push_str("&gt;"),
                Some('"') => self.text.push_str("&quot;"),
                Some('\'') => self.text.push_str("&#39;"),
                // White space is white space, and need not be shown as what it is.
                Some('\n' | '\r' | '\t') => self.text.push(' '),
                Some(c) => self.text.push(harmless_char(c).unwrap_or('\u{fffd}')),
                None => {}
            }
            rest = letters.as_str();
        }
        self.text.push_str(rest);
        self
    }
}

/// Whether a character could be taken for more than itself.
fn acts(c: char, breaks: bool) -> bool {
    match c {
        '&' | '<' | '>' | '"' | '\'' => true,
        '\n' => !breaks,
        ' '..='~' => false,
        _ => harmless_char(c).is_some() || is_no_character(c),
    }
}

/// Whether a code point is none of a text, which HTML forbids.
fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || c as u32 & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let mut html = Html::default();
        html.text(text);
        html.into_string()
    }

    #[test]
    fn nothing_of_a_text_acts() {
        assert_eq!(text("</p><img src=x onerror='a'>"), "&lt;/p&gt;&lt;img src=x onerror=&#39;a&#39;&gt;");
        assert_eq!(text("\"&amp;\""), "&quot;&amp;amp;&quot;");
        assert_eq!(text("a\u{202e}b\u{0}c\u{9b}"), "a\u{fffd}b\u{2400}c\u{fffd}");
        assert_eq!(text("é “x” \u{1f600}"), "é “x” \u{1f600}");
        assert_eq!(text("\u{fdd0}\u{1fffe}\u{10ffff}"), "\u{fffd}".repeat(3));
    }

    #[test]
    fn lines_are_kept_where_they_are_shown() {
        assert_eq!(text("a\r\n\tb"), "a   b");
        let mut html = Html::default();
        html.lines("a\n<b>\tc");
        assert_eq!(html.into_string(), "a\n&lt;b&gt; c");
    }
}
