//! A form's tables as a sheet: title, the official block, heads, rows, reference, remarks, checks.

use super::sheet::Layout;
use super::{BlankFault, Maker};
use crate::catalog::{
    CHECK_HEAD, CardsBinding, ColumnRole, FieldBinding, Form, Indicator, Kind, REFERENCE_HEAD, REMARK_HEAD, RowBinding,
    TableBinding,
};
use crate::document::{BlankColumn, BlankContent, BlankInput, Look};
use crate::formula::Shift;
use crate::model::{Cell, Measure};
use crate::report::form_head;

/// Lines left open in a table whose rows are not written down.
const OPEN_ROWS: u32 = 30;
/// What numbers the columns of words; those of values are numbered 1, 2, 3.
const LETTERS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
/// What stands where nothing is asked.
pub(super) const SHUT: &str = "—";
/// What marks a part of the row above.
const PART: &str = "其中";

/// A column of values: its head, and what it may hold.
struct ValueColumn<'a> {
    path: &'a [String],
    measures: Vec<Measure>,
    /// Of a table whose rows are not written down: what the column is of, or words.
    indicator: Option<&'a Indicator>,
    words: bool,
}

/// The columns of a table, left to right.
struct Plan<'a> {
    table: &'a TableBinding,
    code: Option<u32>,
    unit: Option<u32>,
    first_value: u32,
    values: Vec<ValueColumn<'a>>,
    reference: Option<u32>,
    remark: u32,
    check: u32,
}

impl<'m> Maker<'m> {
    pub(super) fn form(&mut self, form: &'m Form) -> Result<(), BlankFault> {
        if form.ledger.is_some() {
            self.ledger(form);
            return Ok(());
        }
        let mut plans = Vec::new();
        for table in &form.tables {
            plans.push(self.plan(form, table)?);
        }
        let mut layout = Layout::new(self.sheet_name(form), columns(&plans));
        let print_to = plans.iter().map(|plan| plan.remark).max().unwrap_or(3);
        layout.sheet.print_to = print_to;
        self.heading(&mut layout, form, print_to);
        for (number, plan) in plans.iter().enumerate() {
            if number > 0 || !plan.table.above.is_empty() {
                let caption = plan.table.above.first().unwrap_or(&plan.table.name);
                layout.row += u32::from(number > 0);
                layout.text_over((0, print_to), Look::LineLeft, caption);
                layout.row += 1;
            }
            self.table(&mut layout, plan, number == 0 && plans.len() == 1);
        }
        if let Some(cards) = &form.cards {
            begin_card(&mut layout, cards);
        }
        self.fields(&mut layout, &form.fields);
        self.doubts(&mut layout, (0, print_to));
        self.signatures(&mut layout, (0, print_to));
        self.sheets.push(layout.sheet);
        Ok(())
    }

    /// Title, 表号 and what belongs to it, unit and period.
    pub(super) fn heading(&self, layout: &mut Layout, form: &Form, last: u32) {
        let title = form.head.title.as_deref().unwrap_or(&form.title);
        layout.text_over((0, last), Look::Title, title);
        layout.row += 1;
        // The block stands at the right, each line beginning where the others do.
        let left = last.saturating_sub(2).max(1);
        let mut lines = form_head::lines(form);
        let beside = lines.pop();
        for line in lines {
            layout.text_over((left, last), Look::LineLeft, &line);
            layout.row += 1;
        }
        layout.text_over((0, 0), Look::LineLeft, &format!("填报单位：{}", self.unit_name()));
        if left > 2 {
            layout.text_over((1, left - 1), Look::LineCenter, &self.period_name());
        } else {
            layout.text(1, Look::LineCenter, &self.period_name());
        }
        if let Some(line) = beside.filter(|_| left > 1) {
            layout.text_over((left, last), Look::LineLeft, &line);
        }
        layout.row += 1;
    }

