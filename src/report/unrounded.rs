//! Whether a printed change is another than what one gets from the two numbers printed beside it: changes are taken of
//! what is not rounded, and a reader with a pencil has to be told.

use super::change::last_year;
use super::fig::Fig;
use super::input::World;
use crate::model::{Decimal, FigureKey, Measure};

/// Of a rate against last year's; of any figure against the year's first period, where that is told.
pub fn differs(world: &World, now: &Fig, first: Option<&Fig>) -> bool {
    let with = |measure| Fig::new(world, FigureKey { measure, ..now.key.clone() });
    let year = last_year(now.key.measure).filter(|year| year.rate.is_none());
    let of_year = year.map(|year| (with(year.prior), with(year.change)));
    let of_first = first.map(|first| (first.clone(), with(Measure::SinceFirst)));
    of_year.into_iter().chain(of_first).any(|(then, change)| is_off(now, &then, &change) == Some(true))
}

/// Nothing where one of the three is not printed.
fn is_off(now: &Fig, then: &Fig, change: &Fig) -> Option<bool> {
    let printed = |fig: &Fig| fig.shown.parse::<Decimal>().ok();
    Some(printed(now)?.checked_sub(printed(then)?)? != printed(change)?)
}
