//! Since when a problem has been there: recomputed from the returns of the year, never remembered.

use super::problem::Problem;
use crate::finding::Finding;
use crate::model::Month;
use std::collections::BTreeSet;

/// Writes into each finding the first month from which on the same problem has been there every month.
pub fn first_seen(findings: &mut [Finding]) {
    let there: BTreeSet<(Problem<'_>, Month)> =
        findings.iter().filter_map(|finding| Some((Problem::of(finding)?, finding.month))).collect();
    let since = |finding: &Finding| {
        let mut first = finding.month;
        let Some(problem) = Problem::of(finding) else { return first };
        let mut at = (problem, first.previous());
        while there.contains(&at) {
            first = at.1;
            at.1 = first.previous();
        }
        first
    };
    let months: Vec<Month> = findings.iter().map(since).collect();
    for (finding, month) in findings.iter_mut().zip(months) {
        finding.first_seen = month;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Measure, Place};

    fn finding(code: &'static str, month: u8, region: &str, sheet: &str) -> Finding {
        let place = Place::sheet(&format!("2021-{month:02}/{region}-{month}.xlsx").into(), &sheet.into());
        Finding::new(code, Month::new(2021, month).unwrap(), place).of(&region.into())
    }

    fn seen(findings: Vec<Finding>) -> Vec<u8> {
        let mut findings = findings;
        first_seen(&mut findings);
        findings.iter().map(|finding| finding.first_seen.number()).collect()
    }

    #[test]
    fn it_goes_back_as_long_as_no_month_is_without_it() {
        let of = |month| finding("sheet.hidden", month, "411081", "旧");
        assert_eq!(seen(vec![of(6), of(2), of(5), of(3), of(1), of(5)]), [5, 1, 5, 1, 1, 5]);
    }

    #[test]
    fn another_unit_code_sheet_or_number_is_another_problem() {
        let number = |month: u8, id: &str, sheet: &str| {
            finding("value.negative", month, "411081", sheet).about(&id.into(), Measure::Month)
        };
        assert_eq!(
            seen(vec![
                finding("sheet.hidden", 1, "411081", "旧"),
                finding("sheet.hidden", 2, "411082", "旧"),
                finding("sheet.hidden", 2, "411081", "新"),
                finding("sheet.copy", 2, "411081", "旧"),
                number(1, "a", "表1"),
                number(2, "b", "表1"),
                number(2, "a", "表1（更正）"),
            ]),
            [1, 2, 2, 2, 1, 2, 1],
            "a number is the same wherever it stands"
        );
        let bare = |month| Finding { region: None, ..finding("file.misplaced", month, "x", "y") };
        assert_eq!(seen(vec![bare(1), bare(2)]), [1, 2]);
    }
}
