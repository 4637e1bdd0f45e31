//! Watching Brief for Python: the native part of the module `watching_brief`, which is `crates/python/watching_brief`.
//!
//! A `Project` is opened once and asked by any thread. It gives what the command prints, as text; many texts are checked at
//! once, and what came of them is kept in few bytes. Nothing here decides a verdict, and the lock of the
//! interpreter is given back while anything is worked on.
#![forbid(unsafe_code)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unreachable
)]

mod answers;
mod arrow;
mod options;
mod pool;
mod project;
mod refusal;
mod reports;
mod rows;
mod texts;

/// The native part of `watching_brief`.
#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use crate::project::Project;
    #[pymodule_export]
    use crate::reports::Reports;

    use pyo3::prelude::*;

    /// Adds the names that the bytes of results stand for.
    #[pymodule_init]
    fn add_names(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("VERDICTS", crate::rows::VERDICTS)?;
        module.add("STANDINGS", crate::rows::STANDINGS)
    }
}
