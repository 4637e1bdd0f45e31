//! Where a report goes: to standard output in one form and, where that is asked for, to files in others.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use watching_brief::model::DiagnosticCode;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::pilot::StatedValue;
use watching_brief::render::{self, DisplayOptions, Format, Renderer};
use watching_brief::report::{Detail, PilotReport, RunEnding, RunOpening};
use watching_brief::text::names;

use super::output;
use super::summary::Summary;
use super::whole_file::WholeFile;

/// A file to be written in a format.
#[derive(Debug, Clone)]
pub struct ToFile {
    /// The format.
    pub format: &'static Format,
    /// The file.
    pub path: PathBuf,
}

/// What makes the parts of each output; the threads share it.
pub struct Forms {
    renderers: Vec<Box<dyn Renderer>>,
    detail: Detail,
    /// For each, how much it wants of each result itself.
    details: Vec<Detail>,
    /// Whether the call wants to know on whose word each verdict rests, whatever the forms.
    by_word: bool,
}

/// Where the parts go.
pub struct Sinks {
    all: Vec<Sink>,
    /// Why some of them were given up.
    wrong: Vec<io::Error>,
}

struct Sink {
    to: To,
    between: &'static str,
    /// Whether a pilot was written.
    begun: bool,
}

enum To {
    Stdout(BufWriter<Box<dyn Write>>),
    /// What was given up while others are still to be written.
    Nowhere,
    File(WholeFile),
    Summary(Summary),
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
    files: &[ToFile],
) -> Result<(Forms, Sinks), Vec<Diagnostic>> {
    let whole = DisplayOptions { width: 80, colour: false, links: None, quiet: false, ..look };
    let mut forms = Forms { renderers: Vec::new(), detail: Detail::Verdicts, details: Vec::new(), by_word };
    forms.add(format, look);
    let mut sinks = vec![To::Stdout(output::stdout())];
    let mut wrong = Vec::new();
    for file in files {
        match WholeFile::create(&file.path) {
            Ok(one) if sinks.iter().any(|sink| matches!(sink, To::File(other) if other.is_same(&one))) => {
                let name = names::of(&file.path);
                wrong.push(Diagnostic::file(
                    DiagnosticCode::FileNotWritten,
                    &name,
                    "two outputs would be written to this file".to_owned(),
                ));
            }
            Ok(one) => sinks.push(To::File(one)),
            Err(error) => wrong.push(Diagnostic::call(DiagnosticCode::FileNotWritten, format!("{error}"))),
        }
        forms.add(file.format, whole);
    }
    let all = || std::iter::once(format).chain(files.iter().map(|file| file.format));
    if let Some(path) = all().any(|format| format.summary).then(Summary::wanted).flatten()
        && let Some(markdown) = render::format("markdown")
    {
        sinks.push(To::Summary(Summary::new(path)));
        forms.add(markdown, whole);
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let between = forms.renderers.iter().map(|renderer| renderer.between());
    let sinks = sinks.into_iter().zip(between).map(|(to, between)| Sink { to, between, begun: false });
    let sinks = Sinks { all: sinks.collect(), wrong: Vec::new() };
    Ok((forms, sinks))
}

/// Parts of one pilot that are longer than this are not kept, but made again when it is their turn.
const LONG: usize = 512 * 1024;

/// With so few bytes of texts to repeat, and so few results, hardly any part becomes long.
const LIGHT: usize = 16 * 1024;
const RESULTS: usize = 500;

fn is_light(report: &PilotReport<'_>) -> bool {
    if report.results.len() > RESULTS {
        return false;
    }
    let statements = report.pilot.facts.iter().flat_map(|stated| &stated.statements);
    let length = |text: &Option<Cow<'_, str>>| text.as_ref().map_or(0, |text| text.len());
    let texts = statements.map(|one| {
        let said = if let StatedValue::Text(text) = &one.said { text.len() } else { 0 };
        let from = [&one.by, &one.document, &one.phrase, &one.date, &one.url, &one.note];
        said + from.into_iter().map(length).sum::<usize>()
    });
    texts.sum::<usize>() < LIGHT
}

fn shown<'r, 'p>(
    report: &'r PilotReport<'p>,
    plain: Option<&'r PilotReport<'p>>,
    wanted: Detail,
) -> &'r PilotReport<'p> {
    plain.filter(|_| wanted < Detail::ByWord).unwrap_or(report)
}

impl Forms {
    fn add(&mut self, format: &'static Format, look: DisplayOptions) {
        let quiet = look.quiet && format.quiet;
        self.renderers.push((format.make)(DisplayOptions { quiet, ..look }));
        self.details.push(format.detail);
        self.detail = self.detail.max(if quiet { Detail::Verdicts } else { format.detail });
    }

    /// How much is wanted of each result.
    pub fn detail(&self) -> Detail {
        if self.by_word { Detail::ByWord } else { self.detail }
    }

    /// One pilot, in every form; none where any of them is so long that it is better written as it is made.
    pub fn pilot(&self, report: &PilotReport<'_>) -> Option<Vec<String>> {
        let plain = self.plain(report);
        let each = self.renderers.iter().zip(&self.details);
        let mut each = each.map(|(renderer, wanted)| (renderer, shown(report, plain.as_ref(), *wanted)));
        if is_light(report) {
            let parts: Vec<String> = each.map(|(renderer, report)| renderer.pilot(report)).collect();
            return Some(parts).filter(|parts| parts.iter().all(|part| part.len() <= LONG));
        }
        let bounded = each.try_fold(Vec::new(), |mut parts, (renderer, report)| {
            let mut part = String::new();
            renderer.write(report, &mut |piece| {
                part.push_str(piece);
                if part.len() > LONG { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(()) }
            })?;
            parts.push(part);
            Ok::<_, io::Error>(parts)
        });
        bounded.ok()
    }

    /// What one form wants of each result is not shown by another that does not want it.
    fn plain<'r>(&self, report: &PilotReport<'r>) -> Option<PilotReport<'r>> {
        (!self.by_word && self.detail == Detail::ByWord && self.details.iter().any(|one| *one < self.detail))
            .then(|| report.without_words())
    }

    /// Writes one pilot, in every form, as it is made.
    ///
    /// # Errors
    /// What could not be written.
    pub fn write(&self, report: &PilotReport<'_>, sinks: &mut Sinks) -> io::Result<()> {
        let plain = self.plain(report);
        for (at, (renderer, wanted)) in self.renderers.iter().zip(&self.details).enumerate() {
            let report = shown(report, plain.as_ref(), *wanted);
            if renderer.in_pieces() {
                sinks.begin(at)?;
                renderer.write(report, &mut |piece| sinks.part(at, piece))?;
            } else {
                sinks.whole(at, &renderer.take(renderer.pilot(report)))?;
            }
        }
        Ok(())
    }

    /// The parts of a pilot as they are to be written; asked for in the order of the pilots.
    pub fn take(&self, parts: Vec<String>) -> Vec<String> {
        self.renderers.iter().zip(parts).map(|(renderer, part)| renderer.take(part)).collect()
    }

    /// Writes what comes before the pilots.
    ///
    /// # Errors
    /// What could not be written.
    pub fn begin(&self, sinks: &mut Sinks, opening: &RunOpening<'_>) -> io::Result<()> {
        sinks.write(self.renderers.iter().map(|renderer| renderer.begin(opening)))
    }

    /// Writes what comes after the pilots, gives the files their names, and tells on standard error what the form on
    /// standard output has no room for.
    ///
    /// # Errors
    /// What could not be written.
    pub fn end(&self, mut sinks: Sinks, opening: &RunOpening<'_>, ending: &RunEnding) -> io::Result<()> {
        sinks.write(self.renderers.iter().map(|renderer| renderer.end(opening, ending)))?;
        let done = sinks.finish();
        if self.renderers.first().is_some_and(|renderer| !renderer.tells()) {
            output::aside(ending);
        }
        done
    }
}

