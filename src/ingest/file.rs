//! One file → what it holds. Never fails: what could not be read is a finding.

use super::cover::{self, Cover};
use super::identity;
use super::layout::{self, Base, Sheet};
use super::ledger::{self, LedgerRow, Table};
use super::place_names::{PlaceNames, Who};
use super::scope::{InputFile, Scope};
use super::workbook::{self, Grid, OutOfTime, Refusal};
use super::{bind, blank};
use crate::catalog::{Catalog, Desk, Form, Unit};
use crate::finding::Finding;
use crate::model::{Date, Fact, Missing, Month, Period, Place, RegionCode, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What one file holds.
#[derive(Clone, Debug)]
pub struct FileReading {
    pub path: Arc<str>,
    pub sha256: Arc<str>,
    pub month: Month,
    /// Absent: the file could not be read, or no one can tell whose it is.
    pub unit: Option<RegionCode>,
    /// Whose the file seems to be by its name when it could not be read. It counts for no one.
    pub likely: Option<RegionCode>,
    pub submitted: Option<(Date, Place)>,
    /// No table has a number: as if nothing had come.
    pub empty: bool,
    pub facts: Vec<Fact>,
    pub ledger: Vec<LedgerRow>,
    pub findings: Vec<Finding>,
}

/// Reads a file by the forms of the desk. `out_of_time` says whether the seconds a file may take have gone by.
pub fn read(catalog: &Catalog, desk: &Desk, file: &InputFile, out_of_time: OutOfTime<'_>) -> FileReading {
    let scope = Scope { catalog, file, out_of_time };
    let nothing = FileReading {
        path: Arc::clone(&file.path),
        sha256: Arc::clone(&file.sha256),
        month: file.month,
        unit: None,
        likely: None,
        submitted: None,
        empty: false,
        facts: Vec::new(),
        ledger: Vec::new(),
        findings: Vec::new(),
    };
    let read = workbook::read(&file.bytes, &catalog.bounds, out_of_time).map(|book| {
        let mut reading = nothing.clone();
        read_book(&scope, desk, &book, &mut reading);
        reading
    });
    scope.in_time(read).unwrap_or_else(|refusal| refuse(&scope, desk, &refusal, nothing))
}

/// What is no return by its kind was not meant as one; anything else was, and its unit has to send it again.
fn refuse(scope: &Scope<'_>, desk: &Desk, refusal: &Refusal, mut reading: FileReading) -> FileReading {
    let likely = identity::unit_of_file_name(scope, desk).map(|unit| unit.code.clone());
    let finding = refused(scope, refusal);
    reading.findings.push(Finding { region: likely.clone(), ..finding });
    reading.likely = likely.filter(|_| !matches!(refusal, Refusal::NotAReturn(_)));
    reading
}

/// What is said of a file that cannot be read.
pub(super) fn refused(scope: &Scope<'_>, refusal: &Refusal) -> Finding {
    match refusal {
        Refusal::NotAReturn(kind) => scope.about_file("file.not_a_return").with("kind", kind),
        other => scope.about_file("file.unreadable").with("reason", reason(other)),
    }
}

/// Why a file is refused, for a person.
fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => "文件是空的（0 字节）".to_owned(),
        Refusal::NotAReturn(kind) => format!("是{kind}"),
        Refusal::NotAWorkbook => {
            "不是 xlsx、xls、xlsb、ods 工作簿，也不是 CSV 或网页表格，请用表格软件另存为 xlsx".to_owned()
        }
        Refusal::Encoding => {
            "文本不是 UTF-8、UTF-16 或 GB18030 编码，有无法识别的字节，请重新导出，或用表格软件另存为 xlsx".to_owned()
        }
        Refusal::OpenQuote => "CSV 中有不成对的引号，分不清单元格，请补齐引号，或用表格软件另存为 xlsx".to_owned(),
        Refusal::WebArchive => "是网页归档（mht），请用表格软件打开后另存为 xlsx".to_owned(),
        Refusal::Encrypted => "有打开密码，请取消密码后重新保存".to_owned(),
        Refusal::Damaged => "文件损坏或不完整，请重新保存或重新发送".to_owned(),
        Refusal::TooSlow(seconds) => {
            format!("{seconds} 秒内未能读完，请删去多余的工作表和单元格后重新保存（limits.toml：seconds）")
        }
        Refusal::TooLarge(bound, limit) => {
            format!("{}超出上限 {limit}，请删去多余内容后重新保存（limits.toml：{bound}）", amount(bound))
        }
    }
}

