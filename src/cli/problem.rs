//! What can go wrong with a file, in the reader's words.

use std::io;

use super::replace::ReplaceError;
use super::walk::WalkErrorKind;
use crate::config::files::disk::ReadError;
use crate::diagnostic::RuleFailure;
use crate::lang::{Lang, Text};
use crate::source::{DecodeError, Encoding, Foreign, Notice, Part, Refusal, Revisions, Unreadable, WordError};

/// A file that could not be read.
pub(super) fn unreadable(error: &io::Error, lang: Lang) -> String {
    match (lang, error.kind()) {
        (Lang::Zh, io::ErrorKind::NotFound) => "没有这个文件或者文件夹".to_owned(),
        (Lang::En, io::ErrorKind::NotFound) => "no such file or folder".to_owned(),
        (Lang::Zh, io::ErrorKind::PermissionDenied) => "没有读取的权限".to_owned(),
        (Lang::En, io::ErrorKind::PermissionDenied) => "no permission to read it".to_owned(),
        (Lang::Zh, _) => format!("无法读取：{}", said(error, lang)),
        (Lang::En, _) => format!("cannot be read: {}", said(error, lang)),
    }
}

/// A draft that was not read.
pub(super) fn unread_draft(error: &ReadError, lang: Lang) -> String {
    let hint = match error {
        ReadError::TooLarge { .. } => {
            Text { zh: "；要检查它，用 --max-file-size 调高上限", en: "; --max-file-size allows more" }
        }
        ReadError::Io(_) | ReadError::Irregular => Text { zh: "", en: "" },
    };
    unread(error, lang) + hint.get(lang)
}

/// Something that is no text, with so many NULs in it.
pub(super) fn no_text(nuls: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "不是文本文件：有 {nuls} 个空字符（NUL）；是没有标记的 UTF-16 的，用 --encoding 指定 utf-16le 或者 utf-16be"
        ),
        Lang::En => {
            format!("not a text: it has {nuls} NUL characters; if it is UTF-16 without a mark, name it with --encoding")
        }
    }
}

/// A file that was not read.
pub(super) fn unread(error: &ReadError, lang: Lang) -> String {
    match error {
        ReadError::Io(error) => unreadable(error, lang),
        ReadError::Irregular | ReadError::TooLarge { .. } => error.why(lang).unwrap_or_default(),
    }
}

/// What the system says of reading or writing, where it says something a reader can act on in Chinese, too.
pub(super) fn said(error: &io::Error, lang: Lang) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => ("没有这个文件或者文件夹", "no such file or folder"),
        io::ErrorKind::PermissionDenied => ("没有权限", "no permission"),
        io::ErrorKind::StorageFull => ("磁盘已满", "the disk is full"),
        io::ErrorKind::QuotaExceeded => ("磁盘配额已用完", "the disk quota is used up"),
        io::ErrorKind::FileTooLarge => ("超过了文件大小的上限", "the file would be larger than allowed"),
        io::ErrorKind::ReadOnlyFilesystem => ("文件系统是只读的", "the file system is read-only"),
        io::ErrorKind::IsADirectory => ("是文件夹，不是文件", "it is a folder, not a file"),
        io::ErrorKind::NotADirectory => ("路径中有一段不是文件夹", "a part of the path is not a folder"),
        io::ErrorKind::InvalidFilename => ("文件名太长或者不合规则", "the file name is too long or not allowed"),
        _ if is_link_loop(error) => ("链接首尾相接，没有尽头", "the links lead in a circle"),
        _ => return error.to_string(),
    };
    Text { zh: known.0, en: known.1 }.get(lang).to_owned()
}

/// ELOOP, for which the standard library has no name yet.
fn is_link_loop(error: &io::Error) -> bool {
    cfg!(target_os = "linux") && error.raw_os_error() == Some(40)
        || cfg!(target_os = "macos") && error.raw_os_error() == Some(62)
}

