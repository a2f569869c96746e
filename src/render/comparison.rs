//! A law beside the draft of its revision, drawn as a 对照表 (立法法第五十八条): one file a form.

pub mod checked;
mod docx;
mod html;
mod json;
mod markdown;
mod marking;
mod sheet;
mod text;
mod words;

use super::concise::Concise;
use super::{Render as _, Style};
use crate::compare::Comparison;
use crate::diagnostic::{Report, Span};
use crate::source::{Source, WordError};
pub use marking::Mark;
use marking::Marking;
use sheet::Sheet;

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Table<'t> {
    /// The file of the law in force.
    pub current: &'t Source,
    /// The file of the draft.
    pub draft: &'t Source,
    /// What continues what.
    pub comparison: &'t Comparison<'t>,
    /// What is to be said of the draft beside the law.
    pub report: &'t Report,
    /// Other texts that speak of the law.
    pub others: &'t [Other],
}

/// Another text that speaks of the law: an annex, an explanation of the draft.
#[derive(Debug, Clone)]
pub struct Other {
    /// Its file.
    pub source: Source,
    /// What is to be said of it.
    pub report: Report,
    /// Its references of which it cannot be told whether they have the numbers of the law or those of the draft, in bytes of
    /// its decoded text, in order.
    pub unclear: Vec<Span>,
}

/// Declares the forms: what each is, its name on the command line, and what names of such files end with.
macro_rules! forms {
    ($($(#[$about:meta])+ $form:ident = $name:literal, [$($ending:literal),+];)+) => {
        /// How a table is written.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Form {
            $($(#[$about])+ $form,)+
        }

        impl Form {
            /// All of them, in the order help texts list them.
            pub const ALL: &[Self] = &[$(Self::$form),+];

            /// The name on the command line.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$form => $name,)+
                }
            }

            /// What names of such files end with, without the point; the first is the usual one.
            pub const fn endings(self) -> &'static [&'static str] {
                match self {
                    $(Self::$form => &[$($ending),+],)+
                }
            }
        }
    };
}

forms! {
    /// Two columns, for a terminal.
    Text = "text", ["txt"];
    /// A table of Markdown.
    Markdown = "markdown", ["md", "markdown"];
    /// A page to be printed.
    Html = "html", ["html", "htm"];
    /// A Word file.
    Docx = "docx", ["docx"];
    /// For programs.
    Json = "json", ["json"];
}

impl Form {
    /// The form that files with such an ending have, in any case.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let has = |form: &Self| form.endings().iter().any(|own| own.eq_ignore_ascii_case(ending));
        Self::ALL.iter().copied().find(has)
    }

    /// Whether it is a paper to hand on: its words are Chinese, what has changed in it can be marked as one likes, and what
    /// is to be said of the draft stands beside it.
    pub const fn is_paper(self) -> bool {
        match self {
            Self::Markdown | Self::Html | Self::Docx => true,
            Self::Text | Self::Json => false,
        }
    }
}

/// How a table should look to its reader.
#[derive(Debug, Clone)]
pub struct Look {
    /// The language of the words around, and whether to colour: of what goes to a terminal.
    pub style: Style,
    /// The width of the terminal, in cells.
    pub width: usize,
    /// Whether articles that are as they were share a row.
    pub is_folded: bool,
    /// How a paper marks what was added; `None` for what is usual in its form.
    pub added: Option<Vec<Mark>>,
    /// The same of what was deleted.
    pub deleted: Option<Vec<Mark>>,
}

impl Default for Look {
    fn default() -> Self {
        Self { style: Style::default(), width: 80, is_folded: false, added: None, deleted: None }
    }
}

