//! What came of pilots as the columns of a table, in the memory layout of Apache Arrow. pyarrow makes a table of them, without
//! a Python object for each cell.

use std::collections::BTreeMap;

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use watching_brief::model::{Force, Status};
use watching_brief::project::Project;

use crate::refusal::line;
use crate::reports::Report;
use crate::rows::{ResultByte, STANDINGS, VERDICTS};

/// A column as Python takes it up: name, kind, number of rows, the names that its numbers stand for, and its buffers.
pub type ColumnParts<'py> = (String, &'static str, usize, Option<Vec<String>>, Vec<Option<Bound<'py, PyBytes>>>);

/// All of them.
pub type Columns<'py> = Vec<ColumnParts<'py>>;

/// A column.
#[derive(Debug)]
pub struct Column {
    name: String,
    kind: &'static str,
    rows: usize,
    /// What the numbers of a column of names stand for.
    names: Option<Vec<String>>,
    /// A bit for each row that holds anything, the lowest first.
    valid: Vec<u8>,
    /// Where the text of each row ends, after a first 0.
    ends: Option<Vec<i32>>,
    values: Vec<u8>,
}

/// The text of a batch of rows goes beyond what a column can count.
const TOO_LONG: &str = "these texts are too long for one column";

impl Column {
    fn new(name: &str, kind: &'static str) -> Self {
        Self { name: name.to_owned(), kind, rows: 0, names: None, valid: Vec::new(), ends: None, values: Vec::new() }
    }

    /// A column of texts.
    fn texts(name: &str) -> Self {
        Self { ends: Some(vec![0]), ..Self::new(name, "text") }
    }

    /// A column of numbers.
    fn numbers(name: &str) -> Self {
        Self::new(name, "number")
    }

    /// A column of a few names.
    fn few_names<N: AsRef<str>>(name: &str, names: &[N]) -> Self {
        let names = names.iter().map(|name| name.as_ref().to_owned()).collect();
        Self { names: Some(names), ..Self::new(name, "few-names") }
    }

    /// A column of many names.
    fn many_names<N: AsRef<str>>(name: &str, names: &[N]) -> Self {
        Self { kind: "many-names", ..Self::few_names(name, names) }
    }

    fn row(&mut self, holds_anything: bool) {
        let (byte, bit) = (self.rows / 8, self.rows % 8);
        if bit == 0 {
            self.valid.push(0);
        }
        if let Some(byte) = self.valid.get_mut(byte) {
            *byte |= u8::from(holds_anything) << bit;
        }
        self.rows += 1;
    }

    fn text(&mut self, text: Option<&str>) -> Result<(), &'static str> {
        self.row(text.is_some());
        self.values.extend_from_slice(text.unwrap_or_default().as_bytes());
        let end = i32::try_from(self.values.len()).map_err(|_| TOO_LONG)?;
        self.ends.get_or_insert_default().push(end);
        Ok(())
    }

    fn number(&mut self, number: Option<usize>) {
        self.row(number.is_some());
        // Nothing that is counted here comes near the end of these numbers.
        let number = i32::try_from(number.unwrap_or_default()).unwrap_or(i32::MAX);
        self.values.extend_from_slice(&number.to_ne_bytes());
    }

    fn name(&mut self, place: Option<u8>) {
        self.row(place.is_some());
        self.values.push(place.unwrap_or_default());
    }

    /// The column as Python takes it up.
    pub fn parts(self, python: Python<'_>) -> ColumnParts<'_> {
        let bytes = |bytes: &[u8]| Some(PyBytes::new(python, bytes));
        let mut buffers = vec![bytes(&self.valid)];
        if let Some(ends) = &self.ends {
            buffers.push(bytes(&ends.iter().flat_map(|end| end.to_ne_bytes()).collect::<Vec<u8>>()));
        }
        buffers.push(bytes(&self.values));
        (self.name, self.kind, self.rows, self.names, buffers)
    }
}

