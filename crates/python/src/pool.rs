//! The threads that calls use.
//!
//! A process that forks, as `multiprocessing` and Spark do, goes on with one thread alone: whoever waited there for the
//! threads of the process before would wait for ever. So each process has threads of its own.
//!
//! The same is so of a lock that another thread holds while the process forks: in the new one nobody gives it back. Python
//! forks with the lock of the interpreter held, so that what is read and written with that lock held is whole in both.

use std::collections::BTreeMap;
use std::process;
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::PyRuntimeError;
use pyo3::{PyResult, Python};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// By their number, threads with the process that has them; 0 stands for as many as there are processors.
static POOLS: Mutex<BTreeMap<usize, (u32, Arc<ThreadPool>)>> = Mutex::new(BTreeMap::new());

/// Gives the lock of the interpreter back, and does some work on so many threads, or on as many as there are processors.
///
/// # Errors
/// That the system gives no thread.
pub fn on_threads<R: Send>(python: Python<'_>, threads: Option<usize>, work: impl FnOnce() -> R + Send) -> PyResult<R> {
    let pool = pool(python, threads.unwrap_or(0))?;
    Ok(python.detach(|| pool.install(work)))
}

/// The same without giving the lock back: for what is read once for all that this process does, and never half in another.
///
/// # Errors
/// That the system gives no thread.
pub fn with_lock_held(python: Python<'_>, work: impl FnOnce() + Send) -> PyResult<()> {
    pool(python, 0)?.install(work);
    Ok(())
}

/// The threads of this process. The lock of the interpreter stands before that of the list, which nobody waits for, then.
fn pool(_: Python<'_>, threads: usize) -> PyResult<Arc<ThreadPool>> {
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    let this = process::id();
    if let Some((of, pool)) = pools.get(&threads)
        && *of == this
    {
        return Ok(Arc::clone(pool));
    }
    let named = ThreadPoolBuilder::new().num_threads(threads).thread_name(|at| format!("watching-brief-{at}"));
    let made = named.build().map_err(|error| PyRuntimeError::new_err(format!("no thread can be had: {error}")))?;
    let pool = Arc::new(made);
    if let Some(of_another_process) = pools.insert(threads, (this, Arc::clone(&pool))) {
        // Its threads are not here, and must not be waited for.
        std::mem::forget(of_another_process);
    }
    Ok(pool)
}
