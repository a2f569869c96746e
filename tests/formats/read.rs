//! The formats read back, each as its readers do, into places that can be compared.

use std::collections::HashSet;

use serde_json::Value;

/// A finding: lines and columns from 1, columns in code points, the end exclusive; 0 where a format does not tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub path: String,
    pub lint: String,
    pub severity: String,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl Place {
    /// What of it a format tells.
    pub fn as_told_by(&self, format: &str) -> Self {
        let mut told = self.clone();
        match format {
            "github" if told.line != told.end_line => (told.column, told.end_column) = (0, 0),
            "checkstyle" | "junit" => (told.end_line, told.end_column) = (0, 0),
            _ => {}
        }
        told
    }
}

type Reader = fn(&str, &str) -> Vec<Place>;

/// How the formats are read: of the report and the text it speaks of.
pub const READERS: [(&str, Reader); 7] = [
    ("jsonl", jsonl),
    ("github", github),
    ("gitlab", gitlab),
    ("sarif", sarif),
    ("junit", junit),
    ("checkstyle", checkstyle),
    ("rdjson", rdjson),
];

fn value(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn number(value: &Value) -> usize {
    value.as_u64().and_then(|number| number.try_into().ok()).expect("a number")
}

fn severity(name: &str) -> String {
    match name {
        "error" | "ERROR" | "critical" => "error",
        "warning" | "WARNING" | "major" => "warning",
        "notice" | "note" | "info" | "INFO" | "minor" | "advice" => "advice",
        other => panic!("no severity {other}"),
    }
    .to_owned()
}

fn of_json(one: &Value) -> Place {
    Place {
        path: text(&one["path"]),
        lint: text(&one["lint"]),
        severity: severity(&text(&one["severity"])),
        line: number(&one["start"]["line"]),
        column: number(&one["start"]["column"]),
        end_line: number(&one["end"]["line"]),
        end_column: number(&one["end"]["column"]),
    }
}

pub fn json(report: &str, _: &str) -> Vec<Place> {
    list(&value(report)["diagnostics"]).iter().map(of_json).collect()
}

fn jsonl(report: &str, _: &str) -> Vec<Place> {
    report.lines().map(|line| of_json(&value(line))).collect()
}

/// The workflow commands of a log, as GitHub's runner takes them apart.
pub fn github(report: &str, _: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for line in report.lines().filter_map(|line| line.strip_prefix("::")) {
        let (head, _) = line.split_once("::").expect("a message");
        let (kind, properties) = head.split_once(' ').expect("properties");
        let unescaped = |text: &str| {
            let text = text.replace("%2C", ",").replace("%3A", ":");
            text.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        };
        let property = |name: &str| {
            let pairs = properties.split(',').map(|pair| pair.split_once('=').expect("a value"));
            pairs.filter(|(key, _)| *key == name).map(|(_, value)| unescaped(value)).next()
        };
        let number = |name: &str| property(name).map_or(0, |value| value.parse().expect("a number"));
        places.push(Place {
            path: property("file").unwrap_or_default(),
            lint: property("title").expect("a title"),
            severity: severity(kind),
            line: number("line"),
            column: number("col"),
            end_line: number("endLine"),
            end_column: number("endColumn"),
        });
    }
    places
}

fn gitlab(report: &str, _: &str) -> Vec<Place> {
    let place = |issue: &Value| {
        let at = &issue["location"]["positions"];
        Place {
            path: text(&issue["location"]["path"]),
            lint: text(&issue["check_name"]),
            severity: severity(&text(&issue["severity"])),
            line: number(&at["begin"]["line"]),
            column: number(&at["begin"]["column"]),
            end_line: number(&at["end"]["line"]),
            end_column: number(&at["end"]["column"]),
        }
    };
    list(&value(report)).iter().map(place).collect()
}

fn sarif(report: &str, draft: &str) -> Vec<Place> {
    let report = value(report);
    let run = &report["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let place = |result: &Value| {
        let place = &result["locations"][0]["physicalLocation"];
        let region = &place["region"];
        let [line, column, end_line, end_column] =
            ["startLine", "startColumn", "endLine", "endColumn"].map(|key| number(&region[key]));
        let quoted = region["snippet"]["text"].as_str().unwrap_or_default();
        assert_eq!(quoted, &draft[offset(draft, line, column)..offset(draft, end_line, end_column)]);
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        Place {
            path: decoded(&text(&place["artifactLocation"]["uri"])),
            lint: text(&result["ruleId"]),
            severity: severity(&text(&result["level"])),
            line,
            column,
            end_line,
            end_column,
        }
    };
    list(&run["results"]).iter().map(place).collect()
}

/// A relative URI as a path.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let [first, others @ ..] = rest {
        assert!(first.is_ascii_graphic() && !b"\"<>\\^`{|}:?#[]".contains(first), "{uri}");
        if *first == b'%' {
            let hex = std::str::from_utf8(&others[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(hex, 16).expect("two digits"));
            rest = &others[2..];
        } else {
            bytes.push(*first);
            rest = others;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The lines of a text with their ends; they end at LF, CRLF and CR.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if c == '\n' || (c == '\r' && !text[at + 1..].starts_with('\n')) {
            lines.push(&text[start..=at]);
            start = at + 1;
        }
    }
    lines.push(&text[start..]);
    lines
}

/// The byte at a line and a column of code points.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines = lines(text);
    let before: usize = lines[..line - 1].iter().map(|line| line.len()).sum();
    before + lines[line - 1].chars().take(column - 1).map(char::len_utf8).sum::<usize>()
}

