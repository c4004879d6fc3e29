//! The page: title, boxes, sentences.

use super::world::{World, missing};
use crate::catalog::RadarOf;
use crate::document::{ChartKind, plain_text};
use crate::model::Missing;

const DAY: &str = "2021-11-30";
const SHARE: &str = "nursing_bed_share";

/// Five prefectures; the focus (510700) is second of five, its group has no places.
fn five() -> World {
    let mut world = World::of("sichuan-prefectures");
    // 60, 50, 40, 30 and 20 of 100 beds; the province 35 %.
    for (member, beds) in
        [("510100", "600"), ("510700", "500"), ("510300", "400"), ("510400", "300"), ("510500", "200")]
    {
        world.share(member, SHARE, (beds, "1000"), DAY);
    }
    world.share("510000", SHARE, ("3500", "10000"), DAY);
    world.set.bands[0].up_to = 34;
    world
}

#[test]
fn where_the_focus_stands_is_told_with_its_distances() {
    // Second of five: (2 − 0.5) ÷ 5 is 30 per cent, below the first band's 34.
    let told = five().told();
    assert_eq!(told.title(), "绵阳市护理型床位占比居第一方阵");
    assert_eq!(told.boxes(), ["护理型床位占比=50.00%（第2位，第一方阵）"]);
    let page = told.page();
    assert_eq!(page[0], "四川省民政厅，2021年12月5日。数据为2021年11月。");
    assert_eq!(page[1], "领先的：护理型床位占比在5个可比地区中居第2位，比最高的成都市低10.00个百分点。");
    // To 60 % of 1000 beds: 100 more by the end of December, one month.
    assert_eq!(page[2], "缩小差距：护理型床位占比达到最高的成都市的水平年底前需增加护理型床位100张。");
    // Place 2, 50-60, 50-40 (the median), 50-35, 100 more, in one month.
    let gaps = told.row("gaps", "护理型床位占比");
    assert_eq!(gaps, ["护理型床位占比", "2", "-10.00", "10.00", "15.00", "100", "100", "张"]);
    assert!(told.loose().is_empty(), "{:?}", told.loose());
}

#[test]
fn who_stands_apart_is_told_with_the_reason() {
    let mut world = five();
    missing(&mut world.observed[2], Missing::Incomplete);
    let told = world.told();
    let said = told.page().into_iter().find(|words| words.starts_with("不能比的")).unwrap();
    assert!(said.contains("护理型床位占比"), "{said}");
    let row = told.row("apart", "自贡市");
    assert_eq!(row.last(), Some(&"合计不完整，有单位未报"));
    // Four are left: fewer, but enough.
    assert!(told.page()[1].contains("在4个可比地区中居第2位"), "{:?}", told.page());
}

#[test]
fn equal_places_are_said_to_be_equal() {
    let mut world = five();
    world.observed[2].exact = world.observed[1].exact;
    assert!(world.told().page()[1].contains("在5个可比地区中并列第2位"), "{:?}", world.told().page());
}

