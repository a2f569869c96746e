//! A law as the planter sees it: lines, articles, lists of items, told apart by nothing but the look of a line.
//!
//! On purpose this shares no code with falint's parser: an error there must not hide itself here.

use std::ops::Range;
use std::sync::LazyLock;

use falint::diagnostic::Span;
use falint::document::tree::numeral;
use falint::source::Encoding;
use regex::Regex;

static ARTICLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^第([零一二三四五六七八九十百千]+)条[ \u3000]+").expect("a pattern"));
static HEADING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^第([零一二三四五六七八九十]+)([编章节])[ \u3000]+").expect("a pattern"));
static ITEM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^（([一二三四五六七八九十]+)）").expect("a pattern"));

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Blank,
    /// Before the first article, an annex, a table, a comment.
    Other,
    Heading,
    Article,
    Paragraph,
    Item,
}

/// A line without its end.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    pub look: Look,
    /// All of it, indentation included.
    pub span: Span,
    /// 第三条, 第三章, （三）; empty where the line has none.
    pub label: Span,
    /// What stands behind the label.
    pub body: Span,
    /// The label's number; 0 where there is none.
    pub number: u32,
}

/// An article and the lines it takes, blank ones between them included.
#[derive(Debug, Clone)]
pub struct Article {
    pub number: u32,
    pub lines: Range<usize>,
}

/// A law and its parts.
#[derive(Debug, Clone)]
pub struct Draft {
    pub name: String,
    pub text: String,
    pub encoding: Encoding,
    pub lines: Vec<Line>,
    pub articles: Vec<Article>,
    /// Runs of items, by line.
    pub lists: Vec<Vec<usize>>,
}

/// One defect: the edit that makes it, and where it may be told of, both in the text as it was.
#[derive(Debug, Clone)]
pub struct Planting {
    pub edit: Span,
    pub with: String,
    pub around: Span,
}

impl Draft {
    /// Reads the lines of a decoded text.
    pub fn new(name: &str, text: &str, encoding: Encoding) -> Self {
        let lines = read_lines(text);
        let articles = read_articles(&lines);
        let lists = read_lists(&lines);
        Self { name: name.to_owned(), text: text.to_owned(), encoding, lines, articles, lists }
    }

    /// The text of a span.
    pub fn str(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Whether the text is Markdown, where a paragraph takes a blank line behind it.
    pub fn is_markdown(&self) -> bool {
        self.name.ends_with(".md")
    }

    /// What ends a line.
    pub fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// The title's last word as the text calls itself: 本条例.
    pub fn self_name(&self) -> Option<&'static str> {
        let title = self.text.lines().map(str::trim).find(|line| !line.is_empty())?;
        let names = [("条例", "本条例"), ("办法", "本办法"), ("规定", "本规定"), ("法", "本法")];
        names.into_iter().find(|(end, _)| title.ends_with(end)).map(|(_, own)| own)
    }

    /// The lines of running text.
    pub fn body_lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| matches!(line.look, Look::Article | Look::Paragraph | Look::Item))
    }

    /// All places of a character or string in running text, labels left out.
    pub fn places(&self, what: &str) -> Vec<Span> {
        let at = |line: &Line| {
            let from = line.body.start;
            self.str(line.body)
                .match_indices(what)
                .map(|(at, _)| Span::new(from + at, from + at + what.len()))
                .collect::<Vec<_>>()
        };
        self.body_lines().flat_map(at).collect()
    }

    /// The line that holds a byte.
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.span.end < offset).min(self.lines.len() - 1)
    }

    /// The nearest line with text before or behind a line.
    pub fn neighbour(&self, line: usize, forwards: bool) -> usize {
        let written = |&at: &usize| self.lines[at].look != Look::Blank;
        let found = if forwards { (line + 1..self.lines.len()).find(written) } else { (0..line).rev().find(written) };
        found.unwrap_or(line)
    }

    /// A defect that is told of where it stands.
    pub fn plant(edit: Span, with: impl Into<String>) -> Planting {
        Planting { edit, with: with.into(), around: edit }
    }

    /// A defect that is told of on its line or the lines next to it.
    pub fn plant_near(&self, edit: Span, with: impl Into<String>) -> Planting {
        let (first, last) = (self.line_at(edit.start), self.line_at(edit.end));
        let from = self.lines[self.neighbour(first, false)].span.start;
        let to = self.lines[self.neighbour(last, true)].span.end;
        Planting { edit, with: with.into(), around: Span::new(from, to) }
    }

    /// Whether a byte of a line stands outside all brackets, title marks and quotation marks.
    pub fn is_open(&self, line: &Line, at: usize) -> bool {
        let before = &self.text[line.body.start..at];
        let count = |marks: [char; 3]| before.matches(marks).count();
        count(['（', '《', '“']) == count(['）', '》', '”'])
    }
}