impl Sinks {
    fn write(&mut self, parts: impl Iterator<Item = String>) -> io::Result<()> {
        for (at, part) in parts.enumerate() {
            self.part(at, &part)?;
        }
        Ok(())
    }

    /// Writes one pilot, in every form.
    ///
    /// # Errors
    /// What could not be written, where there is nothing else to write.
    pub fn pilot(&mut self, parts: &[String]) -> io::Result<()> {
        parts.iter().enumerate().try_for_each(|(at, part)| self.whole(at, part))
    }

    /// Writes one pilot to one sink.
    fn whole(&mut self, at: usize, part: &str) -> io::Result<()> {
        if part.is_empty() {
            return Ok(());
        }
        self.begin(at)?;
        self.part(at, part)
    }

    /// Writes to one sink what stands between a pilot that was written and the next.
    fn begin(&mut self, at: usize) -> io::Result<()> {
        let between = self.all.get_mut(at).and_then(Sink::begin);
        between.map_or(Ok(()), |between| self.part(at, between))
    }

    /// Writes a part to one sink. One that cannot be written to is given up, and the others are written all the same.
    fn part(&mut self, at: usize, part: &str) -> io::Result<()> {
        let Some(sink) = self.all.get_mut(at) else { return Ok(()) };
        let Err(error) = sink.write(part) else { return Ok(()) };
        let read_no_more = matches!(sink.to, To::Stdout(_)) && error.kind() == io::ErrorKind::BrokenPipe;
        sink.to = To::Nowhere;
        // Where anything else went wrong, that is what the run ends with.
        if !read_no_more || self.all.len() == 1 {
            self.wrong.push(error);
        }
        let more = self.all.iter().any(|sink| !matches!(sink.to, To::Nowhere));
        if more { Ok(()) } else { self.end() }
    }

    /// Gives the files their names, each of those that could be written.
    fn finish(mut self) -> io::Result<()> {
        let alone = self.all.len() == 1;
        for sink in std::mem::take(&mut self.all) {
            let done = match sink.to {
                To::Stdout(mut out) => match out.flush() {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe && !alone => Ok(()),
                    done => done,
                },
                To::Nowhere => Ok(()),
                To::File(file) => file.finish(),
                To::Summary(summary) => summary.finish(),
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
    /// What stands before the next pilot, if there was one before.
    fn begin(&mut self) -> Option<&'static str> {
        std::mem::replace(&mut self.begun, true).then_some(self.between)
    }

    fn write(&mut self, part: &str) -> io::Result<()> {
        match &mut self.to {
            To::Stdout(out) => out.write_all(part.as_bytes()),
            To::File(file) => file.write_all(part.as_bytes()),
            To::Summary(summary) => {
                summary.add(part);
                Ok(())
            }
            To::Nowhere => Ok(()),
        }
    }
}
