//! Targets of every kind, worked out by hand on the same tiny desk.

use super::*;

/// A count of each county that has to be reached by every one of them, or by a share.
fn shops(holds: Holds) -> Target {
    let value = TargetValue::Fixed { value: Decimal::from(2), deadline: december() };
    Target { holds, path: Path::Hold, ..target("t.shops", "built", Measure::Ytd, value) }
}

#[test]
fn each_county_has_to_have_one_and_the_weakest_speaks_for_all() {
    let built = |a, b| vec![fact("A", 6, "built", Measure::Ytd, a), fact("B", 6, "built", Measure::Ytd, b)];
    let assessed = june(built(Some(5), Some(1)), &[], shops(Holds::EachUnit));
    let seen: Vec<(&str, Status)> = assessed.list.iter().map(|a| (a.region.as_str(), a.status)).collect();
    // Six in all, and still one county short of two.
    assert_eq!(seen, [("T", Status::Behind), ("A", Status::Met), ("B", Status::Behind)]);
    assert_eq!(found(&assessed, "T").actual, Some(Exact::from_int(1)));
    let [met, asked] =
        ["units_met", "units_asked"].map(|m| figure(&assessed, &format!("T/t.shops/{m}/2021-06")).shown());
    assert_eq!((met.as_str(), asked.as_str()), ("1", "2"));
    // One of two is half of them, and one is lacking: what a page says of the whole.
    let [share, lacking] =
        ["units_share", "needed"].map(|m| figure(&assessed, &format!("T/t.shops/{m}/2021-06")).shown());
    assert_eq!((share.as_str(), lacking.as_str()), ("50.0", "1"));
    let parts = &figure(&assessed, "T/t.shops/units_share/2021-06").trace.operands;
    let parts: Vec<String> = parts.iter().map(operand).collect();
    assert_eq!(parts, ["T/t.shops/units_met/2021-06", "T/t.shops/units_asked/2021-06"]);
    let least = figure(&assessed, "T/t.shops/actual/2021-06");
    let parts: Vec<String> = least.trace.operands.iter().map(operand).collect();
    assert_eq!(parts, ["A/built/ytd/2021-06", "B/built/ytd/2021-06"]);
    // One that is silent may have none; one that is known to be short is enough to say no.
    assert_eq!(found(&june(built(Some(5), None), &[], shops(Holds::EachUnit)), "T").status, Status::Undefined);
    assert_eq!(found(&june(built(Some(1), None), &[], shops(Holds::EachUnit)), "T").status, Status::Behind);
    assert_eq!(found(&june(built(Some(2), Some(3)), &[], shops(Holds::EachUnit)), "T").status, Status::Met);
}

#[test]
fn a_share_of_the_units_is_rounded_up_to_units() {
    let built = vec![fact("A", 6, "built", Measure::Ytd, Some(5)), fact("B", 6, "built", Measure::Ytd, Some(1))];
    let assessed = june(built.clone(), &[], shops(Holds::ShareOfUnits(Decimal::from(60))));
    // One of two is 50 %; 60 % of two is 1.2, so both are needed.
    assert_eq!(
        (found(&assessed, "T").status, found(&assessed, "T").target_value),
        (Status::Behind, Some(Exact::from_int(60)))
    );
    assert_eq!(figure(&assessed, "T/t.shops/actual/2021-06").shown(), "50.0");
    assert_eq!(figure(&assessed, "T/t.shops/needed/2021-06").shown(), "1");
    let half = june(built, &[], shops(Holds::ShareOfUnits(Decimal::from(50))));
    assert_eq!(found(&half, "T").status, Status::Met);
}

#[test]
fn a_share_of_things_that_do_not_report_lacks_whole_ones() {
    let m = Measure::Month;
    let of = |cremated| {
        vec![
            fact("A", 6, "deaths", m, Some(54)),
            fact("A", 6, "cremated", m, Some(cremated)),
            fact("B", 6, "deaths", m, Some(0)),
            fact("B", 6, "cremated", m, Some(0)),
        ]
    };
    let value = || TargetValue::Fixed { value: Decimal::from(90), deadline: december() };
    let towns =
        || Target { path: Path::Hold, scope: Scope::Total, ..target("t.towns", "rate", Measure::Ratio, value()) };
    // 90 % of 54 is 48.6.
    let short = june(of(47), &[], towns());
    assert_eq!(figure(&short, "T/t.towns/needed/2021-06").shown(), "2");
    assert_eq!(found(&june(of(48), &[], towns()), "T").status, Status::Behind);
    assert_eq!(found(&june(of(49), &[], towns()), "T").status, Status::Met);
}

