//! How one file would be read, without reading it into anything.

use super::error::Error;
use super::reading::{Silent, side_by_side};
use super::session::Options;
use super::{store, templates};
use crate::catalog::Catalog;
use crate::finding::{Finding, Lang};
use crate::ingest::{
    self, Against, BlockView, ColumnView, Holder, How, InputFile, Inspection, OutOfTime, Role, SheetView, Taken, Takes,
};
use crate::model::{Cell, IndicatorId, Month};
use serde_json::{Value, json};
use std::path::Path;

/// What a file says, or why it cannot be read.
type Asked<T> = Result<T, Box<Finding>>;

/// A file with what it is held against.
#[derive(Debug)]
pub struct Inspected {
    pub catalog: Catalog,
    pub file: InputFile,
    desk: Option<String>,
    form: Option<String>,
}

impl Inspected {
    /// Reads the templates and the bytes of the file.
    ///
    /// # Errors
    /// Templates or the form not understood, no such desk, no such file.
    pub fn open(options: &Options, form: Option<&Path>, path: &Path) -> Result<Self, Error> {
        let (mut catalog, form) = match form {
            None => (templates::standing_templates(options)?.catalog, None),
            Some(form) => {
                let (catalog, id) = templates::standing_with_form(options, form)?;
                (catalog, Some(id))
            }
        };
        if let Some(desk) = options.desk.as_ref().filter(|desk| !catalog.desks.contains_key(*desk)) {
            let known = catalog.desks.keys().cloned().collect::<Vec<_>>().join("、");
            return Err(Error::new("error.desk").with("desk", desk).with("known", known));
        }
        if let Some(desk) = options.desk.as_ref().and_then(|id| catalog.desks.get(id)).cloned() {
            catalog.put_heads_of(&desk);
        }
        let bytes = std::fs::read(path).map_err(|e| store::read_error(path, &e))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        // Never shown: a file without a desk lies in no period folder.
        let month = Month::new(1900, 1).ok_or_else(|| Error::new("error.defect").with("reason", "1900-01"))?;
        let sha256 = store::sha256(&bytes).into();
        let file = InputFile { path: name.into(), month, sha256, bytes: bytes.into() };
        Ok(Self { catalog, file, desk: options.desk.clone(), form })
    }

