//! The rule sets of a run, from their texts, and what they import from one another.
//!
//! A [`Loader`] takes up the documents of the rule sets that a call names. Where one of them imports from a file or a
//! folder, [`Loader::wanted`] says so: whoever reads files finds it, and hands it in. [`Loader::finish`] then works out
//! what each set imports. Nothing here touches a file.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::collection::Collection;
use super::embedded;
use super::import::Steps;
use super::link::Links;
use super::lock::Pin;
use super::profile::{Form, Import, form, imports};
use super::resolve::{resolve, told};
use super::{RuleSet, ruleset};
use crate::model::diagnostic::Diagnostic;
use crate::model::{DiagnosticCode, Problem};
use crate::schema::{self, Kind, Read, Schemas};
use crate::source::Document;
use crate::text::{LineIndex, words};

/// How a rule set came into a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encounter {
    /// Its file, or its id, is named in the call.
    Named,
    /// It was met in a folder that is named in the call.
    Walked,
    /// It was looked up because another set imports from it: from its file, or from a folder that was walked.
    Imported {
        /// Whether it was met in a folder.
        walked: bool,
    },
}

/// What the rule sets are wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To hold pilots against them.
    Check,
    /// To run their tests: each set is there with its own rules alone, for those that it imports are tested where they
    /// come from.
    Test,
}

/// A file or a folder that a rule set imports from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WantedImport {
    /// The file of the rule set.
    pub file: String,
    /// The path, as it is written there: relative to the folder of that file.
    pub path: String,
}

/// One set with what it says that it imports.
#[derive(Debug)]
pub(super) struct ReadRuleSet {
    pub set: RuleSet,
    pub imports: Vec<Import>,
    /// The text of a set that imports, with its first line.
    pub text: Option<(String, u32)>,
    met: Encounter,
    embedded: bool,
    /// The digest of the text; of an embedded set it is made when it is asked for.
    sha256: String,
}

impl ReadRuleSet {
    /// Whether it was named in the call, or met in a folder that was.
    pub fn is_given(&self) -> bool {
        !matches!(self.met, Encounter::Imported { .. })
    }
}

/// Takes up rule sets, and works out what they import.
#[derive(Debug)]
pub struct Loader {
    schemas: Arc<Schemas>,
    sets: Vec<ReadRuleSet>,
    /// The files that there is something wrong with.
    broken: HashSet<String>,
    /// What was found at the paths that are imported from: files, or why there are none.
    found: HashMap<WantedImport, Result<Vec<String>, String>>,
    queue: VecDeque<WantedImport>,
}

impl Loader {
    /// A loader of rule sets that speak of the facts of one vocabulary.
    #[must_use]
    pub fn new(schemas: Arc<Schemas>) -> Self {
        Self { schemas, sets: Vec::new(), broken: HashSet::new(), found: HashMap::new(), queue: VecDeque::new() }
    }

