//! A first form for a file that no form knows. Guesses are marked as such: a person decides.

mod blank;
mod list;
mod model;
mod naming;
mod sample;
mod table;
mod value;
mod write;

use super::known;
use super::said;
use super::table::{Role, Table, detect};
use super::{Against, Context, hold, spot, words};
use crate::catalog::{Catalog, Form};
use crate::finding::Finding;
use crate::ingest::layout::{Base, Sheet};
use crate::ingest::place_names::PlaceNames;
use crate::ingest::scope::{InputFile, Scope};
use crate::ingest::workbook::{self, Grid, OutOfTime, Workbook};
use crate::ingest::{file, period_text};
use crate::model::Measure;
use model::Draft;
use naming::Naming;
use period_text::Span;

/// A sheet with what is known of it.
pub struct Scene<'a> {
    pub grid: &'a Grid,
    pub names: &'a PlaceNames,
    pub base: Base,
    /// The region that the regions of the file are parts of.
    pub parent: Option<String>,
    pub period: Option<Span>,
    /// No number stands in it yet.
    pub blank: bool,
}

/// What stands for a region that nothing names.
pub const NO_REGION: &str = "（请填地区）";

impl Scene<'_> {
    /// The title of a table as it would be in any county and month.
    pub fn caption(&self, table: &Table) -> String {
        words::topic(&caption(table), self.base.region.as_ref().map(|who| who.name.as_str()))
    }

    /// The region to write in the form, when neither the table nor the sheet says one.
    pub fn region_where_none(&self, table: &Table, given: bool) -> Option<String> {
        let by_total = table.labels.iter().any(|(_, text)| words::is_total(text));
        let lacks = self.base.region.is_none() && (!given || by_total && self.parent.is_some());
        lacks.then(|| self.parent.clone().unwrap_or_else(|| NO_REGION.to_owned()))
    }
}

/// What a flow is told of when no head says it: of the months so far, when the title says so.
fn fallback_measure(scene: &Scene<'_>, table: &Table) -> Measure {
    let of_title = || table.above.iter().find_map(|line| period_text::find(line)?.span);
    match of_title().or(scene.period) {
        Some(Span::To(_)) => Measure::Ytd,
        _ => Measure::Month,
    }
}

/// The title of a table: the longest line above it that is none of units, dates and units of report.
pub fn caption(table: &Table) -> String {
    let lines = table.above.iter().filter(|line| !line.contains(['：', ':']) && line.chars().count() > 3);
    lines.max_by_key(|line| line.chars().count()).map(|line| words::short(line, 30)).unwrap_or_default()
}

/// A form for the sheets of a file that none of the forms it is held against knows; for all of them when all are known.
/// Nothing when no table stands on them.
///
/// # Errors
/// Why the file cannot be read.
pub fn draft(
    catalog: &Catalog,
    against: Against<'_>,
    file: &InputFile,
    out_of_time: OutOfTime<'_>,
) -> Result<Option<String>, Box<Finding>> {
    let scope = Scope { catalog, file, out_of_time };
    let read = workbook::read(&file.bytes, &catalog.bounds, out_of_time);
    let book = read.map_err(|refusal| Box::new(file::refused(&scope, &refusal)))?;
    Ok(of_book(scope, against, &book))
}

/// The same of a workbook that is read.
pub(super) fn of_book(scope: Scope<'_>, against: Against<'_>, book: &Workbook) -> Option<String> {
    let context = Context::new(scope, against, book);
    let visible: Vec<(&Grid, Vec<Table>)> =
        book.sheets.iter().filter(|grid| !grid.hidden).map(|grid| (grid, detect(grid))).collect();
    let is_blank = visible.iter().all(|(_, tables)| tables.is_empty());
    let visible = if is_blank { visible.into_iter().map(to_be_filled).collect() } else { visible };
    let unknown: Vec<&(&Grid, Vec<Table>)> =
        visible.iter().filter(|(grid, tables)| !tables.is_empty() && hold::form(&context, grid).is_none()).collect();
    let drafted = if unknown.is_empty() { visible.iter().collect() } else { unknown };
    let mut draft = Draft {
        names_sheets: drafted.len() < visible.iter().filter(|(_, tables)| !tables.is_empty()).count(),
        ..Draft::default()
    };
    let mut naming = Naming::new(scope.catalog);
    let parent = parent(&context, &drafted);
    for (grid, tables) in drafted {
        let scene = Scene { blank: is_blank, ..scene(&context, grid, tables, parent.clone()) };
        draft.sheets.push(words::clean(&grid.name));
        sheet(&scene, &mut naming, tables, &mut draft);
    }
    draft.title = title(scope.file, &draft);
    draft.sheets.retain(|name| !name.is_empty());
    draft.names_sheets &= !draft.sheets.is_empty();
    draft.indicators = naming.own;
    mark_summaries(&mut draft);
    let is_empty = draft.tables.is_empty() && draft.fields.is_empty();
    (!is_empty).then(|| write::text(&draft))
}