/// Something named that is no file: reading it might never end.
pub(super) fn no_file(lang: Lang) -> String {
    Text {
        zh: "不是普通文件（是设备、管道或者套接字）；要检查别的程序的输出，用 - 从标准输入读",
        en: "it is no regular file but a device, a pipe or a socket; to check what another program writes, read standard input with -",
    }
    .get(lang)
    .to_owned()
}

/// A path that could not be walked.
pub(super) fn unwalkable(kind: &WalkErrorKind, lang: Lang) -> String {
    match kind {
        WalkErrorKind::Missing => unreadable(&io::Error::from(io::ErrorKind::NotFound), lang),
        WalkErrorKind::NoFile => no_file(lang),
        WalkErrorKind::Unreadable(error) => unreadable(error, lang),
    }
}

/// A file whose bytes are no draft.
pub(super) fn unreadable_content(error: &Unreadable, lang: Lang) -> String {
    match error {
        Unreadable::Encoding(error) => undecodable(error, lang),
        Unreadable::Foreign(foreign) => {
            let (title, advice) = (foreign.title().get(lang), instead_of(*foreign).get(lang));
            match lang {
                Lang::Zh => format!("这是{}{title}，falint 还不能读：{advice}", gap(title)),
                Lang::En => format!("no text ({title}), which falint cannot read yet: {advice}"),
            }
        }
        Unreadable::Word(error) => word(*error, lang),
    }
}

/// The blank between Chinese and Latin.
fn gap(latin: &str) -> &'static str {
    if latin.starts_with(|c: char| c.is_ascii_alphanumeric()) { " " } else { "" }
}

/// What to do with a file that is no text.
const fn instead_of(foreign: Foreign) -> Text<'static> {
    match foreign {
        Foreign::Word | Foreign::Wps => Text {
            zh: "是旧的 .doc/.wps 格式，用 Word 或 WPS 另存为 .docx 后再检查",
            en: "it is of an old format (.doc, .wps); save it in Word or WPS as .docx, and check that",
        },
        Foreign::Locked => Text {
            zh: "有打开密码，先在 Word 或 WPS 中去掉密码",
            en: "it opens with a password; take that away in Word or WPS first",
        },
        Foreign::Rtf | Foreign::OpenDocument | Foreign::WebArchive => Text {
            zh: "请在 Word 或 WPS 里另存为 .docx 后再检查",
            en: "save it in Word or WPS as .docx, and check that",
        },
        Foreign::Pdf | Foreign::Ofd => Text {
            zh: "请用它的 Word 稿（.docx）；没有的，把文字复制出来存为 .txt 后再检查",
            en: "check its Word original (.docx), or copy the text out of it into a .txt",
        },
        Foreign::Sheet | Foreign::Slides => Text {
            zh: "请把条文复制出来，存为纯文本（.txt，编码选 UTF-8）后再检查",
            en: "copy the articles into plain text (.txt, UTF-8), and check that",
        },
        Foreign::Archive => Text { zh: "请解压后检查里面的文件", en: "unpack it and check what is in it" },
        Foreign::Image => Text {
            zh: "请先识别成文字（OCR），校对后存为纯文本（.txt，编码选 UTF-8）再检查",
            en: "have its text recognised, save that as plain text (.txt, UTF-8), and check it",
        },
        Foreign::Database | Foreign::Binary => Text {
            zh: "里面不是文字，请给出草案的文本（.txt、.md、.html）",
            en: "there is no text in it; name the text of the draft (.txt, .md, .html)",
        },
    }
}

