//! Pilots as YAML: what is stated, as somebody would write it down by hand.

use std::fmt::Write as _;

use super::{Paragraph, StatedFact, StatedValue, Statement};
use crate::model::vocabulary::{Fact, Vocabulary};
use crate::model::{Basis, Status};
use crate::tree;

/// What stands at the top of a pilot.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'h> {
    /// Its id.
    pub id: &'h str,
    /// Its title.
    pub title: &'h str,
    /// How far it has come.
    pub status: Status,
    /// Whether it is an example that describes nothing real.
    pub invented: bool,
}

/// A pilot as a document of its own: the facts in the order of the vocabulary, under their sections.
#[must_use]
pub fn write(vocabulary: &Vocabulary, heading: &Heading<'_>, stated: &[StatedFact<'_>]) -> String {
    let Heading { id, title, status, invented } = heading;
    let mut text =
        format!("format: 1\npilot: {}\ntitle: {}\nstatus: {}\n", scalar(id), scalar(title), scalar(status.name()));
    if *invented {
        text.push_str("invented: true\n");
    }
    for (section, facts) in vocabulary.sections() {
        let mut begun = false;
        for fact in facts {
            let said = stated.iter().filter(|stated| stated.fact == fact.id).flat_map(|stated| &stated.statements);
            let said: Vec<&Statement<'_>> = said.collect();
            if said.is_empty() {
                continue;
            }
            if !begun {
                // A text takes whatever is written to it.
                let _ = writeln!(text, "{section}:");
                begun = true;
            }
            let _ = write!(text, "  {}:", fact.name);
            match said.as_slice() {
                [one] => {
                    let _ = writeln!(text, " {}", statement(one, fact));
                }
                several => {
                    text.push('\n');
                    for one in several {
                        let _ = writeln!(text, "    - {}", in_full(one, fact));
                    }
                }
            }
        }
    }
    text
}

/// A statement alone: its value, if nothing else has to be said.
fn statement(statement: &Statement<'_>, fact: &Fact) -> String {
    let from =
        [&statement.by, &statement.document, &statement.phrase, &statement.date, &statement.url, &statement.note];
    let bare =
        statement.basis == Basis::Specified && statement.paragraph.is_none() && from.iter().all(|from| from.is_none());
    let plain = statement.said.plain(fact).filter(|_| bare && !statement.hedged);
    plain.map_or_else(|| in_full(statement, fact), |content| content.yaml(scalar))
}

/// A statement with its provenance, in braces.
fn in_full(statement: &Statement<'_>, fact: &Fact) -> String {
    let needs_basis = statement.by.is_some() || statement.basis != Basis::Specified;
    let keys = statement.keys(fact, scalar).into_iter().filter(|(key, _)| *key != "basis" || needs_basis);
    let keys: Vec<String> = keys.map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{{}}}", keys.join(", "))
}

impl Statement<'_> {
    /// All keys of the statement, in the order in which they are written, each with its value as YAML; `scalar` writes texts.
    /// Where nobody answered there is no basis.
    pub(crate) fn keys(&self, fact: &Fact, scalar: impl Fn(&str) -> String) -> Vec<(&'static str, String)> {
        let mut keys: Vec<(&'static str, String)> = Vec::new();
        keys.extend(self.said.contents(fact).into_iter().map(|(key, content)| (key, content.yaml(&scalar))));
        if self.hedged {
            keys.push(("hedged", "true".to_owned()));
        }
        if let Some(by) = &self.by {
            keys.push(("by", scalar(by)));
        }
        if self.said != StatedValue::Unanswered {
            keys.push(("basis", self.basis.name().to_owned()));
        }
        if let Some(document) = &self.document {
            keys.push(("document", scalar(document)));
        }
        if let Some(paragraph) = &self.paragraph {
            let label = matches!(paragraph, Paragraph::Label(_));
            let written = paragraph.to_string();
            keys.push(("paragraph", if label { scalar(&written) } else { written }));
        }
        let texts = [
            ("asked", &self.asked),
            ("phrase", &self.phrase),
            ("date", &self.date),
            ("url", &self.url),
            ("note", &self.note),
        ];
        keys.extend(texts.into_iter().filter_map(|(key, text)| Some((key, scalar(text.as_deref()?)))));
        keys
    }
}

