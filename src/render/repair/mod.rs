//! What `brief repair` shows: what could be changed, from what to what, and what that mends.

mod speakers;

use crate::answers::{RepairAnswer, RepairContext};
use crate::model::vocabulary::{Fact, FactId};
use crate::model::{Force, Verdict, VerdictAndScope};
use crate::pilot::{StatedValue, Statement};
use crate::reason::{RepairOptions, spoken};
use crate::render::human::value;
use crate::render::page::{self, Block, Item, Language, Layout, ListKind, ListLayout, Medium, Span, Text};
use crate::repair::{Alternative, Changed, LeftOut, Moved, Proposal};
use crate::report::{PilotReport, RunEnding};
use crate::rules::Rule;
use crate::text::words;

/// A proposal, with all that it is shown with.
#[derive(Debug)]
pub struct Page<'p> {
    /// The pilot.
    pub report: &'p PilotReport<'p>,
    /// What was asked for.
    pub wish: &'p RepairOptions,
    /// What is proposed.
    pub proposal: &'p Proposal<'p>,
    /// For each alternative, the unified diff of the file.
    pub diffs: &'p [String],
    /// The number of rules.
    pub rules: usize,
    /// The only alternative that is wanted, from 1; none where all are.
    pub only: Option<usize>,
}

/// Where its lines stand on a terminal.
const LINE: Layout = Layout::new(0, 2);

/// A line of the page.
enum Line {
    Head(String),
    Text(String),
    Item(String),
    Under(Text),
    Gap,
    /// What an alternative, by its place, would change in the file.
    Diff(usize),
}

/// The list of the items that were gathered.
fn list(items: &mut Vec<Item>) -> Option<Block> {
    let layout = ListLayout { item: Layout::new(2, 2).close(), ..ListLayout::USUAL };
    let items = std::mem::take(items);
    (!items.is_empty()).then(|| Block::list(ListKind::Items, layout, items))
}

