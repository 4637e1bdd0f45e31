//! The work on all threads: the thread that cuts the pieces takes up what came of them, too, in order.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;

use super::Reading;
use super::pieces::Pieces;
use super::worker::{Done, Worker};

/// How many bytes of text are under way for each thread, or one piece more: a report can be a thousand times as long as its
/// pilot, and stands in memory until it is written.
const UNDER_WAY: usize = 128 * 1024;

/// Works on all pieces, on all threads.
pub(super) fn work<R: Send>(
    worker: Worker<'_, R>,
    pieces: &mut Pieces<'_, R>,
    reading: &mut Reading<'_, R>,
) -> io::Result<()> {
    let most = rayon::current_num_threads() * UNDER_WAY;
    rayon::in_place_scope_fifo(|scope| -> io::Result<()> {
        let (tell, told) = mpsc::channel();
        let kept = |(place, bytes, done): (usize, usize, std::thread::Result<Done<R>>)| {
            (place, (done.unwrap_or_else(|panic| resume_unwind(panic)), bytes))
        };
        // What came of pieces before their turn; the place of the next to be cut, and of the next to be taken up.
        let mut early: BTreeMap<usize, (Done<R>, usize)> = BTreeMap::new();
        let (mut cut, mut taken, mut under_way) = (0, 0, 0);
        loop {
            // Before anything is waited for, what is done is taken up.
            while (cut == taken || under_way < most && !pieces.may_wait())
                && let Some((piece, bytes)) = pieces.next()
            {
                let (place, tell) = (cut, tell.clone());
                scope.spawn_fifo(move |_| {
                    let done = catch_unwind(AssertUnwindSafe(|| worker.piece(piece)));
                    // Nobody listens any more where what came before could not be written.
                    drop(tell.send((place, bytes, done)));
                });
                cut += 1;
                under_way += bytes;
            }
            early.extend(told.try_iter().map(kept));
            if let Some((done, bytes)) = early.remove(&taken) {
                reading.take_up(done, pieces)?;
                taken += 1;
                under_way -= bytes;
            } else if cut == taken {
                return Ok(());
            } else if rayon::yield_now() != Some(rayon::Yield::Executed) {
                // All that is left is being worked on.
                early.extend(told.recv().into_iter().map(kept));
            }
        }
    })
}
