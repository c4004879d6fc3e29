//! A set of the program with values made up for the test, told by its own wording.

use super::super::*;
use crate::benchmark::{Fraction, stand};
use crate::catalog::{What, testing::bundled};
use crate::document::{CellContent, ChartSpec};
use crate::model::{Exact, Figure, FigureKey, Measure, Missing, Month, Rounding, Trace};

pub struct World {
    pub catalog: Catalog,
    pub set: Comparison,
    pub observed: Vec<Observed>,
    pub sources: Vec<Figure>,
    pub before: Option<Benchmark>,
}

pub fn date(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

pub fn exact(text: &str) -> Exact {
    Exact::from_decimal(text.parse().unwrap()).unwrap()
}

impl World {
    /// A bundled set without values.
    pub fn of(set: &str) -> Self {
        let catalog = bundled();
        let set = catalog.comparisons[set].clone();
        Self { catalog, set, observed: Vec::new(), sources: Vec::new(), before: None }
    }

    /// The figure of a source.
    fn source(&mut self, member: &str, id: &str, value: &str, unit: &str, as_of: Date) -> FigureKey {
        let period = Period::Month(Month::new(as_of.year(), as_of.month()).unwrap());
        let key = FigureKey { region: member.into(), indicator: id.into(), measure: Measure::Stock, period };
        let places = value.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        self.sources.push(Figure {
            key: key.clone(),
            value: Some(exact(value)),
            missing: None,
            unit: unit.to_owned(),
            places: u32::try_from(places).unwrap(),
            trace: Trace::default(),
        });
        key
    }

    /// A member's value, as its source has it.
    pub fn value(&mut self, member: &str, indicator: &str, value: &str, as_of: &str) -> &mut Observed {
        let as_of = date(as_of);
        let compared = self.set.indicators.iter().find(|one| one.id.as_str() == indicator).unwrap();
        let unit = compared.unit.clone();
        let key = self.source(member, &format!("source.{indicator}"), value, &unit, as_of);
        self.observed.push(Observed {
            member: member.into(),
            indicator: indicator.into(),
            value: Some(key),
            exact: Some(exact(value)),
            missing: None,
            unit,
            parts: None,
            as_of: Some(as_of),
            approximate: false,
            places: None,
            denominator_day: None,
            doubt: Vec::new(),
            source: format!("{member}的报表"),
            origin: format!("{member}的报表"),
        });
        self.observed.last_mut().unwrap()
    }

    /// A value in per cent of two counts.
    pub fn share(&mut self, member: &str, indicator: &str, (over, under): (&str, &str), as_of: &str) {
        let numerator = self.source(member, "eldercare.nursing_beds", over, "张", date(as_of));
        let denominator = self.source(member, "eldercare.beds", under, "张", date(as_of));
        let (over, under) = (exact(over), exact(under));
        let ratio = over.checked_div(under).and_then(|ratio| ratio.checked_mul(Exact::from_int(100))).unwrap();
        let one = self.value(member, indicator, "0.00", as_of);
        one.exact = Some(ratio);
        one.parts = Some(Fraction {
            numerator: (numerator, over),
            denominator: (denominator, under),
            factor: 100,
            unit: "张".to_owned(),
            counted: true,
        });
        self.sources.last_mut().unwrap().value = Some(ratio);
    }

    /// What the published tables have, member by member.
    pub fn published(&mut self) {
        let picks: Vec<_> = self
            .set
            .indicators
            .iter()
            .flat_map(|one| {
                self.set.members.iter().zip(&one.brought).map(move |(member, brought)| (one, member, brought))
            })
            .filter_map(|(one, member, brought)| match &brought.what {
                What::Value(crate::catalog::Pick::Published(value)) => {
                    Some((one.id.clone(), member.id.clone(), value.clone()))
                }
                _ => None,
            })
            .collect();
        for (indicator, member, value) in picks {
            let day = value.as_of.to_string();
            let one = self.value(member.as_str(), indicator.as_str(), &value.value.to_string(), &day);
            one.unit.clone_from(&value.unit);
            one.approximate = value.approximate.is_some();
            one.places = Some(value.places);
            one.source.clone_from(&value.document);
            self.sources.last_mut().unwrap().unit = value.unit;
        }
    }

    pub fn stand(&self) -> Benchmark {
        stand(&self.set, &self.observed, self.before.as_ref())
    }

    pub fn tried(&self) -> Result<Document, ReportError> {
        let benchmark = self.stand();
        let before = self.before.iter().flat_map(|before| before.figures.clone());
        let all = benchmark.figures.iter().cloned().chain(before).chain(self.sources.iter().cloned());
        let figures = Arc::new(FigureBook::of(all, Rounding::HalfUp));
        super::super::benchmark(&BenchmarkInput {
            catalog: &self.catalog,
            theme: &self.catalog.themes["official"],
            set: &self.set,
            benchmark: &benchmark,
            observed: &self.observed,
            figures: &figures,
            as_of: Some(date("2021-12-05")),
            period: Some(Period::Month(Month::new(2021, 11).unwrap())),
        })
    }

    pub fn told(&self) -> Told {
        Told(self.tried().unwrap())
    }
}

/// The document, and short ways to ask it.
pub struct Told(pub Document);

impl Told {
    pub fn title(&self) -> String {
        self.0
            .blocks
            .iter()
            .find_map(|block| if let Block::Title(text) = block { Some(plain_text(text)) } else { None })
            .unwrap()
    }
    /// Paragraphs before the annex.
    pub fn page(&self) -> Vec<String> {
        let page = self.0.blocks.iter().take_while(|block| !matches!(block, Block::Annex { .. }));
        page.filter_map(|block| if let Block::Paragraph(text) = block { Some(plain_text(text)) } else { None })
            .collect()
    }
    /// `名称=数值（注）`
    pub fn boxes(&self) -> Vec<String> {
        let boxes =
            self.0.blocks.iter().find_map(|block| if let Block::KeyFigures(all) = block { Some(all) } else { None });
        let words = |one: &crate::document::KeyFigure| {
            format!("{}={}（{}）", one.label, plain_text(&one.value), plain_text(&one.note))
        };
        boxes.map(|all| all.iter().map(words).collect()).unwrap_or_default()
    }
    pub fn table(&self, id: &str) -> &Table {
        self.find(id).unwrap_or_else(|| panic!("no table {id}"))
    }
    pub fn find(&self, id: &str) -> Option<&Table> {
        self.0.blocks.iter().find_map(|block| match block {
            Block::Table(table) if table.id == id => Some(table),
            _ => None,
        })
    }
    /// The cells of a table, row by row.
    pub fn rows(&self, id: &str) -> Vec<Vec<&str>> {
        self.table(id).rows.iter().map(|row| row.cells.iter().map(|cell| cell.content.shown()).collect()).collect()
    }
    pub fn row(&self, id: &str, first: &str) -> Vec<&str> {
        let found = self.rows(id).into_iter().find(|row| row.contains(&first));
        found.unwrap_or_else(|| panic!("no row {first} in {id}"))
    }
    pub fn notes(&self, id: &str) -> Vec<String> {
        self.table(id).notes.iter().map(|note| plain_text(note)).collect()
    }
    pub fn charts(&self) -> Vec<&ChartSpec> {
        let all = self.0.blocks.iter();
        all.filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None }).collect()
    }
    /// Numbers in tables that no figure stands behind.
    pub fn loose(&self) -> Vec<&str> {
        let tables =
            self.0.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
        let cells = tables.flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        let number = |cell: &'_ crate::document::TableCell| match &cell.content {
            CellContent::Text(text) => text.parse::<crate::model::Decimal>().is_ok(),
            CellContent::Number { .. } => true,
            _ => false,
        };
        cells.filter(|cell| number(cell)).map(|cell| cell.content.shown()).collect()
    }
}

pub fn missing(one: &mut Observed, why: Missing) {
    (one.exact, one.missing) = (None, Some(why));
}
