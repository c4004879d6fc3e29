//! Cells of tables, and the notes that explain what stands in them.

use super::rounding;
use crate::document::{Align, Band, CellContent, Column, Inline, Row, RowKind, Table, TableCell};
use crate::model::{FigureKey, IndicatorId, Measure, Missing, RegionCode};
use crate::report::fig::Fig;
use crate::report::input::{World, why_none};
use crate::report::symbols::Symbols;
use crate::report::{doubt, headline, lack, mark};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the cells of a table had to say with symbols.
#[derive(Debug, Default)]
pub struct Seen {
    symbols: Symbols,
    /// Units that gave numbers in doubt.
    doubtful: BTreeSet<RegionCode>,
    printed: Vec<FigureKey>,
    /// Places that are not given, the denominator being too small.
    unranked: Vec<FigureKey>,
}

impl Seen {
    /// The figure of a key; one that no one owes is not applicable.
    pub fn cell(&mut self, world: &World, key: FigureKey, band: Band) -> TableCell {
        if world.find(&key).is_none() {
            return self.not_applicable(world);
        }
        let fig = Fig::new(world, key);
        self.printed.push(fig.key.clone());
        let mut shown = fig.shown.clone();
        if matches!(fig.key.measure, Measure::Rank | Measure::RankYtd) && fig.missing == Some(Missing::NotApplicable) {
            self.unranked.push(fig.key.clone());
        }
        self.symbols.see(world, &fig);
        if let Some(missing) = fig.missing {
            if fig.known() {
                shown.push_str(&world.theme.incomplete);
            } else {
                world.symbol(why_none(fig.key.measure, missing)).clone_into(&mut shown);
            }
        }
        let doubtful = if fig.known() { doubt::of_cell(world, &fig.key) } else { Arc::default() };
        if !doubtful.is_empty() {
            shown.push_str(&world.theme.doubtful);
            self.doubtful.extend(doubtful.iter().cloned());
        }
        let places = fig.shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let content = CellContent::Figure {
            value: fig.shown.parse().ok(),
            key: fig.key,
            shown,
            places: u32::try_from(places).unwrap_or(0),
        };
        TableCell { content, band }
    }
    pub fn not_applicable(&mut self, world: &World) -> TableCell {
        self.symbols.see_missing(Some(Missing::NotApplicable));
        TableCell { content: CellContent::Text(world.symbol(Missing::NotApplicable).to_owned()), band: Band::None }
    }
    /// Of the report's period.
    pub fn figure(&mut self, world: &World, region: &RegionCode, of: &IndicatorId, measure: Measure) -> TableCell {
        self.cell(world, world.key(region, of, measure), Band::None)
    }
    /// The symbols that were used, and whose parts the totals lack.
    pub fn notes(&self, world: &World) -> Vec<Vec<Inline>> {
        let mut notes = Vec::new();
        let said = self.symbols.meanings(world);
        if !said.is_empty() {
            notes.push(vec![Inline::Text(format!("符号说明：{said}。"))]);
        }
        notes.extend(self.symbols.without(world));
        notes.extend(doubt::note(world, &self.doubtful));
        notes.extend(unranked(world, &self.unranked));
        notes.extend(rounding::notes(world, &self.printed));
        notes
    }
}

/// `火化率：甲县、乙县的分母不足10，不排位。`
fn unranked(world: &World, keys: &[FigureKey]) -> Vec<Vec<Inline>> {
    let ids: BTreeSet<&IndicatorId> = keys.iter().map(|key| &key.indicator).collect();
    let note = |id: &IndicatorId| {
        let indicator = world.indicator(id)?;
        let regions: BTreeSet<RegionCode> =
            keys.iter().filter(|key| key.indicator == *id).map(|key| key.region.clone()).collect();
        let least = mark::number(indicator.min_denominator.unwrap_or_default());
        let names = lack::names(world, &regions);
        let words = format!("{}：{names}的分母不足{least}，不排位。", mark::name(&indicator.name));
        Some(headline::read(&words))
    };
    ids.into_iter().filter_map(note).collect()
}

pub fn text(words: impl Into<String>) -> TableCell {
    TableCell { content: CellContent::Text(words.into()), band: Band::None }
}

pub fn empty() -> TableCell {
    TableCell { content: CellContent::Empty, band: Band::None }
}

pub fn column(heads: &[&str], align: Align, weight: u32) -> Column {
    Column { heads: heads.iter().map(ToString::to_string).collect(), align, weight }
}

/// A row that names the group below it.
pub fn group(words: &str, columns: usize) -> Row {
    let rest = std::iter::repeat_with(empty).take(columns.saturating_sub(1));
    Row { kind: RowKind::Group, cells: std::iter::once(text(words)).chain(rest).collect() }
}

/// A table whose id and title are set by its caller.
pub fn table(short: &str, unit_line: String, columns: Vec<Column>, rows: Vec<Row>, notes: Vec<Vec<Inline>>) -> Table {
    Table { short: short.to_owned(), unit_line, columns, rows, notes, ..Table::default() }
}

/// `单位：人、万元、%`
pub fn unit_line<'a>(units: impl Iterator<Item = &'a str>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for unit in units.filter(|unit| !unit.is_empty()) {
        if !all.contains(&unit) {
            all.push(unit);
        }
    }
    if all.is_empty() { String::new() } else { format!("单位：{}", all.join("、")) }
}

/// The measure that tells the change of a measure against last year.
pub fn yoy_of(measure: Measure) -> Measure {
    match measure {
        Measure::Month | Measure::Stock => Measure::YoyRate,
        Measure::Ytd => Measure::YoyRateYtd,
        Measure::RatioYtd => Measure::YoyChangeYtd,
        _ => Measure::YoyChange,
    }
}
