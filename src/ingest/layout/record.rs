//! Which rows of a roster are records. Totals no one listed, who filled it in, notes and numbers printed for rows to come
//! are none; each is told, since a record left out in silence would be a person lost.

use super::row::Rows;
use super::table::Reader;
use crate::catalog::normalise;
use crate::finding::Finding;
use crate::ingest::workbook::{Content, GridCell, start};
use crate::model::Cell;
use std::collections::BTreeSet;

/// The columns of a block that tell a record from another row.
pub(super) struct Records {
    /// With a head: a remark beside the list is no part of it.
    headed: Vec<u32>,
    /// A record has something in one of these.
    essential: BTreeSet<u32>,
    /// Amounts, and what tells one record from another.
    weighty: BTreeSet<u32>,
    personal: BTreeSet<u32>,
    /// Where the word of a total may stand.
    naming: BTreeSet<u32>,
}

/// What a row turned out to be.
pub(super) enum Is {
    Record,
    /// Nothing there, or a total the form lists.
    Nothing,
    /// No record, which has to be told.
    Other(Box<Finding>),
}

impl Records {
    pub fn new(reader: &Reader<'_, '_>, weighty: BTreeSet<u32>, looked_at: impl Iterator<Item = u32>) -> Self {
        let heads =
            reader.block.heads.iter().filter(|(column, path)| !path.is_empty() || **column == reader.block.label);
        let given = reader.columns.names.iter().map(|name| name.column);
        let naming: BTreeSet<u32> = given.chain(reader.columns.personal.iter().copied()).collect();
        Self {
            headed: heads.map(|(column, _)| *column).collect(),
            essential: weighty.iter().chain(&naming).copied().chain(looked_at).collect(),
            weighty,
            personal: reader.columns.personal.clone(),
            naming: naming.into_iter().chain([reader.block.label]).collect(),
        }
    }

    pub fn is(&self, reader: &Reader<'_, '_>, row: u32) -> Is {
        let found = |column: u32| reader.sheet.grid.get(row, column).filter(|found| !is_blank(found));
        let Some((first, begins)) = self.headed.iter().find_map(|column| Some((*column, found(*column)?))) else {
            return Is::Nothing;
        };
        let named = std::iter::once(first).chain(self.naming.iter().copied());
        let mut totals = named.filter_map(|column| self.total(column, found(column)?));
        if let Some(total) = totals.next() {
            return if is_listed(reader.rows, &total) { Is::Nothing } else { other(reader, row, &total) };
        }
        let weighs = || self.weighty.iter().any(|column| found(*column).is_some_and(is_number));
        if is_signature(begins) && !weighs() {
            return other(reader, row, &begins.raw());
        }
        let holds = |column: &u32| found(*column).is_some_and(|found| !is_line(found));
        // A number beside nothing is a row to come, unless numbers are all that the form asks for.
        let called = || found(reader.block.label).is_some_and(|label| !is_line(label) && !self.is_number_only(label));
        if self.essential.iter().any(holds) || called() { Is::Record } else { other(reader, row, &begins.raw()) }
    }

    fn is_number_only(&self, label: &GridCell) -> bool {
        !self.essential.is_empty() && normalise(&label.raw()).chars().all(|c| c.is_ascii_digit())
    }

    /// The word of a total that stands there. Looked for in few texts: a list is long.
    fn total(&self, column: u32, found: &GridCell) -> Option<String> {
        let Content::Text(text) = &found.content else { return None };
        let may_be = text.contains(['计', '数']) && text.chars().take(30).count() < 30;
        may_be.then(|| normalise(text)).filter(|text| self.is_total(column, text))
    }

    /// 合计, 魏都区小计, 合计：3户; a person's name may end in any way, so that there only the word itself counts.
    fn is_total(&self, column: u32, text: &str) -> bool {
        let word = text.trim_end_matches(':');
        let rest = TOTALS.iter().find_map(|total| word.strip_prefix(total));
        let counted = rest.is_some_and(|rest| rest.starts_with(|c: char| c == ':' || c.is_ascii_digit()));
        let ends = !self.personal.contains(&column) && word.chars().count() <= 12;
        let whole = ["累计", "本年累计", "本页计", "总数"].contains(&word) || TOTALS.contains(&word);
        whole || counted || ends && TOTALS.iter().any(|total| word.ends_with(total))
    }
}

const TOTALS: [&str; 4] = ["合计", "小计", "总计", "共计"];

/// What begins a line under a list, before a colon or alone.
const SIGNATURES: [&str; 20] = [
    "制表",
    "填表",
    "审核",
    "复核",
    "审批",
    "经办",
    "负责人",
    "单位负责人",
    "分管领导",
    "主管领导",
    "联系人",
    "联系电话",
    "电话",
    "填报",
    "报送",
    "上报",
    "注",
    "备注",
    "说明",
    "日期",
];

fn is_signature(found: &GridCell) -> bool {
    let Content::Text(text) = &found.content else { return false };
    if !text.contains([':', '：', '人']) {
        return false;
    }
    let text = normalise(start(text));
    let Some((head, _)) = text.split_once(':') else {
        let person = text.strip_suffix('人');
        return person.is_some_and(|act| SIGNATURES.contains(&act)) || text.ends_with("负责人");
    };
    let head = head.trim_start_matches('(');
    head.chars().count() <= 8 && SIGNATURES.iter().any(|word| head.starts_with(word) || head.ends_with(word))
}

/// `审核：张三`: words before a colon.
fn is_line(found: &GridCell) -> bool {
    let Content::Text(text) = &found.content else { return false };
    let words =
        |head: &str| (1..=10).contains(&head.chars().count()) && !head.chars().any(|c| c.is_ascii_alphanumeric());
    text.contains([':', '：']) && normalise(start(text)).split_once(':').is_some_and(|(head, _)| words(head))
}

fn is_blank(found: &GridCell) -> bool {
    matches!(&found.content, Content::Text(text) if text.trim().is_empty())
}

fn is_listed(rows: &Rows<'_>, text: &str) -> bool {
    rows.is_total(text) || rows.is_subtotal(text)
}

fn is_number(found: &GridCell) -> bool {
    matches!(found.content, Content::Number(_))
}

/// Told by what begins the row; behind a colon stands a person's name.
fn other(reader: &Reader<'_, '_>, row: u32, label: &str) -> Is {
    let finding = reader.sheet.about_cell("record.none", Cell::new(row, reader.block.label));
    let label = normalise(start(label));
    let label = label.split_once(':').map_or_else(|| label.clone(), |(head, _)| format!("{head}：…"));
    Is::Other(Box::new(finding.with("label", label)))
}
