//! What is ignored and what is known is not told, and nothing else is kept back.
//!
//! Ignores are tried on drafts stuck together so that most lints have something to say; baselines on any draft.

use std::sync::Arc;

use falint::baseline::{Baseline, Compared, Known};
use falint::diagnostic::Diagnostic;
use falint::document::Document;
use falint::document::tree::{Hints, numeral};
use falint::fix::{Reach, mend};
use falint::lint::{Examined, Plan, Settings, examine, lint};
use falint::source::{Format, Source};
use falint::suppress::address::Address;
use falint::suppress::{Suppression, SuppressionMode, Use};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

const BODY: &str = "某市养犬管理条例\n第一章　总则\n第一条　为了规范养犬，应当应当制定本条例。\n第二条　养犬人应当：\n（一）应当应当登记；\n\
                    （二）应当应当年检。\n违反规定的，应当应当处罚。\n第二章　附则\n第三条　本条例应当应当自2026年1月1日起施行。\n";

fn only(lint: &str) -> Settings {
    Settings { select: vec![lint.to_owned()], ..Settings::default() }
}

/// A text as it is examined for these settings.
fn examined(name: &str, text: &str, settings: &Settings) -> Examined {
    examine(&Source::from_text(name, text), &Plan::new(settings))
}

fn ignoring(lint: &str, at: Option<&str>) -> Vec<Suppression> {
    vec![Suppression { lint: lint.to_owned(), at: at.map(|at| Address::read(at).expect(at)) }]
}

/// The addresses of what is told of the draft with an ignore, and what the ignore came to.
fn told(settings: &Settings) -> (String, Use) {
    let examined = examined("a.txt", BODY, settings);
    let addresses = examined.report.diagnostics.into_iter().map(|one| one.article.unwrap_or_default());
    (addresses.collect::<Vec<_>>().join(" "), examined.kept_back.uses[0])
}

#[test]
fn an_address_covers_what_is_under_it() {
    let all = "第一条 第二条第一款第一项 第二条第一款第二项 第二条第二款 第三条";
    let check = |lint: &str, at: Option<&str>, expect: &str, of_use: Use| {
        let settings = Settings { ignores: ignoring(lint, at), ..only("typo-dup-word") };
        assert_eq!(told(&settings), (expect.to_owned(), of_use), "{lint} {at:?}");
    };
    check("typo-dup-word", Some("第一条"), &all[10..], Use::Covers);
    check("typo-dup-word", Some("第二条第一款"), "第一条 第二条第二款 第三条", Use::Covers);
    check("typo-dup-word", Some("第2条"), "第一条 第三条", Use::Covers);
    check("words", Some("第一章"), "第三条", Use::Covers);
    check("all", Some("附则"), "第一条 第二条第一款第一项 第二条第一款第二项 第二条第二款", Use::Covers);
    check("typo-dup-word", None, "", Use::Covers);
    check("typo-dup-word", Some("第九条"), all, Use::Idle);
    // What was not looked for is not called useless.
    check("typo-confusable", Some("第一条"), all, Use::Unknown);
    check("words", Some("第九条"), all, Use::Unknown);
}