/// What a bound is of, for a person.
fn amount(bound: &str) -> &str {
    match bound {
        "file_bytes" => "文件字节数",
        "inflated_bytes" => "解压后的字节数",
        "entries" => "压缩包内的部件数",
        "sheets" => "工作表数",
        "cells" => "单元格数",
        "strings" => "字符串条数",
        "merges" => "合并区域数",
        "nesting" => "嵌套层数",
        "text_chars" => "一个单元格的字数",
        other => other,
    }
}

/// What is said of a workbook as a whole: a name that says another kind of file, cells that are not read.
pub(super) fn of_book(scope: &Scope<'_>, book: &workbook::Workbook) -> Vec<Finding> {
    let mut findings = Vec::new();
    let named = scope.file.path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    if !book.format.extensions().contains(&named.as_str()) {
        let finding = scope.about_file("file.format").with("named", format!(".{named}"));
        findings.push(finding.with("found", book.format.name()));
    }
    for grid in book.sheets.iter().filter(|grid| grid.left_out > 0) {
        findings.push(scope.about_sheet("sheet.left_out", &grid.name).with("count", grid.left_out));
    }
    if book.beyond > 0 {
        findings.push(scope.about_file("sheet.beyond").with("count", book.beyond));
    }
    findings
}

fn read_book(scope: &Scope<'_>, desk: &Desk, book: &workbook::Workbook, reading: &mut FileReading) {
    reading.findings.extend(of_book(scope, book));
    let bound = bind::bind(scope, desk, book, &mut reading.findings);
    let form_of = |id: &str| scope.catalog.forms.get(id);
    let is_cover = |id: &str| form_of(id).is_some_and(Form::is_cover);
    let cover_grid: Option<(&Grid, Cover)> = bound.iter().find_map(|(id, grid)| {
        let cover = form_of(id)?.cover.as_ref()?;
        Some((*grid, cover::read(grid, cover)))
    });
    let tables: Vec<&Grid> = bound.iter().filter(|(id, _)| !is_cover(id)).map(|(_, grid)| *grid).collect();
    let with_grid = cover_grid.as_ref().map(|(grid, cover)| (*grid, cover));
    let form = blank::identity(book);
    let of_form = form.as_ref().map(|(_, identity)| identity);
    let Some(unit) = identity::unit(scope, desk, with_grid, &tables, of_form, &mut reading.findings) else { return };
    reading.unit = Some(unit.code.clone());
    if let Some((grid, cover)) = with_grid
        && let (Some(date), Some(field)) = (cover.submitted_on(), &cover.submitted)
    {
        reading.submitted = Some((date, Place::cell(&scope.file.path, &grid.name, field.cell)));
    }
    identity::disagreements(scope, desk, unit, with_grid, &tables, &mut reading.findings);
    if let Some((grid, identity)) = &form {
        blank::disagreements(scope, unit, (grid, identity), &mut reading.findings);
    }
    read_tables(scope, unit, &bound, reading);
    for finding in &mut reading.findings {
        finding.region.get_or_insert_with(|| unit.code.clone());
    }
}

