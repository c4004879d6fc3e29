//! How a desk prints its numbers: balanced totals are sums, of parts that are measured and printed alike.

use super::known::{Names, twice};
use crate::catalog::definition::{BalancedParts, Indicator, Kind, Printing, Rollup};
use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::{Name, RawDesk, RawRounding};
use crate::finding::Said;
use crate::model::{IndicatorId, Rounding};
use std::collections::{BTreeMap, BTreeSet};

type Indicators = BTreeMap<IndicatorId, Indicator>;

pub fn link(
    source: &Source,
    raw: &RawDesk,
    names: &Names,
    indicators: &Indicators,
    problems: &mut Problems,
) -> Printing {
    let mut group = Groups { source, names, indicators, once: BTreeSet::new(), problems };
    let balanced = raw.balanced.iter().filter_map(|raw| group.one(&raw.indicator, &raw.parts)).collect();
    let digit = |note: &&Name| note.get_ref().chars().any(char::is_numeric);
    if let Some(note) = raw.unbalanced_note.as_ref().filter(digit) {
        let said = Said::new("表注不能含数字：每个数都要有出处", "a note has no digits: every number has a source");
        problems.add(source, &note.span(), said);
    }
    Printing {
        rounding: match raw.rounding {
            None | Some(RawRounding::HalfUp) => Rounding::HalfUp,
            Some(RawRounding::HalfEven) => Rounding::HalfEven,
            Some(RawRounding::Truncate) => Rounding::Truncate,
        },
        balanced,
        unbalanced_note: raw.unbalanced_note.as_ref().map(|note| note.get_ref().clone()),
    }
}

struct Groups<'a> {
    source: &'a Source,
    names: &'a Names,
    indicators: &'a Indicators,
    once: BTreeSet<IndicatorId>,
    problems: &'a mut Problems,
}

impl<'a> Groups<'a> {
    fn one(&mut self, whole: &Name, parts: &[Name]) -> Option<BalancedParts> {
        let of_whole = self.added(whole);
        let mut of_parts = Vec::new();
        for part in parts {
            of_parts.extend(self.added(part).map(|found| (part, found)));
        }
        let whole = of_whole?;
        let mut ids = Vec::new();
        for (name, part) in of_parts {
            let same = |i: &Indicator| (i.unit.clone(), i.places, std::mem::discriminant(&i.kind));
            if same(part) != same(whole) {
                let zh = format!("分项应与“{}”同类、同计量单位、同小数位数", whole.name);
                let en = format!("a part is of the kind, the unit and the places of {}", whole.id);
                self.problems.add(self.source, &name.span(), Said::new(zh, en));
            }
            ids.push(part.id.clone());
        }
        Some(BalancedParts { whole: whole.id.clone(), parts: ids })
    }

    /// An indicator that is summed and not yet in a group: a number in two sums could not please both.
    fn added(&mut self, name: &Name) -> Option<&'a Indicator> {
        let id = self.names.find(self.source, name, self.problems)?;
        let indicator = self.indicators.get(&id)?;
        if !matches!(indicator.kind, Kind::Flow | Kind::Stock) || indicator.rollup == Rollup::None {
            let said = Said::new("只有相加得合计的指标（flow、stock）可以平衡", "only what is summed can be balanced");
            self.problems.add(self.source, &name.span(), said);
        }
        if !self.once.insert(id) {
            twice(self.source, name, "舍位平衡的指标", "balanced indicator", self.problems);
        }
        Some(indicator)
    }
}
