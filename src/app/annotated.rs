//! Annotated copies for the counties: each unit's own workbook with its findings marked in it and listed on a sheet.

use super::annotated_lines;
use super::edition::Output;
use super::error::Error;
use super::session::Session;
use super::store;
use crate::finding::{Finding, Level};
use crate::ingest::{FileRecord, FileState};
use crate::model::{Month, RegionCode};
use crate::render::xlsx::{self, Annotations};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// The folder of the copies, in an edition and beside it.
pub(super) const FOLDER: &str = "标注";
const KIND: &str = "annotated.xlsx";

const GUIDE: &str = "用法：点“单元格”一栏跳到该格，红底为强制，黄底为核实。强制项请改正后重报；核实项有误的改正后重报，确实无误的在“说明”写明原因，\
                     并填“填写人”“日期”，连同本件交回。请勿改动“编号”。表下有附注的请一并阅看。";

/// Annotated copies, and which file of the inputs each is of.
#[derive(Default)]
pub(super) struct Copies {
    pub outputs: Vec<Output>,
    /// By the input's path: the copy's.
    pub of: BTreeMap<String, String>,
    /// Units that have one.
    pub units: BTreeSet<RegionCode>,
}

/// A file of a unit with what is said of it.
struct Told<'a> {
    unit: &'a RegionCode,
    month: Month,
    file: &'a FileRecord,
    findings: Vec<&'a Finding>,
}

impl Session {
    /// The annotated copies of these findings: of each file of a unit with an open one, whatever its month. A finding
    /// about no file that counts stands in the first of its unit and month.
    pub(super) fn annotated(&self, files: &[FileRecord], findings: &[&Finding]) -> Result<Copies, Error> {
        let mut told: Vec<Told<'_>> = Vec::new();
        let months: BTreeSet<Month> = findings.iter().map(|finding| finding.month).collect();
        for unit in &self.desk.units {
            for month in &months {
                told.extend(told_of(&unit.code, *month, files, findings));
            }
        }
        let mut names = BTreeMap::new();
        for one in &told {
            *names.entry(one.unit).or_insert(0_usize) += 1;
        }
        let (mut taken, mut copies) = (BTreeSet::new(), Copies::default());
        for one in &told {
            let shared = names.get(one.unit).is_some_and(|copies| *copies > 1);
            let path = self.path(one, shared, &mut taken);
            let bytes = self.copy(one)?;
            if !self.asks_for_persons(Some(one.unit)) {
                copies.of.insert(one.file.path.to_string(), path.clone());
            }
            copies.units.insert(one.unit.clone());
            copies.outputs.push(Output { kind: KIND.into(), path, bytes: bytes.into() });
        }
        Ok(copies)
    }

    /// `标注/魏都区.xlsx`; with the month, and a number, where a unit has several.
    fn path(&self, told: &Told<'_>, shared: bool, taken: &mut BTreeSet<String>) -> String {
        let name = self.region_name(told.unit);
        let name: String =
            name.chars().map(|c| if "/\\:*?\"<>|".contains(c) || c.is_control() { '_' } else { c }).collect();
        let name = if shared { format!("{name}{}", told.month) } else { name };
        let numbered = |number: usize| match number {
            1 => format!("{FOLDER}/{name}.xlsx"),
            _ => format!("{FOLDER}/{name}({number}).xlsx"),
        };
        let path = (1..).map(numbered).find(|path| !taken.contains(path)).unwrap_or_default();
        taken.insert(path.clone());
        path
    }

    fn copy(&self, told: &Told<'_>) -> Result<Vec<u8>, Error> {
        let name = told.file.path.rsplit('/').next().unwrap_or_default();
        let path = self.inputs.join(told.month.to_string()).join(name);
        let input = store::read_input(&path, name, told.month)?;
        let start = Instant::now();
        let limit = Duration::from_secs(self.catalog.bounds.seconds);
        let made =
            xlsx::annotate(&input.bytes, &self.annotations(told), &self.catalog.bounds, &|| start.elapsed() > limit);
        let failed = |error| {
            let unit = self.region_name(told.unit);
            Error::new("error.annotated").with("unit", unit).with("file", &told.file.path).with("reason", error)
        };
        Ok(made.map_err(failed)?.bytes)
    }

