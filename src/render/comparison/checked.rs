//! What is wrong with a 对照表 that somebody has made: a line each for people, or all of it for programs.

use serde::Serialize;

use super::super::Style;
use super::super::visible::one_line;
use crate::compare::table::{Change, Column, Fault, FaultKind, Reading};
use crate::diagnostic::Severity;
use crate::document::Document;
use crate::document::tree::Home;
use crate::lang::{Lang, Text};
use crate::render::json::{line, listed};
use crate::render::paint::Ink;
use crate::source::Source;

/// A column of a table, held against its text.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'t> {
    /// The text that it shows.
    pub text: &'t Document,
    /// What came of it.
    pub reading: &'t Reading,
}

/// A table with its columns.
#[derive(Debug, Clone, Copy)]
pub struct CheckedTable<'t> {
    /// The table's file.
    pub table: &'t Source,
    /// The column of the law.
    pub law: Checked<'t>,
    /// The column of the draft; `None` where there is no draft to hold it against.
    pub draft: Option<Checked<'t>>,
}

impl<'t> CheckedTable<'t> {
    fn columns(&self) -> impl Iterator<Item = Checked<'t>> {
        [Some(self.law), self.draft].into_iter().flatten()
    }

    /// How many faults there are.
    pub fn faults(&self) -> usize {
        self.columns().map(|column| column.reading.faults.len()).sum()
    }
}

/// No more characters of a quotation are shown.
const LONGEST: usize = 40;

/// What is wrong, a line each as `concise` has them, and what it came to.
pub fn text(checked: &CheckedTable<'_>, style: Style) -> String {
    let say = Say { checked, lang: style.lang };
    let name = one_line(&checked.table.name);
    let mut out = String::new();
    for column in checked.columns() {
        for fault in &column.reading.faults {
            let place = fault.at.map_or(name.to_string(), |at| {
                let at = checked.table.position(at);
                format!("{name}:{}:{}", at.line, at.column)
            });
            let said = one_line(&say.fault(column.text, fault)).into_owned();
            let kind = style.colour.paint(Ink::Header(Severity::Error), Severity::Error.name());
            out += &format!("{place}: {kind} {said}\n");
        }
    }
    for (column, which) in checked.columns().zip([Column::Law, Column::Draft]) {
        out.extend(say.abridged(column, which).map(|line| line + "\n"));
    }
    out + &say.closing() + "\n"
}

struct Say<'c, 't> {
    checked: &'c CheckedTable<'t>,
    lang: Lang,
}

impl Say<'_, '_> {
    fn words(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text { zh, en }.get(self.lang)
    }

    fn column(&self, column: Column) -> &'static str {
        match column {
            Column::Law => self.words("左栏", "left column"),
            Column::Draft => self.words("右栏", "right column"),
        }
    }

    fn text_of(&self, column: Column) -> &'static str {
        match column {
            Column::Law => self.words("现行文本", "the law"),
            Column::Draft => self.words("草案", "the draft"),
        }
    }

    fn fault(&self, text: &Document, fault: &Fault) -> String {
        let (column, of) = (self.column(fault.column), self.text_of(fault.column));
        match (&fault.kind, self.lang) {
            (FaultKind::Words(article, changes), Lang::Zh) => {
                format!("{column}{}与{of}不同：{}", label(text, *article), self.changes(changes))
            }
            (FaultKind::Words(article, changes), Lang::En) => {
                format!("{column}, {}: not as in {of}: {}", label(text, *article), self.changes(changes))
            }
            (FaultKind::Parts(article, left), lang) => {
                let left: Vec<String> = left.iter().map(|&paragraph| address(text, *article, paragraph)).collect();
                match lang {
                    Lang::Zh => format!("{column}没有{of}的{}", left.join("、")),
                    Lang::En => format!("{column} lacks {} of {of}", left.join(", ")),
                }
            }
            (FaultKind::Unknown(ordinal), Lang::Zh) => {
                format!("{column}的{}：{of}没有这一条", ordinal.label("条"))
            }
            (FaultKind::Unknown(ordinal), Lang::En) => {
                format!("{column}: {of} has no {}", ordinal.label("条"))
            }
            (FaultKind::Missing(range), Lang::Zh) => format!("{column}没有{of}的{}", self.range(text, range)),
            (FaultKind::Missing(range), Lang::En) => format!("{column} lacks {} of {of}", self.range(text, range)),
            (FaultKind::Unread(words), Lang::Zh) => {
                format!("{column}的“{}”不是{of}的条文、标题，不能核对", clipped(words))
            }
            (FaultKind::Unread(words), Lang::En) => {
                format!("{column}: “{}” is no article or heading of {of}", clipped(words))
            }
        }
    }

    fn range(&self, text: &Document, range: &std::ops::RangeInclusive<usize>) -> String {
        let (first, last) = (label(text, *range.start()), label(text, *range.end()));
        if first == last { first } else { format!("{first}{}{last}", self.words("至", " to ")) }
    }

    fn changes(&self, changes: &[Change]) -> String {
        let all: Vec<String> = changes.iter().map(|change| self.change(change)).collect();
        all.join(self.words("；", "; "))
    }

    fn change(&self, change: &Change) -> String {
        let (text, table) = (clipped(&change.text), clipped(&change.table));
        let at = match (self.lang, change.before.is_empty()) {
            (Lang::Zh, true) => "开头".to_owned(),
            (Lang::Zh, false) => format!("“{}”之后", change.before),
            (Lang::En, true) => "at the beginning".to_owned(),
            (Lang::En, false) => format!("behind “{}”", change.before),
        };
        match (self.lang, text.is_empty(), table.is_empty()) {
            (Lang::Zh, false, false) => format!("{at}的“{text}”写成了“{table}”"),
            (Lang::Zh, false, true) => format!("{at}漏了“{text}”"),
            (Lang::Zh, true, _) => format!("{at}多了“{table}”"),
            (Lang::En, false, false) => format!("{at} “{text}” is written “{table}”"),
            (Lang::En, false, true) => format!("{at} “{text}” is left out"),
            (Lang::En, true, _) => format!("{at} “{table}” is too much"),
        }
    }

    /// What the table has only by its labels, or with dots.
    fn abridged(&self, column: Checked<'_>, which: Column) -> Option<String> {
        let labels: Vec<String> = column.reading.abridged.iter().map(|&article| label(column.text, article)).collect();
        let which = self.column(which);
        (!labels.is_empty()).then(|| match self.lang {
            Lang::Zh => format!("{which}的{}没有写全，没有写出的没有核对。", labels.join("、")),
            Lang::En => format!("{which}: {} not in full; what is left out is not checked.", labels.join(", ")),
        })
    }

    fn closing(&self) -> String {
        let (faults, law) = (self.checked.faults(), self.checked.law.reading.read);
        match (self.lang, self.checked.draft) {
            (Lang::Zh, draft) => {
                let right = draft.map_or(String::new(), |draft| format!("、右栏 {} 条", draft.reading.read));
                let left_out = if draft.is_none() { "右栏没有核对，用 --draft 指定草案。" } else { "" };
                let found = if faults == 0 { "没有不同".to_owned() } else { format!("{faults} 处不同") };
                format!("核对对照表左栏 {law} 条{right}：{found}。{left_out}")
            }
            (Lang::En, draft) => {
                let right = draft.map_or(String::new(), |draft| format!(", right column {}", draft.reading.read));
                let left_out =
                    if draft.is_none() { " The right column is not checked; name the draft with --draft." } else { "" };
                let found =
                    if faults == 0 { "no difference".to_owned() } else { format!("different in {faults} places") };
                format!("Articles checked: left column {law}{right}; {found}.{left_out}")
            }
        }
    }
}

