//! Another city's `figures.csv` or `data.xlsx` as a member.

use super::pool::Pool;
use crate::app::trace::CellJson;
use crate::app::{Error, store};
use crate::catalog::{Catalog, Kind};
use crate::ingest::{self, GivenFigure};
use crate::model::{Exact, Figure, FigureKey, IndicatorId, Measure, Missing, Month, Operand, Period, Trace};
use crate::report;
use std::path::Path;
use std::time::{Duration, Instant};

/// The rows of a file.
pub(super) struct GivenFile {
    /// Below the home folder.
    pub path: String,
    pub sha256: String,
    rows: Vec<GivenFigure>,
}

/// What a ratio is made of.
struct Parts {
    /// None: the denominator is zero.
    quotient: Option<Exact>,
    operands: [Operand; 2],
    formula: String,
    /// `9300÷18200`
    shown: String,
}

impl GivenFile {
    /// # Errors
    /// The file is not there, or is no such file.
    pub fn open(catalog: &Catalog, home: &Path, path: &str) -> Result<Self, Error> {
        let bytes = store::read(&home.join(path))?;
        let (start, limit) = (Instant::now(), Duration::from_secs(catalog.bounds.seconds));
        let read = ingest::read_given_figures(&bytes, &catalog.bounds, &|| start.elapsed() > limit);
        let rows = read.map_err(|said| Error::new("error.compare_file").with("path", path).with("reason", said.zh))?;
        Ok(Self { path: path.to_owned(), sha256: store::sha256(&bytes), rows })
    }

    /// Whether any row is of the region.
    pub fn knows(&self, region: &str) -> bool {
        self.rows.iter().any(|row| row.region == region)
    }

    /// The period asked for, where a row of the region is of it; the region's latest month when none is.
    pub fn period(&self, region: &str, asked: Option<Period>) -> Option<Period> {
        let own = || self.rows.iter().filter(|row| row.region == region);
        match asked {
            Some(period) => own().any(|row| row.period == period.to_string()).then_some(period),
            None => own().filter_map(|row| Month::parse(&row.period)).max().map(Period::Month),
        }
    }

    /// A figure of a row, under the member's name, and what it leads to.
    ///
    /// # Errors
    /// Two rows of one key with other values.
    pub fn take(
        &self,
        pool: &mut Pool,
        catalog: &Catalog,
        region: &str,
        key: &FigureKey,
    ) -> Result<Option<FigureKey>, Error> {
        if pool.has(key) {
            return Ok(Some(key.clone()));
        }
        let Some(row) = self.row(region, key)? else { return Ok(None) };
        let (given, missing) = match row.value {
            // A total that lacks a part is told; what is withheld or in no way a number is not.
            Ok(number) if row.missing.is_none_or(|why| why == Missing::Incomplete) => {
                (Exact::from_decimal(number), row.missing)
            }
            Ok(_) => (None, row.missing),
            Err(missing) => (None, Some(missing)),
        };
        let (unit, scale) = in_unit_of(catalog, &key.indicator, &row.unit);
        let value = given.and_then(|given| given.checked_mul(scale));
        let cell = pool.cell(self.cell_id(row), || self.cell(row, given));
        let mut formula = format!("{}的一行", self.path);
        if unit != row.unit {
            formula = format!("{formula}，{}折算为{unit}：×{}", row.unit, scale.to_text().unwrap_or_default());
        }
        let mut trace = Trace { formula, operands: vec![Operand::Fact(cell)] };
        let mut figure = Figure {
            key: key.clone(),
            value,
            missing,
            unit,
            places: catalog.indicators.get(&key.indicator).map_or(0, |indicator| indicator.places),
            trace: Trace::default(),
        };
        if let Some(parts) = self.ratio(pool, catalog, region, key)? {
            // A quotient is written to twelve places there; it is taken whole where its parts are there and agree.
            match parts.quotient {
                // Nothing is divided by zero, whatever the row says.
                None => (figure.value, figure.missing) = (None, Some(Missing::NotApplicable)),
                Some(ratio) if value.is_none_or(|given| agree(given, ratio)) => figure.value = value.map(|_| ratio),
                Some(_) => {
                    (figure.value, figure.missing) = (None, Some(Missing::Unreadable));
                    pool.because(key, format!("文件里的比率{}与分子分母（{}）不符", row.raw, parts.shown));
                }
            }
            trace.operands.extend(parts.operands);
            trace.formula = parts.formula;
        }
        figure.trace = trace;
        pool.put(figure);
        Ok(Some(key.clone()))
    }

    fn row(&self, region: &str, key: &FigureKey) -> Result<Option<&GivenFigure>, Error> {
        let period = key.period.to_string();
        let mut found = self.rows.iter().filter(|row| {
            row.region == region
                && row.indicator == key.indicator.as_str()
                && row.measure == key.measure.id()
                && row.period == period
        });
        let first = found.next();
        let said = |row: &GivenFigure| (row.value, row.missing, row.unit.clone());
        let other = found.find(|row| first.is_some_and(|first| said(first) != said(row)));
        match (first, other) {
            (Some(first), Some(other)) => {
                let cells = format!("{}、{}", first.cell, other.cell);
                let error = Error::new("error.compare_twice").with("path", &self.path).with("key", key);
                Err(error.with("cells", cells))
            }
            (found, _) => Ok(found),
        }
    }

