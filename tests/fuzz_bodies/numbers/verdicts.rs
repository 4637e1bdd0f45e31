//! A pilot that states two numbers or days, held against a rule about them.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use watching_brief::files::MemoryFiles;
use watching_brief::model::{Applies, Verdict};
use watching_brief::project::{ConfigurationChoice, Project, ProjectOptions};
use watching_brief::render::{self, DisplayOptions};
use watching_brief::report::PilotReport;

use super::super::bytes::Bytes;
use super::rule::{Condition, Fact, Said, Statement, in_report};
use super::text::ONE;

/// A fact with what is said of it.
struct Case {
    facts: Vec<Fact>,
    said: Vec<Vec<Statement>>,
    scope: Option<Condition>,
    require: Condition,
}

/// Why a fact is open.
const CONTESTED: &str = "contested";

/// One way to settle a fact: its value, and whether it is stated.
type Way = (i128, bool);

/// Makes a pilot and a rule, and holds what comes of them against the definitions.
pub fn run(bytes: &mut Bytes<'_>) {
    let facts = vec![Fact::take(bytes, "a"), Fact::take(bytes, "b")];
    let said = facts
        .iter()
        .map(|fact| (0..[0, 1, 1, 2, 2, 3][bytes.below(6)]).map(|_| Statement::take(bytes, fact.is_day)).collect());
    let said = said.collect();
    let scope = (bytes.below(3) == 0).then(|| Condition::take(bytes, &facts, 2));
    let require = Condition::take(bytes, &facts, 3);
    let case = Case { facts, said, scope, require };
    let (vocabulary, rules, pilot) = (case.vocabulary(), case.rules(), case.pilot());
    let files = MemoryFiles::new().with("v.yaml", &vocabulary).with("r.yaml", &rules);
    let options = ProjectOptions {
        configuration: ConfigurationChoice::Nothing,
        vocabulary: vec![PathBuf::from("v.yaml")],
        rules: vec!["r.yaml".to_owned()],
        ..ProjectOptions::new(jiff::civil::date(2026, 11, 22))
    };
    let project = Project::open(Arc::new(files), &[], options).expect("a project");
    assert!(project.diagnostics().is_empty(), "{:?} in\n{vocabulary}{rules}", project.diagnostics());
    let (shown, ending) = project.check_text("p.yaml", &pilot, &|report: &PilotReport<'_>| {
        let format = render::format("json").expect("a format");
        let renderer = (format.make)(DisplayOptions { all: true, ..DisplayOptions::default() });
        let json: Value = serde_json::from_str(&renderer.pilot(report)).expect("JSON");
        json["results"][0].clone()
    });
    let all = format!("{vocabulary}{rules}{pilot}");
    if !case.is_sound() {
        assert!(shown.is_empty() && !ending.errors.is_empty(), "this is no pilot: {all}");
        return;
    }
    assert!(ending.errors.is_empty(), "{:?} in {all}", ending.errors);
    let [result] = shown.as_slice() else { panic!("one result: {all}") };
    case.holds(result, &all);
}

impl Case {
    fn vocabulary(&self) -> String {
        let facts: String = self.facts.iter().map(Fact::yaml).collect();
        format!("format: 1\nvocabulary: v\ntitle: V\nfacts:\n  f:\n{facts}")
    }

    fn rules(&self) -> String {
        let scope = self.scope.as_ref();
        let scope = scope.map_or_else(String::new, |scope| format!("  applies_when: {}\n", scope.yaml(&self.facts)));
        format!(
            "format: 1\nruleset: r\ntitle: T\nissued_by: [us]\nsummary: S\nrules:\n- id: R-1\n  title: T\n  about: f\n  force: must\n  by: us\n  cite: {{document: d, paragraph: 1, phrase: p}}\n{scope}  require: {}\n  reason: R\n  remedy: M\n",
            self.require.yaml(&self.facts)
        )
    }

