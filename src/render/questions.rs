//! What `brief questions` shows: the questions that a pilot leaves, as text, Markdown, JSON or a table.

use super::human::{not_heard, note, value};
use super::page::{Block, Item, Layout, ListKind, ListLayout, Medium, Page, Span, Table, Text};
use super::{json as wire, table};
use crate::model::Why;
use crate::pilot::Statement;
use crate::questions::{Letter, ORDER, OpenRule, Question, Questions, without_answer};
use crate::report::{PilotReport, RunEnding};
use crate::rules::Rule;
use crate::text::words;

/// Where its lines stand on a terminal.
const LINE: Layout = Layout::new(0, 3).close();

/// What is shown of the questions that a pilot leaves.
#[must_use]
pub fn page(report: &PilotReport<'_>, questions: &Questions<'_>) -> Page {
    let pilot = report.pilot;
    let title = Span::either(
        vec![Span::plain(format!("{} ({})", pilot.title, pilot.id))],
        vec![Span::plain(pilot.title.as_ref())],
    );
    let opening = Span::either(
        vec![Span::plain(opening(questions))],
        vec![Span::code(pilot.id.as_ref()), Span::plain(format!(". {}", opening(questions)))],
    );
    let mut blocks = vec![Block::heading(1, title).at(Layout::new(0, 3)), Block::paragraph(opening).at(LINE)];
    blocks.extend(not_heard(report.facts.hearing(), &[]).into_iter().map(|text| Block::paragraph(text).at(LINE)));
    let layout = ListLayout::entries(3, Layout::new(3, 3));
    let asked = questions.questions.iter().map(|question| item(report, question));
    blocks.push(Block::list(ListKind::Numbered, layout, asked));
    if !questions.open.is_empty() {
        blocks.extend(fewest_answers(questions));
    }
    Page { blocks, markdown_depth: 0, ..Page::new(format!("Questions about {}", pilot.title), Vec::new()) }
}

fn item(report: &PilotReport<'_>, question: &Question<'_>) -> Item {
    let (path, why) = (&question.fact.path, why(report, question));
    let about = Span::either(
        vec![Span::plain(format!("{path}: {why}"))],
        vec![Span::code(path), Span::plain(format!(": {why}."))],
    );
    let rules = turning(question).into_iter().chain(applying(question)).map(Text::from);
    let lines = statement_lines(report, question).chain(rules);
    Item { about: Some(about.into()), ..Item::new(Span::strong(&question.fact.ask), lines) }
}

/// What could decide each open rule: on a terminal a list, in documents a table.
fn fewest_answers(questions: &Questions<'_>) -> [Block; 3] {
    const HEADING: &str = "The fewest answers that could decide each open rule";
    let heading = Span::either(vec![Span::plain(format!("{HEADING}:"))], vec![Span::plain(HEADING)]);
    let list = ListLayout { item: Layout::new(3, 3).close(), ..ListLayout::USUAL };
    let list = Block::list(ListKind::Items, list, questions.open.iter().map(|open| Item::line(deciding(open))));
    let rows = questions.open.iter().map(|open| {
        let rule = format!("{}: {}", open.rule.id, open.rule.title);
        vec![vec![rule.into()], vec![(&open.rule.by).into()], vec![deciding_facts(open)]]
    });
    let head = ["rule", "stated by", "facts"].map(Text::from).to_vec();
    let table = Block::Table(Table { head, rows: rows.collect(), ..Table::default() });
    [Block::heading(2, heading), Block::Only(Medium::Terminal, vec![list]), Block::Only(Medium::Document, vec![table])]
}

fn deciding_facts(open: &OpenRule<'_>) -> Text {
    match &open.decided_by {
        Ok(facts) => {
            let mut spans = Vec::new();
            for fact in facts {
                if !spans.is_empty() {
                    spans.push(Span::plain(", "));
                }
                spans.push(Span::code(&fact.path));
            }
            spans.into()
        }
        Err(exceeded) => format!("not known: {exceeded}").into(),
    }
}

fn opening(questions: &Questions<'_>) -> String {
    let turning = questions.questions.iter().filter(|question| !question.rules.is_empty()).count();
    let applying = questions.questions.len() - turning;
    let open = questions.open.len();
    let verb = if open == 1 { "turns" } else { "turn" };
    let on_rules = format!("on which {} {verb}", words::counted(open, "open rule"));
    let on_scopes = "on which it turns only whether a rule applies";
    let asked = match (turning, applying) {
        (0, 0) => return "No rule is open: there is nothing to ask.".to_owned(),
        (some, 0) => format!("{} {on_rules}.", words::counted(some, "question")),
        (0, some) => format!("No rule is open. {} {on_scopes}.", words::counted(some, "question")),
        (some, more) => format!("{} {on_rules}, and {more} {on_scopes}.", words::counted(some, "question")),
    };
    if questions.questions.len() > 1 { format!("{asked} {ORDER}") } else { asked }
}

