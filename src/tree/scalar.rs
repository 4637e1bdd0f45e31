//! Scalars by the core schema of YAML 1.2.2, section 10.3.2.

use std::borrow::Cow;

use super::Content;

/// What a plain scalar means.
pub(super) fn plain(text: Cow<'_, str>) -> Content<'_> {
    // Nearly all plain scalars are words: their first letter says so.
    let number = match text.as_bytes().first() {
        None | Some(b'~') => text.len() <= 1,
        Some(b'0'..=b'9' | b'+' | b'-' | b'.' | b'n' | b'N' | b't' | b'T' | b'f' | b'F') => true,
        Some(_) => false,
    };
    if number { resolve(&text).unwrap_or(Content::Text(text)) } else { Content::Text(text) }
}

fn resolve(text: &str) -> Option<Content<'static>> {
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Content::Null,
        "true" | "True" | "TRUE" => Content::Bool(true),
        "false" | "False" | "FALSE" => Content::Bool(false),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Content::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Content::Float(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => Content::Float(f64::NAN),
        _ => return int(text).or_else(|| float(text)),
    })
}

fn digits(text: &str, radix: u32) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_digit(radix))
}

fn int(text: &str) -> Option<Content<'static>> {
    let in_radix = |digits_of: &str, radix| {
        digits(digits_of, radix)
            .then(|| i64::from_str_radix(digits_of, radix).map_or(Content::Float(f64::INFINITY), Content::Int))
    };
    if let Some(octal) = text.strip_prefix("0o") {
        return in_radix(octal, 8);
    }
    if let Some(hexadecimal) = text.strip_prefix("0x") {
        return in_radix(hexadecimal, 16);
    }
    if !digits(text.strip_prefix(['+', '-']).unwrap_or(text), 10) {
        return None;
    }
    // A whole number beyond 64 bits is still a number, if not one that anything here can take.
    Some(text.parse().map_or_else(|_| Content::Float(text.parse().unwrap_or(f64::INFINITY)), Content::Int))
}

fn float(text: &str) -> Option<Content<'static>> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let sound = (digits(whole, 10) && (fraction.is_empty() || digits(fraction, 10)))
        || (mantissa.starts_with('.') && digits(fraction, 10));
    let exponent = exponent.is_none_or(|e| digits(e.strip_prefix(['+', '-']).unwrap_or(e), 10));
    (sound && exponent).then(|| Content::Float(text.parse().unwrap_or(f64::NAN)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_are_read_by_the_core_schema() {
        let cases = [
            ("", Content::Null),
            ("~", Content::Null),
            ("NULL", Content::Null),
            ("True", Content::Bool(true)),
            ("false", Content::Bool(false)),
            ("12", Content::Int(12)),
            ("-7", Content::Int(-7)),
            ("+7", Content::Int(7)),
            ("0o17", Content::Int(15)),
            ("0x1F", Content::Int(31)),
            ("012", Content::Int(12)),
            ("1.5", Content::Float(1.5)),
            ("1.", Content::Float(1.0)),
            (".5e1", Content::Float(5.0)),
            ("-.inf", Content::Float(f64::NEG_INFINITY)),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(Cow::Borrowed(text)), expected, "{text:?}");
        }
        for text in [
            "yes",
            "no",
            "on",
            "tRUE",
            "1_000",
            "2027-03-31",
            "0b1",
            "1e",
            ".",
            "-",
            "+",
            "1.2.3",
            "~x",
            "none",
            "nan",
            "0x",
            "-0x1",
        ] {
            assert_eq!(plain(Cow::Borrowed(text)), Content::Text(Cow::Borrowed(text)), "{text:?}");
        }
    }
}
