//! Which numbers are in doubt: those an open finding is about.

use crate::facts::FactTable;
use crate::finding::{Finding, Level, Suspect};
use crate::model::{Fact, FactNo, IndicatorId, Measure, Month, Place, RegionCode};
use std::collections::{BTreeMap, BTreeSet};

/// What a number is of.
type Of<'a> = (&'a RegionCode, &'a IndicatorId, Measure, Month);

/// The numbers that are to be corrected, or to be explained and are not yet, with the units that gave them. Where a
/// finding suspects cells it is they; else what it was found at. What is asked about the form of a return, and not by a
/// rule, leaves its numbers as they are.
pub fn doubtful(facts: &FactTable, findings: &[Finding]) -> BTreeMap<FactNo, RegionCode> {
    let (mut cells, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    let asks = |finding: &&Finding| finding.is_open() && (finding.level == Level::Must || finding.rule.is_some());
    for finding in findings.iter().filter(asks) {
        let suspects = || finding.suspects.iter().chain(&finding.alternatives);
        cells.extend(suspects().map(|one| &one.place).filter(|place| place.cell.is_some()));
        numbers.extend(suspects().map(|one: &Suspect| (&one.region, &one.indicator, one.measure, one.month)));
        if suspects().next().is_none() {
            cells.extend(Some(&finding.place).filter(|place| place.cell.is_some()));
            numbers.extend(of(finding));
        }
    }
    let is_meant = |fact: &Fact| {
        let of: Of<'_> = (&fact.region, &fact.indicator, fact.measure, fact.month);
        numbers.contains(&of) || place(fact).is_some_and(|place| cells.contains(&place))
    };
    facts.all().filter(|(_, fact)| is_meant(fact)).map(|(number, fact)| (number, fact.region.clone())).collect()
}

fn of(finding: &Finding) -> Option<Of<'_>> {
    Some((finding.region.as_ref()?, finding.indicator.as_ref()?, finding.measure?, finding.month))
}

fn place(fact: &Fact) -> Option<Place> {
    fact.source.as_ref().map(|source| Place::cell(&source.file, &source.sheet, source.cell))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Value;

    fn fact(region: &str, indicator: &str) -> Fact {
        Fact {
            region: region.into(),
            month: Month::new(2021, 11).unwrap(),
            indicator: indicator.into(),
            measure: Measure::Month,
            form: None,
            value: Value::Number(5.into()),
            source: None,
        }
    }

    fn finding(code: &'static str, indicator: &str) -> Finding {
        let month = Month::new(2021, 11).unwrap();
        Finding::new(code, month, Place::default()).of(&"411081".into()).about(&indicator.into(), Measure::Month)
    }

    #[test]
    fn a_number_is_in_doubt_until_what_is_asked_about_it_is_answered() {
        let (facts, _) = FactTable::new(vec![fact("411081", "a"), fact("411081", "b"), fact("411082", "a")]).unwrap();
        let told = |finding: Finding| {
            let found = doubtful(&facts, &[finding]);
            found.keys().filter_map(|no| facts.get(*no)).map(|f| f.indicator.to_string()).collect::<Vec<_>>().join(",")
        };
        assert_eq!(told(finding("sum.mismatch", "a")), "a", "of this unit only");
        let mut query = finding("history.outlier", "a");
        assert_eq!(told(query.clone()), "", "nobody's rule");
        query.rule = Some("LS-02".to_owned());
        assert_eq!(told(query.clone()), "a");
        query.status = crate::finding::Status::Explained(crate::finding::Explanation {
            text: "补发".to_owned(),
            who: "王".to_owned(),
            date: "2021-12-08".to_owned(),
            month: query.month,
            place: Place::default(),
            carried_into: None,
        });
        assert_eq!(told(query), "");
        let mut sum = finding("sum.mismatch", "a");
        sum.suspects = vec![Suspect {
            indicator: "b".into(),
            measure: Measure::Month,
            region: "411081".into(),
            month: sum.month,
            place: Place::default(),
            raw: String::new(),
            repair: String::new(),
        }];
        assert_eq!(told(sum), "b", "what is suspected, where anything is");
    }
}