    /// Why the file has no such row: of another measure only, or none.
    pub fn lacks(&self, catalog: &Catalog, region: &str, key: &FigureKey) -> String {
        let period = key.period.to_string();
        let own = self
            .rows
            .iter()
            .filter(|row| row.region == region && row.indicator == key.indicator.as_str() && row.period == period);
        let mut others: Vec<String> = Vec::new();
        for row in own {
            let name = Measure::parse(&row.measure).map_or_else(|| row.measure.clone(), |one| one.name().to_owned());
            if !others.contains(&name) {
                others.push(name);
            }
        }
        let name = catalog.indicators.get(&key.indicator).map_or(key.indicator.as_str(), |one| one.name.as_str());
        match others.is_empty() {
            true => format!("提供的文件里没有{name}"),
            false => format!("提供的文件里没有{name}的{}，只有{}", key.measure.name(), others.join("、")),
        }
    }

    /// A ratio whose parts the file gives too.
    fn ratio(&self, pool: &mut Pool, catalog: &Catalog, region: &str, key: &FigureKey) -> Result<Option<Parts>, Error> {
        let Some(indicator) = catalog.indicators.get(&key.indicator) else { return Ok(None) };
        let Kind::Ratio { numerator, denominator, factor } = &indicator.kind else { return Ok(None) };
        let flows = catalog.indicators.get(numerator).is_some_and(|part| part.kind == Kind::Flow);
        let measure = match (key.measure, flows) {
            (Measure::RatioYtd, _) => Measure::Ytd,
            (Measure::Ratio, true) => Measure::Month,
            (Measure::Ratio, false) => Measure::Stock,
            _ => return Ok(None),
        };
        let mut part = |id: &IndicatorId| -> Result<Option<(FigureKey, Exact)>, Error> {
            let key = FigureKey { indicator: id.clone(), measure, ..key.clone() };
            let taken = self.take(pool, catalog, region, &key)?;
            let figure = taken.and_then(|key| pool.find(&key));
            Ok(figure.filter(|figure| figure.missing.is_none()).and_then(|figure| Some((key, figure.value?))))
        };
        let (Some((above, up)), Some((below, down))) = (part(numerator)?, part(denominator)?) else { return Ok(None) };
        let quotient = up.checked_div(down).and_then(|it| it.checked_mul(Exact::from_int(i64::from(*factor))));
        if quotient.is_none() && down != Exact::ZERO {
            return Ok(None);
        }
        let formula = format!("{}÷{}×{factor}", pool.name(catalog, numerator), pool.name(catalog, denominator));
        let text = |part: Exact| part.to_text().unwrap_or_default();
        let shown = format!("{}÷{}", text(up), text(down));
        Ok(Some(Parts { quotient, operands: [Operand::Figure(above), Operand::Figure(below)], formula, shown }))
    }

    fn cell_id(&self, row: &GivenFigure) -> String {
        format!("{}#{}!{}", self.path, row.sheet, row.cell)
    }

    fn cell(&self, row: &GivenFigure, value: Option<Exact>) -> CellJson {
        CellJson {
            file: self.path.clone(),
            sheet: row.sheet.to_string(),
            cell: row.cell.to_string(),
            raw: row.raw.clone(),
            value: value.and_then(Exact::to_text).unwrap_or_default(),
            missing: row.missing.or(row.value.err()).map_or("", Missing::id),
            sha256: self.sha256.clone(),
        }
    }

    /// `绵阳市提供的figures.csv（2021年11月）`
    pub fn words(&self, member: &str, period: Period) -> String {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        format!("{member}提供的{name}（{}）", report::period_words(period))
    }
}

/// The unit of the indicator, and by what a value in the file's unit is multiplied; the file's own where none is made of
/// it.
fn in_unit_of(catalog: &Catalog, indicator: &IndicatorId, own: &str) -> (String, Exact) {
    let one = Exact::from_int(1);
    let scale = || {
        let common = catalog.indicators.get(indicator)?.unit.clone();
        let (from, to) = (catalog.units.get(own)?, catalog.units.get(&common)?);
        let scale = Exact::from_decimal(from.factor)?.checked_div(Exact::from_decimal(to.factor)?)?;
        (from.base == to.base).then_some((common, scale))
    };
    scale().unwrap_or_else(|| (own.to_owned(), one))
}

/// Equal as far as twelve places, or fifteen digits of a workbook, can tell.
fn agree(given: Exact, whole: Exact) -> bool {
    let size = whole.abs().unwrap_or(whole).max(Exact::from_int(1));
    let off = given.checked_sub(whole).and_then(Exact::abs);
    let off = off.and_then(|off| off.checked_mul(Exact::from_int(1_000_000_000)));
    off.is_some_and(|off| off <= size)
}
