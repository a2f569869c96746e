//! `falint server`: gives the language server its input and output.

use std::io::{self, BufReader};

use super::Outcome;
use crate::config::files::Which;
use crate::lang::{Lang, Text};
use crate::server::{self, Ending, Options};

pub(super) fn run(which: Which, lang: Lang) -> anyhow::Result<Outcome> {
    match server::run(BufReader::new(io::stdin()), io::stdout(), Options { lang, which }) {
        Ending::Orderly => Ok(Outcome::Clean),
        Ending::Abrupt => Ok(Outcome::Abandoned),
        Ending::Overlong => {
            let what = Text {
                zh: "编辑器发来的一条消息太长（超过 128 MiB），会话到此结束",
                en: "the editor sent a message that is too long (more than 128 MiB); the session ends",
            };
            anyhow::bail!("{}", what.get(lang))
        }
    }
}