    fn plan<'a>(&self, form: &Form, table: &'a TableBinding) -> Result<Plan<'a>, BlankFault>
    where
        'm: 'a,
    {
        let mut values: Vec<ValueColumn<'a>> = Vec::new();
        for column in &table.columns {
            let path = column.shown.as_slice();
            let (fixed, words) = match &column.role {
                ColumnRole::Values { each: Some(_), .. } => {
                    return Err(BlankFault { form: form.title.clone(), table: table.name.clone() });
                }
                ColumnRole::Values { fixed, .. } => (Some(fixed), false),
                ColumnRole::Gives { .. } | ColumnRole::Personal => (None, true),
            };
            // Where the row names stand there is no second column for them.
            if words && column.heads.iter().any(|head| head.len() == 1 && is_label(table, &column.shown)) {
                continue;
            }
            let measure = fixed.and_then(|fixed| fixed.measure.or(table.fixed.measure));
            let id = fixed.and_then(|fixed| fixed.indicator.as_ref().or(table.fixed.indicator.as_ref()));
            let indicator = id.and_then(|id| self.request.catalog.indicators.get(id));
            match values.iter_mut().find(|value| value.path == path && !table.rows.is_empty()) {
                Some(value) => value.measures.extend(measure),
                None => values.push(ValueColumn { path, measures: measure.into_iter().collect(), indicator, words }),
            }
        }
        let code = (!table.code_heads.is_empty()).then_some(1);
        let unit = (!table.unit_heads.is_empty()).then(|| 1 + u32::from(code.is_some()));
        let first_value = 1 + u32::from(code.is_some()) + u32::from(unit.is_some());
        let count = u32::try_from(values.len()).unwrap_or(u32::MAX);
        let known = self.request.facts.is_some() && !table.rows.is_empty();
        let reference = known.then(|| first_value.saturating_add(count));
        let remark = first_value.saturating_add(count).saturating_add(u32::from(known));
        Ok(Plan { table, code, unit, first_value, values, reference, remark, check: remark.saturating_add(1) })
    }

    fn table(&mut self, layout: &mut Layout, plan: &Plan<'_>, only: bool) {
        let (top, _) = layout.heads(plan.heads());
        plan.letters(layout);
        if only {
            layout.sheet.repeat = Some((top, layout.row - 1));
            layout.sheet.freeze = Some(Cell::new(layout.row, plan.first_value));
        }
        if plan.table.rows.is_empty() {
            self.open_rows(layout, plan);
        }
        for row in &plan.table.rows {
            self.row(layout, plan, row);
        }
    }

    fn row(&mut self, layout: &mut Layout, plan: &Plan<'_>, row: &RowBinding) {
        let Some(indicator) = self.request.catalog.indicators.get(&row.indicator) else { return };
        let label = row.labels.first().map_or(indicator.name.as_str(), String::as_str);
        let look = if label.starts_with(PART) { Look::Part } else { Look::Label };
        layout.text(0, look, label);
        if let Some(column) = plan.code {
            layout.text(column, Look::Word, &row.code);
        }
        if let Some(column) = plan.unit {
            layout.text(column, Look::Word, &row.unit);
        }
        for (column, value) in (plan.first_value..).zip(&plan.values) {
            match value.measures.iter().find(|measure| row.measures.contains(measure)) {
                Some(measure) => {
                    let input = self.number(indicator, *measure, &row.unit);
                    let cell = layout.put(column, Look::Input, BlankContent::Empty, Some(input));
                    self.note_spot(&row.indicator, *measure, Shift::Same, cell);
                }
                None => {
                    layout.text(column, Look::Shut, SHUT);
                }
            }
        }
        if let Some(column) = plan.reference {
            self.reference(layout, column, indicator, row);
        }
        layout.put(plan.remark, Look::Input, BlankContent::Empty, Some(BlankInput::Text));
        layout.text(plan.check, Look::Check, "");
        layout.row += 1;
    }

    /// What the month before ended with.
    fn reference(&mut self, layout: &mut Layout, column: u32, indicator: &Indicator, row: &RowBinding) {
        let measure = match indicator.kind {
            Kind::Flow => Measure::Ytd,
            Kind::Stock | Kind::Level => Measure::Stock,
            Kind::Ratio { .. } if row.measures.contains(&Measure::RatioYtd) => Measure::RatioYtd,
            Kind::Ratio { .. } => Measure::Ratio,
        };
        let before = self.before(&indicator.id, measure).filter(|_| row.measures.contains(&measure));
        let number = before.map(|value| (value, self.places_shown(indicator, &row.unit, value)));
        self.put_before(layout, column, &indicator.id, measure, number);
    }

    /// Lines to be filled in with names and values.
    fn open_rows(&mut self, layout: &mut Layout, plan: &Plan<'_>) {
        let words = || (BlankContent::Empty, Some(BlankInput::Text));
        for _ in 0..OPEN_ROWS {
            let (content, input) = words();
            layout.put(0, Look::Input, content, input);
            for column in plan.code.iter().chain(&plan.unit).chain(std::iter::once(&plan.remark)) {
                let (content, input) = words();
                layout.put(*column, Look::Input, content, input);
            }
            for (column, value) in (plan.first_value..).zip(&plan.values) {
                let input = match (value.words, value.indicator, value.measures.first()) {
                    (false, Some(indicator), Some(measure)) => self.number(indicator, *measure, &indicator.unit),
                    _ => BlankInput::Text,
                };
                layout.put(column, Look::Input, BlankContent::Empty, Some(input));
            }
            layout.row += 1;
        }
    }

    /// Single labelled values: label and, to its right or below, the cell.
    fn fields(&mut self, layout: &mut Layout, fields: &[FieldBinding]) {
        for field in fields {
            let (Some(label), Some(indicator)) =
                (field.labels.first(), self.request.catalog.indicators.get(&field.indicator))
            else {
                continue;
            };
            let input = self.number(indicator, field.measure, &field.unit);
            layout.text(0, Look::Label, label);
            let column = if field.below {
                layout.row += 1;
                0
            } else {
                1
            };
            let cell = layout.put(column, Look::Input, BlankContent::Empty, Some(input));
            self.note_spot(&field.indicator, field.measure, Shift::Same, cell);
            layout.row += 1;
        }
    }
}

