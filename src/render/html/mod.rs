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
