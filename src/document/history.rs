//! What the enactment note (题注) or the announcement before the title tells of a text's history: when it was passed, approved, published, amended, revised;
//! and the day on which the text in front of us stood as it is written.

use jiff::civil::Date;

use super::date::{EffectiveClause, EffectiveDay, Subject};
use super::tree::front::{Kind, Stage, Title};
use super::tree::label::is_blank;
use super::tree::{Role, numeral};
use super::{Document, Fact, date};
use crate::diagnostic::Span;
use crate::lexicon::notes;

/// What happened to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// 通过
    Passed,
    /// 批准
    Approved,
    /// 修正: single articles were changed, by a decision; the text keeps its effective date.
    Amended,
    /// 修订: the whole text was made anew, as a rule with a new effective date.
    Revised,
    /// 公布, 发布, 颁布
    Published,
    /// 施行
    Effective,
}

impl EventKind {
    /// Whether the text became another by it: 修正, 修订.
    pub const fn is_change(self) -> bool {
        match self {
            Self::Amended | Self::Revised => true,
            Self::Passed | Self::Approved | Self::Published | Self::Effective => false,
        }
    }
}

/// One event of the note. Where a deed took several days (通过并经…批准的《…决定》修正), each makes an event, all with the
/// verb of the deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Its day.
    pub date: Date,
    /// What happened.
    pub kind: EventKind,
    /// The day as written.
    pub span: Span,
    /// The word that says what happened: 通过, 修正.
    pub verb: Span,
    /// Which of its kind the note says it is: 第二次修正.
    pub turn: Option<Turn>,
    /// The decision that made the change, with its marks where it has them: 《关于修改〈…〉的决定》.
    pub decision: Option<Span>,
}

/// 第二次
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Its number.
    pub number: u32,
    /// All of it.
    pub span: Span,
}

/// The verbs of events. 现予公布 stands without its day and is none. Where several stand behind one date, each makes an event, but for the verbs that a change takes
/// into its service: 修订通过, 修正并公布 are changes.
const VERBS: [(&str, EventKind); 10] = [
    ("修正", EventKind::Amended),
    ("修改", EventKind::Amended),
    ("修订", EventKind::Revised),
    ("通过", EventKind::Passed),
    ("批准", EventKind::Approved),
    ("公布", EventKind::Published),
    ("发布", EventKind::Published),
    ("颁布", EventKind::Published),
    ("施行", EventKind::Effective),
    ("实施", EventKind::Effective),
];

static HISTORY: Fact<Vec<Event>> = Fact::read_by(read);
static LATEST: Fact<Option<Date>> = Fact::read_by(latest);
static WORDED: Fact<Option<Date>> = Fact::read_by(worded);

impl Document {
    /// What the enactment note tells: when the text was passed, approved, amended, published, as it tells it.
    pub fn history(&self) -> &[Event] {
        HISTORY.of(self)
    }

    /// The day on which the text stood as written: the latest of what its note tells and of its own effective dates.
    /// `None` for a draft being written now, whose effective date is blank, and where nothing tells. A text that calls
    /// itself a draft stands on its own effective date, where that is later than all its note tells.
    pub fn latest_date(&self) -> Option<Date> {
        *LATEST.of(self)
    }

    /// The day its wording is from: [`Self::latest_date`], but amendments of national texts in force do not count; of a
    /// notice that tells nothing else, the day on which it was signed.
    pub fn wording_date(&self) -> Option<Date> {
        *WORDED.of(self)
    }

    /// The day on which the text was made, or made anew: amendments of single articles do not count.
    pub fn made_date(&self) -> Option<Date> {
        stood(self, |event| event.kind != EventKind::Amended)
    }
}

/// Reads the notes.
fn read(document: &Document) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut at = 0;
    let is_note = |at: usize| {
        document.blocks.get(at).is_some_and(|block| {
            block.role == Role::Note || block.role == Role::Front && announces(document.str(block.span))
        })
    };
    while at < document.blocks.len() && !is_first_article(document, at) {
        if !is_note(at) {
            at += 1;
            continue;
        }
        let start = document.blocks[at].span.start;
        while is_note(at + 1) {
            at += 1;
        }
        note(document, Span::new(start, document.blocks[at].span.end), &mut events);
        at += 1;
    }
    events
}

