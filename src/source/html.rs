//! The drafting text of a web page: of a government's site, or of what Word saves as one.
//!
//! html5gum says what is markup, as a browser would; here its tags become lines, and of the lines those of the law are
//! kept (`body`). Text stands between the tags, so that nothing is lost that no tag accounts for. Which norm a line speaks
//! of is not known here.

mod body;
pub(super) mod cells;
mod lines;
mod tables;

use std::sync::Arc;

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};

use super::prose::{LineStyle, Map, Paragraphs, Prose, ProseLine, Segment};
use crate::diagnostic::Span;
use body::{Node, Page};
use lines::{Ending, LineBuilder};
use tables::Tables;

/// Elements that start and end on a line of their own.
const BLOCKS: [&[u8]; 38] = [
    b"address",
    b"article",
    b"aside",
    b"blockquote",
    b"body",
    b"br",
    b"caption",
    b"center",
    b"dd",
    b"div",
    b"dl",
    b"dt",
    b"fieldset",
    b"figure",
    b"footer",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"header",
    b"hr",
    b"li",
    b"main",
    b"nav",
    b"ol",
    b"p",
    b"pre",
    b"section",
    b"table",
    b"tbody",
    b"td",
    b"th",
    b"thead",
    b"tr",
    b"ul",
];

/// Elements whose content nobody reads as text.
const OPAQUE: [&[u8]; 12] = [
    b"iframe",
    b"math",
    b"noembed",
    b"noframes",
    b"noscript",
    b"object",
    b"script",
    b"style",
    b"svg",
    b"template",
    b"textarea",
    b"title",
];

/// Elements around the text of a page, and what is pressed or chosen there.
const AROUND: [&[u8]; 6] = [b"aside", b"button", b"footer", b"nav", b"option", b"select"];

/// Elements that have no end.
const VOID: [&[u8]; 2] = [b"br", b"hr"];

/// How deep elements are told apart; those below stand in the last.
const DEEPEST: usize = 256;

/// A piece of the page, in order.
#[derive(Debug, Clone)]
enum Piece {
    Text(Span),
    Start { name: Vec<u8>, span: Span, is_around: bool },
    End { name: Vec<u8>, span: Span },
    Comment(Span),
}

/// The drafting text of the page `text`.
pub fn prose(text: &str) -> Prose {
    let pieces = pieces(text);
    let mut reader = Reader {
        tables: Tables::of(text, &pieces),
        lines: LineBuilder::new(text),
        nodes: vec![Node::default()],
        open: Vec::new(),
        opaque: None,
        title: None,
        comments: Vec::new(),
    };
    for (at, piece) in pieces.iter().enumerate() {
        reader.read(at, piece);
    }
    reader.finish(text)
}

/// Words as a page writes them.
pub(super) fn written(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}

/// The page as tags, comments and what stands between them.
fn pieces(text: &str) -> Vec<Piece> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut out = Vec::new();
    let mut end = 0;
    for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
        let (piece, span) = match token {
            Token::StartTag(tag) => {
                let span = Span::new(tag.span.start, tag.span.end);
                (Some(Piece::Start { name: tag.name.to_vec(), span, is_around: is_around(&tag) }), span)
            }
            Token::EndTag(tag) => {
                let span = Span::new(tag.span.start, tag.span.end);
                (Some(Piece::End { name: tag.name.to_vec(), span }), span)
            }
            Token::Comment(comment) => {
                let span = Span::new(comment.span.start, comment.span.end);
                (Some(Piece::Comment(span)), span)
            }
            Token::Doctype(doctype) => (None, Span::new(doctype.span.start, doctype.span.end)),
            Token::String(_) | Token::Error(_) => continue,
        };
        if span.start < end || text.get(span.range()).is_none() {
            continue;
        }
        if span.start > end {
            out.push(Piece::Text(Span::new(end, span.start)));
        }
        end = span.end;
        out.extend(piece);
    }
    if end < text.len() {
        out.push(Piece::Text(Span::new(end, text.len())));
    }
    out
}

