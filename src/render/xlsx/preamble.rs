//! What stands above a table's heads: the way back, title, banner, the form's block, the line of office, period and unit.

use super::contents::{CONTENTS, link_to};
use super::meta::BookMeta;
use super::sheet::{LINE_POINTS, Size, Writer, write_area};
use super::style;
use super::text::{lines, units};
use crate::document::{Inline, Table};
use rust_xlsxwriter::{FormatAlign, XlsxError as Cause};

/// Office and period, above tables that are no forms; who signs, under those that are.
#[derive(Clone, Copy, Default)]
pub(super) struct HeadLine<'a> {
    pub office: &'a str,
    pub period: &'a str,
    pub foot: &'a str,
}

impl Writer<'_> {
    pub(super) fn preamble(&mut self, table: &Table, meta: &BookMeta, head: HeadLine<'_>) -> Result<(), Cause> {
        self.band(&table.title, &style::title(), Size::Title)?;
        if let Some(banner) = meta.banner() {
            self.band(&[Inline::Text(banner)], &style::banner(), Size::Body)?;
        }
        let Some(block) = &table.block else {
            return self.head_line([head.office, head.period, &table.unit_line], None);
        };
        let left = self.right_part(block.lines.iter().map(|line| units(line) + 1).max().unwrap_or(0));
        let beside = if table.unit_line.is_empty() { block.lines.len().saturating_sub(1) } else { block.lines.len() };
        for line in &block.lines[..beside] {
            let room = self.room(left, self.last_column());
            write_area(
                self.sheet,
                (self.row, self.row),
                (left, self.last_column()),
                line,
                &style::line(FormatAlign::Left),
            )?;
            self.height(self.row, lines(line, room) * LINE_POINTS + 1)?;
            self.row += 1;
        }
        match block.lines.get(beside) {
            Some(line) => self.head_line([&block.office, &block.period, line], Some(left)),
            None => self.head_line([&block.office, &block.period, &table.unit_line], None),
        }
    }

    /// The way back to the contents, outside of what is printed.
    pub(super) fn way_back(&mut self) -> Result<(), Cause> {
        let link = link_to(CONTENTS);
        let words = format!("返回{CONTENTS}");
        self.sheet.write_url_with_options(self.row, 0, link.as_str(), &words, "", Some(&style::back()))?;
        self.row += 1;
        Ok(())
    }

    /// The first column from which on there is so much room to the right edge.
    fn right_part(&self, room: u32) -> u16 {
        let last = self.last_column();
        (0..=last).rev().find(|from| self.room(*from, last) >= room).unwrap_or(0)
    }

    /// Width of the columns, both ends in.
    fn room(&self, from: u16, to: u16) -> u32 {
        self.widths.get(usize::from(from)..=usize::from(to)).map_or(0, |widths| widths.iter().sum())
    }

    /// One line in three parts: left, in the middle, at the right; over each other where they do not fit beside. The
    /// right one begins at column `from` where one is given, and else ends at the edge.
    fn head_line(&mut self, [left, middle, right]: [&str; 3], from: Option<u16>) -> Result<(), Cause> {
        let last = self.last_column();
        let start = from.unwrap_or_else(|| if right.is_empty() { last + 1 } else { self.right_part(units(right) + 1) });
        let need = |text: &str| if text.is_empty() { 0 } else { units(text) + 1 };
        let end = (0..=last).find(|to| self.room(0, *to) >= need(left)).unwrap_or(last);
        let align = if from.is_some() { FormatAlign::Left } else { FormatAlign::Right };
        let fits = match start.checked_sub(1) {
            Some(before) if middle.is_empty() => end <= before,
            Some(before) => end < before && self.room(end + 1, before) >= need(middle),
            None => left.is_empty() && middle.is_empty(),
        };
        if fits {
            let middle_end = start.saturating_sub(1);
            let parts = [(left, 0, end, FormatAlign::Left), (middle, end + 1, middle_end, FormatAlign::Center)];
            let parts = parts.into_iter().chain([(right, start, last, align)]);
            return self.line_of(parts.filter(|(text, ..)| !text.is_empty()).collect());
        }
        let upper: Vec<&str> = [left, middle].into_iter().filter(|text| !text.is_empty()).collect();
        for (text, align) in [(upper.join("　"), FormatAlign::Left), (right.to_owned(), FormatAlign::Right)] {
            self.line_of(if text.is_empty() { Vec::new() } else { vec![(&text, 0, last, align)] })?;
        }
        Ok(())
    }

    /// A row of texts over these columns; none of nothing.
    fn line_of(&mut self, parts: Vec<(&str, u16, u16, FormatAlign)>) -> Result<(), Cause> {
        let mut count = 0;
        for (text, from, to, align) in parts {
            write_area(self.sheet, (self.row, self.row), (from, to), text, &style::line(align))?;
            count = count.max(lines(text, self.room(from, to)));
        }
        if count > 0 {
            self.height(self.row, count * LINE_POINTS + 4)?;
            self.row += 1;
        }
        Ok(())
    }
}
