//! Comparisons, places and printed sums, each worked by hand, over the bundled catalogue.

use super::*;
use crate::catalog::testing::bundled as catalog;
use crate::catalog::{BalancedParts, Printing};
use crate::model::{Decimal, Fact, Figure, FigureKey, Measure, Missing, Period, Rounding, Value};

const MONEY: &str = "disability.subsidies.amount";
const LIVING: &str = "disability.living_subsidy.amount";
const NURSING: &str = "disability.nursing_subsidy.amount";
const DEATHS: &str = "funeral.deaths";
const CREMATIONS: &str = "funeral.cremations";
const RATE: &str = "funeral.cremation_rate";
const TOTAL: &str = "411000";
const UNITS: [&str; 5] = ["411002", "411003", "411024", "411025", "411081"];

fn month(number: u8) -> Month {
    Month::new(2021, number).unwrap()
}

fn fact(region: &str, at: u8, indicator: &str, measure: Measure, value: &str) -> Fact {
    let value = match value {
        "" => Value::Missing(Missing::NotReported),
        text => Value::Number(text.parse::<Decimal>().unwrap()),
    };
    let (region, indicator) = (region.into(), indicator.into());
    Fact { region, month: month(at), indicator, measure, form: None, value, source: None }
}

fn made(catalog: &Catalog, printing: Printing, facts: Vec<Fact>) -> FigureBook {
    let desk = Desk { printing, ..catalog.desks["xuchang-2021"].clone() };
    let (facts, _) = FactTable::new(facts).unwrap();
    figures(catalog, &desk, &facts, &[Period::Month(month(5)), Period::Month(month(6))]).unwrap()
}

fn key(region: &str, indicator: &str, measure: Measure) -> FigureKey {
    FigureKey { region: region.into(), indicator: indicator.into(), measure, period: Period::Month(month(6)) }
}

fn of<'b>(book: &'b FigureBook, region: &str, indicator: &str, measure: Measure) -> &'b Figure {
    let key = key(region, indicator, measure);
    book.find(&key).unwrap_or_else(|| panic!("no {key}"))
}

fn shown(book: &FigureBook, region: &str, indicator: &str, measure: Measure) -> String {
    let figure = of(book, region, indicator, measure);
    figure.missing.map_or_else(|| book.shown(figure), |missing| missing.id().to_owned())
}

fn balanced(whole: &str, parts: &[&str]) -> Printing {
    let parts = parts.iter().map(|part| (*part).into()).collect();
    Printing { balanced: vec![BalancedParts { whole: whole.into(), parts }], ..Printing::default() }
}

/// June of three units, in ten-thousandths.
fn money(values: [&str; 3]) -> Vec<Fact> {
    UNITS.iter().zip(values).map(|(unit, value)| fact(unit, 6, MONEY, Measure::Month, value)).collect()
}

#[test]
fn units_add_up_to_the_total_as_printed() {
    let catalog = catalog();
    // 1.0040 + 1.0040 + 2.0041 = 4.0121 -> 4.01; rounded 1.00 + 1.00 + 2.00 = 4.00.
    let values = ["1.0040", "1.0040", "2.0041"];
    let book = made(&catalog, balanced(MONEY, &[]), money(values));
    let printed =
        |book: &FigureBook| [TOTAL, UNITS[0], UNITS[1], UNITS[2]].map(|r| shown(book, r, MONEY, Measure::Month));
    assert_eq!(printed(&book), ["4.01", "1.00", "1.00", "2.01"]);
    let one = book.adjusted(&key(UNITS[2], MONEY, Measure::Month)).unwrap();
    assert_eq!((one.rounded.to_string(), one.printed.to_string()), ("2.00".to_owned(), "2.01".to_owned()));
    // The value itself stays what it is, and a desk that asks for nothing gets nothing.
    assert_eq!(of(&book, UNITS[2], MONEY, Measure::Month).exact_text(), "2.0041");
    assert_eq!(printed(&made(&catalog, Printing::default(), money(values))), ["4.01", "1.00", "1.00", "2.00"]);
}

#[test]
fn a_total_without_all_its_parts_is_left_alone_and_that_is_said() {
    let book = made(&catalog(), balanced(MONEY, &[]), money(["1.004", "", "2.004"]));
    let [balance] = book.balances() else { panic!("{:?}", book.balances()) };
    assert_eq!(balance.outcome, Outcome::Not(Unbalanced::Missing(vec![key(UNITS[1], MONEY, Measure::Month)])));
    assert_eq!(shown(&book, UNITS[0], MONEY, Measure::Month), "1.00");
}

