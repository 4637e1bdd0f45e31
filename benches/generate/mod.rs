//! Made-up pilots for the benchmarks: about 3 KB each, the same in every run.

use std::fmt::Write as _;

use watching_brief::model::vocabulary::{Fact, FactType, Vocabulary};

/// What the made-up pilots are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Facts, speakers and bases at random, one fact in thirty contested.
    Mixed,
    /// Nothing that any rule objects to.
    Clean,
    /// As clean ones, but ten rules are breached that must not be.
    TenFindings,
}

/// A generator of small numbers (SplitMix64, by Guy L. Steele Jr., Doug Lea and Christine H. Flood, 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.below(all.len() as u64)).expect("a small number")]
    }
}

const SPEAKERS: [&str; 5] = ["the provider", "DWP", "a claimant", "the commissioner", "a local newspaper"];
const BASES: [&str; 3] = ["claimed", "specified", "observed"];
const PHRASES: [&str; 4] = [
    "one day of training for work coaches",
    "nobody will be sanctioned",
    "as the leaflet has it",
    "seen by two visitors in March",
];

/// The text of one pilot; `number` makes its id and its content.
#[must_use]
pub fn pilot(number: u64, style: Style) -> String {
    let shipped = match style {
        Style::Mixed => return mixed(number),
        Style::Clean | Style::TenFindings => include_str!("../../pilots/example-acceptable.yaml"),
    };
    // What explains the example to its readers would be half of each pilot.
    let says = |line: &&str| !line.trim_start().starts_with('#') && !line.is_empty();
    let lines = shipped.lines().filter(says).map(|line| line.split("  # ").next().unwrap_or_default().trim_end());
    let shipped: String = lines.flat_map(|line| [line, "\n"]).collect();
    let mut text = shipped.replacen("pilot: example-acceptable", &format!("pilot: made-up-{number}"), 1);
    if style == Style::TenFindings {
        for (from, to) in [
            ("sanction_for_refusal: false", "sanction_for_refusal: true"),
            ("sanction_for_stopping: false", "sanction_for_stopping: true"),
            ("private_rooms: true", "private_rooms: false"),
            ("crisis_protocol: true", "crisis_protocol: false"),
            ("benefit_depends_on_treatment: false", "benefit_depends_on_treatment: true"),
            ("client_chooses: true", "client_chooses: false"),
        ] {
            text = text.replacen(from, to, 1);
        }
    }
    text
}

fn mixed(number: u64) -> String {
    let vocabulary = Vocabulary::shipped();
    let mut numbers = Numbers(number);
    let mut text = format!(
        "format: 1\npilot: made-up-{number}\ntitle: A made-up pilot, number {number}\nstatus: running\ninvented: true\n\
         summary: One of many that a benchmark makes up, with facts and speakers at random\n\
         provenance: {{by: the provider, basis: claimed, document: made-up-leaflet}}\n"
    );
    for (section, facts) in vocabulary.sections() {
        let chosen: Vec<&Fact> = facts.iter().filter(|_| numbers.below(100) < 36).collect();
        if chosen.is_empty() {
            continue;
        }
        writeln!(text, "\n{section}:").expect("a text takes everything");
        for fact in chosen {
            let kind = numbers.below(30);
            let value = value(fact, &mut numbers);
            let name = &fact.name;
            match kind {
                0 => {
                    let other = self::value(fact, &mut numbers);
                    writeln!(text, "  {name}:\n    - {}\n    - {}", statement(&value, &mut numbers), statement(&other, &mut numbers))
                }
                1..=16 => writeln!(text, "  {name}: {value}"),
                _ => {
                    let (by, basis, phrase) = (numbers.pick(&SPEAKERS), numbers.pick(&BASES), numbers.pick(&PHRASES));
                    let paragraph = numbers.below(90) + 1;
                    writeln!(text, "  {name}:\n    value: {value}\n    by: {by}\n    basis: {basis}\n    paragraph: {paragraph}\n    phrase: {phrase}")
                }
            }
            .expect("a text takes everything");
        }
    }
    text
}

fn statement(value: &str, numbers: &mut Numbers) -> String {
    format!("{{value: {value}, by: {}, basis: {}}}", numbers.pick(&SPEAKERS), numbers.pick(&BASES))
}

fn value(fact: &Fact, numbers: &mut Numbers) -> String {
    match fact.kind {
        FactType::Bool => (numbers.below(2) == 0).to_string(),
        FactType::Choice => numbers.pick(&fact.values).clone(),
        FactType::Set => {
            let chosen: Vec<&str> = fact.values.iter().filter(|_| numbers.below(4) == 0).map(String::as_str).collect();
            format!("[{}]", chosen.join(", "))
        }
        FactType::Text => "the head of the service".to_owned(),
        FactType::Number => numbers.below(40).to_string(),
        FactType::Date => format!("2024-0{}-01", 1 + numbers.below(9)),
    }
}
