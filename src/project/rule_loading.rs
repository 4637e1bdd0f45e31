//! The rule sets of a call: those that it names, and those that these import from.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::inputs::{Input, Inputs};
use super::{missing_files, reading};
use crate::files::{EntryKind, Files, cause};
use crate::model::DiagnosticCode;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::limits::Limits;
use crate::rules::{Collection, Encounter, Loader, Pin, Purpose, RuleSetSource, WantedImport};
use crate::schema::Schemas;
use crate::text::{names, words};

/// The rule sets of a call, with what they rest on.
#[derive(Debug)]
pub struct LoadedRules {
    /// The rule sets.
    pub collection: Collection,
    /// None where they are the embedded ones.
    pins: Option<Vec<Pin>>,
}

impl LoadedRules {
    /// What the rule sets rest on; few calls ask.
    #[must_use]
    pub fn pins(&self) -> Vec<Pin> {
        self.pins.clone().unwrap_or_else(Pin::embedded)
    }

    /// The files that they came from, as they are shown.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.pins.iter().flatten().filter_map(|pin| match &pin.source {
            RuleSetSource::File(file) => Some(&**file),
            RuleSetSource::Embedded => None,
        })
    }
}

/// Loads the named files, folders and embedded sets in their order, or else all embedded sets.
#[must_use]
pub fn load_rules(
    files: &dyn Files,
    schemas: &Arc<Schemas>,
    named: &[String],
    purpose: Purpose,
    limits: Limits,
) -> (LoadedRules, Vec<Diagnostic>) {
    let (mut collection, mut diagnostics) = (Collection::new(Arc::clone(schemas)), Vec::new());
    if named.is_empty() {
        collection.add_all_embedded(&mut diagnostics);
        let vocabulary = schemas.vocabulary();
        if !vocabulary.includes_shipped() {
            let message = format!(
                "no rule set that comes with the program speaks of the facts of the vocabulary `{}`; name those that do \
                 with `--rules FILE`",
                vocabulary.id()
            );
            diagnostics.push(Diagnostic::call(DiagnosticCode::NoRuleSet, message));
            return (LoadedRules { collection, pins: Some(Vec::new()) }, diagnostics);
        }
        return (LoadedRules { collection, pins: None }, diagnostics);
    }
    let mut loading = Loading {
        files,
        limits,
        loader: Loader::new(Arc::clone(collection.schemas())),
        diagnostics: Vec::new(),
        read: HashMap::new(),
        paths: HashMap::new(),
        walked: HashMap::new(),
    };
    for name in named {
        loading.named(name);
    }
    while let Some(wanted) = loading.loader.wanted() {
        let found = loading.import(&wanted);
        loading.loader.add_found(wanted, found);
    }
    diagnostics.append(&mut loading.diagnostics);
    let pins = loading.loader.finish(purpose, &mut collection, &mut diagnostics);
    (LoadedRules { collection, pins: Some(pins) }, diagnostics)
}

struct Loading<'f> {
    files: &'f dyn Files,
    limits: Limits,
    loader: Loader,
    diagnostics: Vec<Diagnostic>,
    /// The names by which the files that were read are shown, by their paths without links.
    read: HashMap<PathBuf, String>,
    /// The paths by which they were reached, by the names by which they are shown.
    paths: HashMap<String, PathBuf>,
    /// The files that are imported from at a path, by the path without links.
    walked: HashMap<PathBuf, Vec<String>>,
}

