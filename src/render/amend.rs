//! What `falint amend` tells: each instruction with what came of it, the references that were touched, and what the lints
//! find in the new text that they did not find in the old one.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

use super::concise::Concise;
use super::json::{JsonDiagnostic, ends};
use super::visible::one_line;
use super::{Render as _, Style};
use crate::amend::reason::{Reason, Remark};
use crate::amend::{Consolidated, Record, changes_text};
use crate::diagnostic::Report;
use crate::document::amendment::{Action, Amendment, Instruction, Part, Place};
use crate::document::reference::{StepUnit, address::Steps};
use crate::lang::{Lang, Text};
use crate::source::Source;

/// All that there is to tell.
#[derive(Debug)]
pub struct Account<'a> {
    /// The decision's file.
    pub decision: &'a Source,
    /// The decision's prose, of which the instructions' spans speak.
    pub prose: &'a str,
    /// What it does.
    pub amendment: &'a Amendment,
    /// What came of it.
    pub consolidated: &'a Consolidated,
    /// What is found in the decision by itself.
    pub decided: &'a Report,
    /// The new text.
    pub result: &'a Source,
    /// What is found in it that was not in the old one.
    pub found: &'a Report,
}

impl Account<'_> {
    /// Whether there is anything to look after: an instruction that was not applied, a reference, a finding.
    pub fn is_clean(&self) -> bool {
        let applied = self.consolidated.records.iter().all(|record| record.reason.is_none());
        let told = self.consolidated.references.iter().all(|update| update.new.is_some());
        let fits = !self.consolidated.stale_contents && self.consolidated.changed_since.is_none();
        applied && told && fits && [self.decided, self.found].iter().all(|report| report.diagnostics.is_empty())
    }

    fn instructions(&self) -> impl Iterator<Item = (&Instruction, &Record)> {
        let law = self.amendment.laws.get(self.consolidated.law);
        law.into_iter().flat_map(|law| law.instructions.iter().zip(&self.consolidated.records))
    }
}

/// For people.
pub fn text(account: &Account<'_>, style: Style) -> String {
    let lang = style.lang;
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let mut out = String::new();
    let law = account.amendment.laws.get(account.consolidated.law);
    let all: Vec<_> = account.instructions().filter(|(one, _)| changes_text(&one.action)).collect();
    let failed = all.iter().filter(|(_, record)| record.reason.is_some()).count();
    out += &heading(law.map_or("", |law| &law.name), (all.len(), failed), lang);
    out += &base(account, lang);
    for (instruction, record) in account.instructions() {
        if changes_text(&instruction.action) || record.reason.is_some() {
            out += &line(account, instruction, record, lang);
        }
    }
    if !account.consolidated.references.is_empty() {
        out += say("\n随着改动的引用：\n", "\nReferences that changed with it:\n");
        for update in &account.consolidated.references {
            let new = update
                .new
                .as_deref()
                .unwrap_or(say("请核对：所指的已经删去、合并、拆分或者移动", "look: it has gone, or moved"));
            out += &format!("  {}  {} → {new}\n", update.address, one_line(&update.old));
        }
    }
    if account.consolidated.stale_contents {
        out += say(
            "\n章节有变动，目录没有改动，请核对。\n",
            "\nHeadings have changed; the table of contents was left as it was.\n",
        );
    }
    let others: Vec<_> =
        account.amendment.laws.iter().enumerate().filter(|&(at, _)| at != account.consolidated.law).collect();
    if !others.is_empty() {
        out += say("\n决定另外修改：\n", "\nThe decision amends other texts, too:\n");
    }
    for (_, other) in others {
        let count = other.instructions.iter().filter(|one| changes_text(&one.action)).count();
        out += &match lang {
            Lang::Zh => format!("  《{}》 {count} 处\n", other.name),
            Lang::En => format!("  {}: {count} instructions\n", other.name),
        };
    }
    let reports = [
        (account.decision, account.decided, say("\n决定本身的问题：\n", "\nFindings in the decision itself:\n")),
        (
            account.result,
            account.found,
            say("\n修改后的文本新出现的问题：\n", "\nFindings that the new text has and the old one has not:\n"),
        ),
    ];
    for (source, report, heading) in reports {
        if !report.diagnostics.is_empty() {
            out += heading;
            out += &Concise::new(style).file(source, report).text;
        }
    }
    out
}

/// Whether the law may be another version than the one that is amended.
fn base(account: &Account<'_>, lang: Lang) -> String {
    let Some((changed, decided)) = account.consolidated.changed_since else { return String::new() };
    match lang {
        Lang::Zh => {
            let day = |date: Date| format!("{}年{}月{}日", date.year(), date.month(), date.day());
            let (changed, decided) = (day(changed), day(decided));
            format!(
                "注意：现行文本的题注写到{changed}，不早于决定的日期{decided}，可能不是这个决定所修改的文本，请核对。\n"
            )
        }
        Lang::En => format!(
            "Look: the law's note goes up to {changed}, which is not before the decision of {decided}; it may not be the text that the decision amends.\n"
        ),
    }
}

