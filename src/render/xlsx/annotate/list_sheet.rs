//! The list of findings as a sheet: what it says, how wide and how high, and how it prints.

use super::super::text::lines;
use super::list_look::Look;
use super::markup::escape_text;
use super::styles::Styles;
use super::{Annotations, Line, quoted_sheet};
use crate::finding::Level;
use crate::model::Cell;
use crate::render::xml::escaped;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The name of the sheet; another gets a number behind it.
pub(super) const NAME: &str = "问题清单";
/// The row that is printed on every page.
pub(super) const TITLES: &str = "$2:$2";

/// Heads and widths. Another module reads the sheet back by these words.
const COLUMNS: [(&str, u32); 12] = [
    ("序号", 5),
    ("级别", 6),
    ("工作表", 13),
    ("单元格", 8),
    ("现值", 11),
    ("问题", 32),
    ("疑因", 24),
    ("处理建议", 26),
    ("说明", 24),
    ("填写人", 9),
    ("日期", 11),
    ("编号", 4),
];
/// Points of a line of words, and what a row has beside its lines.
const LINE: u32 = 14;
const ROOM: u32 = 6;
/// Points no row can be higher than.
const HIGHEST: u32 = 400;

/// A name no sheet has yet.
pub(super) fn name<'n>(taken: impl Iterator<Item = &'n str>) -> String {
    let taken: Vec<String> = taken.map(str::to_lowercase).collect();
    let numbered = |number: usize| if number == 0 { NAME.to_owned() } else { format!("{NAME}{number}") };
    let mut number = 0;
    while taken.contains(&numbered(number)) {
        number += 1;
    }
    numbered(number)
}

/// What was found out while the workbook was marked.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Why a line's cells are not marked, by the place of the line.
    pub unmarked: BTreeMap<usize, String>,
    /// Below the list: what was taken away, and the like.
    pub remarks: Vec<String>,
    /// Sheets there are, which a link can lead to.
    pub sheets: Vec<String>,
}

/// The sheet's part, in a namespace.
pub(super) fn part(list: &Annotations, outcome: &Outcome, namespace: &str, styles: &mut Styles) -> String {
    let mut sheet = Sheet { styles, rows: String::new(), row: 0, links: String::new(), merges: Vec::new() };
    sheet.banner(&format!("{}\n{}", list.title, list.guide), Look::Title);
    sheet.row(COLUMNS.map(|(head, _)| (head.to_owned(), Look::Head)).to_vec(), None);
    for (at, line) in list.lines.iter().enumerate() {
        sheet.line(at, line, outcome);
    }
    if !outcome.remarks.is_empty() {
        sheet.row += 1;
        for remark in &outcome.remarks {
            sheet.banner(remark, Look::Remark);
        }
    }
    sheet.whole(namespace)
}

struct Sheet<'s> {
    styles: &'s mut Styles,
    rows: String,
    /// Rows there are.
    row: u32,
    links: String,
    merges: Vec<String>,
}

