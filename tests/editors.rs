//! What the READMEs tell editors' users to copy is what editors/ holds. Whether that works, `.ci/editors` tries in the editors
//! themselves.

use std::fs;

/// The code blocks of a page, each with its language.
fn blocks(page: &str) -> Vec<(&str, String)> {
    let mut blocks: Vec<(&str, String)> = Vec::new();
    let mut is_open = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(language) if !is_open => {
                blocks.push((language, String::new()));
                is_open = true;
            }
            Some(_) => is_open = false,
            None if is_open => {
                let (_, text) = blocks.last_mut().expect("a block is open");
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    blocks
}

fn read(path: &str) -> String {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_readmes_show_what_is_tried() {
    let tried = [
        ("lua", "editors/neovim/falint.lua", "vim.lsp.start"),
        ("toml", "editors/helix/languages.toml", "language-server.falint"),
        ("vim", "editors/vim/compiler/falint.vim", "errorformat"),
    ];
    for readme in ["README.md", "README.en.md"] {
        let page = read(readme);
        for (language, file, sign) in tried {
            let shown: Vec<String> = blocks(&page)
                .into_iter()
                .filter(|(of, text)| *of == language && text.contains(sign))
                .map(|(_, text)| text)
                .collect();
            assert_eq!(shown.len(), 1, "{readme} shows {file} once");
            assert!(read(file).contains(&shown[0]), "{readme} does not show what {file} holds:\n{}", shown[0]);
        }
    }
}