/// A Word file that cannot be read, or not be written into.
pub(super) fn word(error: WordError, lang: Lang) -> String {
    let say = |zh: &str, en: &str| Text { zh, en }.get(lang).to_owned();
    let at = |part: Part, at: usize, zh: &str, en: &str| match lang {
        Lang::Zh => format!("{} 第 {at} 字节（从 0 起）{zh}", part.name()),
        Lang::En => format!("byte {at} (from 0) of {}: {en}", part.name()),
    };
    match error {
        WordError::Password => instead_of(Foreign::Locked).get(lang).to_owned(),
        WordError::Old => instead_of(Foreign::Word).get(lang).to_owned(),
        WordError::Damaged(byte) => match lang {
            Lang::Zh => format!("文件不完整（第 {byte} 字节起），重新下载或另存"),
            Lang::En => format!("the file is damaged (from byte {byte} on); download it again, or save it anew"),
        },
        WordError::NotWord => say(
            "不是 Word 文件（像是 Excel、PPT、压缩包或者改了名的文本），请给出草案的 .docx 或者文本",
            "no Word file (perhaps Excel, PowerPoint, an archive, or text by another name): name the draft's .docx or its text",
        ),
        WordError::TooLarge => say("解压后超过 64 MiB，没有读", "it unpacks to more than 64 MiB and was not read"),
        WordError::Doctype(part, byte) => at(
            part,
            byte,
            "有文档类型声明（DTD），没有读：用 Word 或 WPS 另存一次",
            "a document type; save it anew in Word or WPS",
        ),
        WordError::Xml(part, byte) => {
            at(part, byte, "不是有效的 XML：用 Word 或 WPS 打开后另存", "no XML; save it anew in Word or WPS")
        }
        WordError::NoText => say(
            "没有文字，只有图片：请先识别成文字（OCR）",
            "there is no text in it, only pictures: have them recognised (OCR) first",
        ),
    }
}

/// Bytes that are in no encoding, or not in the one named.
fn undecodable(error: &DecodeError, lang: Lang) -> String {
    let offset = error.offset();
    let big5 = match (lang, error.suspect_big5) {
        (_, false) => "",
        (Lang::Zh, true) => "，像是 Big5 编码",
        (Lang::En, true) => "; it looks like Big5",
    };
    match (lang, error.encoding.map(Encoding::name)) {
        (Lang::Zh, Some(encoding)) => format!("第 {offset} 字节（从 0 起）不是有效的 {encoding} 编码{big5}"),
        (Lang::En, Some(encoding)) => format!("byte {offset} (from 0) is not {encoding}{big5}"),
        (Lang::Zh, None) => {
            format!("第 {offset} 字节（从 0 起）既不是 UTF-8 也不是 GB18030 编码{big5}；用 --encoding 指定")
        }
        (Lang::En, None) => {
            format!("byte {offset} (from 0) is neither UTF-8 nor GB18030{big5}; name it with --encoding")
        }
    }
}

/// A file whose fixes could not be written back.
pub(super) fn unreplaced(error: &ReplaceError, lang: Lang) -> String {
    match (error, lang) {
        (ReplaceError::Io(error), _) => unwritable(error, lang),
        (ReplaceError::Changed, Lang::Zh) => "检查的时候，别的程序改动了这个文件，没有修正；请再运行一次".to_owned(),
        (ReplaceError::Changed, Lang::En) => {
            "another program changed it while it was checked; not fixed: run falint again".to_owned()
        }
        (ReplaceError::Torn(error), Lang::Zh) => format!("写到一半出错，文件可能不完整：{}", said(error, lang)),
        (ReplaceError::Torn(error), Lang::En) => {
            format!("writing it broke off half way, and it may be incomplete: {}", said(error, lang))
        }
    }
}

fn unwritable(error: &io::Error, lang: Lang) -> String {
    match (lang, error.kind()) {
        (Lang::Zh, io::ErrorKind::PermissionDenied) => "没有写入的权限，文件没有改动".to_owned(),
        (Lang::En, io::ErrorKind::PermissionDenied) => "no permission to write it; it is as it was".to_owned(),
        (Lang::Zh, _) => format!("无法写入，文件没有改动：{}", said(error, lang)),
        (Lang::En, _) => format!("cannot be written; it is as it was: {}", said(error, lang)),
    }
}

/// A report that could not be printed.
pub(super) fn unprintable(error: &io::Error, lang: Lang) -> String {
    let what = Text { zh: "无法写到标准输出：", en: "cannot write to standard output: " }.get(lang);
    format!("{what}{}", said(error, lang))
}

