//! What ends a run from outside: Ctrl-C, a terminal that goes away, a limit of the system.

use std::process;
use std::sync::{Mutex, Once, PoisonError};

use watching_brief::files::disk::leftovers;

/// A file that grows beyond what the system allows is told of from now on, like any other that cannot be written: it would
/// end the run without a word.
pub fn survive_large_files() {
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

/// What is done about a wish that the run be ended.
pub enum Heard {
    /// The run ends by itself.
    Soon,
    /// It ends at once, with this exit status.
    Now(u8),
}

type Listener = Box<dyn FnMut() -> Heard + Send>;

/// Who hears that the run is to be ended, if anybody does.
static LISTENER: Mutex<Option<Listener>> = Mutex::new(None);

/// From now on `listener` hears that the run is to be ended; gives whether that can be heard at all.
pub fn listen(listener: Listener) -> bool {
    *LISTENER.lock().unwrap_or_else(PoisonError::into_inner) = Some(listener);
    attend()
}

/// From now on nobody hears of it, and the run is ended at once.
pub fn listen_no_more() {
    *LISTENER.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

/// From now on nothing is left over where the run is ended from outside; gives whether that can be seen to.
pub fn attend() -> bool {
    static ATTENDED: Once = Once::new();
    static SEEN_TO: Mutex<bool> = Mutex::new(false);
    ATTENDED.call_once(|| *SEEN_TO.lock().unwrap_or_else(PoisonError::into_inner) = system::attend());
    *SEEN_TO.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The run is to be ended. Where nobody hears that, it ends when this is done.
fn wished() {
    let mut listener = LISTENER.lock().unwrap_or_else(PoisonError::into_inner);
    match listener.as_mut().map(|heard| heard()) {
        Some(Heard::Soon) => {}
        Some(Heard::Now(status)) => {
            leftovers::clear();
            process::exit(i32::from(status));
        }
        None => system::end(),
    }
}

#[cfg(unix)]
mod system {
    use std::process;
    use std::sync::atomic::{AtomicI32, Ordering};
    use std::sync::mpsc;
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level;

    use watching_brief::files::disk::leftovers;

    /// What asks a run to end.
    const ASKING: [i32; 3] = [SIGINT, SIGTERM, SIGHUP];

    /// What ends it whatever it does.
    const ENDING: [i32; 2] = [SIGQUIT, SIGXCPU];

    /// The signal that is attended to.
    static LAST: AtomicI32 = AtomicI32::new(SIGTERM);

    pub fn attend() -> bool {
        let (ready, is_ready) = mpsc::channel();
        // The thread comes first: a signal that is caught and that nobody attends to would end nothing.
        let attending = thread::Builder::new().spawn(move || {
            let caught: Vec<i32> = ASKING.into_iter().chain(ENDING).filter(|signal| !is_ignored(*signal)).collect();
            let mut signals = Signals::new(caught);
            let _ = ready.send(signals.is_ok());
            for signal in signals.iter_mut().flat_map(Signals::forever) {
                LAST.store(signal, Ordering::SeqCst);
                if ASKING.contains(&signal) { super::wished() } else { end() }
            }
        });
        attending.is_ok() && is_ready.recv().unwrap_or(false)
    }

    /// Ends the process by the signal itself: a shell that runs a script ends it on Ctrl-C only if it sees that.
    pub fn end() {
        leftovers::clear();
        let signal = LAST.load(Ordering::SeqCst);
        let _ = low_level::emulate_default_handler(signal);
        process::exit(128 + signal);
    }

    /// Whether whoever started the run wants it to take no notice of a signal, as `nohup` does. Where that cannot be found
    /// out, a terminal that goes away does what it always does.
    fn is_ignored(signal: i32) -> bool {
        let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return signal == SIGHUP };
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
            .is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
    }
}

#[cfg(not(unix))]
mod system {
    pub fn attend() -> bool {
        ctrlc::set_handler(super::wished).is_ok()
    }

    pub fn end() {
        super::leftovers::clear();
        // What Windows gives as the exit status of a program that Ctrl-C has ended.
        std::process::exit(0xC000_013A_u32.cast_signed());
    }
}
