//! What the tests of a rule show, held against the definitions: of small random rules every pilot is written out, and of
//! every pilot each completion.

mod examples;
mod property;
mod shown;
