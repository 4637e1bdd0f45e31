//! Conditions in plain words.

use super::meaning::{quoted, tells};
use super::page::Line;
use crate::model::vocabulary::{Fact, FactId, FactType, Vocabulary};
use crate::model::{Condition, Test};

/// A condition as lines, its parts under it as entries of lists. What a fact means stands under the first test that is
/// put to it, unless `known` has the fact already; `known` then has it.
#[must_use]
pub fn condition(vocabulary: &Vocabulary, condition: &Condition, known: &mut Vec<FactId>) -> Vec<Line> {
    let mut writer = Writer { vocabulary, known, lines: Vec::new() };
    writer.clause(condition, LinePosition { depth: 0, entry: false }, "");
    if let Some(first) = writer.lines.first_mut() {
        first.text = crate::text::words::capital(&first.text);
    }
    writer.lines
}

/// The depth of a line, and whether it is an entry of a list.
#[derive(Clone, Copy)]
struct LinePosition {
    depth: usize,
    entry: bool,
}

impl LinePosition {
    /// Where what belongs to a line stands under it.
    fn under(self) -> usize {
        self.depth + usize::from(self.entry)
    }
}

struct Writer<'w> {
    vocabulary: &'w Vocabulary,
    known: &'w mut Vec<FactId>,
    lines: Vec<Line>,
}

impl Writer<'_> {
    fn line(&mut self, stand: LinePosition, text: String) {
        let line = if stand.entry { Line::entry(stand.depth, text) } else { Line::sentence(stand.depth, text) };
        self.lines.push(line);
    }

    /// One condition behind a word such as `if`, which is empty or ends with a space.
    fn clause(&mut self, condition: &Condition, stand: LinePosition, word: &str) {
        match condition {
            Condition::Fact(fact, test) => self.test(*fact, *test, stand, word),
            Condition::All(parts) => self.parts(&flat(parts, as_all), stand, word, "all of these hold"),
            Condition::Any(parts) => self.parts(&flat(parts, as_any), stand, word, "at least one of these holds"),
            Condition::Not(part) => match part.as_ref() {
                Condition::Any(parts) if parts.len() > 1 => {
                    self.parts(&flat(parts, as_any), stand, word, "none of these holds");
                }
                Condition::Not(part) => self.clause(part, stand, word),
                part => self.clause(part, stand, &format!("{word}not: ")),
            },
            Condition::If(scope, then) if word.is_empty() => {
                self.clause(scope, stand, "if ");
                self.clause(then, LinePosition { depth: stand.under(), entry: false }, "then ");
            }
            Condition::If(scope, then) => {
                self.line(stand, format!("{word}this holds:"));
                let under = LinePosition { depth: stand.under(), entry: true };
                self.clause(scope, under, "if ");
                self.clause(then, LinePosition { depth: under.under(), entry: false }, "then ");
            }
        }
    }

    fn parts(&mut self, parts: &[&Condition], stand: LinePosition, word: &str, together: &str) {
        if let [one] = parts {
            self.clause(one, stand, word);
            return;
        }
        self.line(stand, format!("{word}{together}:"));
        for part in parts {
            self.clause(part, LinePosition { depth: stand.under(), entry: true }, "");
        }
    }

    fn test(&mut self, id: FactId, put: Test, stand: LinePosition, word: &str) {
        let fact = self.vocabulary.fact(id);
        self.line(stand, format!("{word}{}", test(fact, put)));
        if !self.known.contains(&id) {
            self.known.push(id);
            self.lines.push(Line::sentence(stand.under(), format!("({})", meaning(fact, put))));
        }
    }
}

/// The parts of a condition, with those of parts of the same kind in their place.
fn flat(parts: &[Condition], same: fn(&Condition) -> Option<&[Condition]>) -> Vec<&Condition> {
    parts.iter().flat_map(|part| same(part).map_or_else(|| vec![part], |inner| flat(inner, same))).collect()
}

fn as_all(condition: &Condition) -> Option<&[Condition]> {
    if let Condition::All(parts) = condition { Some(parts) } else { None }
}

fn as_any(condition: &Condition) -> Option<&[Condition]> {
    if let Condition::Any(parts) = condition { Some(parts) } else { None }
}

/// A test that is put to a fact, in words.
#[must_use]
pub fn test(fact: &Fact, test: Test) -> String {
    let names = |values: u64, and: &str| quoted(&fact.names(values), and);
    let one = |values: u64| values.is_power_of_two();
    let says = match test {
        Test::OneOf(values) if fact.kind == FactType::Bool => match values {
            0b01 => "is false".to_owned(),
            0b10 => "is true".to_owned(),
            _ => "is true or false".to_owned(),
        },
        Test::OneOf(values) => format!("is {}", names(values, "or")),
        Test::NoneOf(values) if one(values) => format!("is not {}", names(values, "or")),
        Test::NoneOf(values) => format!("is none of {}", names(values, "and")),
        Test::Includes(values) | Test::IncludesAny(values) if one(values) => {
            format!("includes {}", names(values, "and"))
        }
        Test::Includes(values) => format!("includes all of {}", names(values, "and")),
        Test::IncludesAny(values) => format!("includes at least one of {}", names(values, "and")),
        Test::Excludes(values) if one(values) => format!("does not include {}", names(values, "and")),
        Test::Excludes(values) => format!("includes none of {}", names(values, "and")),
        Test::Only(values) => format!("has nothing but {}", names(values, "and")),
        Test::Within(range) => super::figures::range(fact, &range),
        Test::AtLeast(1) => "has at least 1 value".to_owned(),
        Test::AtLeast(least) => format!("has at least {least} values"),
        Test::Empty => "is empty".to_owned(),
        Test::NotEmpty => "has something in it".to_owned(),
        Test::Stated if fact.kind == FactType::Text => "is stated, and is not `none`".to_owned(),
        Test::Stated => "is stated".to_owned(),
    };
    format!("`{}` {says}", fact.path)
}

