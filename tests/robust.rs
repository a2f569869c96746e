//! Bad input through the real program: what cannot be read, what cannot be written, and who else is at work.
//!
//! What the machine cannot stage is skipped, with a printed line.

#![cfg(unix)]
#![allow(clippy::print_stdout, reason = "what is skipped is said")]

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::io::{Read, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A draft with faults that `--fix` mends, and what becomes of it.
const DRAFT: &str = "某市养犬管理条例\n第一条　为了规范养犬,制定本条例。\n第二条　养犬应当登记,不得遗弃。\n";

fn mended(draft: &str) -> String {
    draft.replace(',', "，")
}

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("falint-robust-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir(&folder).expect("can be made");
        Self(folder)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).expect("can be written");
        path
    }

    /// The names of all that is in it.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("can be read");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::set_permissions(&self.0, Permissions::from_mode(0o755));
        let _ = fs::remove_dir_all(&self.0);
    }
}

const FALINT: &str = env!("CARGO_BIN_EXE_falint");

fn check(folder: &Folder) -> Command {
    let mut command = Command::new(FALINT);
    command.args(["check", "--isolated", "--color", "never"]).current_dir(&folder.0);
    command
}

/// Runs a command that must end.
fn ran(command: &mut Command) -> Output {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    ended(child)
}

/// What a program that must end has said.
fn ended(mut child: Child) -> Output {
    fn all(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
            bytes
        })
    }
    let (out, err) = (all(child.stdout.take()), all(child.stderr.take()));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("can be waited for") {
            break status;
        }
        if start.elapsed() > Duration::from_secs(120) {
            let _ = child.kill();
            panic!("it hangs");
        }
        thread::sleep(Duration::from_millis(5));
    };
    Output { status, stdout: out.join().expect("is read"), stderr: err.join().expect("is read") }
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The run failed, and said this of it.
fn failed(output: &Output, words: &str) {
    let said = complaint(output);
    assert!(output.status.code() == Some(2) && said.contains(words), "{output:?}\n{said}");
}

/// Whether a program is here and does what is asked.
fn works(program: &str, arguments: &[&str]) -> bool {
    let ran = Command::new(program).args(arguments).output();
    let works = ran.is_ok_and(|output| output.status.success());
    if !works {
        println!("skipped: {program} {} does not work here", arguments.join(" "));
    }
    works
}

/// The same command as somebody whom permissions bind: root minds none.
fn as_somebody(folder: &Folder, arguments: &[&str]) -> Option<Command> {
    if fs::metadata("/proc/self").map(|found| std::os::unix::fs::MetadataExt::uid(&found)).ok()? != 0 {
        let mut command = Command::new(FALINT);
        command.args(arguments).current_dir(&folder.0);
        return Some(command);
    }
    // In the folder, for the way to the one that cargo built may be closed to others.
    let program = folder.0.join("falint-of-somebody");
    fs::copy(FALINT, &program).expect("can be copied");
    let to = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let try_out = [&to[..], &[program.to_str().expect("UTF-8"), "--version"]].concat();
    works("setpriv", &try_out).then(|| {
        let mut command = Command::new("setpriv");
        command.args(to).arg(&program).args(arguments).current_dir(&folder.0);
        command
    })
}

