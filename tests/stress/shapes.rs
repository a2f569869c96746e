//! Hostile texts of any size: what a parser, a lint, a renderer or a fixer could take too long over.

/// A text that repeats itself, and how often at its full size.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// What it is made of.
    pub name: &'static str,
    /// A file name with the ending that says how it is marked up.
    pub file: &'static str,
    /// How often its unit stands in it at full size.
    pub full: usize,
    make: fn(usize) -> String,
}

impl Shape {
    /// The text with `count` units.
    pub fn text(&self, count: usize) -> String {
        (self.make)(count)
    }
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

const TITLE: &str = "某市养犬管理条例\n";

const SENTENCE: &str =
    "养犬人应当依法办理登记,不得遗弃犬只；违反本条例第三条第二款规定的，由公安机关处二百元以下罚款。";

const fn plain(name: &'static str, full: usize, make: fn(usize) -> String) -> Shape {
    Shape { name, file: "甲.txt", full, make }
}

const fn markdown(name: &'static str, full: usize, make: fn(usize) -> String) -> Shape {
    Shape { name, file: "甲.md", full, make }
}

/// One article that holds what repeats in one line.
fn line(count: usize, unit: &str) -> String {
    format!("{TITLE}第一条　{}\n", unit.repeat(count))
}

/// A numeral for any number: beyond 9,999 the digits one by one, as no law counts but a parser must read.
fn numeral(number: usize) -> String {
    falint::document::tree::numeral::format(u32::try_from(number % 9999 + 1).expect("at most 9,999"))
}

/// A regulation whose articles are made by `article` from their position.
fn articles(count: usize, article: impl Fn(usize) -> String) -> String {
    let mut text = format!("{TITLE}第一章　总则\n");
    for at in 0..count {
        text.push_str(&format!("第{}条　{}\n", numeral(at), article(at)));
    }
    text
}

/// An article with a line for each position.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = format!("{TITLE}第一条　有下列情形之一的，处二百元以下罚款：\n");
    for at in 0..count {
        text.push_str(&line(at));
        text.push('\n');
    }
    text
}

/// What opens, `count` times, and then what closes as often.
fn nested(count: usize, open: &str, close: &str) -> String {
    format!("{TITLE}第一条　{}犬{}。\n", open.repeat(count), close.repeat(count))
}

