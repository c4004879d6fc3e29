//! One cell of a table: what it is of, from its row, its column, the table and the sheet, in this order.

use super::columns::{Columns, NameColumn, ValueColumn};
use super::margin;
use super::row::{self, RowIs, Rows};
use super::unit;
use super::{Sheet, Star};
use crate::catalog::{Axis, ColumnRole, Indicator, Kind as IndicatorKind, MeasureUnit, RowBinding, TableBinding};
use crate::ingest::cell::{Asked, Size};
use crate::ingest::entry::EntryKind;
use crate::ingest::period_text::Kind;
use crate::ingest::place_names::Who;
use crate::model::{Cell, IndicatorId, Measure, Month, Period};

/// What the name columns of a row say.
#[derive(Clone, Debug, Default)]
pub(super) struct RowNames {
    pub region: Option<Who>,
    pub period: Option<(Period, Kind)>,
    pub indicator: Option<IndicatorId>,
    pub measure: Option<Measure>,
    pub unit: Option<String>,
    /// The name of the region is that of a total or a subtotal.
    pub total: Option<EntryKind>,
    /// A name column whose text leads nowhere: its cell and text.
    pub unknown: Option<(Cell, String)>,
    /// Name columns with nothing in them.
    pub blank: Vec<(Axis, Cell)>,
    /// The region is that of a row above.
    pub region_above: bool,
}

impl RowNames {
    /// Reads the name columns; `above` is what the row before said, for columns that are filled down.
    pub fn read(sheet: &Sheet<'_>, rows: &Rows<'_>, columns: &Columns<'_>, row: u32, above: &Self) -> Self {
        let mut names = Self::default();
        for column in &columns.names {
            names.one(sheet, rows, column, row, above);
        }
        names
    }

    /// What tells one group of rows from another with the same names.
    pub fn group(&self) -> String {
        let region = self.region.as_ref().map(|who| who.code.to_string()).unwrap_or_default();
        let period = self.period.map(|(period, _)| period.to_string()).unwrap_or_default();
        format!("{region}\u{1f}{period}")
    }

    /// They say more than a region.
    pub fn says_more(&self) -> bool {
        self.period.is_some() || self.indicator.is_some() || self.measure.is_some()
    }

    fn one(&mut self, sheet: &Sheet<'_>, rows: &Rows<'_>, column: &NameColumn, row: u32, above: &Self) {
        let text = sheet.grid.merged_text(row, column.column);
        let is_ditto = margin::is_ditto(&text);
        if is_ditto && !column.fill_down {
            self.unknown = Some((Cell::new(row, column.column), text));
            return;
        }
        if text.trim().is_empty() || is_ditto {
            if column.fill_down {
                self.take(column.axis, above);
            }
            self.blank.push((column.axis, Cell::new(row, column.column)));
            return;
        }
        if column.axis == Axis::Unit {
            self.unit = Some(text.trim().to_owned());
            return;
        }
        if column.axis == Axis::Period && sheet.grid.is_two_months(row, column.column) {
            self.unknown = Some((Cell::new(row, column.column), text));
            return;
        }
        match row::open(sheet, column.axis, &text) {
            Some(RowIs::Region(_)) if rows.is_total(&text) => self.total = Some(EntryKind::Total),
            Some(RowIs::Region(_)) if rows.is_subtotal(&text) => self.total = Some(EntryKind::Subtotal),
            Some(RowIs::Region(who)) if margin::is_no_place(sheet, &who, &text) => {
                let shown = if margin::is_of_person(&text) { "＊".to_owned() } else { text };
                self.unknown = Some((Cell::new(row, column.column), shown));
            }
            Some(RowIs::Region(who)) => {
                self.region = Some(match self.region.take() {
                    Some(first) if sheet.names.find(&first.name).is_some() => sheet.within(&first, who),
                    Some(first) if sheet.names.find(&who.name).is_some() => sheet.within(&who, first),
                    _ => who,
                });
            }
            Some(RowIs::Period(period, kind)) => self.period = Some((period, kind)),
            Some(RowIs::Indicator(id)) => self.indicator = Some(id),
            Some(RowIs::Measure(measure)) => self.measure = Some(measure),
            _ => self.unknown = Some((Cell::new(row, column.column), text)),
        }
    }

