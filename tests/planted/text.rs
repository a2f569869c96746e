//! Sentences broken into two lines, doubled words, contents that say otherwise.

use falint::diagnostic::Span;

use super::draft::{Draft, Line, Look, Planting};
use super::random::Random;

/// Words that are often typed twice.
const WORDS: [&str; 40] = [
    "应当",
    "规定",
    "管理",
    "部门",
    "人民政府",
    "责令",
    "进行",
    "依法",
    "单位",
    "条例",
    "工作",
    "处罚",
    "行政",
    "主管部门",
    "有关",
    "组织",
    "监督",
    "检查",
    "提供",
    "建设",
    "服务",
    "安全",
    "个人",
    "企业",
    "罚款",
    "改正",
    "违法",
    "行为",
    "负责",
    "机关",
    "办法",
    "制定",
    "要求",
    "保护",
    "国家",
    "市场",
    "信息",
    "社会",
    "生产",
    "使用",
];

/// The ways a line is broken: with or without a blank line, with or without indentation; in Markdown a break without a blank
/// line parts no paragraphs.
fn line_break(draft: &Draft, random: &mut Random, line: &Line) -> String {
    let end = draft.line_end();
    let indent = &draft.text[line.span.start..line.label.start];
    match random.below(3) {
        _ if draft.is_markdown() => format!("{end}{end}"),
        0 => end.to_owned(),
        1 => format!("{end}{end}"),
        _ => format!("{end}{indent}"),
    }
}

/// A paragraph broken behind a comma.
pub fn broken_at_comma(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let commas = draft.places("，");
    let at = random.pick(&commas)?.end;
    let line = draft.lines[draft.line_at(at)];
    Some(draft.plant_near(Span::new(at, at), line_break(draft, random, &line)))
}

/// A paragraph broken between two words: between Chinese characters, away from any mark.
pub fn broken_in_clause(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let lines: Vec<&Line> = draft.body_lines().collect();
    let line = *random.pick(&lines)?;
    let text = draft.str(line.body);
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let chinese = |&(_, c): &(usize, char)| matches!(c, '\u{4E00}'..='\u{9FFF}');
    let inside: Vec<usize> =
        chars.windows(6).filter(|window| window.iter().all(chinese)).map(|window| window[3].0).collect();
    let at = line.body.start + random.pick(&inside)?;
    Some(draft.plant_near(Span::new(at, at), line_break(draft, random, line)))
}

/// A word typed twice.
pub fn doubled_word(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let word = random.pick(&WORDS)?;
    let places = draft.places(word);
    Some(Draft::plant(*random.pick(&places)?, word.repeat(2)))
}

/// The same law with a table of contents; `None` where it has no chapters, or has one already.
pub fn with_contents(draft: &Draft) -> Option<Draft> {
    let headings: Vec<&Line> = draft.lines.iter().filter(|line| line.look == Look::Heading).collect();
    let at = headings.first().filter(|_| headings.len() >= 3)?.span.start;
    if at > draft.lines[draft.articles.first()?.lines.start].span.start || draft.text[..at].contains('录') {
        return None;
    }
    // A text that lists its chapters already has its first label twice.
    let first = draft.str(headings[0].label);
    if headings[0].number != 1
        || headings[1..].iter().any(|line| draft.str(line.label) == first && first.ends_with('章'))
    {
        return None;
    }
    let gap = if draft.is_markdown() { draft.line_end().repeat(2) } else { draft.line_end().to_owned() };
    let entry = |line: &&Line| format!("{}{gap}", &draft.text[line.label.start..line.body.end]);
    let contents: String = headings.iter().map(entry).collect();
    let text = [&draft.text[..at], "目　录", &gap, &contents, &draft.text[at..]].concat();
    Some(Draft::new(&draft.name, &text, draft.encoding))
}

/// An entry of the contents that differs from its heading.
pub fn contents_differ(draft: &Draft, random: &mut Random) -> Option<Planting> {
    let first = draft.articles.first()?.lines.start;
    let headings = draft.lines[..first].iter().filter(|line| line.look == Look::Heading);
    // The last heading before the first article is the body's own, as are the ones that repeat it.
    let mut entries: Vec<&Line> = headings.collect();
    let own = entries.iter().rposition(|line| draft.str(line.label) == draft.str(entries[0].label))?;
    entries.truncate(own);
    let line = random.pick(&entries)?;
    let name: Vec<char> = draft.str(line.body).chars().collect();
    let written: Vec<usize> = (0..name.len()).filter(|&at| !name[at].is_whitespace()).collect();
    let at = *random.pick(&written)?;
    let end: String = name[at + 1..].iter().collect();
    let start: String = name[..at].iter().collect();
    let number = draft.str(line.label).chars().nth(1)?;
    Some(match random.below(4) {
        0 if written.len() > 2 => Draft::plant(line.body, format!("{start}{end}")),
        1 => Draft::plant(line.body, format!("{start}异{end}")),
        2 => Draft::plant(line.body, format!("{start}{}与{end}", name[at])),
        _ => {
            let other = if number == '二' { "四" } else { "二" };
            Draft::plant(line.label, draft.str(line.label).replace(number, other))
        }
    })
}