/// A text as YAML that may stand anywhere, within brackets too: in quotation marks where it would be read as something
/// else without them.
fn scalar(text: &str) -> String {
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')' | '+' | '\'');
    let simple = text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !text.ends_with(' ')
        && text.chars().all(plain)
        && tree::build(text).is_ok_and(|tree| tree.root().as_text() == Some(text));
    if simple {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            // What cannot stand in YAML as it is, and what would be folded or not be seen.
            c if c.is_control() || crate::text::words::harmless_char(c).is_some() => {
                let _ = write!(quoted, "\\u{:04x}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Kind, Read, Schemas};
    use crate::text::Span;

    /// Every kind of statement comes back from what is written as it went in.
    #[test]
    fn what_is_written_is_read_again() {
        let vocabulary = Vocabulary::shipped();
        let fact = |path| vocabulary.find_path(path).expect("a fact").id;
        let bare = |said| Statement::plain(said);
        let odd = "a: \"b\", [c] #d\\\n\u{9b}{e} é\u{2028}\u{1f600}";
        let said = |said| Statement {
            by: Some(odd.into()),
            basis: Basis::Claimed,
            document: Some("riverside-leaflet".into()),
            paragraph: Some(Paragraph::Number(7)),
            phrase: Some("true".into()),
            note: Some(odd.into()),
            ..bare(said)
        };
        let partly = |includes: &[u8], excludes: &[u8]| StatedValue::Partly {
            includes: includes.to_vec(),
            excludes: excludes.to_vec(),
        };
        let stated = [
            ("referral.work_coach_role", vec![bare(StatedValue::Choice(0)), said(StatedValue::Choice(1))]),
            ("referral.routes", vec![bare(StatedValue::Exactly(vec![]))]),
            ("voluntariness.sanction_for_refusal", vec![bare(StatedValue::Bool(false))]),
            ("location.venues", vec![bare(partly(&[1], &[0, 2]))]),
            ("service.offer", vec![said(partly(&[], &[1]))]),
            ("service.client_groups", vec![said(StatedValue::Exactly(vec![2, 1]))]),
        ];
        let texts = vocabulary.facts().iter().filter(|fact| fact.kind == crate::model::vocabulary::FactType::Text);
        let texts = texts.zip([odd, "none", "2016", " ", "null", "yes, and no"]);
        let texts = texts.map(|(fact, text)| (fact.id, vec![bare(StatedValue::Text(text.into()))]));
        let stated = stated.into_iter().map(|(path, statements)| (fact(path), statements)).chain(texts);
        let mut stated: Vec<StatedFact<'_>> =
            stated.map(|(fact, statements)| StatedFact { fact, statements }).collect();
        stated.sort_by_key(|stated| stated.fact);
        let heading = Heading { id: "2016", title: odd, status: Status::Planned, invented: true };
        let text = write(vocabulary, &heading, &stated);
        let Read::Tree(tree, problems) = Schemas::shipped().read(Kind::Pilot, &text, false) else { panic!("{text}") };
        assert!(problems.is_empty(), "{problems:?}\n{text}");
        let pilot = crate::pilot::pilot(vocabulary, &tree).expect("sound");
        assert_eq!((pilot.id.as_ref(), pilot.title.as_ref(), pilot.invented), ("2016", odd, true));
        let mut facts = pilot.facts;
        for statement in facts.iter_mut().flat_map(|stated| &mut stated.statements) {
            (statement.span, statement.cited_at, statement.written_at) = (Span::default(), None, None);
        }
        assert_eq!(facts, stated, "{text}");
    }
}
