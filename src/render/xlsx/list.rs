//! The book people work through: lists with links, filters and outlined rows, that print on lying A4.

use super::XlsxError;
use super::list_style::{Look, body, head, plain};
use super::meta::{BookMeta, SheetNames, workbook};
use super::number::float;
use super::page::set_page;
use super::sheet::{LINE_POINTS, column_index, index, set_height, write_text};
use super::text::{lines, units};
use super::tidy::{TidyKind, TidyNote, TidyValue, add_sheet, notes_sheet, number_units, take_notes};
use crate::document::Band;
use rust_xlsxwriter::{Url, Workbook, Worksheet, XlsxError as Cause};

/// One list: heads in row 1, a record in every row below.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListSheet {
    pub name: String,
    pub columns: Vec<ListColumn>,
    pub rows: Vec<ListRow>,
    /// Below the list, without borders.
    pub foot: Vec<ListRow>,
    /// Whether the heads have filter buttons.
    pub filtered: bool,
    /// So many columns stay in sight.
    pub frozen: usize,
    /// So many columns are printed; 0 for all.
    pub printed: usize,
    /// Not in sight, and not printed, until it is asked for.
    pub hidden: bool,
    /// Told on the notes sheet.
    pub note_rows: Vec<TidyNote>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListColumn {
    pub name: String,
    pub kind: TidyKind,
    /// In characters; words that are longer wrap, and a longer number widens it.
    pub width: u32,
    pub role: ListRole,
}

/// How a column's text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ListRole {
    #[default]
    Plain,
    Centred,
    /// Indented where the row is below another.
    StandsIn,
}

#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListRow {
    /// One per column.
    pub cells: Vec<ListCell>,
    /// Belongs to the row above: outlined, so that it can be folded away.
    pub below: bool,
    /// It is folded away, and not printed, until it is asked for.
    pub folded: bool,
    pub strong: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListCell {
    pub value: TidyValue,
    pub link: Option<ListLink>,
    pub band: Band,
}

impl From<TidyValue> for ListCell {
    fn from(value: TidyValue) -> Self {
        Self { value, link: None, band: Band::None }
    }
}

/// Where a click leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListLink {
    /// The list at this place of the book.
    List(usize),
    /// A cell of a workbook, its path relative to this book.
    File { path: String, sheet: String, cell: String },
}

/// Longest link a spreadsheet takes is 2080 characters; escaping makes some of them three.
const LINK_LENGTH: usize = 600;
const NOTES: &str = "本表说明";

/// A book of lists, then a sheet that says what its words mean.
///
/// # Errors
/// A list with more rows or columns than a sheet holds, a creation date outside 1900 to 9999.
pub fn list_book(lists: &[ListSheet], meta: &BookMeta) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = workbook(meta)?;
    let mut names = SheetNames::default();
    let named: Vec<String> = lists.iter().map(|list| names.name(&list.name)).collect();
    let mut notes = notes_sheet(meta);
    for (list, name) in lists.iter().zip(&named) {
        take_notes(&mut notes, name, &list.note_rows);
        let widths = (0..list.columns.len()).map(|at| list.width(at)).collect();
        Writer { list, names: &named, widths }.write(&mut workbook, name, meta).map_err(XlsxError::on(name))?;
    }
    let name = names.name(NOTES);
    add_sheet(&mut workbook, &name, &notes, meta).map_err(XlsxError::on(&name))?;
    workbook.save_to_buffer().map_err(XlsxError::on(""))
}

impl ListSheet {
    /// The width of a column: no number in it is cut.
    fn width(&self, at: usize) -> u32 {
        let cells = self.rows.iter().chain(&self.foot).filter_map(|row| row.cells.get(at));
        let numbers = cells.filter_map(|cell| match &cell.value {
            TidyValue::Number(number, places) => Some(number_units(*number, *places) + 3),
            _ => None,
        });
        numbers.chain(self.columns.get(at).map(|column| column.width)).max().unwrap_or(0)
    }
}

/// Writes one list of a book whose lists have these names.
struct Writer<'a> {
    list: &'a ListSheet,
    names: &'a [String],
    widths: Vec<u32>,
}

