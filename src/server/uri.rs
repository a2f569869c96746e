//! URIs and paths. A URI is sent back as the editor wrote it; a path is looked up as this machine writes it.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use lsp_types::Uri;

/// How this machine writes paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paths {
    Unix,
    Windows,
}

const HERE: Paths = if cfg!(windows) { Paths::Windows } else { Paths::Unix };

/// The path that a `file:` URI names.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    path_as(uri, HERE).map(PathBuf::from)
}

fn path_as(uri: &Uri, paths: Paths) -> Option<String> {
    uri.scheme().filter(|scheme| scheme.as_str().eq_ignore_ascii_case("file"))?;
    let path = uri.path().as_estr().decode().into_string().ok()?;
    let host = uri.authority().map(|authority| authority.as_str()).filter(|host| !host.is_empty());
    match (paths, host.filter(|host| !host.eq_ignore_ascii_case("localhost"))) {
        (Paths::Unix, _) => Some(path.into_owned()),
        (Paths::Windows, Some(host)) => Some(format!(r"\\{host}{}", path.replace('/', r"\"))),
        (Paths::Windows, None) => Some(path.strip_prefix('/').unwrap_or(&path).replace('/', r"\")),
    }
}

/// The `file:` URI of an absolute path.
pub(super) fn of(path: &Path) -> Option<Uri> {
    of_as(path.to_str()?, HERE)
}

fn of_as(path: &str, paths: Paths) -> Option<Uri> {
    let written = match paths {
        Paths::Unix => encoded(path),
        Paths::Windows => encoded(&path.strip_prefix(r"\\?\").unwrap_or(path).replace('\\', "/")),
    };
    let start = match (paths, written.starts_with("//")) {
        (Paths::Unix, _) => "file://",
        (Paths::Windows, true) => "file:",
        (Paths::Windows, false) => "file:///",
    };
    Uri::from_str(&format!("{start}{written}")).ok()
}

/// The name of what a URI names, for people.
pub(super) fn name(uri: &Uri) -> String {
    let path = uri.path().as_estr().decode().into_string_lossy().into_owned();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// A path with all that may not stand in a URI as percent codes.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A URI as some editors write it, with characters that may not stand in one, as it should be written.
pub(super) fn mended(uri: &str) -> String {
    let bytes = uri.as_bytes();
    let is_code = |at: usize| bytes.get(at + 1..at + 3).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit));
    let mut out = String::with_capacity(uri.len());
    for (at, c) in uri.char_indices() {
        let stays = match c {
            '%' => is_code(at),
            '"' | '<' | '>' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}' => false,
            c => c.is_ascii_graphic(),
        };
        if stays {
            out.push(c);
        } else {
            out.push_str(&encoded(c.encode_utf8(&mut [0; 4])));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Uri {
        Uri::from_str(&mended(text)).expect("a URI")
    }

    #[test]
    fn paths_are_read_as_the_machine_writes_them() {
        for (text, unix, windows) in [
            ("file:///home/a/%E8%8D%89%E6%A1%88%201.txt", "/home/a/草案 1.txt", r"home\a\草案 1.txt"),
            ("file:///home/a/草案 1.txt", "/home/a/草案 1.txt", r"home\a\草案 1.txt"),
            ("file:///100%/[1]%5B.txt", "/100%/[1][.txt", r"100%\[1][.txt"),
            ("file:///c%3A/%E8%8D%89.md", "/c:/草.md", r"c:\草.md"),
            ("file:///C:/a.md", "/C:/a.md", r"C:\a.md"),
            ("FILE://localhost/a", "/a", "a"),
            ("file://nas/share/a.md", "/share/a.md", r"\\nas\share\a.md"),
        ] {
            assert_eq!(path_as(&uri(text), Paths::Unix).as_deref(), Some(unix), "{text}");
            assert_eq!(path_as(&uri(text), Paths::Windows).as_deref(), Some(windows), "{text}");
        }
        assert_eq!(path_as(&uri("untitled:Untitled-1"), Paths::Unix), None);
        assert_eq!(path_as(&uri("file:///%FF"), Paths::Unix), None);
    }

    #[test]
    fn uris_of_paths_lead_back() {
        for (path, paths, expect) in [
            ("/home/a/草 案.txt", Paths::Unix, "file:///home/a/%E8%8D%89%20%E6%A1%88.txt"),
            ("/a%b?#", Paths::Unix, "file:///a%25b%3F%23"),
            (r"C:\草\a.md", Paths::Windows, "file:///C%3A/%E8%8D%89/a.md"),
            (r"\\nas\share\a.md", Paths::Windows, "file://nas/share/a.md"),
        ] {
            let uri = of_as(path, paths).expect("a URI");
            assert_eq!(uri.as_str(), expect);
            assert_eq!(path_as(&uri, paths).as_deref(), Some(path));
        }
    }

    #[test]
    fn names_are_the_last_part() {
        assert_eq!(name(&uri("file:///a/%E8%8D%89.md")), "草.md");
        assert_eq!(name(&uri("untitled:Untitled-1")), "Untitled-1");
    }
}
