//! docs/lints.md and docs/falint.schema.json are written from the catalogue; `UPDATE=1 cargo test --test docs` writes
//! them anew.

use std::fmt::Write as _;
use std::path::Path;

use falint::catalogue::{Catalogue, FixKind, Lint, topic_title};
use falint::config::schema::schema;
use falint::diagnostic::Severity;
use falint::document::tree::front::Stage;
use falint::lang::Lang;

const HEAD: &str = "\
# 规则一览 · Lints

这张表由规则目录生成（`UPDATE=1 cargo test --test docs`），不要手改。`falint explain 规则名` 看一条规则的理由和例子。
This table is written from the catalogue; do not edit it. `falint explain LINT` tells more of each.

级别 severity：**错误** error · 警告 warning · 建议 advice（默认不显示 hidden by default）。
修正 fix：✔ `--fix` · ？ `--fix --unsafe-fixes`，改后需核对 to be checked afterwards。
";

fn severity(lint: &Lint) -> String {
    let word = |severity| match severity {
        Severity::Error => "**错误**",
        Severity::Warning => "警告",
        Severity::Advice => "建议",
    };
    let base = lint.severity(Stage::Draft);
    let mut out = word(base).to_owned();
    for (stage, name) in [(Stage::Vote, "表决稿"), (Stage::Published, "公布稿")] {
        if lint.severity(stage) != base {
            let _ = write!(out, "（{name} {}）", word(lint.severity(stage)));
        }
    }
    if let Some(&weaker) = lint.severity_of.values().min() {
        let _ = write!(out, "（依据较弱的 {}）", word(weaker));
    }
    out
}

fn row(lint: &Lint) -> String {
    let norms: Vec<String> = lint
        .authority
        .iter()
        .map(|norm| format!("{} {}", norm.source, norm.article.as_deref().unwrap_or_default()).trim_end().to_owned())
        .collect();
    let fix = match lint.fix {
        FixKind::Safe => "✔",
        FixKind::Unsafe => "？",
        FixKind::None => "",
    };
    let cells = [&format!("`{}`", lint.name), &lint.title.zh, &lint.title.en, &severity(lint), fix, &norms.join("；")];
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}

fn page() -> String {
    let lints = Catalogue::builtin().lints();
    let mut out = HEAD.to_owned();
    let _ = writeln!(out, "\n共 {} 条 · {} lints.", lints.len(), lints.len());
    for topic in lints.chunk_by(|a, b| a.topic == b.topic) {
        let name = &topic[0].topic;
        let _ = write!(out, "\n## {} · {} `{name}`\n\n", topic_title(name, Lang::Zh), topic_title(name, Lang::En));
        out.push_str(
            "| 规则 lint | 查什么 | what it finds | 级别 | 修正 | 依据 authority |\n|---|---|---|---|---|---|\n",
        );
        topic.iter().for_each(|lint| out.push_str(&row(lint)));
    }
    out
}

/// Holds a file of docs/ against what it should be, or writes it.
fn is_fresh(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("can be made");
        std::fs::write(&path, text).expect("can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == text, "docs/{name} is stale: UPDATE=1 cargo test --test docs");
}

#[test]
fn the_table_of_lints_is_fresh() {
    is_fresh("lints.md", &page());
}

#[test]
fn the_schema_of_the_configuration_is_fresh() {
    let schema = serde_json::to_string_pretty(&schema(Catalogue::builtin())).expect("JSON");
    is_fresh("falint.schema.json", &(schema + "\n"));
}