impl Loading<'_> {
    /// Takes up what a name in the call stands for.
    fn named(&mut self, name: &str) {
        let path = rules_path(self.files, name);
        let there = name == "-" || self.files.may_exist(&path);
        if !there {
            if !self.read.contains_key(&path) {
                self.read.insert(path.clone(), name.to_owned());
                if !self.loader.embedded(name, &mut self.diagnostics) {
                    self.diagnostics.push(Diagnostic::file(
                        DiagnosticCode::UnknownRuleSet,
                        name,
                        no_rules(self.files, name, &path),
                    ));
                }
            }
            return;
        }
        let inputs = Inputs::new(self.files, &[path]);
        let before = (self.loader.count(), self.errors());
        let (mut passed_over, mut again) = (0, false);
        for input in inputs {
            if let Some(known) = self.read.get(&input.identity(self.files)) {
                again = true;
                if !input.walked {
                    self.loader.named(known);
                }
            } else {
                passed_over += self.file(&input, if input.walked { Encounter::Walked } else { Encounter::Named });
            }
        }
        if (self.loader.count(), self.errors()) == before && !again {
            self.diagnostics.push(Diagnostic::file(
                DiagnosticCode::NoRuleSet,
                name,
                "there is no rule set in it".to_owned(),
            ));
        }
        self.passed_over(name, passed_over);
    }

    /// Takes up the documents of a file; gives how many were passed over.
    fn file(&mut self, input: &Input, met: Encounter) -> usize {
        self.read.insert(input.identity(self.files), input.name.clone());
        self.paths.insert(input.name.clone(), input.path().to_owned());
        let (before, mut passed_over) = (self.diagnostics.len(), 0);
        reading::each_document(self.files, input, self.limits, &mut self.diagnostics, |document, diagnostics| {
            passed_over += usize::from(self.loader.document(&input.name, document, met, diagnostics));
        });
        if self.diagnostics.iter().skip(before).any(|one| one.severity == Severity::Error) {
            self.loader.broken(&input.name);
        }
        passed_over
    }

    fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|one| one.severity == Severity::Error).count()
    }

    fn passed_over(&mut self, name: &str, count: usize) {
        if count > 0 {
            let message = format!("{} of another kind passed over among the rules", words::counted(count, "document"));
            self.diagnostics.push(Diagnostic::file(DiagnosticCode::PassedOver, name, message).as_notice());
        }
    }

    /// Takes up the files at a path that a rule set imports from, as far as they are not there already; gives the names of
    /// all of them, or why there are none.
    fn import(&mut self, wanted: &WantedImport) -> Result<Vec<String>, String> {
        let of = self.paths.get(&wanted.file).map_or(Path::new(&wanted.file), PathBuf::as_path);
        let path = beside(of, &wanted.path);
        let entry = self.files.entry(&path).map_err(|error| missing(self.files, wanted, &path, &error))?;
        if !matches!(entry.kind, EntryKind::File | EntryKind::Folder) {
            return Err("this is neither a file nor a folder".to_owned());
        }
        let real = self.files.identity(&path).map_err(|error| cause::unreadable(&error))?;
        if let Some(known) = self.walked.get(&real) {
            return Ok(known.clone());
        }
        let mut names = Vec::new();
        let mut passed_over = 0;
        for input in Inputs::new(self.files, &[path]) {
            if let Some(known) = self.read.get(&input.identity(self.files)) {
                names.push(known.clone());
                continue;
            }
            passed_over += self.file(&input, Encounter::Imported { walked: input.walked });
            names.push(input.name.clone());
        }
        self.passed_over(&wanted.path, passed_over);
        self.walked.insert(real, names.clone());
        Ok(names)
    }
}

/// The file or folder of a name in a call or a configuration.
#[must_use]
pub fn rules_path(files: &dyn Files, name: &str) -> PathBuf {
    let path = PathBuf::from(name);
    if files.is_link(&path) || files.exists(&path) { path } else { names::path(name) }
}

/// Why a path leads nowhere, with the nearest that does, as it would be written in the same file.
fn missing(files: &dyn Files, wanted: &WantedImport, path: &Path, error: &io::Error) -> String {
    let near = missing_files::near_file(files, path)
        .filter(|_| error.kind() == io::ErrorKind::NotFound && !files.is_link(path));
    match near.and_then(|near| Some(Path::new(&wanted.path).with_file_name(names::path(&near).file_name()?))) {
        Some(near) => format!("there is no such file or folder; did you mean `{}`?", names::as_text(&near)),
        None => missing_files::missing(files, path, error),
    }
}

/// A path that is written in a file, relative to the folder of that file, without needless steps in it.
fn beside(file: &Path, path: &str) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new(""));
    let joined = folder.join(path);
    // What is shown of a path should be short; `..` may lead elsewhere than it seems, where there are links, and stays.
    let short: PathBuf = joined.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect();
    if short.as_os_str().is_empty() { PathBuf::from(".") } else { short }
}

fn no_rules(files: &dyn Files, name: &str, path: &Path) -> String {
    let near = words::nearest(name, Collection::embedded().map(|(id, _)| id)).map(str::to_owned);
    let hint = near
        .or_else(|| missing_files::near_file(files, path))
        .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("there is no such file or folder, nor an embedded rule set of that id{hint}")
}
