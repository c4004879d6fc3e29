//! A ledger as a sheet: one line a project, with its goal, what is done, its deadline and status.

use super::Maker;
use super::sheet::Layout;
use super::table::over_lines;
use crate::catalog::{
    CHECK_HEAD, Form, LedgerBinding, LedgerProject, NUMBER_HEAD, REFERENCE_DONE_HEAD, REFERENCE_GOAL_HEAD, REMARK_HEAD,
};
use crate::document::{BlankColumn, BlankContent, BlankInput, Look};
use crate::formula::Shift;
use crate::ingest::LedgerRow;
use crate::model::{Cell, Date, IndicatorId, Measure};
use std::collections::BTreeSet;

/// The columns of a ledger, left to right.
struct Columns {
    unit: Option<u32>,
    goal: u32,
    done: u32,
    deadline: u32,
    status: u32,
    /// Goal and what was done in the month before.
    reference: Option<(u32, u32)>,
    remark: u32,
    check: u32,
}

const NUMBER: u32 = 0;
const LABEL: u32 = 1;

impl Columns {
    fn of(binding: &LedgerBinding, reference: bool) -> Self {
        let goal = LABEL + 1;
        let unit = (!binding.unit_heads.is_empty()).then_some(goal + 1);
        let done = goal + 1 + u32::from(unit.is_some());
        let (deadline, status) = (done + 1, done + 2);
        let after = status + 1;
        let remark = after + if reference { 2 } else { 0 };
        let reference = reference.then_some((after, after + 1));
        Self { unit, goal, done, deadline, status, reference, remark, check: remark + 1 }
    }

    fn heads(&self, binding: &LedgerBinding) -> Vec<Vec<String>> {
        let first = |heads: &[String]| heads.first().cloned().unwrap_or_default();
        let mut all = vec![NUMBER_HEAD.to_owned(), first(&binding.label_heads), first(&binding.goal_heads)];
        all.extend(self.unit.map(|_| first(&binding.unit_heads)));
        all.extend([&binding.done_heads, &binding.deadline_heads, &binding.status_heads].map(|heads| first(heads)));
        if self.reference.is_some() {
            all.extend([REFERENCE_GOAL_HEAD, REFERENCE_DONE_HEAD].map(over_lines));
        }
        all.extend([REMARK_HEAD, CHECK_HEAD].map(str::to_owned));
        all.into_iter().map(|head| vec![head]).collect()
    }

    fn widths(&self) -> Vec<BlankColumn> {
        let column = |least, most| BlankColumn { least, most };
        let mut all = vec![column(6, 6), column(30, 42), column(12, 16)];
        all.extend(self.unit.map(|_| column(10, 14)));
        all.extend([column(12, 16), column(18, 18), column(12, 14)]);
        if self.reference.is_some() {
            all.extend([column(12, 14), column(12, 14)]);
        }
        all.extend([column(18, 18), column(30, 30)]);
        all
    }
}

impl Maker<'_> {
    pub(super) fn ledger(&mut self, form: &Form) {
        let Some(binding) = &form.ledger else { return };
        let columns = Columns::of(binding, self.request.facts.is_some());
        let mut layout = Layout::new(self.sheet_name(form), columns.widths());
        layout.sheet.print_to = columns.remark;
        self.heading_of_ledger(&mut layout, form, columns.remark);
        let (top, bottom) = layout.heads(columns.heads(binding));
        layout.sheet.repeat = Some((top, bottom));
        layout.sheet.freeze = Some(Cell::new(layout.row, LABEL + 1));
        for (number, project) in self.projects(binding).into_iter().enumerate() {
            self.project(&mut layout, binding, &columns, number + 1, project);
        }
        self.doubts(&mut layout, (0, columns.remark));
        self.signatures(&mut layout, (0, columns.remark));
        self.sheets.push(layout.sheet);
    }

    /// The first column is narrow: unit and period begin in it and reach over the next.
    fn heading_of_ledger(&self, layout: &mut Layout, form: &Form, last: u32) {
        self.heading(layout, form, last);
        let row = layout.row - 1;
        for cell in layout.sheet.cells.iter_mut().filter(|cell| cell.from.row == row) {
            match cell.from.column {
                NUMBER => cell.to.column = LABEL,
                LABEL => cell.from.column = LABEL + 1,
                _ => {}
            }
        }
    }

    /// The projects the unit listed in the month before; all the form knows when it sent none.
    fn projects<'a>(&self, binding: &'a LedgerBinding) -> Vec<&'a LedgerProject> {
        let listed: BTreeSet<&IndicatorId> = self.rows_before().map(|row| &row.goal).collect();
        let mine = |project: &&LedgerProject| listed.is_empty() || listed.contains(&project.goal);
        binding.projects.iter().filter(mine).collect()
    }

    fn rows_before(&self) -> impl Iterator<Item = &LedgerRow> {
        let (unit, month) = (&self.request.unit.code, self.request.month.previous());
        self.request.ledger.iter().filter(move |row| row.region == *unit && row.month == month)
    }

    fn project(
        &mut self,
        layout: &mut Layout,
        binding: &LedgerBinding,
        columns: &Columns,
        number: usize,
        project: &LedgerProject,
    ) {
        layout.text(NUMBER, Look::Word, &number.to_string());
        layout.text(LABEL, Look::Label, project.labels.first().map_or("", String::as_str));
        if let Some(column) = columns.unit {
            layout.text(column, Look::Word, &project.unit);
        }
        for (id, column) in [(&project.goal, columns.goal), (&project.done, columns.done)] {
            let Some(indicator) = self.request.catalog.indicators.get(id) else { continue };
            let input = self.number(indicator, Measure::Stock, &project.unit);
            let cell = layout.put(column, Look::Input, BlankContent::Empty, Some(input));
            self.note_spot(id, Measure::Stock, Shift::Same, cell);
        }
        let deadline = self.rows_before().find(|row| row.goal == project.goal).and_then(|row| row.deadline);
        let day = deadline.map_or(BlankContent::Empty, BlankContent::Day);
        layout.put(columns.deadline, Look::Input, day, Some(BlankInput::Day(self.first_deadline(deadline))));
        let status = match binding.statuses.as_slice() {
            [] => BlankInput::Text,
            all => BlankInput::Choice(all.to_vec()),
        };
        layout.put(columns.status, Look::Input, BlankContent::Empty, Some(status));
        if let Some((goal, done)) = columns.reference {
            self.project_before(layout, project, [(&project.goal, goal), (&project.done, done)]);
        }
        layout.put(columns.remark, Look::Input, BlankContent::Empty, Some(BlankInput::Text));
        layout.text(columns.check, Look::Check, "");
        layout.row += 1;
    }

    fn project_before(&mut self, layout: &mut Layout, project: &LedgerProject, cells: [(&IndicatorId, u32); 2]) {
        for (id, column) in cells {
            let number = self.before(id, Measure::Stock).map(|value| {
                let indicator = self.request.catalog.indicators.get(id);
                (value, indicator.map_or(0, |found| self.places_shown(found, &project.unit, value)))
            });
            self.put_before(layout, column, id, Measure::Stock, number);
        }
    }

    /// Deadlines lie within the desk's year or after it; one that is already set may stay.
    fn first_deadline(&self, set: Option<Date>) -> Date {
        let month = self.request.month;
        let first = Date::new(month.year(), 1, 1).unwrap_or_else(|| month.last_day());
        set.map_or(first, |set| set.min(first))
    }
}
