//! The thresholds of the colours: in order, and no gap between them of which nothing is said.

use crate::catalog::definition::{Band3, BandColour};
use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::{RawBands, RawBetween};
use crate::finding::Said;

pub fn link(source: &Source, raw: &RawBands, problems: &mut Problems) -> Band3 {
    let good = raw.good_behind.get_ref().0;
    let (from, watch) = (raw.watch_from.map(|number| number.0), raw.watch_behind.0);
    let mut tell = |zh: String, en: &str| problems.add(source, &raw.good_behind.span(), Said::new(zh, en));
    if from.is_some_and(|from| from < good) || watch < from.unwrap_or(good) {
        tell("应有 good_behind ≤ watch_from ≤ watch_behind".to_owned(), "thresholds must rise");
    }
    match (from, raw.between) {
        (Some(from), None) if from > good => {
            let zh = format!("落后 {good} 到 {from} 个百分点之间没有规定颜色：写 between，未规定的写 \"none\"");
            tell(zh, "no colour between good and watch: write between");
        }
        (None, Some(_)) => tell("between 随 watch_from 写".to_owned(), "between belongs to watch_from"),
        _ => {}
    }
    let between = match raw.between {
        Some(RawBetween::Good) => Some(BandColour::Good),
        Some(RawBetween::Watch) => Some(BandColour::Watch),
        Some(RawBetween::Bad) => Some(BandColour::Bad),
        Some(RawBetween::None) | None => None,
    };
    Band3 { good_behind: good, watch_from: from, between, watch_behind: watch }
}
