//! From a tree that is of the right shape to a rule set.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Case, Cases, Citation, Rule, RuleSet, accept};
use crate::model::limits::{Limit, Limits};
use crate::model::number::{Cut, Decimal, Range};
use crate::model::vocabulary::{Fact, FactId, FactType, MAX_VALUES, Vocabulary};
use crate::model::{Applies, Condition, DiagnosticCode, Force, Problem, Test, Verdict, named};
use crate::pilot::{self, StatedFact};
use crate::text::{LineIndex, Place, Span, words};
use crate::tree::{Kind, Node, Tree};

/// Reads a rule set from a tree that its schema accepts, without what it imports; `lines` gives places their lines, and
/// `file` is the name that messages give.
///
/// # Errors
/// What no schema can tell: two rules with one id, a rule beyond the bounds, a test whose values contradict
/// themselves.
pub fn ruleset(
    vocabulary: &Vocabulary,
    tree: &Tree<'_>,
    lines: &LineIndex<'_>,
    file: &str,
) -> Result<RuleSet, Vec<Problem>> {
    let root = tree.root();
    let mut reader = Reader { vocabulary, lines, limits: tree.limits(), problems: Vec::new() };
    reader.ids(root);
    let items = || root.get("rules").into_iter().flat_map(Node::items);
    let rules: Vec<Rule> = items().filter_map(|item| reader.rule(item)).collect();
    let tests = reader.cases(root, "applies", &Applies::ALL);
    let mut applies_at = Vec::new();
    let applies_when = root.get("applies_when").and_then(|node| reader.condition(node, &mut applies_at));
    if let (Some(condition), Some(node)) = (&applies_when, root.get("applies_when")) {
        reader.bounds(&[Some(condition)], node, "the scope of the set");
    }
    let accepts = accept::acceptances(root, lines, &mut reader.problems);
    let text = |key: &str| root.get(key).and_then(Node::as_text).unwrap_or_default().to_owned();
    let issued_by =
        root.get("issued_by").map(|list| list.items().filter_map(Node::as_text).map(str::to_owned).collect());
    // A rule that cannot be read leaves the whole set out.
    if !reader.problems.is_empty() || rules.len() != items().count() {
        return Err(reader.problems);
    }
    Ok(RuleSet {
        id: text("ruleset"),
        title: text("title"),
        issued_by: issued_by.unwrap_or_default(),
        summary: text("summary"),
        applies_when,
        applies_at,
        tests,
        rules: rules.into_iter().map(Arc::new).collect(),
        dropped: Vec::new(),
        accepts,
        taken_at: HashMap::new(),
        file: file.to_owned(),
        limits: tree.limits(),
        place: lines.place(root.get("ruleset").map_or(0, |node| node.span().start)),
    })
}

