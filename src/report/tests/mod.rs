//! The bundled templates over a handful of invented facts.

mod appraisal;
mod asked;
mod basis;
mod charts;
mod degrees;
mod doubt;
mod drawn;
mod goals;
mod kinds;
mod ledger;
mod never;
mod notes;
mod places;
mod sentence;
mod shares;
mod sums;
mod targets;
mod when;
mod whole;
mod wording;

use super::*;
use crate::assessment::appraisal::Appraised;
use crate::assessment::ledger::Ledger;
use crate::assessment::quality::Score;
use crate::assessment::{Assessed, Assessment, Light, Status};
pub(super) use crate::catalog::testing::bundled as catalog;
use crate::catalog::{self, Catalog};
use crate::document::{Band, CellContent, ChartKind, ChartSpec, Inline, Table};
use crate::facts::FactTable;
use crate::finding::Finding;
use crate::ingest::{ReturnRecord, ReturnState, Returns, due};
use crate::model::{
    Date, Decimal, Exact, Fact, FigureKey, Measure, Missing, Month, Period, Place, RegionCode, Trace, Value,
};
use crate::statistics::{self, FigureBook};

const DEATHS: &str = "funeral.deaths";
const CREMATIONS: &str = "funeral.cremations";
const RATE: &str = "funeral.cremation_rate";

/// A desk with facts, and what came in.
struct Bureau {
    catalog: Catalog,
    facts: Vec<Fact>,
    returns: Returns,
    assessed: Assessed,
    appraised: Option<Appraised>,
    ledger: Option<Ledger>,
    findings: Vec<Finding>,
    scores: Vec<Score>,
    period: Period,
    before: Vec<Vec<Assessment>>,
    draft: Option<usize>,
    report: &'static str,
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

impl Bureau {
    fn new(period: &str) -> Self {
        let catalog = catalog();
        let period = Period::parse(period).unwrap();
        let desk = &catalog.desks["xuchang-2021"];
        let of = |(unit, month): (&catalog::Unit, Month)| ReturnRecord {
            region: unit.code.clone(),
            month,
            own: unit.own,
            state: ReturnState::OnTime,
            file: None,
            submitted: None,
            due: due(desk, month),
        };
        let months = period.months();
        let register = desk.units.iter().flat_map(|unit| months.iter().map(move |m| (unit, *m))).map(of).collect();
        let returns = Returns { register, ..Returns::default() };
        let (assessed, facts, findings) = (Assessed::default(), Vec::new(), Vec::new());
        Self {
            catalog,
            facts,
            returns,
            assessed,
            appraised: None,
            ledger: None,
            findings,
            scores: Vec::new(),
            period,
            before: Vec::new(),
            draft: None,
            report: "monthly",
        }
    }
    fn put(&mut self, region: &str, at: &str, indicator: &str, measure: Measure, value: Option<&str>) {
        let value = match value {
            Some(text) => Value::Number(text.parse().unwrap()),
            None => Value::Missing(Missing::NotReported),
        };
        self.facts.push(Fact {
            region: region.into(),
            month: month(at),
            indicator: indicator.into(),
            measure,
            form: None,
            value,
            source: None,
        });
    }
    /// Cremations of a hundred deaths, unit by unit.
    fn rates(&mut self, at: &str, rates: &[(&str, &str)]) {
        for (region, cremations) in rates {
            for (indicator, value) in [(DEATHS, "100"), (CREMATIONS, *cremations)] {
                self.put(region, at, indicator, Measure::Month, Some(value));
            }
        }
    }
    fn with<T>(&self, wording: Option<&str>, work: impl FnOnce(&ReportInput<'_>) -> T) -> T {
        let desk = &self.catalog.desks["xuchang-2021"];
        let (facts, _) = FactTable::new(self.facts.clone()).unwrap();
        let months: Vec<Period> = (1..=12)
            .filter_map(|m| Month::new(2021, m))
            .filter(|m| *m <= self.period.last_month())
            .map(Period::Month)
            .collect();
        let mut periods = months;
        if !periods.contains(&self.period) {
            periods.push(self.period);
        }
        let figures: Arc<FigureBook> = Arc::new(statistics::figures(&self.catalog, desk, &facts, &periods).unwrap());
        let mut report = self.catalog.report("xuchang-2021", self.report).unwrap().clone();
        if let Some(wording) = wording {
            wording.clone_into(&mut report.wording);
        }
        work(&ReportInput {
            catalog: &self.catalog,
            desk,
            report: &report,
            theme: &self.catalog.themes["official"],
            figures: &figures,
            facts: &facts,
            assessed: &self.assessed,
            appraised: self.appraised.as_ref(),
            ledger: self.ledger.as_ref(),
            returns: &self.returns,
            findings: &self.findings,
            scores: &self.scores,
            explained: 0,
            period: self.period,
            as_of: Date::new(2021, 12, 5).unwrap(),
            before: &self.before,
            draft: self.draft,
        })
    }
    fn document(&self, wording: Option<&str>) -> Result<Document, ReportError> {
        self.with(wording, build)
    }
    /// The words of a wording.
    fn say(&self, wording: &str) -> String {
        let document = self.document(Some(wording)).unwrap_or_else(|e| panic!("{e}"));
        text(&document)
    }
    fn error(&self, wording: &str) -> ReportError {
        self.document(Some(wording)).expect_err("the wording has a fault")
    }
}

/// Headings and paragraphs, a line each.
fn text(document: &Document) -> String {
    let of = |block: &Block| match block {
        Block::Title(text) | Block::Heading { text, .. } | Block::Paragraph(text) | Block::Annex { text, .. } => {
            Some(plain_text(text))
        }
        _ => None,
    };
    document.blocks.iter().filter_map(of).collect::<Vec<_>>().join("\n")
}

const NOVEMBER: [(&str, &str); 9] = [
    ("411002", "98"),
    ("411003", "97"),
    ("411024", "95"),
    ("411025", "97"),
    ("411081", "90"),
    ("411082", "99"),
    ("XC-SFQ", "97"),
    ("XC-KFQ", "92"),
    ("XC-DCQ", "96"),
];

fn november() -> Bureau {
    let mut bureau = Bureau::new("2021-11");
    bureau.rates("2021-11", &NOVEMBER);
    bureau
}

fn table<'a>(document: &'a Document, id: &str) -> &'a Table {
    let is = |block: &'a Block| match block {
        Block::Table(table) if table.id == id => Some(table),
        _ => None,
    };
    document.blocks.iter().find_map(is).unwrap()
}
