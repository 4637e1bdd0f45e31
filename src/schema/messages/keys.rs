//! Keys that should not be there, and keys that are missing.

use super::{Shape, Subject, quoted};
use crate::model::vocabulary::FactType;
use crate::model::{DiagnosticCode, Problem};
use crate::text::words;
use crate::tree::{Key, Node, section_commented_out, split_text};

/// What kind of mapping it is whose keys are wrong.
enum Mapping<'t> {
    /// The document itself.
    Whole,
    /// A section of a pilot.
    Section(&'t str),
    /// A statement of a fact.
    Statement,
    /// Where the statements of a file come from.
    Provenance,
    /// A condition.
    Condition,
    /// The test that is put to a fact.
    Test,
    /// What a test of a rule gives.
    Given,
    /// Anything else, by its name.
    Part(&'static str),
}

impl Subject<'_> {
    fn mapping(&self) -> Mapping<'_> {
        match (self.shape, self.path) {
            (_, []) => Mapping::Whole,
            (Shape::Pilot, [section]) if self.vocabulary.section(section).is_some() => Mapping::Section(section),
            (Shape::Pilot, [provenance]) if provenance == "provenance" => Mapping::Provenance,
            _ if self.condition && self.fact.is_some() => Mapping::Test,
            _ if self.condition => Mapping::Condition,
            _ if self.fact.is_some() => Mapping::Statement,
            (_, [.., last]) if last == "given" => Mapping::Given,
            _ => Mapping::Part(self.part()),
        }
    }

    /// What an entry of the list, or the mapping, is called.
    pub(super) fn part(&self) -> &'static str {
        let named = self.path.iter().rev().find(|step| step.parse::<usize>().is_err());
        match named.map_or("", String::as_str) {
            "rules" => "rule",
            "import" => "import",
            "drop" => "entry of `drop`",
            "force" => "entry of `force`",
            "accepts" => "entry of `accepts`",
            "waivers" => "waiver",
            "tests" => "test",
            "cite" => "citation",
            "documents" => "document",
            "parts" => "part",
            "outputs" => "output",
            "limits" => "list of limits",
            "brief" => "configuration",
            _ => "mapping",
        }
    }

    /// Of a key that should not be there. A key that is missing, and was meant by this one, is missing no more.
    pub(super) fn unexpected(&self, at: Key<'_>, keys: &[String], missing: &mut Vec<&str>) -> Problem {
        let key = at.name;
        if let Some(problem) = split_text(self.node, at) {
            return problem;
        }
        let shown = words::excerpt(key);
        let near = words::nearest(key, keys.iter().map(String::as_str));
        let meant = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        missing.retain(|missing| Some(*missing) != near);
        let told = |code, message| Problem::of_key(code, at, message);
        let unknown = |message: String| {
            let problem = told(DiagnosticCode::UnknownKey, message);
            match near {
                Some(near) => self.or_key(problem, at, near),
                None => problem,
            }
        };
        match self.mapping() {
            Mapping::Section(section) => self.not_a_fact_of(section, at),
            Mapping::Whole if self.shape == Shape::Pilot => match near {
                Some(_) => unknown(format!("`{shown}` is neither a key of a pilot nor a section of facts{meant}")),
                None => self.misplaced(at),
            },
            Mapping::Whole => unknown(format!("`{shown}` is not a key of a {}{}", self.whole(), or_keys(meant, keys))),
            Mapping::Condition if near.is_some_and(|near| !near.contains('.')) => {
                unknown(format!("`{shown}` is neither a fact nor a word of a condition{meant}"))
            }
            Mapping::Condition | Mapping::Given => self.not_a_path(at),
            Mapping::Test => {
                let problem = told(DiagnosticCode::UnknownTest, self.not_a_test(&shown, &meant));
                match near {
                    Some(near) => self.or_key(problem, at, near),
                    None => problem,
                }
            }
            Mapping::Statement => {
                if matches!(key, "includes" | "excludes") {
                    missing.retain(|missing| *missing != "value");
                    let what = self.fact.map_or("", |fact| kind(fact.kind));
                    return told(
                        DiagnosticCode::UnknownKey,
                        format!("`{key}` is for sets, and {} is {what}; write `value`", self.name()),
                    );
                }
                unknown(format!("`{shown}` is not a key of a statement{}", or_keys(meant, keys)))
            }
            Mapping::Provenance => unknown(format!("`{shown}` is not a key of `provenance`{}", or_keys(meant, keys))),
            Mapping::Part(part) => {
                // In a mapping of two keys, a strange one stands for the one that is missing.
                if let (true, [only]) = (part == "test", missing.as_slice()) {
                    let message =
                        format!("`{shown}` is not a key of {} here; did you mean `{only}`?", words::one(part));
                    let problem = self.or_key(told(DiagnosticCode::UnknownKey, message), at, only);
                    missing.clear();
                    return problem;
                }
                unknown(format!("`{shown}` is not a key of {}{}", words::one(part), or_keys(meant, keys)))
            }
        }
    }

    /// The problem with a way to mend it: this word in place of a key, unless it is a key here already. Twice it would be
    /// wrong again.
    fn or_key(&self, problem: Problem, at: Key<'_>, word: &str) -> Problem {
        if self.node.entry(word).is_some() { problem } else { problem.or_key(self.node.text(), at, word) }
    }

    fn not_a_test(&self, shown: &str, meant: &str) -> String {
        let Some(fact) = self.fact else { return format!("`{shown}` is not a test") };
        let what = kind(fact.kind);
        let hint = if meant.is_empty() { format!("; the tests for it are {}", tests(fact.kind)) } else { meant.into() };
        format!("`{shown}` is not a test for `{}`, which is {what}{hint}", fact.path)
    }

    /// Of the keys that a mapping does not have, and needs.
    pub(super) fn missing(&self, missing: &[&str], required: &[String]) -> Problem {
        let keys = missing.iter().map(|key| format!("no `{key}`")).collect::<Vec<_>>();
        let keys = words::listed(&keys, "and");
        let needs = || quoted(required, "and");
        let message = match self.mapping() {
            Mapping::Statement if missing == ["value"] => {
                format!("this statement of {} has no `value`: it says nothing", self.name())
            }
            Mapping::Condition => return self.lonely(missing),
            _ if missing == ["because"] => "a hostile test needs a `because`: why what it expects is right".to_owned(),
            Mapping::Whole => format!("the {0} has {keys}; a {0} needs {1}", self.whole(), needs()),
            Mapping::Part("rule") => {
                let id = self.node.get("id").and_then(Node::as_text);
                let which = id.map_or_else(|| "this rule".into(), |id| format!("the rule `{}`", words::excerpt(id)));
                format!("{which} has {keys}; a rule needs {}", needs())
            }
            _ => format!("this {} has {keys}; {} needs {}", self.part(), words::one(self.part()), needs()),
        };
        self.problem(DiagnosticCode::MissingKey, message)
    }

    /// An `if` without a `then`, or the other way round.
    fn lonely(&self, missing: &[&str]) -> Problem {
        let (there, message) = if missing == ["then"] {
            ("if", "`if` needs a `then` beside it: what must hold where it does")
        } else {
            ("then", "`then` needs an `if` beside it: where it must hold")
        };
        match self.node.entry(there) {
            Some((key, _)) => Problem::of_key(DiagnosticCode::MissingKey, key, message.into()),
            None => self.problem(DiagnosticCode::MissingKey, message.into()),
        }
    }
}