fn rdjson(report: &str, draft: &str) -> Vec<Place> {
    let lines = lines(draft);
    // A column that is not on a character's border panics here.
    let at = |position: &Value| {
        let (line, byte) = (number(&position["line"]), number(&position["column"]));
        (line, lines[line - 1][..byte - 1].chars().count() + 1)
    };
    let place = |one: &Value| {
        let range = &one["location"]["range"];
        let ((line, column), (end_line, end_column)) = (at(&range["start"]), at(&range["end"]));
        Place {
            path: text(&one["location"]["path"]),
            lint: text(&one["code"]["value"]),
            severity: severity(&text(&one["severity"])),
            line,
            column,
            end_line,
            end_column,
        }
    };
    list(&value(report)["diagnostics"]).iter().map(place).collect()
}

fn junit(report: &str, _: &str) -> Vec<Place> {
    let document = roxmltree::Document::parse(report).expect("XML");
    let failed = |node: &roxmltree::Node<'_, '_>| node.has_tag_name("failure");
    let place = |node: roxmltree::Node<'_, '_>| {
        let case = node.parent().expect("a test case");
        let attribute = |name: &str| case.attribute(name).expect("an attribute").to_owned();
        let name = attribute("name");
        let (_, at) = name.rsplit_once(' ').expect("a place");
        let (line, column) = at.split_once(':').expect("a column");
        assert_eq!(attribute("line"), line);
        Place {
            path: attribute("file"),
            lint: name.split(' ').next().expect("a lint").to_owned(),
            severity: severity(node.attribute("type").expect("a severity")),
            line: line.parse().expect("a number"),
            column: column.parse().expect("a number"),
            end_line: 0,
            end_column: 0,
        }
    };
    document.descendants().filter(failed).map(place).collect()
}

fn checkstyle(report: &str, _: &str) -> Vec<Place> {
    let document = roxmltree::Document::parse(report).expect("XML");
    let place = |node: roxmltree::Node<'_, '_>| {
        let attribute = |name: &str| node.attribute(name).expect("an attribute");
        Place {
            path: node.parent().and_then(|file| file.attribute("name")).expect("a file").to_owned(),
            lint: attribute("source").strip_prefix("falint.").expect("a lint").to_owned(),
            severity: severity(attribute("severity")),
            line: attribute("line").parse().expect("a number"),
            column: attribute("column").parse().expect("a number"),
            end_line: 0,
            end_column: 0,
        }
    };
    document.descendants().filter(|node| node.has_tag_name("error")).map(place).collect()
}

/// A replacement: bytes of the text, and what comes in their place.
type Edit = (usize, usize, String);

/// The edits of a fix in `json`.
pub fn edits(fix: &Value) -> Vec<Edit> {
    let edit =
        |edit: &Value| (number(&edit["start"]["offset"]), number(&edit["end"]["offset"]), text(&edit["replacement"]));
    list(&fix["edits"]).iter().map(edit).collect()
}

/// Those of a result in `sarif`, of the nasty text.
pub fn sarif_edits(result: &Value, draft: &str) -> Vec<Edit> {
    let replacement = |replacement: &Value| {
        let at = |line: &str, column: &str| {
            let region = &replacement["deletedRegion"];
            offset(draft, number(&region[line]), number(&region[column]))
        };
        let (start, end) = (at("startLine", "startColumn"), at("endLine", "endColumn"));
        (start, end, text(&replacement["insertedContent"]["text"]))
    };
    list(&result["fixes"][0]["artifactChanges"][0]["replacements"]).iter().map(replacement).collect()
}

