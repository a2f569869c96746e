//! The hooks of .pre-commit-hooks.yaml with the real pre-commit, on throw-away repositories: what a drafter sees who
//! commits. Run where pre-commit is installed; the hook that builds falint from source is tried by `.ci/run`.

#[allow(dead_code, reason = "a draft as one writes it is enough here")]
#[path = "word/builder.rs"]
mod builder;
#[path = "outside/programs.rs"]
mod programs;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use builder::Draft;
use programs::{all_is_tested, installed, said};

/// Nothing to complain of, from warnings on.
const CLEAN: &str = "示例市绿化条例

第一条  为了加强绿化管理，保护绿地，改善生态环境，根据有关法律、行政法规，结合本市实际，制定本条例。

第二条  本市行政区域内的绿化活动，适用本条例。

第三条  本条例自2026年7月1日起施行。
";

/// The same with its effective date blank.
fn faulty() -> String {
    CLEAN.replace("2026年7月1日", "2026年  月  日")
}

/// All that is needed of our repository where falint is installed.
const HOOKS: &[&str] = &[".pre-commit-hooks.yaml"];

fn config(hooks: &Path, rev: &str, hook: &str) -> String {
    format!("repos:\n  - repo: {}\n    rev: {rev}\n    hooks:\n      - id: {hook}\n", hooks.display())
}

/// A drafter's repository, and beside it one that holds the hooks as they are in the working tree.
struct Drafts {
    home: PathBuf,
}

impl Drafts {
    /// `name` tells the tests apart; `shared` is what the repository with the hooks holds; `config` is what the drafter
    /// writes, who knows that repository's address and revision.
    fn new(name: &str, shared: &[&str], config: impl Fn(&Path, &str) -> String) -> Self {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pre-commit").join(name);
        if home.exists() {
            fs::remove_dir_all(&home).expect("the traces of an earlier run");
        }
        let drafts = Self { home };
        let hooks = drafts.home.join("hooks");
        fs::create_dir_all(&hooks).expect("a folder");
        for path in shared {
            let copy = hooks.join(path);
            fs::create_dir_all(copy.parent().expect("a file in a folder")).expect("a folder");
            fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(path), copy).expect("a file of ours");
        }
        let rev = drafts.commit_all(&hooks);
        fs::create_dir_all(drafts.repository()).expect("a folder");
        drafts.write(".pre-commit-config.yaml", config(&hooks, &rev).as_bytes());
        drafts.commit_all(&drafts.repository());
        drafts
    }

    /// With the hook that runs the falint on the PATH.
    fn plain(name: &str) -> Self {
        Self::new(name, HOOKS, |hooks, rev| config(hooks, rev, "falint-system"))
    }

    fn repository(&self) -> PathBuf {
        self.home.join("草案库")
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.repository().join(path);
        fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a draft");
    }

    /// Makes a repository of the folder and commits what is in it.
    fn commit_all(&self, folder: &Path) -> String {
        for arguments in [&["init", "--quiet"][..], &["add", "."], &["commit", "--quiet", "--message", "始"]] {
            let output = self.run(folder, "git", arguments);
            assert!(output.status.success(), "git {arguments:?}: {}", said(&output));
        }
        said(&self.run(folder, "git", &["rev-parse", "HEAD"])).trim().to_owned()
    }

    /// Runs a program with falint under test on its PATH, and with nobody's settings.
    fn run(&self, folder: &Path, program: &str, arguments: &[&str]) -> Output {
        let falint = Path::new(env!("CARGO_BIN_EXE_falint")).parent().expect("a file in a folder");
        let paths = env::var_os("PATH").unwrap_or_default();
        let paths = env::join_paths([falint.to_owned()].into_iter().chain(env::split_paths(&paths)));
        Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .env("PATH", paths.expect("a PATH"))
            .env("PRE_COMMIT_HOME", self.home.join("cache"))
            .env("GIT_CONFIG_GLOBAL", self.home.join("no-gitconfig"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "drafter")))
            .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "drafter@localhost")))
            .env("PYTHONIOENCODING", "utf-8")
            .output()
            .unwrap_or_else(|error| panic!("{program}: {error}"))
    }

    /// Runs the hooks on files of the repository.
    fn check(&self, files: &[&str]) -> (Option<i32>, String) {
        let staged = self.run(&self.repository(), "git", &["add", "."]);
        assert!(staged.status.success(), "{}", said(&staged));
        let output = self.run(&self.repository(), "pre-commit", &[&["run", "--files"], files].concat());
        (output.status.code(), said(&output))
    }
}

/// The blank date is reported, in the file.
fn tells_of(said: &str, file: &str) -> bool {
    said.contains("[effective-date-placeholder]") && said.contains(&format!("{file}:7:"))
}