    fn pilot(&self) -> String {
        let mut text = "format: 1\npilot: p\ntitle: P\nstatus: running\n".to_owned();
        if self.said.iter().any(|said| !said.is_empty()) {
            text.push_str("f:\n");
        }
        for (fact, said) in self.facts.iter().zip(&self.said) {
            if let [Statement { said: Said::Is(one), hedged: false }] = said.as_slice() {
                writeln!(text, "  {}: {}", fact.name, one.text).expect("text");
                continue;
            }
            if !said.is_empty() {
                writeln!(text, "  {}:", fact.name).expect("text");
            }
            for one in said {
                let written = one.yaml(fact.is_day, |one| one.text.clone());
                let content = if matches!(one.said, Said::Is(_)) { format!("value: {written}") } else { written };
                let hedged = if one.hedged { ", hedged: true" } else { "" };
                let asked = if matches!(one.said, Said::Unanswered) { ", by: DWP, asked: 2024-11-20" } else { "" };
                writeln!(text, "  - {{{content}{hedged}{asked}}}").expect("text");
            }
        }
        text
    }

    /// Whether all that is said can be said: each value within the bounds of its fact, none twice in a list, no range that
    /// ends before it begins, and no list that leaves nothing.
    fn is_sound(&self) -> bool {
        self.facts.iter().zip(&self.said).all(|(fact, said)| {
            said.iter().all(|one| {
                let values = one.values();
                let twice = matches!(one.said, Said::OneOf(_) | Said::NoneOf(_))
                    && values.iter().enumerate().any(|(at, one)| values[..at].iter().any(|other| other.at == one.at));
                let leaves = Self::points(fact, &[], said).into_iter().any(|at| one.agrees(at));
                values.iter().all(|value| fact.takes(value.at)) && !twice && leaves
            })
        })
    }

    /// All values that can be told apart: those that are written somewhere, one between any two, and one beyond the last.
    fn points(fact: &Fact, tests: &[i128], said: &[Statement]) -> Vec<i128> {
        let bounds = fact.least.iter().chain(&fact.greatest).map(|bound| bound.at);
        let written = said.iter().flat_map(Statement::values).map(|one| one.at);
        let mut points: Vec<i128> = bounds.chain(written).chain(tests.iter().copied()).chain([0]).collect();
        if fact.is_day {
            points = points.into_iter().flat_map(|at| [at - ONE, at, at + ONE]).collect();
        }
        points.sort_unstable();
        points.dedup();
        let between: Vec<i128> = points.windows(2).map(|pair| pair[0].midpoint(pair[1])).collect();
        let beyond = [points[0] - ONE, points[points.len() - 1] + ONE];
        points.extend(between.into_iter().chain(beyond));
        points.retain(|at| fact.takes(*at));
        points
    }

    /// Each way to settle a fact, and why it is open where there are several.
    fn ways(&self, number: usize) -> (Vec<Way>, &'static str) {
        let (fact, said) = (&self.facts[number], &self.said[number]);
        let conditions = self.scope.iter().chain([&self.require]);
        let tests = conditions.flat_map(Condition::tests).filter(|(of, _)| *of == number);
        let tests: Vec<i128> = tests.flat_map(|(_, test)| test.values()).map(|one| one.at).collect();
        let points = Self::points(fact, &tests, said);
        let heard: Vec<&Statement> =
            said.iter().filter(|one| !one.hedged && !matches!(one.said, Said::Unanswered)).collect();
        let all: Vec<i128> = points.iter().copied().filter(|at| heard.iter().all(|one| one.agrees(*at))).collect();
        let contested = all.is_empty();
        let some = points.iter().copied().filter(|at| heard.iter().any(|one| one.agrees(*at)));
        let values = if contested { some.collect() } else { all };
        let may_be_unstated = heard.iter().all(|one| matches!(one.said, Said::NoneOf(_)));
        let stated = if may_be_unstated { vec![false, true] } else { vec![true] };
        let ways = values.into_iter().flat_map(|at| stated.iter().map(move |stated| (at, *stated)));
        let why = match (contested, heard.is_empty()) {
            (true, _) => CONTESTED,
            (_, false) => "partly-stated",
            (_, true) if said.iter().any(|one| matches!(one.said, Said::Unanswered)) => "unanswered",
            (_, true) => "unstated",
        };
        (ways.collect(), why)
    }

