//! What there is to tell of a file, sheet by sheet and block by block.

use super::table::{self, Role, Table};
use super::{Context, hold, known, said, words};
use crate::catalog::Form;
use crate::finding::Finding;
use crate::ingest::entry::Entry;
use crate::ingest::layout::{self, Base, RowCounts, Sheet, Surveyed, Taken};
use crate::ingest::loose::{self, LooseReading};
use crate::ingest::workbook::Grid;
use crate::model::{Cell, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A file as it would be read.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// What it is by its content: for a person, and as the usual extension.
    pub format: &'static str,
    pub extension: &'static str,
    /// What is to be said of the whole file.
    pub findings: Vec<Finding>,
    pub sheets: Vec<SheetView>,
}

/// By what a sheet is known to be of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    Name,
    /// Form number, title, the heads of a ledger.
    Inside,
    /// The labels of a cover.
    Labels,
    /// The heads of a table.
    Heads,
}

/// The form a sheet is read by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetForm {
    pub id: String,
    pub title: String,
    pub by: Holder,
}

/// What says whose a sheet is, or for when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Cover,
    UnitLine,
    SheetName,
    Title,
    FileName,
    Form,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    pub how: How,
}

/// A head or a row's name that means nothing here, and the nearest that would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unbound {
    pub cell: Cell,
    pub text: String,
    pub near: String,
}

#[derive(Clone, Debug)]
pub struct SheetView {
    pub name: String,
    pub hidden: bool,
    /// The rectangle of what is not blank.
    pub extent: Option<(Cell, Cell)>,
    pub cells: usize,
    /// The farthest cell with nothing but spaces, outside the extent.
    pub stray: Option<Cell>,
    pub merges: Vec<(Cell, Cell)>,
    pub form: Option<SheetForm>,
    /// A form it looks like, although it would not be read by it.
    pub like: Option<SheetForm>,
    pub region: Option<Said>,
    pub period: Option<Said>,
    pub blocks: Vec<BlockView>,
    /// Numbers that would be read.
    pub values: usize,
    /// What reading would find: the first finding of each code, and how many there are.
    pub findings: Vec<(Finding, usize)>,
}