/// The values of one sheet that are the unit's own for the month of the folder. Others (townships, earlier months) are
/// what the unit made them of.
fn facts_of(scope: &Scope<'_>, unit: &Unit, form: &Form, grid: &Grid, findings: &mut Vec<Finding>) -> Vec<Fact> {
    if form.tables.is_empty() && form.fields.is_empty() {
        return Vec::new();
    }
    let who = Who { code: unit.code.clone(), name: scope.catalog.region_name(&unit.code) };
    let month = scope.file.month;
    let period = Some(Period::Month(month));
    let base = Base { region: Some(who), year: Some(month.year()), period, decided: true };
    let names = PlaceNames::of_catalog(scope.catalog).with_form(form);
    let sheet = Sheet { scope: *scope, form, grid, names: &names, base: &base, unit: Some(&unit.code) };
    let mine = |entry: &super::Entry| entry.region.code == unit.code && entry.period == Period::Month(month);
    let mut absent = BTreeSet::new();
    let read = layout::read(&sheet, &mut absent, findings);
    for table in absent.iter().filter_map(|number| form.tables.get(*number)) {
        findings.push(sheet.about_sheet("table.no_header").with("form", &table.name));
    }
    let entries = super::settle(scope.catalog, read, findings);
    entries
        .into_iter()
        .filter(mine)
        .map(|entry| Fact {
            region: entry.region.code,
            month,
            indicator: entry.indicator,
            measure: entry.measure,
            value: entry.value,
            source: Some(entry.source),
        })
        .collect()
}

fn read_tables(scope: &Scope<'_>, unit: &Unit, bound: &bind::Bound<'_>, reading: &mut FileReading) {
    let mut findings = Vec::new();
    for id in &unit.forms {
        let Some(form) = scope.catalog.forms.get(id) else { continue };
        if !unit.owes(id, scope.file.month) {
            reading.findings.extend(not_due(scope, unit, form, bound));
            continue;
        }
        let Some(grid) = bound.get(id.as_str()) else {
            findings.push(scope.about_file("sheet.missing").of(&unit.code).with("form", &form.title));
            continue;
        };
        reading.facts.extend(facts_of(scope, unit, form, grid, &mut findings));
        let table = Table { scope: *scope, form, grid, region: &unit.code };
        reading.ledger.extend(ledger::read(&table, &mut reading.facts, &mut findings));
    }
    if reading.facts.iter().any(has_number) {
        reading.findings.extend(findings);
        return;
    }
    let is_illegible = |fact: &Fact| fact.value == Value::Missing(Missing::Unreadable);
    let unread = reading.facts.iter().any(is_illegible) || is_unread(scope, unit, bound, &reading.findings, &findings);
    reading.empty = true;
    reading.facts.clear();
    reading.ledger.clear();
    if unread {
        findings.retain(|finding| finding.code != "value.missing");
        reading.findings.extend(findings);
    } else {
        // One finding says it; a hundred "not filled in" would hide it.
        reading.findings.retain(|finding| finding.code != "date.unreadable" || finding.raw.as_deref() != Some(""));
        reading.findings.push(scope.about_file("return.empty").of(&unit.code));
    }
}

/// Somebody wrote a number there, or records that were counted: a blank that means zero is neither.
fn has_number(fact: &Fact) -> bool {
    let written = fact.source.as_ref().is_some_and(|source| !source.raw.trim().is_empty());
    fact.value.number().is_some_and(|number| written || !number.is_zero())
}

/// A sheet of a form the unit does not owe for the month, but filled in.
fn not_due(scope: &Scope<'_>, unit: &Unit, form: &Form, bound: &bind::Bound<'_>) -> Option<Finding> {
    let grid = bound.get(form.id.as_str())?;
    let mut facts = facts_of(scope, unit, form, grid, &mut Vec::new());
    let table = Table { scope: *scope, form, grid, region: &unit.code };
    ledger::read(&table, &mut facts, &mut Vec::new());
    let finding = scope.about_sheet("sheet.not_due", &grid.name).of(&unit.code).with("form", &form.title);
    facts.iter().any(has_number).then_some(finding)
}

/// There may be numbers that were not read: under a head no one knows, or, no table being found at all, on sheets that
/// were left out. To call such a return empty would be untrue.
fn is_unread(
    scope: &Scope<'_>,
    unit: &Unit,
    bound: &bind::Bound<'_>,
    of_file: &[Finding],
    of_tables: &[Finding],
) -> bool {
    let is_table = |id: &&String| scope.catalog.forms.get(*id).is_some_and(|form| !form.is_cover());
    let any_bound = unit.forms_of(scope.file.month).filter(is_table).any(|id| bound.contains_key(id.as_str()));
    let left_out = of_file.iter().any(|finding| matches!(finding.code, "sheet.unknown" | "sheet.hidden"));
    of_tables.iter().any(|finding| finding.code == "table.no_header") || !any_bound && left_out
}
