//! What can go wrong with a file, in the reader's words.

use std::io;

use crate::lang::Lang;
use crate::source::walk::WalkErrorKind;
use crate::source::{DecodeError, Encoding};

/// A file that could not be read.
pub(super) fn unreadable(error: &io::Error, lang: Lang) -> String {
    match (lang, error.kind()) {
        (Lang::Zh, io::ErrorKind::NotFound) => "没有这个文件或者文件夹".to_owned(),
        (Lang::En, io::ErrorKind::NotFound) => "no such file or folder".to_owned(),
        (Lang::Zh, io::ErrorKind::PermissionDenied) => "没有读取的权限".to_owned(),
        (Lang::En, io::ErrorKind::PermissionDenied) => "no permission to read it".to_owned(),
        (Lang::Zh, _) => format!("无法读取：{error}"),
        (Lang::En, _) => format!("cannot be read: {error}"),
    }
}

/// A path that could not be walked.
pub(super) fn unwalkable(kind: &WalkErrorKind, lang: Lang) -> String {
    match kind {
        WalkErrorKind::Missing => unreadable(&io::Error::from(io::ErrorKind::NotFound), lang),
        WalkErrorKind::Unreadable(error) => unreadable(error, lang),
    }
}

/// Bytes that are in no encoding, or not in the one named.
pub(super) fn undecodable(error: &DecodeError, lang: Lang) -> String {
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
pub(super) fn unwritable(error: &io::Error, lang: Lang) -> String {
    match (lang, error.kind()) {
        (Lang::Zh, io::ErrorKind::PermissionDenied) => "没有写入的权限，文件没有改动".to_owned(),
        (Lang::En, io::ErrorKind::PermissionDenied) => "no permission to write it; it is as it was".to_owned(),
        (Lang::Zh, _) => format!("无法写入，文件没有改动：{error}"),
        (Lang::En, _) => format!("cannot be written; it is as it was: {error}"),
    }
}

/// A file that would not come back byte for byte.
pub(super) fn not_reversible(encoding: Encoding, lang: Lang) -> String {
    let encoding = encoding.name();
    match lang {
        Lang::Zh => format!("按 {encoding} 编码写回会改动别处，没有修正；请先转为 utf-8"),
        Lang::En => format!("writing it back as {encoding} would change other places; not fixed: convert it to utf-8"),
    }
}

/// Fixes with characters that the file's encoding does not have.
pub(super) fn not_writable_in(encoding: Encoding, lang: Lang) -> String {
    let encoding = encoding.name();
    match lang {
        Lang::Zh => format!("有的字不能用 {encoding} 编码写回，没有修正；请先转为 utf-8"),
        Lang::En => format!("some characters cannot be written as {encoding}; not fixed: convert it to utf-8"),
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
