//! What may come next in a call, as far as it is typed.

use clap::{Arg, Command, CommandFactory};
use clap_complete::Shell;

use super::names::{Names, Offer, Paths};
use crate::cli::Cli;

/// How far a call has come.
struct Call<'c> {
    command: &'c Command,
    /// The option whose value comes next.
    option: Option<&'c Arg>,
    /// How many arguments were given that are neither options nor values of these.
    given: usize,
    /// Whether what follows are no options.
    plain: bool,
}

/// What a shell is to offer for the last of the words, a line each. A line that begins with a colon asks the shell for files or
/// folders.
pub(super) fn offers(shell: Shell, words: &[String]) -> String {
    let mut root = Cli::command();
    root.build();
    let names = super::names();
    // Where a shell cuts `--format=json` at the sign, the three are put together again.
    let (mut words, cut) = joined(words);
    let current = words.pop().unwrap_or_default();
    let call = Call::new(&root, &words);
    let (lead, (offers, paths)) = call.offers(&root, &names, &current);
    let typed = current.strip_prefix(lead.as_str()).unwrap_or(&current);
    let fitting = offers.into_iter().filter(|(name, _)| name.starts_with(typed));
    let line = |(name, what): Offer| {
        let lead = if cut { "" } else { lead.as_str() };
        let what: String = what.lines().next().unwrap_or_default().replace('\t', " ");
        if shell == Shell::Bash { format!("{lead}{name}\n") } else { format!("{lead}{name}\t{what}\n") }
    };
    let mut out: String = fitting.map(line).collect();
    // A path behind the sign of an option is a word of its own only where the shell has cut it off.
    out += match paths {
        Paths::Files if lead.is_empty() || cut => ":files\n",
        Paths::Folders if lead.is_empty() || cut => ":folders\n",
        _ => "",
    };
    out
}

/// Puts together what bash takes apart: an option, the sign and the value; and whether the last word was taken apart.
fn joined(words: &[String]) -> (Vec<String>, bool) {
    let mut whole: Vec<String> = Vec::new();
    let mut cut = false;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let option = whole.last_mut().filter(|last| last.starts_with("--") && !last.contains('='));
        if let Some(option) = option.filter(|_| word == "=") {
            option.push('=');
            option.extend(words.next().map(String::as_str));
            cut = true;
        } else {
            whole.push(word.clone());
            cut = false;
        }
    }
    (whole, cut)
}

impl<'c> Call<'c> {
    fn new(root: &'c Command, words: &[String]) -> Self {
        let mut call = Self { command: root, option: None, given: 0, plain: false };
        for word in words {
            call.take(word);
        }
        call
    }

    /// Goes on by a word that stands there whole.
    fn take(&mut self, word: &str) {
        if self.option.take().is_some() {
            return;
        }
        if !self.plain && word == "--" {
            self.plain = true;
        } else if let Some(long) = word.strip_prefix("--").filter(|_| !self.plain) {
            self.option = self.long(long).filter(|arg| arg.get_action().takes_values());
        } else if let Some(shorts) = word.strip_prefix('-').filter(|rest| !self.plain && !rest.is_empty()) {
            let last = shorts.chars().last();
            let mut all = self.command.get_arguments();
            self.option = all.find(|arg| arg.get_short() == last && last.is_some() && arg.get_action().takes_values());
        } else if let Some(command) = self.command.find_subcommand(word).filter(|_| self.given == 0) {
            self.command = command;
        } else {
            self.given += 1;
        }
    }

    fn long(&self, name: &str) -> Option<&'c Arg> {
        self.command.get_arguments().find(|arg| arg.get_long() == Some(name))
    }

    /// What may stand in the place of a word, and what stands before it in that word.
    fn offers(&self, root: &Command, names: &Names, current: &str) -> (String, (Vec<Offer>, Paths)) {
        let values = |arg: &Arg| names.values(root, self.command.get_name(), arg);
        if let Some(option) = self.option {
            return (String::new(), values(option));
        }
        let help = |about: Option<&clap::builder::StyledStr>| about.map(ToString::to_string).unwrap_or_default();
        if current.starts_with('-') && !self.plain {
            if let Some((option, _)) = current.split_once('=') {
                let known = self.long(option.trim_start_matches('-')).map(values);
                return (format!("{option}="), known.unwrap_or((Vec::new(), Paths::None)));
            }
            let options = self.command.get_arguments().filter(|arg| !arg.is_hide_set());
            let options = options.filter_map(|arg| Some((format!("--{}", arg.get_long()?), help(arg.get_help()))));
            return (String::new(), (options.collect(), Paths::None));
        }
        let commands = self.command.get_subcommands().filter(|command| self.given == 0 && !command.is_hide_set());
        let mut offers: Vec<Offer> =
            commands.map(|command| (command.get_name().to_owned(), help(command.get_about()))).collect();
        let mut positionals = self.command.get_positionals().filter(|arg| !arg.is_hide_set()).collect::<Vec<_>>();
        positionals.sort_by_key(|arg| arg.get_index());
        // The last of them may take many.
        let many = positionals.last().filter(|arg| arg.get_num_args().is_some_and(|number| number.max_values() > 1));
        let next = positionals.get(self.given).or(many);
        let (values, paths) = next.map_or((Vec::new(), Paths::None), |arg| values(arg));
        offers.extend(values);
        (String::new(), (offers, paths))
    }
}
