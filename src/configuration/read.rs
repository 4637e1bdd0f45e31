//! From a document to configuration.

use super::{Configuration, ForceOverride, Placed, ReportFile};
use crate::model::diagnostic::Diagnostic;
use crate::model::limits::{About, Limit};
use crate::model::{Basis, DiagnosticCode, FailOn, Force, Problem, SharedWaiver, Waiver, named};
use crate::schema::{self, Kind, Read};
use crate::source::Document;
use crate::text::{LineIndex, words};
use crate::tree::Node;

/// Reads the configuration of a document; none where the document is empty.
///
/// # Errors
/// Everything that is wrong with it, each at its place.
pub fn read(file: &str, document: &Document) -> Result<Option<Configuration>, Vec<Diagnostic>> {
    let lines = LineIndex::new(&document.text, document.first_line);
    let wrong = |problems| Err(Diagnostic::errors(file, &lines, problems));
    let (tree, problems) = match schema::read_within(Kind::Configuration, &document.text, document.limits, false) {
        Read::Nothing | Read::Another => return Ok(None),
        Read::Wrong(problems) => return wrong(problems),
        Read::Tree(tree, problems) => (tree, problems),
    };
    let mut reader = Reader { file, lines: &lines, problems: Vec::new() };
    let configuration = tree.root().get("brief").map(|node| reader.configuration(node));
    let problems = schema::gathered(problems, reader.problems);
    if problems.is_empty() { Ok(configuration) } else { wrong(problems) }
}

struct Reader<'l> {
    file: &'l str,
    lines: &'l LineIndex<'l>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn configuration(&mut self, node: Node<'_>) -> Configuration {
        self.files(node);
        let item = |item: Node<'_>| Placed { place: self.lines.place(item.span().start), value: text(item) };
        let texts = |key: &str| self.read_placed(node, key, |list| list.items().map(item).collect());
        let one = |key: &str| self.read_placed(node, key, text);
        let items = |key: &str| node.get(key).into_iter().flat_map(Node::items);
        let report = |item: Node<'_>| {
            Some(ReportFile { format: text_of_key(item, "format")?, file: text_of_key(item, "file")? })
        };
        Configuration {
            file: self.file.to_owned(),
            pilots: texts("pilots"),
            exclude: texts("exclude"),
            strict: self.read_placed(node, "strict", |node| node.as_bool().unwrap_or_default()),
            rules: texts("rules"),
            vocabulary: one("vocabulary"),
            only: texts("only"),
            fail_on: self.name(node, "fail_on", &FailOn::ALL),
            min_force: self.name(node, "min_force", &Force::ALL),
            basis: self.name(node, "basis", &Basis::ALL),
            without: texts("without"),
            documents: texts("documents"),
            format: one("format"),
            outputs: self.read_placed(node, "outputs", |list| list.items().filter_map(report).collect()),
            baseline: one("baseline"),
            lock: one("lock"),
            locked: self.read_placed(node, "locked", |node| node.as_bool().unwrap_or_default()),
            force: items("force").filter_map(|item| self.force(item)).collect(),
            limits: node.get("limits").map(|limits| self.limits(limits)).unwrap_or_default(),
            waivers: items("waivers").filter_map(|item| self.waiver(item)).collect(),
        }
    }

    /// A file is what is named here: what is piped into a call is the call's to name.
    fn files(&mut self, node: Node<'_>) {
        let of_list = |key: &str| node.get(key).into_iter().flat_map(Node::items);
        let lists =
            ["pilots", "rules", "documents"].into_iter().flat_map(|key| of_list(key).map(move |item| (key, item)));
        let outputs = of_list("outputs").filter_map(|output| Some(("file", output.get("file")?)));
        let ones = ["baseline", "lock", "vocabulary"].into_iter().filter_map(|key| Some((key, node.get(key)?)));
        for (key, file) in lists.chain(outputs).chain(ones) {
            if file.as_text() == Some("-") {
                let message = format!("`{key}` takes no `-`: standard input and output are named in a call only");
                self.problems.push(Problem::at(DiagnosticCode::InvalidValue, file, message));
            }
        }
    }

    fn read_placed<T>(&self, node: Node<'_>, key: &str, value: impl FnOnce(Node<'_>) -> T) -> Option<Placed<T>> {
        let node = node.get(key)?;
        Some(Placed { place: self.lines.place(node.span().start), value: value(node) })
    }

    fn name<T: Copy>(&self, node: Node<'_>, key: &str, all: &[(T, &'static str)]) -> Option<Placed<T>> {
        let node = node.get(key)?;
        let value = named(all, node.as_text()?)?;
        Some(Placed { place: self.lines.place(node.span().start), value })
    }

    fn limits(&self, limits: Node<'_>) -> Vec<Placed<(Limit, u32)>> {
        let one = |about: &About| {
            let node = limits.get(about.name)?;
            let number = u32::try_from(node.as_int()?).ok()?;
            Some(Placed { place: self.lines.place(node.span().start), value: (about.limit, number) })
        };
        Limit::ALL.iter().filter_map(one).collect()
    }

    fn force(&self, item: Node<'_>) -> Option<ForceOverride> {
        Some(ForceOverride {
            rule: text_of_key(item, "rule")?,
            force: named(&Force::ALL, &text_of_key(item, "force")?)?,
            reason: text_of_key(item, "reason")?,
            place: self.lines.place(item.get("rule")?.span().start),
        })
    }

    fn waiver(&mut self, item: Node<'_>) -> Option<SharedWaiver> {
        let until = item.get("until")?;
        let day = until.as_text()?;
        let Ok(last) = day.parse() else {
            let message = format!("`{}` is not a day of the calendar", words::excerpt(day));
            self.problems.push(Problem::at(DiagnosticCode::NotADay, until, message));
            return None;
        };
        let at = item.get("rule")?.span();
        let waiver = Waiver {
            rule: text_of_key(item, "rule")?.into(),
            reason: text_of_key(item, "reason")?.into(),
            by: text_of_key(item, "by")?.into(),
            until: last,
            span: at,
        };
        let pilots = item.get("pilots")?.items().map(text).collect();
        Some(SharedWaiver { waiver, pilots, file: self.file.to_owned(), place: self.lines.place(at.start) })
    }
}

fn text(node: Node<'_>) -> String {
    node.as_text().unwrap_or_default().to_owned()
}

fn text_of_key(item: Node<'_>, key: &str) -> Option<String> {
    item.get(key).and_then(Node::as_text).map(str::to_owned)
}
