//! Tables (RFC 4180), as a spreadsheet may open them.

use csv::{Terminator, WriterBuilder};

use crate::text::words;

/// A row of a table.
pub(super) fn row<C: AsRef<str>>(cells: impl IntoIterator<Item = C>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Into memory everything can be written, and it is text because the cells are.
    let _ = writer.write_record(cells.into_iter().map(|text| cell(text.as_ref())));
    let row = writer.into_inner().unwrap_or_default();
    String::from_utf8(row).unwrap_or_default()
}

/// A text as a cell: on one line, and with an apostrophe before anything that a spreadsheet would run as a formula. That
/// is so after a semicolon too, since a spreadsheet may be set to take that for the end of a cell.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for c in words::harmless(text).chars() {
        if begins && is_formula(c) {
            cell.push('\'');
        }
        begins = c == ';' || begins && is_blank(c);
        cell.push(c);
    }
    cell
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
    fn no_cell_is_a_formula() {
        let signs = "=+-@＝＋－＠﹦﹢﹣﹫−";
        for before in ["", "  ", "\t", "\r\n", "\u{a0}", "\u{feff}", "\u{200b}", "\"", "ends; "] {
            for sign in signs.chars() {
                let text = format!("{before}{sign}1+1");
                let expected = format!("{}'{sign}1+1", words::harmless(before));
                assert_eq!(cell(&text), expected, "{text:?}");
            }
        }
        assert_eq!(cell("a-b = c; + d;e"), "a-b = c; '+ d;e");
        assert_eq!(cell("PB-02"), "PB-02");
    }

    #[test]
    fn rows_end_as_the_standard_says() {
        assert_eq!(row(["a", "b, \"c\"", "d\ne"]), "a,\"b, \"\"c\"\"\",d\u{240a}e\r\n");
    }
}
