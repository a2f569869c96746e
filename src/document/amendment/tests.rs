//! Sentences of decisions as legislatures, governments and courts write them, and what each comes to.

use super::*;
use crate::document::tree::Hints;
use crate::source::Source;

/// The instructions of a decision that amends 某市养犬条例, each in one line.
fn read(body: &str) -> Vec<String> {
    let text = format!(
        "某市人民代表大会常务委员会关于修改《某市养犬条例》的决定\n\
         某市第十届人民代表大会常务委员会第一次会议决定对《某市养犬条例》作如下修改：\n{body}"
    );
    let source = Source::from_text("a.txt", &text);
    let document = Document::parse(&source, &Hints::default());
    let law = |law: &Amended| law.instructions.iter().map(|one| shown(&document, one)).collect::<Vec<_>>();
    document.amendment().laws.iter().flat_map(law).collect()
}

fn steps(steps: &Steps) -> String {
    steps.iter().map(|(unit, ordinal)| ordinal.label(unit.name())).collect()
}

fn list(all: &[Steps]) -> String {
    all.iter().map(steps).collect::<Vec<_>>().join("、")
}

fn shown(document: &Document, one: &Instruction) -> String {
    let quoted =
        |quoted: &Quoted| quoted.paragraphs.iter().map(|&part| document.str(part)).collect::<Vec<_>>().join("/");
    let all = |list: &[Quoted]| list.iter().map(quoted).collect::<Vec<_>>().join("|");
    let text = |text: &Option<Quoted>| text.as_ref().map_or("–".to_owned(), quoted);
    let place = |place: &Place| match place.part {
        Part::Whole => steps(&place.steps),
        part => format!("{}{part:?}", steps(&place.steps)),
    };
    let places: Vec<String> = one.places.iter().map(place).collect();
    let action = match &one.action {
        Action::Replace(new) => format!("= {}", quoted(new)),
        Action::ReplaceWords(list) => {
            list.iter().map(|one| format!("{} → {}", all(&one.old), quoted(&one.new))).collect::<Vec<_>>().join("；")
        }
        Action::InsertWords { anchors, side, between, words } => {
            format!("{}{side:?} {} + {}", if *between { "Between " } else { "" }, all(anchors), quoted(words))
        }
        Action::Append { side, sentence, words } => format!("{side:?} {sentence:?} + {}", quoted(words)),
        Action::DeleteWords(words) => format!("− {}", all(words)),
        Action::Delete => "−".to_owned(),
        Action::Add { unit, count, numbers, beside, text: new, .. } => {
            let beside =
                beside.as_ref().map(|(side, at)| format!(" {side:?} {}", steps(&at.steps))).unwrap_or_default();
            format!("+{count}{} {}{beside}: {}", unit.name(), list(numbers), text(new))
        }
        Action::Renumber(numbers) => format!("→ {}", list(numbers)),
        Action::Split { unit, count, numbers, text: new } => {
            format!("÷{count}{} {}: {}", unit.name(), list(numbers), text(new))
        }
        Action::Merge { number, text: new } => {
            format!("∪ {}: {}", number.as_ref().map(steps).unwrap_or_default(), text(new))
        }
        Action::Absorb(to) => format!("into {}", steps(&to.steps)),
        Action::Move { side, to } => format!("moved {side:?} {}", steps(&to.steps)),
        Action::Reorder | Action::Editorial | Action::NoChange => format!("{:?}", one.action),
        Action::NotUnderstood => format!("? {}", document.str(one.span)),
    };
    format!("{} {action}", places.join("、")).trim().to_owned()
}

#[track_caller]
fn check(body: &str, expect: &[&str]) {
    assert_eq!(read(body), expect, "{body}");
}

#[test]
fn units_are_replaced() {
    check("一、将第一条修改为：“甲。”\n", &["第一条 = 甲。"]);
    check("一、第二条第一款修改为：“甲。”\n第三款修改为：“乙。”\n", &["第二条第一款 = 甲。", "第二条第三款 = 乙。"]);
    check("一、将第三条第（二）项修改为“（二）甲；”。\n", &["第三条第二项 = （二）甲；"]);
    check(
        "一、将第四条修改为：“甲：\n“（一）乙；\n“（二）丙。\n“丁。”\n",
        &["第四条 = 甲：/（一）乙；/（二）丙。/丁。"],
    );
    check("1.将引言修改为：\n“甲。”\n", &["Preamble = 甲。"]);
    check("一、将第二章章名修改为“登记”。\n", &["第二章Name = 登记"]);
    check("一、将题目修改为“某市养犬管理条例”。\n", &["Title = 某市养犬管理条例"]);
    check("一、将十一条修改为：“甲。”\n", &["第十一条 = 甲。"]);
    check("一、将第十三条,第一款修改为：“甲。”\n", &["第十三条第一款 = 甲。"]);
    check("一、将第九条第一款第一自然段修改为：“甲：”\n", &["第九条第一款Natural(1) = 甲："]);
    check("一、将第二款（第二项）修改为：“甲。”\n", &["? 将第二款（第二项）修改为：“甲。”"]);
}