/// What a card begins with: the label, and the place of its name.
fn begin_card(layout: &mut Layout, cards: &CardsBinding) {
    layout.text(0, Look::Label, cards.starts.first().map_or("", String::as_str));
    layout.row += u32::from(cards.below);
    layout.put(u32::from(!cards.below), Look::Input, BlankContent::Empty, None);
    layout.row += 1;
}

impl Plan<'_> {
    fn heads(&self) -> Vec<Vec<String>> {
        let one = |heads: &[String]| vec![heads.first().cloned().unwrap_or_default()];
        let mut paths = vec![one(&self.table.label_heads)];
        if self.code.is_some() {
            paths.push(one(&self.table.code_heads));
        }
        if self.unit.is_some() {
            paths.push(one(&self.table.unit_heads));
        }
        paths.extend(self.values.iter().map(|value| value.path.to_vec()));
        if self.reference.is_some() {
            paths.push(vec![over_lines(REFERENCE_HEAD)]);
        }
        paths.extend([vec![REMARK_HEAD.to_owned()], vec![CHECK_HEAD.to_owned()]]);
        paths
    }

    /// The line under the heads: 甲 乙 丙 1 2 3.
    fn letters(&self, layout: &mut Layout) {
        let (mut letters, mut numbers) = (LETTERS.into_iter(), 1_u32..);
        for column in 0..self.first_value {
            layout.text(column, Look::Letter, letters.next().unwrap_or_default());
        }
        for (column, value) in (self.first_value..).zip(&self.values) {
            let number = if value.words { None } else { numbers.next() };
            let letter = number.map_or_else(|| letters.next().unwrap_or_default().to_owned(), |n| n.to_string());
            layout.text(column, Look::Letter, &letter);
        }
        for column in self.reference.iter().chain([&self.remark, &self.check]) {
            layout.text(*column, Look::Letter, "");
        }
        layout.row += 1;
    }
}

/// The remark in brackets begins a line of its own; the reader of returns does not mind.
pub(super) fn over_lines(head: &str) -> String {
    head.replace('（', "\n（")
}

fn is_label(table: &TableBinding, shown: &[String]) -> bool {
    matches!(shown, [one] if table.label_heads.contains(one))
}

/// The widths of a sheet's columns: those of its widest table.
fn columns(plans: &[Plan<'_>]) -> Vec<BlankColumn> {
    let column = |least, most| BlankColumn { least, most };
    let mut widest: Vec<BlankColumn> = Vec::new();
    for plan in plans {
        let mut all = vec![column(24, 40)];
        all.extend(plan.code.iter().map(|_| column(6, 10)));
        all.extend(plan.unit.iter().map(|_| column(8, 14)));
        all.extend(plan.values.iter().map(|_| column(13, 18)));
        all.extend(plan.reference.iter().map(|_| column(13, 16)));
        all.extend([column(16, 16), column(30, 30)]);
        if all.len() > widest.len() {
            widest = all;
        }
    }
    if widest.is_empty() {
        widest = vec![column(30, 40), column(14, 18), column(14, 18), column(14, 18)];
    }
    widest
}
