//! Values that are printed and not ranked, as figures of the comparison: in the list of figures, and to be traced.

use super::pool::Pool;
use crate::benchmark::{Apart, Benchmark, Standing};
use crate::model::{Figure, FigureKey, Measure, Month, Operand, Period, Trace};

const FORMULA: &str = "原值，与别的成员不可比，不参与排名";

/// Puts the value of every member that stands apart under the name it has in the comparison: as its source gives it, in
/// the source's unit. Those that are made here, or are ranked among peers, have one already.
pub(super) fn values(benchmark: &Benchmark, pool: &mut Pool) -> Vec<FigureKey> {
    let mut made = Vec::new();
    for standing in benchmark.standings.iter().filter(|standing| standing.group.is_none()) {
        for apart in &standing.apart {
            let Some(figure) = value(standing, apart, pool) else { continue };
            let known = benchmark.figures.iter().any(|one| one.key == figure.key) || pool.has(&figure.key);
            if !known {
                made.push(figure.key.clone());
                pool.put(figure);
            }
        }
    }
    made
}

fn value(standing: &Standing, apart: &Apart, pool: &Pool) -> Option<Figure> {
    let source = pool.find(apart.value.as_ref()?).filter(|figure| figure.value.is_some())?;
    let day = apart.as_of?;
    let period = Period::Month(Month::new(day.year(), day.month())?);
    let indicator = standing.indicator.clone();
    let key = FigureKey { region: apart.member.clone(), indicator, measure: Measure::Compared, period };
    let trace = Trace { formula: FORMULA.to_owned(), operands: vec![Operand::Figure(source.key.clone())] };
    Some(Figure { key, trace, ..source.clone() })
}
