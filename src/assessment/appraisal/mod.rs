//! Scores of the units on their targets by a scheme (月调度, 季考评, 年考核), with what every point was given for.

mod figures;
mod lines;
mod share;
#[cfg(test)]
mod tests;

use super::{Assessment, Status};
use crate::catalog::{Appraisal, Catalog, Desk};
use crate::model::{Exact, Figure, FigureKey, Measure, Period, RegionCode};
use lines::Lines;

/// What scores are made from.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    pub catalog: &'a Catalog,
    pub desk: &'a Desk,
    pub scheme: &'a Appraisal,
    pub period: Period,
    pub assessed: &'a [Assessment],
    /// Of the shorter runs the scheme carries, in their order.
    pub parts: &'a [Appraised],
}

/// The scores of a period, and the figures made for them.
#[derive(Clone, Debug, PartialEq)]
pub struct Appraised {
    pub scheme: String,
    pub period: Period,
    pub full: Exact,
    /// In the desk's order.
    pub scores: Vec<Scored>,
    /// `<unit>/<target>/points/…` for each target, `<unit>/<scheme>.<item>/points/…` for each item,
    /// `<unit>/<scheme>/score/…` and `<unit>/<scheme>/rank/…`.
    pub figures: Vec<Figure>,
}

/// What a unit's work of a period is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    pub region: RegionCode,
    /// None: it has no target that can be scored.
    pub points: Option<Exact>,
    /// Empty without points.
    pub band: String,
    /// Among the units without the bureau itself; ties as 1-2-2-4.
    pub place: Option<i64>,
    /// One for each item of the scheme, in its order: what it gave; none: nothing of it can be scored.
    pub items: Vec<Option<Exact>>,
    pub deducted: Exact,
    pub added: Exact,
    /// The points that could be had of the items that were scored.
    pub possible: Exact,
    /// The mean of the shorter runs' scores.
    pub carried: Option<Exact>,
    pub lines: Vec<Line>,
    /// What is special about this score.
    pub remarks: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    Item,
    Deduction,
    Bonus,
}

/// One target and what it gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub kind: LineKind,
    /// The item's place among those of its kind.
    pub item: usize,
    pub words: String,
    pub target: String,
    pub name: String,
    /// What it can give; none: it is left out.
    pub weight: Option<Exact>,
    pub target_value: Option<Exact>,
    pub actual: Option<Exact>,
    pub due: Option<Exact>,
    pub actual_key: FigureKey,
    pub unit: String,
    pub status: Status,
    /// Negative where points are deducted; none: it is left out.
    pub points: Option<Exact>,
    pub why: String,
}

/// The units that report in the period, each by its own targets.
pub fn appraise(ground: &Ground<'_>) -> Appraised {
    let reports = |unit: &&crate::catalog::Unit| ground.period.months().into_iter().any(|month| unit.reports(month));
    let has = |code: &RegionCode| ground.assessed.iter().any(|a| a.region == *code);
    let units = ground.desk.units.iter().filter(reports).filter(|unit| !unit.own || has(&unit.code));
    let mut scores: Vec<Scored> = units.map(|unit| score(ground, &unit.code)).collect();
    let ranked: Vec<Exact> =
        scores.iter().filter(|s| !is_own(ground.desk, &s.region)).filter_map(|s| s.points).collect();
    for scored in scores.iter_mut().filter(|s| !is_own(ground.desk, &s.region)) {
        let ahead = |points: Exact| ranked.iter().filter(|other| **other > points).count();
        scored.place = scored.points.map(|points| i64::try_from(ahead(points)).unwrap_or(i64::MAX - 1) + 1);
    }
    let full = Exact::from_decimal(ground.scheme.full()).unwrap_or(Exact::ZERO);
    let mut appraised =
        Appraised { scheme: ground.scheme.id.clone(), period: ground.period, full, scores, figures: Vec::new() };
    appraised.figures = figures::figures(ground, &appraised);
    appraised
}

fn is_own(desk: &Desk, region: &RegionCode) -> bool {
    desk.units.iter().any(|unit| unit.own && unit.code == *region)
}

