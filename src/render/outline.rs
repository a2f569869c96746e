//! A draft's tree, for people and for machines: the best answer to “why did it say that”.

use serde_json::{Value, json};

use super::visible;
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::reference::{self, Reference, Resolution};
use crate::document::tree::front::{Kind, Stage};
use crate::document::tree::{Article, ArticleForm, Division, Home, Item, Paragraph, Role};
use crate::lang::{Lang, Text};
use crate::source::Source;

/// How many characters of a paragraph are shown.
const HEAD: usize = 24;

/// The tree as indented text, with references resolved.
pub fn text(source: &Source, document: &Document, lang: Lang) -> String {
    let mut out = Outline { source, document, lang, lines: Vec::new() };
    out.front();
    out.body();
    out.lines.join("\n") + "\n"
}

fn kind_name(kind: Kind) -> Text<'static> {
    match kind {
        Kind::Law => Text { zh: "法律", en: "law" },
        Kind::AdminRegulation => Text { zh: "行政法规", en: "administrative regulation" },
        Kind::LocalRegulation => Text { zh: "地方性法规", en: "local regulation" },
        Kind::LocalRule => Text { zh: "规章", en: "rule" },
        Kind::NormativeDocument => Text { zh: "规范性文件", en: "normative document" },
        Kind::Amendment => Text { zh: "修改决定、修正案", en: "amendment" },
        Kind::Repeal => Text { zh: "废止决定", en: "repeal" },
    }
}

fn stage_name(stage: Stage) -> Text<'static> {
    match stage {
        Stage::Draft => Text { zh: "草案", en: "draft" },
        Stage::Vote => Text { zh: "表决稿", en: "for the vote" },
        Stage::Published => Text { zh: "公布", en: "published" },
    }
}

struct Outline<'o> {
    source: &'o Source,
    document: &'o Document,
    lang: Lang,
    lines: Vec<String>,
}

