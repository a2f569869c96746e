//! Lines that end where the page was full: a text that was copied from a printed page has a break there, and none of
//! them parts paragraphs.
//!
//! Whether a text is such a copy shows in all of it: many lines stop in the middle of a sentence, nearly all of those at
//! one width, and hardly a line is longer; or at twice, three times that width, where somebody has joined some of them. In
//! any other text only those breaks are mended that a page's number stands at.

use unicode_width::UnicodeWidthStr;

use super::TraceKind;
use super::cuts::Cut;
use crate::diagnostic::Span;
use crate::source::prose::{LineStyle, Prose};
use crate::writing::label;

/// A line that is not blank.
struct Line<'t> {
    /// Without the blanks around it.
    text: &'t str,
    /// Where it stands in the prose.
    span: Span,
    /// What is printed of it, with the blanks before it.
    shown: &'t str,
    /// Whether it is no heading and no row of a table.
    plain: bool,
    /// Whether blanks stand before it.
    indented: bool,
    /// Whether a blank line stands before it.
    apart: bool,
}

impl Line<'_> {
    /// How many cells it takes, its indent included.
    fn width(&self) -> usize {
        self.shown.width_cjk()
    }
}

/// The line breaks that part no paragraphs; `pages` are the places of page numbers, in order.
pub(super) fn breaks(prose: &Prose, pages: &[usize]) -> Vec<Cut> {
    let lines = lines(prose);
    let width = page_width(&lines);
    if width.is_none() && pages.is_empty() {
        return Vec::new();
    }
    let indents = indents(&lines);
    let hangs = indents && lines.iter().filter(|line| line.plain && !line.indented).count() * 3 >= lines.len();
    let mut joiner = Joiner { lines: &lines, width, indents, hangs, article: 0, item: 0, joined: false };
    let mut cuts = Vec::new();
    for at in 1..lines.len() {
        let (before, here) = (&lines[at - 1], &lines[at]);
        joiner.count(before);
        let full = joiner.goes_on(at);
        let gap = Span::new(before.span.end, here.span.start);
        let paged = || {
            let first = pages.partition_point(|&page| page < before.span.end);
            pages.get(first).is_some_and(|&page| page <= here.span.start)
                && before.plain
                && here.plain
                && is_unfinished(before.text)
                && joiner.in_sentence(before)
                && !joiner.opens(before, here, true)
        };
        let kind = if full { Some(TraceKind::Wrap) } else { paged().then_some(TraceKind::PageBreak) };
        joiner.joined = kind.is_some();
        let Some(kind) = kind else { continue };
        let tail = before.text.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        let shown = Span::new(before.span.start + tail, before.span.end);
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let spaced = latin(before.text.chars().next_back()) && latin(here.text.chars().next());
        cuts.push(Cut { shown, spaced, ..Cut::of(kind, gap) });
    }
    cuts
}

fn lines(prose: &Prose) -> Vec<Line<'_>> {
    let mut apart = false;
    let mut lines = Vec::new();
    for line in &prose.lines {
        let whole = line.span.of(&prose.text);
        let text = whole.trim_matches(label::is_blank);
        if text.is_empty() {
            apart = true;
            continue;
        }
        let start = line.span.start + whole.len() - whole.trim_start_matches(label::is_blank).len();
        let span = Span::new(start, start + text.len());
        let plain = line.style == LineStyle::Plain;
        let indented = start > line.span.start;
        let shown = Span::new(line.span.start, span.end).of(&prose.text);
        lines.push(Line { text, span, shown, plain, indented, apart: std::mem::take(&mut apart) });
    }
    lines
}