/// The tables of a sheet of which no cell is filled in yet: where its numbers will stand.
fn to_be_filled((grid, _): (&Grid, Vec<Table>)) -> (&Grid, Vec<Table>) {
    (grid, blank::filled(grid).map(|filled| detect(&filled)).unwrap_or_default())
}

/// The title of its only table, or the name of the file.
fn title(file: &InputFile, draft: &Draft) -> String {
    if let [only] = draft.tables.as_slice()
        && !only.name.is_empty()
    {
        return only.name.clone();
    }
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let stem = words::clean(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    if stem.is_empty() { "报表".to_owned() } else { stem }
}

fn scene<'a>(context: &'a Context<'_>, grid: &'a Grid, tables: &[Table], parent: Option<String>) -> Scene<'a> {
    let (form, base) = (Form::default(), Base::default());
    let sheet = Sheet { scope: context.scope, form: &form, grid, names: &context.names, base: &base, unit: None };
    let lines: Vec<String> = tables.iter().flat_map(|table| table.above.clone()).collect();
    let base = said::identity(&sheet, &lines, &context.book).base;
    let file = context.scope.file.path.rsplit('/').next().unwrap_or_default();
    let texts = [&*grid.name, file];
    let period = texts.iter().find_map(|text| period_text::find(text)?.span);
    Scene { grid, names: &context.names, base, parent, period, blank: false }
}

