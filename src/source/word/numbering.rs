//! Automatic numbers: the lists of a file, and the number that each paragraph gets from them.
//!
//! A paragraph names a list and a level, or its style does; the list is an abstract one with what it says otherwise. Numbers
//! are counted in the order of paragraphs. The digits are ours: which characters a program draws for 101 differs from one to
//! the next.

mod format;

use std::collections::{HashMap, HashSet};

use super::body::Body;
use super::styles::{Numbered, Styles};
use super::xml::{Tag, Token, Xml};
use crate::source::broken::{Part, WordError};
use format::NumberFormat;

/// How many levels a list has.
const LEVELS: usize = 9;

/// What a file's lists are.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<u32, Abstract>,
    lists: HashMap<u32, List>,
}

/// A list as it is laid out.
#[derive(Debug, Default)]
struct Abstract {
    levels: [Option<Level>; LEVELS],
    /// The numbering style whose list it is.
    link: Option<String>,
}

/// A list that paragraphs name.
#[derive(Debug, Default)]
struct List {
    of: u32,
    levels: [Option<Level>; LEVELS],
    starts: [Option<u32>; LEVELS],
}

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: NumberFormat,
    /// What is written, with `%1` and so on for the numbers of levels.
    text: String,
    /// After which level, from 1, it begins again; 0 for after none.
    restart: Option<usize>,
    /// Whether all numbers in it are written as figures.
    is_legal: bool,
    /// The paragraph style of the level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: NumberFormat::Decimal,
            text: String::new(),
            restart: None,
            is_legal: false,
            style: None,
        }
    }
}

impl Level {
    fn hear(&mut self, tag: &Tag<'_>) {
        let number = || tag.value().and_then(|value| value.parse().ok());
        match tag.word() {
            "start" => self.start = number().unwrap_or(0),
            "numFmt" => self.format = NumberFormat::of_name(&tag.value().unwrap_or_default()),
            "lvlText" => self.text = tag.value().unwrap_or_default(),
            "lvlRestart" => self.restart = number().map(|level: u32| level as usize),
            "isLgl" => self.is_legal = tag.is_on(),
            "pStyle" => self.style = tag.value(),
            _ => {}
        }
    }
}

/// What is being read of the part.
#[derive(Debug, Default)]
struct Reading {
    numbering: Numbering,
    of: Option<u32>,
    list: Option<u32>,
    level: Option<usize>,
}

impl Reading {
    fn hear(&mut self, tag: &Tag<'_>) {
        let number = |name: &str| tag.attribute(name).and_then(|value| value.parse::<u32>().ok());
        let index = |name: &str| number(name).map(|level| level as usize).filter(|&level| level < LEVELS);
        match tag.word() {
            "abstractNum" => {
                (self.of, self.list, self.level) = (number("abstractNumId"), None, None);
                if let Some(of) = self.of {
                    self.numbering.abstracts.insert(of, Abstract::default());
                }
            }
            "num" => {
                (self.of, self.list, self.level) = (None, number("numId"), None);
                if let Some(list) = self.list {
                    self.numbering.lists.insert(list, List::default());
                }
            }
            "abstractNumId" => {
                let of = number("val");
                if let Some((list, of)) = self.list().zip(of) {
                    list.of = of;
                }
            }
            "lvl" | "lvlOverride" => {
                self.level = index("ilvl").or(self.level);
                if let Some(level) = self.level.filter(|_| tag.word() == "lvl")
                    && let Some(levels) = self.levels()
                {
                    levels[level] = Some(Level::default());
                }
            }
            "startOverride" => {
                let (start, level) = (number("val"), self.level);
                if let Some((list, level)) = self.list().zip(level) {
                    list.starts[level] = start;
                }
            }
            "numStyleLink" => {
                if let Some(own) = self.of.and_then(|of| self.numbering.abstracts.get_mut(&of)) {
                    own.link = tag.value();
                }
            }
            _ => {
                if let Some(at) = self.level
                    && let Some(level) = self.levels().and_then(|levels| levels[at].as_mut())
                {
                    level.hear(tag);
                }
            }
        }
    }

