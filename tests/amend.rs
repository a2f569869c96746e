//! Laws and decisions of our own, and what the one becomes by the other: each trap that published decisions have laid is
//! one case.

use falint::Source;
use falint::amend::reason::Reason;
use falint::amend::{AmendError, Consolidated, amend};
use falint::document::Document;
use falint::document::tree::Hints;

const LAW: &str = "某市养犬条例\n\
    \n第一章　总则\n\
    \n第一条　为了规范养犬，制定本条例。\n\
    \n第二条　本条例适用于本市。\n\n部队养犬不适用本条例。\n\
    \n第二章　登记\n\
    \n第三条　养犬应当登记。登记机关是公安机关。\n\
    \n第四条　申请登记应当具备下列条件：\n\n（一）有住所；\n\n（二）有免疫证；\n\n（三）依照第三条提出申请。\n\n依照前款规定登记的，发给证书。\n\n登记证书不得出租、出借、转让。\n\
    \n第五条　违反本条例第四条第二款规定的，处一百元罚款。\n\
    \n第六条　违反本条例第三条、第四条规定的，处二百元罚款。\n";

fn document(text: &str) -> (Source, Document) {
    let source = Source::from_text("a.txt", text);
    let document = Document::parse(&source, &Hints::default());
    (source, document)
}

fn decision(body: &str) -> Document {
    let text = format!(
        "某市人民代表大会常务委员会关于修改《某市养犬条例》的决定\n\
         某市第十届人民代表大会常务委员会第一次会议决定对《某市养犬条例》作如下修改：\n{body}"
    );
    document(&text).1
}

