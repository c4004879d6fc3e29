//! What the notes of a table say of its targets, and the legend of its marks.

use super::whole::judged;
use super::*;
use crate::catalog::{Comparator, Target, TargetValue};

const DESK: &str = "xuchang-2021";
const KEY: &str = "::table key | 指标";
const TARGETS: &str = "::table targets | 目标";

/// A target as the desk wrote it, of the judgement in [`judged`] unless called otherwise.
fn define(bureau: &mut Bureau, id: &str, change: impl FnOnce(&mut Target)) {
    let all = bureau.catalog.targets.get_mut(DESK).unwrap();
    let mut target = Target { id: id.into(), baseline: None, from: None, replaces: None, unit: None, ..all[0].clone() };
    change(&mut target);
    all.push(target);
}

fn lagging() -> Bureau {
    let mut bureau = november();
    judged(&mut bureau, "411000", 95, Status::Behind, Light::Watch);
    bureau
}

fn first(bureau: &Bureau, wording: &str) -> Table {
    let document = bureau.document(Some(wording)).unwrap_or_else(|e| panic!("{e}"));
    let tables =
        document.blocks.into_iter().filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None });
    tables.into_iter().next().unwrap()
}

fn notes(bureau: &Bureau, wording: &str) -> Vec<String> {
    first(bureau, wording).notes.iter().map(|note| plain_text(note)).collect()
}

#[test]
fn it_is_said_which_of_two_numbers_is_judged() {
    let said = "按本月数考核的：火化率。";
    assert!(notes(&lagging(), KEY).iter().any(|note| note == said), "{:?}", notes(&lagging(), KEY));
    // The cumulative is what the others are judged by.
    let mut bureau = lagging();
    bureau.assessed.list[0].actual_key.measure = Measure::RatioYtd;
    assert!(!notes(&bureau, KEY).iter().any(|note| note.contains("考核")));
    // January has one number for both.
    let mut bureau = Bureau::new("2021-01");
    bureau.rates("2021-01", &NOVEMBER);
    judged(&mut bureau, "411000", 95, Status::Behind, Light::Watch);
    assert!(!notes(&bureau, KEY).iter().any(|note| note.contains("考核")));
}

#[test]
fn a_way_that_begins_somewhere_is_said_to() {
    let mut bureau = lagging();
    define(&mut bureau, "test.rate", |target| target.baseline = Some("29.50".parse().unwrap()));
    let said = "完成率、序时进度按较基期增减量计算的：提高火化率（基期29.5%）。";
    assert!(notes(&bureau, TARGETS).iter().any(|note| note == said), "{:?}", notes(&bureau, TARGETS));
    let document = bureau.document(Some("::chart progress | 进度 | 完成率")).unwrap();
    let Some(Block::Chart(spec)) = document.blocks.first() else { panic!("a chart") };
    assert_eq!(plain_text(&spec.subtitle), "完成率，有基期的按较基期增减量计算，来源：各单位报表");
    // In words the share of the way is no share of the target.
    let one = &mut bureau.assessed.list[0];
    one.unit = "张".into();
    let words = bureau.say("{% for p in problems %}{{ p.standing }}{% endfor %}");
    assert!(words.contains("自基期（29.5张）以来完成应增减数的97%") && !words.contains("完成目标"), "{words}");
}

#[test]
fn a_target_that_was_changed_tells_what_it_was() {
    let mut bureau = lagging();
    let fixed = |value: &str| {
        let (value, deadline) = (value.parse().unwrap(), Date::new(2021, 12, 31).unwrap());
        TargetValue::Fixed { value, deadline }
    };
    define(&mut bureau, "old", |target| target.value = fixed("95"));
    define(&mut bureau, "test.rate", |target| {
        (target.value, target.replaces) = (fixed("97.0"), Some("old".into()));
        (target.from, target.document) = (Date::new(2021, 7, 1), Some("某民发〔2021〕28号".into()));
    });
    let said = "提高火化率：年初目标95%，7月起按某民发〔2021〕28号调整为97%。";
    assert!(notes(&bureau, TARGETS).iter().any(|note| note == said), "{:?}", notes(&bureau, TARGETS));
}

