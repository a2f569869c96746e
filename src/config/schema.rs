//! The JSON Schema of falint.toml, for editors that complete and check as one types.
//!
//! The types below are never filled: they say which keys there are, of what kind, and what for; names of lints, topics
//! and options come from the catalogue. A test holds them against the reader.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::catalogue::{Catalogue, Lint, LintOption, OptionKind, topic_title};
use crate::diagnostic::Severity;
use crate::document::tree::front::{Kind, Stage};
use crate::lang::Lang;
use crate::pattern::Pattern;
use crate::source::FormatChoice;

/// The schema of a falint.toml that speaks of these lints.
pub fn schema(catalogue: &Catalogue) -> Value {
    let generator = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true).into_generator();
    let mut schema = generator.into_root_schema_for::<File>().to_value();
    // The types are never filled: what they hold when they are empty is no default of a setting's.
    strip_defaults(&mut schema);
    let definitions: Map<String, Value> =
        definitions(catalogue).into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
    schema["definitions"] = definitions.into();
    schema
}

fn strip_defaults(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.remove("default");
            object.values_mut().for_each(strip_defaults);
        }
        Value::Array(items) => items.iter_mut().for_each(strip_defaults),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A falint.toml.
#[derive(JsonSchema)]
#[schemars(
    deny_unknown_fields,
    title = "falint.toml",
    description = "falint 的配置。离文件最近的 falint.toml 起作用。"
)]
#[expect(dead_code, reason = "it describes a file")]
struct File {
    #[schemars(flatten)]
    all: Section,
    /// 继承的 falint.toml，路径相对于本文件；两边都写的，本文件的优先。ignore、words、exclude、lints、override、ignore-at 合在一起。
    #[schemars(default, with = "String", extend("examples" = ["../falint.toml"]))]
    extend: (),
    /// 自己的规则：文件的路径，相对于本文件；写法同 falint 自带的规则表。
    #[schemars(default, extend("examples" = [["our-lints.toml"]]))]
    lints: Vec<String>,
    /// 不查的文件，写法同 .gitignore，相对于本文件。
    #[schemars(default, extend("examples" = [["archive/**"]]))]
    exclude: Vec<String>,
    /// 只对一部分文件的设置；写在后面的优先。
    #[schemars(default, rename = "override")]
    over: Vec<Over>,
    /// 按条文的位置不报：草案里没有地方写注释。
    #[schemars(default, rename = "ignore-at")]
    ignore_at: Vec<IgnoreAt>,
}

/// What holds for all files, or for those of an override.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "it describes a file")]
struct Section {
    /// 文件种类；不写则看标题。
    #[schemars(default, schema_with = "kinds")]
    kind: (),
    /// 草拟阶段：draft 草案，vote 表决稿，published 公布稿；不写则看标题。
    #[schemars(default, schema_with = "stages")]
    stage: (),
    /// 文件是什么：auto 看内容，plain 纯文本，markdown，html；猜错了才要写。
    #[schemars(default, schema_with = "formats")]
    format: (),
    /// 施行的地域。标题里没有地名的条例，写了它就按地方性法规查。
    #[schemars(default, with = "String", extend("examples" = ["辽宁省鞍山市"]))]
    jurisdiction: (),
    /// 查哪些规则：规则名、类名或者 all；不写则全查。
    #[schemars(default, schema_with = "selectors")]
    select: (),
    /// 不查哪些规则：规则名、类名或者 all。
    #[schemars(default, schema_with = "selectors")]
    ignore: (),
    /// 写法没有错的词，字词类规则不报。
    #[schemars(default)]
    words: Vec<String>,
    #[schemars(default, schema_with = "severity")]
    severity: (),
    #[schemars(default, schema_with = "lint")]
    lint: (),
}

/// `[[override]]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "it describes a file")]
struct Over {
    /// 对哪些文件，写法同 .gitignore，相对于本文件。
    #[schemars(length(min = 1), extend("examples" = [["规章/**"]]))]
    paths: Vec<String>,
    #[schemars(flatten)]
    section: Section,
}

/// `[[ignore-at]]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "it describes a file")]
struct IgnoreAt {
    /// 哪些文件，写法同 .gitignore，相对于本文件。
    path: String,
    /// 条文的位置，如“第三十五条第二款第三项”“第三章”“题注”；不写则为整个文件。
    #[schemars(default, with = "String")]
    at: (),
    /// 不报哪条规则、哪一类规则，或者 all。
    #[schemars(schema_with = "selector")]
    lint: (),
    /// 为什么不报。
    #[schemars(default, with = "String")]
    reason: (),
}

fn selectors(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "array", "items": {"$ref": "#/definitions/selector"}})
}

fn selector(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"$ref": "#/definitions/selector"})
}

fn severity(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"$ref": "#/definitions/severity"})
}

fn lint(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"$ref": "#/definitions/lint"})
}