#[test]
fn what_cannot_be_ranked_is_said_and_its_values_are_listed() {
    let mut world = World::of("five-cities");
    world.published();
    let told = world.told();
    assert_eq!(told.title(), "五地民政工作对标：13项指标暂不能排名");
    // Six things have values of several: three kinds of places for the old, stations, organisations, stories; of each one
    // is a plan and of another definition. Years differ in all but town centres and stories; organisations and stories
    // have a floor. The homes' rate has parts, which this test does not give.
    let said = "没有一项指标能排名：只有一地公布的6项，几地公布而不可比的6项（口径不同6项、有计划数6项、年份不同4项、\
                有概数2项），各地都没有数的1项。只列已有的数和不排位的原因。先统一口径、时点，才能排名。";
    assert_eq!(told.page()[1], said);
    // Documents of other years, one with a plan for the last of them: no one date.
    assert!(told.page()[0].ends_with("各来源时点不一，见表。"), "{:?}", told.page());
    assert!(told.charts().is_empty() && told.boxes().is_empty());
    const BEDS: &str = "未注明口径（分母、床位）；原文只给出比率，分母未知";
    let rows = told.rows("values");
    assert_eq!(rows[0], ["每千名老年人拥有养老床位", "宝鸡市", "36", "张/千人", "2020年", BEDS]);
    // What is only planned is not there yet: it stands in the annex alone.
    assert!(rows.iter().all(|row| row[2] != "1780"), "{rows:?}");
    assert_eq!(told.notes("values"), ["计划数见“不参与排名的数及原因”一表。"]);
    let why = |value: &str| told.row("apart", value)[3].to_owned();
    assert_eq!(why("1780"), "是计划数，不是实际达到的数；其他地区没有这项数");
    // A bound is printed as it was published, with its unit; a floor is no rough number.
    assert!(why("3.3万余人").contains("公布的是约数，不是准确值"), "{}", why("3.3万余人"));
    assert!(why("200家以上").contains("公布的是下限，不是准确值"), "{}", why("200家以上"));
    assert!(why("1篇以上").contains("公布的是下限，不是准确值"), "{}", why("1篇以上"));
    // A province is no peer of cities.
    let stations = told.rows("apart");
    let province = stations.iter().rfind(|row| row[0] == "四川省" && row[1] == "100").unwrap();
    assert!(province[3].contains("层级为“全省，与市不可比”，共同口径为“全市”"), "{province:?}");
    assert!(told.loose().is_empty(), "{:?}", told.loose());
}

#[test]
fn without_a_focus_the_page_is_neutral() {
    let mut world = five();
    world.set.focus = None;
    let told = world.told();
    assert_eq!(told.title(), "四川省市（州）民政工作对标：1项指标排位情况");
    assert_eq!(told.boxes(), ["护理型床位占比=60.00%（成都市居首）"]);
    assert!(told.page()[1].contains("最高的是成都市（60.00%），中位数为40.00%"), "{:?}", told.page());
    assert!(told.find("gaps").is_none());
    assert_eq!(told.charts()[0].id, "dots-nursing_bed_share");
}

#[test]
fn the_page_tells_what_the_set_puts_first_and_counts_the_rest() {
    let mut world = five();
    for (n, member) in ["510100", "510700", "510300", "510400", "510500"].into_iter().enumerate() {
        for (at, thing) in ["public_private_rate", "destitute_in_homes"].into_iter().enumerate() {
            world.share(member, thing, (&(100 * (n + at) + 7).to_string(), "1000"), DAY);
        }
    }
    let all = ["public_private_rate", SHARE, "destitute_in_homes"].map(crate::model::IndicatorId::from);
    let first =
        |world: &World| -> Vec<String> { world.told().rows("gaps").iter().map(|row| row[0].to_owned()).collect() };
    assert_eq!(first(&world), ["护理型床位占比", "农村敬老院公建民营完成率", "特困人员集中供养率"]);
    world.set.on_page = all[..2].to_vec();
    assert_eq!(first(&world), ["农村敬老院公建民营完成率", "护理型床位占比"]);
    let told = world.told();
    assert_eq!(told.page()[0], "四川省民政厅，2021年12月5日。数据为2021年11月；本页列2项，另有1项见附表1。");
    assert_eq!(told.boxes().len(), 2);
    assert!(told.find("standing-destitute_in_homes").is_some());
}

#[test]
fn doubt_and_unknown_denominators_are_told() {
    let mut world = five();
    // The focus has a ratio alone; another one's returns are in doubt.
    world.observed[1].parts = None;
    world.observed[0].doubt = vec!["武侯区".to_owned()];
    let told = world.told();
    let notes = told.notes("gaps").join("");
    assert!(notes.contains("武侯区有上报数待核实，有关位次可能变动。"), "{notes}");
    assert!(notes.contains("绵阳市的护理型床位占比原文只给出比率，分母未知，无从判断分母是否过小。"), "{notes}");
    // Not known is not the same as nothing needed.
    assert_eq!(told.row("gaps", "护理型床位占比")[5..], ["不详", "不详", ""]);
    assert_eq!(told.row("overall", "成都市")[1], "60.00※");
    assert!(told.notes("overall").contains(&"带“※”的数含武侯区待核实的上报数。".to_owned()));
    let row = told.row("standing-nursing_bed_share", "绵阳市＊");
    assert_eq!(row[2], "50.00");
    world.set.in_doubt = crate::catalog::InDoubt::Apart;
    assert_eq!(world.told().row("apart", "成都市")[3], "含武侯区待核实的上报数，核实前不排位");
}

