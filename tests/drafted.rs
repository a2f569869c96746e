//! `falint amend --write`: the decision that leads from a law to a draft, held against the draft by applying it.

use falint::Source;
use falint::amend::amend;
use falint::amend::drafted::{self, Undrafted};
use falint::compare::Comparison;
use falint::document::Document;
use falint::document::tree::Hints;

const LAW: &str = "某市养犬条例\n第一章　总则\n第一条　为了规范养犬行为，维护公共秩序，制定本条例。\n\
    第二条　公安机关负责养犬登记和犬只收容工作。\n城市管理部门负责查处流动售犬行为。\n第二章　登记\n\
    第三条　养犬人应当自取得犬只之日起三十日内申请登记。\n第四条　犬只死亡的，应当办理注销手续。\n\
    第五条　携犬出户应当遵守下列规定：\n（一）系犬绳；\n（二）避让行人。\n第三章　法律责任\n\
    第六条　违反本条例第五条规定的，由公安机关处二百元罚款。\n第七条　本条例所称“犬”，包括幼犬。\n";

fn parse(source: &Source) -> Document {
    Document::parse(source, &Hints::default())
}

/// The decision, and what the law becomes by it.
fn written(draft: &str) -> Result<(String, String), Undrafted> {
    let (current, draft) = (Source::from_text("现行.txt", LAW), Source::from_text("草案.txt", draft));
    let (law, draft) = (parse(&current), parse(&draft));
    let text = drafted::draft(&current, &Comparison::of(&law, &draft))?;
    let decision = parse(&Source::from_text("决定.txt", &text));
    let consolidated = amend(&current, &law, &decision).expect("it amends the law");
    Ok((text, consolidated.edits.apply(LAW)))
}

/// The points of the decision for a draft, which must come out of applying it word for word.
fn points(draft: &str) -> Vec<String> {
    let (text, result) = written(draft).expect("a decision leads there");
    assert_eq!(result, draft);
    let body = text.split_once("作如下修改：\n\n").expect("an opening").1;
    let body = body.split_once("\n\n本决定自").expect("an end").0;
    body.split("\n\n").map(str::to_owned).collect()
}

#[test]
fn words_paragraphs_and_articles() {
    let draft = LAW
        .replace("三十日内", "十五日内")
        .replace("流动售犬行为。\n", "流动售犬行为。\n农业农村部门负责犬只免疫工作。\n")
        .replace(
            "维护公共秩序，制定",
            "保障公民健康和人身安全，维护市容环境和公共秩序，促进社会文明进步，根据有关法律，结合本市实际，制定",
        );
    assert_eq!(
        points(&draft),
        [
            "一、将第一条修改为：“为了规范养犬行为，保障公民健康和人身安全，维护市容环境和公共秩序，促进社会文明进步，根据有关法律，\
             结合本市实际，制定本条例。”",
            "二、第二条增加一款，作为第三款：“农业农村部门负责犬只免疫工作。”",
            "三、将第三条中的“起三十日”修改为“起十五日”。",
        ]
    );
}

#[test]
fn references_follow_without_a_word() {
    let draft = LAW
        .replace("第四条　犬只死亡的，应当办理注销手续。\n", "")
        .replace("违反本条例第五条", "违反本条例第四条")
        .replace("第五条　携", "第四条　携")
        .replace("第六条　", "第五条　")
        .replace("第七条　", "第六条　");
    assert_eq!(points(&draft), ["删去第四条。"]);
}

#[test]
fn an_article_on_the_border_of_chapters_says_where_it_stands() {
    let draft = LAW
        .replace("第七条　", "第八条　")
        .replace("第六条　", "第七条　")
        .replace("第三章　法律责任\n", "第三章　法律责任\n第六条　行政机关工作人员不履行职责的，依法给予处分。\n");
    assert_eq!(points(&draft), ["增加一条，作为第三章第六条：“行政机关工作人员不履行职责的，依法给予处分。”"]);
}

#[test]
fn quotations_inside_become_single() {
    let draft = LAW.replace("包括幼犬。", "是指饲养的所有犬只；“烈性犬”的名录由公安机关公布，幼犬也适用本条例的规定。");
    assert_eq!(
        points(&draft),
        [
            "将第七条修改为：“本条例所称‘犬’，是指饲养的所有犬只；‘烈性犬’的名录由公安机关公布，幼犬也适用本条例的规定。”"
        ]
    );
}

#[test]
fn headings_are_renamed_and_added() {
    let draft = LAW.replace("第二章　登记\n", "第二章　登记和年检\n");
    assert_eq!(points(&draft), ["将第二章章名修改为“登记和年检”。"]);
    let draft = LAW
        .replace("第七条　", "第八条　")
        .replace("第六条　", "第七条　")
        .replace("第三章　法律责任\n", "第三章　收容\n第六条　公安机关应当设立犬只收容场所。\n第四章　法律责任\n");
    assert_eq!(
        points(&draft),
        ["一、增加一章“收容”，作为第三章。", "二、增加一条，作为第三章第六条：“公安机关应当设立犬只收容场所。”"]
    );
}

#[test]
fn what_cannot_be_told_is_refused() {
    assert_eq!(written(LAW), Err(Undrafted::Unchanged));
    let gap = LAW.replace("第七条　", "第九条　");
    assert_eq!(written(&gap), Err(Undrafted::Numbers("第九条".to_owned())));
}
