//! What a violation of a schema means, in the words of whoever writes the file.

use serde_json::Value;

use super::Kind as Shape;
use super::validate::{Violation, ViolationKind};
use crate::source::Span;
use crate::tree::{Kind, Node, Problem, Tree};
use crate::vocabulary::{Fact, FactType, Vocabulary};
use crate::words;

/// The problems behind some violations, in the order of the text, each once.
pub(super) fn problems(shape: Shape, tree: &Tree<'_>, violations: &[Violation]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for violation in violations {
        explain(shape, tree, violation, &mut problems);
    }
    problems.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
    problems.dedup();
    problems
}

/// A value of the file with what surrounds it.
struct Subject<'t> {
    shape: Shape,
    path: &'t [String],
    node: Node<'t>,
    /// The fact that the value is said of, or that the test is put to.
    fact: Option<&'static Fact>,
    /// Whether the value belongs to a condition.
    condition: bool,
}

fn explain(shape: Shape, tree: &Tree<'_>, violation: &Violation, problems: &mut Vec<Problem>) {
    let mut node = tree.root();
    for step in &violation.path {
        let Some(next) = node.follow(step) else { break };
        node = next;
    }
    let subject = Subject::new(shape, &violation.path, node);
    let mut tell = |span: Span, message: String| problems.push(Problem { span, message, fault: false });
    match &violation.kind {
        ViolationKind::UnexpectedKeys(keys) => {
            for key in keys {
                let span = node.entry(key).map_or(node.span(), |(key, _)| key.span);
                tell(span, subject.unexpected(key, &violation.keys));
            }
        }
        ViolationKind::MissingKey(key) => tell(subject.opening(), subject.missing(key)),
        ViolationKind::Twice => {
            let mut seen: Vec<&str> = Vec::new();
            for item in node.items() {
                let Some(text) = item.as_text() else { continue };
                if seen.contains(&text) {
                    tell(item.span(), format!("`{text}` stands twice in {}; keep one of the two", subject.name()));
                }
                seen.push(text);
            }
        }
        kind => tell(subject.opening(), subject.wrong(kind)),
    }
}

impl<'t> Subject<'t> {
    fn new(shape: Shape, path: &'t [String], node: Node<'t>) -> Self {
        let vocabulary = Vocabulary::shipped();
        let fact = match (shape, path) {
            (Shape::Pilot, [section, name, ..]) => vocabulary.find(section, name),
            (Shape::RuleSet, path) => path.iter().rev().find_map(|step| vocabulary.find_path(step)),
            _ => None,
        };
        let condition = shape == Shape::RuleSet
            && path.iter().any(|step| matches!(step.as_str(), "require" | "applies_when"));
        Self { shape, path, node, fact, condition }
    }

    /// What is underlined: a scalar whole, a mapping or a list at its beginning.
    fn opening(&self) -> Span {
        let span = self.node.span();
        match self.node.kind() {
            Kind::Map => self.node.entries().next().map_or(span, |(key, _)| if self.written_in_braces(span) { span } else { key.span }),
            _ => span,
        }
    }

    fn written_in_braces(&self, span: Span) -> bool {
        self.node.text().as_bytes().get(span.start as usize) == Some(&b'{')
    }

    /// What the value is called in a message.
    fn name(&self) -> String {
        if let Some(fact) = self.fact {
            return match self.path.last() {
                Some(last) if matches!(last.as_str(), "includes" | "excludes" | "includes_any" | "only" | "none_of" | "is_not" | "at_least") => {
                    format!("`{last}` of `{}`", fact.path)
                }
                Some(last) if self.is_provenance(last) => format!("`{last}`"),
                _ => format!("`{}`", fact.path),
            };
        }
        let named = self.path.iter().rev().find(|step| step.parse::<usize>().is_err());
        match named {
            Some(step) => format!("`{step}`"),
            None => match self.shape {
                Shape::Pilot => "the pilot".into(),
                _ => "the rule set".into(),
            },
        }
    }

