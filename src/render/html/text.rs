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

    /// What is written so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// An empty one for a piece of this document.
    pub fn piece(&self) -> Self {
        Self { text: String::new(), leads_nowhere: self.leads_nowhere }
    }

    /// What was written.
    pub fn into_string(self) -> String {
        self.text
    }

    fn escaped(&mut self, text: &str, breaks: bool) -> &mut Self {
        if is_plain(text) {
            self.text.push_str(text);
            return self;
        }
        // Up to here it is written, and up to there it is looked at.
        let (mut written, mut at) = (0, 0);
        while let Some(next) = text.as_bytes().get(at..).and_then(|rest| rest.iter().position(|byte| may_act(*byte))) {
            let here = at + next;
            let Some(c) = text.get(here..).and_then(|rest| rest.chars().next()) else { break };
            at = here + c.len_utf8();
            if acts(c, breaks) {
                self.text.push_str(text.get(written..here).unwrap_or_default());
                self.stand_in(c);
                written = at;
            }
        }
        self.text.push_str(text.get(written..).unwrap_or_default());
        self
    }

    /// Adds what stands for a character that could be taken for more than itself.
    fn stand_in(&mut self, c: char) {
        match c {
            '&' => self.text.push_str("&amp;"),
            '<' => self.text.push_str("&lt;"),
            '>' => self.text.push_str("&gt;"),
            '"' => self.text.push_str("&quot;"),
            '\'' => self.text.push_str("&#39;"),
            // White space is white space, and need not be shown as what it is.
            '\n' | '\r' | '\t' => self.text.push(' '),
            c => self.text.push(harmless_char(c).unwrap_or('\u{fffd}')),
        }
    }
}

/// Whether nothing of a text acts, as of most. All of it is looked at in one go, without a decision at each byte.
fn is_plain(text: &str) -> bool {
    let acts = |byte: u8| {
        let is_one = [b'&', b'<', b'>', b'"', b'\''].iter().fold(0, |any, one| any | u8::from(byte == *one));
        is_one | u8::from(byte < b' ') | u8::from(byte > b'~')
    };
    text.bytes().fold(0, |any, byte| any | acts(byte)) == 0
}

/// Whether a character that begins with this byte of UTF-8 may act: nearly all of a text is passed over by its bytes.
fn may_act(byte: u8) -> bool {
    matches!(
        byte,
        b'&' | b'<' | b'>' | b'"' | b'\'' | 0..=0x1f | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf0..=0xf4
    )
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

    /// Whatever acts is found by its first byte, between any others.
    #[test]
    fn each_character_is_itself_or_its_stand_in() {
        for c in '\0'..=char::MAX {
            let mut alone = Html::default();
            if acts(c, false) {
                alone.stand_in(c);
            } else {
                alone.text.push(c);
            }
            assert_eq!(text(&format!("é{c}”")), format!("é{}”", alone.into_string()), "{c:?}");
        }
    }

    #[test]
    fn lines_are_kept_where_they_are_shown() {
        assert_eq!(text("a\r\n\tb"), "a   b");
        let mut html = Html::default();
        html.lines("a\n<b>\tc");
        assert_eq!(html.into_string(), "a\n&lt;b&gt; c");
    }
}