    fn against(&self) -> Against<'_> {
        let form = self.form.as_ref().and_then(|id| self.catalog.forms.get(id));
        let desk = self.desk.as_ref().and_then(|id| self.catalog.desks.get(id));
        form.map(Against::Form).or(desk.map(Against::Desk)).unwrap_or(Against::All)
    }

    /// How each sheet would be read.
    ///
    /// # Errors
    /// The file is no workbook that can be read.
    pub fn inspect(&self) -> Result<Inspection, Error> {
        self.within_time(&|file, out_of_time| ingest::inspect(&self.catalog, self.against(), file, out_of_time))
    }

    /// A first form for what no form knows.
    ///
    /// # Errors
    /// The file cannot be read, or no table stands in it.
    pub fn draft(&self) -> Result<String, Error> {
        let drafted =
            self.within_time(&|file, out_of_time| ingest::draft(&self.catalog, self.against(), file, out_of_time))?;
        drafted.ok_or_else(|| Error::new("error.no_table").with("file", ingest::visible(&self.file.path)))
    }

    fn within_time<T: Send>(&self, ask: &(dyn Fn(&InputFile, OutOfTime<'_>) -> Asked<T> + Sync)) -> Result<T, Error> {
        let files = std::slice::from_ref(&self.file);
        let mut asked = side_by_side(files, 1, self.catalog.bounds.seconds, &Silent, ask)?;
        let only = asked.pop().ok_or_else(|| Error::new("error.defect").with("reason", "0"))?;
        only.map_err(Error::Refused)
    }

    pub fn indicator_name(&self, id: &IndicatorId) -> String {
        self.catalog.indicators.get(id).map_or_else(|| id.to_string(), |indicator| indicator.name.clone())
    }

    /// The same as JSON.
    pub fn json(&self, inspection: &Inspection, lang: Lang) -> Vec<u8> {
        let sheets: Vec<Value> = inspection.sheets.iter().map(|sheet| self.sheet(sheet, lang)).collect();
        let of_file = |finding: &Finding| json!({ "code": finding.code, "headline": finding.headline(lang) });
        let of_file: Vec<Value> = inspection.findings.iter().map(of_file).collect();
        let page =
            json!({ "file": &*self.file.path, "format": inspection.extension, "findings": of_file, "sheets": sheets });
        let mut bytes = serde_json::to_vec_pretty(&page).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    fn sheet(&self, sheet: &SheetView, lang: Lang) -> Value {
        let form = |form: &ingest::SheetForm| json!({ "id": form.id, "title": form.title, "by": holder(form.by) });
        let said = |said: &ingest::Said| json!({ "text": said.text, "by": how(said.how) });
        let finding = |(finding, count): &(Finding, usize)| {
            json!({ "code": finding.code, "level": finding.level.id(), "count": count,
                    "cell": finding.place.cell.map(|cell| cell.to_string()), "headline": finding.headline(lang) })
        };
        json!({
            "name": sheet.name,
            "hidden": sheet.hidden,
            "range": sheet.extent.map(|(first, last)| range(first, last)),
            "cells": sheet.cells,
            "stray": sheet.stray.map(|cell| cell.to_string()),
            "merges": sheet.merges.iter().map(|(first, last)| range(*first, *last)).collect::<Vec<_>>(),
            "form": sheet.form.as_ref().map(form),
            "like": sheet.like.as_ref().map(form),
            "region": sheet.region.as_ref().map(said),
            "period": sheet.period.as_ref().map(said),
            "values": sheet.values,
            "findings": sheet.findings.iter().map(finding).collect::<Vec<_>>(),
            "tables": sheet.blocks.iter().map(|block| self.block(block)).collect::<Vec<_>>(),
        })
    }

    fn block(&self, block: &BlockView) -> Value {
        let counts = block.counts;
        let unbound =
            |row: &ingest::Unbound| json!({ "cell": row.cell.to_string(), "text": row.text, "near": row.near });
        json!({
            "range": range(block.first, block.last),
            "head_rows": block.head.map(|(first, last)| [first + 1, last + 1]),
            "table": block.table,
            "titles": block.above,
            "rows": block.rows,
            "row_names": block.names,
            "row_counts": { "indicators": counts.indicators, "regions": counts.regions, "periods": counts.periods,
                "measures": counts.measures, "records": counts.records, "totals": counts.totals,
                "subtotals": counts.subtotals, "unknown": counts.unknown },
            "columns": block.columns.iter().map(|column| self.column(column)).collect::<Vec<_>>(),
            "unknown_rows": block.unbound.iter().map(unbound).collect::<Vec<_>>(),
        })
    }

    fn column(&self, column: &ColumnView) -> Value {
        let mut page = json!({ "column": letters(column.column), "head": column.head, "role": role(&column.takes) });
        let mut put = |key: &str, value: Option<String>| {
            if let (Some(object), Some(value)) = (page.as_object_mut(), value) {
                object.insert(key.to_owned(), value.into());
            }
        };
        match &column.takes {
            Takes::Form(Taken::Value { indicator, measure, region, period }) => {
                put("indicator", indicator.as_ref().map(|id| self.indicator_name(id)));
                put("measure", measure.map(|measure| measure.id().to_owned()));
                put("region", region.clone());
                put("period", period.map(|period| period.to_string()));
            }
            Takes::Looks(_, Some(id)) => put("dictionary", Some(self.indicator_name(id))),
            _ => {}
        }
        put("near", column.near.clone());
        page
    }
}

/// `A3:L24`.
fn range(first: Cell, last: Cell) -> String {
    format!("{first}:{last}")
}

/// `AB`, the letters of a column.
fn letters(column: u32) -> String {
    Cell::new(0, column).to_string().trim_end_matches('1').to_owned()
}

fn holder(holder: Holder) -> &'static str {
    match holder {
        Holder::Name => "name",
        Holder::Inside => "inside",
        Holder::Labels => "labels",
        Holder::Heads => "heads",
    }
}

fn how(how: How) -> &'static str {
    match how {
        How::Cover => "cover",
        How::UnitLine => "unit_line",
        How::SheetName => "sheet",
        How::Title => "title",
        How::FileName => "file",
        How::Form => "form",
    }
}

fn role(takes: &Takes) -> &'static str {
    match takes {
        Takes::Form(Taken::Label) | Takes::Looks(Role::Label, _) => "label",
        Takes::Form(Taken::Code) | Takes::Looks(Role::Code, _) => "code",
        Takes::Form(Taken::Unit) | Takes::Looks(Role::Unit, _) => "unit",
        Takes::Form(Taken::Personal) | Takes::Looks(Role::Personal, _) => "personal",
        Takes::Form(Taken::Gives(_)) => "gives",
        Takes::Form(Taken::Value { .. }) => "value",
        Takes::Form(Taken::Aside) => "aside",
        Takes::Form(Taken::Unknown) => "unknown",
        Takes::Looks(Role::Number, _) => "number",
        Takes::Looks(Role::Text, _) => "text",
        Takes::Looks(Role::Date, _) => "date",
        Takes::Looks(Role::Empty, _) => "blank",
    }
}