impl Sheet<'_> {
    /// One text over the whole width.
    fn banner(&mut self, text: &str, look: Look) {
        let width: u32 = COLUMNS.iter().map(|(_, width)| width).sum();
        let line = if look == Look::Title { 18 } else { LINE };
        let height = (lines(text, width.saturating_sub(8)) * line + ROOM).min(HIGHEST);
        let (first, last) = (Cell::new(self.row, 0), Cell::new(self.row, last_column()));
        self.merges.push(format!("<mergeCell ref=\"{first}:{last}\"/>"));
        let mut cells = vec![(text.to_owned(), look)];
        cells.resize(COLUMNS.len(), (String::new(), look));
        self.row(cells, Some(height));
    }

    fn line(&mut self, at: usize, line: &Line, outcome: &Outcome) {
        let linked = line.cell.filter(|_| line.here && outcome.sheets.contains(&line.sheet));
        if let Some(cell) = linked {
            let target = escaped(&format!("{}!{cell}", quoted_sheet(&line.sheet)));
            let own = Cell::new(self.row, 3);
            // Writing into a string cannot fail.
            let _ = write!(self.links, "<hyperlink ref=\"{own}\" location=\"{target}\" display=\"{cell}\"/>");
        }
        let level = if line.level == Level::Must { Look::Must } else { Look::Query };
        let why = outcome.unmarked.get(&at).map(|why| format!("\n（表中未能标注：{why}）")).unwrap_or_default();
        let words = |text: &str| (text.to_owned(), Look::Words);
        let mut cells = vec![
            ((at + 1).to_string(), Look::Word),
            (line.level_name.clone(), level),
            (line.sheet.clone(), Look::Word),
            (
                line.cell.map(|cell| cell.to_string()).unwrap_or_default(),
                if linked.is_some() { Look::Link } else { Look::Word },
            ),
            (line.raw.clone(), Look::Word),
            words(&format!("{}{why}", line.problem)),
            words(&line.cause),
            words(&line.advice),
        ];
        let reply = if line.level == Level::Must { Look::Shut } else { Look::Input };
        cells.extend(line.reply.clone().map(|text| (text, reply)));
        cells.push((line.id.clone(), Look::Id));
        self.row(cells, None);
    }

    fn row(&mut self, cells: Vec<(String, Look)>, height: Option<u32>) {
        let needed = |((text, look), (_, width)): (&(String, Look), &(&str, u32))| match look {
            Look::Id => LINE,
            _ => lines(text, width.saturating_sub(2)) * LINE,
        };
        let needed = cells.iter().zip(&COLUMNS).map(needed).max().unwrap_or(LINE) + ROOM;
        let height = height.unwrap_or(needed).min(HIGHEST);
        let number = self.row + 1;
        let _ = write!(self.rows, "<row r=\"{number}\" ht=\"{height}\" customHeight=\"1\">");
        for (column, (text, look)) in (0..).zip(&cells) {
            let (at, style) = (Cell::new(self.row, column), self.styles.look(*look));
            let _ = if text.is_empty() {
                write!(self.rows, "<c r=\"{at}\" s=\"{style}\"/>")
            } else if column == 0 && *look == Look::Word {
                write!(self.rows, "<c r=\"{at}\" s=\"{style}\"><v>{}</v></c>", escaped(text))
            } else {
                let text = escape_text(text);
                write!(
                    self.rows,
                    "<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                )
            };
        }
        self.rows.push_str("</row>");
        self.row += 1;
    }

    fn whole(self, namespace: &str) -> String {
        let columns: String = (1..)
            .zip(COLUMNS)
            .map(|(at, (_, width))| format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>"))
            .collect();
        let links =
            if self.links.is_empty() { String::new() } else { format!("<hyperlinks>{}</hyperlinks>", self.links) };
        let last = Cell::new(self.row.saturating_sub(1), last_column());
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{namespace}\"><sheetPr><tabColor \
             rgb=\"FFC00000\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"A1:{last}\"/><sheetViews><sheetView \
             showGridLines=\"0\" tabSelected=\"1\" workbookViewId=\"0\"><pane ySplit=\"2\" topLeftCell=\"A3\" \
             activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\" activeCell=\"A3\" sqref=\"A3\"/>\
             </sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>{columns}</cols><sheetData>{}</sheetData>\
             <mergeCells count=\"{}\">{}</mergeCells>{links}<printOptions horizontalCentered=\"1\"/><pageMargins left=\"0.4\" \
             right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" \
             fitToHeight=\"0\" orientation=\"landscape\"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter>\
             </headerFooter></worksheet>",
            self.rows,
            self.merges.len(),
            self.merges.concat(),
        )
    }
}

fn last_column() -> u32 {
    u32::try_from(COLUMNS.len() - 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_one_nobody_has() {
        assert_eq!(name(["封面"].into_iter()), "问题清单");
        assert_eq!(name(["问题清单", "封面", "问题清单1"].into_iter()), "问题清单2");
    }
}