/// Whether a line before the title is the announcement: 已经2026年3月1日市政府第5次常务会议通过，现予公布.
fn announces(line: &str) -> bool {
    line.contains("通过") && notes::ANNOUNCING.iter().any(|word| line.contains(word))
}

fn is_first_article(document: &Document, block: usize) -> bool {
    matches!(document.blocks[block].role, Role::Paragraph(paragraph) if document.paragraphs[paragraph].article.is_some())
}

/// One note, of a line or several: each date with the verbs up to the next date.
fn note(document: &Document, note: Span, events: &mut Vec<Event>) {
    let mentions = document.dates();
    let first = mentions.partition_point(|mention| mention.span.start < note.start);
    let mentions: Vec<_> = mentions[first..]
        .iter()
        .take_while(|mention| mention.span.end <= note.end)
        .filter(|mention| !document.quotes().in_title(mention.span.start))
        .filter_map(|mention| Some((mention.span, mention.date()?)))
        .collect();
    // Dates whose verb only leads to the next one: 通过并经…批准的《…决定》修正.
    let mut pending: Vec<(Span, Date)> = Vec::new();
    for (at, &(span, date)) in mentions.iter().enumerate() {
        let end = mentions.get(at + 1).map_or(note.end, |&(next, _)| next.start);
        let deed = deed(&document.text()[span.end..end], span.end);
        if deed.leads_on && at + 1 < mentions.len() {
            pending.push((span, date));
            continue;
        }
        let decision = deed.decision;
        let event = |(span, date): (Span, Date), act: &Act| Event {
            date,
            kind: act.kind,
            span,
            verb: act.verb,
            turn: act.turn,
            decision: decision.filter(|_| act.kind.is_change()),
        };
        let main = deed.acts.iter().find(|act| act.kind.is_change()).or(deed.acts.first());
        for day in pending.drain(..) {
            events.extend(main.map(|act| event(day, act)));
        }
        events.extend(deed.acts.iter().map(|act| event((span, date), act)));
    }
}

/// What stands behind a date.
#[derive(Debug)]
struct Deed {
    acts: Vec<Act>,
    decision: Option<Span>,
    /// Whether what follows the next date tells what it was about.
    leads_on: bool,
}

/// A verb of the note.
#[derive(Debug)]
struct Act {
    kind: EventKind,
    verb: Span,
    turn: Option<Turn>,
}

/// Reads what stands behind a date; `text` starts at byte `origin` of the document.
fn deed(text: &str, origin: usize) -> Deed {
    let mut acts: Vec<Act> = Vec::new();
    let mut decision = None;
    let mut leads_on = false;
    let mut depth = 0_usize;
    let mut title = 0;
    // 关于修改…的决定 without marks is a title, too.
    let mut about = None;
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        match c {
            '《' => {
                title = if depth == 0 { at } else { title };
                depth += 1;
            }
            '》' if depth == 1 => {
                depth = 0;
                decision = changing(text, title, at + c.len_utf8(), origin).or(decision);
            }
            '》' => depth = depth.saturating_sub(1),
            '关' if depth == 0 && about.is_none() && rest.starts_with("关于") => about = Some(at),
            '决' if rest.starts_with("决定") || rest.starts_with("决议") => {
                if let Some(from) = about.take().filter(|_| depth == 0) {
                    decision = changing(text, from, at + "决定".len(), origin).or(decision);
                }
            }
            _ => {}
        }
        if depth > 0 || about.is_some() {
            continue;
        }
        if let Some(&(verb, kind)) = VERBS.iter().find(|(verb, _)| rest.starts_with(verb))
            && !text[..at].ends_with('予')
        {
            let behind = &rest[verb.len()..];
            leads_on = notes::GOING_ON.iter().any(|word| behind.starts_with(word));
            if !acts.iter().any(|act| act.kind == kind) {
                let verb = Span::new(origin + at, origin + at + verb.len());
                acts.push(Act { kind, verb, turn: turn(&text[..at], origin) });
            }
        }
    }
    // The decision was passed or approved, the text was changed by it.
    if acts.iter().any(|act| act.kind.is_change()) {
        acts.retain(|act| !matches!(act.kind, EventKind::Passed | EventKind::Approved));
    }
    Deed { acts, decision, leads_on }
}

