//! One pilot: a header, and set by set the counts and the results that somebody should look at.

use super::attribution;
use super::next::named_rules;
use super::page::{Indent, NOTE, Page, Style};
use super::paint::Painter;
use crate::model::Verdict;
use crate::model::vocabulary::{FactId, FactSet};
use crate::render::DisplayOptions;
use crate::report::{PilotReport, RuleResult, Summary, gravest_first};
use crate::text::words::{counted, listed};

/// The verdicts in the order in which a person looks at them.
pub(in crate::render) const VERDICTS: [Verdict; 5] =
    [Verdict::Breached, Verdict::Contested, Verdict::Unstated, Verdict::Met, Verdict::NotApplicable];

/// What stands above words that are kept although no question asks for them.
pub(in crate::render) const ALSO_SAID: &str = "Also said, though no question here asks for it";

/// What is written of one pilot.
pub(super) struct Sheet<'r, 'p> {
    pub report: &'r PilotReport<'p>,
    pub look: DisplayOptions,
    pub painter: &'r Painter,
    pub page: Page,
    /// The sections that were shown to lack a fact.
    pub sections: Vec<&'r str>,
    /// The facts that were asked about.
    pub asked: FactsMet,
    /// The facts of which what is said was quoted in full.
    pub quoted: FactsMet,
    /// The facts that were told of because they make rules apply.
    pub scopes: FactsMet,
}

/// Facts that were met before.
#[derive(Debug, Default)]
pub(super) struct FactsMet(FactSet);

impl FactsMet {
    /// Adds a fact; false where it was there.
    pub fn add(&mut self, fact: FactId) -> bool {
        self.0.insert(fact)
    }

    /// Whether a fact was added.
    pub fn has(&self, fact: FactId) -> bool {
        self.0.contains(fact)
    }
}

impl<'r, 'p> Sheet<'r, 'p> {
    pub fn new(report: &'r PilotReport<'p>, look: DisplayOptions, painter: &'r Painter) -> Self {
        Self {
            report,
            look,
            painter,
            page: Page::new(look),
            sections: Vec::new(),
            asked: FactsMet::default(),
            quoted: FactsMet::default(),
            scopes: FactsMet::default(),
        }
    }

    pub fn write(mut self) -> String {
        self.header();
        for results in self.report.results.chunk_by(|one, next| std::ptr::eq(one.set, next.set)) {
            self.page.blank();
            self.set(results);
        }
        self.also_said();
        self.page.text()
    }

    /// What the documents that the pilot cites say besides, though no question asks for it.
    fn also_said(&mut self) {
        let noted = self.report.noted();
        if noted.is_empty() {
            return;
        }
        self.page.blank();
        self.page.paragraph(Indent("", "  "), &[(Style::Bold, &format!("{ALSO_SAID}:"))]);
        for (document, words) in noted {
            let told = attribution::noted(document, words);
            self.page.paragraph(Indent("  - ", "    "), &[(Style::Plain, &told)]);
        }
    }

    pub fn header(&mut self) {
        let pilot = self.report.pilot;
        self.page.ruler('━');
        self.page.paragraph(Indent("", ""), &[(Style::Bold, &pilot.title)]);
        let file = super::file_name(self.report.file);
        let place = match self.report.document {
            0 => file.to_owned(),
            _ => format!("{file}:{}", self.report.lines.place(pilot.id_span.start).line),
        };
        let (id, status) = (format!("{},", pilot.id), format!("{},", pilot.status.name()));
        let mark = self.page.mark();
        self.page.paragraph(Indent("", "  "), &[(Style::Plain, &id), (Style::Plain, &status), (Style::Plain, &place)]);
        self.page.places(mark, file, place.strip_prefix(file).unwrap_or_default(), self.look);
        self.at_the_bar();
        if pilot.invented {
            self.page.paragraph(Indent("", ""), &[(Style::Plain, "An invented example: it describes nothing real.")]);
        }
    }

    /// Names the rules that count in the exit status.
    fn at_the_bar(&mut self) {
        let findings = gravest_first(self.report.results.iter().filter(|result| result.is_finding())).into_iter();
        let names: Vec<&str> = findings.map(|result| result.rule.id.as_str()).collect();
        if names.is_empty() {
            return;
        }
        let (lead, names) = (format!("{}:", counted(names.len(), "finding")), named_rules(&names));
        self.page.paragraph(Indent("", "  "), &[(Style::Bold, &lead), (Style::Plain, &names)]);
    }