struct Reader<'l> {
    vocabulary: &'l Vocabulary,
    lines: &'l LineIndex<'l>,
    limits: Limits,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn over_limit(&mut self, node: Node<'_>, message: String) {
        self.problems.push(Problem::at(DiagnosticCode::OverLimit, node, message));
    }

    /// Tells of the rules whose id another rule of the set has before them; upper and lower case count as the same.
    fn ids(&mut self, root: Node<'_>) {
        let mut seen: HashMap<String, Span> = HashMap::new();
        for node in root.get("rules").into_iter().flat_map(Node::items).filter_map(|item| item.get("id")) {
            let Some(id) = node.as_text() else { continue };
            if let Some(first) = seen.get(&id.to_ascii_lowercase()) {
                let (line, first) = (self.lines.place(first.start).line, *first);
                let message =
                    format!("line {line} has a rule `{}` already; give one of the two another id", words::excerpt(id));
                let problem = Problem::at(DiagnosticCode::DuplicateRule, node, message);
                self.problems.push(problem.with_related(first, "the first of them stands here"));
            } else {
                seen.insert(id.to_ascii_lowercase(), node.span());
            }
        }
    }

    fn rule(&mut self, node: Node<'_>) -> Option<Rule> {
        let text = |key: &str| node.get(key).and_then(Node::as_text).map(str::to_owned);
        // Whatever is wrong elsewhere in the rule, its tests and its bounds are looked at.
        let tests = self.cases(node, "verdict", &Verdict::ALL);
        let scope = node.get("applies_when");
        let (mut applies_at, mut require_at) = (Vec::new(), Vec::new());
        let applies_when = scope.and_then(|scope| self.condition(scope, &mut applies_at));
        let require = node.get("require").and_then(|require| self.condition(require, &mut require_at));
        let id_node = node.get("id")?;
        let id = text("id")?;
        self.bounds(&[applies_when.as_ref(), require.as_ref()], id_node, &words::excerpt(&id));
        let require = require?;
        if scope.is_some() && applies_when.is_none() {
            return None;
        }
        let cite = node.get("cite")?;
        let cited = |key: &str| cite.get(key).and_then(Node::as_text).map(str::to_owned);
        Some(Rule {
            title: text("title")?,
            about: self.vocabulary.dimension(&text("about")?)?.clone(),
            force: named(&Force::ALL, &text("force")?)?,
            by: text("by")?,
            cite: Citation {
                document: cited("document")?,
                paragraph: pilot::paragraph(cite.get("paragraph")?, &mut self.problems)?.into_owned(),
                phrase: cited("phrase")?,
                place: self.lines.place(cite.get("phrase").map_or(0, |phrase| phrase.span().start)),
            },
            applies_when,
            applies_at,
            require,
            require_at,
            reason: text("reason")?,
            reading: text("reading"),
            remedy: text("remedy")?,
            tests,
            no_hostile: text("no_hostile"),
            place: self.lines.place(id_node.span().start),
            id,
            origin: None,
            within: Vec::new(),
            weighed: Vec::new(),
        })
    }

    fn bounds(&mut self, conditions: &[Option<&Condition>], node: Node<'_>, name: &str) {
        let (mut facts, mut tests) = (Vec::new(), 0usize);
        for condition in conditions.iter().flatten() {
            condition.visit(&mut |fact, _| {
                facts.push(fact);
                tests += 1;
            });
        }
        facts.sort_unstable();
        facts.dedup();
        self.cells(conditions, node, name);
        let limits = self.limits;
        if facts.len() > limits.size(Limit::Facts) {
            let (most, advice) = (limits.in_words(Limit::Facts), limits.advice(Limit::Facts));
            let message =
                format!("{name} speaks of {} facts; {most} are the most that a rule may{advice}", facts.len());
            self.over_limit(node, message);
        }
        if tests > limits.size(Limit::Tests) {
            let (tests, most) = (words::grouped(tests), limits.in_words(Limit::Tests));
            let advice = limits.advice(Limit::Tests);
            let message = format!("{name} puts {tests} tests to facts; {most} are the most that a rule may{advice}");
            self.over_limit(node, message);
        }
    }

    /// Tells of a rule that tells more values of one number or date apart than can be kept.
    fn cells(&mut self, conditions: &[Option<&Condition>], node: Node<'_>, name: &str) {
        let mut cuts: HashMap<FactId, Vec<Cut>> = HashMap::new();
        for condition in conditions.iter().flatten() {
            condition.visit(&mut |fact, test| {
                if let Test::Within(range) = test {
                    let known = cuts.entry(fact).or_default();
                    range.cuts().for_each(|cut| {
                        if !known.contains(&cut) {
                            known.push(cut);
                        }
                    });
                }
            });
        }
        let many = cuts.iter().filter(|(_, cuts)| cuts.len() >= MAX_VALUES).map(|(fact, _)| *fact).min();
        if let Some(fact) = many {
            let fact = &self.vocabulary.fact(fact).path;
            let message = format!(
                "{name} tells more than {MAX_VALUES} ranges of `{fact}` apart, which are the most that a rule may; split it into several rules"
            );
            self.problems.push(Problem::at(DiagnosticCode::OverLimit, node, message));
        }
    }

    fn cases<T: Copy>(&mut self, node: Node<'_>, outcome: &str, outcomes: &[(T, &'static str)]) -> Cases<T> {
        let Some(list) = node.get("tests") else { return Vec::new().into() };
        let mut cases = Vec::new();
        for item in list.items() {
            let given = item
                .get("given")
                .map(|given| pilot::given(self.vocabulary, given, &mut self.problems))
                .unwrap_or_default();
            let expected = item.get(outcome).and_then(Node::as_written).and_then(|name| named(outcomes, name));
            let Some(expected) = expected else { continue };
            cases.push(Case {
                given: given.into_iter().map(StatedFact::into_owned).collect(),
                expected,
                because: item.get("because").and_then(Node::as_text).map(str::to_owned),
                hostile: item.get("hostile").and_then(Node::as_bool).unwrap_or_default(),
                place: self.lines.place(item.span().start),
            });
        }
        cases.into()
    }

    /// A condition; the places of its parts are added to `places` in the order of [`Condition::walk`].
    fn condition(&mut self, node: Node<'_>, places: &mut Vec<Place>) -> Option<Condition> {
        let mut parts = Vec::new();
        // One entry stands for itself; several are all asked for, and together they stand where the first does.
        if node.entries().filter(|(key, _)| key.name != "then").count() > 1 {
            places.push(self.lines.place(node.opening().start));
        }
        for (key, value) in node.entries().filter(|(key, _)| key.name != "then") {
            places.push(self.lines.place(key.span.start));
            parts.push(match key.name {
                "all" => Condition::All(self.conditions(value, places)?),
                "any" => Condition::Any(self.conditions(value, places)?),
                "not" => Condition::Not(Box::new(self.condition(value, places)?)),
                "if" => Condition::If(
                    Box::new(self.condition(value, places)?),
                    Box::new(self.condition(node.get("then")?, places)?),
                ),
                path => {
                    let fact = self.vocabulary.find_path(path)?;
                    Condition::Fact(fact.id, test(fact, value, &mut self.problems)?)
                }
            });
        }
        match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Condition::All(parts)),
        }
    }

    fn conditions(&mut self, list: Node<'_>, places: &mut Vec<Place>) -> Option<Vec<Condition>> {
        list.items().map(|item| self.condition(item, places)).collect()
    }
}