/// What a column is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// By a form.
    Form(Taken),
    /// Without one: what it looks like, and the indicator of the dictionary its head names.
    Looks(Role, Option<crate::model::IndicatorId>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnView {
    pub column: u32,
    pub head: String,
    pub takes: Takes,
    /// The nearest names, for a head that nothing is known of.
    pub near: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockView {
    pub first: Cell,
    pub last: Cell,
    /// Rows of the head, the first and the last, counted from 0.
    pub head: Option<(u32, u32)>,
    /// The form's table.
    pub table: Option<String>,
    pub above: Vec<String>,
    pub columns: Vec<ColumnView>,
    pub rows: usize,
    /// Names of the first rows; of a list of persons none.
    pub names: Vec<String>,
    pub counts: RowCounts,
    pub unbound: Vec<Unbound>,
}

/// Names of rows shown, and such that nothing is known of.
const NAMES: usize = 6;
const UNBOUND: usize = 20;

pub fn sheet(context: &Context<'_>, grid: &Grid) -> SheetView {
    let found = hold::form(context, grid);
    let tables = table::detect(grid);
    let empty = Form::default();
    let form = found.map_or(&empty, |(form, _)| form);
    let base = Base::default();
    let unbased = Sheet { scope: context.scope, form, grid, names: &context.names, base: &base, unit: None };
    let lines = match found {
        Some(_) => layout::lines_above_tables(&unbased),
        None => tables.iter().flat_map(|table| table.above.clone()).collect(),
    };
    let identity = said::identity(&unbased, &lines, &context.book);
    let sheet = Sheet { base: &identity.base, ..unbased };
    let mut findings = Vec::new();
    let reads = found.is_some() && !grid.hidden;
    let surveyed = if reads { layout::survey(&sheet) } else { Vec::new() };
    let entries = if reads { read(&sheet, &mut findings) } else { Vec::new() };
    let (extent, stray) = extents(grid);
    SheetView {
        name: words::clean(&grid.name),
        hidden: grid.hidden,
        extent,
        cells: grid.cells.values().filter(|cell| super::spot::shape(cell).is_some()).count(),
        stray,
        merges: grid.merges.iter().map(|merge| (merge.first, merge.last)).collect(),
        form: found.map(|(form, by)| SheetForm { id: form.id.clone(), title: form.title.clone(), by }),
        like: if found.is_none() { hold::like(context, grid) } else { None },
        region: identity.region,
        period: identity.period,
        blocks: blocks(context, &sheet, &surveyed, &tables, &findings),
        values: entries.iter().filter(|entry| matches!(entry.value, Value::Number(_))).count(),
        findings: counted(findings),
    }
}

/// What reading gives, a ledger's numbers too.
fn read(sheet: &Sheet<'_>, findings: &mut Vec<Finding>) -> Vec<Entry> {
    let mut entries = layout::read(sheet, &mut BTreeSet::new(), findings);
    let mut reading = LooseReading::default();
    loose::read_ledger(sheet, &mut reading);
    entries.extend(reading.entries);
    findings.extend(reading.findings);
    entries
}

/// The rectangle of what is not blank, and the farthest blank cell beyond it.
fn extents(grid: &Grid) -> (Option<(Cell, Cell)>, Option<Cell>) {
    let mut extent: Option<(Cell, Cell)> = None;
    let mut stray = None;
    for (cell, found) in &grid.cells {
        if super::spot::shape(found).is_some() {
            let (first, last) = extent.unwrap_or((*cell, *cell));
            extent = Some((
                Cell::new(first.row.min(cell.row), first.column.min(cell.column)),
                Cell::new(last.row.max(cell.row), last.column.max(cell.column)),
            ));
        } else {
            stray = Some(*cell);
        }
    }
    let outside = |cell: &Cell| extent.is_none_or(|(_, last)| cell.row > last.row || cell.column > last.column);
    (extent, stray.filter(outside))
}

/// The first finding of each code with how many there are, the gravest first.
fn counted(findings: Vec<Finding>) -> Vec<(Finding, usize)> {
    let mut by_code: BTreeMap<&'static str, (Finding, usize)> = BTreeMap::new();
    for finding in findings {
        by_code.entry(finding.code).or_insert_with(|| (finding, 0)).1 += 1;
    }
    let mut all: Vec<(Finding, usize)> = by_code.into_values().collect();
    all.sort_by_key(|(finding, _)| (finding.level, finding.code));
    all
}

/// Blocks of the form's tables, and tables that stand where it has none.
fn blocks(
    context: &Context<'_>,
    sheet: &Sheet<'_>,
    surveyed: &[Surveyed],
    tables: &[Table],
    findings: &[Finding],
) -> Vec<BlockView> {
    let overlaps = |table: &Table| {
        surveyed.iter().any(|found| {
            let columns = || table.columns.iter().filter(|column| found.block.heads.contains_key(&column.column));
            table.first <= found.last && table.last >= found.block.first && columns().next().is_some()
        })
    };
    let known = surveyed.iter().map(|found| of_form(context, sheet, found, tables, findings));
    let unknown = tables.iter().filter(|table| !overlaps(table)).map(|table| without_form(context, table));
    let mut blocks: Vec<BlockView> = known.chain(unknown).collect();
    blocks.sort_by_key(|block| block.first);
    blocks
}

fn of_form(
    context: &Context<'_>,
    sheet: &Sheet<'_>,
    found: &Surveyed,
    tables: &[Table],
    findings: &[Finding],
) -> BlockView {
    let block = &found.block;
    let catalog = context.scope.catalog;
    let same = tables.iter().find(|table| {
        let inside = table.columns.iter().any(|column| column.column == block.label);
        inside && table.first <= found.last && table.last >= block.first
    });
    let column = |(column, taken): (&u32, &Taken)| {
        let head = block.heads.get(column).map(|path| words::clean(&path.join("/"))).unwrap_or_default();
        let near = || known::unbound(catalog, Some(sheet.form), Cell::new(block.top, *column), &head).near;
        ColumnView {
            column: *column,
            near: (*taken == Taken::Unknown).then(near),
            head,
            takes: Takes::Form(taken.clone()),
        }
    };
    let columns: Vec<ColumnView> = found.columns.iter().map(column).collect();
    let inside = |cell: &Cell| (block.first..block.end).contains(&cell.row) && block.heads.contains_key(&cell.column);
    let unknown = findings.iter().filter(|finding| finding.code == "row.unknown");
    let unknown = unknown.filter_map(|finding| Some((finding.place.cell.filter(inside)?, finding.raw.clone()?)));
    let right = columns.last().map_or(block.label, |column| column.column);
    BlockView {
        first: Cell::new(block.top, columns.first().map_or(block.label, |column| column.column)),
        last: Cell::new(found.last, right),
        head: (block.first > block.top).then(|| (block.top, block.first - 1)),
        table: Some(words::clean(&found.table)),
        above: same.map(|table| table.above.clone()).unwrap_or_default(),
        columns,
        rows: same.map_or(0, |table| table.rows),
        names: same.map(names).unwrap_or_default(),
        counts: found.rows,
        unbound: unknown
            .take(UNBOUND)
            .map(|(cell, text)| known::unbound(catalog, Some(sheet.form), cell, &text))
            .collect(),
    }
}

fn names(table: &Table) -> Vec<String> {
    table.labels.iter().take(NAMES).map(|(_, text)| text.clone()).collect()
}

/// The words of a head that name an indicator, and the unit in its brackets: `城市` and `人数` only together.
fn naming(catalog: &crate::catalog::Catalog, head: &[String]) -> (String, Option<String>) {
    let mut unit = None;
    let mut levels = Vec::new();
    for level in head.iter().filter(|level| !words::is_only_measure(level)) {
        let (bare, said) = words::split_unit(catalog, level);
        unit = said.or(unit);
        levels.push(bare);
    }
    let last = levels.pop().unwrap_or_default();
    match levels.pop().filter(|_| words::is_generic(&last)) {
        Some(above) => (format!("{above}{last}"), unit),
        None => (last, unit),
    }
}

fn without_form(context: &Context<'_>, table: &Table) -> BlockView {
    let catalog = context.scope.catalog;
    let column = |column: &table::Column| {
        let (name, unit) = naming(catalog, &column.head);
        let known = known::indicator_in(catalog, &name, unit.as_deref()).filter(|_| column.role == Role::Number);
        let plain = column.role == Role::Number && known.is_none();
        let means = plain && (known::is_period(&name) || name.is_empty());
        let near = || known::unbound(catalog, None, Cell::new(table.top, column.column), &name).near;
        ColumnView {
            column: column.column,
            head: column.path(),
            near: (plain && !means).then(near).filter(|near| near != "—"),
            takes: Takes::Looks(column.role, known.map(|indicator| indicator.id.clone())),
        }
    };
    let labels: Vec<&str> = table.labels.iter().map(|(_, text)| text.as_str()).collect();
    let axis = known::axis(catalog, &context.names, &labels);
    let (mut counts, mut unbound) = (RowCounts::default(), Vec::new());
    for (cell, text) in &table.labels {
        let means = known::indicator(catalog, text).is_some();
        *match axis {
            _ if words::is_total(text) => &mut counts.totals,
            _ if words::is_subtotal(text) => &mut counts.subtotals,
            known::Axis::Regions => &mut counts.regions,
            known::Axis::Periods => &mut counts.periods,
            known::Axis::Measures => &mut counts.measures,
            _ if means => &mut counts.indicators,
            _ => {
                if unbound.len() < UNBOUND && !text.is_empty() {
                    unbound.push(known::unbound(catalog, None, *cell, text));
                }
                &mut counts.unknown
            }
        } += 1;
    }
    BlockView {
        first: table.first_cell(),
        last: table.last_cell(),
        head: (table.first > table.top).then(|| (table.top, table.first - 1)),
        table: None,
        above: table.above.clone(),
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows,
        names: names(table),
        counts,
        unbound,
    }
}