    fn is_provenance(&self, key: &str) -> bool {
        let of_fact = match self.shape {
            Shape::Pilot => self.path.len() > 2,
            _ => !self.condition && self.fact.is_some_and(|fact| self.path.last() != Some(&fact.path)),
        };
        of_fact && matches!(key, "by" | "basis" | "document" | "paragraph" | "phrase" | "date" | "url" | "note")
    }

    /// Of a mapping's key that should not be there.
    fn unexpected(&self, key: &str, known: &[String]) -> String {
        let vocabulary = Vocabulary::shipped();
        let shown = words::harmless(key);
        let meant = |near: Option<&str>| near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let near = || words::nearest(key, known.iter().map(String::as_str));
        match (self.shape, self.path) {
            (Shape::Pilot, [section]) if vocabulary.section(section).is_some() => {
                let path = format!("{section}.{key}");
                let hint = match vocabulary.nearest(&path) {
                    Some(fact) if fact.section == *section => format!("; did you mean `{}`?", fact.name),
                    Some(fact) => format!("; did you mean `{}`, in the section `{}`?", fact.name, fact.section),
                    None => "; `brief facts` lists them all".into(),
                };
                format!("`{section}.{shown}` is not a fact{hint}")
            }
            (Shape::Pilot, []) => match vocabulary.facts().iter().find(|fact| fact.name == key) {
                Some(fact) => format!("`{shown}` stands outside its section; it belongs under `{}:`", fact.section),
                None => format!("`{shown}` is neither a key of a pilot nor a section of facts{}", meant(near())),
            },
            _ if self.condition && self.in_condition() || self.path.last().is_some_and(|last| last == "given") => {
                let hint = match near() {
                    Some(near) if !near.contains('.') => format!("; did you mean `{near}`?"),
                    _ => meant(vocabulary.nearest(key).map(|fact| fact.path.as_str())),
                };
                format!("`{shown}` is not a fact{hint}")
            }
            _ if self.condition => format!("`{shown}` is not a test for {}, which is {}{}", self.name(), self.kind_of_fact(), meant(near())),
            _ if self.fact.is_some() => format!("`{shown}` is not a key of a statement{}", meant(near())),
            _ => {
                let of = if self.path.is_empty() { self.name() } else { self.name_of_part() };
                format!("`{shown}` is not a key of {of}{}", meant(near()))
            }
        }
    }

    /// Whether the mapping at hand is a condition itself, and not the test of a fact.
    fn in_condition(&self) -> bool {
        !self.path.last().is_some_and(|last| Vocabulary::shipped().find_path(last).is_some())
    }

    fn name_of_part(&self) -> String {
        let named = self.path.iter().rev().find(|step| step.parse::<usize>().is_err()).map_or("", String::as_str);
        match named {
            "rules" => "a rule".into(),
            "waivers" => "a waiver".into(),
            "tests" => "a test".into(),
            "cite" => "a citation".into(),
            other => format!("`{other}`"),
        }
    }

    fn missing(&self, key: &str) -> String {
        match (self.fact, key) {
            (Some(fact), "value") => format!("this statement of `{}` has no `value`: it says nothing", fact.path),
            _ if self.path.is_empty() => match self.shape {
                Shape::Pilot => format!("the pilot has no `{key}`"),
                _ => format!("the rule set has no `{key}`"),
            },
            _ => {
                let part = self.name_of_part();
                let which = self.node.get("id").and_then(Node::as_text).map(|id| format!(" {id}")).unwrap_or_default();
                format!("{part}{which} has no `{key}`")
            }
        }
    }