fn why(report: &PilotReport<'_>, question: &Question<'_>) -> &'static str {
    match question.why {
        Why::Unstated if report.pilot.statements(question.fact.id).is_empty() => "nothing is stated of it",
        Why::Unstated => "what is stated of it is set aside",
        Why::Unanswered if report.facts.is_only_spoken_of(question.fact.id) => "it is spoken of, and not answered",
        Why::Unanswered => "it was asked for, and not answered",
        Why::PartlyStated => "it is stated only in part",
        Why::Contested => "what is stated of it does not agree",
    }
}

/// What is said of the fact so far, a line a statement.
fn statement_lines<'r>(report: &'r PilotReport<'_>, question: &'r Question<'_>) -> impl Iterator<Item = Text> + 'r {
    let place = |statement: &Statement<'_>| {
        let place = report.lines.place(statement.span.start);
        [Span::place(report.file, format!(":{place}")), Span::plain(format!("){}", closed(statement)))]
    };
    let says = move |statement: &Statement<'_>, says: &str| {
        let by = statement.by.as_deref().unwrap_or("this file");
        let (value, basis) = (value(&statement.said, question.fact), statement.basis.name());
        let phrase = statement.phrase.as_ref().map_or_else(String::new, |phrase| format!(", “{phrase}”"));
        let words = Span::plain(format!("according to {by}{says}: {value}{phrase} ({basis}; "));
        Text::from([vec![words], place(statement).to_vec()].concat())
    };
    let heard = question.statements.iter().map(move |statement| says(statement, ""));
    let unanswered = question.unanswered.iter().map(move |statement| {
        let words = Span::plain(format!("{} (", without_answer(statement, report.register)));
        Text::from([vec![words], place(statement).to_vec()].concat())
    });
    let hedged = question.hedged.iter().map(move |one| says(one, ", hedged, so that it does not count"));
    heard.chain(unanswered).chain(hedged)
}

/// The remark on a statement, behind a full stop; nothing where there is none.
fn closed(statement: &Statement<'_>) -> String {
    if statement.note.is_some() { format!(".{}", note(statement)) } else { String::new() }
}

fn turning(question: &Question<'_>) -> Option<String> {
    let ids = ids(&question.rules);
    let musts = match (question.musts(), ids.len()) {
        (0, _) => String::new(),
        (1, 1) => ", a must".to_owned(),
        (musts, _) => format!(", {musts} of them a must"),
    };
    (!ids.is_empty()).then(|| format!("{}{musts}: {}", words::counted(ids.len(), "rule"), ids.join(", ")))
}

/// The rules of which the answer may tell whether they apply.
fn applying(question: &Question<'_>) -> Option<String> {
    let ids = ids(&question.may_apply);
    let verb = if ids.len() == 1 { "applies" } else { "apply" };
    (!ids.is_empty()).then(|| format!("whether {} {verb} may turn on it", words::listed(&ids, "and")))
}

fn ids<'r>(rules: &[&'r Rule]) -> Vec<&'r str> {
    rules.iter().map(|rule| rule.id.as_str()).collect()
}

fn deciding(open: &OpenRule<'_>) -> String {
    let facts = match &open.decided_by {
        Ok(facts) => words::listed(&facts.iter().map(|fact| fact.path.as_str()).collect::<Vec<_>>(), "and"),
        Err(exceeded) => format!("not known: {exceeded}"),
    };
    format!("{}: {facts}", open.rule.id)
}

/// The beginning of the JSON form.
#[must_use]
pub fn begin_json() -> String {
    "{\"format\":1,\"pilots\":[\n".to_owned()
}

/// The end of the JSON form.
#[must_use]
pub fn end_json(ending: &RunEnding) -> String {
    format!(
        "\n],\"errors\":{},\"notices\":{}}}\n",
        wire::diagnostics(&ending.errors),
        wire::diagnostics(&ending.notices)
    )
}

/// The first line of the table.
pub const CSV_HEAD: &str = "pilot,number,question,fact,why,musts,rules,may_apply\r\n";

/// The lines of the table for one pilot (RFC 4180).
#[must_use]
pub fn csv(report: &PilotReport<'_>, questions: &Questions<'_>) -> String {
    let mut out = String::new();
    for (number, question) in (1..).zip(&questions.questions) {
        let cells = [
            report.pilot.id.to_string(),
            number.to_string(),
            question.fact.ask.clone(),
            question.fact.path.clone(),
            question.why.name().to_owned(),
            question.musts().to_string(),
            ids(&question.rules).join(" "),
            ids(&question.may_apply).join(" "),
        ];
        out.push_str(&table::row(cells));
    }
    out
}

/// A letter, with the address that opens it as a request where one is wanted.
#[must_use]
pub fn letter(letter: &Letter, link: Option<&str>) -> String {
    match link {
        Some(link) => format!("{link}\n"),
        None => format!("Subject: {}\n\n{}", letter.title, letter.text),
    }
}
