//! What the server answers about a draft: hovers, places, trees, actions.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use super::client::{self, Client};
use super::tempdir;

/// An editor that can do all that the server makes use of.
fn able() -> Value {
    json!({
        "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "definition": {"linkSupport": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source"]}},
                "dataSupport": true,
                "resolveSupport": {"properties": ["edit"]},
            },
        },
    })
}

/// An editor that can only do the least.
fn plain() -> Value {
    json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}}})
}

fn example(name: &str) -> String {
    fs::read_to_string(format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))).expect("an example")
}

/// The actions that silence.
fn silences(client: &mut Client, uri: &str) -> Vec<Value> {
    let params =
        json!({"textDocument": {"uri": uri}, "range": all(), "context": {"diagnostics": [], "only": ["quickfix"]}});
    let found = client.request("textDocument/codeAction", params).expect("an answer");
    let is_silence = |action: &&Value| action["title"].as_str().is_some_and(|title| title.contains("忽略"));
    found.as_array().expect("a list").iter().filter(is_silence).cloned().collect()
}

#[test]
fn a_finding_can_be_silenced_where_it_stands() {
    let root = tempdir("ignore");
    let (draft, config) = (root.join("草案/甲 1.txt"), root.join("falint.toml"));
    fs::create_dir(root.join("草案")).expect("a folder");
    let text = "某市养犬条例\n第一条　为了规范养犬,制定本条例。\n第二条　养犬,应当登记。\n";
    fs::write(&draft, text).expect("can be written");
    let uri = client::uri(&draft);
    let params = json!({"processId": null, "rootUri": client::uri(&root), "capabilities": able()});
    let mut client = Client::with(&[], params);
    client.open(&uri, 1, text);
    assert_eq!(client.codes(&uri, 1), ["punct-halfwidth", "punct-halfwidth"]);
    // There is no configuration yet: it is made in the workspace's folder.
    let found = silences(&mut client, &uri);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[1]["title"], "在第二条忽略 punct-halfwidth（写入 falint.toml）");
    let changes = &found[1]["edit"]["documentChanges"];
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(client::uri(&config))));
    assert_eq!(changes[1]["textDocument"]["uri"], client::uri(&config));
    let written = applied("", &changes[1]["edits"]);
    assert!(written.contains("at = \"第二条\"") && written.contains("path = \"草案/甲 1.txt\""), "{written}");
    fs::write(&config, &written).expect("can be written");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": client::uri(&config), "type": 1}]}));
    assert_eq!(client.codes(&uri, 1), ["punct-halfwidth"]);
    // Then the other goes to its end, on disk or in the editor.
    let found = silences(&mut client, &uri);
    let change = &found[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": client::uri(&config), "version": null}));
    let both = applied(&written, &change["edits"]);
    assert!(both.starts_with(&written) && both.contains("at = \"第一条\""), "{both}");
    client.open(&client::uri(&config), 3, "stage = \"draft\"");
    let found = silences(&mut client, &uri);
    let change = &found[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 3);
    assert!(applied("stage = \"draft\"", &change["edits"]).starts_with("stage = \"draft\"\n\n[[ignore-at]]\n"));
    fs::write(&config, both).expect("can be written");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": client::uri(&config)}}));
    assert_eq!(client.codes(&uri, 1), Vec::<String>::new());
    client.leave();
}

#[test]
fn a_finding_in_markdown_can_be_silenced_by_a_comment() {
    let text = "# 某市养犬条例\r\n\r\n**第一条**　为了规范养犬,制定本条例。\r\n\r\n**第二条**　养犬,应当登记。\r\n";
    let uri = "untitled:Untitled-1";
    let mut client = Client::start(able());
    client.open_as(uri, "markdown", 1, text);
    assert_eq!(client.codes(uri, 1), ["punct-halfwidth", "punct-halfwidth"]);
    // A draft that is nowhere has no configuration to write into.
    let found = silences(&mut client, uri);
    assert_eq!(found.len(), 2, "{found:?}");
    let change = &found[1]["edit"]["documentChanges"][0];
    let silenced = applied(text, &change["edits"]);
    assert_eq!(silenced, text.replace("**第二条**", "<!-- falint-ignore punct-halfwidth -->\r\n**第二条**"));
    client.change(uri, 2, json!([{"text": silenced}]));
    assert_eq!(client.codes(uri, 2), ["punct-halfwidth"]);
    client.leave();
}

const URI: &str = "file:///a/draft.txt";

/// The position of a text in a draft, as UTF-16 counts; `skip` characters behind its start.
fn find(text: &str, needle: &str, skip: usize) -> Value {
    let at = text.find(needle).unwrap_or_else(|| panic!("no {needle}"));
    let at = at + needle.chars().take(skip).map(char::len_utf8).sum::<usize>();
    let before = &text[..at];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    json!({"line": line, "character": before[start..].encode_utf16().count()})
}

