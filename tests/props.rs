//! What must hold of every input, drafts or not: nothing panics, every span can be sliced, the same text gets the same
//! report.
//!
//! Inputs are arbitrary bytes, and texts stuck together from the fragments that the parser looks for: near-laws find
//! what noise never reaches. Seeds are fixed, so that a run is the same everywhere; `PROPTEST_RNG_SEED` and
//! `PROPTEST_CASES` override them.

use std::collections::BTreeSet;

use falint::catalogue::Catalogue;
use falint::diagnostic::{Diagnostic, Report, Span};
use falint::document::tree::numeral::{self, Numeral, Script};
use falint::fix::{Reach, mend};
use falint::lint::{Plan, Settings, lint};
use falint::source::encoding::{decode, encode};
use falint::source::{Encoding, Source};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, RngSeed, TestRng, TestRunner};

/// What laws and their faults are made of.
const FRAGMENTS: &[&str] = &[
    "第一条",
    "第二条",
    "第三条",
    "第十条之一",
    "第第",
    "第",
    "条",
    "第二款",
    "第三项",
    "第一章",
    "第二章 总则",
    "第一节",
    "第一编",
    "第二十零条",
    "第10条",
    "第９条",
    "第九千九百九十九条",
    "前款",
    "前两款",
    "前条",
    "前项",
    "本条例",
    "本办法",
    "本法",
    "《",
    "》",
    "〈",
    "〉",
    "（",
    "）",
    "(",
    ")",
    "“",
    "”",
    "‘",
    "’",
    "【",
    "】",
    "[",
    "]",
    "。",
    "；",
    "，",
    "、",
    "：",
    "…",
    "—",
    ",",
    ";",
    ":",
    ".",
    "一、",
    "二、",
    "（一）",
    "（二）",
    "（三）",
    "(1)",
    "1.",
    "2、",
    "①",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "\u{3000}",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{b}",
    "\u{2028}",
    "\0",
    "附件",
    "附件1",
    "附则",
    "总　则",
    "目录",
    "目　录",
    "2025年2月30日",
    "二〇二五年 月 日",
    "××年×月×日",
    "年",
    "月",
    "日",
    "自",
    "起施行",
    "公布之日",
    "0",
    "7",
    "12",
    "零",
    "〇",
    "百",
    "千",
    "𠮷",
    "é",
    "👩‍⚖️",
    "应当",
    "应当应当",
    "某市养犬管理条例",
    "某市养犬管理办法（草案）",
    "关于修改《某市条例》的决定",
    "（2025年1月1日通过）",
    "以下简称",
    "（以下简称犬）",
    "是指",
    "本条例所称犬，是指",
    "县（市、区）",
    "县（市）区",
    "市、县(市)",
    "违反本条例第",
    "规定的，",
    "末按",
    "责令改正",
    "# ",
    "## ",
    "**",
    "<!-- ",
    " -->",
    "<!-- falint-ignore punct-double, layout：甲 -->",
    "<!-- falint-ignore typo-dup-word -->\n\n",
    "<b>",
    "&nbsp;",
    "| 甲 | 乙 |\n|---|---|\n",
    "- ",
    "> ",
    "```\n",
    "\\",
    "[甲](乙)",
];

/// How many lints the near-laws must set off.
const REACHED: usize = 20;

fn cases(cases: u32) -> ProptestConfig {
    let from_environment = ProptestConfig::default();
    let seed = match from_environment.rng_seed {
        RngSeed::Fixed(seed) => seed,
        RngSeed::Random => 20_150_315,
    };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { from_environment.cases } else { cases };
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..from_environment }
}

fn name() -> impl Strategy<Value = &'static str> {
    select(vec!["a.txt", "a.md"])
}

fn near_law() -> impl Strategy<Value = String> {
    prop::collection::vec(select(FRAGMENTS), 0..60).prop_map(|parts| parts.concat())
}

/// A law's skeleton whose lines are near-laws, so that rules which want a whole regulation come to run.
fn framed_law() -> impl Strategy<Value = String> {
    let line = prop::collection::vec(select(FRAGMENTS), 0..12).prop_map(|parts| parts.concat());
    (prop::collection::vec(line, 5..12), select(vec!["\n", "\r\n", "\n\n", "\n　　"])).prop_map(|(lines, end)| {
        let article = |(at, line): (u32, &String)| format!("{end}第{}条　{line}", numeral::format(at));
        let body: String = (1..).zip(&lines).map(article).collect();
        format!("某市养犬管理条例{end}第一章　总则{body}")
    })
}

/// Every span can be sliced, every report is in order, and every lint is known.
fn check(source: &Source) -> Result<Report, TestCaseError> {
    let report = lint(source, &Settings::default());
    prop_assert_eq!(&report.failures, &[]);
    for diagnostic in &report.diagnostics {
        for span in spans(diagnostic) {
            let sliced = source.text().get(span.start..span.end);
            prop_assert!(
                span.start <= span.end && sliced.is_some(),
                "{:?} in {:?}: {:?}",
                span,
                source.text(),
                diagnostic
            );
        }
        prop_assert!(Catalogue::builtin().get(&diagnostic.lint).is_some());
        prop_assert!(!diagnostic.message.is_empty());
        check_edits(diagnostic)?;
    }
    let order: Vec<(Span, &str)> =
        report.diagnostics.iter().map(|diagnostic| (diagnostic.span, &*diagnostic.lint)).collect();
    prop_assert!(order.is_sorted(), "{:?}", order);
    Ok(report)
}

