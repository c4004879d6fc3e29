//! Which units' numbers in doubt have entered a figure: asked of every value that is printed, found once.

use crate::model::{FactNo, Figure, FigureKey, Operand, RegionCode};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// The units of a figure; many figures have the same ones.
type Units = Arc<BTreeSet<RegionCode>>;

#[derive(Debug, Default)]
pub struct Doubts {
    /// Numbers that open findings are about, with the units that gave them.
    numbers: BTreeMap<FactNo, RegionCode>,
    known: Mutex<HashMap<FigureKey, Units>>,
}

impl Doubts {
    pub fn new(numbers: BTreeMap<FactNo, RegionCode>) -> Self {
        Self { numbers, known: Mutex::default() }
    }

    /// The units whose numbers in doubt have entered a figure; `find` has the traces.
    pub fn of(&self, key: &FigureKey, find: &dyn Fn(&FigureKey) -> Option<Figure>) -> Units {
        if self.numbers.is_empty() {
            return Units::default();
        }
        if let Some(units) = self.told(key) {
            return units;
        }
        // A figure is made of those made before it; should a trace lead back to it, it adds nothing to itself.
        self.keep(key, &Units::default());
        let mut units = BTreeSet::new();
        for operand in find(key).into_iter().flat_map(|figure| figure.trace.operands) {
            match operand {
                Operand::Figure(part) => units.extend(self.of(&part, find).iter().cloned()),
                Operand::Fact(number) => units.extend(self.numbers.get(&number).cloned()),
            }
        }
        let units = Arc::new(units);
        self.keep(key, &units);
        units
    }

    fn told(&self, key: &FigureKey) -> Option<Units> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn keep(&self, key: &FigureKey, units: &Units) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), Arc::clone(units));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Trace;
    use std::cell::Cell;

    fn key(region: &str, period: &str) -> FigureKey {
        FigureKey::parse(&format!("{region}/deaths/month/{period}")).unwrap()
    }

    /// A total of two units, each of one fact; the second month's total leads back to itself.
    fn figure(of: &FigureKey) -> Option<Figure> {
        let operands = match (of.region.as_str(), of.period.to_string().as_str()) {
            ("411000", "2021-01") => {
                vec![Operand::Figure(key("411081", "2021-01")), Operand::Figure(key("411082", "2021-01"))]
            }
            ("411000", "2021-02") => vec![Operand::Figure(of.clone()), Operand::Figure(key("411000", "2021-01"))],
            ("411081", _) => vec![Operand::Fact(FactNo(1))],
            ("411082", _) => vec![Operand::Fact(FactNo(2))],
            _ => return None,
        };
        let trace = Trace { formula: String::new(), operands };
        Some(Figure { key: of.clone(), value: None, missing: None, unit: String::new(), places: 0, trace })
    }

    #[test]
    fn each_trace_is_walked_once() {
        let doubts = Doubts::new(BTreeMap::from([(FactNo(2), RegionCode::new("411082"))]));
        let asked = Cell::new(0);
        let find = |of: &FigureKey| {
            asked.set(asked.get() + 1);
            figure(of)
        };
        let named = |of: &FigureKey| doubts.of(of, &find).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(named(&key("411000", "2021-02")), ["411082"]);
        assert_eq!(asked.get(), 4);
        assert_eq!(named(&key("411000", "2021-01")), ["411082"]);
        assert_eq!(named(&key("411081", "2021-01")), Vec::<String>::new());
        assert_eq!(asked.get(), 4);
        let none = Doubts::default();
        assert!(none.of(&key("411000", "2021-01"), &find).is_empty());
        assert_eq!(asked.get(), 4, "without numbers in doubt nothing is looked up");
    }
}