    /// The number of rule sets taken up so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.sets.len()
    }

    /// Takes up an embedded set; false where there is none of that id.
    pub fn embedded(&mut self, id: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
        self.add_embedded(id, Encounter::Named, diagnostics)
    }

    fn add_embedded(&mut self, id: &str, met: Encounter, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let speaks = self.schemas.vocabulary().includes_shipped();
        let Some(embedded) = embedded::of_id(id).filter(|_| speaks) else { return false };
        match embedded.read(self.schemas.vocabulary()) {
            Ok(set) => {
                let (imports, sha256) = (Vec::new(), String::new());
                self.sets.push(ReadRuleSet { set, imports, text: None, met, embedded: true, sha256 });
            }
            Err(problems) => diagnostics.extend(problems),
        }
        true
    }

    /// Takes up the rule set of a document. Where it was met in a folder, documents of another kind are passed over.
    /// Gives whether one was passed over.
    pub fn document(
        &mut self,
        file: &str,
        document: &Document,
        met: Encounter,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> bool {
        let lines = LineIndex::new(&document.text, document.first_line);
        let walked = matches!(met, Encounter::Walked | Encounter::Imported { walked: true });
        let (tree, problems) = match self.schemas.read_within(Kind::RuleSet, &document.text, document.limits, walked) {
            Read::Nothing => return false,
            Read::Another => return true,
            Read::Wrong(problems) => {
                diagnostics.extend(Diagnostic::errors(file, &lines, problems));
                return false;
            }
            Read::Tree(tree, problems) => (tree, problems),
        };
        let (imports, more) = imports(tree.root(), &lines);
        let problems = schema::gathered(problems, more);
        match ruleset(self.schemas.vocabulary(), &tree, &lines, file) {
            Ok(set) if problems.is_empty() => {
                let paths = imports.iter().filter(|import| form(&import.from.text) == Form::Path);
                let wanted = |import: &Import| WantedImport { file: file.to_owned(), path: import.from.text.clone() };
                self.queue.extend(paths.map(wanted));
                let text = (!imports.is_empty()).then(|| (document.text.clone(), document.first_line));
                let sha256 = crate::text::digest(&document.text);
                self.sets.push(ReadRuleSet { set, imports, text, met, embedded: false, sha256 });
            }
            Ok(_) => diagnostics.extend(Diagnostic::errors(file, &lines, problems)),
            Err(more) => {
                let mut problems = schema::gathered(problems, more);
                if problems.is_empty() {
                    problems.push(Problem::at(
                        DiagnosticCode::NoRuleSet,
                        tree.root(),
                        "this rule set could not be read".into(),
                    ));
                }
                diagnostics.extend(Diagnostic::errors(file, &lines, problems));
            }
        }
        false
    }

    /// Says that there is something wrong with a file: nothing can be imported from it.
    pub fn broken(&mut self, file: &str) {
        self.broken.insert(file.to_owned());
    }

    /// Says that a file that was taken up already is named, too.
    pub fn named(&mut self, file: &str) {
        for loaded in self.sets.iter_mut().filter(|loaded| !loaded.embedded && loaded.set.file == file) {
            loaded.met = Encounter::Named;
        }
    }

    /// A path that is imported from, and was not looked up yet.
    pub fn wanted(&mut self) -> Option<WantedImport> {
        while let Some(wanted) = self.queue.pop_front() {
            if !self.found.contains_key(&wanted) {
                return Some(wanted);
            }
        }
        None
    }

    /// Says what was found at a path: the files, all of which were taken up, or why there are none.
    pub fn found(&mut self, wanted: WantedImport, files: Result<Vec<String>, String>) {
        self.found.insert(wanted, files);
    }

    /// Works out what the sets import, and adds those that were given to a collection, in their order. Gives what the
    /// rules rest on, to be pinned: all sets without mistakes, those that are only imported included.
    pub fn finish(
        mut self,
        purpose: Purpose,
        collection: &mut Collection,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Pin> {
        let (mut steps, mut wrong) = (Steps::default(), Vec::new());
        let links = self.links(&mut wrong, &mut steps, diagnostics);
        let sound = resolve(self.schemas.vocabulary(), &mut self.sets, &links, &mut wrong, &mut steps);
        for (loaded, wrong) in self.sets.iter().zip(wrong) {
            diagnostics.extend(told(loaded, wrong));
        }
        let aside = if purpose == Purpose::Check { self.aside(&links, &sound) } else { HashMap::new() };
        let mut pins = Vec::new();
        for (at, loaded) in self.sets.into_iter().enumerate() {
            if sound.get(at) != Some(&true) {
                continue;
            }
            let given = loaded.is_given();
            pins.push(Pin::of(&loaded.set, loaded.embedded, loaded.sha256));
            let mut set = loaded.set;
            if let Some(by) = aside.get(&at) {
                let message = format!("`{}` is checked as far as `{by}` imports it, and not by itself", set.id);
                diagnostics
                    .push(Diagnostic::placed(DiagnosticCode::ImportedOnly, &set.file, set.place, message).as_notice());
            } else if given {
                if purpose == Purpose::Test {
                    set.rules.retain(|rule| rule.origin.is_none());
                }
                collection.add_read(set, loaded.embedded, diagnostics);
            }
        }
        pins
    }

    /// The sets that each import draws on. Embedded sets that are only imported are taken up here.
    fn links(&mut self, wrong: &mut Vec<Vec<Problem>>, steps: &mut Steps, diagnostics: &mut Vec<Diagnostic>) -> Links {
        let mut by_id: HashMap<String, usize> = HashMap::new();
        let mut by_file: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, loaded) in self.sets.iter().enumerate() {
            if loaded.is_given() {
                by_id.entry(loaded.set.id.clone()).or_insert(at);
            }
            if !loaded.embedded {
                by_file.entry(loaded.set.file.clone()).or_default().push(at);
            }
        }
        let mut links: Links = Vec::with_capacity(self.sets.len());
        let mut at = 0;
        // Embedded sets are added while this goes on; they import nothing.
        while at < self.sets.len() {
            let mut of_set = Vec::new();
            let mut problems = Vec::new();
            let imports = self.sets.get_mut(at).map(|loaded| std::mem::take(&mut loaded.imports)).unwrap_or_default();
            for import in &imports {
                let on = match form(&import.from.text) {
                    Form::Path => self.at_path(at, import, &by_file),
                    _ => self.of_id(&import.from.text, &mut by_id, diagnostics).map(|on| vec![on]),
                };
                let on = match on {
                    Ok(on) if steps.spend(on.len()).is_some() => on,
                    Ok(_) => {
                        problems.push(super::import::too_much(import));
                        Vec::new()
                    }
                    Err((code, message)) => {
                        problems.push(import.from.problem(code, message));
                        Vec::new()
                    }
                };
                of_set.push(on);
            }
            if let Some(loaded) = self.sets.get_mut(at) {
                loaded.imports = imports;
            }
            links.push(of_set);
            wrong.push(problems);
            at += 1;
        }
        links
    }

    /// The sets at the path that an import names.
    fn at_path(
        &self,
        at: usize,
        import: &Import,
        by_file: &HashMap<String, Vec<usize>>,
    ) -> Result<Vec<usize>, (DiagnosticCode, String)> {
        let file = self.sets.get(at).map(|loaded| loaded.set.file.clone()).unwrap_or_default();
        let wanted = WantedImport { file, path: import.from.text.clone() };
        let shown = import.from.shown();
        let not_found = |message| Err((DiagnosticCode::ImportNotFound, message));
        let files = match self.found.get(&wanted) {
            Some(Ok(files)) => files,
            Some(Err(message)) => return not_found(format!("{shown}: {message}")),
            None => return not_found(format!("{shown} was not looked up")),
        };
        if let Some(broken) = files.iter().find(|file| self.broken.contains(*file)) {
            let message = format!("nothing can be imported from {shown} while there are mistakes in {broken}");
            return Err((DiagnosticCode::ImportWithMistakes, message));
        }
        let on: Vec<usize> = files.iter().filter_map(|file| by_file.get(file)).flatten().copied().collect();
        if on.is_empty() { not_found(format!("{shown}: there is no rule set in it")) } else { Ok(on) }
    }

    /// The set of an id: one that was given, or else an embedded one.
    fn of_id(
        &mut self,
        id: &str,
        by_id: &mut HashMap<String, usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<usize, (DiagnosticCode, String)> {
        if let Some(at) = by_id.get(id) {
            return Ok(*at);
        }
        let at = self.sets.len();
        if self.add_embedded(id, Encounter::Imported { walked: false }, diagnostics) && self.sets.len() > at {
            by_id.insert(id.to_owned(), at);
            return Ok(at);
        }
        let mut known: Vec<&str> = by_id.keys().map(String::as_str).collect();
        known.extend(Collection::embedded().map(|(id, _)| id));
        known.sort_unstable();
        let near = words::nearest(id, known.into_iter());
        let hint = near.map_or_else(
            || format!("; a file or a folder is named by its path, as in `./{id}.yaml` or `./{id}/`"),
            |near| format!("; did you mean `{near}`?"),
        );
        let mut broken: Vec<&String> = self.broken.iter().collect();
        broken.sort_unstable();
        let broken = broken
            .first()
            .map_or_else(String::new, |file| format!(" (what is in {file} is left out for its mistakes)"));
        let message = format!("no rule set `{id}` is given, and none comes with the program{broken}{hint}");
        Err((DiagnosticCode::ImportNotFound, message))
    }

    /// The given sets that are there for others to import from, each with the first that does: those met in a folder,
    /// and those that are imported by an id that only a given set can have.
    fn aside(&self, links: &Links, sound: &[bool]) -> HashMap<usize, String> {
        let mut aside: HashMap<usize, String> = HashMap::new();
        for (at, (loaded, of_set)) in self.sets.iter().zip(links).enumerate() {
            if sound.get(at) != Some(&true) {
                continue;
            }
            for (import, on) in loaded.imports.iter().zip(of_set) {
                let by_id = form(&import.from.text) == Form::Id;
                for on in on {
                    let Some(other) = self.sets.get(*on) else { continue };
                    let there = match other.met {
                        Encounter::Walked => true,
                        Encounter::Named => by_id && !other.embedded,
                        Encounter::Imported { .. } => false,
                    };
                    if there {
                        aside.entry(*on).or_insert_with(|| loaded.set.id.clone());
                    }
                }
            }
        }
        aside
    }
}