/// The table as a file holds it.
///
/// # Errors
/// Where it is too large for a Word file.
pub fn render(table: &Table<'_>, form: Form, look: &Look) -> Result<Vec<u8>, WordError> {
    let sheet = || Sheet::of(table, look.is_folded);
    Ok(match form {
        Form::Text => text::render(table, look).into_bytes(),
        Form::Markdown => markdown::render(&sheet(), &Marking::of(look, [Mark::Bold])).into_bytes(),
        Form::Html => html::render(&sheet(), &Marking::of(look, [Mark::Bold, Mark::Underline])).into_bytes(),
        Form::Docx => docx::render(&sheet(), &Marking::of(look, [Mark::Bold]))?,
        Form::Json => json::render(table).into_bytes(),
    })
}

/// What is to be said beside a paper: what was found, a line each, and what the comparison came to.
pub fn aside(table: &Table<'_>, style: Style) -> String {
    told(table, &Sheet::of(table, true), style)
}

fn told(table: &Table<'_>, sheet: &Sheet<'_>, style: Style) -> String {
    let concise = Concise::new(style);
    let mut out = concise.file(table.draft, table.report).text;
    for other in table.others {
        out += &concise.file(&other.source, &other.report).text;
        if !other.unclear.is_empty() {
            out += &words::unclear(style.lang, other);
            out.push('\n');
        }
    }
    for &what in &sheet.left_out {
        out += words::left_out(style.lang, what);
        out.push('\n');
    }
    out + &words::closing(sheet, style.lang) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::document::tree::Hints;

    pub(super) const OLD: &str = "某市养犬条例\n第一章　总则\n第一条　为了规范养犬行为，制定本条例。\n\
        第二条　公安机关负责养犬登记和犬只收容工作。\n城市管理部门负责查处流动售犬行为。\n第二章　登记\n\
        第三条　养犬人应当自取得犬只之日起三十日内申请登记。\n第四条　犬只死亡的，应当办理注销手续。\n\
        第五条　禁止在居民楼道内饲养大型犬。\n第六条　违反本条例第五条规定的，由公安机关处二百元罚款。\n\
        第七条　本条例自2010年1月1日起施行。\n";

    pub(super) const NEW: &str = "某市养犬条例（修订草案）\n第一章　总则\n第一条　为了规范养犬行为，维护公众健康，制定本条例。\n\
        第二条　养犬管理坚持政府监管与社会共治相结合。\n第三条　公安机关负责养犬登记和犬只收容工作。\n\
        第四条　城市管理部门负责查处流动售犬和占道售犬行为。\n第二章　登记和年检\n\
        第五条　养犬人应当自取得犬只之日起三十日内申请登记。\n第六条　禁止在居民楼道内饲养大型犬。\n\
        第七条　违反本条例第五条规定的，由公安机关处五百元以下罚款。\n第八条　本条例自2027年1月1日起施行。\n";

    /// The table of two texts, in which nothing was found.
    pub(super) fn with_table<T>(old: &str, new: &str, read: impl FnOnce(&Table<'_>) -> T) -> T {
        let (current, draft) = (Source::from_text("现行.txt", old), Source::from_text("草案.txt", new));
        let parse = |source: &Source| Document::parse(source, &Hints::default());
        let (old, new) = (parse(&current), parse(&draft));
        let comparison = Comparison::of(&old, &new);
        let report = Report::default();
        read(&Table { current: &current, draft: &draft, comparison: &comparison, report: &report, others: &[] })
    }

    #[test]
    fn endings_tell_the_form_in_any_case() {
        assert_eq!(
            ["DOCX", "htm", "md", "json", "txt", "doc"].map(Form::of_ending),
            [Some(Form::Docx), Some(Form::Html), Some(Form::Markdown), Some(Form::Json), Some(Form::Text), None]
        );
    }

    #[test]
    fn a_file_is_the_same_whenever_it_is_written() {
        for &form in Form::ALL {
            let write = || with_table(OLD, NEW, |table| render(table, form, &Look::default()).expect("it is small"));
            assert_eq!(write(), write(), "{}", form.name());
        }
    }
}
