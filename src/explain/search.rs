//! Whatever speaks of some words: rules, facts with their values, rule sets, documents and the words of reports.

use super::terms::TERMS;
use crate::citations::Register;
use crate::rules::{Collection, Rule};
use crate::text::words;

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HitKind {
    /// A word of reports, such as a verdict.
    Term,
    /// A rule.
    Rule,
    /// A fact.
    Fact,
    /// A value of a fact.
    Value,
    /// A rule set.
    RuleSet,
    /// A document.
    Document,
}

impl HitKind {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Term, "term"),
        (Self::Rule, "rule"),
        (Self::Fact, "fact"),
        (Self::Value, "value"),
        (Self::RuleSet, "ruleset"),
        (Self::Document, "document"),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// What speaks of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// The name by which `brief explain` knows it.
    pub name: String,
    /// Of a value: which value of the fact that `name` is.
    pub value: Option<String>,
    /// What it says, in a sentence.
    pub title: String,
    /// How many of the words it speaks of.
    pub words: usize,
    /// How much it is about them: of two hits with as many words, the one with more comes first.
    pub weight: usize,
}

/// How much a word counts in a name, in a title, and in the rest of what is said.
const NAME: usize = 9;
const TITLE: usize = 4;
const REST: usize = 1;

/// Everything that speaks of all the words, the most telling first; where nothing speaks of all, what speaks of some. Case
/// does not count, nor whether a word ends in `s`, `ed` or `ing`; a word finds those that begin with it.
#[must_use]
pub fn search(collection: &Collection, register: &Register, wanted: &str) -> Vec<Hit> {
    let wanted = stems(wanted);
    let mut search = Search { wanted: &wanted, hits: Vec::new() };
    for term in &TERMS {
        search.add(HitKind::Term, term.name, None, term.means, &[(NAME, term.name), (REST, term.means)]);
    }
    for (_, ready) in collection.rules() {
        search.rule(&ready.rule);
    }
    for fact in collection.vocabulary().facts() {
        let parts = [(NAME, fact.path.as_str()), (TITLE, &fact.means), (REST, &fact.ask)];
        search.add(HitKind::Fact, &fact.path, None, &fact.ask, &parts);
        for (at, value) in fact.values.iter().enumerate() {
            let means = fact.meanings.get(at).map_or("", String::as_str);
            search.add(HitKind::Value, &fact.path, Some(value), means, &[(NAME, value), (REST, means)]);
        }
    }
    for set in collection.sets() {
        let (set, issuers) = (&set.set, set.set.issued_by.join(" "));
        let parts = [(NAME, set.id.as_str()), (TITLE, &set.title), (TITLE, &issuers), (REST, &set.summary)];
        search.add(HitKind::RuleSet, &set.id, None, &set.title, &parts);
    }
    for document in register.documents() {
        let author = document.author.as_deref().unwrap_or_default();
        let parts = [(NAME, document.id.as_str()), (TITLE, &document.title), (TITLE, author), (REST, &document.about)];
        search.add(HitKind::Document, &document.id, None, &document.title, &parts);
    }
    search.ranked()
}

struct Search<'w> {
    wanted: &'w [String],
    hits: Vec<Hit>,
}

impl Search<'_> {
    fn rule(&mut self, rule: &Rule) {
        let reading = rule.reading.as_deref().unwrap_or_default();
        let parts = [
            (NAME, rule.id.as_str()),
            (TITLE, &rule.title),
            (TITLE, &rule.cite.phrase),
            (REST, &rule.by),
            (REST, &rule.reason),
            (REST, reading),
            (REST, &rule.remedy),
        ];
        self.add(HitKind::Rule, &rule.id, None, &rule.title, &parts);
    }

    /// Adds what speaks of any of the words.
    fn add(&mut self, kind: HitKind, name: &str, value: Option<&str>, title: &str, parts: &[(usize, &str)]) {
        let parts: Vec<(usize, Vec<String>)> = parts.iter().map(|(weight, text)| (*weight, stems(text))).collect();
        let weights = self.wanted.iter().map(|wanted| {
            let found = parts.iter().filter_map(|(weight, stems)| {
                let whole = stems.iter().any(|stem| stem == wanted).then_some(2 * weight);
                whole.or_else(|| stems.iter().any(|stem| stem.starts_with(wanted.as_str())).then_some(*weight))
            });
            found.max().unwrap_or_default()
        });
        let weights: Vec<usize> = weights.filter(|weight| *weight > 0).collect();
        if !weights.is_empty() {
            let (value, title) = (value.map(str::to_owned), words::capital(title));
            let (words, weight) = (weights.len(), weights.iter().sum());
            self.hits.push(Hit { kind, name: name.to_owned(), value, title, words, weight });
        }
    }

    fn ranked(mut self) -> Vec<Hit> {
        if self.hits.iter().any(|hit| hit.words == self.wanted.len()) {
            self.hits.retain(|hit| hit.words == self.wanted.len());
        }
        // Of hits that tell as much, those of one kind stand in the order in which they are listed elsewhere.
        self.hits.sort_by_key(|hit| (std::cmp::Reverse((hit.words, hit.weight)), hit.kind));
        self.hits
    }
}

/// The words of a text as far as they are compared: in lower case, each without the ending of a plural or of a verb.
fn stems(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut stems: Vec<String> = words.map(|word| stem(&word.to_lowercase())).collect();
    stems.dedup();
    stems
}

/// A word without its ending, where enough is left of it.
fn stem(word: &str) -> String {
    const LEAST: usize = 4;
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.chars().count() >= LEAST) {
        return format!("{rest}y");
    }
    let endings = ["ings", "ing", "ed", "es", "s"].into_iter();
    let mut rests = endings.filter_map(|ending| word.strip_suffix(ending));
    let rest = rests.find(|rest| rest.chars().count() >= LEAST && !rest.ends_with('s')).unwrap_or(word);
    rest.strip_suffix('e').filter(|rest| rest.chars().count() >= LEAST).unwrap_or(rest).to_owned()
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn endings_do_not_count() {
        for (words, expected) in [
            (&["sanction", "sanctions", "sanctioned", "sanctioning"][..], "sanction"),
            (&["coerce", "coerced", "coercing", "coerces"], "coerc"),
            (&["policy", "policies"], "policy"),
            (&["bodies"], "bodi"),
            (&["class"], "class"),
            (&["is"], "is"),
            (&["pass"], "pass"),
            (&["äußerung"], "äußerung"),
        ] {
            for word in words {
                assert_eq!(stem(word), expected, "{word}");
            }
        }
    }
}
