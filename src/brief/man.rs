//! `brief man`.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use watching_brief::files::cause;
use watching_brief::files::disk::whole_file;
use watching_brief::model::diagnostic::Diagnostic;
use watching_brief::text::{names, words};

use super::cli::{Cli, ManArgs};
use super::output;

pub fn run(args: &ManArgs) -> io::Result<u8> {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    if let Some(folder) = &args.output {
        return write(folder, &root);
    }
    match find(&root, &args.command) {
        Ok(command) => {
            output::print(&page(command)?)?;
            Ok(0)
        }
        Err(message) => Ok(output::refuse(&[Diagnostic::call(message)])),
    }
}

/// Writes a page for each command.
fn write(folder: &Path, root: &Command) -> io::Result<u8> {
    if let Err(error) = fs::create_dir_all(folder) {
        let message = format!("this folder cannot be made: {}", cause::unwritable(&error));
        return Ok(output::refuse(&[Diagnostic::file(&names::of(folder), message)]));
    }
    let commands = all(root);
    for command in &commands {
        whole_file::write(&folder.join(Man::new((*command).clone()).get_filename()), &page(command)?)?;
    }
    let (pages, folder) = (words::counted(commands.len(), "page"), words::harmless(&names::of(folder)));
    output::print(&format!("Wrote {pages} in {folder}.\n"))?;
    Ok(0)
}

/// A command and all below it.
fn all(command: &Command) -> Vec<&Command> {
    std::iter::once(command).chain(command.get_subcommands().flat_map(all)).collect()
}

/// The command of a name such as `rules test`, or `brief rules test`.
fn find<'c>(root: &'c Command, name: &[String]) -> Result<&'c Command, String> {
    let name = name.iter().flat_map(|words| words.split_whitespace());
    let mut found = root;
    for (at, word) in name.enumerate() {
        if at == 0 && word == root.get_name() {
            continue;
        }
        found = found.find_subcommand(word).ok_or_else(|| {
            let names = found.get_subcommands().map(Command::get_name);
            let near = words::nearest(word, names);
            let hint = near.map_or_else(
                || "; `brief --help` lists the commands".to_owned(),
                |near| format!("; did you mean `{near}`?"),
            );
            let called = found.get_bin_name().unwrap_or_else(|| found.get_name());
            format!("`{called}` has no command `{}`{hint}", words::shown(word))
        })?;
    }
    Ok(found)
}

/// The manual page of a command.
fn page(command: &Command) -> io::Result<String> {
    let mut page = Vec::new();
    let source = concat!("brief ", env!("CARGO_PKG_VERSION"));
    Man::new(command.clone()).manual("Watching Brief").source(source).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).replace(".SH EXTRA", ".SH NOTES"))
}
