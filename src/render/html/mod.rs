//! HTML: the shell that every document of ours has, and the pieces that all of them share.
//!
//! Markup is always part of the program and text is always escaped: see [`Html`]. A document asks for nothing but itself, and
//! its content security policy allows nothing else.

mod document;
mod link;
mod text;
mod verdict;

pub(super) use document::Document;
pub(super) use link::{address, link};
pub(super) use text::Html;
pub(super) use verdict::mark;

/// What stands before a table that is wider than a narrow screen, which alone shows it.
pub(super) const SIDEWAYS: &str = "<p class=\"sideways\">Move the table sideways to see all of it.</p>\n";