fn clipped(words: &str) -> String {
    let mut shown: String = words.chars().take(LONGEST).collect();
    if words.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

fn label(text: &Document, article: usize) -> String {
    text.address_of(Home { article: Some(article), ..Home::default() }).unwrap_or_default()
}

fn address(text: &Document, article: usize, paragraph: usize) -> String {
    let home = Home { article: Some(article), paragraph: Some(paragraph), ..Home::default() };
    text.address_of(home).unwrap_or_default()
}

#[derive(Serialize)]
struct JsonFault {
    kind: &'static str,
    side: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    articles: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<JsonChange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<JsonPlace>,
}

#[derive(Serialize)]
struct JsonChange {
    before: String,
    text: String,
    table: String,
    behind: String,
}

/// As people count it: of a Word file, its paragraph and the column in that.
#[derive(Serialize)]
struct JsonPlace {
    line: usize,
    column: usize,
    offset: usize,
}

#[derive(Serialize)]
struct JsonColumn {
    side: &'static str,
    articles: usize,
    abridged: Vec<String>,
}

const fn side(column: Column) -> &'static str {
    match column {
        Column::Law => "current",
        Column::Draft => "draft",
    }
}

/// All that there is to say, for programs.
pub fn json(checked: &CheckedTable<'_>) -> String {
    let faults = checked.columns().flat_map(|column| {
        column.reading.faults.iter().map(move |fault| line(&json_fault(checked.table, column.text, fault)))
    });
    let faults = listed(faults);
    let columns = listed(checked.columns().zip([Column::Law, Column::Draft]).map(|(column, which)| {
        let abridged = column.reading.abridged.iter().map(|&article| label(column.text, article)).collect();
        line(&JsonColumn { side: side(which), articles: column.reading.read, abridged })
    }));
    let end = if faults.is_empty() { "" } else { "\n" };
    format!("{{\"schema\": 1, \"differences\": [{faults}{end}], \"checked\": [{columns}\n]}}\n")
}

fn json_fault(table: &Source, text: &Document, fault: &Fault) -> JsonFault {
    let (kind, articles) = match &fault.kind {
        FaultKind::Words(article, _) => ("words", vec![label(text, *article)]),
        FaultKind::Parts(article, left) => {
            ("parts-missing", left.iter().map(|&paragraph| address(text, *article, paragraph)).collect())
        }
        FaultKind::Unknown(ordinal) => ("unknown", vec![ordinal.label("条")]),
        FaultKind::Missing(range) => ("missing", range.clone().map(|article| label(text, article)).collect()),
        FaultKind::Unread(_) => ("unread", Vec::new()),
    };
    let changes = match &fault.kind {
        FaultKind::Words(_, changes) => changes.as_slice(),
        FaultKind::Parts(..) | FaultKind::Unknown(_) | FaultKind::Missing(_) | FaultKind::Unread(_) => &[],
    };
    let changes = changes.iter().cloned().map(|Change { before, text, table, behind }| JsonChange {
        before,
        text,
        table,
        behind,
    });
    let quote = match &fault.kind {
        FaultKind::Unread(words) => Some(words.clone()),
        FaultKind::Words(..) | FaultKind::Parts(..) | FaultKind::Unknown(_) | FaultKind::Missing(_) => None,
    };
    let start = fault.at.map(|offset| {
        let place = table.position(offset);
        JsonPlace { line: place.line, column: place.column, offset }
    });
    JsonFault { kind, side: side(fault.column), articles, changes: changes.collect(), quote, start }
}
