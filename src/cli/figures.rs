//! `yuebao figures`: every figure as CSV.

use super::Outcome;
use super::arguments::{is_set, text, texts};
use super::progress::Bar;
use super::terminal::{Terminal, write_out};
use crate::app::{Error, Options, Selection, Session};
use crate::catalog::normalise;
use crate::ingest::near::nearest;
use crate::model::{IndicatorId, Measure, Period, RegionCode};
use clap::ArgMatches;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let session = Session::open(options)?;
    let periods = session.periods(text(matches, "period"))?;
    let selection = Selection {
        indicators: texts(matches, "indicator")
            .into_iter()
            .map(|n| indicator(&session, n))
            .collect::<Result<_, _>>()?,
        regions: texts(matches, "region").into_iter().map(|n| region(&session, n)).collect::<Result<_, _>>()?,
        measures: texts(matches, "measure").into_iter().map(measure).collect::<Result<_, _>>()?,
        periods,
    };
    let last = selection.periods.iter().map(|period| period.last_month()).max();
    let Some(last) = last else { return Ok(Outcome::Done) };
    let reading = session.read(last, &Bar::new(terminal))?;
    let wanted: Vec<Period> = selection.periods.clone();
    let book = session.figures(&reading, &wanted)?;
    let json = is_set(matches, "json");
    let bytes = if json { session.figures_json(&book, &selection) } else { session.figures_csv(&book, &selection) };
    write_out(&bytes);
    Ok(Outcome::Done)
}

/// An indicator by id, name or alias.
pub(super) fn indicator(session: &Session, name: &str) -> Result<IndicatorId, Error> {
    let catalog = &session.catalog;
    let by_id = catalog.indicators.get_key_value(name).map(|(id, _)| id.clone());
    by_id.or_else(|| catalog.names.get(&normalise(name)).cloned()).ok_or_else(|| {
        let near = nearest(name, catalog.indicators.values().map(|indicator| indicator.name.as_str()));
        Error::new("error.indicator").with("name", name).with("near", near)
    })
}

/// A region of the desk by code, name, short name or alias.
pub(super) fn region(session: &Session, name: &str) -> Result<RegionCode, Error> {
    let codes = || std::iter::once(&session.desk.region).chain(session.desk.units.iter().map(|unit| &unit.code));
    let wanted = normalise(name);
    let is = |code: &&RegionCode| {
        code.as_str() == name
            || session.catalog.regions.get(*code).is_some_and(|region| {
                let mut names = [&region.name, &region.short].into_iter().chain(&region.aliases);
                names.any(|known| normalise(known) == wanted)
            })
            || session
                .desk
                .units
                .iter()
                .any(|unit| unit.code == **code && unit.names.iter().any(|known| normalise(known) == wanted))
    };
    codes().find(is).cloned().ok_or_else(|| {
        let known: Vec<String> = codes().map(|code| session.region_name(code)).collect();
        Error::new("error.region").with("name", name).with("known", known.join("、"))
    })
}

fn measure(name: &str) -> Result<Measure, Error> {
    Measure::parse(name).ok_or_else(|| {
        let known: Vec<&str> = Measure::ALL.iter().map(|measure| measure.id()).collect();
        Error::new("error.measure").with("name", name).with("known", known.join("、"))
    })
}
