//! The cover: who sends it, for when, and how to fill it in.

use super::Maker;
use super::sheet::Layout;
use crate::catalog::{CoverBinding, Form};
use crate::document::{BlankColumn, BlankContent, BlankInput, Look, Piece, Spot};
use crate::model::Date;

/// Lines of people, which the reader of returns does not ask for.
const PEOPLE: [&str; 4] = ["单位负责人", "统计负责人", "填表人", "联系电话"];

/// Rows of a cover are as high as a hand-written line.
const COVER_POINTS: u32 = 26;

/// Columns of the cover: labels, what is filled in.
const LABEL: u32 = 0;
const VALUE: (u32, u32) = (1, 3);

impl Maker<'_> {
    pub(super) fn cover(&mut self, form: &Form) {
        let Some(binding) = &form.cover else { return };
        let column = |width| BlankColumn { least: width, most: width };
        let columns = [18, 23, 23, 22].map(column).to_vec();
        let mut layout = Layout::new(self.sheet_name(form), columns);
        layout.sheet.row_points = COVER_POINTS;
        layout.row = 2;
        let title = form.head.title.as_deref().unwrap_or(&form.title);
        layout.text_over((LABEL, VALUE.1), Look::Banner, title);
        layout.row += 1;
        if let Some(notice) = &self.request.desk.notice {
            layout.text_over((LABEL, VALUE.1), Look::Notice, notice);
        }
        layout.row += 2;
        self.lines(&mut layout, binding);
        layout.row += 1;
        layout.text_over((LABEL, VALUE.1), Look::LineLeft, "填报说明");
        for note in self.notes() {
            layout.row += 1;
            layout.text_over((LABEL, VALUE.1), Look::Note, &note);
        }
        self.sheets.push(layout.sheet);
    }

    fn lines(&mut self, layout: &mut Layout, binding: &CoverBinding) {
        let said = [
            (&binding.unit, self.unit_name()),
            (&binding.code, self.request.unit.code.to_string()),
            (&binding.period, self.period_name()),
        ];
        for (labels, value) in said {
            let Some(label) = labels.first() else { continue };
            layout.text(LABEL, Look::Word, label);
            layout.text_over(VALUE, Look::Word, &value);
            layout.row += 1;
        }
        for label in PEOPLE {
            layout.text(LABEL, Look::Word, label);
            let cell = layout.put_over(VALUE, Look::Input, BlankContent::Empty, Some(BlankInput::Text));
            self.signed.push((label.to_owned(), Spot { sheet: self.sheets.len(), cell }));
            layout.row += 1;
        }
        if let Some(label) = binding.submitted.first() {
            let month = self.request.month;
            // No return is sent before its month has begun.
            let first = Date::new(month.year(), month.number(), 1).unwrap_or_else(|| month.last_day());
            layout.text(LABEL, Look::Word, label);
            layout.put_over(VALUE, Look::Input, BlankContent::Empty, Some(BlankInput::Day(first)));
            layout.row += 1;
        }
    }

    fn notes(&self) -> Vec<String> {
        let due = self.request.due.chinese();
        let mut notes = vec![
            "只填白色格。灰色格不填，其中“—”表示该项没有这一栏。".to_owned(),
            "空白不等于零：没有发生的填0；留空的按未报处理。".to_owned(),
            "数按各行的计量单位填，格内只写数字，不写单位、约数和文字；需要说明的写在备注栏。".to_owned(),
            "格子变红，表示与其他格对不上，原因写在同一行最右的“校验”栏；改正后红色自动消去。".to_owned(),
        ];
        if self.request.facts.is_some() {
            notes.push(
                "写有“参考”的灰色栏取自上月报表，只供对照，不用填；带“※”的上月数待核实，原因写在表下。".to_owned(),
            );
        }
        notes.push("请勿增删行列、改工作表名；填好后整本报送。".to_owned());
        notes.push(format!("报送截止：{due}（含）。"));
        notes.into_iter().enumerate().map(|(i, note)| format!("{}．{note}", i + 1)).collect()
    }

    /// The line of signatures below a table, taken from the cover.
    pub(super) fn signatures(&self, layout: &mut Layout, columns: (u32, u32)) {
        if self.signed.is_empty() {
            return;
        }
        let mut pieces = Vec::new();
        for (i, (label, spot)) in self.signed.iter().enumerate() {
            let gap = if i == 0 { "" } else { "　　　　" };
            pieces.push(Piece::Text(format!("{gap}{label}：")));
            pieces.push(Piece::Cell(*spot));
        }
        layout.put_over(columns, Look::LineLeft, BlankContent::Joined(pieces), None);
        layout.row += 1;
    }
}