#[test]
fn words_are_replaced() {
    check(
        "一、将第三条、第五条第一款中的“甲”修改为“乙”，“丙”修改为“丁”。\n",
        &["第三条、第五条第一款 甲 → 乙", "第三条、第五条第一款 丙 → 丁"],
    );
    check("一、将第七条中的“甲”、“乙”修改为“丙”。\n", &["第七条 甲|乙 → 丙"]);
    check("一、将第七条中的“甲”“乙”分别修改为“丙”“丁”。\n", &["第七条 甲 → 丙；乙 → 丁"]);
    check("一、将有关条款中的“甲”修改为“乙”。\n", &["Everywhere 甲 → 乙"]);
    check("一、将条例中的“甲”统一修改为“乙”。\n", &["Everywhere 甲 → 乙"]);
    check("一、第十条中的“甲”改为“乙”。\n", &["第十条 甲 → 乙"]);
    check("一、将第三条第一款、第二款中的“甲”修改为“乙”。\n", &["第三条第一款、第三条第二款 甲 → 乙"]);
    check(
        "一、将第三十九条改为第四十二条，其中的“甲”修改为“乙”、“丙”修改为“丁”。\n",
        &["第三十九条 → 第四十二条", "第三十九条 甲 → 乙", "第三十九条 丙 → 丁"],
    );
}

#[test]
fn a_new_number_may_be_said_to_be_of_the_amended_text() {
    check("一、将《某市养犬条例》原第七条改为修改后《某市养犬条例》第十二条。\n", &["第七条 → 第十二条"]);
    check("一、将第七条改为修改后的第十二条，修改为：“甲。”\n", &["第七条 → 第十二条", "第七条 = 甲。"]);
    check("一、将第七条修改为修改后的条例。\n", &["? 将第七条修改为修改后的条例"]);
}

#[test]
fn words_are_inserted_and_deleted() {
    check("一、在第八条、第九条中的“甲”后增加“乙”。\n", &["第八条、第九条 After 甲 + 乙"]);
    check("一、在第八条第二款“甲”之前增加“乙”。\n", &["第八条第二款 Before 甲 + 乙"]);
    check("一、在第八条中的“甲”与“乙”之间增加“丙”。\n", &["第八条 Between After 甲|乙 + 丙"]);
    check("一、在第八条末尾增加“甲。”\n", &["第八条 After None + 甲。"]);
    check("一、第八条第一款增加一句，作为第二句：“甲。”\n", &["第八条第一款 After Some(2) + 甲。"]);
    check("一、删去第六条中的“甲”，将“乙”修改为“丙”。\n", &["第六条 − 甲", "第六条 乙 → 丙"]);
    check("一、删除第六条第一款中的“甲”“乙”。\n", &["第六条第一款 − 甲|乙"]);
    check("一、删去第六条第二款中的“甲”、第三款中的“乙”。\n", &["第六条第二款 − 甲", "第六条第三款 − 乙"]);
}

#[test]
fn units_are_added() {
    check("一、增加一条，作为第五条：“甲。”\n", &["+1条 第五条: 甲。"]);
    check(
        "一、增加两条，分别作为第五条、第六条：\n“第五条　甲。\n“第六条　乙。”\n",
        &["+2条 第五条、第六条: 第五条　甲。/第六条　乙。"],
    );
    check("一、第八条增加一款，作为第二款：“甲。”\n", &["第八条 +1款 第二款: 甲。"]);
    check("一、在第八条中增加一款作为第二款：“甲。”\n", &["第八条 +1款 第二款: 甲。"]);
    check("一、在第八条第一款后增加一款，作为第二款：“甲。”\n", &["第八条 +1款 第二款 After 第八条第一款: 甲。"]);
    check(
        "一、第八条第一款增加两项，作为第三项、第四项：“（三）甲；\n“（四）乙。”\n",
        &["第八条第一款 +2项 第三项、第四项: （三）甲；/（四）乙。"],
    );
    check(
        "一、在第二章第三节后增加一节，作为第四节：\n“第四节　甲\n“第九条　乙。”\n",
        &["+1节 第四节 After 第二章第三节: 第四节　甲/第九条　乙。"],
    );
    check(
        "一、增加一章，作为第七章“公布”；增加三条，分别作为第四十九条至第五十一条。内容如下：\n“第七章　公布\n“第四十九条　甲。”\n",
        &["+1章 第七章: 公布", "+3条 第四十九条、第五十条、第五十一条: 第七章　公布/第四十九条　甲。"],
    );
    check(
        "一、在第一百三十三条后增加一条，作为第一百三十三条之一：“甲。”\n",
        &["+1条 第一百三十三条之一 After 第一百三十三条: 甲。"],
    );
    check("一、增加一章“保障”，作为第六章，分为两条，包括第四十二条至第四十三条。\n", &["+1章 第六章: 保障"]);
    check(
        "（一）增加一款，作为第四十八条第一款：“甲。”\n将第一款改为第二款，删去该款中的“乙”。\n",
        &["+1款 第四十八条第一款: 甲。", "第四十八条第一款 → 第二款", "第四十八条第一款 − 乙"],
    );
}

