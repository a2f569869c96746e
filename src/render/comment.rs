//! What a comment in the margin of a Word file says of a finding.

use super::words;
use crate::diagnostic::{Diagnostic, Fix};
use crate::lang::{Lang, Text};
use crate::source::Source;

/// Whether the fix of a finding stands in the file already, as a tracked change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FixIn {
    /// It does.
    File,
    /// It does not, or there is none.
    Nowhere,
}

/// The comment on a finding: the lint's name, the message, the norms, what to do.
pub(crate) fn comment(lang: Lang, source: &Source, diagnostic: &Diagnostic, fix: FixIn) -> String {
    let (stop, what) = match lang {
        Lang::Zh => ("。", "改法："),
        Lang::En => (". ", "fix: "),
    };
    let mut sentences = vec![format!("〔{}〕{}", diagnostic.lint, diagnostic.message)];
    let notes = words::notes(lang, diagnostic);
    sentences.extend(notes.into_iter().map(|note| format!("{}{}", note.title, note.body)));
    let offered = diagnostic.fix.as_ref().filter(|fix: &&Fix| !fix.edits.is_empty());
    match (fix, offered) {
        (FixIn::File, _) => {
            let done = Text { zh: "已用修订改好", en: "mended by a tracked change" };
            sentences.push(done.get(lang).to_owned());
        }
        (FixIn::Nowhere, Some(fix)) => sentences.push(format!("{what}{}", words::change(lang, source, fix))),
        (FixIn::Nowhere, None) => {}
    }
    let ended = |sentence: String| {
        let ends = sentence.trim_end().ends_with(['。', '！', '？', '.', '!', '?']);
        if ends { sentence } else { sentence + stop }
    };
    sentences.into_iter().map(ended).collect::<String>().trim_end().to_owned()
}
