//! Cells of the tables of a comparison, and the notes on their symbols.

use crate::benchmark::Apart;
use crate::catalog::{Approximate, Compared, Pick, What};
use crate::document::{Band, CellContent, Inline, TableCell};
use crate::model::{FigureKey, Missing, RegionCode};
use crate::report::benchmark::reasons::whose_names;
use crate::report::benchmark::view::{View, lack};
use crate::report::{headline, mark};
use std::collections::BTreeSet;

/// The symbols a table has used.
#[derive(Debug, Default)]
pub struct Seen {
    missing: BTreeSet<Missing>,
    /// Whose numbers in doubt have entered a value.
    doubt: Vec<String>,
}

impl Seen {
    pub fn figure(&mut self, view: &View<'_>, key: Option<&FigureKey>) -> TableCell {
        self.with(view, key, "", Band::None)
    }
    pub fn banded(&mut self, view: &View<'_>, key: Option<&FigureKey>, band: Band) -> TableCell {
        self.with(view, key, "", band)
    }
    /// Of a value that stands apart, in its own unit where that is another one.
    pub fn apart(&mut self, view: &View<'_>, compared: &Compared, apart: &Apart) -> TableCell {
        let figure = apart.value.as_ref().and_then(|key| view.figure(key)).filter(|figure| figure.value.is_some());
        let Some(figure) = figure else { return self.missing(view, lack(apart)) };
        let unit = if figure.unit == compared.unit { "" } else { figure.unit.as_str() };
        let cell = self.with(view, Some(&figure.key), unit, Band::None);
        approximately(view, compared, &apart.member, cell)
    }
    fn with(&mut self, view: &View<'_>, key: Option<&FigureKey>, unit: &str, band: Band) -> TableCell {
        let Some(figure) = key.and_then(|key| view.figure(key)) else {
            return self.missing(view, Missing::NotApplicable);
        };
        let number = view.shown(figure);
        let shown = match figure.missing {
            Some(missing) if figure.value.is_none() => {
                self.missing.insert(missing);
                view.symbol(missing).to_owned()
            }
            Some(missing) => {
                self.missing.insert(missing);
                format!("{number}{unit}{}", view.input.theme.incomplete)
            }
            None => format!("{number}{unit}"),
        };
        let mut shown = shown;
        let doubt = view.doubt(&figure.key);
        if !doubt.is_empty() && figure.value.is_some() && !view.input.theme.doubtful.is_empty() {
            shown.push_str(&view.input.theme.doubtful);
            let new: Vec<String> = doubt.iter().filter(|one| !self.doubt.contains(one)).cloned().collect();
            self.doubt.extend(new);
        }
        let places = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let content = CellContent::Figure {
            key: figure.key.clone(),
            shown,
            value: number.parse().ok(),
            places: u32::try_from(places).unwrap_or(0),
        };
        TableCell { content, band }
    }
    pub fn missing(&mut self, view: &View<'_>, missing: Missing) -> TableCell {
        self.missing.insert(missing);
        text(view.symbol(missing))
    }
    /// What the symbols mean.
    pub fn notes(&self, view: &View<'_>) -> Vec<Vec<Inline>> {
        let meaning = |missing: &Missing| {
            let words = match missing {
                Missing::NotReported => "没有报来",
                Missing::NotApplicable => "来源没有这项数或不计算",
                Missing::Suppressed => "不宜公布",
                Missing::Unreadable => "来源的内容无法识别",
                Missing::Incomplete => "合计不完整",
            };
            let incomplete = *missing == Missing::Incomplete;
            let symbol = if incomplete { view.input.theme.incomplete.as_str() } else { view.symbol(*missing) };
            format!("“{symbol}”{words}")
        };
        let said: Vec<String> = self.missing.iter().map(meaning).collect();
        let mut notes = Vec::new();
        if !self.doubt.is_empty() {
            let whose = whose_names(&self.doubt);
            notes.push(marked(&format!("带“{}”的数含{whose}待核实的上报数。", view.input.theme.doubtful)));
        }
        if !said.is_empty() {
            notes.push(note(&format!("符号说明：{}。", said.join("；"))));
        }
        notes
    }
}

/// A published bound as it was published, with its unit: `近200家`, `3.3万余人`.
pub fn approximately(view: &View<'_>, compared: &Compared, member: &RegionCode, mut cell: TableCell) -> TableCell {
    let what = view.brought(compared, member).map(|brought| &brought.what);
    let Some(What::Value(Pick::Published(value))) = what else { return cell };
    if let (Some(word), CellContent::Figure { shown, .. }) = (value.approximate, &mut cell.content) {
        *shown = bound(word, shown.strip_suffix(&value.unit).unwrap_or(shown), &value.unit);
    }
    cell
}

/// `近200家`, `200家以上`, `3.3万余人`
pub fn bound(word: Approximate, number: &str, unit: &str) -> String {
    let said = word.word();
    match word {
        Approximate::OrMore => format!("{number}{unit}{said}"),
        Approximate::AndMore => {
            let many = if unit.starts_with(['百', '千', '万', '亿']) { unit.char_indices().nth(1) } else { None };
            let (many, counted) = unit.split_at(many.map_or(0, |(at, _)| at));
            format!("{number}{many}{said}{counted}")
        }
        Approximate::Nearly | Approximate::Beyond | Approximate::AtMost => format!("{said}{number}{unit}"),
    }
}

/// A note; its digits are those of names, dates and limits.
pub fn note(text: &str) -> Vec<Inline> {
    headline::read(&mark::name(text))
}

/// A note that is marked already.
pub fn marked(text: &str) -> Vec<Inline> {
    headline::read(text)
}

/// Words without their marks.
pub fn plain(text: &str) -> String {
    crate::document::plain_text(&headline::read(text))
}

pub fn text(words: impl Into<String>) -> TableCell {
    TableCell { content: CellContent::Text(words.into()), band: Band::None }
}

/// The first of the set's bands is good, the last bad.
pub fn band_of(view: &View<'_>, band: Option<&str>) -> Band {
    let bands = &view.input.set.bands;
    match bands.iter().position(|one| Some(one.name.as_str()) == band) {
        Some(0) if bands.len() > 1 => Band::Good,
        Some(at) if at > 0 && at + 1 == bands.len() => Band::Bad,
        _ => Band::None,
    }
}