/// Whether an element stands around the text by its own word: a menu, a footer, or what is not shown.
fn is_around(tag: &StartTag<usize>) -> bool {
    let value =
        |name: &[u8]| tag.attributes.get(name).map(|value| value.value.to_ascii_lowercase()).unwrap_or_default();
    let says =
        |text: &[u8], words: &[&str]| words.iter().any(|word| memchr::memmem::find(text, word.as_bytes()).is_some());
    let style: Vec<u8> = value(b"style").into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let names = [value(b"class"), value(b"id"), value(b"role")].join(&b' ');
    AROUND.contains(&&**tag.name)
        || says(&style, &["display:none", "mso-element:footer", "mso-element:header"])
        || says(&names, &["nav", "menu", "foot", "crumb", "copyright", "sidebar", "share", "search", "toolbar"])
}

/// Turns pieces into lines, and knows in which elements they stand.
#[derive(Debug)]
struct Reader<'a> {
    tables: Tables,
    lines: LineBuilder<'a>,
    nodes: Vec<Node>,
    /// The names of the open elements that are told apart, with their nodes.
    open: Vec<(Vec<u8>, usize)>,
    /// The element that is passed over.
    opaque: Option<Vec<u8>>,
    /// What the page calls itself.
    title: Option<Span>,
    comments: Vec<Span>,
}

impl Reader<'_> {
    fn read(&mut self, at: usize, piece: &Piece) {
        if let Some(name) = &self.opaque {
            match piece {
                Piece::End { name: end, .. } if end == name => self.opaque = None,
                Piece::Text(span) if name == b"title" => self.title = Some(*span),
                Piece::Text(_) | Piece::Start { .. } | Piece::End { .. } | Piece::Comment(_) => {}
            }
            return;
        }
        match piece {
            Piece::Text(span) => self.lines.text(*span),
            Piece::Comment(span) => {
                self.comments.extend(Some(*span).filter(|span| span.of(self.lines.source).starts_with("<!--")))
            }
            Piece::Start { name, span, is_around } => self.start(at, name, *span, *is_around),
            Piece::End { name, span } => self.end(name, *span),
        }
    }

    fn start(&mut self, at: usize, name: &[u8], span: Span, is_around: bool) {
        if OPAQUE.contains(&name) {
            self.opaque = Some(name.to_vec());
            return;
        }
        if name == b"a" {
            self.lines.is_link = true;
        }
        if !BLOCKS.contains(&name) && !is_around {
            return;
        }
        match name {
            b"td" | b"th" if self.tables.is_cell(at) => self.lines.cell(span),
            b"br" => self.lines.end(span, Ending::Break),
            _ => self.lines.end(span, Ending::Block),
        }
        if name == b"tr" && self.tables.is_row(at) {
            self.lines.start_row();
        }
        self.lines.is_link = false;
        if !VOID.contains(&name) {
            self.open(name, is_around);
        }
        self.lines.style =
            heading(name).or(Some(self.lines.style).filter(|_| name == b"br")).unwrap_or(LineStyle::Plain);
        if name == b"pre" {
            self.lines.is_preformatted = true;
        }
    }

    /// Opens an element; a paragraph ends at the next.
    fn open(&mut self, name: &[u8], is_around: bool) {
        if self.open.last().is_some_and(|(last, _)| last == b"p" && name == b"p") {
            self.open.pop();
        }
        if self.open.len() < DEEPEST {
            let parent = self.open.last().map_or(0, |(_, node)| *node);
            self.nodes.push(Node { parent: Some(parent), is_around });
            self.open.push((name.to_vec(), self.nodes.len() - 1));
        }
        self.lines.node = self.open.last().map_or(0, |(_, node)| *node);
    }

    fn end(&mut self, name: &[u8], span: Span) {
        if name == b"a" {
            self.lines.is_link = false;
        }
        let found = self.open.iter().rposition(|(open, _)| open == name);
        if found.is_none() && !BLOCKS.contains(&name) {
            return;
        }
        match name {
            // The next cell, or the end of the row, ends it.
            b"td" | b"th" if self.lines.in_row() => {}
            b"tr" | b"table" => self.lines.end_row(span),
            _ => self.lines.end(span, Ending::Block),
        }
        if heading(name).is_some() {
            self.lines.style = LineStyle::Plain;
        }
        if name == b"pre" {
            self.lines.is_preformatted = false;
        }
        if let Some(found) = found {
            self.open.truncate(found);
            self.lines.node = self.open.last().map_or(0, |(_, node)| *node);
        }
    }

    /// The lines of the law as prose.
    fn finish(mut self, text: &str) -> Prose {
        self.lines.end(Span::new(text.len(), text.len()), Ending::Block);
        let title = self.title.map(|span| span.of(text).trim()).unwrap_or_default();
        let page = Page { lines: self.lines.finish(), nodes: self.nodes, title };
        let mut out = String::new();
        let mut prose_lines = Vec::new();
        let mut segments: Vec<Segment> = Vec::new();
        let break_line = |out: &mut String, segments: &mut Vec<Segment>, at: Span| {
            let start = segments.last().map_or(0, |last| last.text + last.text_len).max(at.start);
            segments.push(Segment { prose: out.len(), text: start, len: 1, text_len: at.end.max(start) - start });
            out.push('\n');
        };
        for line in page.law() {
            if line.is_parted && !out.is_empty() {
                prose_lines.push(ProseLine { span: Span::new(out.len(), out.len()), style: LineStyle::Plain });
                break_line(&mut out, &mut segments, line.opened);
            }
            let start = out.len();
            out.push_str(&line.text);
            prose_lines.push(ProseLine { span: Span::new(start, out.len()), style: line.style });
            segments.extend(line.segments.iter().map(|&segment| Segment { prose: start + segment.prose, ..segment }));
            break_line(&mut out, &mut segments, line.closed);
        }
        Prose {
            text: Arc::from(out),
            lines: prose_lines,
            map: Map::Segments(segments),
            paragraphs: Paragraphs::Blocks,
            comments: self.comments,
            sealed: Vec::new(),
        }
    }
}

