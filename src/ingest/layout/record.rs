//! Which rows of a roster are records. Totals no one listed, who filled it in, notes and numbers printed for rows to come
//! are none; each is told, since a record left out in silence would be a person lost.

use super::row::Rows;
use super::table::Reader;
use crate::catalog::normalise;
use crate::finding::Finding;
use crate::ingest::workbook::Content;
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
        let Some((first, label)) = self.headed.iter().find_map(|column| Some((*column, text(reader, row, *column)?)))
        else {
            return Is::Nothing;
        };
        let named = std::iter::once(first).chain(self.naming.iter().copied());
        let totals = named.filter_map(|column| text(reader, row, column).filter(|text| self.is_total(column, text)));
        if let Some(total) = totals.into_iter().next() {
            return if is_listed(reader.rows, &total) { Is::Nothing } else { other(reader, row, &total) };
        }
        let weighs = self.weighty.iter().any(|column| reader.sheet.grid.get(row, *column).is_some_and(is_number));
        if is_signature(&label) && !weighs {
            return other(reader, row, &label);
        }
        let holds = |column: &u32| text(reader, row, *column).is_some_and(|text| !is_line(&text));
        // A number beside nothing is a row to come, unless numbers are all that the form asks for.
        let numbered = |text: &str| !self.essential.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        let called = || text(reader, row, reader.block.label).is_some_and(|text| !is_line(&text) && !numbered(&text));
        if self.essential.iter().any(holds) || called() { Is::Record } else { other(reader, row, &label) }
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

fn is_signature(text: &str) -> bool {
    let Some((head, _)) = text.split_once(':') else {
        let person = text.strip_suffix('人');
        return person.is_some_and(|act| SIGNATURES.contains(&act)) || text.ends_with("负责人");
    };
    let head = head.trim_start_matches('(');
    head.chars().count() <= 8 && SIGNATURES.iter().any(|word| head.starts_with(word) || head.ends_with(word))
}

/// `审核：张三`: words before a colon.
fn is_line(text: &str) -> bool {
    let words =
        |head: &str| (1..=10).contains(&head.chars().count()) && !head.chars().any(|c| c.is_ascii_alphanumeric());
    text.split_once(':').is_some_and(|(head, _)| words(head))
}

fn is_listed(rows: &Rows<'_>, text: &str) -> bool {
    rows.is_total(text) || rows.is_subtotal(text)
}

fn is_number(found: &crate::ingest::workbook::GridCell) -> bool {
    matches!(found.content, Content::Number(_))
}

/// What stands in the cell itself, normalised: a merged range above or beside it is not of this row alone.
fn text(reader: &Reader<'_, '_>, row: u32, column: u32) -> Option<String> {
    let found = reader.sheet.grid.get(row, column)?;
    Some(normalise(&found.raw())).filter(|text| !text.is_empty())
}

/// Told by what begins the row; behind a colon stands a person's name.
fn other(reader: &Reader<'_, '_>, row: u32, label: &str) -> Is {
    let finding = reader.sheet.about_cell("record.none", Cell::new(row, reader.block.label));
    let label = label.split_once(':').map_or_else(|| label.to_owned(), |(head, _)| format!("{head}：…"));
    Is::Other(Box::new(finding.with("label", label)))
}
