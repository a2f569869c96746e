//! What stands before the body: title and enactment note.

pub use super::instrument::{Around, Instrument, Kind, Stage, instrument};
use super::line::{Raw, Shape};
use super::office;
pub use super::title::Title;
use super::title::{LONGEST, bare, is_title, split_draft_words, split_suffix, type_of, without_stop};
use crate::diagnostic::Span;
use crate::lexicon::notes;
use crate::source::LineStyle;

/// The front of a text, read.
#[derive(Debug)]
pub struct Front {
    /// The title.
    pub title: Option<Title>,
    /// Which lines are the title's.
    pub title_lines: std::ops::Range<usize>,
}

/// Whether a line is a name in the middle of a sentence: …制定了 / 《某某办法》 / ，现予发布.
fn is_named_within(text: &str, raw: &Raw) -> bool {
    let behind = text[raw.span.end..].trim_start();
    raw.span.of(text).starts_with('《') && behind.starts_with(['，', '、', '。', '；', ',', '等'])
}

/// Finds the title among the lines before the body.
pub fn read(text: &str, raws: &[Raw]) -> Front {
    let heading =
        raws.iter().position(|raw| matches!(raw.style, LineStyle::Heading(1)) && matches!(raw.shape, Shape::Text));
    let plain = |raw: &Raw| matches!(raw.shape, Shape::Text);
    let titled = |(_, raw): &(usize, &Raw)| plain(raw) && is_title(raw.span.of(text)) && !is_named_within(text, raw);
    let candidate = raws.iter().enumerate().rfind(titled).map(|(at, _)| at);
    let named = |raw: &Raw| {
        let line = raw.span.of(text);
        let sentence = || line.contains(['。', '：', '，', ':']) || line.chars().nth(LONGEST).is_some();
        let title = plain(raw) && !office::is_letterhead(line) && !office::is_number(line) && !sentence();
        title && !is_named_within(text, raw)
    };
    // An announcement may have no title but its number.
    let numbered = |raw: &Raw| {
        let line = raw.span.of(text);
        plain(raw) && line.contains("公告") && office::is_number(line)
    };
    let first = |is: &dyn Fn(&Raw) -> bool| raws.iter().position(is);
    let Some(found) = heading.or(candidate).or_else(|| first(&numbered)).or_else(|| first(&named)) else {
        return Front { title: None, title_lines: 0..0 };
    };
    let short = |raw: &Raw| {
        let line = raw.span.of(text);
        let around = office::is_letterhead(line) || office::is_number(line);
        plain(raw)
            && !around
            && line.chars().count() <= 40
            && !line.contains(['。', '；', '，', '：', ';', ',', ':', '》'])
    };
    let mut first = found;
    let mut last = found + 1;
    if heading.is_none() {
        // 关于修改…的决定 below the name of who decides; （修订草案） below the name.
        let opens = raws[found].span.of(text).trim_start_matches('《');
        let goes_on =
            opens.starts_with("关于") || type_of(&bare(opens)).is_some_and(|(ending, _)| ending == bare(opens));
        if goes_on && first > 0 && short(&raws[first - 1]) {
            first -= 1;
        }
        if let Some(next) = raws.get(last) {
            let line = bare(next.span.of(text));
            if line.starts_with(['（', '('])
                && split_suffix(&line).1.is_some()
                && line.chars().count() <= 20
                && line.contains(['草', '稿', '试'])
            {
                last += 1;
            }
        }
    }
    let joined: String = raws[first..last].iter().map(|raw| bare(raw.span.of(text))).collect();
    let joined = bare(without_stop(&joined));
    let (named, bracket) = split_suffix(&joined);
    let (name, words) = split_draft_words(named);
    let tail = joined.rfind(name).map_or("", |at| &joined[at + name.len()..]).trim_start_matches('》').to_owned();
    let suffix = if words.is_empty() { bracket.map(str::to_owned) } else { Some(tail.clone()) };
    let span = Span::new(raws[first].span.start, raws[last - 1].span.end);
    Front { title: Some(Title { span, name: bare(name), suffix, tail }), title_lines: first..last }
}

/// Whether a line before the body may open the enactment note: in brackets, or led by a date. A sentence that begins
/// with a date and a comma is none, nor one that leads on to the body: 根据2010年4月29日修正的《…》，规定如下：
fn opens_note(line: &str) -> bool {
    let bracketed = line.starts_with(['（', '(']);
    let dated = line.starts_with(|c: char| c.is_ascii_digit()) || line.starts_with("根据") || line.starts_with("自");
    bracketed
        || dated
            && !line.ends_with(['：', ':'])
            && !(line.ends_with('。') && (line.contains("日，") || line.contains("日,")))
}

