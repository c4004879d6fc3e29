//! Ties, too few, no direction, less is better, negative values, peers, references, changes of places.

use super::world::World;
use crate::benchmark::Unranked;
use crate::catalog::Better;
use crate::model::{Exact, Measure, Missing};

#[test]
fn equals_share_a_place_and_the_next_is_left_out() {
    let world = World::new(&[("A", "20"), ("B", "30"), ("C", "20"), ("D", "10"), ("E", "40")]);
    let made = world.made();
    assert_eq!(made.places(), "E1 B2 A3 C3 D5");
    // One of four others is worse than A, two than B.
    assert_eq!(made.said("A", Measure::Percentile), "25.0%");
    assert_eq!(made.said("B", Measure::Percentile), "75.0%");
    assert_eq!(made.formula("A", Measure::Rank), "对标值从高到低按准确值排位，并列同位");
    let operands = made.operands("A", Measure::Rank);
    assert!(operands.starts_with("A/beds/compared/2021-11, E/beds/compared/2021-11"), "{operands}");
}

#[test]
fn values_that_are_printed_alike_are_no_ties() {
    let mut world = World::new(&[("A", "0"), ("B", "0"), ("C", "1")]);
    // 36.00 both: 36.0004 and 36.
    world.made_of(0, "90001", "2500000");
    world.made_of(1, "36", "1000");
    let made = world.made();
    assert_eq!(
        (made.said("A", Measure::Compared), made.said("B", Measure::Compared)),
        ("36.00张".into(), "36.00张".into())
    );
    assert_eq!(made.places(), "A1 B2 C3");
    // 1/3 is not 0.333333333333.
    let mut world = World::new(&[("A", "333.333333333333"), ("B", "0"), ("C", "1")]);
    world.made_of(1, "1", "3");
    world.observed[1].parts.as_mut().unwrap().counted = false;
    assert_eq!(world.made().places(), "B1 A2 C3");
}

#[test]
fn equals_at_the_edge_are_in_one_band() {
    // Three share the places 2 to 4: 3 in the middle, (3 − 0.5) ÷ 5 is 50 per cent, and the second band lies below that.
    let world = World::new(&[("A", "20"), ("B", "20"), ("C", "20"), ("D", "10"), ("E", "40")]);
    let made = world.made();
    assert_eq!(made.places(), "E1 A2 B2 C2 D5");
    assert_eq!(made.bands(), "E第一方阵 A第三方阵 B第三方阵 C第三方阵 D第四方阵");
}

#[test]
fn who_shares_the_last_place_is_in_no_front_band() {
    let mut world = World::new(&[("A", "100"), ("B", "50"), ("C", "50"), ("D", "50"), ("E", "50")]);
    for (at, up_to) in [(0, 90), (1, 93), (2, 96), (3, 100)] {
        world.set.bands[at].up_to = up_to;
    }
    // Places 2 to 5: (3.5 − 0.5) ÷ 5 is 60 per cent.
    assert_eq!(world.made().bands(), "A第一方阵 B第二方阵 C第二方阵 D第二方阵 E第二方阵");
}

#[test]
fn nobody_is_first_where_all_are_equal() {
    let made = World::new(&[("A", "100"), ("B", "100.0"), ("C", "100")]).made();
    assert_eq!((made.places().as_str(), made.unranked()), ("A- B- C-", Some(&Unranked::AllEqual)));
    assert!(made.find("A", Measure::Rank).is_none() && made.find("A", Measure::Percentile).is_none());
    assert!(made.0.standings[0].entries.iter().all(|entry| entry.band.is_none()));
    assert_eq!(
        (made.said("cities", Measure::Median), made.said("A", Measure::FromBest)),
        ("100.00张".into(), "0.00张".into())
    );
}

#[test]
fn two_have_a_difference_but_no_place() {
    let made = World::new(&[("A", "30"), ("B", "36"), ("C", "")]).made();
    assert_eq!(made.unranked(), Some(&Unranked::TooFew { comparable: 2, least: 3 }));
    assert_eq!(made.places(), "A- B-");
    assert_eq!(
        (made.said("cities", Measure::Members), made.said("A", Measure::FromBest)),
        ("2个".into(), "-6.00张".into())
    );
    assert_eq!(made.said("A", Measure::FromBestRate), "-16.7%");
    for measure in [Measure::Median, Measure::QuartileLow, Measure::QuartileHigh] {
        assert!(made.find("cities", measure).is_none(), "{measure}");
    }
}

