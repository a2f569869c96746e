//! What a finding is known by from one run to the next, when lines have moved: where it stands by law, what it quotes.
//!
//! Knows no lines. The algorithm is part of what falint promises: with another one, every known finding would be new.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::{Diagnostic, Report};
use crate::source::Source;

/// The fingerprints of a file's findings, in their order: 32 hexadecimal digits, no two alike.
pub(super) fn fingerprints(path: &str, source: &Source, report: &Report) -> Vec<String> {
    let mut seen: HashMap<[&str; 4], u64> = HashMap::new();
    let one = |diagnostic| {
        let facts = facts(path, source, diagnostic);
        let ordinal = seen.entry(facts).or_default();
        *ordinal += 1;
        digest(&facts, *ordinal)
    };
    report.diagnostics.iter().map(one).collect()
}

/// The fingerprint of what is said of a file as a whole.
pub(super) fn of_file(path: &str, message: &str) -> String {
    digest(&[path, "", message, ""], 1)
}

fn facts<'a>(path: &'a str, source: &'a Source, diagnostic: &'a Diagnostic) -> [&'a str; 4] {
    let article = diagnostic.article.as_deref().unwrap_or_default();
    [path, &diagnostic.lint, diagnostic.span.of(source.text()), article]
}

fn digest(facts: &[&str], ordinal: u64) -> String {
    let mut state = Sha256::new();
    for fact in facts {
        state.update(fact);
        // No text holds this byte, so no two lists run together alike.
        state.update([0xff]);
    }
    state.update(ordinal.to_le_bytes());
    state.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::diagnostic::{Severity, Span};

    fn of(text: &str, spans: &[Span]) -> Vec<String> {
        let finding = |span: &Span| Diagnostic {
            lint: "typo".into(),
            topic: "words".into(),
            severity: Severity::Error,
            message: "有误".into(),
            span: *span,
            article: Some("第一条".into()),
            labels: Vec::new(),
            help: None,
            authority: [].into(),
            fix: None,
        };
        let report = Report { diagnostics: spans.iter().map(finding).collect(), ..Report::default() };
        fingerprints("甲.txt", &Source::from_text("甲.txt", text), &report)
    }

    #[test]
    fn they_are_unique_and_stay() {
        let here = of("甲乙甲", &[Span::new(0, 3), Span::new(3, 6), Span::new(6, 9)]);
        assert_eq!(here.iter().collect::<HashSet<_>>().len(), 3);
        assert_eq!(of("\n\n丙甲乙甲", &[Span::new(5, 8), Span::new(8, 11), Span::new(11, 14)]), here);
        // As it was when the format was first published.
        assert_eq!(here[0], "2fa0d821a51bcea1c4c1d49263d5d841");
        assert_ne!(of_file("甲", "乙"), of_file("甲乙", ""));
    }
}