#[test]
fn a_fault_of_the_wording_is_told_with_its_line() {
    let mut world = five();
    for (line, said) in [
        ("共12个", "“12”不是"),
        ("::chart dots-zz | 图 | 图", "没有“::chart dots-zz”"),
        ("::chart dots-{{ \"zz\" }} | 图 | 图", "没有图“dots-zz”"),
        ("::table {{ \"none\" }} | 表", "::table 下面要有表头"),
        ("见{{ see(\"none\") }}。", "“none”既不是"),
    ] {
        world.set.wording.wording = format!("# 题\n\n{line}\n");
        let fault = world.tried().unwrap_err();
        assert!(fault.message_zh.contains(said), "{line}: {fault}");
    }
    // What can be known without a run is told when the templates are read.
    world.set.wording.wording = "# 题\n\n::forms\n".to_owned();
    let fault = super::super::check_benchmark(&world.set.wording).unwrap_err();
    assert_eq!(fault.line, 3);
    for set in world.catalog.comparisons.values() {
        super::super::check_benchmark(&set.wording).unwrap();
    }
}

/// Three things of five members: the second has no value of the third thing.
fn three() -> World {
    let mut world = five();
    world.set.indicators.retain(|one| one.id.as_str() == SHARE);
    let first = world.set.indicators[0].clone();
    for (id, name, order) in [("second", "乙项", [1, 2, 3, 4, 5]), ("third", "丙项", [5, 4, 3, 2, 1])] {
        let mut one = first.clone();
        (one.id, one.name) = (id.into(), name.to_owned());
        world.set.indicators.push(one);
        for (member, value) in ["510100", "510700", "510300", "510400", "510500"].into_iter().zip(order) {
            if (member, id) != ("510700", "third") {
                world.value(member, id, &value.to_string(), DAY);
            }
        }
    }
    let indicators = world.set.indicators.iter().map(|one| one.id.clone()).collect();
    world.set.radar = Some(RadarOf { members: vec!["510100".into(), "510700".into()], indicators });
    world
}

#[test]
fn a_radar_is_drawn_where_set_and_wording_ask_for_it_and_nowhere_else() {
    let mut world = three();
    assert!(world.told().charts().iter().all(|chart| chart.id != "radar"), "the bundled wording asks for none");
    world.set.wording.wording = "::chart radar | 标题 | 单位：%".to_owned();
    let told = world.told();
    let chart = told.charts().into_iter().find(|chart| chart.id == "radar").unwrap();
    let ChartKind::Radar { axes, lines } = &chart.kind else { panic!("{:?}", chart.kind) };
    assert_eq!(axes, &["护理型床位占比", "乙项", "丙项"]);
    let shown = |n: usize| lines[n].points.iter().map(|point| point.shown.as_str()).collect::<Vec<_>>();
    // Best of five, worst of five, best of four; second of five, fourth of five, without a value.
    assert_eq!((lines[0].name.as_str(), shown(0)), ("成都市", vec!["100.0", "0.0", "100.0"]));
    assert_eq!((lines[1].name.as_str(), shown(1)), ("绵阳市", vec!["75.0", "25.0", "—"]));
    assert_eq!(plain_text(&chart.legends[0].words), "“—”不参与排名。");
    world.set.radar = None;
    let fault = world.tried().unwrap_err();
    assert_eq!(fault.line, 1);
    assert!(fault.to_string().contains("没有雷达图可画：对标集要写 [radar]"), "{fault}");
}

