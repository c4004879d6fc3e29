//! Sums are exact, keep their parts, and know what they lack.

use super::*;
use proptest::prelude::*;
use std::str::FromStr;

fn fact(region: &str, month: u8, value: Value) -> Fact {
    Fact {
        region: region.into(),
        month: Month::new(2021, month).unwrap(),
        indicator: "a.b".into(),
        measure: Measure::Month,
        form: None,
        value,
        source: None,
    }
}

fn number(text: &str) -> Value {
    Value::Number(Decimal::from_str(text).unwrap())
}

fn members(names: &[&str]) -> BTreeSet<RegionCode> {
    names.iter().map(|name| RegionCode::new(name)).collect()
}

#[test]
fn a_total_keeps_its_parts_and_knows_what_it_lacks() {
    let facts = vec![
        fact("1", 1, number("0.1")),
        fact("2", 1, number("0.2")),
        fact("3", 1, Value::Missing(Missing::NotReported)),
        fact("4", 1, Value::Missing(Missing::NotApplicable)),
        fact("9", 1, number("1000")),
        fact("1", 2, Value::Missing(Missing::Unreadable)),
    ];
    let (table, surplus) = FactTable::new(facts).unwrap();
    assert!(surplus.is_empty());
    let totals = table.totals(&members(&["1", "2", "3", "4"])).unwrap();
    assert_eq!(totals.len(), 2);
    assert_eq!(totals[0].sum.unwrap().to_string(), "0.3");
    assert_eq!((totals[0].parts.len(), totals[0].lacking.len()), (2, 1));
    assert_eq!((totals[1].sum, totals[1].lacking.len()), (None, 1));
}

#[test]
fn of_two_facts_of_one_form_the_first_counts_and_the_other_is_given_back() {
    let (table, surplus) = FactTable::new(vec![fact("1", 1, number("5")), fact("1", 1, number("7"))]).unwrap();
    assert_eq!((table.len(), surplus.len()), (1, 1));
    assert_eq!(surplus[0].value, number("7"));
}

#[test]
fn another_form_keeps_its_own_number_and_does_not_count() {
    let of = |form: &str, value: &str| Fact { form: Some(form.into()), ..fact("1", 1, number(value)) };
    let facts =
        vec![of("a", "5"), of("b", "7"), of("a", "9"), Fact { month: Month::new(2021, 2).unwrap(), ..of("b", "1") }];
    let (table, surplus) = FactTable::new(facts).unwrap();
    assert_eq!(surplus, [of("a", "9")]);
    let value = |number: FactNo| table.get(number).unwrap().value;
    let (region, indicator, month) = ("1".into(), "a.b".into(), Month::new(2021, 1).unwrap());
    let on = |form: &str| table.find_on(form, &region, &indicator, Measure::Month, month).map(value);
    assert_eq!([on("a"), on("b"), on("c")], [Some(number("5")), Some(number("7")), None]);
    assert_eq!(table.find(&region, &indicator, Measure::Month, month).map(value), Some(number("5")));
    assert_eq!((table.len(), table.iter().count(), table.all().count()), (2, 2, 3));
    let sums: Vec<_> = table.totals(&members(&["1"])).unwrap().iter().map(|t| t.sum.unwrap().to_string()).collect();
    assert_eq!(sums, ["5", "1"]);
    assert_eq!(table.told_twice().map(|(a, b)| (value(a), value(b))).collect::<Vec<_>>(), [(number("5"), number("7"))]);
}

proptest! {
    #[test]
    fn sums_are_those_of_decimals(values in prop::collection::vec((-1_000_000_000_000_i64..1_000_000_000_000, 0_u32..6), 1..40)) {
        let decimals: Vec<Decimal> = values.iter().map(|(m, s)| Decimal::new(*m, *s)).collect();
        let expected: Decimal = decimals.iter().sum();
        let facts = decimals.iter().enumerate().map(|(n, d)| fact(&n.to_string(), 1, Value::Number(*d))).collect();
        let all: BTreeSet<RegionCode> = (0..values.len()).map(|n| RegionCode::new(&n.to_string())).collect();
        let (table, _) = FactTable::new(facts).unwrap();
        prop_assert_eq!(table.totals(&all).unwrap()[0].sum, Some(expected));
    }
}