#[test]
fn texts_with_nothing_in_them_are_read() {
    let folder = Folder::new();
    let texts: [(&str, &[u8]); 6] = [
        ("空", b""),
        ("标记", b"\xEF\xBB\xBF"),
        ("标记二", b"\xFF\xFE"),
        ("回车", b"\r\r\r\r"),
        ("换行", b"\n\n\n"),
        ("空格", b"    "),
    ];
    for (name, bytes) in texts {
        for ending in ["txt", "md"] {
            let path = folder.write(&format!("{name}.{ending}"), bytes);
            let output = ran(check(&folder).arg("--fix").arg(&path));
            assert!(matches!(output.status.code(), Some(0 | 1)) && output.stderr.is_empty(), "{name}: {output:?}");
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_place() {
    let folder = Folder::new();
    let texts: [(&str, &[u8], &str); 4] = [
        ("代理.txt", b"\xFF\xFE\x00\xD8a\0", "第 2 字节（从 0 起）不是有效的 utf-16le 编码"),
        ("半个.txt", b"\xFF\xFEa\0b", "第 4 字节（从 0 起）不是有效的 utf-16le 编码"),
        ("断.txt", b"\xB5\xDA\x81\x30", "第 2 字节（从 0 起）既不是 UTF-8 也不是 GB18030 编码"),
        ("图.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xFF", "这是图片，falint 还不能读"),
    ];
    for (name, bytes, words) in texts {
        folder.write(name, bytes);
        failed(&ran(check(&folder).args(["--fix", name])), words);
        assert_eq!(fs::read(folder.0.join(name)).expect("is there"), bytes);
    }
}

#[test]
fn what_is_no_text_is_said_and_not_linted() {
    let folder = Folder::new();
    folder.write("零.txt", &[0; 5_000_000]);
    folder.write("零二.txt", &[&b"\xFF\xFE"[..], &[0; 5000]].concat());
    folder.write("字.txt", &b"a\0b\0\n\0".repeat(100));
    for (name, nuls) in [("零.txt", 5_000_000), ("零二.txt", 2500), ("字.txt", 300)] {
        let words = format!("{name}：不是文本文件：有 {nuls} 个空字符（NUL）");
        let start = Instant::now();
        failed(&ran(check(&folder).args(["--fix", name])), &words);
        failed(&ran(Command::new(FALINT).args(["outline", name]).current_dir(&folder.0)), &words);
        assert!(start.elapsed() < Duration::from_secs(20), "{name}");
    }
    // What is UTF-16 can be read when it is named.
    assert!(ran(check(&folder).args(["--encoding", "utf-16le", "字.txt"])).stderr.is_empty());
    // Nothing of standard input is lost.
    let script = format!("exec {FALINT} check --isolated --fix - <零.txt");
    let output = ran(Command::new("sh").args(["-c", &script]).current_dir(&folder.0));
    failed(&output, "不是文本文件");
    assert_eq!(output.stdout.len(), 5_000_000);
}

#[test]
fn files_have_a_limit_that_can_be_moved() {
    let folder = Folder::new();
    folder.write("甲.txt", DRAFT.as_bytes());
    folder.write("大.txt", DRAFT.repeat(20).as_bytes());
    let words = "大.txt：太大：有 2.4 KiB，上限是 1 KiB；要检查它，用 --max-file-size 调高上限";
    for paths in [&["."][..], &["甲.txt", "大.txt"]] {
        let output = ran(check(&folder).args(["--max-file-size", "1k"]).args(paths));
        failed(&output, words);
        assert!(String::from_utf8_lossy(&output.stdout).contains("甲.txt"), "{output:?}");
    }
    failed(&ran(Command::new(FALINT).args(["outline", "--max-file-size=1k", "大.txt"]).current_dir(&folder.0)), words);
    for limit in [&["--max-file-size", "1k", "-"][..], &["-"]] {
        let script = format!("exec {FALINT} check --isolated --color never {} <大.txt", limit.join(" "));
        let output = ran(Command::new("sh").args(["-c", &script]).current_dir(&folder.0));
        match limit.len() {
            1 => assert!(output.stderr.is_empty(), "{output:?}"),
            _ => failed(&output, "-：太大：超过上限 1 KiB；要检查它，用 --max-file-size 调高上限"),
        }
    }
    // Where nothing is said of it; no bytes are needed for a file to have a size.
    fs::File::create(folder.0.join("空洞.txt")).and_then(|file| file.set_len((64 << 20) + 1)).expect("can be made");
    failed(&ran(check(&folder).arg("空洞.txt")), "空洞.txt：太大：有 64.1 MiB，上限是 64 MiB");
    failed(&ran(check(&folder).args(["--max-file-size", "1T", "甲.txt"])), "不能是“1T”");
}

/// What a run in a folder says of the configuration there.
fn configured(folder: &Folder, toml: &str) -> String {
    folder.write("falint.toml", toml.as_bytes());
    folder.write("甲.txt", DRAFT.as_bytes());
    let output = ran(Command::new(FALINT).args(["check", "--color", "never", "甲.txt"]).current_dir(&folder.0));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn configurations_name_nothing_but_configurations() {
    let folder = Folder::new();
    folder.write("秘密", b"TOKEN = 12345");
    symlink("秘密", folder.0.join("链接.toml")).expect("can be made");
    fs::create_dir(folder.0.join("夹.toml")).expect("can be made");
    let large = fs::File::create(folder.0.join("大.toml")).expect("can be made");
    large.set_len((16 << 20) + 1).expect("can be set");
    let mut named = vec![
        ("秘密", "不是 .toml 文件"),
        ("链接.toml", "不是 .toml 文件"),
        ("夹.toml", "不是普通文件"),
        ("大.toml", "太大：有 16.1 MiB，上限是 16 MiB"),
    ];
    let system = [("/proc/self/environ", "不是 .toml 文件"), ("/dev/zero", "不是普通文件")];
    named.extend(system.into_iter().filter(|(name, _)| Path::new(name).exists()));
    if works("mkfifo", &[folder.0.join("管.toml").to_str().expect("UTF-8")]) {
        named.push(("管.toml", "不是普通文件"));
    }
    for (name, words) in named {
        for toml in [format!("extend = \"{name}\"\n"), format!("lints = [\"{name}\"]\n")] {
            let told = configured(&folder, &toml);
            let after = told.split_once(&format!("“{name}”{words}")).unwrap_or_else(|| panic!("{toml}{told}")).1;
            assert!(!after.contains("TOKEN") && !after.contains("PATH"), "{told}");
        }
        let output = ran(Command::new(FALINT).args(["check", "--config", name, "甲.txt"]).current_dir(&folder.0));
        failed(&output, words);
    }
    for name in ["/dev/zero", "管.toml", "大.toml"].into_iter().filter(|name| folder.0.join(name).exists()) {
        let output = ran(check(&folder).args(["--baseline", name, "甲.txt"]));
        assert_eq!(output.status.code(), Some(2), "{output:?}");
    }
}

#[test]
fn nothing_is_shown_of_what_lies_outside_the_project() {
    let folder = Folder::new();
    let project = Folder::new();
    let secret = folder.write("credentials.toml", b"[registry]\ntoken = \"s3cret\"\n[[lint]]\nname = \"s3cret\"\n");
    let outside = secret.to_str().expect("UTF-8");
    for toml in [format!("extend = \"{outside}\"\n"), format!("lints = [\"{outside}\"]\n")] {
        let told = configured(&project, &toml);
        assert!(told.contains("处错误；文件不在项目的文件夹里，这里不显示它的内容"), "{told}");
        assert!(!told.contains("s3cret") && !told.contains("token") && !told.contains("registry"), "{told}");
    }
    // Nor where the configuration is itself a link.
    fs::remove_file(project.0.join("falint.toml")).expect("is there");
    symlink(&secret, project.0.join("falint.toml")).expect("can be made");
    let output = ran(Command::new(FALINT).args(["check", "甲.txt"]).current_dir(&project.0));
    failed(&output, "处错误；文件不在项目的文件夹里，这里不显示它的内容");
    assert!(output.stdout.is_empty() && !complaint(&output).contains("s3cret"), "{output:?}");
    // What is right there is taken, and what is wrong in the project is shown as it was.
    fs::remove_file(project.0.join("falint.toml")).expect("is there");
    let team = folder.write("team.toml", b"ignore = [\"layout\"]\n");
    project.write("falint.toml", format!("extend = \"{}\"\n", team.display()).as_bytes());
    let output = ran(Command::new(FALINT).args(["check", "甲.txt"]).current_dir(&project.0));
    assert!(output.stderr.is_empty(), "{output:?}");
    project.write("本局.toml", b"[registry]\n");
    assert!(configured(&project, "extend = \"本局.toml\"\n").contains("没有“registry”这个设置"));
}

#[test]
fn expressions_of_the_users_are_bounded() {
    let folder = Folder::new();
    let table = |at: usize| {
        format!(
            "[[lint]]\nname = \"x{at}\"\nmessage = \"y\"\nmatch = {{ kind = \"regex\", \
            needs = [\"养\"], pattern = '养\\w{{1,250}}犬{at}' }}\n"
        )
    };
    folder.write("lints.toml", (0..60).map(table).collect::<String>().as_bytes());
    let start = Instant::now();
    let told = configured(&folder, "lints = [\"lints.toml\"]\n");
    assert_eq!(told.matches("正则编译后太大").count(), 60, "{told}");
    assert!(told.contains("lints.toml:4:52") && start.elapsed() < Duration::from_secs(30), "{told}");
}

#[test]
fn what_permissions_forbid_is_said_and_the_rest_is_checked() {
    let folder = Folder::new();
    let Some(mut command) = as_somebody(&folder, &["check", "--isolated", "--color", "never", "."]) else { return };
    folder.write("甲.txt", DRAFT.as_bytes());
    fs::set_permissions(folder.write("乙.txt", b""), Permissions::from_mode(0o000)).expect("can be set");
    let closed = folder.0.join("密");
    fs::create_dir(&closed).expect("can be made");
    fs::set_permissions(&closed, Permissions::from_mode(0o000)).expect("can be set");
    let output = ran(&mut command);
    failed(&output, "密：没有读取的权限");
    failed(&output, "乙.txt：没有读取的权限");
    assert!(String::from_utf8_lossy(&output.stdout).contains("甲.txt"), "{output:?}");
    fs::set_permissions(&closed, Permissions::from_mode(0o755)).expect("can be set");
}

#[test]
fn a_folder_or_a_file_that_may_not_be_written_is_left_alone() {
    let folder = Folder::new();
    let arguments = ["check", "--isolated", "--color", "never", "--fix", "甲.txt"];
    let path = folder.write("甲.txt", DRAFT.as_bytes());
    fs::set_permissions(&path, Permissions::from_mode(0o666)).expect("can be set");
    let Some(mut command) = as_somebody(&folder, &arguments) else { return };
    fs::set_permissions(&folder.0, Permissions::from_mode(0o555)).expect("can be set");
    failed(&ran(&mut command), "甲.txt：没有写入的权限，文件没有改动");
    fs::set_permissions(&folder.0, Permissions::from_mode(0o777)).expect("can be set");
    fs::set_permissions(&path, Permissions::from_mode(0o444)).expect("can be set");
    failed(&ran(&mut command), "甲.txt：没有写入的权限，文件没有改动");
    assert_eq!(fs::read_to_string(&path).expect("is there"), DRAFT);
    assert!(folder.names().iter().all(|name| !name.ends_with(".tmp")), "{:?}", folder.names());
}

#[test]
fn links_that_lead_nowhere_are_said() {
    let folder = Folder::new();
    folder.write("甲.txt", DRAFT.as_bytes());
    for (target, link) in [("乙.txt", "丙.txt"), ("丙.txt", "乙.txt"), ("没有.txt", "断.txt"), (".", "环")] {
        symlink(target, folder.0.join(link)).expect("can be made");
    }
    failed(&ran(check(&folder).arg("乙.txt")), "乙.txt：无法读取：链接首尾相接，没有尽头");
    failed(&ran(check(&folder).arg("断.txt")), "断.txt：没有这个文件或者文件夹");
    failed(&ran(check(&folder).arg("甲.txt/乙.txt")), "甲.txt/乙.txt：无法读取：路径中有一段不是文件夹");
    // In a folder they are nobody's drafts.
    for place in [".", "环"] {
        let output = ran(check(&folder).args(["--output-format", "concise", place]));
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(output.stderr.is_empty() && String::from_utf8_lossy(&output.stdout).contains("甲.txt:2:"));
    }
}

#[test]
fn devices_pipes_and_sockets_are_not_waited_for() {
    let folder = Folder::new();
    let _socket = std::os::unix::net::UnixListener::bind(folder.0.join("套接字.txt")).expect("can be made");
    let mut names = vec!["套接字.txt", "/dev/zero", "/dev/null"];
    if works("mkfifo", &[folder.0.join("管道.txt").to_str().expect("UTF-8")]) {
        names.push("管道.txt");
    }
    for name in names {
        let words = format!("{name}：不是普通文件");
        failed(&ran(check(&folder).arg(name)), &words);
        failed(&ran(Command::new(FALINT).args(["outline", name]).current_dir(&folder.0)), &words);
    }
    // Nor are they in a folder.
    folder.write("甲.txt", DRAFT.as_bytes());
    let output = ran(check(&folder).arg("."));
    assert!(output.status.code() == Some(1) && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn what_a_shell_opens_is_read() {
    if !works("bash", &["-c", "cat <(echo)"]) {
        return;
    }
    let folder = Folder::new();
    folder.write("甲.txt", DRAFT.as_bytes());
    let script = format!("exec {FALINT} check --isolated --output-format concise <(cat 甲.txt)");
    let output = ran(Command::new("bash").args(["-c", &script]).current_dir(&folder.0));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.code() == Some(1) && told.contains(":2:"), "{output:?}");
}

#[test]
fn names_need_not_be_text() {
    let folder = Folder::new();
    let path = folder.0.join(OsStr::from_bytes(b"\xD6\xD0\xFF.txt"));
    if fs::write(&path, DRAFT).is_err() {
        return println!("skipped: names are text on this system");
    }
    let output = ran(check(&folder).args(["--output-format", "json", "."]));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("JSON");
    let output = ran(check(&folder).arg("--fix").arg(&path));
    assert!(output.stderr.is_empty(), "{output:?}");
    assert_eq!(fs::read_to_string(&path).expect("is there"), mended(DRAFT));
}

#[test]
fn a_name_may_be_as_long_as_names_can_be() {
    let folder = Folder::new();
    let name = format!("{}.txt", "草".repeat(83));
    let path = folder.write(&name, DRAFT.as_bytes());
    let output = ran(check(&folder).arg("--fix").arg(&path));
    assert!(output.stderr.is_empty(), "{output:?}");
    assert_eq!(fs::read_to_string(&path).expect("is there"), mended(DRAFT));
}

#[test]
fn files_may_vanish_at_any_time() {
    let folder = Folder::new();
    let names: Vec<PathBuf> =
        (0..200).map(|at| folder.write(&format!("{at}.txt"), DRAFT.repeat(3).as_bytes())).collect();
    let remover = thread::spawn(move || names.iter().for_each(|name| drop(fs::remove_file(name))));
    let output = ran(check(&folder).arg("."));
    remover.join().expect("they are gone");
    assert!(matches!(output.status.code(), Some(1 | 2)), "{output:?}");
    let said = complaint(&output);
    assert!(said.lines().all(|line| line.contains("没有这个文件或者文件夹") || line.contains("没有找到")), "{said}");
}

#[test]
fn a_full_disk_loses_nothing() {
    let folder = Folder::new();
    let draft = DRAFT.repeat(2000);
    let disk = folder.0.join("盘");
    fs::create_dir(&disk).expect("can be made");
    let stage = "mount -t tmpfs -o size=512k falint 盘";
    let mut shell = Command::new("unshare");
    let arguments = ["--user", "--map-root-user", "--mount", "sh", "-c"];
    if !works("unshare", &[&arguments[..], &["mount -t tmpfs falint /mnt"]].concat()) {
        return;
    }
    folder.write("甲.txt", draft.as_bytes());
    let script = format!(
        "{stage} && cp 甲.txt 盘/甲.txt && head -c 500k /dev/zero > 盘/满 2>/dev/null; \
         {FALINT} check --isolated --color never --fix 盘/甲.txt >/dev/null; echo $? > 码; \
         cp 盘/甲.txt 乙.txt; ls -A 盘 > 名"
    );
    let output = ran(shell.args(arguments).arg(&script).current_dir(&folder.0));
    let read = |name: &str| fs::read_to_string(folder.0.join(name)).expect("is there");
    assert_eq!(read("码").trim(), "2", "{output:?}");
    assert!(complaint(&output).contains("甲.txt：无法写入，文件没有改动：磁盘已满"), "{output:?}");
    assert_eq!(read("乙.txt"), draft);
    assert_eq!(read("名"), "满\n甲.txt\n");
}

#[test]
fn a_limit_on_files_loses_nothing() {
    let folder = Folder::new();
    let draft = DRAFT.repeat(2000);
    let path = folder.write("甲.txt", draft.as_bytes());
    let script = format!("trap '' XFSZ; ulimit -f 8; exec {FALINT} check --isolated --color never --fix 甲.txt");
    let output = ran(Command::new("sh").args(["-c", &script]).current_dir(&folder.0));
    failed(&output, "甲.txt：无法写入，文件没有改动：超过了文件大小的上限");
    assert_eq!(fs::read_to_string(&path).expect("is there"), draft);
    assert_eq!(folder.names(), ["甲.txt"]);
}

#[test]
fn what_another_run_left_is_not_touched() {
    let folder = Folder::new();
    let path = folder.write("甲.txt", DRAFT.as_bytes());
    // The shell's number is that of the program it becomes.
    let script = format!("echo > .falint-$$-0.tmp; exec {FALINT} check --isolated --fix 甲.txt");
    let output = ran(Command::new("sh").args(["-c", &script]).current_dir(&folder.0));
    assert!(output.stderr.is_empty(), "{output:?}");
    assert_eq!(fs::read_to_string(&path).expect("is there"), mended(DRAFT));
    assert!(matches!(&folder.names()[..], [other, _] if other.ends_with("-0.tmp")), "{:?}", folder.names());
}

#[test]
fn what_a_killed_run_left_is_removed() {
    let folder = Folder::new();
    let path = folder.write("甲.txt", DRAFT.as_bytes());
    let mut dead = Command::new("true").spawn().expect("it starts");
    dead.wait().expect("it ends");
    folder.write(&format!(".falint-{}-0.tmp", dead.id()), DRAFT.as_bytes());
    let output = ran(check(&folder).arg("--fix").arg(&path));
    assert!(output.stderr.is_empty(), "{output:?}");
    assert_eq!(folder.names(), ["甲.txt"]);
}

#[test]
fn other_names_and_rights_of_a_file_outlast_its_fixes() {
    let folder = Folder::new();
    let path = folder.write("甲.txt", DRAFT.as_bytes());
    fs::set_permissions(&path, Permissions::from_mode(0o640)).expect("can be set");
    fs::hard_link(&path, folder.0.join("乙")).expect("can be made");
    let output = ran(check(&folder).args(["--fix", "甲.txt"]));
    assert!(output.stderr.is_empty(), "{output:?}");
    assert_eq!(fs::read_to_string(folder.0.join("乙")).expect("is there"), mended(DRAFT));
    let found = fs::metadata(&path).expect("is there");
    assert_eq!((found.nlink(), found.permissions().mode() & 0o777), (2, 0o640));
}

#[test]
fn the_owner_of_a_file_outlasts_its_fixes() {
    let folder = Folder::new();
    let path = folder.write("甲.txt", DRAFT.as_bytes());
    if std::os::unix::fs::chown(&path, Some(65_533), Some(65_532)).is_err() {
        return println!("skipped: only root gives files away");
    }
    // By one who can give the new file away, and by one who cannot.
    assert!(ran(check(&folder).args(["--fix", "甲.txt"])).stderr.is_empty());
    let draft = DRAFT.replace("犬", "猫");
    fs::write(&path, &draft).expect("can be written");
    fs::set_permissions(&path, Permissions::from_mode(0o666)).expect("can be set");
    fs::set_permissions(&folder.0, Permissions::from_mode(0o777)).expect("can be set");
    let Some(mut command) = as_somebody(&folder, &["check", "--isolated", "--fix", "甲.txt"]) else { return };
    assert!(ran(&mut command).stderr.is_empty());
    assert_eq!(fs::read_to_string(&path).expect("is there"), mended(&draft));
    let found = fs::metadata(&path).expect("is there");
    assert_eq!((found.uid(), found.gid()), (65_533, 65_532));
}

#[test]
fn two_runs_at_once_leave_a_mended_text() {
    let folder = Folder::new();
    let draft = DRAFT.repeat(20);
    let names: Vec<PathBuf> = (0..20).map(|at| folder.write(&format!("{at}.txt"), draft.as_bytes())).collect();
    let start = || check(&folder).args(["--fix", "."]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let runs: Vec<Child> = (0..4).map(|_| start().expect("it starts")).collect();
    for run in runs {
        let output = ended(run);
        assert!(output.stderr.is_empty(), "{output:?}");
    }
    assert!(names.iter().all(|name| fs::read_to_string(name).expect("is there") == mended(&draft)));
    assert_eq!(folder.names().len(), names.len());
}

#[test]
fn a_run_that_is_stopped_leaves_old_or_new() {
    let folder = Folder::new();
    let draft = DRAFT.repeat(100);
    let names: Vec<PathBuf> = (0..10).map(|at| folder.write(&format!("{at}.txt"), draft.as_bytes())).collect();
    for delay in (0..12).map(|step| Duration::from_millis(step * 25)) {
        names.iter().for_each(|name| fs::write(name, &draft).expect("can be written"));
        let mut run =
            check(&folder).args(["--fix", "."]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        thread::sleep(delay);
        let stopped = Command::new("kill").args(["-INT", &run.id().to_string()]).status();
        assert!(stopped.is_ok_and(|status| status.success()));
        run.wait().expect("it ends");
        for name in &names {
            let text = fs::read_to_string(name).expect("is there");
            assert!(text == draft || text == mended(&draft), "{} bytes", text.len());
        }
    }
}

#[test]
fn a_reader_may_go_away() {
    let folder = Folder::new();
    folder.write("甲.txt", DRAFT.as_bytes());
    for format in ["full", "concise", "json"] {
        let (reader, writer) = std::io::pipe().expect("can be made");
        drop(reader);
        let mut command = check(&folder);
        command.args(["--output-format", format, "甲.txt"]).stdout(writer).stderr(Stdio::piped());
        let output = ended(command.spawn().expect("it starts"));
        assert!(output.status.code() == Some(0) && output.stderr.is_empty(), "{format}: {output:?}");
    }
}

#[test]
fn a_report_that_cannot_be_printed_is_said() {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
        return println!("skipped: no /dev/full");
    };
    let folder = Folder::new();
    folder.write("甲.txt", DRAFT.as_bytes());
    for arguments in [&["check", "--isolated", "甲.txt"][..], &["lints"], &["outline", "甲.txt"]] {
        let mut command = Command::new(FALINT);
        command.args(arguments).current_dir(&folder.0).stdin(Stdio::null()).stderr(Stdio::piped());
        command.stdout(full.try_clone().expect("can be opened twice"));
        failed(&ended(command.spawn().expect("it starts")), "无法写到标准输出：磁盘已满");
    }
}

#[test]
fn a_report_goes_where_it_should_or_nowhere() {
    let folder = Folder::new();
    folder.write("甲.txt", DRAFT.as_bytes());
    failed(&ran(check(&folder).args(["-o", ".", "甲.txt"])), "无法写入 .：是文件夹，不是文件");
    failed(&ran(check(&folder).args(["-o", "没有/报告", "甲.txt"])), "无法写入 没有/报告：没有这个文件或者文件夹");
    // The file that a link leads to, not the link.
    folder.write("报告", b"");
    symlink("报告", folder.0.join("链接")).expect("can be made");
    assert_eq!(ran(check(&folder).args(["-o", "链接", "甲.txt"])).status.code(), Some(1));
    assert!(fs::read_to_string(folder.0.join("报告")).expect("is there").contains("甲.txt"));
    // A device stays one.
    assert_eq!(ran(check(&folder).args(["-o", "/dev/null", "甲.txt"])).status.code(), Some(1));
    assert!(!fs::metadata("/dev/null").expect("is there").is_file());
    if Path::new("/dev/full").exists() {
        failed(&ran(check(&folder).args(["-o", "/dev/full", "甲.txt"])), "无法写入 /dev/full：磁盘已满");
    }
    assert_eq!(folder.names(), ["报告", "甲.txt", "链接"]);
}

#[test]
fn a_line_of_megabytes_is_read_in_little_memory() {
    let folder = Folder::new();
    let mut file = fs::File::create(folder.0.join("甲.txt")).expect("can be made");
    for _ in 0..5 {
        file.write_all("养犬人应当依法办理登记，不得遗弃犬只；".repeat(18_000).as_bytes()).expect("can be written");
    }
    // Addresses, not pages: what the program and its threads reserve counts, too.
    let script = format!("ulimit -v 1000000; exec {FALINT} check --isolated -j 1 甲.txt");
    let output = ran(Command::new("sh").args(["-c", &script]).current_dir(&folder.0));
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
}
