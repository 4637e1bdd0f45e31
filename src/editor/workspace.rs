//! The files that are open in an editor, each with the project that it belongs to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::at_place::{AtPlace, at_place};
use super::file_view::FileView;
use super::meaning::{self, WrittenAt};
use super::open_questions::{OpenSection, open_questions};
use super::symbols::{Symbol, symbols};
use crate::files::{Files, Overlay, from_root};
use crate::model::diagnostic::{Diagnostic, TextEdit};
use crate::model::limits::Limits;
use crate::project::config_discovery::discover;
use crate::project::{ConfigurationChoice, Project, ProjectOptions, RepairRequest};
use crate::repair::Proposal;
use crate::schema::Kind;
use crate::text::{Place, names};

/// The folder in which a project is anchored, with its configuration, if there is one: all files below that have the same
/// project.
type Anchor = (Option<PathBuf>, PathBuf);

/// The files that are open in an editor, over those that are saved.
#[derive(Debug)]
pub struct Workspace {
    files: Arc<Overlay>,
    options: ProjectOptions,
    /// The folder of the texts of documents, where they are at hand.
    texts: Option<PathBuf>,
    projects: BTreeMap<Anchor, Result<Project, Vec<Diagnostic>>>,
}

impl Workspace {
    /// Over some saved files; each project is opened with these options.
    #[must_use]
    pub fn new(saved: Arc<dyn Files>, options: ProjectOptions) -> Self {
        Self { files: Arc::new(Overlay::new(saved)), options, texts: None, projects: BTreeMap::new() }
    }

    /// Says where the texts of documents are.
    pub fn set_texts(&mut self, folder: Option<PathBuf>) {
        self.texts = folder;
    }

    /// Says which day it is. Gives whether that is another than before, so that all files have to be looked at again: a
    /// waiver may have ended.
    pub fn set_day(&mut self, day: Date) -> bool {
        let is_new = self.options.clock != day;
        if is_new {
            self.options.clock = day;
            self.projects.clear();
        }
        is_new
    }

    /// The files, with what is not saved.
    #[must_use]
    pub fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// What a file holds, saved or not; none where it cannot be read as text.
    #[must_use]
    pub fn text(&self, path: &Path) -> Option<String> {
        let mut text = String::new();
        self.files.read(path).ok()?.read_to_string(&mut text).ok()?;
        Some(text)
    }

    /// Takes the text of a file from the editor. Gives whether other files may have to be looked at again.
    pub fn set(&mut self, path: &Path, text: &str) -> bool {
        let before = self.text(path);
        self.files.set(path, text);
        self.changed(path, before.as_deref(), Some(text))
    }

    /// Forgets what the editor has of a file. Gives whether other files may have to be looked at again.
    pub fn close(&mut self, path: &Path) -> bool {
        let before = self.text(path);
        self.files.remove(path);
        let after = self.text(path);
        before != after && self.changed(path, before.as_deref(), after.as_deref())
    }

    /// Opens all projects anew when they are asked next: files changed that are not open.
    pub fn forget_projects(&mut self) {
        self.projects.clear();
    }