/// All shapes.
pub const SHAPES: &[Shape] = &[
    // What the aims name.
    plain("100,000 articles", 100_000, |n| articles(n, |_| SENTENCE.to_owned())),
    plain("a 10 MB paragraph", 10_000_000 / SENTENCE.len(), |n| line(n, SENTENCE)),
    plain("50,000 items", 50_000, |n| lines(n, |at| format!("（{}）不登记的；", numeral(at)))),
    plain("100,000 nested brackets", 100_000, |n| nested(n, "（", "）")),
    // Tree.
    plain("subitems", 50_000, |n| lines(n, |at| format!("{}.不登记的；", at % 99 + 1))),
    plain("items and subitems", 25_000, |n| lines(n, |at| format!("（{}）不登记的；\n1.犬；\n2.猫。", numeral(at)))),
    plain("items in one line", 50_000, |n| line(n, "（一）不登记的；")),
    plain("circled items in one line", 50_000, |n| line(n, "①不登记；")),
    plain("chapters", 50_000, |n| {
        (0..n).map(|at| format!("第{}章　犬\n第{}条　犬。\n", numeral(at), numeral(at))).collect()
    }),
    plain("chapters in one line", 50_000, |n| (0..n).map(|at| format!("第{}章　犬 ", numeral(at))).collect()),
    plain("articles in one line", 50_000, |n| (0..n).map(|at| format!("第{}条　犬。", numeral(at))).collect()),
    plain("chapters of one number", 50_000, |n| "第一章　总则\n第一条　犬。\n".repeat(n)),
    plain("articles of one number", 50_000, |n| "第一条　犬。\n".repeat(n)),
    plain("empty articles", 100_000, |n| "第一条\n".repeat(n)),
    plain("texts in one file", 20_000, |n| "某市养犬管理条例\n第一条　犬。\n第二条　猫。\n".repeat(n)),
    plain("points", 50_000, |n| (0..n).map(|at| format!("{}、不登记的。\n", numeral(at))).collect()),
    plain("paragraphs of one article", 100_000, |n| lines(n, |_| "应当登记。".to_owned())),
    plain("a table of contents", 50_000, |n| {
        let entries: String = (0..n).map(|at| format!("第{}章　犬\n", numeral(at))).collect();
        format!("{TITLE}目　录\n{entries}第一章　犬\n第一条　犬。\n")
    }),
    plain("annexes", 50_000, |n| format!("{TITLE}第一条　见附件。\n{}", "附件1\n犬名录\n".repeat(n))),
    plain("titles", 50_000, |n| "某市养犬管理条例\n".repeat(n)),
    plain("notes", 50_000, |n| {
        format!("{TITLE}（{}）\n第一条　犬。\n", "2025年1月1日某市人民代表大会常务委员会第一次会议通过 ".repeat(n))
    }),
    plain("blank lines", 1_000_000, |n| format!("{TITLE}{}第一条　犬。\n", "\n".repeat(n))),
    plain("blanks", 3_000_000, |n| format!("{TITLE}第一条{}犬。\n", " ".repeat(n))),
    plain("wide blanks", 1_000_000, |n| line(n, "\u{3000}")),
    plain("lines broken off", 50_000, |n| lines(n, |_| "应当依法办理登记的犬只和养犬人以及".to_owned())),
    plain("page numbers", 50_000, |n| lines(n, |at| format!("犬。\n— {at} —"))),
    // What is quoted, named, defined.
    plain("quotations", 100_000, |n| line(n, "“犬”、")),
    plain("quotations nested", 100_000, |n| nested(n, "“‘", "’”")),
    plain("corner brackets", 100_000, |n| line(n, "「犬」")),
    plain("quotations open", 300_000, |n| line(n, "“")),
    plain("quotations closed", 300_000, |n| line(n, "”")),
    plain("straight quotes", 300_000, |n| line(n, "\"犬")),
    plain("brackets open", 300_000, |n| line(n, "（")),
    plain("brackets closed", 300_000, |n| line(n, "）")),
    plain("brackets at odds", 100_000, |n| line(n, "（［】〔》")),
    plain("brackets one after another", 100_000, |n| line(n, "（犬）(猫)")),
    plain("titles open", 300_000, |n| line(n, "《")),
    plain("titles nested", 100_000, |n| nested(n, "《〈", "〉》")),
    plain("laws named", 100_000, |n| line(n, "《中华人民共和国行政处罚法》第三条、")),
    plain("unknown laws named", 50_000, |n| {
        (0..n).map(|at| format!("第{}条　按《某市第{at}号养犬管理办法》办理。\n", numeral(at))).collect()
    }),
    plain("laws misnamed", 20_000, |n| line(n, "《中华人民共和国行政处发法》、")),
    plain("laws misnamed that take effect", 20_000, |n| line(n, "《某市养犬管里条例》自今日起")),
    plain("references", 100_000, |n| line(n, "第三条、")),
    plain("references far ahead", 30_000, |n| {
        articles(n, |_| "违反本条例第九千条第二款第（三）项规定的，处罚款。".to_owned())
    }),
    plain("references to ranges", 50_000, |n| line(n, "第三条至第九千条、")),
    plain("references back", 50_000, |n| articles(n, |_| "依照前款和前条规定办理。".to_owned())),
    plain("references to all", 50_000, |n| articles(n, |at| format!("违反第{}条规定的，责令改正。", numeral(at)))),
    plain("definitions", 20_000, |n| articles(n, |at| format!("本条例所称犬{}类，是指某犬。", numeral(at)))),
    plain("short forms", 20_000, |n| {
        articles(n, |at| format!("某市第{}养犬管理部门（以下简称第{}部门）负责。", numeral(at), numeral(at)))
    }),
    plain("short forms of one name", 20_000, |n| {
        articles(n, |_| "某市养犬管理部门（以下简称养犬部门）负责。".to_owned())
    }),
    plain("short forms in one line", 20_000, |n| line(n, "某市养犬管理部门（以下简称养犬部门），")),
    plain("definitions in one line", 20_000, |n| line(n, "本条例所称犬，是指犬；")),
    plain("abbreviations used", 100_000, |n| {
        format!("{}{}", line(1, "某市养犬管理部门（以下简称部门）。"), "部门、".repeat(n))
    }),
    plain("repeals", 20_000, |n| articles(n, |at| format!("《某市第{at}号办法》同时废止。"))),
    plain("repeals in one line", 50_000, |n| line(n, "《某市养犬办法》、").replace("。\n", "同时废止。\n")),
    plain("penalties", 20_000, |n| {
        articles(n, |at| {
            format!(
                "违反本条例第{}条规定的，责令改正；拒不改正的，处二百元以上五百元以下罚款，没收违法所得，吊销许可证。",
                numeral(at)
            )
        })
    }),
    plain("penalties in one line", 50_000, |n| line(n, "处二百元以上五百元以下罚款，没收违法所得；")),
    plain("breaches in one line", 50_000, |n| line(n, "违反本条例第三条规定，遗弃犬只的；")),
    plain("dates", 50_000, |n| line(n, "2025年2月30日、")),
    plain("dates blank", 50_000, |n| line(n, "自　年　月　日起施行，")),
    plain("dates that never end", 100_000, |n| line(n, "2025年")),
    plain("effective dates", 20_000, |n| articles(n, |_| "本条例自2026年1月1日起施行。".to_owned())),
    plain("quantities", 100_000, |n| line(n, "三个月以上5年以下、百分之三十、")),
    plain("places", 100_000, |n| line(n, "县（市、区）人民政府、")),
    plain("amendments", 20_000, |n| {
        let body: String = (0..n).map(|at| format!("{}、将第三条修改为：“第三条　犬。”\n", numeral(at))).collect();
        format!("关于修改《某市养犬管理条例》的决定\n{body}")
    }),
    // One character, one word.
    plain("one character", 1_000_000, |n| line(n, "犬")),
    plain("digits", 3_000_000, |n| line(n, "7")),
    plain("numerals", 1_000_000, |n| line(n, "三")),
    plain("tens", 300_000, |n| line(n, "三十")),
    plain("a number with points", 1_000_000, |n| line(n, "7.")),
    plain("only 第", 1_000_000, |n| line(n, "第")),
    plain("only 条", 1_000_000, |n| line(n, "条")),
    plain("only 的", 1_000_000, |n| line(n, "的")),
    plain("only 、", 1_000_000, |n| line(n, "、")),
    plain("only 。", 1_000_000, |n| line(n, "。")),
    plain("only ，", 1_000_000, |n| line(n, "，")),
    plain("only …", 1_000_000, |n| line(n, "…")),
    plain("commas of half width", 300_000, |n| line(n, "犬,")),
    plain("stops of half width", 1_000_000, |n| line(n, ".")),
    plain("colons", 300_000, |n| line(n, "犬：")),
    plain("semicolons", 300_000, |n| line(n, "犬；")),
    plain("letters", 3_000_000, |n| line(n, "a")),
    plain("letters of full width", 300_000, |n| line(n, "犬Ａ１")),
    plain("words with blanks between", 300_000, |n| line(n, "犬 猫　")),
    plain("words doubled", 100_000, |n| line(n, "应当应当，")),
    plain("words misspelt", 100_000, |n| line(n, "末按规定作处罚，")),
    plain("slips", 30_000, |n| line(n, "依法追宪刑事责任，定期进行检查、维户；")),
    plain("invisible characters", 300_000, |n| line(n, "犬\u{200b}")),
    plain("marks that combine", 1_000_000, |n| line(n, "\u{301}")),
    plain("NUL", 3_000_000, |n| "\0".repeat(n)),
    plain("ends of lines, CR", 1_000_000, |n| "\r".repeat(n)),
    plain("ends of lines, CR and LF", 300_000, |n| "犬。\r\n".repeat(n)),
    plain("line separators", 300_000, |n| line(n, "犬\u{2028}\u{b}\u{85}")),
    plain("astral characters", 300_000, |n| line(n, "𠮷")),
    plain("characters of no Chinese", 300_000, |n| line(n, "é日本語ない한국")),
    plain("comments left over", 50_000, |n| line(n, "【注：待定】（待核）××")),
    plain("identical paragraphs", 30_000, |n| {
        format!("{TITLE}{}", format!("第一条　{SENTENCE}\n{SENTENCE}\n").repeat(n))
    }),
    // Markdown.
    markdown("Markdown: articles", 100_000, |n| articles(n, |_| SENTENCE.to_owned()).replace('\n', "\n\n")),
    markdown("Markdown: one paragraph", 100_000, |n| articles(n, |_| SENTENCE.to_owned())),
    markdown("Markdown: one line", 10_000_000 / SENTENCE.len(), |n| line(n, SENTENCE)),
    markdown("Markdown: block quotes nested", 30_000, |n| format!("{}犬\n", "> ".repeat(n))),
    markdown("Markdown: lists nested", 1_000, |n| (0..n).map(|at| format!("{}- 犬\n", "  ".repeat(at))).collect()),
    markdown("Markdown: lists nested in a line", 30_000, |n| format!("{}犬\n", "- ".repeat(n))),
    markdown("Markdown: list", 100_000, |n| "- 犬\n".repeat(n)),
    markdown("Markdown: emphasis", 100_000, |n| line(n, "**犬** *猫*、")),
    markdown("Markdown: emphasis open", 100_000, |n| line(n, "*犬_猫")),
    markdown("Markdown: emphasis open, doubled", 100_000, |n| line(n, "**犬 __猫 ")),
    markdown("Markdown: stars", 300_000, |n| line(n, "*")),
    markdown("Markdown: backticks", 100_000, |n| (0..n).map(|at| format!("{}犬", "`".repeat(at % 100 + 1))).collect()),
    markdown("Markdown: brackets open", 300_000, |n| line(n, "[")),
    markdown("Markdown: brackets nested", 100_000, |n| nested(n, "[", "]")),
    markdown("Markdown: links", 100_000, |n| line(n, "[犬](猫)")),
    markdown("Markdown: links half", 100_000, |n| line(n, "[犬](")),
    markdown("Markdown: pictures", 100_000, |n| line(n, "![犬](猫)")),
    markdown("Markdown: references", 30_000, |n| (0..n).map(|at| format!("[犬{at}]\n\n[犬{at}]: 猫\n\n")).collect()),
    markdown("Markdown: footnotes", 30_000, |n| (0..n).map(|at| format!("犬[^{at}]\n\n[^{at}]: 猫\n\n")).collect()),
    markdown("Markdown: table", 50_000, |n| format!("| 甲 | 乙 |\n|---|---|\n{}", "| 犬 | 猫 |\n".repeat(n))),
    markdown("Markdown: table of one row", 50_000, |n| {
        format!("{}|\n{}|\n{}|\n", "|甲".repeat(n), "|-".repeat(n), "|乙".repeat(n))
    }),
    markdown("Markdown: tables", 30_000, |n| "| 甲 | 乙 |\n|---|---|\n| 犬 | 猫 |\n\n".repeat(n)),
    markdown("Markdown: headings", 100_000, |n| {
        (0..n).map(|at| format!("## 第{}条\n\n犬。\n\n", numeral(at))).collect()
    }),
    markdown("Markdown: underlined headings", 50_000, |n| "第一条\n===\n\n犬。\n\n".repeat(n)),
    markdown("Markdown: comments", 100_000, |n| "<!-- 犬 -->\n\n第一条　犬。\n\n".repeat(n)),
    markdown("Markdown: comments in one line", 100_000, |n| line(n, "犬<!-- 猫 -->")),
    markdown("Markdown: comments open", 100_000, |n| line(n, "<!-- 犬 ")),
    markdown("Markdown: comments open, in blocks", 50_000, |n| "<!-- 犬\n\n".repeat(n)),
    markdown("Markdown: tags", 100_000, |n| line(n, "<b>犬</b>")),
    markdown("Markdown: tags open", 100_000, |n| line(n, "<b ")),
    markdown("Markdown: tags nested", 50_000, |n| nested(n, "<div>", "</div>")),
    markdown("Markdown: table in HTML", 50_000, |n| format!("<table>{}</table>\n", "<tr><td>犬</td></tr>\n".repeat(n))),
    markdown("Markdown: entities", 200_000, |n| line(n, "&nbsp;犬&#12288;")),
    markdown("Markdown: entities open", 300_000, |n| line(n, "&nbsp")),
    markdown("Markdown: ampersands", 300_000, |n| line(n, "&")),
    markdown("Markdown: less-thans", 300_000, |n| line(n, "<")),
    markdown("Markdown: backslashes", 300_000, |n| line(n, "\\*犬")),
    markdown("Markdown: code", 50_000, |n| "```\n第一条　犬,猫\n```\n".repeat(n)),
    markdown("Markdown: lines broken hard", 100_000, |n| lines(n, |_| "犬。  ".to_owned())),
    markdown("Markdown: rules", 100_000, |n| "---\n\n".repeat(n)),
];
