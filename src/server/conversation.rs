//! The conversation: what is heard, in the order in which it comes, is handed to those who know what to do.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Instant;

use lsp_server::Message;
use lsp_types::notification::{Exit, Notification as _};

use super::session::{Phase, Session};
use super::{Ending, Event, requests};

/// Hears and answers until the editor leaves.
pub(super) fn hold(mut session: Session, heard: &Receiver<Event>) -> Ending {
    loop {
        let event = match session.drafts.next_due() {
            Some(due) => heard.recv_timeout(due.saturating_duration_since(Instant::now())),
            None => heard.recv().map_err(RecvTimeoutError::from),
        };
        match event {
            Ok(Event::Message(Message::Request(request))) => requests::answer(&mut session, request),
            Ok(Event::Message(Message::Notification(notification))) => {
                if notification.method == Exit::METHOD {
                    return ending(&session);
                }
                session.notification(notification);
            }
            Ok(Event::Message(Message::Response(response))) => session.response(response),
            Ok(Event::Garbled) => session.outbox.log(session.client.say(
                "收到的不是语言服务器协议的消息，已略过",
                "what came in is no message of the language server protocol; it was passed over",
            )),
            Ok(Event::Overlong) => return Ending::Overlong,
            Ok(Event::Linted(linted)) => session.publish(*linted),
            Ok(Event::Ended) | Err(RecvTimeoutError::Disconnected) => return ending(&session),
            Err(RecvTimeoutError::Timeout) => {}
        }
        session.lint_what_is_due();
    }
}

fn ending(session: &Session) -> Ending {
    if session.phase == Phase::Closed { Ending::Orderly } else { Ending::Abrupt }
}