    fn list(&mut self) -> Option<&mut List> {
        self.numbering.lists.get_mut(&self.list?)
    }

    fn levels(&mut self) -> Option<&mut [Option<Level>; LEVELS]> {
        match (self.of, self.list) {
            (Some(of), _) => self.numbering.abstracts.get_mut(&of).map(|own| &mut own.levels),
            (None, Some(list)) => self.numbering.lists.get_mut(&list).map(|own| &mut own.levels),
            (None, None) => None,
        }
    }
}

impl Numbering {
    /// Reads the part that holds them.
    ///
    /// # Errors
    /// Where it is no XML that is read here.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, WordError> {
        let mut xml = Xml::new(Part::Numbering, bytes)?;
        let mut reading = Reading::default();
        while let Some(token) = xml.next()? {
            match token {
                Token::Start(tag) if matches!(tag.word(), "pPr" | "rPr") => xml.skip()?,
                Token::Start(tag) => reading.hear(&tag),
                Token::End(_) | Token::Text(_) => {}
            }
        }
        Ok(reading.numbering)
    }

    /// The list, and what it is laid out as, where that is another list's.
    fn resolved(&self, list: u32, styles: &Styles) -> Option<(&List, u32)> {
        let own = self.lists.get(&list)?;
        let link = self.abstracts.get(&own.of).and_then(|of| of.link.as_deref());
        let of = link.and_then(|style| self.lists.get(&styles.list(style)?)).map_or(own.of, |linked| linked.of);
        Some((own, of))
    }

    fn level<'n>(&'n self, list: &'n List, of: u32, level: usize) -> Option<&'n Level> {
        list.levels[level].as_ref().or_else(|| self.abstracts.get(&of)?.levels[level].as_ref())
    }

    /// Where a paragraph stands in which list: by its own word, or that of its style.
    fn place(&self, own: Numbered, style: Option<&str>, styles: &Styles) -> Option<(u32, usize)> {
        let by_style = styles.numbering(style);
        let list = own.list.or(by_style.and_then(|(_, numbered)| numbered.list)).filter(|&list| list != 0)?;
        let linked = || {
            let (style, numbered) = by_style.filter(|_| own.list.is_none())?;
            let (own, of) = self.resolved(list, styles)?;
            let level = (0..LEVELS)
                .find(|&level| self.level(own, of, level).is_some_and(|level| level.style.as_deref() == Some(style)));
            level.or(numbered.level)
        };
        let level = own.level.or_else(linked).unwrap_or(0);
        (level < LEVELS).then_some((list, level))
    }

    /// The number of each paragraph, as it stands before its text; empty where it has none. What goes on with the next
    /// paragraph has none of its own.
    pub(super) fn numbers(&self, body: &Body, styles: &Styles) -> Vec<String> {
        let mut count = Count { numbering: self, counters: HashMap::new(), begun: HashSet::new() };
        let number = |paragraph: &super::body::Paragraph| {
            if paragraph.is_joined {
                return String::new();
            }
            let place = self.place(paragraph.numbering, paragraph.style.as_deref(), styles);
            let told = place.and_then(|(list, level)| {
                let (own, of) = self.resolved(list, styles)?;
                count.next((list, own, of), level)
            });
            told.unwrap_or_default()
        };
        body.paragraphs.iter().map(number).collect()
    }
}

/// Lists as far as they are counted.
struct Count<'n> {
    numbering: &'n Numbering,
    /// How far each level of each abstract list has come.
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The levels that have begun with a list's own start.
    begun: HashSet<(u32, usize)>,
}

