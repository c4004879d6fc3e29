//! A finding's id taken apart: what it is of, when the finding itself is not at hand.

use super::message;
use super::{Arguments, Lang};
use crate::model::{IndicatorId, Measure, Month, RegionCode};

/// The parts of an id that say what it is of. File, sheet and cell may hold any mark and stay together in `place`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingId {
    pub code: String,
    pub rule: Option<String>,
    pub month: Month,
    pub region: Option<RegionCode>,
    /// File, sheet and cell, joined as in the id.
    pub place: String,
    pub indicator: Option<IndicatorId>,
    pub measure: Option<Measure>,
}

impl FindingId {
    /// What its code says in short; nothing where that needs what the id does not hold.
    pub fn title(&self, lang: Lang) -> Option<String> {
        Some(message::title(&self.code, &Arguments::default(), lang)).filter(|title| !title.contains('{'))
    }
    /// Nothing for a text that is no id. Whether there is such a code is not asked.
    pub fn parse(text: &str) -> Option<Self> {
        let mut front = text.splitn(5, '|');
        let (code, rule, month, region) = (front.next()?, front.next()?, front.next()?, front.next()?);
        let mut back = front.next()?.rsplitn(3, '|');
        let (measure, indicator, place) = (back.next()?, back.next()?, back.next()?);
        if code.is_empty() || place.matches('|').count() < 2 {
            return None;
        }
        let measure = some(measure).map(|id| Measure::ALL.iter().copied().find(|m| m.id() == id).ok_or(()));
        Some(Self {
            code: code.to_owned(),
            rule: some(rule).map(str::to_owned),
            month: Month::parse(month)?,
            region: some(region).map(RegionCode::new),
            place: place.to_owned(),
            indicator: some(indicator).map(IndicatorId::new),
            measure: measure.transpose().ok()?,
        })
    }
}

/// What an id leaves open is written as a stroke.
fn some(part: &str) -> Option<&str> {
    (part != "-").then_some(part)
}

#[cfg(test)]
mod tests {
    use super::super::Finding;
    use super::*;
    use crate::model::{Cell, Place};

    #[test]
    fn an_id_goes_there_and_back_whatever_files_and_sheets_are_called() {
        let month = Month::new(2021, 11).unwrap();
        let place = Place::cell(&"2021-11/a|b.xlsx".into(), &"表|4".into(), Cell::new(11, 3));
        let finding =
            Finding::new("sum.mismatch", month, place).of(&"411081".into()).about(&"x.y".into(), Measure::Month);
        let id = FindingId::parse(&finding.id()).unwrap();
        assert_eq!((id.code.as_str(), id.rule, id.month), ("sum.mismatch", None, month));
        assert_eq!((id.region, id.place.as_str()), (Some("411081".into()), "2021-11/a|b.xlsx|表|4|D12"));
        assert_eq!((id.indicator, id.measure), (Some("x.y".into()), Some(Measure::Month)));
        let bare = FindingId::parse(&Finding::new("return.missing", month, Place::default()).id()).unwrap();
        assert_eq!((bare.region, bare.place.as_str(), bare.measure), (None, "-|-|-", None));
    }

    #[test]
    fn another_text_is_no_id() {
        for text in [
            "",
            "1",
            "a|b|c|d|e|f|g|h|i",
            "x|-|2021-11|-|-|-|-|-",
            "x|-|2021-11|-|-|-|-|-|none",
            "|-|2021-11|-|-|-|-|-|-",
        ] {
            assert_eq!(FindingId::parse(text), None, "{text}");
        }
    }
}
