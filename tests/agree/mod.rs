//! `brief agree`: two codings of the same pilots, their disagreements and Krippendorff's alpha.

mod command;
mod property;