impl Count<'_> {
    /// The next number of a list at a level.
    fn next(&mut self, (id, list, of): (u32, &List, u32), level: usize) -> Option<String> {
        let start = |level: usize| {
            list.starts[level].unwrap_or_else(|| self.numbering.level(list, of, level).map_or(0, |own| own.start))
        };
        self.numbering.level(list, of, level)?;
        let begins = list.starts[level].is_some() && self.begun.insert((id, level));
        let counters = self.counters.entry(of).or_default();
        counters[level] = Some(match counters[level] {
            Some(last) if !begins => last.saturating_add(1),
            Some(_) | None => start(level),
        });
        for (deeper, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restart = self.numbering.level(list, of, deeper).and_then(|own| own.restart);
            if restart.is_none_or(|after| after > level) {
                *counter = None;
            }
        }
        let numbers: Vec<u32> = (0..=level).map(|level| counters[level].unwrap_or_else(|| start(level))).collect();
        self.written((list, of), level, &numbers)
    }

    /// A level's text with the numbers filled in.
    fn written(&self, (list, of): (&List, u32), level: usize, numbers: &[u32]) -> Option<String> {
        let own = self.numbering.level(list, of, level)?;
        if own.format == NumberFormat::Bullet || own.text.trim().is_empty() {
            return None;
        }
        let mut out = String::new();
        let mut rest = own.text.as_str();
        while let Some((before, behind)) = rest.split_once('%') {
            out.push_str(before);
            let place = behind.chars().next().and_then(|c| c.to_digit(10)).filter(|place| *place > 0);
            let Some(place) = place.map(|place| place as usize - 1) else {
                out.push('%');
                rest = behind;
                continue;
            };
            let format = match self.numbering.level(list, of, place) {
                Some(_) if own.is_legal => NumberFormat::Decimal,
                Some(other) => other.format,
                None => NumberFormat::Decimal,
            };
            out.push_str(&numbers.get(place).map(|&number| format.written(number)).unwrap_or_default());
            rest = &behind[1..];
        }
        out.push_str(rest);
        Some(with_gap(out))
    }
}

/// A number with what stands between it and the text: a blank behind 第一条, as plain text has it, and behind what would run
/// into the text; nothing behind a mark.
fn with_gap(number: String) -> String {
    let trimmed = number.trim_end();
    match trimmed.chars().next_back() {
        Some('条' | '章' | '节' | '编') if trimmed.starts_with('第') => format!("{trimmed}\u{3000}"),
        Some(c) if c.is_alphanumeric() => format!("{trimmed} "),
        Some(_) | None => trimmed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::revisions::Revisions;

    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    fn level(at: usize, format: &str, text: &str, more: &str) -> String {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    }

    /// The numbers of paragraphs in these lists and levels.
    fn numbers(lists: &str, places: &[(u32, usize)]) -> Vec<String> {
        let numbering = Numbering::read(format!("<w:numbering {W}>{lists}</w:numbering>").as_bytes()).expect("xml");
        let paragraph = |(list, level): &(u32, usize)| {
            format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr></w:p>"
            )
        };
        let body: String = places.iter().map(paragraph).collect();
        let body = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
        let styles = Styles::default();
        let body = Body::read(Part::Document, body.as_bytes(), Revisions::Accept, &styles).expect("xml");
        numbering.numbers(&body, &styles)
    }

    #[test]
    fn articles_and_their_items_are_counted() {
        let levels = level(0, "chineseCountingThousand", "第%1条", "") + &level(1, "chineseCounting", "（%2）", "");
        let lists = format!(
            "<w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        );
        let found = numbers(&lists, &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (0, 0)]);
        assert_eq!(found, ["第一条\u{3000}", "（一）", "（二）", "第二条\u{3000}", "（一）", ""]);
    }

    #[test]
    fn a_list_of_its_own_start_begins_again_and_goes_on() {
        let lists = format!(
            "<w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
             <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>",
            level(0, "upperRoman", "%1.", ""),
            level(1, "lowerLetter", "%1.%2", "<w:lvlRestart w:val=\"0\"/><w:isLgl/>")
        );
        let found = numbers(&lists, &[(1, 0), (1, 1), (1, 0), (1, 1), (2, 0), (2, 0), (1, 0)]);
        assert_eq!(found, ["I.", "1.1 ", "II.", "2.2 ", "V.", "VI.", "VII."]);
    }
}
