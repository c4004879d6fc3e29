//! Whom a document asks: the units it goes to, of what can be judged.

use super::kinds::{behind, issue, of};
use super::whole::judged;
use super::*;
use crate::catalog::{Issue, Summons};

#[test]
fn where_nothing_can_be_judged_no_rest_is_told() {
    for (report, said) in [
        ("brief", "11月份全市火化率为95.67%，2项目标任务均无法判定"),
        ("brief", "2项目标均尚无数据或无法判定，请牵头科室尽快核清。"),
        ("circular", "列入年度目标的2项任务均无法判定。"),
        ("meeting", "列入年度目标的2项任务均无法判定。"),
        ("notice", "目标任务均无法判定，不必印发本通知。"),
    ] {
        let mut bureau = november();
        judged(&mut bureau, "411000", 95, Status::Undefined, Light::Unknown);
        let other = Assessment { target: "b".to_owned(), status: Status::NoData, ..bureau.assessed.list[0].clone() };
        bureau.assessed.list.push(other);
        bureau.report = report;
        let words = text(&of(&bureau));
        assert!(words.contains(said) && !words.contains("其余"), "{report}: {words}");
        assert!(
            !words.contains("没有滞后的目标任务，") && !words.contains("没有滞后的目标任务。"),
            "{report}: {words}"
        );
    }
}

#[test]
fn only_those_who_are_addressed_are_asked() {
    let mut bureau = november();
    judged(&mut bureau, "411000", 95, Status::Behind, Light::Bad);
    let one = &mut bureau.assessed.list[0];
    one.deadline = Date::new(2021, 12, 31).unwrap();
    one.responsible = "养老服务科，各县市区民政局、市福利彩票发行中心".to_owned();
    bureau.report = "circular";
    let to = vec!["各县（市、区）民政局".to_owned()];
    issue(&mut bureau, "circular", Issue { to: to.clone(), ..Issue::default() });
    let said = "请各县市区民政局对照目标倒排进度，确保2021年12月31日前完成；由某科牵头督办。";
    assert!(text(&of(&bureau)).contains(said), "{}", text(&of(&bureau)));
    // Nobody of them is: the office does it itself.
    bureau.assessed.list[0].responsible = "市福利彩票发行中心".to_owned();
    let said = "由我局某科牵头，对照目标倒排进度，确保2021年12月31日前完成。";
    assert!(text(&of(&bureau)).contains(said), "{}", text(&of(&bureau)));
}

#[test]
fn who_lags_and_is_not_addressed_is_seen_to_by_the_office() {
    let mut bureau = behind();
    bureau.report = "circular";
    let summons = Some(Summons { periods: 2, targets: 1 });
    let to =
        |names: &[&str]| Issue { to: names.iter().map(ToString::to_string).collect(), summons, ..Issue::default() };
    // 开发区 and 禹州市 lag.
    issue(&mut bureau, "circular", to(&["许昌市魏都区民政局", "禹州市民政局"]));
    let words = text(&of(&bureau));
    for said in [
        "请禹州市查明原因，列出完成时间，",
        "由我局某科牵头督办，开发区一并督办。",
        "对禹州市，拟由分管领导约谈主要负责人。",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(!words.contains("请禹州市、开发区"), "{words}");
    assert_eq!(bureau.with(None, unaddressed), ["开发区"]);
    // None of them is addressed.
    issue(&mut bureau, "circular", to(&["魏都区民政局", "长葛市民政局"]));
    let words = text(&of(&bureau));
    for said in ["由我局某科督办禹州市、开发区查明原因，尽快提出整改措施和完成时间。", "禹州市由我局有关科室督办。"]
    {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(!words.contains("对禹州市"), "{words}");
    assert_eq!(bureau.with(None, unaddressed), ["禹州市", "开发区"]);
    // What only they lag in.
    bureau.assessed.list.retain(|one| one.region != "411000".into());
    judged(&mut bureau, "411000", 97, Status::Met, Light::Good);
    let words = text(&of(&bureau));
    assert!(words.contains("由我局有关科室督办禹州市、开发区逐项查明原因") && !words.contains("请上述单位"), "{words}");
    // A kind of body is all of them.
    issue(&mut bureau, "circular", to(&["各县（市、区）民政局"]));
    assert!(bureau.with(None, unaddressed).is_empty() && text(&of(&bureau)).contains("请上述单位"));
}
