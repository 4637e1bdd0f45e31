//! `brief search`.

use std::io;

use watching_brief::answers::{SearchAnswer, json};
use watching_brief::explain;
use watching_brief::project::configured_rules::load_configured_rules;
use watching_brief::project::reading::load_register;
use watching_brief::render;
use watching_brief::report::Run;

use super::cli::{BarArgs, OutputArgs, SearchArgs, SelectionArgs};
use super::explain::print_diagnostics;
use super::project::{self, DISK};
use super::{output, pages};

pub fn run(args: &SearchArgs) -> io::Result<u8> {
    let selection = SelectionArgs { documents: args.documents.clone(), ..args.source.selection() };
    let settings = match project::settings(&[], &selection, &BarArgs::default(), &OutputArgs::default()) {
        Ok(settings) => settings,
        Err(wrong) => return Ok(output::refuse(&wrong)),
    };
    let mut run = Run::default();
    let collection = load_configured_rules(&DISK, &settings, &mut run);
    let (register, wrong) = load_register(&DISK, &settings.documents.value, settings.limits.limits);
    run.add_diagnostics(wrong);
    let words = args.words.join(" ");
    let hits = explain::search(&collection, &register, &words);
    let ending = settings.end(run);
    let diagnostics: Vec<_> = ending.errors.into_iter().chain(ending.notices).collect();
    let answer = SearchAnswer::new(&words, &hits, args.most, &diagnostics);
    output::print(&pages::in_form(args.format, &render::search::page(&answer), || json(&answer)))?;
    let status = print_diagnostics(&diagnostics);
    Ok(if status == 0 { u8::from(hits.is_empty()) } else { status })
}