/// A row a pilot and a column a rule, with the columns of `brief check --format table`; and a row for each report in which
/// anything is wrong, with what that is in a last column.
pub fn wide(project: &Project, reports: &[&Report]) -> Result<Vec<Column>, &'static str> {
    let statuses = Status::ALL.map(|(_, name)| name);
    let (mut pilots, mut files) = (Column::texts("pilot"), Column::texts("file"));
    let (mut documents, mut titles) = (Column::numbers("document"), Column::texts("title"));
    let mut status = Column::few_names("status", &statuses);
    let verdict_counts = [
        ("met", "met"),
        ("met_if_it_applies", "met, if it applies"),
        ("breached", "breached"),
        ("contested", "contested"),
        ("unstated", "unstated"),
        ("not_applicable", "not-applicable"),
    ]
    .map(|(column, verdict)| (column, place(&VERDICTS, verdict)));
    let standing_counts = [("findings", "finding"), ("known", "known"), ("waived", "waived")]
        .map(|(column, standing)| (column, place(&STANDINGS, standing)));
    let mut counts: Vec<Column> =
        verdict_counts.iter().chain(&standing_counts).map(|(name, _)| Column::numbers(name)).collect();
    let checker = project.checker();
    let rules = checker.selection.rules(project.collection()).map(|(_, ready)| ready.rule.id.as_str());
    let mut rules: Vec<Column> = rules.map(|id| Column::few_names(id, &VERDICTS)).collect();
    let mut errors = Column::texts("error");
    for report in reports {
        for pilot in &report.pilots {
            pilots.text(Some(&pilot.id))?;
            files.text(Some(&pilot.file))?;
            documents.number(Some(pilot.document));
            titles.text(Some(&pilot.title))?;
            status.name(place(&statuses, pilot.status));
            let count = |is_it: &dyn Fn(&ResultByte) -> bool| pilot.results.iter().filter(|one| is_it(one)).count();
            let of_verdicts = verdict_counts.iter().map(|(_, place)| count(&|one| one.verdict() == *place));
            let of_standings = standing_counts.iter().map(|(_, place)| count(&|one| one.standing() == *place));
            counts
                .iter_mut()
                .zip(of_verdicts.chain(of_standings))
                .for_each(|(column, count)| column.number(Some(count)));
            rules.iter_mut().zip(&pilot.results).for_each(|(column, result)| column.name(result.verdict()));
            errors.text(None)?;
        }
        if !report.errors.is_empty() {
            pilots.text(None)?;
            files.text(report.text.as_ref().map(|text| text.name.as_str()))?;
            documents.number(None);
            titles.text(None)?;
            status.name(None);
            counts.iter_mut().for_each(|column| column.number(None));
            rules.iter_mut().for_each(|column| column.name(None));
            errors.text(Some(&report.errors.iter().map(line).collect::<Vec<_>>().join("\n")))?;
        }
    }
    Ok([pilots, files, documents, titles, status].into_iter().chain(counts).chain(rules).chain([errors]).collect())
}

/// A row for each result of each pilot.
pub fn long(project: &Project, reports: &[&Report]) -> Vec<Column> {
    let checker = project.checker();
    let rules: Vec<_> = checker.selection.rules(project.collection()).collect();
    let (forces, abouts) =
        (Force::ALL.map(|(_, name)| name), Names::of(rules.iter().map(|(_, of)| of.rule.about.name())));
    let (sets, ids) =
        (Names::of(rules.iter().map(|(set, _)| &*set.set.id)), Names::of(rules.iter().map(|(_, of)| &*of.rule.id)));
    let pilots = || reports.iter().flat_map(|report| &report.pilots);
    let (pilot_ids, file_names) =
        (Names::of(pilots().map(|pilot| &*pilot.id)), Names::of(pilots().map(|pilot| &*pilot.file)));
    let mut columns = [
        Column::many_names("pilot", &pilot_ids.names),
        Column::many_names("file", &file_names.names),
        Column::numbers("document"),
        Column::many_names("ruleset", &sets.names),
        Column::many_names("rule", &ids.names),
        Column::few_names("force", &forces),
        Column::many_names("about", &abouts.names),
        Column::few_names("verdict", &VERDICTS),
        Column::few_names("standing", &STANDINGS),
    ];
    let [pilot_of, file, document, ruleset, rule, force, about, verdict, standing] = &mut columns;
    for pilot in pilots() {
        for ((set, of), result) in rules.iter().zip(&pilot.results) {
            pilot_of.number(pilot_ids.place(&pilot.id));
            file.number(file_names.place(&pilot.file));
            document.number(Some(pilot.document));
            ruleset.number(sets.place(&set.set.id));
            rule.number(ids.place(&of.rule.id));
            force.name(place(&forces, of.rule.force.name()));
            about.number(abouts.place(of.rule.about.name()));
            verdict.name(result.verdict());
            standing.name(result.standing());
        }
    }
    columns.into()
}

/// Names, each once, with their places.
struct Names<'n> {
    names: Vec<&'n str>,
    places: BTreeMap<&'n str, usize>,
}

impl<'n> Names<'n> {
    fn of(all: impl Iterator<Item = &'n str>) -> Self {
        let (mut names, mut places) = (Vec::new(), BTreeMap::new());
        for name in all {
            places.entry(name).or_insert_with(|| {
                names.push(name);
                names.len() - 1
            });
        }
        Self { names, places }
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }
}

/// The place of a name among names.
fn place(names: &[&str], name: &str) -> Option<u8> {
    names.iter().position(|known| *known == name).and_then(|at| u8::try_from(at).ok())
}