impl Outline<'_> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text { zh, en }.get(self.lang)
    }

    fn line(&self, span: Span) -> usize {
        self.source.position(self.source.to_text(span).start).line
    }

    fn front(&mut self) {
        let document = self.document;
        let title = document.title.as_ref().map_or_else(
            || self.say("（没有标题）", "(no title)").to_owned(),
            |title| {
                let bracket = title.suffix.as_ref().map(|suffix| format!("（{suffix}）")).unwrap_or_default();
                format!("{}{bracket}", title.name)
            },
        );
        self.lines.push(visible::one_line(&title).into_owned());
        let (kind, stage) = (kind_name(document.instrument.kind), stage_name(document.instrument.stage));
        let mut facts = vec![
            self.source.format.title().get(self.lang).to_owned(),
            kind.get(self.lang).to_owned(),
            stage.get(self.lang).to_owned(),
        ];
        if let Some(name) = document.instrument.self_name {
            facts.push(format!("{}“{name}”", self.say("自称", "calls itself ")));
        }
        let articles = document.articles.iter().filter(|article| article.form == ArticleForm::Article).count();
        facts.push(format!("{articles}{}", self.say("条", " articles")));
        facts.push(format!("{}{}", document.references().len(), self.say("处引用", " references")));
        self.lines.push(facts.join(self.say("，", ", ")));
        for (role, zh, en) in [(Role::Note, "题注", "note"), (Role::Front, "文前", "front")] {
            for block in document.blocks.iter().filter(|block| block.role == role) {
                let head = head(document.str(block.span));
                self.lines.push(format!("{}{}{head}", self.say(zh, en), self.say("：", ": ")));
            }
        }
        if let Some(toc) = &document.toc {
            let count = toc.entries.len();
            self.lines.push(match self.lang {
                Lang::Zh => format!("目录：{count}项"),
                Lang::En => format!("contents: {count} entries"),
            });
        }
        self.lines.push(String::new());
    }

    fn body(&mut self) {
        let document = self.document;
        for (at, block) in document.blocks.iter().enumerate() {
            match block.role {
                Role::Division(division) if document.divisions[division].block < at => {}
                Role::Division(division) => self.division(&document.divisions[division]),
                Role::ArticleLabel(article) => self.article(&document.articles[article]),
                Role::Paragraph(paragraph) => self.paragraph(paragraph, &document.paragraphs[paragraph]),
                Role::Item(item) => self.item(&document.items[item]),
                Role::Subitem(subitem) => {
                    let subitem = &document.subitems[subitem];
                    let mark = document.str(subitem.mark.label);
                    self.text_line(4, mark, subitem.body);
                }
                Role::ItemRest(_) => self.text_line(4, "", block.span),
                Role::Quoted => self.text_line(2, self.say("引文", "quoted"), block.span),
                Role::Annex => self.text_line(0, self.say("附件", "annex"), block.span),
                Role::Table => self.text_line(2, self.say("表格", "table"), block.span),
                Role::Tail => self.text_line(0, self.say("文末", "end"), block.span),
                Role::Front | Role::Title | Role::Note | Role::TocHeading | Role::TocEntry => {}
            }
        }
    }

    fn division(&mut self, division: &Division) {
        let depth = std::iter::successors(division.parent, |&parent| self.document.divisions[parent].parent).count();
        let label = self.document.str(division.label);
        let name = head(&self.document.one_line(division.name));
        let line = self.line(division.name);
        self.lines.push(format!("{}{label} {name}  [{line}]", "  ".repeat(depth)));
    }

    fn article(&mut self, article: &Article) {
        let label = self.document.str(article.label);
        let gist = article.gist.map(|gist| self.document.str(gist)).unwrap_or_default();
        let line = self.line(article.label);
        self.lines.push(format!("  {label}{gist}  [{line}]"));
    }

    fn paragraph(&mut self, index: usize, paragraph: &Paragraph) {
        if let Some(article) = paragraph.article.map(|article| &self.document.articles[article]) {
            // An article's label stands on the line of its first paragraph, if it has no line of its own.
            let own_line = self.document.blocks[paragraph.block].span.start == article.label.start;
            if own_line && article.paragraphs.start == index {
                self.article(article);
            }
        }
        let number = self.document.paragraph_number(index).unwrap_or(0);
        let mark = match self.lang {
            Lang::Zh if number > 0 => {
                format!("第{}款", crate::document::tree::numeral::format(u32::try_from(number).unwrap_or(0)))
            }
            Lang::En if number > 0 => format!("¶{number}"),
            Lang::Zh | Lang::En => "·".to_owned(),
        };
        self.text_line(2, &mark, paragraph.span);
        for item in &self.document.items[paragraph.items.clone()] {
            if item.inline {
                let mark = item.mark.map_or("?", |mark| self.document.str(mark.label));
                let body = head(self.document.str(item.body));
                self.lines.push(format!("      {mark} {body}"));
            }
        }
    }

    fn item(&mut self, item: &Item) {
        let mark = item.mark.map_or("（?）", |mark| self.document.str(mark.label));
        self.text_line(3, mark, item.body);
    }

    fn text_line(&mut self, depth: usize, mark: &str, span: Span) {
        let body = head(self.document.str(span));
        self.lines.push(format!("{}{mark} {body}", "  ".repeat(depth)));
        let all = self.document.references();
        let first = all.partition_point(|reference| reference.span.start < span.start);
        for reference in all[first..].iter().take_while(|reference| reference.span.start < span.end) {
            let written = self.document.str(reference.span);
            let target = self.target(reference);
            self.lines.push(format!("{}→ {written}{}{target}", "  ".repeat(depth + 1), self.say("：", ": ")));
        }
    }

    fn target(&self, reference: &Reference) -> String {
        match reference::resolve(self.document, reference) {
            Resolution::Found(home) => self.document.address_of(home).unwrap_or_default(),
            Resolution::Division(division) => {
                let division = &self.document.divisions[division];
                self.document.one_line(Span::new(division.label.start, division.name.end))
            }
            Resolution::Elsewhere { .. } => self.say("不在所称的编章节中", "not in the division named").to_owned(),
            Resolution::Outside => self.say("他法，或者不能确定", "another law, or not clear").to_owned(),
            Resolution::Missing { .. } => self.say("不存在", "does not exist").to_owned(),
            Resolution::NothingBefore => self.say("悬空", "nothing before it").to_owned(),
        }
    }
}

fn head(text: &str) -> String {
    let mut out: String = text.chars().take(HEAD).collect();
    if text.chars().nth(HEAD).is_some() {
        out.push('…');
    }
    visible::one_line(&out).into_owned()
}