    fn take(&mut self, axis: Axis, above: &Self) {
        match axis {
            Axis::Region => {
                self.region.clone_from(&above.region);
                self.total = above.total;
                self.region_above = true;
            }
            Axis::Period => self.period = above.period,
            Axis::Indicator => self.indicator.clone_from(&above.indicator),
            Axis::Measure => self.measure = above.measure,
            Axis::Unit => self.unit.clone_from(&above.unit),
        }
    }
}

/// What is known of all cells of one row.
pub(super) struct RowContext<'s, 't> {
    pub sheet: &'s Sheet<'s>,
    pub table: &'t TableBinding,
    pub rows: &'s Rows<'t>,
    pub is: &'s RowIs,
    pub names: &'s RowNames,
    /// The unit written in the row, where it is not the form's.
    pub row_unit: Option<&'s MeasureUnit>,
    pub sheet_units: &'s [&'s MeasureUnit],
    /// The last month that has values, of a table whose heads are months.
    pub last: Option<Period>,
    /// Totals of this table stand under each region, which only the first of its rows names.
    pub total_of_group: bool,
}

/// One value to read.
pub(super) struct Slot {
    pub indicator: IndicatorId,
    pub measure: Measure,
    pub region: Option<Who>,
    pub period: Option<Period>,
    /// The unit the value is filed in.
    pub unit: String,
    /// The unit its number is written in.
    pub written: String,
    pub size: Option<Size>,
    /// The head or a line above says another unit than the form.
    pub said_unit: Option<String>,
    pub asked: Asked,
    pub kind: EntryKind,
}

/// Why there is no slot.
pub(super) enum NoSlot {
    /// No one says which indicator: the row's name has been told already, or says it for other columns.
    Indicator,
    /// A flow, and no one says of what time.
    Measure(IndicatorId),
}