impl Planting {
    /// The text with the defect.
    pub fn apply(&self, text: &str) -> String {
        [&text[..self.edit.start], &self.with, &text[self.edit.end..]].concat()
    }

    /// A span of the clean text in the text with the defect.
    pub fn map(&self, span: Span) -> Span {
        let shift = |at: usize| (at + self.with.len()).wrapping_sub(self.edit.len());
        if span.end <= self.edit.start {
            span
        } else if span.start >= self.edit.end {
            Span::new(shift(span.start), shift(span.end))
        } else {
            Span::new(span.start.min(self.edit.start), shift(span.end.max(self.edit.end)))
        }
    }

    /// Where the defect may be told of, in the text with the defect.
    pub fn place(&self) -> Span {
        let end = (self.around.end.max(self.edit.end) + self.with.len()) - self.edit.len();
        Span::new(self.around.start.min(self.edit.start), end)
    }
}

fn read_lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut begun = false;
    for raw in text.split('\n') {
        let content = raw.strip_suffix('\r').unwrap_or(raw);
        let mut line = read_line(content, start);
        begun |= line.look == Look::Article;
        let written = content.trim_start();
        let annex = ["附件", "附：", "附:", "附表", "附录", "|"].iter().any(|head| written.starts_with(head));
        if annex {
            begun = false;
        }
        if !begun && line.look != Look::Blank && line.look != Look::Heading {
            line.look = Look::Other;
        }
        lines.push(line);
        start += raw.len() + 1;
    }
    lines
}

fn read_line(content: &str, start: usize) -> Line {
    let span = Span::new(start, start + content.len());
    let written = content.trim_start_matches([' ', '\u{3000}', '#', '*', '\t']);
    let from = span.end - written.len();
    let end = start + content.trim_end().len().max(content.len() - written.len());
    if written.trim().is_empty() {
        let empty = Span::new(from, from);
        return Line { look: Look::Blank, span, label: empty, body: empty, number: 0 };
    }
    for (pattern, look) in [(&ARTICLE, Look::Article), (&HEADING, Look::Heading), (&ITEM, Look::Item)] {
        let Some(found) = pattern.captures(written) else { continue };
        let number = numeral::parse(&found[1]).map_or(0, |numeral| numeral.value);
        let body = (from + found[0].len()).min(end);
        return Line {
            look,
            span,
            label: Span::new(from, from + found[0].trim_end().len()),
            body: Span::new(body, end),
            number,
        };
    }
    Line { look: Look::Paragraph, span, label: Span::new(from, from), body: Span::new(from, end), number: 0 }
}

fn read_articles(lines: &[Line]) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match line.look {
            Look::Article => articles.push(Article { number: line.number, lines: at..at + 1 }),
            Look::Paragraph | Look::Item => {
                if let Some(last) = articles.last_mut() {
                    last.lines.end = at + 1;
                }
            }
            Look::Blank | Look::Other | Look::Heading => {}
        }
    }
    articles
}

/// Items that count up from one, with nothing but blank lines between them.
fn read_lists(lines: &[Line]) -> Vec<Vec<usize>> {
    let mut lists: Vec<Vec<usize>> = Vec::new();
    let mut goes_on = false;
    for (at, line) in lines.iter().enumerate() {
        match line.look {
            Look::Blank => {}
            Look::Item if goes_on && lists.last().is_some_and(|list| list.len() + 1 == line.number as usize) => {
                lists.last_mut().expect("a list goes on").push(at);
            }
            Look::Item => {
                goes_on = line.number == 1;
                if goes_on {
                    lists.push(vec![at]);
                }
            }
            Look::Other | Look::Heading | Look::Article | Look::Paragraph => goes_on = false,
        }
    }
    lists
}
