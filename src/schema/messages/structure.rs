//! Values that are of the wrong type.

use super::{Shape, Subject};
use crate::model::number::Decimal;
use crate::model::vocabulary::{Fact, FactType};
use crate::model::{DiagnosticCode as Code, Problem};
use crate::text::words;
use crate::tree::{Kind, Node};

impl Subject<'_> {
    /// A value among the statements of a fact that is no statement.
    pub(super) fn not_a_statement(&self, fact: &Fact) -> Problem {
        let plain = self.parent.filter(|list| list.items().all(|item| item.kind() != Kind::Map));
        let (Some(list), false) = (plain, fact.kind == FactType::Set) else {
            let (open, close) = if fact.kind == FactType::Set { ("{value: [", "]}") } else { ("{value: ", "}") };
            let hint = match (self.node.kind(), self.node.as_written()) {
                (Kind::Null, _) => return self.problem(Code::EmptyValue, self.empty()),
                (Kind::List, _) | (_, None) => "; write it as {value: [..]}".into(),
                (_, Some(text)) => format!("; write it as {open}{}{close}", words::excerpt(text)),
            };
            let message =
                format!("{} stands among statements of `{}` and is none{hint}", self.shown_value(), fact.path);
            let problem = self.problem(Code::NotAStatement, message);
            return match self.simple() {
                Some(raw) => problem.or_yaml(self.node, format!("{open}{raw}{close}")),
                None => problem,
            };
        };
        let mut items = list.items().filter_map(Node::as_written);
        let hint = match (items.next(), items.next()) {
            (Some(only), None) => format!("write {}", words::excerpt(only)),
            _ => "give the one that holds, or a statement for each, as in {value: .., by: .., basis: ..}".into(),
        };
        Problem::at(Code::WrongType, list, format!("`{}` takes one value, not a list; {hint}", fact.path))
    }

    /// A plain value as it is written, where it can stand in brackets as it is.
    fn simple(&self) -> Option<&str> {
        let raw = self.node.text().get(self.node.span().range())?;
        let scalar = self.node.written_at().is_none() && self.node.as_written().is_some_and(|text| !text.is_empty());
        (scalar && !raw.contains([',', '[', ']', '{', '}', '\n', '\r'])).then_some(raw)
    }

    pub(super) fn mistyped(&self, types: &[&'static str]) -> Problem {
        let (name, shown, has) = (self.name(), self.shown_value(), self.node.kind());
        let wants = |kind: &str| types.contains(&kind);
        if wants("boolean") {
            return self.not_bool();
        }
        let has_point = || self.node.as_written().is_some_and(|written| written.contains('.'));
        if wants("integer") && wants("string") && has == Kind::Float && has_point() {
            let message = format!("{name} is a whole number, or a label in quotation marks; put some round {shown}");
            return self.in_quotation_marks(self.problem(Code::WrongType, message));
        }
        if wants("number") {
            return self.not_a_number();
        }
        if wants("integer") {
            let number = self.node.as_text().filter(|text| text.parse::<i64>().is_ok());
            return match number {
                Some(text) => {
                    let message = format!(
                        "{name} is a number, and {shown} in quotation marks is a text; write {text} without them"
                    );
                    self.problem(Code::WrongType, message).or_yaml(self.node, text)
                }
                None => self.problem(Code::WrongType, format!("{name} must be a whole number, not {shown}")),
            };
        }
        let message = match (self.fact, self.last()) {
            (_, "by") if has == Kind::List => format!("{name} takes one speaker; give each a statement of their own"),
            (_, "until" | "asked") => {
                return self.problem(Code::NotADay, format!("{shown} is not a day; write it as in 2027-03-31"));
            }
            (Some(fact), _) if fact.kind == FactType::Date && !self.is_provenance() && has != Kind::List => {
                let message = format!("{name} is a day, not {shown}; write it as in 2027-03-31");
                return self.problem(Code::NotADay, message);
            }
            (Some(fact), _) if !self.condition && wants("array") => return self.not_a_set(fact),
            (Some(fact), "") if fact.kind == FactType::Text && has != Kind::List => {
                let message =
                    format!("{name} is a text, not {shown}; put quotation marks round it if it is meant as one");
                return self.in_quotation_marks(self.problem(Code::WrongType, message));
            }
            _ if wants("array") => return self.not_a_list(),
            _ if wants("object") => self.not_a_mapping(),
            _ if has == Kind::List || has == Kind::Map => format!("{name} takes a text, not {shown}"),
            _ => {
                let message = format!("{name} must be a text; put quotation marks round {shown}");
                return self.in_quotation_marks(self.problem(Code::WrongType, message));
            }
        };
        self.problem(Code::WrongType, message)
    }

    /// A problem that is mended by quotation marks round the value.
    fn in_quotation_marks(&self, problem: Problem) -> Problem {
        match self.simple() {
            Some(raw) => problem.or_yaml(self.node, words::in_quotation_marks(raw)),
            None => problem,
        }
    }

    /// Something else where a number belongs.
    fn not_a_number(&self) -> Problem {
        let (name, shown) = (self.name(), self.shown_value());
        let message = match self.node.as_text() {
            Some(text) if Decimal::parse(text).is_ok() => {
                let message =
                    format!("{name} is a number, and {shown} in quotation marks is a text; write {text} without them");
                return self.problem(Code::WrongType, message).or_yaml(self.node, text);
            }
            Some(text) => {
                let digits = |c: &char| c.is_ascii_digit() || *c == '.';
                let lead: String = text.trim().chars().take_while(digits).collect();
                let hint = if lead.is_empty() { String::new() } else { format!("; write {lead}") };
                format!("{name} is a number, not {shown}{hint}")
            }
            None => format!("{name} is a number, not {shown}"),
        };
        self.problem(Code::WrongType, message)
    }

    /// The key that the value stands behind, from the fact on; nothing for the fact's own value.
    pub(super) fn last(&self) -> &str {
        let steps = if self.fact.is_some() { self.below } else { self.path };
        steps
            .iter()
            .rev()
            .map(String::as_str)
            .find(|step| step.parse::<usize>().is_err() && *step != "value")
            .unwrap_or_default()
    }

    /// A single value, or a mapping, where a set belongs.
    fn not_a_set(&self, fact: &Fact) -> Problem {
        let (name, shown) = (self.name(), self.shown_value());
        let known = |word: &str| fact.value(word).map(|value| fact.value_name(value));
        let near = |word: &str| known(word).or_else(|| words::nearest(word, fact.values.iter().map(String::as_str)));
        let written = self.node.as_written().unwrap_or_default();
        let members: Option<Vec<&str>> = written.split(',').map(|word| near(word.trim())).collect();
        let nothing =
            matches!(written.to_lowercase().as_str(), "none" | "nothing" | "nobody" | "no" | "false" | "never" | "n/a");
        match members {
            Some(members) => {
                let list = format!("[{}]", members.join(", "));
                self.problem(Code::WrongType, format!("{name} takes a list; write {list}")).or_yaml(self.node, list)
            }
            None if nothing && self.last().is_empty() => {
                let message = format!("{name} takes a list, not {shown}; write [] where there is none");
                self.problem(Code::WrongType, message).or_yaml(self.node, "[]")
            }
            None => {
                let values = words::listed(&fact.values, "and");
                self.problem(Code::WrongType, format!("{name} takes a list, not {shown}; it may hold {values}"))
            }
        }
    }

    /// Something else where a list belongs.
    fn not_a_list(&self) -> Problem {
        let (name, shown) = (self.name(), self.shown_value());
        let list = |text: &str| {
            let problem =
                self.problem(Code::WrongType, format!("{name} takes a list; write [{}]", words::excerpt(text)));
            match self.simple() {
                Some(raw) => problem.or_yaml(self.node, format!("[{raw}]")),
                None => problem,
            }
        };
        let message = match (self.last(), self.node.as_written()) {
            ("all" | "any", _) => format!("{name} takes a list of conditions, not {shown}; begin each with a hyphen"),
            (_, Some(text)) if self.condition || self.takes_names() => return list(text),
            (_, text) if self.is_list_of_names() => match text {
                Some(text) => return list(text),
                None => format!("{name} takes a list, not {shown}"),
            },
            _ if matches!(self.part(), "mapping") => format!("{name} takes a list, not {shown}"),
            _ => format!("{name} takes a list, not {shown}; begin each {} with a hyphen", self.part()),
        };
        self.problem(Code::WrongType, message)
    }

    /// Whether it is a list of plain names in a configuration.
    fn is_list_of_names(&self) -> bool {
        self.shape == Shape::Configuration
            && matches!(self.last(), "pilots" | "rules" | "only" | "without" | "documents")
    }

    /// Whether the value is a list of names.
    fn takes_names(&self) -> bool {
        let accepts = self.path.first().is_some_and(|key| key == "accepts");
        matches!(self.last(), "issued_by" | "only") || accepts && self.last() == "rules"
    }

    /// Something else where a mapping belongs.
    fn not_a_mapping(&self) -> String {
        let (name, shown, has) = (self.name(), self.shown_value(), self.node.kind());
        let section = self.path.first().filter(|_| self.path.len() == 1).and_then(|key| self.vocabulary.section(key));
        if let Some([first, ..]) = section {
            return format!(
                "{name} is a section of facts, not {shown}; write them under it, as in `{}: ..`",
                first.name
            );
        }
        if self.condition && has == Kind::List {
            return format!("{name} takes one condition, not a list; put several into `all:` or `any:`");
        }
        if self.condition {
            return format!("{name} takes a condition: a fact with a test, such as `referral.routes: not-empty`");
        }
        let key = match (self.last(), self.part()) {
            ("provenance", _) => "by",
            ("given", _) => return format!("{name} takes facts with their values, such as `referral.routes: [self]`"),
            (_, "waiver" | "entry of `drop`" | "entry of `force`") => "rule",
            (_, "entry of `accepts`") => "finding",
            (_, "output") => "format",
            (_, "configuration") => "rules",
            (_, "rule") => "id",
            (_, "import") => "from",
            (_, "test") => "given",
            (_, "citation" | "document") => "document",
            _ => return format!("{name} must be a mapping, not {shown}"),
        };
        match self.part() {
            "mapping" | "citation" => {
                format!("{name} has keys of its own, such as `{key}:`; {shown} alone says too little")
            }
            part => format!("{} has keys of its own, such as `{key}:`; {shown} alone is none", words::one(part)),
        }
    }
}
