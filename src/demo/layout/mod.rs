//! How units lay out their returns: the same forms, told apart by heads, order, extra columns and spaces, as counties do.

mod cover;
mod ledger;
mod page;
mod table;

pub(super) use page::Page;

use super::returned::{Maker, Section};
use crate::catalog::Form;
use crate::finding::Said;

/// A way of laying out. A unit keeps to its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// An extra column of serial numbers at the left.
    serial: bool,
    /// What stands and what happened in two tables, one below the other, each with heads of one level.
    split: bool,
    /// Columns of values from right to left, group by group; units of measurement before row numbers.
    reversed: bool,
    /// Full-width spaces and line breaks in labels and heads.
    wide: bool,
    /// The line 甲 乙 丙 1 2 3, and the block of 表号, 制定机关.
    official: bool,
    /// Which of the names a sheet may have.
    pub name: usize,
}

pub(super) const LAYOUTS: [Layout; 3] = [
    Layout { serial: false, split: false, reversed: true, wide: false, official: false, name: 1 },
    Layout { serial: true, split: true, reversed: false, wide: true, official: false, name: 2 },
    Layout { serial: false, split: false, reversed: false, wide: false, official: true, name: 0 },
];

impl Maker<'_> {
    /// Lays a form out on a sheet of its own.
    ///
    /// # Errors
    /// A form that takes more than rows of indicators.
    pub(super) fn form(&mut self, form: &Form) -> Result<(), Said> {
        let page = if form.is_cover() {
            self.cover(form)
        } else if let Some(binding) = &form.ledger {
            self.ledger(form, binding)?
        } else {
            self.tables(form)?
        };
        self.add(page);
        Ok(())
    }

    /// Title, unit and period.
    fn heading(&self, page: &mut Page, form: &Form, last: u32) {
        let period = self.period_name();
        let title = form.head.title.as_deref().unwrap_or(&form.title);
        let title = if self.layout.wide { format!("{period}{title}") } else { title.to_owned() };
        page.over((0, last), Section::Title, &title);
        page.row += 1 + u32::from(self.layout.split);
        if self.layout.official {
            let left = last.saturating_sub(2).max(1);
            let head = &form.head;
            let block = [("表　　号", &form.number), ("制定机关", &head.issued_by), ("文　　号", &head.document)];
            for (label, text) in block {
                if let Some(text) = text {
                    page.over((left, last), Section::Line, &format!("{label}：{text}"));
                    page.row += 1;
                }
            }
        }
        page.text(0, Section::Line, &format!("填报单位：{}", self.unit_name()));
        page.text(last.clamp(1, 3), Section::Line, &period);
        page.row += 1;
    }
}
