//! Verdicts worked out by hand: before, on and after a deadline; met, on schedule, behind, missed, undefined.

use super::*;
use crate::catalog::{BandColour, Step};
use crate::model::{Date, Decimal, Month};

const EVEN: Path = Path::Even;
const HOLD: Path = Path::Hold;
const BY_DATE: Path = Path::ByDate;

fn bands() -> Band3 {
    Band3 { good_behind: Decimal::ZERO, watch_from: None, between: None, watch_behind: Decimal::from(5) }
}

fn clock(gone: i64, to_deadline: i64) -> Clock {
    Clock { year: 2021, gone, to_deadline }
}

fn int(n: i64) -> Exact {
    Exact::from_int(n)
}

/// 45 to be reached evenly by the end of the year, at the end of November.
fn case(actual: i64) -> Case<'static> {
    Case {
        actual: Some(int(actual)),
        goal: Some(int(45)),
        upper: None,
        start: Exact::ZERO,
        partial: false,
        lacking: Lacking::Adds,
        amount: true,
        accumulates: true,
        comparator: Comparator::Ge,
        over: Over::Breach,
        path: &EVEN,
        clock: clock(11, 12),
        history: Vec::new(),
    }
}

fn text(value: Option<Exact>) -> String {
    value.and_then(Exact::to_text).unwrap_or_default()
}

fn verdict(case: Case<'_>) -> (Status, Light) {
    let verdict = case.judge(&bands());
    (verdict.status, verdict.band)
}

fn status(case: Case<'_>) -> Status {
    case.judge(&bands()).status
}

#[test]
fn a_number_behind_its_even_path_is_measured_exactly() {
    let found = case(40).judge(&bands());
    assert_eq!(found.status, Status::Behind);
    // 45 × 11/12 = 41.25; 40/45 = 88.9 % against 91.7 %: 2.8 points behind.
    assert_eq!(text(found.due), "41.25");
    assert_eq!(text(found.gap), "-1.25");
    assert_eq!(text(found.completion), "88.888888888889");
    assert_eq!(text(found.schedule), "91.666666666667");
    assert_eq!(text(found.outlook.pace), "5");
    assert_eq!(text(found.outlook.projection), "43.636363636364");
    assert_eq!(found.band, Light::Watch);
}

#[test]
fn an_even_path_asks_for_more_every_month_until_the_deadline() {
    assert_eq!(verdict(case(45)), (Status::Met, Light::Good));
    assert_eq!(verdict(case(42)), (Status::OnSchedule, Light::Good));
    // 38/45 = 84.4 %: 7.2 points behind.
    assert_eq!(verdict(case(38)), (Status::Behind, Light::Bad));
    assert_eq!(verdict(Case { clock: clock(12, 12), ..case(44) }), (Status::Missed, Light::Bad));
    let october = Clock::new(Month::new(2021, 11).unwrap(), Date::new(2021, 10, 31).unwrap());
    assert_eq!(verdict(Case { clock: october, ..case(44) }), (Status::Missed, Light::Bad));
    let late = Case { clock: october, ..case(44) }.judge(&bands());
    assert_eq!((late.outlook.pace, late.outlook.projection), (None, None));
    assert_eq!(text(late.due), "45");
}

#[test]
fn a_deadline_of_next_year_is_further_off() {
    let found = Clock::new(Month::new(2021, 11).unwrap(), Date::new(2022, 6, 30).unwrap());
    assert_eq!(found, clock(11, 18));
    assert_eq!(found.left(), 7);
    assert_eq!(found.month(18), Month::new(2022, 6));
}

#[test]
fn what_is_to_be_held_is_due_in_whole_from_the_first_month() {
    let hold = |actual| Case { path: &HOLD, clock: clock(1, 12), ..case(actual) };
    assert_eq!(verdict(hold(45)), (Status::Met, Light::Good));
    assert_eq!(verdict(hold(44)), (Status::Behind, Light::Watch));
    assert_eq!(text(hold(44).judge(&bands()).due), "45");
    assert_eq!(hold(44).judge(&bands()).outlook.projection, None);
    let strict = Case { comparator: Comparator::Gt, ..hold(45) };
    assert_eq!(status(strict), Status::Behind);
}

#[test]
fn before_its_date_nothing_is_due() {
    let by = |actual| Case { path: &BY_DATE, comparator: Comparator::By, ..case(actual) };
    assert_eq!(verdict(by(0)), (Status::NotDue, Light::Unknown));
    assert_eq!(text(by(0).judge(&bands()).due), "0");
    assert_eq!(verdict(by(45)), (Status::Met, Light::Good));
    assert_eq!(verdict(Case { clock: clock(12, 12), ..by(44) }), (Status::Missed, Light::Bad));
}

