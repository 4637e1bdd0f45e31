//! Progress on a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use watching_brief::project::pilots::Progress;

/// From so many files on, progress is shown on a terminal.
const MANY: usize = 500;

/// Shows how far a run is: on a terminal and with many files, by a bar on standard error.
pub fn bar() -> impl FnMut(Progress) {
    let mut bar = ProgressBar::hidden();
    move |progress| match progress {
        Progress::Begin(files) if files >= MANY => {
            bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{pos} of {len} files [{bar:30}] {eta}") {
                bar.set_style(style);
            }
        }
        Progress::Begin(_) => {}
        Progress::Files(more) => bar.inc(more as u64),
        Progress::Done => bar.finish_and_clear(),
    }
}