#[test]
fn with_ignores_disregarded_everything_is_told() {
    let ignores = ignoring("typo-dup-word", None);
    let settings = Settings { ignores, ignoring: SuppressionMode::Disregarded, ..only("typo-dup-word") };
    let examined = examined("a.txt", BODY, &settings);
    assert_eq!((examined.report.diagnostics.len(), examined.kept_back.ignored), (5, 0));
    let source = Source::from_text("a.md", "某市条例\n\n<!-- falint-ignore punct-double, x -->\n\n第一条　甲,乙。\n");
    let names = |ignoring| {
        let report = lint(&source, &Settings { ignoring, ..Settings::default() });
        report.diagnostics.into_iter().map(|one| one.lint.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert!(names(SuppressionMode::Heeded).contains("unused-ignore"));
    assert!(names(SuppressionMode::Heeded).contains("invalid-ignore"));
    assert!(!names(SuppressionMode::Disregarded).contains("-ignore"));
}

#[test]
fn an_ignore_is_of_use_where_it_covers_what_is_too_slight_to_be_told() {
    let text = "某市条例\n第一条　违反规定使用气瓶瓶组。\n";
    let min_severity = Some(falint::diagnostic::Severity::Warning);
    let ignores = ignoring("typo-dup-word", Some("第一条"));
    let settings = Settings { ignores, min_severity, ..only("typo-dup-word") };
    let examined = examined("a.txt", text, &settings);
    assert_eq!((examined.kept_back.ignored, &*examined.kept_back.uses), (0, &[Use::Covers][..]));
}

#[test]
fn what_an_ignore_silences_does_not_come_back_under_another_name() {
    // typo-unlikely yields to typo-confusable, which is ignored.
    let source = Source::from_text("a.txt", "某市条例\n第一条　构成犯罪得，依法追究刑事责任。\n");
    let settings = Settings { ignores: ignoring("typo-confusable", None), ..only("words") };
    assert_eq!(lint(&source, &settings).diagnostics, []);
}

/// The places in a Markdown draft where something is told.
fn in_markdown(body: &str) -> String {
    let report = lint(&Source::from_text("a.md", &format!("某市养犬条例\n\n{body}")), &only("punct-halfwidth"));
    report.diagnostics.into_iter().map(|one| one.article.unwrap_or_default()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_comment_covers_the_next_paragraph_only() {
    let comment = "<!-- falint-ignore punct-halfwidth: 照抄 -->";
    let draft = |before: &str| {
        in_markdown(&format!("## 第一章 总则\n\n{before}**第一条**　甲,乙。\n\n丙,丁。\n\n### 第二条\n\n戊、己。\n"))
    };
    assert_eq!(draft(""), "第一条第一款 第一条第二款");
    assert_eq!(draft(&format!("{comment}\n\n")), "第一条第二款");
    assert_eq!(draft(&format!("{comment}\n")), "第一条第二款");
    assert_eq!(draft(comment), "第一条第二款");
    assert_eq!(draft(&format!("> {comment}\n\n")), "第一条第二款");
    assert_eq!(draft(&format!("{comment}\n\n<!-- 另一个 -->\n\n")), "第一条第二款");
    // An article's label on a line of its own goes with its text.
    let label = format!("### 第一条\n\n甲。\n\n{comment}\n\n### 第二条\n\n戊,己。\n\n庚,辛。\n");
    assert_eq!(in_markdown(&label), "第二条第二款");
    // Plain text has no comments.
    let plain = Source::of_format("a.txt", &format!("某市条例\n{comment}\n第一条　甲,乙。\n"), Format::Plain);
    assert_eq!(lint(&plain, &only("punct-halfwidth")).diagnostics.len(), 1);
}

#[test]
fn comments_in_other_encodings_and_line_ends_hold_too() {
    let text = "某市养犬条例\r\n\r\n<!-- falint-ignore punct-halfwidth：照抄 -->\r\n\r\n第一条　甲,乙。\r\n";
    for encoding in [falint::source::Encoding::Gb18030, falint::source::Encoding::Utf16Le] {
        let bytes = falint::source::encoding::encode(text, encoding).expect("can be written");
        let source = Source::from_bytes("a.md", bytes, Some(encoding)).expect("can be read");
        assert_eq!(lint(&source, &only("punct-halfwidth")).diagnostics, []);
    }
}

/// What is known of a draft when all of it is.
fn known(name: &str, text: &str, settings: &Settings) -> Arc<Known> {
    let settings = Settings { known: Some(Arc::default()), ..settings.clone() };
    let compared = examined(name, text, &settings).kept_back.compared;
    Arc::new(compared.expect("asked for").found)
}

/// What a draft comes to beside what is known.
fn beside(name: &str, text: &str, known: &Arc<Known>) -> (Vec<Diagnostic>, Compared) {
    let settings = Settings { known: Some(Arc::clone(known)), ..Settings::default() };
    let Examined { report, kept_back, .. } = examined(name, text, &settings);
    (report.diagnostics, kept_back.compared.expect("asked for"))
}

fn doubled(text: &str, known: &Arc<Known>) -> (usize, usize) {
    let settings = Settings { known: Some(Arc::clone(known)), ..only("typo-dup-word") };
    let Examined { report, kept_back, .. } = examined("a.txt", text, &settings);
    (report.diagnostics.len(), kept_back.compared.expect("asked for").stale.rows.len())
}

#[test]
fn what_moves_stays_known_and_what_changes_is_new() {
    let all = known("a.txt", BODY, &only("typo-dup-word"));
    assert_eq!(doubled(BODY, &all), (0, 0));
    let renumbered = BODY.replace("第二条", "第九条").replace("（二）", "（五）").replace("第二章", "第四章");
    assert_eq!(doubled(&renumbered, &all), (0, 0));
    assert_eq!(doubled(&BODY.replace('\n', "\n\u{3000}\u{3000}"), &all), (0, 0));
    assert_eq!(doubled(&BODY.replace("当年检", "当 年\u{3000}检"), &all), (0, 0));
    let moved = BODY
        .replace("违反规定的，应当应当处罚。\n", "")
        .replace("制定本条例。\n", "制定本条例。\n违反规定的，应当应当处罚。\n");
    assert_eq!(doubled(&moved, &all), (0, 0));
    assert_eq!(doubled(&BODY.replace("当年检", "当检验"), &all), (1, 1));
    assert_eq!(doubled(&BODY.replace("应当应当年检", "应当年检"), &all), (0, 1));
}

#[test]
fn equal_findings_are_matched_one_to_one() {
    let one = "某市条例\n第一条　应当应当登记。\n";
    let two = "某市条例\n第一条　应当应当登记。\n第二条　应当应当登记。\n";
    let of_one = known("a.txt", one, &only("typo-dup-word"));
    assert_eq!(doubled(two, &of_one), (1, 0));
    let of_two = known("a.txt", two, &only("typo-dup-word"));
    assert_eq!((doubled(two, &of_two), doubled(one, &of_two)), ((0, 0), (0, 1)));
    let twice = known("a.txt", "某市条例\n第一条　应当应当登记，应当应当年检。\n", &only("typo-dup-word"));
    let mut less = (*twice).clone();
    less.rows.pop_last();
    assert_eq!(doubled("某市条例\n第一条　应当应当登记，应当应当年检。\n", &Arc::new(less)), (1, 0));
}

/// Half-width marks are told together from four on: the article of the finding, those of its labels, and its edits.
fn together(settings: &Settings) -> (String, usize, usize) {
    let text = "某市养犬条例\n第一条　甲,乙。\n第二条　丙,丁。\n第三条　戊,己。\n第四条　庚,辛。\n第五条　壬,癸。\n";
    let report = lint(&Source::from_text("a.txt", text), settings);
    let [one] = report.diagnostics.as_slice() else { panic!("{report:?}") };
    let edits = one.fix.as_ref().map_or(0, |fix| fix.edits.len());
    (one.article.clone().unwrap_or_default(), one.labels.len(), edits)
}

#[test]
fn of_places_told_together_only_those_are_kept_back_that_are_ignored_or_known() {
    let base = only("punct-halfwidth");
    assert_eq!(together(&base), ("第一条".to_owned(), 4, 5));
    let ignores = ["第一条", "第三条"].map(|at| ignoring("punct-halfwidth", Some(at))).concat();
    assert_eq!(together(&Settings { ignores, ..base.clone() }), ("第二条".to_owned(), 2, 3));
    // Three that were told one by one are known when they are told with two new ones.
    let three = "某市养犬条例\n第一条　甲,乙。\n第二条　丙,丁。\n第三条　戊,己。\n";
    let known = Some(known("a.txt", three, &base));
    assert_eq!(together(&Settings { known, ..base }), ("第四条".to_owned(), 1, 2));
}

#[test]
fn rows_are_stale_only_where_their_lint_was_looked_for() {
    let all = known("a.txt", BODY, &Settings::default());
    let settings = Settings { known: Some(Arc::clone(&all)), ..only("dates") };
    let compared = examined("a.txt", "某市条例\n", &settings).kept_back.compared;
    assert_eq!(compared.expect("asked for").stale, Known::default());
    // A lint that is no longer there is stale for good.
    let mut old = (*all).clone();
    let (mut key, article) = old.rows.pop_first().expect("some are known");
    key.lint = "no-such-lint".into();
    old.rows.insert(key, article);
    let settings = Settings { known: Some(Arc::new(old)), ..only("dates") };
    let compared = examined("a.txt", BODY, &settings).kept_back.compared;
    assert_eq!(compared.expect("asked for").stale.rows.len(), 1);
}

/// Lines that most lints have something to say of.
const LINES: &[&str] = &[
    "为了规范养犬,制定本条例。",
    "养犬人应当作出承诺,做出承诺。",
    "县(市)区人民政府应当应当登记。",
    "违反本条例第九十九条规定的，处罚款。",
    "（一）登记；",
    "（三）备案。",
    "本条例自2026年2月30日起施行。",
    "依照《某法》第三条",
    "",
    "第二款规定的除外。",
    "【待定】",
];

fn draft() -> impl Strategy<Value = String> {
    let article = prop::collection::vec(select(LINES), 1..4).prop_map(|lines| lines.join("\n"));
    prop::collection::vec(article, 1..8).prop_map(|articles| {
        let article = |(at, text): (u32, &String)| format!("第{}条　{text}\n", numeral::format(at));
        let body: String = (1..).zip(&articles).map(article).collect();
        format!("某市养犬管理条例（草案）\n第一章　总则\n{body}")
    })
}

fn cases(cases: u32) -> ProptestConfig {
    let from_environment = ProptestConfig::default();
    let seed = match from_environment.rng_seed {
        RngSeed::Fixed(seed) => seed,
        RngSeed::Random => 20_150_315,
    };
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..from_environment }
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn a_baseline_of_a_text_leaves_nothing_of_it(text in prop_oneof![draft(), any::<String>()], name in select(vec!["a.txt", "a.md"])) {
        let all = known(name, &text, &Settings::default());
        let baseline = Baseline { files: [("a".to_owned(), Arc::clone(&all))].into() };
        let read = Baseline::read(&baseline.write()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let read = read.files.get("a").cloned().unwrap_or_default();
        prop_assert_eq!(&read, &all);
        let (told, compared) = beside(name, &text, &read);
        prop_assert_eq!(&told, &[]);
        prop_assert_eq!(compared.stale, Known::default());
    }

    #[test]
    fn an_article_put_in_before_leaves_the_lints_of_words_quiet(text in draft()) {
        let settings = Settings { select: vec!["punctuation".to_owned(), "words".to_owned()], ..Settings::default() };
        let all = known("a.txt", &text, &settings);
        let more = text.replacen("第一章　总则\n", "第一章　总则\n第一条　本条例适用于本市。\n", 1);
        let settings = Settings { known: Some(all), ..settings };
        let examined = examined("a.txt", &more, &settings);
        prop_assert_eq!(&examined.report.diagnostics, &[]);
    }

    #[test]
    fn what_is_known_is_not_mended(text in draft(), reach in select(vec![Reach::Safe, Reach::Unsafe])) {
        let all = known("a.txt", &text, &Settings::default());
        let mended = mend(Source::from_text("a.txt", &text), &Plan::default().with_known(Some(all)), reach).expect("it can be written");
        prop_assert_eq!((mended.applied, mended.source.text()), (0, text.as_str()));
    }

    #[test]
    fn an_address_that_is_told_silences_what_is_told_there(text in draft()) {
        let source = Source::from_text("a.txt", &text);
        let document = Document::parse(&source, &Hints::default());
        for one in lint(&source, &Settings::default()).diagnostics {
            let told = one.article.as_deref().map(|address| Address::read(address).expect(address));
            let at = told.or_else(|| Address::of(&document, one.span.start));
            let ignores = vec![Suppression { lint: one.lint.to_string(), at }];
            let examined = examine(&source, &Plan::new(&Settings { ignores, ..Settings::default() }));
            prop_assert!(!examined.report.diagnostics.contains(&one));
            prop_assert_eq!(examined.kept_back.uses, [Use::Covers]);
        }
    }

    #[test]
    fn comments_change_nothing_but_what_they_say(text in draft(), line in 2..20_usize) {
        let markdown = text.replace('\n', "\n\n");
        let plain = lint(&Source::from_text("a.md", &markdown), &Settings::default()).diagnostics;
        let mut parts: Vec<&str> = markdown.split("\n\n").collect();
        let at = line.min(parts.len());
        parts.insert(at, "<!-- falint-ignore invalid-ignore: 无 -->");
        let commented = lint(&Source::from_text("a.md", &parts.join("\n\n")), &Settings::default()).diagnostics;
        let say = |all: &[Diagnostic]| all.iter().map(|one| (one.lint.clone(), one.message.clone())).collect::<Vec<_>>();
        prop_assert_eq!(say(&commented), say(&plain));
    }
}
