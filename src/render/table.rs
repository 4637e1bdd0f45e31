//! Tables (RFC 4180), as a spreadsheet may open them.

use csv::{Terminator, WriterBuilder};

use crate::text::words;

/// A row of a table.
pub(super) fn row<C: AsRef<str>>(cells: impl IntoIterator<Item = C>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Into memory everything can be written, and it is text because the cells are.
    let _ = writer.write_record(cells.into_iter().map(|text| safe(text.as_ref())));
    let row = writer.into_inner().unwrap_or_default();
    String::from_utf8(row).unwrap_or_default()
}

/// Writes a cell of a row that has several, without the comma behind it: the same bytes, where there are many rows.
pub(super) fn cell(text: &str, out: &mut String) {
    let start = out.len();
    write_safe(text, out);
    let written = out.get(start..).unwrap_or_default();
    if memchr::memchr2(b',', b'"', written.as_bytes()).is_some() {
        let quoted = format!("\"{}\"", written.replace('"', "\"\""));
        out.truncate(start);
        out.push_str(&quoted);
    }
}

/// Cells with commas between them.
pub(super) fn cells<C: AsRef<str>>(cells: impl IntoIterator<Item = C>) -> String {
    let mut out = String::new();
    for (at, text) in cells.into_iter().enumerate() {
        out.push_str(if at == 0 { "" } else { "," });
        cell(text.as_ref(), &mut out);
    }
    out
}

/// A text as it may stand in a cell: on one line, and with an apostrophe before anything that a spreadsheet would run as a
/// formula. That is so after a semicolon too, since a spreadsheet may be set to take that for the end of a cell.
fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    write_safe(text, &mut safe);
    safe
}

fn write_safe(text: &str, out: &mut String) {
    let (mut rest, mut begins) = (text, true);
    loop {
        if !begins {
            // Up to the next semicolon, or what may have to be replaced, all stands as it is.
            let stays = |byte: &u8| matches!(byte, b' '..=b'~') && *byte != b';';
            let plain = rest.as_bytes().iter().take_while(|byte| stays(byte)).count();
            let (as_it_is, more) = rest.split_at(plain);
            out.push_str(as_it_is);
            rest = more;
        }
        let mut letters = rest.chars();
        let Some(c) = letters.next() else { break };
        rest = letters.as_str();
        let c = words::harmless_char(c).unwrap_or(c);
        if begins && is_formula(c) {
            out.push('\'');
        }
        begins = c == ';' || begins && is_blank(c);
        out.push(c);
    }
}

/// Whether a formula begins so: with one of the four signs, or with a wide or small form of it, which some spreadsheets
/// take for the same.
fn is_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫' | '−')
}

/// Whether nothing of it shows, or it stands in for a line break.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{ad}' | '\u{200b}'
                ..='\u{200d}' | '\u{2060}' | '\u{2409}' | '\u{240a}' | '\u{240d}' | '\u{fffd}' | '"' | '\''
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_many_is_as_in_a_row() {
        for text in ["", "plain", "a,b", "\"", "say \"no\", then", "a;=b", " =1", "“é”; -1, x", "a\r\nb", "'", "\u{1b}"]
        {
            assert_eq!(cells(["first", text, text]) + "\r\n", row(["first", text, text]), "{text:?}");
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        let signs = "=+-@＝＋－＠﹦﹢﹣﹫−";
        for before in ["", "  ", "\t", "\r\n", "\u{a0}", "\u{feff}", "\u{200b}", "\"", "ends; "] {
            for sign in signs.chars() {
                let text = format!("{before}{sign}1+1");
                let expected = format!("{}'{sign}1+1", words::harmless(before));
                assert_eq!(safe(&text), expected, "{text:?}");
            }
        }
        assert_eq!(safe("a-b = c; + d;e"), "a-b = c; '+ d;e");
        assert_eq!(safe("PB-02"), "PB-02");
    }

    #[test]
    fn rows_end_as_the_standard_says() {
        assert_eq!(row(["a", "b, \"c\"", "d\ne"]), "a,\"b, \"\"c\"\"\",d\u{240a}e\r\n");
    }
}
