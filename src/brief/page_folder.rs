//! A folder of pages to which a report is written, one page after the other; always, or once it is too long for one page.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use watching_brief::files::cause;
use watching_brief::files::disk::whole_file::WholeFile;
use watching_brief::render::written_page::{self, WrittenPage};
use watching_brief::text::names;

/// The folder, which is made when the first page is written.
pub struct PageFolder {
    path: PathBuf,
}

impl PageFolder {
    /// A folder that is there, or could be made.
    ///
    /// # Errors
    /// Why it cannot be written to, as far as that can be told now.
    pub fn new(path: &Path) -> Result<Self, String> {
        // Without the slash at the end, behind which nothing but a folder is looked for.
        let path: PathBuf = path.components().collect();
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let has_parent = parent.is_dir();
        match path.metadata() {
            Ok(data) if data.is_dir() => Ok(Self { path }),
            Ok(_) => Err("there is a file of this name, and no folder".to_owned()),
            Err(_) if has_parent => Ok(Self { path }),
            Err(_) => Err("there is no folder in which it could stand".to_owned()),
        }
    }

    /// Whether it is this folder, whatever it is called.
    pub fn is_same(&self, other: &Path) -> bool {
        let real = |path: &Path| {
            let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let there = || Some(folder.canonicalize().ok()?.join(path.file_name()?));
            path.canonicalize().ok().or_else(there).unwrap_or_else(|| path.to_owned())
        };
        real(&self.path) == real(other)
    }

    /// Writes the pages of a part. Each takes its name when it is whole.
    ///
    /// # Errors
    /// Why one could not be written, with its name.
    pub fn write(&self, part: &str) -> io::Result<()> {
        written_page::pages(part).try_for_each(|page| self.write_page(page))
    }

    /// Writes one page, likewise.
    ///
    /// # Errors
    /// Why it could not be written, with its name.
    pub fn write_page(&self, page: WrittenPage<'_>) -> io::Result<()> {
        if !self.path.is_dir() {
            fs::create_dir(&self.path)
                .map_err(|error| io::Error::other(format!("{}: {}", self.path.display(), cause::unwritable(&error))))?;
        }
        let mut file = WholeFile::create(&self.path.join(page.name))?;
        file.write_all(page.text.as_bytes())?;
        file.finish()
    }
}

/// A file that may become too long for one page, and the folder of the pages to which it then leads.
pub struct PageOrPages {
    file: WholeFile,
    folder: PageFolder,
}

impl PageOrPages {
    /// The file, with the folder of its name; the file itself where it is no ordinary one, or where a folder of that name can
    /// stand nowhere: that is one page, however long.
    pub fn new(path: &Path, file: WholeFile) -> Result<(Self, PageFileNames), WholeFile> {
        let folder = path.with_extension("");
        let named = |path: &Path| path.file_name().map(|name| names::as_text(Path::new(name)));
        let both = named(path).zip(named(&folder)).filter(|(file, folder)| file != folder);
        match (both, PageFolder::new(&folder)) {
            (Some((name, folder_name)), Ok(folder)) if file.is_ordinary() => {
                Ok((Self { file, folder }, PageFileNames { file: name, folder: folder_name }))
            }
            _ => Err(file),
        }
    }

    /// The folder of its pages.
    pub fn folder(&self) -> &Path {
        &self.folder.path
    }

    /// Whether its pages would stand in this folder.
    pub fn is_in(&self, other: &Path) -> bool {
        self.folder.is_same(other)
    }

    /// Whether it is this file, whatever it is called.
    pub fn is_same(&self, other: &WholeFile) -> bool {
        self.file.is_same(other)
    }

    /// Writes the pages of a part.
    ///
    /// # Errors
    /// Why one could not be written, with its name.
    pub fn write(&mut self, part: &str) -> io::Result<()> {
        for page in written_page::pages(part) {
            if page.name.is_empty() {
                self.file.write_all(page.text.as_bytes())?;
            } else {
                self.folder.write_page(page)?;
            }
        }
        Ok(())
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// Where it cannot be written to its end.
    pub fn finish(self) -> io::Result<()> {
        self.file.finish()
    }
}

/// The names of a file and of the folder beside it, without where they are.
pub struct PageFileNames {
    /// The file.
    pub file: String,
    /// The folder.
    pub folder: String,
}
