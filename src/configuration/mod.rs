//! Configuration: what a project asks for in every run, with the place where each thing is written.

mod waivers;

pub use waivers::SharedWaiver;