/// The title `text[from..to]`, where it is that of a decision that changes texts.
fn changing(text: &str, from: usize, to: usize, origin: usize) -> Option<Span> {
    let title = &text[from..to];
    let changes = notes::CHANGING_TITLES.iter().any(|word| title.contains(word));
    let decides = title.trim_end_matches('》').ends_with("决定");
    (changes && decides).then(|| Span::new(origin + from, origin + to))
}

/// 第二次 at the end of a text that starts at byte `origin` of the document.
fn turn(before: &str, origin: usize) -> Option<Turn> {
    let head = before.trim_end_matches(is_blank);
    let figures = head.strip_suffix('次')?;
    let digits = figures.chars().rev().take_while(|&c| numeral::is_numeral(c)).map(char::len_utf8).sum::<usize>();
    let from = figures.len() - digits;
    let start = figures[..from].strip_suffix('第')?.len();
    let number = numeral::parse(&figures[from..])?.value;
    Some(Turn { number, span: Span::new(origin + start, origin + head.len()) })
}

/// The day on which the text stood as written: the latest of its events, or the day on which an office gave it out, and
/// of the days on which it says that it takes effect.
///
/// `None` where nothing tells, and for a draft being written now: an effective date left blank means that the text has
/// not come into being yet, whatever older dates its note still has. A text that calls itself a draft (修订草案) stands
/// on the effective date it gives itself, if that is later than all its note tells; else it is being written now.
fn latest(document: &Document) -> Option<Date> {
    stood(document, |_| true)
}

/// The day its wording is from, which is [`latest`] but for national texts that are in force: there an amendment
/// (修正) changes what it names and leaves the older wording alone, as it is meant to.
fn worded(document: &Document) -> Option<Date> {
    if document.instrument.kind.is_local() {
        return latest(document);
    }
    stood(document, |event| event.kind != EventKind::Amended)
}

/// The day on which a notice was signed or sent to print: the latest date that ends a line, or that 印发 stands behind.
/// Copies run the signature into the line before it.
fn issued(document: &Document) -> Option<Date> {
    if document.instrument.kind != Kind::NormativeDocument {
        return None;
    }
    let signs = |span: Span| {
        let behind = document.text()[span.end..].trim_start_matches([' ', '\u{3000}']);
        behind.is_empty()
            || behind.starts_with(['\n', '\r'])
            || behind.starts_with("印发")
            || behind.starts_with("附件")
    };
    document.dates().iter().filter(|mention| signs(mention.span)).filter_map(date::DateMention::date).max()
}

/// Within so many years after it was made a text takes effect.
const SOON: i16 = 1;

/// The latest of the events that count and of the first own effective date; else the day on which a notice was signed; what
/// the file carries beside its text, where the text itself tells nothing.
fn stood(document: &Document, counts: impl Fn(&Event) -> bool) -> Option<Date> {
    let own: Vec<_> = date::effective_clauses(document).iter().filter(|clause| of_text(document, clause)).collect();
    if own.iter().any(|clause| clause.state == EffectiveDay::Blank) {
        return None;
    }
    let told = document.history().iter().filter(|event| counts(event)).map(|event| event.date).max();
    let told = told.or(document.issued());
    // Single articles may take effect later.
    let effective = own.iter().filter_map(|clause| clause.date).min();
    let draft = document.title.as_ref().is_some_and(Title::is_draft) || document.instrument.stage == Stage::Vote;
    if draft {
        return effective.filter(|&day| told.is_none_or(|told| told < day));
    }
    // What takes effect soon after it was made was worded when it was made; a later day is that of another making, of which
    // the note does not tell.
    let soon = |(told, effective): (Date, Date)| effective.year() - told.year() <= SOON;
    match told.zip(effective) {
        Some(days) if soon(days) => told,
        Some(_) | None => told.max(effective).or_else(|| issued(document)).or(document.dated()),
    }
}