#[test]
fn indicators_add_up_in_every_region_and_a_wrong_sum_is_not_forced() {
    let parts = |unit, living, nursing, sum| {
        [(LIVING, living), (NURSING, nursing), (MONEY, sum)].map(|(id, value)| fact(unit, 6, id, Measure::Month, value))
    };
    // 0.125 + 0.125 = 0.25, printed 0.13 + 0.13: the first comes down. The other unit's sum is 0.01 off: a finding of
    // the rules, nothing to round away; and with it the total's.
    let facts = [parts(UNITS[0], "0.125", "0.125", "0.25"), parts(UNITS[1], "1.004", "1.004", "2.018")].concat();
    let book = made(&catalog(), balanced(MONEY, &[LIVING, NURSING]), facts);
    let printed = |region| [LIVING, NURSING, MONEY].map(|id| shown(&book, region, id, Measure::Month));
    assert_eq!(printed(UNITS[0]), ["0.12", "0.13", "0.25"]);
    assert_eq!(printed(UNITS[1]), ["1.00", "1.00", "2.02"]);
    let outcomes: Vec<&Outcome> = book.balances().iter().map(|balance| &balance.outcome).collect();
    let other = &Outcome::Not(Unbalanced::OtherSum);
    assert_eq!((outcomes.len(), outcomes.iter().filter(|outcome| **outcome == other).count()), (3, 2));
}

#[test]
fn all_numbers_of_a_desk_follow_its_rounding() {
    let catalog = catalog();
    // Month 0.125, last year 0.2: -0.075 and -37.5 %; 15/32 = 46.875 %.
    let facts = vec![
        fact(UNITS[0], 6, MONEY, Measure::Ytd, "0.125"),
        fact(UNITS[0], 6, MONEY, Measure::PriorYtd, "0.2"),
        fact(UNITS[0], 6, CREMATIONS, Measure::Month, "15"),
        fact(UNITS[0], 6, DEATHS, Measure::Month, "32"),
    ];
    let printed = |rounding| {
        let book = made(&catalog, Printing { rounding, ..Printing::default() }, facts.clone());
        [(MONEY, Measure::Ytd), (MONEY, Measure::YoyChangeYtd), (RATE, Measure::Ratio)]
            .map(|(id, measure)| shown(&book, UNITS[0], id, measure))
    };
    assert_eq!(printed(Rounding::HalfUp), ["0.13", "-0.08", "46.88"]);
    assert_eq!(printed(Rounding::HalfEven), ["0.12", "-0.08", "46.88"]);
    assert_eq!(printed(Rounding::Truncate), ["0.12", "-0.07", "46.87"]);
}

#[test]
fn growth_by_hand() {
    // Last year, this year: change, rate in per cent.
    let cases = [
        ("100", "150", "50.00", "50.0"),
        ("3", "4", "1.00", "33.3"),
        ("100", "0", "-100.00", "-100.0"),
        // The sign turns over a positive base: (-50 - 100) / 100.
        ("100", "-50", "-150.00", "-150.0"),
        // No rate on a base that is negative or zero, whatever became of it.
        ("-20", "30", "50.00", "not_applicable"),
        ("-20", "-30", "-10.00", "not_applicable"),
        ("0", "5", "5.00", "not_applicable"),
        ("0", "0", "0.00", "not_applicable"),
        ("", "5", "not_reported", "not_reported"),
        ("5", "", "not_reported", "not_reported"),
    ];
    let catalog = catalog();
    for (then, now, change, rate) in cases {
        let facts = vec![
            fact(UNITS[0], 6, MONEY, Measure::Ytd, now),
            fact(UNITS[0], 6, MONEY, Measure::PriorYtd, then),
            // 环比 of the month by the same numbers, here a month earlier.
            fact(UNITS[0], 5, MONEY, Measure::Month, then),
            fact(UNITS[0], 6, MONEY, Measure::Month, now),
        ];
        let book = made(&catalog, Printing::default(), facts);
        for (of_change, of_rate) in
            [(Measure::YoyChangeYtd, Measure::YoyRateYtd), (Measure::MomChange, Measure::MomRate)]
        {
            let seen = [of_change, of_rate].map(|measure| shown(&book, UNITS[0], MONEY, measure));
            assert_eq!(seen, [change, rate], "{then} -> {now} {of_change}");
        }
    }
}

