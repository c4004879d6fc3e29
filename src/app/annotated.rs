//! Annotated copies for the counties: each unit's own workbook with its findings marked in it and listed on a sheet.

use super::edition::Output;
use super::error::Error;
use super::session::Session;
use super::store;
use crate::finding::{Finding, Lang, Level, Suspect};
use crate::ingest::{FileRecord, FileState};
use crate::model::{Month, Period, RegionCode};
use crate::render::xlsx::{self, Annotations, Line, Mark};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// The folder of the copies, in an edition and beside it.
pub(super) const FOLDER: &str = "标注";
const KIND: &str = "annotated.xlsx";

const GUIDE: &str = "用法：点“单元格”一栏跳到该格，红底为强制，黄底为核实。强制项请改正后重报；核实项有误的改正后重报，确实无误的在“说明”写明原因，\
                     并填“填写人”“日期”，连同本件交回。请勿改动“编号”。表下有附注的请一并阅看。";

/// A file of a unit with what is said of it.
struct Told<'a> {
    unit: &'a RegionCode,
    month: Month,
    file: &'a FileRecord,
    findings: Vec<&'a Finding>,
}

impl Session {
    /// The annotated copies of a period: of each file of a unit with an open finding. A finding about no file that
    /// counts stands in the first of its unit and month.
    pub(super) fn annotated(
        &self,
        files: &[FileRecord],
        findings: &[Finding],
        period: Period,
    ) -> Result<Vec<Output>, Error> {
        let mut told: Vec<Told<'_>> = Vec::new();
        for unit in &self.desk.units {
            for month in period.months() {
                told.extend(told_of(&unit.code, month, files, findings));
            }
        }
        let mut names = BTreeMap::new();
        for one in &told {
            *names.entry(one.unit).or_insert(0_usize) += 1;
        }
        let mut taken = BTreeSet::new();
        told.iter()
            .map(|one| {
                let shared = names.get(one.unit).is_some_and(|copies| *copies > 1);
                let path = self.path(one, shared, &mut taken);
                let bytes = self.copy(one)?;
                Ok(Output { kind: KIND, path, bytes: bytes.into() })
            })
            .collect()
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
        Annotations {
            title: format!("{unit} {year}年{month}月报表审核：强制 {must} 处，核实 {query} 处{explained}"),
            guide: GUIDE.to_owned(),
            author: self.desk.office.clone(),
            lines: told.findings.iter().enumerate().map(|(at, finding)| self.line(at, finding, told.file)).collect(),
        }
    }

    fn line(&self, at: usize, finding: &Finding, file: &FileRecord) -> Line {
        let lang = self.language();
        let place = &finding.place;
        let here = place.file.as_deref() == Some(&*file.path);
        let elsewhere = place.file.as_deref().filter(|_| !here).map(|path| format!("{path} "));
        let sheet = place.sheet.as_deref().unwrap_or_default();
        let reply = match (finding.status.explanation(), finding.level) {
            (_, Level::Must) => ["须更正".to_owned(), String::new(), String::new()],
            (Some(given), _) => [given.text.clone(), given.who.clone(), given.date.clone()],
            (None, _) => Default::default(),
        };
        let mut line = Line {
            level: finding.level,
            level_name: finding.level.name(Lang::Zh).to_owned(),
            sheet: format!("{}{sheet}", elsewhere.unwrap_or_default()).trim().to_owned(),
            cell: place.cell,
            here,
            raw: finding.raw.clone().unwrap_or_default(),
            problem: problem(finding, lang),
            cause: cause(finding, file, lang),
            advice: finding.advice(lang),
            reply,
            id: finding.id(),
            marks: Vec::new(),
        };
        line.marks = marks(at, finding, &line, file);
        line
    }
}

/// What is said of a unit's files of a month, file by file; nothing where nothing is open, or no file is there.
fn told_of<'a>(unit: &'a RegionCode, month: Month, files: &'a [FileRecord], findings: &'a [Finding]) -> Vec<Told<'a>> {
    let wanted = |finding: &&Finding| {
        finding.month == month && finding.region.as_ref() == Some(unit) && finding.level != Level::Note
    };
    let all: Vec<&Finding> = findings.iter().filter(wanted).collect();
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

fn problem(finding: &Finding, lang: Lang) -> String {
    let headline = finding.headline(lang);
    match &finding.comparison {
        Some(c) => format!("{headline}\n{} {} {} 不成立，差 {}", c.left, c.op, c.right, c.difference),
        None => headline,
    }
}

/// The likely cause, and the cells that may be wrong with what should stand there.
fn cause(finding: &Finding, file: &FileRecord, lang: Lang) -> String {
    let mut words: Vec<String> = finding.cause.iter().map(|cause| format!("疑为{}", cause.words(lang))).collect();
    words.extend(finding.suspects.iter().map(|suspect| {
        let place = &suspect.place;
        let mut at: Vec<String> = Vec::new();
        if place.file.as_deref() != Some(&*file.path) {
            at.extend(place.file.as_deref().map(str::to_owned));
        }
        if place.sheet != finding.place.sheet || !at.is_empty() {
            at.extend(place.sheet.as_deref().map(str::to_owned));
        }
        at.extend(place.cell.map(|cell| cell.to_string()));
        format!("{}现为{}{}", at.join(" "), said(&suspect.raw), repair(suspect))
    }));
    words.join("\n")
}

fn said(raw: &str) -> String {
    if raw.trim().is_empty() { "空".to_owned() } else { format!("“{raw}”") }
}

fn repair(suspect: &Suspect) -> String {
    if suspect.repair.is_empty() { String::new() } else { format!("，改为{}则各项相符", suspect.repair) }
}

/// The cells of an open finding in its file: its own, and those suspected.
fn marks(at: usize, finding: &Finding, line: &Line, file: &FileRecord) -> Vec<Mark> {
    if !finding.is_open() {
        return Vec::new();
    }
    let mut words = vec![format!("【{}】第{}项：{}", line.level_name, at + 1, line.problem)];
    words.extend((!line.cause.is_empty()).then(|| format!("疑因：{}", line.cause)));
    words.extend((!line.advice.is_empty()).then(|| format!("处理：{}", line.advice)));
    let own = finding.place.cell.filter(|_| line.here);
    let own = own.map(|cell| Mark { sheet: line.sheet.clone(), cell, words: words.join("\n") });
    let mut marks: Vec<Mark> = own.into_iter().collect();
    for suspect in finding.suspects.iter().filter(|suspect| suspect.place.file.as_deref() == Some(&*file.path)) {
        let (Some(sheet), Some(cell)) = (suspect.place.sheet.as_deref(), suspect.place.cell) else { continue };
        let is_marked = marks.iter().any(|mark| mark.sheet == sheet && mark.cell == cell);
        if !is_marked {
            let words = format!("【{}】见第{}项：疑为本格有误{}", line.level_name, at + 1, repair(suspect));
            marks.push(Mark { sheet: sheet.to_owned(), cell, words });
        }
    }
    marks
}