#[test]
fn a_ceiling_turns_the_signs_round_and_is_kept_only_at_the_end() {
    let ceiling = |actual| Case { comparator: Comparator::Le, ..case(actual) };
    assert_eq!(verdict(ceiling(40)), (Status::OnSchedule, Light::Good));
    assert_eq!(text(ceiling(40).judge(&bands()).gap), "1.25");
    // 43/45 = 95.6 % spent where 91.7 % was due.
    assert_eq!(verdict(ceiling(43)), (Status::Behind, Light::Watch));
    let ended = clock(12, 12);
    assert_eq!(verdict(Case { clock: ended, ..ceiling(45) }), (Status::Met, Light::Good));
    assert_eq!(verdict(Case { clock: ended, comparator: Comparator::Lt, ..case(45) }), (Status::Missed, Light::Bad));
    // What adds up never comes back below: missed before its time.
    assert_eq!(status(ceiling(46)), Status::Missed);
    // A stock may fall again.
    assert_eq!(status(Case { accumulates: false, ..ceiling(46) }), Status::Behind);
}

#[test]
fn an_exact_number_says_whether_more_of_it_fulfils_or_breaks_it() {
    let exact = |actual, over| Case { comparator: Comparator::Eq, over, clock: clock(12, 12), ..case(actual) };
    assert_eq!(status(exact(45, Over::Breach)), Status::Met);
    assert_eq!(status(exact(46, Over::Breach)), Status::Missed);
    assert_eq!(status(exact(46, Over::Met)), Status::Met);
    assert_eq!(status(exact(44, Over::Met)), Status::Missed);
    // Before the end a plan sum may still be overrun: reached is on schedule, not met.
    assert_eq!(status(Case { clock: clock(11, 12), ..exact(45, Over::Breach) }), Status::OnSchedule);
    assert_eq!(status(Case { clock: clock(11, 12), ..exact(45, Over::Met) }), Status::Met);
}

#[test]
fn a_range_holds_between_its_ends() {
    let range = |actual, gone| Case {
        comparator: Comparator::Range,
        upper: Some(int(50)),
        path: &HOLD,
        accumulates: false,
        clock: clock(gone, 12),
        ..case(actual)
    };
    assert_eq!(status(range(45, 6)), Status::Met);
    assert_eq!(status(range(50, 6)), Status::Met);
    assert_eq!(status(range(51, 12)), Status::Missed);
    assert_eq!(status(range(44, 6)), Status::Behind);
    assert_eq!(status(Case { accumulates: true, ..range(51, 6) }), Status::Missed);
}

#[test]
fn nothing_at_all_is_kept_month_by_month_and_lost_at_the_first_case() {
    let zero = |actual, gone| Case {
        goal: Some(Exact::ZERO),
        comparator: Comparator::Eq,
        path: &HOLD,
        clock: clock(gone, 12),
        ..case(actual)
    };
    let kept = zero(0, 6).judge(&bands());
    assert_eq!((kept.status, kept.completion, text(kept.due)), (Status::OnSchedule, None, "0".to_owned()));
    assert_eq!(verdict(zero(0, 12)), (Status::Met, Light::Good));
    assert_eq!(verdict(zero(1, 6)), (Status::Missed, Light::Bad));
    // A silent unit may hide a case; a case that is known stays one.
    assert_eq!(status(Case { partial: true, ..zero(0, 6) }), Status::Undefined);
    assert_eq!(status(Case { partial: true, ..zero(1, 6) }), Status::Missed);
}

#[test]
fn what_is_brought_down_is_measured_from_where_it_began() {
    // 20 300 persons to none by December; at the end of June half of that is due.
    let reduction = |actual, gone| Case {
        actual: Some(int(actual)),
        goal: Some(Exact::ZERO),
        start: int(20_300),
        comparator: Comparator::Eq,
        accumulates: false,
        clock: clock(gone, 12),
        ..case(0)
    };
    let found = reduction(11_150, 6).judge(&bands());
    // Due 10 150: 1 000 too many, 9 150 of 20 300 done (45.07 %) against 50 %.
    assert_eq!((text(found.due), text(found.gap)), ("10150".to_owned(), "-1000".to_owned()));
    assert_eq!(text(found.completion), "45.073891625616");
    assert_eq!((found.status, found.band), (Status::Behind, Light::Watch));
    // 11 150 in six months; at the year's pace 20 300 − 18 300 remain.
    assert_eq!(text(found.outlook.pace), "1858.333333333333");
    assert_eq!(text(found.outlook.projection), "2000");
    assert_eq!(status(reduction(10_000, 6)), Status::OnSchedule);
    assert_eq!(status(reduction(0, 6)), Status::Met);
    assert_eq!(status(reduction(1, 12)), Status::Missed);
}

