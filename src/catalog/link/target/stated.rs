//! The unit a target is stated in, where it is not the indicator's.

use super::One;
use crate::catalog::definition::StatedIn;
use crate::model::IndicatorId;

/// Places printed of a converted value where the target does not say.
const USUAL_PLACES: u32 = 2;
/// More would print noise.
const MOST_PLACES: i64 = 6;

impl One<'_, '_> {
    pub(super) fn stated_in(&mut self, indicator: &IndicatorId) -> Option<StatedIn> {
        let places = self.places();
        let Some(raw) = &self.raw.unit else {
            if let Some(places) = &self.raw.places {
                let span = places.span();
                self.tell(&span, "places 随 unit 写；不换单位的，按指标的小数位", "places belongs to unit");
            }
            return None;
        };
        if !self.known.unit_names.expect(self.source, raw, self.problems) {
            return None;
        }
        let units = self.known.units;
        let own = self.known.indicators.get(indicator).and_then(|i| units.get(&i.unit))?;
        let stated = units.get(raw.get_ref())?;
        if own.base != stated.base {
            let zh = format!("“{}”不能换算为“{}”", own.name, stated.name);
            self.tell(&raw.span(), &zh, "the indicator's unit cannot be converted to this one");
            return None;
        }
        let factor = stated.factor.checked_div(own.factor)?;
        Some(StatedIn { unit: stated.name.clone(), factor, places })
    }

    fn places(&mut self) -> u32 {
        let Some(raw) = &self.raw.places else { return USUAL_PLACES };
        let value = *raw.get_ref();
        if !(0..=MOST_PLACES).contains(&value) {
            let span = raw.span();
            self.tell(&span, "小数位应为 0 至 6", "places must be 0 to 6");
        }
        u32::try_from(value).unwrap_or(USUAL_PLACES)
    }
}
