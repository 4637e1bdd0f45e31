//! Where a mistake lies, which is not always where the reader stopped.

/// The tab at fault: where the reader stopped, in the indentation before it, or on a line further on.
pub(super) fn tab(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let indent = text.get(line..).unwrap_or_default();
    let indent = indent.split(|c| !matches!(c, ' ' | '\t' | '-')).next().unwrap_or_default();
    let inside = indent.find('\t').map(|found| line + found).filter(|found| *found <= at);
    inside.or_else(|| text.get(at..)?.find('\t').map(|found| at + found)).unwrap_or(at)
}

/// The first quotation mark behind the last value that was read.
pub(super) fn quotation_mark(text: &str, at: usize, read: usize) -> usize {
    let behind = text.get(read..at).unwrap_or_default();
    behind.find(['"', '\'']).map_or(at, |found| read + found)
}

/// The backslash at fault, in a text between double quotation marks that begins here.
pub(super) fn backslash(text: &str, at: usize) -> usize {
    let mut behind = at + 1;
    while let Some(found) = text.get(behind..).and_then(|rest| rest.find('\\')) {
        let found = behind + found;
        match escape(text.get(found + 1..).unwrap_or_default()) {
            Some(width) => behind = found + 1 + width,
            None => return found,
        }
    }
    at
}

/// How many bytes behind a backslash make a character with it (YAML 1.2.2, section 5.7); none where there is none of
/// that kind.
fn escape(behind: &str) -> Option<usize> {
    let first = behind.chars().next()?;
    let digits = match first {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return "0abt\tnvfre \"/\\N_LP\n\r".contains(first).then_some(1),
    };
    let code = |behind: &str| {
        let code = behind.get(..digits).filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        u32::from_str_radix(code, 16).ok()
    };
    let first = code(behind.get(1..)?)?;
    if char::from_u32(first).is_some() {
        return Some(1 + digits);
    }
    // As in JSON, a character may be written as two halves.
    let second = code(behind.get(1 + digits..)?.strip_prefix("\\u")?)?;
    (digits == 4 && (0xD800..0xDC00).contains(&first) && (0xDC00..0xE000).contains(&second)).then_some(11)
}

/// The line that begins with `%` in front of a document that does not come.
pub(super) fn directive(text: &str) -> Option<usize> {
    if text.starts_with('%') { Some(0) } else { text.find("\n%").map(|end| end + 1) }
}
