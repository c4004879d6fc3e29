//! A table as it stands, known to a form or not: its head, its columns, the names of its rows.

use super::rows::{self, Rows};
use super::spot::{self, Shape, Spot, islands};
use super::words;
use crate::catalog::normalise;
use crate::ingest::workbook::Grid;
use crate::model::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// What a column of a table seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The names of the rows.
    Label,
    /// Other texts: groups, kinds, remarks.
    Text,
    Code,
    Unit,
    Personal,
    Date,
    Number,
    /// Nothing but a head.
    Empty,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub column: u32,
    /// The heads over it, from the top down.
    pub head: Vec<String>,
    pub role: Role,
    /// Full cells.
    pub filled: usize,
    /// Different texts, as far as they were counted.
    pub distinct: usize,
}

impl Column {
    pub fn last_head(&self) -> &str {
        self.head.last().map_or("", String::as_str)
    }
    pub fn path(&self) -> String {
        self.head.join("/")
    }
}

/// A table of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// First row of the head, and of what is under it; the last row.
    pub top: u32,
    pub first: u32,
    pub last: u32,
    pub columns: Vec<Column>,
    /// The names of the rows, with the cells they stand in; of a list of persons none.
    pub labels: Vec<(Cell, String)>,
    pub rows: usize,
    pub above: Vec<String>,
    pub below: Vec<String>,
}

impl Table {
    pub fn of_role(&self, role: Role) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(move |column| column.role == role)
    }
    pub fn label(&self) -> Option<&Column> {
        self.of_role(Role::Label).next()
    }
    pub fn first_cell(&self) -> Cell {
        Cell::new(self.top, self.columns.first().map_or(0, |column| column.column))
    }
    pub fn last_cell(&self) -> Cell {
        Cell::new(self.last, self.columns.last().map_or(0, |column| column.column))
    }
    /// Rows are records of persons or things, not sums by name.
    pub fn is_roster(&self) -> bool {
        self.of_role(Role::Personal).any(|column| !words::is_of_office(column.last_head()))
    }
}

/// At most this many tables of a sheet are looked at.
const TABLES: usize = 100;
/// Different texts of a column are counted up to this.
const DISTINCT: usize = 2000;
/// Names of rows kept of one table.
const LABELS: usize = 5000;

/// The tables of a sheet, found without any form.
pub fn detect(grid: &Grid) -> Vec<Table> {
    let mut found = Vec::new();
    for spots in islands(grid) {
        for rows in rows::tables(grid, &spots) {
            found.extend(split(grid, &spots, &rows));
            if found.len() >= TABLES {
                found.truncate(TABLES);
                return found;
            }
        }
    }
    found
}

/// What a column holds.
#[derive(Clone, Debug, Default)]
struct Stat {
    head: Vec<String>,
    numbers: usize,
    texts: usize,
    dates: usize,
    marks: usize,
    distinct: BTreeSet<String>,
}

/// The tables that stand side by side under the same rows.
fn split(grid: &Grid, spots: &[Spot], rows: &Rows) -> Vec<Table> {
    let stats = stats(grid, spots, rows);
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for (column, stat) in &stats {
        let apart = groups.last().and_then(|group| group.last()).is_none_or(|last| *column > last + 1);
        let first = groups.last().and_then(|group| group.first()).and_then(|first| stats.get(first));
        let again = stat.texts > 0 && first.is_some_and(|first| !first.head.is_empty() && first.head == stat.head);
        match groups.last_mut() {
            Some(group) if !apart && !again => group.push(*column),
            _ => groups.push(vec![*column]),
        }
    }
    let is_table = |group: &[u32]| {
        let of = |column: &u32| stats.get(column);
        let named = group.first().and_then(of).is_some_and(|stat| stat.texts > stat.numbers && !stat.head.is_empty());
        named && group.iter().filter_map(of).any(|stat| stat.numbers > 0)
    };
    let mut tables: Vec<Vec<u32>> = Vec::new();
    for group in groups {
        let is_beside =
            group.iter().filter_map(|column| stats.get(column)).all(|s| s.head.is_empty() && s.numbers == 0);
        match tables.last_mut() {
            Some(table) if !is_table(&group) => {
                if !is_beside {
                    table.extend(group);
                }
            }
            _ => tables.push(group),
        }
    }
    tables.iter().filter_map(|columns| table(grid, spots, rows, &stats, columns)).collect()
}

fn stats(grid: &Grid, spots: &[Spot], rows: &Rows) -> BTreeMap<u32, Stat> {
    let mut stats: BTreeMap<u32, Stat> = BTreeMap::new();
    for (_, range) in &rows.data {
        for spot in spots.get(range.clone()).unwrap_or_default() {
            let stat = stats.entry(spot.cell.column).or_default();
            match spot.shape {
                Shape::Number => stat.numbers += 1,
                Shape::Mark => stat.marks += 1,
                Shape::Date => stat.dates += 1,
                Shape::Text => {
                    stat.texts += 1;
                    if stat.distinct.len() < DISTINCT {
                        stat.distinct.insert(grid.text(spot.cell.row, spot.cell.column));
                    }
                }
            }
        }
    }
    let heads: Vec<Spot> =
        rows.head.iter().flat_map(|(_, range)| spots.get(range.clone()).unwrap_or_default()).copied().collect();
    for spot in &heads {
        stats.entry(spot.cell.column).or_default();
    }
    for spot in &heads {
        let text = words::clean(&grid.text(spot.cell.row, spot.cell.column));
        for (_, stat) in stats.range_mut(spot.cell.column..=spot.right) {
            if stat.head.last() != Some(&text) {
                stat.head.push(text.clone());
            }
        }
    }
    complete(&mut stats);
    stats
}

