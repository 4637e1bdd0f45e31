//! Progress on a terminal.

use std::io;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use watching_brief::check::Checker;
use watching_brief::project::Project;
use watching_brief::project::inputs::Inputs;
use watching_brief::project::pilots::{Progress, Show};
use watching_brief::report::Run;

/// From so many files on, progress is shown on a terminal.
const MANY: usize = 500;

/// On a terminal and with many files: a bar on standard error.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar for so many files.
    pub fn new(files: usize) -> Self {
        if files < MANY {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{pos} of {len} files [{bar:30}] {eta}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Shows how far the run is.
    pub fn hear(&self, progress: Progress) {
        match progress {
            Progress::Files(more) => self.0.inc(more as u64),
            Progress::Done => self.0.finish_and_clear(),
        }
    }
}

/// Checks all pilots of some inputs, and shows how far that is.
///
/// # Errors
/// What `take` fails with; what is wrong with an input goes to the run.
pub fn each<R: Send>(
    project: &Project,
    inputs: Inputs<'_>,
    checker: &Checker<'_>,
    run: &mut Run,
    show: Show<'_, R>,
    take: &mut dyn FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let bar = Bar::new(inputs.count);
    project.each(inputs, checker, run, show, take, &mut |progress| bar.hear(progress))
}