    fn kind_of_fact(&self) -> &'static str {
        match self.fact.map(|fact| fact.kind) {
            Some(FactType::Bool) => "true or false",
            Some(FactType::Choice) => "one value of several",
            Some(FactType::Set) => "a set",
            Some(FactType::Text) => "a text",
            None => "something else",
        }
    }

    /// Of a value that is not what it should be.
    fn wrong(&self, kind: &ViolationKind) -> String {
        let name = self.name();
        let written = self.node.as_written().map(words::harmless);
        let shown = written.as_deref().map_or_else(|| self.what_stands().to_owned(), |text| format!("`{}`", clip(text)));
        match kind {
            ViolationKind::Enum(values) => self.not_among(values, &shown),
            ViolationKind::Const(value) => format!("{name} must be {}, not {shown}", plain(value)),
            ViolationKind::Type(types) => self.mistyped(types, &shown),
            ViolationKind::Pattern => self.misshapen(&shown),
            ViolationKind::TooSmall(least) => format!("{name} must be {least} or more, not {shown}"),
            ViolationKind::TooMany => match self.node.kind() {
                Kind::List => format!("{name} has {} statements; {} are the most that one fact may have", self.node.items().len(), super::MAX_STATEMENTS),
                Kind::Map => format!("{name} takes one test, not {}; put several into `all:`", self.node.entries().len()),
                _ => format!("{name} is too large"),
            },
            ViolationKind::TooFew => match (self.node.kind(), self.fact) {
                (Kind::List, Some(_)) if self.list_of_members() => format!("{name} is an empty list; leave it out, or name at least one value"),
                (Kind::List, Some(fact)) => {
                    format!("{name} is an empty list of statements; take the fact out, or say what is stated of it ({})", choices(fact))
                }
                (Kind::Map, Some(_)) if self.condition => format!("{name} has an empty test"),
                (Kind::Map, Some(fact)) => format!("this statement of `{}` says nothing; give it a `value`, or take the fact out", fact.path),
                (Kind::Map, None) => format!("{name} is an empty condition; name at least one fact"),
                _ => format!("{name} is empty; it must hold at least one entry"),
            },
            ViolationKind::Other(message) => match message.as_str() {
                _ if self.fact.is_some() && self.node.kind() == Kind::Null => {
                    format!("this statement of {name} says nothing; give it a `value`, or take the fact out")
                }
                _ => format!("{name}: {}", words::harmless(message)),
            },
            ViolationKind::UnexpectedKeys(_) | ViolationKind::MissingKey(_) | ViolationKind::Twice => name,
        }
    }

    fn list_of_members(&self) -> bool {
        self.condition || matches!(self.path.last().map(String::as_str), Some("includes" | "excludes" | "value"))
    }

    fn what_stands(&self) -> &'static str {
        match self.node.kind() {
            Kind::List => "a list",
            Kind::Map => "a mapping",
            Kind::Null => "nothing",
            _ => "this",
        }
    }

    fn not_among(&self, values: &[Value], shown: &str) -> String {
        let name = self.name();
        let fact = self.fact.filter(|_| !self.path.last().is_some_and(|last| self.is_provenance(last)));
        match (self.node.kind(), fact) {
            (Kind::List, Some(fact)) if fact.kind != FactType::Set => return format!("{name} takes one value, not a list; write one of {}", choices(fact)),
            (Kind::Null, _) => {}
            (_, Some(fact)) if fact.kind == FactType::Bool => return self.not_bool(shown),
            _ => {}
        }
        let texts: Vec<String> = values.iter().filter(|value| !value.is_null()).map(plain_word).collect();
        let listed = words::listed(&texts, "or");
        let near = self.node.as_written().and_then(|word| words::nearest(word, texts.iter().map(String::as_str)));
        let mut message = format!("{shown} is not a value of {name}");
        if self.condition && fact.is_some_and(|fact| fact.kind == FactType::Text) {
            message = format!("{name} is a text: the only test for it is `stated`, not {shown}");
            return message;
        }
        if let Some(near) = near {
            message.push_str(&format!("; did you mean `{near}`?"));
        } else if let Some(other) = fact.and_then(|fact| self.value_of_another(fact)) {
            message.push_str(&format!(", but of `{}`", other.path));
        }
        message.push_str(&format!(" It takes {listed}").replacen(" It", if message.ends_with('?') { " It" } else { "; it" }, 1));
        message
    }

    /// The fact that the value would belong to.
    fn value_of_another(&self, fact: &Fact) -> Option<&'static Fact> {
        let word = self.node.as_text()?;
        let mut others = Vocabulary::shipped().facts().iter().filter(|other| other.id != fact.id && other.value(word).is_some());
        let first = others.next();
        // Where several facts have it, none is named.
        if others.next().is_some() { None } else { first }
    }

    fn not_bool(&self, shown: &str) -> String {
        let name = self.name();
        let meant = self.node.as_written().map(str::to_lowercase);
        let meant = match meant.as_deref() {
            Some("yes" | "y" | "on" | "true" | "1") => Some("true"),
            Some("no" | "n" | "off" | "false" | "0") => Some("false"),
            _ => None,
        };
        let quoted = self.node.as_text().is_some_and(|text| matches!(text, "true" | "false"));
        match meant {
            Some(meant) if quoted => format!("{name} is true or false, and {shown} in quotation marks is a text; write {meant} without them"),
            Some(meant) => format!("{name} is true or false; write {meant}, not {shown}"),
            None => format!("{name} is true or false, not {shown}"),
        }
    }

    fn mistyped(&self, types: &[&'static str], shown: &str) -> String {
        let name = self.name();
        let wants = |kind: &str| types.contains(&kind);
        let has = self.node.kind();
        if wants("boolean") {
            return self.not_bool(shown);
        }
        if self.fact.is_some() && wants("object") && !self.condition {
            // Within a list of statements.
            return format!("{name} has a list in which {shown} is no statement; either give each statement as {{value: ..}}, or give one plain value");
        }
        match (self.fact, has) {
            (Some(fact), Kind::Text | Kind::Bool | Kind::Int | Kind::Float) if wants("array") => {
                let hint = fact.value(self.node.as_written().unwrap_or_default()).map_or_else(String::new, |value| format!("; write [{}]", fact.value_name(value)));
                format!("{name} is a set, and {shown} is a single value{hint}")
            }
            (_, Kind::List) if wants("string") => format!("{name} takes one text, not a list"),
            (_, Kind::Bool | Kind::Int | Kind::Float) if wants("string") => format!("{name} must be a text; put quotation marks round {shown}"),
            (_, Kind::Null) => format!("{name} is empty; give it a value, or take it out"),
            _ => {
                let wanted: Vec<&str> = types.iter().filter(|kind| **kind != "null").map(|kind| in_words(kind)).collect();
                format!("{name} must be {}, not {shown}", words::listed(&wanted, "or"))
            }
        }
    }

    fn misshapen(&self, shown: &str) -> String {
        let name = self.name();
        match self.path.last().map(String::as_str) {
            _ if self.node.as_text().is_some_and(|text| text.trim().is_empty()) => format!("{name} is an empty text; say something, or take it out"),
            Some("phrase") => {
                let count = self.node.as_text().map_or(0, |text| text.split_whitespace().count());
                format!("the phrase has {count} words; a citation takes at most 12")
            }
            Some("until") => format!("{shown} is not a day; write it as in 2027-03-31"),
            Some("pilot" | "ruleset") => {
                let fixed: String = self.node.as_text().unwrap_or_default().to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
                let fixed = fixed.trim_matches('-');
                let hint = if fixed.is_empty() { String::new() } else { format!(", such as `{}`", clip(fixed)) };
                format!("the id {shown} may hold only lower case letters, digits and hyphens{hint}")
            }
            Some("id") => format!("the id {shown} may hold only letters, digits, dots, hyphens and underscores"),
            _ => format!("{name} cannot be {shown}"),
        }
    }
}

fn choices(fact: &Fact) -> String {
    match fact.kind {
        FactType::Bool => "true or false".into(),
        FactType::Text => "a text, or none".into(),
        FactType::Choice | FactType::Set => words::listed(&fact.values, "or"),
    }
}

fn in_words(kind: &str) -> &'static str {
    match kind {
        "array" => "a list",
        "object" => "a mapping",
        "string" => "a text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        _ => "something else",
    }
}

fn plain_word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn plain(value: &Value) -> String {
    format!("`{}`", plain_word(value))
}

/// A text short enough to stand in a message.
fn clip(text: &str) -> String {
    if text.chars().count() <= 60 { text.to_owned() } else { text.chars().take(57).chain("...".chars()).collect() }
}