#[test]
fn stages_ask_for_what_the_last_one_that_came_asked() {
    let step = |by: &str, value: &str| Step {
        by: Date::parse_iso(by).unwrap(),
        value: value.parse().unwrap(),
        name: String::new(),
    };
    let path = Path::Steps(vec![step("2021-03-31", "0.3"), step("2021-06-30", "0.6"), step("2021-12-31", "1")]);
    let stage = |tenths: i64, gone| Case {
        actual: Exact::from_decimal(Decimal::new(tenths, 1)),
        goal: Some(int(1)),
        comparator: Comparator::By,
        accumulates: false,
        path: &path,
        clock: clock(gone, 12),
        ..case(0)
    };
    assert_eq!(status(stage(0, 2)), Status::NotDue);
    assert_eq!(status(stage(2, 3)), Status::Behind);
    assert_eq!(status(stage(3, 5)), Status::OnSchedule);
    let june = stage(5, 6).judge(&bands());
    assert_eq!((june.status, text(june.gap)), (Status::Behind, "-0.1".to_owned()));
    assert_eq!(status(stage(10, 6)), Status::Met);
    assert_eq!(status(stage(9, 12)), Status::Missed);
    // 0.3 in three months: 0.6 in June, 1.2 in December: no risk. 0.1 in two: 0.15 in March is too little.
    assert_eq!(stage(3, 3).judge(&bands()).outlook.risk, None);
    assert_eq!(stage(1, 2).judge(&bands()).outlook.risk, Month::new(2021, 3));
}

#[test]
fn a_unit_owes_its_part_of_each_stage() {
    let step = |by: &str, value: i64| Step {
        by: Date::parse_iso(by).unwrap(),
        value: Decimal::from(value),
        name: String::new(),
    };
    // 4 of 20 by June and 12 by September: of a part of 2 that is 0.4 and 1.2.
    let path = Path::Steps(vec![step("2021-06-30", 4), step("2021-09-30", 12), step("2021-12-31", 20)]);
    let part = |gone| Case { goal: Some(int(2)), path: &path, clock: clock(gone, 12), ..case(1) };
    let (june, september) = (part(6).judge(&bands()), part(9).judge(&bands()));
    assert_eq!((text(june.due), june.status), ("0.4".to_owned(), Status::OnSchedule));
    assert_eq!((text(september.due), september.status), ("1.2".to_owned(), Status::Behind));
    assert_eq!(text(september.gap), "-0.2");
}

#[test]
fn a_season_asks_for_its_months_shares() {
    let weights = [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 8].map(Decimal::from).to_vec();
    let path = Path::Season(weights);
    // 12 of 20 parts are due by November: 27 of 45.
    let found = Case { path: &path, ..case(27) }.judge(&bands());
    assert_eq!((text(found.due), found.status), ("27".to_owned(), Status::OnSchedule));
    assert_eq!(text(found.outlook.projection), "45");
    assert_eq!(status(Case { path: &path, ..case(26) }), Status::Behind);
}

#[test]
fn the_outlook_has_a_range_and_a_first_month_at_risk() {
    // 3, 5, 4 in January to March: 12 of 48, as an even path asks; the slowest month would bring 12 + 9 × 3.
    let history = [3, 8, 12].map(int).to_vec();
    let quarter = Case { goal: Some(int(48)), clock: clock(3, 12), history, ..case(12) };
    let found = quarter.judge(&bands()).outlook;
    let shown = [found.projection, found.low, found.high].map(text);
    assert_eq!(shown, ["48", "39", "57"].map(str::to_owned));
    // April owes 16, the slowest pace brings 15.
    assert_eq!(found.risk, Month::new(2021, 4));
    // Ahead by 6: 18 + 3 a month falls below 4 a month in October (18 + 21 < 40).
    let ahead = Case { actual: Some(int(18)), history: [3, 8, 18].map(int).to_vec(), ..quarter.clone() };
    assert_eq!(ahead.judge(&bands()).outlook.risk, Month::new(2021, 10));
    // Two months say nothing of a range.
    let young = Case { history: [3, 8].map(int).to_vec(), clock: clock(2, 12), ..quarter };
    assert_eq!((young.judge(&bands()).outlook.low, young.judge(&bands()).outlook.high), (None, None));
}

#[test]
fn nothing_is_said_where_nothing_can_be() {
    assert_eq!(verdict(Case { actual: None, ..case(0) }), (Status::NoData, Light::Unknown));
    assert_eq!(verdict(Case { goal: None, ..case(40) }), (Status::Undefined, Light::Unknown));
    let zero = Case { goal: Some(Exact::ZERO), ..case(40) }.judge(&bands());
    assert_eq!((zero.status, zero.completion), (Status::Undefined, None));
}