fn kinds(_: &mut SchemaGenerator) -> Schema {
    let docs = Kind::ALL.map(|kind| match kind {
        Kind::Law => "法律",
        Kind::AdminRegulation => "行政法规",
        Kind::LocalRegulation => "地方性法规",
        Kind::LocalRule => "规章",
        Kind::NormativeDocument => "规范性文件",
        Kind::Amendment => "修改决定",
        Kind::Repeal => "废止决定",
    });
    words(&Kind::ALL.map(Kind::name), &docs)
}

fn stages(_: &mut SchemaGenerator) -> Schema {
    let docs = Stage::ALL.map(|stage| match stage {
        Stage::Draft => "草案",
        Stage::Vote => "表决稿",
        Stage::Published => "公布稿",
    });
    words(&Stage::ALL.map(Stage::name), &docs)
}

fn formats(_: &mut SchemaGenerator) -> Schema {
    let docs = FormatChoice::ALL.map(|choice| match choice {
        FormatChoice::Auto => "看内容",
        FormatChoice::Is(format) => format.title().zh,
    });
    words(&FormatChoice::ALL.map(FormatChoice::name), &docs)
}

/// One of a few words, with what each means for editors that show it.
fn words<T: AsRef<str>>(all: &[&str], docs: &[T]) -> Schema {
    let docs: Vec<&str> = docs.iter().map(AsRef::as_ref).collect();
    json_schema!({"enum": all, "x-taplo": {"docs": {"enumValues": docs}}})
}

/// What the catalogue knows, once each.
fn definitions(catalogue: &Catalogue) -> [(&'static str, Value); 3] {
    let lints = catalogue.lints();
    let topics = || lints.chunk_by(|a, b| a.topic == b.topic).map(|lints| &*lints[0].topic);
    let (names, titles) = (|| lints.iter().map(|lint| &*lint.name), || lints.iter().map(|lint| lint.title.zh.as_str()));
    let all: Vec<&str> = ["all"].into_iter().chain(topics()).chain(names()).collect();
    let topic_docs = topics().map(|topic| topic_title(topic, Lang::Zh));
    let docs: Vec<&str> = ["全部规则"].into_iter().chain(topic_docs).chain(titles()).collect();
    let severity = |lint: &Lint| json!({"enum": Severity::ALL.map(Severity::name), "description": lint.title.zh});
    let tuned = lints.iter().filter(|lint| !lint.options.is_empty());
    [
        ("selector", words(&all, &docs).to_value()),
        ("severity", table(SEVERITY, by_name(lints.iter(), severity))),
        ("lint", table(LINT, by_name(tuned, options))),
    ]
}

const SEVERITY: &str = "另定级别的规则。";
const LINT: &str = "规则自己的选项，一条规则一张表：[lint.规则名]。";

/// A table of these keys and no others.
fn table(description: &str, properties: Value) -> Value {
    json!({"type": "object", "additionalProperties": false, "description": description, "properties": properties})
}

fn by_name<'l>(lints: impl Iterator<Item = &'l Lint>, schema: impl Fn(&Lint) -> Value) -> Value {
    lints.map(|lint| (lint.name.to_string(), schema(lint))).collect::<Map<String, Value>>().into()
}

/// The table `[lint.NAME]`.
fn options(lint: &Lint) -> Value {
    let schema = |option: &LintOption| {
        let mut schema = match &option.kind {
            OptionKind::Number { least, most, default } => {
                json!({"type": "integer", "minimum": least, "maximum": most, "default": default})
            }
            OptionKind::Decimal { least, most, default } => {
                let [least, most, default] = [least, most, default].map(|number| f64::from(*number));
                json!({"type": "number", "minimum": least, "maximum": most, "default": default})
            }
            OptionKind::Choice { values } => json!({"enum": values}),
            OptionKind::Forms => {
                let mut forms: Vec<&str> = lint.patterns.iter().flat_map(Pattern::forms).flatten().collect();
                forms.sort_unstable();
                forms.dedup();
                json!({"type": "array", "uniqueItems": true, "items": {"enum": forms}})
            }
        };
        schema["description"] = json!(option.about.zh);
        (option.name.clone(), schema)
    };
    let properties: Map<String, Value> = lint.options.iter().map(schema).collect();
    table(&lint.title.zh, properties.into())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::config::reader::{PATHS, SECTION_KEYS, TOP_KEYS};

    #[test]
    fn the_schema_has_the_keys_that_the_reader_reads() {
        let schema = schema(Catalogue::builtin());
        let keys = |place: &str| -> BTreeSet<String> {
            let properties = schema.pointer(place).and_then(Value::as_object).expect("properties");
            properties.keys().cloned().collect()
        };
        let read = |keys: &[&[&str]]| keys.concat().into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
        assert_eq!(keys("/properties"), read(&[&SECTION_KEYS, &TOP_KEYS]));
        assert_eq!(keys("/properties/override/items/properties"), read(&[&SECTION_KEYS, &[PATHS]]));
    }
}