    /// Forgets the projects that none of these files belongs to.
    pub fn keep_projects_of<'p>(&mut self, paths: impl Iterator<Item = &'p Path>) {
        let kept: Vec<Anchor> = paths.map(|path| self.anchor(path)).collect();
        self.projects.retain(|anchor, _| kept.contains(anchor));
    }

    /// What is wrong with the projects that are open, or worth knowing, each with the file that it is to be shown at: its own,
    /// or else that of the configuration.
    #[must_use]
    pub fn project_diagnostics(&self) -> Vec<(PathBuf, &Diagnostic)> {
        let mut all: Vec<(PathBuf, &Diagnostic)> = Vec::new();
        for ((configuration, _), project) in &self.projects {
            let told = project.as_ref().map_or_else(Vec::as_slice, Project::diagnostics);
            for one in told {
                let own = one.file.as_deref().map(names::path);
                if let Some(file) = own.or_else(|| configuration.clone()) {
                    let shown = (from_root(&self.files.current_folder(), &file), one);
                    if !all.contains(&shown) {
                        all.push(shown);
                    }
                }
            }
        }
        all
    }

    /// What is to be shown of a file that is open.
    #[must_use]
    pub fn look_at(&mut self, path: &Path) -> FileView {
        let text = self.text(path).unwrap_or_default();
        let name = self.name(path);
        let project = self.project(path);
        FileView::new(project, &name, &text)
    }

    /// What a word of a file means, in Markdown, with where the word begins and ends.
    #[must_use]
    pub fn explained_at(&mut self, path: &Path, place: Place) -> Option<(AtPlace, String)> {
        let found = self.at_place(path, place)?;
        let texts = self.texts.clone();
        let markdown = meaning::explained(self.project(path).ok()?, &found.what, texts.as_deref())?;
        Some((found, markdown))
    }

    /// Where that is written which a word of a file means, where that is a file.
    #[must_use]
    pub fn written_at(&mut self, path: &Path, place: Place) -> Option<WrittenAt> {
        let found = self.at_place(path, place)?;
        let texts = self.texts.clone();
        meaning::written_at(self.project(path).ok()?, &found.what, texts.as_deref())
    }

    /// What stands at a place of a file.
    #[must_use]
    pub fn at_place(&mut self, path: &Path, place: Place) -> Option<AtPlace> {
        let text = self.text(path)?;
        let project = self.project(path).ok()?;
        at_place(&text, place, project.settings().limits.limits, project.collection(), project.register())
    }

    /// What is open about the pilots of a file.
    #[must_use]
    pub fn open_questions(&mut self, path: &Path) -> Vec<OpenSection> {
        let (name, text) = (self.name(path), self.text(path).unwrap_or_default());
        self.project(path).map_or_else(|_| Vec::new(), |project| open_questions(project, &name, &text))
    }

    /// The edit of the first of the smallest changes after which a pilot of a file breaches no `must`.
    ///
    /// # Errors
    /// Why there is none.
    pub fn repair(&mut self, path: &Path, pilot: &str) -> Result<TextEdit, String> {
        let (name, text) = (self.name(path), self.text(path).unwrap_or_default());
        let first = |wrong: &[Diagnostic]| wrong.first().map_or_else(String::new, |wrong| wrong.message.clone());
        let project = self.project(path).map_err(first)?;
        let request = RepairRequest { pilot: Some(pilot.to_owned()), most: 1, ..RepairRequest::default() };
        let repaired = project.repair(&name, &text, &request, |proposed| match proposed.proposal {
            Proposal::Needless => Err("there is nothing to repair: the pilot breaches no `must`".to_owned()),
            Proposal::Blocked { .. } => {
                Err("no change helps: the conditions block one another, as `brief repair` tells at length".to_owned())
            }
            Proposal::Alternatives { .. } => {
                let edit = proposed.edits().into_iter().next();
                let is_edit = |edit: &TextEdit| edit.start != edit.end || !edit.new_text.is_empty();
                edit.filter(is_edit).ok_or_else(|| {
                    "nothing can be written: somebody has to answer what others say, as `brief repair` tells".to_owned()
                })
            }
        });
        repaired.map_err(|wrong| first(&wrong)).and_then(|edit| edit)
    }

    /// The outline of a file.
    #[must_use]
    pub fn symbols(&self, path: &Path) -> Vec<Symbol> {
        symbols(&self.text(path).unwrap_or_default(), Limits::default())
    }

    /// The project of a file, or what is wrong with its configuration.
    ///
    /// # Errors
    /// Likewise.
    pub fn project(&mut self, path: &Path) -> Result<&Project, &[Diagnostic]> {
        let anchor = self.anchor(path);
        let files = Arc::clone(&self.files);
        let options = self.options.clone();
        let folder = anchor.1.clone();
        let opened = self.projects.entry(anchor).or_insert_with(|| Project::open(files, &[folder], options));
        opened.as_ref().map_err(Vec::as_slice)
    }

    /// The path of a file as a call would name it, so that messages name it like that: from the current folder, if it is in it.
    fn short(&self, path: &Path) -> PathBuf {
        path.strip_prefix(self.files.current_folder()).unwrap_or(path).to_owned()
    }

    fn name(&self, path: &Path) -> String {
        names::as_text(&self.short(path))
    }

    fn anchor(&self, path: &Path) -> Anchor {
        let path = &self.short(path);
        let folder = |path: &Path| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            folder.unwrap_or(Path::new(".")).to_owned()
        };
        match &self.options.configuration {
            ConfigurationChoice::File(file) => (Some(file.clone()), folder(file)),
            ConfigurationChoice::Nothing => (None, PathBuf::new()),
            ConfigurationChoice::Discovered => {
                let found = discover(self.files(), std::slice::from_ref(path), None).ok().flatten();
                let place = folder(found.as_deref().unwrap_or(path));
                (found, place)
            }
        }
    }

    /// Lets go of projects that may not be as they were, now that the text of a file is another. What pilots say bears on no
    /// other file.
    fn changed(&mut self, path: &Path, before: Option<&str>, after: Option<&str>) -> bool {
        if before == after {
            return false;
        }
        let is_more = |text: &str| Kind::all_in(text).iter().any(|kind| *kind != Kind::Pilot);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let bears = stem.trim_start_matches('.').eq_ignore_ascii_case("brief")
            || before.is_some_and(is_more)
            || after.is_some_and(is_more)
            || self.projects.values().flatten().any(|project| self.rests_on(project, path));
        if bears {
            self.projects.clear();
        }
        bears
    }

    /// Whether a project rests on a file: it is, or stands in, one of those that its settings name, or rules came from it.
    fn rests_on(&self, project: &Project, path: &Path) -> bool {
        let plain =
            |path: &Path| self.files.identity(path).unwrap_or_else(|_| from_root(&self.files.current_folder(), path));
        let settings = project.settings();
        let rules = settings.rules.value.iter().map(String::as_str).chain(project.rule_files()).map(names::path);
        let paths = settings.vocabulary.value.iter().chain(&settings.documents.value).chain(&settings.baseline.value);
        let mut all = rules.chain(paths.cloned()).chain([settings.lock.value.clone()]);
        let path = plain(path);
        all.any(|named| path.starts_with(plain(&named)))
    }
}
