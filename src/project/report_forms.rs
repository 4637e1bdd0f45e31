//! A report in several forms at once: what is made of each pilot, and the order in which the parts are written.

use std::borrow::Cow;
use std::fmt;
use std::io;

use crate::pilot::StatedValue;
use crate::render::{DisplayOptions, Format, Renderer};
use crate::report::{Detail, PilotReport, RunEnding, RunOpening};

/// Takes the parts of a report, those of each form by the place of the form.
pub type PartSink<'s> = &'s mut dyn FnMut(usize, &str) -> io::Result<()>;

/// What is made of a pilot for each form; none where that is so long that it is better written as it is made.
pub type PilotParts = Option<Vec<String>>;

/// The forms in which a report is wanted; the threads share them.
pub struct ReportForms {
    renderers: Vec<Box<dyn Renderer>>,
    detail: Detail,
    /// For each, how much it wants of each result itself.
    details: Vec<Detail>,
    /// Whether the call wants to know on whose word each verdict rests, whatever the forms.
    by_word: bool,
}

impl fmt::Debug for ReportForms {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { detail, details, by_word, .. } = self;
        let mut shown = formatter.debug_struct("ReportForms");
        shown.field("detail", detail).field("details", details).field("by_word", by_word).finish_non_exhaustive()
    }
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

fn reports_to_show<'r, 'p>(
    report: &'r PilotReport<'p>,
    plain: Option<&'r PilotReport<'p>>,
    wanted: Detail,
) -> &'r PilotReport<'p> {
    plain.filter(|_| wanted < Detail::ByWord).unwrap_or(report)
}

impl ReportForms {
    /// No form yet. `by_word` says that the call wants to know on whose word each verdict rests, in every form.
    #[must_use]
    pub fn new(by_word: bool) -> Self {
        Self { renderers: Vec::new(), detail: Detail::Verdicts, details: Vec::new(), by_word }
    }

    /// Adds a form.
    pub fn add(&mut self, format: &'static Format, look: DisplayOptions) {
        let quiet = format.quiet.filter(|_| look.quiet);
        let renderer = (format.make)(DisplayOptions { quiet: quiet.is_some(), ..look });
        self.add_renderer(format, renderer, quiet.unwrap_or(format.detail));
    }

    /// Adds a form as pages; each part of it is a number of them.
    pub fn add_pages(&mut self, format: &'static Format, pages: Box<dyn Renderer>) {
        self.add_renderer(format, pages, format.detail);
    }

    fn add_renderer(&mut self, format: &'static Format, renderer: Box<dyn Renderer>, wanted: Detail) {
        self.renderers.push(renderer);
        self.details.push(format.detail);
        self.detail = self.detail.max(wanted);
    }

    /// How much is wanted of each result.
    #[must_use]
    pub fn detail(&self) -> Detail {
        if self.by_word { Detail::ByWord } else { self.detail }
    }

    /// What should be known of how the forms were written.
    pub fn advice(&self) -> impl Iterator<Item = String> {
        self.renderers.iter().filter_map(|renderer| renderer.advice())
    }

    /// Whether errors and notices are part of the first form.
    #[must_use]
    pub fn first_tells(&self) -> bool {
        self.renderers.first().is_none_or(|renderer| renderer.tells())
    }

    /// One pilot, in every form.
    pub(super) fn pilot(&self, report: &PilotReport<'_>) -> PilotParts {
        let plain = self.plain(report);
        let each = self.renderers.iter().zip(&self.details);
        let mut each = each.map(|(renderer, wanted)| (renderer, reports_to_show(report, plain.as_ref(), *wanted)));
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

    /// Writes a report part by part.
    pub(super) fn writer<'w>(&'w self, sink: PartSink<'w>) -> Writer<'w> {
        Writer { forms: self, begun: vec![false; self.renderers.len()], sink }
    }
}

/// Writes a report in every form: its beginning, its pilots one by one, and its end.
pub(super) struct Writer<'w> {
    forms: &'w ReportForms,
    /// For each form, whether a pilot was written.
    begun: Vec<bool>,
    sink: PartSink<'w>,
}

impl Writer<'_> {
    /// Writes what comes before the pilots.
    pub fn begin(&mut self, opening: &RunOpening<'_>) -> io::Result<()> {
        let mut renderers = self.forms.renderers.iter().enumerate();
        renderers.try_for_each(|(at, renderer)| (self.sink)(at, &renderer.begin(opening)))
    }

    /// Writes one pilot, of which the parts are made; asked for in the order of the pilots.
    pub fn pilot(&mut self, parts: Vec<String>) -> io::Result<()> {
        let taken: Vec<String> =
            self.forms.renderers.iter().zip(parts).map(|(renderer, part)| renderer.take(part)).collect();
        taken.iter().enumerate().try_for_each(|(at, part)| self.whole(at, part))
    }

    /// Writes one pilot as its parts are made, likewise.
    pub fn write(&mut self, report: &PilotReport<'_>) -> io::Result<()> {
        let forms = self.forms;
        let plain = forms.plain(report);
        for (at, (renderer, wanted)) in forms.renderers.iter().zip(&forms.details).enumerate() {
            let report = reports_to_show(report, plain.as_ref(), *wanted);
            if renderer.in_pieces() {
                self.between(at)?;
                renderer.write(report, &mut |piece| (self.sink)(at, piece))?;
            } else {
                self.whole(at, &renderer.take(renderer.pilot(report)))?;
            }
        }
        Ok(())
    }

    /// Writes what comes after the pilots.
    pub fn end(&mut self, opening: &RunOpening<'_>, ending: &RunEnding) -> io::Result<()> {
        let mut renderers = self.forms.renderers.iter().enumerate();
        renderers.try_for_each(|(at, renderer)| (self.sink)(at, &renderer.end(opening, ending)))
    }

    fn whole(&mut self, at: usize, part: &str) -> io::Result<()> {
        if part.is_empty() {
            return Ok(());
        }
        self.between(at)?;
        (self.sink)(at, part)
    }

    /// Writes what stands between a pilot that was written and the next.
    fn between(&mut self, at: usize) -> io::Result<()> {
        let Some(begun) = self.begun.get_mut(at) else { return Ok(()) };
        let between = self.forms.renderers.get(at).map_or("", |renderer| renderer.between());
        if std::mem::replace(begun, true) { (self.sink)(at, between) } else { Ok(()) }
    }
}
