//! What a word of a file means, as a page, and where that is written.

use std::path::{Path, PathBuf};

use super::at_place::Meant;
use crate::explain::{self, Explanation, Line, Part};
use crate::files::Files;
use crate::model::vocabulary::Fact;
use crate::pilot::Paragraph;
use crate::project::Project;
use crate::render::explain::page;
use crate::text::{LineIndex, Place, names, words};
use crate::tree;

/// Where something is written: the file, with where it begins and, where that is known, ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenAt {
    /// The file.
    pub file: PathBuf,
    /// Where it begins.
    pub start: Place,
    /// Where it ends.
    pub end: Option<Place>,
}

/// What a word means, in Markdown. `texts` is the folder of the texts of documents, where they are at hand.
pub(super) fn explained(project: &Project, meant: &Meant, texts: Option<&Path>) -> Option<String> {
    let collection = project.collection();
    let vocabulary = collection.vocabulary();
    let explanation = match meant {
        Meant::Fact(path) => explain::fact_alone(vocabulary.find_path(path)?),
        Meant::Value { fact, value } => of_value(vocabulary.find_path(fact)?, value),
        Meant::Section(name) => of_section(vocabulary.section_title(name), name, vocabulary.section(name)?),
        Meant::Rule(id) => {
            let (set, rule) = collection.rule(id)?;
            explain::help(vocabulary, set, rule)
        }
        Meant::RuleSet(id) => {
            let set = &collection.sets().iter().find(|set| set.set.id == *id)?.set;
            let issued = format!("Issued by {}.", words::listed(&set.issued_by, "and"));
            let what = vec![Line::sentence(0, words::sentence(&set.summary)), Line::sentence(0, issued)];
            Explanation { title: format!("{id}: {}", set.title), parts: vec![Part::new("What it is", what)] }
        }
        Meant::Citation { document, paragraph } => of_citation(project, document, paragraph.as_ref(), texts),
    };
    Some(page(&explanation).markdown())
}

fn of_value(fact: &Fact, value: &str) -> Explanation {
    let meaning = fact.values_with_meaning().find(|(known, _)| *known == value).map(|(_, means)| means);
    let means = meaning.map(|means| Part::sentence("What the value means", words::sentence(&words::capital(means))));
    let tells = explain::fact_alone(fact).parts.into_iter().next();
    Explanation { title: format!("{}: {value}", fact.path), parts: means.into_iter().chain(tells).collect() }
}

fn of_section(title: Option<&str>, name: &str, facts: &[Fact]) -> Explanation {
    let lines = facts.iter().map(|fact| Line::entry(0, format!("`{}`: {}", fact.name, explain::tells(fact))));
    let facts = Part::new("Its facts", lines.collect());
    let what = title.map(|title| Part::sentence("What it takes in", words::sentence(&words::capital(title))));
    Explanation { title: name.to_owned(), parts: what.into_iter().chain([facts]).collect() }
}

fn of_citation(
    project: &Project,
    document: &str,
    paragraph: Option<&Paragraph<'_>>,
    texts: Option<&Path>,
) -> Explanation {
    let registered = project.register().document(document);
    let unknown = || {
        let said = "No register speaks of it; `documents` in brief.yaml names one that does.";
        Explanation { title: document.to_owned(), parts: vec![Part::sentence("What it is", said)] }
    };
    let mut explanation = registered.map_or_else(unknown, explain::cited_document);
    if let Some(passage) = paragraph.and_then(|one| passage(project, document, one, texts)) {
        let lines = passage.lines.iter().map(|line| Line::verbatim(line.as_str()));
        let heading = paragraph.map_or_else(String::new, |one| format!("{} {one}", words::capital(one.noun())));
        explanation.parts.insert(0, Part::new(&heading, lines.collect()));
    }
    explanation
}

/// Some paragraphs of a text.
struct FoundPassage {
    file: PathBuf,
    /// The first of them, from 1, which is its line.
    first: u32,
    lines: Vec<String>,
}

/// The most paragraphs of a citation that are shown.
const MOST_SHOWN: usize = 5;

/// The paragraphs of a citation, where the text of its document is at hand.
fn passage(project: &Project, document: &str, paragraph: &Paragraph<'_>, texts: Option<&Path>) -> Option<FoundPassage> {
    let registered = project.register().document(document);
    let numbers = registered.map_or_else(|| paragraph.numbers(), |known| known.numbers(paragraph))?;
    // An id is the name of a file, and leads to no folder.
    let name = Path::new(document).file_name().filter(|name| *name == document)?;
    let mut file = name.to_owned();
    file.push(".txt");
    let file = texts?.join(file);
    let text = read(project.files(), &file)?;
    let first = usize::try_from(numbers.start().checked_sub(1)?).ok()?;
    let count = usize::try_from(numbers.end().checked_sub(*numbers.start())?).ok()?.saturating_add(1);
    let lines = text.lines().skip(first).take(count.min(MOST_SHOWN)).map(str::to_owned).collect::<Vec<_>>();
    (!lines.is_empty()).then_some(FoundPassage { file, first: *numbers.start(), lines })
}

fn read(files: &dyn Files, path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut files.read(path).ok()?, &mut bytes).ok()?;
    Some(crate::text::decode(&bytes).0.into_owned())
}

/// Where what a word means is written, where that is a file.
pub(super) fn written_at(project: &Project, meant: &Meant, texts: Option<&Path>) -> Option<WrittenAt> {
    let collection = project.collection();
    let in_file = |file: &str, start: Place| {
        let is_file = project.rule_files().any(|known| known == file);
        is_file.then(|| WrittenAt { file: names::path(file), start, end: None })
    };
    match meant {
        Meant::Fact(path) | Meant::Value { fact: path, .. } => {
            let (section, name) = path.split_once('.')?;
            declared(project, &["facts", section, name])
        }
        Meant::Section(name) => declared(project, &["facts", name]),
        Meant::Rule(id) => {
            let (set, rule) = collection.rule(id)?;
            in_file(set.set.file_of(&rule.rule), rule.rule.place)
        }
        Meant::RuleSet(id) => {
            let set = &collection.sets().iter().find(|set| set.set.id == *id)?.set;
            in_file(&set.file, set.place)
        }
        Meant::Citation { document, paragraph } => {
            let passage = paragraph.as_ref().and_then(|one| passage(project, document, one, texts));
            if let Some(FoundPassage { file, first, .. }) = passage {
                return Some(WrittenAt { file, start: Place { line: first, column: 1 }, end: None });
            }
            let registered = project.register().own().iter().find(|known| known.id == *document)?;
            Some(WrittenAt { file: names::path(&registered.file), start: registered.place, end: None })
        }
    }
}

/// Where the vocabularies of a project have some keys; of several, the last.
fn declared(project: &Project, keys: &[&str]) -> Option<WrittenAt> {
    let limits = project.settings().limits.limits;
    project.settings().vocabulary.value.iter().rev().find_map(|file| {
        let text = read(project.files(), file)?;
        let lines = LineIndex::new(&text, 1);
        let tree = tree::read_within(&text, limits).tree?;
        let (last, before) = keys.split_last()?;
        let holder = before.iter().try_fold(tree.root(), |node, key| node.get(key))?;
        let (key, _) = holder.entry(last)?;
        let (start, end) = (lines.place(key.span.start), Some(lines.place(key.span.end)));
        Some(WrittenAt { file: file.clone(), start, end })
    })
}
