//! What the editor asks, and who answers.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lsp_server::{ErrorCode, Request, RequestId, Response};
use lsp_types::request as requests;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::session::{Phase, Session};
use crate::lang::Lang;

/// Why there is no answer.
#[derive(Debug)]
pub(super) struct Refusal {
    pub code: ErrorCode,
    pub zh: String,
    pub en: String,
}

/// An answer, or why there is none.
pub(super) type Answer<R> = Result<<R as requests::Request>::Result, Refusal>;

impl Session {
    /// Answers a request, whatever comes.
    pub(super) fn request(&mut self, request: Request) {
        let id = request.id.clone();
        let answered = catch_unwind(AssertUnwindSafe(|| self.answered(request))).unwrap_or_else(|_| {
            Err(Refusal {
                code: ErrorCode::InternalError,
                zh: "内部错误，没有答复；其他请求不受影响".to_owned(),
                en: "internal error: no answer; other requests are answered".to_owned(),
            })
        });
        self.send(match answered {
            Ok(answer) => Response { id, response_result: Ok(answer) },
            Err(refusal) => self.refused(id, &refusal),
        });
    }

    fn refused(&self, id: RequestId, refusal: &Refusal) -> Response {
        let message = match self.lang() {
            Lang::Zh => refusal.zh.clone(),
            Lang::En => refusal.en.clone(),
        };
        Response::new_err(id, refusal.code as i32, message)
    }

    fn answered(&mut self, request: Request) -> Result<serde_json::Value, Refusal> {
        use requests::Request as _;
        let method = request.method.clone();
        match (self.phase, method.as_str()) {
            (Phase::Fresh, requests::Initialize::METHOD) => {
                answer::<requests::Initialize>(request, |params| Ok(self.initialize(params)))
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
                self.phase = Phase::Closed;
                Ok(serde_json::Value::Null)
            }
            (Phase::Open, _) => self.work(request),
        }
    }

    /// Answers a request within an open session.
    fn work(&mut self, request: Request) -> Result<serde_json::Value, Refusal> {
        use requests::Request as _;
        let method = request.method.clone();
        match method.as_str() {
            requests::HoverRequest::METHOD => {
                answer::<requests::HoverRequest>(request, |params| Ok(self.hover(&params)))
            }
            requests::GotoDefinition::METHOD => {
                answer::<requests::GotoDefinition>(request, |params| Ok(self.definition(&params)))
            }
            requests::References::METHOD => {
                answer::<requests::References>(request, |params| Ok(self.references(&params)))
            }
            requests::DocumentHighlightRequest::METHOD => {
                answer::<requests::DocumentHighlightRequest>(request, |params| Ok(self.highlights(&params)))
            }
            requests::DocumentSymbolRequest::METHOD => {
                answer::<requests::DocumentSymbolRequest>(request, |params| Ok(self.symbols(&params)))
            }
            requests::FoldingRangeRequest::METHOD => {
                answer::<requests::FoldingRangeRequest>(request, |params| Ok(self.folds(&params)))
            }
            requests::CodeActionRequest::METHOD => {
                answer::<requests::CodeActionRequest>(request, |params| Ok(self.actions(&params)))
            }
            requests::CodeActionResolveRequest::METHOD => {
                answer::<requests::CodeActionResolveRequest>(request, |action| self.resolve(action))
            }
            _ => Err(Refusal {
                code: ErrorCode::MethodNotFound,
                zh: format!("没有 {method} 这种请求"),
                en: format!("no request {method}"),
            }),
        }
    }
}

/// Reads the parameters, and writes down the answer.
fn answer<R: requests::Request>(
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