    fn set(&mut self, results: &[RuleResult<'_>]) {
        let Some(set) = results.first().map(|result| &result.set.set) else { return };
        let mut summary = Summary::default();
        for result in results {
            summary.count(result.verdict_and_scope());
        }
        let rules = counted(results.len(), "rule");
        if summary.count_of(Verdict::NotApplicable) == results.len() {
            let text = format!("not applicable ({rules}){}", self.out_of_scope(results));
            let title = format!("{}:", set.title);
            self.page.paragraph(Indent("", "  "), &[(Style::Bold, &title), (Style::Plain, &text)]);
        } else {
            self.page.paragraph(Indent("", ""), &[(Style::Bold, &set.title)]);
            let issuers = format!("Issued by {}.", listed(&set.issued_by, "and"));
            let counts = format!("{rules}: {}.", counts(&summary));
            self.page.paragraph(NOTE, &[(Style::Plain, &issuers)]);
            self.page.paragraph(NOTE, &[(Style::Plain, &counts)]);
        }
        for verdict in VERDICTS {
            let of_verdict = || results.iter().filter(|result| result.decision.verdict == verdict);
            match verdict {
                Verdict::Breached | Verdict::Contested => {
                    for result in of_verdict() {
                        self.page.blank();
                        self.finding(result);
                    }
                }
                Verdict::Unstated => {
                    let all = self.look.all;
                    for result in of_verdict().filter(|result| result.at_bar || all) {
                        self.page.blank();
                        if result.at_bar { self.finding(result) } else { self.in_short(result) }
                    }
                }
                Verdict::Met | Verdict::NotApplicable if self.look.all && of_verdict().next().is_some() => {
                    self.page.blank();
                    for result in of_verdict() {
                        self.line(result);
                    }
                }
                Verdict::Met | Verdict::NotApplicable => {}
            }
        }
    }

    /// Why no rule of a set is applicable, where that is the same for all: the facts that say so, and on what basis.
    fn out_of_scope(&self, results: &[RuleResult<'_>]) -> String {
        let Some(first) = results.first() else { return String::new() };
        let (because, basis) = (&first.decision.because, first.decision.basis);
        let same = results.iter().all(|result| result.decision.because == *because && result.decision.basis == basis);
        let vocabulary = self.report.facts.vocabulary();
        let facts: Vec<&str> = because.iter().map(|fact| vocabulary.fact(*fact).path.as_str()).collect();
        match basis {
            Some(basis) if same => {
                let rests = attribution::basis(basis, &first.by_word, &self.statements(first));
                format!(" because of {} ({rests})", listed(&facts, "and"))
            }
            _ => String::new(),
        }
    }

    /// A result in a line: met, with what that rests on, or not applicable, with the facts that say so.
    fn line(&mut self, result: &RuleResult<'_>) {
        let (rule, decision) = (result.rule, &result.decision);
        let vocabulary = self.report.facts.vocabulary();
        let facts: Vec<&str> = decision.because.iter().map(|fact| vocabulary.fact(*fact).path.as_str()).collect();
        let facts = match facts.as_slice() {
            [] => "- whatever a pilot says".to_owned(),
            facts => format!("- because of {}", listed(facts, "and")),
        };
        let basis = decision.basis.map_or_else(String::new, |basis| {
            format!("({})", attribution::basis(basis, &result.by_word, &self.statements(result)))
        });
        // Nothing is ticked off that may turn out not to apply.
        let icon = match decision.verdict {
            _ if result.verdict_and_scope().is_met_if_it_applies() => Indent("  ~ ", "    "),
            Verdict::Met => Indent("  ✓ ", "    "),
            _ => Indent("  - ", "    "),
        };
        let force = format!("({})", rule.force.name());
        let (verdict, id) = ((Style::Bold, result.verdict_and_scope().words()), (Style::Bold, rule.id.as_str()));
        let rest = [&force, &rule.title, &facts, &basis].map(|text| (Style::Plain, text.as_str()));
        self.page.paragraph(icon, &[&[verdict, id][..], &rest].concat());
    }
}

/// Counts of verdicts in words, without those of which there are none.
pub(in crate::render) fn counts(summary: &Summary) -> String {
    let some = summary_counts(summary).into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> = some.map(|(words, count)| format!("{count} {}", words.replace(',', ""))).collect();
    counts.join(", ")
}

/// What is counted in a summary, in the order in which a person looks at it: the verdicts, and apart from what is met what
/// is met if it applies.
pub(in crate::render) fn summary_counts(summary: &Summary) -> [(&'static str, usize); 6] {
    [
        ("breached", summary.count_of(Verdict::Breached)),
        ("contested", summary.count_of(Verdict::Contested)),
        ("unstated", summary.count_of(Verdict::Unstated)),
        ("met", summary.met_and_applies()),
        ("met, if it applies", summary.met_if_it_applies()),
        ("not applicable", summary.count_of(Verdict::NotApplicable)),
    ]
}
