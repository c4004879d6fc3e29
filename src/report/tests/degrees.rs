//! The words of degree, row by row, each at its lower end and just below the next.

use super::sentence::of_one;
use super::*;
use crate::catalog::Degrees;

/// `同比` of an amount that was 1000 and is now so much.
fn amount(now: &str) -> String {
    let id = "marriage.registrations";
    let bureau = of_one("2021-11", &[("2021-11", id, Measure::PriorYtd, "1000"), ("2021-11", id, Measure::Ytd, now)]);
    bureau.say("{{ yoy(fig(\"结婚登记\", \"ytd\", region=\"魏都区\"), degree=true) }}")
}

/// 环比 of a rate that was 50.00 % and is now so much of 10 000.
fn points(indicator: &str, now: &str) -> String {
    let mut bureau = Bureau::new("2021-11");
    for (at, value) in [("2021-10", "5000"), ("2021-11", now)] {
        bureau.put("411002", at, DEATHS, Measure::Month, Some("10000"));
        bureau.put("411002", at, CREMATIONS, Measure::Month, Some(value));
    }
    if indicator == "down" {
        bureau.catalog.indicators.get_mut(RATE).unwrap().better = Some(crate::catalog::Better::Down);
    }
    bureau.say("{{ mom(fig(\"火化率\", \"ratio\", region=\"魏都区\"), degree=true) }}")
}

#[test]
fn amounts() {
    for (now, said) in [
        ("1000", "与上年同期持平"),
        ("1009", "同比略有增长0.9%"),
        ("991", "同比略有下降0.9%"),
        ("1010", "同比增长1.0%"),
        ("990", "同比下降1.0%"),
        ("1099", "同比增长9.9%"),
        ("1100", "同比较快增长10.0%"),
        ("900", "同比明显下降10.0%"),
        ("1299", "同比较快增长29.9%"),
        ("1300", "同比大幅增长30.0%"),
        ("700", "同比大幅下降30.0%"),
    ] {
        assert_eq!(amount(now), said);
    }
}

#[test]
fn rates_by_their_direction() {
    for (now, up, down) in [
        ("5000", "与上月持平", "与上月持平"),
        ("5049", "较上月略有提高0.49个百分点", "较上月略有提高0.49个百分点"),
        ("4951", "较上月略有回落0.49个百分点", "较上月略有下降0.49个百分点"),
        ("5050", "较上月提高0.50个百分点", "较上月提高0.50个百分点"),
        ("4950", "较上月回落0.50个百分点", "较上月下降0.50个百分点"),
        ("5300", "较上月明显提高3.00个百分点", "较上月明显提高3.00个百分点"),
        ("4700", "较上月明显回落3.00个百分点", "较上月明显下降3.00个百分点"),
        ("6000", "较上月大幅提高10.00个百分点", "较上月大幅提高10.00个百分点"),
        ("4000", "较上月大幅回落10.00个百分点", "较上月大幅下降10.00个百分点"),
    ] {
        assert_eq!((points("up", now), points("down", now)), (up.to_owned(), down.to_owned()), "{now}");
    }
}

#[test]
fn a_report_may_set_its_own_thresholds() {
    let id = "marriage.registrations";
    let mut bureau =
        of_one("2021-11", &[("2021-11", id, Measure::PriorYtd, "1000"), ("2021-11", id, Measure::Ytd, "1020")]);
    let say = |bureau: &Bureau| bureau.say("{{ yoy(fig(\"结婚登记\", \"ytd\", region=\"魏都区\"), degree=true) }}");
    assert_eq!(say(&bureau), "同比增长2.0%");
    let n = |text: &str| text.parse::<Decimal>().unwrap();
    let own = Degrees { amount: [n("5"), n("10"), n("30")], ..bureau.catalog.themes["official"].degrees };
    bureau.catalog.reports.get_mut("monthly").unwrap().degrees = Some(own);
    assert_eq!(say(&bureau), "同比略有增长2.0%");
}
