//! Where a report goes: to standard output in one form and, where that is asked for, to files in others.

use std::borrow::Cow;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::PathBuf;

use watching_brief::diagnostic::Diagnostic;
use watching_brief::pilot::Said;
use watching_brief::render::{self, Format, Look, Renderer};
use watching_brief::report::{Detail, Ending, Opening, PilotReport};

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
pub struct Sinks(Vec<Sink>);

struct Sink {
    to: To,
    between: &'static str,
    /// Whether a pilot was written.
    begun: bool,
}

enum To {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// Standard output, of which its reader has had enough while files are still to be written.
    Nowhere,
    File(WholeFile),
    Summary(Summary),
}

/// Opens standard output and the files, before anything is read. `by_word` says that the call wants to know on whose word
/// each verdict rests, in every form. The files are written whole, whatever is shown of the
/// report on standard output.
///
/// # Errors
/// The files that cannot be written.
pub fn open(
    format: &'static Format,
    look: Look,
    by_word: bool,
    files: &[ToFile],
) -> Result<(Forms, Sinks), Vec<Diagnostic>> {
    let whole = Look { width: 80, colour: false, links: None, quiet: false, ..look };
    let mut forms = Forms { renderers: Vec::new(), detail: Detail::Verdicts, details: Vec::new(), by_word };
    forms.add(format, look);
    let mut sinks = vec![To::Stdout(output::stdout())];
    let mut wrong = Vec::new();
    for file in files {
        match WholeFile::create(&file.path) {
            Ok(one) if sinks.iter().any(|sink| matches!(sink, To::File(other) if other.is_same(&one))) => {
                let name = file.path.to_string_lossy();
                wrong.push(Diagnostic::file(&name, "two outputs would be written to this file".to_owned()));
            }
            Ok(one) => sinks.push(To::File(one)),
            Err(error) => wrong.push(Diagnostic::call(format!("{error}"))),
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
    let sinks = Sinks(sinks.collect());
    Ok((forms, sinks))
}

/// Parts of one pilot that are longer than this are not kept, but made again when it is their turn.
const LONG: usize = 512 * 1024;

/// With so few bytes of texts to repeat, no part becomes long.
const LIGHT: usize = 16 * 1024;

fn is_light(report: &PilotReport<'_>) -> bool {
    let statements = report.pilot.facts.iter().flat_map(|stated| &stated.statements);
    let length = |text: &Option<Cow<'_, str>>| text.as_ref().map_or(0, |text| text.len());
    let texts = statements.map(|one| {
        let said = if let Said::Text(text) = &one.said { text.len() } else { 0 };
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
    fn add(&mut self, format: &'static Format, look: Look) {
        let quiet = look.quiet && format.quiet;
        self.renderers.push((format.make)(Look { quiet, ..look }));
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
            return Some(each.map(|(renderer, report)| renderer.pilot(report)).collect());
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
        let alone = sinks.0.len() == 1;
        for ((renderer, wanted), sink) in self.renderers.iter().zip(&self.details).zip(&mut sinks.0) {
            let report = shown(report, plain.as_ref(), *wanted);
            if renderer.in_pieces() {
                sink.begin(alone)?;
                renderer.write(report, &mut |piece| sink.write(piece, alone))?;
            } else {
                sink.pilot(&renderer.take(renderer.pilot(report)), alone)?;
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
    pub fn begin(&self, sinks: &mut Sinks, opening: &Opening<'_>) -> io::Result<()> {
        sinks.write(self.renderers.iter().map(|renderer| renderer.begin(opening)))
    }

    /// Writes what comes after the pilots, gives the files their names, and tells on standard error what the form on
    /// standard output has no room for.
    ///
    /// # Errors
    /// What could not be written.
    pub fn end(&self, mut sinks: Sinks, opening: &Opening<'_>, ending: &Ending) -> io::Result<()> {
        sinks.write(self.renderers.iter().map(|renderer| renderer.end(opening, ending)))?;
        sinks.finish()?;
        if self.renderers.first().is_some_and(|renderer| !renderer.tells()) {
            output::aside(ending);
        }
        Ok(())
    }
}

impl Sinks {
    fn write(&mut self, parts: impl Iterator<Item = String>) -> io::Result<()> {
        let alone = self.0.len() == 1;
        self.0.iter_mut().zip(parts).try_for_each(|(sink, part)| sink.write(&part, alone))
    }

    /// Writes one pilot, in every form.
    ///
    /// # Errors
    /// What could not be written.
    pub fn pilot(&mut self, parts: Vec<String>) -> io::Result<()> {
        let alone = self.0.len() == 1;
        self.0.iter_mut().zip(parts).try_for_each(|(sink, part)| sink.pilot(&part, alone))
    }

    fn finish(self) -> io::Result<()> {
        let alone = self.0.len() == 1;
        for sink in self.0 {
            match sink.to {
                To::Stdout(mut out) => match out.flush() {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe && !alone => {}
                    done => done?,
                },
                To::Nowhere => {}
                To::File(file) => file.finish()?,
                To::Summary(summary) => summary.finish()?,
            }
        }
        Ok(())
    }
}

impl Sink {
    fn pilot(&mut self, part: &str, alone: bool) -> io::Result<()> {
        if part.is_empty() {
            return Ok(());
        }
        self.begin(alone)?;
        self.write(part, alone)
    }

    /// Writes what stands between a pilot that was written and the next.
    fn begin(&mut self, alone: bool) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) { self.write(self.between, alone) } else { Ok(()) }
    }

    fn write(&mut self, part: &str, alone: bool) -> io::Result<()> {
        let done = match &mut self.to {
            To::Stdout(out) => out.write_all(part.as_bytes()),
            To::File(file) => file.write_all(part.as_bytes()),
            To::Summary(summary) => {
                summary.add(part);
                Ok(())
            }
            To::Nowhere => Ok(()),
        };
        match done {
            // Whoever reads standard output has had enough of it; the files are still wanted.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe && matches!(self.to, To::Stdout(_)) && !alone => {
                self.to = To::Nowhere;
                Ok(())
            }
            done => done,
        }
    }
}
