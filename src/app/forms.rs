//! `yuebao forms`: the blank forms of a month, one workbook a unit, from the same form files that read them back.

use super::error::Error;
use super::reading::{Progress, Reading};
use super::session::Session;
use super::store::{self, Replaced};
use crate::catalog::{Unit, normalise};
use crate::finding::Finding;
use crate::ingest;
use crate::model::{Month, Period};
use crate::render::xlsx::{self, BookMeta};
use crate::report::{self, Blank, BlankRequest};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// What the command line says about the forms to be made.
#[derive(Clone, Debug, Default)]
pub struct FormsOptions {
    pub period: Option<String>,
    /// Names or codes; empty: all units of the desk.
    pub units: Vec<String>,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct FormsMade {
    pub month: Month,
    pub folder: PathBuf,
    pub files: usize,
    /// Rules that are checked in the cells, and how many runs of rules that makes in all workbooks.
    pub rules: usize,
    pub checks: usize,
    /// Runs of rules that need other months, left to `yuebao check`.
    pub left: usize,
    pub unchanged: bool,
}

/// The folder of the blank forms, below the period's outputs.
const FOLDER: &str = "空白表";
/// How their names end: a folder that holds anything else is not replaced.
const ENDING: &str = "空白表.xlsx";

impl Session {
    /// Makes the blank forms of a month.
    ///
    /// # Errors
    /// Arguments, templates, I/O; a folder with other things in it.
    pub fn forms(&self, options: &FormsOptions, progress: &dyn Progress) -> Result<FormsMade, Error> {
        let month = self.month_of_forms(options.period.as_deref())?;
        let units = self.units_named(&options.units, month)?;
        let reading = self.month_before(month, progress)?;
        let folder = self.forms_folder(month);
        let findings =
            reading.as_ref().map(|reading| self.all_findings(reading, Vec::new()).findings).unwrap_or_default();
        let mut files = self.kept(&folder, options.units.is_empty())?;
        let (mut rules, mut checks, mut left) = (BTreeSet::new(), 0, 0);
        for unit in &units {
            let made = self.blank(unit, month, reading.as_ref(), &findings)?;
            files.insert(self.file_name(unit, month), self.bytes(unit, month, &made)?);
            rules.extend(made.rules);
            checks += made.checks;
            left += made.left;
        }
        let unchanged = store::replace_folder(&folder, &files)? == Replaced::Same;
        Ok(FormsMade { month, folder, files: units.len(), rules: rules.len(), checks, left, unchanged })
    }

    /// A month of the desk's year; the one after the latest with returns when none is said.
    fn month_of_forms(&self, text: Option<&str>) -> Result<Month, Error> {
        let wanted = match text {
            None => self.month_after(),
            Some(text) => match Period::parse(text) {
                Ok(Period::Month(month)) => Some(month),
                Ok(_) => return Err(Error::new("error.month_wanted").with("period", text)),
                Err(error) => return Err(Error::new("error.period").with("period", error.0)),
            },
        };
        let shown = text.map_or_else(|| self.desk.year.to_string(), str::to_owned);
        let outside = || {
            let error = Error::new("error.year").with("desk", &self.desk.id).with("year", self.desk.year);
            error.with("period", &shown)
        };
        wanted.filter(|month| month.year() == self.desk.year).ok_or_else(outside)
    }

    fn month_after(&self) -> Option<Month> {
        let latest = self.inputs.is_dir().then(|| self.months().ok()?.last().copied()).flatten();
        latest.map_or_else(|| Month::new(self.desk.year, 1), |month| Some(month.next()))
    }

    /// The returns of the month before, when there are any.
    fn month_before(&self, month: Month, progress: &dyn Progress) -> Result<Option<Reading>, Error> {
        let before = month.previous();
        if !self.inputs.is_dir() || !store::months(&self.inputs)?.contains(&before) || before.year() != self.desk.year {
            return Ok(None);
        }
        self.read(before, progress).map(Some)
    }

