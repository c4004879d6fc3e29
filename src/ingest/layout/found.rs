//! What stands where on a sheet: the tables of its form, tables no form describes, and the lines above them.

use super::another;
use super::block::{self, Block, Words};
use super::row::Rows;
use super::{Sheet, cards, words};
use crate::catalog::{Axis, ColumnBinding, ColumnRole, TableBinding, normalise};
use crate::finding::Finding;
use crate::ingest::workbook::{Content, start};
use crate::model::{Cell, Measure};
use std::collections::{BTreeMap, BTreeSet};

/// The blocks of the form's tables on a sheet.
pub(super) fn blocks<'a>(sheet: &Sheet<'a>) -> Vec<(&'a TableBinding, Block)> {
    on(sheet).0
}

/// The same, and the blocks under heads that no table of the form takes.
pub(super) fn on<'a>(sheet: &Sheet<'a>) -> block::Found<'a> {
    let tables = &sheet.form.tables;
    let rows: Vec<Rows<'_>> = tables.iter().map(Rows::new).collect();
    let is_row = |number: usize, text: &str| rows.get(number).is_some_and(|rows| rows.label(text).is_some());
    let is_head =
        |number: usize, text: &str| tables.get(number).is_some_and(|table| words::is_head(sheet, table, text));
    let is_name = |number: usize, text: &str| {
        tables.get(number).zip(rows.get(number)).is_some_and(|(table, rows)| words::is_name(sheet, table, rows, text))
    };
    let words = Words { is_row: &is_row, is_head: &is_head, is_name: &is_name };
    let units = &sheet.scope.catalog.units;
    let (mut found, left) = block::of_tables(sheet.grid, tables, units, &words, sheet.scope.out_of_time);
    for (table, block) in &mut found {
        block.another = another::first(sheet, table, block);
        block.end = block.another.map_or(block.end, |cell| cell.row);
    }
    (found, left)
}

/// Tables on the sheet that the form does not describe: where a head stands over numbers.
pub(super) fn tell_others(
    sheet: &Sheet<'_>,
    found: &[(&TableBinding, Block)],
    left: &[Block],
    findings: &mut Vec<Finding>,
) {
    let holds_numbers = |block: &&Block| {
        let mut cells = sheet.grid.cells_between(block.first, block.end);
        cells.any(|(cell, found)| {
            let inside = cell.column > block.label && cell.column < block.right;
            inside && matches!(found.content, Content::Number(_))
        })
    };
    let cut = found.iter().filter_map(|(_, block)| Some((block.another?, block)));
    let unknown = left.iter().filter(holds_numbers).map(|block| (Cell::new(block.anchor, block.label), block));
    let told: BTreeMap<Cell, &Block> = cut.chain(unknown).collect();
    for (cell, block) in told {
        let finding = sheet.about_cell("table.not_described", cell);
        findings.push(finding.with("head", another::shown(sheet, block, cell.row)));
    }
}

/// The line, of those above a table, that says it is of last year, where the form says nothing of the kind.
pub(super) fn of_last_year(table: &TableBinding, lines: &[String]) -> Option<String> {
    let is_prior = |measure: &Option<Measure>| {
        matches!(measure, Some(Measure::PriorMonth | Measure::PriorYtd | Measure::PriorStock))
    };
    let by_column = |column: &ColumnBinding| match &column.role {
        ColumnRole::Values { fixed, each } => is_prior(&fixed.measure) || *each == Some(Axis::Measure),
        ColumnRole::Gives { axis, .. } => matches!(axis, Axis::Measure | Axis::Period),
        ColumnRole::Personal => false,
    };
    let says_so = is_prior(&table.fixed.measure) || table.fixed.period.is_some() || !table.above.is_empty();
    if says_so || table.columns.iter().any(by_column) {
        return None;
    }
    let says = |line: &&String| {
        let bare = line.trim_matches(['(', ')', '[', ']']);
        LAST_YEAR.iter().any(|word| bare.starts_with(word) || bare.ends_with(word))
    };
    lines.iter().find(says).cloned()
}

const LAST_YEAR: [&str; 4] = ["上年同期", "去年同期", "上年同期数", "去年同期数"];

/// What a sheet says above its tables, from the top down: titles, and lines such as `2021年11月`.
pub(in crate::ingest) fn lines_above_tables(sheet: &Sheet<'_>) -> Vec<String> {
    let blocks = blocks(sheet);
    let of_block = |(_, block): &(&TableBinding, Block)| {
        block::lines_above(sheet.grid, block).into_iter().rev().collect::<Vec<_>>()
    };
    // A title may stand apart, at the top of the sheet.
    let top = blocks.iter().map(|(_, block)| block.top).min().unwrap_or(u32::MAX);
    let top = top.min(cards::above(sheet.form, sheet.grid));
    let heading = sheet.grid.cells.iter().take_while(|(cell, _)| cell.row < top).take(HEADING);
    let heading = heading.filter_map(|(_, found)| match &found.content {
        Content::Text(text) => Some(normalise(start(text))),
        _ => None,
    });
    // Where no table stands, a number kept as text is a value of a labelled cell: 202111 people are no month.
    let is_value = |line: &String| blocks.is_empty() && line.chars().all(|c| c.is_ascii_digit());
    let heading = heading.filter(|line| !is_value(line));
    let in_time = blocks.iter().take_while(|_| !(sheet.scope.out_of_time)());
    let (mut lines, mut seen) = (Vec::new(), BTreeSet::new());
    for line in heading.chain(in_time.flat_map(of_block)) {
        if !line.is_empty() && seen.insert(line.clone()) {
            lines.push(line);
        }
    }
    lines
}

/// Cells looked at for a title at the top of a sheet.
const HEADING: usize = 40;