/// Whether a line before the body belongs to the enactment note: it may open one and tells who passed or published the
/// text.
pub fn is_note(line: &str) -> bool {
    opens_note(line) && names_event(line)
}

/// Whether a line tells who passed or published the text.
fn names_event(line: &str) -> bool {
    notes::EVENTS.iter().any(|event| line.contains(event))
}

/// How many lines a note may take whose brackets stay open: behind that, they were never closed.
const NOTE_LINES: usize = 12;

/// Which of the lines before the body, from line `from` on, are the enactment note's. A note goes on until its brackets
/// and title marks close.
pub fn note_lines(text: &str, raws: &[Raw], from: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = from;
    while let Some(raw) = raws.get(at) {
        let line = raw.span.of(text);
        let mut level = if opens_note(line) { depth(line) } else { 0 };
        let behind = raws[at + 1..].iter().take(NOTE_LINES).position(|raw| {
            level += depth(raw.span.of(text));
            level <= 0
        });
        let end = match behind {
            Some(behind) if opens_note(line) && depth(line) > 0 => at + behind + 2,
            Some(_) | None => at + 1,
        };
        if opens_note(line) && raws[at..end].iter().any(|raw| names_event(raw.span.of(text))) {
            out.extend(at..end);
        }
        at = end;
    }
    out
}

/// How many brackets and title marks a line leaves open.
fn depth(line: &str) -> i32 {
    line.chars().fold(0, |depth, c| match c {
        '（' | '(' | '《' => depth + 1,
        '）' | ')' | '》' => depth - 1,
        _ => depth,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn front(text: &str) -> (Front, Instrument) {
        let source = Source::from_text("a.txt", text);
        let raws = super::super::line::read(source.prose(), source.prose_lines());
        let front = read(text, &raws);
        let notes = note_lines(text, &raws, front.title_lines.end);
        let notes: Vec<&str> = notes.iter().map(|&at| raws[at].span.of(text)).collect();
        let around = Around { notes: &notes, ..Around::default() };
        let instrument = instrument(front.title.as_ref(), &around, false);
        (front, instrument)
    }

    #[test]
    fn title_in_marks_with_a_stage() {
        let (front, instrument) = front("《鞍山市科学技术进步条例（修订草案）》\n");
        let title = front.title.expect("a title");
        assert_eq!((title.name.as_str(), title.suffix.as_deref()), ("鞍山市科学技术进步条例", Some("修订草案")));
        assert_eq!(instrument.kind, Kind::LocalRegulation);
        assert_eq!(instrument.stage, Stage::Draft);
        assert_eq!(instrument.self_name, Some("本条例"));
    }

    #[test]
    fn title_below_an_announcement_and_over_two_lines() {
        let text = "某市人民代表大会常务委员会公告\n第12号\n现予公布，自公布之日起施行。\n某市人民代表大会常务委员会\n2024年5月1日\n\
                    某市养犬管理条例\n（草案）\n";
        let (front, instrument) = front(text);
        let title = front.title.expect("a title");
        assert_eq!((title.name.as_str(), title.suffix.as_deref()), ("某市养犬管理条例", Some("草案")));
        assert_eq!(instrument.stage, Stage::Draft);
    }

    #[test]
    fn words_of_a_draft_without_a_bracket_and_a_stop_behind_the_title() {
        for (title, name, tail) in [
            ("某市养犬管理条例修订草案", "某市养犬管理条例", "修订草案"),
            ("某市养犬管理条例草案（修订）", "某市养犬管理条例", "草案（修订）"),
            ("某市养犬管理条例征求意见稿", "某市养犬管理条例", "征求意见稿"),
            ("某市养犬管理条例(草案)", "某市养犬管理条例", "(草案)"),
            ("《某市养犬管理条例》（草案）", "某市养犬管理条例", "（草案）"),
            ("某市养犬管理条例。", "某市养犬管理条例", ""),
            ("某市养犬管理条例修正案（草案）", "某市养犬管理条例修正案", "（草案）"),
        ] {
            let (front, instrument) = front(&format!("{title}\n第一条　甲。\n"));
            let found = front.title.expect("a title");
            assert_eq!((found.name.as_str(), found.tail.as_str()), (name, tail), "{title}");
            assert_eq!(instrument.stage, Stage::Draft);
            assert!(instrument.self_name.is_some(), "{title}");
        }
    }
}
