//! What a run is asked for, in the words of whoever asks. A [`Plan`](super::Plan) is made of it once; nothing else reads
//! the words.

use std::sync::Arc;

use crate::baseline::Known;
use crate::catalogue::Catalogue;
use crate::diagnostic::Severity;
use crate::document::tree::Hints;
use crate::lang::Lang;
use crate::options::Value;
use crate::suppress::{Suppression, SuppressionMode};

/// What to lint for. Selectors are lint names, topics and `all`; names win over topics over `all`, later ones over
/// earlier ones.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// What the caller knows better than the title tells.
    pub hints: Hints,
    /// The lints; `None` for those that come with falint.
    pub catalogue: Option<Arc<Catalogue>>,
    /// What was selected before the following is, earlier ones first.
    pub configured: Vec<Selection>,
    /// What to run; empty for everything.
    pub select: Vec<String>,
    /// What to run besides.
    pub extend_select: Vec<String>,
    /// What not to run.
    pub ignore: Vec<String>,
    /// Severities that the user set, by lint.
    pub severity: Vec<(String, Severity)>,
    /// Options that the user set, by lint and name.
    pub options: Vec<(String, String, Value)>,
    /// Words that the user says are right.
    pub words: Vec<String>,
    /// What is below is not looked for.
    pub min_severity: Option<Severity>,
    /// What is not to be told, and where, besides what the comments of the text say.
    pub ignores: Vec<Suppression>,
    /// Whether ignores hold, those in comments included.
    pub ignoring: SuppressionMode,
    /// What is known of the text and not to be told again; `None` where nobody asks.
    pub known: Option<Arc<Known>>,
    /// The language of messages.
    pub lang: Lang,
}

/// Selectors of one place, such as a configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// What to run, in the place of what earlier places select.
    pub select: Option<Vec<String>>,
    /// What not to run.
    pub ignore: Vec<String>,
}
