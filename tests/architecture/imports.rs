//! Which file of src/ names which: the drawing of imports, read off `use` declarations and paths in the code.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::code::File;

/// A path from the root of the library, with its byte in the file that names it.
pub type Named = (Vec<String>, usize);

/// The module that a file is, from the root: `render/full.rs` is `render::full`.
fn module(file: &File) -> Vec<String> {
    let path = file.path.strip_suffix(".rs").unwrap_or(&file.path);
    if matches!(path, "lib" | "main") { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

/// What a file names by `crate::`, `super::` and `self::`, and by the names of the modules that it declares.
pub fn named(file: &File) -> Vec<Named> {
    let own = module(file);
    let mut out = Vec::new();
    for found in pattern(r"\b(crate|self|super(?:::super)*)::").captures_iter(&file.code) {
        let (at, stem) = (found.get_match(), found.get(1).map_or("", |stem| stem.as_str()));
        // `pub(in crate::cli)` says who sees, and names nothing.
        if file.code[..at.start()].ends_with("in ") {
            continue;
        }
        let up = stem.matches("super").count();
        let base = if stem == "crate" { &[] } else { &own[..own.len().saturating_sub(up)] };
        leaves(&file.code[at.end()..], base, &mut |path| out.push((path, at.start())));
    }
    let children: Vec<&str> = pattern(r"\bmod\s+(\w+)\s*[;{]")
        .captures_iter(&file.code)
        .filter_map(|declared| Some(declared.get(1)?.as_str()))
        .collect();
    if !children.is_empty() {
        for found in pattern(&format!(r"\b(?:{})::", children.join("|"))).find_iter(&file.code) {
            if !file.code[..found.start()].ends_with("::") {
                leaves(&file.code[found.start()..], &own, &mut |path| out.push((path, found.start())));
            }
        }
    }
    out
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

/// The paths that a tree of them holds: `a::{b, c::d}` behind `base::`.
fn leaves(tree: &str, base: &[String], out: &mut dyn FnMut(Vec<String>)) {
    let tree = tree.trim_start();
    if let Some(list) = tree.strip_prefix('{') {
        parts(list).into_iter().for_each(|part| leaves(part, base, out));
        return;
    }
    let end = tree.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(tree.len());
    let (name, rest) = tree.split_at(end);
    if name.is_empty() || name == "self" {
        out(base.to_vec());
        return;
    }
    let path = [base, &[name.to_owned()]].concat();
    match rest.strip_prefix("::") {
        Some(rest) if !rest.starts_with('<') => leaves(rest, &path, out),
        Some(_) | None => out(path),
    }
}

/// The parts of a braced list, up to its end.
fn parts(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&list[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// Which file names which others.
#[derive(Debug, Default)]
pub struct Drawing<'f> {
    arrows: BTreeMap<&'f str, BTreeSet<&'f str>>,
}

impl<'f> Drawing<'f> {
    /// Of some files. A file that names its own parent, or the parent's parent, draws no arrow: the parent's file holds
    /// what all files of its folder share, and that the parent calls them is what it is there for.
    pub fn of(files: &'f [File]) -> Self {
        let by_module: BTreeMap<Vec<String>, &str> =
            files.iter().map(|file| (module(file), file.path.as_str())).filter(|(name, _)| !name.is_empty()).collect();
        let mut drawing = Self::default();
        for file in files {
            let own = module(file);
            let arrows = drawing.arrows.entry(&file.path).or_default();
            for (path, _) in named(file) {
                let home = (1..=path.len()).rev().find(|&len| by_module.contains_key(&path[..len]));
                let Some(home) = home.map(|len| &path[..len]).filter(|home| !own.starts_with(home)) else { continue };
                arrows.insert(by_module[home]);
            }
        }
        drawing
    }

    /// Circles of files, each named once: `a → b → a`.
    pub fn circles(mut self) -> Vec<String> {
        let mut circles = Vec::new();
        while let Some(circle) = self.circle() {
            self.arrows.retain(|file, _| !circle.contains(file));
            let first = circle.first().copied().unwrap_or_default();
            circles.push(circle.into_iter().chain([first]).collect::<Vec<_>>().join(" → "));
        }
        circles
    }

    fn circle(&mut self) -> Option<Vec<&'f str>> {
        // What names nobody that is left is in no circle.
        loop {
            let left: BTreeSet<&str> = self.arrows.keys().copied().collect();
            self.arrows.values_mut().for_each(|named| named.retain(|file| left.contains(file)));
            let before = left.len();
            self.arrows.retain(|_, named| !named.is_empty());
            if self.arrows.len() == before {
                break;
            }
        }
        let mut way: Vec<&str> = vec![self.arrows.keys().next()?];
        loop {
            let next = *self.arrows[way.last()?].first()?;
            if let Some(at) = way.iter().position(|file| *file == next) {
                return Some(way.split_off(at));
            }
            way.push(next);
        }
    }
}

fn file(path: &str, code: &str) -> File {
    File { path: path.to_owned(), text: String::new(), code: code.to_owned() }
}

#[test]
fn names_are_read_from_the_root() {
    let code = "use crate::{diagnostic::{Span, Label}, source};\nuse super::{wire, draft::Draft as D};\npub(in crate::cli) mod tree;\n\
                fn f() { tree::grow(); super::super::cli::run::<X>(); self::tree::Node; crate::lint::lint() }";
    let mut names: Vec<String> =
        named(&file("server/index.rs", code)).into_iter().map(|(path, _)| path.join("::")).collect();
    names.sort();
    let expected = [
        "cli::run",
        "diagnostic::Label",
        "diagnostic::Span",
        "lint::lint",
        "server::draft::Draft",
        "server::index::tree::Node",
        "server::index::tree::grow",
        "server::wire",
        "source",
    ];
    assert_eq!(names, expected);
}

#[test]
fn circles_are_found_but_for_those_of_parent_and_child() {
    let files = [
        file("a.rs", "mod b; mod c;\nfn f() { b::g() }"),
        file("a/b.rs", "use super::Shared;\nuse super::c;"),
        file("a/c.rs", "use crate::d::D;"),
        file("d.rs", "use crate::a::b::{self, B};"),
        file("e.rs", "use crate::a;"),
    ];
    assert_eq!(Drawing::of(&files).circles(), ["a/b.rs → a/c.rs → d.rs → a/b.rs"]);
}
