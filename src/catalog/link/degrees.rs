//! Thresholds of the words of degree: they rise.

use crate::catalog::definition::Degrees;
use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::RawDegrees;
use crate::finding::Said;
use crate::model::Decimal;
use std::ops::Range;

pub fn link(source: &Source, span: &Range<usize>, raw: &RawDegrees, problems: &mut Problems) -> Degrees {
    let degrees = Degrees {
        amount: [raw.amount_plain.0, raw.amount_quick.0, raw.amount_sharp.0],
        points: [raw.points_plain.0, raw.points_quick.0, raw.points_sharp.0],
        small_base: raw.small_base.0,
    };
    for (name, [plain, quick, sharp]) in [("amount", degrees.amount), ("points", degrees.points)] {
        if !(Decimal::ZERO < plain && plain < quick && quick < sharp) {
            let keys = format!("{name}_plain、{name}_quick、{name}_sharp");
            let said = Said::new(
                format!("{keys} 须由小到大，都大于 0"),
                format!("{name}_plain, {name}_quick, {name}_sharp must rise, all above 0"),
            );
            problems.add(source, span, said);
        }
    }
    degrees
}
