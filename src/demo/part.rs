//! A part of another series: a share of it, never more than it, through what is given.

use super::making::put;
use super::numbers::{MOMENTS, NEW_YEAR, Row};
use super::random::ONE;
use super::share::parted;
use super::solve::{Solver, millionths};
use super::year::{line, months};
use crate::catalog::{DemoSeries, SeriesKind, Shares, Term};
use crate::model::{Decimal, Exact, IndicatorId};
use std::collections::BTreeMap;

impl Solver<'_> {
    /// Before a month's share and after it, in millionths.
    fn share(&self, shares: &Shares, moment: usize) -> i128 {
        match shares {
            Shares::Constant(share) => millionths(*share),
            Shares::Points(points) => {
                let points = points.iter().map(|(month, share)| (self.moment(*month), millionths(*share))).collect();
                line(&points, moment)
            }
        }
    }

    pub(super) fn part(&mut self, id: &IndicatorId, series: &DemoSeries, of: &Term, shares: &Shares) -> Option<Row> {
        let measure = self.measure(id, series, of)?;
        let factor = Exact::from_decimal(of.factor)?;
        let has = self.has(id, series);
        let mut wish = Wish { caps: Vec::new(), weights: Vec::new(), parts: Vec::new() };
        for moment in 0..MOMENTS {
            let share = self.share(shares, moment);
            let (mut caps, mut weights, mut parts) = (Vec::new(), Vec::new(), Vec::new());
            for (unit, known) in self.desk.units.iter().enumerate() {
                let whole = self.numbers.of(&[unit], &of.of, measure, moment).filter(|_| has.contains(&unit));
                // No more than the whole, even where that has more decimals.
                let whole = whole.and_then(|value| value.checked_mul(factor));
                let cap = whole.and_then(|value| value.round(series.places)).map_or(0, |rounded| rounded.mantissa());
                // A share near one leaves little room to differ.
                let width = |number: Decimal| millionths(number) * (ONE - share) / ONE;
                let own =
                    self.random(&[id.as_str(), "unit", known.code.as_str()]).about_one(width(series.usual.spread));
                let mut random = self.random(&[id.as_str(), known.code.as_str(), &moment.to_string()]);
                let now =
                    if series.kind == SeriesKind::Flow { random.about_one(width(series.usual.noise)) } else { ONE };
                let odd = if series.kind == SeriesKind::Flow {
                    random.part()
                } else {
                    self.random(&[id.as_str(), "odd", known.code.as_str()]).part()
                };
                let due = cap * (share * own / ONE * now / ONE);
                caps.push(cap);
                weights.push(due);
                parts.push(((due + odd) / ONE).min(cap));
            }
            wish.caps.push(caps);
            wish.weights.push(weights);
            wish.parts.push(parts);
        }
        if series.kind == SeriesKind::Flow {
            self.part_flow(id, series, wish)
        } else {
            self.part_stock(id, series, wish)
        }
    }

    fn part_flow(&mut self, id: &IndicatorId, series: &DemoSeries, wish: Wish) -> Option<Row> {
        let mut row = self.empty(series);
        for first in [0, NEW_YEAR] {
            let anchors = self.anchors(id, series, first);
            let of = |rows: &[Vec<i128>]| -> [i128; 12] {
                std::array::from_fn(|at| rows.get(first + 1 + at).map_or(0, |row| row.iter().sum()))
            };
            let made = months(None, &of(&wish.parts), &anchors, Some(&of(&wish.caps)), self.offset(id, first));
            let totals = match made {
                Ok(totals) => totals,
                Err(at) => {
                    self.misfit(id, first, at);
                    return None;
                }
            };
            for (moment, total) in (first + 1..).zip(totals) {
                let parts = if wish.parts[moment].iter().sum::<i128>() == total {
                    wish.parts[moment].clone()
                } else {
                    parted(total, &wish.weights[moment], Some(&wish.caps[moment]), self.offset(id, moment))?
                };
                put(&mut row, moment, &parts);
            }
        }
        Some(row)
    }

    /// Through what is given, in small steps: what grows as a whole grows in every unit.
    fn part_stock(&mut self, id: &IndicatorId, series: &DemoSeries, wish: Wish) -> Option<Row> {
        let total = |moment: usize| wish.parts[moment].iter().sum::<i128>();
        let given = self.given(id, &series.given, series.places);
        let off: BTreeMap<usize, i128> = given.iter().map(|(at, number)| (*at, number - total(*at))).collect();
        let mut row = self.empty(series);
        let mut now = vec![0; self.desk.units.len()];
        for moment in 0..MOMENTS {
            let caps = &wish.caps[moment];
            let most: i128 = caps.iter().sum();
            if given.get(&moment).is_some_and(|number| *number > most) {
                self.fault(id, "指定的数超过了它所属的总数", "what is given exceeds what it is a part of");
                return None;
            }
            if given.is_empty() {
                now.clone_from(&wish.parts[moment]);
            } else {
                let wanted = (total(moment) + line(&off, moment)).clamp(0, most);
                stepped(&mut now, wanted, caps, &wish.parts[moment], self.offset(id, moment))?;
            }
            put(&mut row, moment, &now);
        }
        Some(row)
    }
}

/// What the parts of a whole would be, by moment and unit, before any total is given.
struct Wish {
    caps: Vec<Vec<i128>>,
    weights: Vec<Vec<i128>>,
    parts: Vec<Vec<i128>>,
}

/// Moves numbers to a total, each within its cap, towards what is wished.
fn stepped(now: &mut [i128], wanted: i128, caps: &[i128], wish: &[i128], offset: i128) -> Option<()> {
    now.iter_mut().zip(caps).for_each(|(now, cap)| *now = (*now).min(*cap));
    let change = wanted - now.iter().sum::<i128>();
    if change >= 0 {
        let weights: Vec<i128> = now.iter().zip(wish).map(|(now, wish)| (wish - now).max(0)).collect();
        let room: Vec<i128> = now.iter().zip(caps).map(|(now, cap)| cap - now).collect();
        let parts = parted(change, &weights, Some(&room), offset)?;
        now.iter_mut().zip(parts).for_each(|(now, part)| *now += part);
    } else {
        let parts = parted(-change, now, Some(now), offset)?;
        now.iter_mut().zip(parts).for_each(|(now, part)| *now -= part);
    }
    Some(())
}