/// The values that a list, or a single word, names.
fn values(fact: &Fact, node: Node<'_>) -> u64 {
    let bit = |item: Node<'_>| item.as_text().and_then(|name| fact.value(name)).map_or(0, |value| 1u64 << value);
    if node.kind() == Kind::List { node.items().map(bit).fold(0, |all, one| all | one) } else { bit(node) }
}

fn test(fact: &Fact, node: Node<'_>, problems: &mut Vec<Problem>) -> Option<Test> {
    if node.as_text() == Some("stated") {
        return Some(Test::Stated);
    }
    match fact.kind {
        FactType::Bool => node.as_bool().map(|value| Test::OneOf(1 << u64::from(value))),
        FactType::Text => None,
        FactType::Number | FactType::Date => range(fact, node, problems).map(Test::Within),
        FactType::Choice => match node.entries().next() {
            Some((_, list)) => Some(Test::NoneOf(values(fact, list))),
            None => Some(Test::OneOf(values(fact, node))),
        },
        FactType::Set => match node.entries().next() {
            None => match node.as_text()? {
                "empty" => Some(Test::Empty),
                _ => Some(Test::NotEmpty),
            },
            Some((key, list)) => Some(match key.name {
                "includes" => Test::Includes(values(fact, list)),
                "includes_any" => Test::IncludesAny(values(fact, list)),
                "excludes" => Test::Excludes(values(fact, list)),
                "only" => Test::Only(values(fact, list)),
                _ => Test::AtLeast(u32::try_from(list.as_int()?).unwrap_or(u32::MAX)),
            }),
        },
    }
}

/// The range that a test asks of a number or a date.
fn range(fact: &Fact, node: Node<'_>, problems: &mut Vec<Problem>) -> Option<Range> {
    // Whatever bounds a fact has, a rule may ask for what is beyond them: the audit tells of a test that changes nothing.
    let free = Fact { range: Range::ALL, ..fact.clone() };
    let Some((key, value)) = node.entries().next() else {
        return match fact.kind {
            FactType::Date => pilot::day_of(&free, node, problems).map(|day| Range::days(Some(day), Some(day))),
            _ => pilot::number_of(&free, node, problems).map(Range::number),
        };
    };
    let ends: Vec<Node<'_>> = if value.kind() == Kind::List { value.items().collect() } else { vec![value] };
    let range = if fact.kind == FactType::Date {
        let days = ends.iter().map(|end| pilot::day_of(&free, *end, problems)).collect::<Option<Vec<_>>>()?;
        let (first, last) = (days.first().copied()?, days.last().copied()?);
        match key.name {
            "before" => Range::before(first),
            "after" => Range::after(first),
            "on_or_before" => Range::days(None, Some(first)),
            "on_or_after" => Range::days(Some(first), None),
            _ => Range::days(Some(first), Some(last)),
        }
    } else {
        let numbers: Vec<Decimal> =
            ends.iter().map(|end| pilot::number_of(&free, *end, problems)).collect::<Option<_>>()?;
        let (first, last) = (numbers.first().copied()?, numbers.last().copied()?);
        match key.name {
            "less_than" => Range::less_than(first),
            "more_than" => Range::more_than(first),
            "at_most" => Range::numbers(None, Some(first)),
            "at_least" => Range::numbers(Some(first), None),
            _ => Range::numbers(Some(first), Some(last)),
        }
    };
    if range.is_empty() {
        let message = format!("nothing is between these two; write the lower one first, as in {{between: [{}]}}", {
            let shown: Vec<&str> = ends.iter().rev().filter_map(|end| end.as_written()).collect();
            shown.join(", ")
        });
        problems.push(Problem::at(DiagnosticCode::InvalidValue, value, message));
        return None;
    }
    Some(range)
}