#[test]
fn word_files_are_checked_as_texts_are() {
    if !installed(&["git", "pre-commit"]) {
        return;
    }
    let drafts = Drafts::plain("word");
    drafts.write("绿化.docx", &Draft::of_lines(&faulty()).bytes());
    let (code, said) = drafts.check(&["绿化.docx"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("[effective-date-placeholder]") && said.contains("绿化.docx 第三条（第7段）"), "{said}");
    drafts.write("绿化.docx", &Draft::of_lines(CLEAN).bytes());
    let (code, said) = drafts.check(&["绿化.docx"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Passed"), "{said}");
}

#[test]
fn findings_are_shown_and_stop_the_commit() {
    if !installed(&["git", "pre-commit"]) {
        return;
    }
    let drafts = Drafts::plain("commit");
    let folder = drafts.repository();
    let hooked = drafts.run(&folder, "pre-commit", &["install"]);
    assert!(hooked.status.success(), "{}", said(&hooked));
    drafts.write("草案/绿化 条例（草案）.txt", faulty().as_bytes());
    drafts.run(&folder, "git", &["add", "."]);
    let stopped = drafts.run(&folder, "git", &["commit", "--message", "草案"]);
    assert_eq!(stopped.status.code(), Some(1), "{}", said(&stopped));
    assert!(tells_of(&said(&stopped), "草案/绿化 条例（草案）.txt"), "{}", said(&stopped));

    drafts.write("草案/绿化 条例（草案）.txt", CLEAN.as_bytes());
    drafts.run(&folder, "git", &["add", "."]);
    let passed = drafts.run(&folder, "git", &["commit", "--message", "草案"]);
    assert_eq!(passed.status.code(), Some(0), "{}", said(&passed));
    assert!(said(&passed).contains("Passed"), "{}", said(&passed));
}

#[test]
fn drafts_are_text_in_every_encoding() {
    if !installed(&["git", "pre-commit"]) {
        return;
    }
    let drafts = Drafts::plain("encodings");
    let text = faulty();
    let (gb18030, _, unmapped) = encoding_rs::GB18030.encode(&text);
    assert!(!unmapped);
    let utf16: Vec<u8> = format!("\u{feff}{}", faulty()).encode_utf16().flat_map(u16::to_le_bytes).collect();
    drafts.write("国标.txt", &gb18030);
    drafts.write("宽字.txt", &utf16);
    for file in ["国标.txt", "宽字.txt"] {
        let (code, said) = drafts.check(&[file]);
        assert!(code == Some(1) && tells_of(&said, file), "{code:?} {said}");
    }
}

#[test]
fn what_the_configuration_excludes_is_skipped_though_named() {
    if !installed(&["git", "pre-commit"]) {
        return;
    }
    let drafts = Drafts::plain("excluded");
    drafts.write("falint.toml", "exclude = [\"归档/**\"]\n".as_bytes());
    drafts.write("归档/旧.txt", faulty().as_bytes());
    drafts.write("新.txt", faulty().as_bytes());
    let (code, said) = drafts.check(&["归档/旧.txt"]);
    assert!(code == Some(0) && said.contains("Passed"), "{code:?} {said}");
    let (code, said) = drafts.check(&["归档/旧.txt", "新.txt"]);
    assert!(code == Some(1) && tells_of(&said, "新.txt") && !said.contains("旧.txt"), "{code:?} {said}");
}

#[test]
fn other_files_do_not_start_falint() {
    if !installed(&["git", "pre-commit"]) {
        return;
    }
    let drafts = Drafts::plain("others");
    drafts.write("草案.pdf", faulty().as_bytes());
    drafts.write("草案.txt.bak", faulty().as_bytes());
    let (code, said) = drafts.check(&["草案.pdf", "草案.txt.bak"]);
    assert!(code == Some(0) && said.contains("no files to check"), "{code:?} {said}");
}

/// The lines that the READMEs tell a consumer to write, with this repository put in for the address, and the hook that
/// does not build.
#[test]
fn the_lines_of_the_readmes_work() {
    if !installed(&["git", "pre-commit"]) {
        return;
    }
    for (readme, name) in [("README.md", "readme-zh"), ("README.en.md", "readme-en")] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(readme)).expect("the README");
        let start = text.find("```yaml\nrepos:\n").expect("lines for pre-commit") + "```yaml\n".len();
        let lines: Vec<&str> = text[start..].lines().take_while(|line| *line != "```").collect();
        assert_eq!(lines.len(), 5, "{readme}");
        let drafts = Drafts::new(name, HOOKS, |hooks, rev| {
            let filled = lines.iter().map(|line| match line.split_once(": ") {
                Some((key, _)) if key.ends_with("repo") => format!("{key}: {}\n", hooks.display()),
                Some((key, _)) if key.ends_with("rev") => format!("{key}: {rev}\n"),
                Some((key, "falint")) => format!("{key}: falint-system\n"),
                Some(_) | None => format!("{line}\n"),
            });
            filled.collect()
        });
        drafts.write("草案.md", faulty().as_bytes());
        let (code, said) = drafts.check(&["草案.md"]);
        assert!(code == Some(1) && tells_of(&said, "草案.md"), "{readme}: {code:?} {said}");
    }
}

/// Takes minutes where nothing is built yet; CI sets a lighter profile for it.
#[test]
fn the_hook_that_builds_falint_works() {
    if !all_is_tested() || !installed(&["git", "pre-commit"]) {
        println!("skipped: FALINT_TEST_ALL is not set");
        return;
    }
    let listed = Command::new("git").arg("ls-files").arg("-z").current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let listed = String::from_utf8(listed.expect("git").stdout).expect("names in UTF-8");
    let ours: Vec<&str> = listed.split_terminator('\0').filter(|path| Path::new(path).exists()).collect();
    let drafts = Drafts::new("source", &ours, |hooks, rev| config(hooks, rev, "falint"));
    drafts.write("草案.txt", faulty().as_bytes());
    let (code, said) = drafts.check(&["草案.txt"]);
    assert!(code == Some(1) && tells_of(&said, "草案.txt"), "{code:?} {said}");
}