/// The tree as JSON; places as in the diagnostics' JSON.
pub fn json(source: &Source, document: &Document) -> String {
    let tree = Tree { source, document };
    let value = json!({
        "schema": 1,
        "path": source.name,
        "format": source.format.name(),
        "title": document.title.as_ref().map(|title| &title.name),
        "suffix": document.title.as_ref().and_then(|title| title.suffix.as_ref()),
        "kind": document.instrument.kind.name(),
        "stage": document.instrument.stage.name(),
        "self_name": document.instrument.self_name,
        "contents": document.toc.as_ref().map(|toc| toc.entries.iter().map(|entry| document.str(entry.span)).collect::<Vec<_>>()),
        "divisions": document.divisions.iter().map(|division| tree.division(division)).collect::<Vec<_>>(),
        "articles": document.articles.iter().map(|article| tree.article(article)).collect::<Vec<_>>(),
        "references": document.references().iter().map(|reference| tree.reference(reference)).collect::<Vec<_>>(),
    });
    let mut out = serde_json::to_string_pretty(&value).unwrap_or_default();
    out.push('\n');
    out
}

struct Tree<'t> {
    source: &'t Source,
    document: &'t Document,
}

impl Tree<'_> {
    fn place(&self, span: Span) -> (Value, Value) {
        let span = self.source.to_text(span);
        let position = |offset: usize| {
            let at = self.source.lines().position(self.source.text(), offset);
            json!({"line": at.line, "column": at.column, "offset": offset})
        };
        (position(span.start), position(span.end))
    }

    fn division(&self, division: &Division) -> Value {
        let (start, end) = self.place(Span::new(division.label.start.min(division.name.start), division.name.end));
        json!({
            "level": division.level.name(),
            "number": division.numeral.map(|numeral| numeral.value),
            "label": self.document.str(division.label),
            "name": self.document.one_line(division.name),
            "parent": division.parent,
            "articles": [division.articles.start, division.articles.end],
            "start": start,
            "end": end,
        })
    }

    fn article(&self, article: &Article) -> Value {
        let (start, end) = self.place(article.span);
        let paragraphs = &self.document.paragraphs[article.paragraphs.clone()];
        json!({
            "label": self.document.str(article.label),
            "number": article.ordinal.number,
            "branch": (article.ordinal.branch > 0).then_some(article.ordinal.branch),
            "gist": article.gist.map(|gist| self.document.str(gist)),
            "division": article.division,
            "paragraphs": paragraphs.iter().map(|paragraph| self.paragraph(paragraph)).collect::<Vec<_>>(),
            "start": start,
            "end": end,
        })
    }

    fn paragraph(&self, paragraph: &Paragraph) -> Value {
        let (start, end) = self.place(paragraph.span);
        let items = &self.document.items[paragraph.items.clone()];
        json!({"items": items.iter().map(|item| self.item(item)).collect::<Vec<_>>(), "start": start, "end": end})
    }

    fn item(&self, item: &Item) -> Value {
        let rests = self.document.item_rests[item.rests.clone()].last().map_or(item.body, |rest| rest.span);
        let (start, end) = self.place(Span::new(item.body.start, rests.end));
        let subitems = &self.document.subitems[item.subitems.clone()];
        let subitem = |subitem: &crate::document::tree::Subitem| {
            let (start, end) = self.place(subitem.body);
            json!({"label": self.document.str(subitem.mark.label), "number": subitem.mark.number, "start": start, "end": end})
        };
        json!({
            "label": item.mark.map(|mark| self.document.str(mark.label)),
            "number": item.mark.map(|mark| mark.number),
            "inline": item.inline,
            "subitems": subitems.iter().map(subitem).collect::<Vec<_>>(),
            "start": start,
            "end": end,
        })
    }

    fn reference(&self, reference: &Reference) -> Value {
        let (start, end) = self.place(reference.span);
        let address = |home: Home| self.document.address_of(home);
        let (state, target) = match reference::resolve(self.document, reference) {
            Resolution::Found(home) => ("found", address(home)),
            Resolution::Division(division) => {
                ("found", Some(self.document.str(self.document.divisions[division].label).to_owned()))
            }
            Resolution::Elsewhere { .. } => ("missing", None),
            Resolution::Outside => ("outside", None),
            Resolution::Missing { .. } => ("missing", None),
            Resolution::NothingBefore => ("nothing-before", None),
        };
        json!({
            "text": self.document.str(reference.span),
            "article": address(reference.home),
            "state": state,
            "target": target,
            "through": reference.through(),
            "start": start,
            "end": end,
        })
    }
}
