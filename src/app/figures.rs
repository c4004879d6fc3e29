//! `figures.csv`: every figure, one row a key.

use super::session::Session;
use crate::model::{Figure, FigureKey, IndicatorId, Measure, Period, RegionCode};
use crate::render::csv::{self, CsvField};
use crate::statistics::FigureBook;

/// Which figures are wanted; an empty list means all.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    pub periods: Vec<Period>,
    pub indicators: Vec<IndicatorId>,
    pub regions: Vec<RegionCode>,
    pub measures: Vec<Measure>,
}

impl Selection {
    pub fn takes(&self, figure: &Figure) -> bool {
        fn any<T: PartialEq>(list: &[T], one: &T) -> bool {
            list.is_empty() || list.contains(one)
        }
        any(&self.periods, &figure.key.period)
            && any(&self.indicators, &figure.key.indicator)
            && any(&self.regions, &figure.key.region)
            && any(&self.measures, &figure.key.measure)
    }
}

pub const HEADER: [&str; 13] = [
    "desk",
    "period",
    "region_code",
    "region",
    "indicator",
    "indicator_name",
    "measure",
    "value",
    "unit",
    "places",
    "shown",
    "missing",
    "trace",
];

/// Rows as a list of objects with the columns as keys.
pub(super) fn objects(rows: impl Iterator<Item = Vec<CsvField>>) -> Vec<u8> {
    let object = |row: Vec<CsvField>| {
        let values = row.into_iter().map(|field| match field {
            CsvField::Text(text) | CsvField::Number(text) => text,
            CsvField::Empty => String::new(),
        });
        let pairs = HEADER.iter().zip(values).map(|(name, value)| ((*name).to_owned(), value.into()));
        serde_json::Value::Object(pairs.collect())
    };
    let list: Vec<_> = rows.map(object).collect();
    let mut bytes = serde_json::to_vec_pretty(&list).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// A figure under [`HEADER`]; `names` are those of its region and its indicator.
pub(super) fn row(desk: &str, [region, indicator]: [String; 2], book: &FigureBook, figure: &Figure) -> Vec<CsvField> {
    let key = &figure.key;
    vec![
        CsvField::text(desk),
        CsvField::number(key.period),
        CsvField::number(&key.region),
        CsvField::text(region),
        CsvField::number(&key.indicator),
        CsvField::text(indicator),
        CsvField::number(key.measure),
        CsvField::number(figure.exact_text()),
        CsvField::text(&figure.unit),
        CsvField::number(figure.places),
        CsvField::number(book.shown(figure)),
        CsvField::number(figure.missing.map_or("", crate::model::Missing::id)),
        CsvField::number(key),
    ]
}

impl Session {
    /// The figures of a selection, period by period, as CSV.
    pub fn figures_csv(&self, book: &FigureBook, selection: &Selection) -> Vec<u8> {
        csv::write(&HEADER, self.selected(book, selection).into_iter().map(|figure| self.row(book, figure)))
    }

    /// The same as a list of objects with the columns as keys, every value a text as in the CSV.
    pub fn figures_json(&self, book: &FigureBook, selection: &Selection) -> Vec<u8> {
        objects(self.selected(book, selection).into_iter().map(|figure| self.row(book, figure)))
    }

    fn selected<'b>(&self, book: &'b FigureBook, selection: &Selection) -> Vec<&'b Figure> {
        let mut all = Vec::new();
        for period in &selection.periods {
            let of_period = book.iter().filter(|figure| figure.key.period == *period && selection.takes(figure));
            let mut figures: Vec<&Figure> = of_period.collect();
            // The total first, then the units in the desk's order.
            figures.sort_by_key(|figure| {
                self.desk.units.iter().position(|unit| unit.code == figure.key.region).map_or(0, |at| at + 1)
            });
            all.extend(figures);
        }
        all
    }

    fn row(&self, book: &FigureBook, figure: &Figure) -> Vec<CsvField> {
        let names = [self.region_name(&figure.key.region), self.indicator_name(&figure.key.indicator)];
        row(&self.desk.id, names, book, figure)
    }

    pub fn region_name(&self, code: &RegionCode) -> String {
        self.catalog.region_name(code)
    }

    pub fn indicator_name(&self, id: &IndicatorId) -> String {
        self.catalog.indicators.get(id).map_or_else(|| id.to_string(), |indicator| indicator.name.clone())
    }

    /// What a figure is of: its indicator's name, or that of the target it was made in judging.
    pub fn figure_name(&self, key: &FigureKey) -> String {
        let targets = self.catalog.targets.get(&self.desk.id).into_iter().flatten();
        let mut named = targets.filter(|target| target.id == key.indicator.as_str()).map(|target| target.name.clone());
        let target = if key.measure.is_judgement() { named.next() } else { None };
        target.or_else(|| self.appraisal_name(key)).unwrap_or_else(|| self.indicator_name(&key.indicator))
    }
}
