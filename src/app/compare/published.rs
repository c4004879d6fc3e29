//! A value that others have published, as a figure: below it the row of the table, with its quote.

use super::pool::Pool;
use crate::app::trace::CellJson;
use crate::catalog::{Basis, Dated, Member, PublishedValue};
use crate::model::{Exact, Figure, FigureKey, Measure, Missing, Month, Operand, Period, Trace};

/// The figure of a row.
pub(super) fn take(pool: &mut Pool, member: &Member, value: &PublishedValue, basis: Basis) -> Figure {
    let key = key(member, value, basis);
    if let Some(figure) = pool.find(&key) {
        return figure.clone();
    }
    let cell = pool.cell(format!("{}#{}", value.file, value.line), || CellJson {
        file: value.file.clone(),
        sheet: String::new(),
        cell: value.line.to_string(),
        raw: value.quote.clone(),
        value: value.value.normalize().to_string(),
        missing: "",
        sha256: value.sha256.clone(),
    });
    pool.names.insert(key.indicator.clone(), value.name.clone());
    let exact = Exact::from_decimal(value.value);
    let figure = Figure {
        key,
        value: exact,
        missing: exact.is_none().then_some(Missing::Unreadable),
        unit: value.unit.clone(),
        places: value.places,
        trace: Trace { formula: format!("{}公布", value.document), operands: vec![Operand::Fact(cell)] },
    };
    pool.put(figure.clone());
    figure
}

/// Named by the table and the row: `411000/five-documents:XC-005/month/2021-11`.
fn key(member: &Member, value: &PublishedValue, basis: Basis) -> FigureKey {
    let name = value.file.rsplit('/').next().unwrap_or(&value.file);
    let table = name.strip_suffix(".toml").unwrap_or(name);
    let year = Period::Year(value.as_of.year());
    let month = Month::new(value.as_of.year(), value.as_of.month()).map_or(year, Period::Month);
    FigureKey {
        region: member.id.clone(),
        indicator: format!("{table}:{}", value.id).as_str().into(),
        measure: match basis {
            Basis::Stock => Measure::Stock,
            Basis::Month => Measure::Month,
            Basis::Ytd | Basis::Year => Measure::Ytd,
            Basis::Target => Measure::Target,
        },
        period: if value.dated == Dated::Year { year } else { month },
    }
}

/// `四川省第七次全国人口普查公报（2021年5月26日）：“成都市 20937757”`
pub(super) fn words(value: &PublishedValue) -> String {
    format!("{}：“{}”", value.document, value.quote)
}
