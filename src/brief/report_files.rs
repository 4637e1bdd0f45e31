//! Where a report goes: to standard output in one form and, where that is asked for, to files in others.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use watching_brief::files::disk::whole_file::WholeFile;
use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::project::ReportOutput;
use watching_brief::project::report_forms::ReportForms;
use watching_brief::project::settings::Settings;
use watching_brief::render::{self, DisplayOptions, Format, Renderer};
use watching_brief::report::RunEnding;
use watching_brief::text::{names, words};

use super::output;
use super::overwrite::ReadPaths;
use super::page_folder::{PageFolder, PageOrPages};
use super::summary::Summary;

/// Where the parts go.
pub struct Sinks {
    all: Vec<Sink>,
    /// Why some of them were given up.
    wrong: Vec<io::Error>,
}

enum Sink {
    Stdout(BufWriter<Box<dyn Write>>),
    /// What was given up while others are still to be written.
    Nowhere,
    File(WholeFile),
    Summary(Summary),
    /// A folder with a page for each pilot.
    Pages(PageFolder),
    /// A file that, where it would be long, leads to such a folder.
    PageOrPages(PageOrPages),
}

/// Opens standard output and the files, before anything is read. `by_word` says that the call wants to know on whose word
/// each verdict rests, in every form. The files are written whole, whatever is shown of the report on standard output.
///
/// # Errors
/// The files that cannot be written.
pub fn open(
    format: &'static Format,
    look: DisplayOptions,
    by_word: bool,
    files: &[ReportOutput],
) -> Result<(ReportForms, Sinks), Vec<Diagnostic>> {
    let whole = DisplayOptions { width: 80, colour: false, links: None, quiet: false, ..look };
    let mut forms = ReportForms::new(by_word);
    forms.add(format, look);
    let mut sinks = vec![Sink::Stdout(output::stdout())];
    let mut wrong = Vec::new();
    for file in files {
        if file.is_folder() {
            match page_folder(file, &sinks) {
                Ok((pages, folder)) => {
                    sinks.push(Sink::Pages(folder));
                    forms.add_pages(file.format, pages);
                }
                Err(error) => wrong.push(error),
            }
            continue;
        }
        match WholeFile::create(&file.path) {
            Ok(one) if sinks.iter().any(|sink| sink.is_same(&one)) => {
                let name = names::as_text(&file.path);
                wrong.push(Diagnostic::file(
                    DiagnosticCode::FileNotWritten,
                    &name,
                    "two outputs would be written to this file".to_owned(),
                ));
            }
            Ok(one) => match page_or_pages(file, one) {
                Written::Whole(one) => sinks.push(Sink::File(one)),
                Written::PageOrPages(pages, _) if sinks.iter().any(|sink| sink.has_folder(pages.folder())) => {
                    wrong.push(same_folder(&names::as_text(pages.folder())));
                }
                Written::PageOrPages(pages, renderer) => {
                    sinks.push(Sink::PageOrPages(pages));
                    forms.add_pages(file.format, renderer);
                    continue;
                }
            },
            Err(error) => wrong.push(Diagnostic::call(DiagnosticCode::FileNotWritten, format!("{error}"))),
        }
        forms.add(file.format, whole);
    }
    if let Some(path) = is_summary_wanted(format, files).then(Summary::wanted).flatten()
        && let Some(markdown) = render::format("markdown")
    {
        sinks.push(Sink::Summary(Summary::new(path)));
        forms.add(markdown, whole);
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok((forms, Sinks { all: sinks, wrong: Vec::new() }))
}

/// The folder of pages that is wanted, and what makes the pages.
fn page_folder(output: &ReportOutput, others: &[Sink]) -> Result<(Box<dyn Renderer>, PageFolder), Diagnostic> {
    let name = names::as_text(&output.path);
    let refused = |message: String| Diagnostic::file(DiagnosticCode::FileNotWritten, &name, message);
    let Some(pages) = render::pages(output.format) else {
        let format = output.format.name;
        return Err(refused(format!(
            "`{format}` is written to one file, and not to a folder; leave the slash at the end out"
        )));
    };
    if others.iter().any(|sink| sink.has_folder(&output.path)) {
        return Err(same_folder(&name));
    }
    PageFolder::new(&output.path).map(|folder| (pages, folder)).map_err(refused)
}

fn same_folder(name: &str) -> Diagnostic {
    let message = "two outputs would be written to this folder".to_owned();
    Diagnostic::file(DiagnosticCode::FileNotWritten, name, message)
}

/// How a file is written.
enum Written {
    Whole(WholeFile),
    /// As one page or, where that would be long, as several.
    PageOrPages(PageOrPages, Box<dyn Renderer>),
}

fn page_or_pages(output: &ReportOutput, file: WholeFile) -> Written {
    if !render::has_pages(output.format) {
        return Written::Whole(file);
    }
    match PageOrPages::new(&output.path, file) {
        Ok((pages, names)) => Written::PageOrPages(pages, render::page_or_pages(&names.file, &names.folder)),
        Err(file) => Written::Whole(file),
    }
}

/// What would be written over although it is read: files of reports, and that of the summary of the job.
pub fn overwritten(read: &ReadPaths, settings: &Settings) -> Vec<Diagnostic> {
    let outputs = &settings.outputs.value;
    let summary = is_summary_wanted(settings.format.value, outputs).then(Summary::wanted).flatten();
    read.overwritten(outputs.iter().map(|output| &*output.path).chain(summary.as_deref()))
}

/// Whether a job wants a summary beside these forms.
fn is_summary_wanted(format: &Format, files: &[ReportOutput]) -> bool {
    std::iter::once(format).chain(files.iter().map(|file| file.format)).any(|format| format.summary)
}

impl Sinks {
    /// Writes a part to one sink. One that cannot be written to is given up, and the others are written all the same.
    ///
    /// # Errors
    /// What could not be written, where there is nothing else to write.
    pub fn part(&mut self, at: usize, part: &str) -> io::Result<()> {
        let Some(sink) = self.all.get_mut(at) else { return Ok(()) };
        let Err(error) = sink.write(part) else { return Ok(()) };
        let read_no_more = matches!(sink, Sink::Stdout(_)) && error.kind() == io::ErrorKind::BrokenPipe;
        *sink = Sink::Nowhere;
        // Where anything else went wrong, that is what the run ends with.
        if !read_no_more || self.all.len() == 1 {
            self.wrong.push(error);
        }
        let more = self.all.iter().any(|sink| !matches!(sink, Sink::Nowhere));
        if more { Ok(()) } else { self.end() }
    }

    /// Ends the report: gives the files their names, and tells on standard error what the form on standard output has no room
    /// for.
    ///
    /// # Errors
    /// What could not be written.
    pub fn end_report(self, forms: &ReportForms, ending: &RunEnding) -> io::Result<()> {
        let done = self.finish();
        if !forms.first_tells() {
            output::aside(ending);
        }
        if done.is_ok() {
            forms.advice().for_each(|advice| output::say(&format!("brief: {}\n", words::harmless(&advice))));
        }
        done
    }

    /// Gives the files their names, each of those that could be written.
    fn finish(mut self) -> io::Result<()> {
        let alone = self.all.len() == 1;
        for sink in std::mem::take(&mut self.all) {
            let done = match sink {
                Sink::Stdout(mut out) => match out.flush() {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe && !alone => Ok(()),
                    done => done,
                },
                Sink::Nowhere | Sink::Pages(_) => Ok(()),
                Sink::File(file) => file.finish(),
                Sink::PageOrPages(pages) => pages.finish(),
                Sink::Summary(summary) => summary.finish(),
            };
            self.wrong.extend(done.err());
        }
        self.end()
    }

    /// Tells of all that went wrong but for the last of it, which is given.
    fn end(&mut self) -> io::Result<()> {
        let last = self.wrong.pop();
        self.wrong.drain(..).for_each(|wrong| output::unwritten(&wrong));
        last.map_or(Ok(()), Err)
    }
}

impl Sink {
    /// Whether it is this file, whatever it is called.
    fn is_same(&self, file: &WholeFile) -> bool {
        match self {
            Self::File(other) => other.is_same(file),
            Self::PageOrPages(other) => other.is_same(file),
            Self::Stdout(_) | Self::Nowhere | Self::Summary(_) | Self::Pages(_) => false,
        }
    }

    /// Whether pages may be written to this folder.
    fn has_folder(&self, folder: &Path) -> bool {
        match self {
            Self::Pages(other) => other.is_same(folder),
            Self::PageOrPages(other) => other.is_in(folder),
            Self::Stdout(_) | Self::Nowhere | Self::Summary(_) | Self::File(_) => false,
        }
    }

    fn write(&mut self, part: &str) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.write_all(part.as_bytes()),
            Self::File(file) => file.write_all(part.as_bytes()),
            Self::Summary(summary) => {
                summary.add(part);
                Ok(())
            }
            Self::Pages(folder) => folder.write(part),
            Self::PageOrPages(pages) => pages.write(part),
            Self::Nowhere => Ok(()),
        }
    }
}