#[test]
fn the_page_says_what_is_marked_and_claims_no_more() {
    let alike = |world: &World| world.told().page().into_iter().find(|words| words.contains("资料来源见"));
    let mut world = five();
    world.set.indicators.retain(|one| one.id.as_str() == SHARE);
    // Nobody is left out.
    let there: Vec<bool> =
        world.set.members.iter().map(|member| world.observed.iter().any(|one| one.member == member.id)).collect();
    let mut at = there.iter();
    world.set.members.retain(|_| *at.next().unwrap());
    let mut at = there.iter();
    world.set.indicators[0].brought.retain(|_| *at.next().unwrap());
    let said = alike(&world).unwrap();
    assert!(said.starts_with("同一指标的数口径、时点一致，全部参与排名；"), "{said}");
    // A value and the province's are of earlier days: the day of all is not said, nor that all are alike.
    world.observed[2].as_of = crate::model::Date::parse_iso("2021-11-20");
    world.observed[5].as_of = crate::model::Date::parse_iso("2021-11-29");
    let said = alike(&world).unwrap();
    assert!(
        said.starts_with("各项数都参与排名，其中时点与对标时点不同的1个、参照值（全省）时点不同，见各表说明；"),
        "{said}"
    );
    let told = world.told();
    assert_eq!(told.page()[0], "四川省民政厅，2021年12月5日。各来源时点不一，见表。");
    let notes = told.notes("standing-nursing_bed_share");
    assert!(notes[0].ends_with("时间：2021年11月20日至2021年11月30日，各地区见表。"), "{notes:?}");
}

#[test]
fn what_keeps_all_from_a_place_is_said_as_it_is() {
    let mut world = five();
    world.set.indicators.retain(|one| one.id.as_str() == SHARE);
    for one in &mut world.observed {
        one.exact = Some(super::world::exact("50"));
    }
    let said = "没有一项指标能排名：各地数值相同的1项。只列已有的数和不排位的原因。";
    assert_eq!(world.told().page()[1], said);
    // Three years, none of them with three members: no majority is claimed.
    let mut world = five();
    world.set.indicators.retain(|one| one.id.as_str() == SHARE);
    for (at, day) in [(0, "2020-11-30"), (1, "2021-11-30"), (2, "2021-11-30"), (3, "2024-11-30"), (4, "2024-11-30")] {
        world.observed[at].as_of = crate::model::Date::parse_iso(day);
    }
    world.observed.truncate(5);
    let told = world.told();
    let said =
        "没有一项指标能排名：几地有数而不可比的1项（年份不同1项）。只列已有的数和不排位的原因。先统一时点，才能排名。";
    assert_eq!(told.page()[1], said);
    let years = "各地年份不同（2020年、2021年、2024年），不足3个同年的";
    assert_eq!(told.row("apart", "成都市")[3], years);
    // Where three are of one year, the others are held against it.
    let mut world = five();
    world.observed[4].as_of = crate::model::Date::parse_iso("2024-11-30");
    assert_eq!(world.told().row("apart", "泸州市")[3], "是2024年的数，可比的数是2021年的");
}

#[test]
fn those_who_share_a_place_share_it_wherever_it_is_told() {
    // Fourth of five in both, in homes with another: (4 − 0.5) ÷ 5 = 0.7 and (4.5 − 0.5) ÷ 5 = 0.8, the third quarter ends at 0.75.
    let mut world = World::of("sichuan-prefectures");
    const HOMES: &str = "public_private_rate";
    let all = ["510100", "510300", "510400", "510700", "510500"];
    for (member, beds) in all.into_iter().zip(["600", "500", "400", "300", "200"]) {
        world.share(member, SHARE, (beds, "1000"), DAY);
    }
    for (member, homes) in all.into_iter().zip(["90", "80", "70", "60", "60"]) {
        world.value(member, HOMES, homes, DAY);
    }
    let told = world.told();
    assert_eq!(
        told.boxes(),
        ["护理型床位占比=30.00%（第4位，第三方阵）", "农村敬老院公建民营完成率=60.00%（并列第4位，第四方阵）"]
    );
}
