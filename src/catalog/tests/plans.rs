//! Plans of work, progress, series from elsewhere and rows that are no targets.

use super::*;
use crate::catalog::Progress;
use crate::model::{Date, Month};

const PLAN: &str = r#"title = "重点工作台账"
document = "某文件"
due_soon_days = 20

[[items]]
id = "homes"
number = "1"
section = "一、养老"
name = "公建民营"
goal = "达到80%"
measures = ["建台账", "月通报"]
targets = ["ledger.rural_homes"]
deadline = "2021-10-31"
lead = "养老服务科"
leader = "甲"
responsible = "各县（市、区）民政局、市民政局"
stages = [{ name = "摸底", by = "2021-03-31" }, { name = "签约", by = "2021-09-30" }]

[[items]]
id = "study"
number = "2"
name = "调研"
goal = "形成报告"
measures = "走访"
deadline = "2021-06-30"
lead = "办公室"
responsible = "办公室"
"#;

const PROGRESS: &str = r#"[[progress]]
item = "homes"
month = "2021-06"
status = "in_progress"
stage = "摸底"
evidence = "已摸底"

[[progress]]
item = "homes"
month = "2021-03"
status = "not_started"
evidence = "待启动"
"#;

const EXTERNAL: &str = r#"[[series]]
id = "province.rate"
name = "全省平均"
unit = "%"
source = "省厅通报"
values = [{ month = "2021-03", value = 51.2, document = "某通报" }, { month = "2020-12", value = 50, document = "某通报" }]
"#;

const NOT_TARGETS: &str = "[[not_targets]]\nrow = \"XC-034\"\nreason = \"步行距离，报表不载\"\n";

const FOLDER: &str = "desks/xuchang-2021";

fn files(changes: &[(&str, &str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let mut files = bundled();
    for (name, text) in [("plan", PLAN), ("progress", PROGRESS), ("external", EXTERNAL), ("not_targets", NOT_TARGETS)] {
        let mut text = text.to_owned();
        for (_, from, to) in changes.iter().filter(|(file, ..)| *file == name) {
            assert!(text.contains(from), "{name} has no {from}");
            text = text.replacen(from, to, 1);
        }
        files.insert(format!("{FOLDER}/{name}.toml"), text.into_bytes());
    }
    files
}

fn said(changes: &[(&str, &str, &str)]) -> Vec<String> {
    texts(&load(&files(changes), String::new()).expect_err("must not load"))
}

#[test]
fn a_plan_is_read_with_what_is_said_of_it_in_the_order_of_months() {
    let catalog = load(&files(&[]), String::new()).unwrap_or_else(|e| panic!("{}", texts(&e).join("\n")));
    let plan = &catalog.plans["xuchang-2021"];
    assert_eq!((plan.title.as_str(), plan.due_soon_days, plan.items.len()), ("重点工作台账", 20, 2));
    let homes = &plan.items[0];
    assert_eq!(homes.units(), ["各县（市、区）民政局", "市民政局"]);
    assert_eq!(homes.measures, ["建台账", "月通报"]);
    assert_eq!(Some(homes.deadline), Date::new(2021, 10, 31));
    let by = |month| Month::new(2021, month).and_then(|month| homes.said_by(month));
    assert_eq!(by(2), None);
    assert_eq!(by(3).map(|s| s.progress), Some(Progress::NotStarted));
    assert_eq!(by(5).map(|s| s.progress), Some(Progress::NotStarted));
    assert_eq!(by(12).and_then(|s| s.stage.as_deref()), Some("摸底"));
    assert_eq!(plan.items[1].measures, ["走访"]);
    let series = &catalog.external["xuchang-2021"]["province.rate"];
    assert_eq!(series.values.len(), 2);
    assert_eq!(
        Month::new(2021, 3).and_then(|m| series.last_by(m)).map(|v| v.value.to_string()).as_deref(),
        Some("51.2")
    );
    assert_eq!(catalog.not_targets["xuchang-2021"][0].row, "XC-034");
}

#[test]
fn what_a_plan_names_must_exist() {
    let said = said(&[
        ("plan", "ledger.rural_homes", "ledger.rural_home"),
        ("plan", "number = \"2\"", "number = \" \""),
        ("plan", "2021-09-30", "2021-11-30"),
        ("progress", "stage = \"摸底\"", "stage = \"签字\""),
        ("progress", "item = \"homes\"", "item = \"home\""),
        ("progress", "2021-03", "2022-03"),
        ("external", "unit = \"%\"", "unit = \"成\""),
        ("external", "2021-03", "2019-03"),
        ("not_targets", "XC-034", "034"),
    ]);
    let told = said.join("\n");
    for (at, says) in [
        ("plan.toml:12:", "没有目标“ledger.rural_home”；是不是“ledger.rural_homes”？"),
        ("plan.toml:17:", "阶段晚于本项的完成时限"),
        ("plan.toml:21:", "number 不能为空"),
        ("progress.toml:2:", "没有工作“home”；是不是“homes”？"),
        ("progress.toml:10:", "“2022-03”不是本台的月份，应写如 2021-06"),
        ("external.toml:4:", "没有计量单位“成”"),
        ("external.toml:6:", "“2019-03”不是本台的月份"),
        ("not_targets.toml:2:", "“034”不是资料行号"),
    ] {
        assert!(said.iter().any(|s| s.contains(at) && s.contains(says)), "{at} {says}\n{told}");
    }
    assert_eq!(said.len(), 8, "{told}");
}

#[test]
fn stages_and_statements_are_told_when_wrong() {
    let said = said(&[
        ("plan", "\"签约\"", "\"摸底\""),
        ("progress", "stage = \"摸底\"", "stage = \"签字\""),
        ("progress", "2021-03", "2021-06"),
        ("not_targets", "reason = \"步行距离，报表不载\"", "reason = \"\""),
    ]);
    assert_eq!(said.len(), 4, "{}", said.join("\n"));
    for says in ["阶段“摸底”重复", "没有阶段“签字”", "这个月的进展已写过一条", "reason 不能为空"]
    {
        assert!(said.iter().any(|s| s.contains(says)), "{says}\n{}", said.join("\n"));
    }
}

#[test]
fn a_complete_plan_names_every_target_and_progress_needs_a_plan() {
    let told = said(&[("plan", "due_soon_days = 20", "complete = true")]);
    assert!(
        told.iter().any(
            |s| s.contains("plan.toml:1:9: 目标“ledger.model_communities”（规范化社区建设）没有挂在任何一项工作上")
        ),
        "{told:#?}"
    );
    assert!(told.iter().all(|s| !s.contains("“ledger.rural_homes”")), "{told:#?}");
    let mut files = files(&[]);
    files.remove("desks/xuchang-2021/plan.toml");
    let told = texts(&load(&files, String::new()).expect_err("must not load"));
    assert_eq!(told, ["desks/xuchang-2021/progress.toml:1:1: 同一文件夹中缺少 plan.toml"]);
}

#[test]
fn a_desk_names_each_of_its_reports_once() {
    let desk = "desks/xuchang-2021/desk.toml";
    let told = broken(&[(desk, "\"circular\", \"brief\"]", "\"monthly\", \"yearly\"]")]);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].contains("报告“monthly”重复") && told[1].contains("没有报告“yearly”"), "{told:#?}");
}
