//! Cells whose heads say another year than the form: last year's columns are not filled with this year's numbers.

use super::fill_left;
use super::fill_place::{Doubt, Place, place};
use super::fill_trace::State;
use crate::ingest::{Entry, TableLines, is_of_last_year};
use crate::model::{FigureKey, Measure, Period};
use crate::statistics::FigureBook;
use std::collections::BTreeMap;

/// The cells of a period under heads, or in rows, of the year before that the form takes for this year's.
pub(super) fn doubts(found: &TableLines, entries: &[Entry], period: Period) -> BTreeMap<Place, Doubt> {
    let doubt = |entry: &Entry| {
        let (sheet, cell) = place(entry);
        let head = found.heads.iter().find(|head| head.is_over(&sheet, cell));
        let levels = head.map(|head| head.levels.as_slice()).unwrap_or_default();
        let words: String = if is_this_years(entry.measure)
            && entry.period.last_month().year() == period.last_month().year()
        {
            let row = fill_left::label(found, &(sheet.clone(), cell));
            let by_head = levels.iter().any(|level| is_of_last_year(level));
            let (what, said) = if by_head { ("表头", levels.join("/")) } else { ("行名", row.to_owned()) };
            let measure = entry.measure.name();
            (by_head || is_of_last_year(row))
                .then(|| format!("{what}“{said}”说的是上年的数，表样却写着“{measure}”（measure）"))?
        } else {
            let of_year_end = ["上年末", "去年末", "年初"].iter().any(|word| levels.iter().any(|l| l.contains(word)));
            let is_december = entry.period.last_month().number() == 12;
            (of_year_end && entry.measure == Measure::PriorStock && !is_december)
                .then(|| format!("表头“{}”说的是上年 12 月末，上年同期期末却是上年同月的", levels.join("/")))?
        };
        Some(((sheet, cell), Doubt { state: State::Doubted, words }))
    };
    entries.iter().filter_map(doubt).collect()
}

/// What is told of the period itself.
fn is_this_years(measure: Measure) -> bool {
    use Measure::{Month, Ratio, RatioYtd, Stock, Ytd};
    matches!(measure, Month | Ytd | Stock | Ratio | RatioYtd)
}

/// The measures the desk has of what a cell asks for in another one.
pub(super) fn there(book: &FigureBook, key: &FigureKey) -> String {
    let is_alike = |other: &FigureKey| {
        (&other.region, &other.indicator, other.period) == (&key.region, &key.indicator, key.period)
    };
    let prior = |measure: Measure| {
        use Measure::{PriorMonth, PriorRatio, PriorRatioYtd, PriorStock, PriorYtd};
        matches!(measure, PriorMonth | PriorYtd | PriorStock | PriorRatio | PriorRatioYtd)
    };
    let mut there: Vec<Measure> = book.iter().filter(|figure| is_alike(&figure.key)).map(|f| f.key.measure).collect();
    there.retain(|measure| is_this_years(*measure) || prior(*measure));
    there.sort_unstable();
    there.iter().map(|measure| measure.name()).collect::<Vec<_>>().join("、")
}
