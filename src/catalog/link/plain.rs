//! Units of measurement, themes, limits and fonts.

use super::degrees;
use super::known::{Known, twice};
use crate::catalog::definition::{Bounds, FontFace, Marks, MeasureUnit, Theme};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::Group;
use crate::catalog::raw::{Name, RawFonts, RawLimits, RawMarks, RawMeasureUnits, RawTheme};
use crate::catalog::unread::Unread;
use crate::finding::Said;
use crate::model::Decimal;
use std::collections::{BTreeMap, BTreeSet};

pub fn units(group: &Group<RawMeasureUnits>, problems: &mut Problems) -> BTreeMap<String, MeasureUnit> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        for unit in &file.raw.units {
            let name = unit.name.get_ref().clone();
            let base = unit.base.as_ref().map_or_else(|| name.clone(), |b| b.get_ref().clone());
            let factor = unit.factor.map_or(Decimal::ONE, |f| f.0);
            if unit.base.is_some() != unit.factor.is_some() || factor <= Decimal::ZERO {
                let said =
                    Said::new("base 与 factor 须同时写，factor 大于 0", "base and factor go together, factor above 0");
                problems.add(&file.source, &unit.name.span(), said);
            }
            if all.insert(name.clone(), MeasureUnit { name, base, factor }).is_some() {
                twice(&file.source, &unit.name, "计量单位", "unit", problems);
            }
        }
        let known = Known::new("计量单位", "unit", all.keys(), &Unread::default());
        for base in file.raw.units.iter().filter_map(|u| u.base.as_ref()) {
            known.expect(&file.source, base, problems);
        }
    }
    all
}

pub fn themes(group: &Group<RawTheme>, problems: &mut Problems) -> BTreeMap<String, Theme> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        let raw = &file.raw;
        for name in [&raw.red, &raw.good, &raw.watch, &raw.bad, &raw.main, &raw.grey] {
            check_colour(&file.source, name, problems);
        }
        let theme = Theme {
            id: file.id.clone(),
            red: raw.red.get_ref().clone(),
            good: raw.good.get_ref().clone(),
            watch: raw.watch.get_ref().clone(),
            bad: raw.bad.get_ref().clone(),
            main: raw.main.get_ref().clone(),
            grey: raw.grey.get_ref().clone(),
            not_reported: raw.not_reported.clone(),
            not_applicable: raw.not_applicable.clone(),
            suppressed: raw.suppressed.clone(),
            unreadable: raw.unreadable.clone(),
            incomplete: raw.incomplete.clone(),
            doubtful: raw.doubtful.clone(),
            words: words(&file.source, &raw.words, problems),
            banding: raw.banding,
            degrees: degrees::link(&file.source, &raw.degrees.span(), raw.degrees.get_ref(), problems),
            marks: marks(&raw.marks),
        };
        all.insert(file.id.clone(), theme);
    }
    all
}

fn marks(raw: &RawMarks) -> Marks {
    Marks {
        good: raw.good.clone(),
        watch: raw.watch.clone(),
        bad: raw.bad.clone(),
        unknown: raw.unknown.clone(),
        returns_watch: raw.returns_watch.clone(),
        returns_bad: raw.returns_bad.clone(),
    }
}

/// Words of two characters or more, each once.
fn words(source: &Source, names: &[Name], problems: &mut Problems) -> Vec<String> {
    let mut all = BTreeSet::new();
    for name in names {
        let word = name.get_ref();
        if word.chars().count() < 2 || word.contains(char::is_whitespace) {
            let zh = format!("“{word}”不是词：应有两个以上的字，不含空格");
            let en = format!("\"{word}\" is no word: two characters or more, no spaces");
            problems.add(source, &name.span(), Said::new(zh, en));
        }
        if !all.insert(word.clone()) {
            twice(source, name, "词", "word", problems);
        }
    }
    all.into_iter().collect()
}

fn check_colour(source: &Source, name: &Name, problems: &mut Problems) {
    let digits = name.get_ref().strip_prefix('#').unwrap_or_default();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        let zh = format!("“{}”不是颜色，应如 #C00000", name.get_ref());
        let en = format!("\"{}\" is no colour, write #C00000", name.get_ref());
        problems.add(source, &name.span(), Said::new(zh, en));
    }
}

pub fn bounds(group: &Group<RawLimits>, problems: &mut Problems) -> Bounds {
    let mut all = Bounds::default();
    for file in &group.files {
        let mut number = |value: &toml::Spanned<i64>| {
            let good = u32::try_from(*value.get_ref()).ok().filter(|n| *n > 0);
            if good.is_none() {
                let said = Said::new("应为 1 至 4294967295 的整数", "must be 1 to 4294967295");
                problems.add(&file.source, &value.span(), said);
            }
            good.unwrap_or(1)
        };
        let raw = &file.raw;
        let size = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        all = Bounds {
            file_bytes: u64::from(number(&raw.file_bytes)),
            inflated_bytes: u64::from(number(&raw.inflated_bytes)),
            entries: size(number(&raw.entries)),
            sheets: size(number(&raw.sheets)),
            cells: size(number(&raw.cells)),
            strings: size(number(&raw.strings)),
            merges: size(number(&raw.merges)),
            nesting: size(number(&raw.nesting)),
            seconds: u64::from(number(&raw.seconds)),
            text_chars: size(number(&raw.text_chars)),
            rows: number(&raw.rows),
            columns: number(&raw.columns),
        };
    }
    all
}

pub fn fonts(group: &Group<RawFonts>) -> Vec<FontFace> {
    let faces = group.files.iter().flat_map(|file| &file.raw.faces);
    let face = |raw: &crate::catalog::raw::RawFace| FontFace {
        role: raw.role.clone(),
        file: raw.file.clone(),
        name: raw.name.clone(),
        licence: raw.licence.clone(),
        embed: raw.embed,
        fallback: raw.fallback.clone(),
        prefer: raw.prefer.clone(),
    };
    faces.map(face).collect()
}