#[test]
fn a_target_is_judged_in_the_unit_it_is_stated_in() {
    let built = vec![fact("A", 6, "built", Measure::Ytd, Some(12_345)), fact("B", 6, "built", Measure::Ytd, Some(655))];
    let value = TargetValue::Fixed { value: Decimal::new(26, 1), deadline: december() };
    let unit = StatedIn { unit: "万个".to_owned(), factor: Decimal::from(10_000), places: 2 };
    let stated = Target { unit: Some(unit), scope: Scope::Total, ..target("t.built", "built", Measure::Ytd, value) };
    let assessed = june(built, &[], stated);
    let total = found(&assessed, "T");
    // 1.3 of 2.6 万个 at half of the year.
    assert_eq!((total.actual.and_then(Exact::to_text).as_deref(), total.status), (Some("1.3"), Status::OnSchedule));
    let actual = figure(&assessed, "T/t.built/actual/2021-06");
    assert_eq!((actual.shown().as_str(), actual.unit.as_str()), ("1.30", "万个"));
    assert_eq!(actual.trace.operands.iter().map(operand).collect::<Vec<_>>(), ["T/built/ytd/2021-06"]);
}

#[test]
fn a_target_that_is_broken_down_is_held_against_its_parts() {
    let built = vec![fact("A", 6, "built", Measure::Ytd, Some(20)), fact("B", 6, "built", Measure::Ytd, Some(5))];
    let value = TargetValue::Fixed { value: Decimal::from(45), deadline: december() };
    let allocations = BTreeMap::from([("A".into(), Decimal::from(30)), ("B".into(), Decimal::from(20))]);
    let assessed = june(built, &[], Target { allocations, ..target("t.built", "built", Measure::Ytd, value) });
    let seen: Vec<(&str, Status)> = assessed.list.iter().map(|a| (a.region.as_str(), a.status)).collect();
    // 15 and 10 are due of the units, 22.5 of the desk.
    assert_eq!(seen, [("T", Status::OnSchedule), ("A", Status::OnSchedule), ("B", Status::Behind)]);
    // 30 + 20: five more than the desk itself has to bring.
    assert_eq!(figure(&assessed, "T/t.built/allocated/2021-06").shown(), "50");
    assert_eq!(figure(&assessed, "T/t.built/allocation_gap/2021-06").shown(), "5");
}

#[test]
fn a_goal_from_outside_is_the_last_one_known() {
    let m = Measure::Month;
    let facts = vec![
        fact("A", 6, "deaths", m, Some(200)),
        fact("A", 6, "cremated", m, Some(103)),
        fact("B", 6, "deaths", m, Some(0)),
        fact("B", 6, "cremated", m, Some(0)),
    ];
    let point = |number, value: &str| SeriesValue {
        month: month(number),
        value: value.parse().unwrap(),
        document: "省厅通报".to_owned(),
    };
    let series = |values| Series {
        id: "middle".to_owned(),
        name: "全省中等水平".to_owned(),
        unit: "%".to_owned(),
        source: "省厅".to_owned(),
        valid_months: 4,
        values,
    };
    let judge = |values| {
        let mut catalog = catalog();
        catalog.external.insert("d".to_owned(), BTreeMap::from([("middle".to_owned(), series(values))]));
        let value = TargetValue::External { series: "middle".to_owned(), deadline: december() };
        let middle =
            Target { path: Path::Hold, scope: Scope::Total, ..target("t.middle", "rate", Measure::Ratio, value) };
        let book = book(facts.clone(), &catalog);
        assess(&catalog, &desk(), &[middle], &book, &[], Period::Month(month(6)))
    };
    // 51.5 % in June against 51.2 % in March; what comes in September is not known yet.
    let known = judge(vec![point(3, "51.2"), point(9, "60")]);
    assert_eq!(found(&known, "T").status, Status::Met);
    assert_eq!(
        figure(&known, "T/t.middle/target/2021-06").trace.formula,
        "全省中等水平51.2%（2021年3月），出处：省厅通报"
    );
    // A value of February has run out in June.
    assert_eq!(found(&judge(vec![point(2, "51.2")]), "T").status, Status::Undefined);
    let silent = judge(vec![point(9, "60")]);
    assert_eq!(found(&silent, "T").status, Status::Undefined);
    assert_eq!(figure(&silent, "T/t.middle/target/2021-06").missing, Some(Missing::NotReported));
}

