//! `html`: a page to be printed on A4 across: no script, nothing from elsewhere.

use super::marking::{Mark, Marking};
use super::sheet::{Anchor, Kind, Line, Piece, Sheet, SheetRow, Side};
use super::words;
use crate::lang::{Lang, Text};
use crate::render::xml::escaped;

/// All but the marks.
const STYLE: &str = r#"
@page { size: A4 landscape; margin: 18mm 15mm; }
:root { color-scheme: light dark; --rule: #555; --shade: #d9d9d9; }
@media (prefers-color-scheme: dark) { :root { --rule: #999; --shade: #555; } }
body { font: 12pt/1.6 "FangSong", "仿宋", "仿宋_GB2312", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", serif; margin: 1em auto; max-width: 1200px; padding: 0 1em; }
h1 { font: bold 18pt/1.4 "STSong", "SimSun", "宋体", "Noto Serif CJK SC", serif; text-align: center; }
.legend { margin: 0.5em 0; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
col.text { width: 41%; }
th, td { border: 1px solid var(--rule); padding: 0.3em 0.5em; vertical-align: top; overflow-wrap: anywhere; }
th, .label, .stand-in { font-family: "SimHei", "黑体", "STHeiti", "Noto Sans CJK SC", sans-serif; font-weight: normal; }
thead { display: table-header-group; }
td p { margin: 0; text-indent: 2em; text-align: justify; line-break: strict; }
.across, .heading, .stand-in { text-align: center; }
ins, del { text-decoration: none; }
@media print { :root { color-scheme: light; --rule: #000; --shade: #d9d9d9; } body { max-width: none; margin: 0; padding: 0; } tr.heading { break-after: avoid; } }
"#;

pub(super) fn render(sheet: &Sheet<'_>, marking: &Marking) -> String {
    let title = escaped(&words::title(sheet));
    let marks = format!("ins {{ {}}}\ndel {{ {}}}\n", css(marking, Side::Draft), css(marking, Side::Current));
    let legend = marking.legend();
    let legend = if legend.is_empty() { legend } else { format!("<p class=\"legend\">{legend}</p>\n") };
    let heads = [words::CURRENT, &escaped(&sheet.stage), words::REMARKS];
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    let rows: String = sheet.rows.iter().map(|one| row(sheet, one)).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}{marks}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{legend}<table>\n\
         <colgroup><col class=\"text\"><col class=\"text\"><col></colgroup>\n<thead><tr>{heads}</tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n</body>\n</html>\n"
    )
}

/// The look of what has changed on a side.
fn css(marking: &Marking, side: Side) -> String {
    let lines = [(Mark::Underline, "underline"), (Mark::Strike, "line-through")];
    let lines: Vec<&str> = lines.iter().filter(|(mark, _)| marking.has(side, *mark)).map(|&(_, line)| line).collect();
    let mut out = String::new();
    if marking.has(side, Mark::Bold) {
        out += "font-weight: bold; ";
    }
    if !lines.is_empty() {
        out += &format!("text-decoration: {}; ", lines.join(" "));
    }
    if marking.has(side, Mark::Shade) {
        out += "background: var(--shade); print-color-adjust: exact; -webkit-print-color-adjust: exact; ";
    }
    out
}

fn row(sheet: &Sheet<'_>, row: &SheetRow) -> String {
    match row {
        SheetRow::Heading(heading) => {
            format!("<tr class=\"heading\"><th colspan=\"3\" scope=\"rowgroup\">{}</th></tr>\n", escaped(heading))
        }
        SheetRow::Unchanged { old, new } => {
            let words = words::unchanged(sheet, Lang::Zh, old, new);
            format!("<tr><td class=\"across\" colspan=\"3\">{}</td></tr>\n", escaped(&words))
        }
        SheetRow::Headings([old, new]) => {
            let cells =
                [(old, Side::Current), (new, Side::Draft)].map(|(one, side)| format!("<td>{}</td>", line(one, side)));
            format!("<tr class=\"heading\">{}<td></td></tr>\n", cells.concat())
        }
        SheetRow::Article { cells: [old, new], anchor, .. } => format!(
            "<tr id=\"{}\">{}{}<td></td></tr>\n",
            id(sheet, *anchor),
            cell(old, Side::Current, words::ADDED),
            cell(new, Side::Draft, words::DELETED)
        ),
    }
}

/// What a link to a row names: `d7` for the draft's 第七条, `c7-1` for 第七条之一 of the law; of a further text of the file,
/// with its number.
fn id(sheet: &Sheet<'_>, anchor: Anchor) -> String {
    let (side, document, at) = match anchor {
        Anchor::Current(at) => ("c", sheet.comparison.current, at),
        Anchor::Draft(at) => ("d", sheet.comparison.draft, at),
    };
    let article = &document.articles[at];
    let part = |number: u32| if number > 0 { format!("-{number}") } else { String::new() };
    let text = if article.text > 0 { format!("t{}-", article.text + 1) } else { String::new() };
    format!("{side}{text}{}{}", article.ordinal.number, part(article.ordinal.branch))
}

fn cell(lines: &[Line], side: Side, stand_in: Text<'static>) -> String {
    if lines.is_empty() {
        return format!("<td class=\"stand-in\">{}</td>", stand_in.zh);
    }
    let lines: String = lines.iter().map(|one| format!("<p>{}</p>", line(one, side))).collect();
    format!("<td>{lines}</td>")
}

fn line(line: &Line, side: Side) -> String {
    let drawn = |piece: &Piece| {
        let words = escaped(&piece.text);
        match (piece.kind, side) {
            (Kind::Kept, _) => words,
            (Kind::Label, _) => format!("<span class=\"label\">{words}</span>"),
            (Kind::Changed, Side::Current) => format!("<del>{words}</del>"),
            (Kind::Changed, Side::Draft) => format!("<ins>{words}</ins>"),
        }
    };
    line.iter().map(drawn).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{NEW, OLD, with_table};
    use super::super::{Form, Look, Mark, render};

    fn drawn(old: &str, new: &str, look: &Look) -> String {
        let bytes = with_table(old, new, |table| render(table, Form::Html, look).expect("it is small"));
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn rows_of_a_page() {
        let page = drawn(OLD, NEW, &Look { is_folded: true, ..Look::default() });
        let rows: Vec<&str> = page.lines().skip_while(|line| *line != "<tbody>").collect();
        insta::assert_snapshot!(rows.join("\n"), @r#"
        <tbody>
        <tr class="heading"><th colspan="3" scope="rowgroup">第一章　总则</th></tr>
        <tr id="d1"><td><p><span class="label">第一条　</span>为了规范养犬行为，制定本条例。</p></td><td><p><span class="label">第一条　</span>为了规范养犬行为，<ins>维护公众健康，</ins>制定本条例。</p></td><td></td></tr>
        <tr id="d2"><td class="stand-in">（新增）</td><td><p><span class="label">第二条　</span><ins>养犬管理坚持政府监管与社会共治相结合。</ins></p></td><td></td></tr>
        <tr id="d3"><td><p><span class="label">第二条第一款　</span>公安机关负责养犬登记和犬只收容工作。</p></td><td><p><span class="label">第三条　</span>公安机关负责养犬登记和犬只收容工作。</p></td><td></td></tr>
        <tr id="d4"><td><p><span class="label">第二条第二款　</span>城市管理部门负责查处流动售犬行为。</p></td><td><p><span class="label">第四条　</span>城市管理部门负责查处流动售犬<ins>和占道售犬</ins>行为。</p></td><td></td></tr>
        <tr class="heading"><td><span class="label">第二章　</span>登记</td><td><span class="label">第二章　</span>登记<ins>和年检</ins></td><td></td></tr>
        <tr><td class="across" colspan="3">第五条　未修改（原第三条）</td></tr>
        <tr id="c4"><td><p><span class="label">第四条　</span><del>犬只死亡的，应当办理注销手续。</del></p></td><td class="stand-in">（删去）</td><td></td></tr>
        <tr><td class="across" colspan="3">第六条　未修改（原第五条）</td></tr>
        <tr id="d7"><td><p><span class="label">第六条　</span>违反本条例第五条规定的，由公安机关处<del>二百元</del>罚款。</p></td><td><p><span class="label">第七条　</span>违反本条例第五条规定的，由公安机关处<ins>五百元以下</ins>罚款。</p></td><td></td></tr>
        <tr id="d8"><td><p><span class="label">第七条　</span>本条例自<del>2010</del>年1月1日起施行。</p></td><td><p><span class="label">第八条　</span>本条例自<ins>2027</ins>年1月1日起施行。</p></td><td></td></tr>
        </tbody>
        </table>
        </body>
        </html>
        "#);
    }

    #[test]
    fn a_page_needs_nothing_from_elsewhere_and_says_what_its_marks_mean() {
        let page = drawn(OLD, NEW, &Look::default());
        assert!(!page.contains("<script") && !page.contains("http") && !page.contains("@import"));
        assert!(page.contains("ins { font-weight: bold; text-decoration: underline; }"));
        assert!(page.contains("左栏删除线的部分为删去的内容，右栏加粗、下划线的部分为新增的内容。"));
        let plain = Look { added: Some(vec![Mark::Shade]), deleted: Some(vec![Mark::None]), ..Look::default() };
        let page = drawn(OLD, NEW, &plain);
        assert!(page.contains("ins { background: var(--shade);") && page.contains("del { }"));
    }

    #[test]
    fn what_a_page_would_take_for_markup_is_text() {
        let text = "某市<script>办法\n第一条　<b>甲</b>&amp;。\n";
        let page = drawn(text, text, &Look::default());
        assert!(page.contains("&lt;b&gt;甲&lt;/b&gt;&amp;amp;。") && !page.contains("<script>"));
    }
}