/// What a test comes to for the pilot, or else what its fact tells.
fn meaning(fact: &Fact, test: Test) -> String {
    // A meaning that begins with "whether" speaks of both values already.
    match test {
        Test::OneOf(values) if fact.kind == FactType::Bool && !fact.means.starts_with("whether") => match values {
            0b10 => format!("it is so that {}", fact.means),
            0b01 => format!("it is not so that {}", fact.means),
            _ => format!("it tells {}", tells(fact)),
        },
        _ => format!("it tells {}", tells(fact)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Condition::{All, Any, If, Not};

    fn lines(of: &Condition) -> Vec<String> {
        let known = &mut Vocabulary::shipped().facts().iter().map(|fact| fact.id).collect();
        let lines = condition(Vocabulary::shipped(), of, known);
        lines
            .iter()
            .map(|line| format!("{}{}{}", "  ".repeat(line.depth), if line.entry { "- " } else { "" }, line.text))
            .collect()
    }

    fn fact_condition(path: &str, test: Test) -> Condition {
        Condition::Fact(Vocabulary::shipped().find_path(path).expect("a fact").id, test)
    }

    #[test]
    fn conditions_are_told_with_their_parts_under_them() {
        let refusal = || fact_condition("voluntariness.sanction_for_refusal", Test::OneOf(1));
        let role = || fact_condition("referral.work_coach_role", Test::NoneOf(0b11));
        let routes = || fact_condition("referral.routes", Test::IncludesAny(0b11));
        assert_eq!(lines(&refusal()), ["`voluntariness.sanction_for_refusal` is false"]);
        assert_eq!(
            lines(&All(vec![refusal(), All(vec![Not(Box::new(role())), Any(vec![routes()])])])),
            [
                "All of these hold:",
                "- `voluntariness.sanction_for_refusal` is false",
                "- not: `referral.work_coach_role` is none of `none` and `informs`",
                "- `referral.routes` includes at least one of `self` and `gp`",
            ]
        );
        assert_eq!(
            lines(&Any(vec![
                If(Box::new(All(vec![refusal(), role()])), Box::new(routes())),
                Not(Box::new(Any(vec![refusal(), role()])))
            ])),
            [
                "At least one of these holds:",
                "- if all of these hold:",
                "  - `voluntariness.sanction_for_refusal` is false",
                "  - `referral.work_coach_role` is none of `none` and `informs`",
                "  then `referral.routes` includes at least one of `self` and `gp`",
                "- none of these holds:",
                "  - `voluntariness.sanction_for_refusal` is false",
                "  - `referral.work_coach_role` is none of `none` and `informs`",
            ]
        );
        assert_eq!(
            lines(&Not(Box::new(If(Box::new(refusal()), Box::new(All(vec![role(), routes()])))))),
            [
                "Not: this holds:",
                "- if `voluntariness.sanction_for_refusal` is false",
                "  then all of these hold:",
                "  - `referral.work_coach_role` is none of `none` and `informs`",
                "  - `referral.routes` includes at least one of `self` and `gp`",
            ]
        );
    }

    #[test]
    fn every_test_has_words_of_its_own() {
        let said = |path: &str, put: Test| test(Vocabulary::shipped().find_path(path).expect("a fact"), put);
        let venues = "location.venues";
        for (path, put, expected) in [
            ("referral.work_coach_role", Test::OneOf(0b110), "is `informs` or `suggests`"),
            ("referral.work_coach_role", Test::NoneOf(0b10000), "is not `mandates`"),
            ("targets.recovery", Test::OneOf(0b10), "is true"),
            ("governance.clinical_liability", Test::Stated, "is stated, and is not `none`"),
            ("targets.recovery", Test::Stated, "is stated"),
            (venues, Test::Includes(1), "includes `jobcentre`"),
            (venues, Test::Includes(3), "includes all of `jobcentre` and `same-building-as-jobcentre`"),
            (venues, Test::Excludes(1), "does not include `jobcentre`"),
            (venues, Test::Excludes(3), "includes none of `jobcentre` and `same-building-as-jobcentre`"),
            (venues, Test::Only(1), "has nothing but `jobcentre`"),
            (venues, Test::AtLeast(2), "has at least 2 values"),
            (venues, Test::Empty, "is empty"),
            (venues, Test::NotEmpty, "has something in it"),
        ] {
            assert_eq!(said(path, put), format!("`{path}` {expected}"));
        }
    }
}
