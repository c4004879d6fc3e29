//! The scores of the units on the page.

use super::*;
use crate::assessment::appraisal::{Ground, appraise};
use crate::assessment::testing::blank;

/// A target of a unit, of which so much is due.
fn target(region: &str, actual: Option<i64>, status: Status) -> Assessment {
    let period = Period::parse("2021-11").unwrap();
    let actual_key = FigureKey { region: region.into(), indicator: RATE.into(), measure: Measure::Ratio, period };
    Assessment {
        name: "改造敬老院".into(),
        indicator: RATE.into(),
        target_value: Some(Exact::from_int(12)),
        actual_key,
        actual: actual.map(Exact::from_int),
        due: Some(Exact::from_int(10)),
        status,
        unit: "所".into(),
        ..blank("test.homes", &region.into(), period, Date::new(2021, 12, 31).unwrap())
    }
}

fn bureau() -> Bureau {
    let mut bureau = november();
    let units = [("411002", 9), ("411003", 10), ("411024", 10), ("411025", 4)];
    let mut assessed: Vec<Assessment> =
        units.iter().map(|(unit, actual)| target(unit, Some(*actual), Status::Behind)).collect();
    assessed.push(target("411081", None, Status::NoData));
    let ground = Ground {
        catalog: &bureau.catalog,
        desk: &bureau.catalog.desks["xuchang-2021"],
        scheme: &bureau.catalog.appraisals["month"],
        period: bureau.period,
        assessed: &assessed,
        parts: &[],
    };
    bureau.appraised = Some(appraise(&ground));
    bureau
}

#[test]
fn scores_stand_best_first_with_what_is_special_about_them() {
    let document = bureau().document(Some("::table appraisal | 考评得分")).unwrap();
    let table = table(&document, "appraisal");
    let row = |n: usize| table.rows[n].cells.iter().map(|cell| cell.content.shown()).collect::<Vec<_>>().join(" ");
    assert_eq!([row(0), row(1)], ["1 建安区 100.00 — 100.00 优秀", "1 鄢陵县 100.00 — 100.00 优秀"]);
    assert_eq!([row(2), row(3)], ["3 魏都区 90.00 — 90.00 良好", "4 襄城县 40.00 — 40.00 较差"]);
    assert_eq!(row(4), "5 禹州市 0.00 — 0.00 较差");
    let notes: Vec<String> = table.notes.iter().map(|note| plain_text(note)).collect();
    assert!(notes.contains(&"有未报的目标，不得分：禹州市。".to_owned()), "{notes:#?}");
    let none = "没有可计分的目标，不评分：长葛市、示范区、开发区、东城区。";
    assert!(notes.contains(&none.to_owned()), "{notes:#?}");
    assert!(notes[0].starts_with("按《月调度评分办法》评分，满分100；95分以上优秀"), "{notes:#?}");
}

#[test]
fn a_sentence_names_both_ends() {
    let wording = "{% if appraisal.known %}{{ appraisal.count }}个单位{{ appraisal.bands }}；{{ appraisal.top }}居前，\
                   {{ appraisal.last }}居后。{% endif %}";
    let wanted = "5个单位优秀2个、良好1个、较差2个；建安区（100.00分）、鄢陵县（100.00分）居前，\
                  襄城县（40.00分）、禹州市（0.00分）居后。";
    assert_eq!(bureau().say(wording), wanted);
    // A desk without a scheme has neither the sentence nor numbers in its table.
    let document = november().document(Some("::table appraisal | 考评得分")).unwrap();
    assert!(table(&document, "appraisal").rows.is_empty());
    assert!(november().document(Some("{% if appraisal.known %}有{% endif %}无")).is_ok());
}
