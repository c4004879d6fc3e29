//! Lines of a wording that stand for a part of a document (`::keyfigures`, `::table key | …`): which a report may use,
//! which a letter, and which the page of a comparison.

use super::charts;
use crate::catalog::Report;
use crate::finding::Said;

/// In a report.
const OF_REPORTS: &[&str] = &[
    "masthead",
    "redhead",
    "letterhead",
    "to",
    "labelled",
    "contents",
    "keyfigures",
    "table",
    "chart",
    "attachments",
    "annex",
    "forms",
    "remark",
    "signature",
    "imprint",
];

/// In a letter to a unit.
const OF_LETTERS: &[&str] = &["letterhead", "to", "labelled", "table", "attachments", "annex", "remark", "signature"];

/// On the page of a comparison.
const OF_COMPARISONS: &[&str] =
    &["masthead", "keyfigures", "table", "chart", "labelled", "attachments", "annex", "remark", "signature"];

/// Tables made of the results.
const TABLES: &[&str] = &["key", "county", "targets", "ledger", "quality", "appraisal"];

/// What may stand after `::` in one wording.
pub struct Directives<'a> {
    names: &'static [&'static str],
    tables: &'static [&'static str],
    charts: Vec<&'a str>,
    /// An id may be made by a tag (`standing-{{ one.key }}`): checked when it is known.
    open: bool,
}

impl<'a> Directives<'a> {
    pub fn of_report(report: &'a Report) -> Self {
        Self { names: OF_REPORTS, tables: TABLES, charts: charts::ids(report), open: false }
    }

    pub fn of_letters() -> Self {
        Self { names: OF_LETTERS, tables: &[], charts: Vec::new(), open: false }
    }

    pub fn of_comparisons(tables: &'static [&'static str], charts: Vec<&'a str>) -> Self {
        Self { names: OF_COMPARISONS, tables, charts, open: true }
    }

    /// Checks the head of a line after `::`; `rows` says that the next line draws a table.
    ///
    /// # Errors
    /// What is wrong with it, and what may stand there.
    pub fn check(&self, head: &str, rows: bool) -> Result<(), Said> {
        let (name, id) = split(head);
        if name == "table" && self.names.contains(&name) {
            return self.check_table(id, rows);
        }
        let fits = match id {
            None => self.names.contains(&name) && name != "chart",
            Some(id) => name == "chart" && (self.charts.contains(&id) || self.is_made(id)),
        };
        if fits { Ok(()) } else { Err(self.unknown(head)) }
    }

    fn is_made(&self, id: &str) -> bool {
        self.open && id.contains(super::template::TAG)
    }

    fn check_table(&self, id: Option<&str>, rows: bool) -> Result<(), Said> {
        let made = id.is_some_and(|id| self.tables.contains(&id) || self.is_made(id));
        match (made, rows) {
            (true, false) => Ok(()),
            (true, true) => {
                let id = id.unwrap_or_default();
                let zh = format!("“::table {id}”由程序列出，下一行不能再画表；自己画的表请换一个编号");
                Err(Said::new(
                    zh,
                    format!("\"::table {id}\" is made by the program: a table drawn here needs another id"),
                ))
            }
            (false, true) if id.is_none_or(is_id) => Ok(()),
            (false, true) => Err(Said::new(
                "表的编号只用小写字母、数字和短横（`::table standings | 标题`）",
                "a table's id has small letters, digits and hyphens only",
            )),
            (false, false) if self.tables.is_empty() || id.is_none() => Err(Said::new(
                "::table 的下一行要画出表来：| 表头 | 表头 |，再下一行 |---|---|",
                "the line below ::table draws the table: | head | head |, then |---|---|",
            )),
            (false, false) => Err(self.unknown(&format!("table {}", id.unwrap_or_default()))),
        }
    }

    fn unknown(&self, head: &str) -> Said {
        let plain = self.names.iter().filter(|name| **name != "chart" && **name != "table").map(ToString::to_string);
        let tables = self.tables.iter().map(|id| format!("table {id}"));
        let charts = self.charts.iter().map(|id| format!("chart {id}"));
        let valid: Vec<String> = plain.chain(tables).chain(charts).collect();
        let list = valid.join("、");
        Said::new(
            format!("没有“::{head}”；可用的有：{list}，以及自己画的 table"),
            format!("there is no \"::{head}\"; valid: {list}, and a table drawn below it"),
        )
    }
}

/// What is wrong with a line that the input method wrote in full-width signs: it would be printed as text.
pub fn full_width(line: &str) -> Option<Said> {
    // A tag in front of it prints nothing as a rule (`{% if … %}`).
    let line = line.trim_matches(|c: char| c.is_whitespace() || c == super::template::TAG);
    let colons = ["：：", "：:", ":："].iter().any(|wrong| line.starts_with(wrong));
    let bars = line.starts_with('｜') || ((line.starts_with("::") || line.starts_with('|')) && line.contains('｜'));
    if !colons && !bars {
        return None;
    }
    let (wrong, right) = if colons { ("：：", "::") } else { ("｜", "|") };
    Some(Said::new(
        format!("这一行用了全角的“{wrong}”，会当作正文印出来；请用半角：行首写 ::，各部分之间写 |"),
        format!("\"{wrong}\" is full-width and would be printed as text: write {right}"),
    ))
}

/// `table key` is a name and an id.
pub fn split(head: &str) -> (&str, Option<&str>) {
    match head.trim().split_once(char::is_whitespace) {
        Some((name, id)) => (name, Some(id.trim())),
        None => (head.trim(), None),
    }
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
