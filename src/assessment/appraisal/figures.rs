//! The points as figures, each with its trace down to the actual and what was due.

use super::share::{FROM_START, REACHED};
use super::{Appraised, Ground, Line, LineKind, Scored};
use crate::model::{Exact, Figure, FigureKey, Measure, Missing, Operand, Trace};

const PLACES: u32 = 2;

pub(super) fn figures(ground: &Ground<'_>, appraised: &Appraised) -> Vec<Figure> {
    let mut all: Vec<Figure> = ground.parts.iter().flat_map(|part| part.figures.iter().cloned()).collect();
    for scored in &appraised.scores {
        let of_unit = OfUnit { ground, appraised, scored };
        let items = scored.lines.iter().filter(|line| line.kind == LineKind::Item);
        all.extend(items.filter_map(|line| of_unit.target(line)));
        let sums = of_unit.sums();
        let below = sums.iter().filter(|figure| figure.value.is_some()).map(|figure| figure.key.clone()).collect();
        all.extend(sums);
        all.push(of_unit.score(below));
        all.extend(of_unit.place());
    }
    all
}

struct OfUnit<'a> {
    ground: &'a Ground<'a>,
    appraised: &'a Appraised,
    scored: &'a Scored,
}

impl OfUnit<'_> {
    fn key(&self, indicator: &str, measure: Measure) -> FigureKey {
        let (region, period) = (self.scored.region.clone(), self.ground.period);
        FigureKey { region, indicator: indicator.into(), measure, period }
    }
    fn figure(&self, key: FigureKey, value: Option<Exact>, formula: String, operands: Vec<FigureKey>) -> Figure {
        let missing = value.is_none().then_some(Missing::NotApplicable);
        let trace = Trace { formula, operands: operands.into_iter().map(Operand::Figure).collect() };
        Figure { key, value, missing, unit: "分".to_owned(), places: PLACES, trace }
    }

    fn target(&self, line: &Line) -> Option<Figure> {
        let points = line.points?;
        let weight = line.weight.and_then(Exact::to_text).unwrap_or_default();
        let cap = self.ground.scheme.cap.normalize();
        let most = if [REACHED, FROM_START].contains(&line.why.as_str()) {
            format!("，最高按{cap}倍")
        } else {
            String::new()
        };
        let formula = format!("{}：分值{weight}×完成比（{}{most}）", line.words, line.why);
        let due = self.key(&line.target, Measure::Due);
        Some(self.figure(
            self.key(&line.target, Measure::Points),
            Some(points),
            formula,
            vec![line.actual_key.clone(), due],
        ))
    }

    /// What each item gave, was deducted or added, and the mean of shorter runs.
    fn sums(&self) -> Vec<Figure> {
        let scheme = self.ground.scheme;
        let items = scheme.items.iter().enumerate().map(|(at, one)| (LineKind::Item, at, &one.id));
        let deducted = scheme.deductions.iter().enumerate().map(|(at, one)| (LineKind::Deduction, at, &one.id));
        let added = scheme.bonuses.iter().enumerate().map(|(at, one)| (LineKind::Bonus, at, &one.id));
        let all = items.chain(deducted).chain(added).filter_map(|(kind, at, id)| self.sum(kind, at, id));
        all.chain(self.carried()).collect()
    }

    fn sum(&self, kind: LineKind, at: usize, id: &str) -> Option<Figure> {
        let lines: Vec<&Line> = self.scored.lines.iter().filter(|line| line.kind == kind && line.item == at).collect();
        let words = &lines.first()?.words;
        let key = self.key(&format!("{}.{id}", self.ground.scheme.id), Measure::Points);
        let whys: Vec<String> = lines.iter().map(|line| format!("{}{}", line.name, line.why)).collect();
        let formula = format!("{words}：{}", whys.join("；"));
        if kind == LineKind::Item {
            let scored = lines.iter().filter(|line| line.points.is_some());
            let operands = scored.map(|line| self.key(&line.target, Measure::Points)).collect();
            return Some(self.figure(key, *self.scored.items.get(at)?, formula, operands));
        }
        let known: Vec<Exact> = lines.iter().filter_map(|line| line.points).collect();
        let sum = known.iter().try_fold(Exact::ZERO, |sum, points| sum.checked_add(*points));
        let operands = lines.iter().map(|line| line.actual_key.clone()).collect();
        Some(self.figure(key, sum.filter(|_| !known.is_empty()), formula, operands))
    }

    fn carried(&self) -> Option<Figure> {
        let of = self.ground.scheme.carried?.of.name();
        let has = |part: &&Appraised| part.of(&self.scored.region).is_some_and(|scored| scored.points.is_some());
        let parts = self.ground.parts.iter().filter(has);
        let operands = parts.map(|part| part.key(&self.scored.region, Measure::Score)).collect();
        let key = self.key(&format!("{}.{}", self.ground.scheme.id, Appraised::CARRIED), Measure::Score);
        Some(self.figure(key, self.scored.carried, format!("各{of}得分的平均"), operands))
    }

    fn score(&self, operands: Vec<FigureKey>) -> Figure {
        let scheme = self.ground.scheme;
        let full = scheme.full().normalize();
        let possible = self.scored.possible.to_text().unwrap_or_default();
        let of_items = if self.scored.possible == self.appraised.full {
            "各项得分之和".to_owned()
        } else {
            format!("各项得分之和÷可计分值{possible}×满分{full}")
        };
        let mut formula = of_items;
        if !scheme.deductions.is_empty() {
            formula.push_str("－扣分");
        }
        if !scheme.bonuses.is_empty() {
            formula.push_str("＋加分");
        }
        if let Some(carried) = scheme.carried {
            let (of, part) = (carried.of.name(), carried.percent.normalize());
            formula = format!("（{formula}）×（1－{part}%）＋各{of}得分平均×{part}%");
        }
        if !self.scored.remarks.is_empty() {
            formula = format!("{formula}（{}）", self.scored.remarks.join("；"));
        }
        self.figure(self.key(&scheme.id, Measure::Score), self.scored.points, formula, operands)
    }

    fn place(&self) -> Option<Figure> {
        let place = Exact::from_int(self.scored.place?);
        let others = self.appraised.scores.iter().filter(|other| other.place.is_some());
        let operands = others.map(|other| self.appraised.key(&other.region, Measure::Score)).collect();
        let key = self.key(&self.ground.scheme.id, Measure::Rank);
        let formula = "得分按准确值排位，并列同位".to_owned();
        Some(Figure { unit: "位".to_owned(), places: 0, ..self.figure(key, Some(place), formula, operands) })
    }
}
