//! `brief lsp`: the language server protocol on standard input and output.
//!
//! What is shown is found out by the library (`watching_brief::editor`); here are the protocol, its positions and its addresses.

mod address;
mod agreement;
mod framing;
mod notes;
mod open_files;
mod position;
mod publishing;
mod requests;
mod server;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, TryRecvError};
use std::thread;

use watching_brief::editor::Workspace;
use watching_brief::project::{ConfigurationChoice, ProjectOptions};

use super::cli::LspArgs;
use super::clock;
use super::project::DISK;
use server::Server;

/// How many messages are read ahead of those that are worked on.
const AHEAD: usize = 64;

/// Speaks with an editor until it says that this is the end: 0 where it took its leave first, 1 where it did not.
///
/// # Errors
/// What could not be written.
pub fn run(args: &LspArgs) -> io::Result<u8> {
    let (sender, messages) = mpsc::sync_channel(AHEAD);
    thread::spawn(move || {
        let mut input = io::BufReader::new(io::stdin());
        while let Ok(Some(incoming)) = framing::read(&mut input) {
            if sender.send(incoming).is_err() {
                break;
            }
        }
    });
    let mut server = Server::new(workspace(args), clock::today, io::stdout());
    loop {
        let incoming = match messages.try_recv() {
            Ok(incoming) => incoming,
            Err(TryRecvError::Disconnected) => break,
            // Only the last of several changes is looked at.
            Err(TryRecvError::Empty) => {
                server.refresh()?;
                let Ok(incoming) = messages.recv() else { break };
                incoming
            }
        };
        if let Some(status) = server.take(incoming)? {
            return Ok(status);
        }
    }
    server.refresh()?;
    Ok(server.exit_status())
}

/// The files of the disk, as a call asks for them.
fn workspace(args: &LspArgs) -> Workspace {
    let configuration = match &args.config {
        _ if args.no_config => ConfigurationChoice::Nothing,
        Some(file) => ConfigurationChoice::File(file.clone()),
        None => ConfigurationChoice::Discovered,
    };
    let options = ProjectOptions { configuration, today: args.today, ..ProjectOptions::new(clock::today()) };
    let mut workspace = Workspace::new(Arc::new(DISK), options);
    workspace.set_texts(args.texts.clone());
    workspace
}