/// A head that is nothing but brackets goes on with the name at its left: `城市低保（户）`, `（人）`.
fn complete(stats: &mut BTreeMap<u32, Stat>) {
    let mut left: Option<(u32, Vec<String>)> = None;
    for (column, stat) in stats.iter_mut() {
        let beside = left.as_ref().filter(|(at, _)| at + 1 == *column).map(|(_, head)| head);
        if let (Some((last, upper)), Some((named, over))) =
            (stat.head.split_last(), beside.and_then(|head| head.split_last()))
        {
            let is_bracket =
                last.starts_with(['(', '（']) && last.rfind(['(', '（']) == Some(0) && last.ends_with([')', '）']);
            let name = named.strip_suffix([')', '）']).and_then(|open| open.rsplit_once(['(', '（']));
            let name = name.map(|(name, _)| name).filter(|name| is_bracket && upper == over && !name.is_empty());
            let whole = name.map(|name| format!("{name}{last}"));
            if let (Some(whole), Some(last)) = (whole, stat.head.last_mut()) {
                *last = whole;
            }
        }
        left = Some((*column, stat.head.clone()));
    }
}

fn table(grid: &Grid, spots: &[Spot], rows: &Rows, stats: &BTreeMap<u32, Stat>, columns: &[u32]) -> Option<Table> {
    let (left, right) = (*columns.first()?, *columns.last()?);
    let mut columns: Vec<Column> =
        columns.iter().filter_map(|column| Some(self::column(*column, stats.get(column)?))).collect();
    // A remark beside the rows is no column; names before the numbers may have no head.
    let numbers = columns.iter().find(|column| column.role == Role::Number)?.column;
    let is_beside = |column: &Column| match column.role {
        Role::Text => column.column > numbers,
        Role::Empty => true,
        _ => false,
    };
    columns.retain(|column| !column.head.is_empty() || !is_beside(column));
    name_rows(&mut columns);
    let inside = |range: &std::ops::Range<usize>| {
        spots.get(range.clone()).unwrap_or_default().iter().filter(|s| (left..=right).contains(&s.cell.column))
    };
    let mut data: Vec<u32> =
        rows.data.iter().filter(|(_, range)| inside(range).next().is_some()).map(|(row, _)| *row).collect();
    data.dedup();
    let first = *data.first()?;
    let of_person = |c: &Column| c.role == Role::Personal && !words::is_of_office(c.last_head());
    let is_roster = columns.iter().any(of_person);
    let label = columns.iter().find(|column| column.role == Role::Label).filter(|_| !is_roster);
    let mut labels = Vec::new();
    for (row, range) in rows.data.iter().take_while(|_| label.is_some()) {
        let wanted = label.map_or(0, |label| label.column);
        let Some(spot) = inside(range).find(|spot| spot.covers(*row, wanted)) else { continue };
        if labels.len() < LABELS {
            labels.push((Cell::new(*row, wanted), words::clean(&spot::shown(grid, spot.cell.row, spot.cell.column))));
        }
    }
    Some(Table {
        top: rows.head.first().map_or(first, |(row, _)| *row),
        first,
        last: *data.last()?,
        columns,
        labels,
        rows: data.len(),
        above: rows.above.clone(),
        below: rows.below.clone(),
    })
}

fn column(column: u32, stat: &Stat) -> Column {
    let head = stat.head.last().map_or("", String::as_str);
    let filled = stat.numbers + stat.texts + stat.dates + stat.marks;
    let role = if stat.head.iter().any(|head| words::is_personal(head)) {
        Role::Personal
    } else if words::is_code(head) {
        Role::Code
    } else if stat.numbers > 0 && stat.numbers + stat.marks >= stat.texts.max(stat.dates) {
        Role::Number
    } else if stat.texts > 0 && words::is_unit_head(head) && stat.distinct.iter().all(|text| is_unit(text)) {
        Role::Unit
    } else if stat.dates > stat.texts {
        Role::Date
    } else if stat.texts > 0 {
        Role::Text
    } else if stat.marks > 0 {
        Role::Number
    } else {
        Role::Empty
    };
    Column { column, head: stat.head.clone(), role, filled, distinct: stat.distinct.len() }
}

/// A word as units are written: short, without figures.
fn is_unit(text: &str) -> bool {
    let plain = normalise(text);
    plain.chars().count() <= 7 && !plain.chars().any(|c| c.is_ascii_digit())
}

/// The column of row names: of those with texts before the numbers the one with most different ones, a 行次 apart.
fn name_rows(columns: &mut [Column]) {
    let numbers = columns.iter().position(|column| column.role == Role::Number).unwrap_or(columns.len());
    let before = columns.get_mut(..numbers).unwrap_or_default();
    let texts = before.iter_mut().filter(|column| column.role == Role::Text && !words::is_remark(column.last_head()));
    let best = texts.max_by_key(|column| (column.distinct, std::cmp::Reverse(column.column)));
    if let Some(best) = best {
        best.role = Role::Label;
    } else if let Some(dates) = before.iter_mut().find(|column| column.role == Role::Date && !column.head.is_empty()) {
        // Months as dates, and nothing else, name the rows.
        dates.role = Role::Label;
    }
}
