//! The annex tables and charts.

use super::world::{World, exact};
use crate::document::ChartKind;

const DAY: &str = "2021-11-30";
const HOMES: &str = "public_private_rate";

fn four() -> World {
    let mut world = World::of("sichuan-prefectures");
    for (member, value) in [("510700", "70"), ("510100", "90"), ("510600", "80"), ("510300", "60")] {
        world.value(member, HOMES, value, DAY);
    }
    world
}

#[test]
fn a_thing_compared_has_its_table_with_places_among_peers() {
    let told = four().told();
    let id = "standing-public_private_rate";
    // Best first. Better than 100, 66.7, 33.3 and 0 % of the three others; median 75; three of the plain, one of the south.
    assert_eq!(
        told.rows(id)[..4],
        [
            vec!["1", "成都市＊", "90.00", "第一方阵", "100.0", "0.00", "15.00", "成都平原经济区", "1"],
            vec!["2", "德阳市＊", "80.00", "第二方阵", "66.7", "-10.00", "5.00", "成都平原经济区", "2"],
            vec!["3", "绵阳市＊", "70.00", "第三方阵", "33.3", "-20.00", "-5.00", "成都平原经济区", "3"],
            vec!["4", "自贡市＊", "60.00", "第四方阵", "0.0", "-30.00", "-15.00", "川南经济区", "—"],
        ]
    );
    assert_eq!(told.row(id, "中位数")[2], "75.00");
    let notes = told.notes(id);
    assert!(notes[0].contains("截至2021年11月底，各地区相同"), "{notes:?}");
    assert!(notes.contains(&"川南经济区：可比的数只有1个，不足3个，不排位。".to_owned()), "{notes:?}");
}

#[test]
fn dates_of_their_own_and_adjustments_are_marked() {
    let mut world = four();
    let earlier = crate::model::Date::parse_iso("2021-11-15").unwrap();
    world.observed[1].as_of = Some(earlier);
    let told = world.told();
    let row = told.row("standing-public_private_rate", "成都市＊");
    assert_eq!(row[3], "2021年11月15日");
    let notes = told.notes("standing-public_private_rate");
    assert!(
        notes.iter().any(|note| note.contains("＊成都市：是2021年11月15日的数，与对标时点（2021年11月30日）不同")),
        "{notes:?}"
    );
}

#[test]
fn the_table_of_all_says_who_has_no_place() {
    let mut world = four();
    // Another unit: printed with it, and not ranked.
    world.observed[3].unit = "‰".to_owned();
    world.sources[3].unit = "‰".to_owned();
    let told = world.told();
    let all = told.row("overall", "自贡市");
    assert!(all.contains(&"60‰") && all.contains(&"不排位"), "{all:?}");
    let why = told.row("apart", "自贡市");
    assert_eq!(why.last(), Some(&"单位为“‰”，共同口径为“%”；原文只给出比率，分母未知"));
    assert_eq!(told.row("sources", "成都市")[0], "510100的报表");
}

#[test]
fn charts_show_everyone_and_the_places_of_two_periods() {
    let mut then = four();
    for one in &mut then.observed {
        one.as_of = crate::model::Date::parse_iso("2021-10-31");
    }
    // A month ago the focus was last.
    then.observed[0].exact = Some(exact("50"));
    let mut world = four();
    world.before = Some(then.stand());
    let told = world.told();
    let ids: Vec<&str> = told.charts().iter().map(|chart| chart.id.as_str()).collect();
    assert_eq!(ids, ["ahead", "dots-public_private_rate", "slope-public_private_rate"]);
    let ChartKind::Dots { rows, series, references } = &told.charts()[1].kind else { panic!() };
    assert_eq!(rows.join(" "), "成都市 德阳市 绵阳市 自贡市");
    assert_eq!((series[0].name.as_str(), series[0].points[2].shown.as_str()), ("绵阳市", "70.00%"));
    assert_eq!(references[0].label, "中位数75.00%");
    let ChartKind::Slope { ends, lines } = &told.charts()[2].kind else { panic!() };
    assert_eq!(ends, &["2021年10月".to_owned(), "2021年11月".to_owned()]);
    let focus = lines.iter().find(|line| line.name == "绵阳市").unwrap();
    assert_eq!(focus.points.iter().map(|point| point.shown.as_str()).collect::<Vec<_>>(), ["4", "3"]);
}