fn heading(name: &str, (all, failed): (usize, usize), lang: Lang) -> String {
    match (lang, failed) {
        (Lang::Zh, 0) => format!("《{name}》：{all} 处修改，全部完成。\n"),
        (Lang::Zh, _) => format!("《{name}》：{all} 处修改，{failed} 处没有完成。\n"),
        (Lang::En, 0) => format!("{name}: {all} instructions, all applied.\n"),
        (Lang::En, _) => format!("{name}: {all} instructions, {failed} not applied.\n"),
    }
}

/// ✓ 第六条：改为第七条
fn line(account: &Account<'_>, instruction: &Instruction, record: &Record, lang: Lang) -> String {
    let mark = if record.reason.is_some() { '✗' } else { '✓' };
    let at = account.decision.position(account.decision.to_text(instruction.span).start);
    let words = head(instruction.span.of(account.prose));
    let told = match (&record.reason, &record.remark) {
        (Some(reason), _) => Some(reason_told(reason, lang)),
        (None, Some(remark)) => Some(remark_told(remark, lang)),
        (None, None) => None,
    };
    let told = told.map(|told| format!("\n      {}", one_line(&told))).unwrap_or_default();
    format!("{mark} {}:{} {words}{told}\n", at.line, at.column)
}

/// The first words of an instruction.
fn head(words: &str) -> String {
    /// No more of them are shown, in characters.
    const HEAD: usize = 48;
    let words = words.lines().next().unwrap_or_default();
    let short: String = words.chars().take(HEAD).collect();
    one_line(&if short.len() < words.len() { format!("{short}…") } else { short }).into_owned()
}

/// Why an instruction was not applied.
pub fn reason_told(reason: &Reason, lang: Lang) -> String {
    match (lang, reason) {
        (Lang::Zh, Reason::NotUnderstood) => "没有读懂这句话".to_owned(),
        (Lang::En, Reason::NotUnderstood) => "it is not understood".to_owned(),
        (Lang::Zh, Reason::Editorial) => "没有说明改哪些文字，无法施行".to_owned(),
        (Lang::En, Reason::Editorial) => "what is changed is not told".to_owned(),
        (Lang::Zh, Reason::Unsupported) => "读懂了，但这种修改不能自动完成".to_owned(),
        (Lang::En, Reason::Unsupported) => "this kind of change is not made by falint".to_owned(),
        (Lang::Zh, Reason::Missing(place)) => format!("原文没有{place}"),
        (Lang::En, Reason::Missing(place)) => format!("there is no {place}"),
        (Lang::Zh, Reason::Ambiguous(place)) => format!("{place}不止一处，不知指哪一处"),
        (Lang::En, Reason::Ambiguous(place)) => format!("there is more than one {place}"),
        (Lang::Zh, Reason::Replaced) => "这一条已经整条修改，原来的款不在了".to_owned(),
        (Lang::En, Reason::Replaced) => "the article has been replaced as a whole before".to_owned(),
        (Lang::Zh, Reason::NoWords(words, place)) => format!("{}没有“{words}”", or_law(place, lang)),
        (Lang::En, Reason::NoWords(words, place)) => format!("“{words}” does not stand in {}", or_law(place, lang)),
        (Lang::Zh, Reason::WordsOften(words, often)) => format!("“{words}”有 {often} 处，没有说明改哪一处"),
        (Lang::En, Reason::WordsOften(words, often)) => {
            format!("“{words}” stands {often} times, and which is meant is not told")
        }
        (Lang::Zh, Reason::Counts(told, quoted)) => format!("说的是 {told} 个，引文有 {quoted} 个"),
        (Lang::En, Reason::Counts(told, quoted)) => format!("{told} are told, {quoted} are quoted"),
        (Lang::Zh, Reason::NoText) => "没有引出新的条文".to_owned(),
        (Lang::En, Reason::NoText) => "no text is quoted".to_owned(),
        (Lang::Zh, Reason::Open) => "引号没有配对，不知引文到哪里为止".to_owned(),
        (Lang::En, Reason::Open) => "a quotation is not closed".to_owned(),
        (Lang::Zh, Reason::Number(told, counted)) => format!("决定说是{told}，按顺序推算应当是{counted}"),
        (Lang::En, Reason::Number(told, counted)) => format!("{told} is told, {counted} is counted"),
        (Lang::Zh, Reason::Label(quoted, told)) => format!("引文标的是{quoted}，决定说的是{told}"),
        (Lang::En, Reason::Label(quoted, told)) => format!("the quoted text is {quoted}, {told} is told"),
        (Lang::Zh, Reason::NoOrderClause) => "新条文的序号已有条文占用，决定没有说对条文顺序作相应调整".to_owned(),
        (Lang::En, Reason::NoOrderClause) => "its number is taken, and nothing lets the articles move".to_owned(),
    }
}

fn or_law(place: &str, lang: Lang) -> &str {
    if place.is_empty() { Text { zh: "全文", en: "the law" }.get(lang) } else { place }
}

