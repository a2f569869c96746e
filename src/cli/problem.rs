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