#[test]
fn one_alone_is_the_best_of_nothing_whatever_the_set_says() {
    let mut world = World::new(&[("A", "30"), ("B", "")]);
    world.set.least_members = 1;
    let made = world.made();
    assert_eq!(made.unranked(), Some(&Unranked::TooFew { comparable: 1, least: 2 }));
    assert!(made.find("cities", Measure::Best).is_none() && made.find("A", Measure::FromBest).is_none());
    // And of nobody nothing is told at all.
    let made = World::new(&[("A", ""), ("B", "")]).made();
    assert!(made.0.figures.is_empty() && made.0.standings[0].summary.is_empty());
    assert_eq!((made.0.standings[0].as_of, made.0.standings[0].apart.len()), (None, 2));
}

#[test]
fn without_a_direction_there_are_distances_but_no_places() {
    let mut world = World::new(&[("A", "3"), ("B", "1"), ("C", "8")]);
    world.compared().better = None;
    let made = world.made();
    assert_eq!((made.places().as_str(), made.unranked()), ("A- B- C-", Some(&Unranked::NoDirection)));
    assert_eq!(
        (made.said("cities", Measure::Median), made.said("C", Measure::FromMedian)),
        ("3.00张".into(), "5.00张".into())
    );
    assert!(made.find("cities", Measure::Best).is_none() && made.find("A", Measure::FromBest).is_none());
}

#[test]
fn less_is_better_and_negative_values_are_values() {
    let mut world = World::new(&[("A", "3"), ("B", "-1.5"), ("C", "0"), ("D", "8")]);
    world.compared().better = Some(Better::Down);
    let made = world.made();
    assert_eq!(made.places(), "B1 C2 A3 D4");
    assert_eq!(made.formula("B", Measure::Rank), "对标值从低到高按准确值排位，并列同位");
    assert_eq!(
        (made.said("cities", Measure::Best), made.formula("cities", Measure::Best)),
        ("-1.50张".into(), "可比成员的最低值")
    );
    assert_eq!(made.said("D", Measure::FromBest), "9.50张");
    // Nothing is relative to a value that is not above zero; the median is 1.5.
    assert!(made.find("D", Measure::FromBestRate).is_none());
    assert_eq!(made.said("D", Measure::FromMedianRate), "433.3%");
    world.compared().better = Some(Better::Up);
    assert_eq!(world.made().places(), "D1 A2 C3 B4");
}

#[test]
fn quartiles_say_how_they_were_taken() {
    let made = World::new(&[("A", "4"), ("B", "1"), ("C", "3"), ("D", "2")]).made();
    // numpy.percentile([1, 2, 3, 4], [25, 50, 75]) = 1.75, 2.5, 3.25
    let all = [Measure::QuartileLow, Measure::Median, Measure::QuartileHigh];
    assert_eq!(all.map(|measure| made.said("cities", measure)), ["1.75张", "2.50张", "3.25张"]);
    assert_eq!(made.formula("cities", Measure::QuartileLow), "由低到高第1个值＋0.75×（第2个值－第1个值）");
    let ascending = ["B", "D", "C", "A"].map(|member| format!("{member}/beds/compared/2021-11")).join(", ");
    assert_eq!(made.operands("cities", Measure::QuartileLow), ascending);
}

#[test]
fn shares_differ_in_points_and_never_relatively() {
    let mut world = World::new(&[("A", "98.14"), ("B", "96.5"), ("C", "90")]);
    world.compared().unit = "%".to_owned();
    world.observed.iter_mut().for_each(|one| one.unit = "%".to_owned());
    world.reference(2);
    world.set.least_members = 2;
    let made = world.made();
    assert_eq!(made.places(), "A1 B2");
    assert_eq!(made.said("B", Measure::FromBest), "-1.64百分点");
    assert_eq!(made.said("B", Measure::FromReference), "6.50百分点");
    let relative = [Measure::FromBestRate, Measure::FromMedianRate, Measure::FromReferenceRate];
    assert!(relative.iter().all(|measure| made.find("B", *measure).is_none()));
}