impl Writer<'_> {
    fn write(&self, workbook: &mut Workbook, name: &str, meta: &BookMeta) -> Result<(), Cause> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        self.heads(sheet)?;
        for (at, row) in self.list.rows.iter().enumerate() {
            self.row(sheet, index(at + 1), row, true)?;
        }
        // An empty row before what stands below the list.
        for (at, row) in self.list.foot.iter().enumerate() {
            self.row(sheet, index(self.list.rows.len() + 2 + at), row, false)?;
        }
        self.outline(sheet)?;
        self.set_up(sheet, name, meta)
    }

    fn heads(&self, sheet: &mut Worksheet) -> Result<(), Cause> {
        let (format, mut count) = (head(), 1);
        for (at, column) in self.list.columns.iter().enumerate() {
            let width = self.widths.get(at).copied().unwrap_or(column.width);
            sheet.set_column_width(column_index(at), f64::from(width))?;
            write_text(sheet, 0, column_index(at), &column.name, &format)?;
            // The filter button takes two characters.
            count = count.max(lines(&column.name, width.saturating_sub(2)));
        }
        set_height(sheet, 0, count.max(2) * LINE_POINTS)
    }

    /// Whether a column is printed: what is not makes no row higher.
    fn is_printed(&self, at: usize) -> bool {
        self.list.printed == 0 || at < self.list.printed
    }

    fn row(&self, sheet: &mut Worksheet, row: u32, record: &ListRow, bordered: bool) -> Result<(), Cause> {
        let mut count = 1;
        for (at, (column, cell)) in self.list.columns.iter().zip(&record.cells).enumerate() {
            let indent = u8::from(record.below && column.role == ListRole::StandsIn) * 2;
            let width = self.widths.get(at).copied().unwrap_or(column.width);
            let room = width.saturating_sub(1 + u32::from(indent) * 2);
            // A link is one word to some programs: one that wraps would be cut.
            let whole = |words: &str| !words.contains('\n') && units(words) <= room.max(2);
            let link = cell.link.as_ref().filter(|_| matches!(&cell.value, TidyValue::Text(words) if whole(words)));
            let look = Look {
                kind: column.kind,
                band: cell.band,
                strong: record.strong,
                centred: column.role == ListRole::Centred,
                indent,
                link: link.is_some(),
            };
            let format = |number| if bordered { body(&look, number) } else { plain(&look, number) };
            match &cell.value {
                TidyValue::Number(number, places) => {
                    let format = format(Some(*places));
                    sheet.write_number_with_format(row, column_index(at), float(*number), &format)?;
                }
                TidyValue::Text(words) if !words.is_empty() => {
                    count = count.max(if bordered && self.is_printed(at) { lines(words, room) } else { 1 });
                    write_text(sheet, row, column_index(at), words, &format(None))?;
                    if let Some(url) = link.and_then(|link| self.url(link)) {
                        sheet.write_url_with_options(row, column_index(at), url, words, "", Some(&format(None)))?;
                    }
                }
                _ if bordered => {
                    sheet.write_blank(row, column_index(at), &format(None))?;
                }
                _ => {}
            }
        }
        set_height(sheet, row, count * LINE_POINTS + 3)
    }

    /// A link a spreadsheet can hold, if there is one.
    fn url(&self, link: &ListLink) -> Option<Url> {
        let (path, sheet, cell) = match link {
            ListLink::List(at) => ("", self.names.get(*at)?.as_str(), "A1"),
            ListLink::File { path, sheet, cell } => (path.as_str(), sheet.as_str(), cell.as_str()),
        };
        let address = format!("'{}'!{cell}", sheet.replace('\'', "''"));
        if path.contains(['#', '\\']) || path.chars().count() + address.chars().count() > LINK_LENGTH {
            return None;
        }
        Some(match link {
            ListLink::List(_) => Url::new(format!("internal:{address}")),
            ListLink::File { .. } => Url::new(format!("file:///{path}#{address}")),
        })
    }

    /// Rows that belong to the one above them can be folded away under it.
    fn outline(&self, sheet: &mut Worksheet) -> Result<(), Cause> {
        sheet.group_symbols_above(true);
        let mut first = None;
        let rows = self.list.rows.iter().map(|row| row.below.then_some(row.folded)).chain(std::iter::once(None));
        for (at, below) in rows.enumerate() {
            if let Some((start, folded)) = first.filter(|(_, folded)| below != Some(*folded)) {
                let (top, bottom) = (index(start + 1), index(at));
                if folded {
                    sheet.group_rows_collapsed(top, bottom)?
                } else {
                    sheet.group_rows(top, bottom)?
                };
                first = None;
            }
            first = first.or(below.map(|folded| (at, folded)));
        }
        Ok(())
    }

    fn set_up(&self, sheet: &mut Worksheet, name: &str, meta: &BookMeta) -> Result<(), Cause> {
        let Some(last) = self.list.columns.len().checked_sub(1) else { return Ok(()) };
        if self.list.filtered {
            sheet.autofilter(0, 0, index(self.list.rows.len()), column_index(last))?;
        }
        sheet.set_hidden(self.list.hidden);
        sheet.set_freeze_panes(1, column_index(self.list.frozen))?.set_repeat_rows(0, 0)?;
        set_page(sheet, true, None);
        sheet.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
        let banner: String = meta.banner().unwrap_or_default().chars().take(60).collect();
        let words = |text: &str| text.replace('&', "&&");
        let title: String = meta.title.chars().take(40).collect();
        sheet.set_header(format!(
            "&L&\"黑体,常规\"&11 {}　{}&R&\"宋体,常规\"&9 {}",
            words(&title),
            words(name),
            words(&banner)
        ));
        if (1..=last).contains(&self.list.printed) {
            let end = self.list.rows.len() + if self.list.foot.is_empty() { 0 } else { self.list.foot.len() + 1 };
            sheet.set_print_area(0, 0, index(end), column_index(self.list.printed - 1))?;
        }
        Ok(())
    }
}