/// Whether a clause surely says when this text takes effect, not a task: it names this text, or says what texts do.
fn of_text(document: &Document, clause: &EffectiveClause) -> bool {
    match clause.subject {
        Subject::Named => true,
        Subject::Implied => !matches!(document.str(clause.verb), "实施" | "执行"),
        Subject::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use super::EventKind::{Amended, Approved, Effective, Passed, Published, Revised};
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    fn events(note: &str) -> Vec<(String, EventKind)> {
        let source = Source::from_text("a.txt", &format!("某市养犬条例\n{note}\n第一条　养犬应当登记。\n"));
        let document = Document::parse(&source, &Hints::default());
        document.history().iter().map(|event| (event.date.to_string(), event.kind)).collect()
    }

    fn shown(events: &[(&str, EventKind)]) -> Vec<(String, EventKind)> {
        events.iter().map(|&(date, kind)| (date.to_owned(), kind)).collect()
    }

    #[test]
    fn one_bracket_with_several_events() {
        let note = "（2019年9月27日某市第十六届人民代表大会常务委员会第十八次会议通过　2019年11月29日某省第十三届人民\
                    代表大会常务委员会第十五次会议批准　根据2021年5月27日某市人民代表大会常务委员会《关于修改〈某市养犬条例\
                    〉的决定》修正　2024年3月1日修订）";
        let expected =
            [("2019-09-27", Passed), ("2019-11-29", Approved), ("2021-05-27", Amended), ("2024-03-01", Revised)];
        assert_eq!(events(note), shown(&expected));
    }

    #[test]
    fn lines_and_orders() {
        let note = "2006年9月20日 国务院第150次常务会议通过\n2006年10月11日 中华人民共和国国务院令第476号公布\n2006年12月1日 施行";
        assert_eq!(
            events(note),
            shown(&[("2006-09-20", Passed), ("2006-10-11", Published), ("2006-12-01", Effective)])
        );
        let note = "（1992年6月22日国务院令第100号发布　自1992年8月1日起施行）";
        assert_eq!(events(note), shown(&[("1992-06-22", Published), ("1992-08-01", Effective)]));
        let note = "1995年6月14日 青岛市人民代表大会常务委员会公告公布施行";
        assert_eq!(events(note), shown(&[("1995-06-14", Published), ("1995-06-14", Effective)]));
    }

    #[test]
    fn a_decision_passed_and_approved_amends_the_text() {
        let note = "（2019年12月24日潍坊市人民代表大会常务委员会第二十九次会议通过并经2020年1月15日山东省人民代表大会\
                    常务委员会第十六次会议批准的《潍坊市人民代表大会常务委员会关于修改〈甲条例〉等六件地方性法规的决定》修正）";
        assert_eq!(events(note), shown(&[("2019-12-24", Amended), ("2020-01-15", Amended)]));
        let note = "1997年8月16日 山东省人民代表大会常务委员会批准的1997年5月23日青岛市人民代表大会常务委员会关于修改《甲\
                    办法》等十一件地方性法规行政处罚条款的决定修正";
        assert_eq!(events(note), shown(&[("1997-08-16", Amended), ("1997-05-23", Amended)]));
        let note = "2022年12月30日 汕头市第十五届人民代表大会常务委员会第十二次会议修订通过";
        assert_eq!(events(note), shown(&[("2022-12-30", Revised)]));
    }

    #[test]
    fn changes_know_their_turn_and_their_decision() {
        let note = "（2001年9月27日通过　根据2011年5月27日某市人民代表大会常务委员会《关于修改〈某市养犬条例〉的决定》第一次\
                    修正　2016年3月1日修订　根据2024年5月27日某市人民代表大会常务委员会关于修改部分地方性法规的决定第二次修正）";
        let text = format!("某市养犬条例\n{note}\n第一条　养犬应当登记。\n");
        let source = Source::from_text("a.txt", &text);
        let document = Document::parse(&source, &Hints::default());
        let told: Vec<_> = document
            .history()
            .iter()
            .map(|event| {
                let turn = event.turn.map(|turn| (turn.number, document.str(turn.span)));
                (document.str(event.verb), turn, event.decision.map(|title| document.str(title)))
            })
            .collect();
        assert_eq!(
            told,
            [
                ("通过", None, None),
                ("修正", Some((1, "第一次")), Some("《关于修改〈某市养犬条例〉的决定》")),
                ("修订", None, None),
                ("修正", Some((2, "第二次")), Some("关于修改部分地方性法规的决定")),
            ]
        );
    }

    #[test]
    fn an_announcement_before_the_title() {
        let text = "某市人民政府令\n第12号\n《某市养犬办法》已经2026年3月1日市政府第5次常务会议通过，现予公布，自2026年5月1日起施行。\n\
                    市长　某某\n2026年3月15日\n某市养犬办法\n第一条　养犬应当登记。\n";
        let source = Source::from_text("a.txt", text);
        let document = Document::parse(&source, &Hints::default());
        let told: Vec<_> = document.history().iter().map(|event| (event.date.to_string(), event.kind)).collect();
        assert_eq!(told, shown(&[("2026-03-01", Passed), ("2026-05-01", Effective)]));
    }

    #[test]
    fn a_note_broken_over_lines() {
        let note = "（2019年9月27日某市人民代表大会\n常务委员会第十八次会议通过　2019年11月29日\n某省人民代表大会常务委员会\n批准）";
        assert_eq!(events(note), shown(&[("2019-09-27", Passed), ("2019-11-29", Approved)]));
    }

    fn day(text: &str) -> Option<String> {
        let source = Source::from_text("a.txt", text);
        Document::parse(&source, &Hints::default()).latest_date().map(|date| date.to_string())
    }

    #[test]
    fn the_file_tells_where_the_text_does_not() {
        let named = |text: &str| {
            let source = Source::from_text("某市养犬条例(2018-03-01).txt", text);
            Document::parse(&source, &Hints::default()).latest_date().map(|date| date.to_string())
        };
        let text = "某市养犬条例\n第一条　养犬应当登记。\n";
        assert_eq!(named(text).as_deref(), Some("2018-03-01"));
        assert_eq!(named(&format!("{text}第二条　本条例自2020年1月1日起施行。\n")).as_deref(), Some("2020-01-01"));
        assert_eq!(named(&format!("{text}第二条　本条例自　　年　月　日起施行。\n")), None);
    }

    #[test]
    fn the_day_a_text_stood_as_written() {
        let of = |title: &str, note: &str, effective: &str| {
            day(&format!("{title}\n{note}\n第一条　养犬应当登记。\n第二条　{effective}\n"))
        };
        let some = |date: &str| Some(date.to_owned());
        let note = "（2019年9月27日某市人民代表大会常务委员会通过）";
        assert_eq!(of("某市养犬条例", note, "本条例自2020年1月1日起施行。"), some("2019-09-27"));
        assert_eq!(of("某市养犬条例", note, "本条例自2022年1月1日起施行。"), some("2022-01-01"));
        let later = "本条例自2022年1月1日起施行，第一条自2024年1月1日起施行。";
        assert_eq!(of("某市养犬条例", "", later), some("2022-01-01"));
        assert_eq!(of("某市养犬条例", note, "本条例自公布之日起施行。"), some("2019-09-27"));
        assert_eq!(of("某市养犬条例", "", "本条例自2020年1月1日起施行。"), some("2020-01-01"));
        assert_eq!(of("某市养犬条例", "", "本条例自公布之日起施行。"), None);
        assert_eq!(of("某市养犬条例", note, "本条例自　　年　月　日起施行。"), None);
        assert_eq!(of("某市养犬条例（修订草案）", note, "本条例自公布之日起施行。"), None);
        assert_eq!(of("某市养犬条例（修订草案）", note, "本条例自2019年5月1日起施行。"), None);
        assert_eq!(of("某市养犬条例（草案）", "", "本条例自2026年5月1日起施行。"), some("2026-05-01"));
        let repeal = "本条例自公布之日起施行。自1998年1月1日起施行的《某市养犬办法》同时废止。";
        assert_eq!(of("某市养犬条例", "", repeal), None);
    }
}
