//! The language server, as the command has it: without its input and output, its clock and its disk.

#[path = "../../../src/brief/lsp/address.rs"]
mod address;
#[path = "../../../src/brief/lsp/agreement.rs"]
mod agreement;
#[path = "../../../src/brief/lsp/framing.rs"]
mod framing;
#[path = "../../../src/brief/lsp/notes.rs"]
mod notes;
#[path = "../../../src/brief/lsp/open_files.rs"]
mod open_files;
#[path = "../../../src/brief/lsp/position.rs"]
mod position;
#[path = "../../../src/brief/lsp/publishing.rs"]
mod publishing;
#[path = "../../../src/brief/lsp/requests.rs"]
mod requests;
#[path = "../../../src/brief/lsp/server.rs"]
mod server;

pub use framing::{Incoming, read, write};
pub use server::Server;