/// The suggestions of a diagnostic in `rdjson`.
pub fn rdjson_edits(diagnostic: &Value, draft: &str) -> Vec<Edit> {
    let lines = lines(draft);
    let at = |position: &Value| {
        let line = number(&position["line"]);
        let before: usize = lines[..line - 1].iter().map(|line| line.len()).sum();
        before + number(&position["column"]) - 1
    };
    let edit = |one: &Value| (at(&one["range"]["start"]), at(&one["range"]["end"]), text(&one["text"]));
    list(&diagnostic["suggestions"]).iter().map(edit).collect()
}

/// The text with edits made.
pub fn mended(draft: &str, edits: &[Edit]) -> String {
    let mut out = draft.to_owned();
    for (start, end, replacement) in edits.iter().rev() {
        out.replace_range(start..end, replacement);
    }
    out
}

/// What the schema cannot say: rules and results name each other, nothing is lost, failures are told.
pub fn sarif_is_sound(report: &Value, findings: usize, errors: usize) {
    let run = &report["runs"][0];
    let (rules, results) = (list(&run["tool"]["driver"]["rules"]), list(&run["results"]));
    assert_eq!(results.len(), findings);
    for result in results {
        assert_eq!(rules[number(&result["ruleIndex"])]["id"], result["ruleId"]);
    }
    let ids: HashSet<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    let found: HashSet<&str> = results.iter().filter_map(|result| result["ruleId"].as_str()).collect();
    assert_eq!(ids, found, "the rules that found something, each once");
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], errors == 0);
    assert_eq!(list(&invocation["toolExecutionNotifications"]).len(), errors);
}

/// What GitLab reads of an issue, and that no two have one fingerprint.
pub fn gitlab_is_sound(report: &Value, issues: usize) {
    let mut prints = HashSet::new();
    assert_eq!(list(report).len(), issues);
    assert!(report.is_array());
    for issue in list(report) {
        assert!(!text(&issue["description"]).is_empty() && !text(&issue["check_name"]).is_empty());
        assert!(["blocker", "critical", "major", "minor", "info"].contains(&&*text(&issue["severity"])));
        let location = &issue["location"];
        assert!(!text(&location["path"]).starts_with("./"));
        assert!(location["lines"]["begin"].is_u64() || location["positions"]["begin"]["line"].is_u64(), "{issue}");
        assert!(prints.insert(text(&issue["fingerprint"])), "{issue}");
    }
}

/// Suites hold cases, cases hold at most one result, and the counts add up.
pub fn junit_is_sound(report: &str, failures: usize, errors: usize) {
    let document = roxmltree::Document::parse(report).expect("XML");
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    let counts = |node: &roxmltree::Node<'_, '_>| {
        ["tests", "failures", "errors"].map(|name| node.attribute(name).and_then(|n| n.parse().ok()).expect("a number"))
    };
    let mut sums = [0; 3];
    for suite in root.children().filter(roxmltree::Node::is_element) {
        assert_eq!(suite.tag_name().name(), "testsuite");
        let of = |name: &str| suite.descendants().filter(|node| node.has_tag_name(name)).count();
        assert_eq!(counts(&suite), ["testcase", "failure", "error"].map(of));
        for case in suite.children().filter(roxmltree::Node::is_element) {
            assert!(case.attribute("name").is_some_and(|name| !name.is_empty()));
            assert!(case.attribute("classname").is_some_and(|name| !name.is_empty()));
            assert!(case.children().filter(roxmltree::Node::is_element).count() < 2);
        }
        let own: [usize; 3] = counts(&suite);
        sums = [0, 1, 2].map(|at| sums[at] + own[at]);
    }
    assert_eq!(counts(&root), sums);
    assert_eq!([sums[1], sums[2]], [failures, errors]);
    assert!(sums[0] > 0, "a report without a test is taken for a broken one");
}

/// Files hold errors with what Checkstyle's readers ask for, and exceptions.
pub fn checkstyle_is_sound(report: &str, findings: usize, errors: usize) {
    let document = roxmltree::Document::parse(report).expect("XML");
    let root = document.root_element();
    assert!(root.has_tag_name("checkstyle") && root.attribute("version").is_some());
    let files: Vec<_> = root.children().filter(roxmltree::Node::is_element).collect();
    assert!(files.iter().all(|file| file.has_tag_name("file") && file.attribute("name").is_some()));
    let inside = |name: &str| {
        let of = |file: &roxmltree::Node<'_, '_>| file.children().filter(|node| node.has_tag_name(name)).count();
        files.iter().map(of).sum::<usize>()
    };
    assert_eq!((inside("error"), inside("exception")), (findings, errors));
    for error in document.descendants().filter(|node| node.has_tag_name("error")) {
        for name in ["line", "column", "severity", "message", "source"] {
            assert!(error.attribute(name).is_some_and(|value| !value.is_empty()), "{name}");
        }
    }
}
