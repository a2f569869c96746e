//! The language server: what `check` says of a draft, said in the editor while it is written, on the same
//! [`lint`](crate::lint::lint).
//!
//! One thread reads messages, one writes them, one lints; the conversation stands between them, and its session owns all
//! that changes: what is open, what holds for it, what is known of the editor. Those who answer get the parts they need.
//! Input and output are handed over by the command line. Bytes become positions in `place` alone.

mod actions;
mod capabilities;
mod client;
mod configs;
mod conversation;
mod draft;
mod drafts;
mod edits;
mod hover;
mod index;
mod linter;
mod navigate;
mod outbox;
mod place;
mod preferences;
mod refusal;
mod requests;
mod session;
mod shown;
mod silence;
mod symbols;
mod uri;
mod wire;
mod workspace;

use std::io::{BufRead, Write};
use std::sync::mpsc;
use std::thread;

use lsp_server::Message;

use crate::config::files::Which;
use crate::lang::Lang;
use draft::Linted;
use session::Session;

/// What the command line says.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The language of messages, unless the editor's user sets another.
    pub lang: Lang,
    /// Where configurations come from, unless the editor's user names one; where from nowhere, whatever the user names.
    pub which: Which,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The editor took its leave.
    Orderly,
    /// It was gone before it had.
    Abrupt,
    /// It sent a message too long to be read, and what follows could not be told from it.
    Overlong,
}

/// What the session hears of.
#[derive(Debug)]
enum Event {
    Message(Message),
    /// Something that is no message.
    Garbled,
    /// A message too long to be read; nothing is read behind it.
    Overlong,
    Linted(Box<Linted>),
    /// The editor is gone.
    Ended,
}

/// Serves one editor until it leaves.
pub fn run(input: impl BufRead + Send + 'static, output: impl Write + Send + 'static, options: Options) -> Ending {
    let (events, heard) = mpsc::channel();
    let (outbox, outgoing) = mpsc::channel();
    let (jobs, waiting) = mpsc::channel();
    let reports = events.clone();
    // The one that reads is not waited for: it may hang on an input that nobody closes.
    thread::spawn(move || wire::listen(input, &events));
    thread::spawn(move || linter::work(&waiting, &reports));
    let writer = thread::spawn(move || wire::speak(output, &outgoing));
    let ending = conversation::hold(Session::new(options, outbox, jobs), &heard);
    // All that was said is written; then it is over, whether the writer could or not.
    let _ = writer.join();
    ending
}