fn score(ground: &Ground<'_>, region: &RegionCode) -> Scored {
    let Lines { lines, items, possible, deducted, added, broken } = lines::of(ground, region);
    let mut remarks = Vec::new();
    let full = Exact::from_decimal(ground.scheme.full());
    let got = items.iter().flatten().try_fold(Exact::ZERO, |sum, item| sum.checked_add(*item));
    if lines.iter().any(|line| line.kind == LineKind::Item && line.status == Status::NoData && line.points.is_some()) {
        remarks.push("有未报的目标，不得分".to_owned());
    }
    let lacks = |kind| lines.iter().any(|line| line.kind == kind && line.points.is_none());
    if lacks(LineKind::Item) || items.iter().any(Option::is_none) {
        remarks.push("有不计分的目标，按其余目标折算".to_owned());
    }
    if lacks(LineKind::Deduction) {
        remarks.push("有零发生目标未报，未扣分".to_owned());
    }
    // Scored on the rest: as if the points of what is left out had been shared by the others.
    let of_items = got.zip(full).and_then(|(got, full)| got.checked_mul(full)?.checked_div(possible));
    let own = of_items.and_then(|of| of.checked_sub(deducted)?.checked_add(added));
    let carried = carried(ground, region, &mut remarks);
    let points = match (ground.scheme.carried.and_then(|c| share::percent(c.percent)), own, carried) {
        (Some(part), Some(own), Some(mean)) => weighted(own, mean, part),
        (Some(_), None, Some(mean)) => {
            remarks.push("本期没有可计分的目标，全按各期得分平均".to_owned());
            Some(mean)
        }
        _ => own,
    };
    let points = points.filter(|_| !broken).and_then(share::short);
    if points.is_none() {
        let why = if broken { "数过大，无法计分" } else { "没有可计分的目标，不评分" };
        remarks.push(why.to_owned());
    }
    if points.is_some_and(Exact::is_negative) {
        remarks.push("扣到最低分0分为止".to_owned());
    }
    let points = points.map(|points| points.max(Exact::ZERO));
    let band = points.map_or_else(String::new, |points| ground.scheme.band(points).to_owned());
    let region = region.clone();
    Scored { region, points, band, place: None, items, deducted, added, possible, carried, lines, remarks }
}

/// `own × (1 − part) + mean × part`.
fn weighted(own: Exact, mean: Exact, part: Exact) -> Option<Exact> {
    let rest = Exact::from_int(1).checked_sub(part)?;
    own.checked_mul(rest)?.checked_add(mean.checked_mul(part)?)
}

/// The mean of the unit's scores of shorter runs, each brought to this scheme's full points. A run in which it has no
/// score is not in the mean, and that is said.
fn carried(ground: &Ground<'_>, region: &RegionCode, remarks: &mut Vec<String>) -> Option<Exact> {
    let full = Exact::from_decimal(ground.scheme.full())?;
    let (mut sum, mut count) = (Exact::ZERO, 0);
    let mut without = Vec::new();
    for part in ground.parts {
        match part.of(region).and_then(|scored| scored.points) {
            Some(points) => {
                sum = sum.checked_add(points.checked_mul(full)?.checked_div(part.full)?)?;
                count += 1;
            }
            None => without.push(part.period.to_string()),
        }
    }
    if !without.is_empty() {
        remarks.push(format!("{}没有得分，不计入平均", without.join("、")));
    }
    sum.checked_div(Exact::from_int(count))
}

impl Appraised {
    /// Names the mean of the shorter runs behind the scheme: `<scheme>.carried`.
    pub const CARRIED: &'static str = "carried";

    pub fn of(&self, region: &RegionCode) -> Option<&Scored> {
        self.scores.iter().find(|scored| scored.region == *region)
    }
    pub fn key(&self, region: &RegionCode, measure: Measure) -> FigureKey {
        let indicator = self.scheme.as_str().into();
        FigureKey { region: region.clone(), indicator, measure, period: self.period }
    }
}