#[test]
fn what_looks_alike_and_is_judged_behind_is_explained() {
    // 97 of 97 in whole per cent, a little less in truth.
    let mut bureau = november();
    judged(&mut bureau, "411000", 97, Status::Behind, Light::Watch);
    let almost = Exact::from_decimal("99.9".parse().unwrap());
    bureau.assessed.figures.iter_mut().find(|f| f.key.measure == Measure::Completion).unwrap().value = almost;
    let said = "印出的数与应达到的数相同而判为滞后或未完成的，按未舍入的数判断：提高火化率（全市）。";
    assert!(notes(&bureau, TARGETS).iter().any(|note| note == said), "{:?}", notes(&bureau, TARGETS));
    bureau.assessed.list[0].status = Status::OnSchedule;
    assert!(!notes(&bureau, TARGETS).iter().any(|note| note.contains("未舍入")));
}

#[test]
fn a_work_of_stages_is_printed_in_per_cent_of_itself() {
    let mut bureau = lagging();
    let one = &mut bureau.assessed.list[0];
    (one.comparator, one.unit) = (Comparator::By, "项".into());
    let table = first(&bureau, KEY);
    let row = table.rows.iter().find(|row| row.cells[0].content.shown() == "火化率").unwrap();
    let shown: Vec<&str> = row.cells.iter().map(|cell| cell.content.shown()).collect();
    // 97 per cent done, as the completion says.
    assert_eq!(&shown[1..8], ["%", "", "97", "", "100", "97", "100"]);
    let said = "按阶段折算进度、以全部完成为100%的：火化率。";
    assert!(table.notes.iter().any(|note| plain_text(note) == said), "{:?}", table.notes);
}

#[test]
fn the_legend_stands_once_and_tells_only_what_is_there() {
    let bureau = lagging();
    for (wording, said) in [
        (KEY, "标记：▲ 滞后、差距较小。"),
        (TARGETS, "标记：▲ 滞后、差距较小。"),
        ("::table county | 分县", "标记：▲ 滞后、差距较小。"),
    ] {
        let legends: Vec<String> =
            notes(&bureau, wording).into_iter().filter(|note| note.starts_with("标记")).collect();
        assert_eq!(legends, [said], "{wording}");
    }
    let mut bureau = november();
    assert!(!notes(&bureau, "::table quality | 质量").iter().any(|note| note.starts_with("标记")), "no marks");
    bureau.returns.register[0].state = ReturnState::Late;
    assert!(notes(&bureau, "::table quality | 质量").contains(&"标记：▲ 迟报或未注明报出日期。".to_owned()));
}

#[test]
fn points_of_the_month_stand_beside_what_is_open_of_earlier_ones() {
    let mut bureau = november();
    let found = |at: &str| Finding::new("sum.mismatch", month(at), Place::default()).of(&"411081".into());
    bureau.findings = vec![found("2021-09"), found("2021-11")];
    let all = notes(&bureau, "::table quality | 质量");
    assert!(all.contains(&"未解决问题含以前月份的强制性问题1处。".to_owned()), "{all:?}");
    let score = |region: &str, points: &str| Score {
        region: region.into(),
        month: month("2021-11"),
        points: points.parse().unwrap(),
        band: "良好".into(),
        lost: Vec::new(),
        below_least: Decimal::ZERO,
    };
    bureau.scores = vec![score("411002", "100"), score("411081", "97.5")];
    let table = first(&bureau, "::table quality | 质量");
    let points = |row: usize| table.rows[row].cells[4].content.shown().to_owned();
    assert_eq!((points(1), points(5)), ("100.0".to_owned(), "97.5".to_owned()), "one number of decimals");
    let all: Vec<String> = table.notes.iter().map(|note| plain_text(note)).collect();
    assert!(all.iter().any(|note| note.starts_with("得分、等次按本月报表评定，不含以前月份的问题")), "{all:?}");
}
