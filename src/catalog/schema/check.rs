//! Keys and types of a file against its table: every wrong one is told, unknown keys are taken out, and reading goes on.

use super::{Key, Shape};
use crate::catalog::error::{Problems, Source};
use crate::finding::Said;
use crate::model::{Date, Decimal};
use std::ops::Range;
use std::str::FromStr;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Checks a table and takes unknown keys out.
pub fn check(
    source: &Source,
    span: &Range<usize>,
    table: &mut DeTable<'_>,
    keys: &'static [Key],
    problems: &mut Problems,
) {
    let unknown = |name: &str| !keys.iter().any(|k| k.name == name);
    let extra: Vec<_> = table.keys().filter(|name| unknown(name.get_ref())).cloned().collect();
    for name in &extra {
        let said = Said::new(format!("没有键“{}”", name.get_ref()), format!("unknown key \"{}\"", name.get_ref()));
        let said = said.with_choices(name.get_ref(), keys.iter().map(|k| k.name));
        problems.add(source, &name.span(), said);
        table.remove(name);
    }
    for key in keys {
        match table.iter_mut().find(|(name, _)| name.get_ref() == key.name) {
            Some((_, value)) => check_value(source, value, key, problems),
            None if key.required => {
                let zh = format!("缺少必填的键“{}”（{}）", key.name, key.meaning);
                problems.add(source, span, Said::new(zh, format!("missing key \"{}\"", key.name)));
            }
            None => {}
        }
    }
}

fn check_value(source: &Source, value: &mut Spanned<DeValue<'_>>, key: &'static Key, problems: &mut Problems) {
    let span = value.span();
    match (&key.shape, value.get_mut()) {
        (Shape::Table(keys), DeValue::Table(table)) => check(source, &span, table, keys, problems),
        (Shape::Tables(keys), DeValue::Array(array)) => {
            for item in array.iter_mut() {
                let span = item.span();
                match item.get_mut() {
                    DeValue::Table(table) => check(source, &span, table, keys, problems),
                    _ => wrong(source, &span, key, "一个表", "a table", problems),
                }
            }
        }
        (
            Shape::Texts | Shape::Choices(_) | Shape::Integers | Shape::Numbers | Shape::Pairs | Shape::NumberMaps,
            DeValue::Array(array),
        ) => {
            for item in array.iter() {
                if let Some((zh, en)) = wrong_item(&key.shape, item.get_ref()) {
                    wrong(source, &item.span(), key, &zh, &en, problems);
                }
            }
        }
        (Shape::TextOrTexts, DeValue::Array(array)) => {
            for item in array.iter().filter(|item| !item.get_ref().is_str()) {
                wrong(source, &item.span(), key, "文字，或一列文字", "a text or a list of texts", problems);
            }
        }
        (Shape::TextMap, DeValue::Table(table)) => {
            for item in table.values().filter(|v| !v.get_ref().is_str()) {
                wrong(source, &item.span(), key, "文字", "a text", problems);
            }
        }
        (Shape::NumberMap, DeValue::Table(table)) => {
            for item in table.values().filter(|v| !is_number(v.get_ref())) {
                wrong(source, &item.span(), key, "数", "a number", problems);
            }
        }
        (Shape::NumbersMap, DeValue::Table(table)) => {
            let numbers = |v: &DeValue<'_>| v.as_array().is_some_and(|a| a.iter().all(|n| is_number(n.get_ref())));
            for item in table.values().filter(|v| !numbers(v.get_ref())) {
                wrong(source, &item.span(), key, "表：键 = 一列数", "a table of lists of numbers", problems);
            }
        }
        (shape, value) => {
            if let Some((zh, en)) = wrong_scalar(shape, value) {
                wrong(source, &span, key, &zh, &en, problems);
            }
        }
    }
}

fn wrong(source: &Source, span: &Range<usize>, key: &Key, zh: &str, en: &str, problems: &mut Problems) {
    let said = Said::new(format!("键“{}”应为{zh}", key.name), format!("\"{}\" must be {en}", key.name));
    problems.add(source, span, said);
}

/// What an item of a list should have been, when it is something else.
fn wrong_item(shape: &Shape, value: &DeValue<'_>) -> Option<(String, String)> {
    let said = |zh: &str, en: &str| Some((zh.to_owned(), en.to_owned()));
    match shape {
        Shape::Texts if !value.is_str() => said("一列文字", "a list of texts"),
        Shape::Choices(words) => wrong_scalar(&Shape::Choice(words), value),
        Shape::Integers if !value.is_integer() => said("一列整数", "a list of integers"),
        Shape::Numbers if !is_number(value) => said("一列数", "a list of numbers"),
        Shape::Pairs if !value.as_array().is_some_and(|a| a.len() == 2 && a.iter().all(|v| v.get_ref().is_str())) => {
            said("一列［指标，计量］", "a list of [indicator, measure]")
        }
        Shape::NumberMaps => {
            let good = value.as_table().is_some_and(|t| t.values().all(|v| is_number(v.get_ref())));
            if good { None } else { said("一列｛引用 = 数｝", "a list of { reference = number }") }
        }
        _ => None,
    }
}

/// What a value should have been, when it is something else.
fn wrong_scalar(shape: &Shape, value: &DeValue<'_>) -> Option<(String, String)> {
    let (good, zh, en) = match shape {
        Shape::Text => (value.is_str(), "文字", "a text"),
        Shape::TextOrTexts => (value.is_str(), "文字，或一列文字", "a text or a list of texts"),
        Shape::Integer => (value.is_integer(), "整数", "an integer"),
        Shape::Number => (is_number(value), "数", "a number"),
        Shape::Boolean => (value.is_bool(), "true 或 false", "true or false"),
        Shape::Date => {
            let good = value.as_str().is_some_and(|t| Date::parse_iso(t).is_some());
            (good, "日期，如 \"2021-11-30\"", "a date such as \"2021-11-30\"")
        }
        Shape::Choice(words) => return wrong_choice(words, value),
        Shape::NumberOr(_) if is_number(value) => return None,
        Shape::NumberOr(words) if value.is_str() => return wrong_choice(words, value),
        Shape::NumberOr(_) => (false, "数，或列出的几个词之一", "a number, or one of a few words"),
        Shape::Table(_) | Shape::TextMap | Shape::NumberMap | Shape::NumbersMap => (false, "一个表", "a table"),
        Shape::Tables(_) | Shape::NumberMaps => (false, "一列表", "a list of tables"),
        Shape::Texts | Shape::Choices(_) => (false, "一列文字", "a list of texts"),
        Shape::Integers => (false, "一列整数", "a list of integers"),
        Shape::Numbers => (false, "一列数", "a list of numbers"),
        Shape::Pairs => (false, "一列［指标，计量］", "a list of [indicator, measure]"),
    };
    if good { None } else { Some((zh.to_owned(), en.to_owned())) }
}

fn wrong_choice(words: &[&str], value: &DeValue<'_>) -> Option<(String, String)> {
    let given = value.as_str().unwrap_or_default();
    if words.contains(&given) {
        return None;
    }
    let zh = format!("下列之一，而不是“{given}”");
    let en = format!("one of a few words, not \"{given}\"");
    let said = Said::new(zh, en).with_choices(given, words.iter().copied());
    Some((said.zh, said.en))
}

fn is_number(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Integer(n) => n.radix() == 10 && Decimal::from_str(n.as_str()).is_ok(),
        DeValue::Float(n) => Decimal::from_str(n.as_str()).is_ok(),
        _ => false,
    }
}