/// The text of a range.
fn text_of<'t>(text: &'t str, range: &Value) -> &'t str {
    &text[offset(text, &range["start"])..offset(text, &range["end"])]
}

fn offset(text: &str, position: &Value) -> usize {
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("a small one");
    let (line, column) = (number(&position["line"]), number(&position["character"]));
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = 0;
    let reached = |c: char| {
        let here = units >= column;
        units += c.len_utf16();
        here
    };
    start + text[start..].find(reached).unwrap_or(text.len() - start)
}

/// A text after edits, which an editor applies from the last to the first.
fn applied(text: &str, edits: &Value) -> String {
    let mut edits: Vec<&Value> = edits.as_array().expect("a list").iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(text, &edit["range"]["start"])));
    let mut out = text.to_owned();
    for edit in edits {
        let range = offset(text, &edit["range"]["start"])..offset(text, &edit["range"]["end"]);
        out.replace_range(range, edit["newText"].as_str().expect("a text"));
    }
    out
}

fn at(position: Value) -> Value {
    json!({"textDocument": {"uri": URI}, "position": position})
}

const LINKED: &str = "某市养犬条例\n目录\n第一章　总则\n第二章　登记\n第一章　总则\n\
    第一条　为了规范𠮷犬，对警务辅助人员（以下简称辅警）制定本条例。\n第二条　有下列情形的：\n（一）甲；\n（二）乙。\n\
    第二章　登记\n第三条　𠮷𠮷违反第二条第一项规定的，由辅警依照第一条至第三条、本章处理。\n前款规定除外。\n";

#[test]
fn hovers_show_what_is_meant() {
    for (capabilities, kind, strong) in [(able(), "markdown", "**"), (plain(), "plaintext", "")] {
        let mut client = Client::start(capabilities);
        client.open(URI, 1, LINKED);
        let mut hover = |needle: &str, skip| client.request("textDocument/hover", at(find(LINKED, needle, skip)));
        let item = hover("第二条第一项规定", 3).expect("an answer");
        assert_eq!(item["contents"]["kind"], kind);
        let said = item["contents"]["value"].as_str().expect("a text");
        assert!(said.starts_with(&format!("{strong}第二条第一项{strong}\n")) && said.ends_with("（一）甲；"), "{said}");
        assert_eq!(text_of(LINKED, &item["range"]), "第二条第一项");
        let chapter = hover("本章处理", 1).expect("an answer")["contents"]["value"].to_string();
        assert!(chapter.contains("第二章　登记") && chapter.contains("第三条　𠮷𠮷违反"), "{chapter}");
        let term = hover("由辅警依照", 1).expect("an answer")["contents"]["value"].to_string();
        assert!(term.contains("警务辅助人员") && term.contains("第一条"), "{term}");
        assert_eq!(hover("为了规范", 1), Ok(json!(null)));
        client.leave();
    }
}

