//! What the editor is told unasked: what is wrong, and what is found.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use gen_lsp_types::{Diagnostic, Location, PublishDiagnosticsParams};
use watching_brief::files::from_root;
use watching_brief::model::diagnostic;
use watching_brief::text::Place;

use super::address;
use super::notes::Notes;
use super::position::Positions;
use super::server::{Server, Told, value};

impl<W: Write> Server<W> {
    /// Looks at a file again that changed since, before it is asked about.
    pub(super) fn look_if_stale(&mut self, path: &Path) {
        if self.stale.contains(path) && self.open.get(path).is_some() {
            let view = self.workspace.look_at(path);
            self.views.insert(path.to_owned(), view);
        }
    }

    /// Looks again at what changed, and tells the editor what is otherwise than it was told.
    ///
    /// # Errors
    /// What could not be written.
    pub fn refresh(&mut self) -> io::Result<()> {
        if self.workspace.set_day((self.clock)()) {
            self.look_again();
        }
        let stale = std::mem::take(&mut self.stale);
        if stale.is_empty() {
            return Ok(());
        }
        self.workspace.keep_projects_of(self.open.paths());
        for path in stale.iter().filter(|path| self.open.get(path).is_some()) {
            let view = self.workspace.look_at(path);
            self.views.insert(path.clone(), view);
        }
        let now = self.all_notes();
        // A file is told of by the address that the editor has for it, which may be another once it is closed or opened again.
        let is_gone = |path: &Path, told: &Told| !now.contains_key(path) || self.address(path) != told.address;
        let gone: Vec<PathBuf> =
            self.told.iter().filter(|(path, told)| is_gone(path, told)).map(|(path, _)| path.clone()).collect();
        for path in gone {
            if let Some(told) = self.told.remove(&path) {
                self.publish(told.address, None, Vec::new())?;
            }
        }
        for (path, diagnostics) in now {
            if stale.contains(&path) || self.told.get(&path).is_none_or(|told| told.diagnostics != diagnostics) {
                let (address, version) = (self.address(&path), self.open.get(&path).map(|file| file.version));
                self.publish(address.clone(), version, diagnostics.clone())?;
                self.told.insert(path, Told { address, diagnostics });
            }
        }
        Ok(())
    }

    /// What is to be shown of each file that is open, and of each other that something is told of.
    fn all_notes(&self) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
        let mut of_projects: BTreeMap<PathBuf, Vec<&diagnostic::Diagnostic>> = BTreeMap::new();
        for (path, told) in self.workspace.project_diagnostics() {
            of_projects.entry(path).or_default().push(told);
        }
        let all: BTreeSet<&Path> = self.views.keys().chain(of_projects.keys()).map(PathBuf::as_path).collect();
        let locate = |path: &Path, start: Place, end: Option<Place>| self.locate(path, start, end);
        let notes = all.into_iter().map(|path| {
            let text = self.workspace.text(path).unwrap_or_default();
            let positions = Positions::new(&text, self.encoding);
            let notes = Notes { positions: &positions, locate: &locate, related: self.abilities.related };
            let view = self.views.get(path);
            let mut shown = view.map_or_else(Vec::new, |view| notes.of_view(view, self.wishes.findings));
            for told in of_projects.get(path).into_iter().flatten() {
                let told = notes.diagnostic(told);
                if !shown.contains(&told) {
                    shown.push(told);
                }
            }
            (path.to_owned(), shown)
        });
        notes.collect()
    }

    /// The location of a place of a file.
    pub(super) fn locate(&self, path: &Path, start: Place, end: Option<Place>) -> Location {
        let path = &from_root(&self.workspace.files().current_folder(), path);
        let text = self.workspace.text(path).unwrap_or_default();
        Location { uri: self.address(path).into(), range: Positions::new(&text, self.encoding).range(start, end) }
    }

    /// The address of a file: as the editor writes it, if it is open.
    fn address(&self, path: &Path) -> String {
        self.open.get(path).map_or_else(|| address::of(path), |file| file.address.clone())
    }

    fn publish(&mut self, address: String, version: Option<i32>, diagnostics: Vec<Diagnostic>) -> io::Result<()> {
        let parameters = PublishDiagnosticsParams { uri: address.into(), version, diagnostics };
        self.notify("textDocument/publishDiagnostics", &value(parameters))
    }
}
