//! The charts of a report: what each kind draws, and what it cannot.

use super::*;

const FILE: &str = "reports/monthly/report.toml";

fn with(charts: &str) -> Vec<(&'static str, &'static str, String)> {
    vec![(FILE, "\n[degrees]", format!("\n{charts}\n[degrees]"))]
}

fn said(charts: &str) -> Vec<String> {
    let changes = with(charts);
    let changes: Vec<(&str, &str, &str)> = changes.iter().map(|(file, from, to)| (*file, *from, to.as_str())).collect();
    broken(&changes)
}

#[test]
fn the_charts_of_the_monthly_report_are_read() {
    let catalog = catalog();
    let charts = &catalog.reports["monthly"].charts;
    assert_eq!(charts[0].id, "heat");
    assert_eq!((&charts[0].shape, charts[0].periods), (&ChartShape::Heat(None), None));
    let ChartShape::Stacked { parts, total, by_period, whole } = &charts[1].shape else { panic!("{:?}", charts[1]) };
    assert_eq!((parts.len(), total.is_some(), *by_period, *whole), (2, true, false, false));
    assert_eq!(charts[1].figures().len(), 3);
}

#[test]
fn all_that_is_wrong_with_charts_is_told_at_once_each_with_its_place() {
    let said = said(
        "[[charts]]\nid = \"Heat 1\"\nkind = \"heat\"\nperiods = 1\n\
         [[charts]]\nid = \"county\"\nkind = \"slope\"\nfigures = [[\"死亡人数\", \"month\"]]\nagainst = \"prior\"\n\
         [[charts]]\nid = \"parts\"\nkind = \"stacked\"\nfigures = [[\"死亡人数\", \"month\"], [\"火化率\", \"ratio\"]]\nperiods = 3\n\
         [[charts]]\nid = \"parts\"\nkind = \"progress\"\nfigures = [[\"火化率\", \"stock\"]]\nwhole = true\nlines = 30\n\
         [[charts]]\nid = \"one\"\nkind = \"stacked\"\nfigures = [[\"没有的指标\", \"month\"]]\n",
    );
    for part in [
        "图的键只用小写字母、数字和短横",
        "应为 2 至 12 的整数",
        "“county”已是表的键",
        "“死亡人数”没有写 better，不排位",
        "位次只与本年各期比：before、first",
        "stacked 的各部分应能相加",
        "periods 只用于 trend、heat、multiples",
        "图“parts”重复",
        "progress 画全部目标，不写 figures",
        "图里的“火化率”只能用 ratio、ratio_ytd",
        "whole 只用于 stacked",
        "应为 5 至 22 的整数",
        "stacked 要写二至五个 figures",
        "没有指标“没有的指标”",
    ] {
        assert!(said.iter().any(|line| line.contains(part)), "{part}: {said:#?}");
    }
    assert_eq!(said.len(), 14, "{said:#?}");
    assert!(said.iter().all(|line| line.starts_with("reports/monthly/report.toml:")), "{said:#?}");
}

#[test]
fn a_kind_that_is_not_there_is_told_with_those_that_are() {
    let said = said("[[charts]]\nid = \"pie\"\nkind = \"pie\"\n");
    assert!(said.len() == 1 && said[0].contains("ranking") && said[0].contains("multiples"), "{said:#?}");
}
