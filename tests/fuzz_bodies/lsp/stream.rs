//! Bytes as they come, which need not be messages.

use serde_json::Value;

use super::{Incoming, read, saved, started};

/// Gives a server all messages of a stream. Each that asks is answered once, and by its id; and so is what is no message.
pub fn run(mut bytes: &[u8]) {
    let (mut server, heard) = started(&saved());
    while let Some(incoming) = read(&mut bytes).expect("bytes in memory") {
        // What is asked has a method and an id; what is neither that nor an answer is refused.
        let asks = match &incoming {
            Incoming::Wrong(_) => Some(Value::Null),
            Incoming::TooLarge(_) => None,
            Incoming::Message(message) => {
                let answers = message.get("result").is_some() || message.get("error").is_some();
                match (message.get("method").is_some_and(Value::is_string), message.get("id")) {
                    (true, id) => id.cloned(),
                    (false, Some(_)) if answers => None,
                    (false, id) => Some(id.cloned().unwrap_or(Value::Null)),
                }
            }
        };
        let ended = server.take(incoming).expect("an output in memory");
        let said = heard.take();
        let answers = said.iter().filter(|message| message.get("method").is_none());
        let ids: Vec<&Value> = answers.map(|message| &message["id"]).collect();
        assert_eq!(ids, asks.iter().collect::<Vec<_>>(), "{said:?}");
        if ended.is_some() {
            return;
        }
    }
    server.refresh().expect("an output in memory");
    heard.take();
}
