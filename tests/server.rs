//! The language server as an editor meets it: a client that speaks the protocol to the program itself.
//!
//! Nothing here waits for a time to pass: it waits for messages, with a deadline far off.

#[path = "server/answers.rs"]
mod answers;
#[path = "server/client.rs"]
mod client;

use std::fs;

use client::{Client, Server};
use serde_json::json;

/// A draft with one safe fix (the half-width comma) at a place behind an astral character.
const DRAFT: &str =
    "某市养犬管理条例\r\n第一条　为了规范𠮷犬行为,制定本条例。\r\n第二条　本条例自2026年1月1日起施行。\r\n";

#[test]
fn starts_and_ends_as_the_protocol_has_it() {
    let mut client = Client::start(json!({}));
    let offered = &client.offered;
    assert_eq!(offered["serverInfo"]["name"], "falint");
    assert_eq!(offered["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(client.request("shutdown", json!(null)), Ok(json!(null)));
    assert_eq!(client.request("shutdown", json!(null)).expect_err("it is over")["code"], -32600);
    assert_eq!(client.exit(), 0);
    // Without taking leave; and with the line cut.
    assert_eq!(Client::start(json!({})).exit(), 1);
    assert_eq!(Client::start(json!({})).hang_up(), 1);
    let mut client = Client::start(json!({}));
    assert_eq!(client.request("shutdown", json!(null)), Ok(json!(null)));
    assert_eq!(client.hang_up(), 0);
    let mut server = Server::spawn(&[]);
    assert_eq!(server.request("textDocument/hover", json!({})).expect_err("not yet")["code"], -32002);
    assert_eq!(server.exit(), 1);
}

#[test]
fn columns_are_counted_as_the_editor_counts() {
    for (offered, chosen, columns) in [
        (json!(["utf-16"]), "utf-16", [13, 14]),
        (json!(["utf-8", "utf-16"]), "utf-8", [37, 38]),
        (json!(["utf-32", "utf-16"]), "utf-32", [12, 13]),
        (json!(null), "utf-16", [13, 14]),
    ] {
        let mut client = Client::start(json!({"general": {"positionEncodings": offered}}));
        assert_eq!(client.offered["capabilities"]["positionEncoding"], chosen);
        client.open("file:///a/%E8%8D%89.txt", 1, DRAFT);
        let told = client.diagnostics("file:///a/%E8%8D%89.txt");
        assert_eq!(told["version"], 1);
        let comma = told["diagnostics"].as_array().expect("a list").iter().find(|d| d["code"] == "punct-halfwidth");
        let comma = comma.expect("the comma is told");
        assert_eq!(comma["range"]["start"], json!({"line": 1, "character": columns[0]}), "{chosen}");
        assert_eq!(comma["range"]["end"], json!({"line": 1, "character": columns[1]}), "{chosen}");
        assert_eq!((&comma["source"], &comma["severity"]), (&json!("falint"), &json!(1)));
        assert!(comma.get("codeDescription").is_none());
    }
}

#[test]
fn what_is_no_message_and_what_is_not_known_leaves_the_session_alive() {
    let mut client = Client::start(json!({}));
    client.raw(b"Content-Length: 9\r\n\r\n{\"jsonrpc");
    client.raw(b"Content-Length: 2\r\n\r\n[]");
    client.raw("乱写一行\n".as_bytes());
    assert_eq!(client.request("textDocument/nothing", json!({})).expect_err("not known")["code"], -32601);
    assert_eq!(client.request("textDocument/hover", json!({"a": 1})).expect_err("wrong")["code"], -32602);
    client.notify("textDocument/didOpen", json!({"textDocument": {"uri": 3}}));
    client.notify("$/nothing", json!({}));
    // A URI as it should not be written.
    let uri = "file:///tmp/草案 1.txt";
    client.open(uri, 1, DRAFT);
    assert_eq!(client.diagnostics("file:///tmp/%E8%8D%89%E6%A1%88%201.txt")["version"], 1);
    client.leave();
}

#[test]
fn a_folder_that_is_not_trusted_configures_nothing() {
    let folder = std::env::temp_dir().join(format!("falint-server-untrusted-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("can be made");
    let config = folder.join("falint.toml");
    fs::write(&config, "ignore = [\"punct-halfwidth\"]\nselct = 1\n").expect("can be written");
    let draft = client::uri(&folder.join("草案.txt"));
    let options = json!({"config": config.to_str().expect("UTF-8")});
    let mut client = Client::with(&["--isolated"], json!({"capabilities": {}, "initializationOptions": options}));
    client.open(&draft, 1, DRAFT);
    assert_eq!(client.codes(&draft, 1), ["punct-halfwidth"]);
    assert!(client.kept("textDocument/publishDiagnostics").is_empty());
    client.leave();
    fs::remove_dir_all(&folder).expect("can be removed");
}

#[test]
fn a_message_too_long_to_be_read_ends_the_session() {
    let mut client = Client::start(json!({}));
    client.raw(b"Content-Length: 99999999999\r\n\r\n{");
    assert_eq!(client.code(), 2);
}

#[test]
fn several_documents_are_open_and_closing_clears() {
    let mut client = Client::start(json!({}));
    client.open("file:///a/1.txt", 1, DRAFT);
    client.open("untitled:Untitled-1", 7, &DRAFT.replace(',', "，"));
    assert_eq!(client.codes("untitled:Untitled-1", 7), Vec::<String>::new());
    assert_eq!(client.codes("file:///a/1.txt", 1), ["punct-halfwidth"]);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": "file:///a/1.txt"}}));
    let told = client.diagnostics("file:///a/1.txt");
    assert_eq!((&told["diagnostics"], told.get("version")), (&json!([]), None));
    client.leave();
}

#[test]
fn typing_is_followed_piece_by_piece() {
    let mut client = Client::start(json!({}));
    let uri = "file:///a/1.txt";
    client.open(uri, 1, DRAFT);
    assert_eq!(client.codes(uri, 1), ["punct-halfwidth"]);
    // The comma behind 𠮷 goes, comes again at the same place, goes with the whole text.
    let comma = json!({"start": {"line": 1, "character": 13}, "end": {"line": 1, "character": 14}});
    client.change(uri, 2, json!([{"range": comma, "text": "，"}]));
    assert_eq!(client.codes(uri, 2), Vec::<String>::new());
    client.change(uri, 3, json!([{"range": comma, "text": "行"}, {"range": comma, "text": ","}]));
    assert_eq!(client.codes(uri, 3), ["punct-halfwidth"]);
    client.change(uri, 4, json!([{"text": DRAFT.replace(',', "，")}]));
    assert_eq!(client.codes(uri, 4), Vec::<String>::new());
    client.leave();
}

#[test]
fn a_burst_of_changes_to_a_long_text_is_linted_a_few_times() {
    let article = |number: usize| format!("第{number}条　养犬人应当为犬只登记，并定期为犬只注射疫苗。\n");
    let long: String = (1..=14_000).map(article).collect();
    assert!(long.len() > 1_000_000);
    let mut client = Client::start(json!({}));
    let uri = "file:///a/long.txt";
    client.open(uri, 1, &long);
    client.diagnostics(uri);
    let end = json!({"line": 14_000, "character": 0});
    for version in 2..=51 {
        client.change(uri, version, json!([{"range": {"start": end, "end": end}, "text": "加"}]));
    }
    let mut told = 0;
    loop {
        told += 1;
        if client.diagnostics(uri)["version"] == 51 {
            break;
        }
    }
    assert!(told <= 5, "{told} times");
    client.leave();
}

#[test]
fn settings_of_the_editor_and_of_the_folder_hold_and_can_change() {
    let folder = tempdir("settings");
    let draft = folder.join("草案.txt");
    let uri = client::uri(&draft);
    let watch = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let mut client = Client::start(watch);
    let asked = client.asked("client/registerCapability", json!(null));
    assert_eq!(asked["registrations"][0]["registerOptions"]["watchers"][0]["globPattern"], "**/*.toml");
    client.open(&uri, 1, DRAFT);
    assert_eq!(client.codes(&uri, 1), ["punct-halfwidth"]);

    let config = folder.join("falint.toml");
    let changed = json!({"changes": [{"uri": client::uri(&config), "type": 2}]});
    fs::write(&config, "ignore = [\"punctuation\"]\n").expect("can be written");
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    assert_eq!(client.codes(&uri, 1), Vec::<String>::new());

    // What is wrong is told in the file itself; the rest of it holds.
    fs::write(&config, "ignore = [\"punctuation\"]\nselct = []\n").expect("can be written");
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    let told = client.diagnostics(&client::uri(&config));
    assert_eq!(told["diagnostics"][0]["range"]["start"], json!({"line": 1, "character": 0}));
    assert!(told["diagnostics"][0]["message"].as_str().expect("a text").contains("selct"), "{told}");
    assert_eq!(client.codes(&uri, 1), Vec::<String>::new());

    // In the editor it is told as it stands there.
    client.open(&client::uri(&config), 5, "ignore = []\n");
    let told = client.diagnostics(&client::uri(&config));
    assert_eq!((&told["diagnostics"], &told["version"]), (&json!([]), &json!(5)));
    client.change(&client::uri(&config), 6, json!([{"text": "kind = 3\n"}]));
    let told = client.diagnostics(&client::uri(&config));
    assert_eq!((told["diagnostics"].as_array().map(Vec::len), &told["version"]), (Some(1), &json!(6)));

    // What it goes on from, with a name of its own, is told of and watched, too.
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": client::uri(&config)}}));
    let base = folder.parent().expect("a folder").join("base.toml");
    fs::write(&base, "kind = 3\n").expect("can be written");
    fs::write(&config, "extend = \"../base.toml\"\n").expect("can be written");
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    assert_eq!(client.diagnostics(&client::uri(&base))["diagnostics"].as_array().map(Vec::len), Some(1));
    assert_eq!(client.codes(&uri, 1), ["punct-halfwidth"]);
    fs::write(&base, "ignore = [\"punctuation\"]\n").expect("can be written");
    let of_base = |kind| json!({"changes": [{"uri": client::uri(&base), "type": kind}]});
    client.notify("workspace/didChangeWatchedFiles", of_base(2));
    assert_eq!(client.diagnostics(&client::uri(&base))["diagnostics"], json!([]));
    assert_eq!(client.codes(&uri, 1), Vec::<String>::new());

    fs::write(&config, "exclude = [\"*.txt\"]\n").expect("can be written");
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    assert_eq!(client.codes(&uri, 1), Vec::<String>::new());
    fs::write(&config, "").expect("can be written");
    client.notify("workspace/didChangeWatchedFiles", changed);
    assert_eq!(client.codes(&uri, 1), ["punct-halfwidth"]);

    let settings = |falint| json!({"settings": {"falint": falint}});
    client.notify("workspace/didChangeConfiguration", settings(json!({"select": ["dates"]})));
    assert_eq!(client.codes(&uri, 1), Vec::<String>::new());
    client.notify("workspace/didChangeConfiguration", settings(json!({"minSeverity": "warn", "lang": "en"})));
    let said = client.told("window/showMessage");
    assert!(said["message"].as_str().expect("a text").contains("minSeverity"), "{said}");
    let told = client.diagnostics(&uri);
    client.notify("workspace/didChangeConfiguration", settings(json!({"ignore": ["punctuatoin", "our-word"]})));
    for (name, near) in [("punctuatoin", "；是不是“punctuation”？"), ("our-word", "")] {
        let said = client.told("window/showMessage");
        let expect = format!("编辑器设置：没有“{name}”这条规则，也没有这一类规则{near}");
        assert_eq!(said["message"], expect);
    }
    assert!(told["diagnostics"][0]["message"].as_str().expect("a text").starts_with("half-width"), "{told}");
    client.leave();
}

#[test]
fn an_editor_that_does_not_send_its_settings_is_asked_for_them() {
    let mut client = Client::start(json!({"workspace": {"configuration": true}}));
    client.open("file:///a/1.txt", 1, DRAFT);
    assert_eq!(client.codes("file:///a/1.txt", 1), ["punct-halfwidth"]);
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    let asked = client.asked("workspace/configuration", json!([{"select": ["dates"]}]));
    assert_eq!(asked["items"], json!([{"section": "falint"}]));
    assert_eq!(client.codes("file:///a/1.txt", 1), Vec::<String>::new());
    client.leave();
}

#[test]
fn the_command_line_names_a_configuration_and_a_language() {
    let config = tempdir("named").join("ours.toml");
    fs::write(&config, "ignore = [\"punct-halfwidth\"]\n").expect("can be written");
    let path = config.to_str().expect("a path in UTF-8");
    let params = json!({"capabilities": {}, "initializationOptions": {"minSeverity": "advice"}});
    let mut client = Client::with(&["--stdio", "--lang", "en", "--config", path], params);
    client.open("untitled:1", 1, &DRAFT.replace("2026年1月1日", "　年　月　日"));
    let told = client.diagnostics("untitled:1");
    let told = told["diagnostics"].as_array().expect("a list");
    assert!(!told.iter().any(|shown| shown["code"] == "punct-halfwidth"));
    let blank = told.iter().find(|shown| shown["code"] == "effective-date-placeholder").expect("it is told");
    assert!(blank["message"].as_str().is_some_and(|message| message.contains("\nhelp: ")), "{blank}");
    client.leave();
}

/// An empty folder of this test's own.
fn tempdir(name: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("server").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}