#[test]
fn a_total_that_lacks_parts_is_judged_only_where_the_parts_cannot_matter() {
    let partial = |actual| Case { partial: true, ..case(actual) };
    assert_eq!(status(partial(45)), Status::Met);
    assert_eq!(status(partial(42)), Status::OnSchedule);
    let open = partial(40).judge(&bands());
    assert_eq!((open.status, open.outlook.pace, open.outlook.projection), (Status::Undefined, None, None));
    assert_eq!(status(Case { lacking: Lacking::Turns, ..partial(45) }), Status::Undefined);
    let ceiling = |actual| Case { comparator: Comparator::Le, path: &HOLD, ..partial(actual) };
    assert_eq!(status(ceiling(46)), Status::Missed);
    assert_eq!(status(ceiling(40)), Status::Undefined);
    // The weakest of the units can only become weaker.
    let weakest = |actual| Case { lacking: Lacking::Worsens, amount: false, path: &HOLD, ..partial(actual) };
    assert_eq!(status(weakest(44)), Status::Behind);
    assert_eq!(status(weakest(46)), Status::Undefined);
}

#[test]
fn a_rate_just_below_its_target_is_not_rounded_up_to_it() {
    // 94.997 % prints as 95.00 %.
    let actual = Exact::from_decimal(Decimal::new(94_997, 3));
    let rate = Case { actual, goal: Some(int(95)), amount: false, path: &HOLD, ..case(0) };
    let found = rate.judge(&bands());
    assert_eq!((found.status, found.outlook.pace), (Status::Behind, None));
}

#[test]
fn a_gap_between_the_colours_has_the_colour_it_was_given_or_none() {
    // On schedule is green, 10 to 30 points behind yellow, more red; below 10 the rules are silent.
    let gap = |between| Band3 {
        good_behind: Decimal::ZERO,
        watch_from: Some(Decimal::from(10)),
        between,
        watch_behind: Decimal::from(30),
    };
    let band = |points: i64, between| light(int(points), &gap(between));
    assert_eq!(band(0, None), Light::Good);
    assert_eq!(band(9, None), Light::Unknown);
    assert_eq!(band(9, Some(BandColour::Watch)), Light::Watch);
    assert_eq!(band(10, Some(BandColour::Good)), Light::Good);
    assert_eq!(band(11, None), Light::Watch);
    assert_eq!(band(30, None), Light::Watch);
    assert_eq!(band(31, None), Light::Bad);
}

mod paths {
    use super::*;
    use proptest::prelude::*;

    /// A path, an amount on it, and how far the year is.
    fn cases() -> impl Strategy<Value = (Vec<i64>, bool, i64, i64, i64)> {
        (proptest::collection::vec(0_i64..50, 12), any::<bool>(), 1_i64..13, 1_i64..5000, 0_i64..400)
    }

    proptest! {
        #[test]
        fn pace_gap_and_projection_agree((weights, even, gone, goal, seed) in cases()) {
            prop_assume!(weights[..usize::try_from(gone).unwrap()].iter().sum::<i64>() > 0);
            let path =
                if even { Path::Even } else { Path::Season(weights.iter().copied().map(Decimal::from).collect()) };
            let months: Vec<i64> = weights.iter().take(usize::try_from(gone).unwrap()).map(|w| (w * 7 + seed) % 97).collect();
            let mut sum = 0;
            let history: Vec<Exact> = months.iter().map(|m| { sum += m; int(sum) }).collect();
            let case = Case { actual: Some(int(sum)), goal: Some(int(goal)), path: &path, clock: clock(gone, 12), history, ..case(0) };
            let found = case.judge(&bands());
            let (gap, projection) = (found.gap.unwrap(), found.outlook.projection.unwrap());
            // Behind now is short at the end, and the other way round.
            prop_assert_eq!(gap.is_negative(), projection < int(goal));
            prop_assert_eq!(found.status == Status::Met, sum >= goal);
            if let Some(pace) = found.outlook.pace {
                // The pace, kept to the deadline, brings exactly the goal.
                let rest = pace.checked_mul(int(12 - gone)).unwrap();
                prop_assert_eq!(rest.checked_add(int(sum)).unwrap(), int(goal));
            } else {
                prop_assert!(gone == 12 || sum >= goal);
            }
            if let (Some(low), Some(high)) = (found.outlook.low, found.outlook.high) {
                // A mean of months lies between the slowest and the fastest, unless a month that owes nothing brought some.
                prop_assert!(low <= high);
                prop_assert!(weights.contains(&0) || low <= projection && projection <= high);
            }
            if gone < 12 {
                prop_assert_eq!(found.outlook.risk == Month::new(2021, u8::try_from(gone).unwrap()), found.status == Status::Behind);
            }
        }
    }
}
