//! What the TOML library says of a file that is no TOML, in words for the person who wrote it.

use crate::finding::Said;
use std::ops::Range;

/// Beginnings of what the library says, and what is meant. The first that fits is told.
const MEANINGS: [(&str, &str); 18] = [
    ("duplicate key", "这个键已经写过一次"),
    ("cannot extend", "这个键已经有值，不能再往下分"),
    ("string values must be quoted", "文字要用英文双引号括起来"),
    ("invalid basic string", "英文双引号不成对（文字要在同一行内写完）"),
    ("invalid literal string", "英文单引号不成对（文字要在同一行内写完）"),
    ("missing opening quote", "英文引号不成对"),
    ("unclosed array table", "双方括号 [[ ]] 不成对"),
    ("unclosed table", "方括号 [ ] 不成对"),
    ("unclosed array", "方括号 [ ] 不成对"),
    ("unclosed inline table", "花括号 { } 不成对"),
    ("missing comma between array elements", "列出的几项之间缺英文逗号，或方括号没有关上"),
    ("missing comma between key-value pairs", "花括号里的几项之间缺英文逗号，或花括号没有关上"),
    ("extra comma", "多了一个逗号"),
    ("key with no value", "键的后面缺英文等号“=”和值"),
    ("missing assignment", "键的后面缺英文等号“=”"),
    ("missing value", "等号后面缺值"),
    ("unquoted keys cannot be empty", "等号前面缺键的名字"),
    ("unexpected leading zero", "数不能以 0 开头；编号请加英文双引号写成文字"),
];

/// Marks that look like those of TOML, and are not.
const LOOKALIKES: [(char, char); 8] =
    [('“', '"'), ('”', '"'), ('＝', '='), ('，', ','), ('［', '['), ('］', ']'), ('【', '['), ('】', ']')];

/// In both languages; `span` is where in `text` the library stopped.
pub(super) fn fault(text: &str, span: &Range<usize>, message: &str) -> Said {
    let first = message.lines().next().unwrap_or_default();
    // The library takes nothing at all for a text without quotes.
    let first = if line_of(text, span.start).trim_end().ends_with('=') { "missing value" } else { first };
    let meaning = MEANINGS.iter().find(|(says, _)| first.starts_with(says)).map(|(_, meaning)| *meaning);
    let mut said = Said::new(
        meaning.map_or_else(|| format!("不是合法的 TOML：{first}"), |meaning| format!("不是合法的 TOML：{meaning}")),
        format!("no valid TOML: {first}"),
    );
    if let Some((wrong, right)) = lookalike(line_of(text, span.start)) {
        said.zh.push_str(&format!("。这一行有中文标点“{wrong}”，在引号之外应写英文的 {right}"));
        said.en.push_str(&format!("; this line has {wrong}: outside quotes write {right}"));
    }
    said
}

/// The line an offset is in.
fn line_of(text: &str, offset: usize) -> &str {
    let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = offset + after.find('\n').unwrap_or(after.len());
    text.get(start..end).unwrap_or_default()
}

/// The first lookalike that stands outside straight quotes and before a comment.
fn lookalike(line: &str) -> Option<(char, char)> {
    let mut quoted = None;
    for c in line.chars() {
        match quoted {
            Some(quote) if c == quote => quoted = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quoted = Some(c),
            None if c == '#' => return None,
            None => {
                if let Some(found) = LOOKALIKES.iter().find(|(wrong, _)| *wrong == c) {
                    return Some(*found);
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    fn told(text: &str) -> String {
        let error = DeTable::parse(text).unwrap_err();
        fault(text, &error.span().unwrap_or(0..0), error.message()).zh
    }

    #[test]
    fn the_library_is_understood_in_every_slip_a_clerk_makes() {
        for (text, says) in [
            ("a = \"x\n", "英文双引号不成对"),
            ("a = x\n", "文字要用英文双引号"),
            ("a = 1\na = 2\n", "已经写过一次"),
            ("[[tables]\n", "[[ ]] 不成对"),
            ("[tables\n", "[ ] 不成对"),
            ("a = [\"b\"\nc = 1\n", "缺英文逗号"),
            ("a = { b = 1\n", "花括号"),
            ("a\n", "缺英文等号"),
            ("a =\n", "缺值"),
            ("= 3\n", "缺键的名字"),
            ("a = 03\n", "不能以 0 开头"),
            ("a = 1\na.b = 2\n", "不能再往下分"),
        ] {
            assert!(told(text).contains(says), "{text}: {}", told(text));
        }
    }

    #[test]
    fn chinese_marks_are_pointed_at_where_they_are_no_text() {
        assert!(told("a = “x”\n").ends_with("这一行有中文标点““”，在引号之外应写英文的 \""), "{}", told("a = “x”\n"));
        assert!(told("b = 1\na＝\"x\"\n").contains("应写英文的 ="));
        assert!(!told("a = \"甲，乙\" 3\n").contains("中文标点"));
        assert!(!told("a = x # 甲，乙\n").contains("中文标点"));
    }
}