impl<'t> RowContext<'_, 't> {
    fn row(&self) -> Option<&'t RowBinding> {
        match self.is {
            RowIs::Bound(number) => self.rows.get(*number),
            _ => None,
        }
    }

    /// The column as this row takes it: the measure the row has, else the first the head can mean.
    pub fn choose<'c>(&self, column: &'c [ValueColumn<'t>]) -> Option<&'c ValueColumn<'t>> {
        let asked = |value: &&ValueColumn<'_>| match (self.row(), value.fixed.measure) {
            (Some(row), Some(measure)) => row.measures.contains(&measure) || row.not_applicable.contains(&measure),
            _ => true,
        };
        column.iter().find(asked).or_else(|| column.first())
    }

    /// The name column that would say what a value is of, and is blank in this row: nothing further off says it then.
    pub fn blank(&self, value: &ValueColumn<'t>) -> Option<(Axis, Cell)> {
        let (fixed, all) = (value.fixed, &self.table.fixed);
        let lacks = |axis: &Axis| match axis {
            Axis::Region => {
                let of_head = matches!(value.star, Some(Star::Region(_))) || matches!(self.is, RowIs::Region(_));
                let said = fixed.region.is_some() || all.region.is_some() || self.names.region.is_some();
                !of_head && !said && self.kind(value) == EntryKind::Detail
            }
            Axis::Period => {
                let of_head = matches!(value.star, Some(Star::Period(..))) || matches!(self.is, RowIs::Period(..));
                !of_head && fixed.period.is_none() && all.period.is_none() && self.names.period.is_none()
            }
            Axis::Indicator => {
                let of_head = matches!(value.star, Some(Star::Indicator(_))) || fixed.indicator.is_some();
                let of_row = matches!(self.is, RowIs::Indicator(_) | RowIs::Bound(_)) || self.names.indicator.is_some();
                !of_head && !of_row && all.indicator.is_none()
            }
            // What is left of these goes without saying, or is told.
            Axis::Measure | Axis::Unit => false,
        };
        self.names.blank.iter().find(|(axis, _)| lacks(axis)).copied()
    }

    pub fn slot(&self, value: &ValueColumn<'t>) -> Result<Slot, NoSlot> {
        let (fixed, all) = (value.fixed, &self.table.fixed);
        let row = self.row();
        let of_row = match self.is {
            RowIs::Indicator(id) => Some(id),
            _ => row.map(|row| &row.indicator).or(self.names.indicator.as_ref()),
        };
        let of_head = match &value.star {
            Some(Star::Indicator(id)) => Some(id),
            _ => fixed.indicator.as_ref(),
        };
        let indicator = of_row.or(of_head).or(all.indicator.as_ref()).ok_or(NoSlot::Indicator)?;
        let indicator = self.sheet.indicator(indicator).ok_or(NoSlot::Indicator)?;
        let (period, cumulative) = self.period(value);
        let measure = self.measure(value, indicator).ok_or_else(|| NoSlot::Measure(indicator.id.clone()))?;
        let measure = if cumulative { measure.through() } else { measure };
        let period =
            period.map(|period| if measure.is_through() { Period::Month(period.last_month()) } else { period });
        let unit = self.filed_unit(indicator, measure, row);
        let (written, said_unit) = self.written_unit(value, &unit);
        let size = unit::between(self.sheet, &written, &unit);
        Ok(Slot {
            indicator: indicator.id.clone(),
            measure,
            region: self.region(value),
            period,
            // A number in a unit that leads nowhere is read as it stands; the finding says so.
            written: if size.is_some() { written } else { unit.clone() },
            unit,
            size,
            said_unit,
            asked: row.map_or(Asked::Yes, |row| asked(row, measure)),
            kind: self.kind(value),
        })
    }

    /// The rows of the table hold one kind of thing, so that a unit in the row can only be that of its values.
    fn is_only_column(&self) -> bool {
        let mut indicators = self.table.columns.iter().filter_map(|column| match &column.role {
            ColumnRole::Values { fixed, .. } => Some(fixed.indicator.as_ref()),
            _ => None,
        });
        let first = indicators.next();
        indicators.all(|other| Some(other) == first)
    }

    fn measure(&self, value: &ValueColumn<'_>, indicator: &Indicator) -> Option<Measure> {
        let of_row = match self.is {
            RowIs::Measure(measure) => Some(*measure),
            _ => self.names.measure,
        };
        let of_head = match &value.star {
            Some(Star::Measure(measure)) => Some(*measure),
            _ => value.fixed.measure,
        };
        let of_head = of_head.or(self.table.fixed.measure);
        // 火化率 among amounts: 本月 is its rate of the month.
        let of_head = match self.is {
            RowIs::Indicator(_) if self.is_ratio(indicator) => of_head.map(Measure::of_rate),
            _ => of_head,
        };
        of_row.or(of_head).or_else(|| self.sheet.usual_measure(indicator))
    }

    fn period(&self, value: &ValueColumn<'_>) -> (Option<Period>, bool) {
        let of_row = match self.is {
            RowIs::Period(period, kind) => Some((*period, *kind)),
            _ => self.names.period,
        };
        let of_head = match &value.star {
            Some(Star::Period(period, kind)) => Some((*period, *kind)),
            _ => None,
        };
        // A year in a column of its own is that of the row's month.
        let of_row = match (of_row, self.names.period) {
            (Some((Period::Month(month), kind)), Some((Period::Year(year), _))) => {
                Month::new(year, month.number()).map(|month| (Period::Month(month), kind))
            }
            (of_row, _) => of_row,
        };
        if let Some((period, kind)) = of_head.or(of_row) {
            return (Some(period), kind == Kind::Cumulative);
        }
        let said = value.fixed.period.or(self.table.fixed.period);
        (said.or(self.sheet.base.period).or(self.last), false)
    }

    fn region(&self, value: &ValueColumn<'_>) -> Option<Who> {
        if self.kind(value) == EntryKind::Total
            && !matches!((self.is, &value.star), (RowIs::Region(_), Some(_)) | (RowIs::Total, Some(Star::Region(_))))
        {
            // A total among the rows of a region is that region's.
            let own = self.names.region.as_ref().filter(|_| !self.names.region_above || self.total_of_group);
            if let (RowIs::Total, None, Some(own)) = (self.is, self.names.total, own) {
                return Some(own.clone());
            }
            let said = value.fixed.region.as_ref().or(self.table.fixed.region.as_ref());
            return said.map(|name| self.sheet.names.named(name)).or_else(|| self.sheet.base.region.clone());
        }
        let of_row = match (self.is, &self.names.region) {
            (RowIs::Region(part), Some(whole)) => Some(self.sheet.within(whole, part.clone())),
            (RowIs::Region(who), None) => Some(who.clone()),
            (_, of_names) => of_names.clone(),
        };
        let of_head = match &value.star {
            Some(Star::Region(who)) => Some(who),
            _ => None,
        };
        let said = value.fixed.region.as_ref().or(self.table.fixed.region.as_ref());
        let said = said.map(|name| self.sheet.names.named(name));
        of_head.cloned().or(of_row).or(said).or_else(|| self.sheet.base.region.clone())
    }

    pub fn kind(&self, value: &ValueColumn<'_>) -> EntryKind {
        let head = match &value.star {
            Some(Star::Region(who)) => who.name.as_str(),
            _ => "",
        };
        if self.table.summary {
            EntryKind::Summary
        } else if let Some(kind) = self.names.total {
            kind
        } else if matches!(self.is, RowIs::Subtotal) || self.rows.is_subtotal(head) {
            EntryKind::Subtotal
        } else if matches!(self.is, RowIs::Total) || self.rows.is_total(head) {
            EntryKind::Total
        } else {
            EntryKind::Detail
        }
    }

    fn is_ratio(&self, indicator: &Indicator) -> bool {
        matches!(indicator.kind, IndicatorKind::Ratio { .. }) || self.sheet.form.own_ratios.contains(&indicator.id)
    }

    fn filed_unit(&self, indicator: &Indicator, measure: Measure, row: Option<&RowBinding>) -> String {
        let is_ratio = self.is_ratio(indicator);
        match measure {
            Measure::YoyRate | Measure::MomRate | Measure::YoyRateYtd | Measure::Completion => "%".to_owned(),
            // A share of what is counted in 人 or 个: 完成率 of a project.
            Measure::Ratio | Measure::RatioYtd if !is_ratio && indicator.kind != IndicatorKind::Level => "%".to_owned(),
            _ => row.map_or_else(|| indicator.unit.clone(), |row| row.unit.clone()),
        }
    }

    /// The unit the number is written in, and the one the sheet says when it is another than the form's.
    fn written_unit(&self, value: &ValueColumn<'_>, filed: &str) -> (String, Option<String>) {
        let expected = value.fixed.unit.as_ref().or(self.table.fixed.unit.as_ref()).map_or(filed, String::as_str);
        let alike =
            |unit: &MeasureUnit| self.sheet.scope.catalog.units.get(filed).is_some_and(|filed| filed.base == unit.base);
        if let Some(unit) = self.row_unit.filter(|unit| alike(unit)) {
            return (unit.name.clone(), None);
        }
        if let Some(name) = &self.names.unit {
            let unit = unit::named(self.sheet, name);
            // A row's unit is that of its amounts; a rate beside them has its own.
            if unit.is_some_and(alike) || filed != "%" && self.is_only_column() {
                let unit = unit.map_or(name, |unit| &unit.name).clone();
                return (unit.clone(), Some(unit).filter(|unit| unit != expected));
            }
        }
        if let Some(unit) = &value.unit {
            return (unit.clone(), Some(unit.clone()).filter(|unit| unit != expected));
        }
        let said_by_form = self.row().is_some_and(|row| row.unit_is_said);
        if value.fixed.unit.is_none()
            && self.table.fixed.unit.is_none()
            && !said_by_form
            && let Some(filed) = self.sheet.scope.catalog.units.get(filed)
            && let Some(unit) = unit::alike(self.sheet_units, filed)
        {
            return (unit.name.clone(), Some(unit.name.clone()).filter(|unit| unit != expected));
        }
        (expected.to_owned(), None)
    }
}

/// What a row is asked for.
fn asked(row: &RowBinding, measure: Measure) -> Asked {
    if row.measures.contains(&measure) {
        Asked::Yes
    } else if row.not_applicable.contains(&measure) {
        Asked::NotApplicable
    } else {
        Asked::No
    }
}