/// What was meant, or else the keys that there are.
fn or_keys(meant: String, keys: &[String]) -> String {
    if meant.is_empty() { format!("; its keys are {}", quoted(keys, "and")) } else { meant }
}

impl Subject<'_> {
    /// Of what stands at the top of a pilot and does not belong there.
    fn misplaced(&self, at: Key<'_>) -> Problem {
        let (key, shown) = (at.name, words::excerpt(at.name));
        let vocabulary = self.vocabulary;
        let named = || vocabulary.facts().iter().find(|fact| fact.name == key);
        let Some(fact) = vocabulary.find_path(key).or_else(named) else {
            let message = format!(
                "`{shown}` is neither a key of a pilot nor a section of facts; what no fact holds belongs in the `summary`"
            );
            return Problem::of_key(DiagnosticCode::UnknownKey, at, message);
        };
        let message = format!(
            "`{shown}` is neither a key of a pilot nor a section of facts; the fact `{}` belongs under `{}:`",
            fact.name, fact.section
        );
        let problem = Problem::of_key(DiagnosticCode::MisplacedFact, at, message);
        let one_line = self.node.get(key).is_none_or(|value| {
            let lines = value.text().get(at.span.start as usize..value.span().end as usize);
            lines.is_some_and(|lines| !lines.trim_end().contains(['\n', '\r']))
        });
        // In its own line, and with no section of that name, the fact can be put under one where it stands.
        if !one_line || at.span != at.written || self.node.entry(&fact.section).is_some() {
            return problem;
        }
        let title = format!("Write `{}:` above it", fact.section);
        problem.with_fix(title, at.span, format!("{}:\n  {}", fact.section, fact.name))
    }

    /// Of what stands in a section of a pilot and is no fact of it.
    fn not_a_fact_of(&self, section: &str, at: Key<'_>) -> Problem {
        let (key, text) = (at.name, self.node.text());
        let vocabulary = self.vocabulary;
        let inside = key.strip_prefix(section).and_then(|rest| rest.strip_prefix('.'));
        if let Some(fact) = inside.and_then(|name| vocabulary.find(section, name)) {
            let message = format!("within the section `{section}`, write `{}` alone, not `{}`", fact.name, fact.path);
            return self.or_key(Problem::of_key(DiagnosticCode::MisplacedFact, at, message), at, &fact.name);
        }
        let path = format!("{section}.{key}");
        let near = vocabulary.nearest(&path);
        let elsewhere = || vocabulary.facts().iter().any(|fact| fact.name == key);
        if let Some(problem) = section_commented_out(text, at.span.start as usize).filter(|_| elsewhere()) {
            return problem;
        }
        let hint = match near {
            Some(fact) if fact.section == section => format!("; did you mean `{}`?", fact.name),
            Some(fact) => format!("; did you mean `{}`, in the section `{}`?", fact.name, fact.section),
            None => format!("; `brief facts {section}` lists those of this section"),
        };
        let message = format!("`{}` is not a fact{hint}", words::excerpt(&path));
        let problem = Problem::of_key(DiagnosticCode::UnknownFact, at, message);
        match near.filter(|fact| fact.section == section) {
            Some(fact) => self.or_key(problem, at, &fact.name),
            None => problem,
        }
    }

    /// Of what is written in full, as in a rule, and is not a fact.
    fn not_a_path(&self, at: Key<'_>) -> Problem {
        let vocabulary = self.vocabulary;
        let shown = words::excerpt(at.name);
        if let Some([first, ..]) = vocabulary.section(at.name) {
            let message = format!("`{shown}` is a section; name its facts in full, such as `{}`", first.path);
            return Problem::of_key(DiagnosticCode::UnknownFact, at, message);
        }
        let near = vocabulary.nearest(at.name);
        let hint = near
            .map_or_else(|| "; `brief facts` lists them all".into(), |fact| format!("; did you mean `{}`?", fact.path));
        let declare = if self.shape == Shape::RuleSet { self.declaration(at.name) } else { String::new() };
        let or = match (declare.is_empty(), near.is_some()) {
            (true, _) => "",
            (false, true) => " Or ",
            (false, false) => "; or ",
        };
        let message = format!("`{shown}` is not a fact{hint}{or}{declare}");
        let problem = Problem::of_key(DiagnosticCode::UnknownFact, at, message);
        match near {
            Some(fact) => self.or_key(problem, at, &fact.path),
            None => problem,
        }
    }
}

