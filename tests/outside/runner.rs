//! What GitHub's runner does with action.yml: fills in the inputs, runs the steps one after the other in bash with the
//! files they write to, and reads the outputs. It stops at what it does not know, so that the action keeps to what is
//! tested.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use yaml_rust2::{Yaml, YamlLoader};

use super::programs::said;

/// A job: a folder where the drafts are, and what the runner tells of itself.
pub(crate) struct Job {
    home: PathBuf,
    /// The inputs that a workflow gives.
    inputs: BTreeMap<String, String>,
    /// What the contexts and the environment say beyond that.
    pub context: BTreeMap<&'static str, String>,
    pub environment: BTreeMap<&'static str, String>,
}

/// What a job came to.
#[derive(Debug)]
pub(crate) struct Done {
    pub code: Option<i32>,
    pub said: String,
    pub outputs: BTreeMap<String, String>,
    pub summary: String,
}

impl Job {
    /// `name` tells the tests apart.
    pub(crate) fn new(name: &str) -> Self {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("action").join(name);
        if home.exists() {
            fs::remove_dir_all(&home).expect("the traces of an earlier run");
        }
        for folder in ["工作 区", "temp"] {
            fs::create_dir_all(home.join(folder)).expect("a folder");
        }
        let environment = [("RUNNER_OS", "Linux"), ("RUNNER_ARCH", "X64")].map(|(name, value)| (name, value.to_owned()));
        Self { home, inputs: BTreeMap::new(), context: BTreeMap::new(), environment: environment.into() }
    }

    /// One that runs the falint under test.
    pub(crate) fn installed(name: &str) -> Self {
        Self::new(name).with("version", "system")
    }

    pub(crate) fn with(mut self, input: &str, value: &str) -> Self {
        self.inputs.insert(input.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// Where the drafts are.
    pub(crate) fn workspace(&self) -> PathBuf {
        self.home.join("工作 区")
    }

    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.workspace().join(path);
        fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a draft");
    }

    /// Runs the steps until one fails.
    pub(crate) fn run(&self) -> Done {
        let action = action();
        let mut known = self.expressions(&action);
        let mut paths = vec![Path::new(env!("CARGO_BIN_EXE_falint")).parent().expect("a file in a folder").to_owned()];
        let mut done = Done { code: Some(0), said: String::new(), outputs: BTreeMap::new(), summary: String::new() };
        for (number, step) in action["runs"]["steps"].as_vec().expect("steps").iter().enumerate() {
            let file = |kind: &str| self.home.join("temp").join(format!("{kind}-{number}"));
            let output = self.step(step, &known, &paths, &file);
            done.code = output.status.code();
            done.said += &said(&output);
            let read = |kind: &str| fs::read_to_string(file(kind)).expect("a file of the runner");
            paths.splice(0..0, read("path").lines().map(PathBuf::from));
            for (name, value) in read("output").lines().map(|line| line.split_once('=').expect("name=value")) {
                known.insert(format!("steps.{}.outputs.{name}", text(&step["id"])), value.to_owned());
            }
            done.summary += &read("summary");
            if done.code != Some(0) {
                break;
            }
        }
        for (name, output) in action["outputs"].as_hash().expect("outputs") {
            // A step that was not reached, or said nothing, gives nothing.
            let value = text(&output["value"]).trim_matches(['$', '{', '}', ' ']);
            done.outputs.insert(text(name).to_owned(), known.get(value).cloned().unwrap_or_default());
        }
        done
    }

    /// What can be said in `${{ … }}`.
    fn expressions(&self, action: &Yaml) -> BTreeMap<String, String> {
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        for name in ["github.action_repository", "github.action_ref"] {
            known.insert(name.to_owned(), self.context.get(name).cloned().unwrap_or_default());
        }
        let inputs = action["inputs"].as_hash().expect("inputs");
        for given in self.inputs.keys() {
            assert!(inputs.contains_key(&Yaml::String(given.clone())), "no input {given}");
        }
        for (name, input) in inputs {
            let name = text(name);
            let value = self.inputs.get(name).map_or_else(|| text(&input["default"]), String::as_str);
            known.insert(format!("inputs.{name}"), value.to_owned());
        }
        known
    }

    fn step(
        &self,
        step: &Yaml,
        known: &BTreeMap<String, String>,
        paths: &[PathBuf],
        file: &dyn Fn(&str) -> PathBuf,
    ) -> std::process::Output {
        let run = text(&step["run"]);
        assert!(!run.contains("${{"), "what a workflow's author writes would be run: {run}");
        assert_eq!(text(&step["shell"]), "bash");
        fs::write(file("script"), run).expect("a script");
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(file("script")).current_dir(self.workspace());
        let outer = env::var_os("PATH").unwrap_or_default();
        let paths = paths.iter().cloned().chain(env::split_paths(&outer));
        command.env("PATH", env::join_paths(paths).expect("a PATH"));
        for (name, kind) in [("GITHUB_PATH", "path"), ("GITHUB_OUTPUT", "output"), ("GITHUB_STEP_SUMMARY", "summary")] {
            fs::write(file(kind), "").expect("a file of the runner");
            command.env(name, file(kind));
        }
        command.env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR")).env("RUNNER_TEMP", self.home.join("temp"));
        command.envs(&self.environment);
        for (name, value) in step["env"].as_hash().expect("an environment") {
            let expression = text(value).strip_prefix("${{ ").and_then(|rest| rest.strip_suffix(" }}"));
            let expression = expression.unwrap_or_else(|| panic!("not one expression: {value:?}"));
            let value = known.get(expression).unwrap_or_else(|| panic!("unknown expression {expression}"));
            command.env(text(name), value);
        }
        command.output().expect("bash")
    }
}

fn action() -> Yaml {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml");
    let text = fs::read_to_string(path).expect("action.yml");
    YamlLoader::load_from_str(&text).expect("YAML").swap_remove(0)
}

fn text(yaml: &Yaml) -> &str {
    yaml.as_str().unwrap_or_default()
}