#[test]
fn a_reference_has_no_place_and_takes_none() {
    let mut world = World::new(&[("A", "30"), ("B", "36"), ("P", "33"), ("C", "24")]);
    world.reference(2);
    let made = world.made();
    assert_eq!(made.places(), "B1 A2 C3");
    assert_eq!(made.0.standings[0].references.len(), 1);
    assert_eq!(
        (made.said("C", Measure::FromReference), made.said("C", Measure::FromReferenceRate)),
        ("-9.00张".into(), "-27.3%".into())
    );
    assert_eq!(made.formula("C", Measure::FromReference), "本值－P市的值");
    assert_eq!(
        (made.said("cities", Measure::Members), made.said("cities", Measure::Median)),
        ("3个".into(), "30.00张".into())
    );
    // A reference of another definition is held against nobody.
    world.defined(2, "60岁及以上常住人口");
    let made = world.made();
    assert!(made.find("C", Measure::FromReference).is_none());
    assert_eq!(made.reasons("P").len(), 1);
}

#[test]
fn peers_are_ranked_again_among_themselves() {
    let mut world = World::new(&[("A", "30"), ("B", "36"), ("P", "33"), ("C", "24"), ("D", "25")]);
    world.reference(2);
    world.peers("west", &["A", "C", "D"]);
    let made = world.made();
    assert_eq!((made.places(), made.places_of(1)), ("B1 A2 D3 C4".into(), "A1 D2 C3".into()));
    let standing = &made.0.standings[1];
    assert_eq!((standing.group.as_deref(), standing.references.len()), (Some("west"), 1));
    // Statistics are the group's own, the value is the same figure.
    let median = made.find_in("cities", "beds@west", Measure::Median).unwrap();
    assert_eq!((median.value, made.said("cities", Measure::Median)), (Some(Exact::from_int(25)), "27.50张".to_owned()));
    assert!(standing.entries.iter().all(|entry| made.figure(&entry.value).key.indicator.as_str() == "beds"));
}

#[test]
fn places_are_compared_only_among_the_same_members() {
    let mut world = World::new(&[("A", "30"), ("B", "36"), ("C", "24"), ("D", "20")]);
    let months = |world: &mut World, iso: &str| (0..4).for_each(|at| world.dated(at, iso));
    months(&mut world, "2021-10-31");
    let before = world.made();
    assert!(before.find("A", Measure::RankChange).is_none());
    let mut now = World::new(&[("A", "40"), ("B", "36"), ("C", "24"), ("D", "26")]);
    let made = now.after(Some(&before.0));
    assert_eq!(made.places(), "A1 B2 D3 C4");
    assert_eq!(["A", "B", "C", "D"].map(|one| made.said(one, Measure::RankChange)), ["1位", "-1位", "-1位", "1位"]);
    assert_eq!(made.operands("A", Measure::RankChange), "A/beds/rank/2021-10, A/beds/rank/2021-11");
    // One of them did not come: everybody's place is counted among others.
    now.observed[3].exact = None;
    now.observed[3].missing = Some(Missing::NotReported);
    let made = now.after(Some(&before.0));
    let change = made.find("A", Measure::RankChange).unwrap();
    assert_eq!((change.value, change.missing), (None, Some(Missing::NotApplicable)));
    assert_eq!(change.trace.formula, "上期位次－本期位次（排位成员不同：本期未排位的有D市，不作比较）");
    // Nobody had a place before.
    world.compared().better = None;
    let unranked = world.made();
    let made = now.after(Some(&unranked.0));
    assert_eq!(made.formula("A", Measure::RankChange), "上期位次－本期位次（上期未排位，不作比较）");
    // The same values again are no earlier places.
    let again = now.made();
    let made = now.after(Some(&again.0));
    assert_eq!(made.formula("A", Measure::RankChange), "上期位次－本期位次（上期与本期对标日期在同一月，不作比较）");
    assert_eq!(made.operands("A", Measure::RankChange), "A/beds/rank/2021-11");
}
