//! Messages in and out. What is no message is told of and passed over: an editor's slip must not end the session.

use std::io::{self, BufRead, Read as _, Write};
use std::sync::mpsc::{Receiver, Sender};

use lsp_server::Message;
use serde_json::Value;

use super::{Event, uri};

/// The longest content of a message, in bytes: an editor sends drafts whole.
const MOST_BYTES: u64 = 128 << 20;

/// The longest header of a message, in bytes.
const MOST_BYTES_OF_A_HEADER: u64 = 8 << 10;

/// Passes on what comes in, up to `exit` or to the end of the input.
pub(super) fn listen(mut input: impl BufRead, events: &Sender<Event>) {
    loop {
        let event = next(&mut input);
        let is_last = match &event {
            Event::Message(Message::Notification(notification)) => notification.method == "exit",
            Event::Message(Message::Request(_) | Message::Response(_)) | Event::Garbled | Event::Linted(_) => false,
            Event::Overlong | Event::Ended => true,
        };
        if events.send(event).is_err() || is_last {
            return;
        }
    }
}

/// The next message. Its length is looked at before there is room for it in memory.
fn next(input: &mut impl BufRead) -> Event {
    let Ok(header) = header(input) else { return Event::Ended };
    let length = content_length(&header);
    if length > MOST_BYTES || header.len() as u64 == MOST_BYTES_OF_A_HEADER {
        return Event::Overlong;
    }
    match Message::read(&mut header.as_slice().chain(input.take(length))) {
        Ok(Some(message)) => Event::Message(mended(message)),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Event::Garbled,
        Ok(None) | Err(_) => Event::Ended,
    }
}

/// The lines up to an empty one, or to one that does not end as those of a header do.
fn header(input: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut input = input.take(MOST_BYTES_OF_A_HEADER);
    let mut header = Vec::new();
    loop {
        let start = header.len();
        input.read_until(b'\n', &mut header)?;
        let line = &header[start..];
        if line == b"\r\n" || !line.ends_with(b"\r\n") {
            return Ok(header);
        }
    }
}

/// How long a header says that the content is; 0 where it does not say, which is no message.
fn content_length(header: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(header);
    let fields = text.lines().filter_map(|line| line.split_once(": "));
    let mut lengths = fields.filter(|(name, _)| name.eq_ignore_ascii_case("Content-Length"));
    lengths.next_back().and_then(|(_, length)| length.parse().ok()).unwrap_or(0)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_one_after_the_other() {
        let mut input = &b"Content-Length: 30\r\nX: y\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"a\"}\
            nonsense\ncontent-length: 30\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"b\"}"[..];
        let mut heard = Vec::new();
        loop {
            heard.push(match next(&mut input) {
                Event::Message(Message::Notification(told)) => told.method,
                Event::Garbled => "?".to_owned(),
                Event::Message(_) | Event::Overlong | Event::Linted(_) | Event::Ended => break,
            });
        }
        assert_eq!(heard, ["a", "?", "b"]);
    }

    #[test]
    fn what_is_too_long_is_not_read() {
        let endless = "X: ".to_owned() + &"y".repeat(10_000);
        for text in ["Content-Length: 99999999999\r\n\r\n{}", "Content-Length: 134217729\r\n\r\n", endless.as_str()] {
            assert!(matches!(next(&mut text.as_bytes()), Event::Overlong), "{text}");
        }
        // A number that no machine counts to is no length.
        let text = format!("Content-Length: {}\r\n\r\n", "9".repeat(100));
        assert!(matches!(next(&mut text.as_bytes()), Event::Garbled));
    }
}
