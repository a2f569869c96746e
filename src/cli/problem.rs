//! What can go wrong with a file, in the reader's words.

use std::io;

use super::replace::ReplaceError;
use super::walk::WalkErrorKind;
use crate::config::files::disk::ReadError;
use crate::lang::{Lang, Text};
use crate::source::{DecodeError, Encoding, Foreign, Refusal, Unreadable};

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
    }
}

/// The blank between Chinese and Latin.
fn gap(latin: &str) -> &'static str {
    if latin.starts_with(|c: char| c.is_ascii_alphanumeric()) { " " } else { "" }
}

/// What to do with a file that is no text.
const fn instead_of(foreign: Foreign) -> Text<'static> {
    match foreign {
        Foreign::Word | Foreign::Wps | Foreign::Rtf | Foreign::OpenDocument | Foreign::WebArchive => Text {
            zh: "请在 Word 或 WPS 里另存为纯文本（.txt，编码选 UTF-8）或者网页（.html）后再检查",
            en: "save it in Word or WPS as plain text (.txt, UTF-8) or as a web page (.html), and check that",
        },
        Foreign::Pdf | Foreign::Ofd => Text {
            zh: "请用它的 Word 稿另存为纯文本（.txt，编码选 UTF-8）；没有的，把文字复制出来存为 .txt 后再检查",
            en: "save its Word original as plain text (.txt, UTF-8), or copy the text out of it, and check that",
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
