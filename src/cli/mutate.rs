//! `yuebao check --mutate`: the share of single slips that the rules notice.

use super::Outcome;
use super::arguments::{is_set, text};
use super::finding_lines::fill;
use super::progress::Bar;
use super::terminal::{Terminal, columns, pad, write_out};
use crate::app::{Error, Session, mutation_json};
use crate::finding::word;
use crate::model::{Exact, IndicatorId};
use crate::validation::{Mutation, Share, Slip};
use clap::ArgMatches;
use std::collections::BTreeMap;

/// So many indicators that are noticed least are shown; all of them with `-v`.
const LEAST: usize = 10;

pub fn run(session: &Session, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let periods = session.periods(text(matches, "period"))?;
    let Some(last) = periods.iter().map(|period| period.last_month()).max() else { return Ok(Outcome::Done) };
    let mutation = session.mutate(last, &Bar::new(terminal))?;
    if is_set(matches, "json") {
        write_out(&mutation_json(&mutation))?;
    } else {
        write_out((lines(session, &mutation, terminal).join("\n") + "\n").as_bytes())?;
    }
    Ok(Outcome::Done)
}

fn percent(share: Option<Exact>) -> String {
    share.and_then(|share| share.round(1)).map_or_else(|| "—".to_owned(), |share| share.to_string())
}

/// The mean of the kinds, each weighing the same.
fn mean(shares: &BTreeMap<Slip, Share>) -> Option<Exact> {
    let all: Vec<Exact> = shares.values().filter_map(|share| share.percent()).collect();
    let sum = all.iter().try_fold(Exact::ZERO, |sum, share| sum.checked_add(*share))?;
    sum.checked_div(Exact::from_int(i64::try_from(all.len()).ok()?))
}

fn total(shares: &BTreeMap<Slip, Share>) -> u64 {
    shares.values().map(|share| share.made).sum()
}

fn lines(session: &Session, mutation: &Mutation, terminal: &Terminal) -> Vec<String> {
    let say = |key: &str| word(key, terminal.lang);
    let made = total(&mutation.this_year) + total(&mutation.last_year);
    let cells = |shares: &BTreeMap<Slip, Share>| shares.get(&Slip::One).map_or(0, |share| share.made / 2);
    let cells = cells(&mutation.this_year) + cells(&mutation.last_year);
    let mut lines = vec![fill("mutate.head", &[("cells", &cells), ("made", &made)], terminal.lang)];
    let row = |name: &str, a: &str, b: &str| format!("  {}{}{}", pad(name, 20), left(a, 24), left(b, 24));
    lines.push(row(&say("mutate.kind"), &say("mutate.this_year"), &say("mutate.last_year")));
    let shown = |share: Option<&Share>| match share {
        Some(share) => format!("{}%（{}/{}）", percent(share.percent()), share.noticed, share.made),
        None => "—".to_owned(),
    };
    for slip in Slip::ALL {
        let name = say(&format!("mutate.{}", slip.id()));
        lines.push(row(&name, &shown(mutation.this_year.get(&slip)), &shown(mutation.last_year.get(&slip))));
    }
    let of = |shares| format!("{}%", percent(mean(shares)));
    lines.push(row(&say("mutate.mean"), &of(&mutation.this_year), &of(&mutation.last_year)));
    let values: [(&'static str, &dyn ToString); 2] = [
        ("this_year", &percent(mean(&mutation.at_once.this_year))),
        ("last_year", &percent(mean(&mutation.at_once.last_year))),
    ];
    lines.push(fill("mutate.at_once", &values, terminal.lang));
    let share = mutation.identity;
    let values: [(&'static str, &dyn ToString); 3] =
        [("percent", &percent(share.percent())), ("noticed", &share.noticed), ("made", &share.made)];
    lines.push(fill("mutate.identity", &values, terminal.lang));
    lines.push(say("mutate.least"));
    let shown = if terminal.verbose { usize::MAX } else { LEAST };
    for (indicator, share) in least(mutation).into_iter().take(shown) {
        lines.push(format!("  {}{}%", pad(&session.indicator_name(indicator), 50), percent(share)));
    }
    lines
}

/// Indicators, the least noticed first.
fn least(mutation: &Mutation) -> Vec<(&IndicatorId, Option<Exact>)> {
    let mut all: Vec<(&IndicatorId, Option<Exact>)> =
        mutation.by_indicator.iter().map(|(id, shares)| (id, mean(shares))).collect();
    all.sort_by(|(a, of_a), (b, of_b)| of_a.cmp(of_b).then_with(|| a.cmp(b)));
    all
}

/// Set to the right in so many columns.
fn left(words: &str, width: usize) -> String {
    format!("{}{words}", " ".repeat(width.saturating_sub(columns(words))))
}
