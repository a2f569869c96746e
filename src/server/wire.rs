//! Messages in and out. What is no message is told of and passed over: an editor's slip must not end the session.

use std::io::{self, BufRead, Write};
use std::sync::mpsc::{Receiver, Sender};

use lsp_server::Message;
use serde_json::Value;

use super::{Event, uri};

/// Passes on what comes in, up to `exit` or to the end of the input.
pub(super) fn listen(mut input: impl BufRead, events: &Sender<Event>) {
    loop {
        let event = match Message::read(&mut input) {
            Ok(Some(message)) => Event::Message(mended(message)),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Event::Garbled,
            Ok(None) | Err(_) => Event::Ended,
        };
        let is_last = match &event {
            Event::Message(Message::Notification(notification)) => notification.method == "exit",
            Event::Message(Message::Request(_) | Message::Response(_)) | Event::Garbled | Event::Linted(_) => false,
            Event::Ended => true,
        };
        if events.send(event).is_err() || is_last {
            return;
        }
    }
}

/// Writes what goes out, until nobody sends any more or nobody reads.
pub(super) fn speak(mut output: impl Write, messages: &Receiver<Message>) {
    for message in messages {
        if message.write(&mut output).is_err() {
            return;
        }
    }
}

/// A message whose URIs are such; some editors leave Chinese and blanks in them as they are.
fn mended(mut message: Message) -> Message {
    match &mut message {
        Message::Request(request) => mend(&mut request.params),
        Message::Notification(notification) => mend(&mut notification.params),
        Message::Response(_) => {}
    }
    message
}

fn mend(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(text) if matches!(name.as_str(), "uri" | "rootUri") => *text = uri::mended(text),
                    field => mend(field),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(mend),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