/// The style of a heading's lines.
fn heading(name: &[u8]) -> Option<LineStyle> {
    match name {
        [b'h', level @ b'1'..=b'6'] => Some(LineStyle::Heading(level - b'0')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(prose: &Prose) -> &[Segment] {
        let Map::Segments(segments) = &prose.map else { panic!("a page has a map") };
        segments
    }

    /// The prose of `page`, whose places must agree with it, is `expect`, blank lines aside.
    fn check(page: &str, expect: &str) -> Prose {
        let found = prose(page);
        let lines: Vec<&str> = found.lines.iter().map(|line| line.span.of(&found.text)).collect();
        let shown: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        assert_eq!(shown, expect.lines().collect::<Vec<_>>(), "{page}");
        let mut end = Segment { prose: 0, text: 0, len: 0, text_len: 0 };
        for segment in segments(&found) {
            assert_eq!(segment.prose, end.prose + end.len, "{segment:?}");
            assert!(segment.text >= end.text + end.text_len, "{segment:?} {end:?} {page}");
            let (own, source) =
                (segment.prose..segment.prose + segment.len, Span::new(segment.text, segment.text + segment.text_len));
            let (own, source) = (&found.text[own], source.of(page));
            let stands_for = source.starts_with('&') || source.starts_with('<') || source.trim().is_empty();
            assert!(own == source || stands_for && own.chars().count() == 1, "{own:?} {source:?}");
            end = *segment;
        }
        assert_eq!(end.prose + end.len, found.text.len());
        found
    }

    #[test]
    fn tags_part_lines_and_entities_are_characters() {
        check(
            "<p>第一条&nbsp;&emsp;为了</p><p>第二条<br>&#20108;&lt;甲&gt;&hellip;</p>",
            "第一条\u{a0}\u{2003}为了\n第二条\n二<甲>…",
        );
        check("<DIV>甲<b>乙</b><o:p></o:p>丙<P>丁<P>戊</DIV>己", "甲乙丙\n丁\n戊\n己");
        check("<p>甲&unknown;乙 & 丙 <某市> 5<6</p>", "甲&unknown;乙 & 丙 <某市> 5<6");
        check("<p>甲&nbsp乙</p>", "甲\u{a0}乙");
    }

    #[test]
    fn white_space_is_what_a_browser_makes_of_it() {
        check(
            "<p>\n  第一条　为了规\n  范 <span\nlang=a>养犬</span>\r\n行为,\nABC\nDEF  一\n</p>\n",
            "第一条　为了规范 养犬行为, ABC DEF 一",
        );
        check("<pre>第一条\n第二条</pre>第三条\n第四条", "第一条\n第二条\n第三条第四条");
        check("<p> &nbsp; </p><p>　</p><p>甲</p>", "甲");
    }

    #[test]
    fn what_is_no_text_is_left_out_and_comments_are_remembered() {
        let page = "<html><head><title>甲</title><style><!-- p{} --></style></head><!-- 一 --><body>\
                    <script>var a = '<p>第一条</p>';</script><![if !a]>乙<![endif]><!--[if gte mso 9]><p>丙</p><![endif]-->";
        let found = check(page, "乙");
        let comments: Vec<&str> = found.comments.iter().map(|span| span.of(page)).collect();
        assert_eq!(comments, ["<!-- 一 -->", "<!--[if gte mso 9]><p>丙</p><![endif]-->"]);
    }

    #[test]
    fn rows_of_data_are_lines_and_layout_is_not() {
        let page = "<p>一、甲</p><table><tr><th>事项<th>依据</tr>\n<tr><td><p>甲</p><p>乙</p></td>\n<td> 丙</td></tr></table><p>二、乙</p>";
        let found = check(page, "一、甲\n事项\t依据\n甲 乙\t丙\n二、乙");
        let styles: Vec<LineStyle> =
            found.lines.iter().filter(|line| !line.span.is_empty()).map(|line| line.style).collect();
        assert_eq!(styles, [LineStyle::Plain, LineStyle::Table, LineStyle::Table, LineStyle::Plain]);
        check("<table><tr><td>第一条　甲<p>第二条　乙</td><td>丙</td></tr></table>", "第一条　甲\n第二条　乙\n丙");
    }

    #[test]
    fn headings_are_told() {
        let found =
            check("<h1>甲条例</h1><h2>第一章<br>总则</h2><p>第一条　乙</p>", "甲条例\n第一章\n总则\n第一条　乙");
        let styles: Vec<LineStyle> =
            found.lines.iter().filter(|line| !line.span.is_empty()).map(|line| line.style).collect();
        let (one, two) = (LineStyle::Heading(1), LineStyle::Heading(2));
        assert_eq!(styles, [one, two, two, LineStyle::Plain]);
    }

    #[test]
    fn the_law_is_read_and_not_the_page_around_it() {
        let menu = "<ul><li><a href=a>首页</a><li><a href=b>政务公开</a></ul>";
        let law = "<div id=zoom><p>（2026年1月1日通过）</p><p>第一条　为了甲。</p><p>第二条　乙。</p><p>第三条　丙。</p></div>";
        let expect = "甲市养犬条例\n（2026年1月1日通过）\n第一条　为了甲。\n第二条　乙。\n第三条　丙。";
        let foot = "<div class=Footer>主办单位：甲市人民政府</div><p>版权所有</p>";
        for around in [
            format!("{menu}<div><h1>甲市养犬条例</h1><p>发布时间：2026-01-02</p>{law}</div>{foot}"),
            format!(
                "<title>甲市养犬条例_甲市</title><div>{menu}<p>甲市养犬条例</p></div><div>{}{law}</div>{foot}",
                menu.repeat(9)
            ),
            format!("<table><tr><td>{menu}</td><td><h2>甲市养犬条例</h2>{law}</td></tr></table>{foot}"),
            format!("<form>{menu}<h1>甲市养犬条例</h1>{law}{menu}{foot}</form>"),
        ] {
            check(&around, expect);
        }
    }

    #[test]
    fn no_article_is_lost_whatever_stands_around_it() {
        check(
            "<div class=nav><p>第一条　甲。</p></div><div class=share>乙</div><div class=menu><p><a>第二条</a>　丙。</p>",
            "第一条　甲。\n乙\n第二条　丙。",
        );
        check("<nav><p>第一条　甲。<p>第二条　乙。", "第一条　甲。\n第二条　乙。");
        check("<p>第一条　只有一条。</p><p>附件</p>", "第一条　只有一条。\n附件");
    }

    #[test]
    fn hostile_input_takes_linear_time() {
        for unit in
            ["<p>", "<div>", "</div>", "<", "&", "&nbsp;", "<table><tr><td>", "<!--", "<a b='", "<p>第一条", "<td>甲"]
        {
            assert!(prose(&unit.repeat(30_000)).text.len() < 900_000);
        }
    }
}