#[test]
fn a_hover_on_a_finding_says_why() {
    let text = example("鞍山.txt");
    let mut client = Client::start(able());
    client.open(URI, 1, &text);
    client.diagnostics(URI);
    let hover = client.request("textDocument/hover", at(find(&text, "2025年  月  日", 2))).expect("an answer");
    let said = hover["contents"]["value"].as_str().expect("a text");
    for part in [
        "施行日期",
        "`effective-date-placeholder`",
        "第五十条",
        "依据：",
        "`ignore = [\"effective-date-placeholder\"]`",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(text_of(&text, &hover["range"]), "2025年  月  日");
    client.leave();
}

#[test]
fn references_lead_to_what_they_name_and_back() {
    let mut client = Client::start(able());
    client.open(URI, 1, LINKED);
    let mut target = |needle: &str, skip| {
        let answer = client.request("textDocument/definition", at(find(LINKED, needle, skip))).expect("an answer");
        let link = &answer[0];
        let text = |field: &str| text_of(LINKED, &link[field]).to_owned();
        (text("originSelectionRange"), text("targetSelectionRange"), text("targetRange").lines().count())
    };
    let expect = |origin: &str, head: &str, lines: usize| (origin.to_owned(), head.to_owned(), lines);
    assert_eq!(target("第二条第一项规定", 2), expect("第二条第一项", "（一）", 1));
    assert_eq!(target("第三条、本章", 0), expect("第三条", "第三条", 2));
    assert_eq!(target("本章处理", 2), expect("本章", "第二章", 3));
    assert_eq!(target("前款规定", 0).2, 1);
    assert_eq!(target("第二章　登记\n第一章", 1), expect("第二章　登记", "第二章", 3));
    assert_eq!(target("由辅警", 2), expect("辅警", "辅警", 1));
    let none = client.request("textDocument/definition", at(find(LINKED, "为了", 0)));
    assert_eq!(none, Ok(json!(null)));

    let mut spoken_of = |needle: &str, skip, declaration: bool| {
        let mut params = at(find(LINKED, needle, skip));
        params["context"] = json!({"includeDeclaration": declaration});
        let answer = client.request("textDocument/references", params).expect("an answer");
        let places = answer.as_array().cloned().unwrap_or_default();
        places.iter().map(|place| text_of(LINKED, &place["range"]).to_owned()).collect::<Vec<_>>()
    };
    // On the label: what leads into the article, and the range that goes over it.
    assert_eq!(spoken_of("第二条　有", 1, false), ["第二条第一项", "第三条"]);
    assert_eq!(spoken_of("第二条　有", 1, true), ["第二条", "第二条第一项", "第三条"]);
    assert_eq!(spoken_of("第二条第一项", 4, false), ["第二条第一项"]);
    assert_eq!(spoken_of("简称辅警", 2, true), ["辅警", "辅警"]);
    assert_eq!(spoken_of("为了", 0, true), Vec::<String>::new());
    let marks = client.request("textDocument/documentHighlight", at(find(LINKED, "由辅警", 1))).expect("an answer");
    assert_eq!(marks.as_array().expect("a list").iter().map(|mark| &mark["kind"]).collect::<Vec<_>>(), [3, 2]);
    client.leave();
}

#[test]
fn the_tree_is_shown_and_folded() {
    let text = example("鞍山.txt");
    let mut client = Client::start(able());
    client.open(URI, 1, &text);
    let document = json!({"textDocument": {"uri": URI}});
    let tree = client.request("textDocument/documentSymbol", document.clone()).expect("an answer");
    let chapters = tree.as_array().expect("a list");
    assert_eq!(chapters.len(), 11);
    assert_eq!(chapters[0]["name"], "第一章  总  则");
    let articles: Vec<&Value> = chapters.iter().flat_map(|c| c["children"].as_array().expect("articles")).collect();
    assert_eq!((articles.len(), &articles[29]["name"]), (50, &json!("第三十条")));
    assert!(articles[29]["detail"].as_str().is_some_and(|detail| detail.chars().count() > 5));
    for symbol in chapters.iter().chain(articles.iter().copied()) {
        let span = |field: &str| offset(&text, &symbol[field]["start"])..offset(&text, &symbol[field]["end"]);
        let (whole, head) = (span("range"), span("selectionRange"));
        assert!(whole.start <= head.start && head.end <= whole.end && !head.is_empty(), "{symbol}");
    }
    let folds = client.request("textDocument/foldingRange", document.clone()).expect("an answer");
    let folds: Vec<(u64, u64)> = folds
        .as_array()
        .expect("a list")
        .iter()
        .map(|fold| (fold["startLine"].as_u64().expect("a line"), fold["endLine"].as_u64().expect("a line")))
        .collect();
    // 第一章 from its heading to the end of 第九条; 第三条 with its two paragraphs; 第一条 stands on one line.
    assert!(folds.contains(&(3, 33)) && folds.contains(&(9, 11)), "{folds:?}");
    assert!(!folds.iter().any(|&(start, end)| start == 5 || start >= end), "{folds:?}");
    client.leave();

    let mut client = Client::start(plain());
    client.open(URI, 1, &text);
    let flat = client.request("textDocument/documentSymbol", document).expect("an answer");
    assert_eq!(flat.as_array().map(Vec::len), Some(61));
    assert_eq!(flat[1]["containerName"], "第一章  总  则");
    client.leave();
}

/// The actions offered for a range, with what the editor says of why.
fn actions(client: &mut Client, range: &Value, context: Value) -> Vec<Value> {
    let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
    client.request("textDocument/codeAction", params).expect("an answer").as_array().cloned().unwrap_or_default()
}

fn all() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}})
}