    fn units_named(&self, names: &[String], month: Month) -> Result<Vec<&Unit>, Error> {
        if names.is_empty() {
            return Ok(self.desk.units.iter().filter(|unit| unit.reports(month)).collect());
        }
        let called = |unit: &&Unit, name: &str| {
            let region = self.catalog.regions.get(&unit.code);
            let of_region = region.into_iter().flat_map(|r| [&r.name, &r.short].into_iter().chain(&r.aliases));
            let mut known = unit.names.iter().chain(of_region).map(|known| normalise(known));
            unit.code.as_str() == name || known.any(|known| known == normalise(name))
        };
        let known = || self.desk.units.iter().map(|unit| self.region_name(&unit.code)).collect::<Vec<_>>().join("、");
        let find = |name: &String| {
            let found = self.desk.units.iter().find(|unit| called(unit, name));
            found.ok_or_else(|| Error::new("error.region").with("name", name).with("known", known()))
        };
        names.iter().map(find).collect()
    }

    fn forms_folder(&self, month: Month) -> PathBuf {
        let usual = || self.home.join("outputs").join(&self.desk.id).join(month.to_string()).join(FOLDER);
        self.out.clone().unwrap_or_else(usual)
    }

    /// What stays in the folder: nothing when all units are made anew, else the forms of the others.
    fn kept(&self, folder: &std::path::Path, all: bool) -> Result<BTreeMap<String, Arc<[u8]>>, Error> {
        if !folder.exists() {
            return Ok(BTreeMap::new());
        }
        let there = store::read_tree(folder)?;
        if let Some(other) = there.keys().find(|name| !name.ends_with(ENDING) || name.contains('/')) {
            return Err(Error::new("error.forms_folder").with("path", folder.display()).with("file", other));
        }
        let kept = there.into_iter().filter(|_| !all);
        Ok(kept.map(|(name, bytes)| (name, bytes.into())).collect())
    }

    fn blank(
        &self,
        unit: &Unit,
        month: Month,
        reading: Option<&Reading>,
        findings: &[Finding],
    ) -> Result<Blank, Error> {
        let tool = format!("yuebao {}", env!("CARGO_PKG_VERSION"));
        let request = BlankRequest {
            catalog: &self.catalog,
            desk: &self.desk,
            unit,
            month,
            due: ingest::due(&self.desk, month),
            facts: reading.map(|reading| &reading.facts),
            ledger: reading.map_or(&[], |reading| &reading.returns.ledger),
            findings,
            tool: &tool,
        };
        report::blank(&request)
            .map_err(|fault| Error::new("error.form_open").with("form", fault.form).with("table", fault.table))
    }

    fn bytes(&self, unit: &Unit, month: Month, made: &Blank) -> Result<Arc<[u8]>, Error> {
        let name = unit.names.first().cloned().unwrap_or_default();
        let meta = BookMeta {
            title: format!("{name}{}年{}月报表（空白表）", month.year(), month.number()),
            subject: "空白表".to_owned(),
            author: self.desk.office.clone(),
            notice: self.desk.notice.clone(),
            draft: None,
            created: ingest::due(&self.desk, month),
        };
        let bytes = xlsx::blank_book(&made.book, &meta);
        bytes.map(Into::into).map_err(|error| Error::new("error.blank").with("unit", name).with("reason", error))
    }

    /// `魏都区2021年12月月报空白表.xlsx`; with the code where two units have one short name.
    fn file_name(&self, unit: &Unit, month: Month) -> String {
        let short = |unit: &Unit| {
            let region = self.catalog.regions.get(&unit.code);
            let short = region.map(|region| region.short.clone()).filter(|short| !short.is_empty());
            short.unwrap_or_else(|| self.region_name(&unit.code))
        };
        let mine = short(unit);
        let shared = self.desk.units.iter().filter(|other| short(other) == mine).count() > 1;
        let code = if shared { unit.code.to_string() } else { String::new() };
        let name = format!("{mine}{code}{}年{}月月报{ENDING}", month.year(), month.number());
        name.chars().map(|c| if "/\\:*?\"<>|".contains(c) || c.is_control() { '_' } else { c }).collect()
    }
}