    /// Holds a result against what comes of every way to settle the two facts.
    fn holds(&self, result: &Value, all: &str) {
        let [(first, why_first), (second, why_second)] = [self.ways(0), self.ways(1)];
        let settled = |a: Way, b: Way| [a, b];
        let scope = |a, b| self.scope.as_ref().is_none_or(|scope| scope.holds(&settled(a, b)));
        let each = |is: &dyn Fn(Way, Way) -> bool| {
            let answers = first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b)));
            let (mut yes, mut no) = (false, false);
            for (a, b) in answers {
                if is(a, b) { yes = true } else { no = true }
            }
            (yes, no)
        };
        let applies = match each(&scope) {
            (true, false) => Applies::Yes,
            (false, _) => Applies::No,
            _ => Applies::Open,
        };
        let answer = |a, b| applies != Applies::Yes && !scope(a, b) || self.require.holds(&settled(a, b));
        let mut turns_on: Vec<(&str, &str)> = Vec::new();
        if first.iter().any(|a| first.iter().any(|other| second.iter().any(|b| answer(*a, *b) != answer(*other, *b)))) {
            turns_on.push(("f.a", why_first));
        }
        if second.iter().any(|b| second.iter().any(|other| first.iter().any(|a| answer(*a, *b) != answer(*a, *other))))
        {
            turns_on.push(("f.b", why_second));
        }
        let verdict = match each(&answer) {
            _ if applies == Applies::No => Verdict::NotApplicable,
            (true, false) => Verdict::Met,
            (false, _) => Verdict::Breached,
            _ if turns_on.iter().any(|(_, why)| *why == CONTESTED) => Verdict::Contested,
            _ => Verdict::Unstated,
        };
        if verdict.is_decided() {
            turns_on.clear();
        }
        assert_eq!(result["verdict"], verdict.name(), "{all}");
        assert_eq!(result["applies"], applies.name_in_reports(), "{all}");
        let told = result["turns_on"].as_array().expect("a list").iter();
        let told: Vec<(&str, &str)> =
            told.map(|one| (one["fact"].as_str().expect("a fact"), one["why"].as_str().expect("why"))).collect();
        assert_eq!(told, turns_on, "{all}");
        for list in ["because", "turns_on", "applies_because"] {
            for fact in result[list].as_array().into_iter().flatten() {
                self.digits(fact, all);
            }
        }
    }

    /// What is reported of a fact has the very digits of the file.
    fn digits(&self, told: &Value, all: &str) {
        let at = usize::from(told["fact"] == "f.b");
        let answered = |one: &&Value| one.get("unanswered").is_none() && one["hedged"] != true;
        let reported = told["statements"].as_array().expect("a list").iter().filter(answered).map(content);
        let reported: Vec<String> = reported.collect();
        let heard = self.said[at].iter().filter(|one| !one.hedged && !matches!(one.said, Said::Unanswered));
        let written: Vec<String> = heard
            .map(|one| {
                let written = one.yaml(self.facts[at].is_day, in_report).replace(' ', "");
                if matches!(one.said, Said::Is(_)) { format!("\"value\":{written}") } else { written }
            })
            .collect();
        assert_eq!(reported, written, "{told} of {all}");
    }
}

/// What a statement of a report says, key by key.
fn content(statement: &Value) -> String {
    let keys = ["value", "one_of", "none_of", "at_least", "at_most", "from", "until"];
    let said = keys.iter().filter_map(|key| Some(format!("\"{key}\":{}", statement.get(key)?)));
    said.collect::<Vec<_>>().join(",")
}