#[test]
fn quick_fixes_are_those_of_the_findings() {
    let text = example("鞍山.txt");
    let mut client = Client::start(able());
    client.open(URI, 1, &text);
    let told = client.diagnostics(URI);
    let told = told["diagnostics"].as_array().expect("a list");
    let of = |lint: &str| told.iter().find(|shown| shown["code"] == lint).expect("it is told").clone();
    let half = of("punct-halfwidth");
    let found = actions(&mut client, &half["range"], json!({"diagnostics": [half], "only": ["quickfix"]}));
    let fix = found.iter().find(|action| action["isPreferred"] == true).expect("a fix");
    assert!(fix["title"].as_str().expect("a title").starts_with("修正："), "{fix}");
    let edit = &fix["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"], json!({"uri": URI, "version": 1}));
    assert_eq!(applied(&text, &edit["edits"]), text.replacen("(市)", "（市）", 1));
    let slip = of("typo-confusable");
    let found = actions(&mut client, &slip["range"], json!({"diagnostics": [slip], "only": ["quickfix"]}));
    assert!(found[0]["title"].as_str().expect("a title").starts_with("修正（需核对）："), "{found:?}");
    assert_eq!(found[0]["isPreferred"], false);
    // Of the findings at a range, those the editor names.
    let found = actions(&mut client, &all(), json!({"diagnostics": [slip], "only": ["quickfix"]}));
    assert!(found.iter().all(|action| action["diagnostics"][0]["code"] == "typo-confusable"), "{found:?}");
    assert_eq!(actions(&mut client, &all(), json!({"diagnostics": [], "only": ["refactor"]})), Vec::<Value>::new());
    // What was found in a text that is no more is not mended.
    client.change(URI, 2, json!([{"text": "甲"}]));
    assert_eq!(actions(&mut client, &all(), json!({"diagnostics": []})), Vec::<Value>::new());
    client.leave();
}

#[test]
fn all_safe_fixes_make_what_check_fix_makes() {
    let text = example("鞍山.txt").replace('\n', "\r\n");
    let file = tempdir("fix-all").join("鞍山.txt");
    fs::write(&file, &text).expect("can be written");
    let run = Command::new(env!("CARGO_BIN_EXE_falint")).args(["check", "--fix", "--isolated"]).arg(&file).output();
    assert_eq!(run.expect("it runs").status.code(), Some(1));
    let mended = fs::read_to_string(&file).expect("can be read");
    assert_ne!(mended, text);
    let context = json!({"diagnostics": [], "only": ["source.fixAll"]});

    let mut client = Client::start(able());
    client.open(URI, 1, &text);
    client.diagnostics(URI);
    let found = actions(&mut client, &all(), context.clone());
    assert_eq!((found.len(), &found[0]["kind"]), (1, &json!("source.fixAll.falint")));
    let action = client.request("codeAction/resolve", found[0].clone()).expect("an answer");
    let edits = &action["edit"]["documentChanges"][0]["edits"];
    assert!(edits.as_array().expect("a list").len() > 1);
    assert_eq!(applied(&text, edits), mended);
    client.change(URI, 2, json!([{"text": "甲"}]));
    assert_eq!(client.request("codeAction/resolve", found[0].clone()).expect_err("it has changed")["code"], -32801);
    client.leave();

    let mut client = Client::start(plain());
    client.open(URI, 1, &text);
    client.diagnostics(URI);
    let found = actions(&mut client, &all(), context);
    assert_eq!(applied(&text, &found[0]["edit"]["changes"][URI]), mended);
    client.leave();
}

#[test]
fn answers_come_while_long_texts_are_linted() {
    let numeral = falint::document::tree::numeral::format;
    let article =
        |number: u32| format!("第{}条　违反第{}条规定的，依照本条例处理。\n", numeral(number), numeral(number - 1));
    let long: String = (2..=9000).map(article).collect();
    let long = format!("某市养犬条例\n第一条　甲。\n{long}");
    let mut client = Client::start(able());
    for number in 1..=4 {
        client.open(&format!("file:///a/{number}.txt"), 1, &long);
    }
    client.open(URI, 1, &long);
    let hover = client.request("textDocument/hover", at(find(&long, "违反第八千条", 3))).expect("an answer");
    assert!(hover["contents"]["value"].as_str().expect("a text").contains("第七千九百九十九条"), "{hover}");
    let told = client.kept("textDocument/publishDiagnostics").len();
    assert!(told < 5, "the hover waited for the linter");
    client.diagnostics(URI);
    client.leave();
}

#[test]
fn markdown_is_read_without_its_marks() {
    let text = "# 某市养犬条例\n\n**第一条**　为了规范养犬，制定本条例。\n\n**第二条**　违反**第一条**规定的，依照第二条处理。\n";
    let uri = client::uri(&tempdir("markdown").join("草 案.md"));
    let mut client = Client::start(able());
    client.open(&uri, 1, text);
    let params = json!({"textDocument": {"uri": uri}, "position": find(text, "违反**第一条", 5)});
    let hover = client.request("textDocument/hover", params.clone()).expect("an answer");
    assert_eq!(hover["contents"]["value"], "**第一条**\n\n第一条　为了规范养犬，制定本条例。");
    let link = client.request("textDocument/definition", params).expect("an answer")[0].clone();
    assert_eq!(link["targetUri"], uri);
    assert_eq!(link["targetSelectionRange"]["start"], json!({"line": 2, "character": 2}));
    client.leave();
}
