//! `brief repair`: what it proposes is held against brute force over small vocabularies, its diffs are applied with `patch`
//! and read again, and its calls and forms are tried.

mod answered;
mod calls;
mod made;
mod needed;
mod oracle;
mod property;
mod shapes;
mod shipped;