/// What there is to say of an instruction that was applied.
pub fn remark_told(remark: &Remark, lang: Lang) -> String {
    match (lang, remark) {
        (Lang::Zh, Remark::Occurrences(count)) => format!("共改 {count} 处"),
        (Lang::En, Remark::Occurrences(count)) => format!("changed {count} times"),
        (Lang::Zh, Remark::Glued) => "按列举补了顿号，请核对".to_owned(),
        (Lang::En, Remark::Glued) => "a mark of the list was added; look at it".to_owned(),
        (Lang::Zh, Remark::Border(chapter)) => format!("在两章之间，放在{chapter}末尾，请核对"),
        (Lang::En, Remark::Border(chapter)) => {
            format!("it stands between two chapters and was put at the end of {chapter}")
        }
    }
}

/// For programs.
pub fn json(account: &Account<'_>, lang: Lang) -> String {
    let law = account.amendment.laws.get(account.consolidated.law);
    let told = account.instructions().filter(|(one, record)| changes_text(&one.action) || record.reason.is_some());
    let instructions: Vec<Value> = told.map(|(one, record)| instruction(account, one, record, lang)).collect();
    let references: Vec<Value> = account
        .consolidated
        .references
        .iter()
        .map(|update| json!({ "address": update.address, "old": update.old, "new": update.new }))
        .collect();
    let laws = [json!({
        "title": law.map(|law| &law.name),
        "instructions": instructions,
        "references_updated": references,
        "contents_stale": account.consolidated.stale_contents,
        "changed_since": account.consolidated.changed_since.map(|(changed, decided)| {
            json!({ "law": changed.to_string(), "decision": decided.to_string() })
        }),
        "diagnostics": diagnostics(account.result, account.found),
    })];
    let others: Vec<&str> = account
        .amendment
        .laws
        .iter()
        .enumerate()
        .filter(|&(at, _)| at != account.consolidated.law)
        .map(|(_, law)| law.name.as_str())
        .collect();
    let all = json!({
        "schema": 1,
        "laws": laws,
        "other_laws": others,
        "diagnostics": diagnostics(account.decision, account.decided),
    });
    format!("{all:#}\n")
}

fn diagnostics(source: &Source, report: &Report) -> Value {
    let of = |diagnostic| JsonDiagnostic::new(source, diagnostic);
    value(&report.diagnostics.iter().map(of).collect::<Vec<_>>())
}

fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

fn instruction(account: &Account<'_>, instruction: &Instruction, record: &Record, lang: Lang) -> Value {
    let (start, end) = ends(account.decision, account.decision.to_text(instruction.span));
    json!({
        "text": instruction.span.of(account.prose),
        "address": address(&instruction.places),
        "action": action(&instruction.action),
        "applied": record.reason.is_none(),
        "reason": record.reason.as_ref().map(|reason| reason_told(reason, lang)),
        "remark": record.remark.as_ref().map(|remark| remark_told(remark, lang)),
        "start": value(&start),
        "end": value(&end),
    })
}

fn shown(steps: &Steps) -> String {
    steps.iter().map(|(unit, ordinal)| ordinal.label(unit.name())).collect()
}

fn address(places: &[Place]) -> Option<String> {
    let one = |place: &Place| {
        let steps = shown(&place.steps);
        match place.part {
            Part::Whole => steps,
            Part::Name => format!("{steps}名称"),
            Part::Title => "题目".to_owned(),
            Part::Preamble => "引言".to_owned(),
            Part::Contents => "目录".to_owned(),
            Part::Annex(_) => "附件".to_owned(),
            Part::Natural(number) => format!("{steps}第{number}自然段"),
            Part::Sentence(number) => format!("{steps}第{number}句"),
            Part::Everywhere => "全文".to_owned(),
        }
    };
    (!places.is_empty()).then(|| places.iter().map(one).collect::<Vec<_>>().join("、"))
}

const fn action(action: &Action) -> &'static str {
    match action {
        Action::Replace(_) => "replace",
        Action::ReplaceWords(_) => "replace-words",
        Action::InsertWords { .. } => "insert-words",
        Action::Append { .. } => "append",
        Action::DeleteWords(_) => "delete-words",
        Action::Delete => "delete",
        Action::Add { unit, .. } => match unit {
            StepUnit::Part | StepUnit::Subpart | StepUnit::Chapter | StepUnit::Section => "add-division",
            StepUnit::Article => "add-article",
            StepUnit::Paragraph => "add-paragraph",
            StepUnit::Item | StepUnit::Subitem => "add-item",
        },
        Action::Renumber(_) => "renumber",
        Action::Split { .. } => "split",
        Action::Merge { .. } => "merge",
        Action::Absorb(_) => "absorb",
        Action::Move { .. } => "move",
        Action::Reorder => "reorder",
        Action::Editorial => "editorial",
        Action::NoChange => "no-change",
        Action::NotUnderstood => "not-understood",
    }
}
