//! What the TOML reader says, in Chinese: the slips that people make. The rest stays as it is said.

/// How what the reader says starts, and what is meant.
const WORDS: &[(&str, &str)] = &[
    ("invalid unquoted key", "中文的名字要加引号，如 \"名字\" = …"),
    ("duplicate key", "这个设置写了两次"),
    ("string values must be quoted", "文字要加引号，如 \"…\""),
    ("unquoted string", "文字要加引号，如 \"…\""),
    ("invalid basic string", "引号没有成对，或者反斜杠用错了"),
    ("invalid multi-line basic string", "三个引号没有成对，或者反斜杠用错了"),
    ("invalid literal string", "单引号没有成对"),
    ("missing comma between array elements", "列表里两项之间缺少逗号"),
    ("missing comma between key-value pairs", "两个设置之间缺少逗号或者换行"),
    ("missing assignment between key-value pairs", "缺少等号"),
    ("missing value", "等号后面没有写值"),
    ("key with no value", "后面没有写等号和值"),
    ("unclosed array", "列表的方括号没有成对"),
    ("unclosed table", "方括号没有成对"),
    ("unclosed inline table", "花括号没有成对"),
    ("unexpected content", "这里多了内容"),
    ("unexpected key or value", "这里多了内容，或者缺少换行"),
    ("invalid table", "方括号里的名字写错了"),
    ("extra", "这里多了内容"),
];

/// What is wrong, in Chinese where there are words for it.
pub(super) fn chinese(said: &str) -> &str {
    WORDS.iter().find(|(start, _)| said.starts_with(start)).map_or(said, |(_, words)| words)
}
