//! The drafting text of a Markdown draft, freed of markup.
//!
//! Drafts are typed by people who know a little Markdown: they indent with four spaces, write blanks as `**月` and bold
//! as `**第一条（目的）**为了`. So pulldown-cmark says what is markup, and where its answer would swallow drafting text
//! (a made-up link, a row's extra cells) or leave markup in it, we know better. What a line says is never lost; which
//! norm it speaks of is not known here.

mod assembly;
mod attributes;
mod breaks;
pub(super) mod cells;
mod code;
mod containers;
mod front_matter;
mod html;
mod lists;
mod marks;
mod reader;
mod units;

use jiff::civil::Date;
use pulldown_cmark::{Options, Parser};

use self::reader::Reader;
use super::prose::Prose;
use crate::diagnostic::Span;

/// The day in the front matter of the Markdown document `text`.
pub(super) fn date(text: &str) -> Option<Date> {
    front_matter::read(text).date
}

/// The drafting text of the Markdown document `text`.
pub fn prose(text: &str) -> Prose {
    let matter = front_matter::read(text);
    let masked = marks::mask(text, matter.len);
    let body = masked.text.get(matter.len..).unwrap_or_default();
    let title = matter.title.filter(|title| front_matter::is_only_title(title.of(text), body));
    let numbers = lists::numbers(body, matter.len, options());
    let mut reader = Reader::new(text, &masked, matter.len, numbers);
    if let Some(title) = title {
        reader.read_title(title, matter.len);
    }
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        reader.read(event, Span::new(range.start + matter.len, range.end + matter.len));
    }
    reader.finish()
}

/// What is read beside CommonMark.
const fn options() -> Options {
    Options::ENABLE_TABLES.union(Options::ENABLE_MATH).union(Options::ENABLE_TASKLISTS)
}