impl Subject<'_> {
    /// How a fact that a rule needs, and the vocabulary lacks, is added to it.
    fn declaration(&self, path: &str) -> String {
        let Some((section, name)) = path.split_once('.') else { return String::new() };
        let sound = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_lowercase())
                && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        if !sound(section) || !sound(name) || path.len() > 80 {
            return String::new();
        }
        format!(
            "declare it in a vocabulary document: {{format: 1, vocabulary: our-own, title: Our own facts, extends: \
             [{}], facts: {{{section}: {{{name}: {{type: bool, means: what it tells, ask: the question}}}}}}}}, and give it \
             with `--vocabulary FILE`",
            self.vocabulary.id()
        )
    }
}

/// What a fact of some type is.
pub(super) fn kind(kind: FactType) -> &'static str {
    match kind {
        FactType::Bool => "true or false",
        FactType::Choice => "a choice of one value",
        FactType::Set => "a set",
        FactType::Text => "a text",
        FactType::Number => "a number",
        FactType::Date => "a date",
    }
}

/// The tests for a fact of some type.
pub(super) fn tests(kind: FactType) -> &'static str {
    match kind {
        FactType::Bool => "true, false and stated",
        FactType::Choice => "a value, a list of values, {is_not: ..}, {none_of: [..]} and stated",
        FactType::Set => {
            "{includes: [..]}, {includes_any: [..]}, {excludes: [..]}, {only: [..]}, {at_least: ..}, empty, not-empty and stated"
        }
        FactType::Text => "stated, and nothing else",
        FactType::Number => {
            "a number, {at_most: ..}, {at_least: ..}, {less_than: ..}, {more_than: ..}, {between: [.., ..]} and stated"
        }
        FactType::Date => {
            "a day, {before: ..}, {after: ..}, {on_or_before: ..}, {on_or_after: ..}, {between: [.., ..]} and stated"
        }
    }
}
