//! Returns of a March, made for tests of versions: covers with a date, a table of deaths.

use rust_xlsxwriter::Workbook;
use std::collections::BTreeMap;
use std::path::Path;
use yuebao::app::{Options, Reading, Session, Silent};
use yuebao::finding::Finding;
use yuebao::ingest::{FileState, ReturnRecord};
use yuebao::model::{IndicatorId, Measure, Month, RegionCode, Value};

pub const YUZHOU: &str = "411081";
pub const WEIDU: &str = "411002";
pub const JIANAN: &str = "411003";

/// A return whose cover says this, with so many deaths in March.
pub fn book(unit: &str, period: &str, sent: &str, deaths: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let cover = book.add_worksheet().set_name("封面").unwrap();
    for (row, (label, value)) in (0..).zip([("填报单位", unit), ("报告期", period), ("报出日期", sent)]) {
        cover.write_string(row, 0, label).unwrap().write_string(row, 1, value).unwrap();
    }
    let sheet = book.add_worksheet().set_name("表4 殡葬").unwrap();
    for (column, head) in (0..).zip(["指标名称", "行次", "计量单位", "本月数"]) {
        sheet.write_string(0, column, head).unwrap();
    }
    for (column, text) in (0..).zip(["死亡人数", "1", "人"]) {
        sheet.write_string(1, column, text).unwrap();
    }
    sheet.write_number(1, 3, deaths).unwrap();
    book.save_to_buffer().unwrap()
}

pub fn yuzhou(sent: &str, deaths: u32) -> Vec<u8> {
    book("禹州市民政局", "2021年3月", sent, deaths)
}

pub fn deaths_csv(deaths: u32) -> Vec<u8> {
    format!("指标名称,行次,计量单位,本月数\n死亡人数,1,人,{deaths}\n").into()
}

pub const MARRIAGES_CSV: &str = "指标名称,行次,计量单位,本月数\n结婚登记,1,对,31\n";
pub const COVER_CSV: &str = "填报单位,禹州市民政局\n报告期,2021年3月\n报出日期,2021-04-02\n";

/// An inputs folder whose March holds these files.
pub fn folder(files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let march = folder.path().join("2021-03");
    std::fs::create_dir(&march).unwrap();
    for (name, bytes) in files {
        std::fs::write(march.join(name), bytes).unwrap();
    }
    folder
}

pub fn read_at(home: &Path, files: &[(&str, Vec<u8>)]) -> Reading {
    let inputs = folder(files);
    let options = Options {
        desk: Some(super::DESK.into()),
        home: Some(home.into()),
        inputs: Some(inputs.path().into()),
        jobs: 1,
        ..Options::default()
    };
    Session::open(&options).unwrap().read(march(), &Silent).unwrap()
}

pub fn read(files: &[(&str, Vec<u8>)]) -> Reading {
    read_at(&super::root(), files)
}

pub fn march() -> Month {
    Month::new(2021, 3).unwrap()
}

pub fn of<'a>(reading: &'a Reading, code: &str) -> Vec<&'a Finding> {
    reading.returns.findings.iter().filter(|finding| finding.code == code).collect()
}

pub fn one<'a>(reading: &'a Reading, code: &str) -> &'a Finding {
    let found = of(reading, code);
    assert_eq!(found.len(), 1, "{code}: {found:?}");
    found[0]
}

pub fn of_unit<'a>(reading: &'a Reading, unit: &str) -> &'a ReturnRecord {
    reading.returns.register.iter().find(|entry| entry.region.as_str() == unit).unwrap()
}

/// What became of each file, by its name.
pub fn states(reading: &Reading) -> BTreeMap<&str, FileState> {
    reading.returns.files.iter().map(|file| (file.path.rsplit('/').next().unwrap(), file.state)).collect()
}

pub fn number(reading: &Reading, unit: &str, indicator: &str) -> Option<String> {
    let found = reading.facts.find(&RegionCode::new(unit), &IndicatorId::new(indicator), Measure::Month, march());
    match found.and_then(|number| reading.facts.get(number))?.value {
        Value::Number(number) => Some(number.to_string()),
        Value::Missing(_) => None,
    }
}

pub fn deaths(reading: &Reading, unit: &str) -> Option<String> {
    number(reading, unit, "funeral.deaths")
}