#[test]
fn units_move_split_and_merge() {
    check(
        "一、将第六条改为第七条，第一款修改为：“甲。”\n增加一款，作为第二款：“乙。”\n",
        &["第六条 → 第七条", "第六条第一款 = 甲。", "第六条 +1款 第二款: 乙。"],
    );
    check(
        "一、将第三条改为两条，分别作为第三条、第四条，修改为：\n“第三条　甲。\n“第四条　乙。”\n",
        &["第三条 ÷2条 第三条、第四条: 第三条　甲。/第四条　乙。"],
    );
    check(
        "一、将第三条第一款分为两款，作为第一款、第二款，修改为：“甲。\n“乙。”\n",
        &["第三条第一款 ÷2款 第一款、第二款: 甲。/乙。"],
    );
    check(
        "一、将第八条第二款、第二十三条第一款合并，作为第九章第六十三条，修改为：“甲。”\n",
        &["第八条第二款、第二十三条第一款 ∪ 第九章第六十三条: 甲。"],
    );
    check("一、将第四条与第五条合并修改为：“甲。”\n", &["第四条、第五条 ∪ : 甲。"]);
    check("一、第三、四、五款分别作为第四、五、六款。\n", &["? 第三、四、五款分别作为第四、五、六款"]);
    check("一、第二条第三、四款分别作为第四、五款。\n", &["第二条第三款、第二条第四款 → 第四款、第五款"]);
    check("一、将第八条第三款单列一条，作为第九条。\n", &["第八条第三款 → 第九条"]);
    check("一、将第二十三条第三款改为第二十七条。\n", &["第二十三条第三款 → 第二十七条"]);
    check("一、将第三章并入第二章。\n", &["第三章 into 第二章"]);
    check("一、第八条中，原第二款作为第三款，修改为：“甲。”\n", &["第八条第二款 → 第三款", "第八条第二款 = 甲。"]);
    check("一、删去第九条、第十条第二款。\n", &["第九条、第十条第二款 −"]);
}

#[test]
fn what_names_no_place() {
    check("此外，对部分条款作文字技术修改，对条文顺序作相应调整。\n", &["Editorial", "Reorder"]);
    check("本决定自2026年1月1日起施行。\n", &["NoChange"]);
    check("《某市养犬条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。\n", &["Reorder", "NoChange"]);
    check("一、对部分条文作以下修改：\n（一）将第二条中的“甲”修改为“乙”。\n", &["第二条 甲 → 乙"]);
    check("一、为了加强管理，将第二条中的“甲”修改为“乙”。\n", &["第二条 甲 → 乙"]);
}

#[test]
fn what_is_not_understood_is_told_and_nothing_is_taken_from_it() {
    check(
        "一、将第四条中的税率予以调整，第二款修改为：“甲。”\n",
        &["? 将第四条中的税率予以调整，第二款修改为：“甲。”"],
    );
    check("一、将第四条第一款。\n", &["? 第四条第一款"]);
    check("一、增加一款，作为最后一款：“甲。”\n", &["? 增加一款，作为最后一款：“甲。”"]);
}

#[test]
fn a_point_may_lead_to_others() {
    check(
        "1.第三条\n（1）将“甲”修改为“乙”；\n（2）删去“丙”。\n2.将第四条中的“丁”修改为“戊”。\n",
        &["第三条 甲 → 乙", "第三条 − 丙", "第四条 丁 → 戊"],
    );
    check("一、将第三章“附则”改为第四章，增加一章，作为第三章“罚则”。\n", &["第三章 → 第四章", "+1章 第三章: 罚则"]);
    check("一、在第三条、第四条第一款第一句中的“甲”后增加“乙”。\n", &["第三条、第四条第一款Sentence(1) After 甲 + 乙"]);
}

#[test]
fn a_package_has_several_laws() {
    let text = "某市人民代表大会常务委员会关于修改《甲条例》等三件地方性法规的决定\n\
                某市第十届人民代表大会常务委员会第一次会议决定：\n\
                一、对《甲条例》作出修改\n（一）删去第一条。\n（二）将第二条改为第一条。\n\
                二、修改《乙办法》\n1.将第一条修改为：\n“某。”\n\
                三、《丙规定》\n将第三条中的“子”修改为“丑”。\n\
                四、将《丁细则》第四条修改为：“某。”\n\
                本决定自公布之日起施行。\n\
                《甲条例》《乙办法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。\n";
    let source = Source::from_text("a.txt", text);
    let document = Document::parse(&source, &Hints::default());
    let laws: Vec<(&str, usize, bool)> = document
        .amendment()
        .laws
        .iter()
        .map(|law| (law.name.as_str(), law.instructions.len(), law.is_reordered()))
        .collect();
    assert_eq!(laws, [("甲条例", 4, true), ("乙办法", 3, true), ("丙规定", 1, false), ("丁细则", 2, false)]);
}