#[test]
fn a_target_changed_in_the_year_is_asked_from_its_day() {
    let built = vec![fact("A", 6, "built", Measure::Ytd, Some(20)), fact("B", 6, "built", Measure::Ytd, Some(5))];
    let first_of = |number| Date::new(2021, number, 1);
    let value = |n| TargetValue::Fixed { value: Decimal::from(n), deadline: december() };
    let old = Target { to: first_of(6), ..target("t.old", "built", Measure::Ytd, value(45)) };
    let new = Target { from: first_of(6), ..target("t.new", "built", Measure::Ytd, value(60)) };
    let catalog = catalog();
    let book = book(built, &catalog);
    let asked = |number| {
        let assessed = assess(&catalog, &desk(), &[old.clone(), new.clone()], &book, &[], Period::Month(month(number)));
        assessed.list.iter().map(|a| a.target.clone()).collect::<BTreeSet<_>>()
    };
    assert_eq!(asked(5), BTreeSet::from(["t.old".to_owned()]));
    assert_eq!(asked(6), BTreeSet::from(["t.new".to_owned()]));
}

#[test]
fn what_is_asked_every_month_is_asked_of_the_weakest_month_of_a_quarter() {
    let m = Measure::Month;
    let of = |april, may, june| {
        let months = [(4, april), (5, may), (6, june)].map(|(n, value)| fact("A", n, "built", m, value));
        let none = [4, 5, 6].map(|n| fact("B", n, "built", m, Some(0)));
        let (facts, _) = FactTable::new(months.into_iter().chain(none).collect()).unwrap();
        let catalog = catalog();
        let quarter = Period::parse("2021-Q2").unwrap();
        let periods = [4, 5, 6].map(|n| Period::Month(month(n))).into_iter().chain([quarter]).collect::<Vec<_>>();
        let book = statistics::figures(&catalog, &desk(), &facts, &periods).unwrap();
        let value = TargetValue::Fixed { value: Decimal::from(1), deadline: december() };
        let monthly = Target { path: Path::Hold, scope: Scope::Total, ..target("t.monthly", "built", m, value) };
        assess(&catalog, &desk(), &[monthly], &book, &[], quarter)
    };
    // Two in a quarter, and none in May.
    let seen = of(Some(1), Some(0), Some(1));
    assert_eq!(
        (found(&seen, "T").status, figure(&seen, "T/t.monthly/actual/2021-Q2").shown()),
        (Status::Behind, "0".to_owned())
    );
    assert_eq!(found(&of(Some(1), Some(2), Some(1)), "T").status, Status::Met);
    assert_eq!(found(&of(Some(1), None, Some(1)), "T").status, Status::Undefined);
    assert_eq!(found(&of(Some(0), None, Some(1)), "T").status, Status::Behind);
}

#[test]
fn nothing_at_all_in_every_month_is_lost_by_the_month_that_had_one() {
    let facts = [(4, 0), (5, 2), (6, 0)].map(|(n, value)| fact("A", n, "built", Measure::Month, Some(value)));
    let none = [4, 5, 6].map(|n| fact("B", n, "built", Measure::Month, Some(0)));
    let (facts, _) = FactTable::new(facts.into_iter().chain(none).collect()).unwrap();
    let catalog = catalog();
    let quarter = Period::parse("2021-Q2").unwrap();
    let periods = [4, 5, 6].map(|n| Period::Month(month(n))).into_iter().chain([quarter]).collect::<Vec<_>>();
    let book = statistics::figures(&catalog, &desk(), &facts, &periods).unwrap();
    let value = TargetValue::Fixed { value: Decimal::ZERO, deadline: december() };
    let cases = Target {
        path: Path::Hold,
        scope: Scope::Total,
        comparator: Comparator::Eq,
        ..target("t.cases", "built", Measure::Month, value)
    };
    let assessed = assess(&catalog, &desk(), &[cases], &book, &[], quarter);
    assert_eq!(figure(&assessed, "T/t.cases/actual/2021-Q2").shown(), "2");
    assert_eq!(found(&assessed, "T").status, Status::Behind);
}