/// The new text without blank lines, and what was done.
fn applied(law: &str, body: &str) -> (String, Consolidated) {
    let (source, old) = document(law);
    let done = amend(&source, &old, &decision(body)).expect("it is a decision on this law");
    let text = done.edits.apply(source.text());
    (text.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"), done)
}

fn reasons(done: &Consolidated) -> Vec<&Reason> {
    done.records.iter().filter_map(|record| record.reason.as_ref()).collect()
}

/// All is applied, and these lines stand in the new text, those behind `-` not.
#[track_caller]
fn check(body: &str, lines: &[&str]) {
    let (text, done) = applied(LAW, body);
    assert_eq!(reasons(&done), Vec::<&Reason>::new(), "{body}");
    for line in lines {
        match line.strip_prefix('-') {
            Some(line) => assert!(!text.contains(line), "{line} in\n{text}"),
            None => assert!(format!("\n{text}\n").contains(&format!("\n{line}\n")), "{line} not in\n{text}"),
        }
    }
}

const ORDER: &str = "《某市养犬条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。\n";

#[test]
fn what_nothing_touches_keeps_its_bytes() {
    let (source, old) = document(LAW);
    let done = amend(&source, &old, &decision("一、将第二条第二款修改为：“新。”\n")).expect("it is a decision");
    assert_eq!(done.edits.apply(LAW), LAW.replace("部队养犬不适用本条例。", "新。"));
}

#[test]
fn numbers_speak_of_the_old_text() {
    check(
        "一、第四条增加一款，作为第二款：“新。”\n将第三款改为第四款，修改为：“四。”\n将第二款改为第三款。\n",
        &["新。\n依照前款规定登记的，发给证书。\n四。", "第五条　违反本条例第四条第三款规定的，处一百元罚款。"],
    );
}

#[test]
fn references_follow_and_quoted_text_does_not() {
    let body = format!(
        "一、增加一条，作为第三条：“新，依照第四条。”\n二、将第六条改为第七条，修改为：“违反第四条。”\n{ORDER}"
    );
    check(
        &body,
        &[
            "第三条　新，依照第四条。\n第二章　登记\n第四条　养犬应当登记。登记机关是公安机关。",
            "（三）依照第四条提出申请。",
            "第六条　违反本条例第五条第二款规定的，处一百元罚款。",
            "第七条　违反第四条。",
        ],
    );
}

#[test]
fn a_deleted_article_is_told_where_it_is_named() {
    let (text, done) = applied(LAW, &format!("一、删去第三条。\n{ORDER}"));
    assert!(text.contains("第四条　违反本条例第三条第二款规定的"), "{text}");
    let lost: Vec<_> = done.references.iter().filter(|update| update.new.is_none()).collect();
    assert_eq!(lost.iter().map(|update| update.address.as_str()).collect::<Vec<_>>(), ["第三条第一款第三项", "第五条"]);
}

#[test]
fn words_are_changed_wherever_they_stand_in_the_place() {
    check(
        "一、将第三条中的“登记”修改为“注册”，“公安机关”修改为“城管部门”。\n",
        &["第三条　养犬应当注册。注册机关是城管部门。", "第四条　申请登记应当具备下列条件："],
    );
    check(
        "一、在第四条第三款中的“出借”后增加“抵押”。\n二、删去第四条第一款第一项。\n",
        &["登记证书不得出租、出借、抵押、转让。", "（一）有免疫证；\n（二）依照第三条提出申请。"],
    );
    check("一、删去第四条第三款中的“出借”。\n", &["登记证书不得出租、转让。"]);
    check(
        "一、将有关条款中的“元罚款”修改为“元以上罚款”。\n",
        &["第六条　违反本条例第三条、第四条规定的，处二百元以上罚款。"],
    );
}

#[test]
fn items_are_added_and_the_last_stop_stays_last() {
    check("一、第四条第一款增加一项，作为第四项：“（四）新。”\n", &["（三）依照第三条提出申请；\n（四）新。"]);
    check(
        "一、第四条第一款增加一项，作为第二项：“（二）新；”\n",
        &["（二）新；\n（三）有免疫证；\n（四）依照第三条提出申请。"],
    );
}

#[test]
fn articles_are_split_merged_and_moved() {
    check(
        &format!("一、将第三条改为两条，作为第三条、第四条，修改为：\n“第三条　甲。\n“第四条　乙。”\n{ORDER}"),
        &["第三条　甲。\n第四条　乙。\n第五条　申请登记应当具备下列条件："],
    );
    check(&format!("一、将第五条、第六条合并，作为第五条，修改为：“合。”\n{ORDER}"), &["第五条　合。", "-第六条"]);
    check(
        &format!("一、将第四条第三款改为第五条。\n{ORDER}"),
        &[
            "依照前款规定登记的，发给证书。\n第五条　登记证书不得出租、出借、转让。\n第六条　违反本条例第四条第二款规定的，处一百元罚款。",
        ],
    );
    check(
        &format!("一、将第六条改为第五条。\n二、将第五条改为第六条。\n{ORDER}"),
        &[
            "第五条　违反本条例第三条、第四条规定的，处二百元罚款。\n第六条　违反本条例第四条第二款规定的，处一百元罚款。",
        ],
    );
}

#[test]
fn chapters_are_added_named_and_absorbed() {
    check(
        &format!(
            "一、增加一章，作为第二章“服务”；增加一条，作为第三条。内容如下：\n“第二章　服务\n“第三条　新。”\n{ORDER}"
        ),
        &[
            "部队养犬不适用本条例。\n第二章　服务\n第三条　新。\n第三章　登记\n第四条　养犬应当登记。登记机关是公安机关。",
        ],
    );
    check("一、将第二章章名修改为“登记和罚则”。\n", &["第二章　登记和罚则"]);
    check("一、将第二章并入第一章。\n", &["-第二章", "第三条　养犬应当登记。登记机关是公安机关。"]);
}

#[test]
fn quotations_over_several_paragraphs() {
    check(
        "一、将第二条修改为：“甲：\n“（一）乙‘丙’；\n“（二）丁。\n“戊。”\n",
        &["第二条　甲：\n（一）乙“丙”；\n（二）丁。\n戊。"],
    );
}

#[test]
fn without_an_order_clause_numbers_stay() {
    check("一、删去第三条。\n", &["部队养犬不适用本条例。\n第二章　登记\n第四条　申请登记应当具备下列条件："]);
    check(
        "一、在第三条后增加一条，作为第三条之一：“新。”\n",
        &["第三条之一　新。\n第四条　申请登记应当具备下列条件："],
    );
    let (_, done) = applied(LAW, "一、增加一条，作为第三条：“新。”\n");
    assert_eq!(reasons(&done), [&Reason::NoOrderClause]);
}

#[test]
fn what_cannot_be_done_is_told_and_the_rest_is_done() {
    let told = |body: &str| {
        let (text, done) = applied(LAW, &format!("{body}五、将第一条修改为：“新。”\n"));
        assert!(text.contains("第一条　新。"), "{text}");
        reasons(&done).into_iter().cloned().collect::<Vec<_>>()
    };
    assert_eq!(told("一、将第九条修改为：“某。”\n"), [Reason::Missing("第九条".into())]);
    assert_eq!(told("一、将第二条第三款修改为：“某。”\n"), [Reason::Missing("第二条第三款".into())]);
    assert_eq!(told("一、将第一条中的“猫”修改为“狗”。\n"), [Reason::NoWords("猫".into(), "第一条".into())]);
    assert_eq!(told("一、将“养犬”修改为“养狗”。\n"), [Reason::WordsOften("养犬".into(), 3)]);
    assert_eq!(told("一、将第三条的意思说清楚。\n"), [Reason::NotUnderstood]);
    assert_eq!(told("一、对个别条款作文字修改。\n"), [Reason::Editorial]);
    assert_eq!(told(&format!("一、将第四条改为第七条。\n{ORDER}")), [Reason::Number("第七条".into(), "第四条".into())]);
    assert_eq!(told("一、增加两款，作为第二条第三款、第四款：“某。”\n"), [Reason::Counts(2, 1)]);
}

#[test]
fn a_decision_on_another_law_is_refused() {
    let (source, old) = document(LAW);
    let other = document("某市人民代表大会常务委员会关于修改《某市养猫条例》的决定\n决定对《某市养猫条例》作如下修改：\n一、删去第一条。\n").1;
    assert_eq!(amend(&source, &old, &other).err(), Some(AmendError::OtherLaws(vec!["某市养猫条例".into()])));
    assert_eq!(amend(&source, &old, &document(LAW).1).err(), Some(AmendError::NoDecision));
}

#[test]
fn of_a_package_only_what_is_said_of_the_law_is_done() {
    let (source, old) = document(LAW);
    let package = document(
        "某市人民代表大会常务委员会关于修改《某市养猫条例》等二件地方性法规的决定\n\
         某市第十届人民代表大会常务委员会第一次会议决定：\n\
         一、对《某市养猫条例》作出修改\n将第一条修改为：“猫。”\n\
         二、对《某市养犬条例》作出修改\n将第一条修改为：“犬。”\n",
    )
    .1;
    let done = amend(&source, &old, &package).expect("it is in the package");
    let text = done.edits.apply(LAW);
    assert!(text.contains("第一条　犬。") && !text.contains('猫'), "{text}");
    assert_eq!(done.law, 1);
}

#[test]
fn markdown_stays_markdown() {
    let law = "# 某市养犬条例\n\n## 第一章　总则\n\n**第一条** 甲。\n\n**第二条** 乙。\n";
    let (source, old) = document(law);
    let body = format!(
        "一、增加一章，作为第二章：\n“第二章　附则\n“第三条　丙。”\n二、将第一条修改为：“丁。\n“戊。”\n{ORDER}"
    );
    let done = amend(&source, &old, &decision(&body)).expect("it is a decision");
    let expect = "# 某市养犬条例\n\n## 第一章　总则\n\n**第一条** 丁。\n\n戊。\n\n**第二条** 乙。\n\n## 第二章　附则\n\n**第三条** 丙。\n";
    assert_eq!(done.edits.apply(law), expect);
}

#[test]
fn a_law_that_is_not_before_its_decision_is_told() {
    let since = |noted: &str, passed: &str| {
        let law = LAW.replacen('\n', &format!("\n\n（2010年5月1日某市人民代表大会常务委员会通过{noted}）\n"), 1);
        let (source, old) = document(&law);
        let text = format!(
            "某市人民代表大会常务委员会关于修改《某市养犬条例》的决定\n{passed}\
             某市第十届人民代表大会常务委员会第一次会议决定对《某市养犬条例》作如下修改：\n一、删去第五条。\n"
        );
        let done = amend(&source, &old, &document(&text).1).expect("it is a decision on this law");
        done.changed_since.map(|(changed, decided)| (changed.to_string(), decided.to_string()))
    };
    let amended = "　根据2020年6月3日《关于修改〈某市养犬条例〉的决定》修正";
    let passed = "（2020年6月3日某市第十届人民代表大会常务委员会第一次会议通过）\n";
    assert_eq!(since(amended, passed), Some(("2020-06-03".to_owned(), "2020-06-03".to_owned())));
    assert_eq!(since("", passed), None);
    // A decision that is being drafted has no day.
    assert_eq!(since(amended, ""), None);
}