impl<'p> Page<'p> {
    fn fact_of(&self, fact: FactId) -> &'p Fact {
        self.report.facts.vocabulary().fact(fact)
    }

    /// What is shown of it.
    #[must_use]
    pub fn page(&self) -> page::Page {
        let pilot = self.report.pilot;
        let title = Span::either(
            vec![Span::plain(format!("{} ({})", pilot.title, pilot.id))],
            vec![Span::plain(pilot.title.as_ref())],
        );
        let mut blocks = vec![Block::heading(1, title).at(LINE)];
        let (mut apart, mut items) = (false, Vec::new());
        for line in self.lines() {
            let layout = if apart { LINE } else { LINE.close() };
            match line {
                Line::Item(text) => items.push(Item::line(text)),
                Line::Under(text) => {
                    if let Some(item) = items.last_mut() {
                        item.lines.push(text);
                    }
                }
                Line::Gap => apart = true,
                Line::Head(text) => {
                    blocks.extend(list(&mut items));
                    let words = Span::either(vec![Span::plain(format!("{text}:"))], vec![Span::plain(text)]);
                    blocks.push(Block::heading(2, words).at(layout));
                    apart = false;
                }
                Line::Text(text) => {
                    blocks.extend(list(&mut items));
                    blocks.push(Block::paragraph(text).at(layout));
                    apart = false;
                }
                Line::Diff(at) => {
                    blocks.extend(list(&mut items));
                    let diff =
                        Block::Preformatted(Language::Diff, self.diffs.get(at).cloned().unwrap_or_default(), true);
                    let diff = Block::Details("What would change in the file".into(), vec![diff]);
                    blocks.push(Block::Only(Medium::Document, vec![diff]));
                }
            }
        }
        blocks.extend(list(&mut items));
        page::Page { blocks, markdown_depth: 0, ..page::Page::new(format!("A repair of {}", pilot.title), Vec::new()) }
    }

    /// The answer, for whoever reads it as data.
    #[must_use]
    pub fn answer(&self, ending: &RunEnding) -> RepairAnswer<'_> {
        let context = RepairContext {
            report: self.report,
            options: self.wish,
            shown: self.shown_alternatives(),
            diffs: self.diffs,
            rules: self.rules,
            moved_members,
        };
        RepairAnswer::new(self.proposal, &context, ending)
    }

    /// The alternatives that are shown, each with its place.
    fn shown_alternatives(&self) -> Vec<(usize, &Alternative<'_>)> {
        let Proposal::Alternatives { all, .. } = self.proposal else { return Vec::new() };
        let wanted = |at: &usize| self.only.is_none_or(|only| only == at + 1);
        all.iter().enumerate().filter(|(at, _)| wanted(at)).collect()
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        match self.proposal {
            Proposal::Needless => lines.push(Line::Text(self.needless())),
            Proposal::Blocked { rules, facts, applying, left_out } => {
                self.blocked(rules, facts, applying, &mut lines);
                lines.extend(left_out.iter().flat_map(|left_out| [Line::Gap, Line::Text(Self::left_out(left_out))]));
            }
            Proposal::Alternatives { all, facts, members, more, left_out } => {
                lines.push(Line::Text(self.opening(all.len(), *facts, *members, *more)));
                lines.extend(left_out.iter().map(|left_out| Line::Text(Self::left_out(left_out))));
                for (at, alternative) in self.shown_alternatives() {
                    lines.push(Line::Gap);
                    let head = format!("Alternative {} of {}{}", at + 1, all.len(), if *more { " shown" } else { "" });
                    lines.push(Line::Head(head));
                    self.alternative(alternative, &mut lines);
                    lines.push(Line::Diff(at));
                }
                lines.push(Line::Gap);
                lines.extend(self.closing().into_iter().map(Line::Text));
            }
        }
        lines
    }

    /// What is left out, and how it can be had.
    fn left_out(LeftOut { ways, more, facts, rules }: &LeftOut<'_>) -> String {
        let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        let (at_least, verb) = (if *more { "at least " } else { "" }, if *ways == 1 { "is" } else { "are" });
        format!(
            "Left out {verb} {at_least}{} that would change {} and take the pilot out of the scope of {}: no rule that \
             applies, or may apply, is to stop applying. --allow-out-of-scope shows such ways too.",
            words::counted(*ways, "way"),
            words::counted(*facts, "fact"),
            words::listed(&ids, "and")
        )
    }

    /// What was asked for, as in `no must rule is breached`.
    fn aim(&self) -> String {
        let rules = match self.wish.least {
            Force::Must => "must rule",
            Force::Should => "must or should rule",
            Force::Ask => "rule",
        };
        if self.wish.settle {
            format!("every {rules} is met or not applicable")
        } else {
            format!("no {rules} is breached")
        }
    }

    fn needless(&self) -> String {
        format!("There is nothing to repair: {} ({}).", self.aim(), words::counted(self.rules, "rule"))
    }

    fn opening(&self, count: usize, facts: usize, members: usize, more: bool) -> String {
        let verb = if facts == 1 { "has" } else { "have" };
        let members = match members {
            0 => String::new(),
            some => format!(", with {} of lists put in or taken out", words::counted(some, "member")),
        };
        let ways = match (count, more) {
            (1, false) => "There is one smallest way".to_owned(),
            (_, false) => format!("There are {count} smallest ways, and each will do"),
            (_, true) => format!(
                "These are {count} of the smallest ways, and each will do; there are more, and --most NUMBER shows them"
            ),
        };
        let others = " No rule that is not breached now may become so.";
        format!(
            "So that {} ({}), at least {} {verb} to change{members}. {ways}.{others}",
            self.aim(),
            words::counted(self.rules, "rule"),
            words::counted(facts, "fact")
        )
    }

    fn alternative(&self, alternative: &Alternative<'_>, lines: &mut Vec<Line>) {
        for changed in &alternative.changes {
            let fact = self.fact_of(changed.change.fact);
            lines.push(Line::Item(fact.path.clone()));
            let statements: Vec<&Statement<'_>> = self.report.facts.heard(fact.id).collect();
            if statements.is_empty() {
                lines.push(Line::Under("from: nothing is stated".into()));
            }
            for statement in statements {
                let place = self.report.lines.place(statement.span.start);
                let by = statement.by.as_deref().map_or_else(String::new, |by| format!(", according to {by}"));
                let basis = statement.basis.name();
                let words = format!("from: {}{by} ({basis}; ", value(&statement.said, fact));
                let place = Span::place(self.report.file, format!(":{place}"));
                lines.push(Line::Under([Span::plain(words), place, Span::plain(")")].into()));
            }
            lines.push(Line::Under(format!("to: {}", self.target(changed, fact)).into()));
            lines.extend(self.who(changed, fact).into_iter().map(|line| Line::Under(line.into())));
            lines.extend(self.to_be_answered(changed, fact).into_iter().map(Line::Under));
            if !changed.mends.is_empty() {
                let ids: Vec<&str> = changed.mends.iter().map(|rule| rule.id.as_str()).collect();
                lines.push(Line::Under(format!("needed for: {}", ids.join(", ")).into()));
            }
            if !changed.keeps.is_empty() {
                let ids: Vec<&str> = changed.keeps.iter().map(|rule| rule.id.as_str()).collect();
                let line = format!("without it these would come to be breached or stop applying: {}", ids.join(", "));
                lines.push(Line::Under(line.into()));
            }
        }
        for moved in &alternative.mends {
            let (rule, was, is) = (moved.rule, moved.was.name(), moved.is.name());
            let (id, force, by) = (&rule.id, rule.force.name(), &rule.by);
            let until = moved.until_answered.name();
            let would_be = if until == is {
                format!("would be {is}")
            } else {
                format!("would be {until} until what is to be answered is settled, and then {is}")
            };
            lines.push(Line::Item(format!(
                "Mends {id} ({force}), stated by {by}: {}; it was {was} and {would_be}",
                rule.title
            )));
        }
        let mut others: Vec<([&str; 3], Vec<&str>)> = Vec::new();
        let (back, moves): (Vec<&Moved<'_>>, Vec<&Moved<'_>>) =
            alternative.moves.iter().partition(|moved| moved.was.verdict == moved.is.verdict);
        for moved in moves {
            let names = [moved.was, moved.until_answered, moved.is].map(VerdictAndScope::name);
            match others.iter_mut().find(|(other, _)| *other == names) {
                Some((_, ids)) => ids.push(&moved.rule.id),
                None => others.push((names, vec![&moved.rule.id])),
            }
        }
        for ([was, until, is], ids) in others {
            let how = match (was == until, until == is) {
                (_, true) => format!("from {was} to {is}"),
                (true, false) => format!("from {was} to {is}, once what is to be answered is settled"),
                (false, false) => {
                    format!("from {was} to {until} until what is to be answered is settled, and then to {is}")
                }
            };
            lines.push(Line::Item(format!("Also moves, {how}: {}", ids.join(", "))));
        }
        lines.extend(speakers::only_until_answered(&back).map(Line::Item));
        let out = alternative.mends.iter().filter(|moved| moved.is.verdict == Verdict::NotApplicable).count();
        if out > 0 {
            let applies = if out == 1 { "it applies" } else { "they apply" };
            let rules = words::counted(out, "rule");
            let line = format!(
                "{rules} would be mended only in that {applies} no more; without --allow-out-of-scope such a way is left out"
            );
            lines.push(Line::Item(line));
        }
    }

    /// What a fact is changed to; of a list, also what is put in and taken out.
    fn target(&self, changed: &Changed<'_>, fact: &Fact) -> String {
        let said = &changed.change.said;
        match said {
            StatedValue::Text(_) if changed.change.any_will_do => {
                return "a text that says who or what it is; no rule asks which".to_owned();
            }
            _ if changed.change.any_will_do => {
                return format!("{}; any other list will do too, as no rule asks what is in it", value(said, fact));
            }
            StatedValue::Exactly(_) | StatedValue::Partly { .. } => {}
            _ => return value(said, fact).into_owned(),
        }
        let (put_in, taken_out) = moved_members(self.report, changed, fact);
        let mut parts = vec![value(said, fact).into_owned()];
        for (verb, members) in [("put in", put_in), ("taken out", taken_out)] {
            if members != 0 {
                parts.push(format!("{verb}: {}", words::listed(&fact.names(members), "and")));
            }
        }
        parts.join("; ")
    }

    fn blocked(&self, rules: &[(&Rule, Verdict)], facts: &[FactId], applying: &[&Rule], lines: &mut Vec<Line>) {
        let what = match (rules.len(), facts.len() + applying.len()) {
            (1, 0) => "this rule cannot be kept by any pilot whatever".to_owned(),
            (_, 0) => "these rules cannot all be kept, whatever is stated".to_owned(),
            _ => "these rules and these facts, if they stay as they are, block one another".to_owned(),
        };
        lines.push(Line::Text(format!("No change of facts is enough so that {}: {what}.", self.aim())));
        lines.push(Line::Gap);
        lines.push(Line::Head("What blocks".to_owned()));
        for (rule, verdict) in rules {
            let (id, force, by, title) = (&rule.id, rule.force.name(), &rule.by, &rule.title);
            let asked =
                if rule.force >= self.wish.least && self.wish.settle { "must be met" } else { "must not be breached" };
            lines.push(Line::Item(format!(
                "{id} ({force}), stated by {by}: {title}; it is {} and {asked}",
                verdict.name()
            )));
        }
        for fact in facts {
            let of = self.fact_of(*fact);
            let why = if self.wish.keep.contains(fact) {
                "is to be kept as it is"
            } else {
                "is contested, and is settled only with --settle"
            };
            lines.push(Line::Item(format!("{} {why}", of.path)));
            for statement in self.report.facts.heard(*fact) {
                let by = statement.by.as_deref().unwrap_or("this file");
                let place = self.report.lines.place(statement.span.start);
                let words = format!("according to {by}: {} ({}; ", value(&statement.said, of), statement.basis.name());
                let place = Span::place(self.report.file, format!(":{place}"));
                lines.push(Line::Under([Span::plain(words), place, Span::plain(")")].into()));
            }
        }
        for rule in applying {
            lines.push(Line::Item(format!(
                "{} must not stop applying (--allow-out-of-scope lets it): {}",
                rule.id, rule.title
            )));
        }
        if rules.len() + facts.len() + applying.len() > 1 {
            lines.push(Line::Gap);
            lines.push(Line::Text("Without any one of these, the others would not block one another.".to_owned()));
        }
    }
}

/// The members of a list that a change puts in, and those that it takes out.
fn moved_members(report: &PilotReport<'_>, changed: &Changed<'_>, fact: &Fact) -> (u64, u64) {
    let (is_in, is_out) = spoken(fact, &changed.change.said);
    let heard = report.facts.heard(fact.id).map(|statement| spoken(fact, &statement.said));
    let (was_in, was_out) = heard.fold((0, 0), |(a, b), (c, d)| (a | c, b | d));
    let both = was_in & was_out;
    (is_in & !(was_in & !both), is_out & !(was_out & !both))
}
