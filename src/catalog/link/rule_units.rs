//! The units of a rule: what it adds and compares must be of one unit, or the rule does not load.

use super::dimension::{Misfit, Sort, Units};
use crate::finding::Said;
use crate::formula::{Binary, Expr, Function, Reference};
use crate::model::Exact;

/// What is wrong, and at which of the formula's references (counted from 0) it is.
pub struct Fault {
    pub at: usize,
    pub said: Said,
}

/// Everything wrong with the units of a formula, given the unit of each reference.
pub fn faults(expr: &Expr, units: &Units<'_>, unit_of: &dyn Fn(&Reference) -> Option<String>) -> Vec<Fault> {
    let mut check = Check { units, unit_of, seen: 0, faults: Vec::new() };
    check.sort(expr);
    check.faults
}

struct Check<'a> {
    units: &'a Units<'a>,
    unit_of: &'a dyn Fn(&Reference) -> Option<String>,
    /// References passed so far.
    seen: usize,
    faults: Vec<Fault>,
}

const NOTHING: Sort = Sort::Bare(None);

impl Check<'_> {
    fn sort(&mut self, expr: &Expr) -> Sort {
        match expr {
            Expr::Number(n) => Sort::Bare(Exact::from_decimal(*n)),
            Expr::Measured(value, unit) => self.measured(Exact::from_decimal(*value), unit),
            Expr::Reference(reference) => {
                self.seen += 1;
                (self.unit_of)(reference).map_or(NOTHING, |unit| Sort::Of(self.units.of(&unit)))
            }
            Expr::Negate(inner) | Expr::Not(inner) => self.sort(inner),
            Expr::Binary(Binary::Multiply, a, b) => self.sort(a).times(&self.sort(b)),
            Expr::Binary(Binary::Divide, a, b) => self.sort(a).by(&self.sort(b)),
            Expr::Binary(_, a, b) => self.alike([&**a, &**b].into_iter()),
            Expr::Chain(first, links) => {
                self.alike(std::iter::once(&**first).chain(links.iter().map(|(_, right)| right)));
                NOTHING
            }
            Expr::And(a, b) | Expr::Or(a, b) | Expr::Implies(a, b) => {
                self.sort(a);
                self.sort(b);
                NOTHING
            }
            Expr::Call(Function::Round, arguments) => arguments.first().map_or(NOTHING, |value| self.sort(value)),
            Expr::Call(_, arguments) => self.alike(arguments.iter()),
        }
    }

    /// Parts that are added to or compared with one another.
    fn alike<'e>(&mut self, mut parts: impl Iterator<Item = &'e Expr>) -> Sort {
        let Some(mut before) = parts.next() else { return NOTHING };
        let mut all = self.sort(before);
        for part in parts {
            let at = self.seen;
            let sort = self.sort(part);
            match self.units.join(&all, &sort) {
                Ok(joined) => all = joined,
                Err(misfit) => {
                    // A part without references stands behind the last one there was.
                    let at = if self.seen > at { at } else { at.saturating_sub(1) };
                    self.faults.push(Fault { at, said: misfits(misfit, (before, &all), (part, &sort)) });
                }
            }
            if !matches!(part, Expr::Number(_)) {
                before = part;
            }
        }
        all
    }

    fn measured(&mut self, value: Option<Exact>, unit: &str) -> Sort {
        if let Some(unknown) = self.units.unknown(unit) {
            let said = Said::new(format!("没有计量单位“{unknown}”"), format!("no unit \"{unknown}\""));
            self.fault(said.with_choices(unknown, self.units.simple().into_iter()));
            return NOTHING;
        }
        if let Some(right) = self.units.conversion(unit).filter(|right| Some(*right) != value) {
            let right = right.to_text().unwrap_or_default();
            let zh = format!("换算系数不对：应是 {right}[{unit}]");
            self.fault(Said::new(zh, format!("a wrong conversion: it is {right}[{unit}]")));
        }
        Sort::Of(self.units.of(unit))
    }

    fn fault(&mut self, said: Said) {
        self.faults.push(Fault { at: self.seen, said });
    }
}

fn misfits(misfit: Misfit, left: (&Expr, &Sort), right: (&Expr, &Sort)) -> Said {
    let words = |sort: &Sort, none: &str| {
        let words = sort.words();
        if words.is_empty() { none.to_owned() } else { words }
    };
    let zh = format!(
        "单位不合：“{}”的单位是“{}”，“{}”的单位是“{}”",
        left.0,
        words(left.1, "（比值）"),
        right.0,
        words(right.1, "（比值）")
    );
    let en = format!(
        "units differ: \"{}\" is in \"{}\", \"{}\" in \"{}\"",
        left.0,
        words(left.1, "(ratio)"),
        right.0,
        words(right.1, "(ratio)")
    );
    let (advice_zh, advice_en) = match misfit {
        Misfit::Sizes => (
            "请用带单位的数折算，如 10000[元/万元] * 以万元计的指标",
            "convert with a number that has a unit, as in 10000[元/万元] * an indicator in 万元",
        ),
        Misfit::Shares => (
            "百分数是比值的 100 倍，请写 100 * 比值，或把百分数除以 100",
            "a percentage is 100 times a ratio: write 100 * ratio, or divide the percentage by 100",
        ),
        Misfit::Things => (
            "一一对应的（一具遗体即一人），给规则写 one_to_one = [两个单位]；有换算的，用带单位的数，如 2[人/对]",
            "where one is one of the other, give the rule one_to_one = [both units]; else convert, as in 2[人/对]",
        ),
    };
    Said::new(format!("{zh}；{advice_zh}"), format!("{en}; {advice_en}"))
}
