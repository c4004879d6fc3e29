//! What the levels of a head say together: `上年同期` over `自年初累计` is 上年同期累计.

use super::words;
use crate::catalog::normalise;
use crate::model::Measure;

/// A level that says that what is below or above it is of the year before, and does not compare with it.
pub fn is_of_last_year(level: &str) -> bool {
    let plain = normalise(level);
    let is_prior =
        matches!(words::measure(&plain), Some(Measure::PriorMonth | Measure::PriorYtd | Measure::PriorStock));
    let says = ["上年同", "去年同", "同期"].iter().any(|word| plain.contains(word));
    is_prior && (says || words::is_only_measure(&plain))
}

/// Nothing but 上年同期: neither of the month nor of the year so far.
fn is_bare(level: &str) -> bool {
    words::measure(level) == Some(Measure::PriorMonth)
        && !["本月", "当月", "本期", "本季", "同月"].iter().any(|word| normalise(level).contains(word))
}

/// The measure that a head says, of whichever of its levels; and whether it says so to the letter.
pub fn measure(levels: &[String]) -> Option<(Measure, bool)> {
    let is_prior = levels.iter().any(|level| is_of_last_year(level));
    let (mut told, mut bare) = (None, None);
    for level in levels {
        match words::measure(level) {
            // It may be of the month or of the year so far.
            Some(found) if is_change(found) => return Some((found, found == Measure::MomRate)),
            Some(found) if is_bare(level) => bare = Some(found).filter(|_| is_of_last_year(level)).or(bare),
            Some(found) => told = Some(found),
            None => {}
        }
    }
    match told {
        Some(found) => Some((if is_prior { found.a_year_before() } else { found }, true)),
        None => bare.map(|found| (found, true)),
    }
}

/// Heads that say no more than 上年同期 are of what the column before them under the same heads is of.
pub fn is_bare_prior(levels: &[String]) -> bool {
    let mut said = levels.iter().filter(|level| words::measure(level).is_some()).peekable();
    said.peek().is_some() && said.all(|level| is_bare(level))
}

fn is_change(measure: Measure) -> bool {
    matches!(measure, Measure::YoyRate | Measure::YoyChange | Measure::MomRate | Measure::MomChange)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(head: &str) -> Option<&'static str> {
        let levels: Vec<String> = head.split('/').map(str::to_owned).collect();
        measure(&levels).map(|(measure, _)| measure.id())
    }

    #[test]
    fn every_level_of_a_head_says_of_when_it_is() {
        for (head, wanted) in [
            ("本年/本月", "month"),
            ("本年/自年初累计", "ytd"),
            ("本年累计/自年初累计", "ytd"),
            ("本年累计/本月", "month"),
            ("上年同期/自年初累计", "prior_ytd"),
            ("上年同期/累计", "prior_ytd"),
            ("累计/上年同期", "prior_ytd"),
            ("去年/本年累计", "prior_ytd"),
            ("上年/本月", "prior_month"),
            ("上年同期累计/当月", "prior_month"),
            ("上年同期/期末", "prior_stock"),
            ("期末/去年同期", "prior_stock"),
            ("结婚登记/上年同期", "prior_month"),
            ("结婚登记/本月", "month"),
            ("累计/同比", "yoy_rate"),
            ("比上年同期增减/本月", "yoy_change"),
            ("上年结转资金/本月", "month"),
        ] {
            assert_eq!(said(head), Some(wanted), "{head}");
        }
        assert_eq!(said("结婚登记"), None);
        assert!(!is_of_last_year("比上年同期增减") && !is_of_last_year("上年结转资金"));
        assert!(is_of_last_year("上年同期结婚登记") && is_of_last_year("去年"));
    }
}
