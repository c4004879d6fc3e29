//! The number of a target, or where it stands.

use super::{One, TargetValue};
use crate::catalog::raw::RawComparator;
use crate::model::{Date, Decimal};

impl One<'_, '_> {
    pub(super) fn value(&mut self) -> Option<TargetValue> {
        let raw = self.raw;
        let deadline = Date::parse_iso(raw.deadline.get_ref());
        match (&raw.value, &raw.goal, &raw.external) {
            (Some(value), None, None) => Some(TargetValue::Fixed { value: value.get_ref().0, deadline: deadline? }),
            (None, Some(goal), None) => {
                let goal = self.known.names.find(self.source, goal, self.problems)?;
                Some(TargetValue::Ledger { goal, shared: raw.shared, deadline: deadline? })
            }
            (None, None, Some(series)) => {
                match self.known.external.get(self.desk) {
                    Some(known) => {
                        known.expect(self.source, series, self.problems);
                    }
                    None => {
                        let zh = "本处没有 external.toml，不能引用外部资料";
                        self.tell(&series.span(), zh, "the desk has no external.toml");
                    }
                }
                Some(TargetValue::External { series: series.get_ref().clone(), deadline: deadline? })
            }
            _ => {
                let at = raw.id.span();
                let zh = "value、goal、external 必有且只有其一";
                self.tell(&at, zh, "exactly one of value, goal and external");
                None
            }
        }
    }

    pub(super) fn upper(&mut self) -> Option<Decimal> {
        let at = self.raw.id.span();
        let range = self.raw.comparator == RawComparator::Range;
        match (&self.raw.upper, &self.raw.value) {
            (Some(upper), Some(value)) if range => {
                if upper.get_ref().0 < value.get_ref().0 {
                    self.tell(&upper.span(), "upper 不能小于 value", "upper must not be below value");
                }
                Some(upper.get_ref().0)
            }
            (None, _) if !range => None,
            (Some(upper), _) if !range => {
                let span = upper.span();
                self.tell(&span, "只有 comparator = \"range\" 才写 upper", "upper belongs to range");
                None
            }
            _ => {
                let zh = "comparator = \"range\" 须写 value 和 upper";
                self.tell(&at, zh, "range needs value and upper");
                None
            }
        }
    }
}
