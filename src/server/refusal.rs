//! Why a request has no answer.

use lsp_server::{ErrorCode, RequestId, Response};

use crate::lang::Lang;

/// Why there is no answer, in both languages.
#[derive(Debug)]
pub(super) struct Refusal {
    pub code: ErrorCode,
    pub zh: String,
    pub en: String,
}

impl Refusal {
    /// As the editor gets it.
    pub(super) fn response(self, id: RequestId, lang: Lang) -> Response {
        let message = match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        };
        Response::new_err(id, self.code as i32, message)
    }
}
