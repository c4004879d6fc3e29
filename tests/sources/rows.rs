//! The rows of the five source documents, and which desk each belongs to.

use std::collections::BTreeMap;
use std::path::PathBuf;
use yuebao::model::{Date, Decimal};

/// A number, an aim or a word of a document.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: String,
    pub city: String,
    pub name: String,
    pub kind: String,
    pub comparator: String,
    pub value: String,
    pub unit: String,
    pub deadline: String,
    pub responsible_units: String,
    /// 分管领导
    pub leader: String,
    pub tag: String,
    pub quote: String,
}

/// Which desk is of which document, by how its rows begin.
pub const DESKS: [(&str, &str); 5] = [
    ("MY", "mianyang-2021"),
    ("SC", "sichuan-2021"),
    ("SW", "shanwei-2024"),
    ("XC", "xuchang-2021"),
    ("BJ", "baoji-2020"),
];

impl Row {
    pub fn desk(&self) -> &'static str {
        DESKS.iter().find(|(prefix, _)| self.id.starts_with(prefix)).unwrap().1
    }
    /// A slogan, a code or a number in an order: nothing that is counted.
    pub fn is_word(&self) -> bool {
        self.tag == "SLOGAN" || self.tag == "ORDINAL"
    }
    /// The number, where it is one.
    pub fn number(&self) -> Option<Decimal> {
        self.value.parse().ok()
    }
    /// The unit without what it is counted by: 个 of 个/县市区.
    pub fn plain_unit(&self) -> &str {
        self.unit.split('/').next().unwrap_or_default()
    }
    /// Asked of each county or each town, not of all together; 次/月 is so many a month.
    pub fn is_of_each(&self) -> bool {
        self.unit.split_once('/').is_some_and(|(_, each)| each != "月")
    }
    /// The day it names, or else the year: that of the text, or of the desk.
    pub fn due(&self) -> (Option<Date>, i32) {
        let digits = self.deadline.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
        let year = digits.filter_map(|at| self.deadline.get(at..at + 4)?.parse::<i32>().ok()).find(|y| *y >= 1950);
        let of_desk = self.desk().rsplit_once('-').unwrap().1.parse().unwrap();
        (Date::parse_iso(&self.deadline), year.unwrap_or(of_desk))
    }
}

pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sources")
}

/// The lines of a table, each cut at its tabs; without the heads.
fn lines(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(folder().join(name)).unwrap_or_default();
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

pub fn rows() -> Vec<Row> {
    let row = |cells: Vec<String>| {
        let [id, city, name, kind, comparator, value, unit, deadline, responsible_units, leader, tag, quote] =
            cells.try_into().unwrap();
        Row { id, city, name, kind, comparator, value, unit, deadline, responsible_units, leader, tag, quote }
    };
    lines("rows.tsv").into_iter().map(row).collect()
}

/// A figure a row should be found as.
#[derive(Clone, Debug)]
pub struct Expected {
    pub row: String,
    /// A region, or two with ` - ` between: the first without the second.
    pub region: String,
    pub indicator: String,
    pub measure: String,
    pub period: String,
    pub shown: String,
}

/// By row.
pub fn expected(desk: &str) -> BTreeMap<String, Expected> {
    let one = |cells: Vec<String>| {
        let [row, region, indicator, measure, period, shown] = cells.try_into().unwrap();
        (row.clone(), Expected { row, region, indicator, measure, period, shown })
    };
    lines(&format!("expected-{desk}.tsv")).into_iter().map(one).collect()
}
