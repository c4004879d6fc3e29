//! `yuebao list`: what there is, one line a thing.

use super::Outcome;
use super::arguments::text;
use super::terminal::{Terminal, pad, write_out};
use crate::app::{Error, Options, Session, standing_templates};
use crate::catalog::{Catalog, Kind, RuleLevel};
use crate::finding::CODES;
use clap::ArgMatches;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let what = text(matches, "what").unwrap_or_default();
    let rows = match what {
        "findings" => findings(terminal),
        "desks" | "comparisons" | "indicators" | "forms" | "rules" => {
            of_catalog(&standing_templates(options)?.catalog, what)
        }
        _ => of_desk(&Session::open(options)?, what)?,
    };
    write_out(aligned(&rows).as_bytes())?;
    Ok(Outcome::Done)
}

fn findings(terminal: &Terminal) -> Vec<Vec<String>> {
    let row = |code: &crate::finding::Code| {
        vec![code.id.to_owned(), code.level.name(terminal.lang).to_owned(), code.headline(terminal.lang).to_owned()]
    };
    CODES.iter().map(row).collect()
}

fn of_catalog(catalog: &Catalog, what: &str) -> Vec<Vec<String>> {
    match what {
        "desks" => catalog.desks.values().map(|d| vec![d.id.clone(), d.year.to_string(), d.office.clone()]).collect(),
        "comparisons" => {
            let row = |set: &crate::catalog::Comparison| {
                let members = set.members.iter().filter(|member| !member.reference).count();
                vec![set.id.clone(), members.to_string(), set.name.clone()]
            };
            catalog.comparisons.values().map(row).collect()
        }
        "indicators" => {
            let kind = |kind: &Kind| match kind {
                Kind::Flow => "flow",
                Kind::Stock => "stock",
                Kind::Level => "level",
                Kind::Ratio { .. } => "ratio",
            };
            let row = |i: &crate::catalog::Indicator| {
                vec![i.id.to_string(), kind(&i.kind).to_owned(), i.unit.clone(), i.name.clone()]
            };
            catalog.indicators.values().map(row).collect()
        }
        "forms" => {
            let number = |f: &crate::catalog::Form| f.number.clone().unwrap_or_else(|| "—".to_owned());
            catalog.forms.values().map(|f| vec![f.id.clone(), number(f), f.title.clone()]).collect()
        }
        _ => {
            let level = |level: RuleLevel| match level {
                RuleLevel::Must => "must",
                RuleLevel::Query => "query",
                RuleLevel::Note => "note",
            };
            catalog.rules.iter().map(|r| vec![r.id.clone(), level(r.level).to_owned(), r.text.clone()]).collect()
        }
    }
}

fn of_desk(session: &Session, what: &str) -> Result<Vec<Vec<String>>, Error> {
    Ok(match what {
        "periods" => session.months()?.iter().map(|month| vec![month.to_string()]).collect(),
        "reports" => {
            let desk = &session.desk;
            let when = |id: &String| match (*id == desk.report, desk.also.contains(id)) {
                (true, _) => "月报",
                (_, true) => "随月报出",
                _ => "--also",
            };
            let row =
                |r: &crate::catalog::Report| vec![r.id.clone(), when(&r.id).to_owned(), r.name.clone(), r.what.clone()];
            session.catalog.reports_for(desk).into_iter().map(row).collect()
        }
        "units" => {
            let row = |unit: &crate::catalog::Unit| {
                vec![
                    unit.code.to_string(),
                    session.region_name(&unit.code),
                    unit.names.join("、"),
                    unit.contact.clone(),
                ]
            };
            session.desk.units.iter().map(row).collect()
        }
        _ => {
            let targets = session.catalog.targets.get(&session.desk.id);
            let row = |t: &crate::catalog::Target| vec![t.id.clone(), t.name.clone(), t.source.clone()];
            targets.into_iter().flatten().map(row).collect()
        }
    })
}

/// Columns under one another, the last as long as it is.
fn aligned(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| super::terminal::columns(cell)).max().unwrap_or(0)
    };
    let mut out = String::new();
    for row in rows {
        let last = row.len().saturating_sub(1);
        let cells: Vec<String> = row
            .iter()
            .enumerate()
            .map(|(column, cell)| if column == last { cell.clone() } else { pad(cell, width(column)) })
            .collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
    }
    out
}