#[test]
fn of_a_ratio_there_is_a_difference_and_no_rate() {
    let mut catalog = catalog();
    let facts = || {
        [(5, "40", "50"), (6, "45", "50")].into_iter().flat_map(|(at, above, below)| {
            [(CREMATIONS, above), (DEATHS, below)].map(|(id, value)| fact(UNITS[0], at, id, Measure::Month, value))
        })
    };
    let book = made(&catalog, Printing::default(), facts().collect());
    let change = of(&book, UNITS[0], RATE, Measure::MomChange);
    assert_eq!((book.shown(change), change.unit.as_str()), ("10.00".to_owned(), "百分点"));
    assert!(book.find(&key(UNITS[0], RATE, Measure::MomRate)).is_none());
    // A ratio that is no percentage changes by its own unit.
    for (unit, points) in [("‰", "千分点"), ("张", "张")] {
        unit.clone_into(&mut catalog.indicators.get_mut(RATE).unwrap().unit);
        let book = made(&catalog, Printing::default(), facts().collect());
        assert_eq!(of(&book, UNITS[0], RATE, Measure::MomChange).unit, points);
    }
}

/// Cremations of deaths, unit by unit; nothing for one that does not report.
fn rates(at: u8, rates: [(&str, &str); 5]) -> Vec<Fact> {
    let of = |(unit, (above, below)): (&&str, (&str, &str))| {
        [(CREMATIONS, above), (DEATHS, below)].map(|(id, value)| fact(unit, at, id, Measure::Month, value))
    };
    UNITS.iter().zip(rates).flat_map(of).collect()
}

fn places(book: &FigureBook, measure: Measure) -> [String; 5] {
    UNITS.map(|unit| {
        book.find(&key(unit, RATE, measure)).map_or_else(|| "-".to_owned(), |_| shown(book, unit, RATE, measure))
    })
}

#[test]
fn equals_share_a_place_and_what_only_prints_alike_does_not() {
    // 90 %, 2/3 twice, 50 %; 666667/1000000 prints 66.67 too and is more than 2/3.
    let june = [("9", "10"), ("2", "3"), ("4", "6"), ("1", "2"), ("666667", "1000000")];
    let book = made(&catalog(), Printing::default(), rates(6, june));
    assert_eq!(places(&book, Measure::Rank), ["1", "3", "3", "5", "2"]);
    assert_eq!(shown(&book, UNITS[1], RATE, Measure::Ratio), shown(&book, UNITS[4], RATE, Measure::Ratio));
    let ties = [("9", "10"), ("2", "3"), ("4", "6"), ("1", "2"), ("", "")];
    let book = made(&catalog(), Printing::default(), rates(6, ties));
    assert_eq!(places(&book, Measure::Rank), ["1", "2", "2", "4", "-"]);
}

#[test]
fn too_small_a_denominator_has_no_place() {
    let mut catalog = catalog();
    catalog.indicators.get_mut(RATE).unwrap().min_denominator = Some(3);
    // One of one is 100 %, and no place; three deaths are enough.
    let june = [("9", "10"), ("2", "3"), ("4", "6"), ("1", "2"), ("1", "1")];
    let book = made(&catalog, Printing::default(), rates(6, june));
    assert_eq!(places(&book, Measure::Rank), ["1", "2", "2", "not_applicable", "not_applicable"]);
    assert_eq!(shown(&book, UNITS[4], RATE, Measure::Ratio), "100.00");
    assert_eq!(of(&book, UNITS[4], RATE, Measure::Rank).trace.formula, "分母1人，不足3，不排位");
}

#[test]
fn places_gained_tell_who_came_and_went() {
    let may = [("5", "10"), ("6", "10"), ("7", "10"), ("", ""), ("9", "10")];
    let june = [("8", "10"), ("6", "10"), ("", ""), ("9", "10"), ("9", "10")];
    let book = made(&catalog(), Printing::default(), [rates(5, may), rates(6, june)].concat());
    // May 4 3 2 - 1, June 3 4 - 1 1.
    assert_eq!(places(&book, Measure::RankChange), ["1", "-1", "-", "-", "0"]);
    let formula = &of(&book, UNITS[0], RATE, Measure::RankChange).trace.formula;
    assert_eq!(formula, "上期位次－本期位次（本期未排位：鄢陵县；上期未排位：襄城县）");
}
