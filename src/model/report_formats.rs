//! The names of the formats of `brief check`, which configuration may ask for.

/// All of them, in the order in which they are listed; `render` makes each, and a test there holds the two alike.
pub const REPORT_FORMATS: [&str; 15] = [
    "human",
    "json",
    "ndjson",
    "sarif",
    "sarif-github",
    "junit",
    "github",
    "gitlab",
    "markdown",
    "html",
    "csv",
    "table",
    "tap",
    "line",
    "earl",
];