    fn annotations(&self, told: &Told<'_>) -> Annotations {
        let unit = self.region_name(told.unit);
        let of = |level: Level| told.findings.iter().filter(move |finding| finding.level == level);
        let explained = of(Level::Query).filter(|finding| !finding.is_open()).count();
        let explained = if explained > 0 { format!("（其中已说明 {explained} 处）") } else { String::new() };
        let (must, query) = (of(Level::Must).count(), of(Level::Query).count());
        let (year, month) = (told.month.year(), told.month.number());
        let mut lines = annotated_lines::lines(&told.findings, told.file, self.language());
        let personal = self.asks_for_persons(Some(told.unit));
        if personal {
            // There is nothing in the copy to mark or to lead to.
            lines.iter_mut().for_each(|line| (line.here, line.marks) = (false, Vec::new()));
        }
        Annotations {
            title: format!("{unit} {year}年{month}月报表审核：强制 {must} 处，核实 {query} 处{explained}"),
            guide: GUIDE.to_owned(),
            author: self.desk.office.clone(),
            lines,
            personal,
        }
    }
}

/// What is said of a unit's files of a month, file by file; nothing where nothing is open, or no file is there.
fn told_of<'a>(unit: &'a RegionCode, month: Month, files: &'a [FileRecord], findings: &[&'a Finding]) -> Vec<Told<'a>> {
    let wanted = |finding: &&Finding| {
        finding.month == month && finding.region.as_ref() == Some(unit) && finding.level != Level::Note
    };
    let all: Vec<&Finding> = findings.iter().copied().filter(wanted).collect();
    let is_of_month = |file: &&FileRecord| file.path.split('/').next() == Some(month.to_string().as_str());
    let of_month = || files.iter().filter(is_of_month);
    let mut own: Vec<&FileRecord> =
        of_month().filter(|file| file.state == FileState::Effective && file.region.as_ref() == Some(unit)).collect();
    if own.is_empty() {
        // Nothing of it counts: what was sent is told all the same.
        let named = |file: &&FileRecord| all.iter().any(|finding| finding.place.file.as_ref() == Some(&file.path));
        own.extend(of_month().find(named));
    }
    let Some(first) = own.first().map(|file| &file.path) else { return Vec::new() };
    let file_of = |finding: &Finding| {
        let own = own.iter().find(|file| finding.place.file.as_ref() == Some(&file.path));
        own.map_or(first, |file| &file.path)
    };
    let mut told: Vec<Told<'_>> = Vec::new();
    for file in &own {
        let findings: Vec<&Finding> = all.iter().copied().filter(|finding| *file_of(finding) == file.path).collect();
        if findings.iter().any(|finding| finding.is_open()) {
            told.push(Told { unit, month, file, findings: grouped(findings) });
        }
    }
    told
}

/// All of one group together, its head first; groups with something to correct before those to be explained.
fn grouped(findings: Vec<&Finding>) -> Vec<&Finding> {
    let mut groups: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        groups.entry(finding.group_id()).or_default().push(finding);
    }
    for (head, group) in &mut groups {
        group.sort_by(|a, b| (a.id() != *head).cmp(&(b.id() != *head)).then_with(|| a.order().cmp(&b.order())));
    }
    let mut groups: Vec<Vec<&Finding>> = groups.into_values().collect();
    let level = |group: &[&Finding]| group.iter().map(|finding| finding.level).min();
    groups.sort_by(|a, b| {
        level(a).cmp(&level(b)).then_with(|| a.first().map(|f| f.order()).cmp(&b.first().map(|f| f.order())))
    });
    groups.concat()
}
