//! `junit`: a test suite a file, in it a failed test a finding, or one that passed where there is none.
//!
//! The counts stand at the head of the whole, so it is written once all is known.

use super::visible::one_line;
use super::xml::escaped;
use super::{Chunk, FileError, Render, Totals, place, words};
use crate::diagnostic::{Diagnostic, Report};
use crate::lang::{Lang, Text};
use crate::source::Source;

pub(super) struct Junit {
    lang: Lang,
    /// The suites so far.
    suites: String,
    /// The tests in them.
    tests: usize,
}

impl Junit {
    pub(super) const fn new(lang: Lang) -> Self {
        Self { lang, suites: String::new(), tests: 0 }
    }

    fn failure(&self, source: &Source, diagnostic: &Diagnostic) -> String {
        let at = source.position(diagnostic.span.start);
        let path = place::path(&source.name);
        let place = format!("{}:{}", at.line, at.column);
        let lint = one_line(&diagnostic.lint);
        // Readers tell tests apart by their names, so the place is part of it.
        let name: Vec<&str> = [&*lint].into_iter().chain(diagnostic.article.as_deref()).chain([&*place]).collect();
        let told = words::told(diagnostic);
        let mut body = vec![format!("{path}:{place}: {told}")];
        body.extend(words::lines(self.lang, source, diagnostic));
        format!(
            "    <testcase name=\"{}\" classname=\"{path}\" file=\"{path}\" line=\"{}\">\n      \
             <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
            escaped(&name.join(" ")),
            at.line,
            diagnostic.severity,
            escaped(&told),
            escaped(&body.join("\n")),
            path = escaped(&path),
        )
    }
}

/// A suite with its counts.
fn suite(name: &str, cases: &str, [tests, failures, errors]: [usize; 3]) -> String {
    let name = escaped(name);
    format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\">\n\
         {cases}  </testsuite>\n"
    )
}

fn passed(name: &str, class: &str) -> String {
    format!("    <testcase name=\"{}\" classname=\"{}\"/>\n", escaped(name), escaped(class))
}

/// A file that could not be checked.
fn error(error: &FileError) -> String {
    let path = place::path(&error.path);
    let case = format!(
        "    <testcase name=\"{path}\" classname=\"{path}\">\n      <error type=\"falint\" message=\"{}\"/>\n    </testcase>\n",
        escaped(&error.message),
        path = escaped(&path),
    );
    suite(&path, &case, [1, 0, 1])
}

impl Render for Junit {
    fn file(&self, source: &Source, report: &Report) -> Chunk {
        let path = place::path(&source.name);
        let count = report.diagnostics.len();
        if count == 0 {
            return suite(&path, &passed(&path, &path), [1, 0, 0]).into();
        }
        let cases: String = report.diagnostics.iter().map(|diagnostic| self.failure(source, diagnostic)).collect();
        suite(&path, &cases, [count, count, 0]).into()
    }

    fn join(&mut self, chunk: Chunk) -> String {
        // What is quoted is escaped, so this is found in tags only.
        self.tests += chunk.text.matches("<testcase ").count();
        self.suites += &chunk.text;
        String::new()
    }

    fn tail(&self, totals: &Totals) -> String {
        let (failures, errors) = (totals.shown(), totals.failed.len());
        let mut tests = self.tests + errors;
        let mut suites = self.suites.clone();
        suites.extend(totals.failed.iter().map(error));
        if tests == 0 {
            // Some readers take a report without a test for a broken one.
            let name = Text { zh: "没有要检查的文件", en: "no file to check" }.get(self.lang);
            suites = suite("falint", &passed(name, "falint"), [1, 0, 0]);
            tests = 1;
        }
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <testsuites name=\"falint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n{suites}</testsuites>\n"
        )
    }
}
