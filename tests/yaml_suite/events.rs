//! The suite's own statement of what a text means: its events, one to a line.
//!
//! `+MAP`, `+SEQ`, `+DOC` and `+STR` open what the like with a `-` closes; `=VAL` is a scalar, with a sign for how it is
//! written before its text; `=ALI` an alias. An `&` names an anchor, and a tag stands between `<` and `>`.

use std::collections::HashMap;
use std::iter::Peekable;
use std::str::Lines;

use super::value::Value;

/// The documents of a stream.
pub fn documents(tree: &str) -> Vec<Value> {
    let mut reader = Reader { lines: tree.lines().peekable(), anchors: HashMap::new() };
    let mut documents = Vec::new();
    while let Some(line) = reader.lines.next() {
        if line.trim_start().starts_with("+DOC") {
            reader.anchors.clear();
            documents.push(reader.value().0);
            assert!(reader.next().starts_with("-DOC"), "{tree}");
        }
    }
    documents
}

struct Reader<'t> {
    lines: Peekable<Lines<'t>>,
    anchors: HashMap<&'t str, Value>,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> &'t str {
        self.lines.next().expect("an event").trim_start_matches(' ')
    }

    fn ends(&mut self, with: &str) -> bool {
        let ends = self.lines.peek().expect("an event").trim_start_matches(' ') == with;
        if ends {
            self.lines.next();
        }
        ends
    }

    /// The next value, with its name where it is the key of a mapping.
    fn value(&mut self) -> (Value, Value) {
        let line = self.next();
        let (event, rest) = line.split_at(4);
        if event == "=ALI" {
            let value = self.anchors.get(rest.trim_start_matches(" *")).expect("an anchor").clone();
            return (value.clone(), value);
        }
        let mut rest = rest.trim_start_matches(' ');
        let brackets = ["[]", "{}"].iter().find_map(|brackets| rest.strip_prefix(brackets));
        rest = brackets.unwrap_or(rest).trim_start_matches(' ');
        let (mut anchor, mut tag) = (None, None);
        if let Some(named) = rest.strip_prefix('&') {
            let (name, behind) = named.split_once(' ').unwrap_or((named, ""));
            (anchor, rest) = (Some(name), behind);
        }
        if let Some(tagged) = rest.strip_prefix('<') {
            let (name, behind) = tagged.split_once('>').expect("the end of a tag");
            (tag, rest) = (Some(name), behind.trim_start_matches(' '));
        }
        let (value, name) = match event {
            "+SEQ" => {
                let mut items = Vec::new();
                while !self.ends("-SEQ") {
                    items.push(self.value().0);
                }
                (Value::List(items.clone()), Value::List(items))
            }
            "+MAP" => {
                let mut entries = Vec::new();
                while !self.ends("-MAP") {
                    let key = self.value().1;
                    entries.push((key, self.value().0));
                }
                (Value::Map(entries.clone()), Value::Map(entries))
            }
            "=VAL" => scalar(rest, tag),
            _ => panic!("no event: {line}"),
        };
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, value.clone());
        }
        (value, name)
    }
}

/// A scalar, as a value and as the name of an entry.
fn scalar(written: &str, tag: Option<&str>) -> (Value, Value) {
    let text = unescaped(written.get(1..).expect("how it is written"));
    let core = tag.and_then(|tag| tag.strip_prefix("tag:yaml.org,2002:"));
    let value = match (core, tag) {
        (Some("int" | "float" | "bool" | "null"), _) => plain(&text),
        (None, None) if written.starts_with(':') => plain(&text),
        _ => Value::Text(text.clone()),
    };
    let absent = written == ":" && core != Some("str");
    (value, if absent { Value::Null } else { Value::Text(text) })
}

fn unescaped(text: &str) -> String {
    let (mut out, mut chars) = (String::new(), text.chars());
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next().expect("what is escaped") {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                '\\' => '\\',
                other => panic!("\\{other} in {text}"),
            },
            c => c,
        });
    }
    out
}

/// What a plain scalar means by the core schema of YAML 1.2.2, section 10.3.2: written down once more, and not as the
/// program has it.
pub fn plain(text: &str) -> Value {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let all = |text: &str, digits: &str| !text.is_empty() && text.chars().all(|c| digits.contains(c));
    let decimal = |text: &str| all(text, "0123456789");
    let radix = |prefix: &str, digits: &str, radix| {
        let digits = text.strip_prefix(prefix).filter(|rest| all(rest, digits))?;
        Some(Value::Int(i64::from_str_radix(digits, radix).expect("a small number")))
    };
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Value::float(f64::NAN),
        _ => {}
    }
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Value::float(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY });
    }
    if let Some(value) = radix("0o", "01234567", 8).or_else(|| radix("0x", "0123456789abcdefABCDEF", 16)) {
        return value;
    }
    if decimal(unsigned) {
        return text.parse().map_or_else(|_| Value::float(text.parse().expect("a number")), Value::Int);
    }
    // What is left: ( \. digits | digits ( \. digits? )? ) ( [eE] [-+]? digits )?
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let sound = match fraction {
        Some(fraction) if whole.is_empty() => decimal(fraction),
        Some(fraction) => decimal(whole) && (fraction.is_empty() || decimal(fraction)),
        None => decimal(whole),
    } && exponent.is_none_or(|exponent| decimal(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)));
    if sound { Value::float(text.parse().expect("a number")) } else { Value::Text(text.to_owned()) }
}
