//! The commands that there are.

use super::Folder;

/// All commands, as the help lists them.
pub fn commands(folder: &Folder, of: &[&str]) -> Vec<Vec<String>> {
    let help = folder.brief(&[of, &["--help"]].concat()).out;
    let list = help.split("\nCommands:\n").nth(1).map_or("", |rest| rest.split("\n\n").next().expect("a list"));
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let mut found = vec![of.iter().map(|&word| word.to_owned()).collect()];
    for name in names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help") {
        found.extend(commands(folder, &[of, &[name]].concat()));
    }
    found
}
