//! Values that are of the right type, or nearly so, and still wrong.

use serde_json::Value;

use super::keys::{kind, tests};
use super::{Shape, Subject};
use crate::model::limits::Limit;
use crate::model::vocabulary::{Fact, FactType, Vocabulary};
use crate::model::{DiagnosticCode as Code, Problem};
use crate::schema::validate::ViolationKind;
use crate::text::words;
use crate::tree::Kind;

impl Subject<'_> {
    /// Of a value that is not what it should be.
    pub(super) fn wrong(&self, kind: &ViolationKind) -> Problem {
        let said = self.fact.filter(|_| !self.condition && !self.is_provenance());
        if let (Some(fact), [item]) = (said, self.below)
            && item.parse::<usize>().is_ok()
        {
            if matches!(kind, ViolationKind::Type(_)) {
                return self.not_a_statement(fact);
            }
            if let (Kind::List, Some(list)) = (self.node.kind(), self.parent) {
                let message = "has a list within a list; write one list, or statements, as in {value: [..]}";
                return Problem::at(Code::WrongType, list, format!("`{}` {message}", fact.path));
            }
        }
        if self.node.kind() == Kind::Null {
            return self.problem(Code::EmptyValue, self.empty());
        }
        let (name, shown) = (self.name(), self.shown_value());
        let (code, message) = match kind {
            ViolationKind::Type(types) => return self.mistyped(types),
            ViolationKind::Enum(values) => return self.not_among(values),
            ViolationKind::Const(value) => return self.not_the(&plain(value)),
            ViolationKind::Pattern => return self.misshapen(),
            ViolationKind::TooSmall(least) => {
                (Code::OutOfRange, format!("{name} must be {least} or more, not {shown}"))
            }
            ViolationKind::TooLarge => {
                (Code::OutOfRange, format!("{name} cannot be as large as {shown}{}", self.greatest()))
            }
            ViolationKind::TooMany if self.node.kind() == Kind::Map => {
                let count = self.node.entries().len();
                (Code::WrongType, format!("{name} takes one test, not {count}; put several into `all:`"))
            }
            ViolationKind::TooMany => {
                let count = self.node.as_text().unwrap_or_default().chars().count();
                (Code::InvalidValue, format!("{name} has {count} characters, which is too long for it"))
            }
            ViolationKind::TooFew => (Code::EmptyValue, self.too_few()),
            ViolationKind::Other(message) => (Code::InvalidValue, format!("{name}: {}", words::excerpt(message))),
            ViolationKind::UnexpectedKeys(_) | ViolationKind::MissingKey(_) | ViolationKind::Twice => {
                (Code::InvalidValue, name)
            }
        };
        self.problem(code, message)
    }

    /// The most that a limit may be set to, and why.
    fn greatest(&self) -> String {
        let of_limit = self.shape == Shape::Configuration && self.path.iter().any(|step| step == "limits");
        let about = Limit::named(self.last()).filter(|_| of_limit).map(Limit::about);
        about.map_or_else(String::new, |about| format!("; {} is the most, for {}", about.greatest, about.why))
    }

    /// Nothing where something belongs.
    pub(super) fn empty(&self) -> String {
        const OPTIONAL: [&str; 10] = [
            "includes",
            "excludes",
            "reading",
            "applies_when",
            "tests",
            "invented",
            "import",
            "only",
            "drop",
            "accepts",
        ];
        let name = self.name();
        let in_list = self.path.last().is_some_and(|step| step.parse::<usize>().is_ok());
        match self.fact {
            _ if in_list => format!("an empty entry stands in the list of {name}; take it out"),
            Some(fact) if self.condition && self.below.is_empty() => {
                format!("{name} has no test; the tests for {} are {}", kind(fact.kind), tests(fact.kind))
            }
            Some(_) if self.below.last().is_some_and(|step| step == "value") => {
                format!("this statement of {name} says nothing; give it a `value`, or take the fact out")
            }
            _ if self.is_provenance() || OPTIONAL.contains(&self.last()) || self.is_setting() => {
                format!("{name} is empty; give it a value, or take it out")
            }
            _ => format!("{name} is empty; give it a value"),
        }
    }

    /// Whether it is the value of a key of a configuration, of which none is needed.
    fn is_setting(&self) -> bool {
        self.shape == Shape::Configuration && self.path.len() == 2
    }

    /// A list or mapping that holds nothing.
    fn too_few(&self) -> String {
        let name = self.name();
        match (self.node.kind(), self.fact) {
            (Kind::List, Some(_)) if self.condition => format!("{name} is an empty list; name at least one value"),
            (Kind::List, Some(_)) if matches!(self.last(), "includes" | "excludes") => {
                format!("{name} is an empty list; take it out, or name at least one value")
            }
            (Kind::List, Some(fact)) => {
                let what = match fact.kind {
                    FactType::Bool => "true or false".into(),
                    FactType::Text => "a text, or none".into(),
                    FactType::Number => "a number".into(),
                    FactType::Date => "a day, as in 2024-04-01".into(),
                    FactType::Choice | FactType::Set => words::listed(&fact.values, "or"),
                };
                format!("`{}` takes one value, not an empty list; take the fact out, or say which: {what}", fact.path)
            }
            (Kind::Map, Some(fact)) if self.condition => {
                format!("{name} has no test; the tests for {} are {}", kind(fact.kind), tests(fact.kind))
            }
            (Kind::Map, Some(fact)) => {
                format!("this statement of `{}` says nothing; give it a `value`, or take the fact out", fact.path)
            }
            (Kind::Map, None) => format!("{name} is an empty condition; name at least one fact"),
            _ if self.condition => format!("{name} is empty; put at least one condition into it"),
            _ => format!("{name} is empty; put at least one entry into it"),
        }
    }

    /// Another value than the only one that there can be.
    fn not_the(&self, only: &str) -> Problem {
        let (name, shown) = (self.name(), self.shown_value());
        let code = if self.last() == "format" { Code::UnknownFormat } else { Code::InvalidValue };
        if self.node.as_text() == Some(only) {
            let message = format!(
                "{name} is the number {only}, and {shown} in quotation marks is a text; write {only} without them"
            );
            return self.problem(code, message).or_yaml(self.node, only);
        }
        self.problem(code, format!("{name} must be {only}, not {shown}"))
    }

    fn not_among(&self, values: &[Value]) -> Problem {
        let (name, shown) = (self.name(), self.shown_value());
        if let Some(fact) = self.fact.filter(|_| !self.is_provenance()) {
            return self.not_a_value(fact);
        }
        if values.iter().any(Value::is_boolean)
            && let Some(meant) = self.meant_bool()
        {
            let message = format!("{name} takes true, false or open; write {meant}, not {shown}");
            return self.problem(Code::NotTrueOrFalse, message).or_yaml(self.node, meant);
        }
        let texts: Vec<String> = values.iter().filter(|value| !value.is_null()).map(plain).collect();
        let near = self.node.as_text().and_then(|word| words::nearest(word, texts.iter().map(String::as_str)));
        let hint = near.map_or_else(
            || format!(", which takes {}", words::listed(&texts, "or")),
            |near| format!("; did you mean `{near}`?"),
        );
        let problem = self.problem(Code::InvalidValue, format!("{shown} is not a value of {name}{hint}"));
        near.map_or_else(|| problem.clone(), |near| problem.clone().or_value(self.node, near))
    }

    /// What is not a value of a fact, or not a test for it.
    fn not_a_value(&self, fact: &Fact) -> Problem {
        let (name, shown) = (self.name(), self.shown_value());
        let tested = self.condition && self.below.is_empty();
        match (fact.kind, self.node.kind()) {
            (FactType::Bool, _) => return self.not_bool(),
            (FactType::Text, _) => {
                let message = format!("{name} is a text, and the only test for it is stated, not {shown}");
                return self.problem(Code::UnknownTest, message);
            }
            (FactType::Number | FactType::Date, _) => {
                let (kind, tests) = (super::keys::kind(fact.kind), tests(fact.kind));
                let message =
                    format!("{shown} is not a test for {name}, which is {kind}; the tests for it are {tests}");
                return self.problem(Code::UnknownTest, message);
            }
            (FactType::Set, _) if tested => return self.not_a_set_test(fact),
            (FactType::Choice, Kind::List) if self.condition => {
                let message = format!("{name} takes one value, not a list; `none_of` takes several");
                return self.problem(Code::WrongType, message);
            }
            (_, Kind::List) => {
                let takes = words::listed(&fact.values, "or");
                return self.problem(Code::WrongType, format!("{name} takes one value, not a list; it may be {takes}"));
            }
            (_, Kind::Map) => {
                let takes = words::listed(&fact.values, "or");
                return self
                    .problem(Code::WrongType, format!("{name} takes a value, not a mapping; it may be {takes}"));
            }
            _ => {}
        }
        let word = self.node.as_written().unwrap_or_default();
        let words = fact.values.iter().map(String::as_str).chain(tested.then_some("stated"));
        if let Some(near) = words::nearest(word, words) {
            let message = format!("{shown} is not a value of `{}`; did you mean `{near}`?", fact.path);
            return self.problem(Code::UnknownValue, message).or_value(self.node, near);
        }
        let takes = words::listed(&fact.values, "or");
        let others: Vec<&str> = facts_with(self.vocabulary, word).map(|other| other.path.as_str()).collect();
        let message = match others.len() {
            1..=3 => {
                let others = super::quoted(&others, "and");
                format!("{shown} is a value of {others}, not of `{}`, which takes {takes}", fact.path)
            }
            _ => format!("{shown} is not a value of `{}`, which takes {takes}", fact.path),
        };
        self.problem(Code::UnknownValue, message)
    }

    /// A word, or a list, put to a set as if it were a test.
    fn not_a_set_test(&self, fact: &Fact) -> Problem {
        let (name, shown) = (self.name(), self.shown_value());
        let word = self.node.as_text().unwrap_or_default();
        if let Some(near) = words::nearest(word, ["empty", "not-empty", "stated"].into_iter()) {
            let message = format!("{shown} is not a test for {name}; did you mean `{near}`?");
            return self.problem(Code::UnknownTest, message).or_value(self.node, near);
        }
        let near = || words::nearest(word, fact.values.iter().map(String::as_str));
        let known = fact.value(word).map(|value| fact.value_name(value));
        if let Some(member) = known.or_else(near) {
            let test = format!("{{includes: [{member}]}}");
            let message = format!("{name} is a set; write {test} to ask that {member} is in it");
            return self.problem(Code::UnknownTest, message).or_yaml(self.node, test);
        }
        let tests = tests(FactType::Set);
        self.problem(Code::UnknownTest, format!("{shown} is not a test for {name}; the tests for a set are {tests}"))
    }

    /// What somebody means who writes `yes` or `"false"`.
    fn meant_bool(&self) -> Option<&'static str> {
        match self.node.as_written()?.to_lowercase().as_str() {
            "yes" | "y" | "on" | "true" | "1" => Some("true"),
            "no" | "n" | "off" | "false" | "0" => Some("false"),
            _ => None,
        }
    }

    pub(super) fn not_bool(&self) -> Problem {
        let (name, shown) = (self.name(), self.shown_value());
        let quoted = self.node.as_text().is_some_and(|text| matches!(text, "true" | "false"));
        let meant = self.meant_bool();
        let message = match meant {
            Some(meant) if quoted => {
                format!("{name} is true or false, and {shown} in quotation marks is a text; write {meant} without them")
            }
            Some(meant) => format!("{name} is true or false; write {meant}, not {shown}"),
            None if self.condition => {
                format!("{name} is true or false; the tests for it are true, false and stated, not {shown}")
            }
            None => format!("{name} is true or false, not {shown}"),
        };
        let problem = self.problem(Code::NotTrueOrFalse, message);
        match meant {
            Some(meant) => problem.or_yaml(self.node, meant),
            None => problem,
        }
    }

    fn misshapen(&self) -> Problem {
        let (name, shown) = (self.name(), self.shown_value());
        let text = self.node.as_text().unwrap_or_default();
        let (code, message) = match self.last() {
            _ if text.trim().is_empty() => (Code::EmptyValue, self.empty()),
            "phrase" => {
                let count = text.split_whitespace().count();
                (Code::TooManyWords, format!("the phrase has {count} words; a citation takes at most 12"))
            }
            "until" | "asked" | "from" | "before" | "after" | "on_or_before" | "on_or_after" => {
                (Code::NotADay, format!("{shown} is not a day; write it as in 2027-03-31"))
            }
            _ if self.fact.is_some_and(|fact| fact.kind == FactType::Date) && !self.is_provenance() => {
                (Code::NotADay, format!("{shown} is not a day; write it as in 2027-03-31"))
            }
            "pilot" | "ruleset" => {
                let fixed = text.to_lowercase();
                let fixed: Vec<&str> =
                    fixed.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
                let hint = if fixed.is_empty() {
                    String::new()
                } else {
                    format!(", as in `{}`", words::excerpt(&fixed.join("-")))
                };
                let message = format!(
                    "{shown} is not an id; an id has lower case letters, digits, and hyphens between them{hint}"
                );
                let problem = self.problem(Code::InvalidId, message);
                return if fixed.is_empty() { problem } else { problem.or_value(self.node, &fixed.join("-")) };
            }
            "id" => (
                Code::InvalidId,
                format!(
                    "{shown} is not an id; an id has letters, digits, and hyphens, dots or underscores between them, as in PB-02"
                ),
            ),
            _ => (Code::InvalidValue, format!("{name} cannot be {shown}")),
        };
        self.problem(code, message)
    }
}

/// The facts that have a value.
fn facts_with<'v>(vocabulary: &'v Vocabulary, word: &str) -> impl Iterator<Item = &'v Fact> {
    vocabulary.facts().iter().filter(move |fact| fact.value(word).is_some())
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
