//! What the editor asks, and who answers.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lsp_server::{ErrorCode, Request, Response};
use lsp_types::request::{self as requests, Request as _};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::actions::Actions;
use super::draft::Draft;
use super::refusal::Refusal;
use super::session::{Phase, Session};
use super::{hover, navigate, symbols};

/// An answer, or why there is none.
type Answer<R> = Result<<R as requests::Request>::Result, Refusal>;

/// Answers a request, whatever comes.
pub(super) fn answer(session: &mut Session, request: Request) {
    let id = request.id.clone();
    let answered = catch_unwind(AssertUnwindSafe(|| answered(session, request))).unwrap_or_else(|_| {
        Err(Refusal {
            code: ErrorCode::InternalError,
            zh: "内部错误，没有答复；其他请求不受影响".to_owned(),
            en: "internal error: no answer; other requests are answered".to_owned(),
        })
    });
    session.outbox.send(match answered {
        Ok(answer) => Response { id, response_result: Ok(answer) },
        Err(refusal) => refusal.response(id, session.client.lang),
    });
}

fn answered(session: &mut Session, request: Request) -> Result<serde_json::Value, Refusal> {
    match (session.phase, request.method.as_str()) {
        (Phase::Fresh, requests::Initialize::METHOD) => {
            with::<requests::Initialize>(request, |params| Ok(session.initialize(params)))
        }
        (Phase::Fresh, _) => Err(Refusal {
            code: ErrorCode::ServerNotInitialized,
            zh: "会话还没有开始，先要有 initialize".to_owned(),
            en: "the session has not begun: initialize comes first".to_owned(),
        }),
        (Phase::Closed, _) => Err(Refusal {
            code: ErrorCode::InvalidRequest,
            zh: "会话已经结束".to_owned(),
            en: "the session is over".to_owned(),
        }),
        (Phase::Open, requests::Initialize::METHOD) => Err(Refusal {
            code: ErrorCode::InvalidRequest,
            zh: "会话已经开始".to_owned(),
            en: "the session has begun already".to_owned(),
        }),
        (Phase::Open, requests::Shutdown::METHOD) => {
            session.phase = Phase::Closed;
            Ok(serde_json::Value::Null)
        }
        (Phase::Open, _) => work(session, request),
    }
}

/// Answers a request within an open session.
fn work(session: &mut Session, request: Request) -> Result<serde_json::Value, Refusal> {
    match request.method.as_str() {
        requests::HoverRequest::METHOD => with::<requests::HoverRequest>(request, |params| {
            let at = &params.text_document_position_params;
            Ok(session.snapshot(&at.text_document.uri).and_then(|snapshot| {
                let linted = session.drafts.get(snapshot.uri.as_str()).and_then(Draft::findings);
                hover::hover(&session.client, &snapshot, linted.map(|linted| &linted.report), at.position)
            }))
        }),
        requests::GotoDefinition::METHOD => with::<requests::GotoDefinition>(request, |params| {
            let at = &params.text_document_position_params;
            let snapshot = session.snapshot(&at.text_document.uri);
            Ok(snapshot.and_then(|snapshot| navigate::definition(&session.client, &snapshot, at.position)))
        }),
        requests::References::METHOD => with::<requests::References>(request, |params| {
            let snapshot = session.snapshot(&params.text_document_position.text_document.uri);
            Ok(snapshot.and_then(|snapshot| navigate::references(&session.client, &snapshot, &params)))
        }),
        requests::DocumentHighlightRequest::METHOD => with::<requests::DocumentHighlightRequest>(request, |params| {
            let at = &params.text_document_position_params;
            let snapshot = session.snapshot(&at.text_document.uri);
            Ok(snapshot.and_then(|snapshot| navigate::highlights(&session.client, &snapshot, at.position)))
        }),
        requests::DocumentSymbolRequest::METHOD => with::<requests::DocumentSymbolRequest>(request, |params| {
            let snapshot = session.snapshot(&params.text_document.uri);
            Ok(snapshot.map(|snapshot| symbols::symbols(&session.client, &snapshot)))
        }),
        requests::FoldingRangeRequest::METHOD => with::<requests::FoldingRangeRequest>(request, |params| {
            let snapshot = session.snapshot(&params.text_document.uri);
            Ok(snapshot.map(|snapshot| symbols::folds(&session.client, &snapshot)))
        }),
        requests::CodeActionRequest::METHOD => {
            with::<requests::CodeActionRequest>(request, |params| Ok(actions(session).at(&params)))
        }
        requests::CodeActionResolveRequest::METHOD => {
            with::<requests::CodeActionResolveRequest>(request, |action| actions(session).resolve(action))
        }
        method => Err(Refusal {
            code: ErrorCode::MethodNotFound,
            zh: format!("没有 {method} 这种请求"),
            en: format!("no request {method}"),
        }),
    }
}

const fn actions(session: &mut Session) -> Actions<'_> {
    Actions { client: &session.client, workspace: &session.workspace, drafts: &mut session.drafts }
}

/// Reads the parameters, and writes down the answer.
fn with<R: requests::Request>(
    request: Request,
    work: impl FnOnce(R::Params) -> Answer<R>,
) -> Result<serde_json::Value, Refusal>
where
    R::Params: DeserializeOwned,
    R::Result: Serialize,
{
    let method = request.method;
    let params = serde_json::from_value(request.params).map_err(|error| Refusal {
        code: ErrorCode::InvalidParams,
        zh: format!("{method} 的参数不合语言服务器协议：{error}"),
        en: format!("the parameters of {method} are not as the protocol has them: {error}"),
    })?;
    let answer = work(params)?;
    Ok(serde_json::to_value(answer).unwrap_or_default())
}