fn spans(diagnostic: &Diagnostic) -> Vec<Span> {
    let labels = diagnostic.labels.iter().map(|label| label.span);
    let edits = diagnostic.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
    std::iter::once(diagnostic.span).chain(labels).chain(edits).collect()
}

/// No placeholder is left in what is said; the fragments hold no braces of their own.
fn check_words(report: &Report) -> Result<(), TestCaseError> {
    for diagnostic in &report.diagnostics {
        let labels = diagnostic.labels.iter().map(|label| &label.message);
        for words in labels.chain(&diagnostic.help).chain([&diagnostic.message]) {
            prop_assert!(!words.is_empty() && !words.contains(['{', '}']), "{:?} of {:?}", words, diagnostic);
        }
    }
    Ok(())
}

/// The edits of a fix are in order and do not overlap.
fn check_edits(diagnostic: &Diagnostic) -> Result<(), TestCaseError> {
    let Some(fix) = &diagnostic.fix else { return Ok(()) };
    prop_assert!(!fix.edits.is_empty());
    for pair in fix.edits.windows(2) {
        prop_assert!(pair[0].span.end <= pair[1].span.start, "{:?}", diagnostic);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), name in name()) {
        if let Ok(source) = Source::from_bytes(name, bytes.as_slice(), None) {
            check(&source)?;
        }
    }

    #[test]
    fn arbitrary_text_never_panics(text in any::<String>(), name in name()) {
        check(&Source::from_text(name, &text))?;
    }

    #[test]
    fn arbitrary_bytes_in_every_encoding_never_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        label in select(vec![Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030]),
        name in name(),
    ) {
        if let Ok(source) = Source::from_bytes(name, bytes.as_slice(), Some(label)) {
            check(&source)?;
        }
    }

    #[test]
    fn what_is_written_can_be_read(
        text in prop_oneof![near_law(), any::<String>()],
        encoding in select(vec![Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030]),
    ) {
        // A mark at the head of a text is no part of it, and some private-use characters have no place in GB18030.
        let text = text.trim_start_matches('\u{feff}');
        let Some(bytes) = encode(text, encoding) else {
            prop_assert_eq!(encoding, Encoding::Gb18030);
            return Ok(());
        };
        let (read, found) = decode(&bytes, Some(encoding)).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!((read.as_ref(), found), (text, encoding));
        let again = encode(&read, found);
        prop_assert_eq!(again, Some(bytes));
    }

    #[test]
    fn numerals_are_read_without_panic(text in "[零〇○一二两三四五六七八九十百千0-9０-９条 ]{0,14}", other in any::<String>()) {
        for text in [text, other] {
            let read = numeral::parse(&text);
            prop_assert!(read.is_none_or(|numeral| numeral.value <= numeral::MAX));
            let len = numeral::prefix_len(&text);
            prop_assert!(text.is_char_boundary(len));
        }
    }
}

proptest! {
    #![proptest_config(cases(4000))]

    #[test]
    fn near_laws_never_panic(text in near_law(), name in name()) {
        check_words(&check(&Source::from_text(name, &text))?)?;
    }

    #[test]
    fn framed_laws_are_reported_the_same_twice(text in framed_law(), name in name()) {
        let first = check(&Source::from_text(name, &text))?;
        check_words(&first)?;
        let second = check(&Source::from_text(name, &text))?;
        prop_assert_eq!(first, second);
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn mending_comes_to_an_end(text in framed_law(), name in name(), reach in select(vec![Reach::Safe, Reach::Unsafe])) {
        let plan = Plan::default();
        let mended = mend(Source::from_text(name, &text), &plan, reach).expect("it can be written");
        prop_assert!(mended.at_odds.is_empty(), "{:?} in {:?}", mended.at_odds, mended.source.text());
        let again = mend(mended.source.clone(), &plan, reach).expect("it can be written");
        prop_assert_eq!(again.source.text(), mended.source.text());
    }
}

/// Near-laws are worth their time only while they set the rules off.
#[test]
fn near_laws_reach_the_lints() {
    let mut runner = TestRunner::new_with_rng(cases(1), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let mut reached = BTreeSet::new();
    for _ in 0..600 {
        let text = framed_law().new_tree(&mut runner).expect("a strategy without filters").current();
        let report = lint(&Source::from_text("a.txt", &text), &Settings::default());
        for diagnostic in report.diagnostics {
            reached.insert(diagnostic.lint);
        }
    }
    println!("{reached:?}");
    assert!(reached.len() >= REACHED, "{reached:?}");
}

#[test]
fn every_number_is_written_as_it_is_read() {
    for number in 1..=9999 {
        let text = numeral::format(number);
        assert_eq!(numeral::parse(&text), Some(Numeral { value: number, script: Script::Chinese }), "{text}");
    }
}