/// The width of the page in cells, where the text is a copy of one.
fn page_width(lines: &[Line<'_>]) -> Option<usize> {
    /// Fewer broken sentences do not tell a copy.
    const FEWEST: usize = 3;
    /// No page is narrower.
    const NARROWEST: usize = 40;
    /// By how much the lines of one page differ, as no line begins with a stop.
    const RAGGED: usize = 5;
    let broken = |pair: &&[Line<'_>]| {
        let (line, next) = (&pair[0], &pair[1]);
        line.plain && next.plain && is_unfinished(line.text) && !opens_unit(next.text)
    };
    let unfinished = || lines.windows(2).filter(broken).map(|pair| &pair[0]);
    let count = unfinished().count();
    if count < FEWEST || count * 7 < lines.len() {
        return None;
    }
    let mut widths: Vec<usize> = unfinished().map(|line| line.width()).collect();
    widths.sort_unstable();
    let width = widths[count * 3 / 4];
    let near = widths.iter().filter(|own| own.abs_diff(width) <= RAGGED).count();
    let longer = lines.iter().filter(|line| line.width() > width + RAGGED).count();
    if width >= NARROWEST && near * 10 >= count * 7 && longer * 20 <= lines.len() {
        return Some(width);
    }
    joined_width(&widths)
}

/// The width of the page where some of its lines are joined: that of the shortest lines that stop in the middle of a sentence,
/// of which nearly all others are multiples. The widths are in order.
fn joined_width(widths: &[usize]) -> Option<usize> {
    /// Fewer lines may have such widths by chance.
    const FEWEST: usize = 12;
    const WIDTHS: std::ops::Range<usize> = 40..90;
    let of_width =
        |width: usize| widths.partition_point(|own| *own <= width + 1) - widths.partition_point(|own| own + 1 < width);
    let single = widths.iter().copied().filter(|width| WIDTHS.contains(width));
    let width = single.max_by_key(|&width| of_width(width))?;
    let multiples =
        widths.iter().filter(|own| left_in_line(**own, width).unsigned_abs() <= 3 * lines_in(**own, width)).count();
    (widths.len() >= FEWEST && multiples * 10 >= widths.len() * 8).then_some(width)
}

/// How many lines of the page a line is.
const fn lines_in(own: usize, width: usize) -> usize {
    let lines = (own + width / 2) / width;
    if lines == 0 { 1 } else { lines }
}

/// How many cells a line leaves free of those; negative where it is longer.
const fn left_in_line(own: usize, width: usize) -> isize {
    (lines_in(own, width) * width) as isize - own as isize
}

/// Whether most of the lines that open a unit are indented: then a line that is not goes on with a paragraph.
fn indents(lines: &[Line<'_>]) -> bool {
    let openings = || lines.iter().filter(|line| label::article(line.text, 0).is_some());
    openings().filter(|line| line.indented).count() * 2 > openings().count()
}

/// Whether a line stops in the middle of a sentence.
fn is_unfinished(text: &str) -> bool {
    let closed = |c: char| matches!(c, '”' | '’' | '）' | ')' | '」' | '』' | '"' | '】');
    let last = text.trim_end_matches(closed).chars().next_back();
    label::division(text, 0).is_none_or(|mark| mark.gap.is_empty())
        && last
            .is_some_and(|c| !matches!(c, '。' | '；' | '：' | '！' | '？' | ';' | ':' | '.' | '!' | '?' | '…' | '_'))
}

/// Whether a line's start promises a unit of its own.
fn opens_unit(text: &str) -> bool {
    label::article_line(text, 0).is_some()
        || label::division(text, 0).is_some()
        || label::item(text, 0).is_some()
        || text.starts_with(['附', '│', '┌', '├', '└', '|', '+', '#', '>'])
        || text.starts_with("目录")
}

/// Which lines go on with the one before.
struct Joiner<'l, 't> {
    lines: &'l [Line<'t>],
    width: Option<usize>,
    indents: bool,
    /// Whether indents open paragraphs, and the lines that go on with one have none.
    hangs: bool,
    /// The numbers of the last article and the last item.
    article: u32,
    item: u32,
    /// Whether the line before goes on with the one before it.
    joined: bool,
}

impl Joiner<'_, '_> {
    /// Counts a line's label.
    fn count(&mut self, line: &Line<'_>) {
        if self.joined {
            return;
        }
        if let Some(mark) = label::article_line(line.text, 0) {
            (self.article, self.item) = (mark.ordinal.number, 0);
        } else if let Some(mark) = label::item(line.text, 0) {
            self.item = mark.number;
        }
    }

    /// Whether a line goes on with the one before, as the page was full.
    fn goes_on(&self, at: usize) -> bool {
        /// How much of a page's width may be left before a word that did not fit.
        const LEFT: isize = 7;
        let Some(width) = self.width else { return false };
        let (before, here) = (&self.lines[at - 1], &self.lines[at]);
        if !before.plain || !here.plain {
            return false;
        }
        let left = left_in_line(before.width(), width);
        let full = left <= LEFT;
        if self.hangs && here.indented || self.opens(before, here, full) {
            return false;
        }
        if !is_unfinished(before.text) {
            // A sentence that ends where the page does: indents alone tell.
            return self.indents
                && !here.indented
                && !here.apart
                && left <= 4
                && label::division(before.text, 0).is_none();
        }
        let inside =
            self.joined || label::article_line(before.text, 0).is_some() || label::item(before.text, 0).is_some();
        full || inside && !here.apart && before.text.contains(['，', '、', '。', '；'])
    }

    /// Whether a line is, or may well be, part of a sentence: covers and signatures above the first unit are not, nor
    /// are short headings.
    fn in_sentence(&self, line: &Line<'_>) -> bool {
        const HEADING: usize = 30;
        let opens = label::article_line(line.text, 0).is_some();
        opens || self.article + self.item > 0 && line.width() > HEADING || line.text.contains(['，', '。'])
    }

    /// Whether a line opens a unit and does not go on with a reference: 违反本条例 ⏎ 第三条规定的.
    fn opens(&self, before: &Line<'_>, here: &Line<'_>, full: bool) -> bool {
        let (text, cut) = (here.text, full && is_unfinished(before.text));
        if let Some(mark) = label::article_line(text, 0) {
            let refers = label::refers(&text[mark.label.end..]);
            let next = mark.ordinal.number == self.article + 1 && mark.separator.is_empty();
            let labelled = next && !mark.gap.is_empty();
            return labelled || !cut || !refers;
        }
        if let Some(mark) = label::item(text, 0) {
            let rest = &text[mark.label.end..];
            let refers = rest.starts_with(['项', '款', '目', '至', '和', '、']);
            return !(cut && (refers || mark.number != self.item + 1 && mark.number != 1));
        }
        opens_unit(text)
    }
}

#[cfg(test)]
mod tests {
    use crate::source::{Source, TraceKind};

    fn prose(text: &str) -> String {
        Source::from_text("a.txt", text).prose().to_owned()
    }

    const COPY: &str = "第一章　总则\n第一条　为了加强对山泉的保护管理，维护山泉水质，保障居民饮\n用水安全，制定本法。\n\
        第二条　山泉保护坚持预防为主的方针。各级人民政府按照国务\n院的规定，根据统筹规划的原则设立山泉监测机构。\n\
        县级以上人民政府水行政主管部门应当及时向有关部门通报水\n质情况，医疗机构应当给予单\n位和个人必要的帮助。\n\
        第三条　违反前条第二款规定的，由县级以上人民政府水行政主\n管部门责令改正；违反本法其他规定情节严重的，依照本法\n第二条规定处理。\n";

    #[test]
    fn a_copy_of_a_page_has_its_paragraphs() {
        let joined = prose(COPY);
        let lines: Vec<&str> = joined.lines().collect();
        assert_eq!(lines.len(), 5, "{joined}");
        assert_eq!(
            lines[3],
            "县级以上人民政府水行政主管部门应当及时向有关部门通报水质情况，医疗机构应当给予单位和个人必要的帮助。"
        );
        assert!(lines[4].ends_with("依照本法第二条规定处理。"), "{joined}");
    }

    #[test]
    fn indents_tell_where_a_sentence_ends_with_the_page() {
        let text = "    第一条  为了加强山泉的保护，维护山泉的水质，保障居民饮水的\n安全，制定本法。山泉的保护适用本法。矿泉的保护也适用本法。\n\
                    国家另有规定的，从其规定；没有规定的，由省人民政府规定并公\n布。\n    第二条  山泉归国家所有，任何单位和个人不得侵占、破坏山泉和\n山泉的设施。\n";
        assert_eq!(prose(text).lines().count(), 2, "{}", prose(text));
    }

    #[test]
    fn indents_take_room_on_a_full_line_and_open_paragraphs() {
        let text = "\u{3000}\u{3000}第一条　为了加强对山泉的保护管理，维护山泉水质，保障居民饮水\n的安全，制定本法。\n\
                    \u{3000}\u{3000}第二条　山泉归国家所有，国家对山泉的取用实行统一的许可制度。\n取用山泉的单位和个人应当申请许可，按照许可的数量取用山泉的水，\n不得转让。\n\
                    \u{3000}\u{3000}山泉的主管部门应当公布山泉的水量、水质和取用的数量，接受社会\n监督\n\
                    \u{3000}\u{3000}山泉的监测由水行政主管部门组织，监测的结果应当向社会及时、准\n确地公布。\n";
        let joined = prose(text);
        let lines: Vec<&str> = joined.lines().collect();
        assert_eq!(lines.len(), 4, "{joined}");
        assert!(lines[1].contains("许可制度。取用山泉"), "{joined}");
    }

    #[test]
    fn other_texts_keep_their_lines() {
        for text in [
            "第一条　甲：\n委员长\n副委员长若干人\n秘书长\n委员\n",
            "第一条　为了加强对山泉的保护管理，维护山泉水质，保障居民饮用水安全，促进经济社会可持续发展，制定\n本法。\n第二条　乙。\n",
            "第一条　为了规范养犬行为，制定本条例。\n第二条　本市行政区域内养犬，适用本条例。\n",
        ] {
            assert_eq!(prose(text), text);
        }
    }

    #[test]
    fn a_sentence_goes_on_behind_a_page_number() {
        let text = "第二条　取用山泉水的，登记有效\n— 3 —\n的证明文件。\n第三条　乙。\n— 4 —\n第四条　丙。\n";
        let source = Source::from_text("a.txt", text);
        assert_eq!(source.prose(), "第二条　取用山泉水的，登记有效的证明文件。\n第三条　乙。\n第四条　丙。\n");
        assert_eq!(source.traces().iter().filter(|trace| trace.kind == TraceKind::PageBreak).count(), 1);
    }
}
