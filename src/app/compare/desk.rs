//! A desk of this installation as a member: its returns, and the figures made of them.

use super::pool::{Pool, at_desk};
use crate::app::edition::Input;
use crate::app::trace::{self, Numbers, fact_id};
use crate::app::{Error, Options, Progress, Reading, Session};
use crate::catalog::Catalog;
use crate::finding::Level;
use crate::ingest;
use crate::model::{Date, FactNo, FigureKey, Operand, Period, RegionCode};
use crate::report;
use crate::statistics::FigureBook;
use crate::validation::doubtful;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What a desk brings.
pub(super) enum DeskSource {
    There(Box<DeskNumbers>),
    /// Why it brings nothing.
    Nothing(&'static str),
}

/// A desk's returns of a period.
pub(super) struct DeskNumbers {
    session: Session,
    pub period: Period,
    reading: Reading,
    book: Arc<FigureBook>,
    /// Cells with an open finding.
    doubtful: BTreeMap<FactNo, RegionCode>,
    /// Must-level findings that are open: its numbers are a draft.
    pub open: usize,
}

const NO_RETURNS: &str = "本期没有报表";
const ANOTHER_YEAR: &str = "统计台是其他年份的，本期没有报表";

/// Reads a desk's returns; without a period, up to its latest month.
///
/// # Errors
/// I/O. That a desk has nothing of the period is none.
pub(super) fn open(
    catalog: &Catalog,
    (home, desk): (&Path, &str),
    options: &Options,
    period: Option<Period>,
    progress: &dyn Progress,
) -> Result<DeskSource, Error> {
    let options = Options { inputs: None, out: None, ..options.clone() };
    let session = Session::within(catalog.clone(), home.to_path_buf(), desk, &options)?;
    let period = match session.period(period.map(|period| period.to_string()).as_deref()) {
        Ok(period) => period,
        Err(Error::Said { key: "error.year", .. }) => return Ok(DeskSource::Nothing(ANOTHER_YEAR)),
        Err(Error::Said { key: "error.inputs" | "error.no_periods" | "error.period_absent", .. }) => {
            return Ok(DeskSource::Nothing(NO_RETURNS));
        }
        Err(error) => return Err(error),
    };
    let (reading, book, doubtful, open) = {
        let (run, _, counting) = session.looked_at(period, progress)?;
        let open = counting.iter().filter(|finding| finding.level == Level::Must).count();
        let doubtful = doubtful(&run.reading.facts, &counting);
        (run.reading, run.book, doubtful, open)
    };
    Ok(DeskSource::There(Box::new(DeskNumbers { session, period, reading, book, doubtful, open })))
}

impl DeskNumbers {
    /// A figure, under the key it has among the members' figures, and all it leads to.
    pub fn take(&self, pool: &mut Pool, key: &FigureKey) -> Option<FigureKey> {
        let desk = &self.session.desk.id;
        let of_desk = |key: &FigureKey| FigureKey { region: at_desk(desk, &key.region), ..key.clone() };
        let found = self.book.find(key)?;
        let own = of_desk(&found.key);
        if pool.has(&own) {
            return Some(own);
        }
        let numbers = Numbers::new(&self.book, &self.reading.facts, &[]);
        for figure in numbers.closure(std::iter::once(key)).figures.into_values() {
            let mut taken = figure.clone();
            taken.key = of_desk(&figure.key);
            let operands = figure.trace.operands.iter().filter_map(|operand| match operand {
                Operand::Figure(key) => Some(Operand::Figure(of_desk(key))),
                Operand::Fact(number) => {
                    let fact = numbers.fact(*number)?;
                    let cell = || {
                        let mut cell = trace::cell(&fact);
                        if !cell.file.is_empty() {
                            cell.file = format!("{desk}:{}", cell.file);
                        }
                        cell
                    };
                    let own = pool.cell(format!("{desk}:{}", fact_id(&fact)), cell);
                    if let Some(region) = self.doubtful.get(number) {
                        pool.doubt(own, self.session.region_name(region));
                    }
                    Some(Operand::Fact(own))
                }
            });
            taken.trace.operands = operands.collect();
            pool.put(taken);
        }
        Some(own)
    }

    /// `许昌市民政局2021年11月报表汇总`
    pub fn words(&self, region: &RegionCode, period: Period) -> String {
        let desk = &self.session.desk;
        let what = if *region == desk.region { "报表汇总" } else { "报表" };
        let draft = if self.open > 0 {
            format!("（草稿，尚有{}处强制性问题未解决）", self.open)
        } else {
            String::new()
        };
        format!("{}{}{what}{draft}", desk.office, report::period_words(period))
    }

    pub fn office(&self) -> &str {
        &self.session.desk.office
    }

    /// When the desk's own report of the period is dated.
    pub fn dated(&self) -> Date {
        ingest::due(&self.session.desk, self.period.last_month())
    }

    /// The files it has read, with the desk before their paths.
    pub fn inputs(&self) -> impl Iterator<Item = Input> {
        let desk = &self.session.desk.id;
        self.reading.returns.files.iter().map(move |file| Input {
            path: format!("{desk}:{}", file.path),
            sha256: file.sha256.to_string(),
            region_code: file.region.as_ref().map(ToString::to_string),
            state: file.state.id().to_owned(),
        })
    }
}
