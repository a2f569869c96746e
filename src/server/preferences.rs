//! What the editor's user sets in the editor: the flags of the command line, by their names in camel case.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::config::files::Which;
use crate::diagnostic::Severity;
use crate::document::tree::front::{Kind, Stage};
use crate::lang::Lang;
use crate::lint::Settings;

/// The user's settings; what is not set is `None` or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Preferences {
    min_severity: Option<Severity>,
    select: Vec<String>,
    extend_select: Vec<String>,
    ignore: Vec<String>,
    config: Option<PathBuf>,
    stage: Option<Stage>,
    kind: Option<Kind>,
    /// The language of messages.
    pub lang: Option<Lang>,
}

/// A value that cannot be, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub zh: String,
    pub en: String,
}

/// The settings in what an editor sends: the section `falint`, or its fields themselves. `None` where nothing is said.
pub(super) fn section(sent: &Value) -> Option<&Map<String, Value>> {
    let fields = sent.as_object()?;
    match fields.get("falint") {
        Some(section) => section.as_object(),
        None => Some(fields).filter(|fields| !fields.is_empty()),
    }
}

/// Reads the fields that falint knows; editors keep others beside them. A value that cannot be is told and left out.
pub(super) fn read(fields: &Map<String, Value>) -> (Preferences, Vec<Wrong>) {
    let mut reader = PreferencesReader { fields, wrong: Vec::new() };
    let preferences = Preferences {
        min_severity: reader.word("minSeverity", &Severity::ALL, Severity::name),
        select: reader.selectors("select"),
        extend_select: reader.selectors("extendSelect"),
        ignore: reader.selectors("ignore"),
        config: reader.text("config").map(PathBuf::from),
        stage: reader.word("stage", &Stage::ALL, Stage::name),
        kind: reader.word("kind", &Kind::ALL, Kind::name),
        lang: reader.word("lang", &Lang::ALL, Lang::name),
    };
    (preferences, reader.wrong)
}

struct PreferencesReader<'v> {
    fields: &'v Map<String, Value>,
    wrong: Vec<Wrong>,
}

impl<'v> PreferencesReader<'v> {
    fn tell(&mut self, zh: String, en: String) {
        self.wrong.push(Wrong { zh, en });
    }

    /// A text; an empty one is none, as editors show settings that are not set.
    fn text(&mut self, name: &str) -> Option<&'v str> {
        match self.fields.get(name)? {
            Value::Null => None,
            Value::String(text) => Some(text.as_str()).filter(|text| !text.is_empty()),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                self.tell(format!("设置 {name} 应当是文字"), format!("the setting {name} must be a string"));
                None
            }
        }
    }

    fn word<T: Copy>(&mut self, name: &str, all: &[T], name_of: fn(T) -> &'static str) -> Option<T> {
        let text = self.text(name)?;
        let found = all.iter().copied().find(|&value| name_of(value) == text);
        if found.is_none() {
            let names = all.iter().map(|&value| name_of(value)).collect::<Vec<_>>().join(" ");
            self.tell(
                format!("设置 {name} 不能是“{text}”；可以是：{names}"),
                format!("the setting {name} cannot be “{text}”; one of: {names}"),
            );
        }
        found
    }

    fn selectors(&mut self, name: &str) -> Vec<String> {
        let values = match self.fields.get(name) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(values)) => values.as_slice(),
            Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_)) => {
                self.tell(format!("设置 {name} 应当是列表"), format!("the setting {name} must be a list"));
                return Vec::new();
            }
        };
        values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

impl Preferences {
    /// The selectors, all together.
    pub(super) fn selectors(&self) -> impl Iterator<Item = &str> {
        self.select.iter().chain(&self.extend_select).chain(&self.ignore).map(String::as_str)
    }

    /// What to lint for, before any falint.toml. As on the command line, advice is shown on demand.
    pub(super) fn settings(&self, lang: Lang) -> Settings {
        let mut settings = Settings {
            select: self.select.clone(),
            extend_select: self.extend_select.clone(),
            ignore: self.ignore.clone(),
            min_severity: Some(self.min_severity.unwrap_or(Severity::Warning)),
            lang,
            ..Settings::default()
        };
        settings.hints.kind = self.kind;
        settings.hints.stage = self.stage;
        settings
    }

    /// Where configurations come from: a file named here is looked for from the workspace's folder. It counts for nothing
    /// where the program was told to read none: what an editor sends may come from the folder that is not trusted.
    pub(super) fn which(&self, root: Option<&Path>, told: &Which) -> Which {
        let here = self.config.as_ref().map(|path| root.map_or_else(|| path.clone(), |root| root.join(path)));
        let path = match (told, here) {
            (Which::Nothing, _) => return Which::Nothing,
            (Which::Closest, None) => return Which::Closest,
            (Which::Closest | Which::File(_), Some(path)) => path,
            (Which::File(path), None) => path.clone(),
        };
        Which::File(std::path::absolute(&path).unwrap_or(path))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_set_is_read() {
        let sent = json!({"falint": {"minSeverity": "advice", "select": ["dates"], "ignore": ["layout"], "stage": "vote",
            "kind": "", "lang": "en", "path": "/bin/falint", "config": null}});
        let (preferences, wrong) = read(section(&sent).expect("a section"));
        assert_eq!(wrong, []);
        let settings = preferences.settings(Lang::En);
        assert_eq!(settings.min_severity, Some(Severity::Advice));
        assert_eq!((settings.select, settings.ignore), (vec!["dates".to_owned()], vec!["layout".to_owned()]));
        assert_eq!((settings.hints.stage, settings.hints.kind), (Some(Stage::Vote), None));
        assert_eq!(preferences.lang, Some(Lang::En));
        assert_eq!(preferences.which(None, &Which::Closest), Which::Closest);
    }

    #[test]
    fn no_configuration_is_read_where_none_is_to_be() {
        let preferences = Preferences { config: Some(PathBuf::from("/team.toml")), ..Preferences::default() };
        let team = Which::File(std::path::absolute("/team.toml").expect("a path"));
        let nothing = Which::Nothing;
        assert_eq!(preferences.which(None, &nothing), nothing);
        assert_eq!(preferences.which(None, &Which::File(PathBuf::from("/other.toml"))), team);
        assert_eq!(preferences.which(None, &Which::Closest), team);
    }

    #[test]
    fn what_cannot_be_is_told_and_the_rest_is_read() {
        let sent = json!({"minSeverity": "warn", "ignore": "layout", "stage": 3, "lang": "en"});
        let (preferences, wrong) = read(section(&sent).expect("a section"));
        let told: Vec<&str> = wrong.iter().map(|wrong| wrong.zh.as_str()).collect();
        assert_eq!(
            told,
            [
                "设置 minSeverity 不能是“warn”；可以是：error warning advice",
                "设置 ignore 应当是列表",
                "设置 stage 应当是文字",
            ]
        );
        assert_eq!(preferences, Preferences { lang: Some(Lang::En), ..Preferences::default() });
    }

    #[test]
    fn nothing_said_is_no_section() {
        for sent in [json!(null), json!({}), json!([]), json!({"falint": null})] {
            assert_eq!(section(&sent), None, "{sent}");
        }
    }
}
