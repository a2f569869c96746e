//! Rust source as text: where its comments and strings are, which part of it is tests, how long its functions are.
//!
//! A lexer of forty lines instead of a parser: it need only be right about the code of this repository.

use std::path::{Path, PathBuf};

/// A file of src/.
#[derive(Debug)]
pub struct File {
    /// Below src/, with slashes: `render/full.rs`.
    pub path: String,
    pub text: String,
    /// The text with comments, strings and characters blanked out, and test modules too.
    pub code: String,
}

impl File {
    /// The top-level module it belongs to.
    pub fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// The line of a byte, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.code[..offset].matches('\n').count() + 1
    }

    /// Where a pattern matches in the code, as `path:line: match`.
    pub fn find(&self, pattern: &regex::Regex) -> Vec<String> {
        pattern
            .find_iter(&self.code)
            .map(|found| format!("src/{}:{}: {}", self.path, self.line(found.start()), found.as_str()))
            .collect()
    }
}

/// All files of src/, in order of their paths.
pub fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<File> = walk(&root).iter().map(|path| read(&root, path)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("src/ can be read").map(|entry| entry.expect("an entry").path());
    let inside = |path: PathBuf| if path.is_dir() { walk(&path) } else { vec![path] };
    entries.flat_map(inside).filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}

fn read(root: &Path, path: &Path) -> File {
    let text = std::fs::read_to_string(path).expect("source is UTF-8");
    let below = path.strip_prefix(root).expect("found below src/");
    let path = below.to_str().expect("a name in ASCII").replace('\\', "/");
    let code = without_tests(&without_words(&text));
    File { path, text, code }
}

/// The text with comments, strings and characters turned into blanks; lines and bytes stay where they are.
pub fn without_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let len = word_len(rest, out.chars().next_back());
        if len == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            out.extend(rest[..len].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
            rest = &rest[len..];
        }
    }
    out
}

/// Length of the comment, string or character that `rest` starts with; 0 where it starts with code.
fn word_len(rest: &str, before: Option<char>) -> usize {
    let until = |from: usize, end: &str| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return until(2, "*/");
    }
    if rest.starts_with('"') {
        return quoted_len(rest, '"');
    }
    let in_name = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if rest.starts_with('r') && !in_name {
        let hashes = rest[1..].len() - rest[1..].trim_start_matches('#').len();
        if rest[1 + hashes..].starts_with('"') {
            return until(2 + hashes, &format!("\"{}", "#".repeat(hashes)));
        }
    }
    // A lifetime has no quotation mark behind its first letter.
    let mut chars = rest.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('\''), Some('\\'), _) => quoted_len(rest, '\''),
        (Some('\''), Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 0,
    }
}

fn quoted_len(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if !escaped && c == mark {
            return at + 1;
        }
        escaped = !escaped && c == '\\';
    }
    rest.len()
}

/// The code with everything under `#[cfg(test)]` turned into blanks.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = code.to_owned();
    let mut from = 0;
    while let Some(start) = out[from..].find(MARK).map(|at| from + at) {
        let end = body(&out, start + MARK.len()).map_or_else(|| out.len(), |(_, end)| end);
        let blank: String = out[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(start..end, &blank);
        from = end;
    }
    out
}

/// From the first brace behind `from` to behind its partner; for an item without a body, the semicolon.
fn body(code: &str, from: usize) -> Option<(usize, usize)> {
    let (mut nested, mut depth, mut start) = (0_i32, 0_i32, None);
    for (at, byte) in code.bytes().enumerate().skip(from) {
        match byte {
            b'(' | b'[' if start.is_none() => nested += 1,
            b')' | b']' if start.is_none() => nested -= 1,
            b';' if nested == 0 && start.is_none() => return Some((at, at + 1)),
            b'{' => {
                start.get_or_insert(at);
                depth += 1;
            }
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return start.map(|start| (start, at + 1));
                }
            }
            _ => {}
        }
    }
    None
}

/// Each function of a code, with its first line and how many it takes.
pub fn functions(code: &str) -> Vec<(String, usize, usize)> {
    let pattern = regex::Regex::new(r"\bfn\s+(\w+)").expect("a pattern");
    let line = |at: usize| code[..at].matches('\n').count() + 1;
    let all = pattern.captures_iter(code).filter_map(|found| {
        let (whole, name) = (found.get(0)?, found.get(1)?);
        let (_, end) = body(code, whole.end())?;
        Some((name.as_str().to_owned(), line(whole.start()), line(end) - line(whole.start()) + 1))
    });
    all.collect()
}

#[test]
fn words_are_blanked_and_code_is_not() {
    let text = "fn a<'x>(b: &'x str) { \"{ \\\" }\"; '\\''; '}'; r#\"}\"#; /* { */ } // }\n\
                #[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c(d: [u8; 2]) {\n}\n";
    let code = without_tests(&without_words(text));
    assert_eq!(code.len(), text.len());
    assert!(code.contains("fn a<'x>") && !code.contains("fn b"));
    assert_eq!(functions(&code), [("a".to_owned(), 1, 1), ("c".to_owned(), 6, 2)]);
}