/// Whether a link's target is one: `[市人民政府](以下简称市政府)` is no link.
fn is_address(target: &str) -> bool {
    let ending = target.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = ending.starts_with(|c: char| c.is_ascii_alphabetic()) && ending.is_ascii();
    let is_ascii_path =
        target.is_ascii() && target.contains(['/', '@']) && target.contains(|c: char| c.is_ascii_alphabetic());
    let is_start = ["#", "/", "./", "../"].iter().any(|start| target.starts_with(start));
    target.is_empty() || is_file || is_ascii_path || is_start || target.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::prose::{LineStyle, Map, Seal, Segment};

    fn segments(prose: &Prose) -> &[Segment] {
        let Map::Segments(segments) = &prose.map else { panic!("Markdown has a map") };
        segments
    }

    /// The prose of `markdown`, whose places must agree with it, is `expect`.
    fn check(markdown: &str, expect: &str) -> Prose {
        let found = prose(markdown);
        assert_eq!(&*found.text, expect, "{markdown:?}");
        let lines: Vec<&str> = found.lines.iter().map(|line| line.span.of(&found.text)).collect();
        assert_eq!(lines, expect.lines().collect::<Vec<_>>(), "{markdown:?}");
        let mut end = Segment { prose: 0, text: 0, len: 0, text_len: 0 };
        for segment in segments(&found) {
            assert_eq!(segment.prose, end.prose + end.len, "{segment:?}");
            assert!(segment.text >= end.text + end.text_len, "{segment:?}");
            end = *segment;
        }
        assert_eq!(end.prose + end.len, found.text.len());
        assert!(segments(&found).iter().all(|segment| is_faithful(&found, segment, markdown)), "{markdown:?}");
        found
    }

    fn is_faithful(prose: &Prose, segment: &Segment, markdown: &str) -> bool {
        let found = &prose.text[segment.prose..segment.prose + segment.len];
        let source = &markdown[segment.text..segment.text + segment.text_len];
        let is_number = source.starts_with(|c: char| c.is_ascii_digit()) && found.ends_with(['.', '）']);
        found == source.replace('\r', "\n")
            || matches!(found, "\t" | "\n" | " ")
            || source.starts_with('&')
            || is_number
    }

    fn styles(markdown: &str, expect: &str) -> Vec<LineStyle> {
        check(markdown, expect).lines.iter().map(|line| line.style).collect()
    }

    /// Where the prose `needle` stands in `markdown`.
    fn place<'a>(markdown: &'a str, needle: &str) -> &'a str {
        let found = prose(markdown);
        let start = found.text.find(needle).expect("is there");
        found.to_text(Span::new(start, start + needle.len())).of(markdown)
    }

    #[test]
    fn a_line_of_the_file_is_a_line_of_prose() {
        check("第一条　为了\n第二条　本条例\n", "第一条　为了\n第二条　本条例\n");
        check("第一条　为了  \n  第二条\\\n\t第三条", "第一条　为了\n第二条\n第三条");
        check("甲\r\n乙\r\n\r\n丙\r\n", "甲\n乙\n\n丙\n");
        check("# 甲\r\r乙\r丙", "甲\n\n乙\n丙");
        check("\n\n甲\n\n\n \n乙\n\n", "甲\n\n乙\n");
        check("", "");
        check(" \n", "");
    }

    #[test]
    fn wide_spaces_are_text() {
        check("　　第一条\u{a0}为了\t加强　\n", "　　第一条\u{a0}为了\t加强　\n");
    }

    #[test]
    fn headings_of_both_kinds_are_told() {
        use LineStyle::{Heading, Plain};
        assert_eq!(styles("# 甲条例\n## 第一章 ##\n乙", "甲条例\n第一章\n乙"), [Heading(1), Heading(2), Plain]);
        assert_eq!(styles("甲条例\n===\n乙\n---\n丙", "甲条例\n乙\n丙"), [Heading(1), Heading(2), Plain]);
        // A separator under a paragraph; a heading whose author knows no space.
        assert_eq!(styles("甲\n乙\n---\n", "甲\n乙\n"), [Plain, Plain]);
        assert_eq!(styles("##第一章\n\\#第二章", "第一章\n#第二章"), [Heading(2), Plain]);
    }

    #[test]
    fn table_rows_keep_every_cell() {
        use LineStyle::{Plain, Table};
        let source = "|事项|依据|\n|--|:-:|\n| 甲 | **乙** |\n|丙|丁|戊 多|\n|己|\n尾\n\n末";
        let expect = "事项\t依据\n甲\t乙\n丙\t丁\t戊 多\n己\n尾\n\n末";
        assert_eq!(styles(source, expect), [Table, Table, Table, Table, Plain, Plain, Plain]);
    }

    #[test]
    fn bold_goes_where_commonmark_leaves_it() {
        check("**第一条**　为了*加强*管理", "第一条　为了加强管理");
        check("**第一条（立法目的）**为了**加强**管理", "第一条（立法目的）为了加强管理");
        check("**第一条　**为了", "第一条　为了");
        check("**第一条（目的）**为了处**元罚款", "第一条（目的）为了处**元罚款");
        check("- **（一）甲；**乙\n\n***第二条。***丙", "（一）甲；乙\n\n第二条。丙");
        check("按照**《立法法》**规定，**注意：**本条", "按照《立法法》规定，注意：本条");
        check("__第一条（目的）__为了\n__第二条__　甲", "第一条（目的）为了\n第二条　甲");
        check("_目的_ 和 __范围__", "目的 和 范围");
        check("**第一条\n为了**", "第一条\n为了");
    }

    #[test]
    fn blanks_survive() {
        for line in [
            "本条例自2025年**月**日起施行。",
            "自*年*月*日起",
            "**年**月**日",
            "2025年__月__日",
            "____年____月",
            "（__年）",
            "______",
            "第*条、第*条的规定",
            "第**条第**款",
            "罚款*万元以上*万元以下",
            "*市*区人民政府",
            "〔2025〕**号、〔****〕",
            "年*月1日至*月5日",
            "由**负责，**协助",
            "盖章：____（公章）____。",
            "2025年[ ]月[ ]日，[甲]和[乙](以下简称甲)",
            "5<6且7>2 <某市> & 乙",
        ] {
            check(line, line);
        }
        check("2025年**月起，**严禁**吸烟", "2025年**月起，严禁吸烟");
        check("2025年*月\n起*日", "2025年*月\n起*日");
        check("\\*甲\\*", "*甲*");
    }

    #[test]
    fn numbers_of_lists_are_text_and_bullets_are_not() {
        check("1. 甲\n2. 乙\n   3. 丙\n", "1. 甲\n2. 乙\n3. 丙\n");
        check("- 甲\n* 乙\n+ [ ] 丙\n  1.  丁\n", "甲\n乙\n丙\n1.  丁\n");
        check("> 第一条\n> 为了\n>\n> - 乙\n丙", "第一条\n为了\n\n乙\n丙");
    }

    #[test]
    fn indented_and_fenced_drafts_are_text() {
        check(
            "    第一条　为了\n\n    **第二条（甲）**乙\n\t第三条<!-- x -->",
            "第一条　为了\n\n第二条（甲）乙\n第三条",
        );
        check("```text\n第一条\r\n\n  <b>第二条\n```\n甲", "第一条\n\n<b>第二条\n甲");
        check("1. ~~~ 第一条\n   第二条", "1. 第一条\n第二条");
        check("    处**五万元**罚款", "处五万元罚款");
        check("甲`第 条`乙 ``a`b`` `c\nd`", "甲第 条乙 a`b c\nd");
    }

    /// What of `markdown` is read but stays as it is, and whether nothing is said of it.
    fn sealed<'a>(markdown: &'a str, expect: &str) -> Vec<(&'a str, bool)> {
        let found = check(markdown, expect);
        found.sealed.iter().map(|sealed| (sealed.span.of(markdown), sealed.seal == Seal::Silent)).collect()
    }

    #[test]
    fn code_is_no_text_of_the_draft() {
        check("甲\n\n```toml\n第6条 = \"乙(丙)\"\n```\n丁", "甲\n\n丁");
        check("甲\n\n```\nkind = \"条例\"\n```\n\n    title: 乙\n\n丁", "甲\n\n丁");
        check("<pre><code>let 甲 = 1;</code></pre>\n\n丁", "丁");
        // A fence that nobody closed hides no law.
        check("```toml\n第一条　为了加强管理，制定本条例。\n", "第一条　为了加强管理，制定本条例。\n");
        assert_eq!(sealed("甲`乙,丙`丁<code>戊</code>", "甲乙,丙丁戊"), [("`乙,丙`", true), ("戊", true)]);
    }

    #[test]
    fn formulas_are_read_and_left_as_they_are() {
        assert_eq!(sealed("甲$Q=(a,b)$乙\n\n$$\nQ = a_1\n$$\n\n丙", "甲Q=(a,b)乙\n\n丙"), [("$Q=(a,b)$", true)]);
        assert_eq!(sealed("自US$100，至US$200", "自US$100，至US$200"), []);
    }

    #[test]
    fn notes_containers_and_attributes_are_no_text() {
        check("## 甲 {#a .b}\n\n乙[^1]。\n\n[^1]: 丙(丁)\n\n戊{.c}", "甲\n\n乙。\n\n戊");
        check("::: tip 甲\n乙\n:::\n\n@tab 丙\n\n丁:mag:戊", "乙\n\n丁戊");
        check("[丙]: 下同[^1]\n", "[丙]: 下同\n");
    }

    #[test]
    fn the_title_of_the_front_matter_is_read_where_there_is_no_other() {
        use LineStyle::{Heading, Plain};
        let source = "---\ntitle: 甲条例\nicon: a\n---\n\n第一条";
        assert_eq!(styles(source, "甲条例\n\n第一条"), [Heading(1), Plain, Plain]);
        assert_eq!(place(source, "甲条例"), "甲条例");
        assert_eq!(sealed(source, "甲条例\n\n第一条"), [("甲条例", false)]);
        check("---\ntitle: 甲条例\n---\n# 乙条例\n第一条", "乙条例\n第一条");
        check("---\ntitle: 甲条例\n---\n**甲条例**\n第一条", "甲条例\n第一条");
        check("---\ntitle: 甲条例\n---\n# 第一章　总则\n", "甲条例\n第一章　总则\n");
    }

    #[test]
    fn a_sentence_is_one_line_however_it_is_broken() {
        check(
            "第一条　为了加强本市行政区域内河道\n管理，保障  \n安全，\\\n制定本条例。\n第二条　乙",
            "第一条　为了加强本市行政区域内河道管理，保障安全，制定本条例。\n第二条　乙",
        );
        check("> 甲，\n> 乙。", "甲，乙。");
        check("<p>甲，\n乙；<br>\n（一）丙</p>", "甲，乙；\n\n（一）丙\n");
        let source = "第一条　甲，\r\n  乙";
        assert_eq!(place(source, "，乙"), "，\r\n  乙");
    }

    #[test]
    fn numbers_of_lists_are_those_that_are_shown() {
        let source = "1. 甲；\n1. 乙；\n\n1. 丙。";
        let seals = sealed(source, "1.甲；\n2.乙；\n\n3.丙。");
        assert_eq!(seals, [("1. ", false), ("1. ", false), ("1. ", false)]);
        check("1) 甲\n2) 乙\n   1. 丙", "1.甲\n2.乙\n（1）丙");
    }

    #[test]
    fn comments_are_left_out_and_remembered() {
        let source = "甲<!-- 一 -->乙\n\n<!-- 二\n二 -->\n\n丙\n<!-- 三 -->丁\n";
        let found = check(source, "甲乙\n\n丙\n丁\n");
        let comments: Vec<&str> = found.comments.iter().map(|span| span.of(source)).collect();
        assert_eq!(comments, ["<!-- 一 -->", "<!-- 二\n二 -->", "<!-- 三 -->"]);
        check("<!-- 未完\n# 甲\n", "<!-- 未完\n甲\n");
    }

    #[test]
    fn html_leaves_its_text() {
        check("甲<br>乙<b>丙</b>\n<br/>丁", "甲\n乙丙\n丁");
        check("<div align=\"中\">\n# 甲条例\n<p>第一条&emsp;乙</p></div>\n", "甲条例\n第一条\u{2003}乙\n");
        check("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙\n</table>\n", "甲\t乙\n丙\n");
        check("> <div>\n> 甲\n", "甲\n");
    }

    #[test]
    fn front_matter_is_left_out_and_rules_are_not_taken_for_it() {
        check("---\nlayout: 甲\ntags:\n  - 乙\n---\n第一条\n", "第一条\n");
        check("---\n第一条\n---\n第二条\n", "第一条\n第二条\n");
        check("---\ntitle: 甲\n", "title: 甲\n");
        check("甲\n\n***\n\n- - -\n\n乙", "甲\n\n乙");
    }

    #[test]
    fn links_leave_their_text() {
        check("见[立法法](https://a.cn/x \"标题\")和<https://b.cn>\n![图](a.png)丙", "见立法法和https://b.cn\n丙");
        check("[甲][1]乙[丙]\n\n[1]: https://a.cn\n[丙]: 下同\n", "甲乙[丙]\n\n[丙]: 下同\n");
        check("1. [甲]: 乙\n\n[丙]:\n丁\n", "1. [甲]: 乙\n\n[丙]:\n丁\n");
    }

    #[test]
    fn what_is_no_address_is_text() {
        for text in ["[甲](以下简称乙)", "[费用](20元/人)", "![甲](见3.2条)", "[1](2)"] {
            check(text, text);
        }
        check("[甲](附件1.docx)[乙](#第一条)[丙](<../附件 一>)[丁]()", "甲乙丙丁");
    }

    #[test]
    fn entities_go_in_one_piece() {
        let source = "甲&nbsp;乙&lt;丙&unknown;&#10;丁";
        let found = check(source, "甲\u{a0}乙<丙&unknown; 丁");
        assert!(segments(&found).contains(&Segment { prose: 3, text: 3, len: 2, text_len: 6 }));
        assert_eq!(place(source, "\u{a0}乙<"), "&nbsp;乙&lt;");
    }

    #[test]
    fn places_leave_out_the_markup_around_them() {
        let source = "# **第一条**　为了[*加强*](a.md)管理\r\n第二条";
        assert_eq!(place(source, "第一条"), "第一条");
        assert_eq!(place(source, "条　为"), "条**　为");
        assert_eq!(place(source, "加强管"), "加强*](a.md)管");
        assert_eq!(place(source, "理\n第"), "理\r\n第");
        assert_eq!(place("甲**、乙**丙", "甲"), "甲");
    }

    #[test]
    fn empty_spans_stay_empty() {
        let found = prose("**甲**乙");
        let at = |offset| found.to_text(Span::new(offset, offset));
        assert_eq!(at(0), Span::new(2, 2));
        assert_eq!(at(3), Span::new(7, 7));
        assert_eq!(at(6), Span::new(10, 10));
        assert_eq!(at(99), Span::new(10, 10));
        assert_eq!(prose("").to_text(Span::new(0, 4)), Span::new(0, 0));
    }

    #[test]
    fn hostile_input_takes_linear_time() {
        for unit in [
            "::: 目录\n",
            "[^1]:\n",
            "{a=",
            "$",
            "- [a](#b)\n",
            "1. a\n",
            "    1. a\n",
            "[",
            ">",
            "*",
            "*a ",
            "_a",
            "- ",
            "`",
            "<!--",
            "<a ",
            "[a](",
            "&",
            "|",
            "1. ",
            "**a（**",
            "\r",
            "__第一条",
        ] {
            let found = prose(&unit.repeat(100_000));
            assert!(found.text.len() <= 300_000 * unit.len());
        }
    }
}
