//! Rule sets held against one another: what is said of all pilots, against every pilot of a small world; and the commands
//! `brief compare` and `brief reconcile`.

mod command;
mod comparing;
mod reconciling;
mod small;
