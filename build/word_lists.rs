//! Reads the word lists of lints/data/words/ and writes them as Rust, a module a file: the program holds them as they
//! are and parses nothing. What is wrong with a file is told with its line, and nothing is built.

use std::fmt::Write as _;

/// A list, or a table where its words lead to others.
#[derive(Debug)]
struct List {
    name: String,
    line: usize,
    /// What it is for, in Chinese.
    about: String,
    words: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

/// What is wrong with a file: the line, from 1, and the fault.
pub type Fault = (usize, String);

/// A file's lists as Rust.
///
/// # Errors
///
/// The first line that is not as lints/data/README.md says.
pub fn rust(text: &str) -> Result<String, Fault> {
    let mut out = String::new();
    for list in read(text)? {
        check(&list).map_err(|fault| (list.line, format!("[{}] {fault}", list.name)))?;
        let name = list.name.replace('-', "_").to_uppercase();
        let _ = writeln!(out, "/// {}", list.about);
        if list.rows.is_empty() {
            let _ = writeln!(out, "pub(crate) const {name}: &[&str] = &{:?};", list.words);
        } else {
            let rows: Vec<String> = list.rows.iter().map(|(word, others)| format!("({word:?}, &{others:?})")).collect();
            let _ = writeln!(out, "pub(crate) const {name}: &[(&str, &[&str])] = &[{}];", rows.join(", "));
        }
    }
    Ok(out)
}

fn read(text: &str) -> Result<Vec<List>, Fault> {
    let mut lists: Vec<List> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            if lists.iter().any(|list| list.name == name) {
                return Err((number, format!("[{name}] stands twice")));
            }
            let list =
                List { name: name.to_owned(), line: number, about: String::new(), words: Vec::new(), rows: Vec::new() };
            lists.push(list);
            continue;
        }
        let Some(list) = lists.last_mut() else {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            return Err((number, "words before the first [name]".to_owned()));
        };
        if let Some(comment) = line.strip_prefix('#') {
            if list.words.is_empty() && list.rows.is_empty() {
                list.about.push_str(comment.trim());
            }
        } else if let Some((word, others)) = line.split_once('→') {
            let others = others.split_whitespace().map(str::to_owned).collect();
            list.rows.push((word.trim().to_owned(), others));
        } else {
            list.words.extend(line.split_whitespace().map(str::to_owned));
        }
    }
    Ok(lists)
}

/// What is wrong with a list.
fn check(list: &List) -> Result<(), String> {
    if list.name.is_empty() || !list.name.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
        return Err("a name is of small letters and hyphens".to_owned());
    }
    if list.about.is_empty() {
        return Err("no line says what it is for".to_owned());
    }
    if list.words.is_empty() == list.rows.is_empty() {
        return Err("it holds either words or lines with →, and is not empty".to_owned());
    }
    twice(&list.words)?;
    let heads: Vec<String> = list.rows.iter().map(|(word, _)| word.clone()).collect();
    twice(&heads)?;
    list.rows.iter().try_for_each(|(_, others)| twice(others))
}

fn twice(words: &[String]) -> Result<(), String> {
    let again = words.iter().enumerate().find(|(at, word)| words[..*at].contains(word));
    again.map_or(Ok(()), |(_, word)| Err(format!("{word} stands twice")))
}