/// Fixes that cannot be written into their file.
pub(super) fn refused(refusal: Refusal, lang: Lang) -> String {
    match (refusal, lang) {
        (Refusal::Unencodable(encoding), Lang::Zh) => {
            format!("有的字不能用 {} 编码写回，没有修正；请先转为 utf-8", encoding.name())
        }
        (Refusal::Unencodable(encoding), Lang::En) => {
            format!("some characters cannot be written as {}; not fixed: convert it to utf-8", encoding.name())
        }
        (Refusal::Tracked, Lang::Zh) => {
            "Word 文件不直接改：用 --track-changes 改好.docx 把修正写成修订，用 --annotate 批注.docx 写成批注"
                .to_owned()
        }
        (Refusal::Tracked, Lang::En) => {
            "a Word file is not changed in place: --track-changes OUT.docx writes the fixes as tracked changes"
                .to_owned()
        }
        (Refusal::Untrackable, Lang::Zh) => "有的修正不能写成修订，没有写".to_owned(),
        (Refusal::Untrackable, Lang::En) => {
            "some fixes cannot be written as tracked changes; nothing was written".to_owned()
        }
        (Refusal::NoMargin, Lang::Zh) => "只有 Word 文件（.docx）能写批注和修订".to_owned(),
        (Refusal::NoMargin, Lang::En) => "only a Word file (.docx) can hold comments and tracked changes".to_owned(),
        (Refusal::Embedded, _) => embedded(lang),
        (Refusal::Word(error), _) => word(error, lang),
    }
}

/// A Word file whose text is a page.
pub(super) fn embedded(lang: Lang) -> String {
    Text {
        zh: "正文是嵌入的网页，按网页检查了，写不了批注和修订：用 Word 打开后另存一次即可",
        en: "its text is an embedded web page, checked as that; it can hold no comments: open it in Word and save it once",
    }
    .get(lang)
    .to_owned()
}

/// What there is to say of a Word file besides its findings; `None` where that is for those who write into it.
pub(super) fn noticed(notice: Notice, lang: Lang) -> Option<String> {
    match (notice, lang) {
        (Notice::Revised(count, Revisions::Accept), Lang::Zh) => {
            Some(format!("有修订 {count} 处，按接受修订后的文字检查"))
        }
        (Notice::Revised(count, Revisions::Original), Lang::Zh) => {
            Some(format!("有修订 {count} 处，按修订前的文字检查"))
        }
        (Notice::Revised(count, Revisions::Accept), Lang::En) => {
            Some(format!("{count} tracked changes; checked as if they were accepted"))
        }
        (Notice::Revised(count, Revisions::Original), Lang::En) => {
            Some(format!("{count} tracked changes; checked as if they were rejected"))
        }
        (_, _) => None,
    }
}

/// What to know of a Word file that is written into.
pub(super) fn noticed_on_writing(notice: Notice, lang: Lang) -> Option<String> {
    let text = match notice {
        Notice::Signed => Text {
            zh: "原文件有数字签名，写了批注或者修订的文件里签名不再有效",
            en: "the original is signed; the signature does not hold for what was written",
        },
        Notice::Protected => Text {
            zh: "原文件限制编辑，写出的文件也是：要改它，先在 Word 或 WPS 里停止保护",
            en: "the original restricts editing, and so does what was written",
        },
        _ => return None,
    };
    Some(text.get(lang).to_owned())
}

/// A rule that did not come to its end.
pub(super) fn unfinished(failure: &RuleFailure, lang: Lang) -> String {
    let (lint, said) = (&failure.lint, &failure.message);
    match lang {
        Lang::Zh => format!("内部错误：规则 {lint} 没有完成（{said}），其他规则不受影响"),
        Lang::En => format!("internal error: {lint} did not finish ({said}); the others did"),
    }
}

/// Lints whose fixes undo one another.
pub(super) fn at_odds(lints: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("内部错误：规则 {lints} 的修正互相抵触，文件没有改动；可用 --ignore 去掉其中一条"),
        Lang::En => {
            format!("internal error: the fixes of {lints} undo one another; it is as it was: --ignore one of them")
        }
    }
}
