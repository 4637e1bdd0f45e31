//! `brief man`.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use watching_brief::files::cause;
use watching_brief::files::disk::whole_file;
use watching_brief::model::DiagnosticCode;
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
            output::print(&page(&root, command)?)?;
            Ok(0)
        }
        Err(message) => Ok(output::refuse(&[Diagnostic::call(DiagnosticCode::UnknownName, message)])),
    }
}

/// Writes a page for each command.
fn write(folder: &Path, root: &Command) -> io::Result<u8> {
    if let Err(error) = fs::create_dir_all(folder) {
        let message = format!("this folder cannot be made: {}", cause::unwritable(&error));
        return Ok(output::refuse(&[Diagnostic::file(
            DiagnosticCode::FileNotWritten,
            &names::as_text(folder),
            message,
        )]));
    }
    let commands = all(root);
    for command in &commands {
        whole_file::write(&folder.join(Man::new((*command).clone()).get_filename()), &page(root, command)?)?;
    }
    let (pages, folder) = (words::counted(commands.len(), "page"), words::harmless(&names::as_text(folder)));
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
            format!("`{called}` has no command `{}`{hint}", words::excerpt(word))
        })?;
    }
    Ok(found)
}

/// The day that the pages bear: the one on which what they tell last changed. No page names the day on which it was made,
/// so that the same program makes the same pages.
const DATE: &str = "2026-11-30";

/// The section of a manual that commands stand in.
const SECTION: &str = "1";

/// The manual page of a command.
fn page(root: &Command, command: &Command) -> io::Result<String> {
    let mut page = Vec::new();
    let source = concat!("brief ", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).title(name(command).to_uppercase()).section(SECTION).date(DATE);
    man.manual("Watching Brief").source(source).render(&mut page)?;
    let page = String::from_utf8_lossy(&page).replace(".SH EXTRA", ".SH NOTES").replace("\n.br\n\n.br\n", "\n.sp\n");
    let mut lines: Vec<&str> = page.lines().map(str::trim_end).collect();
    let see_also = see_also(root, command);
    lines.extend(see_also.iter().map(String::as_str));
    Ok(lines.join("\n") + "\n")
}

/// The name of a command's page: `brief-rules-test`.
fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

/// The section that leads on to other pages: of the command above, of those beside it unless these are all commands of
/// `brief`, and of those below.
fn see_also(root: &Command, command: &Command) -> Vec<String> {
    let mut names: Vec<&str> = command.get_subcommands().map(name).collect();
    let above = all(root).into_iter().find(|other| other.get_subcommands().any(|below| name(below) == name(command)));
    if let Some(above) = above {
        names.extend([name(root), name(above)]);
        if name(above) != name(root) {
            names.extend(above.get_subcommands().map(name).filter(|beside| *beside != name(command)));
        }
    }
    names.sort_unstable();
    names.dedup();
    let last = names.len();
    let lines = (1..).zip(&names).map(|(at, name)| {
        let comma = if at == last { "" } else { "," };
        format!(".BR {} ({SECTION}){comma}", name.replace('-', "\\-"))
    });
    std::iter::once(".SH \"SEE ALSO\"".to_owned()).chain(lines).collect()
}
