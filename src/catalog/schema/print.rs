//! The schema as a page for people.

use super::{Key, Shape};
use crate::catalog::raw::FILES;

/// `templates/SCHEMA.md`: every kind of file, its keys, their types and meanings.
pub fn schema() -> String {
    let mut out = String::from(
        "# 模板文件的写法\n\n本页由程序从它读取模板所用的表生成，请勿手工修改。`templates/` 下放进一个文件就生效；多余的文件、\
         写错的键或引用会在运行前一次全部指出（文件:行:列）。\n\n各表的“必填”栏：● 必填，○ 可省。\n",
    );
    for kind in FILES {
        out.push_str(&format!("\n## `{}`\n\n{}\n", kind.path, kind.what));
        if !kind.keys.is_empty() {
            table(&mut out, "", kind.keys);
        }
    }
    out
}

fn table(out: &mut String, prefix: &str, keys: &'static [Key]) {
    out.push_str("\n| 键 | 类型 | 必填 | 含义 |\n|---|---|---|---|\n");
    rows(out, prefix, keys);
}

fn rows(out: &mut String, prefix: &str, keys: &'static [Key]) {
    for key in keys {
        let mark = if key.required { "●" } else { "○" };
        out.push_str(&format!("| `{prefix}{}` | {} | {mark} | {} |\n", key.name, type_name(&key.shape), key.meaning));
        match &key.shape {
            Shape::Table(inner) => rows(out, &format!("{prefix}{}.", key.name), inner),
            Shape::Tables(inner) => rows(out, &format!("{prefix}{}[].", key.name), inner),
            _ => {}
        }
    }
}

fn type_name(shape: &Shape) -> String {
    match shape {
        Shape::Text => "文字".into(),
        Shape::Texts => "一列文字".into(),
        Shape::TextOrTexts => "文字，或一列文字".into(),
        Shape::Integer => "整数".into(),
        Shape::Integers => "一列整数".into(),
        Shape::Number => "数".into(),
        Shape::Numbers => "一列数".into(),
        Shape::NumberOr(words) => {
            format!("数，或 {}", words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(" / "))
        }
        Shape::Boolean => "`true` / `false`".into(),
        Shape::Date => "日期 `\"2021-11-30\"`".into(),
        Shape::Choice(words) => words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(" / "),
        Shape::Choices(words) => {
            format!("其中若干：{}", words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join("、"))
        }
        Shape::Pairs => "一列 `[指标, 计量]`".into(),
        Shape::Table(_) => "表".into(),
        Shape::Tables(_) => "一列表".into(),
        Shape::TextMap => "表：任意键 = 文字".into(),
        Shape::NumberMap => "表：任意键 = 数".into(),
        Shape::NumbersMap => "表：任意键 = 一列数".into(),
        Shape::NumberMaps => "一列表：引用 = 数".into(),
    }
}