/// The region that most regions of the rows are parts of.
fn parent(context: &Context<'_>, drafted: &[&(&Grid, Vec<Table>)]) -> Option<String> {
    let catalog = context.scope.catalog;
    let labels = drafted.iter().flat_map(|(_, tables)| tables).flat_map(|table| &table.labels);
    let known = labels.filter_map(|(_, text)| catalog.regions.get(&context.names.find(text)?.code));
    let mut counts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for region in known {
        if let Some(parent) = region.parent.as_ref().and_then(|code| catalog.regions.get(code)) {
            *counts.entry(parent.name.clone()).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name)
}

fn sheet(scene: &Scene<'_>, naming: &mut Naming<'_>, tables: &[Table], draft: &mut Draft) {
    let heads = |table: &Table| table.columns.iter().map(super::table::Column::path).collect::<Vec<_>>();
    for table in tables {
        let is_twin = |other: &&Table| *other != table && last_heads(other) == last_heads(table);
        let twins: Vec<&Table> = tables.iter().filter(is_twin).collect();
        let mark = apart(table, &twins);
        let is_same = twins.iter().any(|other| heads(other) == heads(table));
        let prefix = mark.as_ref().filter(|_| is_same).map(|mark| format!("{mark}：")).unwrap_or_default();
        let fields = table::fields(scene, naming, table);
        if !fields.is_empty() {
            draft.samples.extend(sample::of(scene.grid, table));
            draft.fields.extend(fields);
            draft.region = draft.region.take().or_else(|| scene.region_where_none(table, false));
            draft.period =
                draft.period.take().or_else(|| scene.base.period.is_none().then(|| in_place_of_period(scene)));
            continue;
        }
        let form = if table.is_roster() {
            list::roster(scene, naming, table)
        } else {
            list::tidy(scene, naming, table).or_else(|| table::draft(scene, naming, table, &prefix))
        };
        let Some(mut form) = form else {
            let place = format!("{} {}:{}", words::clean(&scene.grid.name), table.first_cell(), table.last_cell());
            let why = if table.is_roster() { "是一份名单" } else { "看不出表头或行名" };
            draft.remarks.push(format!("{place}，{why}"));
            continue;
        };
        form.above = mark.into_iter().collect();
        form.summary = form.rows_are == "regions" && is_summary(&scene.grid.name, table);
        put(scene, table, form, draft);
    }
}

fn last_heads(table: &Table) -> Vec<&str> {
    table.columns.iter().map(super::table::Column::last_head).collect()
}

/// What stands over a table and over none of those with the same heads: its caption, another line, an upper head.
fn apart(table: &Table, twins: &[&Table]) -> Option<String> {
    let over = |table: &Table| {
        let upper = table.columns.iter().filter_map(|column| column.head.split_last().map(|(_, upper)| upper.to_vec()));
        let lines = std::iter::once(caption(table)).chain(table.above.clone()).chain(upper.flatten());
        lines.filter(|line| !line.is_empty()).map(|line| words::short(&line, 30)).collect::<Vec<String>>()
    };
    if twins.is_empty() {
        return None;
    }
    let others: Vec<String> = twins.iter().flat_map(|other| over(other)).collect();
    let is_within = |line: &String| others.iter().any(|other| other.contains(line.as_str()));
    over(table).into_iter().find(|line| !line.contains(['：', ':', '…']) && !is_within(line))
}

fn is_summary(sheet: &str, table: &Table) -> bool {
    let texts = table.above.iter().map(String::as_str).chain([sheet]);
    texts.into_iter().any(|text| text.contains("汇总"))
}

/// Adds a table, or what it has more than the same table of another sheet.
fn put(scene: &Scene<'_>, table: &Table, form: model::Form, draft: &mut Draft) {
    ignore(table, &form, draft);
    draft.placeholders.extend(placeholders(scene.grid, table));
    let rows_give = form.rows_are == "periods" || form.columns.iter().any(|c| c.gives == Some("period"));
    let heads_give = form.columns.iter().any(|column| column.each == Some("period"));
    let lacks = scene.base.period.is_none() && !rows_give && !heads_give;
    if lacks || (rows_give || heads_give) && scene.base.year.is_none() && draft.period.is_none() && needs_year(table) {
        draft.period = draft.period.take().or_else(|| Some(in_place_of_period(scene)));
    }
    match draft.tables.iter_mut().find(|other| other.is_like(&form)) {
        Some(other) => {
            other.totals.extend(form.totals);
            other.subtotals.extend(form.subtotals);
            other.end.extend(form.end);
            other.name = String::new();
        }
        None => {
            draft.samples.extend(sample::of(scene.grid, table));
            draft.tables.push(form);
        }
    }
}

/// The signs among the numbers of a table that stand for none.
fn placeholders(grid: &Grid, table: &Table) -> std::collections::BTreeSet<String> {
    let columns: Vec<u32> = table.of_role(Role::Number).map(|column| column.column).collect();
    let cells = grid.cells_between(table.first, table.last + 1);
    let signs = cells.filter(|(cell, found)| {
        columns.contains(&cell.column)
            && matches!(found.content, workbook::Content::Text(_))
            && spot::shape(found) == Some(spot::Shape::Mark)
    });
    signs.map(|(_, found)| words::clean(&found.raw())).collect()
}

/// What stands for a period that nothing says: the year, when that is known.
fn in_place_of_period(scene: &Scene<'_>) -> String {
    scene.base.year.map_or_else(|| "2000-01".to_owned(), |year| year.to_string())
}

/// Months without a year stand on the table.
fn needs_year(table: &Table) -> bool {
    let of_heads = table.columns.iter().flat_map(|column| &column.head);
    let of_rows = table.labels.iter().map(|(_, text)| text);
    let mut texts = of_heads.chain(of_rows);
    texts.any(|text| known::is_period(text) && period_text::of_head(text, None).is_none())
}

/// Columns of which no value is taken.
fn ignore(table: &Table, form: &model::Form, draft: &mut Draft) {
    let used = |head: &str| {
        let by_column = form.columns.iter().any(|column| column.head.rsplit('/').next() == Some(head));
        let by_list = form.only.as_ref().is_some_and(|(column, _)| column == head)
            || form.aggregates.iter().any(|aggregate| aggregate.sum.as_deref() == Some(head));
        let heads = [&form.label_heads, &form.code_heads, &form.unit_heads];
        by_column || by_list || heads.iter().any(|heads| heads.iter().any(|known| known == head))
    };
    let aside = |column: &&super::table::Column| {
        let is_list = form.rows_are == "records";
        matches!(column.role, Role::Text | Role::Date | Role::Empty) || is_list && column.role != Role::Personal
    };
    // Where any text may be a region, what is none has to be said.
    if form.columns.iter().any(|column| column.each == Some("region")) {
        draft.ignored.extend(form.unit_heads.iter().chain(&form.code_heads).cloned());
    }
    for column in table.columns.iter().filter(aside) {
        let head = column.last_head();
        let bare = head.split(['（', '(']).next().unwrap_or(head);
        if !head.is_empty() && !head.contains(['/', '*']) && !used(head) && !used(bare) {
            draft.ignored.insert(head.to_owned());
        }
    }
}

/// A summary is one only beside what it sums up.
fn mark_summaries(draft: &mut Draft) {
    let all: Vec<std::collections::BTreeSet<String>> =
        draft.tables.iter().map(|form| form.indicators().into_iter().map(str::to_owned).collect()).collect();
    for (number, form) in draft.tables.iter_mut().enumerate().filter(|(_, form)| form.summary) {
        let others = all.iter().enumerate().filter(|(other, _)| *other != number);
        form.summary =
            others.flat_map(|(_, names)| names).any(|name| all.get(number).is_some_and(|a| a.contains(name)));
    }
}
