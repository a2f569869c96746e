//! A 对照表 as it is handed on: what is written is a file that others read, and what is read of it is what was written.

#[path = "outside/programs.rs"]
mod programs;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use programs::{all_is_tested, installed, said};

const LAW: &str = include_str!("cli/compare.in/现行.txt");
const DRAFT: &str = include_str!("cli/compare.in/草案.txt");

/// A folder of its own for a test, with the two texts in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compare").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("现行.txt"), LAW).expect("written");
    fs::write(folder.join("草案.txt"), DRAFT).expect("written");
    folder
}

fn falint(folder: &Path, line: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_falint"));
    command.current_dir(folder).args(["compare", "--isolated"]).args(line.split(' '));
    command.output().expect("falint runs")
}

#[test]
fn a_table_that_is_written_is_read_as_right() {
    let folder = folder("again");
    for ending in ["docx", "html", "md"] {
        let written = falint(&folder, &format!("现行.txt 草案.txt -o 对照表.{ending}"));
        assert_eq!(written.status.code(), Some(1), "{}", said(&written));
        assert!(String::from_utf8_lossy(&written.stderr).contains("xref-stale"), "{}", said(&written));
        let checked = falint(&folder, &format!("现行.txt 对照表.{ending} --draft 草案.txt"));
        let all = "核对对照表左栏 7 条、右栏 8 条：没有不同。";
        assert!(checked.status.success() && said(&checked).contains(all), "{ending}: {}", said(&checked));
        falint(&folder, &format!("现行.txt 草案.txt --fold -o 对照表.{ending}"));
        let folded = falint(&folder, &format!("现行.txt 对照表.{ending} --draft 草案.txt"));
        assert!(folded.status.success() && said(&folded).contains("没有写全"), "{ending}: {}", said(&folded));
    }
}

#[test]
fn a_slip_in_a_cell_is_found_whatever_the_table_is() {
    let folder = folder("slip");
    for ending in ["html", "md"] {
        falint(&folder, &format!("现行.txt 草案.txt -o 对照表.{ending}"));
        let path = folder.join(format!("对照表.{ending}"));
        let table = fs::read_to_string(&path).expect("it is there");
        fs::write(&path, table.replacen("处二百元罚款", "处三百元罚款", 1).replacen("二百", "三百", 1))
            .expect("written");
        let checked = falint(&folder, &format!("现行.txt 对照表.{ending} --draft 草案.txt"));
        assert_eq!(checked.status.code(), Some(1), "{ending}: {}", said(&checked));
        assert!(said(&checked).contains("第六条"), "{ending}: {}", said(&checked));
    }
}

/// Prints what python-docx sees: how the page lies, whether the head is repeated, the cells of each row.
const SEEN: &str = "import sys, docx
d = docx.Document(sys.argv[1])
s = d.sections[0]
print('横' if s.page_width > s.page_height else '竖', len(d.tables))
t = d.tables[0]
print('重复' if t.rows[0]._tr.xpath('.//w:tblHeader') else '一次')
for r in t.rows: print('|'.join(c.text for c in r.cells))
for c in t.columns[1].cells:
  for p in c.paragraphs:
    for r in p.runs:
      if r.bold: print('粗', r.text)
";

#[test]
fn python_docx_and_libreoffice_read_the_word_file() {
    let has_docx = Command::new("python3").args(["-c", "import docx"]).output().is_ok_and(|out| out.status.success());
    assert!(
        has_docx || !all_is_tested() || !cfg!(target_os = "linux"),
        "FALINT_TEST_ALL is set, but there is no python-docx"
    );
    if !has_docx || !cfg!(target_os = "linux") || !installed(&["soffice"]) {
        return;
    }
    let folder = folder("readers");
    falint(&folder, "现行.txt 草案.txt -o 对照表.docx");
    let mut python = Command::new("python3");
    python.args(["-c", SEEN, "对照表.docx"]).current_dir(&folder);
    let seen = said(&python.output().expect("python runs"));
    assert!(seen.starts_with("横 1\n重复\n现行|修订草案|说明\n"), "{seen}");
    assert!(seen.contains("（新增）|第二条　养犬管理坚持政府监管与社会共治相结合。|\n"), "{seen}");
    assert!(seen.contains("粗 维护公众健康，") && !seen.contains("粗 制定"), "{seen}");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let convert = ["--headless", "--convert-to", "txt:Text", "对照表.docx"];
    let out = Command::new("soffice").arg(profile).args(convert).current_dir(&folder).output().expect("it runs");
    let text = fs::read_to_string(folder.join("对照表.txt")).unwrap_or_else(|_| panic!("{}", said(&out)));
    assert!(
        text.contains("某市养犬条例修改前后对照表") && text.contains("第八条　本条例自2027年1月1日起施行。"),
        "{text}"
    );
}
